/* book.c – the pages as one book, for the writers that make one file, or a file
 * a sheet, of the whole manual. */
#include "base/arena.h"
#include "base/path.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "site/site_int.h"
#include "write/write.h"

/* The id of a page: as written, or its file name without number and ending. */
static struct str
page_id(struct arena *a, const struct page *page)
{
	struct str id = value_text(value_at(page->doc->meta, "id"));
	struct str name = path_base(page->source);

	if (id.p)
		return id;
	name = path_with_suffix(a, name, STR(""));
	while (name.n && (is_digit(name.p[0]) || name.p[0] == '-'))
		name = str_slice(name, 1, name.n);
	return name.n ? name : STR("page");
}

static size_t
count_entries(const struct site *site)
{
	size_t n = 0;

	for (const struct entry *e = site->contents.first; e;
	     e = entry_after(e))
		n++;
	return n;
}

static struct book_page
book_page(struct arena *a, const struct entry *e)
{
	const struct page *page = e->page;

	if (!page)
		return (struct book_page){
		    .title = e->title,
		    .number = e->number,
		    .depth = e->depth,
		};
	return (struct book_page){
	    .doc = page->doc,
	    .title = page->title,
	    .number = e->number,
	    .id = page_id(a, page),
	    .kind = page->kind,
	    .source = page->source,
	    .output = page->output,
	    .depth = e->depth,
	    .places = page->d,
	};
}

static bool
put(void *arg, struct str path, struct str bytes)
{
	struct site *site = arg;

	return output_put(site->out, path, bytes, site->book_diag);
}

void
site_write_books(struct site *site)
{
	struct arena *a;
	struct book_page *pages;
	struct book book;
	const struct sink sink = {site, put};
	size_t n = 0;

	if (!site->books)
		return;
	a = arena_new();
	pages = arena_array(a, count_entries(site), sizeof *pages);
	for (const struct entry *e = site->contents.first; e;
	     e = entry_after(e))
		if (!e->page || !e->page->failed)
			pages[n++] = book_page(a, e);
	book = (struct book){
	    .pages = pages,
	    .count = n,
	    .title = site->title,
	    .subtitle = site->subtitle,
	    .edition = site->edition,
	    .date = site->date,
	    .language = site->language,
	    .source_dir = site->root,
	    .meta = site->config,
	    .assets = site->assets,
	};
	for (size_t i = 0; i < writer_count(); i++)
		if (writer_at(i)->book &&
		    site_wants(site, writer_at(i)->name)) {
			writer_at(i)->book(&book, &sink, site->book_diag);
			diag_places(site->book_diag, NULL);
		}
	arena_free(a);
}
