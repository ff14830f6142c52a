/* version.c – Version objects: PANDOC_VERSION and pandoc.types.Version. They
 * compare with versions, strings, numbers and lists, and can be indexed. */
#include "filter/filter_int.h"
#include "filter/libs.h"

enum { MAX_PARTS = 16 };

struct version {
	struct handle h;
	size_t count;
	lua_Integer part[MAX_PARTS];
};

static struct version *
new_version(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct version *v = lua_newuserdatauv(L, sizeof *v, 1);

	*v = (struct version){
	    .h = {.kind = HANDLE_VERSION, .generation = S->generation}};
	lua_rawgeti(L, LUA_REGISTRYINDEX, S->mt[HANDLE_VERSION]);
	lua_setmetatable(L, -2);
	return v;
}

void
push_version(lua_State *L, const int *parts, size_t count)
{
	struct version *v = new_version(L);

	v->count = count < MAX_PARTS ? count : MAX_PARTS;
	for (size_t i = 0; i < v->count; i++)
		v->part[i] = parts[i];
}

static void
parse(lua_State *L, struct str s, struct version *v)
{
	struct str rest = s;

	while (rest.p && v->count < MAX_PARTS) {
		struct str part = str_cut(&rest, '.');
		lua_Integer number = 0;

		if (part.n == 0 || part.n > 9)
			luaL_error(L, "could not parse version \"%s\"", s.p);
		for (size_t i = 0; i < part.n; i++) {
			if (!is_digit(part.p[i]))
				luaL_error(L, "could not parse version \"%s\"",
					   s.p);
			number = number * 10 + (part.p[i] - '0');
		}
		v->part[v->count++] = number;
	}
}

/* A version, number, string or list of numbers. */
static struct version
peek(lua_State *L, int idx)
{
	struct version v = {.count = 0};
	const struct handle *h = handle_at(L, idx);

	if (h && h->kind == HANDLE_VERSION)
		return *(const struct version *)lua_touserdata(L, idx);
	if (lua_istable(L, idx)) {
		lua_Integer n = (lua_Integer)lua_rawlen(L, idx);

		for (lua_Integer i = 1; i <= n && i <= MAX_PARTS; i++) {
			lua_rawgeti(L, idx, i);
			v.part[v.count++] = luaL_checkinteger(L, -1);
			lua_pop(L, 1);
		}
		return v;
	}
	if (!lua_isstring(L, idx))
		luaL_error(L, "Version expected, got %s", type_name_at(L, idx));
	parse(L, text_peek(L, idx, "Version"), &v);
	return v;
}

static int
compare(const struct version *x, const struct version *y)
{
	for (size_t i = 0; i < x->count && i < y->count; i++)
		if (x->part[i] != y->part[i])
			return x->part[i] < y->part[i] ? -1 : 1;
	return (x->count > y->count) - (x->count < y->count);
}

static int
compare_args(lua_State *L)
{
	struct version x = peek(L, 1), y = peek(L, 2);

	return compare(&x, &y);
}

static int
version_eq(lua_State *L)
{
	lua_pushboolean(L, compare_args(L) == 0);
	return 1;
}

static int
version_lt(lua_State *L)
{
	lua_pushboolean(L, compare_args(L) < 0);
	return 1;
}

static int
version_le(lua_State *L)
{
	lua_pushboolean(L, compare_args(L) <= 0);
	return 1;
}

static int
version_len(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)peek(L, 1).count);
	return 1;
}

static int
version_tostring(lua_State *L)
{
	struct version v = peek(L, 1);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (size_t i = 0; i < v.count; i++) {
		if (i)
			luaL_addchar(&b, '.');
		lua_pushinteger(L, v.part[i]);
		luaL_addvalue(&b);
	}
	luaL_pushresult(&b);
	return 1;
}

static int
must_be_at_least(lua_State *L)
{
	struct version has = peek(L, 1), asked = peek(L, 2);

	if (compare(&has, &asked) >= 0)
		return 0;
	lua_settop(L, 3);
	if (lua_isnil(L, 3)) {
		lua_pushliteral(L, "expected version %s or newer, got %s");
		lua_replace(L, 3);
	}
	env_push_library(L, "string");
	lua_getfield(L, -1, "format");
	lua_pushvalue(L, 3);
	lua_getglobal(L, "tostring");
	lua_pushvalue(L, 2);
	lua_call(L, 1, 1);
	lua_pushcfunction(L, version_tostring);
	lua_pushvalue(L, 1);
	lua_call(L, 1, 1);
	lua_call(L, 3, 1);
	return lua_error(L);
}

static int
version_index(lua_State *L)
{
	struct version v = peek(L, 1);

	if (lua_isinteger(L, 2)) {
		lua_Integer i = lua_tointeger(L, 2);

		if (i < 1 || i > (lua_Integer)v.count)
			return 0;
		lua_pushinteger(L, v.part[i - 1]);
		return 1;
	}
	if (str_is(text_at(L, 2), "must_be_at_least")) {
		lua_pushcfunction(L, must_be_at_least);
		return 1;
	}
	return 0;
}

/* Upvalue: position. */
static int
version_step(lua_State *L)
{
	struct version v = peek(L, 1);
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(1)) + 1;

	if (at > (lua_Integer)v.count)
		return 0;
	lua_pushinteger(L, at);
	lua_replace(L, lua_upvalueindex(1));
	lua_pushinteger(L, at);
	lua_pushinteger(L, v.part[at - 1]);
	return 2;
}

static int
version_pairs(lua_State *L)
{
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, version_step, 1);
	lua_pushvalue(L, 1);
	return 2;
}

/* pandoc.types.Version(x) */
static int
make_version(lua_State *L)
{
	struct version v = peek(L, 1);
	struct version *made = new_version(L);

	made->count = v.count;
	for (size_t i = 0; i < v.count; i++)
		made->part[i] = v.part[i];
	return 1;
}

static const luaL_Reg events[] = {
    {"__index", version_index}, {"__eq", version_eq},
    {"__lt", version_lt},       {"__le", version_le},
    {"__len", version_len},     {"__tostring", version_tostring},
    {"__pairs", version_pairs}, {NULL, NULL},
};

static const luaL_Reg functions[] = {
    {"Version", make_version},
    {NULL, NULL},
};

void
version_open(lua_State *L)
{
	env_functions(L, events);
	lua_pushliteral(L, "Version");
	lua_setfield(L, -2, "__name");
	lua_pushliteral(L, "Version");
	lua_setfield(L, -2, "__metatable");
	state_of(L)->mt[HANDLE_VERSION] = luaL_ref(L, LUA_REGISTRYINDEX);
	env_functions(L, functions);
	env_library(L, "pandoc.types");
}
