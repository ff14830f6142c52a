/* resolve.c – fills one page's tree from the index: addresses of links and
 * images, cross-references, citations, terms, numbers, generated lists. Nodes
 * are changed in place; what cannot be resolved becomes a Span of its words. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/path.h"
#include "link/link_int.h"

/* -- addresses ------------------------------------------------------------ */

struct str
resolve_url(const struct resolve *r, struct str url)
{
	size_t hash = str_find(url, STR("#"), 0);
	struct str file = str_slice(url, 0, hash), rest = STR_NONE;

	if (hash != SIZE_MAX)
		rest = arena_join(
		    r->a, STR("#"),
		    url_encode(r->a, str_slice(url, hash + 1, url.n)));
	if (rest.p && str_eq(file, r->facts->output))
		return rest;
	file = path_relative(r->a, r->facts->output, file);
	return arena_join(r->a, url_encode(r->a, file), rest);
}

void
resolve_drop(struct doc_node *n)
{
	n->type = DOC_SPAN;
	n->attr = NULL;
	n->as.target = NULL;
	n->num = 0;
}

struct doc_node *
resolve_link(struct arena *a, struct pos at, struct str url, struct str text)
{
	struct doc_node *n =
	    doc_wrap(a, DOC_LINK, at, doc_leaf(a, DOC_TEXT, at, text));

	n->as.target = arena_alloc(a, sizeof *n->as.target);
	n->as.target->url = url;
	n->flags = DOC_RESOLVED | DOC_GENERATED;
	return n;
}

static void
set_url(struct resolve *r, struct doc_node *n, struct str url)
{
	struct doc_target *target = arena_alloc(r->a, sizeof *target);

	*target = *n->as.target;
	target->url = url;
	n->as.target = target;
	n->flags |= DOC_RESOLVED;
}

/* A link without words takes these. */
static void
set_words(struct resolve *r, struct doc_node *n, struct str words)
{
	struct doc_list kids = {0};

	if (n->count > 0)
		return;
	doc_push(r->a, &kids, doc_leaf(r->a, DOC_TEXT, n->pos, words));
	doc_adopt(n, &kids);
}

/* -- links to pages ------------------------------------------------------- */

/* Only the files' names are compared: wrong folders are more common than wrong
 * names, and it is cheap. */
static struct str
nearest_page(const struct resolve *r, struct str path)
{
	const struct link_index *ix = r->ix;
	struct str *names = mem_alloc(ix->n_pages + 1, sizeof *names);
	struct str near, found = STR_NONE;

	for (size_t i = 0; i < ix->n_pages; i++)
		names[i] = path_base(ix->facts[i]->source);
	near = diag_nearest(path_base(path), names, ix->n_pages);
	for (size_t i = 0; near.p && i < ix->n_pages; i++)
		if (names[i].p == near.p)
			found = path_relative(r->a, r->facts->source,
					      ix->facts[i]->source);
	mem_free(names);
	return found;
}

/* The words of a link that has none: the title, or "Figure 4". */
static struct str
words_of(const struct resolve *r, const struct link_entry *e)
{
	enum target_kind kind = kind_find(e->kind);

	if (e->title.n || e == &r->ix->pages[e->page])
		return e->title;
	if (e->number.n && kind != TARGET_OTHER)
		return arena_printf(r->a, "%s " STR_FMT,
				    r->ix->words->kind[kind],
				    STR_ARG(e->number));
	return r->ix->pages[e->page].title;
}

static void
report_anchor(struct resolve *r, const struct doc_node *n, size_t page,
	      struct str id)
{
	const struct link_facts *f = r->ix->facts[page];
	struct str *ids = mem_alloc(f->n_targets + 1, sizeof *ids);
	struct diag_hint hint;

	for (size_t i = 0; i < f->n_targets; i++)
		ids[i] = f->targets[i].id;
	diag(r->d, DIAG_LINK_ANCHOR, n->pos,
	     "no section or id \"" STR_FMT "\" in \"" STR_FMT
	     "\"; its words are kept without a link%s",
	     STR_ARG(id), STR_ARG(f->source),
	     diag_near(&hint, diag_nearest(id, ids, f->n_targets)));
	mem_free(ids);
}

