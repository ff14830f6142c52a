/* block.c – paragraphs, headings, lists, code, figures and the notes at the
 * end of the page. */
#include "write/html/html.h"

#include <stdio.h>
#include <string.h>

#include "write/write.h"

/* -- paragraphs ----------------------------------------------------------- */

/* The link from the end of a note to its mark. */
static void
put_back(struct html *h)
{
	char href[32];

	snprintf(href, sizeof href, "#fnref:%zu", h->back_to);
	tag_puts(h, " ");
	tag_open(h, "a");
	tag_attr(h, "class", STR("note-back"));
	tag_attr(h, "href", str_of(href));
	tag_attr(h, "role", STR("doc-backlink"));
	tag_attr(h, "aria-label", STR("Back to the text"));
	tag_open(h, "span");
	tag_attr(h, "aria-hidden", STR("true"));
	tag_puts(h, "\u21A9\uFE0E");
	tag_close(h);
	tag_close(h);
}

/* What stands at the head of some paragraphs: a speaker, a check box. */
static void
begin_words(struct html *h, const struct doc_node *n)
{
	if (n == h->speech_at) {
		tag_open(h, "b");
		tag_attr(h, "class", STR("speaker"));
		tag_text(h, h->speaker);
		tag_puts(h, ":");
		tag_close(h);
		tag_puts(h, " ");
		h->speech_at = NULL;
	}
	if (n == h->check_at)
		html_check_open(h);
}

static void
end_words(struct html *h, const struct doc_node *n)
{
	if (n == h->check_at) {
		tag_close(h);
		h->check_at = NULL;
	}
	if (n == h->back_at)
		put_back(h);
}

enum walk
html_plain_block(struct html *h, const struct doc_node *n)
{
	if (h->tag == TAG_NONE)
		tag_line(h);
	begin_words(h, n);
	return WALK_INTO;
}

void
html_plain_block_end(struct html *h, const struct doc_node *n)
{
	end_words(h, n);
}

enum walk
html_para(struct html *h, const struct doc_node *n)
{
	tag_block(h, "p");
	html_attrs(h, n, NULL, NULL);
	begin_words(h, n);
	return WALK_INTO;
}

void
html_para_end(struct html *h, const struct doc_node *n)
{
	end_words(h, n);
	tag_end(h);
}

enum walk
html_line_block(struct html *h, const struct doc_node *n)
{
	tag_block(h, "div");
	html_attrs(h, n, "line-block", NULL);
	return WALK_INTO;
}

enum walk
html_line(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_line(h);
	return WALK_INTO;
}

void
html_line_end(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_void(h, "br");
	tag_line(h);
}

/* -- headings, rules, code, raw parts ------------------------------------- */

static bool
is_numbered(const struct html *h, const struct doc_node *n)
{
	return h->opts->number && n->text.n > 0 &&
	       !doc_has_class(n, "unnumbered");
}

enum walk
html_header(struct html *h, const struct doc_node *n)
{
	static const char *const tags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	int level = n->num < 1 ? 1 : n->num > 6 ? 6 : n->num;

	tag_block(h, tags[level - 1]);
	html_attrs(h, n, NULL, NULL);
	if (is_numbered(h, n)) {
		tag_open(h, "span");
		tag_attr(h, "class", STR("number"));
		tag_text(h, n->text);
		tag_close(h);
		tag_puts(h, " ");
	}
	return WALK_INTO;
}

/* The link to the section itself, for copying. */
void
html_header_end(struct html *h, const struct doc_node *n)
{
	if (doc_id(n).n) {
		tag_puts(h, " ");
		tag_open(h, "a");
		tag_attr(h, "class", STR("anchor"));
		tag_attr_begin(h, "href");
		tag_attr_more(h, STR("#"));
		tag_attr_more(h, doc_id(n));
		tag_attr_end(h);
		tag_attr_begin(h, "aria-label");
		tag_attr_more(h, STR("Link to section "));
		html_plain(h, n);
		tag_attr_end(h);
		tag_open(h, "span");
		tag_attr(h, "aria-hidden", STR("true"));
		tag_puts(h, "#");
		tag_close(h);
		tag_close(h);
	}
	tag_end(h);
}

enum walk
html_rule(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_line(h);
	tag_void(h, "hr");
	tag_line(h);
	return WALK_OVER;
}

/* The box may scroll sideways, so the keyboard must be able to reach it. */
enum walk
html_code_block(struct html *h, const struct doc_node *n)
{
	const struct doc_attr *attr = n->attr;

	tag_block(h, "pre");
	html_attrs(h, n, NULL, NULL);
	tag_attr(h, "tabindex", STR("0"));
	tag_open(h, "code");
	if (attr && attr->n_classes) {
		tag_attr_begin(h, "class");
		tag_attr_more(h, STR("language-"));
		tag_attr_more(h, attr->classes[0]);
		tag_attr_end(h);
	}
	tag_text(h, n->text);
	if (!n->text.n || n->text.p[n->text.n - 1] != '\n')
		tag_puts(h, "\n");
	tag_close(h);
	tag_end(h);
	return WALK_OVER;
}

