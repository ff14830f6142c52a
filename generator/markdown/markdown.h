/* markdown.h – text → tree. The only folder that includes cmark's headers.
 * The dialect is CommonMark + GFM and the Pandoc extensions of
 * `manual/` "Dialect"; plain prose always parses. */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include "base/base.h"
#include "diag/diag.h"

struct doc;
struct markdown_heap;
struct source;
struct value;

struct markdown_opts {
	struct markdown_heap *heap; /* or NULL */
	/* Declared variables: map of strings, or NULL. Only these names are
	 * replaced in `{{name}}`. */
	const struct value *variables;
	bool raw_html; /* keep raw HTML as RawBlock/RawInline of format html */
	bool plain;    /* CommonMark + GFM only: no Pandoc extension, no smart
			* punctuation; for the differential test */
};

/* Registers the syntax extensions. Once, in the main thread, before any
 * markdown_parse(). */
void markdown_init(void);
/* Releases what markdown_init() made. */
void markdown_exit(void);
/* Memory that the parses of one thread use one after the other; without it
 * each asks the system for its own. */
struct markdown_heap *markdown_heap_new(void);
/* NULL is allowed. */
void markdown_heap_free(struct markdown_heap *heap);
/* Parses the body of `src` into doc->root and makes src->meta doc->meta.
 * src is to live as long as doc (in its arena): texts of the tree point into
 * src->text.
 * Safe in several threads at once. Always leaves a valid tree; findings go to
 * d. Heading ids are GitHub slugs (DOC_AUTO_ID) unless written. */
void markdown_parse(struct doc *doc, const struct source *src,
		    const struct markdown_opts *opts, struct diag *d);

#endif
