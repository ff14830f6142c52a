/* attr.c – Attr, and everything that is taken for one. An Attr handle reads
 * from its (constant) struct doc_attr; parts that were read as lists or set are
 * in its overlay. */
#include "filter/filter_int.h"

#include <string.h>

#include "filter/pairs.h"

void
push_attr(lua_State *L, const struct doc_attr *attr)
{
	push_handle(L, HANDLE_ATTR)->of.attr = attr;
}

/* -- peeking --------------------------------------------------------------- */

static void
add_class(lua_State *L, struct doc_attr *attr, struct str name)
{
	struct doc_attr *more =
	    doc_attr_with_class(state_of(L)->work, attr, name);

	*attr = *more;
}

static void
peek_classes(lua_State *L, int idx, struct doc_attr *attr)
{
	uint32_t count;

	if (lua_isnil(L, idx))
		return;
	if (!lua_istable(L, idx))
		luaL_error(L, "list of classes expected, got %s",
			   type_name_at(L, idx));
	count = (uint32_t)lua_rawlen(L, idx);
	attr->classes =
	    arena_array(state_of(L)->work, count, sizeof *attr->classes);
	attr->n_classes = count;
	for (uint32_t i = 0; i < count; i++) {
		lua_rawgeti(L, idx, (int)i + 1);
		attr->classes[i] = text_peek(L, lua_gettop(L), "string");
		lua_pop(L, 1);
	}
}

static void
add_pair(lua_State *L, struct doc_attr *attr, int key, int value)
{
	struct arena *a = state_of(L)->work;
	struct doc_kv *kvs =
	    arena_array(a, attr->n_kvs + 1u, sizeof *attr->kvs);

	if (attr->n_kvs)
		memcpy(kvs, attr->kvs, attr->n_kvs * sizeof *kvs);
	kvs[attr->n_kvs].key = text_peek(L, key, "string");
	kvs[attr->n_kvs].value = text_peek(L, value, "string");
	attr->kvs = kvs;
	attr->n_kvs++;
}

/* A map (keys sorted, so that every run gives the same) or a list of pairs.
 * With html, id and class are what they are in HTML. */
static void
peek_map(lua_State *L, int idx, struct doc_attr *attr, bool html)
{
	int keys, key, value;

	push_sorted_keys(L, idx, 0);
	keys = lua_gettop(L);
	for (int i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
		key = lua_gettop(L);
		lua_pushvalue(L, key);
		lua_gettable(L, idx);
		value = key + 1;
		if (lua_istable(L, value) && lua_isinteger(L, key)) {
			lua_geti(L, value, 1);
			lua_geti(L, value, 2);
			add_pair(L, attr, value + 1, value + 2);
		} else if (html && lua_type(L, key) == LUA_TSTRING &&
			   str_is(text_at(L, key), "id")) {
			attr->id = text_peek(L, value, "string");
		} else if (html && lua_type(L, key) == LUA_TSTRING &&
			   str_is(text_at(L, key), "class")) {
			struct str rest = text_peek(L, value, "string");

			while (rest.p) {
				struct str name = str_cut(&rest, ' ');

				if (name.n)
					add_class(L, attr, name);
			}
		} else {
			add_pair(L, attr, key, value);
		}
		lua_settop(L, keys);
	}
	lua_settop(L, keys - 1);
}

static void
peek_attributes(lua_State *L, int idx, struct doc_attr *attr)
{
	const struct doc_attr *from;

	if (lua_isnil(L, idx))
		return;
	if (lua_isuserdata(L, idx)) {
		from = attr_list_peek(L, idx);
		attr->n_kvs = from ? from->n_kvs : 0;
		attr->kvs = from ? from->kvs : NULL;
		return;
	}
	if (!lua_istable(L, idx))
		luaL_error(L, "attributes expected, got %s",
			   type_name_at(L, idx));
	peek_map(L, idx, attr, false);
}

