/* load.c – filters and theme: found beside the manual, or among those built
 * into the program. A folder of the same name beside the manual wins. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "doc/value.h"
#include "filter/filter.h"
#include "site/site_int.h"
#include "theme/theme.h"

/* -- filters ----------------------------------------------------------------
 */

/* The part of "filters/<name>.lua" that names the filter or module; absent:
 * something else is built in under that name. */
static struct str
filter_name(struct str full)
{
	struct str dir = STR("filters/"), suffix = STR(".lua");

	if (!str_starts(full, dir) || !str_ends(full, suffix))
		return STR_NONE;
	return str_slice(full, dir.n, full.n - suffix.n);
}

bool
site_built_in_filter(struct str name, struct filter_file *file)
{
	for (size_t i = 0; i < embedded_count(); i++) {
		struct embedded e = embedded_at(i);

		if (str_eq(filter_name(e.name), name)) {
			*file = (struct filter_file){e.name, e.bytes, true};
			return true;
		}
	}
	return false;
}

static bool
on_disk(struct arena *a, struct str path, struct filter_file *file)
{
	struct str text;

	if (!file_exists(path) || !file_read(a, path, &text))
		return false;
	*file = (struct filter_file){.name = path, .text = text};
	return true;
}

static void
report_missing(struct arena *a, struct str name, struct pos at, struct diag *d)
{
	struct str *names = arena_array(a, embedded_count(), sizeof *names);
	size_t n = 0;
	struct diag_hint hint;

	for (size_t i = 0; i < embedded_count(); i++) {
		struct str found = filter_name(embedded_at(i).name);

		if (found.p && !str_starts(found, STR("lib/")))
			names[n++] = found;
	}
	diag(d, DIAG_FILTER_MISSING, at, "no filter \"" STR_FMT "\"%s",
	     STR_ARG(name), diag_near(&hint, diag_nearest(name, names, n)));
}

bool
site_find_filter(struct arena *a, struct str root, struct str name,
		 struct pos at, struct filter_file *file, struct diag *d)
{
	struct str lua = arena_join(a, name, STR(".lua"));

	if (on_disk(a, path_join(a, root, name), file) ||
	    on_disk(a, path_join(a, path_join(a, root, STR("filters")), lua),
		    file) ||
	    site_built_in_filter(name, file))
		return true;
	report_missing(a, name, at, d);
	return false;
}

bool
site_load_filters(struct site *site)
{
	const struct value *list = value_at(site->config, "filters");
	size_t n = value_count(list), total = n + site->opts.n_filters;
	struct filter_file *files =
	    arena_array(site->arena, total, sizeof *files);
	bool found = true;

	for (size_t i = 0; i < n; i++) {
		const struct value *v = value_item(list, i);

		found &=
		    site_find_filter(site->arena, site->root, value_text(v),
				     v->pos, &files[i], site->config_diag);
	}
	for (size_t i = 0; i < site->opts.n_filters; i++)
		found &= site_find_filter(site->arena, STR("."),
					  site->opts.filters[i], POS_NONE,
					  &files[n + i], site->config_diag);
	if (!found)
		return false;
	if (total == 0)
		return true;
	site->chain = filter_load(files, total, site->config_diag);
	return site->chain != NULL;
}

/* -- theme ------------------------------------------------------------------
 */

struct theme_files {
	struct theme_file *files;
	size_t count;
	struct str label;
};

static bool
theme_on_disk(struct arena *a, struct str dir, struct theme_files *found,
	      struct diag *d)
{
	struct file_list list;

	if (!file_is_dir(dir) || !file_list(a, dir, &list))
		return false;
	found->files = arena_array(a, list.count, sizeof *found->files);
	found->label = dir;
	for (size_t i = 0; i < list.count; i++) {
		struct theme_file *f = &found->files[found->count];
		struct str path = path_join(a, dir, list.names[i]);

		f->name = list.names[i];
		if (file_read(a, path, &f->bytes))
			found->count++;
		else
			diag(d, DIAG_IO_READ, POS_NONE,
			     "\"" STR_FMT "\" could not be read: %s",
			     STR_ARG(path), strerror(errno));
	}
	return true;
}

static bool
theme_built_in(struct arena *a, struct str name, struct theme_files *found)
{
	struct str dir = arena_printf(a, "themes/" STR_FMT "/", STR_ARG(name));

	found->files = arena_array(a, embedded_count(), sizeof *found->files);
	found->label = str_slice(dir, 0, dir.n - 1);
	for (size_t i = 0; i < embedded_count(); i++) {
		struct embedded e = embedded_at(i);

		if (str_starts(e.name, dir))
			found->files[found->count++] = (struct theme_file){
			    str_slice(e.name, dir.n, e.name.n), e.bytes};
	}
	return found->count > 0;
}

bool
site_load_theme(struct site *site)
{
	struct arena *a = site->arena;
	const struct value *v = value_at(site->config, "theme");
	struct str name = value_text(v).p ? value_text(v) : STR("clinical");
	struct theme_files found = {0};
	struct str beside =
	    path_join(a, path_join(a, site->root, STR("themes")), name);

	if (!theme_on_disk(a, path_join(a, site->root, name), &found,
			   site->theme_diag) &&
	    !theme_on_disk(a, beside, &found, site->theme_diag) &&
	    !theme_built_in(a, name, &found)) {
		diag(site->config_diag, DIAG_THEME_MISSING,
		     v ? v->pos : POS_NONE, "no theme \"" STR_FMT "\"",
		     STR_ARG(name));
		return false;
	}
	site->theme =
	    theme_new(found.files, found.count, found.label, site->theme_diag);
	return site->theme != NULL;
}
