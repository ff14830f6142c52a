/* refs.h – ids and links of a book that becomes one file: every id of a page
 * gets the page's id before it, and links between pages become links within the
 * file. Filled before writing, constant while writing. */
#ifndef WRITE_REFS_H
#define WRITE_REFS_H

#include "base/base.h"

struct arena;
struct book;
struct doc;
struct doc_node;
struct refs;

/* The ids of all pages of the book, in the arena. */
struct refs *refs_of_book(struct arena *a, const struct book *book);
/* The ids of one document that stands alone: they stay as they are. */
struct refs *refs_of_doc(struct arena *a, const struct doc *doc);

/* The id of page i itself: an XML name, unique in the book. */
struct str refs_page_id(const struct refs *r, size_t page);
/* The id to write on the node; absent when it has none, or when another node
 * of the page has the same. */
struct str refs_id(const struct refs *r, size_t page, const struct doc_node *n);

struct ref {
	struct str id; /* where the link leads within the file, or absent */
	struct str
	    url;     /* else: where it leads, as seen from the folder print/ */
	size_t page; /* of the target, when there is an id */
	bool listed; /* the target is an entry of references or glossary */
	bool lost;   /* leads to something in the manual that is not printed */
};
/* Where `url`, written on `page`, leads; texts in the arena `a`. */
struct ref refs_link(const struct refs *r, struct arena *a, size_t page,
		     struct str url);
/* The file an image names, seen from the root of the source and of the site
 * ("figures/a.svg"); the URL itself when it is not a relative one. */
struct str refs_file(const struct refs *r, struct arena *a, size_t page,
		     struct str url);

#endif
