/* fill.c – the lists that are made: glossary, listings, where terms are used.
 * Order: the glossary by its terms, all else as in the manual. */
#include <stdlib.h>

#include "link/link_int.h"

/* -- the glossary --------------------------------------------------------- */

static struct doc_node *
text_node(struct arena *a, struct str text)
{
	struct doc_node *n = doc_leaf(a, DOC_TEXT, POS_NONE, text);

	n->flags = DOC_GENERATED;
	return n;
}

static struct doc_node *
made(struct arena *a, enum doc_type type, const struct doc_list *kids,
     struct pos at)
{
	struct doc_node *n = doc_node(a, type, at);

	n->flags = DOC_GENERATED;
	return doc_adopt(n, kids);
}

/* The definition as the composer gave it: parsed Markdown, or plain text. */
static void
push_definition(struct arena *a, struct doc_list *blocks, const struct value *v,
		struct pos at)
{
	struct doc_list words = {0};

	if (v->type == VALUE_BLOCKS) {
		doc_push_kids(a, blocks, doc_copy(a, v->as.node));
		return;
	}
	if (v->type == VALUE_INLINES)
		doc_push_kids(a, &words, doc_copy(a, v->as.node));
	else
		doc_push(a, &words, text_node(a, value_plain(a, v)));
	doc_push(a, blocks, made(a, DOC_PARA, &words, at));
}

static struct doc_node *
see_span(struct arena *a, const struct term *t, struct pos at)
{
	struct doc_list words = {0};
	struct doc_node *n;

	doc_push(a, &words, text_node(a, t->term));
	n = made(a, DOC_SPAN, &words, at);
	n->attr = doc_attr_with(a, doc_attr_with_class(a, NULL, STR("term")),
				STR("key"), t->id);
	return n;
}

static void
push_see(const struct link_glossary *g, const struct term *t, struct arena *a,
	 struct doc_list *blocks, const struct link_words *words)
{
	struct doc_list list = {0};

	if (t->n_see == 0)
		return;
	doc_push(a, &list,
		 text_node(a, arena_printf(a, "%s: ", words->see_also)));
	for (size_t i = 0; i < t->n_see; i++) {
		if (i)
			doc_push(a, &list, text_node(a, STR(", ")));
		doc_push(a, &list, see_span(a, &g->terms[t->see[i]], POS_NONE));
	}
	doc_push(a, blocks, made(a, DOC_PARA, &list, POS_NONE));
}

/* "interpersonal inventory (II)": abbreviations stand behind the term. */
static struct doc_node *
term_node(struct arena *a, const struct term *t, struct pos at)
{
	const struct value *short_forms = value_at(t->value, "abbreviations");
	struct doc_list name = {0}, words = {0};
	struct doc_node *span;
	struct str text = STR(" (");

	doc_push(a, &name, text_node(a, t->term));
	span = made(a, DOC_SPAN, &name, at);
	span->attr = doc_attr_with_id(a, NULL, t->anchor);
	doc_push(a, &words, span);
	for (size_t i = 0; i < value_count(short_forms); i++) {
		text = arena_join(a, text, i ? STR(", ") : STR_NONE);
		text =
		    arena_join(a, text, value_text(value_item(short_forms, i)));
	}
	if (value_count(short_forms))
		doc_push(a, &words,
			 text_node(a, arena_join(a, text, STR(")"))));
	return made(a, DOC_TERM, &words, at);
}

static int
by_term(const void *x, const void *y)
{
	const struct term *p = *(const struct term *const *)x,
			  *q = *(const struct term *const *)y;
	struct str a = p->term, b = q->term;

	for (size_t i = 0; i < a.n && i < b.n; i++) {
		int diff = to_lower(a.p[i]) - to_lower(b.p[i]);

		if (diff)
			return diff;
	}
	return a.n < b.n ? -1 : a.n > b.n;
}

void
glossary_fill(const struct link_glossary *g, struct arena *a,
	      struct doc_node *div, const struct link_words *words)
{
	const struct term **order = arena_array(a, g->count + 1, sizeof *order);
	struct doc_list items = {0}, kids = {0};

	if (g->count == 0)
		return;
	for (size_t i = 0; i < g->count; i++)
		order[i] = &g->terms[i];
	qsort(order, g->count, sizeof *order, by_term);
	for (size_t i = 0; i < g->count; i++) {
		const struct term *t = order[i];
		struct doc_list blocks = {0}, parts = {0};

		push_definition(a, &blocks, value_at(t->value, "definition"),
				div->pos);
		push_see(g, t, a, &blocks, words);
		doc_push(a, &parts, term_node(a, t, div->pos));
		doc_push(a, &parts, made(a, DOC_DEFINITION, &blocks, div->pos));
		doc_push(a, &items,
			 made(a, DOC_DEFINITION_ITEM, &parts, div->pos));
	}
	doc_push_kids(a, &kids, div);
	doc_push(a, &kids, made(a, DOC_DEFINITION_LIST, &items, div->pos));
	doc_adopt(div, &kids);
}

