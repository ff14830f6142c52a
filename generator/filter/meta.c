/* meta.c – metadata to and from Lua. YAML scalars look like Pandoc's: Inlines,
 * or a boolean. A value that comes back as it was pushed stays the value it
 * was, so that a filter which changes one key leaves the others alone. */
#include "filter/filter_int.h"

#include "filter/pairs.h"

/* YAML's plain true and false. */
static bool
is_yaml_bool(const struct value *v)
{
	return v->type == VALUE_STRING && v->pos.line && !v->quoted &&
	       (str_is(v->as.string, "true") || str_is(v->as.string, "false"));
}

/* The inlines that a YAML string stands for, in a Plain. */
static struct doc_node *
yaml_inlines(lua_State *L, const struct value *v)
{
	struct doc_node *plain = new_node(L, DOC_PLAIN);
	struct str s = collapse_blanks(L, str_trim(v->as.string));
	struct doc_list list = {0};

	plain->pos = v->pos;
	if (s.n)
		push_to(L, &list, new_leaf(L, DOC_TEXT, s));
	return doc_adopt(plain, &list);
}

struct doc_node *
value_inlines(lua_State *L, const struct value *v)
{
	if (v->type == VALUE_INLINES)
		return v->as.node;
	if (v->type == VALUE_STRING && v->pos.line && !is_yaml_bool(v))
		return yaml_inlines(L, v);
	return NULL;
}

