/* relate.c – which pages belong together: by the relations of the front matter
 * (both ways) and by links in the text (backlinks). */
#include "link/link_int.h"

/* -- relations ------------------------------------------------------------ */

static size_t
relation_find(const struct link_index *ix, struct str key)
{
	size_t i = 0;

	while (i < ix->opts.n_relations &&
	       !str_eq(ix->opts.relations[i].key, key))
		i++;
	return i;
}

/* In which relation of its target a page of that kind is listed. */
static size_t
reverse_find(const struct link_index *ix, size_t relation, struct str kind)
{
	size_t i = 0;

	if (!ix->opts.relations[relation].kind.n)
		return relation;
	while (i < ix->opts.n_relations &&
	       !(kind.n && str_eq(ix->opts.relations[i].kind, kind)))
		i++;
	return i;
}

static void
report_unknown(const struct link_index *ix, const struct relation *rel,
	       struct diag *d)
{
	struct diag_hint hint;

	diag(d, DIAG_RELATION_UNKNOWN, rel->pos,
	     "nothing in the manual has the id \"" STR_FMT "\" (in \"" STR_FMT
	     "\")%s",
	     STR_ARG(rel->id), STR_ARG(rel->key),
	     diag_near(&hint, index_nearest(ix, rel->id)));
}

struct relating {
	struct link_index *ix;
	struct row_pairs forward, backward, links;
};

static void
relate_one(struct relating *r, size_t page, const struct relation *rel,
	   struct diag *d)
{
	struct link_index *ix = r->ix;
	size_t n = ix->opts.n_relations, i = relation_find(ix, rel->key), back;
	const struct link_entry *e;

	if (i == n)
		return;
	e = index_find(ix, rel->id);
	if (map_get(ix->vague, rel->id)) {
		diag(d, DIAG_RELATION_UNKNOWN, rel->pos,
		     "several pages have the file name \"" STR_FMT
		     "\"; give the one meant an \"id\"",
		     STR_ARG(rel->id));
		return;
	}
	if (!e) {
		report_unknown(ix, rel, d);
		return;
	}
	if (e->page == page)
		return;
	row_push(ix->arena, &r->forward, page * n + i, e);
	row_push(ix->arena, &r->links, e->page, &ix->pages[page]);
	back = reverse_find(ix, i, ix->facts[page]->kind);
	if (back < n)
		row_push(ix->arena, &r->backward, e->page * n + back,
			 &ix->pages[page]);
}

/* -- each entry once in a row --------------------------------------------- */

/* Takes out what a row lists twice, in one pass: `mark` holds for each page the
 * last row it was seen in. Two targets of one page count as two. */
static void
drop_twice(struct link_index *ix, struct rows *rows, size_t n_rows)
{
	size_t *mark = arena_array(ix->arena, ix->n_pages + 1, sizeof *mark);
	size_t kept = 0, from = 0;

	for (size_t row = 0; row < n_rows; row++) {
		size_t to = rows->first[row + 1];

		rows->first[row] = kept;
		for (size_t i = from; i < to; i++) {
			const struct link_entry *e = rows->items[i];
			bool is_page = e == &ix->pages[e->page];

			if (is_page && mark[e->page] == row + 1)
				continue;
			mark[e->page] = row + 1;
			rows->items[kept++] = e;
		}
		from = to;
	}
	rows->first[n_rows] = kept;
}

/* -- links in the text ---------------------------------------------------- */

static void
link_pages(struct relating *r, size_t page)
{
	struct link_index *ix = r->ix;
	const struct link_facts *f = ix->facts[page];

	for (size_t i = 0; i < str_set_count(&f->pages); i++) {
		const struct link_entry *e =
		    map_get(ix->by_source, str_set_at(&f->pages, i));

		if (e && e->page != page)
			row_push(ix->arena, &r->links, e->page,
				 &ix->pages[page]);
	}
	for (size_t i = 0; i < str_set_count(&f->labels); i++) {
		const struct link_entry *e =
		    map_get(ix->labels, str_set_at(&f->labels, i));

		if (e && e->page != page)
			row_push(ix->arena, &r->links, e->page,
				 &ix->pages[page]);
	}
}

void
relate_all(struct link_index *ix, struct diag *const *sinks)
{
	struct relating r = {.ix = ix};
	size_t n_rows = ix->n_pages * ix->opts.n_relations;

	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		link_pages(&r, p);
		for (size_t i = 0; i < f->n_relations; i++)
			relate_one(&r, p, &f->relations[i], sinks[p]);
	}
	/* What a page names itself stands before what names it. */
	for (size_t i = 0; i < r.backward.count; i++)
		row_push(ix->arena, &r.forward, r.backward.pairs[i].row,
			 r.backward.pairs[i].entry);
	ix->related = rows_make(ix->arena, &r.forward, n_rows);
	drop_twice(ix, &ix->related, n_rows);
	ix->backlinks = rows_make(ix->arena, &r.links, ix->n_pages);
	drop_twice(ix, &ix->backlinks, ix->n_pages);
}
