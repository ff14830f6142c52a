/* peek.c – Lua values to lists of nodes, as generous as Pandoc's constructors:
 * strings are cut at blanks, inlines among blocks become a Plain each. */
#include "filter/filter_int.h"

#include <string.h>

struct doc_node *
new_node(lua_State *L, enum doc_type type)
{
	struct filter_state *S = state_of(L);
	struct doc_node *n = doc_node(S->work, type, S->here);

	state_tick(L, 1);
	n->flags = DOC_GENERATED;
	return n;
}

struct doc_node *
new_leaf(lua_State *L, enum doc_type type, struct str text)
{
	struct doc_node *n = new_node(L, type);

	n->text = text;
	return n;
}

void
push_to(lua_State *L, struct doc_list *list, struct doc_node *n)
{
	doc_push(state_of(L)->work, list, n);
}

struct str
collapse_blanks(lua_State *L, struct str s)
{
	char *out = arena_alloc(state_of(L)->work, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		bool line = false;

		if (!is_blank(s.p[i])) {
			out[n++] = s.p[i++];
			continue;
		}
		for (; i < s.n && is_blank(s.p[i]); i++)
			line = line || s.p[i] == '\n' || s.p[i] == '\r';
		out[n++] = line ? '\n' : ' ';
	}
	state_tick(L, 1 + s.n / 64);
	return (struct str){out, n};
}

static bool
is_group(const struct doc_node *n, enum doc_group group)
{
	return n && doc_group((enum doc_type)n->type) == group;
}

static void NORETURN
no_inlines(lua_State *L, int idx)
{
	luaL_error(L, "Inline, list of Inlines, or string expected, got %s",
		   type_name_at(L, idx));
	__builtin_unreachable();
}

static void NORETURN
no_blocks(lua_State *L, int idx)
{
	luaL_error(L,
		   "Block, list of Blocks, or compatible element expected, "
		   "got %s",
		   lua_isnone(L, idx) ? "no value" : type_name_at(L, idx));
	__builtin_unreachable();
}

/* What has a __toinline or __toblock gives it; else false. */
static bool
convert(lua_State *L, int idx, const char *event)
{
	if (!lua_istable(L, idx) ||
	    luaL_getmetafield(L, idx, event) == LUA_TNIL)
		return false;
	lua_pushvalue(L, idx);
	lua_call(L, 1, 1);
	return true;
}

static void
inline_item(lua_State *L, int idx, struct doc_list *out)
{
	struct doc_node *n;

	if (lua_type(L, idx) == LUA_TSTRING) {
		push_to(L, out,
			new_leaf(L, DOC_STR, text_peek(L, idx, "string")));
		return;
	}
	n = peek_node(L, idx);
	if (is_group(n, DOC_INLINE)) {
		push_to(L, out, n);
		return;
	}
	if (!convert(L, idx, "__toinline"))
		no_inlines(L, idx);
	n = peek_node(L, lua_gettop(L));
	if (!is_group(n, DOC_INLINE))
		no_inlines(L, idx);
	push_to(L, out, n);
	lua_pop(L, 1);
}

void
peek_inlines(lua_State *L, int idx, struct doc_list *out)
{
	lua_Integer count;

	idx = lua_absindex(L, idx);
	state_guard(L);
	luaL_checkstack(L, 10, "nested too deep");
	if (lua_type(L, idx) == LUA_TSTRING) {
		struct str s = collapse_blanks(L, text_at(L, idx));

		if (s.n)
			push_to(L, out, new_leaf(L, DOC_TEXT, s));
		return;
	}
	if (!lua_istable(L, idx) || lua_rawlen(L, idx) == 0) {
		if (lua_isnone(L, idx))
			luaL_error(L, "Inline, list of Inlines, or string "
				      "expected, got no value");
		if (!lua_istable(L, idx) ||
		    luaL_getmetafield(L, idx, "__toinline") != LUA_TNIL)
			inline_item(L, idx, out);
		return;
	}
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, idx, i);
		inline_item(L, lua_gettop(L), out);
		lua_pop(L, 1);
	}
}

