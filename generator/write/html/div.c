/* div.c – the core vocabulary (../../vocabulary.md §2). A div's words come from
 * label, number and title; what a row reads is not repeated as data-…. */
#include "write/html/html.h"

#include "write/vocab.h"
#include "write/write.h"

struct div_row {
	html_enter enter;
	html_leave leave;
	const char *tag;   /* for the handlers below */
	const char *label; /* the word shown when no label is given */
	const char *read;  /* attributes not passed on */
};

static const struct div_row *row_of(const struct doc_node *n);

/* -- titles --------------------------------------------------------------- */

struct title {
	struct str label, number, title;
};

static struct title
title_of(const struct doc_node *n, const char *word)
{
	struct title t = {doc_get(n, "label"), n->text, doc_get(n, "title")};

	/* label="": no word is shown. */
	if (!t.label.p)
		t.label = str_of(word);
	return t;
}

/* `label` (or `word`), number and `title` in a paragraph; nothing when there
 * is none of them. */
static void
html_title(struct html *h, const struct doc_node *n, const char *word)
{
	struct title t = title_of(n, word);

	if (!t.label.n && !t.title.n)
		return;
	tag_block(h, "p");
	tag_attr(h, "class", STR("title"));
	if (t.label.n) {
		tag_open(h, "span");
		tag_attr(h, "class", STR("label"));
		tag_text(h, t.label);
		if (t.number.n)
			tag_puts(h, " ");
		tag_text(h, t.number);
		tag_close(h);
	}
	if (t.label.n && t.title.n)
		tag_puts(h, " ");
	tag_text(h, t.title);
	tag_end(h);
}

/* The same as an attribute. */
static void
html_title_attr(struct html *h, const struct doc_node *n, const char *key,
		const char *word)
{
	struct title t = title_of(n, word);

	if (!t.label.n && !t.title.n)
		return;
	tag_attr_begin(h, key);
	tag_attr_more(h, t.label);
	if (t.label.n && t.number.n)
		tag_attr_more(h, STR(" "));
	tag_attr_more(h, t.number);
	if (t.label.n && t.title.n)
		tag_attr_more(h, STR(": "));
	tag_attr_more(h, t.title);
	tag_attr_end(h);
}

/* -- handlers ------------------------------------------------------------- */

/* <div>, nothing shown. */
static enum walk
plain_div(struct html *h, const struct doc_node *n)
{
	tag_block(h, "div");
	html_attrs(h, n, NULL, NULL);
	tag_line(h);
	return WALK_INTO;
}

/* An element with its title; not a landmark. */
static enum walk
titled(struct html *h, const struct doc_node *n)
{
	const struct div_row *row = row_of(n);

	tag_block(h, row->tag);
	html_attrs(h, n, NULL, row->read);
	html_title(h, n, row->label);
	tag_line(h);
	return WALK_INTO;
}

static enum walk
admonition(struct html *h, const struct doc_node *n)
{
	const struct div_row *row = row_of(n);

	tag_block(h, "aside");
	html_attrs(h, n, NULL, row->read);
	tag_attr(h, "role", STR("note"));
	html_title(h, n, row->label);
	tag_line(h);
	return WALK_INTO;
}

static enum walk
dialogue(struct html *h, const struct doc_node *n)
{
	const struct div_row *row = row_of(n);

	tag_block(h, "div");
	html_attrs(h, n, NULL, row->read);
	tag_attr(h, "role", STR("group"));
	html_title_attr(h, n, "aria-label", "Dialogue");
	html_title(h, n, row->label);
	tag_line(h);
	return WALK_INTO;
}

/* The speaker begins the first paragraph, see block.c. */
static enum walk
turn(struct html *h, const struct doc_node *n)
{
	struct str speaker = doc_get(n, "speaker");
	const struct doc_node *first = n->count ? n->kids[0] : NULL;

	tag_block(h, "div");
	html_attrs(h, n, speaker.n ? "turn" : "turn direction", "speaker");
	if (!speaker.n)
		return WALK_INTO;
	tag_data(h, STR("speaker"), speaker);
	h->speaker = speaker;
	h->speech_at = first;
	if (doc_is(first, DOC_PARA) || doc_is(first, DOC_PLAIN))
		return WALK_INTO;
	tag_block(h, "p");
	tag_open(h, "b");
	tag_attr(h, "class", STR("speaker"));
	tag_text(h, speaker);
	tag_puts(h, ":");
	tag_close(h);
	tag_end(h);
	return WALK_INTO;
}

static enum walk
checklist(struct html *h, const struct doc_node *n)
{
	html_scope(h, n);
	return titled(h, n);
}

