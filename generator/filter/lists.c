/* lists.c – pandoc.List and its kin Inlines and Blocks: real Lua tables with a
 * metatable of the run. Also makes them from nodes; a run of text is expanded
 * to Str, Space and SoftBreak here, and only here and where a filter has a
 * handler for those. */
#include "filter/filter_int.h"

/* -- from nodes ------------------------------------------------------------ */

enum doc_type
run_next(struct str text, size_t *at, struct str *word)
{
	size_t from = *at;

	if (text.p[from] == ' ' || text.p[from] == '\n') {
		*word = str_slice(text, from, from + 1);
		++*at;
		return text.p[from] == ' ' ? DOC_SPACE : DOC_SOFT_BREAK;
	}
	while (*at < text.n && text.p[*at] != ' ' && text.p[*at] != '\n')
		++*at;
	*word = str_slice(text, from, *at);
	return DOC_STR;
}

void
push_piece(lua_State *L, const struct doc_node *run, enum doc_type type,
	   struct str word, struct pos at)
{
	struct doc_node *n = doc_node(state_of(L)->work, type, at);
	struct handle *h;

	state_tick(L, 1);
	n->flags = run->flags;
	if (type == DOC_STR)
		n->text = word;
	h = push_handle(L, (enum handle_kind)type);
	h->of.node = n;
	h->owned = true;
}

void
run_advance(struct pos *at, struct str word)
{
	if (!at->line)
		return;
	if (word.p[0] == '\n') {
		at->line++;
		at->col = 1; /* a guess: the indent is gone */
	} else if (at->col) {
		for (size_t i = 0; i < word.n; i++)
			at->col =
			    (uint16_t)(at->col + ((word.p[i] & 0xC0) != 0x80));
	}
}

static int
push_run(lua_State *L, const struct doc_node *run, int count)
{
	struct pos place = run->pos;
	struct str word;

	for (size_t at = 0; at < run->text.n;) {
		enum doc_type type = run_next(run->text, &at, &word);

		push_piece(L, run, type, word, place);
		lua_rawseti(L, -2, ++count);
		run_advance(&place, word);
	}
	return count;
}

void
push_inlines(lua_State *L, const struct doc_node *n, uint32_t from)
{
	int count = 0;

	luaL_checkstack(L, 10, "inlines");
	lua_createtable(L, (int)(n->count - from), 0);
	for (uint32_t i = from; i < n->count; i++) {
		if (n->kids[i]->type == DOC_TEXT) {
			count = push_run(L, n->kids[i], count);
			continue;
		}
		push_node(L, n->kids[i]);
		lua_rawseti(L, -2, ++count);
	}
	env_set_list_meta(L, LIST_INLINES);
}

void
push_blocks(lua_State *L, const struct doc_node *n, uint32_t from)
{
	luaL_checkstack(L, 10, "blocks");
	lua_createtable(L, (int)(n->count - from), 0);
	for (uint32_t i = from; i < n->count; i++) {
		push_node(L, n->kids[i]);
		lua_rawseti(L, -2, (int)(i - from) + 1);
	}
	env_set_list_meta(L, LIST_BLOCKS);
}

/* -- methods --------------------------------------------------------------- */

/* Pushes a new table with the metatable of the list at 1. */
static void
new_like(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_newtable(L);
	if (!lua_getmetatable(L, 1))
		return;
	lua_pushliteral(L, "__gc");
	if (lua_rawget(L, -2) != LUA_TNIL)
		state_deny(L, "a __gc metamethod");
	lua_pop(L, 1);
	lua_setmetatable(L, -2);
}

/* Appends the items of the list at idx to the table on top, after `count`. */
static lua_Integer
append(lua_State *L, int idx, lua_Integer count)
{
	lua_Integer n = luaL_len(L, idx);

	for (lua_Integer i = 1; i <= n; i++) {
		lua_geti(L, idx, i);
		lua_seti(L, -2, ++count);
		state_tick(L, 1);
	}
	return count;
}

static int
list_clone(lua_State *L)
{
	new_like(L);
	append(L, 1, 0);
	return 1;
}