static const struct doc_attr *
peek_attr_handle(lua_State *L, int idx, const struct handle *h)
{
	struct doc_attr *attr;
	int overlay;

	if (lua_getiuservalue(L, idx, 1) != LUA_TTABLE) {
		lua_pop(L, 1);
		return h->of.attr;
	}
	overlay = lua_gettop(L);
	attr = doc_attr_new(state_of(L)->work);
	if (h->of.attr)
		*attr = *h->of.attr;
	if (lua_getfield(L, overlay, "identifier") != LUA_TNIL)
		attr->id = text_peek(L, -1, "string");
	if (lua_getfield(L, overlay, "classes") != LUA_TNIL)
		peek_classes(L, lua_gettop(L), attr);
	if (lua_getfield(L, overlay, "attributes") != LUA_TNIL) {
		attr->kvs = NULL;
		attr->n_kvs = 0;
		peek_attributes(L, lua_gettop(L), attr);
	}
	lua_settop(L, overlay - 1);
	return attr;
}

/* {id, classes, attributes} when one of the three is there, else as HTML. */
static const struct doc_attr *
peek_attr_table(lua_State *L, int idx)
{
	struct doc_attr *attr = doc_attr_new(state_of(L)->work);
	int top = lua_gettop(L);

	lua_geti(L, idx, 1);
	lua_geti(L, idx, 2);
	lua_geti(L, idx, 3);
	if (lua_isnil(L, top + 1) && lua_isnil(L, top + 2) &&
	    lua_isnil(L, top + 3)) {
		lua_settop(L, top);
		peek_map(L, idx, attr, true);
		return attr;
	}
	if (lua_istable(L, top + 1)) { /* a list of pairs */
		lua_settop(L, top);
		peek_map(L, idx, attr, false);
		return attr;
	}
	if (!lua_isnil(L, top + 1))
		attr->id = text_peek(L, top + 1, "string");
	peek_classes(L, top + 2, attr);
	peek_attributes(L, top + 3, attr);
	lua_settop(L, top);
	return attr;
}

const struct doc_attr *
peek_attr(lua_State *L, int idx)
{
	const struct handle *h = handle_at(L, idx);
	const struct doc_attr *attr;

	idx = lua_absindex(L, idx);
	if (lua_isnoneornil(L, idx))
		return NULL;
	luaL_checkstack(L, 10, "attributes");
	if (h && h->kind == HANDLE_ATTR) {
		attr = peek_attr_handle(L, idx, h);
	} else if (h && h->kind == HANDLE_ATTR_LIST) {
		struct doc_attr *made = doc_attr_new(state_of(L)->work);

		peek_attributes(L, idx, made);
		attr = made;
	} else if (lua_istable(L, idx)) {
		attr = peek_attr_table(L, idx);
	} else {
		struct doc_attr *made = doc_attr_new(state_of(L)->work);

		made->id = text_peek(L, idx, "Attr");
		attr = made;
	}
	if (attr && attr->id.n == 0 && attr->n_classes == 0 && attr->n_kvs == 0)
		return NULL;
	return attr;
}

/* -- Attr ------------------------------------------------------------------ */

static struct handle *
attr_at(lua_State *L, int idx)
{
	struct handle *h = handle_at(L, idx);

	if (!h || h->kind != HANDLE_ATTR)
		luaL_error(L, "Attr expected, got %s", type_name_at(L, idx));
	return h;
}

static void
remember(lua_State *L, const char *name)
{
	if (lua_getiuservalue(L, 1, 1) != LUA_TTABLE) {
		lua_pop(L, 1);
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_setiuservalue(L, 1, 1);
	}
	lua_pushvalue(L, -2);
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
}

