/* json_meta.c – the metadata of Pandoc's JSON AST → values. */
#include "source/json_int.h"

#include "base/arena.h"
#include "doc/value.h"

/* -- metadata -------------------------------------------------------------- */

static struct value *read_meta(struct json_reader *r, const json_t *json);

struct value *
json_meta(struct json_reader *r, const json_t *json)
{
	struct value *map = value_map(r->a);
	json_t *object = (json_t *)(uintptr_t)json; /* for its iterator */

	if (!json_is(r, json, JSON_OBJECT, "an object"))
		return map;
	for (void *it = json_object_iter(object); it && !r->failed;
	     it = json_object_iter_next(object, it)) {
		json_step_in(r, json_object_iter_key(it), 0);
		value_set(map, str_of(json_object_iter_key(it)),
			  read_meta(r, json_object_iter_value(it)));
		json_step_out(r);
	}
	return map;
}

static struct value *
meta_list(struct json_reader *r, const json_t *json)
{
	struct value *list = value_list(r->a);

	if (!json_is(r, json, JSON_ARRAY, "an array"))
		return list;
	for (size_t i = 0; i < json_array_size(json) && !r->failed; i++) {
		json_step_in(r, NULL, i);
		value_push(r->a, list, read_meta(r, json_array_get(json, i)));
		json_step_out(r);
	}
	return list;
}

static struct value *
meta_string(struct json_reader *r, const json_t *json)
{
	return value_string(r->a, json_text(r, json));
}

static struct value *
meta_bool(struct json_reader *r, const json_t *json)
{
	if (!json_is_boolean(json))
		json_fail(r, json_kind(json), "true or false");
	return value_bool(r->a, json_is_true(json));
}

static struct value *
meta_inlines(struct json_reader *r, const json_t *json)
{
	struct doc_node *n = json_node(r, DOC_PLAIN, json);

	doc_tidy(r->a, n);
	return value_node(r->a, VALUE_INLINES, n);
}

static struct value *
meta_blocks(struct json_reader *r, const json_t *json)
{
	struct doc_node *n = json_node(r, DOC_DOCUMENT, json);

	n->type = DOC_DIV;
	doc_tidy(r->a, n);
	return value_node(r->a, VALUE_BLOCKS, n);
}

static struct value *
read_meta(struct json_reader *r, const json_t *json)
{
	static const struct json_name kinds[] = {
	    {"MetaMap", 0},  {"MetaList", 1},    {"MetaString", 2},
	    {"MetaBool", 3}, {"MetaInlines", 4}, {"MetaBlocks", 5},
	    {NULL, 0},
	};
	static struct value *(*const readers[])(struct json_reader *,
						const json_t *) = {
	    json_meta, meta_list,    meta_string,
	    meta_bool, meta_inlines, meta_blocks,
	};
	int kind = json_choice(r, json, kinds);
	struct value *v = NULL;

	json_step_in(r, "c", 0);
	if (!r->failed && json_enter(r))
		v = readers[kind](r, json_object_get(json, "c"));
	if (!r->failed)
		r->depth--;
	json_step_out(r);
	return v ? v : value_null(r->a);
}
