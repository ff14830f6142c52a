/* check.c – the invariants of a tree. What breaks one is reported and taken
 * out, so that no writer meets it. */
#include "doc/doc.h"

struct check {
	struct diag *d;
	size_t depth;
	bool right;
};

static bool
is_part_of(enum doc_type part, enum doc_type whole)
{
	static const uint64_t wholes[DOC__COUNT] = {
#define IN(type) ((uint64_t)1 << DOC_##type)
	    [DOC_LINE] = IN(LINE_BLOCK),
	    [DOC_ITEM] = IN(ORDERED_LIST) | IN(BULLET_LIST),
	    [DOC_DEFINITION_ITEM] = IN(DEFINITION_LIST),
	    [DOC_TERM] = IN(DEFINITION_ITEM),
	    [DOC_DEFINITION] = IN(DEFINITION_ITEM),
	    [DOC_CAPTION] = IN(TABLE) | IN(FIGURE),
	    [DOC_SHORT_CAPTION] = IN(CAPTION),
	    [DOC_TABLE_HEAD] = IN(TABLE),
	    [DOC_TABLE_BODY] = IN(TABLE),
	    [DOC_TABLE_FOOT] = IN(TABLE),
	    [DOC_ROW] = IN(TABLE_HEAD) | IN(TABLE_BODY) | IN(TABLE_FOOT),
	    [DOC_CELL] = IN(ROW),
	    [DOC_CITATION] = IN(CITE),
	    [DOC_CITATION_PREFIX] = IN(CITATION),
	    [DOC_CITATION_SUFFIX] = IN(CITATION),
#undef IN
	};

	return (wholes[part] & doc_bit(whole)) != 0;
}

static bool
may_hold(const struct doc_node *n, const struct doc_node *kid)
{
	enum doc_group group = doc_group(kid->type);

	switch (doc_kids_kind(n->type)) {
	case DOC_NONE:
		return false;
	case DOC_BLOCKS:
		return group == DOC_BLOCK;
	case DOC_INLINES:
		return group == DOC_INLINE;
	case DOC_PARTS:
		return is_part_of(kid->type, n->type);
	case DOC_PARTS_AND_BLOCKS:
		return group == DOC_BLOCK || is_part_of(kid->type, n->type);
	case DOC_PARTS_AND_INLINES:
		return group == DOC_INLINE || is_part_of(kid->type, n->type);
	}
	return false;
}

static void
refuse(struct check *c, const struct doc_node *n, const struct doc_node *kid)
{
	c->right = false;
	diag(c->d, DIAG_FILTER_TREE, kid->pos.line ? kid->pos : n->pos,
	     "a \"%s\" cannot stand in a \"%s\"; left out",
	     doc_type_name(kid->type), doc_type_name(n->type));
}

/* A Link and an Image always have a target, a Table its columns. */
static bool
is_whole(const struct doc_node *n)
{
	bool needs_target = n->type == DOC_LINK || n->type == DOC_IMAGE;
	bool needs_format =
	    n->type == DOC_RAW_BLOCK || n->type == DOC_RAW_INLINE;

	if (n->type == DOC_HEADER)
		return n->num >= 1;
	return !(needs_target && !n->as.target) &&
	       !(needs_format && !n->as.format) &&
	       !(n->type == DOC_TABLE && !n->as.columns);
}

static bool
accept(struct check *c, const struct doc_node *n, const struct doc_node *kid)
{
	if (!may_hold(n, kid)) {
		refuse(c, n, kid);
		return false;
	}
	if (!is_whole(kid)) {
		c->right = false;
		diag(c->d, DIAG_FILTER_TREE, kid->pos,
		     "a \"%s\" is incomplete; left out",
		     doc_type_name(kid->type));
		return false;
	}
	return true;
}

static enum walk
check_node(struct doc_node *n, void *arg)
{
	struct check *c = arg;
	uint32_t kept = 0;

	if (++c->depth > DOC_MAX_DEPTH && n->count > 0) {
		c->right = false;
		diag(c->d, DIAG_NESTING, n->pos,
		     "more than %d levels of nesting; the inner ones are "
		     "left out",
		     DOC_MAX_DEPTH);
		n->count = 0;
	}
	for (uint32_t i = 0; i < n->count; i++)
		if (accept(c, n, n->kids[i]))
			n->kids[kept++] = n->kids[i];
	n->count = kept;
	return WALK_INTO;
}

static void
leave_node(struct doc_node *n, void *arg)
{
	struct check *c = arg;

	c->depth--;
	doc_update_mask(n);
}

bool
doc_check(struct doc_node *root, struct diag *d)
{
	struct check c = {.d = d, .right = true};

	doc_walk(root, check_node, leave_node, &c);
	return c.right;
}
