/* svg.c – drawings: SVG that stands in the page. It is read piece by piece and
 * written again through the gate, so that only known elements, and nothing
 * that runs, styles or fetches, can come out; ids are made unique on the page.
 * In: a div with one code block. Out: <svg role="img" aria-label="…">, or the
 * description as text when something was not allowed. */
#include "write/html/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/write.h"

/* The elements that may stand in a drawing. Links, images, scripts, styles,
 * animation and foreign content are not among them. */
static const char *const elements[] = {
    "circle",   "clipPath", "defs",           "desc",    "ellipse",
    "g",        "line",     "linearGradient", "marker",  "mask",
    "metadata", "path",     "pattern",        "polygon", "polyline",
    "rect",     "stop",     "radialGradient", "svg",     "switch",
    "symbol",   "text",     "textPath",       "title",   "tspan",
    "use",
};

struct svg {
	struct html *h;
	struct str s; /* what is still to be read */
	size_t floor; /* elements open around the drawing */
	struct str alt;
	const char *fault; /* what is wrong, NULL: nothing yet … */
	struct str at;     /* … and the words found */
};

static bool
fail(struct svg *g, const char *fault, struct str at)
{
	g->fault = fault;
	g->at = str_slice(at, 0, 40);
	return false;
}

static void
skip(struct svg *g, size_t n)
{
	g->s = str_slice(g->s, n, g->s.n);
}

static void
skip_blanks(struct svg *g)
{
	while (g->s.n && is_blank(g->s.p[0]))
		skip(g, 1);
}

/* Passes over everything up to and with `end`. */
static bool
skip_past(struct svg *g, struct str end)
{
	size_t at = str_find(g->s, end, 0);

	if (at == SIZE_MAX)
		return fail(g, "is not closed", g->s);
	skip(g, at + end.n);
	return true;
}

static struct str
read_name(struct svg *g)
{
	size_t n = 0;

	while (n < g->s.n && (is_alnum(g->s.p[n]) || strchr("-_:.", g->s.p[n])))
		n++;
	g->s = str_slice(g->s, n, g->s.n);
	return (struct str){g->s.p - n, n};
}

/* -- characters ----------------------------------------------------------- */

static bool
put_reference(struct svg *g, struct str name, struct buf *out)
{
	static const struct {
		const char *name, *text;
	} known[] = {
	    {"amp", "&"},   {"lt", "<"},   {"gt", ">"},
	    {"quot", "\""}, {"apos", "'"},
	};
	char digits[12] = "";
	bool hex = name.n > 1 && name.p[1] == 'x';

	for (size_t i = 0; i < countof(known); i++) {
		if (str_is(name, known[i].name)) {
			buf_puts(out, known[i].text);
			return true;
		}
	}
	if (name.n < 2 || name.p[0] != '#' || name.n >= sizeof digits)
		return fail(g, "is not a character reference of XML", name);
	memcpy(digits, name.p + 1 + hex, name.n - 1 - hex);
	buf_rune(out, (uint32_t)strtoul(digits, NULL, hex ? 16 : 10));
	return true;
}

/* The text with its character references replaced; valid until the next
 * call. */
static bool
decode(struct svg *g, struct str s, struct str *result)
{
	struct buf *out = &g->h->id;

	buf_clear(out);
	while (s.p && s.n) {
		buf_put(out, str_cut(&s, '&'));
		if (!s.p)
			break;
		if (str_find(s, STR(";"), 0) > 12)
			return fail(g, "is not a character reference of XML",
				    s);
		if (!put_reference(g, str_cut(&s, ';'), out))
			return false;
	}
	*result = buf_str(out);
	return true;
}

/* -- attributes ----------------------------------------------------------- */

static bool
is_refused(struct str key)
{
	return str_is(key, "style") ||
	       (key.n > 2 && to_lower(key.p[0]) == 'o' &&
		to_lower(key.p[1]) == 'n');
}

/* Names of XML, roles and names that the drawing gets from its div. */
static bool
is_dropped(struct str key)
{
	return str_starts(key, STR("xmlns")) || str_starts(key, STR("xml:")) ||
	       str_starts(key, STR("aria-")) || str_is(key, "role") ||
	       str_is(key, "tabindex") ||
	       (str_find(key, STR(":"), 0) != SIZE_MAX &&
		!str_is(key, "xlink:href"));
}

/* A value with the ids in it made unique: `#a`, `url(#a)`. */
static void
put_value(struct svg *g, struct str key, struct str value)
{
	bool names = str_is(key, "id") || str_is(key, "href");
	size_t at = str_is(key, "id") ? 0 : str_find(value, STR("#"), 0);
	char prefix[16];

	if (!names && !str_starts(value, STR("url(")))
		at = SIZE_MAX;
	if (at == SIZE_MAX) {
		tag_attr_more(g->h, value);
		return;
	}
	at += !str_is(key, "id");
	snprintf(prefix, sizeof prefix, "d%u:", g->h->drawings);
	tag_attr_more(g->h, str_slice(value, 0, at));
	tag_attr_more(g->h, str_of(prefix));
	tag_attr_more(g->h, str_slice(value, at, value.n));
}

static bool
put_attribute(struct svg *g, struct str key, struct str value)
{
	char name[32];

	if (is_refused(key))
		return fail(g, "is an attribute not allowed in a drawing", key);
	if (is_dropped(key))
		return true;
	if (str_is(key, "xlink:href"))
		key = STR("href");
	if (str_is(key, "href") && !str_starts(value, STR("#")))
		return fail(g, "leads out of the drawing", value);
	if (str_find(value, STR("url("), 0) != SIZE_MAX &&
	    !str_starts(value, STR("url(#")))
		return fail(g, "leads out of the drawing", value);
	if (key.n >= sizeof name)
		return fail(g, "is an attribute not allowed in a drawing", key);
	memcpy(name, key.p, key.n);
	name[key.n] = '\0';
	tag_attr_begin(g->h, name);
	put_value(g, key, value);
	tag_attr_end(g->h);
	return true;
}

