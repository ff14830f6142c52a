/* pairs.c – `pairs` and `next` in an order that does not depend on Lua's hash
 * seed: the positive integers upwards, other integers, floats, strings by
 * bytes, booleans, then all else as it comes. */
#include "filter/filter_int.h"

#include <stdlib.h>
#include <string.h>

#include "filter/pairs.h"

struct key {
	int rank, order;
	lua_Integer i;
	lua_Number x;
	struct str s;
};

static int
rank_of(lua_State *L, int idx)
{
	switch (lua_type(L, idx)) {
	case LUA_TNUMBER:
		if (!lua_isinteger(L, idx))
			return 2;
		return lua_tointeger(L, idx) > 0 ? 0 : 1;
	case LUA_TSTRING:
		return 3;
	case LUA_TBOOLEAN:
		return 4;
	default:
		return 5;
	}
}

static struct key
key_at(lua_State *L, int idx, int order)
{
	struct key k = {.rank = rank_of(L, idx), .order = order};

	if (k.rank < 2)
		k.i = lua_tointeger(L, idx);
	else if (k.rank == 2)
		k.x = lua_tonumber(L, idx);
	else if (k.rank == 3)
		k.s = text_at(L, idx);
	else if (k.rank == 4)
		k.i = lua_toboolean(L, idx);
	return k;
}

static int
compare(const void *p, const void *q)
{
	const struct key *x = p, *y = q;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (x->rank == 2)
		return (x->x > y->x) - (x->x < y->x);
	if (x->rank == 3)
		return str_cmp(x->s, y->s);
	if (x->rank == 5)
		return x->order - y->order;
	return (x->i > y->i) - (x->i < y->i);
}

/* Pushes the keys that are not 1 … skip as they come, and their number. */
static int
collect(lua_State *L, int t, lua_Integer skip)
{
	int count = 0;

	lua_newtable(L);
	for (lua_pushnil(L); lua_next(L, t);) {
		lua_pop(L, 1);
		state_tick(L, 1);
		if (lua_isinteger(L, -1)) {
			lua_Integer i = lua_tointeger(L, -1);

			if (i >= 1 && i <= skip)
				continue;
		}
		lua_pushvalue(L, -1);
		lua_rawseti(L, -3, ++count);
	}
	return count;
}

void
push_sorted_keys(lua_State *L, int t, lua_Integer skip)
{
	int count, keys;
	struct key *sorted;

	t = lua_absindex(L, t);
	count = collect(L, t, skip);
	if (count < 2)
		return;
	keys = lua_gettop(L);
	/* The texts stay where they are: the table holds the strings. */
	sorted = lua_newuserdatauv(L, (size_t)count * sizeof *sorted, 0);
	for (int i = 0; i < count; i++) {
		lua_rawgeti(L, keys, i + 1);
		sorted[i] = key_at(L, -1, i + 1);
		lua_pop(L, 1);
	}
	qsort(sorted, (size_t)count, sizeof *sorted, compare);
	lua_createtable(L, count, 0);
	for (int i = 0; i < count; i++) {
		lua_rawgeti(L, keys, sorted[i].order);
		lua_rawseti(L, -2, i + 1);
	}
	lua_replace(L, keys);
	lua_settop(L, keys);
}

static lua_Integer
array_length(lua_State *L, int t)
{
	lua_Integer n = 0;

	while (lua_rawgeti(L, t, n + 1) != LUA_TNIL) {
		lua_pop(L, 1);
		n++;
	}
	lua_pop(L, 1);
	return n;
}

/* Upvalues: keys after the array part, length of the array part, position. */
static int
step(lua_State *L)
{
	lua_Integer array = lua_tointeger(L, lua_upvalueindex(2));
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));

	lua_settop(L, 1);
	for (;;) {
		at++;
		if (at <= array)
			lua_pushinteger(L, at);
		else if (lua_rawgeti(L, lua_upvalueindex(1), at - array) ==
			 LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		if (lua_rawget(L, 1) != LUA_TNIL)
			break;
		lua_pop(L, 2); /* taken out meanwhile */
	}
	lua_pushinteger(L, at);
	lua_replace(L, lua_upvalueindex(3));
	return 2;
}

