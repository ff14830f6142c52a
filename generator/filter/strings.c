/* strings.c – the string library: Lua's own, but find, match, gmatch and gsub
 * on the counted matcher, and format without addresses. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <string.h>

#include "filter/pattern.h"

static size_t
start_at(lua_State *L, int idx, size_t length)
{
	lua_Integer init = luaL_optinteger(L, idx, 1);

	if (init > 0)
		return (size_t)init - 1;
	if (init == 0 || init < -(lua_Integer)length)
		return 0;
	return length + (size_t)init - (init < 0 ? 0 : 1);
}

static struct pattern
prepare(lua_State *L, int subject, int pattern)
{
	struct pattern p = {.L = L};

	luaL_checkstring(L, subject);
	luaL_checkstring(L, pattern);
	p.subject = text_at(L, subject);
	p.text = text_at(L, pattern);
	return p;
}

static bool
is_plain(struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (strchr("^$*+?.([%-", pattern.p[i]) && pattern.p[i])
			return false;
	return true;
}

static int
find_plain(lua_State *L, const struct pattern *p, size_t at)
{
	const char *hit = p->text.n == 0
			      ? p->subject.p + at
			      : memmem(p->subject.p + at, p->subject.n - at,
				       p->text.p, p->text.n);

	state_tick(L, 1 + (p->subject.n - at) / 16);
	if (!hit) {
		lua_pushnil(L);
		return 1;
	}
	at = (size_t)(hit - p->subject.p);
	lua_pushinteger(L, (lua_Integer)at + 1);
	lua_pushinteger(L, (lua_Integer)(at + p->text.n));
	return 2;
}

/* The first match at or after `at`: its start and end. */
static bool
search(struct pattern *p, size_t *at, size_t *end)
{
	bool anchored = p->text.n && p->text.p[0] == '^';

	for (; *at <= p->subject.n; ++*at) {
		*end = pattern_match(p, *at, anchored ? 1 : 0);
		if (*end != SIZE_MAX)
			return true;
		if (anchored)
			return false;
	}
	return false;
}

static int
own_find(lua_State *L)
{
	struct pattern p = prepare(L, 1, 2);
	size_t at = start_at(L, 3, p.subject.n);
	size_t end;

	if (at > p.subject.n) {
		lua_pushnil(L);
		return 1;
	}
	if (lua_toboolean(L, 4) || is_plain(p.text))
		return find_plain(L, &p, at);
	if (!search(&p, &at, &end)) {
		lua_pushnil(L);
		return 1;
	}
	lua_pushinteger(L, (lua_Integer)at + 1);
	lua_pushinteger(L, (lua_Integer)end);
	return 2 + (p.captures ? pattern_push_all(&p, at, end) : 0);
}

static int
own_match(lua_State *L)
{
	struct pattern p = prepare(L, 1, 2);
	size_t at = start_at(L, 3, p.subject.n);
	size_t end;

	if (at <= p.subject.n && search(&p, &at, &end))
		return pattern_push_all(&p, at, end);
	lua_pushnil(L);
	return 1;
}

/* Upvalues: subject, pattern, place to go on, end of the last match + 1. A ^
 * is no anchor here. */
static int
gmatch_step(lua_State *L)
{
	struct pattern p = prepare(L, lua_upvalueindex(1), lua_upvalueindex(2));
	size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
	size_t last = (size_t)lua_tointeger(L, lua_upvalueindex(4));

	for (; at <= p.subject.n; at++) {
		size_t end = pattern_match(&p, at, 0);

		if (end == SIZE_MAX || end + 1 == last)
			continue;
		lua_pushinteger(L, (lua_Integer)end);
		lua_replace(L, lua_upvalueindex(3));
		lua_pushinteger(L, (lua_Integer)end + 1);
		lua_replace(L, lua_upvalueindex(4));
		return pattern_push_all(&p, at, end);
	}
	lua_pushinteger(L, (lua_Integer)p.subject.n + 1);
	lua_replace(L, lua_upvalueindex(3));
	return 0;
}

static int
own_gmatch(lua_State *L)
{
	struct pattern p = prepare(L, 1, 2);
	size_t at = start_at(L, 3, p.subject.n);

	if (at > p.subject.n)
		at = p.subject.n + 1;
	lua_settop(L, 2);
	lua_pushinteger(L, (lua_Integer)at);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, gmatch_step, 4);
	return 1;
}

/* -- gsub ------------------------------------------------------------------ */

