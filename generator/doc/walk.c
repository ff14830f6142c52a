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
trail_push(struct trail *t, struct doc_node *n)
{
	if (t->depth == t->cap) {
		struct step *heap = t->steps == t->usual ? NULL : t->steps;

		heap = mem_resize(heap, t->cap * 2, sizeof *heap);
		if (t->steps == t->usual)
			memcpy(heap, t->usual, sizeof t->usual);
		t->steps = heap;
		t->cap *= 2;
	}
	t->steps[t->depth++] = (struct step){n, 0};
}

static void
trail_free(struct trail *t)
{
	if (t->steps != t->usual)
		mem_free(t->steps);
}

/* One of the two kinds of callbacks; the other is NULL. Known at each call of
 * walk(), which is made for it. */
struct visit {
	enum walk (*enter)(struct doc_node *n, void *arg);
	void (*leave)(struct doc_node *n, void *arg);
	enum walk (*const_enter)(const struct doc_node *n, void *arg);
	void (*const_leave)(const struct doc_node *n, void *arg);
	void *arg;
};

static inline enum walk
visit_enter(const struct visit *v, struct doc_node *n)
{
	if (v->enter)
		return v->enter(n, v->arg);
	return v->const_enter ? v->const_enter(n, v->arg) : WALK_INTO;
}

static inline void
visit_leave(const struct visit *v, struct doc_node *n)
{
	if (v->leave)
		v->leave(n, v->arg);
	else if (v->const_leave)
		v->const_leave(n, v->arg);
}

/* Enters one node, and leaves it again if nothing is to be visited in it;
 * false to stop the walk. */
static inline bool
go_in(struct trail *t, struct doc_node *n, const struct visit *v)
{
	enum walk how = visit_enter(v, n);

	if (how == WALK_STOP)
		return false;
	if (how == WALK_INTO && n->count)
		trail_push(t, n);
	else
		visit_leave(v, n);
	return true;
}

static inline bool
walk(struct doc_node *root, const struct visit *v)
{
	struct trail t;
	bool going;

	t.steps = t.usual;
	t.depth = 0;
	t.cap = USUAL_DEPTH;
	going = go_in(&t, root, v);
	while (going && t.depth > 0) {
		struct step *top = &t.steps[t.depth - 1];

		if (top->next < top->node->count) {
			going = go_in(&t, top->node->kids[top->next++], v);
			continue;
		}
		visit_leave(v, top->node);
		t.depth--;
	}
	trail_free(&t);
	return going;
}

bool
doc_walk(struct doc_node *root,
	 enum walk (*enter)(struct doc_node *n, void *arg),
	 void (*leave)(struct doc_node *n, void *arg), void *arg)
{
	return walk(
	    root, &(struct visit){.enter = enter, .leave = leave, .arg = arg});
}

bool
doc_walk_const(const struct doc_node *root,
	       enum walk (*enter)(const struct doc_node *n, void *arg),
	       void (*leave)(const struct doc_node *n, void *arg), void *arg)
{
	/* The walk itself changes nothing, and the callbacks see const. */
	return walk((struct doc_node *)(uintptr_t)root,
		    &(struct visit){.const_enter = enter,
				    .const_leave = leave,
				    .arg = arg});
}