static int
own_pairs(lua_State *L)
{
	lua_Integer array;

	luaL_checkany(L, 1);
	if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
		lua_pushvalue(L, 1);
		lua_call(L, 1, 3);
		return 3;
	}
	luaL_checktype(L, 1, LUA_TTABLE);
	env_complete(L, 1);
	array = array_length(L, 1);
	push_sorted_keys(L, 1, array);
	lua_pushinteger(L, array);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, step, 3);
	lua_pushvalue(L, 1);
	lua_pushnil(L);
	return 3;
}

/* -- next ------------------------------------------------------------------ */

/* The first key: `next(t) == nil` asks whether a table is empty and must not
 * cost a sort. */
static int
first_key(lua_State *L)
{
	struct key best = {0};
	bool any = false;

	if (lua_rawgeti(L, 1, 1) != LUA_TNIL) {
		lua_pushinteger(L, 1);
		lua_insert(L, -2);
		return 2;
	}
	lua_settop(L, 1);
	lua_pushnil(L); /* the best so far */
	for (lua_pushnil(L); lua_next(L, 1);) {
		struct key k = key_at(L, -2, 0);

		state_tick(L, 1);
		if (!any || compare(&k, &best) < 0) {
			best = k;
			any = true;
			lua_pushvalue(L, -2);
			lua_replace(L, 2);
		}
		lua_pop(L, 1);
	}
	if (!any)
		return 1;
	lua_pushvalue(L, 2);
	lua_rawget(L, 1);
	return 2;
}

/* The order of the table last walked with next() is kept in the run's table:
 * {table, keys, key → position}; pushed. */
static void
push_order(lua_State *L)
{
	env_push_run(L);
	if (lua_getfield(L, -1, "next") == LUA_TTABLE) {
		lua_rawgeti(L, -1, 1);
		if (lua_rawequal(L, -1, 1)) {
			lua_rawgeti(L, -2, 3);
			lua_pushvalue(L, 2);
			if (lua_rawget(L, -2) != LUA_TNIL) {
				lua_pop(L, 3);
				return;
			}
		}
	}
	lua_settop(L, 2);
	lua_newtable(L);
	lua_pushvalue(L, 1);
	lua_rawseti(L, 3, 1);
	push_sorted_keys(L, 1, 0);
	lua_newtable(L);
	for (int i = 1; lua_rawgeti(L, 4, i) != LUA_TNIL; i++) {
		lua_pushinteger(L, i);
		lua_rawset(L, 5);
	}
	lua_pop(L, 1);
	lua_rawseti(L, 3, 3);
	lua_rawseti(L, 3, 2);
	env_push_run(L);
	lua_pushvalue(L, 3);
	lua_setfield(L, -2, "next");
	lua_pop(L, 1);
}

static int
own_next(lua_State *L)
{
	int order;
	lua_Integer at;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	env_complete(L, 1);
	if (lua_isnil(L, 2))
		return first_key(L);
	if (rank_of(L, 2) == 0) { /* within a list no order is needed */
		lua_pushinteger(L, lua_tointeger(L, 2) + 1);
		lua_pushvalue(L, -1);
		if (lua_rawget(L, 1) != LUA_TNIL)
			return 2;
		lua_settop(L, 2);
	}
	push_order(L);
	order = lua_gettop(L);
	lua_rawgeti(L, order, 3);
	lua_pushvalue(L, 2);
	lua_rawget(L, -2);
	at = lua_tointeger(L, -1);
	if (at == 0)
		return luaL_error(L, "invalid key to 'next'");
	lua_rawgeti(L, order, 2);
	while (lua_rawgeti(L, -1, ++at) != LUA_TNIL) {
		lua_pushvalue(L, -1);
		if (lua_rawget(L, 1) != LUA_TNIL)
			return 2;
		lua_pop(L, 2);
	}
	return 1;
}

void
pairs_open(lua_State *L)
{
	lua_pushcfunction(L, own_pairs);
	lua_setfield(L, -2, "pairs");
	lua_pushcfunction(L, own_next);
	lua_setfield(L, -2, "next");
}
