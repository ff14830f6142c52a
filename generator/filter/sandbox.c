/* sandbox.c – the base library as a filter sees it. Taken out: bytecode,
 * finalizers (they run with hooks off), control of the collector, addresses.
 * Put in: fixed orders, printing through the sink. Also table, math, utf8,
 * coroutine and what is left of debug. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <string.h>

#include "filter/pairs.h"

enum { MAX_MOVE = 50000000 };

struct str
text_at(lua_State *L, int idx)
{
	struct str s;

	s.p = lua_tolstring(L, idx, &s.n);
	return s;
}

struct str
text_peek(lua_State *L, int idx, const char *what)
{
	struct str s;

	if (!lua_isstring(L, idx))
		luaL_error(L, "%s expected, got %s", what,
			   type_name_at(L, idx));
	lua_pushvalue(L, idx);
	s = arena_str(state_of(L)->work, text_at(L, -1));
	lua_pop(L, 1);
	state_tick(L, 1 + s.n / 64);
	return s;
}

/* No address: things are numbered as they are first shown. */
static int
own_tostring(lua_State *L)
{
	lua_Integer number;

	luaL_checkany(L, 1);
	switch (lua_type(L, 1)) {
	case LUA_TTABLE:
	case LUA_TFUNCTION:
	case LUA_TTHREAD:
	case LUA_TUSERDATA:
	case LUA_TLIGHTUSERDATA:
		break;
	default:
		luaL_tolstring(L, 1, NULL);
		return 1;
	}
	if (luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL) {
		luaL_tolstring(L, 1, NULL);
		return 1;
	}
	env_push_run(L);
	luaL_getsubtable(L, -1, "shown");
	lua_pushvalue(L, 1);
	if (lua_rawget(L, -2) == LUA_TNIL) {
		lua_pop(L, 1);
		lua_getfield(L, -2, "shown count");
		number = lua_tointeger(L, -1) + 1;
		lua_pushinteger(L, number);
		lua_setfield(L, -4, "shown count");
		lua_pop(L, 1);
		lua_pushvalue(L, 1);
		lua_pushinteger(L, number);
		lua_rawset(L, -3);
	} else {
		number = lua_tointeger(L, -1);
	}
	if (luaL_getmetafield(L, 1, "__name") != LUA_TSTRING)
		lua_pushstring(L, luaL_typename(L, 1));
	lua_pushfstring(L, "%s: %d", lua_tostring(L, -1), (int)number);
	return 1;
}

static int
own_print(lua_State *L)
{
	int count = lua_gettop(L);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (int i = 1; i <= count; i++) {
		if (i > 1)
			luaL_addchar(&b, '\t');
		lua_pushcfunction(L, own_tostring);
		lua_pushvalue(L, i);
		lua_call(L, 1, 1);
		luaL_addvalue(&b);
	}
	luaL_addchar(&b, '\n');
	luaL_pushresult(&b);
	report_print(L, text_at(L, -1));
	return 0;
}

static int
own_setmetatable(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2,
			 "nil or table");
	lua_settop(L, 2);
	env_complete(L, 1);
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		return luaL_error(L, "cannot change a protected metatable");
	if (lua_istable(L, 2)) {
		lua_pushliteral(L, "__gc");
		if (lua_rawget(L, 2) != LUA_TNIL)
			state_deny(L, "a __gc metamethod");
		lua_pop(L, 1);
	}
	lua_setmetatable(L, 1);
	return 1;
}

static int
own_rawget(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checkany(L, 2);
	lua_settop(L, 2);
	env_complete(L, 1);
	lua_rawget(L, 1);
	return 1;
}

/* Counting or collecting would tell what other documents left behind. */
static int
own_collectgarbage(lua_State *L)
{
	const char *what = luaL_optstring(L, 1, "collect");

	if (strcmp(what, "collect") != 0 && strcmp(what, "count") != 0 &&
	    strcmp(what, "step") != 0)
		state_deny(L, "collectgarbage other than \"collect\" and "
			      "\"count\"");
	lua_pushinteger(L, 0);
	return 1;
}

/* load with mode "t", whatever was asked for. */
static int
own_load(lua_State *L)
{
	bool has_env = lua_gettop(L) >= 4;

	lua_settop(L, 4);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushvalue(L, 1);
	lua_pushvalue(L, 2);
	lua_pushliteral(L, "t");
	if (has_env)
		lua_pushvalue(L, 4);
	lua_call(L, has_env ? 4 : 3, LUA_MULTRET);
	return lua_gettop(L) - 4;
}

/* -- debug ----------------------------------------------------------------- */

static int
debug_traceback(lua_State *L)
{
	if (!lua_isstring(L, 1) && !lua_isnoneornil(L, 1)) {
		lua_settop(L, 1);
		return 1;
	}
	luaL_traceback(L, L, lua_tostring(L, 1), (int)luaL_optinteger(L, 2, 1));
	return 1;
}

/* Names and lines, never functions: ours among them take no care of what they
 * are given. */
