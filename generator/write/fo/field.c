/* field.c – what a reader fills in by hand, and drawings. A field is its label
 * and a rule to the end of the line; ruled lines are empty boxes with a border
 * below, high enough for handwriting. */
#include "write/fo/fo.h"

#include "base/arena.h"

static void
label(struct fo *w, const struct doc_node *n)
{
	if (doc_get(n, "label").n == 0)
		return;
	fo_block(w, FO_FIELD_LABEL);
	fo_put(w, doc_get(n, "label"));
	xml_close(w->x);
}

static void
writing_line(struct fo *w)
{
	fo_open(w, "fo:block-container", FO_WRITING_LINE);
	xml_open(w->x, "fo:block");
	xml_close(w->x);
	xml_close(w->x);
}

/* Label and rule on one line, with room for handwriting above the rule. */
static void
field_beside(struct fo *w, const struct doc_node *n, const char *length)
{
	fo_block(w, FO_FIELD);
	fo_id(w, n);
	fo_leaf(w, "fo:inline", FO_STRONG, doc_get(n, "label"));
	xml_text(w->x, STR("\u00a0 "));
	xml_open(w->x, "fo:leader");
	xml_set(w->x, "leader-pattern", "rule");
	xml_set(w->x, "rule-thickness", "0.6pt");
	xml_set(w->x, "color", "#8a9aa5");
	xml_set(w->x, "leader-length", length);
	xml_close(w->x);
	xml_close(w->x);
}

static void
field_below(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	writing_line(w);
	xml_close(w->x);
}

/* A rule beside a long label could run over the margin; and fields side by side
 * look alike when all have their rule below. */
void
fo_field(struct fo *w, const struct doc_node *n)
{
	struct str width = doc_get(n, "width");
	size_t letters = doc_get(n, "label").n;
	if (w->narrow)
		field_below(w, n);
	else if (str_is(width, "short") && letters <= 20)
		field_beside(w, n, "30mm");
	else if (str_is(width, "medium") && letters <= 30)
		field_beside(w, n, "70mm");
	else
		field_below(w, n);
	fo_kids(w, n);
}

void
fo_lines(struct fo *w, const struct doc_node *n)
{
	int lines = vocab_int(n, "lines", 1, 30, 3);
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	if (doc_get(n, "hint").n > 0)
		fo_leaf(w, "fo:block", FO_HINT, doc_get(n, "hint"));
	fo_kids(w, n);
	for (int i = 0; i < lines; i++)
		writing_line(w);
	xml_close(w->x);
}

void
fo_choice(struct fo *w, const struct doc_node *n)
{
	bool many = str_is(doc_get(n, "many"), "yes");
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	w->boxes = many;
	w->rounds = !many;
	fo_kids(w, n);
	w->boxes = w->rounds = false;
	xml_close(w->x);
}

static void
scale_ends(struct fo *w, struct str low, struct str high)
{
	fo_block(w, FO_SCALE_ENDS);
	fo_put(w, low.n ? low : STR("\u00a0"));
	xml_text(w->x, STR(" "));
	xml_open(w->x, "fo:leader");
	xml_set(w->x, "leader-pattern", "space");
	xml_close(w->x);
	xml_text(w->x, STR(" "));
	fo_put(w, high.n ? high : STR("\u00a0"));
	xml_close(w->x);
}

void
fo_scale(struct fo *w, const struct doc_node *n)
{
	int from = vocab_int(n, "from", -100, 100, 0);
	int to = vocab_int(n, "to", from, 100, 10);
	to = to - from > 30 ? from + 30 : to;
	struct str low = doc_get(n, "low"), high = doc_get(n, "high");
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	fo_kids(w, n);
	fo_block(w, FO_SCALE);
	for (int i = from; i <= to; i++) {
		if (i > from)
			xml_text(w->x, STR(" "));
		fo_leaf(w, "fo:inline", FO_SCALE_POINT,
			arena_printf(w->a, "%d", i));
	}
	xml_close(w->x);
	if (low.n > 0 || high.n > 0)
		scale_ends(w, low, high);
	xml_close(w->x);
}

void
fo_fill_table(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	w->grid = true;
	fo_blocks(w, n);
	w->grid = false;
	xml_close(w->x);
}

void
fo_drawing(struct fo *w, const struct doc_node *n)
{
	struct str svg = vocab_svg(n);
	fo_block(w, FO_FIGURE);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	label(w, n);
	fo_block(w, FO_PICTURE);
	if (xml_svg_ok(svg, w->d, n->pos))
		fo_svg(w, svg, doc_get(n, "alt"));
	else
		fo_put(w, doc_get(n, "alt"));
	xml_close(w->x);
	xml_close(w->x);
}