/* Raw parts for other outputs are not for this one. */
enum walk
html_raw(struct html *h, const struct doc_node *n)
{
	bool block = n->type == DOC_RAW_BLOCK;

	if (strcmp(n->as.format, "html") != 0 &&
	    strcmp(n->as.format, "html5") != 0)
		return WALK_OVER;
	if (block)
		tag_line(h);
	tag_raw(h, n->text);
	if (block)
		tag_line(h);
	return WALK_OVER;
}

/* -- lists ---------------------------------------------------------------- */

static void
put_numbering(struct html *h, const struct doc_node *n)
{
	static const char *const types[] = {
	    [DOC_STYLE_DEFAULT] = NULL,    [DOC_STYLE_EXAMPLE] = NULL,
	    [DOC_STYLE_DECIMAL] = NULL,    [DOC_STYLE_LOWER_ROMAN] = "i",
	    [DOC_STYLE_UPPER_ROMAN] = "I", [DOC_STYLE_LOWER_ALPHA] = "a",
	    [DOC_STYLE_UPPER_ALPHA] = "A",
	};
	uint8_t style = n->as.list.style;

	if (n->as.list.start != 1)
		tag_attr_int(h, "start", n->as.list.start);
	if (style < countof(types) && types[style])
		tag_attr(h, "type", str_of(types[style]));
}

enum walk
html_list(struct html *h, const struct doc_node *n)
{
	bool ordered = n->type == DOC_ORDERED_LIST;
	bool checks = n->count > 0 && html_is_check(n->kids[0]);

	tag_block(h, ordered ? "ol" : "ul");
	html_attrs(h, n, h->group ? "options" : checks ? "checks" : NULL, NULL);
	if (ordered)
		put_numbering(h, n);
	return WALK_INTO;
}

enum walk
html_item(struct html *h, const struct doc_node *n)
{
	tag_block(h, "li");
	if (h->group || html_is_check(n)) {
		const struct doc_node *first = n->count ? n->kids[0] : NULL;

		if (doc_is(first, DOC_PLAIN) || doc_is(first, DOC_PARA))
			h->check_at = first;
	}
	return WALK_INTO;
}

/* A term without a definition would not be valid. */
void
html_definition_end(struct html *h, const struct doc_node *n)
{
	if (n->count && n->kids[n->count - 1]->type == DOC_DEFINITION)
		return;
	tag_block(h, "dd");
	tag_end(h);
}

/* -- figures -------------------------------------------------------------- */

void
html_caption(struct html *h, const struct doc_node *n, const char *word,
	     const struct doc_node *caption)
{
	if (n->text.n) {
		tag_open(h, "span");
		tag_attr(h, "class", STR("label"));
		tag_puts(h, word);
		tag_text(h, n->text);
		tag_puts(h, ".");
		tag_close(h);
		tag_puts(h, " ");
	}
	if (caption)
		html_unwrapped(h, caption);
	tag_end(h);
}

enum walk
html_figure(struct html *h, const struct doc_node *n)
{
	const struct doc_node *caption = NULL;

	tag_block(h, "figure");
	html_attrs(h, n, NULL, "alt");
	tag_line(h);
	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->type == DOC_CAPTION)
			caption = n->kids[i];
		else
			html_node(h, n->kids[i]);
	}
	if (n->text.n || (caption && caption->count)) {
		tag_block(h, "figcaption");
		html_caption(h, n, "Figure ", caption);
	}
	tag_end(h);
	return WALK_OVER;
}

/* -- notes ---------------------------------------------------------------- */

static void
put_note(struct html *h, const struct doc_node *n, size_t number)
{
	const struct doc_node *last = n->count ? n->kids[n->count - 1] : NULL;
	bool within = doc_is(last, DOC_PARA) || doc_is(last, DOC_PLAIN);
	char id[32];

	snprintf(id, sizeof id, "fn:%zu", number);
	tag_block(h, "li");
	tag_attr(h, "id", str_of(id));
	h->back_to = number;
	h->back_at = within ? last : NULL;
	html_kids(h, n);
	if (!within) {
		tag_block(h, "p");
		put_back(h);
		tag_end(h);
	}
	h->back_at = NULL;
	tag_end(h);
}

/* Notes within notes join the end of the list while it is written. */
void
html_notes(struct html *h)
{
	if (!h->n_notes)
		return;
	tag_block(h, "section");
	tag_attr(h, "class", STR("notes"));
	tag_attr(h, "role", STR("doc-endnotes"));
	tag_attr(h, "aria-label", STR("Notes"));
	tag_block(h, "ol");
	for (size_t i = 0; i < h->n_notes; i++)
		put_note(h, h->notes[i], i + 1);
	tag_end(h);
	tag_end(h);
}