static int
debug_getinfo(lua_State *L)
{
	lua_Debug ar;

	if (lua_isfunction(L, 1)) {
		lua_pushvalue(L, 1);
		lua_getinfo(L, ">Sl", &ar);
		ar.name = NULL;
	} else {
		if (!lua_getstack(L, (int)luaL_checkinteger(L, 1), &ar))
			return 0;
		lua_getinfo(L, "Sln", &ar);
	}
	lua_newtable(L);
	lua_pushstring(L, ar.source);
	lua_setfield(L, -2, "source");
	lua_pushstring(L, ar.short_src);
	lua_setfield(L, -2, "short_src");
	lua_pushstring(L, ar.what);
	lua_setfield(L, -2, "what");
	lua_pushinteger(L, ar.currentline);
	lua_setfield(L, -2, "currentline");
	lua_pushinteger(L, ar.linedefined);
	lua_setfield(L, -2, "linedefined");
	lua_pushstring(L, ar.name);
	lua_setfield(L, -2, "name");
	return 1;
}

/* -- table: loops in C that a false length would make endless -------------- */

static void
check_length(lua_State *L, lua_Integer n)
{
	if (n > MAX_MOVE)
		luaL_error(L, "table of more than %d items", MAX_MOVE);
	if (n > 0)
		state_tick(L, (uint64_t)n / 16);
}

/* The original function, upvalue 1, once the length of the list is sane. */
static int
checked_list(lua_State *L)
{
	luaL_checkany(L, 1);
	check_length(L, luaL_len(L, 1));
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
	return lua_gettop(L);
}

static int
checked_move(lua_State *L)
{
	lua_Integer from = luaL_checkinteger(L, 2);
	lua_Integer to = luaL_checkinteger(L, 3);

	if (to >= from && (lua_Unsigned)to - (lua_Unsigned)from > MAX_MOVE)
		check_length(L, LUA_MAXINTEGER);
	if (to >= from)
		check_length(L, to - from);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
	return lua_gettop(L);
}

static void
wrap(lua_State *L, const char *name, lua_CFunction with)
{
	lua_getfield(L, -1, name);
	lua_pushcclosure(L, with, 1);
	lua_setfield(L, -2, name);
}

static void
open_stock(lua_State *L)
{
	lua_pushcfunction(L, luaopen_table);
	lua_call(L, 0, 1);
	wrap(L, "insert", checked_list);
	wrap(L, "remove", checked_list);
	wrap(L, "sort", checked_list);
	wrap(L, "concat", checked_list);
	wrap(L, "move", checked_move);
	env_library(L, "table");
	lua_pushcfunction(L, luaopen_utf8);
	lua_call(L, 0, 1);
	env_library(L, "utf8");
	lua_pushcfunction(L, luaopen_coroutine);
	lua_call(L, 0, 1);
	env_library(L, "coroutine");
}

/* Without a seed of its own a script gets the one that every run has. Upvalue:
 * Lua's. */
static int
own_randomseed(lua_State *L)
{
	lua_settop(L, 2);
	if (lua_isnil(L, 1)) {
		lua_pushinteger(L, 1);
		lua_replace(L, 1);
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushvalue(L, 1);
	lua_pushinteger(L, luaL_optinteger(L, 2, 0));
	lua_call(L, 2, 0);
	return 0;
}

static void
open_math(lua_State *L)
{
	lua_pushcfunction(L, luaopen_math);
	lua_call(L, 0, 1);
	wrap(L, "randomseed", own_randomseed);
	lua_getfield(L, -1, "randomseed");
	env_template(L, "=randomseed");
	env_library(L, "math");
}

static const luaL_Reg debug_functions[] = {
    {"traceback", debug_traceback},
    {"getinfo", debug_getinfo},
    {NULL, NULL},
};

static const luaL_Reg base_functions[] = {
    {"print", own_print},
    {"tostring", own_tostring},
    {"setmetatable", own_setmetatable},
    {"rawget", own_rawget},
    {"collectgarbage", own_collectgarbage},
    {NULL, NULL},
};

void
sandbox_open(lua_State *L)
{
	static const char *const stock[] = {
	    "assert", "error",  "getmetatable", "ipairs",  "pcall",
	    "rawlen", "rawset", "rawequal",     "select",  "tonumber",
	    "type",   "warn",   "xpcall",       "_VERSION"};

	env_functions(L, base_functions);
	luaL_requiref(L, "_G", luaopen_base, 0);
	for (size_t i = 0; i < countof(stock); i++) {
		lua_getfield(L, -1, stock[i]);
		lua_setfield(L, -3, stock[i]);
	}
	lua_getfield(L, -1, "load");
	lua_pushcclosure(L, own_load, 1);
	lua_setfield(L, -3, "load");
	lua_pop(L, 1);
	pairs_open(L);
	env_library(L, "_G");
	open_stock(L);
	open_math(L);
	env_functions(L, debug_functions);
	env_library(L, "debug");
}
