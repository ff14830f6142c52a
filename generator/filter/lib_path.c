/* lib_path.c – pandoc.path: names of files as text. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include "base/path.h"

static struct str
arg(lua_State *L, int idx)
{
	luaL_checkstring(L, idx);
	return text_peek(L, idx, "path");
}

/* Up to and without the last slash: "a/b/" → "a/b", "a" → ".". */
static int
path_directory(lua_State *L)
{
	struct str s = arg(L, 1);
	size_t slash = str_rfind(s, '/');

	if (slash == SIZE_MAX)
		lua_pushliteral(L, ".");
	else
		push_str(L, str_slice(s, 0, slash ? slash : 1));
	return 1;
}

static int
path_filename(lua_State *L)
{
	struct str s = arg(L, 1);
	size_t slash = str_rfind(s, '/');

	push_str(L, slash == SIZE_MAX ? s : str_slice(s, slash + 1, s.n));
	return 1;
}

static int
path_absolute(lua_State *L)
{
	lua_pushboolean(L, path_is_absolute(arg(L, 1)));
	return 1;
}

static int
path_is_relative(lua_State *L)
{
	lua_pushboolean(L, !path_is_absolute(arg(L, 1)));
	return 1;
}

/* An absolute part starts anew, as in Haskell's </>. */
static int
path_join_list(lua_State *L)
{
	struct arena *a = state_of(L)->work;
	struct str path = STR("");
	lua_Integer n;

	luaL_checktype(L, 1, LUA_TTABLE);
	n = (lua_Integer)lua_rawlen(L, 1);
	for (lua_Integer i = 1; i <= n; i++) {
		struct str part;

		lua_rawgeti(L, 1, i);
		part = text_peek(L, -1, "path");
		lua_pop(L, 1);
		if (path.n == 0 || path_is_absolute(part))
			path = part;
		else if (path.p[path.n - 1] == '/')
			path = arena_join(a, path, part);
		else
			path =
			    arena_join(a, arena_join(a, path, STR("/")), part);
	}
	push_str(L, path);
	return 1;
}

/* Without "." and "//"; ".." stays, it may cross a link. */
static int
path_normalize(lua_State *L)
{
	struct arena *a = state_of(L)->work;
	struct str s = arg(L, 1), rest = s;
	struct str path = path_is_absolute(s) ? STR("/") : STR("");

	while (rest.p) {
		struct str part = str_cut(&rest, '/');

		if (part.n == 0 || str_is(part, "."))
			continue;
		if (path.n && path.p[path.n - 1] != '/')
			path = arena_join(a, path, STR("/"));
		path = arena_join(a, path, part);
	}
	if (s.n > 1 && s.p[s.n - 1] == '/' && path.n &&
	    path.p[path.n - 1] != '/')
		path = arena_join(a, path, STR("/"));
	push_str(L, path.n ? path : STR("."));
	return 1;
}

/* make_relative(path, root[, unsafe]): unsafe allows "..". */
static int
path_make_relative(lua_State *L)
{
	struct arena *a = state_of(L)->work;
	struct str path = arg(L, 1), root = arg(L, 2);
	struct str clean = path_clean(a, path), base = path_clean(a, root);
	struct str prefix =
	    str_ends(base, STR("/")) ? base : arena_join(a, base, STR("/"));

	if (str_eq(clean, base))
		lua_pushliteral(L, ".");
	else if (str_starts(clean, prefix))
		push_str(L, str_slice(clean, prefix.n, clean.n));
	else if (lua_toboolean(L, 3) &&
		 path_is_absolute(clean) == path_is_absolute(base))
		push_str(L, path_relative(a, arena_join(a, prefix, STR("x")),
					  clean));
	else
		push_str(L, path);
	return 1;
}

static int
path_split(lua_State *L)
{
	struct str rest = arg(L, 1);
	int count = 0;

	lua_newtable(L);
	env_set_list_meta(L, LIST_PLAIN);
	if (path_is_absolute(rest)) {
		lua_pushliteral(L, "/");
		lua_rawseti(L, -2, ++count);
	}
	while (rest.p) {
		struct str part = str_cut(&rest, '/');

		if (part.n == 0)
			continue;
		push_str(L, part);
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

static int
path_split_extension(lua_State *L)
{
	struct str s = arg(L, 1);
	size_t slash = str_rfind(s, '/'), dot = str_rfind(s, '.');

	if (dot == SIZE_MAX || (slash != SIZE_MAX && dot < slash))
		dot = s.n;
	push_str(L, str_slice(s, 0, dot));
	push_str(L, str_slice(s, dot, s.n));
	return 2;
}

static int
path_split_search(lua_State *L)
{
	struct str rest = arg(L, 1);
	int count = 0;

	lua_newtable(L);
	env_set_list_meta(L, LIST_PLAIN);
	while (rest.p) {
		struct str part = str_cut(&rest, ':');

		push_str(L, part.n ? part : STR("."));
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

static int
path_exists(lua_State *L)
{
	struct str text;

	lua_pushboolean(L, read_text(L, arg(L, 1), &text));
	return 1;
}

/* Methods for strings: ("a/b"):directory(). */
static int
path_treat_strings(lua_State *L)
{
	env_push_library(L, "pandoc.path");
	env_complete(L, -1);
	env_push_library(L, "string");
	for (lua_pushnil(L); lua_next(L, -3);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		if (lua_isfunction(L, -1))
			lua_rawset(L, -4);
		else
			lua_pop(L, 2);
	}
	return 0;
}

static const luaL_Reg functions[] = {
    {"directory", path_directory},
    {"exists", path_exists},
    {"filename", path_filename},
    {"is_absolute", path_absolute},
    {"is_relative", path_is_relative},
    {"join", path_join_list},
    {"make_relative", path_make_relative},
    {"normalize", path_normalize},
    {"split", path_split},
    {"split_extension", path_split_extension},
    {"split_search_path", path_split_search},
    {"treat_strings_as_paths", path_treat_strings},
    {NULL, NULL},
};

void
lib_path_open(lua_State *L)
{
	env_functions(L, functions);
	lua_pushliteral(L, "/");
	lua_setfield(L, -2, "separator");
	lua_pushliteral(L, ":");
	lua_setfield(L, -2, "search_path_separator");
	env_library(L, "pandoc.path");
}
