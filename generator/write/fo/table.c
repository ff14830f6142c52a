/* table.c – tables with heads repeated on each page, and blocks side by side.
 * In: Table with its parts; out: fo:table. FOP needs widths: where the author
 * gave none, they follow from the text of the columns. */
#include "write/fo/fo.h"

#include "base/arena.h"

enum { MAX_COLUMNS = 64, KEEP_TEXT = 700, TABLE_WIDTH = 380 };

struct table {
	struct fo *w;
	const struct doc_node *n;
	size_t columns;
	bool head;
	int head_cols;
	unsigned want[MAX_COLUMNS];  /* by the text in the column */
	unsigned need[MAX_COLUMNS];  /* by its longest word, in points */
	unsigned width[MAX_COLUMNS]; /* shares */
};

static size_t
span_of(const struct doc_node *cell)
{
	return cell->as.span.cols ? cell->as.span.cols : 1;
}

/* Letters of the longest word: what must fit on a line. */
static size_t
longest_word(struct str s)
{
	size_t best = 0, run = 0;
	for (size_t i = 0; i < s.n; i++) {
		run = is_blank(s.p[i]) ? 0 : run + 1;
		best = run > best ? run : best;
	}
	return best < 14 ? best : 14;
}

static void
weigh_row(struct table *t, const struct doc_node *row)
{
	size_t col = 0;
	for (uint32_t i = 0; i < row->count; i++) {
		const struct doc_node *cell = row->kids[i];
		size_t span = span_of(cell);
		struct str s = doc_text(t->w->a, cell);
		size_t most = s.n < 60 ? s.n : 60 + s.n / 12;
		/* Six points a letter, and the padding. */
		unsigned need = (unsigned)longest_word(s) * 6 + 8;
		if (span == 1 && col < MAX_COLUMNS) {
			if (most > t->want[col])
				t->want[col] = (unsigned)most;
			if (need > t->need[col])
				t->need[col] = need;
		}
		col += span;
	}
	t->columns = col > t->columns ? col : t->columns;
}

/* Each column gets what its longest word needs; the rest is shared by how much
 * text there is, or as the author said. */
static void
share_out(struct table *t)
{
	const struct doc_columns *given = t->n->as.columns;
	unsigned needs = 0, wants = 1, rest;

	for (size_t c = 0; c < t->columns; c++) {
		if (given && c < given->count && given->column[c].width > 0)
			t->want[c] = (unsigned)(given->column[c].width * 400);
		t->want[c] += 4;
		needs += t->need[c];
		wants += t->want[c];
	}
	rest = needs < TABLE_WIDTH ? TABLE_WIDTH - needs : 0;
	for (size_t c = 0; c < t->columns; c++)
		t->width[c] = t->need[c] + rest * t->want[c] / wants;
}

static void
weigh(struct table *t)
{
	for (uint32_t i = 0; i < t->n->count; i++) {
		const struct doc_node *part = t->n->kids[i];
		if (part->type == DOC_CAPTION)
			continue;
		for (uint32_t k = 0; k < part->count; k++)
			weigh_row(t, part->kids[k]);
	}
	if (t->columns > MAX_COLUMNS)
		t->columns = MAX_COLUMNS;
	share_out(t);
}

static void
columns(struct table *t, bool even)
{
	for (size_t c = 0; c < t->columns; c++) {
		unsigned share = t->width[c] > 8 && !even ? t->width[c] : 8;
		xml_open(t->w->x, "fo:table-column");
		xml_attr(t->w->x, "column-width",
			 arena_printf(t->w->a, "proportional-column-width(%u)",
				      share));
		xml_close(t->w->x);
	}
}

static const char *
alignment(const struct table *t, const struct doc_node *cell, size_t col)
{
	static const char *const names[] = {
	    [DOC_ALIGN_DEFAULT] = "start",
	    [DOC_ALIGN_LEFT] = "start",
	    [DOC_ALIGN_RIGHT] = "end",
	    [DOC_ALIGN_CENTER] = "center",
	};
	const struct doc_columns *given = t->n->as.columns;
	int align = cell->num;
	if (align == DOC_ALIGN_DEFAULT && given && col < given->count)
		align = (int)given->column[col].align;
	return names[align];
}

static void
span_attr(struct fo *w, const char *name, uint32_t span)
{
	if (span > 1)
		xml_attr(w->x, name, arena_printf(w->a, "%u", (unsigned)span));
}

