/* stringify.c – pandoc.utils.stringify: the plain text of anything. Differs
 * from doc_text() as Pandoc does: blocks are joined without a separator. */
#include "filter/filter_int.h"

#include "filter/names.h"
#include "filter/pairs.h"

static void
add(luaL_Buffer *b, struct str s)
{
	if (s.n)
		luaL_addlstring(b, s.p, s.n);
}

static void
add_run(luaL_Buffer *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		luaL_addchar(b, s.p[i] == '\n' ? ' ' : s.p[i]);
}

static void
add_kids(lua_State *L, const struct doc_node *n, luaL_Buffer *b)
{
	for (uint32_t i = 0; i < n->count; i++)
		stringify_node(L, n->kids[i], b);
}

static void
add_quoted(lua_State *L, const struct doc_node *n, luaL_Buffer *b)
{
	bool single = n->num == DOC_QUOTE_SINGLE;

	luaL_addstring(b, single ? "\xE2\x80\x98" : "\xE2\x80\x9C");
	add_kids(L, n, b);
	luaL_addstring(b, single ? "\xE2\x80\x99" : "\xE2\x80\x9D");
}

void
stringify_node(lua_State *L, const struct doc_node *n, luaL_Buffer *b)
{
	state_guard(L);
	switch ((int)n->type) {
	case DOC_TEXT:
		add_run(b, n->text);
		return;
	case DOC_STR:
	case DOC_CODE:
	case DOC_MATH:
		add(b, n->text);
		return;
	case DOC_SPACE:
	case DOC_SOFT_BREAK:
	case DOC_LINE_BREAK:
		luaL_addchar(b, ' ');
		return;
	case DOC_QUOTED:
		add_quoted(L, n, b);
		return;
	case DOC_NOTE:
	case DOC_RAW_INLINE:
	case DOC_RAW_BLOCK:
	case DOC_CODE_BLOCK:
	case DOC_CITATION:
		return;
	default:
		add_kids(L, n, b);
	}
}

static void
add_value(lua_State *L, const struct value *v, luaL_Buffer *b)
{
	state_guard(L);
	switch (v->type) {
	case VALUE_INLINES:
	case VALUE_BLOCKS:
		stringify_node(L, v->as.node, b);
		return;
	case VALUE_BOOL:
		luaL_addstring(b, v->as.boolean ? "true" : "false");
		return;
	case VALUE_LIST:
	case VALUE_MAP:
		for (size_t i = 0; i < value_count(v); i++)
			add_value(L, value_item(v, i), b);
		return;
	case VALUE_STRING:
		add(b, v->as.string);
		return;
	case VALUE_NULL:
	case VALUE_NUMBER:
		return;
	}
}

/* A list of strings and elements mixed is none of pandoc's types: each item by
 * itself. */
static bool
is_mixed(lua_State *L, int idx)
{
	lua_Integer n = (lua_Integer)lua_rawlen(L, idx);

	if (n == 0 || luaL_getmetafield(L, idx, "__toinline") != LUA_TNIL)
		return false;
	for (lua_Integer i = 1; i <= n; i++) {
		int type = lua_rawgeti(L, idx, i);

		lua_pop(L, 1);
		if (type != LUA_TSTRING && type != LUA_TUSERDATA)
			return false;
	}
	return true;
}

static void
add_at(lua_State *L, int idx, luaL_Buffer *b)
{
	struct doc_node *n;

	switch (lua_type(L, idx)) {
	case LUA_TUSERDATA:
		n = peek_node(L, idx);
		if (!n)
			luaL_error(L, "cannot stringify %s",
				   type_name_at(L, idx));
		stringify_node(L, n, b);
		return;
	case LUA_TTABLE:
		add_value(L, peek_value(L, idx, NULL), b);
		return;
	case LUA_TBOOLEAN:
		luaL_addstring(b, lua_toboolean(L, idx) ? "true" : "false");
		return;
	default:
		luaL_checkstring(L, idx);
		add(b, text_at(L, idx));
	}
}

int
utils_stringify(lua_State *L)
{
	luaL_Buffer b;

	lua_settop(L, 1);
	if (lua_istable(L, 1) && is_mixed(L, 1)) {
		lua_Integer n = (lua_Integer)lua_rawlen(L, 1);

		lua_settop(L, 1);
		lua_pushliteral(L, "");
		for (lua_Integer i = 1; i <= n; i++) {
			lua_pushcfunction(L, utils_stringify);
			lua_rawgeti(L, 1, i);
			lua_call(L, 1, 1);
			lua_concat(L, 2);
		}
		return 1;
	}
	lua_settop(L, 1);
	luaL_checkstack(L, 20, "stringify");
	luaL_buffinit(L, &b);
	add_at(L, 1, &b);
	luaL_pushresult(&b);
	return 1;
}
