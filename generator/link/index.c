/* index.c – merges the facts of all pages, in page order: entries for pages and
 * targets, the maps that find them, the lists that point back. Each step is one
 * pass over the facts. Two places with one name are reported at the second. */
#include "base/mem.h"
#include "link/link_int.h"

/* -- finding -------------------------------------------------------------- */

const struct link_entry *
index_entry(const struct link_index *ix, size_t page, const struct target *t)
{
	return &ix->entries[ix->first[page] +
			    (size_t)(t - ix->facts[page]->targets)];
}

const struct link_entry *
index_find(const struct link_index *ix, struct str id)
{
	const struct link_entry *e = map_get(ix->by_id, id);

	return e ? e : map_get(ix->labels, id);
}

struct str
index_nearest(const struct link_index *ix, struct str id)
{
	size_t n_pages = map_count(ix->by_id), n = map_count(ix->labels);
	struct str *names = mem_alloc(n_pages + n + 1, sizeof *names), near;

	for (size_t i = 0; i < n_pages; i++)
		names[i] = map_key(ix->by_id, i);
	for (size_t i = 0; i < n; i++)
		names[n_pages + i] = map_key(ix->labels, i);
	near = diag_nearest(id, names, n_pages + n);
	mem_free(names);
	return near;
}

/* -- pages ---------------------------------------------------------------- */

/* A place of another page as this page's sink can print it. */
static struct pos
elsewhere(struct diag *d, const struct diag *other, struct pos at)
{
	at.file = diag_file(d, diag_path(other, at.file));
	return at;
}

static void
add_page_id(struct link_index *ix, size_t page, struct diag *const *sinks)
{
	const struct link_facts *f = ix->facts[page];
	const struct link_entry *other = map_get(ix->by_id, f->id);

	if (!other) {
		map_put(ix->by_id, f->id, &ix->pages[page]);
		return;
	}
	if (!f->id_written) {
		if (!ix->facts[other->page]->id_written)
			map_put(ix->vague, f->id, &ix->pages[page]);
		return;
	}
	diag(sinks[page], DIAG_ID_DUPLICATE, f->id_pos,
	     "the page id \"" STR_FMT "\" is given twice; relations lead to "
	     "the first",
	     STR_ARG(f->id));
	diag_note(sinks[page],
		  elsewhere(sinks[page], sinks[other->page],
			    ix->facts[other->page]->id_pos),
		  "the first is this page");
}

static void
add_pages(struct link_index *ix, struct diag *const *sinks)
{
	ix->pages = arena_array(ix->arena, ix->n_pages + 1, sizeof *ix->pages);
	ix->by_source = map_new(ix->arena);
	ix->by_id = map_new(ix->arena);
	ix->vague = map_new(ix->arena);
	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		ix->pages[p] = (struct link_entry){
		    .title = f->title,
		    .url = f->output,
		    .number = f->number,
		    .kind = f->kind,
		    .page = p,
		};
		if (!f->source.n)
			continue; /* a page that could not be read */
		map_put(ix->by_source, f->source, &ix->pages[p]);
		if (f->id_written)
			add_page_id(ix, p, sinks);
		if (f->has_references && ix->references_page == NO_PAGE)
			ix->references_page = p;
		if (f->has_glossary && ix->glossary_page == NO_PAGE)
			ix->glossary_page = p;
	}
	/* Ids that were written come before those from file names. */
	for (size_t p = 0; p < ix->n_pages; p++)
		if (ix->facts[p]->source.n && !ix->facts[p]->id_written)
			add_page_id(ix, p, sinks);
}

/* -- targets -------------------------------------------------------------- */

static const struct target *
target_of(const struct link_index *ix, const struct link_entry *e)
{
	size_t i = (size_t)(e - ix->entries) - ix->first[e->page];

	return &ix->facts[e->page]->targets[i];
}

/* `first`: the place that has the id already, on another page. */
static void
report_label(const struct link_index *ix, const struct link_entry *first,
	     const struct link_entry *e, struct diag *const *sinks)
{
	const struct target *t = target_of(ix, e);
	bool is_page = first == &ix->pages[first->page];
	struct pos at = is_page ? ix->facts[first->page]->id_pos
				: target_of(ix, first)->pos;
	struct diag *d = sinks[e->page];

	diag(d, DIAG_ID_DUPLICATE, t->pos,
	     "the id \"" STR_FMT "\" is given on two pages; references lead "
	     "to the first",
	     STR_ARG(t->id));
	diag_note(d, elsewhere(d, sinks[first->page], at), "the first %s",
		  is_page ? "is this page" : "stands here");
}

/* Labels are unique over the manual; on the same page that has been said, and
 * a page may bear the id of the worksheet it is about. */
static void
add_label(struct link_index *ix, struct link_entry *e, const struct target *t,
	  struct diag *const *sinks)
{
	const struct link_entry *other;

	if (t->auto_id || kind_of_id(t->id) == TARGET_OTHER)
		return;
	other = map_get(ix->labels, t->id);
	if (!other) {
		map_put(ix->labels, t->id, e);
		other = map_get(ix->by_id, t->id);
	}
	if (other && other->page != e->page)
		report_label(ix, other, e, sinks);
}

