/* walk.c – running a filter over a tree (filters.md §2.1). Typewise: a pass for
 * inlines, one for lists of inlines, for blocks, for lists of blocks; children
 * first, what a handler returns is not offered again in that pass. Topdown: one
 * pass, parents first, `false` as second result stops the descent.
 *
 * Nothing is changed in place: a node with a changed kid is cloned, everything
 * else is shared. Masks skip every subtree without what the filter asks for,
 * and a run of text is cut up only for handlers of Str, Space and SoftBreak,
 * and only where one of them returns something. */
#include "filter/walk.h"

#include <string.h>

#include "filter/filter_int.h"

#include "filter/names.h"

/* The kids of a node being replaced one by one: nothing is built until one
 * differs. */
struct splice {
	struct doc_node **old;
	struct doc_list out;
	bool changed;
};

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

bool
walk_call(struct walk_job *w, int slot, struct pos at)
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
bool
walk_stopped(struct walk_job *w)
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

/* -- one element ----------------------------------------------------------- */

static void
typewise_kid(struct walk_job *w, struct splice *sp, uint32_t i)
{
	struct doc_node *n = walk_node(w, sp->old[i]);

	if (!(w->want & doc_bit(n->type))) {
		keep(w, sp, i, n);
		return;
	}
	push_node(w->L, n);
	if (walk_call(w, n->type + 1, n->pos)) {
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
	if (walk_call(w, n->type + 1, n->pos)) {
		peek_result(w, doc_group((enum doc_type)n->type), &results);
		stop = walk_stopped(w);
		lua_pop(w->L, 2);
		begin(w, sp, i);
		for (size_t k = 0; k < results.count; k++)
			doc_push(w->S->work, &sp->out,
				 stop ? results.nodes[k]
				      : walk_node(w, results.nodes[k]));
		return;
	}
	stop = walk_stopped(w);
	lua_pop(w->L, 2);
	keep(w, sp, i, stop ? n : walk_node(w, n));
}

/* -- runs of text ---------------------------------------------------------- */

/* A run being put together again. */
struct rebuilt {
	char *p;
	size_t n, cap;
	struct pos at; /* of its first piece */
};

static void
add_text(struct walk_job *w, struct rebuilt *r, struct str s)
{
	if (r->cap - r->n < s.n) {
		size_t cap = (r->n + s.n) * 2;
		char *p = arena_alloc(w->S->work, cap);

		if (r->n)
			memcpy(p, r->p, r->n);
		r->p = p;
		r->cap = cap;
	}
	if (s.n)
		memcpy(r->p + r->n, s.p, s.n);
	r->n += s.n;
}

static void
flush_run(struct walk_job *w, struct splice *sp, const struct doc_node *run,
	  struct rebuilt *r)
{
	struct doc_node *text;

	if (r->n) {
		text = doc_clone(w->S->work, run);
		text->text = (struct str){r->p, r->n};
		text->pos = r->at;
		doc_push(w->S->work, &sp->out, text);
	}
	*r = (struct rebuilt){0};
}

/* Whether the result is one piece of the same sort, which can take the place of
 * a piece without a cut: a word for a word, a blank for a blank. */
static bool
is_same_sort(struct walk_job *w, enum doc_type type, struct str *text)
{
	const struct handle *h = handle_at(w->L, -2);
	const struct doc_node *n;

	if (!h || (h->kind == (uint32_t)DOC_STR) != (type == DOC_STR))
		return false;
	if (type != DOC_STR) {
		*text = h->kind == (uint32_t)DOC_SPACE ? STR(" ") : STR("\n");
		return h->kind == (uint32_t)DOC_SPACE ||
		       h->kind == (uint32_t)DOC_SOFT_BREAK;
	}
	n = peek_node(w->L, lua_gettop(w->L) - 1);
	*text = n->text;
	for (size_t i = 0; i < n->text.n; i++)
		if (n->text.p[i] == ' ' || n->text.p[i] == '\n')
			return false;
	return true;
}

/* One piece of the run that a handler gave something for. */
static void
replace_piece(struct walk_job *w, struct splice *sp, struct rebuilt *r,
	      const struct doc_node *run, enum doc_type type)
{
	struct str text;

	if (is_same_sort(w, type, &text)) {
		add_text(w, r, text);
		return;
	}
	flush_run(w, sp, run, r);
	peek_result(w, DOC_INLINE, &sp->out);
}

static void
run_kid(struct walk_job *w, struct splice *sp, uint32_t i)
{
	struct doc_node *run = sp->old[i];
	struct rebuilt r = {.at = run->pos};
	struct pos place = run->pos;
	size_t at = 0, done = 0; /* `done`: what is in r or `out` already */
	bool changed = false;
	struct str word;

	while (at < run->text.n) {
		size_t from = at;
		enum doc_type type = run_next(run->text, &at, &word);

		if (w->want & doc_bit(type)) {
			push_piece(w->L, run, type, word, place);
			if (walk_call(w, (int)type + 1, place)) {
				begin(w, sp, i);
				changed = true;
				add_text(w, &r,
					 str_slice(run->text, done, from));
				replace_piece(w, sp, &r, run, type);
				done = at;
			}
			lua_pop(w->L, 2);
		}
		run_advance(&place, word);
		if (changed && r.n == 0 && done == at)
			r.at = place;
	}
	if (!changed) {
		keep(w, sp, i, run);
		return;
	}
	add_text(w, &r, str_slice(run->text, done, run->text.n));
	flush_run(w, sp, run, &r);
}

/* -- lists ----------------------------------------------------------------- */

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
	if (walk_call(w, inlines ? SLOT_INLINES : SLOT_BLOCKS, n->pos)) {
		for (uint32_t i = 0; i < parts; i++)
			doc_push(w->S->work, &list, n->kids[i]);
		peek_result(w, group, &list);
		made = doc_adopt(doc_clone(w->S->work, n), &list);
	}
	*stop = walk_stopped(w);
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
struct doc_node *
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
