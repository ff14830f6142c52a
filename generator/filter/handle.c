/* handle.c – elements as userdata: fields read from the node or from the
 * overlay, assignments into the overlay, peeking makes a node of both. One
 * metatable a kind; its __index has a table of names as upvalue. */
#include "filter/filter_int.h"

#include <string.h>

static const char bad_key[] = "\1bad"; /* overlay: a field of another type */

struct handle *
push_handle(lua_State *L, enum handle_kind kind)
{
	struct filter_state *S = state_of(L);
	struct handle *h = lua_newuserdatauv(L, sizeof *h, 1);

	*h = (struct handle){.kind = (uint16_t)kind,
			     .generation = S->generation};
	lua_rawgeti(L, LUA_REGISTRYINDEX, S->mt[kind]);
	lua_setmetatable(L, -2);
	return h;
}

void
push_node(lua_State *L, const struct doc_node *n)
{
	push_handle(L, (enum handle_kind)n->type)->of.node = n;
}

void
push_document(lua_State *L, const struct doc_node *root,
	      const struct value *meta)
{
	struct handle *h = push_handle(L, (enum handle_kind)DOC_DOCUMENT);

	h->of.node = root;
	h->meta = meta;
}

struct handle *
handle_at(lua_State *L, int idx)
{
	struct handle *h;

	if (lua_type(L, idx) != LUA_TUSERDATA)
		return NULL;
	h = lua_touserdata(L, idx);
	if (h->generation != state_of(L)->generation)
		luaL_error(L, "this element belongs to a document that is no "
			      "longer there");
	return h;
}

const char *
type_name_at(lua_State *L, int idx)
{
	if (luaL_getmetafield(L, idx, "__name") == LUA_TSTRING) {
		const char *name = lua_tostring(L, -1);

		lua_pop(L, 1); /* the metatable keeps it */
		return name;
	}
	return luaL_typename(L, idx);
}

/* -- overlay --------------------------------------------------------------- */

