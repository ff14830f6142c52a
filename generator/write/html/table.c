/* table.c – tables: a box that can scroll and can be reached by the keyboard,
 * caption, heads with their scope, alignment by class. Cells that reach over
 * several rows are followed, so that each cell finds its column. */
#include "write/html/html.h"

#include "write/write.h"

static bool
is_empty(const struct doc_node *cell)
{
	for (uint32_t i = 0; i < cell->count; i++)
		if (cell->kids[i]->count || cell->kids[i]->text.n)
			return false;
	return true;
}

static bool
is_bare(const struct doc_node *head)
{
	for (uint32_t r = 0; r < head->count; r++)
		for (uint32_t c = 0; c < head->kids[r]->count; c++)
			if (!is_empty(head->kids[r]->kids[c]))
				return false;
	return true;
}

/* -- cells ---------------------------------------------------------------- */

static void
put_align(struct html *h, const struct html_table *t,
	  const struct doc_node *cell)
{
	static const char *const classes[] = {
	    [DOC_ALIGN_DEFAULT] = NULL,
	    [DOC_ALIGN_LEFT] = "left",
	    [DOC_ALIGN_RIGHT] = "right",
	    [DOC_ALIGN_CENTER] = "center",
	};
	const struct doc_columns *columns = t->node->as.columns;
	int align = cell->num;

	if (align == DOC_ALIGN_DEFAULT && t->column < columns->count)
		align = (int)columns->column[t->column].align;
	html_attrs(h, cell, align > 0 && align < 4 ? classes[align] : NULL,
		   NULL);
}

/* A span ends with its table at the latest. */
static uint32_t
clip(uint32_t span, uint32_t room)
{
	return span > room ? (room ? room : 1) : span ? span : 1;
}

static uint32_t
rows_of(const struct html_table *t, const struct doc_node *cell)
{
	return clip(cell->as.span.rows, t->rows_left);
}

/* Nor does it cover what a cell above covers. */
static uint32_t
columns_of(const struct html_table *t, const struct doc_node *cell)
{
	uint32_t count = (uint32_t)t->node->as.columns->count, free = 1;
	uint32_t span =
	    clip(cell->as.span.cols, t->column < count ? count - t->column : 1);

	while (free < span && t->column + free < HTML_COLUMNS &&
	       !t->busy[t->column + free])
		free++;
	return free < span ? free : span;
}

/* Notes which columns the cell covers in this row and below. */
static void
cover(struct html_table *t, const struct doc_node *cell)
{
	uint32_t cols = columns_of(t, cell), rows = rows_of(t, cell);

	for (uint32_t i = 0; i < cols && t->column + i < HTML_COLUMNS; i++) {
		t->busy[t->column + i] = rows;
		if (t->in_head)
			t->heads[t->column + i] = cell;
	}
	t->column += cols;
}

static void
skip_covered(struct html_table *t)
{
	while (t->column < HTML_COLUMNS && t->busy[t->column])
		t->column++;
}

/* An empty head cell would be a head of nothing. */
static const char *
scope_of(const struct html_table *t, const struct doc_node *cell, bool head_row)
{
	/* Sections may not stand in a head. */
	const uint64_t no_head = doc_bit(DOC_HEADER) | doc_bit(DOC_DIV);

	if (is_empty(cell) || (cell->mask & no_head) != 0)
		return NULL;
	if (head_row)
		return columns_of(t, cell) > 1 ? "colgroup" : "col";
	return t->column < t->row_heads ? "row" : NULL;
}

static void
put_cell(struct html *h, struct html_table *t, const struct doc_node *cell,
	 bool head_row)
{
	const char *scope = scope_of(t, cell, head_row);

	tag_block(h, scope ? "th" : "td");
	if (scope)
		tag_attr(h, "scope", str_of(scope));
	if (rows_of(t, cell) > 1)
		tag_attr_int(h, "rowspan", (long)rows_of(t, cell));
	if (columns_of(t, cell) > 1)
		tag_attr_int(h, "colspan", (long)columns_of(t, cell));
	put_align(h, t, cell);
	if (h->fill && !head_row && is_empty(cell))
		html_fill_cell(h, t);
	else
		html_kids(h, cell);
	tag_end(h);
}

