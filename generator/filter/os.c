/* os.c – the os library: time (SOURCE_DATE_EPOCH when it is set), and nothing
 * that reaches outside. os.exit ends the filter, not the program. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The time to show: fixed for reproducible builds, else now. */
static lua_Integer
shown_time(bool *fixed)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long t;

	*fixed = false;
	if (epoch && *epoch) {
		t = strtoll(epoch, &end, 10);
		if (*end == '\0') {
			*fixed = true;
			return (lua_Integer)t;
		}
	}
	return (lua_Integer)time(NULL);
}

/* Upvalue: Lua's own. */
static int
own_time(lua_State *L)
{
	bool fixed;

	if (lua_isnoneornil(L, 1)) {
		lua_pushinteger(L, shown_time(&fixed));
		return 1;
	}
	lua_settop(L, 1);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, 1, 1);
	return 1;
}

/* A fixed time is shown in UTC, wherever the build runs. */
static int
own_date(lua_State *L)
{
	const char *format = luaL_optstring(L, 1, "%c");
	bool fixed;
	lua_Integer t = shown_time(&fixed);

	lua_settop(L, 2);
	lua_pushvalue(L, lua_upvalueindex(1));
	if (fixed && *format != '!')
		lua_pushfstring(L, "!%s", format);
	else
		lua_pushstring(L, format);
	lua_pushinteger(L, luaL_optinteger(L, 2, t));
	lua_call(L, 2, 1);
	return 1;
}

/* Steps, not seconds: the same in every run. */
static int
own_clock(lua_State *L)
{
	lua_pushnumber(L, (lua_Number)state_of(L)->steps / 1e8);
	return 1;
}

static int
own_getenv(lua_State *L)
{
	static const char *const allowed[] = {"SOURCE_DATE_EPOCH", "LANG"};
	const char *name = luaL_checkstring(L, 1);

	for (size_t i = 0; i < countof(allowed); i++)
		if (strcmp(name, allowed[i]) == 0) {
			lua_pushstring(L, getenv(name));
			return 1;
		}
	lua_pushnil(L);
	return 1;
}

static int
own_exit(lua_State *L)
{
	struct filter_state *S = state_of(L);

	if (lua_isboolean(L, 1))
		S->status = lua_toboolean(L, 1) ? 0 : 1;
	else
		S->status = (int)luaL_optinteger(L, 1, 0);
	state_stop(L, STOP_EXIT);
}

static const luaL_Reg functions[] = {
    {"clock", own_clock},
    {"getenv", own_getenv},
    {"exit", own_exit},
    {NULL, NULL},
};

static const char *const refused[][2] = {
    {"execute", "running a program (os.execute)"},
    {"remove", "removing a file (os.remove)"},
    {"rename", "renaming a file (os.rename)"},
    {"tmpname", "making a file (os.tmpname)"},
    {"setlocale", "changing the locale (os.setlocale)"},
};

void
os_open(lua_State *L)
{
	env_functions(L, functions);
	lua_pushcfunction(L, luaopen_os);
	lua_call(L, 0, 1);
	lua_getfield(L, -1, "difftime");
	lua_setfield(L, -3, "difftime");
	lua_getfield(L, -1, "time");
	lua_pushcclosure(L, own_time, 1);
	lua_setfield(L, -3, "time");
	lua_getfield(L, -1, "date");
	lua_pushcclosure(L, own_date, 1);
	lua_setfield(L, -3, "date");
	lua_pop(L, 1);
	for (size_t i = 0; i < countof(refused); i++) {
		push_denied(L, refused[i][1]);
		lua_setfield(L, -2, refused[i][0]);
	}
	env_library(L, "os");
}
