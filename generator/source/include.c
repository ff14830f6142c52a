/* include.c – puts other files into the text, as text: a block
 *
 *     ::: {.include file="part.md"}
 *     :::
 *
 * outside of code is replaced by the file's lines (without its front matter).
 * Files are named from the folder of the file that includes them and may not
 * leave the root. For every line it is noted where it was written. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "source/source_int.h"

enum { MAX_INCLUDES = 32 };

/* The file at work, and those that include it. */
struct file {
	const struct file *outer;
	struct str path, dir;
	struct pos at;   /* of the include */
	uint16_t number; /* for places in it */
};

struct out {
	struct load *l;
	struct buf text;
	struct pos *lines;
	size_t n, cap;
};

/* A fence of code that is open: its character and length. */
struct fence {
	char c;
	size_t n;
};

static struct str
after_indent(struct str line)
{
	size_t i = 0;

	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '>'))
		i++;
	return str_slice(line, i, line.n);
}

static void
meet_fence(struct fence *open, struct str line)
{
	struct str s = after_indent(line);
	char c = s.n ? s.p[0] : '\0';
	size_t n = 0;

	if (c != '`' && c != '~')
		return;
	while (n < s.n && s.p[n] == c)
		n++;
	if (n < 3)
		return;
	if (!open->n && !(c == '`' && memchr(s.p + n, '`', s.n - n)))
		*open = (struct fence){c, n};
	else if (open->c == c && n >= open->n &&
		 str_trim(str_slice(s, n, s.n)).n == 0)
		open->n = 0;
}

static bool
is_close(struct str line)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != ':')
			return false;
	return line.n >= 3;
}

/* The file named by an opening fence of class include, absent for others. */
static struct str
included(struct str line)
{
	struct str s = str_trim(line), key = STR("file=\"");
	size_t from, to;

	if (!str_starts(s, STR(":::")))
		return STR_NONE;
	while (s.n && s.p[0] == ':')
		s = str_slice(s, 1, s.n);
	s = str_trim(s);
	if (!str_starts(s, STR("{.include")))
		return STR_NONE;
	from = str_find(s, key, 0);
	if (from == SIZE_MAX)
		return STR_NONE;
	to = str_find(s, STR("\""), from + key.n);
	return to == SIZE_MAX ? STR_NONE : str_slice(s, from + key.n, to);
}

/* Whether the line opens a block that is meant to be an include. */
static bool
means_include(struct str line)
{
	struct str s = str_trim(line);

	if (!str_starts(s, STR(":::")))
		return false;
	while (s.n && s.p[0] == ':')
		s = str_slice(s, 1, s.n);
	return str_starts(str_trim(s), STR("{.include"));
}

static void
put_line(struct out *out, struct str line, struct pos at)
{
	out->lines =
	    mem_room(out->lines, out->n, &out->cap, sizeof *out->lines);
	out->lines[out->n++] = at;
	buf_put(&out->text, line);
	buf_putc(&out->text, '\n');
}

static void put_lines(struct out *out, struct str text, struct pos at,
		      const struct file *file);

static bool
is_loop(const struct out *out, const struct file *file, struct str path,
	struct pos at)
{
	size_t depth = 1;

	for (; file; file = file->outer, depth++) {
		if (!str_eq(file->path, path))
			continue;
		diag(out->l->d, DIAG_INCLUDE_LOOP, at,
		     "\"" STR_FMT "\" includes itself; left out",
		     STR_ARG(path));
		return true;
	}
	if (depth <= MAX_INCLUDES)
		return false;
	diag(out->l->d, DIAG_INCLUDE_LOOP, at,
	     "more than %d files deep; \"" STR_FMT "\" is left out",
	     MAX_INCLUDES, STR_ARG(path));
	return true;
}

/* Whether a clean path is below the root. */
static bool
is_inside(struct load *l, struct str path)
{
	struct str root = path_clean(l->a, l->root);

	if (str_is(root, "."))
		return path_is_inside(path);
	if (!str_starts(path, root) || path.n <= root.n ||
	    path.p[root.n] != '/')
		return false;
	return path_is_inside(str_slice(path, root.n + 1, path.n));
}

/* The text of an included file, and its number for places. */
static bool
read_file(struct load *l, const struct file *file, struct str *text)
{
	struct str bytes;

	if (!file_read(l->a, file->path, &bytes)) {
		diag(l->d, DIAG_INCLUDE_FILE, file->at,
		     "cannot read \"" STR_FMT "\": %s; left out",
		     STR_ARG(file->path), strerror(errno));
		return false;
	}
	return load_text(l, bytes, file->number, text);
}

static void
put_file(struct out *out, struct str name, struct pos at,
	 const struct file *outer)
{
	struct load *l = out->l;
	struct str path = path_join(l->a, outer->dir, name), text;
	struct str shown =
	    path_join(l->a, path_dir(diag_path(l->d, outer->number)), name);
	struct file file = {outer, path, path_dir(path), at, 0};
	struct source part = {.first = {1, 1, 0}};

	if (!l->root.p || path_is_absolute(name) || !is_inside(l, path)) {
		diag(l->d, DIAG_INCLUDE_FILE, at,
		     "\"" STR_FMT "\" is outside of the manual's folder; left "
		     "out",
		     STR_ARG(name));
		return;
	}
	if (is_loop(out, outer, path, at))
		return;
	file.number = diag_file(l->d, shown);
	if (!read_file(l, &file, &text))
		return;
	front_cut(l, text, file.number, &part);
	put_lines(out, part.text, part.first, &file);
}

/* All lines of a file; `at` is where the first of them stands. */
static void
put_lines(struct out *out, struct str text, struct pos at,
	  const struct file *file)
{
	struct fence code = {0};

	while (text.n) {
		struct str line = str_cut(&text, '\n'), rest = text;
		struct str name = code.n ? STR_NONE : included(line);
		struct pos here = at;

		meet_fence(&code, line);
		at.line++;
		if (name.p && is_close(str_cut(&rest, '\n'))) {
			put_file(out, name, here, file);
			text = rest;
			at.line++;
			continue;
		}
		if (!code.n && means_include(line))
			diag(out->l->d, DIAG_INCLUDE_FILE, here,
			     "this include is not in the form `::: {.include "
			     "file=\"name.md\"}` with `:::` on the next line; "
			     "shown as it is");
		put_line(out, line, here);
	}
}

void
include_all(struct load *l, struct source *src)
{
	struct out out = {.l = l};
	struct file page = {NULL, l->page, l->dir, POS_NONE, 0};
	struct pos *lines;

	if (str_find(src->text, STR(".include"), 0) == SIZE_MAX)
		return;
	put_lines(&out, src->text, src->first, &page);
	lines = arena_array(l->a, out.n ? out.n : 1, sizeof *lines);
	if (out.n)
		memcpy(lines, out.lines, out.n * sizeof *lines);
	src->text = arena_str(l->a, buf_str(&out.text));
	src->lines = lines;
	src->n_lines = out.n;
	mem_free(out.lines);
	buf_free(&out.text);
}
