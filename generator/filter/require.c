/* require.c – require, dofile and loadfile: libraries, and modules as text from
 * the manual's folder, beside the filter or out of the program. No C modules,
 * no bytecode. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <string.h>

#include "base/path.h"

/* A chunk of text, named by its file; raises when it is none. */
static void
load_text(lua_State *L, struct str text, const char *name)
{
	const char *chunk = lua_pushfstring(L, "@%s", name);

	if (text.n && text.p[0] == '#') {
		size_t end = str_find(text, STR("\n"), 0);

		text = end == SIZE_MAX ? STR("") : str_slice(text, end, text.n);
	}
	if (luaL_loadbufferx(L, text.p ? text.p : "", text.n, chunk, "t") !=
	    LUA_OK)
		lua_error(L);
	lua_remove(L, -2);
}

/* The template with ? replaced by the module's name as a path. */
static struct str
fill(struct filter_state *S, struct str template, struct str module)
{
	struct str path = STR("");
	size_t at = 0;

	for (;;) {
		size_t mark = str_find(template, STR("?"), at);

		path =
		    arena_join(S->work, path,
			       str_slice(template, at,
					 mark == SIZE_MAX ? template.n : mark));
		if (mark == SIZE_MAX)
			return path;
		path = arena_join(S->work, path, module);
		at = mark + 1;
	}
}

/* The module's name with dots as folders. */
static struct str
as_path(struct filter_state *S, struct str name)
{
	struct str copy = arena_str(S->work, name);

	for (size_t i = 0; i < copy.n; i++)
		if (copy.p[i] == '.')
			((char *)(uintptr_t)copy.p)[i] = '/';
	return copy;
}

/* Tries one template; leaves the chunk and its file's name, or nothing. */
static bool
try_template(lua_State *L, struct str template, struct str module)
{
	struct filter_state *S = state_of(L);
	struct str path = fill(S, template, module), text;

	if (!read_text(L, path, &text)) {
		lua_pop(L, 1);
		return false;
	}
	load_text(L, text, path.p);
	push_str(L, path);
	return true;
}

/* What the program brings along. */
static bool
try_built_in(lua_State *L, struct str module)
{
	struct filter_state *S = state_of(L);
	struct filter_file file = {0};

	if (!S->opts.module || !S->opts.module(module, &file))
		return false;
	load_text(L, file.text, arena_str(S->work, file.name).p);
	push_str(L, file.name);
	return true;
}

/* The folder of the filter, the manual's filters/, the program. */
static bool
search_own(lua_State *L, struct str module)
{
	struct filter_state *S = state_of(L);
	const struct filter_file *filter = &S->chain->files[S->filter];

	if (!filter->built_in &&
	    try_template(
		L, arena_join(S->work, path_dir(filter->name), STR("/?.lua")),
		module))
		return true;
	if (S->opts.root.p &&
	    try_template(L,
			 path_join(S->work, S->opts.root, STR("filters/?.lua")),
			 module))
		return true;
	return try_built_in(L, module);
}

/* package.path, then our own places; leaves the chunk and its file's name. */
static bool
search(lua_State *L, struct str path, struct str name)
{
	struct str module = as_path(state_of(L), name);

	while (path.p) {
		struct str template = str_cut(&path, ';');

		if (template.n && try_template(L, template, module))
			return true;
	}
	return search_own(L, module);
}

/* package.path; pushes it with the filter and the module's name, as a key. */
static struct str
push_key(lua_State *L, struct str name)
{
	struct str path = STR("");

	env_push_library(L, "package");
	lua_getfield(L, -1, "path");
	if (lua_isstring(L, -1))
		path = text_peek(L, -1, "path");
	lua_pop(L, 2);
	lua_pushfstring(L, "%d;%s;%s", (int)state_of(L)->filter, path.p,
			name.p);
	return path;
}

/* Pushes the chunk and its file's name. Files do not change while pages are
 * made: a module is looked for and compiled once a state for each filter and
 * package.path; each run calls the chunk anew, with globals of its own. */
static bool
find_module(lua_State *L, struct str name)
{
	int kept = lua_gettop(L) + 1, key = kept + 1, entry = key + 1;
	struct str path;

	luaL_getsubtable(L, LUA_REGISTRYINDEX, "modules");
	path = push_key(L, name);
	lua_pushvalue(L, key);
	if (lua_rawget(L, kept) != LUA_TTABLE) {
		lua_settop(L, key);
		if (!search(L, path, name))
			return false;
		lua_createtable(L, 2, 0);
		lua_insert(L, entry);
		lua_rawseti(L, entry, 2);
		lua_rawseti(L, entry, 1);
		lua_pushvalue(L, key);
		lua_pushvalue(L, entry);
		lua_rawset(L, kept);
	}
	lua_rawgeti(L, entry, 1);
	lua_pushglobaltable(L);
	lua_setupvalue(L, -2, 1);
	lua_replace(L, kept);
	lua_rawgeti(L, entry, 2);
	lua_replace(L, key);
	lua_settop(L, key);
	return true;
}

