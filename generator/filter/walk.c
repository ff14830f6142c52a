/* walk.c – running a filter over a tree (filters.md §2.1). Typewise: a pass for
 * inlines, one for lists of inlines, for blocks, for lists of blocks; children
 * first, what a handler returns is not offered again in that pass. Topdown: one
 * pass, parents first, `false` as second result stops the descent.
 *
 * Nothing is changed in place: a node with a changed kid is cloned, everything
 * else is shared. Masks skip every subtree without what the filter asks for,
 * and a run of text is cut up only for handlers of Str, Space and SoftBreak,
 * and only where one of them returns something. */
#include "filter/filter_int.h"

#include <stdlib.h>

#include "filter/names.h"
#include "filter/pairs.h"

enum {
	SLOT_INLINES = DOC__COUNT + 1,
	SLOT_BLOCKS,
	SLOT_META,
	SLOT_PANDOC,
};

struct walk_job {
	lua_State *L;
	struct filter_state *S;
	int handlers;     /* stack index: slot → function */
	uint64_t inlines; /* types of inlines with a handler */
	uint64_t blocks;
	bool has_inlines, has_blocks, has_meta, has_pandoc;
	bool topdown;
	/* of the pass */
	uint64_t want; /* types to call for; with DOC_TEXT when cut up */
	uint64_t into; /* types whose presence below means there is work */
	bool list_inlines, list_blocks;
};

/* The kids of a node being replaced one by one: nothing is built until one
 * differs. */
struct splice {
	struct doc_node **old;
	struct doc_list out;
	bool changed;
};

static struct doc_node *walk_node(struct walk_job *w, struct doc_node *n);

/* From now on results go to `out`; the first i kids stayed. */
static void
begin(struct walk_job *w, struct splice *sp, uint32_t i)
{
	if (sp->changed)
		return;
	sp->changed = true;
	for (uint32_t k = 0; k < i; k++)
		doc_push(w->S->work, &sp->out, sp->old[k]);
}

/* Kid i becomes n, or stays. */
static void
keep(struct walk_job *w, struct splice *sp, uint32_t i, struct doc_node *n)
{
	if (!sp->changed && n == sp->old[i])
		return;
	begin(w, sp, i);
	doc_push(w->S->work, &sp->out, n);
}

/* Calls the handler in that slot with what is on top of the stack; false when
 * it returned nil (two results are on the stack then, too). */
static bool
call(struct walk_job *w, int slot, struct pos at)
{
	struct pos outer = w->S->here;

	if (at.line)
		w->S->here = at;
	lua_rawgeti(w->L, w->handlers, slot);
	lua_insert(w->L, -2);
	lua_call(w->L, 1, 2);
	w->S->here = at.line ? at : outer;
	return !lua_isnil(w->L, -2);
}

/* Whether the second result forbids going on downwards. */
static bool
stopped(struct walk_job *w)
{
	return w->topdown && lua_isboolean(w->L, -1) &&
	       !lua_toboolean(w->L, -1);
}

static void
peek_result(struct walk_job *w, enum doc_group group, struct doc_list *out)
{
	int result = lua_gettop(w->L) - 1;

	if (group == DOC_INLINE)
		peek_inlines(w->L, result, out);
	else
		peek_blocks(w->L, result, out);
}

/* -- one element
 * ------------------------------------------------------------------ */

static void
typewise_kid(struct walk_job *w, struct splice *sp, uint32_t i)
{
	struct doc_node *n = walk_node(w, sp->old[i]);

	if (!(w->want & doc_bit(n->type))) {
		keep(w, sp, i, n);
		return;
	}
	push_node(w->L, n);
	if (call(w, n->type + 1, n->pos)) {
		begin(w, sp, i);
		peek_result(w, doc_group((enum doc_type)n->type), &sp->out);
	} else {
		keep(w, sp, i, n);
	}
	lua_pop(w->L, 2);
}

/* Parents first: the results' children are walked, the results themselves are
 * not offered again. */
static void
topdown_kid(struct walk_job *w, struct splice *sp, uint32_t i)
{
	struct doc_node *n = sp->old[i];
	struct doc_list results = {0};
	bool stop;

	if (!(w->want & doc_bit(n->type))) {
		keep(w, sp, i, walk_node(w, n));
		return;
	}
	push_node(w->L, n);
	if (call(w, n->type + 1, n->pos)) {
		peek_result(w, doc_group((enum doc_type)n->type), &results);
		stop = stopped(w);
		lua_pop(w->L, 2);
		begin(w, sp, i);
		for (size_t k = 0; k < results.count; k++)
			doc_push(w->S->work, &sp->out,
				 stop ? results.nodes[k]
				      : walk_node(w, results.nodes[k]));
		return;
	}
	stop = stopped(w);
	lua_pop(w->L, 2);
	keep(w, sp, i, stop ? n : walk_node(w, n));
}

/* -- runs of text
 * ------------------------------------------------------------------- */

/* The part of a run that no handler has replaced becomes one Text again. */
static void
flush_run(struct walk_job *w, struct splice *sp, const struct doc_node *run,
	  struct str rest)
{
	struct doc_node *text;

	if (rest.n == 0)
		return;
	text = doc_clone(w->S->work, run);
	text->text = rest;
	doc_push(w->S->work, &sp->out, text);
}