static void
add_template(struct pattern *p, luaL_Buffer *b, size_t start, size_t end)
{
	struct str s = text_at(p->L, 3);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '%') {
			luaL_addchar(b, s.p[i]);
			continue;
		}
		i++;
		if (i < s.n && s.p[i] == '%') {
			luaL_addchar(b, '%');
		} else if (i < s.n && s.p[i] == '0') {
			luaL_addlstring(b, p->subject.p + start, end - start);
		} else if (i < s.n && is_digit(s.p[i])) {
			pattern_push(p, s.p[i] - '1', start, end);
			luaL_tolstring(p->L, -1, NULL);
			lua_remove(p->L, -2);
			luaL_addvalue(b);
		} else {
			luaL_error(p->L, "invalid use of '%%' in replacement "
					 "string");
		}
	}
}

/* Adds what takes the place of the match; whether it differs. */
static void
add_replacement(struct pattern *p, luaL_Buffer *b, size_t start, size_t end)
{
	lua_State *L = p->L;
	int count;

	switch (lua_type(L, 3)) {
	case LUA_TFUNCTION:
		lua_pushvalue(L, 3);
		count = pattern_push_all(p, start, end);
		lua_call(L, count, 1);
		break;
	case LUA_TTABLE:
		pattern_push(p, 0, start, end);
		lua_gettable(L, 3);
		break;
	default:
		add_template(p, b, start, end);
		return;
	}
	if (!lua_toboolean(L, -1)) {
		lua_pop(L, 1);
		luaL_addlstring(b, p->subject.p + start, end - start);
	} else if (!lua_isstring(L, -1)) {
		luaL_error(L, "invalid replacement value (a %s)",
			   luaL_typename(L, -1));
	} else {
		luaL_addvalue(b);
	}
}

static int
own_gsub(lua_State *L)
{
	struct pattern p = prepare(L, 1, 2);
	size_t at = 0, last = SIZE_MAX;
	lua_Integer max = luaL_optinteger(L, 4, LUA_MAXINTEGER), count = 0;
	bool anchored = p.text.n && p.text.p[0] == '^';
	int type = lua_type(L, 3);
	luaL_Buffer b;

	luaL_argexpected(L,
			 type == LUA_TNUMBER || type == LUA_TSTRING ||
			     type == LUA_TFUNCTION || type == LUA_TTABLE,
			 3, "string/function/table");
	if (type == LUA_TNUMBER)
		lua_tolstring(L, 3, NULL);
	luaL_buffinit(L, &b);
	while (count < max) {
		size_t end = pattern_match(&p, at, anchored ? 1 : 0);

		if (end != SIZE_MAX && end != last) {
			count++;
			add_replacement(&p, &b, at, end);
			at = last = end;
		} else if (at < p.subject.n) {
			luaL_addchar(&b, p.subject.p[at++]);
		} else {
			break;
		}
		if (anchored)
			break;
	}
	if (at < p.subject.n)
		luaL_addlstring(&b, p.subject.p + at, p.subject.n - at);
	luaL_pushresult(&b);
	lua_pushinteger(L, count);
	return 2;
}

/* string.format with what has no text of its own shown as tostring does. */
static int
own_format(lua_State *L)
{
	int count = lua_gettop(L);

	luaL_checkstring(L, 1);
	if (strstr(lua_tostring(L, 1), "%p"))
		state_deny(L, "the format \"%p\"");
	for (int i = 2; i <= count; i++) {
		int type = lua_type(L, i);

		if (type != LUA_TTABLE && type != LUA_TFUNCTION &&
		    type != LUA_TUSERDATA && type != LUA_TTHREAD)
			continue;
		env_push_library(L, "_G");
		lua_getfield(L, -1, "tostring");
		lua_pushvalue(L, i);
		lua_call(L, 1, 1);
		lua_replace(L, i);
		lua_settop(L, count);
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, count, 1);
	return 1;
}

static const luaL_Reg functions[] = {
    {"find", own_find}, {"match", own_match}, {"gmatch", own_gmatch},
    {"gsub", own_gsub}, {NULL, NULL},
};

void
strings_open(lua_State *L)
{
	lua_pushcfunction(L, luaopen_string);
	lua_call(L, 0, 1);
	lua_pushnil(L);
	lua_setfield(L, -2, "dump");
	luaL_setfuncs(L, functions, 0);
	lua_getfield(L, -1, "format");
	lua_pushcclosure(L, own_format, 1);
	lua_setfield(L, -2, "format");
	/* the metatable of strings is one for all runs: out of reach */
	lua_pushliteral(L, "");
	lua_getmetatable(L, -1);
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 2);
	env_library(L, "string");
}
