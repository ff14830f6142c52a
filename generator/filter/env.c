/* env.c – the globals of a run. A worker's state lives long, but each filter
 * and document gets globals and libraries of its own, so that nothing a filter
 * changes reaches the next run. They are cheap: an instance of a library is an
 * empty table which copies a function out of the original when it is first
 * asked for. Metatables of lists, which Lua reads raw, are copied whole. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <string.h>

/* Keys of the registry (their addresses). */
static const char libraries_key; /* name → original, original → metatable */
static const char run_key;       /* original → instance, and more */
static const char source_key;    /* in a metatable: its original */

void
env_push_run(lua_State *L)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &run_key);
}

static void
push_libraries(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &libraries_key) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_newtable(L);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &libraries_key);
}

/* Replaces the original on top of the stack by this run's instance. */
static void
instance(lua_State *L)
{
	int original = lua_gettop(L);

	env_push_run(L);
	lua_pushvalue(L, original);
	if (lua_rawget(L, -2) == LUA_TTABLE) {
		lua_replace(L, original);
		lua_settop(L, original);
		return;
	}
	lua_settop(L, original + 1);
	lua_newtable(L);
	push_libraries(L);
	lua_pushvalue(L, original);
	lua_rawget(L, -2);
	lua_setmetatable(L, original + 2);
	lua_pop(L, 1);
	lua_pushvalue(L, original);
	lua_pushvalue(L, original + 2);
	lua_rawset(L, original + 1); /* run[original] = instance */
	lua_replace(L, original);
	lua_settop(L, original);
}

/* What a script gets for the value on top: libraries become instances, numbers
 * of list metatables these, the number after them an output stream. */
static void
resolve(lua_State *L)
{
	if (lua_islightuserdata(L, -1)) {
		intptr_t kind = (intptr_t)lua_touserdata(L, -1);

		lua_pop(L, 1);
		if (kind == LIST__COUNT)
			io_push_stream(L);
		else
			env_push_list_meta(L, (enum list_kind)kind);
		return;
	}
	if (!lua_istable(L, -1))
		return;
	push_libraries(L);
	lua_pushvalue(L, -2);
	if (lua_rawget(L, -2) == LUA_TTABLE) {
		lua_pop(L, 2);
		instance(L);
		return;
	}
	lua_pop(L, 2);
}

static int
lazy_index(lua_State *L)
{
	lua_settop(L, 2);
	lua_pushvalue(L, 2);
	if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) {
		if (lua_type(L, 2) != LUA_TSTRING ||
		    !globals_make(L, lua_tostring(L, 2)))
			return 1;
	}
	resolve(L);
	lua_pushvalue(L, 2);
	lua_pushvalue(L, -2);
	lua_rawset(L, 1);
	return 1;
}

void
env_functions(lua_State *L, const luaL_Reg *functions)
{
	lua_newtable(L);
	luaL_setfuncs(L, functions, 0);
}

/* libraries[parent][rest] = the original at idx, "_G" being the parent of
 * names without a dot. */
static void
mount(lua_State *L, int idx, const char *name)
{
	const char *dot = strrchr(name, '.');

	if (strcmp(name, "_G") == 0)
		return;
	if (dot)
		lua_pushlstring(L, name, (size_t)(dot - name));
	else
		lua_pushliteral(L, "_G");
	lua_rawget(L, -2);
	lua_pushvalue(L, idx);
	lua_setfield(L, -2, dot ? dot + 1 : name);
	lua_pop(L, 1);
}

void
env_library(lua_State *L, const char *name)
{
	int original = lua_gettop(L);

	push_libraries(L);
	lua_pushvalue(L, original);
	lua_setfield(L, -2, name);
	lua_pushvalue(L, original);
	lua_newtable(L);
	lua_pushvalue(L, original);
	lua_pushcclosure(L, lazy_index, 1);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "__metatable");
	lua_pushvalue(L, original);
	lua_rawsetp(L, -2, &source_key);
	lua_rawset(L, -3); /* libraries[original] = metatable */
	mount(L, original, name);
	lua_settop(L, original - 1);
}