/* -- where terms are used ------------------------------------------------- */

/* More than this says nothing. */
enum { MOST_PAGES = 8 };

static struct doc_node *
used_in(struct resolve *r, uint32_t term, struct pos at)
{
	struct link_list pages = row_at(&r->ix->used_in, term);
	struct doc_list words = {0};

	if (pages.count == 0 || pages.count > MOST_PAGES)
		return NULL;
	doc_push(
	    r->a, &words,
	    text_node(r->a, arena_printf(r->a, "%s: ", r->ix->words->used_in)));
	for (size_t i = 0; i < pages.count; i++) {
		const struct link_entry *e = pages.entries[i];

		if (i)
			doc_push(r->a, &words, text_node(r->a, STR("; ")));
		doc_push(
		    r->a, &words,
		    resolve_link(r->a, at, resolve_url(r, e->url), e->title));
	}
	return made(r->a, DOC_PARA, &words, at);
}

/* The entry whose anchor the term's first span bears. */
static uint32_t
term_of(const struct resolve *r, const struct doc_node *term)
{
	struct str id;

	if (term->type != DOC_TERM || term->count == 0)
		return TERM_NONE;
	id = doc_id(term->kids[0]);
	if (!str_starts(id, STR("term-")))
		return TERM_NONE;
	return glossary_find(r->ix->opts.glossary, str_slice(id, 5, id.n));
}

static void
add_used_in(struct resolve *r, struct doc_node *item)
{
	struct doc_node *last = item->kids[item->count - 1], *para;
	struct doc_list kids = {0};
	uint32_t term = term_of(r, item->kids[0]);

	if (term == TERM_NONE || last->type != DOC_DEFINITION)
		return;
	para = used_in(r, term, item->pos);
	if (!para)
		return;
	doc_push_kids(r->a, &kids, last);
	doc_push(r->a, &kids, para);
	doc_adopt(last, &kids);
}

void
fill_used_in(struct resolve *r, struct doc_node *div)
{
	struct doc_node *list = div->count ? div->kids[div->count - 1] : NULL;

	if (!doc_is(list, DOC_DEFINITION_LIST) ||
	    !(list->flags & DOC_GENERATED))
		return;
	for (uint32_t i = 0; i < list->count; i++)
		add_used_in(r, list->kids[i]);
}

/* -- listings ------------------------------------------------------------- */

static struct str
listed_as(const struct resolve *r, const struct link_entry *e)
{
	enum target_kind kind = kind_find(e->kind);

	if (kind == TARGET_OTHER || e == &r->ix->pages[e->page])
		return e->title;
	if (e->title.n == 0)
		return arena_printf(r->a, "%s " STR_FMT,
				    r->ix->words->kind[kind],
				    STR_ARG(e->number));
	return arena_printf(r->a, "%s " STR_FMT ": " STR_FMT,
			    r->ix->words->kind[kind], STR_ARG(e->number),
			    STR_ARG(e->title));
}

static void
report_kind(struct resolve *r, const struct doc_node *div, struct str of)
{
	size_t n = map_count(r->ix->objects);
	struct str *names = arena_array(r->a, n + 1, sizeof *names);
	struct diag_hint hint;

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(r->ix->objects, i);
	diag(r->d, DIAG_REF_UNKNOWN, div->pos,
	     "nothing of the kind \"" STR_FMT "\" in the manual; the list is "
	     "empty%s",
	     STR_ARG(of), diag_near(&hint, diag_nearest(of, names, n)));
}

void
fill_listing(struct resolve *r, struct doc_node *div)
{
	struct str of = doc_get(div, "of");
	struct link_list list =
	    link_objects(r->ix, of.p ? arena_str(r->a, of).p : "");
	struct doc_list items = {0}, kids = {0};

	if (list.count == 0) {
		if (!index_alone(r->ix))
			report_kind(r, div, of);
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct link_entry *e = list.entries[i];
		struct doc_node *link = resolve_link(
		    r->a, div->pos, resolve_url(r, e->url), listed_as(r, e));
		struct doc_node *line =
		    doc_wrap(r->a, DOC_PLAIN, div->pos, link);

		doc_push(r->a, &items,
			 doc_wrap(r->a, DOC_ITEM, div->pos, line));
	}
	doc_push_kids(r->a, &kids, div);
	doc_push(r->a, &kids, made(r->a, DOC_BULLET_LIST, &items, div->pos));
	doc_adopt(div, &kids);
}
