/* attrlist.c – AttributeList: ordered pairs with keys. Until it is changed it
 * reads from a struct doc_attr; then its user value is a flat list {k1, v1, k2,
 * v2 …} in its place. */
#include "filter/filter_int.h"

/* Pushes the flat list of the AttributeList at idx, made on first need. */
static void
push_flat(lua_State *L, int idx)
{
	const struct handle *h = handle_at(L, idx);
	const struct doc_attr *attr;

	idx = lua_absindex(L, idx);
	if (lua_getiuservalue(L, idx, 1) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	attr = h->of.attr;
	lua_newtable(L);
	for (uint32_t i = 0; attr && i < attr->n_kvs; i++) {
		push_str(L, attr->kvs[i].key);
		lua_rawseti(L, -2, (int)i * 2 + 1);
		push_str(L, attr->kvs[i].value);
		lua_rawseti(L, -2, (int)i * 2 + 2);
	}
	lua_pushvalue(L, -1);
	lua_setiuservalue(L, idx, 1);
}

static struct handle *
list_at(lua_State *L, int idx)
{
	struct handle *h = handle_at(L, idx);

	if (!h || h->kind != HANDLE_ATTR_LIST)
		luaL_error(L, "AttributeList expected, got %s",
			   type_name_at(L, idx));
	return h;
}

/* Where the key at `key` stands in the flat list on top; 0 when nowhere. */
static int
flat_find(lua_State *L, int key)
{
	int count = (int)lua_rawlen(L, -1);

	for (int i = 1; i < count; i += 2) {
		bool same;

		lua_rawgeti(L, -1, i);
		same = lua_rawequal(L, -1, key);
		lua_pop(L, 1);
		if (same)
			return i;
	}
	return 0;
}

static int
list_index(lua_State *L)
{
	int at;

	list_at(L, 1);
	push_flat(L, 1);
	if (lua_type(L, 2) == LUA_TNUMBER) {
		lua_Integer i = lua_tointeger(L, 2);

		if (i < 1 || i > (lua_Integer)lua_rawlen(L, -1) / 2)
			return 0;
		lua_createtable(L, 2, 0);
		lua_rawgeti(L, -2, i * 2 - 1);
		lua_rawseti(L, -2, 1);
		lua_rawgeti(L, -2, i * 2);
		lua_rawseti(L, -2, 2);
		return 1;
	}
	at = flat_find(L, 2);
	if (at == 0)
		return 0;
	lua_rawgeti(L, -1, at + 1);
	return 1;
}

/* Takes the pair at `at` out of the flat list on top. */
static void
flat_remove(lua_State *L, int at)
{
	int count = (int)lua_rawlen(L, -1);

	for (int i = at; i <= count; i++) {
		lua_rawgeti(L, -1, i + 2);
		lua_rawseti(L, -2, i);
	}
}

/* Sets the pair at `at` of the flat list at idx; the value is on top. */
static void
flat_set(lua_State *L, int idx, int at, int key, int value)
{
	text_peek(L, key, "string");
	text_peek(L, value, "string");
	lua_pushvalue(L, key);
	lua_tostring(L, -1);
	lua_rawseti(L, idx, at);
	lua_pushvalue(L, value);
	lua_tostring(L, -1);
	lua_rawseti(L, idx, at + 1);
}

static int
list_newindex(lua_State *L)
{
	int flat, at, count;

	list_at(L, 1);
	push_flat(L, 1);
	flat = lua_gettop(L);
	count = (int)lua_rawlen(L, flat);
	if (lua_type(L, 2) == LUA_TNUMBER) {
		at = (int)lua_tointeger(L, 2) * 2 - 1;
		if (at < 1 || at > count + 1)
			return luaL_error(L, "no attribute number %d",
					  (int)lua_tointeger(L, 2));
		if (lua_isnil(L, 3)) {
			flat_remove(L, at);
			return 0;
		}
		luaL_checktype(L, 3, LUA_TTABLE);
		lua_geti(L, 3, 1);
		lua_geti(L, 3, 2);
		flat_set(L, flat, at, flat + 1, flat + 2);
		return 0;
	}
	at = flat_find(L, 2);
	if (!lua_isnil(L, 3))
		flat_set(L, flat, at ? at : count + 1, 2, 3);
	else if (at)
		flat_remove(L, at);
	return 0;
}

static int
list_len(lua_State *L)
{
	list_at(L, 1);
	push_flat(L, 1);
	lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1) / 2);
	return 1;
}

/* Upvalues: flat list, position. */
static int
list_step(lua_State *L)
{
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));

	lua_pushinteger(L, at + 2);
	lua_replace(L, lua_upvalueindex(2));
	if (lua_rawgeti(L, lua_upvalueindex(1), at) == LUA_TNIL)
		return 1;
	lua_rawgeti(L, lua_upvalueindex(1), at + 1);
	return 2;
}

static int
list_pairs(lua_State *L)
{
	list_at(L, 1);
	push_flat(L, 1);
	lua_pushinteger(L, 1);
	lua_pushcclosure(L, list_step, 2);
	return 1;
}

const struct doc_attr *
attr_list_peek(lua_State *L, int idx)
{
	const struct handle *h = list_at(L, idx);
	struct doc_attr *attr;

	if (lua_getiuservalue(L, idx, 1) != LUA_TTABLE) {
		lua_pop(L, 1);
		return h->of.attr;
	}
	attr = doc_attr_new(state_of(L)->work);
	attr->n_kvs = (uint32_t)lua_rawlen(L, -1) / 2;
	attr->kvs =
	    arena_array(state_of(L)->work, attr->n_kvs, sizeof *attr->kvs);
	for (uint32_t i = 0; i < attr->n_kvs; i++) {
		lua_rawgeti(L, -1, (int)i * 2 + 1);
		lua_rawgeti(L, -2, (int)i * 2 + 2);
		attr->kvs[i].key = text_peek(L, -2, "string");
		attr->kvs[i].value = text_peek(L, -1, "string");
		lua_pop(L, 2);
	}
	lua_pop(L, 1);
	return attr;
}

void
push_attr_list(lua_State *L, const struct doc_attr *attr)
{
	push_handle(L, HANDLE_ATTR_LIST)->of.attr = attr;
}

static int
list_eq(lua_State *L)
{
	const struct handle *x = handle_at(L, 1), *y = handle_at(L, 2);

	lua_pushboolean(L, x && y && x->kind == y->kind &&
			       attr_equal(peek_attr(L, 1), peek_attr(L, 2)));
	return 1;
}

static int
list_tostring(lua_State *L)
{
	struct doc_attr made = {0};
	const struct doc_attr *from = attr_list_peek(L, 1);

	if (from) {
		made.kvs = from->kvs;
		made.n_kvs = from->n_kvs;
	}
	push_shown_attr(L, &made);
	return 1;
}

static const luaL_Reg list_events[] = {
    {"__index", list_index},
    {"__newindex", list_newindex},
    {"__len", list_len},
    {"__pairs", list_pairs},
    {"__eq", list_eq},
    {"__tostring", list_tostring},
    {NULL, NULL},
};

void
attr_list_open(lua_State *L)
{
	make_attr_meta(L, HANDLE_ATTR_LIST, list_events, "AttributeList");
}
