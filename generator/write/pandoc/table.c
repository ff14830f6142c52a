/* table.c – tables and figures in Pandoc's terms. Up to api 1.22 a figure is a
 * paragraph with one image whose title begins with "fig:"; what is more than
 * that becomes a Div with the caption at its end. */
#include "write/pandoc/pandoc.h"

#include "base/buf.h"
#include "doc/doc.h"

void
ast_caption(struct ast *t, const struct doc_node *n)
{
	const struct doc_node *brief = ast_part(n, DOC_SHORT_CAPTION);

	ast_begin(t, AST_BARE, "Caption", 2);
	ast_begin(t, brief ? AST_BARE : AST_NOTHING, "Just", 1);
	if (brief)
		ast_list(t, brief, DOC_INLINE);
	ast_end(t);
	ast_list(t, n, DOC_BLOCK);
	ast_end(t);
}

/* -- figures -------------------------------------------------------------- */

/* The only inlines of a node that holds one Plain or Para, else NULL. */
static const struct doc_node *
only_paragraph(const struct doc_node *n)
{
	const struct doc_node *found = NULL;

	for (uint32_t i = 0; n && i < n->count; i++) {
		if (doc_group(n->kids[i]->type) == DOC_PART)
			continue;
		if (found)
			return NULL;
		found = n->kids[i];
	}
	return doc_is(found, DOC_PLAIN) || doc_is(found, DOC_PARA) ? found
								   : NULL;
}

/* What the figure and its image have between them. */
static struct doc_attr
merged(const struct doc_node *n, const struct doc_node *image)
{
	struct doc_attr attr = n->attr ? *n->attr : (struct doc_attr){0};
	const struct doc_attr *more = image->attr;

	if (!more)
		return attr;
	if (!attr.id.n)
		attr.id = more->id;
	if (!attr.n_classes) {
		attr.classes = more->classes;
		attr.n_classes = more->n_classes;
	}
	if (!attr.n_kvs) {
		attr.kvs = more->kvs;
		attr.n_kvs = more->n_kvs;
	}
	return attr;
}

/* A paragraph with one image whose title begins with "fig:". */
static void
put_implicit_figure(struct ast *t, const struct doc_node *n,
		    const struct doc_node *image, const struct doc_node *words)
{
	struct doc_attr attr = merged(n, image);
	struct buf title = BUF_INIT;

	buf_put(&title, STR("fig:"));
	buf_put(&title, image->as.target->title);
	ast_begin(t, AST_CON, "Para", 1);
	ast_begin(t, AST_LIST, NULL, 0);
	ast_begin(t, AST_CON, "Image", 3);
	ast_attr(t, &attr);
	ast_list(t, words, DOC_INLINE);
	ast_begin(t, AST_TUPLE, NULL, 0);
	ast_string(t, image->as.target->url);
	ast_string(t, buf_str(&title));
	ast_end(t);
	ast_end(t);
	ast_end(t);
	ast_end(t);
	buf_free(&title);
}

static void
put_figure_div(struct ast *t, const struct doc_node *n,
	       const struct doc_node *caption)
{
	ast_begin(t, AST_CON, "Div", 2);
	ast_attr(t, n->attr);
	ast_begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; i < n->count; i++)
		if (doc_group(n->kids[i]->type) == DOC_BLOCK)
			ast_node(t, n->kids[i]);
	for (uint32_t i = 0; caption && i < caption->count; i++)
		if (doc_group(caption->kids[i]->type) == DOC_BLOCK)
			ast_node(t, caption->kids[i]);
	ast_end(t);
	ast_end(t);
}

void
ast_figure(struct ast *t, const struct doc_node *n)
{
	const struct doc_node *caption = ast_part(n, DOC_CAPTION);
	const struct doc_node *body = only_paragraph(n);
	const struct doc_node *words = only_paragraph(caption);

	if (!t->no_figures) {
		ast_begin(t, AST_CON, "Figure", 3);
		ast_attr(t, n->attr);
		ast_caption(t, caption);
		ast_list(t, n, DOC_BLOCK);
		ast_end(t);
	} else if (body && body->count == 1 && words &&
		   body->kids[0]->type == DOC_IMAGE) {
		put_implicit_figure(t, n, body->kids[0], words);
	} else {
		put_figure_div(t, n, caption);
	}
}

/* -- tables --------------------------------------------------------------- */

static void
put_align(struct ast *t, int align)
{
	static const char *const aligns[] = {
	    [DOC_ALIGN_DEFAULT] = "AlignDefault",
	    [DOC_ALIGN_LEFT] = "AlignLeft",
	    [DOC_ALIGN_RIGHT] = "AlignRight",
	    [DOC_ALIGN_CENTER] = "AlignCenter",
	};

	ast_con(t, aligns[align >= 0 && align < 4 ? align : 0]);
}

void
ast_cell(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_BARE, "Cell", 5);
	ast_attr(t, n->attr);
	put_align(t, n->num);
	ast_wrapped(t, "RowSpan", n->as.span.rows ? n->as.span.rows : 1);
	ast_wrapped(t, "ColSpan", n->as.span.cols ? n->as.span.cols : 1);
	ast_list(t, n, DOC_BLOCK);
	ast_end(t);
}

void
ast_row(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_BARE, "Row", 2);
	ast_attr(t, n->attr);
	ast_list(t, n, DOC_PART);
	ast_end(t);
}

static void
put_rows(struct ast *t, const char *name, const struct doc_node *n)
{
	ast_begin(t, AST_BARE, name, 2);
	ast_attr(t, n ? n->attr : NULL);
	ast_list(t, n, DOC_PART);
	ast_end(t);
}

void
ast_body(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_BARE, "TableBody", 4);
	ast_attr(t, n->attr);
	ast_wrapped(t, "RowHeadColumns", n->num);
	for (int head = DOC_HEAD_ROW; head >= 0; head -= DOC_HEAD_ROW) {
		ast_begin(t, AST_LIST, NULL, 0);
		for (uint32_t i = 0; i < n->count; i++)
			if ((n->kids[i]->flags & DOC_HEAD_ROW) == head)
				ast_node(t, n->kids[i]);
		ast_end(t);
	}
	ast_end(t);
}

static void
put_columns(struct ast *t, const struct doc_columns *columns)
{
	ast_begin(t, AST_LIST, NULL, 0);
	for (size_t i = 0; i < columns->count; i++) {
		double width = columns->column[i].width;

		ast_begin(t, AST_TUPLE, NULL, 0);
		put_align(t, (int)columns->column[i].align);
		if (width > 0) {
			ast_begin(t, AST_CON, "ColWidth", 1);
			t->gate->number(t->state, width);
			ast_end(t);
		} else {
			ast_con(t, "ColWidthDefault");
		}
		ast_end(t);
	}
	ast_end(t);
}

void
ast_table(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Table", 6);
	ast_attr(t, n->attr);
	ast_caption(t, ast_part(n, DOC_CAPTION));
	put_columns(t, n->as.columns);
	put_rows(t, "TableHead", ast_part(n, DOC_TABLE_HEAD));
	ast_parts(t, n, DOC_TABLE_BODY);
	put_rows(t, "TableFoot", ast_part(n, DOC_TABLE_FOOT));
	ast_end(t);
}
