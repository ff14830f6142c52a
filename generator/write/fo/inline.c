/* inline.c – text and what stands in it: emphasis, links with the page they
 * lead to, footnotes, pictures and spans of the vocabulary. */
#include "write/fo/fo.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"

/* The largest a picture may be, in points: the text's width less a box. */
enum { MAX_WIDTH = 380, MAX_HEIGHT = 500 };

void
fo_text(struct fo *w, const struct doc_node *n)
{
	if (n->type == DOC_SPACE)
		xml_text(w->x, STR(" "));
	else if (n->type == DOC_SOFT_BREAK)
		xml_text(w->x, STR("\n"));
	else
		fo_put(w, n->text);
}

void
fo_line_break(struct fo *w, const struct doc_node *n)
{
	(void)n;
	xml_open(w->x, "fo:block");
	xml_close(w->x);
}

static void
styled(struct fo *w, const struct doc_node *n, enum fo_style style)
{
	fo_open(w, "fo:inline", style);
	fo_kids(w, n);
	xml_close(w->x);
}

void
fo_emph(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_EMPH);
}

void
fo_underline(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_UNDERLINE);
}

void
fo_strong(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_STRONG);
}

void
fo_strikeout(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_STRIKEOUT);
}

void
fo_superscript(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_SUPERSCRIPT);
}

void
fo_subscript(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_SUBSCRIPT);
}

void
fo_small_caps(struct fo *w, const struct doc_node *n)
{
	styled(w, n, FO_SMALL_CAPS);
}

void
fo_quoted(struct fo *w, const struct doc_node *n)
{
	bool single = n->num == DOC_QUOTE_SINGLE;
	xml_text(w->x, single ? STR("‘") : STR("“"));
	fo_kids(w, n);
	xml_text(w->x, single ? STR("’") : STR("”"));
}

/* The citations themselves are keys; the inlines after them are the text. */
void
fo_cite(struct fo *w, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type != DOC_CITATION)
			fo_node(w, n->kids[i]);
}

void
fo_code(struct fo *w, const struct doc_node *n)
{
	fo_open(w, "fo:inline", FO_CODE);
	fo_id(w, n);
	fo_put(w, n->text);
	xml_close(w->x);
}

void
fo_math(struct fo *w, const struct doc_node *n)
{
	fo_leaf(w, "fo:inline", FO_MATH, n->text);
}

static void
page_of(struct fo *w, struct str id)
{
	xml_text(w->x, STR(" (p.\u00a0"));
	xml_open(w->x, "fo:page-number-citation");
	xml_set(w->x, "role", "Span");
	xml_attr(w->x, "ref-id", id);
	xml_close(w->x);
	xml_text(w->x, STR(")"));
}

