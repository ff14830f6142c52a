/* locator.c – what stands behind a citation's key: ", pp. 12-14" is written as
 * APA wants it; other words are left as they are. */
#include <string.h>

#include "base/buf.h"
#include "link/link_int.h"

static const struct {
	struct str written, printed;
} words[] = {
    {STR_INIT("pages "), STR_INIT("pp. ")},
    {STR_INIT("page "), STR_INIT("p. ")},
    {STR_INIT("pp."), STR_INIT("pp. ")},
    {STR_INIT("p."), STR_INIT("p. ")},
    {STR_INIT("chapters "), STR_INIT("Chapters ")},
    {STR_INIT("chapter "), STR_INIT("Chapter ")},
    {STR_INIT("chaps."), STR_INIT("Chapters ")},
    {STR_INIT("chap."), STR_INIT("Chapter ")},
    {STR_INIT("section "), STR_INIT("Section ")},
    {STR_INIT("sec."), STR_INIT("Section ")},
    {STR_INIT("paragraph "), STR_INIT("para. ")},
    {STR_INIT("paras."), STR_INIT("paras. ")},
    {STR_INIT("para."), STR_INIT("para. ")},
    {STR_INIT("table "), STR_INIT("Table ")},
    {STR_INIT("figure "), STR_INIT("Figure ")},
    {STR_INIT("fig."), STR_INIT("Figure ")},
    {STR_INIT("volume "), STR_INIT("Vol. ")},
    {STR_INIT("vol."), STR_INIT("Vol. ")},
};

/* Between two digits a hyphen is a range. */
static void
put_ranges(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool range = s.p[i] == '-' && i > 0 && i + 1 < s.n &&
			     is_digit(s.p[i - 1]) && is_digit(s.p[i + 1]);

		if (range)
			buf_puts(out, "\u2013");
		else
			buf_putc(out, s.p[i]);
	}
}

/* A bare "12-14" is of pages. */
static void
put_pages(struct buf *out, struct str s)
{
	bool many = str_find(s, STR("-"), 0) != SIZE_MAX ||
		    str_find(s, STR("\u2013"), 0) != SIZE_MAX ||
		    str_find(s, STR(","), 0) != SIZE_MAX;

	buf_puts(out, many ? "pp. " : "p. ");
	put_ranges(out, s);
}

static bool
put_locator(struct buf *out, struct str s)
{
	if (s.n && is_digit(s.p[0])) {
		put_pages(out, s);
		return true;
	}
	for (size_t i = 0; i < countof(words); i++) {
		struct str rest;

		if (!str_starts(s, words[i].written))
			continue;
		rest = str_slice(s, words[i].written.n, s.n);
		while (rest.n && (is_blank(rest.p[0]) ||
				  (unsigned char)rest.p[0] == 0xC2))
			rest = str_slice(rest, is_blank(rest.p[0]) ? 1 : 2,
					 rest.n);
		buf_put(out, words[i].printed);
		put_ranges(out, rest);
		return true;
	}
	return false;
}

/* The first text of a suffix: ", p. 12" or " and later". */
static struct str
first_words(struct arena *a, struct str s)
{
	struct buf out = BUF_INIT;
	struct str rest = str_trim(s), words_out;
	bool comma = rest.n && rest.p[0] == ',';
	size_t start;

	if (comma)
		rest = str_trim(str_slice(rest, 1, rest.n));
	buf_puts(&out, ", ");
	start = out.n;
	if (!put_locator(&out, rest)) {
		out.n = comma ? start : 0;
		if (!comma && rest.n && rest.p[0] != ';' && rest.p[0] != '.')
			buf_putc(&out, ' ');
		buf_put(&out, rest);
	}
	if (s.n > 1 && is_blank(s.p[s.n - 1]))
		buf_putc(&out, ' ');
	words_out = arena_str(a, buf_str(&out));
	buf_free(&out);
	return words_out;
}

bool
locator_push(struct resolve *r, const struct doc_node *citation,
	     struct doc_list *out)
{
	struct doc_list suffix = {0};

	refer_part(r, citation, DOC_CITATION_SUFFIX, &suffix);
	if (suffix.count == 0)
		return false;
	if (suffix.nodes[0]->type == DOC_TEXT)
		suffix.nodes[0]->text =
		    first_words(r->a, suffix.nodes[0]->text);
	else
		doc_push(r->a, out,
			 doc_leaf(r->a, DOC_TEXT, citation->pos, STR(" ")));
	for (size_t i = 0; i < suffix.count; i++)
		doc_push(r->a, out, suffix.nodes[i]);
	return true;
}
