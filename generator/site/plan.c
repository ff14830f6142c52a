/* plan.c – which pages there are, in which order, under which numbers. The
 * contents are a tree of parts and pages; `auto` makes it from the folders. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "doc/value.h"
#include "site/site_int.h"

struct plan {
	struct site *site;
	struct file_list files;
	struct map *pages; /* file name → "" until it is in the contents */
	size_t cap;
};

static const char waiting[] = "", placed[] = "placed";

struct entry *
entry_after(const struct entry *e)
{
	if (e->first)
		return e->first;
	while (e && !e->next)
		e = e->up;
	return e ? e->next : NULL;
}

static struct entry *
add_entry(struct plan *plan, struct entry *up)
{
	struct entry *e = arena_alloc(plan->site->arena, sizeof *e);
	struct entry **end = &up->first;

	while (*end)
		end = &(*end)->next;
	*end = e;
	e->up = up;
	e->depth = up->up ? up->depth + 1 : 0;
	return e;
}

static void
report_page(struct plan *plan, struct str name, struct pos at)
{
	size_t n = map_count(plan->pages);
	struct str *names = arena_array(plan->site->arena, n, sizeof *names);
	struct diag_hint hint;

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(plan->pages, i);
	diag(plan->site->config_diag, DIAG_CONFIG_PAGE, at,
	     "no page \"" STR_FMT "\"; left out%s", STR_ARG(name),
	     diag_near(&hint, diag_nearest(name, names, n)));
}

/* Places a page below `up`; NULL when there is none of that name, or when it
 * has its place already. */
static struct entry *
add_page(struct plan *plan, struct entry *up, struct str name, struct pos at)
{
	struct site *site = plan->site;
	const char *state = map_get(plan->pages, name);
	struct entry *e;
	struct page *page;

	if (!state) {
		report_page(plan, name, at);
		return NULL;
	}
	if (state == placed) {
		diag(site->config_diag, DIAG_CONFIG_PAGE, at,
		     "the page \"" STR_FMT
		     "\" is in the contents already; left out",
		     STR_ARG(name));
		return NULL;
	}
	map_put(plan->pages, name, (void *)(uintptr_t)placed);
	e = add_entry(plan, up);
	page = arena_alloc(site->arena, sizeof *page);
	e->page = page;
	page->entry = e;
	page->source = arena_str(site->arena, name);
	page->path = path_join(site->arena, site->root, name);
	page->output =
	    path_with_suffix(site->arena, page->source, STR(".html"));
	site->n_pages++;
	return e;
}

/* -- contents as written ------------------------------------------------------
 */

static void add_list(struct plan *plan, struct entry *up,
		     const struct value *list);

static void
unknown_keys(struct plan *plan, const struct value *v)
{
	static const struct str known[] = {STR_INIT("part"), STR_INIT("page"),
					   STR_INIT("pages"),
					   STR_INIT("number")};
	struct diag_hint hint;

	for (size_t i = 0; i < value_count(v); i++) {
		struct str key = value_key(v, i);
		bool ok = false;

		for (size_t j = 0; j < countof(known); j++)
			ok |= str_eq(key, known[j]);
		if (!ok)
			diag(plan->site->config_diag, DIAG_CONFIG_KEY,
			     value_item(v, i)->key,
			     "unknown key \"" STR_FMT
			     "\" in contents; left out%s",
			     STR_ARG(key),
			     diag_near(&hint, diag_nearest(key, known,
							   countof(known))));
	}
}

static void
add_group(struct plan *plan, struct entry *up, const struct value *v)
{
	const struct value *part = value_at(v, "part");
	const struct value *page = value_at(v, "page");
	const struct value *number = value_at(v, "number");
	struct entry *e = NULL;

	unknown_keys(plan, v);
	if (value_text(page).p)
		e = add_page(plan, up, value_text(page), page->pos);
	else if (value_text(part).p)
		e = add_entry(plan, up);
	else
		diag(plan->site->config_diag, DIAG_CONFIG_TYPE, v->pos,
		     "an entry of the contents is to have \"part\" or "
		     "\"page\"; left out");
	if (!e)
		return;
	if (!e->page)
		e->title = value_text(part);
	e->unnumbered = up->unnumbered || (number && !value_is_true(number));
	add_list(plan, e, value_at(v, "pages"));
}

static void
add_list(struct plan *plan, struct entry *up, const struct value *list)
{
	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *v = value_item(list, i);

		if (v->type == VALUE_STRING) {
			struct entry *e =
			    add_page(plan, up, v->as.string, v->pos);

			if (e)
				e->unnumbered = up->unnumbered;
		} else {
			add_group(plan, up, v);
		}
	}
}

/* -- contents: auto ------------------------------------------------------ */

/* "02-patient_care" → "Patient care". */
static struct str
title_from_name(struct arena *a, struct str name)
{
	struct buf out = BUF_INIT;
	struct str title;
	size_t from = 0;

	while (from < name.n && (is_digit(name.p[from]) ||
				 name.p[from] == '-' || name.p[from] == '_'))
		from++;
	if (from == name.n)
		from = 0;
	for (size_t i = from; i < name.n; i++) {
		char c = name.p[i];

		if (c == '-' || c == '_')
			c = ' ';
		if (i == from && c >= 'a' && c <= 'z')
			c = (char)(c - 32);
		buf_putc(&out, c);
	}
	title = arena_str(a, buf_str(&out));
	buf_free(&out);
	return title;
}

