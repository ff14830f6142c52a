/* passes.c – a filter table over a document, an element or a list: which
 * handlers it has, the passes, metadata, and the order of them all. */
#include "filter/walk.h"

#include <stdlib.h>

#include "filter/filter_int.h"
#include "filter/takeover.h"

/* -- metadata -------------------------------------------------------------- */

static struct value *walk_value(struct walk_job *w, struct value *v);

/* Text alone stays a string where it was one. */
static struct value *
changed_inlines(struct walk_job *w, const struct value *was, struct doc_node *n)
{
	struct value *v;

	if (tree_excess(w->S, n))
		luaL_error(w->L, "the metadata have %s", tree_excess(w->S, n));
	doc_tidy(w->S->work, n = doc_copy(w->S->work, n));
	if (was->type == VALUE_STRING &&
	    (n->count == 0 ||
	     (n->count == 1 && n->kids[0]->type == DOC_TEXT))) {
		v = value_string(w->S->work,
				 n->count ? n->kids[0]->text : STR(""));
		v->quoted = was->quoted;
	} else {
		v = value_node(w->S->work, VALUE_INLINES, n);
	}
	v->pos = was->pos;
	v->key = was->key;
	return v;
}

static struct value *
walk_list(struct walk_job *w, struct value *v)
{
	struct value *made = value_list(w->S->work);
	bool changed = false;

	for (size_t i = 0; i < value_count(v); i++) {
		struct value *item = walk_value(w, value_item(v, i));

		changed = changed || item != value_item(v, i);
		value_push(w->S->work, made, item);
	}
	made->pos = v->pos;
	made->key = v->key;
	return changed ? made : v;
}

static int
by_key(const void *p, const void *q)
{
	const struct str *x = p, *y = q;

	return str_cmp(*x, *y);
}

/* Keys ascending, as Pandoc's map has them; the order in the map is kept. */
static struct value *
walk_map(struct walk_job *w, struct value *v)
{
	size_t count = value_count(v);
	struct str *keys = arena_array(w->S->work, count, sizeof *keys);
	struct value *made = value_map(w->S->work);
	bool changed = false;

	for (size_t i = 0; i < count; i++) {
		keys[i] = value_key(v, i);
		value_set(made, keys[i], value_item(v, i));
	}
	if (count)
		qsort(keys, count, sizeof *keys, by_key);
	for (size_t i = 0; i < count; i++) {
		struct value *old = value_get(v, keys[i]);
		struct value *item = walk_value(w, old);

		changed = changed || item != old;
		value_set(made, keys[i], item);
	}
	made->pos = v->pos;
	made->key = v->key;
	return changed ? made : v;
}

static struct value *
walk_value(struct walk_job *w, struct value *v)
{
	struct doc_node *n, *walked;

	state_guard(w->L);
	if (v->type == VALUE_LIST)
		return walk_list(w, v);
	if (v->type == VALUE_MAP)
		return walk_map(w, v);
	if (v->type == VALUE_STRING && !w->list_inlines &&
	    !(w->want & doc_bit(DOC_TEXT)))
		return v; /* YAML's text has nothing else in it */
	n = v->type == VALUE_BLOCKS ? v->as.node : value_inlines(w->L, v);
	if (!n)
		return v;
	walked = walk_node(w, n);
	if (walked == n)
		return v;
	if (v->type == VALUE_BLOCKS)
		return value_node(w->S->work, VALUE_BLOCKS, walked);
	return changed_inlines(w, v, walked);
}

/* -- the handlers of a filter ---------------------------------------------- */

/* Takes the function of that name into the slot; whether there is one. */
static bool
take(struct walk_job *w, int filter, const char *name, int slot)
{
	bool is;

	if (w->raw) {
		lua_pushstring(w->L, name);
		is = lua_rawget(w->L, filter) == LUA_TFUNCTION;
	} else {
		is = lua_getfield(w->L, filter, name) == LUA_TFUNCTION;
	}

	if (is)
		lua_rawseti(w->L, w->handlers, slot);
	else
		lua_pop(w->L, 1);
	return is;
}

/* Element handlers of one group: the type's own, else the catch-all. */
static uint64_t
take_group(struct walk_job *w, int filter, enum doc_group group,
	   const char *any)
{
	bool fallback = take(w, filter, any, DOC__COUNT + 10);
	uint64_t types = 0;

	for (int t = 0; t < DOC__COUNT; t++) {
		const char *name = doc_type_name((enum doc_type)t);

		if (t == DOC_TEXT || doc_group((enum doc_type)t) != group)
			continue;
		if (!take(w, filter, name, t + 1)) {
			if (!fallback)
				continue;
			lua_rawgeti(w->L, w->handlers, DOC__COUNT + 10);
			lua_rawseti(w->L, w->handlers, t + 1);
		}
		types |= doc_bit((enum doc_type)t);
	}
	return types;
}

