/* tag.c – the gate: the only file that writes '<', '&' and quotes. It keeps
 * the stack of open elements, so that nothing can stay open; a start tag is
 * ended by whatever comes after its attributes. Escaping looks each byte up in
 * a table and copies the stretches between. */
#include "write/html/html.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "write/write.h"

/* What to do with a byte of text. */
enum care {
	PLAIN,
	QUOTE,  /* in attributes only */
	ESCAPE, /* & < > */
	FORBID, /* control characters */
	LOOK,   /* begins a sequence that may be forbidden */
};

#define FORBID4 FORBID, FORBID, FORBID, FORBID

static const uint8_t care[256] = {
    FORBID4,
    FORBID4,
    FORBID,
    PLAIN /* tab */,
    PLAIN /* line feed */,
    FORBID,
    FORBID4,
    FORBID4,
    FORBID4,
    FORBID4,
    FORBID4,
    ['"'] = QUOTE,
    ['&'] = ESCAPE,
    ['<'] = ESCAPE,
    ['>'] = ESCAPE,
    [0x7F] = FORBID,
    [0xC2] = LOOK,
    [0xEF] = LOOK,
    [0xF0] = LOOK,
    [0xF1] = LOOK,
    [0xF2] = LOOK,
    [0xF3] = LOOK,
    [0xF4] = LOOK,
};

static bool
is_forbidden(uint32_t rune)
{
	return (rune >= 0x80 && rune < 0xA0) ||
	       (rune >= 0xFDD0 && rune <= 0xFDEF) || (rune & 0xFFFE) == 0xFFFE;
}

static void
put_entity(struct buf *out, char c)
{
	switch (c) {
	case '"':
		buf_put(out, STR("&quot;"));
		break;
	case '&':
		buf_put(out, STR("&amp;"));
		break;
	case '<':
		buf_put(out, STR("&lt;"));
		break;
	case '>':
		buf_put(out, STR("&gt;"));
		break;
	default: /* forbidden; a carriage return is a line end to readers */
		buf_put(out, c == '\r' ? STR("\n") : STR("\uFFFD"));
	}
}

/* The first byte from `i` on that may need care. Eight at a time: `least` is
 * a power of two, so bytes that need none, or'ed together, are below it too. */
static size_t
skip_plain(struct str s, size_t i, enum care least)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (; i + 8 <= s.n; i += 8) {
		const unsigned char *q = p + i;
		unsigned all = care[q[0]] | care[q[1]] | care[q[2]] |
			       care[q[3]] | care[q[4]] | care[q[5]] |
			       care[q[6]] | care[q[7]];

		if (all >= least)
			break;
	}
	while (i < s.n && care[p[i]] < least)
		i++;
	return i;
}

static void
put_escaped(struct buf *out, struct str s, enum care least)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t from = 0, i = 0;

	for (;;) {
		size_t at;

		i = skip_plain(s, i, least);
		if (i == s.n)
			break;
		at = i;
		if (care[p[at]] == LOOK && !is_forbidden(utf8_next(s, &i)))
			continue;
		buf_put(out, str_slice(s, from, at));
		put_entity(out, s.p[at]);
		from = i += care[p[at]] != LOOK;
	}
	buf_put(out, str_slice(s, from, s.n));
}

/* Ends the start tag that is being written. */
static inline void
settle(struct html *h)
{
	if (h->tag == TAG_NONE)
		return;
	if (h->tag == TAG_VOID && h->opts->xhtml)
		buf_put(h->out, STR(" />"));
	else
		buf_putc(h->out, '>');
	h->tag = TAG_NONE;
}

void
tag_line(struct html *h)
{
	settle(h);
	if (h->out->n > 0 && h->out->p[h->out->n - 1] != '\n')
		buf_putc(h->out, '\n');
}

/* "<name" or "</name", in one piece: this is called more than all else. */
static void
put_name(struct buf *out, struct str head, struct str name)
{
	buf_reserve(out, head.n + name.n);
	memcpy(out->p + out->n, head.p, head.n);
	memcpy(out->p + out->n + head.n, name.p, name.n);
	out->n += head.n + name.n;
}

void
tag_open(struct html *h, const char *name)
{
	struct str s = {name, strlen(name)};

	settle(h);
	if (h->n_open == h->cap_open)
		h->open =
		    mem_room(h->open, h->n_open, &h->cap_open, sizeof *h->open);
	h->open[h->n_open++] = s;
	put_name(h->out, STR("<"), s);
	h->tag = TAG_START;
}

void
tag_block(struct html *h, const char *name)
{
	tag_line(h);
	tag_open(h, name);
}

void
tag_close(struct html *h)
{
	assert(h->n_open > 0);
	settle(h);
	put_name(h->out, STR("</"), h->open[--h->n_open]);
	buf_putc(h->out, '>');
}

