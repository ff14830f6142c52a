/* field.c – what a reader fills in, and drawings. DocBook has no forms: a field
 * is a para with its label and a rule, a ruled line is a row of underscores. */
#include "write/docbook/docbook.h"

#include "base/arena.h"

#define RULE "________________________________________"

static void
label_para(struct docbook *w, const struct doc_node *n, struct str rest)
{
	xml_newline(w->x);
	xml_open(w->x, "para");
	docbook_id(w, n);
	xml_set(w->x, "role", "field");
	xml_open(w->x, "emphasis");
	xml_set(w->x, "role", "label");
	xml_text(w->x, doc_get(n, "label"));
	xml_close(w->x);
	if (rest.n > 0) {
		xml_text(w->x, STR(" "));
		xml_text(w->x, rest);
	}
	xml_close(w->x);
}

void
docbook_field(struct docbook *w, const struct doc_node *n)
{
	label_para(w, n, STR(RULE));
	docbook_kids(w, n);
}

void
docbook_lines(struct docbook *w, const struct doc_node *n)
{
	int lines = vocab_int(n, "lines", 1, 30, 3);
	label_para(w, n, doc_get(n, "hint"));
	docbook_kids(w, n);
	xml_newline(w->x);
	xml_open(w->x, "literallayout");
	xml_set(w->x, "role", "lines");
	for (int i = 0; i < lines; i++)
		xml_text(w->x, i ? STR("\n" RULE RULE) : STR(RULE RULE));
	xml_close(w->x);
}

void
docbook_choice(struct docbook *w, const struct doc_node *n)
{
	bool many = str_is(doc_get(n, "many"), "yes");
	label_para(w, n, STR_NONE);
	for (uint32_t i = 0; i < n->count; i++) {
		w->list_role = many ? "choice-many" : "choice";
		docbook_node(w, n->kids[i]);
	}
	w->list_role = NULL;
}

void
docbook_scale(struct docbook *w, const struct doc_node *n)
{
	int from = vocab_int(n, "from", -100, 100, 0);
	int to = vocab_int(n, "to", -100, 100, 10);
	struct str low = doc_get(n, "low"), high = doc_get(n, "high");
	struct str row = low.n ? low : STR_NONE;
	for (int i = from; i <= to; i++)
		row = arena_printf(w->a, STR_FMT "%s%d", STR_ARG(row),
				   row.n ? "   " : "", i);
	if (high.n > 0)
		row = arena_printf(w->a, STR_FMT "   " STR_FMT, STR_ARG(row),
				   STR_ARG(high));
	label_para(w, n, STR_NONE);
	docbook_kids(w, n);
	xml_newline(w->x);
	xml_open(w->x, "literallayout");
	xml_set(w->x, "role", "scale");
	xml_text(w->x, row);
	xml_close(w->x);
}

void
docbook_fill_table(struct docbook *w, const struct doc_node *n)
{
	label_para(w, n, STR_NONE);
	docbook_kids(w, n);
}

static void
alternative(struct docbook *w, struct str alt)
{
	xml_newline(w->x);
	xml_open(w->x, "textobject");
	xml_leaf(w->x, "phrase", alt);
	xml_close(w->x);
}

void
docbook_drawing(struct docbook *w, const struct doc_node *n)
{
	if (doc_get(n, "label").n > 0)
		docbook_para(w, "label", doc_get(n, "label"));
	docbook_open(w, "mediaobject", n);
	if (xml_svg_ok(vocab_svg(n), w->d, n->pos)) {
		xml_newline(w->x);
		xml_open(w->x, "imageobject");
		xml_open(w->x, "imagedata");
		xml_svg(w->x, vocab_svg(n));
		xml_close(w->x);
		xml_close(w->x);
	}
	alternative(w, doc_get(n, "alt"));
	xml_newline(w->x);
	xml_close(w->x);
}