static void
cell(struct table *t, const struct doc_node *c, size_t col, enum fo_style style)
{
	struct fo *w = t->w;
	xml_newline(w->x);
	fo_open(w, "fo:table-cell", style);
	xml_set(w->x, "text-align", alignment(t, c, col));
	if (w->grid && t->head)
		xml_set(w->x, "border", "0.6pt solid #8a9aa5");
	span_attr(w, "number-columns-spanned", c->as.span.cols);
	span_attr(w, "number-rows-spanned", c->as.span.rows);
	fo_blocks(w, c);
	xml_close(w->x);
}

static void
row(struct table *t, const struct doc_node *r)
{
	struct fo *w = t->w;
	bool head = t->head || (r->flags & DOC_HEAD_ROW);
	enum fo_style plain = w->grid ? FO_GRID_CELL : FO_CELL;
	size_t col = 0;
	if (r->count == 0)
		return;
	xml_newline(w->x);
	fo_open(w, "fo:table-row", head ? FO_HEAD_ROW : FO_ROW);
	if (w->grid && !head)
		xml_set(w->x, "height", "9.5mm");
	/* A row longer than that may be parted by the page's end. */
	if (!head && doc_text(w->a, r).n < KEEP_TEXT)
		xml_set(w->x, "keep-together.within-column", "always");
	for (uint32_t i = 0; i < r->count; i++) {
		bool side = (int)i < t->head_cols;
		cell(t, r->kids[i], col,
		     head   ? FO_HEAD_CELL
		     : side ? FO_CELL_HEADING
			    : plain);
		col += span_of(r->kids[i]);
	}
	xml_close(w->x);
}

static size_t
parts(struct table *t, enum doc_type type, const char *name)
{
	size_t written = 0;
	for (uint32_t i = 0; i < t->n->count; i++) {
		const struct doc_node *part = t->n->kids[i];
		if (part->type != type || !vocab_has_rows(part))
			continue;
		t->head = type == DOC_TABLE_HEAD;
		t->head_cols = type == DOC_TABLE_BODY ? part->num : 0;
		xml_newline(t->w->x);
		xml_open(t->w->x, name);
		for (uint32_t k = 0; k < part->count; k++)
			row(t, part->kids[k]);
		xml_close(t->w->x);
		written++;
	}
	return written;
}

static void
empty_body(struct fo *w)
{
	xml_open(w->x, "fo:table-body");
	xml_open(w->x, "fo:table-cell");
	xml_open(w->x, "fo:block");
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

void
fo_table(struct fo *w, const struct doc_node *n)
{
	struct table t = {.w = w, .n = n};
	bool tight = w->tight;
	weigh(&t);
	if (t.columns == 0)
		return;
	fo_block(w, FO_TABLE_BLOCK);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	fo_caption(w, n, "Table");
	w->tight = true;
	xml_newline(w->x);
	fo_open(w, "fo:table", FO_TABLE);
	columns(&t, w->grid);
	parts(&t, DOC_TABLE_HEAD, "fo:table-header");
	/* A foot would be repeated on each page: it is the last body. */
	size_t bodies = parts(&t, DOC_TABLE_BODY, "fo:table-body");
	bodies += parts(&t, DOC_TABLE_FOOT, "fo:table-body");
	if (bodies == 0)
		empty_body(w);
	xml_newline(w->x);
	xml_close(w->x);
	w->tight = tight;
	xml_close(w->x);
}

/* Blocks side by side: a table to the printer, no table to a reader of tags. */
void
fo_columns(struct fo *w, const struct doc_node *n)
{
	static const char *const elements[] = {"fo:table-body", "fo:table-row"};
	bool narrow = w->narrow;
	if (n->count == 0)
		return;
	w->narrow = n->count > 1;
	xml_newline(w->x);
	xml_open(w->x, "fo:table");
	xml_set(w->x, "role", "Div");
	xml_set(w->x, "table-layout", "fixed");
	xml_set(w->x, "width", "100%");
	for (size_t i = 0; i < countof(elements); i++) {
		xml_open(w->x, elements[i]);
		xml_set(w->x, "role", "Div");
	}
	for (uint32_t i = 0; i < n->count; i++) {
		struct doc_node one = {.kids = &n->kids[i], .count = 1};
		fo_open(w, "fo:table-cell", FO_FREE_CELL);
		xml_set(w->x, "role", "Div");
		fo_blocks(w, &one);
		xml_close(w->x);
	}
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
	w->narrow = narrow;
}
