/* path.c – names of files as text. */
#include "base/path.h"

#include "base/arena.h"
#include "base/buf.h"

bool
path_is_absolute(struct str path)
{
	return path.n > 0 && path.p[0] == '/';
}

bool
path_is_inside(struct str path)
{
	return path.n > 0 && !path_is_absolute(path) &&
	       !str_eq(path, STR("..")) && !str_starts(path, STR("../"));
}

/* Takes the last part off a clean path in the making; false when there is none
 * to take. */
static bool
drop_last(struct buf *out, bool absolute)
{
	struct str made = buf_str(out);
	size_t slash = str_rfind(made, '/');
	struct str last =
	    str_slice(made, slash == SIZE_MAX ? 0 : slash + 1, made.n);

	if (last.n == 0)
		return absolute;
	if (str_eq(last, STR("..")))
		return false;
	if (slash == SIZE_MAX)
		out->n = 0;
	else
		out->n = slash == 0 ? 1 : slash;
	return true;
}

struct str
path_clean(struct arena *a, struct str path)
{
	struct buf out = BUF_INIT;
	bool absolute = path_is_absolute(path);
	struct str rest = path, clean;

	if (absolute)
		buf_putc(&out, '/');
	while (rest.p) {
		struct str part = str_cut(&rest, '/');

		if (part.n == 0 || str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR("..")) && drop_last(&out, absolute))
			continue;
		if (out.n > 0 && out.p[out.n - 1] != '/')
			buf_putc(&out, '/');
		buf_put(&out, part);
	}
	clean = arena_str(a, out.n ? buf_str(&out) : STR("."));
	buf_free(&out);
	return clean;
}

struct str
path_join(struct arena *a, struct str dir, struct str name)
{
	struct str joined;

	if (path_is_absolute(name) || dir.n == 0)
		return path_clean(a, name);
	joined = arena_join(a, arena_join(a, dir, STR("/")), name);
	return path_clean(a, joined);
}

struct str
path_relative(struct arena *a, struct str from, struct str target)
{
	size_t same = 0, up = 0;
	struct str rest;
	char *p;

	for (size_t i = 0; i < from.n && i < target.n; i++) {
		if (from.p[i] != target.p[i])
			break;
		if (from.p[i] == '/')
			same = i + 1;
	}
	for (size_t i = same; i < from.n; i++)
		up += from.p[i] == '/';
	rest = str_slice(target, same, target.n);
	p = arena_alloc(a, 3 * up + rest.n + 1);
	for (size_t i = 0; i < up; i++)
		memcpy(p + 3 * i, "../", 3);
	if (rest.n)
		memcpy(p + 3 * up, rest.p, rest.n);
	return (struct str){p, 3 * up + rest.n};
}

struct str
path_dir(struct str path)
{
	size_t slash = str_rfind(path, '/');

	if (slash == SIZE_MAX)
		return STR(".");
	return str_slice(path, 0, slash ? slash : 1);
}

struct str
path_base(struct str path)
{
	size_t slash = str_rfind(path, '/');

	return slash == SIZE_MAX ? path : str_slice(path, slash + 1, path.n);
}

struct str
path_extension(struct str path)
{
	struct str base = path_base(path);
	size_t dot = str_rfind(base, '.');

	if (dot == SIZE_MAX || dot == 0)
		return STR_NONE;
	return str_slice(base, dot + 1, base.n);
}

struct str
path_with_suffix(struct arena *a, struct str path, struct str suffix)
{
	struct str ext = path_extension(path);
	struct str stem = ext.p ? str_slice(path, 0, path.n - ext.n - 1) : path;

	return arena_join(a, stem, suffix);
}

static int
hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str
path_decode(struct arena *a, struct str url)
{
	char *p = arena_alloc(a, url.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < url.n; i++) {
		int high = i + 2 < url.n ? hex_digit(url.p[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(url.p[i + 2]) : -1;

		if (url.p[i] != '%' || low < 0) {
			p[n++] = url.p[i];
			continue;
		}
		p[n++] = (char)(high * 16 + low);
		i += 2;
	}
	return (struct str){p, n};
}
