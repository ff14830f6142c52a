/* assets.c – what stands beside the pages: the theme's files under hashed names
 * (a changed style sheet never meets an old page in a cache), the manual's own
 * files, and the contents page. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "doc/value.h"
#include "site/site_int.h"
#include "theme/theme.h"

/* "css/main.css" → "main_css": the name templates know it by. */
static struct str
asset_key(struct arena *a, struct str name)
{
	struct str base = path_base(name);
	struct buf key = BUF_INIT;
	struct str made;

	for (size_t i = 0; i < base.n; i++)
		buf_putc(&key, is_alnum(base.p[i]) ? base.p[i] : '_');
	made = arena_str(a, buf_str(&key));
	buf_free(&key);
	return made;
}

static struct str
hashed_name(struct arena *a, const struct theme_file *f)
{
	struct str base = path_base(f->name), ext = path_extension(base);
	char hex[17];

	hash_hex(hash_bytes(f->bytes), hex);
	return arena_printf(a, "assets/%.*s-%.8s." STR_FMT,
			    (int)(base.n - ext.n - 1), base.p, hex,
			    STR_ARG(ext));
}

static void
put_theme_assets(struct site *site)
{
	site->assets = value_map(site->arena);
	for (size_t i = 0; i < theme_asset_count(site->theme); i++) {
		const struct theme_file *f = theme_asset(site->theme, i);
		struct str name = hashed_name(site->arena, f);

		value_set(site->assets, asset_key(site->arena, f->name),
			  value_string(site->arena, name));
		output_put(site->out, name, f->bytes, site->theme_diag);
	}
}

/* Whether a file of the folder belongs on the site: pictures and documents, not
 * the manual's data. */
static bool
is_published(struct str name)
{
	static const char *const endings[] = {
	    "svg", "png", "jpg", "jpeg",  "gif", "webp", "avif",
	    "pdf", "mp3", "mp4", "woff2", "csv", "docx", "odt",
	};

	for (size_t i = 0; i < countof(endings); i++)
		if (str_is(path_extension(name), endings[i]))
			return true;
	return false;
}

static void
put_own_files(struct site *site)
{
	for (size_t i = 0; i < site->n_files; i++) {
		struct arena *a;
		struct str path, bytes;

		if (!is_published(site->files[i]))
			continue;
		a = arena_new();
		path = path_join(a, site->root, site->files[i]);
		if (file_read(a, path, &bytes))
			output_put(site->out, site->files[i], bytes,
				   site->config_diag);
		else
			diag(site->config_diag, DIAG_IO_READ, POS_NONE,
			     "\"" STR_FMT "\" could not be read: %s",
			     STR_ARG(path), strerror(errno));
		arena_free(a);
	}
}

void
site_put_assets(struct site *site)
{
	put_theme_assets(site);
	put_own_files(site);
}

void
site_write_index(struct site *site)
{
	struct buf file = BUF_INIT;
	struct arena *a;

	for (size_t i = 0; i < site->n_pages; i++)
		if (str_is(site->pages[i].output, "index.html"))
			return; /* the manual has its own */
	a = arena_new();
	if (theme_render(site->theme, "index", site_index_context(site, a),
			 &file, site->theme_diag))
		output_put(site->out, STR("index.html"), buf_str(&file),
			   site->theme_diag);
	arena_free(a);
	buf_free(&file);
}

void
site_check_config_links(struct site *site)
{
	const struct value *v = value_at(site->config, "safety");
	struct diag_hint hint;
	struct str *names;

	if (!value_text(v).p)
		return;
	site->safety = site_page(site, value_text(v));
	if (site->safety)
		return;
	names = arena_array(site->arena, site->n_pages, sizeof *names);
	for (size_t i = 0; i < site->n_pages; i++)
		names[i] = site->pages[i].source;
	diag(site->config_diag, DIAG_CONFIG_VALUE, v->pos,
	     "\"safety\": no page \"" STR_FMT "\"%s", STR_ARG(value_text(v)),
	     diag_near(&hint,
		       diag_nearest(value_text(v), names, site->n_pages)));
}
