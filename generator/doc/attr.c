/* attr.c – attributes: asking, and making changed copies. */
#include "base/arena.h"
#include "doc/doc.h"

#include <string.h>

struct str
doc_id(const struct doc_node *n)
{
	return n->attr ? n->attr->id : STR_NONE;
}

bool
doc_has_class(const struct doc_node *n, const char *name)
{
	if (!n->attr)
		return false;
	for (uint32_t i = 0; i < n->attr->n_classes; i++)
		if (str_is(n->attr->classes[i], name))
			return true;
	return false;
}

struct str
doc_get(const struct doc_node *n, const char *key)
{
	if (!n->attr)
		return STR_NONE;
	for (uint32_t i = 0; i < n->attr->n_kvs; i++)
		if (str_is(n->attr->kvs[i].key, key))
			return n->attr->kvs[i].value;
	return STR_NONE;
}

struct doc_attr *
doc_attr_new(struct arena *a)
{
	return arena_alloc(a, sizeof(struct doc_attr));
}

static struct doc_attr *
changed(struct arena *a, const struct doc_attr *attr)
{
	struct doc_attr *copy = doc_attr_new(a);

	if (attr)
		*copy = *attr;
	return copy;
}

struct doc_attr *
doc_attr_with_id(struct arena *a, const struct doc_attr *attr, struct str id)
{
	struct doc_attr *copy = changed(a, attr);

	copy->id = id;
	return copy;
}

struct doc_attr *
doc_attr_with_class(struct arena *a, const struct doc_attr *attr,
		    struct str name)
{
	struct doc_attr *copy = changed(a, attr);
	struct str *classes =
	    arena_array(a, copy->n_classes + 1, sizeof *classes);

	if (copy->n_classes)
		memcpy(classes, copy->classes,
		       copy->n_classes * sizeof *classes);
	classes[copy->n_classes++] = name;
	copy->classes = classes;
	return copy;
}

struct doc_attr *
doc_attr_with(struct arena *a, const struct doc_attr *attr, struct str key,
	      struct str value)
{
	struct doc_attr *copy = changed(a, attr);
	struct doc_kv *kvs = arena_array(a, copy->n_kvs + 1, sizeof *kvs);

	if (copy->n_kvs)
		memcpy(kvs, copy->kvs, copy->n_kvs * sizeof *kvs);
	copy->kvs = kvs;
	for (uint32_t i = 0; i < copy->n_kvs; i++) {
		if (str_eq(kvs[i].key, key)) {
			kvs[i].value = value;
			return copy;
		}
	}
	kvs[copy->n_kvs++] = (struct doc_kv){key, value};
	return copy;
}
