/* tree.c – documents and nodes: making, giving kids, copying. */
#include "base/arena.h"
#include "base/mem.h"
#include "doc/doc.h"
#include "doc/value.h"

#include <string.h>

struct type_info {
	const char *name;
	enum doc_group group;
	enum doc_kids_kind kids;
};

/* In types.def the groups and contents stand without their prefix. */
static const struct type_info types[] = {
#define NODE(id, name, group, kids) {name, DOC_##group, DOC_##kids},
#include "doc/types.def"
#undef NODE
};

_Static_assert(DOC__COUNT <= 64, "the mask has one bit a type");
_Static_assert(sizeof(struct doc_node) == 64, "nodes are to stay compact");

const char *
doc_type_name(enum doc_type type)
{
	return types[type].name;
}

enum doc_type
doc_type_find(struct str name)
{
	for (size_t i = 0; i < countof(types); i++)
		if (str_is(name, types[i].name))
			return (enum doc_type)i;
	return DOC__COUNT;
}

enum doc_group
doc_group(enum doc_type type)
{
	return types[type].group;
}

enum doc_kids_kind
doc_kids_kind(enum doc_type type)
{
	return types[type].kids;
}

struct doc *
doc_new_in(struct arena_pool *pool)
{
	struct doc *doc = mem_alloc(1, sizeof *doc);

	doc->arena = arena_new_in(pool);
	doc->root = doc_node(doc->arena, DOC_DOCUMENT, POS_NONE);
	doc->meta = value_map(doc->arena);
	return doc;
}

struct doc *
doc_new(void)
{
	return doc_new_in(NULL);
}

void
doc_free(struct doc *doc)
{
	if (!doc)
		return;
	arena_free(doc->arena);
	mem_free(doc);
}

struct doc_node *
doc_node(struct arena *a, enum doc_type type, struct pos at)
{
	struct doc_node *n = arena_alloc(a, sizeof *n);

	n->type = (uint8_t)type;
	n->pos = at;
	return n;
}

struct doc_node *
doc_leaf(struct arena *a, enum doc_type type, struct pos at, struct str text)
{
	struct doc_node *n = doc_node(a, type, at);

	n->text = text;
	return n;
}

void
doc_push(struct arena *a, struct doc_list *list, struct doc_node *n)
{
	list->nodes = arena_room(a, list->nodes, list->count, &list->cap,
				 sizeof *list->nodes);
	list->nodes[list->count++] = n;
}

void
doc_push_kids(struct arena *a, struct doc_list *list, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++)
		doc_push(a, list, n->kids[i]);
}

void
doc_update_mask(struct doc_node *n)
{
	n->mask = 0;
	for (uint32_t i = 0; i < n->count; i++)
		n->mask |= n->kids[i]->mask | doc_bit(n->kids[i]->type);
}

struct doc_node *
doc_adopt(struct doc_node *n, const struct doc_list *list)
{
	n->kids = list->nodes;
	n->count = (uint32_t)list->count;
	doc_update_mask(n);
	return n;
}

struct doc_node *
doc_wrap(struct arena *a, enum doc_type type, struct pos at,
	 struct doc_node *kid)
{
	struct doc_node *n = doc_node(a, type, at);
	struct doc_list list = {0};

	if (kid)
		doc_push(a, &list, kid);
	return doc_adopt(n, &list);
}

struct doc_node *
doc_clone(struct arena *a, const struct doc_node *n)
{
	struct doc_node *copy = arena_alloc(a, sizeof *copy);

	*copy = *n;
	return copy;
}

/* -- deep copies ---------------------------------------------------------- */

static const struct doc_attr *
copy_attr(struct arena *a, const struct doc_attr *from)
{
	struct doc_attr *attr;

	if (!from)
		return NULL;
	attr = doc_attr_new(a);
	attr->id = arena_str(a, from->id);
	attr->n_classes = from->n_classes;
	attr->classes = arena_array(a, from->n_classes, sizeof(struct str));
	for (uint32_t i = 0; i < from->n_classes; i++)
		attr->classes[i] = arena_str(a, from->classes[i]);
	attr->n_kvs = from->n_kvs;
	attr->kvs = arena_array(a, from->n_kvs, sizeof(struct doc_kv));
	for (uint32_t i = 0; i < from->n_kvs; i++)
		attr->kvs[i] =
		    (struct doc_kv){arena_str(a, from->kvs[i].key),
				    arena_str(a, from->kvs[i].value)};
	return attr;
}

static void
copy_target(struct arena *a, struct doc_node *n)
{
	struct doc_target *target = arena_alloc(a, sizeof *target);

	if (!n->as.target)
		return;
	target->url = arena_str(a, n->as.target->url);
	target->title = arena_str(a, n->as.target->title);
	n->as.target = target;
}

static void
copy_columns(struct arena *a, struct doc_node *n)
{
	const struct doc_columns *from = n->as.columns;
	size_t size;

	if (!from)
		return;
	size = sizeof *from + from->count * sizeof from->column[0];
	n->as.columns = arena_alloc(a, size);
	memcpy(n->as.columns, from, size);
}

static void
copy_format(struct arena *a, struct doc_node *n)
{
	if (n->as.format)
		n->as.format = arena_str(a, str_of(n->as.format)).p;
}

/* What else than text, attributes and kids a type owns. */
static void (*const copy_extra[DOC__COUNT])(struct arena *,
					    struct doc_node *) = {
    [DOC_LINK] = copy_target,       [DOC_IMAGE] = copy_target,
    [DOC_TABLE] = copy_columns,     [DOC_RAW_BLOCK] = copy_format,
    [DOC_RAW_INLINE] = copy_format,
};

/* A copy without its kids: they are still those of the original. */
static struct doc_node *
copy_one(struct arena *a, const struct doc_node *n)
{
	struct doc_node *copy = doc_clone(a, n);

	if (n->text.p)
		copy->text = arena_str(a, n->text);
	copy->attr = copy_attr(a, n->attr);
	if (copy_extra[n->type])
		copy_extra[n->type](a, copy);
	return copy;
}

static enum walk
copy_kids(struct doc_node *n, void *arg)
{
	struct arena *a = arg;
	struct doc_node **kids;

	if (n->count == 0) {
		n->kids = NULL;
		return WALK_INTO;
	}
	kids = arena_array(a, n->count, sizeof(struct doc_node *));
	for (uint32_t i = 0; i < n->count; i++)
		kids[i] = copy_one(a, n->kids[i]);
	n->kids = kids;
	return WALK_INTO;
}

struct doc_node *
doc_copy(struct arena *a, const struct doc_node *n)
{
	struct doc_node *copy = copy_one(a, n);

	doc_walk(copy, copy_kids, NULL, a);
	return copy;
}
