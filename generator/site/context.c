/* context.c – what templates may show of a page: one function a top-level key.
 * Texts are plain; templates escape them. The body is HTML. */
#include "base/arena.h"
#include "base/map.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "site/site_int.h"
#include "write/write.h"

#ifndef VADE_VERSION
#define VADE_VERSION "0.1.0"
#endif

/* "2026-11-22" → "22 November 2026". */
static struct str
site_date(struct arena *a, struct str date)
{
	static const char *const months[] = {
	    "January",   "February", "March",    "April",
	    "May",       "June",     "July",     "August",
	    "September", "October",  "November", "December",
	};
	unsigned month, day;

	if (date.n != 10)
		return date;
	month = (unsigned)(date.p[5] - '0') * 10 + (unsigned)(date.p[6] - '0');
	day = (unsigned)(date.p[8] - '0') * 10 + (unsigned)(date.p[9] - '0');
	if (month < 1 || month > 12)
		return date;
	return arena_printf(a, "%u %s %.4s", day, months[month - 1], date.p);
}

static struct value *
site_value(const struct site *site, struct arena *a, const struct page *page)
{
	struct value *v = value_map(a);

	value_put_str(a, v, "title", site->title);
	value_put_str(a, v, "subtitle", site->subtitle);
	value_put_str(a, v, "edition", site->edition);
	value_put_str(a, v, "date", site->date);
	value_put_str(a, v, "date_text", site_date(a, site->date));
	value_put_str(a, v, "language", site->language);
	value_put_str(a, v, "root", page ? page_root(a, page) : STR(""));
	value_put_str(a, v, "home", nav_url(a, page, STR("index.html")));
	return v;
}

static struct value *
assets_value(const struct site *site, struct arena *a, const struct page *page)
{
	struct value *v = value_map(a);

	for (size_t i = 0; i < value_count(site->assets); i++)
		value_set(v, value_key(site->assets, i),
			  value_string(a, nav_url(a, page,
						  value_text(value_item(
						      site->assets, i)))));
	return v;
}

/* -- the page ------------------------------------------------------------ */

static void
put_evidence(const struct site *site, struct arena *a, const struct value *meta,
	     struct value *v)
{
	struct str level = value_text(value_at(meta, "evidence"));
	struct str letter =
	    value_text(value_get(value_at(site->config, "evidence"), level));
	struct value *e;
	struct str word;

	if (!level.p || !letter.p)
		return;
	e = value_map(a);
	word = arena_str(a, level);
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '-')
			((char *)(uintptr_t)word.p)[i] = ' ';
	value_put_str(a, e, "level", level);
	value_put_str(a, e, "word", word);
	value_put_str(a, e, "letter", letter);
	value_put(v, "evidence", e);
}

static void
put_review(const struct site *site, struct arena *a, const struct value *meta,
	   struct value *v)
{
	struct str reviewed = value_text(value_at(meta, "reviewed"));
	struct str after = value_text(value_at(meta, "review-after"));

	if (reviewed.p) {
		value_put_str(a, v, "reviewed", reviewed);
		value_put_str(a, v, "reviewed_text", site_date(a, reviewed));
	}
	if (!after.p)
		return;
	value_put_str(a, v, "review_after", after);
	value_put_str(a, v, "review_after_text", site_date(a, after));
	/* Against the edition's date, not today's: the same input gives the
	 * same bytes. */
	value_put_bool(a, v, "overdue",
		       site->date.p && str_cmp(after, site->date) < 0);
}

/* The headings of a page, as a list in a list from level 2 on. */
static struct value *
toc_level(struct arena *a, struct link_list headings, size_t *i, uint8_t level)
{
	struct value *list = value_list(a), *last = NULL;

	while (*i < headings.count) {
		const struct link_entry *h = headings.entries[*i];
		size_t hash;

		if (h->level < level)
			break;
		if (h->level > level && last) {
			value_put(
			    last, "children",
			    toc_level(a, headings, i, (uint8_t)(level + 1)));
			value_put_bool(a, last, "has_children", true);
			continue;
		}
		last = value_map(a);
		hash = str_rfind(h->url, '#');
		value_put_str(a, last, "id",
			      str_slice(h->url, hash + 1, h->url.n));
		value_put_str(a, last, "title", h->title);
		if (h->number.p)
			value_put_str(a, last, "number", h->number);
		/* Templates recurse, and look outwards for a missing key. */
		value_put(last, "children", value_list(a));
		value_put_bool(a, last, "has_children", false);
		value_push(a, list, last);
		(*i)++;
	}
	return list;
}

static void
put_toc(const struct site *site, struct arena *a, const struct page *page,
	struct value *v)
{
	struct link_list headings = link_headings(site->index, page->index);
	size_t i = 0;
	struct value *toc = toc_level(a, headings, &i, 2);

	value_put(v, "toc", toc);
	value_put_bool(a, v, "has_toc", value_count(toc) > 1);
}

static const struct entry *
part_of(const struct page *page)
{
	const struct entry *e = page->entry;

	while (e->up && e->up->up)
		e = e->up;
	return e;
}

static struct value *
page_value(const struct site *site, struct arena *a, const struct page *page)
{
	struct value *v = value_map(a);
	const struct kind *kind = site_kind(site, page->kind);
	const struct value *meta = page->doc->meta;

	value_put_str(a, v, "title", page->title);
	value_put_str(a, v, "short_title", page->short_title);
	if (page->entry->number.p)
		value_put_str(a, v, "number", page->entry->number);
	value_put_str(a, v, "url", page->output);
	value_put_str(a, v, "source", page->source);
	if (page->description.p)
		value_put_str(a, v, "description", page->description);
	if (page->kind.p) {
		value_put_str(a, v, "kind", page->kind);
		value_put_bool(
		    a, v, arena_printf(a, "is_" STR_FMT, STR_ARG(page->kind)).p,
		    true);
	}
	if (kind)
		value_put_str(a, v, "kind_label", kind->label);
	if (!part_of(page)->page)
		value_put_str(a, v, "part", part_of(page)->title);
	put_evidence(site, a, meta, v);
	put_review(site, a, meta, v);
	put_toc(site, a, page, v);
	return v;
}

