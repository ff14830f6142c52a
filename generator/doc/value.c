/* value.c – the tree of values. */
#include "doc/value.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"
#include "doc/doc.h"

static struct value *
make(struct arena *a, enum value_type type)
{
	struct value *v = arena_alloc(a, sizeof *v);

	v->type = type;
	return v;
}

struct value *
value_null(struct arena *a)
{
	return make(a, VALUE_NULL);
}

struct value *
value_bool(struct arena *a, bool b)
{
	struct value *v = make(a, VALUE_BOOL);

	v->as.boolean = b;
	return v;
}

struct value *
value_number(struct arena *a, double x)
{
	struct value *v = make(a, VALUE_NUMBER);

	v->as.number = x;
	return v;
}

struct value *
value_string(struct arena *a, struct str s)
{
	struct value *v = make(a, VALUE_STRING);

	v->as.string = s;
	return v;
}

struct value *
value_list(struct arena *a)
{
	return make(a, VALUE_LIST);
}

struct value *
value_map(struct arena *a)
{
	struct value *v = make(a, VALUE_MAP);

	v->as.map = map_new(a);
	return v;
}

struct value *
value_node(struct arena *a, enum value_type type, struct doc_node *node)
{
	struct value *v = make(a, type);

	v->as.node = node;
	return v;
}

void
value_push(struct arena *a, struct value *list, struct value *item)
{
	list->as.list.items =
	    arena_room(a, list->as.list.items, list->as.list.count,
		       &list->as.list.cap, sizeof(struct value *));
	list->as.list.items[list->as.list.count++] = item;
}

void
value_set(struct value *map, struct str key, struct value *v)
{
	map_put(map->as.map, key, v);
}

void
value_put(struct value *map, const char *key, struct value *v)
{
	map_put_kept(map->as.map, str_of(key), v);
}

void
value_put_str(struct arena *a, struct value *map, const char *key, struct str s)
{
	value_put(map, key, value_string(a, s));
}

void
value_put_bool(struct arena *a, struct value *map, const char *key, bool b)
{
	value_put(map, key, value_bool(a, b));
}

struct value *
value_get(const struct value *v, struct str key)
{
	if (!v || v->type != VALUE_MAP)
		return NULL;
	return map_get(v->as.map, key);
}

struct value *
value_at(const struct value *v, const char *key)
{
	return value_get(v, str_of(key));
}

size_t
value_count(const struct value *v)
{
	if (v && v->type == VALUE_LIST)
		return v->as.list.count;
	if (v && v->type == VALUE_MAP)
		return map_count(v->as.map);
	return 0;
}

struct value *
value_item(const struct value *v, size_t i)
{
	return v->type == VALUE_LIST ? v->as.list.items[i]
				     : map_value(v->as.map, i);
}

struct str
value_key(const struct value *v, size_t i)
{
	return map_key(v->as.map, i);
}

struct str
value_text(const struct value *v)
{
	if (v && v->type == VALUE_STRING)
		return v->as.string;
	if (v && v->type == VALUE_BOOL)
		return v->as.boolean ? STR("true") : STR("false");
	return STR_NONE;
}

/* The fewest digits that read back as the same number; whole numbers (years)
 * without an exponent. */
static struct str
number_text(struct arena *a, double x)
{
	if (x > -1e15 && x < 1e15 && !(x < (double)(int64_t)x) &&
	    !(x > (double)(int64_t)x))
		return arena_printf(a, "%lld", (long long)x);
	for (int digits = 1; digits < 17; digits++) {
		struct str s = arena_printf(a, "%.*g", digits, x);
		double back = 0;

		if (sscanf(s.p, "%lf", &back) == 1 && !(back < x) &&
		    !(back > x))
			return s;
	}
	return arena_printf(a, "%.17g", x);
}

struct str
value_plain(struct arena *a, const struct value *v)
{
	if (v && (v->type == VALUE_INLINES || v->type == VALUE_BLOCKS))
		return doc_text(a, v->as.node);
	if (v && v->type == VALUE_NUMBER)
		return number_text(a, v->as.number);
	return value_text(v);
}

bool
value_is_true(const struct value *v)
{
	if (v && v->type == VALUE_BOOL)
		return v->as.boolean;
	return v && v->type == VALUE_STRING && !v->quoted &&
	       str_eq(v->as.string, STR("true"));
}

const char *
value_type_name(enum value_type type)
{
	static const char *const names[] = {
	    [VALUE_NULL] = "nothing",    [VALUE_BOOL] = "a boolean",
	    [VALUE_NUMBER] = "a number", [VALUE_STRING] = "text",
	    [VALUE_LIST] = "a list",     [VALUE_MAP] = "a mapping",
	    [VALUE_INLINES] = "text",    [VALUE_BLOCKS] = "blocks",
	};

	return names[type];
}

static struct value *
copy_list(struct arena *a, struct value *copy, const struct value *v)
{
	copy->as.list.items = NULL;
	copy->as.list.count = copy->as.list.cap = 0;
	for (size_t i = 0; i < v->as.list.count; i++)
		value_push(a, copy, value_copy(a, v->as.list.items[i]));
	return copy;
}

static struct value *
copy_map(struct arena *a, struct value *copy, const struct value *v)
{
	copy->as.map = map_new(a);
	for (size_t i = 0; i < value_count(v); i++)
		value_set(copy, value_key(v, i),
			  value_copy(a, value_item(v, i)));
	return copy;
}

struct value *
value_copy(struct arena *a, const struct value *v)
{
	struct value *copy = make(a, v->type);

	*copy = *v;
	switch (v->type) {
	case VALUE_STRING:
		copy->as.string = arena_str(a, v->as.string);
		return copy;
	case VALUE_LIST:
		return copy_list(a, copy, v);
	case VALUE_MAP:
		return copy_map(a, copy, v);
	case VALUE_INLINES:
	case VALUE_BLOCKS:
		copy->as.node = doc_copy(a, v->as.node);
		return copy;
	case VALUE_NULL:
	case VALUE_BOOL:
	case VALUE_NUMBER:
		break;
	}
	return copy;
}