static bool
read_attribute(struct svg *g)
{
	struct str key = read_name(g), value;
	size_t end;
	char quote;

	skip_blanks(g);
	if (!key.n || !str_starts(g->s, STR("=")))
		return fail(g, "is not an attribute of XML",
			    key.n ? key : g->s);
	skip(g, 1);
	skip_blanks(g);
	quote = g->s.n ? g->s.p[0] : ' ';
	if (quote != '"' && quote != '\'')
		return fail(g, "is an attribute without quotes", key);
	skip(g, 1);
	end = str_find(g->s, quote == '"' ? STR("\"") : STR("'"), 0);
	if (end == SIZE_MAX)
		return fail(g, "is an attribute that is not closed", key);
	value = str_slice(g->s, 0, end);
	skip(g, end + 1);
	return decode(g, value, &value) && put_attribute(g, key, value);
}

/* -- elements ------------------------------------------------------------- */

static const char *
element_of(struct str name)
{
	for (size_t i = 0; i < countof(elements); i++)
		if (str_is(name, elements[i]))
			return elements[i];
	return NULL;
}

/* What the drawing is for those who do not see it. */
static void
put_role(struct svg *g)
{
	if (g->h->opts->xhtml)
		tag_attr(g->h, "xmlns", STR("http://www.w3.org/2000/svg"));
	tag_attr(g->h, "role", STR("img"));
	tag_attr(g->h, "aria-label", g->alt);
}

static bool
read_start(struct svg *g)
{
	struct str name = read_name(g);
	const char *element = element_of(name);
	bool root = g->h->n_open == g->floor;

	if (!element)
		return fail(g, "is an element not allowed in a drawing", name);
	if (root && !str_is(name, "svg"))
		return fail(g, "stands outside <svg>", name);
	tag_open(g->h, element);
	if (root)
		put_role(g);
	for (skip_blanks(g); g->s.n; skip_blanks(g)) {
		if (g->s.p[0] == '>') {
			skip(g, 1);
			return true;
		}
		if (str_starts(g->s, STR("/>"))) {
			skip(g, 2);
			tag_close(g->h);
			return true;
		}
		if (!read_attribute(g))
			return false;
	}
	return fail(g, "is not closed", name);
}

static bool
read_end(struct svg *g)
{
	struct str name = read_name(g);

	if (g->h->n_open == g->floor ||
	    !str_eq(name, g->h->open[g->h->n_open - 1]))
		return fail(g, "is closed but not open", name);
	skip_blanks(g);
	if (!str_starts(g->s, STR(">")))
		return fail(g, "is not closed", name);
	skip(g, 1);
	tag_close(g->h);
	return true;
}

static bool
read_tag(struct svg *g)
{
	if (str_starts(g->s, STR("<!--")))
		return skip_past(g, STR("-->"));
	if (str_starts(g->s, STR("<?xml ")) && g->h->n_open == g->floor)
		return skip_past(g, STR("?>"));
	skip(g, 1);
	if (!str_starts(g->s, STR("/")))
		return read_start(g);
	skip(g, 1);
	return read_end(g);
}

static bool
read_text(struct svg *g)
{
	size_t end = str_find(g->s, STR("<"), 0);
	struct str text = str_slice(g->s, 0, end);

	skip(g, text.n);
	if (g->h->n_open == g->floor)
		return !str_trim(text).n ||
		       fail(g, "stands outside <svg>", text);
	if (!decode(g, text, &text))
		return false;
	tag_text(g->h, text);
	return true;
}

static bool
read_svg(struct svg *g)
{
	while (g->s.n)
		if (g->s.p[0] == '<' ? !read_tag(g) : !read_text(g))
			return false;
	if (g->h->n_open > g->floor)
		return fail(g, "is not closed", g->h->open[g->h->n_open - 1]);
	return true;
}

/* Writes the drawing, or nothing and says why. */
static void
put_svg(struct html *h, const struct doc_node *n, struct str alt)
{
	struct svg g = {.h = h, .s = n->text, .floor = h->n_open, .alt = alt};
	size_t start;

	tag_line(h);
	start = h->out->n;
	h->drawings++;
	if (read_svg(&g) && h->out->n > start)
		return;
	h->out->n = start;
	h->n_open = g.floor;
	h->tag = TAG_NONE;
	diag(h->d, DIAG_WRITE_SVG, n->pos,
	     "in a drawing, \"" STR_FMT "\" %s; using its description instead",
	     STR_ARG(g.at), g.fault ? g.fault : "holds nothing");
	tag_open(h, "p");
	tag_text(h, alt);
	tag_close(h);
}

enum walk
html_drawing(struct html *h, const struct doc_node *n)
{
	struct str alt = doc_get(n, "alt");

	tag_block(h, "div");
	html_attrs(h, n, NULL, "alt label name");
	if (doc_get(n, "label").n) {
		tag_block(h, "p");
		tag_attr(h, "class", STR("field-label"));
		tag_text(h, doc_get(n, "label"));
		tag_end(h);
	}
	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->type == DOC_CODE_BLOCK)
			put_svg(h, n->kids[i], alt);
		else
			html_node(h, n->kids[i]);
	}
	tag_line(h);
	return WALK_OVER;
}
