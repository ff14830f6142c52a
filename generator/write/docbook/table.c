/* table.c – tables as HTML tables, which DocBook takes as they are: caption,
 * head, foot, bodies. In: Table with its parts; out: <table>, or
 * <informaltable> when it has no caption. */
#include "write/docbook/docbook.h"

#include <stdio.h>

#include "base/arena.h"

struct table {
	struct docbook *w;
	const struct doc_columns *columns;
	bool head;     /* rows of a head */
	int head_cols; /* leading cells of a row that are heads */
};

static const char *const aligns[] = {
    [DOC_ALIGN_DEFAULT] = NULL,
    [DOC_ALIGN_LEFT] = "left",
    [DOC_ALIGN_RIGHT] = "right",
    [DOC_ALIGN_CENTER] = "center",
};

static void
span_attr(struct docbook *w, const char *name, uint32_t span)
{
	if (span > 1)
		xml_attr(w->x, name, arena_printf(w->a, "%u", (unsigned)span));
}

static void
cell(const struct table *t, const struct doc_node *c, size_t col, bool head)
{
	struct docbook *w = t->w;
	int align = c->num;
	if (align == DOC_ALIGN_DEFAULT && t->columns && col < t->columns->count)
		align = (int)t->columns->column[col].align;
	xml_newline(w->x);
	xml_open(w->x, head ? "th" : "td");
	if (head)
		xml_set(w->x, "scope", t->head ? "col" : "row");
	if (aligns[align])
		xml_set(w->x, "align", aligns[align]);
	span_attr(w, "colspan", c->as.span.cols);
	span_attr(w, "rowspan", c->as.span.rows);
	/* One plain block needs no para around it. */
	if (c->count == 1 && c->kids[0]->type == DOC_PLAIN)
		docbook_kids(w, c->kids[0]);
	else
		docbook_kids(w, c);
	xml_close(w->x);
}

static void
row(const struct table *t, const struct doc_node *r)
{
	bool head = t->head || (r->flags & DOC_HEAD_ROW);
	size_t col = 0;
	if (r->count == 0)
		return;
	xml_newline(t->w->x);
	xml_open(t->w->x, "tr");
	for (uint32_t i = 0; i < r->count; i++) {
		const struct doc_node *c = r->kids[i];
		cell(t, c, col, head || (int)i < t->head_cols);
		col += c->as.span.cols ? c->as.span.cols : 1;
	}
	xml_close(t->w->x);
}

/* All parts of that kind under `name`; returns how many had rows. */
static size_t
parts(struct table *t, const struct doc_node *n, enum doc_type type,
      const char *name)
{
	size_t written = 0;
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *part = n->kids[i];
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

static bool
has_caption(const struct doc_node *n)
{
	const struct doc_node *c = n->count ? n->kids[0] : NULL;
	return doc_is(c, DOC_CAPTION) && c->count > 0;
}

void
docbook_table(struct docbook *w, const struct doc_node *n)
{
	struct table t = {.w = w, .columns = n->as.columns};
	bool caption = has_caption(n);
	docbook_open(w, caption ? "table" : "informaltable", n);
	if (n->text.n > 0)
		xml_attr(w->x, "label", n->text);
	if (caption) {
		xml_newline(w->x);
		xml_open(w->x, "caption");
		docbook_caption(w, n->kids[0]);
		xml_close(w->x);
	}
	parts(&t, n, DOC_TABLE_HEAD, "thead");
	parts(&t, n, DOC_TABLE_FOOT, "tfoot");
	if (parts(&t, n, DOC_TABLE_BODY, "tbody") == 0) {
		/* The schema wants a row. */
		xml_open(w->x, "tbody");
		xml_open(w->x, "tr");
		xml_leaf(w->x, "td", STR_NONE);
		xml_close(w->x);
		xml_close(w->x);
	}
	xml_newline(w->x);
	xml_close(w->x);
}
