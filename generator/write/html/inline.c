/* inline.c – text, links, images, notes and the other inlines. */
#include "write/html/html.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "write/write.h"

enum walk
html_text(struct html *h, const struct doc_node *n)
{
	if (html_is_box(h, n))
		tag_text(h, str_slice(n->text, strlen("\u2610"), n->text.n));
	else
		tag_text(h, n->text);
	return WALK_OVER;
}

enum walk
html_space(struct html *h, const struct doc_node *n)
{
	tag_puts(h, n->type == DOC_SPACE ? " " : "\n");
	return WALK_OVER;
}

enum walk
html_line_break(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_void(h, "br");
	tag_puts(h, "\n");
	return WALK_OVER;
}

enum walk
html_quoted(struct html *h, const struct doc_node *n)
{
	tag_puts(h, n->num == DOC_QUOTE_SINGLE ? "\u2018" : "\u201C");
	return WALK_INTO;
}

void
html_quoted_end(struct html *h, const struct doc_node *n)
{
	tag_puts(h, n->num == DOC_QUOTE_SINGLE ? "\u2019" : "\u201D");
}

enum walk
html_class(struct html *h, const struct doc_node *n)
{
	tag_open(h, "span");
	tag_attr(h, "class", str_of(html_rows[n->type].tag));
	return WALK_INTO;
}

enum walk
html_code(struct html *h, const struct doc_node *n)
{
	tag_open(h, "code");
	html_attrs(h, n, NULL, NULL);
	tag_text(h, n->text);
	tag_close(h);
	return WALK_OVER;
}

/* TeX between its own delimiters, which a formula script would look for. */
enum walk
html_math(struct html *h, const struct doc_node *n)
{
	bool display = n->num == DOC_MATH_DISPLAY;

	tag_open(h, "span");
	tag_attr(h, "class",
		 display ? STR("math display") : STR("math inline"));
	tag_puts(h, display ? "\\[" : "\\(");
	tag_text(h, n->text);
	tag_puts(h, display ? "\\]" : "\\)");
	tag_close(h);
	return WALK_OVER;
}

/* A link within a link, or to where none may lead, keeps its words only. */
static bool
is_linkable(struct html *h, const struct doc_node *n)
{
	struct str url = n->as.target->url;

	if (h->in_link)
		return false;
	if (html_url_is_safe(url))
		return true;
	diag(h->d, DIAG_WRITE_NODE, n->pos,
	     "a link may not lead to \"" STR_FMT "\"; keeping its words only",
	     STR_ARG(str_slice(url, 0, 40)));
	return false;
}

enum walk
html_link(struct html *h, const struct doc_node *n)
{
	bool external = html_url_is_external(n->as.target->url);

	if (!is_linkable(h, n)) {
		tag_open(h, "span");
		html_attrs(h, n, NULL, NULL);
		h->in_link++;
		return WALK_INTO;
	}
	h->in_link++;
	tag_open(h, "a");
	tag_url(h, "href", n->as.target->url);
	html_attrs(h, n, external ? "external" : NULL, "title");
	if (external)
		tag_attr(h, "rel", STR("external noopener"));
	if (n->as.target->title.n)
		tag_attr(h, "title", n->as.target->title);
	return WALK_INTO;
}

void
html_link_end(struct html *h, const struct doc_node *n)
{
	h->in_link--;
	if (!n->count) /* a link must have a name */
		tag_text(h, n->as.target->url);
	tag_close(h);
}

/* "320" or "320px"; HTML has no other lengths here. */
static bool
is_pixels(struct str *s)
{
	if (str_ends(*s, STR("px")))
		*s = str_slice(*s, 0, s->n - 2);
	for (size_t i = 0; i < s->n; i++)
		if (!is_digit(s->p[i]))
			return false;
	return s->n > 0;
}

static void
put_size(struct html *h, const struct doc_node *n, const char *key)
{
	struct str value = doc_get(n, key);

	if (!value.n)
		return;
	if (is_pixels(&value))
		tag_attr(h, key, value);
	else
		tag_data(h, str_of(key), value);
}

static void
put_alt(struct html *h, const struct doc_node *n)
{
	struct str alt = doc_get(n, "alt");

	tag_attr_begin(h, "alt");
	if (alt.p)
		tag_attr_more(h, alt);
	else
		html_plain(h, n);
	tag_attr_end(h);
}

enum walk
html_image(struct html *h, const struct doc_node *n)
{
	struct str url = n->as.target->url;

	if (!url.n) {
		html_kids(h, n);
		return WALK_OVER;
	}
	if (!html_url_is_safe(url) && !str_starts(url, STR("data:image/"))) {
		diag(h->d, DIAG_WRITE_NODE, n->pos,
		     "an image may not be taken from \"" STR_FMT
		     "\"; keeping its description only",
		     STR_ARG(str_slice(url, 0, 40)));
		html_kids(h, n);
		return WALK_OVER;
	}
	tag_void(h, "img");
	tag_url(h, "src", url);
	put_alt(h, n);
	html_attrs(h, n, NULL, "alt title width height");
	put_size(h, n, "width");
	put_size(h, n, "height");
	if (n->as.target->title.n)
		tag_attr(h, "title", n->as.target->title);
	return WALK_OVER;
}

/* The mark; the note itself is kept for the end of the page. */
enum walk
html_note(struct html *h, const struct doc_node *n)
{
	char mark[24];

	if (h->n_notes == h->cap_notes)
		h->notes = mem_room(h->notes, h->n_notes, &h->cap_notes,
				    sizeof *h->notes);
	h->notes[h->n_notes++] = n;
	snprintf(mark, sizeof mark, "fnref:%zu", h->n_notes);
	tag_open(h, "sup");
	tag_attr(h, "class", STR("note-ref"));
	tag_attr(h, "id", str_of(mark));
	if (h->in_link) {
		tag_puts(h, mark + strlen("fnref:"));
		tag_close(h);
		return WALK_OVER;
	}
	tag_open(h, "a");
	snprintf(mark, sizeof mark, "#fn:%zu", h->n_notes);
	tag_attr(h, "href", str_of(mark));
	tag_attr(h, "role", STR("doc-noteref"));
	tag_attr_begin(h, "aria-label");
	tag_attr_more(h, STR("Note "));
	tag_attr_more(h, str_of(mark + strlen("#fn:")));
	tag_attr_end(h);
	tag_puts(h, mark + strlen("#fn:"));
	tag_close(h);
	tag_close(h);
	return WALK_OVER;
}

/* A check box that does not begin its item: it names itself. Within a label,
 * which may hold one box only, it is a character. */
static void
lone_check(struct html *h, const struct doc_node *n)
{
	struct str label = doc_get(n, "label");
	bool checked = str_is(doc_get(n, "checked"), "true");

	if (h->check_at) {
		tag_puts(h, checked ? "\u2612" : "\u2610");
		return;
	}
	tag_void(h, "input");
	tag_attr(h, "type", STR("checkbox"));
	tag_attr(h, "aria-label", label.n ? label : STR("Check"));
	if (checked)
		tag_flag(h, "checked");
}

enum walk
html_span(struct html *h, const struct doc_node *n)
{
	bool checks = doc_has_class(n, "check");

	if (html_is_box(h, n))
		return WALK_INTO;
	tag_open(h, "span");
	html_attrs(h, n, NULL, checks ? "name label checked" : NULL);
	if (checks)
		lone_check(h, n);
	return WALK_INTO;
}

void
html_span_end(struct html *h, const struct doc_node *n)
{
	if (!html_is_box(h, n))
		tag_close(h);
}