static int
list_concat(lua_State *L)
{
	lua_Integer count;

	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, 2, LUA_TTABLE);
	if (!lua_getmetatable(L, 1)) {
		lua_newtable(L);
		lua_getmetatable(L, 2);
		lua_setmetatable(L, -2);
	} else {
		lua_pop(L, 1);
		new_like(L);
	}
	count = append(L, 1, 0);
	append(L, 2, count);
	return 1;
}

static int
list_extend(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, 2, LUA_TTABLE);
	lua_pushvalue(L, 1);
	append(L, 2, luaL_len(L, 1));
	return 1;
}

static int
list_eq(lua_State *L)
{
	lua_Integer n;
	bool same;

	if (!lua_istable(L, 1) || !lua_istable(L, 2) ||
	    luaL_len(L, 1) != luaL_len(L, 2)) {
		lua_pushboolean(L, false);
		return 1;
	}
	state_guard(L);
	n = luaL_len(L, 1);
	same = true;
	for (lua_Integer i = 1; same && i <= n; i++) {
		lua_geti(L, 1, i);
		lua_geti(L, 2, i);
		same = lua_compare(L, -1, -2, LUA_OPEQ);
		lua_pop(L, 2);
	}
	lua_pushboolean(L, same);
	return 1;
}

static int
list_filter(lua_State *L)
{
	lua_Integer n, kept = 0;

	new_like(L);
	n = luaL_len(L, 1);
	for (lua_Integer i = 1; i <= n; i++) {
		lua_pushvalue(L, 2);
		lua_geti(L, 1, i);
		lua_pushinteger(L, i);
		lua_call(L, 2, 1);
		if (lua_toboolean(L, -1)) {
			lua_geti(L, 1, i);
			lua_seti(L, -3, ++kept);
		}
		lua_pop(L, 1);
	}
	return 1;
}

/* map gives a List: what it holds may be anything. */
static int
list_map(lua_State *L)
{
	lua_Integer n;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_newtable(L);
	env_set_list_meta(L, LIST_PLAIN);
	n = luaL_len(L, 1);
	for (lua_Integer i = 1; i <= n; i++) {
		lua_pushvalue(L, 2);
		lua_geti(L, 1, i);
		lua_pushinteger(L, i);
		lua_call(L, 2, 1);
		lua_seti(L, -2, i);
	}
	return 1;
}

/* Where to begin at: negative numbers count from the end. */
static lua_Integer
first_from(lua_Integer init, lua_Integer n)
{
	if (init < 0)
		init += n + 1;
	return init < 1 ? 1 : init;
}

/* Position of the first item from init on that equals the value at 2, 0 when
 * none does. */
static lua_Integer
position(lua_State *L)
{
	lua_Integer n, i = luaL_optinteger(L, 3, 1);

	luaL_checktype(L, 1, LUA_TTABLE);
	n = luaL_len(L, 1);
	for (i = first_from(i, n); i <= n; i++) {
		bool same;

		lua_geti(L, 1, i);
		same = lua_compare(L, 2, -1, LUA_OPEQ);
		lua_pop(L, 1);
		state_tick(L, 1);
		if (same)
			return i;
	}
	return 0;
}

static int
list_find(lua_State *L)
{
	lua_Integer i = position(L);

	if (!i) {
		lua_pushnil(L);
		return 1;
	}
	lua_geti(L, 1, i);
	lua_pushinteger(L, i);
	return 2;
}

static int
list_includes(lua_State *L)
{
	lua_pushboolean(L, position(L) != 0);
	return 1;
}

static int
list_find_if(lua_State *L)
{
	lua_Integer n, i = luaL_optinteger(L, 3, 1);

	luaL_checktype(L, 1, LUA_TTABLE);
	n = luaL_len(L, 1);
	for (i = first_from(i, n); i <= n; i++) {
		bool hit;

		lua_pushvalue(L, 2);
		lua_geti(L, 1, i);
		lua_pushinteger(L, i);
		lua_call(L, 2, 1);
		hit = lua_toboolean(L, -1);
		lua_pop(L, 1);
		if (hit) {
			lua_geti(L, 1, i);
			lua_pushinteger(L, i);
			return 2;
		}
	}
	lua_pushnil(L);
	return 1;
}

static int
list_at_index(lua_State *L)
{
	lua_Integer i = luaL_checkinteger(L, 2), n = luaL_len(L, 1);

	lua_settop(L, 3);
	if (i < 0)
		i += n + 1;
	if (i < 1 || i > n)
		return 1; /* the default */
	lua_geti(L, 1, i);
	return 1;
}

