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
struct link_glossary;
struct link_index;
struct value;

/* What the composer knows of a page before it is read. */
struct link_page {
	struct str source; /* "01-foundations/01-intro.md", from the root */
	struct str output; /* "01-foundations/01-intro.html" */
	struct str number; /* "3.2" from the contents; absent: not numbered */
	const struct link_glossary *glossary; /* or NULL */
};

/* Compiles the list of glossary.yaml (maps of term, id, definition, synonyms,
 * abbreviations, see) for the search in running text: once, before any page is
 * collected; constant from then on, and lives in `a`. A definition is a string
 * or, when the composer has parsed its Markdown, inlines or blocks. */
struct link_glossary *
link_glossary_new(struct arena *a, const struct value *list, struct diag *d);

/* Takes ids, headings, figures, tables, worksheets, cases, terms, citations,
 * references, relations of the front matter. Changes the tree: headings and
 * other targets without an id get one, the first use of each glossary term
 * becomes a Span.term, the glossary div gets its list. So a document must be
 * collected before it is resolved. Texts of `page` are copied. The facts live
 * in `a`, which must outlive the index; nothing points into the document. */
struct link_facts *link_collect(struct arena *a, struct doc *doc,
				const struct link_page *page, struct diag *d);

/* A front matter key that relates pages. */
struct link_relation {
	struct str key;  /* "techniques" */
	struct str kind; /* of the pages it names: "technique"; absent: of any,
			  * and the key is its own reverse ("see-also") */
};

/* All of it must live as long as the index. */
struct link_opts {
	const struct value *bibliography;     /* CSL-JSON list, or NULL */
	const struct link_glossary *glossary; /* as in link_page, or NULL */
	const struct link_relation *relations;
	size_t n_relations;
	/* Names of the root folder's other files ("figures/a.svg"), sorted by
	 * bytes: what images and links to files may name. NULL: a document on
	 * its own, in which links to other pages and files are left as they
	 * are, and citations and terms too when there is no list of them. */
	const struct str *files;
	size_t n_files;
	/* Of "Figure", "Section" …: BCP 47; absent: "en". */
	struct str language;
	struct diag *data; /* for findings in the bibliography */
};

/* Merges. A page that could not be read has NULL for its facts. `sinks[i]`
 * takes the findings of page i (duplicate ids …). The index lives in `a`. */
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
	struct str kind;   /* page kind, or "section" "figure" "table"
			    * "worksheet" "case" "term" */
	struct str text;   /* terms: the definition; else absent */
	size_t page;
	uint8_t level; /* headings */
};
struct link_list {
	const struct link_entry *const *entries;
	size_t count;
};
/* Headings of the page, in order. */
struct link_list link_headings(const struct link_index *ix, size_t page);
/* Pages that link to this page in their text or relations, in page order. */
struct link_list link_backlinks(const struct link_index *ix, size_t page);
/* Targets of one relation of the page, then the pages that name this one in
 * the reverse relation; relation is an index into opts->relations. */
struct link_list link_related(const struct link_index *ix, size_t page,
			      size_t relation);
/* All worksheets, cases, figures, tables ("worksheet" …) of the manual, or all
 * pages of a kind when it is none of these. */
struct link_list link_objects(const struct link_index *ix, const char *kind);
/* Glossary entries used on the page, in order of use: for pop-ups and the
 * printed list of terms. */
struct link_list link_terms(const struct link_index *ix, size_t page);
/* The definition of a term, synonym or abbreviation; absent when unknown. */
struct str link_definition(const struct link_index *ix, struct str term);

#endif