/* url('…') with what would end it escaped. */
static struct str
destination(struct fo *w, struct str url)
{
	struct buf b = BUF_INIT;
	buf_puts(&b, "url('");
	for (size_t i = 0; i < url.n; i++) {
		if (strchr("'\"()\\ ", url.p[i]))
			buf_printf(&b, "%%%02X",
				   (unsigned)(unsigned char)url.p[i]);
		else
			buf_putc(&b, url.p[i]);
	}
	buf_puts(&b, "')");
	struct str s = arena_str(w->a, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str
words_of(struct fo *w, const struct doc_node *n)
{
	struct str words = STR_NONE;

	for (uint32_t i = 0; i < n->count; i++)
		words = arena_join(w->a, words, doc_text(w->a, n->kids[i]));
	return words;
}

static void
open_link(struct fo *w, const struct doc_node *n, const struct ref *to)
{
	struct str words = words_of(w, n);

	fo_open(w, "fo:basic-link", FO_LINK);
	fo_id(w, n);
	if (to->id.n > 0)
		xml_attr(w->x, "internal-destination", to->id);
	else
		xml_attr(w->x, "external-destination", destination(w, to->url));
	xml_attr(w->x, "fox:alt-text",
		 words.n    ? words
		 : to->id.n ? to->id
			    : to->url);
}

static void
address_note(struct fo *w, struct str address)
{
	struct str mark = arena_printf(w->a, "%u", ++w->notes);

	xml_open(w->x, "fo:footnote");
	fo_leaf(w, "fo:inline", FO_NOTE_MARK, mark);
	xml_open(w->x, "fo:footnote-body");
	fo_open(w, "fo:block", FO_NOTE_BODY);
	fo_leaf(w, "fo:inline", FO_NOTE_MARK, mark);
	xml_text(w->x, STR("\u2002"));
	fo_put(w, address);
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

/* Paper has no links: an address that the words do not show is told. */
static void
address(struct fo *w, const struct doc_node *n, struct str url)
{
	struct str words = words_of(w, n), rest = url;

	if (!str_starts(url, STR("http://")) &&
	    !str_starts(url, STR("https://")))
		return;
	rest = str_slice(url, str_find(url, STR("//"), 0) + 2, url.n);
	if (str_ends(rest, STR("/")))
		rest.n--;
	if (str_find(words, rest, 0) != SIZE_MAX)
		return;
	if (!w->in_note) {
		address_note(w, url);
		return;
	}
	xml_text(w->x, STR(" ("));
	fo_put(w, url);
	xml_text(w->x, STR(")"));
}

/* On paper a link is its words and, to another chapter, the page. */
void
fo_link(struct fo *w, const struct doc_node *n)
{
	struct ref to = refs_link(w->refs, w->a, w->page, n->as.target->url);
	if (w->in_link || to.lost || (to.id.n == 0 && to.url.n == 0)) {
		fo_open(w, "fo:inline", FO_PLAIN);
		fo_id(w, n);
		fo_kids(w, n);
		xml_close(w->x);
		return;
	}
	open_link(w, n, &to);
	w->in_link = true;
	fo_kids(w, n);
	w->in_link = false;
	if (to.id.n > 0 && to.page != w->page && !to.listed)
		page_of(w, to.id);
	xml_close(w->x);
	address(w, n, to.url);
}

void
fo_svg(struct fo *w, struct str svg, struct str alt)
{
	double width = 0, height = 0, scale = 0.75; /* pixels to points */
	bool sized = xml_svg_size(svg, &width, &height);
	if (width * scale > MAX_WIDTH)
		scale = MAX_WIDTH / width;
	if (height * scale > MAX_HEIGHT)
		scale = MAX_HEIGHT / height;
	xml_open(w->x, "fo:instream-foreign-object");
	xml_attr(w->x, "fox:alt-text", alt.n ? alt : STR("Decoration"));
	if (sized) {
		xml_attr(w->x, "content-width",
			 arena_printf(w->a, "%.1fpt", width * scale));
		xml_attr(w->x, "content-height",
			 arena_printf(w->a, "%.1fpt", height * scale));
	}
	xml_svg(w->x, svg);
	xml_close(w->x);
}

static void
graphic(struct fo *w, struct str file, struct str alt)
{
	struct str from = w->book ? arena_join(w->a, STR("../"), file) : file;
	xml_open(w->x, "fo:external-graphic");
	xml_attr(w->x, "src", destination(w, from));
	xml_attr(w->x, "fox:alt-text", alt.n ? alt : STR("Decoration"));
	xml_set(w->x, "width", "100%");
	xml_set(w->x, "content-width", "scale-down-to-fit");
	xml_set(w->x, "content-height", "100%");
	xml_set(w->x, "scaling", "uniform");
	xml_close(w->x);
}

/* SVG is put into the file, so that its fonts are ours; other pictures are
 * named. A file that is not there was reported when links were resolved. */
void
fo_image(struct fo *w, const struct doc_node *n)
{
	struct str file = refs_file(w->refs, w->a, w->page, n->as.target->url);
	struct str path = path_join(w->a, w->source_dir, file);
	struct str svg = STR_NONE;
	struct str alt = doc_get(n, "alt");
	if (!alt.p)
		alt = doc_text(w->a, n);
	fo_open(w, "fo:inline", FO_PLAIN);
	fo_id(w, n);
	if (str_is(path_extension(file), "svg") &&
	    file_read(w->a, path, &svg) && xml_svg_ok(svg, w->d, n->pos))
		fo_svg(w, svg, alt);
	else if (svg.p == NULL && file_exists(path))
		graphic(w, file, alt);
	else
		fo_put(w, alt);
	xml_close(w->x);
}

/* A footnote cannot stand in a footnote: it follows in brackets. */
static void
inner_note(struct fo *w, const struct doc_node *n)
{
	xml_text(w->x, STR(" ["));
	for (uint32_t i = 0; i < n->count; i++)
		fo_put(w, doc_text(w->a, n->kids[i]));
	xml_text(w->x, STR("]"));
}

static void
note_body(struct fo *w, const struct doc_node *n, struct str mark)
{
	xml_open(w->x, "fo:footnote-body");
	for (uint32_t i = 0; i < n->count || i == 0; i++) {
		const struct doc_node *kid = i < n->count ? n->kids[i] : NULL;
		fo_open(w, "fo:block", FO_NOTE_BODY);
		if (i == 0) {
			fo_leaf(w, "fo:inline", FO_NOTE_MARK, mark);
			xml_text(w->x, STR("\u2002"));
		}
		if (kid && (kid->type == DOC_PARA || kid->type == DOC_PLAIN))
			fo_kids(w, kid);
		else if (kid)
			fo_node(w, kid);
		xml_close(w->x);
	}
	xml_close(w->x);
}

void
fo_note(struct fo *w, const struct doc_node *n)
{
	if (w->in_note) {
		inner_note(w, n);
		return;
	}
	struct fo outer = *w;
	struct str mark = arena_printf(w->a, "%u", ++w->notes);
	w->in_note = true;
	w->in_link = false;
	w->tight = true;
	xml_open(w->x, "fo:footnote");
	fo_leaf(w, "fo:inline", FO_NOTE_MARK, mark);
	note_body(w, n, mark);
	xml_close(w->x);
	w->in_note = outer.in_note;
	w->in_link = outer.in_link;
	w->tight = outer.tight;
}

void
fo_span(struct fo *w, const struct doc_node *n)
{
	enum vocab v = vocab_of(n);
	if (v == VOCAB_CHECK) {
		bool on = str_is(doc_get(n, "checked"), "true");
		if (n != w->shown_check)
			fo_put(w, on ? STR("☑ ") : STR("☐ "));
		return;
	}
	fo_open(w, "fo:inline", v == VOCAB_LABEL ? FO_LABEL : FO_PLAIN);
	fo_id(w, n);
	fo_kids(w, n);
	xml_close(w->x);
}