/* The part of a folder, made when its first page comes. */
static struct entry *
folder_entry(struct plan *plan, struct map *folders, struct str dir)
{
	struct entry *e = map_get(folders, dir);

	if (str_eq(dir, STR(".")))
		return &plan->site->contents;
	if (e)
		return e;
	e = add_entry(plan, folder_entry(plan, folders, path_dir(dir)));
	e->title = title_from_name(plan->site->arena, path_base(dir));
	map_put(folders, dir, e);
	return e;
}

/* index.md stands before its folder's other pages. */
static void
last_to_front(struct entry *up)
{
	struct entry **end = &up->first, *last;

	while ((*end)->next)
		end = &(*end)->next;
	last = *end;
	*end = NULL;
	last->next = up->first;
	up->first = last;
}

static void
add_folders(struct plan *plan)
{
	struct map *folders = map_new(plan->site->arena);

	for (size_t i = 0; i < map_count(plan->pages); i++) {
		struct str name = map_key(plan->pages, i);
		struct entry *up = folder_entry(plan, folders, path_dir(name));

		add_page(plan, up, name, POS_NONE);
		if (str_is(path_base(name), "index.md"))
			last_to_front(up);
	}
}

/* -- files, numbers ------------------------------------------------------ */

static bool
is_page(struct str name)
{
	return str_is(path_extension(name), "md") &&
	       !str_is(path_base(name), "README.md");
}

/* Folders that hold no pages: the manual's own filters and themes, and files
 * that are only included. */
static bool
is_set_aside(struct str name)
{
	return str_starts(name, STR("filters/")) ||
	       str_starts(name, STR("themes/")) || name.p[0] == '_' ||
	       str_find(name, STR("/_"), 0) != SIZE_MAX;
}

/* The output folder as seen from the manual's, with a slash, when it lies
 * inside: what is in it is no source. "/" when it is the same. */
static struct str
output_inside(const struct site *site)
{
	char *root = realpath(site->root.p, NULL);
	char *output = realpath(site->output.p, NULL);
	struct str inside = STR_NONE;

	if (root && output && str_starts(str_of(output), str_of(root))) {
		struct str rest = str_of(output + strlen(root));

		if (rest.n == 0)
			inside = STR("/");
		else if (rest.p[0] == '/')
			inside =
			    arena_printf(site->arena, STR_FMT "/",
					 STR_ARG(str_slice(rest, 1, rest.n)));
	}
	free(root);
	free(output);
	return inside;
}

static void
sort_out(struct plan *plan)
{
	struct site *site = plan->site;
	struct str made = output_inside(site);

	site->files =
	    arena_array(site->arena, plan->files.count, sizeof *site->files);
	for (size_t i = 0; i < plan->files.count; i++) {
		struct str name = plan->files.names[i];

		if (is_set_aside(name) || (made.p && str_starts(name, made)))
			continue;
		if (is_page(name))
			map_put(plan->pages, name, (void *)(uintptr_t)waiting);
		else
			site->files[site->n_files++] = name;
	}
}

static void
report_unlisted(struct plan *plan)
{
	for (size_t i = 0; i < map_count(plan->pages); i++)
		if (map_value(plan->pages, i) != placed)
			diag(plan->site->config_diag, DIAG_CONFIG_UNLISTED,
			     POS_NONE,
			     "\"" STR_FMT "\" is not in the contents; left out",
			     STR_ARG(map_key(plan->pages, i)));
}

static void
number_kids(struct arena *a, struct entry *up)
{
	unsigned n = 0;

	for (struct entry *e = up->first; e; e = e->next) {
		if (e->unnumbered)
			continue;
		n++;
		e->number = up->number.p ? arena_printf(a, STR_FMT ".%u",
							STR_ARG(up->number), n)
					 : arena_printf(a, "%u", n);
	}
}

static void
number_and_index(struct site *site)
{
	size_t n = 0;
	struct page *pages =
	    arena_array(site->arena, site->n_pages, sizeof *pages);

	number_kids(site->arena, &site->contents);
	for (struct entry *e = site->contents.first; e; e = entry_after(e)) {
		number_kids(site->arena, e);
		if (!e->page)
			continue;
		pages[n] = *e->page;
		pages[n].index = n;
		e->page = &pages[n++];
	}
	site->pages = pages;
}

/* Sources and outputs in one folder could not be told apart when it is
 * cleaned. */
static bool
has_place(struct site *site)
{
	if (!str_is(output_inside(site), "/"))
		return true;
	diag(site->config_diag, DIAG_CONFIG_VALUE, POS_NONE,
	     "the output folder \"" STR_FMT "\" is the manual's own; name "
	     "another with -o",
	     STR_ARG(site->output));
	return false;
}

bool
site_plan(struct site *site)
{
	struct plan plan = {.site = site, .pages = map_new(site->arena)};
	const struct value *contents = value_at(site->config, "contents");

	if (!has_place(site))
		return false;
	if (!file_list(site->arena, site->root, &plan.files)) {
		diag(site->config_diag, DIAG_IO_READ, POS_NONE,
		     "the folder \"" STR_FMT "\" could not be read: %s",
		     STR_ARG(site->root), strerror(errno));
		return false;
	}
	sort_out(&plan);
	if (contents && contents->type == VALUE_LIST)
		add_list(&plan, &site->contents, contents);
	else if (str_is(value_text(contents), "auto"))
		add_folders(&plan);
	else
		diag(site->config_diag, DIAG_CONFIG_TYPE,
		     contents ? contents->pos : POS_NONE,
		     "\"contents\" is to be a list, or \"auto\"");
	if (site->contents.first)
		report_unlisted(&plan);
	number_and_index(site);
	return true;
}
