/* page.c – the way of one page: page_read() before the barrier (load, parse,
 * filter, collect), page_resolve() and page_write() after it (resolve, write,
 * theme, output). Each touches only its own page. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "filter/filter.h"
#include "markdown/markdown.h"
#include "site/site_int.h"
#include "source/source.h"
#include "theme/theme.h"
#include "write/write.h"

void
page_read(struct site *site, struct page *page, unsigned worker)
{
	const struct markdown_opts opts = {
	    .heap = site->heaps[worker],
	    .variables = value_at(site->config, "variables"),
	    .raw_html = value_is_true(value_at(site->config, "raw-html")),
	};
	const struct link_page place = {
	    .source = page->source,
	    .output = page->output,
	    .number = page->entry->number,
	    .glossary = site->glossary,
	};
	struct source src;

	page->d = diag_new(page->path);
	page->facts_arena = site->facts_arenas[worker];
	page->doc = doc_new_in(site->pool);
	page->failed = !source_load(page->doc->arena, page->path, site->root,
				    &src, page->d);
	if (page->failed)
		return;
	markdown_parse(page->doc, &src, &opts, page->d);
	page_check_meta(site, page);
	if (site->chain)
		filter_run(site->states[worker], page->doc, page->path,
			   page->d);
	page_check_kind(site, page);
	page->facts =
	    link_collect(page->facts_arena, page->doc, &place, page->d);
}

void
page_resolve(struct site *site, struct page *page)
{
	if (!page->failed)
		link_resolve(site->index, page->index, page->doc, page->d);
}

/* From the page's folder to the site's root: "../" for each level. */
struct str
page_root(struct arena *a, const struct page *page)
{
	return path_relative(a, page->output, STR_NONE);
}

void
page_write(struct site *site, struct page *page, unsigned worker)
{
	const struct writer *html = writer_find(STR("html"));
	struct buf body = BUF_INIT, file = BUF_INIT;
	struct arena *a = site->scratch[worker];

	if (page->failed)
		return;
	arena_reset(a);
	const struct page_opts opts = {
	    .language = site->language,
	    .title = page->title,
	    .root = page_root(a, page),
	    .number = true,
	};

	html->page(&body, page->doc, &opts, page->d);
	if (theme_render(
		site->theme, "page",
		site_context(site, a, site->navs[worker], page, buf_str(&body)),
		&file, page->d))
		output_put(site->out, page->output, buf_str(&file), page->d);
	buf_free(&body);
	buf_free(&file);
	if (!site->books) {
		diag_release(page->d);
		doc_free(page->doc);
		page->doc = NULL;
	}
}