static void
add_targets(struct link_index *ix, struct diag *const *sinks)
{
	size_t total = 0;

	ix->first = arena_array(ix->arena, ix->n_pages + 1, sizeof *ix->first);
	ix->labels = map_new(ix->arena);
	for (size_t p = 0; p < ix->n_pages; p++) {
		ix->first[p] = total;
		total += ix->facts[p]->n_targets;
	}
	ix->entries = arena_array(ix->arena, total + 1, sizeof *ix->entries);
	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];
		struct str here = arena_join(ix->arena, f->output, STR("#"));

		for (size_t i = 0; i < f->n_targets; i++) {
			const struct target *t = &f->targets[i];
			struct link_entry *e = &ix->entries[ix->first[p] + i];

			*e = (struct link_entry){
			    .title = t->title,
			    .url = arena_join(ix->arena, here, t->id),
			    .kind = str_of(kind_name(t->kind)),
			    .page = p,
			    .level = t->level,
			};
			add_label(ix, e, t, sinks);
		}
	}
}

static void
list_headings(struct link_index *ix)
{
	struct row_pairs pairs = {0};

	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		for (size_t i = 0; i < f->n_targets; i++)
			if (f->targets[i].kind == TARGET_SECTION &&
			    f->targets[i].listed)
				row_push(ix->arena, &pairs, p,
					 &ix->entries[ix->first[p] + i]);
	}
	ix->headings = rows_make(ix->arena, &pairs, ix->n_pages);
}

/* -- objects by kind ------------------------------------------------------ */

struct kind_list {
	struct link_list list; /* first: what the map holds is a link_list */
	const struct link_entry **entries;
	size_t cap;
};

static void
add_object(struct link_index *ix, const struct link_entry *e)
{
	struct kind_list *k = map_get(ix->objects, e->kind);

	if (e->kind.n == 0)
		return;
	if (!k) {
		k = arena_alloc(ix->arena, sizeof *k);
		map_put(ix->objects, e->kind, k);
	}
	k->entries = arena_room(ix->arena, k->entries, k->list.count, &k->cap,
				sizeof *k->entries);
	k->entries[k->list.count++] = e;
	k->list.entries = k->entries;
}

/* The names of objects come first: a page kind of the same name ("worksheet")
 * adds no pages to them. */
static void
list_objects(struct link_index *ix)
{
	ix->objects = map_new(ix->arena);
	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		for (size_t i = 0; i < f->n_targets; i++)
			if (f->targets[i].kind != TARGET_SECTION &&
			    f->targets[i].numbered)
				add_object(ix, &ix->entries[ix->first[p] + i]);
	}
	for (size_t p = 0; p < ix->n_pages; p++)
		if (kind_find(ix->pages[p].kind) == TARGET_OTHER)
			add_object(ix, &ix->pages[p]);
}

/* -- terms ---------------------------------------------------------------- */

static void
list_terms(struct link_index *ix)
{
	const struct link_glossary *g = ix->opts.glossary;
	struct row_pairs used = {0}, where = {0};
	size_t n = g ? g->count : 0, home = ix->glossary_page;
	struct str page = home == NO_PAGE ? STR_NONE : ix->pages[home].url;

	ix->terms = arena_array(ix->arena, n + 1, sizeof *ix->terms);
	for (size_t i = 0; i < n; i++)
		ix->terms[i] = (struct link_entry){
		    .title = g->terms[i].term,
		    .url = arena_printf(ix->arena, STR_FMT "#" STR_FMT,
					STR_ARG(page),
					STR_ARG(g->terms[i].anchor)),
		    .kind = STR("term"),
		    .text = g->terms[i].definition,
		    .page = home,
		};
	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		for (size_t i = 0; i < f->n_terms; i++) {
			row_push(ix->arena, &used, p, &ix->terms[f->terms[i]]);
			if (p != home)
				row_push(ix->arena, &where, f->terms[i],
					 &ix->pages[p]);
		}
	}
	ix->used_terms = rows_make(ix->arena, &used, ix->n_pages);
	ix->used_in = rows_make(ix->arena, &where, n);
}

/* -- all ------------------------------------------------------------------ */

struct link_index *
link_index_new(struct arena *a, struct link_facts *const *facts, size_t count,
	       const struct link_opts *opts, struct diag *const *sinks)
{
	struct link_index *ix = arena_alloc(a, sizeof *ix);

	ix->arena = a;
	ix->opts = *opts;
	ix->words = words_find(opts->language);
	ix->n_pages = count;
	ix->references_page = ix->glossary_page = NO_PAGE;
	ix->facts = arena_array(a, count + 1, sizeof *ix->facts);
	for (size_t i = 0; i < count; i++)
		ix->facts[i] =
		    facts[i] ? facts[i] : arena_alloc(a, sizeof **ix->facts);
	add_pages(ix, sinks);
	add_targets(ix, sinks);
	number_all(ix);
	list_headings(ix);
	list_objects(ix);
	list_terms(ix);
	relate_all(ix, sinks);
	works_read(ix);
	return ix;
}
