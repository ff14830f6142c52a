/* new.c – `vade new`: a page of a kind with all that the kind requires, in the
 * folder where its siblings are. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "site/site_int.h"
#include "source/source.h"

static const struct kind *
find_kind(struct site *site, struct str name)
{
	const struct kind *kind = site_kind(site, name);
	struct str *names;
	struct diag_hint hint;

	if (kind)
		return kind;
	names = arena_array(site->arena, site->n_kinds, sizeof *names);
	for (size_t i = 0; i < site->n_kinds; i++)
		names[i] = site->kinds[i].name;
	diag(site->config_diag, DIAG_KIND_UNKNOWN, POS_NONE,
	     "no kind \"" STR_FMT "\" is declared%s", STR_ARG(name),
	     diag_near(&hint, diag_nearest(name, names, site->n_kinds)));
	return NULL;
}

/* "Role play, again" → "role-play-again". */
static struct str
file_stem(struct arena *a, struct str title)
{
	struct buf out = BUF_INIT;
	struct str stem;

	for (size_t at = 0; at < title.n;) {
		uint32_t rune = utf8_next(title, &at);

		if (utf8_is_word(rune))
			buf_rune(&out, utf8_lower(rune));
		else if (out.n && out.p[out.n - 1] != '-')
			buf_putc(&out, '-');
	}
	while (out.n && out.p[out.n - 1] == '-')
		out.n--;
	stem = arena_str(a, out.n ? buf_str(&out) : STR("page"));
	buf_free(&out);
	return stem;
}

/* The folder of the first page of that kind; the root when there is none. */
static struct str
folder_of_kind(struct site *site, struct str kind, unsigned *siblings)
{
	struct str dir = STR(".");

	*siblings = 0;
	for (size_t i = 0; i < site->n_pages; i++) {
		struct arena *a = arena_new();
		struct diag *d = diag_new(site->pages[i].path);
		struct source src;
		bool same =
		    source_load(a, site->pages[i].path, site->root, &src, d) &&
		    str_eq(value_text(value_at(src.meta, "kind")), kind);

		if (same && (*siblings)++ == 0)
			dir = path_dir(site->pages[i].source);
		diag_free(d);
		arena_free(a);
	}
	return dir;
}

static void
put_quoted(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}

static void
put_front(struct buf *out, const struct kind *kind, struct str title)
{
	buf_puts(out, "---\ntitle: ");
	put_quoted(out, title);
	buf_printf(out, "\nkind: " STR_FMT "\n", STR_ARG(kind->name));
	for (size_t i = 0; i < value_count(kind->require); i++) {
		struct str key = value_text(value_item(kind->require, i));

		if (str_is(key, "reviewed") || str_is(key, "review-after"))
			buf_printf(out, STR_FMT ": 1970-01-01\n", STR_ARG(key));
		else if (!str_is(key, "title") && !str_is(key, "kind"))
			buf_printf(out, STR_FMT ": \"\"\n", STR_ARG(key));
	}
	for (size_t i = 0; i < value_count(kind->links); i++)
		buf_printf(out, STR_FMT ": []\n",
			   STR_ARG(value_text(value_item(kind->links, i))));
	buf_puts(out, "---\n");
}

static void
put_body(struct buf *out, const struct kind *kind)
{
	for (size_t i = 0; i < value_count(kind->blocks); i++)
		buf_printf(out, "\n::: {." STR_FMT "}\n:::\n",
			   STR_ARG(value_text(value_item(kind->blocks, i))));
	for (size_t i = 0; i < value_count(kind->headings); i++)
		buf_printf(out, "\n## " STR_FMT "\n",
			   STR_ARG(value_text(value_item(kind->headings, i))));
}

static bool
write_page(struct site *site, const struct kind *kind, struct str title,
	   struct str name)
{
	struct str path = path_join(site->arena, site->root, name);
	struct buf text = BUF_INIT;
	bool ok = false;

	if (file_exists(path)) {
		diag(site->config_diag, DIAG_IO_WRITE, POS_NONE,
		     "\"" STR_FMT "\" is there already; nothing written",
		     STR_ARG(path));
		return false;
	}
	put_front(&text, kind, title);
	put_body(&text, kind);
	ok = file_put(path, buf_str(&text)) == FILE_WRITTEN;
	if (!ok)
		diag(site->config_diag, DIAG_IO_WRITE, POS_NONE,
		     "\"" STR_FMT "\" could not be written: %s", STR_ARG(path),
		     strerror(errno));
	buf_free(&text);
	return ok;
}

const struct site_result *
site_new(struct site *site, struct str kind_name, struct str title,
	 struct str *made)
{
	const struct kind *kind =
	    site->usable ? find_kind(site, kind_name) : NULL;
	unsigned siblings;
	struct str dir, name;

	site->result.failed = true;
	if (kind) {
		dir = folder_of_kind(site, kind->name, &siblings);
		name = arena_printf(site->arena, "%02u-" STR_FMT ".md",
				    siblings + 1,
				    STR_ARG(file_stem(site->arena, title)));
		name = path_join(site->arena, dir, name);
		site->result.failed = !write_page(site, kind, title, name);
		*made = path_join(site->arena, site->root, name);
	}
	site_gather(site);
	return &site->result;
}