/* Libraries under the names pandoc gives them. */
static bool
push_known(lua_State *L, struct str name)
{
	static const char *const stock[] = {
	    "string", "table",   "math", "utf8", "os",     "io", "coroutine",
	    "debug",  "package", "text", "vade", "pandoc", "_G"};
	bool known = str_starts(name, STR("pandoc."));

	for (size_t i = 0; i < countof(stock); i++)
		known = known || str_is(name, stock[i]);
	if (!known)
		return false;
	if (str_is(name, "pandoc.List")) {
		env_push_list_meta(L, LIST_PLAIN);
		return true;
	}
	lua_pushlstring(L, name.p, name.n);
	env_push_library(L, lua_tostring(L, -1));
	lua_remove(L, -2);
	if (!lua_isnil(L, -1))
		return true;
	lua_pop(L, 1);
	return false;
}

/* package.preload[name], a function, pushed. */
static bool
push_preload(lua_State *L)
{
	env_push_library(L, "package.preload");
	lua_pushvalue(L, 1);
	lua_gettable(L, -2);
	lua_remove(L, -2);
	if (lua_isfunction(L, -1)) {
		lua_pushliteral(L, ":preload:");
		return true;
	}
	lua_pop(L, 1);
	return false;
}

static int
own_require(lua_State *L)
{
	luaL_checkstring(L, 1);
	lua_settop(L, 1);
	env_push_library(L, "package.loaded");
	lua_pushvalue(L, 1);
	if (lua_gettable(L, 2) != LUA_TNIL)
		return 1;
	lua_settop(L, 2);
	if (push_known(L, text_at(L, 1)))
		return 1;
	if (!push_preload(L) && !find_module(L, text_at(L, 1)))
		return luaL_error(
		    L,
		    "module '%s' not found below the manual's folder or "
		    "beside the filter",
		    lua_tostring(L, 1));
	lua_pushvalue(L, 1);
	lua_insert(L, -2); /* chunk, name, file */
	lua_pushvalue(L, -1);
	lua_replace(L, 1); /* the file stays as second result */
	lua_pushvalue(L, -2);
	lua_insert(L, 3);
	lua_call(L, 2, 1); /* table, name, result */
	if (lua_isnil(L, -1)) {
		lua_pop(L, 1);
		lua_pushboolean(L, true);
	}
	lua_pushvalue(L, 3);
	lua_pushvalue(L, -2);
	lua_settable(L, 2);
	lua_pushvalue(L, 1);
	return 2;
}

static int
own_dofile(lua_State *L)
{
	struct str text;

	luaL_checkstring(L, 1);
	lua_settop(L, 1);
	if (!read_text(L, text_at(L, 1), &text))
		return lua_error(L);
	load_text(L, text, lua_tostring(L, 1));
	lua_call(L, 0, LUA_MULTRET);
	return lua_gettop(L) - 1;
}

static int
own_loadfile(lua_State *L)
{
	struct str text;

	luaL_checkstring(L, 1);
	lua_settop(L, 3);
	if (!read_text(L, text_at(L, 1), &text)) {
		lua_pushnil(L);
		lua_insert(L, -2);
		return 2;
	}
	load_text(L, text, lua_tostring(L, 1));
	if (lua_istable(L, 3)) {
		lua_pushvalue(L, 3);
		lua_setupvalue(L, -2, 1);
	}
	return 1;
}

static const luaL_Reg functions[] = {
    {"require", own_require},
    {"dofile", own_dofile},
    {"loadfile", own_loadfile},
    {NULL, NULL},
};

void
require_open(lua_State *L)
{
	env_push_original(L, "_G");
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
	lua_newtable(L);
	lua_pushliteral(L, "./?.lua;./?/init.lua");
	lua_setfield(L, -2, "path");
	lua_pushliteral(L, "");
	lua_setfield(L, -2, "cpath");
	lua_pushliteral(L, "/\n;\n?\n!\n-\n");
	lua_setfield(L, -2, "config");
	env_library(L, "package");
	lua_newtable(L);
	env_library(L, "package.loaded");
	lua_newtable(L);
	env_library(L, "package.preload");
}