/* Leads the link to the page, or to a place on it. */
static void
link_to(struct resolve *r, struct doc_node *n, size_t page,
	const struct url *url)
{
	const struct link_entry *e = &r->ix->pages[page];
	const struct target *t;

	if (url->fragment.n) {
		t = facts_target(r->ix->facts[page], url->fragment);
		if (!t) {
			report_anchor(r, n, page, url->fragment);
			resolve_drop(n);
			set_words(r, n, e->title);
			return;
		}
		e = index_entry(r->ix, page, t);
	}
	set_url(r, n, resolve_url(r, e->url));
	set_words(r, n, words_of(r, e));
}

static void
link_page(struct resolve *r, struct doc_node *n, const struct url *url)
{
	const struct link_entry *e = map_get(r->ix->by_source, url->path);
	struct diag_hint hint;

	if (e) {
		link_to(r, n, e->page, url);
		return;
	}
	if (index_alone(r->ix))
		return;
	diag(r->d, DIAG_LINK_PAGE, n->pos,
	     "no page \"" STR_FMT "\" in the manual; its words are kept "
	     "without a link%s",
	     STR_ARG(n->as.target->url),
	     diag_near(&hint, nearest_page(r, url->path)));
	resolve_drop(n);
	set_words(r, n, path_base(url->path));
}

/* "#" and "#top" are every page's head, as browsers have it. */
static void
link_here(struct resolve *r, struct doc_node *n, const struct url *url)
{
	if (url->fragment.n == 0 || str_is(url->fragment, "top")) {
		n->flags |= DOC_RESOLVED;
		set_words(r, n, r->facts->title);
		return;
	}
	link_to(r, n, r->page, url);
}

/* -- links to files ------------------------------------------------------- */

static int
by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool
has_file(const struct link_index *ix, struct str path)
{
	return bsearch(&path, ix->opts.files, ix->opts.n_files, sizeof path,
		       by_bytes) != NULL;
}

static struct str
nearest_file(const struct resolve *r, struct str path)
{
	const struct link_opts *o = &r->ix->opts;
	struct str page = path_with_suffix(r->a, path, STR(".md")), near;
	struct str *bases;

	if (map_get(r->ix->by_source, page))
		return path_relative(r->a, r->facts->source, page);
	for (size_t i = 0; i < o->n_files; i++)
		if (str_eq(path_base(o->files[i]), path_base(path)))
			return path_relative(r->a, r->facts->source,
					     o->files[i]);
	bases = arena_array(r->a, o->n_files, sizeof *bases);
	for (size_t i = 0; i < o->n_files; i++)
		bases[i] = path_base(o->files[i]);
	near = diag_nearest(path_base(path), bases, o->n_files);
	for (size_t i = 0; near.p && i < o->n_files; i++)
		if (bases[i].p == near.p)
			return path_relative(r->a, r->facts->source,
					     o->files[i]);
	return STR_NONE;
}

/* Checks a file and gives its address from the page; absent: reported. */
static struct str
file_url(struct resolve *r, const struct doc_node *n, const struct url *url)
{
	struct diag_hint hint;
	struct str out;

	if (!path_is_inside(url->path)) {
		diag(r->d, DIAG_LINK_FILE, n->pos,
		     "\"" STR_FMT "\" is outside the manual's folder; its "
		     "words are kept",
		     STR_ARG(n->as.target->url));
		return STR_NONE;
	}
	if (!has_file(r->ix, url->path)) {
		diag(r->d, DIAG_LINK_FILE, n->pos,
		     "no file \"" STR_FMT "\"; its words are kept%s",
		     STR_ARG(n->as.target->url),
		     diag_near(&hint, nearest_file(r, url->path)));
		return STR_NONE;
	}
	out =
	    url_encode(r->a, path_relative(r->a, r->facts->output, url->path));
	out = arena_join(r->a, out, url->query);
	if (url->fragment.n == 0)
		return out;
	return arena_join(r->a, arena_join(r->a, out, STR("#")),
			  url_encode(r->a, url->fragment));
}

static void
link_file(struct resolve *r, struct doc_node *n, const struct url *url)
{
	struct str out;

	if (index_alone(r->ix))
		return;
	out = file_url(r, n, url);
	if (out.p)
		set_url(r, n, out);
	else
		resolve_drop(n);
	set_words(r, n, path_base(url->path));
}

/* -- links that leave ----------------------------------------------------- */