/* Pushes the overlay of the userdata at idx, made if it is not there. */
static void
push_overlay(lua_State *L, int idx)
{
	idx = lua_absindex(L, idx);
	if (lua_getiuservalue(L, idx, 1) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_newtable(L);
	lua_pushvalue(L, -1);
	lua_setiuservalue(L, idx, 1);
}

static struct doc_node *
apply_overlay(lua_State *L, const struct handle *h, int overlay)
{
	const struct field *const *fields = fields_of(h->kind);
	struct doc_node *n = doc_clone(state_of(L)->work, h->of.node);

	state_guard(L);
	luaL_checkstack(L, 20, "nested too deep");
	if (lua_getfield(L, overlay, bad_key) != LUA_TNIL)
		luaL_error(L, "a %s has no property %s",
			   type_name_at(L, overlay - 1), lua_tostring(L, -1));
	lua_pop(L, 1);
	for (; *fields; fields++) {
		const struct field *f = *fields;

		if (!f->put)
			continue;
		if (lua_getfield(L, overlay, f->name) != LUA_TNIL)
			f->put(L, n, lua_gettop(L));
		lua_pop(L, 1);
	}
	return n;
}

/* peek_node, also for a ListAttributes: an OrderedList without items. */
struct doc_node *
peek_handle(lua_State *L, int idx)
{
	struct handle *h = handle_at(L, idx);
	struct doc_node *n;

	if (!h || (h->kind >= DOC__COUNT && h->kind != HANDLE_LIST_ATTR))
		return NULL;
	/* not changed from now on: others have it as it is */
	h->owned = false;
	n = (struct doc_node *)(uintptr_t)h->of.node;
	lua_pushvalue(L, idx);
	if (lua_getiuservalue(L, -1, 1) == LUA_TTABLE)
		n = apply_overlay(L, h, lua_gettop(L));
	lua_pop(L, 2);
	return n;
}

struct doc_node *
peek_node(lua_State *L, int idx)
{
	struct handle *h = handle_at(L, idx);

	return h && h->kind < DOC__COUNT ? peek_handle(L, idx) : NULL;
}

/* -- reading and assigning ------------------------------------------------- */

static void
get_field(lua_State *L, const struct handle *h, const struct field *f)
{
	bool overlaid = lua_getiuservalue(L, 1, 1) == LUA_TTABLE;

	if (overlaid) {
		if (lua_getfield(L, -1, f->name) != LUA_TNIL)
			return;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	f->get(L, h);
	if (!f->keep || lua_isnil(L, -1))
		return;
	push_overlay(L, 1);
	lua_pushvalue(L, -2);
	lua_setfield(L, -2, f->name);
	lua_pop(L, 1);
}

static const struct field *
find_field(const struct handle *h, const char *name)
{
	const struct field *const *f = fields_of(h->kind);

	while (strcmp((*f)->name, name) != 0)
		f++; /* names in `via` are fields of the same kind */
	return *f;
}

/* Upvalue 1: name → field (light userdata) or method. */
static int
element_index(lua_State *L)
{
	struct handle *h = handle_at(L, 1);
	const struct field *f;

	lua_settop(L, 2);
	if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TLIGHTUSERDATA)
		return 1;
	f = lua_touserdata(L, -1);
	if (!f->via) {
		get_field(L, h, f);
		return 1;
	}
	get_field(L, h, find_field(h, f->via));
	if (f->sub)
		lua_getfield(L, -1, f->sub);
	return 1;
}

static void
set_field(lua_State *L, const struct field *f, int value)
{
	push_overlay(L, 1);
	lua_pushvalue(L, value);
	lua_setfield(L, -2, f->name);
	lua_pop(L, 1);
}

/* An Attr is made at once, so that el.identifier works afterwards. */
static void
set_attr_field(lua_State *L, const struct field *f)
{
	push_attr(L, peek_attr(L, 3));
	set_field(L, f, lua_gettop(L));
}

/* A string into the node itself, cloned before if others have it; true when
 * the field can be set so. What is no string may turn out wrong, which is an
 * error only when the value is used: the overlay has it until then. */
static bool
set_now(lua_State *L, struct handle *h, const struct field *f)
{
	struct doc_node *n;

	if (!f->now || lua_type(L, 3) != LUA_TSTRING)
		return false;
	if (!h->owned)
		h->of.node = doc_clone(state_of(L)->work, h->of.node);
	h->owned = true;
	n = (struct doc_node *)(uintptr_t)h->of.node;
	f->put(L, n, 3);
	if (lua_getiuservalue(L, 1, 1) == LUA_TTABLE) {
		lua_pushnil(L);
		lua_setfield(L, -2, f->name);
	}
	return true;
}

static int
set_foreign(lua_State *L)
{
	lua_pushvalue(L, 2);
	lua_rawget(L, lua_upvalueindex(2));
	if (!lua_toboolean(L, -1))
		return luaL_error(L, "Cannot set unknown property.");
	push_overlay(L, 1);
	lua_pushvalue(L, 2);
	lua_setfield(L, -2, bad_key);
	return 0;
}

/* Upvalues: 1 as above, 2: the set of names that some type of the group has.
 * Setting one of those is an error only when the value is used. */
static int
element_newindex(lua_State *L)
{
	struct handle *h = handle_at(L, 1);
	const struct field *f;

	lua_settop(L, 3);
	lua_pushvalue(L, 2);
	if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TLIGHTUSERDATA)
		return set_foreign(L);
	f = lua_touserdata(L, -1);
	if (f->via && f->sub) {
		get_field(L, h, find_field(h, f->via));
		lua_pushvalue(L, 3);
		if (lua_isnil(L, 3) && strcmp(f->sub, "identifier") == 0) {
			lua_pop(L, 1);
			lua_pushliteral(L, "");
		}
		lua_setfield(L, -2, f->sub);
		return 0;
	}
	if (f->via)
		f = find_field(h, f->via);
	if (!f->put)
		return luaL_error(L, "Cannot set read-only value.");
	if (strcmp(f->name, "attr") == 0)
		set_attr_field(L, f);
	else if (!set_now(L, h, f))
		set_field(L, f, 3);
	return 0;
}

/* -- other events ---------------------------------------------------------- */

static int
compare_names(lua_State *L)
{
	struct str x = text_at(L, 1), y = text_at(L, 2);

	lua_pushboolean(L, str_cmp(x, y) < 0);
	return 1;
}

/* Upvalues of the iterator: sorted names, position. */
static int
pairs_step(lua_State *L)
{
	lua_Integer at = lua_tointeger(L, lua_upvalueindex(2)) + 1;

	lua_settop(L, 1);
	lua_pushinteger(L, at);
	lua_replace(L, lua_upvalueindex(2));
	if (lua_rawgeti(L, lua_upvalueindex(1), at) == LUA_TNIL)
		return 1;
	lua_pushvalue(L, -1);
	lua_gettable(L, 1);
	return 2;
}

/* pairs(el): properties and methods by name, no aliases. Upvalue: names. */
static int
element_pairs(lua_State *L)
{
	handle_at(L, 1);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, pairs_step, 2);
	lua_pushvalue(L, 1);
	return 2;
}

