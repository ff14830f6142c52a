/* cite.c – citations in the text, and reference lists. A Cite keeps its
 * Citations and gets what is to be read behind them: links to the entries in
 * the list, which is on one page of the manual or at the end of each page. */
#include <stdlib.h>

#include "base/mem.h"
#include "link/works.h"

/* One citation of a Cite. */
struct item {
	const struct doc_node *citation;
	const struct work *work; /* NULL: a cross-reference, or unknown */
	size_t place;            /* as written */
};

struct citing {
	struct resolve *r;
	const struct doc_node *cite;
	struct item *items;
	size_t count;
	struct doc_list out;
};

/* -- pieces --------------------------------------------------------------- */

static void
put_text(struct citing *c, const char *text)
{
	doc_push(c->r->a, &c->out,
		 doc_leaf(c->r->a, DOC_TEXT, c->cite->pos, str_of(text)));
}

static struct str
entry_id(struct arena *a, const struct work *w)
{
	return arena_join(a, STR("ref-"), w->key);
}

static struct str
entry_url(const struct resolve *r, const struct work *w)
{
	size_t page = r->ix->references_page;
	struct str id = arena_join(r->a, STR("#"), entry_id(r->a, w));

	if (r->facts->has_references)
		page = r->page;
	if (page == NO_PAGE)
		page = r->page;
	return resolve_url(r, arena_join(r->a, r->ix->pages[page].url, id));
}

enum shape { NAMES_AND_YEAR, NAMES, YEAR };

static void
put_work(struct citing *c, const struct work *w, enum shape shape,
	 bool narrative)
{
	struct rich words = {.a = c->r->a};
	struct doc_node *link =
	    resolve_link(c->r->a, c->cite->pos, entry_url(c->r, w), STR(""));

	if (shape != YEAR)
		apa_short(&words, w, narrative);
	if (shape == NAMES_AND_YEAR)
		rich_puts(&words, ", ");
	if (shape != NAMES)
		apa_dated(&words, w);
	rich_end(&words);
	doc_push(c->r->a, &c->out, doc_adopt(link, &words.list));
}

static void
put_unknown(struct citing *c, const struct item *it)
{
	struct resolve *r = c->r;
	struct doc_node *n;

	if (kind_of_id(it->citation->text) != TARGET_OTHER) {
		doc_push(r->a, &c->out, refer_link(r, it->citation, c->cite));
		return;
	}
	n = doc_leaf(r->a, DOC_TEXT, c->cite->pos,
		     arena_join(r->a, it->citation->text, STR("?")));
	doc_push(r->a, &c->out, doc_wrap(r->a, DOC_STRONG, c->cite->pos, n));
}

static bool
has_part(const struct item *it, enum doc_type part)
{
	for (uint32_t i = 0; i < it->citation->count; i++)
		if (it->citation->kids[i]->type == part &&
		    it->citation->kids[i]->count)
			return true;
	return false;
}

static void
put_prefix(struct citing *c, const struct item *it)
{
	const struct doc_node *last;

	if (!has_part(it, DOC_CITATION_PREFIX))
		return;
	refer_part(c->r, it->citation, DOC_CITATION_PREFIX, &c->out);
	last = c->out.nodes[c->out.count - 1];
	if (last->type != DOC_TEXT || !is_blank(last->text.p[last->text.n - 1]))
		put_text(c, " ");
}

/* -- within parentheses --------------------------------------------------- */

static bool
same_people(const struct work *x, const struct work *y)
{
	if (x->authors.count == 0 || x->authors.count != y->authors.count)
		return false;
	for (size_t i = 0; i < x->authors.count; i++)
		if (!str_eq(x->authors.list[i].family,
			    y->authors.list[i].family) ||
		    !str_eq(x->authors.list[i].initials,
			    y->authors.list[i].initials))
			return false;
	return true;
}

/* "Weissman, 2018, 2020": the second of the same people gives its year alone.
 * Not after a locator, which would then seem to be of both. */
static bool
joins(const struct item *before, const struct item *it)
{
	return before->work && it->work &&
	       it->citation->num == DOC_CITE_NORMAL &&
	       !has_part(before, DOC_CITATION_SUFFIX) &&
	       !has_part(it, DOC_CITATION_PREFIX) &&
	       same_people(before->work, it->work);
}

static void
put_item(struct citing *c, const struct item *it, bool joined)
{
	put_prefix(c, it);
	if (!it->work)
		put_unknown(c, it);
	else if (joined || it->citation->num == DOC_CITE_SUPPRESS)
		put_work(c, it->work, YEAR, false);
	else
		put_work(c, it->work, NAMES_AND_YEAR, false);
	locator_push(c->r, it->citation, &c->out);
}

static void
put_items(struct citing *c, size_t from)
{
	for (size_t i = from; i < c->count; i++) {
		bool joined = i > from && joins(&c->items[i - 1], &c->items[i]);

		if (i > from)
			put_text(c, joined ? ", " : "; ");
		put_item(c, &c->items[i], joined);
	}
}

static int
by_rank(const void *x, const void *y)
{
	const struct item *p = x, *q = y;

	if (p->work->rank != q->work->rank)
		return p->work->rank < q->work->rank ? -1 : 1;
	return p->place < q->place ? -1 : p->place > q->place;
}

/* Works stand in the order of the list; words between them, or anything that
 * is no work, keep the author's order. */
