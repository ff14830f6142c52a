/* walk.c – visiting a tree without recursion: the path from the root is kept
 * in an array that starts on the stack and moves to the heap when a tree is
 * deeper than any sane one. */
#include "base/mem.h"
#include "doc/doc.h"

#include <string.h>

enum { USUAL_DEPTH = 64 };

struct step {
	struct doc_node *node;
	uint32_t next; /* kid to visit */
};

struct trail {
	struct step usual[USUAL_DEPTH];
	struct step *steps;
	size_t depth, cap;
};

static void
trail_push(struct trail *t, struct doc_node *n, uint32_t next)
{
	if (t->depth == t->cap) {
		struct step *heap = t->steps == t->usual ? NULL : t->steps;

		heap = mem_resize(heap, t->cap * 2, sizeof *heap);
		if (t->steps == t->usual)
			memcpy(heap, t->usual, sizeof t->usual);
		t->steps = heap;
		t->cap *= 2;
	}
	t->steps[t->depth++] = (struct step){n, next};
}

static void
trail_free(struct trail *t)
{
	if (t->steps != t->usual)
		mem_free(t->steps);
}

/* Enters one node; false to stop the walk. */
static bool
go_in(struct trail *t, struct doc_node *n,
      enum walk (*enter)(struct doc_node *n, void *arg), void *arg)
{
	enum walk how = enter ? enter(n, arg) : WALK_INTO;

	if (how == WALK_STOP)
		return false;
	trail_push(t, n, how == WALK_OVER ? UINT32_MAX : 0);
	return true;
}

bool
doc_walk(struct doc_node *root,
	 enum walk (*enter)(struct doc_node *n, void *arg),
	 void (*leave)(struct doc_node *n, void *arg), void *arg)
{
	struct trail t;
	bool going;

	t.steps = t.usual;
	t.depth = 0;
	t.cap = USUAL_DEPTH;
	going = go_in(&t, root, enter, arg);
	while (going && t.depth > 0) {
		struct step *top = &t.steps[t.depth - 1];

		if (top->next < top->node->count) {
			going =
			    go_in(&t, top->node->kids[top->next++], enter, arg);
			continue;
		}
		if (leave)
			leave(top->node, arg);
		t.depth--;
	}
	trail_free(&t);
	return going;
}

struct const_walk {
	enum walk (*enter)(const struct doc_node *n, void *arg);
	void (*leave)(const struct doc_node *n, void *arg);
	void *arg;
};

static enum walk
const_enter(struct doc_node *n, void *arg)
{
	const struct const_walk *w = arg;

	return w->enter ? w->enter(n, w->arg) : WALK_INTO;
}

static void
const_leave(struct doc_node *n, void *arg)
{
	const struct const_walk *w = arg;

	if (w->leave)
		w->leave(n, w->arg);
}

bool
doc_walk_const(const struct doc_node *root,
	       enum walk (*enter)(const struct doc_node *n, void *arg),
	       void (*leave)(const struct doc_node *n, void *arg), void *arg)
{
	struct const_walk w = {enter, leave, arg};

	/* The walk itself changes nothing, and the callbacks see const. */
	return doc_walk((struct doc_node *)(uintptr_t)root, const_enter,
			const_leave, &w);
}
