/* source.h – bytes on disk become text and metadata. The only folder that
 * includes yaml.h and jansson.h. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct buf;
struct doc;
struct value;

/* A page as text. All in the arena it was loaded into. */
struct source {
	struct str text;    /* the body: front matter cut off, LF line ends,
			     * includes spliced in, valid UTF-8 */
	struct value *meta; /* front matter: a map, empty when there is none */
	struct pos first;   /* where the first line of the body stands */
	/* With includes: where each line of the body was written (index 0 = the
	 * first line); NULL without: line i is first.line + i in file 0. */
	const struct pos *lines;
	size_t n_lines;
};

/* Limits of what is read; more is refused by name (DIAG_IO_LIMIT). */
enum { SOURCE_MAX_FILE = 4 << 20, SOURCE_MAX_LINE = 64 << 10 };

/* Reads a page. `shown` is the path for messages (file 0 of the sink),
 * `path` the one to open, `root` the folder includes may not leave. False:
 * nothing to be done with this page, already reported. */
bool source_load(struct arena *a, struct str path, struct str root,
		 struct source *src, struct diag *d);
/* The same from text at hand (standard input, a string of a filter); `dir` is
 * where includes are looked for, absent: includes are refused. */
bool source_text(struct arena *a, struct str text, struct str dir,
		 struct source *src, struct diag *d);
/* The place of line `line` (from 1) and column `col` of src->text. */
struct pos source_pos(const struct source *src, uint32_t line, uint16_t col);

/* YAML text to a value; `first` is where its first line stands. Scalars are
 * strings, an empty plain scalar is null. NULL: reported. */
struct value *source_yaml(struct arena *a, struct str text, struct pos first,
			  struct diag *d);
/* A whole YAML or JSON file, by its ending. NULL: reported. */
struct value *source_data(struct arena *a, struct str path, struct diag *d);

/* Pandoc's JSON AST (api 1.23; 1.22 accepted) into the document: meta and
 * root. False: reported. */
bool source_json(struct doc *doc, struct str text, struct diag *d);

#endif
