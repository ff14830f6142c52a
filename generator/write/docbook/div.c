/* div.c – the blocks of the core vocabulary, each to the element of DocBook
 * that means it. The table at the end has one line a class. */
#include "write/docbook/docbook.h"

/* The schema has the words "Note", "Tip" …: only others need a title. */
static void
docbook_admonition(struct docbook *w, const struct doc_node *n)
{
	docbook_open(w, vocab_name(vocab_of(n)), n);
	if (doc_get(n, "label").n > 0)
		docbook_title(w, vocab_title(w->a, n));
	else
		docbook_title(w, doc_get(n, "title"));
	docbook_blocks(w, n);
	xml_newline(w->x);
	xml_close(w->x);
}

/* A box with a title. Sidebars do not nest: an inner one is a quotation. */
static void
boxed(struct docbook *w, const struct doc_node *n, const char *role)
{
	bool outer = w->in_sidebar;
	char room[160];
	struct str classes = vocab_role(n, room, sizeof(room));
	xml_newline(w->x);
	xml_open(w->x, outer ? "blockquote" : "sidebar");
	docbook_id(w, n);
	if (role || classes.n)
		xml_attr(w->x, "role", role ? str_of(role) : classes);
	w->in_sidebar = true;
	docbook_title(w, vocab_title(w->a, n));
	docbook_blocks(w, n);
	w->in_sidebar = outer;
	xml_newline(w->x);
	xml_close(w->x);
}

static void
docbook_sidebar(struct docbook *w, const struct doc_node *n)
{
	boxed(w, n, NULL);
}

static void
docbook_checklist(struct docbook *w, const struct doc_node *n)
{
	boxed(w, n, "checklist");
}

static void
docbook_turn(struct docbook *w, const struct doc_node *n)
{
	xml_newline(w->x);
	xml_open(w->x, "varlistentry");
	docbook_id(w, n);
	xml_leaf(w->x, "term", doc_get(n, "speaker"));
	xml_open(w->x, "listitem");
	if (vocab_of(n) == VOCAB_TURN) {
		if (doc_get(n, "speaker").n == 0)
			xml_set(w->x, "role", "direction");
		docbook_blocks(w, n);
	} else {
		size_t before = xml_count(w->x);
		docbook_node(w, n);
		if (xml_count(w->x) == before)
			xml_leaf(w->x, "para", STR_NONE);
	}
	xml_close(w->x);
	xml_close(w->x);
}

static void
docbook_dialogue(struct docbook *w, const struct doc_node *n)
{
	if (n->count == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, "variablelist");
	docbook_id(w, n);
	xml_set(w->x, "role", "dialogue");
	docbook_title(w, vocab_title(w->a, n));
	for (uint32_t i = 0; i < n->count; i++)
		docbook_turn(w, n->kids[i]);
	xml_newline(w->x);
	xml_close(w->x);
}

/* A turn outside a dialogue keeps its speaker. */
static void
docbook_lone_turn(struct docbook *w, const struct doc_node *n)
{
	xml_newline(w->x);
	xml_open(w->x, "variablelist");
	xml_set(w->x, "role", "dialogue");
	docbook_turn(w, n);
	xml_close(w->x);
}

/* One block of an entry; blocks hold each other, an entry only text. */
static void
entry_part(struct docbook *w, const struct doc_node *n)
{
	bool id = n->type == DOC_DIV || n->type == DOC_CODE_BLOCK;

	xml_open(w->x, "bibliomisc");
	if (id)
		docbook_id(w, n);
	if (n->type == DOC_PARA || n->type == DOC_PLAIN)
		docbook_kids(w, n);
	else
		xml_text(w->x, doc_text(w->a, n));
	xml_close(w->x);
}

/* The schema lets an entry hold phrases and links, but no emphasis. */
static void
reference(void *arg, const struct doc_node *n)
{
	struct docbook *w = arg;
	bool outer = w->in_script;

	xml_newline(w->x);
	xml_open(w->x, "bibliomixed");
	docbook_id(w, n);
	w->in_script = true;
	for (uint32_t i = 0; i < n->count; i++)
		entry_part(w, n->kids[i]);
	w->in_script = outer;
	xml_close(w->x);
}

