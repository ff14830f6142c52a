/* output.c – the output folder. Files that take the place of others are staged
 * beside them and renamed together when the whole build is right; new ones are
 * written where they belong. A build that fails takes both away and leaves the
 * folder as it was. The manifest (.vade-manifest: a line with the format's
 * version, then one name a line, sorted) says which files are ours: only those
 * are ever removed. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"
#include "site/site_int.h"

#define MANIFEST "/.vade-manifest"
static const char manifest_head[] = "vade manifest 1";

enum state { SAME, STAGED, FRESH, CLAIMED };

struct made {
	struct str name;
	enum state state;
};

struct output {
	pthread_mutex_t lock;
	struct arena *arena;
	struct str dir;
	struct map *names; /* to struct made */
	bool dry, failed;
};

struct output *
output_new(struct str dir, bool dry)
{
	struct output *out = mem_alloc(1, sizeof *out);

	pthread_mutex_init(&out->lock, NULL);
	out->arena = arena_new();
	out->dir = arena_str(out->arena, dir);
	out->names = map_new(out->arena);
	out->dry = dry;
	return out;
}

static struct str
place(struct arena *a, struct str dir, struct str name)
{
	return arena_join(a, arena_join(a, dir, STR("/")), name);
}

static struct str
staged_name(struct arena *a, struct str path)
{
	return arena_join(a, path, STR(".vade-new"));
}

/* Claims a name for this build; NULL when it is taken: two outputs of one name
 * would depend on which thread came last. */
static struct made *
claim(struct output *out, struct str name)
{
	struct made *made = NULL;

	pthread_mutex_lock(&out->lock);
	if (!map_get(out->names, name)) {
		made = arena_alloc(out->arena, sizeof *made);
		made->name = arena_str(out->arena, name);
		made->state = CLAIMED;
		map_put(out->names, name, made);
	}
	pthread_mutex_unlock(&out->lock);
	return made;
}

static void
failed(struct output *out, struct str path, struct diag *d)
{
	diag(d, DIAG_IO_WRITE, POS_NONE,
	     "\"" STR_FMT "\" could not be written: %s", STR_ARG(path),
	     strerror(errno));
	pthread_mutex_lock(&out->lock);
	out->failed = true;
	pthread_mutex_unlock(&out->lock);
}

bool
output_put(struct output *out, struct str name, struct str bytes,
	   struct diag *d)
{
	struct made *made = claim(out, name);
	struct arena *a;
	struct str path;
	bool ok = true;

	if (!made) {
		diag(d, DIAG_IO_WRITE, POS_NONE,
		     "two outputs have the name \"" STR_FMT
		     "\"; the second is left out",
		     STR_ARG(name));
		return false;
	}
	if (out->dry)
		return true;
	a = arena_new();
	path = place(a, out->dir, name);
	if (file_holds(path, bytes)) {
		made->state = SAME;
	} else if (errno == ENOENT && file_create(path, bytes)) {
		made->state = FRESH;
	} else if (file_is_dir(path)) {
		/* Found now: at the end others would be in place already. */
		errno = EISDIR;
		ok = false;
	} else if (file_write(staged_name(a, path), bytes)) {
		made->state = STAGED;
	} else {
		ok = false;
	}
	if (!ok)
		failed(out, path, d);
	arena_free(a);
	return ok;
}

/* -- manifest -------------------------------------------------------------- */

/* The names the last build left, or none. */
static struct str *
read_manifest(struct arena *a, struct str dir, size_t *count)
{
	struct str text, *names = NULL;
	size_t cap = 0;

	*count = 0;
	if (!file_read(a, arena_join(a, dir, STR(MANIFEST)), &text) ||
	    !str_eq(str_cut(&text, '\n'), STR(manifest_head)))
		return NULL;
	while (text.p) {
		struct str name = str_cut(&text, '\n');

		/* A manifest that was tampered with removes nothing outside. */
		if (name.n == 0 || !path_is_inside(path_clean(a, name)))
			continue;
		names = arena_room(a, names, *count, &cap, sizeof *names);
		names[(*count)++] = name;
	}
	return names;
}

static int
by_name(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool
write_manifest(const struct output *out, struct diag *d)
{
	size_t n = map_count(out->names);
	struct str *names = arena_array(out->arena, n, sizeof *names);
	struct str path = arena_join(out->arena, out->dir, STR(MANIFEST));
	struct buf text = BUF_INIT;
	bool ok;

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(out->names, i);
	if (n)
		qsort(names, n, sizeof *names, by_name);
	buf_printf(&text, "%s\n", manifest_head);
	for (size_t i = 0; i < n; i++)
		buf_printf(&text, STR_FMT "\n", STR_ARG(names[i]));
	ok = file_put(path, buf_str(&text)) != FILE_FAILED;
	buf_free(&text);
	if (!ok)
		diag(d, DIAG_IO_WRITE, POS_NONE,
		     "\"" STR_FMT "\" could not be written: %s", STR_ARG(path),
		     strerror(errno));
	return ok;
}

/* Removes a file of ours and the folders that it leaves empty. */
static bool
remove_made(struct arena *a, struct str dir, struct str name)
{
	if (!file_remove(place(a, dir, name)))
		return false;
	for (struct str up = path_dir(name); !str_eq(up, STR("."));
	     up = path_dir(up))
		if (!file_remove(place(a, dir, up)))
			break;
	return true;
}

/* -- the end of a build ------------------------------------------------------
 */

static bool
rename_staged(struct output *out, const struct made *made, struct diag *d)
{
	struct str path = place(out->arena, out->dir, made->name);

	if (rename(staged_name(out->arena, path).p, path.p) == 0)
		return true;
	failed(out, path, d);
	return false;
}

static void
unstage(struct output *out)
{
	for (size_t i = 0; i < map_count(out->names); i++) {
		const struct made *made = map_value(out->names, i);

		if (made->state == STAGED)
			remove_made(out->arena, out->dir,
				    staged_name(out->arena, made->name));
		else if (made->state == FRESH)
			remove_made(out->arena, out->dir, made->name);
	}
}

bool
output_commit(struct output *out, struct diag *d, struct site_result *result)
{
	size_t n_old;
	struct str *old = read_manifest(out->arena, out->dir, &n_old);

	if (out->dry)
		return true;
	if (out->failed) {
		unstage(out);
		return false;
	}
	for (size_t i = 0; i < map_count(out->names); i++) {
		const struct made *made = map_value(out->names, i);

		if (made->state == STAGED && !rename_staged(out, made, d)) {
			unstage(out); /* what is in place stays */
			return false;
		}
		result->written += made->state != SAME;
		result->unchanged += made->state == SAME;
	}
	for (size_t i = 0; i < n_old; i++)
		if (!map_get(out->names, old[i]))
			result->removed +=
			    remove_made(out->arena, out->dir, old[i]);
	return write_manifest(out, d);
}

void
output_drop(struct output *out)
{
	if (!out)
		return;
	if (!out->dry && out->failed)
		unstage(out);
	pthread_mutex_destroy(&out->lock);
	arena_free(out->arena);
	mem_free(out);
}

void
output_fail(struct output *out)
{
	out->failed = true;
}

void
output_clean(struct str dir, struct site_result *result)
{
	struct arena *a = arena_new();
	size_t n;
	struct str *names = read_manifest(a, dir, &n);

	for (size_t i = 0; i < n; i++)
		result->removed += remove_made(a, dir, names[i]);
	if (names)
		file_remove(arena_join(a, dir, STR(MANIFEST)));
	arena_free(a);
}
