/* measure.c – how large a tree would be with nothing shared. A few nodes used
 * many times can stand for one without end; whoever is to copy a tree asks
 * here before. */
#include "filter/takeover.h"

#include "filter/filter_int.h"

enum { NODE_BYTES = 128 }; /* with its place among the kids */
_Static_assert(DOC_MAX_DEPTH == 400, "the message below says so");

struct measure {
	uint64_t bytes, most;
	size_t depth;
	const char *why;
};

static uint64_t
attr_bytes(const struct doc_attr *attr)
{
	uint64_t n = 0;

	if (!attr)
		return 0;
	for (uint32_t i = 0; i < attr->n_classes; i++)
		n += attr->classes[i].n + sizeof(struct str);
	for (uint32_t i = 0; i < attr->n_kvs; i++)
		n += attr->kvs[i].key.n + attr->kvs[i].value.n +
		     sizeof(struct doc_kv);
	return n + attr->id.n;
}

static uint64_t
target_bytes(const struct doc_node *n)
{
	bool has = n->type == DOC_LINK || n->type == DOC_IMAGE;

	return has && n->as.target ? n->as.target->url.n + n->as.target->title.n
				   : 0;
}

static enum walk
count(const struct doc_node *n, void *arg)
{
	struct measure *m = arg;

	m->bytes +=
	    NODE_BYTES + n->text.n + attr_bytes(n->attr) + target_bytes(n);
	if (m->bytes > m->most)
		m->why = "more nodes than the limit of memory allows";
	if (++m->depth > DOC_MAX_DEPTH)
		m->why = "more than 400 levels";
	return m->why ? WALK_STOP : WALK_INTO;
}

static void
leave(const struct doc_node *n, void *arg)
{
	struct measure *m = arg;

	(void)n;
	m->depth--;
}

const char *
tree_excess(const struct filter_state *S, const struct doc_node *root)
{
	struct measure m = {.most = S->opts.max_bytes};

	doc_walk_const(root, count, leave, &m);
	return m.why;
}