static void
put_row(struct html *h, struct html_table *t, const struct doc_node *row)
{
	bool head = t->in_head || (row->flags & DOC_HEAD_ROW);

	tag_block(h, "tr");
	html_attrs(h, row, NULL, NULL);
	t->column = 0;
	t->row_head = NULL;
	for (uint32_t i = 0; i < row->count; i++) {
		skip_covered(t);
		put_cell(h, t, row->kids[i], head);
		if (t->column == 0)
			t->row_head = row->kids[i];
		cover(t, row->kids[i]);
	}
	tag_end(h);
	for (size_t i = 0; i < HTML_COLUMNS; i++)
		t->busy[i] -= t->busy[i] > 0;
	t->row += !head;
}

/* -- the table ------------------------------------------------------------ */

static void
put_rows(struct html *h, struct html_table *t, const struct doc_node *part,
	 const char *tag)
{
	if (!part->count || (t->in_head && is_bare(part)))
		return;
	tag_block(h, tag);
	html_attrs(h, part, NULL, NULL);
	for (uint32_t i = 0; i < part->count; i++) {
		t->rows_left = part->count - i;
		put_row(h, t, part->kids[i]);
	}
	tag_end(h);
	for (size_t i = 0; i < HTML_COLUMNS; i++)
		t->busy[i] = 0;
}

static void
put_part(struct html *h, struct html_table *t, const struct doc_node *part)
{
	t->in_head = part->type == DOC_TABLE_HEAD;
	t->row_heads = 0;
	if (t->in_head) {
		put_rows(h, t, part, "thead");
	} else if (part->type == DOC_TABLE_FOOT) {
		put_rows(h, t, part, "tfoot");
	} else if (part->type == DOC_TABLE_BODY) {
		t->row_heads = part->num > 0 ? (uint32_t)part->num : 0;
		put_rows(h, t, part, "tbody");
	}
}

/* A captioned table is a place to go to; others are only named. */
static void
open_box(struct html *h, const struct doc_node *n,
	 const struct doc_node *caption)
{
	tag_block(h, "div");
	tag_attr(h, "class", STR("table"));
	tag_attr(h, "tabindex", STR("0"));
	tag_attr(h, "role", caption ? STR("region") : STR("group"));
	tag_attr_begin(h, "aria-label");
	tag_attr_more(h, STR("Table"));
	if (n->text.n) {
		tag_attr_more(h, STR(" "));
		tag_attr_more(h, n->text);
	}
	if (caption) {
		tag_attr_more(h, STR(": "));
		html_plain(h, caption);
	}
	tag_attr_end(h);
}

enum walk
html_table(struct html *h, const struct doc_node *n)
{
	struct html_table t = {.node = n};
	const struct doc_node *caption = NULL;
	bool apart;

	if (n->count && n->kids[0]->type == DOC_CAPTION && n->kids[0]->count)
		caption = n->kids[0];
	/* A caption that holds a table may not stand in one. */
	apart = caption && (caption->mask & doc_bit(DOC_TABLE));
	open_box(h, n, caption);
	if (apart) {
		tag_block(h, "div");
		tag_attr(h, "class", STR("caption"));
		html_caption(h, n, "Table ", caption);
	}
	tag_block(h, "table");
	html_attrs(h, n, NULL, NULL);
	if (!apart && (n->text.n || caption)) {
		tag_block(h, "caption");
		html_caption(h, n, "Table ", caption);
	}
	for (uint32_t i = 0; i < n->count; i++)
		put_part(h, &t, n->kids[i]);
	tag_end(h);
	tag_end(h);
	return WALK_OVER;
}
