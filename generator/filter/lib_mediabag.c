/* lib_mediabag.c – pandoc.mediabag, in memory for the length of a run: a table
 * name → {type, contents}. Fetching reads files of the manual only. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include "filter/pairs.h"

/* Pushes the table of the run. */
static void
push_bag(lua_State *L)
{
	env_push_run(L);
	luaL_getsubtable(L, -1, "mediabag");
	lua_remove(L, -2);
}

/* insert(name, type, contents) */
static int
bag_insert(lua_State *L)
{
	luaL_checkstring(L, 1);
	luaL_checkstring(L, 3);
	lua_settop(L, 3);
	push_bag(L);
	lua_pushvalue(L, 1);
	lua_createtable(L, 2, 0);
	lua_pushvalue(L, 2);
	lua_rawseti(L, -2, 1);
	lua_pushvalue(L, 3);
	lua_rawseti(L, -2, 2);
	lua_rawset(L, -3);
	return 0;
}

/* Pushes type and contents of the entry at idx; false when there is none. */
static bool
push_entry(lua_State *L, int name)
{
	push_bag(L);
	lua_pushvalue(L, name);
	if (lua_rawget(L, -2) != LUA_TTABLE)
		return false;
	lua_rawgeti(L, -1, 1);
	lua_rawgeti(L, -2, 2);
	return true;
}

static int
bag_lookup(lua_State *L)
{
	luaL_checkstring(L, 1);
	return push_entry(L, 1) ? 2 : 0;
}

static int
bag_fetch(lua_State *L)
{
	struct str text;

	luaL_checkstring(L, 1);
	if (push_entry(L, 1))
		return 2;
	if (!read_text(L, text_at(L, 1), &text))
		return lua_error(L);
	lua_pushnil(L);
	push_str(L, text);
	return 2;
}

static int
bag_delete(lua_State *L)
{
	luaL_checkstring(L, 1);
	push_bag(L);
	lua_pushvalue(L, 1);
	lua_pushnil(L);
	lua_rawset(L, -3);
	return 0;
}

static int
bag_empty(lua_State *L)
{
	env_push_run(L);
	lua_pushnil(L);
	lua_setfield(L, -2, "mediabag");
	return 0;
}

/* {{path, type, length}, …} by name. */
static int
bag_list(lua_State *L)
{
	int bag, keys;

	lua_newtable(L);
	env_set_list_meta(L, LIST_PLAIN);
	push_bag(L);
	bag = lua_gettop(L);
	push_sorted_keys(L, bag, 0);
	keys = bag + 1;
	for (int i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
		lua_pushvalue(L, -1);
		lua_rawget(L, bag);
		lua_createtable(L, 0, 3);
		lua_pushvalue(L, keys + 1);
		lua_setfield(L, -2, "path");
		lua_rawgeti(L, -2, 1);
		lua_setfield(L, -2, "type");
		lua_rawgeti(L, -2, 2);
		lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
		lua_setfield(L, -3, "length");
		lua_pop(L, 1);
		lua_rawseti(L, bag - 1, i);
		lua_settop(L, keys);
	}
	lua_settop(L, bag - 1);
	return 1;
}

/* Upvalues: keys, bag, position. */
static int
items_step(lua_State *L)
{
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)) + 1;

	lua_pushinteger(L, at);
	lua_replace(L, lua_upvalueindex(3));
	if (lua_rawgeti(L, lua_upvalueindex(1), at) == LUA_TNIL)
		return 1;
	lua_pushvalue(L, -1);
	if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TTABLE)
		return 0;
	lua_rawgeti(L, -1, 1);
	lua_rawgeti(L, -2, 2);
	lua_remove(L, -3);
	return 3;
}

static int
bag_items(lua_State *L)
{
	push_bag(L);
	push_sorted_keys(L, -1, 0);
	lua_insert(L, -2);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, items_step, 3);
	return 1;
}

static const luaL_Reg functions[] = {
    {"delete", bag_delete}, {"empty", bag_empty}, {"fetch", bag_fetch},
    {"insert", bag_insert}, {"items", bag_items}, {"list", bag_list},
    {"lookup", bag_lookup}, {NULL, NULL},
};

void
lib_mediabag_open(lua_State *L)
{
	env_functions(L, functions);
	push_denied(L, "writing files (mediabag.write)");
	lua_setfield(L, -2, "write");
	env_library(L, "pandoc.mediabag");
}
