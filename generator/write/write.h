/* write.h – tree → bytes. One subfolder per format; writers read a resolved,
 * normalised tree and the core vocabulary (../vocabulary.md), nothing else. */
#ifndef WRITE_WRITE_H
#define WRITE_WRITE_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct buf;
struct doc;
struct value;

/* The content security policy of every page: scripts, styles and pictures from
 * the site itself, nothing else; forms go nowhere. */
#define PAGE_POLICY                                                            \
	"default-src 'none'; script-src 'self'; style-src 'self'; "            \
	"img-src 'self' data:; font-src 'self'; connect-src 'none'; "          \
	"form-action 'none'; base-uri 'none'"

struct page_opts {
	struct str language; /* BCP 47; absent: "en" */
	struct str title;    /* for standalone outputs */
	struct str root;     /* relative path to the site's root, "../" */
	struct str
	    source_dir; /* folder of the manual's source (images in fo) */
	struct str stylesheet; /* worksheet pages: URL of their style sheet */
	bool standalone;       /* a whole file, not only the body */
	bool xhtml;
	bool number;     /* print section numbers */
	bool source_pos; /* data-line on blocks, for previews */
};

/* A page of a book, in order; parts are pages without a document. */
struct book_page {
	const struct doc *doc; /* NULL: a part's title only */
	struct str title, number, id, kind, source, output;
	unsigned depth;            /* 0 part, 1 page, 2 below it … */
	const struct diag *places; /* see diag_places(); or NULL */
};
struct book {
	const struct book_page *pages;
	size_t count;
	struct str title, subtitle, edition, date, language, source_dir;
	const struct value *meta; /* manual.yaml, whole */
	/* Theme files: name with '_' for what is no letter ("worksheet_css")
	 * → URL from the site's root; or NULL. */
	const struct value *assets;
	bool letter; /* US Letter, else A4 */
};

/* Where a book writer puts its files (paths from the site's root). */
struct sink {
	void *arg;
	bool (*put)(void *arg, struct str path, struct str bytes);
};

struct writer {
	const char *name, *suffix, *help;
	/* One document. Never fails; what cannot be shown is reported. */
	void (*page)(struct buf *out, const struct doc *doc,
		     const struct page_opts *opts, struct diag *d);
	/* The whole manual, or NULL. False: reported, or the sink refused. */
	bool (*book)(const struct book *book, const struct sink *to,
		     struct diag *d);
};

/* Once, in the main thread, before and after all writing. */
void writers_init(void);
void writers_exit(void);
/* The writer of that name, or NULL. */
const struct writer *writer_find(struct str name);
/* All writers, in the order of the table. */
const struct writer *writer_at(size_t i);
size_t writer_count(void);

#endif
