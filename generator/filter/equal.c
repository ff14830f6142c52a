/* equal.c – structural equality of nodes, blind to how text is cut into runs:
 * a Text is compared as the Str, Space and SoftBreak it stands for. */
#include "filter/filter_int.h"

#include <string.h>

#include "filter/names.h"

/* Reads the kids of a node, runs taken apart. */
struct cursor {
	const struct doc_node *of;
	uint32_t kid;
	size_t at; /* in a run */
};

struct token {
	const struct doc_node *node; /* NULL for a piece of a run */
	enum doc_type type;
	struct str text;
};

static bool
cursor_next(struct cursor *c, struct token *t)
{
	while (c->kid < c->of->count) {
		const struct doc_node *n = c->of->kids[c->kid];

		if (n->type != DOC_TEXT) {
			*t = (struct token){n, (enum doc_type)n->type, n->text};
			c->kid++;
			return true;
		}
		if (c->at < n->text.n) {
			t->node = NULL;
			t->type = run_next(n->text, &c->at, &t->text);
			return true;
		}
		c->kid++;
		c->at = 0;
	}
	return false;
}

static bool
same_text(const struct token *x, const struct token *y)
{
	return x->type != DOC_STR || str_eq(x->text, y->text);
}

static bool
kids_equal(lua_State *L, const struct doc_node *x, const struct doc_node *y)
{
	struct cursor cx = {.of = x}, cy = {.of = y};
	struct token tx, ty;

	for (;;) {
		bool more = cursor_next(&cx, &tx);

		if (more != cursor_next(&cy, &ty))
			return false;
		if (!more)
			return true;
		if (tx.type != ty.type)
			return false;
		if (tx.node && ty.node ? !node_equal(L, tx.node, ty.node)
				       : !same_text(&tx, &ty))
			return false;
	}
}

bool
attr_equal(const struct doc_attr *x, const struct doc_attr *y)
{
	static const struct doc_attr none;

	x = x ? x : &none;
	y = y ? y : &none;
	if (x == y)
		return true;
	if (!str_eq(x->id, y->id) || x->n_classes != y->n_classes ||
	    x->n_kvs != y->n_kvs)
		return false;
	for (uint32_t i = 0; i < x->n_classes; i++)
		if (!str_eq(x->classes[i], y->classes[i]))
			return false;
	for (uint32_t i = 0; i < x->n_kvs; i++)
		if (!str_eq(x->kvs[i].key, y->kvs[i].key) ||
		    !str_eq(x->kvs[i].value, y->kvs[i].value))
			return false;
	return true;
}

static bool
columns_equal(const struct doc_columns *x, const struct doc_columns *y)
{
	if (!x || !y || x->count != y->count)
		return x == y;
	for (size_t i = 0; i < x->count; i++)
		if (x->column[i].align != y->column[i].align ||
		    x->column[i].width < y->column[i].width ||
		    x->column[i].width > y->column[i].width)
			return false;
	return true;
}

static bool
targets_equal(const struct doc_target *x, const struct doc_target *y)
{
	if (!x || !y)
		return x == y;
	return str_eq(x->url, y->url) && str_eq(x->title, y->title);
}

/* A span of 0 counts as 1. */
static uint32_t
span(uint32_t n)
{
	return n ? n : 1;
}

static bool
extras_equal(const struct doc_node *x, const struct doc_node *y)
{
	switch ((int)x->type) {
	case DOC_LINK:
	case DOC_IMAGE:
		return targets_equal(x->as.target, y->as.target);
	case DOC_RAW_BLOCK:
	case DOC_RAW_INLINE:
		return x->as.format && y->as.format &&
		       strcmp(x->as.format, y->as.format) == 0;
	case DOC_TABLE:
		return columns_equal(x->as.columns, y->as.columns);
	case DOC_ORDERED_LIST:
		return x->as.list.start == y->as.list.start &&
		       x->as.list.style == y->as.list.style &&
		       x->as.list.delim == y->as.list.delim;
	case DOC_CELL:
		return span(x->as.span.rows) == span(y->as.span.rows) &&
		       span(x->as.span.cols) == span(y->as.span.cols);
	default:
		return true;
	}
}

/* The text of these is their own, not a number that link/ gave them. */
static bool
has_own_text(const struct doc_node *n)
{
	return n->type != DOC_HEADER && n->type != DOC_FIGURE &&
	       n->type != DOC_TABLE && n->type != DOC_DIV;
}

bool
node_equal(lua_State *L, const struct doc_node *x, const struct doc_node *y)
{
	state_guard(L);
	if (x == y)
		return true;
	if (x->type != y->type || !attr_equal(x->attr, y->attr))
		return false;
	/* the number of a Cite's citations is seen in its kids */
	if (x->type != DOC_CITE && x->num != y->num)
		return false;
	if (has_own_text(x) && !str_eq(x->text, y->text))
		return false;
	return extras_equal(x, y) && kids_equal(L, x, y);
}
