/* load.c – the files of a theme → templates by name and assets in order. All
 * is copied into the theme's arena; after theme_new nothing changes, so that
 * threads may share it. Partials are looked up here, once. */
#include "theme/theme.h"
#include "theme/theme_int.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"

static const struct str suffix = STR_INIT(".mustache");

/* A copy of the file as a template, compiled. A later file of the same name
 * takes the place of an earlier one. */
static bool
add_template(struct theme *t, const struct theme_file *file, struct str label,
	     struct diag *d)
{
	struct template *tpl = arena_alloc(t->arena, sizeof *tpl);
	struct str name = str_slice(file->name, 0, file->name.n - suffix.n);

	tpl->name = arena_str(t->arena, name);
	tpl->path = label.n ? arena_printf(t->arena, STR_FMT "/" STR_FMT,
					   STR_ARG(label), STR_ARG(file->name))
			    : arena_str(t->arena, file->name);
	tpl->text = arena_str(t->arena, file->bytes);
	map_put(t->templates, tpl->name, tpl);
	return template_compile(tpl, t->arena, d);
}

static void
add_asset(struct theme *t, const struct theme_file *file)
{
	struct theme_file copy = {arena_str(t->arena, file->name),
				  arena_str(t->arena, file->bytes)};

	for (size_t i = 0; i < t->n_assets; i++) {
		if (str_eq(t->assets[i].name, copy.name)) {
			t->assets[i] = copy;
			return;
		}
	}
	t->assets[t->n_assets++] = copy;
}

/* The template a partial's name means: in partials/ first, then from the
 * theme's root. */
static const struct template *
find_partial(const struct theme *t, struct arena *scratch, struct str name)
{
	struct str inside = arena_join(scratch, STR("partials/"), name);
	const struct template *tpl = map_get(t->templates, inside);

	return tpl ? tpl : map_get(t->templates, name);
}

/* Names as a partial tag would write them. */
static struct str
nearest_partial(const struct theme *t, struct arena *scratch, struct str name)
{
	struct str folder = STR("partials/");
	size_t n = map_count(t->templates);
	struct str *names = arena_array(scratch, n, sizeof *names);

	for (size_t i = 0; i < n; i++) {
		names[i] = map_key(t->templates, i);
		if (str_starts(names[i], folder))
			names[i] = str_slice(names[i], folder.n, names[i].n);
	}
	return diag_nearest(name, names, n);
}

/* Points the partials and parents of one template at what they name. */
static void
bind_partials(const struct theme *t, struct template *tpl,
	      struct arena *scratch, struct diag *d)
{
	for (uint32_t i = 0; i < tpl->count; i++) {
		struct instr *in = &tpl->code[i];
		struct pos at = in->pos;
		struct diag_hint room;
		struct str near;

		if (in->op != OP_PARTIAL && in->op != OP_PARENT)
			continue;
		in->target = find_partial(t, scratch, in->text);
		if (in->target)
			continue;
		at.file = diag_file(d, tpl->path);
		near = nearest_partial(t, scratch, in->text);
		diag(d, DIAG_TEMPLATE_PARTIAL, at,
		     "the theme has no partial \"" STR_FMT
		     "\", so nothing is put there%s",
		     STR_ARG(in->text), diag_near(&room, near));
	}
}

static int
by_name(const void *x, const void *y)
{
	const struct theme_file *a = x, *b = y;

	return str_cmp(a->name, b->name);
}

struct theme *
theme_new(const struct theme_file *files, size_t count, struct str label,
	  struct diag *d)
{
	struct theme *t = mem_alloc(1, sizeof *t);
	struct arena *scratch = arena_new();
	bool good = true;

	t->arena = arena_new();
	t->templates = map_new(t->arena);
	t->assets = arena_array(t->arena, count + 1, sizeof *t->assets);
	for (size_t i = 0; i < count; i++) {
		if (!str_ends(files[i].name, suffix))
			add_asset(t, &files[i]);
		else if (!add_template(t, &files[i], label, d))
			good = false;
	}
	for (size_t i = 0; good && i < map_count(t->templates); i++)
		bind_partials(t, map_value(t->templates, i), scratch, d);
	qsort(t->assets, t->n_assets, sizeof *t->assets, by_name);
	arena_free(scratch);
	if (good)
		return t;
	theme_free(t);
	return NULL;
}

void
theme_free(struct theme *t)
{
	if (!t)
		return;
	arena_free(t->arena);
	mem_free(t);
}

bool
theme_has(const struct theme *t, const char *name)
{
	return map_get(t->templates, str_of(name)) != NULL;
}

size_t
theme_asset_count(const struct theme *t)
{
	return t->n_assets;
}

const struct theme_file *
theme_asset(const struct theme *t, size_t i)
{
	return &t->assets[i];
}