static void
block_item(lua_State *L, int idx, struct doc_list *out)
{
	struct doc_node *n = peek_node(L, idx);
	struct doc_list kids = {0};

	if (is_group(n, DOC_BLOCK)) {
		push_to(L, out, n);
		return;
	}
	if (!n && convert(L, idx, "__toblock")) {
		n = peek_node(L, lua_gettop(L));
		if (!is_group(n, DOC_BLOCK))
			no_blocks(L, idx);
		push_to(L, out, n);
		lua_pop(L, 1);
		return;
	}
	if (!is_group(n, DOC_INLINE) && !lua_istable(L, idx) &&
	    lua_type(L, idx) != LUA_TSTRING)
		no_blocks(L, idx);
	peek_inlines(L, idx, &kids);
	push_to(L, out, doc_adopt(new_node(L, DOC_PLAIN), &kids));
}

void
peek_blocks(lua_State *L, int idx, struct doc_list *out)
{
	lua_Integer count;

	idx = lua_absindex(L, idx);
	state_guard(L);
	luaL_checkstack(L, 10, "nested too deep");
	if (!lua_istable(L, idx)) {
		block_item(L, idx, out);
		return;
	}
	count = (lua_Integer)lua_rawlen(L, idx);
	if (count == 0 && luaL_getmetafield(L, idx, "__toblock") != LUA_TNIL) {
		lua_pop(L, 1);
		block_item(L, idx, out);
	}
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, idx, i);
		block_item(L, lua_gettop(L), out);
		lua_pop(L, 1);
	}
}

/* -- parts ----------------------------------------------------------------- */

static void
peek_parts(lua_State *L, int idx, struct doc_list *out, enum doc_type type,
	   void (*peek)(lua_State *, int, struct doc_list *))
{
	lua_Integer count;

	idx = lua_absindex(L, idx);
	luaL_checkstack(L, 10, "nested too deep");
	if (!lua_istable(L, idx)) { /* one item */
		struct doc_list kids = {0};

		peek(L, idx, &kids);
		push_to(L, out, doc_adopt(new_node(L, type), &kids));
		return;
	}
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		struct doc_list kids = {0};

		lua_rawgeti(L, idx, i);
		peek(L, lua_gettop(L), &kids);
		lua_pop(L, 1);
		push_to(L, out, doc_adopt(new_node(L, type), &kids));
	}
}

void
peek_items(lua_State *L, int idx, struct doc_list *out)
{
	peek_parts(L, idx, out, DOC_ITEM, peek_blocks);
}

void
peek_lines(lua_State *L, int idx, struct doc_list *out)
{
	peek_parts(L, idx, out, DOC_LINE, peek_inlines);
}

static struct doc_node *
definition_item(lua_State *L, int idx)
{
	struct doc_list parts = {0}, term = {0};

	if (!lua_istable(L, idx))
		luaL_error(L, "definition item expected, got %s",
			   type_name_at(L, idx));
	lua_geti(L, idx, 1);
	peek_inlines(L, lua_gettop(L), &term);
	push_to(L, &parts, doc_adopt(new_node(L, DOC_TERM), &term));
	lua_geti(L, idx, 2);
	peek_parts(L, lua_gettop(L), &parts, DOC_DEFINITION, peek_blocks);
	lua_pop(L, 2);
	return doc_adopt(new_node(L, DOC_DEFINITION_ITEM), &parts);
}

void
peek_definitions(lua_State *L, int idx, struct doc_list *out)
{
	lua_Integer count;

	if (!lua_istable(L, idx))
		luaL_error(L, "list of definition items expected, got %s",
			   type_name_at(L, idx));
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, idx, i);
		push_to(L, out, definition_item(L, lua_gettop(L)));
		lua_pop(L, 1);
	}
}

void
peek_citations(lua_State *L, int idx, struct doc_list *out)
{
	lua_Integer count;

	if (!lua_istable(L, idx))
		luaL_error(L, "list of Citations expected, got %s",
			   type_name_at(L, idx));
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		struct doc_node *n;

		lua_rawgeti(L, idx, i);
		n = peek_node(L, lua_gettop(L));
		if (!doc_is(n, DOC_CITATION))
			luaL_error(L, "Citation expected, got %s",
				   type_name_at(L, lua_gettop(L)));
		push_to(L, out, n);
		lua_pop(L, 1);
	}
}
