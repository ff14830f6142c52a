/* div.c – the blocks of the core vocabulary in print. The table at the end has
 * one line a class. */
#include "write/fo/fo.h"

static void
box_title(struct fo *w, const struct doc_node *n)
{
	struct str title = vocab_title(w->a, n);
	if (title.n == 0)
		return;
	xml_newline(w->x);
	fo_leaf(w, "fo:block", FO_BOX_TITLE, title);
}

static void
box(struct fo *w, const struct doc_node *n, enum fo_style style)
{
	fo_block(w, style);
	fo_id(w, n);
	box_title(w, n);
	fo_blocks(w, n);
	xml_newline(w->x);
	xml_close(w->x);
}

static void
admonition(struct fo *w, const struct doc_node *n)
{
	box(w, n, FO_ADMONITION);
}

static void
alert(struct fo *w, const struct doc_node *n)
{
	box(w, n, FO_ALERT);
}

/* Numbered sidebars are what others refer to: they are set apart. */
static void
sidebar(struct fo *w, const struct doc_node *n)
{
	bool set_apart = n->text.n > 0 || doc_has_class(n, "case");
	box(w, n, set_apart ? FO_CASE : FO_SIDEBAR);
}

static void
checklist(struct fo *w, const struct doc_node *n)
{
	box(w, n, FO_CHECKLIST);
}

static bool
is_said(const struct doc_node *n)
{
	return vocab_of(n) == VOCAB_TURN && doc_get(n, "speaker").n > 0;
}

static void
turn(struct fo *w, const struct doc_node *n)
{
	xml_newline(w->x);
	fo_open(w, "fo:list-item", FO_LIST_ITEM);
	fo_id(w, n);
	xml_open(w->x, "fo:list-item-label");
	xml_set(w->x, "end-indent", "label-end()");
	fo_leaf(w, "fo:block", FO_SPEAKER, doc_get(n, "speaker"));
	xml_close(w->x);
	xml_open(w->x, "fo:list-item-body");
	xml_set(w->x, "start-indent", "body-start()");
	fo_blocks(w, n);
	xml_close(w->x);
	xml_close(w->x);
}

/* A run of turns is one list; stage directions stand between lists. */
static void
turns(struct fo *w, const struct doc_node *n)
{
	bool open = false;
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		bool said = is_said(kid);
		if (open && !said)
			xml_close(w->x);
		if (!open && said) {
			xml_newline(w->x);
			fo_open(w, "fo:list-block", FO_DIALOGUE);
		}
		open = said;
		if (said) {
			turn(w, kid);
			continue;
		}
		fo_block(w, FO_DIRECTION);
		fo_blocks(w, kid);
		xml_close(w->x);
	}
	if (open)
		xml_close(w->x);
}

static void
dialogue(struct fo *w, const struct doc_node *n)
{
	bool tight = w->tight;
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	box_title(w, n);
	w->tight = true;
	turns(w, n);
	w->tight = tight;
	xml_close(w->x);
}

static void
lone_turn(struct fo *w, const struct doc_node *n)
{
	struct doc_node *kid = (struct doc_node *)n;
	struct doc_node one = {.kids = &kid, .count = 1};
	turns(w, &one);
}

void
fo_worksheet(struct fo *w, const struct doc_node *n)
{
	static const char *const roles[] = {"H1", "H2", "H3", "H4"};
	char room[160];
	struct str purpose = doc_get(n, "purpose");
	fo_block(w, FO_WORKSHEET);
	fo_id(w, n);
	xml_newline(w->x);
	fo_leaf(w, "fo:block", FO_SHEET_LABEL,
		vocab_label(n, room, sizeof(room)));
	if (doc_get(n, "title").n > 0) {
		fo_block(w, FO_SHEET_TITLE);
		xml_set(w->x, "role", roles[w->top < 3 ? w->top : 3]);
		fo_put(w, doc_get(n, "title"));
		xml_close(w->x);
	}
	if (purpose.n > 0) {
		xml_newline(w->x);
		fo_leaf(w, "fo:block", FO_PURPOSE, purpose);
	}
	fo_blocks(w, n);
	xml_newline(w->x);
	xml_close(w->x);
}

static void
one_reference(void *arg, const struct doc_node *n)
{
	struct fo *w = arg;
	fo_block(w, FO_REFERENCE);
	fo_id(w, n);
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		if (kid->type == DOC_PARA || kid->type == DOC_PLAIN)
			fo_kids(w, kid);
		else
			fo_node(w, kid);
	}
	xml_close(w->x);
}

static void
references(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	vocab_entries(n, one_reference, w);
	xml_close(w->x);
}

static void
children(struct fo *w, const struct doc_node *n)
{
	if (refs_id(w->refs, w->page, n).n == 0) {
		fo_kids(w, n);
		return;
	}
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	fo_blocks(w, n);
	xml_close(w->x);
}

static void
plain_div(struct fo *w, const struct doc_node *n)
{
	bool titled = doc_get(n, "title").n > 0 || doc_get(n, "label").n > 0;
	if (titled)
		box(w, n, FO_SIDEBAR);
	else
		children(w, n);
}

static void
pagebreak(struct fo *w, const struct doc_node *n)
{
	(void)n;
	fo_block(w, FO_PLAIN);
	xml_set(w->x, "break-before", "page");
	xml_close(w->x);
}

static void
nothing(struct fo *w, const struct doc_node *n)
{
	(void)w;
	(void)n;
}

static fo_handler *const divs[VOCAB__COUNT] = {
    [VOCAB_NONE] = plain_div,
    [VOCAB_NOTE] = admonition,
    [VOCAB_TIP] = admonition,
    [VOCAB_IMPORTANT] = admonition,
    [VOCAB_WARNING] = alert,
    [VOCAB_CAUTION] = alert,
    [VOCAB_SIDEBAR] = sidebar,
    [VOCAB_DIALOGUE] = dialogue,
    [VOCAB_TURN] = lone_turn,
    [VOCAB_CHECKLIST] = checklist,
    [VOCAB_WORKSHEET] = fo_worksheet,
    [VOCAB_FIELD] = fo_field,
    [VOCAB_LINES] = fo_lines,
    [VOCAB_CHOICE] = fo_choice,
    [VOCAB_SCALE] = fo_scale,
    [VOCAB_FILL_TABLE] = fo_fill_table,
    [VOCAB_DRAWING] = fo_drawing,
    [VOCAB_COLUMNS] = fo_columns,
    [VOCAB_REFERENCES] = references,
    [VOCAB_GLOSSARY] = children,
    [VOCAB_LISTING] = children,
    [VOCAB_PAGEBREAK] = pagebreak,
    [VOCAB_SCREEN_ONLY] = nothing,
    [VOCAB_PRINT_ONLY] = children,
    /* spans: not met here */
    [VOCAB_CHECK] = nothing,
    [VOCAB_LABEL] = nothing,
    [VOCAB_TERM] = nothing,
    [VOCAB_INDEX] = nothing,
};
_Static_assert(countof(divs) == VOCAB__COUNT, "a handler for each class");

void
fo_div(struct fo *w, const struct doc_node *n)
{
	divs[vocab_of(n)](w, n);
}
