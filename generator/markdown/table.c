/* table.c – tables of cmark's extension → ours, with their captions: a
 * paragraph "Table: words {#tbl-x}" or ": words" below or above the table. */
#include <cmark-gfm/syntax_extension.h>
#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "markdown/markdown_int.h"

bool
table_is(const cmark_node *n)
{
	return n && n->extension && str_is(str_of(n->extension->name), "table");
}

static size_t
caption_prefix(struct str s)
{
	if (str_starts(s, STR("Table: ")))
		return 7;
	return str_starts(s, STR(": ")) ? 2 : 0;
}

bool
table_is_caption(const cmark_node *para)
{
	struct str s = {(const char *)para->content.ptr,
			(size_t)para->content.size};

	return para->type == CMARK_NODE_PARAGRAPH &&
	       (table_is(para->prev) || table_is(para->next)) &&
	       caption_prefix(s);
}

void
md_caption(struct md *md, cmark_node *n)
{
	struct pos at = pos_block(md, n);
	struct doc_node *caption = doc_node(md->a, DOC_CAPTION, at);
	struct doc_node *plain = doc_node(md->a, DOC_PLAIN, at), *first;
	size_t from = md->n;

	pos_leaf(md, n);
	md_inlines(md, n, &caption->attr);
	first = md->stack[from];
	if (md->n > from && first->type == DOC_TEXT)
		first->text = str_slice(
		    first->text, caption_prefix(first->text), first->text.n);
	md_trim(md, from);
	md_adopt(md, plain, from);
	md_push(md, plain);
	md_push(md, md_adopt(md, caption, from));
}

/* -- tables ---------------------------------------------------------------- */

static enum doc_align
alignment(uint8_t c)
{
	switch (c) {
	case 'l':
		return DOC_ALIGN_LEFT;
	case 'r':
		return DOC_ALIGN_RIGHT;
	case 'c':
		return DOC_ALIGN_CENTER;
	default:
		return DOC_ALIGN_DEFAULT;
	}
}

static struct doc_columns *
columns(struct md *md, cmark_node *n)
{
	size_t count = cmark_gfm_extensions_get_table_columns(n);
	const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
	struct doc_columns *c =
	    arena_alloc(md->a, sizeof *c + count * sizeof c->column[0]);

	c->count = count;
	for (size_t i = 0; i < count; i++)
		c->column[i].align = alignment(aligns[i]);
	return c;
}

static void
push_cell(struct md *md, cmark_node *n, struct pos row)
{
	struct pos at = n->start_line > 0 ? pos_block(md, n) : row;
	struct doc_node *cell = doc_node(md->a, DOC_CELL, at);
	struct doc_node *plain = doc_node(md->a, DOC_PLAIN, at);
	size_t from = md->n;

	pos_leaf(md, n);
	md_inlines(md, n, NULL);
	cell->as.span.rows = cell->as.span.cols = 1;
	if (md->n > from) {
		md_adopt(md, plain, from);
		md_push(md, plain);
	}
	md_push(md, md_adopt(md, cell, from));
}

static void
push_row(struct md *md, cmark_node *n)
{
	struct doc_node *row = doc_node(md->a, DOC_ROW, pos_block(md, n));
	size_t from = md->n;

	for (cmark_node *kid = n->first_child; kid; kid = kid->next)
		push_cell(md, kid, row->pos);
	md_push(md, md_adopt(md, row, from));
}

static void
push_part(struct md *md, enum doc_type type, struct pos at, size_t from)
{
	md_push(md, md_adopt(md, doc_node(md->a, type, at), from));
}

void
md_table(struct md *md, cmark_node *n)
{
	struct pos at = pos_block(md, n);
	struct doc_node *table = doc_node(md->a, DOC_TABLE, at);
	size_t from = md->n, part;
	cmark_node *row = n->first_child;

	table->as.columns = columns(md, n);
	push_part(md, DOC_CAPTION, at, md->n);
	part = md->n;
	if (row) {
		md->cut = pos_cut(n);
		push_row(md, row);
		md->cut = 0;
		row = row->next;
	}
	push_part(md, DOC_TABLE_HEAD, at, part);
	part = md->n;
	for (; row; row = row->next)
		push_row(md, row);
	push_part(md, DOC_TABLE_BODY, at, part);
	push_part(md, DOC_TABLE_FOOT, at, md->n);
	md_push(md, md_adopt(md, table, from));
}

/* -- captions → their tables ----------------------------------------------- */

static bool
is_bare(const struct doc_node *n)
{
	return n->type == DOC_TABLE && n->kids[0]->count == 0;
}

static void
give(struct doc_node *table, struct doc_node *caption)
{
	table->attr = caption->attr;
	caption->attr = NULL;
	table->kids[0] = caption;
	doc_update_mask(table);
}

/* A caption nobody wants: two for one table. */
static struct doc_node *
as_paragraph(struct doc_node *caption)
{
	struct doc_node *para = caption->kids[0];

	para->type = DOC_PARA;
	return para;
}

void
table_captions(struct md *md, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < md->n; i++) {
		struct doc_node *n = md->stack[i];

		if (n->type != DOC_CAPTION) {
			md->stack[kept++] = n;
			continue;
		}
		if (kept > from && is_bare(md->stack[kept - 1]))
			give(md->stack[kept - 1], n);
		else if (i + 1 < md->n && is_bare(md->stack[i + 1]))
			give(md->stack[i + 1], n);
		else
			md->stack[kept++] = as_paragraph(n);
	}
	md->n = kept;
}