static void
run_kid(struct walk_job *w, struct splice *sp, uint32_t i)
{
	struct doc_node *run = sp->old[i];
	size_t at = 0, done = 0; /* `done`: what is in `out` already */
	bool changed = false;
	struct str word;

	while (at < run->text.n) {
		size_t from = at;
		enum doc_type type = run_next(run->text, &at, &word);

		if (!(w->want & doc_bit(type)))
			continue;
		push_node(w->L, run_piece(w->L, run, type, word));
		if (call(w, type + 1, run->pos)) {
			begin(w, sp, i);
			changed = true;
			flush_run(w, sp, run, str_slice(run->text, done, from));
			peek_result(w, DOC_INLINE, &sp->out);
			done = at;
		}
		lua_pop(w->L, 2);
	}
	if (changed)
		flush_run(w, sp, run, str_slice(run->text, done, run->text.n));
	else
		keep(w, sp, i, run);
}

/* -- lists
 * ---------------------------------------------------------------------------
 */

/* What list of elements a node holds, if any. */
static enum doc_group
list_group(const struct doc_node *n)
{
	switch (doc_kids_kind((enum doc_type)n->type)) {
	case DOC_BLOCKS:
	case DOC_PARTS_AND_BLOCKS:
		return DOC_BLOCK;
	case DOC_INLINES:
	case DOC_PARTS_AND_INLINES:
		return DOC_INLINE;
	case DOC_NONE:
	case DOC_PARTS:
		break;
	}
	return DOC_PART;
}

/* Offers the content of n to `Inlines` or `Blocks`; *stop as it says. */
static struct doc_node *
offer_list(struct walk_job *w, struct doc_node *n, bool *stop)
{
	enum doc_group group = list_group(n);
	bool inlines = group == DOC_INLINE;
	uint32_t parts = content_start(n);
	struct doc_list list = {0};
	struct doc_node *made = n;

	if (!(inlines ? w->list_inlines : group == DOC_BLOCK && w->list_blocks))
		return n;
	if (inlines)
		push_inlines(w->L, n, parts);
	else
		push_blocks(w->L, n, parts);
	if (call(w, inlines ? SLOT_INLINES : SLOT_BLOCKS, n->pos)) {
		for (uint32_t i = 0; i < parts; i++)
			doc_push(w->S->work, &list, n->kids[i]);
		peek_result(w, group, &list);
		made = doc_adopt(doc_clone(w->S->work, n), &list);
	}
	*stop = stopped(w);
	lua_pop(w->L, 2);
	return made;
}

static struct doc_node *
walk_kids(struct walk_job *w, struct doc_node *n)
{
	struct splice sp = {.old = n->kids};

	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->type == DOC_TEXT) {
			if (w->want & doc_bit(DOC_TEXT))
				run_kid(w, &sp, i);
			else
				keep(w, &sp, i, n->kids[i]);
		} else if (w->topdown) {
			topdown_kid(w, &sp, i);
		} else {
			typewise_kid(w, &sp, i);
		}
	}
	if (!sp.changed)
		return n;
	return doc_adopt(doc_clone(w->S->work, n), &sp.out);
}

/* The node with everything below it walked; the node itself is not offered. */
static struct doc_node *
walk_node(struct walk_job *w, struct doc_node *n)
{
	bool lists = w->list_inlines || w->list_blocks;
	struct pos outer = w->S->here;
	bool stop = false;

	if (!(n->mask & w->into) && !(lists && list_group(n) != DOC_PART))
		return n;
	state_guard(w->L);
	luaL_checkstack(w->L, 20, "nested too deep");
	if (n->pos.line)
		w->S->here = n->pos;
	if (w->topdown && lists)
		n = offer_list(w, n, &stop);
	if (!stop)
		n = walk_kids(w, n);
	if (!w->topdown && lists)
		n = offer_list(w, n, &stop);
	w->S->here = outer;
	return n;
}

/* -- metadata
 * -------------------------------------------------------------------------- */

static struct value *walk_value(struct walk_job *w, struct value *v);

/* Text alone stays a string where it was one. */
static struct value *
changed_inlines(struct walk_job *w, const struct value *was, struct doc_node *n)
{
	struct value *v;

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

/* -- the handlers of a filter
 * ------------------------------------------------------------ */

/* Takes the function of that name into the slot; whether there is one. */
static bool
take(struct walk_job *w, int filter, const char *name, int slot)
{
	bool is = lua_getfield(w->L, filter, name) == LUA_TFUNCTION;

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

/* -- documents
 * ------------------------------------------------------------------------------
 */

static void
call_meta(struct walk_job *w, struct value **meta)
{
	if (!w->has_meta)
		return;
	push_value(w->L, *meta);
	env_set_list_meta(w->L, LIST_META);
	if (call(w, SLOT_META, POS_NONE)) {
		if (!lua_istable(w->L, -2))
			luaL_error(w->L, "Meta expected, got %s",
				   type_name_at(w->L, -2));
		*meta = peek_value(w->L, lua_gettop(w->L) - 1, *meta);
		if ((*meta)->type != VALUE_MAP)
			luaL_error(w->L, "Meta expected, got a list");
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
	*meta = peek_value(L, lua_gettop(L), h->meta);
	if ((*meta)->type != VALUE_MAP)
		luaL_error(L, "Meta expected, got a list");
	lua_pop(L, 1);
}

static bool
call_pandoc(struct walk_job *w, struct doc_node **root, struct value **meta)
{
	bool stop;

	if (!w->has_pandoc)
		return false;
	push_document(w->L, *root, *meta);
	if (call(w, SLOT_PANDOC, POS_NONE))
		peek_document(w->L, lua_gettop(w->L) - 1, root, meta);
	stop = stopped(w);
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

/* -- el:walk
 * --------------------------------------------------------------------------------
 */

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