static void
docbook_references(struct docbook *w, const struct doc_node *n)
{
	if (n->count == 0)
		return;
	docbook_open(w, "bibliolist", n);
	vocab_entries(n, reference, w);
	xml_newline(w->x);
	xml_close(w->x);
}

/* Definition lists become glossaries, all else stays what it is. */
static void
docbook_glossary(struct docbook *w, const struct doc_node *n)
{
	static const char *const names[] = {"glossentry", "glossterm",
					    "glossdef"};

	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		if (kid->type != DOC_DEFINITION_LIST || kid->count == 0) {
			docbook_node(w, kid);
			continue;
		}
		docbook_open(w, "glosslist", kid);
		for (uint32_t k = 0; k < kid->count; k++)
			docbook_definition(w, kid->kids[k], names);
		xml_newline(w->x);
		xml_close(w->x);
	}
}

/* An id needs a place even where the div itself leaves no element. */
static void
docbook_children(struct docbook *w, const struct doc_node *n)
{
	struct str id = refs_id(w->refs, w->page, n);
	if (id.n > 0) {
		xml_open(w->x, "para");
		xml_set(w->x, "role", "anchor");
		xml_attr(w->x, "xml:id", id);
		xml_close(w->x);
	}
	docbook_kids(w, n);
}

static void
docbook_plain_div(struct docbook *w, const struct doc_node *n)
{
	char room[160];
	bool titled = doc_get(n, "title").n > 0 || doc_get(n, "label").n > 0;
	if (titled || vocab_role(n, room, sizeof(room)).n > 0)
		boxed(w, n, NULL);
	else
		docbook_children(w, n);
}

static void
docbook_pagebreak(struct docbook *w, const struct doc_node *n)
{
	(void)n;
	xml_pi(w->x, "hard-pagebreak", NULL);
}

static void
docbook_nothing(struct docbook *w, const struct doc_node *n)
{
	(void)w;
	(void)n;
}

static docbook_handler *const divs[VOCAB__COUNT] = {
    [VOCAB_NONE] = docbook_plain_div,
    [VOCAB_NOTE] = docbook_admonition,
    [VOCAB_TIP] = docbook_admonition,
    [VOCAB_IMPORTANT] = docbook_admonition,
    [VOCAB_WARNING] = docbook_admonition,
    [VOCAB_CAUTION] = docbook_admonition,
    [VOCAB_SIDEBAR] = docbook_sidebar,
    [VOCAB_DIALOGUE] = docbook_dialogue,
    [VOCAB_TURN] = docbook_lone_turn,
    [VOCAB_CHECKLIST] = docbook_checklist,
    [VOCAB_WORKSHEET] = docbook_worksheet,
    [VOCAB_FIELD] = docbook_field,
    [VOCAB_LINES] = docbook_lines,
    [VOCAB_CHOICE] = docbook_choice,
    [VOCAB_SCALE] = docbook_scale,
    [VOCAB_FILL_TABLE] = docbook_fill_table,
    [VOCAB_DRAWING] = docbook_drawing,
    [VOCAB_COLUMNS] = docbook_children,
    [VOCAB_REFERENCES] = docbook_references,
    [VOCAB_GLOSSARY] = docbook_glossary,
    [VOCAB_LISTING] = docbook_children,
    [VOCAB_PAGEBREAK] = docbook_pagebreak,
    [VOCAB_SCREEN_ONLY] = docbook_nothing,
    [VOCAB_PRINT_ONLY] = docbook_children,
    /* spans: not met here */
    [VOCAB_CHECK] = docbook_nothing,
    [VOCAB_LABEL] = docbook_nothing,
    [VOCAB_TERM] = docbook_nothing,
    [VOCAB_INDEX] = docbook_nothing,
};
_Static_assert(countof(divs) == VOCAB__COUNT, "a handler for each class");

void
docbook_div(struct docbook *w, const struct doc_node *n)
{
	divs[vocab_of(n)](w, n);
}