static void
link_external(struct resolve *r, struct doc_node *n, const struct url *url)
{
	set_url(r, n, url->whole);
	if (n->count == 0)
		diag(r->d, DIAG_LINK_EMPTY, n->pos,
		     "a link to \"" STR_FMT "\" has no words; its address is "
		     "shown",
		     STR_ARG(url->whole));
	set_words(r, n, url->whole);
}

static void
link_refused(struct resolve *r, struct doc_node *n, const struct url *url)
{
	diag(r->d, DIAG_LINK_SCHEME, n->pos,
	     "links to \"" STR_FMT "%s\" are not allowed; its words are kept "
	     "without a link",
	     STR_ARG(url->scheme.p ? url->scheme : url->whole),
	     url->scheme.p ? ":" : "");
	resolve_drop(n);
}

static void
link_nothing(struct resolve *r, struct doc_node *n, const struct url *url)
{
	(void)url;
	diag(r->d, DIAG_LINK_PAGE, n->pos,
	     "a link names no page; its words are kept without a link");
	resolve_drop(n);
}

static void
resolve_a_link(struct resolve *r, struct doc_node *n)
{
	static void (*const by_class[])(struct resolve * r, struct doc_node * n,
					const struct url *url) = {
	    [URL_EXTERNAL] = link_external, [URL_REFUSED] = link_refused,
	    [URL_PAGE] = link_page,         [URL_HERE] = link_here,
	    [URL_FILE] = link_file,         [URL_NOTHING] = link_nothing,
	};
	struct url url;
	enum url_class class =
	    url_parse(r->a, r->facts->source, n->as.target->url, &url);

	/* A page may be written in another ending than .md, and a .md file
	 * may be no page. */
	if (class == URL_FILE && map_get(r->ix->by_source, url.path))
		class = URL_PAGE;
	else if (class == URL_PAGE && !index_alone(r->ix) &&
		 !map_get(r->ix->by_source, url.path) &&
		 has_file(r->ix, url.path))
		class = URL_FILE;
	by_class[class](r, n, &url);
}

/* Images come from the manual's folder only: a page asks no other host. */
static void
resolve_image(struct resolve *r, struct doc_node *n)
{
	struct url url;
	enum url_class class =
	    url_parse(r->a, r->facts->source, n->as.target->url, &url);
	struct str out = STR_NONE;

	if (class != URL_REFUSED && index_alone(r->ix))
		return;
	if (class == URL_PAGE || class == URL_FILE)
		out = file_url(r, n, &url);
	else if (class == URL_HERE || class == URL_NOTHING)
		diag(r->d, DIAG_LINK_FILE, n->pos,
		     "an image names no file; its words are kept");
	else
		diag(r->d, DIAG_LINK_FILE, n->pos,
		     "the image \"" STR_FMT "\" is not a file of the manual; "
		     "its words are kept",
		     STR_ARG(url.whole));
	if (out.p)
		set_url(r, n, out);
	else
		resolve_drop(n);
}

/* -- terms ---------------------------------------------------------------- */

static struct str
nearest_term(const struct resolve *r, struct str name)
{
	const struct link_glossary *g = r->ix->opts.glossary;
	size_t n = g ? map_count(g->names) : 0;
	struct str *names = mem_alloc(n + 1, sizeof *names), near;

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(g->names, i);
	near = diag_nearest(name, names, n);
	mem_free(names);
	return near;
}

static void
resolve_term(struct resolve *r, struct doc_node *n)
{
	const struct link_index *ix = r->ix;
	struct str key = doc_get(n, "key");
	struct doc_target *target;
	struct diag_hint hint;
	uint32_t term;

	if (!ix->opts.glossary && index_alone(ix))
		return;
	if (!key.p)
		key = doc_text(r->a, n);
	term = glossary_find(ix->opts.glossary, key);
	if (term == TERM_NONE) {
		diag(r->d, DIAG_TERM_UNKNOWN, n->pos,
		     "no term \"" STR_FMT "\" in the glossary; its words are "
		     "kept%s",
		     STR_ARG(key), diag_near(&hint, nearest_term(r, key)));
		return;
	}
	if (ix->glossary_page == NO_PAGE)
		return;
	target = arena_alloc(r->a, sizeof *target);
	target->url = resolve_url(r, ix->terms[term].url);
	n->type = DOC_LINK;
	n->as.target = target;
	n->attr = doc_attr_with(r->a, n->attr, STR("key"),
				ix->opts.glossary->terms[term].id);
	n->flags |= DOC_RESOLVED;
}

