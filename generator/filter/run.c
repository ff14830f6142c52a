/* run.c – filter_run: each filter of the chain in turn over one document. A
 * filter works on shared, unchanging nodes in the state's work arena; only when
 * all are done is a changed tree copied into the document. A filter that fails
 * leaves the tree as it was before it. */
#include "filter/filter_int.h"
#include "filter/takeover.h"
#include "filter/libs.h"

#include "base/buf.h"
#include "base/map.h"

/* One filter at work: what it was given and what it makes of it. */
struct job {
	struct doc_node *root;
	struct value *meta;
};

/* The global table is the filter when the script returns nothing; lists of
 * filters have a length, a single filter has none (Pandoc 3.5). */
static void
run_results(lua_State *L, int results, struct job *job)
{
	int last = lua_gettop(L);

	if (results == 0) {
		lua_pushglobaltable(L);
		walk_document(L, lua_gettop(L), &job->root, &job->meta);
		return;
	}
	if (!lua_istable(L, last))
		luaL_error(L, "a filter must return a table, not %s",
			   luaL_typename(L, last));
	if (lua_rawlen(L, last) == 0) {
		walk_document(L, last, &job->root, &job->meta);
		return;
	}
	for (lua_Integer i = 1; lua_geti(L, last, i) != LUA_TNIL; i++) {
		if (!lua_istable(L, -1))
			luaL_error(L, "filter number %d is no table but %s",
				   (int)i, luaL_typename(L, -1));
		walk_document(L, lua_gettop(L), &job->root, &job->meta);
		lua_settop(L, last);
	}
}

static int
run_main(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct job *job = lua_touserdata(L, 1);
	int base;

	env_begin(L);
	globals_set(L);
	lua_rawgeti(L, LUA_REGISTRYINDEX, S->mains[S->filter]);
	lua_insert(L, -2);
	lua_setupvalue(L, -2, 1);
	base = lua_gettop(L) - 1;
	lua_call(L, 0, LUA_MULTRET);
	run_results(L, lua_gettop(L) - base, job);
	return 0;
}

/* Whether what a filter made can be taken over; reported if not. */
static bool
is_sane(struct filter_state *S, const struct doc_node *root)
{
	const char *why = tree_excess(S, root);

	if (why)
		diag(
		    S->d, DIAG_FILTER_LIMIT,
		    (struct pos){
			1, 0, diag_file(S->d, S->chain->files[S->filter].name)},
		    "the filter's document has %s; it is used as it was "
		    "before",
		    why);
	return !why;
}

static bool
is_sane_value(struct filter_state *S, const struct value *v)
{
	if (v->type == VALUE_INLINES || v->type == VALUE_BLOCKS)
		return is_sane(S, v->as.node);
	for (size_t i = 0; i < value_count(v); i++)
		if (!is_sane_value(S, value_item(v, i)))
			return false;
	return true;
}

static void
end_filter(struct filter_state *S)
{
	struct pos at = {1, 0,
			 diag_file(S->d, S->chain->files[S->filter].name)};

	report_flush(S, at);
	doc_free(S->guest);
	S->guest = NULL;
	lua_sethook(S->L, NULL, 0, 0);
	lua_settop(S->L, 0);
}

static bool
run_filter(struct filter_state *S, struct job *job)
{
	struct job result = *job;
	lua_State *L = S->L;
	int status;
	bool ok;

	S->here = POS_NONE;
	S->fault = POS_NONE;
	state_arm(S);
	lua_pushcfunction(L, report_traceback);
	lua_pushcfunction(L, run_main);
	lua_pushlightuserdata(L, &result);
	status = lua_pcall(L, 1, 0, 1);
	ok = status == LUA_OK;
	if (!ok)
		report_error(S, status);
	else if (result.root != job->root)
		ok = is_sane(S, result.root);
	if (ok && result.meta != job->meta)
		ok = is_sane_value(S, result.meta);
	end_filter(S);
	if (ok)
		*job = result;
	return ok;
}

bool
filter_run(struct filter_state *S, struct doc *doc, struct str input,
	   struct diag *d)
{
	struct job job = {doc->root, doc->meta};
	bool ok = true, changed;
	char bottom;

	if (S->chain->count == 0)
		return true;
	S->d = d;
	if (!S->L) {
		diag(d, DIAG_FILTER_LIMIT, POS_NONE,
		     "no room for Lua within the limit of memory; no filter "
		     "is run");
		return false;
	}
	S->input = input.p ? input : S->opts.input;
	S->stack = &bottom;
	arena_reset(S->work);
	S->generation++;
	for (S->filter = 0; S->filter < S->chain->count; S->filter++)
		if (!run_filter(S, &job))
			ok = false;
	changed = job.root != doc->root;
	take_over(doc, S->work, job.root, job.meta);
	if (changed)
		doc_check(doc->root, d);
	S->d = NULL;
	return ok;
}