void
tag_end(struct html *h)
{
	tag_close(h);
	buf_putc(h->out, '\n');
}

void
tag_void(struct html *h, const char *name)
{
	settle(h);
	put_name(h->out, STR("<"), str_of(name));
	h->tag = TAG_VOID;
}

void
tag_attr_begin(struct html *h, const char *key)
{
	assert(h->tag != TAG_NONE);
	buf_putc(h->out, ' ');
	buf_puts(h->out, key);
	buf_put(h->out, STR("=\""));
}

void
tag_attr_more(struct html *h, struct str value)
{
	put_escaped(h->out, value, QUOTE);
}

void
tag_attr_end(struct html *h)
{
	buf_putc(h->out, '"');
}

void
tag_attr(struct html *h, const char *key, struct str value)
{
	tag_attr_begin(h, key);
	tag_attr_more(h, value);
	tag_attr_end(h);
}

void
tag_attr_int(struct html *h, const char *key, long value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%ld", value);
	tag_attr(h, key, str_of(digits));
}

void
tag_flag(struct html *h, const char *key)
{
	if (h->opts->xhtml) {
		tag_attr(h, key, str_of(key));
		return;
	}
	buf_putc(h->out, ' ');
	buf_puts(h->out, key);
}

void
tag_data(struct html *h, struct str key, struct str value)
{
	size_t start = h->out->n, name;

	if (str_starts(key, STR("data-")))
		key = str_slice(key, 5, key.n);
	buf_put(h->out, STR(" data-"));
	name = h->out->n;
	for (size_t i = 0; i < key.n; i++) {
		char c = to_lower(key.p[i]);

		if (is_alnum(c) || c == '-' || c == '_' || c == '.')
			buf_putc(h->out, c);
	}
	if (h->out->n == name) {
		h->out->n = start;
		return;
	}
	buf_put(h->out, STR("=\""));
	tag_attr_more(h, value);
	tag_attr_end(h);
}

void
tag_text(struct html *h, struct str s)
{
	settle(h);
	put_escaped(h->out, s, ESCAPE);
}

void
tag_puts(struct html *h, const char *cstr)
{
	tag_text(h, str_of(cstr));
}

/* The characters that a URL may hold as they are; '%' and '#' are looked at
 * where they stand. */
static bool
is_url_char(unsigned char c)
{
	static const char others[] = "-./_:?=&!$'()*+,;@~";

	return is_alnum((char)c) || memchr(others, c, sizeof others - 1);
}

static bool
is_hex(char c)
{
	return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

/* End of "scheme://host", which may hold brackets. */
static size_t
url_host_end(struct str url)
{
	size_t at = str_find(url, STR("://"), 0);

	if (at == SIZE_MAX)
		return 0;
	for (at += 3; at < url.n && !strchr("/?#", url.p[at]); at++)
		;
	return at;
}

void
tag_url(struct html *h, const char *key, struct str url)
{
	size_t host = url_host_end(url), from = 0;
	bool fragment = false;

	tag_attr_begin(h, key);
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		bool fine = is_url_char(c);

		if (c == '%')
			fine = i + 2 < url.n && is_hex(url.p[i + 1]) &&
			       is_hex(url.p[i + 2]);
		else if (c == '#')
			fine = !fragment;
		else if (c == '[' || c == ']')
			fine = i < host;
		fragment |= c == '#';
		if (fine)
			continue;
		tag_attr_more(h, str_slice(url, from, i));
		buf_printf(h->out, "%%%02X", c);
		from = i + 1;
	}
	tag_attr_more(h, str_slice(url, from, url.n));
	tag_attr_end(h);
}

void
tag_raw(struct html *h, struct str markup)
{
	settle(h);
	buf_put(h->out, markup);
}

void
tag_file_begin(struct html *h, struct str language, struct str title)
{
	if (h->opts->xhtml)
		tag_raw(h, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	tag_raw(h, STR("<!DOCTYPE html>\n"));
	tag_open(h, "html");
	if (h->opts->xhtml) {
		tag_attr(h, "xmlns", STR("http://www.w3.org/1999/xhtml"));
		tag_attr(h, "xml:lang", language);
	}
	tag_attr(h, "lang", language);
	tag_block(h, "head");
	tag_line(h);
	tag_void(h, "meta");
	tag_attr(h, "charset", STR("utf-8"));
	tag_line(h);
	tag_void(h, "meta");
	tag_attr(h, "name", STR("viewport"));
	tag_attr(h, "content", STR("width=device-width, initial-scale=1"));
	tag_block(h, "title");
	tag_text(h, title);
	tag_end(h);
	tag_end(h);
	tag_open(h, "body");
	tag_line(h);
	tag_open(h, "main");
	tag_line(h);
}

void
tag_file_end(struct html *h)
{
	tag_end(h);
	tag_end(h);
	tag_end(h);
}
