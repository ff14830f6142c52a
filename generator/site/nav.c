/* nav.c – the way around: parts, the pages of the current part, breadcrumbs,
 * previous and next. What a page carries does not grow with the manual. */
#include "base/arena.h"
#include "base/mem.h"
#include "base/path.h"
#include "doc/value.h"
#include "site/site_int.h"

const struct page *
site_page(const struct site *site, struct str source)
{
	for (size_t i = 0; i < site->n_pages; i++)
		if (str_eq(site->pages[i].source, source))
			return &site->pages[i];
	return NULL;
}

/* The first page at or below an entry, or NULL. */
static const struct page *
first_page(const struct entry *e)
{
	for (; e; e = e->first)
		if (e->page)
			return e->page;
	return NULL;
}

static struct str
entry_title(const struct entry *e)
{
	return e->page ? e->page->short_title : e->title;
}

/* A link from a page (NULL: the contents page) to an output file. */
struct str
nav_url(struct arena *a, const struct page *from, struct str url)
{
	return from ? path_relative(a, from->output, url) : url;
}

static struct value *
entry_value(struct arena *a, const struct page *from, const struct entry *e)
{
	const struct page *page = first_page(e);
	struct value *v = value_map(a);

	value_put_str(a, v, "title", entry_title(e));
	if (e->number.p)
		value_put_str(a, v, "number", e->number);
	if (page)
		value_put_str(a, v, "url", nav_url(a, from, page->output));
	return v;
}

static bool
is_above(const struct entry *e, const struct entry *below)
{
	for (; below; below = below->up)
		if (below == e)
			return true;
	return false;
}

/* The kids of an entry; those on the way to the page hold theirs. */
static struct value *
nav_level(struct arena *a, const struct page *page, const struct entry *up)
{
	struct value *list = value_list(a);

	for (const struct entry *e = up->first; e; e = e->next) {
		struct value *v = entry_value(a, page, e);
		bool on_way = is_above(e, page->entry);

		value_put_bool(a, v, "current",
			       e->depth == 0 || e->first ? on_way
							 : e == page->entry);
		value_put_bool(a, v, "here", e == page->entry);
		/* Said of each: templates look outwards for a missing key. */
		value_put_bool(a, v, "has_pages", on_way && e->first);
		value_put(v, "pages",
			  on_way ? nav_level(a, page, e) : value_list(a));
		value_push(a, list, v);
	}
	return list;
}

static void
push_breadcrumbs(struct arena *a, struct value *list, const struct page *page,
		 const struct entry *e)
{
	struct value *v;

	if (!e->up)
		return;
	push_breadcrumbs(a, list, page, e->up);
	if (e == page->entry) {
		v = value_map(a);
		value_put_str(a, v, "title", page->short_title);
		value_put_bool(a, v, "last", true);
	} else {
		v = entry_value(a, page, e);
	}
	value_push(a, list, v);
}

static void
put_neighbour(const struct site *site, struct arena *a, const struct page *page,
	      struct value *context, const char *key, size_t index)
{
	if (index < site->n_pages)
		value_put(context, key,
			  entry_value(a, page, site->pages[index].entry));
}

/* -- the pages of the current part ----------------------------------------- */

/* The last list that was made. Neighbours in one folder have the same but for
 * where they stand in it themselves. */
struct nav {
	struct arena *arena;
	const struct entry *up; /* the list was made for a kid of it … */
	struct str dir;         /* … in this folder */
	struct value *list;
	struct value *here; /* its value in the list */
};

struct nav *
nav_new(void)
{
	struct nav *nav = mem_alloc(1, sizeof *nav);

	nav->arena = arena_new();
	return nav;
}

void
nav_free(struct nav *nav)
{
	arena_free(nav->arena);
	mem_free(nav);
}

/* The value of an entry in a list made for a page at or below it. */
static struct value *
find_entry(const struct site *site, struct value *list, const struct entry *e)
{
	size_t i = 0;

	if (e->up != &site->contents)
		list = value_at(find_entry(site, list, e->up), "pages");
	for (const struct entry *kid = e->up->first; kid != e; kid = kid->next)
		i++;
	return value_item(list, i);
}

static void
stand_at(struct value *entry, bool here)
{
	value_at(entry, "current")->as.boolean = here;
	value_at(entry, "here")->as.boolean = here;
}

static struct value *
nav_list(const struct site *site, struct nav *nav, const struct page *page)
{
	const struct entry *e = page->entry;
	struct str dir = path_dir(page->output);

	if (nav->list && !e->first && e->up == nav->up &&
	    str_eq(dir, nav->dir)) {
		stand_at(nav->here, false);
		nav->here = find_entry(site, nav->list, e);
		stand_at(nav->here, true);
		return nav->list;
	}
	arena_reset(nav->arena);
	nav->list = nav_level(nav->arena, page, &site->contents);
	nav->here = find_entry(site, nav->list, e);
	nav->up = e->first ? NULL : e->up; /* above its own pages, it differs */
	nav->dir = dir;
	return nav->list;
}

void
nav_context(const struct site *site, struct arena *a, struct nav *nav,
	    const struct page *page, struct value *context)
{
	struct value *crumbs = value_list(a);

	push_breadcrumbs(a, crumbs, page, page->entry);
	value_put(context, "breadcrumbs", crumbs);
	value_put(context, "nav", nav_list(site, nav, page));
	/* index - 1 wraps to a number that no page has. */
	put_neighbour(site, a, page, context, "prev", page->index - 1);
	put_neighbour(site, a, page, context, "next", page->index + 1);
}

static struct value *
contents_level(struct arena *a, const struct entry *up)
{
	struct value *list = value_list(a);

	for (const struct entry *e = up->first; e; e = e->next) {
		struct value *v = entry_value(a, NULL, e);

		value_put_str(a, v, "description",
			      e->page ? e->page->description : STR(""));
		value_put_bool(a, v, "is_part", !e->page);
		value_put(v, "pages", contents_level(a, e));
		value_put_bool(a, v, "has_pages", e->first != NULL);
		value_push(a, list, v);
	}
	return list;
}

struct value *
nav_contents(const struct site *site, struct arena *a)
{
	return contents_level(a, &site->contents);
}
