/* div.c – the core vocabulary (../../vocabulary.md §2): the first class of
 * div_rows on a div decides what it is. Its words come from label, number and
 * title; what a row reads is not repeated as data-…. */
#include "write/html/html.h"

#include "write/write.h"

struct div_row {
	const char *name;
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

void
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

void
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

/* Sorted by how often they are met, nothing depends on the order. */
static const struct div_row div_rows[] = {
    {"turn", turn, html_block_end, NULL, NULL, NULL},
    {"note", admonition, html_block_end, NULL, "Note", TITLE},
    {"tip", admonition, html_block_end, NULL, "Tip", TITLE},
    {"important", admonition, html_block_end, NULL, "Important", TITLE},
    {"warning", admonition, html_block_end, NULL, "Warning", TITLE},
    {"caution", admonition, html_block_end, NULL, "Caution", TITLE},
    {"sidebar", titled, html_block_end, "section", NULL, TITLE},
    {"dialogue", dialogue, html_block_end, NULL, NULL, TITLE},
    {"checklist", checklist, scope_end, "section", NULL, TITLE},
    {"worksheet", worksheet, scope_end, NULL, "Worksheet", TITLE " purpose"},
    {"field", html_field, html_block_end, NULL, NULL, NULL},
    {"lines", html_lines, html_block_end, NULL, NULL, NULL},
    {"choice", html_choice, html_choice_end, NULL, NULL, NULL},
    {"scale", html_scale, html_nothing, NULL, NULL, NULL},
    {"fill-table", html_fill, html_fill_end, NULL, NULL, NULL},
    {"drawing", html_drawing, html_block_end, NULL, NULL, NULL},
    {"columns", plain_div, html_block_end, NULL, NULL, NULL},
    {"references", references, html_block_end, NULL, NULL, NULL},
    {"glossary", plain_div, html_block_end, NULL, NULL, NULL},
    {"listing", plain_div, html_block_end, NULL, NULL, NULL},
    {"pagebreak", plain_div, html_block_end, NULL, NULL, NULL},
    {"screen-only", plain_div, html_block_end, NULL, NULL, NULL},
    {"print-only", plain_div, html_block_end, NULL, NULL, NULL},
};

static const struct div_row other = {"",    titled, html_block_end,
				     "div", NULL,   TITLE};

static const struct div_row *
row_named(struct str name)
{
	for (size_t i = 0; i < countof(div_rows); i++)
		if (str_is(name, div_rows[i].name))
			return &div_rows[i];
	return NULL;
}

static const struct div_row *
row_of(const struct doc_node *n)
{
	for (uint32_t i = 0; n->attr && i < n->attr->n_classes; i++) {
		const struct div_row *row = row_named(n->attr->classes[i]);

		if (row)
			return row;
	}
	return &other;
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
