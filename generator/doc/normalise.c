/* normalise.c – one form for every tree, so that writers have no fallbacks:
 * plain text in Text runs, no empty runs, right masks. Runs are built in place,
 * from the leaves up, on a tree whose nodes are not shared. */
#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

struct state {
	struct arena *arena; /* for joined texts */
	struct buf run;
};

/* Whether the node is plain text that a run can hold. A Str with a blank in it
 * is not: the blank would become a Space. */
static bool
is_plain(const struct doc_node *n)
{
	switch ((enum doc_type)n->type) {
	case DOC_TEXT:
	case DOC_SPACE:
	case DOC_SOFT_BREAK:
		return true;
	case DOC_STR:
		return str_find(n->text, STR(" "), 0) == SIZE_MAX &&
		       str_find(n->text, STR("\n"), 0) == SIZE_MAX;
	default:
		return false;
	}
}

static struct str
plain_text(const struct doc_node *n)
{
	if (n->type == DOC_SPACE)
		return STR(" ");
	if (n->type == DOC_SOFT_BREAK)
		return STR("\n");
	return n->text;
}

/* Makes kids[from … to-1], all plain, one Text at kids[from]; false when the
 * run is empty. */
static bool
merge(struct state *s, struct doc_node **kids, uint32_t from, uint32_t to)
{
	struct doc_node *first = kids[from];

	if (to - from > 1) {
		buf_clear(&s->run);
		for (uint32_t i = from; i < to; i++)
			buf_put(&s->run, plain_text(kids[i]));
		first->text = arena_str(s->arena, buf_str(&s->run));
	} else {
		first->text = plain_text(first);
	}
	first->type = DOC_TEXT;
	first->attr = NULL;
	return first->text.n > 0;
}

static void
merge_runs(struct doc_node *n, void *arg)
{
	struct state *s = arg;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n->count;) {
		uint32_t end = i;

		while (end < n->count && is_plain(n->kids[end]))
			end++;
		if (end == i) {
			n->kids[kept++] = n->kids[i++];
			continue;
		}
		if (merge(s, n->kids, i, end))
			n->kids[kept++] = n->kids[i];
		i = end;
	}
	n->count = kept;
	doc_update_mask(n);
}

void
doc_tidy(struct arena *a, struct doc_node *root)
{
	struct state s = {.arena = a, .run = BUF_INIT};

	doc_walk(root, NULL, merge_runs, &s);
	buf_free(&s.run);
}

struct doc_node *
doc_normalise(struct arena *into, const struct doc_node *root)
{
	struct doc_node *copy = doc_copy(into, root);

	doc_tidy(into, copy);
	return copy;
}