static void
push_items(lua_State *L, const struct value *v)
{
	size_t count = value_count(v);

	lua_createtable(L, (int)count, 0);
	for (size_t i = 0; i < count; i++) {
		push_value(L, value_item(v, i));
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
push_map(lua_State *L, const struct value *v)
{
	size_t count = value_count(v);

	lua_createtable(L, 0, (int)count);
	for (size_t i = 0; i < count; i++) {
		push_str(L, value_key(v, i));
		push_value(L, value_item(v, i));
		lua_rawset(L, -3);
	}
}

static void
push_string(lua_State *L, const struct value *v)
{
	if (is_yaml_bool(v))
		lua_pushboolean(L, v->as.string.p[0] == 't');
	else if (v->pos.line)
		push_inlines(L, yaml_inlines(L, v), 0);
	else
		push_str(L, v->as.string);
}

void
push_value(lua_State *L, const struct value *v)
{
	luaL_checkstack(L, 10, "metadata nested too deep");
	state_guard(L);
	switch (v ? v->type : VALUE_NULL) {
	case VALUE_NULL:
		lua_pushliteral(L, "");
		return;
	case VALUE_BOOL:
		lua_pushboolean(L, v->as.boolean);
		return;
	case VALUE_NUMBER:
		push_str(L, value_plain(state_of(L)->work, v));
		return;
	case VALUE_STRING:
		push_string(L, v);
		return;
	case VALUE_LIST:
		push_items(L, v);
		return;
	case VALUE_MAP:
		push_map(L, v);
		return;
	case VALUE_INLINES:
		push_inlines(L, v->as.node, 0);
		return;
	case VALUE_BLOCKS:
		push_blocks(L, v->as.node, 0);
		return;
	}
}

/* -- back ------------------------------------------------------------------ */

/* `was` when it is the same, else the new one. */
static struct value *
either(struct value *made, const struct value *was, bool same)
{
	return same ? (struct value *)(uintptr_t)was : made;
}

static struct value *
from_nodes(lua_State *L, struct doc_list *list, enum value_type type,
	   const struct value *was)
{
	bool inlines = type == VALUE_INLINES;
	struct doc_node *n = new_node(L, inlines ? DOC_PLAIN : DOC_DIV);
	const struct doc_node *old = NULL;

	doc_adopt(n, list);
	if (was && inlines)
		old = value_inlines(L, was);
	else if (was && was->type == VALUE_BLOCKS)
		old = was->as.node;
	return either(value_node(state_of(L)->work, type, n), was,
		      old && node_equal(L, old, n));
}

/* Whether all items of the table are elements of the group. */
static bool
all_of(lua_State *L, int idx, enum doc_group group)
{
	lua_Integer count = (lua_Integer)lua_rawlen(L, idx);

	for (lua_Integer i = 1; i <= count; i++) {
		const struct handle *h;

		lua_rawgeti(L, idx, i);
		h = handle_at(L, -1);
		lua_pop(L, 1);
		if (!h || h->kind >= DOC__COUNT ||
		    doc_group((enum doc_type)h->kind) != group)
			return false;
	}
	return true;
}

static struct value *
peek_list(lua_State *L, int idx, const struct value *was)
{
	struct arena *a = state_of(L)->work;
	struct value *list = value_list(a);
	lua_Integer count = (lua_Integer)lua_rawlen(L, idx);
	bool same =
	    was && was->type == VALUE_LIST && value_count(was) == (size_t)count;

	for (lua_Integer i = 1; i <= count; i++) {
		const struct value *old = was && was->type == VALUE_LIST
					      ? value_item(was, (size_t)i - 1)
					      : NULL;
		struct value *v;

		lua_rawgeti(L, idx, i);
		v = peek_value(L, lua_gettop(L), old);
		lua_pop(L, 1);
		value_push(a, list, v);
		same = same && v == old;
	}
	return either(list, was, same);
}

/* Keys that were there keep their order; new ones follow, sorted. */
static struct value *
peek_map(lua_State *L, int idx, const struct value *was)
{
	struct value *map = value_map(state_of(L)->work);
	size_t before = was && was->type == VALUE_MAP ? value_count(was) : 0;
	bool same = was && was->type == VALUE_MAP;
	int keys;

	for (size_t i = 0; i < before; i++) {
		struct value *v, *old = value_item(was, i);

		push_str(L, value_key(was, i));
		if (lua_rawget(L, idx) == LUA_TNIL) {
			lua_pop(L, 1);
			same = false;
			continue;
		}
		v = peek_value(L, lua_gettop(L), old);
		lua_pop(L, 1);
		value_set(map, value_key(was, i), v);
		same = same && v == old;
	}
	push_sorted_keys(L, idx, 0);
	keys = lua_gettop(L);
	for (int i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
		struct str key;

		lua_pushvalue(L, keys + 1); /* text_peek makes it a string */
		key = text_peek(L, keys + 2, "string as key");
		lua_settop(L, keys + 1);
		if (before == 0 || !value_get(was, key)) {
			lua_rawget(L, idx);
			value_set(map, key, peek_value(L, keys + 1, NULL));
			same = false;
		}
		lua_settop(L, keys);
	}
	lua_settop(L, keys - 1);
	return either(map, was, same);
}

static struct value *
peek_table(lua_State *L, int idx, const struct value *was)
{
	struct doc_list list = {0};
	struct str name = STR("");
	bool any = lua_rawlen(L, idx) > 0;

	if (luaL_getmetafield(L, idx, "__name") != LUA_TNIL)
		name = text_peek(L, lua_gettop(L), "name"), lua_pop(L, 1);
	if (str_is(name, "Inlines") || (any && all_of(L, idx, DOC_INLINE))) {
		peek_inlines(L, idx, &list);
		return from_nodes(L, &list, VALUE_INLINES, was);
	}
	if (str_is(name, "Blocks") || (any && all_of(L, idx, DOC_BLOCK))) {
		peek_blocks(L, idx, &list);
		return from_nodes(L, &list, VALUE_BLOCKS, was);
	}
	if (any || str_is(name, "List"))
		return peek_list(L, idx, was);
	return peek_map(L, idx, was);
}

static struct value *
peek_element(lua_State *L, int idx, const struct value *was)
{
	struct doc_list list = {0};
	struct doc_node *n = peek_node(L, idx);
	enum doc_group group = n ? doc_group((enum doc_type)n->type) : DOC_PART;

	if (group == DOC_PART)
		luaL_error(L, "metadata value expected, got %s",
			   type_name_at(L, idx));
	push_to(L, &list, n);
	return from_nodes(
	    L, &list, group == DOC_INLINE ? VALUE_INLINES : VALUE_BLOCKS, was);
}

struct value *
peek_value(lua_State *L, int idx, const struct value *was)
{
	struct arena *a = state_of(L)->work;
	struct str s;
	bool b;

	state_guard(L);
	luaL_checkstack(L, 10, "metadata nested too deep");
	switch (lua_type(L, idx)) {
	case LUA_TBOOLEAN:
		b = lua_toboolean(L, idx);
		return either(
		    value_bool(a, b), was,
		    was && ((was->type == VALUE_BOOL && was->as.boolean == b) ||
			    (is_yaml_bool(was) && value_is_true(was) == b)));
	case LUA_TNUMBER:
	case LUA_TSTRING:
		s = text_peek(L, idx, "string");
		return either(value_string(a, s), was,
			      was && ((was->type == VALUE_STRING &&
				       str_eq(was->as.string, s)) ||
				      (was->type == VALUE_NULL && s.n == 0) ||
				      (was->type == VALUE_NUMBER &&
				       str_eq(value_plain(a, was), s))));
	case LUA_TTABLE:
		return peek_table(L, idx, was);
	case LUA_TUSERDATA:
		return peek_element(L, idx, was);
	default:
		luaL_error(L, "metadata value expected, got %s",
			   type_name_at(L, idx));
		return NULL;
	}
}

struct value *
peek_meta(lua_State *L, int idx, const struct value *was)
{
	idx = lua_absindex(L, idx);
	luaL_checkstack(L, 20, "metadata");
	if (!lua_istable(L, idx))
		luaL_error(L, "Meta expected, got %s", type_name_at(L, idx));
	return peek_map(L, idx, was);
}
