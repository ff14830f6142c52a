/* section.c – headings become nested sections. In: blocks in a row, headings
 * among them; out: section elements, each with a title and at least one block.
 * The stack of open levels is in struct docbook; a level that ends empty gets
 * an empty para, as the schema wants something in it. */
#include "write/docbook/docbook.h"

#include "base/arena.h"

void
docbook_end(struct docbook *w, int level)
{
	while (w->depth > 0 && w->stack[w->depth - 1].level >= level) {
		struct docbook_level *top = &w->stack[--w->depth];
		if (xml_count(w->x) == top->filled)
			xml_leaf(w->x, "para", STR_NONE);
		xml_newline(w->x);
		xml_close(w->x);
	}
}

void
docbook_begin(struct docbook *w, const char *name, int level)
{
	docbook_end(w, level);
	/* The last place is kept: what is nested deeper joins its parent. */
	if (w->depth == DOCBOOK_LEVELS)
		docbook_end(w, w->stack[w->depth - 1].level);
	xml_newline(w->x);
	xml_open(w->x, name);
	w->stack[w->depth++] = (struct docbook_level){level, 0};
}

/* Level of the page that is open: headings count from it. */
static int
page_level(const struct docbook *w)
{
	int level = w->depth ? w->stack[w->depth - 1].level : 0;
	return level - level % 10;
}

static void
section_start(struct docbook *w, const struct doc_node *n)
{
	docbook_begin(w, "section", page_level(w) + n->num);
	docbook_id(w, n);
	if (n->text.n > 0)
		xml_attr(w->x, "label", n->text);
	xml_newline(w->x);
	xml_open(w->x, "title");
	docbook_kids(w, n);
	xml_close(w->x);
	w->stack[w->depth - 1].filled = xml_count(w->x);
}

/* A heading within a block is no section: it only looks like one. */
void
docbook_header(struct docbook *w, const struct doc_node *n)
{
	docbook_open(w, "bridgehead", n);
	docbook_kids(w, n);
	xml_close(w->x);
}

static void
worksheet_head(struct docbook *w, const struct doc_node *n)
{
	docbook_para(w, "purpose", doc_get(n, "purpose"));
}

static void
worksheet_attrs(struct docbook *w, const struct doc_node *n)
{
	char room[160];
	docbook_id(w, n);
	xml_set(w->x, "role", "worksheet");
	if (n->text.n > 0)
		xml_attr(w->x, "xreflabel", vocab_label(n, room, sizeof(room)));
}

static struct str
worksheet_title(struct docbook *w, const struct doc_node *n)
{
	char room[160];
	struct str label = vocab_label(n, room, sizeof(room));
	struct str title = doc_get(n, "title");
	if (title.n == 0)
		return arena_str(w->a, label);
	return arena_printf(w->a, STR_FMT ": " STR_FMT, STR_ARG(label),
			    STR_ARG(title));
}

/* Not at the end of a section: a section could not be followed by blocks. */
void
docbook_worksheet(struct docbook *w, const struct doc_node *n)
{
	bool outer = w->in_sidebar;
	xml_newline(w->x);
	xml_open(w->x, outer ? "blockquote" : "sidebar");
	worksheet_attrs(w, n);
	w->in_sidebar = true;
	docbook_title(w, worksheet_title(w, n));
	worksheet_head(w, n);
	docbook_blocks(w, n);
	w->in_sidebar = outer;
	xml_newline(w->x);
	xml_close(w->x);
}

static void
worksheet_section(struct docbook *w, const struct doc_node *n)
{
	int level = page_level(w) + 9;
	if (w->depth && w->stack[w->depth - 1].level == level)
		docbook_end(w, level);
	docbook_begin(w, "section", level);
	worksheet_attrs(w, n);
	docbook_title(w, worksheet_title(w, n));
	w->stack[w->depth - 1].filled = xml_count(w->x);
	worksheet_head(w, n);
	docbook_kids(w, n);
	docbook_end(w, level);
}

/* Whether nothing but headings and worksheets can follow kid i before the next
 * heading: only then may kid i become a section. */
static bool
ends_section(const struct doc_node *n, uint32_t i)
{
	for (i++; i < n->count; i++) {
		enum vocab v = vocab_of(n->kids[i]);
		if (n->kids[i]->type == DOC_HEADER)
			return true;
		if (v != VOCAB_WORKSHEET && v != VOCAB_SCREEN_ONLY)
			return false;
	}
	return true;
}

void
docbook_sections(struct docbook *w, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		if (kid->type == DOC_HEADER)
			section_start(w, kid);
		else if (vocab_of(kid) == VOCAB_WORKSHEET && ends_section(n, i))
			worksheet_section(w, kid);
		else
			docbook_node(w, kid);
	}
}