static int
element_eq(lua_State *L)
{
	struct doc_node *x = peek_handle(L, 1), *y = peek_handle(L, 2);

	lua_pushboolean(L, x && y && node_equal(L, x, y));
	return 1;
}

static int
element_tostring(lua_State *L)
{
	struct doc_node *n = peek_handle(L, 1);

	if (!n)
		return luaL_error(L, "not an element");
	push_shown(L, n);
	return 1;
}

static int
element_clone(lua_State *L)
{
	struct handle *from = handle_at(L, 1);
	struct doc_node *n = from ? peek_handle(L, 1) : NULL;
	struct handle *h;

	if (!n)
		return luaL_error(L, "not an element");
	h = push_handle(L, from->kind);
	h->of.node = n;
	h->meta = from->meta;
	if (from->kind == (uint32_t)DOC_DOCUMENT) {
		lua_getfield(L, 1, "meta");
		h->meta = peek_meta(L, -1, from->meta);
		lua_pop(L, 1);
	}
	return 1;
}

static const luaL_Reg methods[] = {
    {"clone", element_clone},
    {"show", element_tostring},
    {"walk", walk_method},
    {NULL, NULL},
};

/* -- metatables ------------------------------------------------------------ */

/* Pushes the set of names of all fields of a group. */
static void
push_group_names(lua_State *L, enum doc_group group)
{
	lua_newtable(L);
	for (int t = 0; t < DOC__COUNT; t++) {
		if (doc_group((enum doc_type)t) != group)
			continue;
		for (const struct field *const *f =
			 fields_of((enum handle_kind)t);
		     *f; f++) {
			lua_pushboolean(L, true);
			lua_setfield(L, -2, (*f)->name);
		}
	}
}

/* Fills the lookup table below, and the list of names, both on the stack. */
static void
fill_names(lua_State *L, enum handle_kind kind, int lookup, int names)
{
	int count = 0;

	for (const struct field *const *f = fields_of(kind); *f; f++) {
		lua_pushlightuserdata(L, (void *)(uintptr_t)*f);
		lua_setfield(L, lookup, (*f)->name);
		if ((*f)->via)
			continue;
		lua_pushstring(L, (*f)->name);
		lua_rawseti(L, names, ++count);
	}
	for (const luaL_Reg *m = methods; m->name; m++) {
		lua_pushcfunction(L, m->func);
		lua_setfield(L, lookup, m->name);
		lua_pushstring(L, m->name);
		lua_rawseti(L, names, ++count);
	}
	lua_getglobal(L, "table");
	lua_getfield(L, -1, "sort");
	lua_pushvalue(L, names);
	lua_pushcfunction(L, compare_names);
	lua_call(L, 2, 0);
	lua_pop(L, 1);
}

static void
make_metatable(lua_State *L, enum handle_kind kind, const char *name,
	       enum doc_group group)
{
	int lookup, names;

	lua_newtable(L);
	lookup = lua_gettop(L);
	lua_newtable(L);
	names = lua_gettop(L);
	fill_names(L, kind, lookup, names);
	lua_newtable(L); /* the metatable */
	lua_pushvalue(L, lookup);
	lua_pushcclosure(L, element_index, 1);
	lua_setfield(L, -2, "__index");
	lua_pushvalue(L, lookup);
	push_group_names(L, group);
	lua_pushcclosure(L, element_newindex, 2);
	lua_setfield(L, -2, "__newindex");
	lua_pushvalue(L, names);
	lua_pushcclosure(L, element_pairs, 1);
	lua_setfield(L, -2, "__pairs");
	lua_pushcfunction(L, element_eq);
	lua_setfield(L, -2, "__eq");
	lua_pushcfunction(L, element_tostring);
	lua_setfield(L, -2, "__tostring");
	lua_pushstring(L, name);
	lua_setfield(L, -2, "__name");
	lua_pushstring(L, name);
	lua_setfield(L, -2, "__metatable");
	state_of(L)->mt[kind] = luaL_ref(L, LUA_REGISTRYINDEX);
	lua_settop(L, lookup - 1);
}

void
handle_open(lua_State *L)
{
	luaL_requiref(L, "table", luaopen_table, 1); /* for our own sort */
	lua_pop(L, 1);
	for (int t = 0; t < DOC__COUNT; t++) {
		enum doc_group group = doc_group((enum doc_type)t);
		const char *name = group == DOC_BLOCK    ? "Block"
				   : group == DOC_INLINE ? "Inline"
							 : NULL;

		make_metatable(L, (enum handle_kind)t,
			       name ? name : doc_type_name((enum doc_type)t),
			       group);
	}
	make_metatable(L, HANDLE_LIST_ATTR, "ListAttributes", DOC_PART);
}
