/* takeover.c – what the filters made becomes the document's own: nodes of the
 * work arena are copied into the document's, nodes that were there before stay
 * where they are, so that a page costs what was changed in it. A node that is
 * used a second time is copied, too: afterwards every node has one place. */
#include "filter/takeover.h"

#include "filter/filter_int.h"

enum { PLACED = 0x80 }; /* flag of a node that has its place; cleared after */

struct takeover {
	struct arena *into;
	const struct arena *work;
};

/* Depth is bounded: run.c has measured the tree. */
static struct doc_node *
place(const struct takeover *t, struct doc_node *n)
{
	bool ours = !(n->flags & PLACED) && !arena_owns(t->work, n);
	struct doc_node *made = n;

	if (!ours) {
		struct doc_node bare = *n;

		bare.kids = NULL;
		bare.count = 0;
		made = doc_copy(t->into, &bare);
		made->count = n->count;
		made->kids = arena_array(t->into, n->count, sizeof *made->kids);
	}
	made->flags |= PLACED;
	for (uint32_t i = 0; i < n->count; i++)
		made->kids[i] = place(t, n->kids[i]);
	return made;
}

static enum walk
mark(struct doc_node *n, void *arg)
{
	const bool *placed = arg;

	n->flags &= (uint8_t)~PLACED;
	if (*placed)
		n->flags |= PLACED;
	return WALK_INTO;
}

static void
mark_value(struct value *v, bool placed)
{
	if (v->type == VALUE_INLINES || v->type == VALUE_BLOCKS)
		doc_walk(v->as.node, mark, NULL, &placed);
	for (size_t i = 0; i < value_count(v); i++)
		mark_value(value_item(v, i), placed);
}

static void
tidy_value(struct arena *a, struct value *v)
{
	if (v->type == VALUE_INLINES || v->type == VALUE_BLOCKS)
		doc_tidy(a, v->as.node);
	for (size_t i = 0; i < value_count(v); i++)
		tidy_value(a, value_item(v, i));
}

void
take_over(struct doc *doc, const struct arena *work, struct doc_node *root,
	  struct value *meta)
{
	const struct takeover t = {doc->arena, work};
	bool placed = false;

	if (meta != doc->meta) {
		doc->meta = value_copy(doc->arena, meta);
		tidy_value(doc->arena, doc->meta);
	}
	if (root == doc->root)
		return;
	mark_value(doc->meta, true); /* a tree may hold nodes of these */
	doc->root = place(&t, root);
	mark_value(doc->meta, false);
	doc_walk(doc->root, mark, NULL, &placed);
	doc_tidy(doc->arena, doc->root);
}
