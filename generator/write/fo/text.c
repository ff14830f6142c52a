/* text.c – text as it must be for FOP: long words get places to break (zero
 * width spaces), so that no URL runs over the margin; symbols that the text
 * fonts lack are set in one that has them. */
#include "write/fo/fo.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A word longer than LONG may be broken after marks; then, if it is still
 * unbroken, after each STRETCH characters. */
enum { LONG = 22, STRETCH = 18, ZERO_WIDTH_SPACE = 0x200B };

/* Arrows, mathematics, technical signs, boxes, shapes, dingbats: what Gentium
 * and Lato both have is left to them. */
static bool
is_symbol(uint32_t c)
{
	static const uint32_t known[] = {0x2212, 0x2248, 0x2260, 0x2264,
					 0x2265};
	for (size_t i = 0; i < countof(known); i++)
		if (c == known[i])
			return false;
	return (c >= 0x2190 && c <= 0x23FF) || (c >= 0x2500 && c <= 0x27BF) ||
	       (c >= 0x2900 && c <= 0x2BFF);
}

/* Some fonts lack these, and nothing is lost by their plain relatives. */
static uint32_t
plainer(uint32_t c)
{
	switch (c) {
	case 0x2010:
	case 0x2011:
		return '-';
	case 0x2009:
	case 0x202F:
	case 0x200A:
		return 0xA0;
	default:
		return c;
	}
}

static size_t
word_length(struct str s, size_t at)
{
	size_t n = 0;
	while (at < s.n && !is_blank(s.p[at])) {
		utf8_next(s, &at);
		n++;
	}
	return n;
}

static void
flush(struct fo *w, struct buf *b, bool symbols)
{
	if (b->n == 0)
		return;
	if (symbols)
		fo_open(w, "fo:inline", FO_GLYPH);
	xml_text(w->x, buf_str(b));
	if (symbols)
		xml_close(w->x);
	buf_clear(b);
}

static bool
breaks_after(uint32_t c)
{
	return c < 0x80 && c && strchr("/.-_?&=,:;@#%+)|", (int)c);
}

void
fo_put(struct fo *w, struct str s)
{
	struct buf b = BUF_INIT;
	bool symbols = false;
	size_t left = 0, unbroken = 0;
	for (size_t at = 0; at < s.n;) {
		if (is_blank(s.p[at]))
			left = unbroken = 0;
		else if (at == 0 || is_blank(s.p[at - 1]))
			left = word_length(s, at);
		uint32_t c = plainer(utf8_next(s, &at));
		if (is_symbol(c) != symbols) {
			flush(w, &b, symbols);
			symbols = !symbols;
		}
		buf_rune(&b, c);
		if (left <= LONG)
			continue;
		unbroken++;
		if ((breaks_after(c) && unbroken > 2) || unbroken > STRETCH) {
			buf_rune(&b, ZERO_WIDTH_SPACE);
			unbroken = 0;
		}
	}
	flush(w, &b, symbols);
	buf_free(&b);
}
