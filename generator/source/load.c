/* load.c – bytes become text: read, within limits, without BOM, with LF line
 * ends and nothing that is not UTF-8. Then front matter and includes. Text that
 * is clean already is not copied. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "doc/value.h"
#include "source/source_int.h"

/* -- UTF-8 ----------------------------------------------------------------- */

static struct pos
place_of(struct str text, size_t at, uint16_t file)
{
	struct pos pos = {1, 1, file};
	size_t begun = 0;

	for (size_t i = 0; i < at; i++) {
		if (text.p[i] == '\n') {
			pos.line++;
			begun = i + 1;
		}
	}
	at = utf8_count(str_slice(text, begun, at));
	pos.col = (uint16_t)(at < UINT16_MAX ? at + 1 : UINT16_MAX);
	return pos;
}

/* Replaces what is no UTF-8; the first place is named, the others counted. */
static struct str
repair(struct load *l, struct str s, size_t first, uint16_t file)
{
	struct buf out = BUF_INIT;
	unsigned bad = 0;
	struct str text;
	size_t at = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t rune = utf8_next(s, &at);

		if (rune == UTF8_BAD && at == from + 1)
			bad++;
		buf_rune(&out, rune);
	}
	diag(l->d, DIAG_SOURCE_UTF8, place_of(s, first, file),
	     "byte 0x%02X is not UTF-8; %u bad %s replaced by U+FFFD",
	     (unsigned char)s.p[first], bad, bad == 1 ? "byte" : "bytes");
	text = arena_str(l->a, buf_str(&out));
	buf_free(&out);
	return text;
}

/* -- lines ----------------------------------------------------------------- */

static struct str
without_cr(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	if (s.n == 0 || !memchr(s.p, '\r', s.n))
		return s;
	p = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\r')
			p[n++] = s.p[i];
		else if (i + 1 == s.n || s.p[i + 1] != '\n')
			p[n++] = '\n';
	}
	return (struct str){p, n};
}

static bool
within_limits(struct load *l, struct str s, uint16_t file)
{
	uint32_t line = 1;

	if (s.n > SOURCE_MAX_FILE) {
		diag(l->d, DIAG_IO_LIMIT, (struct pos){0, 0, file},
		     "the file has %zu bytes, %d are allowed; it is left out",
		     s.n, SOURCE_MAX_FILE);
		return false;
	}
	for (; s.n; line++) {
		struct str text = str_cut(&s, '\n');

		if (text.n <= SOURCE_MAX_LINE)
			continue;
		diag(l->d, DIAG_IO_LIMIT, (struct pos){line, 1, file},
		     "the line has %zu bytes, %d are allowed; the file is left "
		     "out",
		     text.n, SOURCE_MAX_LINE);
		return false;
	}
	return true;
}

bool
load_text(struct load *l, struct str bytes, uint16_t file, struct str *text)
{
	size_t bad;

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_slice(bytes, 3, bytes.n);
	bytes = without_cr(l->a, bytes);
	if (!within_limits(l, bytes, file))
		return false;
	bad = utf8_invalid(bytes);
	*text = bad == SIZE_MAX ? bytes : repair(l, bytes, bad, file);
	diag_source(l->d, file, *text);
	return true;
}

/* -- pages ----------------------------------------------------------------- */

static bool
finish(struct load *l, struct str text, struct source *src)
{
	front_cut(l, text, 0, src);
	include_all(l, src);
	return true;
}

bool
source_load(struct arena *a, struct str path, struct str root,
	    struct source *src, struct diag *d)
{
	struct load l = {a, d, root, path_dir(path), path_clean(a, path)};
	struct str bytes, text;

	*src = (struct source){.meta = value_map(a), .first = {1, 1, 0}};
	if (!file_read(a, path, &bytes)) {
		diag(d, DIAG_IO_READ, POS_NONE,
		     "cannot read \"" STR_FMT "\": %s", STR_ARG(path),
		     strerror(errno));
		return false;
	}
	return load_text(&l, bytes, 0, &text) && finish(&l, text, src);
}

bool
source_text(struct arena *a, struct str text, struct str dir,
	    struct source *src, struct diag *d)
{
	struct load l = {a, d, dir, dir, STR_NONE};
	struct str clean;

	*src = (struct source){.meta = value_map(a), .first = {1, 1, 0}};
	if (!load_text(&l, text, 0, &clean))
		return false;
	if (clean.p >= text.p && clean.p <= text.p + text.n) {
		clean = arena_str(a, clean); /* the caller's may go away */
		diag_source(d, 0, clean);
	}
	return finish(&l, clean, src);
}

struct pos
source_pos(const struct source *src, uint32_t line, uint16_t col)
{
	struct pos at = src->first;

	if (line == 0)
		line = 1;
	if (!src->lines)
		at.line += line - 1;
	else if (src->n_lines)
		at = src->lines[line <= src->n_lines ? line - 1
						     : src->n_lines - 1];
	at.col = col;
	return at;
}
