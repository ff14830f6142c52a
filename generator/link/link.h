/* link.h – many trees → one index → resolved trees.
 *
 * link_collect() takes the facts of one page (in any thread);
 * link_index_new() merges them in page order, numbers everything and builds the
 * reverse lists; from then on the index is constant; link_resolve() fills one
 * page's tree from it (in any thread). Everything that a page needs to know
 * about other pages goes through the index. */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct doc;
struct doc_node;
struct link_facts;
struct link_index;
struct value;

/* What the composer knows of a page before it is read. */
struct link_page {
	struct str
	    source; /* "01-foundations/01-what-is-ipt.md", from the root */
	struct str output; /* "01-foundations/01-what-is-ipt.html" */
	struct str number; /* "3.2" from the contents; absent: not numbered */
	bool external_allowed;
};

/* Takes ids, headings, figures, tables, worksheets, cases, terms, citations,
 * references with their places, relations of the front matter. Gives headings
 * and other targets without an id one (in the tree). The facts live in `a`,
 * which must outlive the index; nothing points into the document. */
struct link_facts *link_collect(struct arena *a, struct doc *doc,
				const struct link_page *page, struct diag *d);

struct link_opts {
	const struct value *bibliography; /* CSL-JSON list, or NULL */
	const struct value *glossary;     /* list of glossary.yaml, or NULL */
	/* Front matter keys that relate pages → the kind they point to, in
	 * order:
	 * {"techniques", …}. */
	const struct str *relations;
	size_t n_relations;
	/* Names of the root folder's other files ("figures/a.svg"), sorted:
	 * what images and links to files may name. */
	const struct str *files;
	size_t n_files;
	struct diag *data; /* for findings in bibliography and glossary files */
};

/* Merges. `sinks[i]` takes the findings of page i (duplicate ids …). The index
 * lives in `a`. */
struct link_index *link_index_new(struct arena *a,
				  struct link_facts *const *facts, size_t count,
				  const struct link_opts *opts,
				  struct diag *const *sinks);

/* Resolves links, cross-references, citations, terms, generated lists of page
 * `page` (its number in the facts' order); unknown targets are reported with
 * the nearest name and left as plain text. The tree is then complete:
 * - Link targets are relative URLs to output files, or external;
 * - Header, Figure, Table, Div.worksheet and Div.case carry their number in
 *   `text`;
 * - references, glossary, listing divs are filled. */
void link_resolve(const struct link_index *ix, size_t page, struct doc *doc,
		  struct diag *d);

/* -- for navigation and templates; texts live as long as the index ------- */

struct link_entry {
	struct str title; /* plain text */
	struct str url;   /* output file with #fragment, from the site's root */
	struct str number; /* may be absent */
	struct str kind;   /* page kind, or "section" "figure" "table" … */
	size_t page;
	uint8_t level; /* headings */
};
struct link_list {
	const struct link_entry *entries;
	size_t count;
};
/* The page itself: title, output, kind. */
const struct link_entry *link_page_entry(const struct link_index *ix,
					 size_t page);
/* Headings of the page, in order. */
struct link_list link_headings(const struct link_index *ix, size_t page);
/* Pages that link to this page in their text or relations, in page order. */
struct link_list link_backlinks(const struct link_index *ix, size_t page);
/* Targets of one relation of the page, and, where the other side declared it,
 * the reverse: relation is an index into opts->relations. */
struct link_list link_related(const struct link_index *ix, size_t page,
			      size_t relation);
/* All worksheets, cases, figures, tables ("worksheet" …) of the manual. */
struct link_list link_objects(const struct link_index *ix, const char *kind);
/* Glossary entries used on the page: title = term, url = its entry; for
 * pop-ups and the printed list of terms. `definition` in `text`. */
struct link_list link_terms(const struct link_index *ix, size_t page);
struct str link_definition(const struct link_index *ix, struct str term);
/* Keys cited anywhere, in order of the reference list. */
size_t link_cited_count(const struct link_index *ix);

#endif