static enum walk
worksheet(struct html *h, const struct doc_node *n)
{
	const struct div_row *row = row_of(n);
	struct str purpose = doc_get(n, "purpose");

	html_scope(h, n);
	tag_block(h, "section");
	html_attrs(h, n, NULL, row->read);
	html_title_attr(h, n, "aria-label", row->label);
	html_title(h, n, row->label);
	if (purpose.n) {
		tag_block(h, "p");
		tag_attr(h, "class", STR("purpose"));
		tag_text(h, purpose);
		tag_end(h);
	}
	tag_line(h);
	return WALK_INTO;
}

static void
scope_end(struct html *h, const struct doc_node *n)
{
	tag_end(h);
	html_scope_end(h, n);
}

/* Works in their order: each run of divs is a list. */
static enum walk
references(struct html *h, const struct doc_node *n)
{
	bool listed = false;

	plain_div(h, n);
	for (uint32_t i = 0; i < n->count; i++) {
		bool entry = n->kids[i]->type == DOC_DIV;

		if (entry && !listed)
			tag_block(h, "ol");
		else if (listed && !entry)
			tag_end(h);
		listed = entry;
		if (!entry) {
			html_node(h, n->kids[i]);
			continue;
		}
		tag_block(h, "li");
		html_attrs(h, n->kids[i], NULL, NULL);
		html_unwrapped(h, n->kids[i]);
		tag_end(h);
	}
	if (listed)
		tag_end(h);
	return WALK_OVER;
}

#define TITLE "label title"

/* By enum vocab; VOCAB_NONE is every other div. */
static const struct div_row div_rows[] = {
    [VOCAB_NONE] = {titled, html_block_end, "div", NULL, TITLE},
    [VOCAB_NOTE] = {admonition, html_block_end, NULL, "Note", TITLE},
    [VOCAB_TIP] = {admonition, html_block_end, NULL, "Tip", TITLE},
    [VOCAB_IMPORTANT] = {admonition, html_block_end, NULL, "Important", TITLE},
    [VOCAB_WARNING] = {admonition, html_block_end, NULL, "Warning", TITLE},
    [VOCAB_CAUTION] = {admonition, html_block_end, NULL, "Caution", TITLE},
    [VOCAB_SIDEBAR] = {titled, html_block_end, "section", NULL, TITLE},
    [VOCAB_DIALOGUE] = {dialogue, html_block_end, NULL, NULL, TITLE},
    [VOCAB_TURN] = {turn, html_block_end, NULL, NULL, NULL},
    [VOCAB_CHECKLIST] = {checklist, scope_end, "section", NULL, TITLE},
    [VOCAB_WORKSHEET] = {worksheet, scope_end, NULL, "Worksheet",
			 TITLE " purpose"},
    [VOCAB_FIELD] = {html_field, html_block_end, NULL, NULL, NULL},
    [VOCAB_LINES] = {html_lines, html_block_end, NULL, NULL, NULL},
    [VOCAB_CHOICE] = {html_choice, html_choice_end, NULL, NULL, NULL},
    [VOCAB_SCALE] = {html_scale, html_nothing, NULL, NULL, NULL},
    [VOCAB_FILL_TABLE] = {html_fill, html_fill_end, NULL, NULL, NULL},
    [VOCAB_DRAWING] = {html_drawing, html_block_end, NULL, NULL, NULL},
    [VOCAB_COLUMNS] = {plain_div, html_block_end, NULL, NULL, NULL},
    [VOCAB_REFERENCES] = {references, html_block_end, NULL, NULL, NULL},
    [VOCAB_GLOSSARY] = {plain_div, html_block_end, NULL, NULL, NULL},
    [VOCAB_LISTING] = {plain_div, html_block_end, NULL, NULL, NULL},
    [VOCAB_PAGEBREAK] = {plain_div, html_block_end, NULL, NULL, NULL},
    [VOCAB_SCREEN_ONLY] = {plain_div, html_block_end, NULL, NULL, NULL},
    [VOCAB_PRINT_ONLY] = {plain_div, html_block_end, NULL, NULL, NULL},
};

/* The spans of the vocabulary come after the divs. */
_Static_assert(countof(div_rows) == VOCAB_CHECK, "a row for every class");

static const struct div_row *
row_of(const struct doc_node *n)
{
	return &div_rows[vocab_of(n)];
}

enum walk
html_div(struct html *h, const struct doc_node *n)
{
	return row_of(n)->enter(h, n);
}

void
html_div_end(struct html *h, const struct doc_node *n)
{
	row_of(n)->leave(h, n);
}