void
env_push_library(lua_State *L, const char *name)
{
	push_libraries(L);
	lua_getfield(L, -1, name);
	lua_remove(L, -2);
	if (!lua_isnil(L, -1))
		resolve(L);
}

void
env_push_original(lua_State *L, const char *name)
{
	push_libraries(L);
	lua_getfield(L, -1, name);
	lua_remove(L, -2);
}

void
env_template(lua_State *L, const char *name)
{
	push_libraries(L);
	lua_insert(L, -2);
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
}

/* Methods of strings come from the run's own `string`. */
static void
set_string_index(lua_State *L)
{
	lua_pushliteral(L, "");
	lua_getmetatable(L, -1);
	env_push_library(L, "string");
	lua_setfield(L, -2, "__index");
	lua_pop(L, 2);
}

void
env_begin(lua_State *L)
{
	lua_newtable(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &run_key);
	env_push_library(L, "_G");
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "_G");
	lua_pushvalue(L, -1);
	lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
	set_string_index(L);
	env_push_original(L, "=randomseed"); /* the generator is the state's */
	lua_call(L, 0, 0);
}

/* The original of the instance at idx, pushed; false and nothing if it is
 * none. */
static bool
push_source(lua_State *L, int idx)
{
	if (!lua_getmetatable(L, idx))
		return false;
	if (lua_rawgetp(L, -1, &source_key) == LUA_TTABLE) {
		lua_remove(L, -2);
		return true;
	}
	lua_pop(L, 2);
	return false;
}

bool
env_is_lazy(lua_State *L, int idx)
{
	bool lazy = push_source(L, idx);

	if (lazy)
		lua_pop(L, 1);
	return lazy;
}

void
env_complete(lua_State *L, int idx)
{
	idx = lua_absindex(L, idx);
	if (!push_source(L, idx))
		return;
	for (lua_pushnil(L); lua_next(L, -2);) {
		lua_pushvalue(L, -2);
		if (lua_rawget(L, idx) != LUA_TNIL) {
			lua_pop(L, 2);
			continue;
		}
		lua_pop(L, 1);
		resolve(L);
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_rawset(L, idx);
	}
	lua_pop(L, 1);
	lua_pushnil(L);
	lua_setmetatable(L, idx);
}

/* A copy of the original metatable; Inlines and Blocks fall back to List. */
static void
copy_list_meta(lua_State *L, enum list_kind kind)
{
	static const char *const names[] = {"=List", "=Inlines", "=Blocks",
					    "=Meta", "=SimpleTable"};

	push_libraries(L);
	lua_newtable(L);
	lua_getfield(L, -2, names[kind]);
	for (lua_pushnil(L); lua_next(L, -2);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_rawset(L, -5);
	}
	lua_getfield(L, -3, kind == LIST_PLAIN ? "=call" : "=none");
	if (lua_isnil(L, -1) && kind < LIST_META) {
		lua_newtable(L);
		env_push_list_meta(L, LIST_PLAIN);
		lua_setfield(L, -2, "__index");
		lua_replace(L, -2);
	}
	lua_setmetatable(L, -3);
	lua_pop(L, 1);
	if (kind < LIST_META) {
		lua_pushvalue(L, -1);
		lua_setfield(L, -2, "__index");
	}
	lua_remove(L, -2);
}

void
env_push_list_meta(lua_State *L, enum list_kind kind)
{
	env_push_run(L);
	if (lua_rawgeti(L, -1, (int)kind + 1) == LUA_TNIL) {
		lua_pop(L, 1);
		copy_list_meta(L, kind);
		lua_pushvalue(L, -1);
		lua_rawseti(L, -3, (int)kind + 1);
	}
	lua_remove(L, -2);
}

void
env_set_list_meta(lua_State *L, enum list_kind kind)
{
	env_push_list_meta(L, kind);
	lua_pushliteral(L, "__gc");
	if (lua_rawget(L, -2) != LUA_TNIL)
		state_deny(L, "a __gc metamethod");
	lua_pop(L, 1);
	lua_setmetatable(L, -2);
}
