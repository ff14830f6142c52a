/* lib_vade.c – module `vade`, for filters of a manual:
 *
 *   vade.error(el, code, message)
 *   vade.warn(el, code, message)
 *     Report a finding at the place of the element in its source. `code` is the
 *     name of a code of the families block- and filter- ("block-attr",
 *     "block-content", "block-unknown", "filter-warn" …); its level is that of
 *     the code. nil as code: filter-error and filter-warn. nil as element: the
 *     place being filtered. Both return nothing; the filter goes on.
 *   vade.near(word, list)
 *     The string of the list nearest to the word, or nil when none is near;
 *     second result: `; did you mean "x"?`, or "".
 *   vade.line(el), vade.column(el), vade.file(el)
 *     Where the element was written; nil when nobody wrote it. */
#include "filter/filter_int.h"
#include "filter/libs.h"

/* Where the element at idx was written; else the place being filtered. */
static struct pos
place_at(lua_State *L, int idx)
{
	const struct handle *h = handle_at(L, idx);

	if (h && (h->kind < DOC__COUNT || h->kind == HANDLE_LIST_ATTR) &&
	    h->of.node->pos.line)
		return h->of.node->pos;
	if (lua_istable(L, idx)) { /* a list: its first element */
		struct pos at;

		lua_rawgeti(L, idx, 1);
		at = lua_isuserdata(L, -1) ? place_at(L, lua_gettop(L))
					   : state_of(L)->here;
		lua_pop(L, 1);
		return at;
	}
	return state_of(L)->here;
}

static int
report(lua_State *L, enum diag_code otherwise)
{
	struct filter_state *S = state_of(L);
	enum diag_code code = otherwise;
	struct str name, message;

	lua_settop(L, 3);
	if (!lua_isnil(L, 2)) {
		name = text_peek(L, 2, "code");
		code = diag_find(name);
		if (code == DIAG__COUNT || (!str_starts(name, STR("block-")) &&
					    !str_starts(name, STR("filter-"))))
			return luaL_error(
			    L,
			    "no code \"%s\" for filters to report; use "
			    "\"block-attr\", \"block-content\" …",
			    name.p);
	}
	message = text_peek(L, 3, "message");
	diag(S->d, code, place_at(L, 1), STR_FMT, STR_ARG(message));
	state_tick(L, 1000);
	return 0;
}

static int
vade_error(lua_State *L)
{
	return report(L, DIAG_FILTER_ERROR);
}

static int
vade_warn(lua_State *L)
{
	return report(L, DIAG_FILTER_WARN);
}

static int
vade_near(lua_State *L)
{
	struct str word = text_peek(L, 1, "string"), near;
	struct str *list;
	size_t count;
	struct diag_hint hint;

	luaL_checktype(L, 2, LUA_TTABLE);
	count = (size_t)lua_rawlen(L, 2);
	list = arena_array(state_of(L)->work, count, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		lua_rawgeti(L, 2, (lua_Integer)i + 1);
		list[i] = text_peek(L, lua_gettop(L), "string");
		lua_pop(L, 1);
	}
	state_tick(L, 1 + count);
	near = diag_nearest(word, list, count);
	if (near.p)
		push_str(L, near);
	else
		lua_pushnil(L);
	lua_pushstring(L, diag_near(&hint, near));
	return 2;
}

static bool
own_place(lua_State *L, struct pos *at)
{
	const struct handle *h = handle_at(L, 1);

	if (!h || h->kind >= DOC__COUNT)
		return false;
	*at = h->of.node->pos;
	return at->line != 0;
}

static int
vade_line(lua_State *L)
{
	struct pos at;

	if (!own_place(L, &at))
		return 0;
	lua_pushinteger(L, at.line);
	return 1;
}

static int
vade_column(lua_State *L)
{
	struct pos at;

	if (!own_place(L, &at) || !at.col)
		return 0;
	lua_pushinteger(L, at.col);
	return 1;
}

static int
vade_file(lua_State *L)
{
	struct pos at;

	if (!own_place(L, &at))
		return 0;
	push_str(L, diag_path(state_of(L)->d, at.file));
	return 1;
}

static const luaL_Reg functions[] = {
    {"column", vade_column},
    {"error", vade_error},
    {"file", vade_file},
    {"line", vade_line},
    {"near", vade_near},
    {"warn", vade_warn},
    {NULL, NULL},
};

void
lib_vade_open(lua_State *L)
{
	env_functions(L, functions);
	env_library(L, "vade");
}