/* Upvalues: list, step, position. */
static int
iter_step(lua_State *L)
{
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));

	lua_pushinteger(L, at + lua_tointeger(L, lua_upvalueindex(2)));
	lua_replace(L, lua_upvalueindex(3));
	lua_geti(L, lua_upvalueindex(1), at);
	return 1;
}

static int
list_iter(lua_State *L)
{
	lua_Integer by = luaL_optinteger(L, 2, 1);

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushvalue(L, 1);
	lua_pushinteger(L, by);
	lua_pushinteger(L, by < 0 ? luaL_len(L, 1) : 1);
	lua_pushcclosure(L, iter_step, 3);
	return 1;
}

/* List:new(t), List(t): the table itself becomes one; a function is called
 * for the items. */
static int
list_new(lua_State *L)
{
	lua_settop(L, 2);
	if (lua_isnil(L, 2)) {
		lua_newtable(L);
		lua_replace(L, 2);
	}
	if (lua_isfunction(L, 2)) {
		lua_newtable(L);
		for (lua_Integer i = 1;; i++) {
			lua_pushvalue(L, 2);
			lua_call(L, 0, 1);
			if (lua_isnil(L, -1))
				break;
			lua_seti(L, 3, i);
		}
		lua_settop(L, 3);
		lua_replace(L, 2);
	}
	luaL_checktype(L, 2, LUA_TTABLE);
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushliteral(L, "__gc");
	if (lua_rawget(L, 1) != LUA_TNIL)
		state_deny(L, "a __gc metamethod");
	lua_settop(L, 2);
	lua_pushvalue(L, 1);
	lua_setmetatable(L, 2);
	return 1;
}

static void
peek_wrapped(lua_State *L, int idx, bool blocks, struct doc_node *n)
{
	struct doc_list list = {0};

	(blocks ? peek_blocks : peek_inlines)(L, idx, &list);
	doc_adopt(n, &list);
}

static int
show_inlines(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_LINE);

	peek_wrapped(L, 1, false, n);
	push_shown(L, n);
	return 1;
}

static int
show_blocks(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_ITEM);

	peek_wrapped(L, 1, true, n);
	push_shown(L, n);
	return 1;
}

static const luaL_Reg methods[] = {
    {"__concat", list_concat},
    {"__eq", list_eq},
    {"at", list_at_index},
    {"clone", list_clone},
    {"extend", list_extend},
    {"filter", list_filter},
    {"find", list_find},
    {"find_if", list_find_if},
    {"includes", list_includes},
    {"iter", list_iter},
    {"map", list_map},
    {"new", list_new},
    {NULL, NULL},
};

/* The metamethods that are read raw, for Inlines and Blocks too. */
static void
open_kind(lua_State *L, const char *name, lua_CFunction show)
{
	lua_newtable(L);
	if (show) {
		lua_pushcfunction(L, show);
		lua_setfield(L, -2, "__tostring");
		lua_pushcfunction(L, walk_method);
		lua_setfield(L, -2, "walk");
		lua_pushcfunction(L, list_concat);
		lua_setfield(L, -2, "__concat");
		lua_pushcfunction(L, list_eq);
		lua_setfield(L, -2, "__eq");
	}
	lua_pushstring(L, name + 1);
	lua_setfield(L, -2, "__name");
	env_template(L, name);
}

void
lists_open(lua_State *L)
{
	static const char *const from_table[] = {"insert", "remove", "sort"};

	env_functions(L, methods);
	lua_pushliteral(L, "List");
	lua_setfield(L, -2, "__name");
	env_push_original(L, "table");
	for (size_t i = 0; i < countof(from_table); i++) {
		lua_getfield(L, -1, from_table[i]);
		lua_setfield(L, -3, from_table[i]);
	}
	lua_pop(L, 1);
	env_template(L, "=List");
	open_kind(L, "=Inlines", show_inlines);
	open_kind(L, "=Blocks", show_blocks);
	open_kind(L, "=Meta", NULL);
	open_kind(L, "=SimpleTable", NULL);
	lua_newtable(L);
	lua_pushcfunction(L, list_new);
	lua_setfield(L, -2, "__call");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "__metatable");
	env_template(L, "=call");
}
