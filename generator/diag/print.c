/* print.c – findings as lines: `file:line:col: level: message [code]`, with the
 * source line and a caret where asked. The words underlined are those the
 * message quotes first, where they stand at the place. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "diag/diag_int.h"

static const char *const colours[] = {
    [DIAG_NOTE] = "\033[36m",    [DIAG_STYLE] = "\033[36m",
    [DIAG_WARNING] = "\033[33m", [DIAG_ERROR] = "\033[31m",
    [DIAG_FATAL] = "\033[31;1m",
};

static int
by_place(const void *x, const void *y)
{
	const struct finding *f = x, *g = y;

	if (f->at.file != g->at.file)
		return f->at.file < g->at.file ? -1 : 1;
	if (f->at.line != g->at.line)
		return f->at.line < g->at.line ? -1 : 1;
	if (f->at.col != g->at.col)
		return f->at.col < g->at.col ? -1 : 1;
	return (f->order > g->order) - (f->order < g->order);
}

const struct finding *
diag_sorted(struct diag *d)
{
	struct finding *copy =
	    arena_array(d->arena, d->n_findings, sizeof *copy);

	if (d->n_findings == 0)
		return copy;
	memcpy(copy, d->findings, d->n_findings * sizeof *copy);
	qsort(copy, d->n_findings, sizeof *copy, by_place);
	return copy;
}

enum diag_level
diag_shown_level(const struct finding *f, const struct diag_print *how)
{
	enum diag_level level = diag_info(f->code)->level;

	if (how->strict && level == DIAG_WARNING)
		return DIAG_ERROR;
	return level;
}

static struct str
source_line(struct str text, uint32_t line)
{
	struct str rest = text, cut = STR_NONE;

	if (line == 0)
		return STR_NONE;
	for (uint32_t i = 0; i < line; i++) {
		if (!rest.p)
			return STR_NONE;
		cut = str_cut(&rest, '\n');
	}
	return cut;
}

/* Offset of the character numbered `col` (from 1). */
static size_t
column_offset(struct str line, uint16_t col)
{
	size_t at = 0;

	for (uint16_t i = 1; i < col && at < line.n; i++)
		utf8_next(line, &at);
	return at;
}

/* How many characters to underline: the message's first quoted words, when
 * they are what stands at the place; else one. */
static size_t
underline(struct str here, struct str message)
{
	struct str quoted;
	size_t from = str_find(message, STR("\""), 0), hit;

	if (from == SIZE_MAX)
		return 1;
	quoted = str_slice(message, from + 1, message.n);
	quoted = str_slice(quoted, 0, str_find(quoted, STR("\""), 0));
	hit = str_find(here, quoted, 0);
	if (quoted.n == 0 || hit > 2)
		return 1;
	return utf8_count(str_slice(here, 0, hit + quoted.n));
}

static void
print_excerpt(const struct diag *d, const struct finding *f,
	      const struct diag_print *how)
{
	struct str line, here;
	size_t at, cells;

	if (f->at.file >= d->n_files || f->at.col == 0)
		return;
	line = source_line(d->files[f->at.file].text, f->at.line);
	if (!line.p || line.n > 400)
		return;
	at = column_offset(line, f->at.col);
	here = str_slice(line, at, line.n);
	fprintf(how->to, "%5u | " STR_FMT "\n      | ", (unsigned)f->at.line,
		STR_ARG(line));
	for (size_t i = 0; i < at;) {
		fputc(line.p[i] == '\t' ? '\t' : ' ', how->to);
		utf8_next(line, &i);
	}
	cells = underline(here, f->message);
	fputc('^', how->to);
	for (size_t i = 1; i < cells; i++)
		fputc('~', how->to);
	fputc('\n', how->to);
}

/* "file:line:col: ", with what is known of it. */
static void
print_place(const struct diag *d, struct pos at, FILE *to)
{
	struct str path = diag_path(d, at.file);

	if (path.n == 0)
		fputs("vade", to);
	else
		fprintf(to, STR_FMT, STR_ARG(path));
	if (at.line)
		fprintf(to, ":%u", (unsigned)at.line);
	if (at.line && at.col)
		fprintf(to, ":%u", (unsigned)at.col);
	fputs(": ", to);
}

static void
print_level(enum diag_level level, const struct diag_print *how)
{
	if (how->color)
		fprintf(how->to, "%s%s\033[0m: ", colours[level],
			diag_level_name(level));
	else
		fprintf(how->to, "%s: ", diag_level_name(level));
}

static void
print_finding(const struct diag *d, const struct finding *f,
	      const struct diag_print *how)
{
	print_place(d, f->at, how->to);
	print_level(diag_shown_level(f, how), how);
	fprintf(how->to, STR_FMT " [%s]\n", STR_ARG(f->message),
		diag_info(f->code)->name);
	if (how->excerpt)
		print_excerpt(d, f, how);
	for (const struct remark *r = f->notes; r; r = r->next) {
		print_place(d, r->at, how->to);
		print_level(DIAG_NOTE, how);
		fprintf(how->to, STR_FMT "\n", STR_ARG(r->message));
	}
}

static void
emit_text(struct diag *const *sinks, size_t count, const struct diag_print *how)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *sorted = diag_sorted(sinks[i]);

		for (size_t j = 0; j < sinks[i]->n_findings; j++)
			print_finding(sinks[i], &sorted[j], how);
	}
}

void
diag_emit(struct diag *const *sinks, size_t count, const struct diag_print *how)
{
	static void (*const emit[])(struct diag *const *, size_t,
				    const struct diag_print *) = {
	    [DIAG_TEXT] = emit_text,
	    [DIAG_JSON] = diag_emit_json,
	    [DIAG_SARIF] = diag_emit_sarif,
	};

	emit[how->format](sinks, count, how);
}