static void
push_classes(lua_State *L, const struct doc_attr *attr)
{
	uint32_t count = attr ? attr->n_classes : 0;

	lua_createtable(L, (int)count, 0);
	for (uint32_t i = 0; i < count; i++) {
		push_str(L, attr->classes[i]);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static int
attr_clone(lua_State *L)
{
	attr_at(L, 1);
	push_attr(L, peek_attr(L, 1));
	return 1;
}

static int
attr_index(lua_State *L)
{
	const struct handle *h = attr_at(L, 1);
	struct str key = text_at(L, 2);

	if (lua_getiuservalue(L, 1, 1) == LUA_TTABLE) {
		lua_pushvalue(L, 2);
		if (lua_rawget(L, -2) != LUA_TNIL)
			return 1;
	}
	if (str_is(key, "identifier")) {
		push_str(L, h->of.attr ? h->of.attr->id : STR_NONE);
		return 1;
	}
	if (str_is(key, "classes")) {
		push_classes(L, h->of.attr);
		remember(L, "classes");
		return 1;
	}
	if (str_is(key, "attributes")) {
		push_attr_list(L, h->of.attr);
		remember(L, "attributes");
		return 1;
	}
	if (str_is(key, "clone"))
		lua_pushcfunction(L, attr_clone);
	else if (str_is(key, "t") || str_is(key, "tag"))
		lua_pushliteral(L, "Attr");
	else
		lua_pushnil(L);
	return 1;
}

static int
attr_newindex(lua_State *L)
{
	struct str key = text_at(L, 2);

	attr_at(L, 1);
	lua_settop(L, 3);
	if (str_is(key, "identifier")) {
		text_peek(L, 3, "string");
	} else if (str_is(key, "classes")) {
		if (!lua_istable(L, 3))
			return luaL_error(L, "list of classes expected, got %s",
					  type_name_at(L, 3));
	} else if (str_is(key, "attributes")) {
		struct doc_attr *made = doc_attr_new(state_of(L)->work);

		peek_attributes(L, 3, made);
		push_attr_list(L, made);
		lua_replace(L, 3);
	} else {
		return luaL_error(L, "Cannot set unknown property.");
	}
	remember(L, key.p);
	return 0;
}

static int
attr_eq(lua_State *L)
{
	const struct handle *x = handle_at(L, 1), *y = handle_at(L, 2);

	lua_pushboolean(L, x && y && x->kind == y->kind &&
			       attr_equal(peek_attr(L, 1), peek_attr(L, 2)));
	return 1;
}

static int
attr_tostring(lua_State *L)
{
	push_shown_attr(L, peek_attr(L, 1));
	return 1;
}

/* Upvalue: position. */
static int
attr_step(lua_State *L)
{
	static const char *const names[] = {"identifier", "classes",
					    "attributes"};
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(1));

	if (at >= (lua_Integer)countof(names))
		return 0;
	lua_pushinteger(L, at + 1);
	lua_replace(L, lua_upvalueindex(1));
	lua_pushstring(L, names[at]);
	lua_getfield(L, 1, names[at]);
	return 2;
}

static int
attr_pairs(lua_State *L)
{
	attr_at(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, attr_step, 1);
	lua_pushvalue(L, 1);
	return 2;
}

static const luaL_Reg attr_events[] = {
    {"__index", attr_index}, {"__newindex", attr_newindex},
    {"__eq", attr_eq},       {"__tostring", attr_tostring},
    {"__pairs", attr_pairs}, {NULL, NULL},
};

void
make_attr_meta(lua_State *L, enum handle_kind kind, const luaL_Reg *events,
	       const char *name)
{
	env_functions(L, events);
	lua_pushstring(L, name);
	lua_setfield(L, -2, "__name");
	lua_pushstring(L, name);
	lua_setfield(L, -2, "__metatable");
	state_of(L)->mt[kind] = luaL_ref(L, LUA_REGISTRYINDEX);
}

void
attr_open(lua_State *L)
{
	make_attr_meta(L, HANDLE_ATTR, attr_events, "Attr");
	attr_list_open(L);
}
