/* site_int.h – the site and its pages; for the files of site/ only. A site is
 * constant from site_plan() on, but for the pages' own fields. */
#ifndef SITE_SITE_INT_H
#define SITE_SITE_INT_H

#include "link/link.h"
#include "site/site.h"

struct arena;
struct arena_pool;
struct buf;
struct doc;
struct filter_chain;
struct filter_state;
struct link_facts;
struct link_index;
struct markdown_heap;
struct nav;
struct output;
struct theme;
struct value;

/* An entry of the contents: a part (no page) or a page; both may hold more. */
struct entry {
	struct str title;  /* of a part; a page's comes from its front matter */
	struct str number; /* "3", "3.2"; absent: not numbered */
	struct page *page; /* NULL for a part */
	struct entry *up, *first, *next;
	unsigned depth; /* 0 for the outermost */
	bool unnumbered;
};

struct page {
	size_t index;
	struct entry *entry;
	struct str source; /* below the manual's folder */
	struct str path;   /* to open, and as shown in messages */
	struct str output; /* below the site's folder */
	struct str title, short_title, kind, description;
	struct doc *doc;
	struct link_facts *facts;
	struct arena *facts_arena;
	struct diag *d;
	bool failed; /* could not be read: no output */
};

/* What manual.yaml says of a kind of pages. */
struct kind {
	struct str name, label;
	const struct value *require, *headings, *links, *blocks;
};

struct site {
	struct site_opts opts;
	struct arena *arena;
	struct arena_pool *pool; /* of the pages' documents and facts */
	struct value *config;    /* manual.yaml */
	struct str root, output;
	struct str title, subtitle, edition, date, language;
	struct diag *config_diag, *data_diag, *theme_diag, *book_diag;
	struct entry contents; /* its kids are the parts */
	struct page *pages;
	size_t n_pages;
	const struct page *safety; /* linked from every page, or NULL */
	struct str *files;         /* files of the folder that are no pages */
	size_t n_files;
	struct link_relation *relations;
	size_t n_relations;
	struct kind *kinds;
	size_t n_kinds;
	struct filter_chain *chain;
	struct filter_state **states; /* one a worker */
	struct arena **scratch;       /* one a worker: reset for each page */
	struct markdown_heap **heaps; /* one a worker */
	struct nav **navs;            /* one a worker */
	struct arena **facts_arenas;  /* one a worker: facts outlive pages */
	struct theme *theme;
	struct value *bibliography, *glossary_list;
	struct link_glossary *glossary;
	struct value *assets; /* key → URL of the hashed file, for themes */
	struct link_index *index;
	struct output *out;
	unsigned jobs;
	bool html, books; /* what is asked for */
	bool usable;
	struct site_result result;
};

/* config.c: manual.yaml into the site; false when it cannot be used. */
bool site_configure(struct site *site);
/* The folders and files named in manual.yaml: filters, theme, data. */
bool site_load_filters(struct site *site);
struct filter_file;
/* A filter by path (seen from `root`), by its name in root/filters, or built
 * in. False: reported. */
bool site_find_filter(struct arena *a, struct str root, struct str name,
		      struct pos at, struct filter_file *file, struct diag *d);
/* A filter, or a module of filters, of the program; by its name without suffix.
 */
bool site_built_in_filter(struct str name, struct filter_file *file);
bool site_load_theme(struct site *site);
void site_load_data(struct site *site);
bool site_wants(const struct site *site, const char *output);

/* kinds.c */
void site_read_kinds(struct site *site);
const struct kind *site_kind(const struct site *site, struct str name);
/* Front matter against its schema and its kind; takes title … from it. */
void page_check_meta(const struct site *site, struct page *page);
/* Headings, links and blocks that the kind wants. */
void page_check_kind(const struct site *site, struct page *page);

/* plan.c: contents → entries and pages. False: nothing can be built, reported.
 */
bool site_plan(struct site *site);
/* Parts before pages, in reading order: the next entry, or NULL. */
struct entry *entry_after(const struct entry *e);

/* build.c: all sinks of the run into the result. */
void site_gather(struct site *site);

/* document.c: pandoc.read and pandoc.write for filters. */
bool site_filter_read(struct doc *doc, struct str text, struct str format,
		      struct diag *d);
bool site_filter_write(struct buf *out, const struct doc *doc,
		       struct str format, struct diag *d);

/* page.c: the two halves of a page's way. */
void page_read(struct site *site, struct page *page, unsigned worker);
/* From the page to the root of the site: "../" a level. */
struct str page_root(struct arena *a, const struct page *page);
void page_resolve(struct site *site, struct page *page);
void page_write(struct site *site, struct page *page, unsigned worker);

/* context.c: what templates may show. All in the arena. */
struct value *site_context(const struct site *site, struct arena *a,
			   struct nav *nav, const struct page *page,
			   struct str body);
/* The context of the contents page. */
struct value *site_index_context(const struct site *site, struct arena *a);
/* nav.c */
/* The page of that source file, or NULL. */
const struct page *site_page(const struct site *site, struct str source);
/* A link from a page (NULL: the contents page) to a file of the site. */
struct str nav_url(struct arena *a, const struct page *from, struct str url);
struct nav *nav_new(void);
void nav_free(struct nav *nav);
/* Breadcrumbs, neighbours and the list of the page's surroundings, which lives
 * until the next call with that nav. */
void nav_context(const struct site *site, struct arena *a, struct nav *nav,
		 const struct page *page, struct value *context);
struct value *nav_contents(const struct site *site, struct arena *a);

/* book.c: pages → DocBook, FO, worksheets, through the writers' book(). */
void site_write_books(struct site *site);

/* embed.c: the standard theme and filters, built into the program. */
struct embedded {
	struct str
	    name; /* "themes/clinical/page.mustache", "filters/case.lua" */
	struct str bytes;
};
size_t embedded_count(void);
struct embedded embedded_at(size_t i);

/* assets.c: the theme's files under hashed names, the manual's own files, the
 * contents page. */
void site_put_assets(struct site *site);
void site_write_index(struct site *site);
/* Names in manual.yaml that only the finished plan can confirm. */
void site_check_config_links(struct site *site);

/* output.c: bytes → files, staged and put in place together. */
struct output *output_new(struct str dir, bool dry);
/* Stages a file if its bytes differ from what is there. Thread-safe. False:
 * reported. */
bool output_put(struct output *out, struct str name, struct str bytes,
		struct diag *d);
/* Puts all staged files in place, removes what the last manifest lists and
 * this run did not make, writes the new manifest. False: reported, and the old
 * output is as it was. */
bool output_commit(struct output *out, struct diag *d,
		   struct site_result *result);
/* Something else failed: nothing shall be put in place. */
void output_fail(struct output *out);
void output_drop(struct output *out);
/* Removes all files that the manifest lists. */
void output_clean(struct str dir, struct site_result *result);

#endif
