/* diag.h – the only way to complain. A sink collects what one document (or one
 * stage) has to say; whoever owns the run emits the sinks in page order, so
 * that what is printed does not depend on threads. */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include <stdio.h>

#include "base/base.h"

/* A place in a source file. Lines and columns count from 1, columns in
 * characters; 0 means unknown. `file` indexes the sink's files. */
struct pos {
	uint32_t line;
	uint16_t col;
	uint16_t file;
};
#define POS_NONE ((struct pos){0, 0, 0})

enum diag_level { DIAG_NOTE, DIAG_STYLE, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };

enum diag_code {
#define DIAG(id, name, level, cause, fix) DIAG_##id,
#include "diag/codes.def"
#undef DIAG
	DIAG__COUNT
};

struct diag_info {
	const char *name; /* as printed in brackets, "link-page" */
	enum diag_level level;
	const char *cause; /* one or two sentences: what it means */
	const char *fix;   /* one or two sentences: what to do */
};

struct diag;

/* A sink. Its file 0 is `path` (copied; as it shall be printed). */
struct diag *diag_new(struct str path);
void diag_free(struct diag *d);
/* Adds a file (an included one, a filter, the page of a second place) and
 * returns its number for struct pos; the same path gives the same number. */
uint16_t diag_file(struct diag *d, struct str path);
/* The text of a file, for the source line under a finding on a terminal. Not
 * copied: must live until the sink is emitted or freed. */
void diag_source(struct diag *d, uint16_t file, struct str text);
/* Forgets all texts: what they point to is about to go. */
void diag_release(struct diag *d);
struct str diag_path(const struct diag *d, uint16_t file);
/* From now on places have the file numbers of the sink `of`, not of this one:
 * for what is said of the pages of a book. NULL: of this one again. */
void diag_places(struct diag *d, const struct diag *of);

/* One finding. The message: lower case, quotes what was found, says what was
 * done instead, no full stop. */
void diag(struct diag *d, enum diag_code code, struct pos at, const char *fmt,
	  ...) PRINTF_LIKE(4, 5);
/* A second place or a remark that belongs to the finding before it. */
void diag_note(struct diag *d, struct pos at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* The worst level of what was said, DIAG_NOTE when nothing was. */
enum diag_level diag_worst(const struct diag *d);
/* Whether anything was said. */
bool diag_any(const struct diag *d);
/* Number of findings of that level (notes are not counted). */
size_t diag_count(const struct diag *d, enum diag_level level);
/* Whether any finding belongs to the family "filter-", "io-" …: by prefix of
 * the code's name; for the exit status. */
bool diag_has(const struct diag *d, const char *prefix);

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF };
struct diag_print {
	FILE *to;
	enum diag_format format;
	bool color;   /* SGR colours */
	bool excerpt; /* the source line and a caret below each finding */
	bool strict;  /* print warnings as errors */
};
/* Prints one or several sinks in the order given, each sorted by file, line
 * and column; JSON and SARIF are one document over all sinks. */
void diag_emit(struct diag *const *sinks, size_t count,
	       const struct diag_print *how);

/* The row of a code. */
const struct diag_info *diag_info(enum diag_code code);
/* The code of a name, or DIAG__COUNT. */
enum diag_code diag_find(struct str name);
const char *diag_level_name(enum diag_level level);

/* The candidate nearest to `word` (Damerau–Levenshtein distance at most a third
 * of its length), absent when none is near. */
struct str diag_nearest(struct str word, const struct str *candidates,
			size_t count);
/* `; did you mean "x"?` for use at the end of a message, or "" when `near` is
 * absent. Written into `room`, which is returned. */
struct diag_hint {
	char text[160];
};
const char *diag_near(struct diag_hint *room, struct str near);

#endif