static void
sort_items(struct citing *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (!c->items[i].work ||
		    has_part(&c->items[i], DOC_CITATION_PREFIX))
			return;
	if (c->count > 1)
		qsort(c->items, c->count, sizeof *c->items, by_rank);
}

/* -- a Cite --------------------------------------------------------------- */

/* "Weissman et al. (2018, p. 12)" */
static void
put_narrative(struct citing *c)
{
	const struct item *it = &c->items[0];

	put_prefix(c, it);
	put_work(c, it->work, NAMES, true);
	put_text(c, " (");
	put_work(c, it->work, YEAR, true);
	locator_push(c->r, it->citation, &c->out);
	if (c->count > 1) {
		put_text(c, "; ");
		put_items(c, 1);
	}
	put_text(c, ")");
}

static void
report_unknown(struct citing *c, const struct doc_node *citation)
{
	const struct map *keys = c->r->ix->works->keys;
	size_t n = map_count(keys);
	struct str *names = mem_alloc(n + 1, sizeof *names);
	struct diag_hint hint;

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(keys, i);
	diag(c->r->d, DIAG_CITE_UNKNOWN,
	     citation->pos.line ? citation->pos : c->cite->pos,
	     "no work \"" STR_FMT "\" in the bibliography; the key is shown%s",
	     STR_ARG(citation->text),
	     diag_near(&hint, diag_nearest(citation->text, names, n)));
	mem_free(names);
}

static void
read_items(struct citing *c)
{
	c->items = arena_array(c->r->a, c->cite->count + 1, sizeof *c->items);
	for (uint32_t i = 0; i < c->cite->count; i++) {
		const struct doc_node *n = c->cite->kids[i];
		struct item *it = &c->items[c->count];

		if (n->type != DOC_CITATION)
			continue;
		*it = (struct item){n, NULL, c->count++};
		if (kind_of_id(n->text) != TARGET_OTHER)
			continue;
		it->work = map_get(c->r->ix->works->keys, n->text);
		if (!it->work)
			report_unknown(c, n);
	}
}

void
cite_resolve(struct resolve *r, struct doc_node *cite)
{
	struct citing c = {.r = r, .cite = cite};
	struct doc_list kids = {0};

	read_items(&c);
	if (c.items[0].work && c.items[0].citation->num == DOC_CITE_IN_TEXT) {
		put_narrative(&c);
	} else {
		sort_items(&c);
		put_text(&c, "(");
		put_items(&c, 0);
		put_text(&c, ")");
	}
	for (uint32_t i = 0; i < cite->count; i++)
		if (cite->kids[i]->type == DOC_CITATION)
			doc_push(r->a, &kids, cite->kids[i]);
	for (size_t i = 0; i < c.out.count; i++)
		doc_push(r->a, &kids, c.out.nodes[i]);
	doc_adopt(cite, &kids);
	cite->flags |= DOC_RESOLVED;
}

/* -- reference lists ------------------------------------------------------ */

static struct doc_node *
entry_node(struct resolve *r, const struct work *w, struct pos at)
{
	struct rich words = {.a = r->a};
	struct doc_node *para = doc_node(r->a, DOC_PARA, at), *div;
	struct doc_attr *attr =
	    doc_attr_with_class(r->a, NULL, STR("reference"));

	apa_entry(&words, w);
	doc_adopt(para, &words.list);
	div = doc_wrap(r->a, DOC_DIV, at, para);
	div->attr = doc_attr_with_id(r->a, attr, entry_id(r->a, w));
	div->flags = DOC_GENERATED | DOC_RESOLVED;
	return div;
}

static int
by_work(const void *x, const void *y)
{
	const struct work *p = *(struct work *const *)x,
			  *q = *(struct work *const *)y;

	return p->rank < q->rank ? -1 : p->rank > q->rank;
}

/* The works that this page cites, in order. */
static struct work **
works_of_page(struct resolve *r, size_t *count)
{
	const struct str_set *cites = &r->facts->cites;
	size_t n = str_set_count(cites);
	struct work **list = arena_array(r->a, n + 1, sizeof *list);

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		struct work *w =
		    map_get(r->ix->works->keys, str_set_at(cites, i));

		if (w)
			list[(*count)++] = w;
	}
	if (*count > 1)
		qsort(list, *count, sizeof *list, by_work);
	return list;
}

void
cite_fill(struct resolve *r, struct doc_node *div)
{
	struct work **list = r->ix->works->cited;
	size_t n = r->ix->works->n_cited;
	struct doc_list kids = {0};

	if (r->ix->references_page != r->page)
		list = works_of_page(r, &n);
	doc_push_kids(r->a, &kids, div);
	for (size_t i = 0; i < n; i++)
		doc_push(r->a, &kids, entry_node(r, list[i], div->pos));
	doc_adopt(div, &kids);
	div->flags |= DOC_RESOLVED;
}

void
cite_append(struct resolve *r)
{
	struct doc_node *root = r->doc->root, *div;
	struct doc_list kids = {0};

	if (r->ix->references_page != NO_PAGE ||
	    str_set_count(&r->facts->cites) == 0)
		return;
	div = doc_node(r->a, DOC_DIV, POS_NONE);
	div->attr = doc_attr_with_class(r->a, NULL, STR("references"));
	div->flags = DOC_GENERATED;
	cite_fill(r, div);
	if (div->count == 0)
		return;
	doc_push_kids(r->a, &kids, root);
	doc_push(r->a, &kids, div);
	doc_adopt(root, &kids);
}