/* -- lists --------------------------------------------------------------- */

static struct value *
link_value(const struct site *site, struct arena *a, const struct page *page,
	   const struct link_entry *e)
{
	struct value *v = value_map(a);
	const struct kind *kind = site_kind(site, e->kind);

	value_put_str(a, v, "title", e->title);
	value_put_str(a, v, "url", nav_url(a, page, e->url));
	if (e->number.p)
		value_put_str(a, v, "number", e->number);
	if (kind)
		value_put_str(a, v, "kind_label", kind->label);
	return v;
}

static struct value *
links_value(const struct site *site, struct arena *a, const struct page *page,
	    struct link_list links)
{
	struct value *list = value_list(a);

	for (size_t i = 0; i < links.count; i++)
		value_push(a, list,
			   link_value(site, a, page, links.entries[i]));
	return list;
}

static void
put_related(const struct site *site, struct arena *a, const struct page *page,
	    struct value *context)
{
	const struct value *relations = value_at(site->config, "relations");
	struct value *list = value_list(a);

	for (size_t i = 0; i < site->n_relations; i++) {
		struct link_list links =
		    link_related(site->index, page->index, i);
		const struct value *relation =
		    value_get(relations, site->relations[i].key);
		struct value *group;

		if (links.count == 0)
			continue;
		group = value_map(a);
		value_put_str(a, group, "label",
			      value_text(value_at(relation, "label")));
		value_put(group, "items", links_value(site, a, page, links));
		value_push(a, list, group);
	}
	value_put(context, "related", list);
	value_put_bool(a, context, "has_related", value_count(list) > 0);
}

static void
put_backlinks(const struct site *site, struct arena *a, const struct page *page,
	      struct value *context)
{
	struct value *list = links_value(
	    site, a, page, link_backlinks(site->index, page->index));

	value_put(context, "backlinks", list);
	value_put_bool(a, context, "has_backlinks", value_count(list) > 0);
}

static void
put_terms(const struct site *site, struct arena *a, const struct page *page,
	  struct value *context)
{
	struct link_list terms = link_terms(site->index, page->index);
	struct value *list = value_list(a);

	for (size_t i = 0; i < terms.count; i++) {
		const struct link_entry *e = terms.entries[i];
		struct value *v = value_map(a);

		value_put_str(a, v, "term", e->title);
		value_put_str(a, v, "definition", e->text);
		value_put_str(a, v, "url", nav_url(a, page, e->url));
		value_push(a, list, v);
	}
	value_put(context, "terms", list);
	value_put_bool(a, context, "has_terms", value_count(list) > 0);
}

/* The first worksheet of the page or of a later one: they are in page order. */
static size_t
first_sheet(struct link_list sheets, size_t page)
{
	size_t low = 0, high = sheets.count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (sheets.entries[mid]->page < page)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The printable pages of the worksheets that stand on this page. */
static void
put_sheets(const struct site *site, struct arena *a, const struct page *page,
	   struct value *context)
{
	struct link_list sheets = link_objects(site->index, "worksheet");
	struct value *list = value_list(a);
	size_t i = first_sheet(sheets, page->index);

	if (!site_wants(site, "worksheet"))
		i = sheets.count;
	for (; i < sheets.count && sheets.entries[i]->page == page->index;
	     i++) {
		const struct link_entry *e = sheets.entries[i];
		struct str url = e->url, file;
		struct value *v = value_map(a);

		str_cut(&url, '#');
		file = arena_printf(a, "worksheets/" STR_FMT ".html",
				    STR_ARG(url));
		value_put_str(a, v, "title", e->title);
		value_put_str(a, v, "url", nav_url(a, page, file));
		value_push(a, list, v);
	}
	value_put(context, "sheets", list);
}

static void
put_safety(const struct site *site, struct arena *a, const struct page *page,
	   struct value *context)
{
	struct value *v;

	if (!site->safety)
		return;
	v = value_map(a);
	value_put_str(a, v, "title", site->safety->short_title);
	value_put_str(a, v, "url", nav_url(a, page, site->safety->output));
	value_put_bool(a, v, "here", site->safety == page);
	value_put(context, "safety", v);
}

/* -- whole contexts ------------------------------------------------------ */

static struct value *
common(const struct site *site, struct arena *a, const struct page *page)
{
	struct value *context = value_map(a);

	value_put(context, "site", site_value(site, a, page));
	value_put(context, "assets", assets_value(site, a, page));
	put_safety(site, a, page, context);
	value_put_str(a, context, "csp", STR(PAGE_POLICY));
	value_put_str(a, context, "generator", STR("Vademecum " VADE_VERSION));
	return context;
}

struct value *
site_context(const struct site *site, struct arena *a, struct nav *nav,
	     const struct page *page, struct str body)
{
	struct value *context = common(site, a, page);

	value_put(context, "page", page_value(site, a, page));
	value_put_str(a, context, "body", body);
	nav_context(site, a, nav, page, context);
	put_related(site, a, page, context);
	put_backlinks(site, a, page, context);
	put_terms(site, a, page, context);
	put_sheets(site, a, page, context);
	return context;
}

struct value *
site_index_context(const struct site *site, struct arena *a)
{
	struct value *context = common(site, a, NULL);

	value_put(context, "contents", nav_contents(site, a));
	return context;
}