static struct walk_job
prepare(lua_State *L, int filter)
{
	struct walk_job w = {.L = L, .S = state_of(L)};
	uint64_t plain =
	    doc_bit(DOC_STR) | doc_bit(DOC_SPACE) | doc_bit(DOC_SOFT_BREAK);

	luaL_checkstack(L, 30, "filter");
	lua_newtable(L);
	w.handlers = lua_gettop(L);
	/* our own globals have nothing to offer under those names */
	w.raw = env_is_lazy(L, filter);
	w.inlines = take_group(&w, filter, DOC_INLINE, "Inline");
	if (w.inlines & plain)
		w.inlines |= doc_bit(DOC_TEXT);
	w.blocks = take_group(&w, filter, DOC_BLOCK, "Block");
	w.has_inlines = take(&w, filter, "Inlines", SLOT_INLINES);
	w.has_blocks = take(&w, filter, "Blocks", SLOT_BLOCKS);
	w.has_meta = take(&w, filter, "Meta", SLOT_META);
	w.has_pandoc = take(&w, filter, "Pandoc", SLOT_PANDOC);
	lua_getfield(L, filter, "traverse");
	w.topdown =
	    lua_type(L, -1) == LUA_TSTRING && str_is(text_at(L, -1), "topdown");
	lua_pop(L, 1);
	return w;
}

/* One pass over metadata and tree, if there is anything to call. */
static void
pass(struct walk_job *w, uint64_t want, bool inlines, bool blocks,
     struct doc_node **root, struct value **meta)
{
	w->want = want;
	w->into = want;
	w->list_inlines = inlines;
	w->list_blocks = blocks;
	if (inlines || blocks)
		w->into = UINT64_MAX;
	if (!want && !inlines && !blocks)
		return;
	if (meta)
		*meta = walk_value(w, *meta);
	*root = walk_node(w, *root);
}

static void
walk_elements(struct walk_job *w, struct doc_node **root, struct value **meta)
{
	if (w->topdown) {
		pass(w, w->blocks | w->inlines, w->has_inlines, w->has_blocks,
		     root, meta);
		return;
	}
	pass(w, w->inlines, false, false, root, meta);
	pass(w, 0, w->has_inlines, false, root, meta);
	pass(w, w->blocks, false, false, root, meta);
	pass(w, 0, false, w->has_blocks, root, meta);
}

/* -- documents ------------------------------------------------------------- */

static void
call_meta(struct walk_job *w, struct value **meta)
{
	if (!w->has_meta)
		return;
	push_value(w->L, *meta);
	env_set_list_meta(w->L, LIST_META);
	if (walk_call(w, SLOT_META, POS_NONE)) {
		*meta = peek_meta(w->L, -2, *meta);
	}
	lua_pop(w->L, 2);
}

void
peek_document(lua_State *L, int idx, struct doc_node **root,
	      struct value **meta)
{
	const struct handle *h = handle_at(L, idx);

	if (!h || h->kind != (uint32_t)DOC_DOCUMENT)
		luaL_error(L, "Pandoc expected, got %s", type_name_at(L, idx));
	*root = peek_node(L, idx);
	lua_getfield(L, idx, "meta");
	*meta = peek_meta(L, -1, h->meta);
	lua_pop(L, 1);
}

static bool
call_pandoc(struct walk_job *w, struct doc_node **root, struct value **meta)
{
	bool stop;

	if (!w->has_pandoc)
		return false;
	push_document(w->L, *root, *meta);
	if (walk_call(w, SLOT_PANDOC, POS_NONE))
		peek_document(w->L, lua_gettop(w->L) - 1, root, meta);
	stop = walk_stopped(w);
	lua_pop(w->L, 2);
	return stop;
}

void
walk_document(lua_State *L, int filter, struct doc_node **root,
	      struct value **meta)
{
	struct walk_job w = prepare(L, filter);

	w.S->here = POS_NONE;
	if (w.topdown) {
		if (call_pandoc(&w, root, meta))
			return;
		call_meta(&w, meta);
		walk_elements(&w, root, meta);
	} else {
		walk_elements(&w, root, meta);
		w.S->here = POS_NONE;
		call_meta(&w, meta);
		call_pandoc(&w, root, meta);
	}
	lua_settop(L, w.handlers - 1);
}

/* -- el:walk --------------------------------------------------------------- */

/* A list of elements, walked as the content of a node of that type. */
static int
walk_table(lua_State *L, bool blocks)
{
	struct doc_list list = {0};
	struct doc_node *n = new_node(L, blocks ? DOC_DIV : DOC_PLAIN);
	struct walk_job w;

	if (blocks)
		peek_blocks(L, 1, &list);
	else
		peek_inlines(L, 1, &list);
	doc_adopt(n, &list);
	w = prepare(L, 2);
	walk_elements(&w, &n, NULL);
	if (blocks)
		push_blocks(L, n, 0);
	else
		push_inlines(L, n, 0);
	return 1;
}

int
walk_method(lua_State *L)
{
	const struct handle *h = handle_at(L, 1);
	struct pos here = state_of(L)->here;
	struct walk_job w;
	struct doc_node *n;

	luaL_checktype(L, 2, LUA_TTABLE);
	lua_settop(L, 2);
	if (!h && lua_istable(L, 1))
		return walk_table(L,
				  str_is(str_of(type_name_at(L, 1)), "Blocks"));
	if (h && h->kind == (uint32_t)DOC_DOCUMENT) {
		struct value *meta;

		peek_document(L, 1, &n, &meta);
		walk_document(L, 2, &n, &meta);
		push_document(L, n, meta);
		state_of(L)->here = here;
		return 1;
	}
	n = peek_node(L, 1);
	if (!n)
		return luaL_error(L, "element expected, got %s",
				  type_name_at(L, 1));
	w = prepare(L, 2);
	walk_elements(&w, &n, NULL);
	state_of(L)->here = here;
	push_node(L, n);
	return 1;
}
