/* diag.c – collects findings: codes, places, notes, counts. Printing is in
 * print.c. */
#include "diag/diag.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "diag/diag_int.h"

static const struct diag_info infos[] = {
#define DIAG(id, name, level, cause, fix) {name, level, cause, fix},
#include "diag/codes.def"
#undef DIAG
};

const struct diag_info *
diag_info(enum diag_code code)
{
	return &infos[code];
}

enum diag_code
diag_find(struct str name)
{
	for (size_t i = 0; i < countof(infos); i++)
		if (str_is(name, infos[i].name))
			return (enum diag_code)i;
	return DIAG__COUNT;
}

const char *
diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
	    [DIAG_NOTE] = "note",       [DIAG_STYLE] = "style",
	    [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error",
	    [DIAG_FATAL] = "fatal",
	};

	return names[level];
}

struct diag *
diag_new(struct str path)
{
	struct diag *d = mem_alloc(1, sizeof *d);

	d->arena = arena_new();
	diag_file(d, path);
	return d;
}

void
diag_free(struct diag *d)
{
	if (!d)
		return;
	arena_free(d->arena);
	mem_free(d);
}

uint16_t
diag_file(struct diag *d, struct str path)
{
	for (size_t i = 0; i < d->n_files; i++)
		if (str_eq(d->files[i].path, path))
			return (uint16_t)i;
	if (d->n_files > UINT16_MAX)
		return 0;
	d->files = arena_room(d->arena, d->files, d->n_files, &d->cap_files,
			      sizeof *d->files);
	d->files[d->n_files] =
	    (struct diag_source_file){arena_str(d->arena, path), STR_NONE};
	return (uint16_t)d->n_files++;
}

void
diag_source(struct diag *d, uint16_t file, struct str text)
{
	if (file < d->n_files)
		d->files[file].text = text;
}

void
diag_release(struct diag *d)
{
	for (size_t i = 0; i < d->n_files; i++)
		d->files[i].text = STR_NONE;
}

struct str
diag_path(const struct diag *d, uint16_t file)
{
	return file < d->n_files ? d->files[file].path : STR_NONE;
}

void
diag_places(struct diag *d, const struct diag *of)
{
	d->places = of;
}

/* The place in the sink's own numbers, with the text of its file. */
static struct pos
own_place(struct diag *d, struct pos at)
{
	const struct diag *of = d->places;
	uint16_t file;

	if (!of || at.file >= of->n_files)
		return at;
	file = diag_file(d, of->files[at.file].path);
	d->files[file].text = of->files[at.file].text;
	at.file = file;
	return at;
}

static struct str
format(struct diag *d, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return STR_NONE;
	p = arena_alloc(d->arena, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){p, (size_t)n};
}

void
diag(struct diag *d, enum diag_code code, struct pos at, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	d->findings = arena_room(d->arena, d->findings, d->n_findings,
				 &d->cap_findings, sizeof *d->findings);
	f = &d->findings[d->n_findings];
	*f = (struct finding){
	    .code = code, .at = own_place(d, at), .order = d->n_findings};
	d->n_findings++;
	va_start(ap, fmt);
	f->message = format(d, fmt, ap);
	va_end(ap);
	d->counts[infos[code].level]++;
}

void
diag_note(struct diag *d, struct pos at, const char *fmt, ...)
{
	struct remark *note, **end;
	va_list ap;

	if (d->n_findings == 0)
		return;
	note = arena_alloc(d->arena, sizeof *note);
	note->at = own_place(d, at);
	va_start(ap, fmt);
	note->message = format(d, fmt, ap);
	va_end(ap);
	end = &d->findings[d->n_findings - 1].notes;
	while (*end)
		end = &(*end)->next;
	*end = note;
}

enum diag_level
diag_worst(const struct diag *d)
{
	for (int level = DIAG_FATAL; level > DIAG_NOTE; level--)
		if (d->counts[level])
			return (enum diag_level)level;
	return DIAG_NOTE;
}

bool
diag_any(const struct diag *d)
{
	return d->n_findings > 0;
}

size_t
diag_count(const struct diag *d, enum diag_level level)
{
	return d->counts[level];
}

bool
diag_has(const struct diag *d, const char *prefix)
{
	for (size_t i = 0; i < d->n_findings; i++)
		if (str_starts(str_of(infos[d->findings[i].code].name),
			       str_of(prefix)))
			return true;
	return false;
}