static void
resolve_span(struct resolve *r, struct doc_node *n)
{
	if (doc_has_class(n, "term"))
		resolve_term(r, n);
}

/* -- numbers and lists ---------------------------------------------------- */

static void
resolve_number(struct resolve *r, struct doc_node *n)
{
	struct str id = doc_id(n);
	const struct target *t = id.n ? facts_target(r->facts, id) : NULL;

	if (t && t->kind != TARGET_OTHER)
		n->text = index_entry(r->ix, r->page, t)->number;
}

static void
resolve_div(struct resolve *r, struct doc_node *n)
{
	static const struct {
		const char *class;
		void (*fill)(struct resolve *r, struct doc_node *div);
	} made[] = {
	    {"references", cite_fill},       {"listing", fill_listing},
	    {"glossary", fill_used_in},      {"matrix", fill_matrix},
	    {"page-table", fill_page_table},
	};

	resolve_number(r, n);
	if (!n->attr)
		return;
	for (size_t i = 0; i < countof(made); i++)
		if (doc_has_class(n, made[i].class))
			made[i].fill(r, n);
}

/* Whether a citation can be resolved, or has to be reported. */
static bool
is_ours(const struct resolve *r, const struct doc_node *citation)
{
	if (!index_alone(r->ix))
		return true;
	if (kind_of_id(citation->text) == TARGET_OTHER)
		return r->ix->opts.bibliography != NULL;
	return map_get(r->ix->labels, citation->text) != NULL;
}

static void
resolve_cite(struct resolve *r, struct doc_node *n)
{
	bool works = false;

	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *citation = n->kids[i];

		if (citation->type != DOC_CITATION)
			continue;
		if (!is_ours(r, citation))
			return;
		works = works || kind_of_id(citation->text) == TARGET_OTHER;
	}
	if (works)
		cite_resolve(r, n);
	else
		refer_resolve(r, n);
}

static void (*const resolvers[DOC__COUNT])(struct resolve *r,
					   struct doc_node *n) = {
    [DOC_CITE] = resolve_cite,     [DOC_DIV] = resolve_div,
    [DOC_FIGURE] = resolve_number, [DOC_HEADER] = resolve_number,
    [DOC_IMAGE] = resolve_image,   [DOC_LINK] = resolve_a_link,
    [DOC_SPAN] = resolve_span,     [DOC_TABLE] = resolve_number,
};

/* -- the walk ------------------------------------------------------------- */

/* What was made a link within the words of a link is words. */
static void
drop_links(struct doc_node *n)
{
	if (n->type == DOC_LINK)
		resolve_drop(n);
	if (n->type != DOC_CITE)
		return;
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == DOC_LINK)
			resolve_drop(n->kids[i]);
}

static enum walk
enter(struct doc_node *n, void *arg)
{
	const uint64_t concerned = doc_bit(DOC_CITE) | doc_bit(DOC_DIV) |
				   doc_bit(DOC_FIGURE) | doc_bit(DOC_HEADER) |
				   doc_bit(DOC_IMAGE) | doc_bit(DOC_LINK) |
				   doc_bit(DOC_SPAN) | doc_bit(DOC_TABLE);
	struct resolve *r = arg;

	if (resolvers[n->type] && !(n->flags & DOC_RESOLVED))
		resolvers[n->type](r, n);
	if (r->links)
		drop_links(n);
	r->links += n->type == DOC_LINK;
	if (n->type == DOC_CITE || !(n->mask & concerned))
		return WALK_OVER;
	return WALK_INTO;
}

static void
leave(struct doc_node *n, void *arg)
{
	struct resolve *r = arg;

	r->links -= n->type == DOC_LINK;
	doc_update_mask(n);
}

void
link_resolve(const struct link_index *ix, size_t page, struct doc *doc,
	     struct diag *d)
{
	struct resolve r = {
	    .ix = ix,
	    .facts = ix->facts[page],
	    .doc = doc,
	    .a = doc->arena,
	    .d = d,
	    .page = page,
	};

	cite_append(&r);
	doc_walk(doc->root, enter, leave, &r);
}
