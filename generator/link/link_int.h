/* link_int.h – what the files of link/ share: the facts of a page, the index,
 * and the steps between them. Private to link/. */
#ifndef LINK_LINK_INT_H
#define LINK_LINK_INT_H

#include "base/arena.h"
#include "base/map.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "link/link.h"

/* -- facts -------------------------------------------------------------- */

/* What has a number of its own; the order is that of the table in number.c. */
enum target_kind {
	TARGET_SECTION,
	TARGET_FIGURE,
	TARGET_TABLE,
	TARGET_WORKSHEET,
	TARGET_CASE,
	TARGET_OTHER, /* any other node with an id */
	TARGET__COUNT
};

/* A place on a page that has an id. */
struct target {
	struct str id, title;
	struct pos pos;
	uint8_t kind;  /* enum target_kind */
	uint8_t level; /* sections */
	bool auto_id;  /* nobody wrote the id */
	bool listed;   /* sections: in the contents of the page */
	bool numbered;
};

/* One id in a list of the front matter. */
struct relation {
	struct str key, id;
	struct pos pos;
};

/* Texts, each once, in order of appearance. */
struct str_set {
	struct map *map; /* text → its place + 1 */
};

struct link_facts {
	struct str source, output, number, id, title, kind;
	struct pos id_pos;
	bool id_written; /* in the front matter, not taken from the file name */
	struct target *targets; /* in document order */
	size_t n_targets, cap_targets;
	struct map *ids;       /* id → number of the target + 1 */
	struct str_set pages;  /* sources of the pages linked to */
	struct str_set labels; /* of cross-references: "fig-x" */
	struct str_set cites;  /* keys of works */
	uint32_t *terms;       /* glossary entries used, in order of use */
	size_t n_terms, cap_terms;
	struct relation *relations;
	size_t n_relations, cap_relations;
	struct map *fields; /* texts of the front matter, to struct str */
	bool has_references, has_glossary;
};

/* The target of that id on the page, or NULL. */
const struct target *facts_target(const struct link_facts *f, struct str id);
size_t str_set_count(const struct str_set *set);
struct str str_set_at(const struct str_set *set, size_t i);

/* -- kinds and words (number.c) ------------------------------------------ */

/* The words of a language. */
struct link_words {
	const char *language;
	const char *kind[TARGET__COUNT]; /* "Section", "Figure" … */
	const char *see_also, *used_in, *yes, *page;
};
const struct link_words *words_find(struct str language);
/* "section", "figure" …; "" for TARGET_OTHER. */
const char *kind_name(enum target_kind kind);
/* The kind whose prefix ("fig-") the id has, or TARGET_OTHER. */
enum target_kind kind_of_id(struct str id);
/* The kind of that name, or TARGET_OTHER. */
enum target_kind kind_find(struct str name);

/* -- addresses in links (url.c) ------------------------------------------ */

enum url_class {
	URL_EXTERNAL, /* passes as it is */
	URL_REFUSED,  /* javascript: and the like */
	URL_PAGE,     /* a .md file */
	URL_HERE,     /* only a fragment */
	URL_FILE,     /* any other path */
	URL_NOTHING,
};
struct url {
	struct str whole;    /* as written, control characters taken out */
	struct str scheme;   /* external and refused ones */
	struct str path;     /* decoded, clean, from the manual's root */
	struct str query;    /* with '?', or absent */
	struct str fragment; /* decoded, without '#'; absent: none */
};
/* Takes an address in a page (named by its source) apart. */
enum url_class url_parse(struct arena *a, struct str from, struct str text,
			 struct url *url);
/* A path as it may stand in a URL: blanks and signs with a meaning escaped. */
struct str url_encode(struct arena *a, struct str path);

/* -- glossary ------------------------------------------------------------ */

struct term {
	struct str term, id, anchor; /* anchor: "term-" + id */
	struct str definition;       /* plain */
	const struct value *value;
	uint32_t *see; /* other entries */
	size_t n_see;
};
struct phrase {
	struct str text; /* folded, one space between words */
	uint32_t term;
	uint32_t hash;       /* of its first word */
	bool exact;          /* an abbreviation: case counts */
	struct phrase *next; /* the next in the slot, not longer */
};
struct link_glossary {
	struct term *terms;
	size_t count;
	struct map
	    *names; /* folded term, synonym, abbreviation, id → number+1 */
	struct phrase **slots; /* by hash of the first word */
	size_t mask;           /* number of slots - 1 */
};

#define TERM_NONE UINT32_MAX
/* The entry of that name in any case, or TERM_NONE. */
uint32_t glossary_find(const struct link_glossary *g, struct str name);

/* A use of a term in a text: bytes from … to. */
struct term_hit {
	size_t from, to;
	uint32_t term;
};
/* The first use at or after byte `at` of a term whose `seen` is false. */
bool glossary_search(const struct link_glossary *g, struct str text, size_t at,
		     const bool *seen, struct term_hit *hit);
/* Appends the list of terms to the div. */
void glossary_fill(const struct link_glossary *g, struct arena *a,
		   struct doc_node *div, const struct link_words *words);

/* -- the index ------------------------------------------------------------ */

/* Rows of entries: those of row i are items[first[i]] … items[first[i+1]-1]. */
struct rows {
	const struct link_entry **items;
	size_t *first;
};
struct row_pair {
	size_t row;
	const struct link_entry *entry;
};
struct row_pairs {
	struct row_pair *pairs;
	size_t count, cap;
};
void row_push(struct arena *a, struct row_pairs *list, size_t row,
	      const struct link_entry *entry);
/* Sorts the pairs into rows; the order within a row is that of the pairs. */
struct rows rows_make(struct arena *a, const struct row_pairs *list,
		      size_t n_rows);
struct link_list row_at(const struct rows *rows, size_t row);

#define NO_PAGE SIZE_MAX

struct works;

struct link_index {
	struct arena *arena;
	struct link_opts opts;
	const struct link_words *words;
	struct link_facts **facts;
	size_t n_pages;
	struct link_entry *pages;   /* one a page */
	struct link_entry *entries; /* targets of all pages, in order */
	size_t *first;              /* page → its first in entries */
	struct link_entry *terms;   /* one a glossary entry */
	struct map *by_source;      /* source → its entry in pages */
	struct map *by_id;          /* page id → its entry in pages */
	struct map *vague;   /* file names of several pages: no id of any */
	struct map *labels;  /* "fig-x" → its entry */
	struct map *objects; /* kind → struct link_list */
	struct rows headings, backlinks, used_terms, used_in, related;
	struct works *works;
	size_t references_page, glossary_page; /* or NO_PAGE */
};

/* Whether the document stands on its own: what leads out of it is left. */
static inline bool
index_alone(const struct link_index *ix)
{
	return !ix->opts.files;
}
/* The entry of a target of the page. */
const struct link_entry *index_entry(const struct link_index *ix, size_t page,
				     const struct target *t);
/* The page or labelled target of that id, or NULL. */
const struct link_entry *index_find(const struct link_index *ix, struct str id);
/* Gives all targets their numbers. */
void number_all(struct link_index *ix);
/* Builds the rows `related` and the reverse lists; unknown ids are reported. */
void relate_all(struct link_index *ix, struct diag *const *sinks);
/* The nearest page id or label. */
struct str index_nearest(const struct link_index *ix, struct str id);

/* -- citations ------------------------------------------------------------ */

/* Reads the bibliography, finds which works are cited, orders them. */
void works_read(struct link_index *ix);

/* -- resolving ------------------------------------------------------------ */

struct resolve {
	const struct link_index *ix;
	const struct link_facts *facts;
	struct doc *doc;
	struct arena *a;
	struct diag *d;
	size_t page;
	unsigned links; /* depth in links: one cannot stand in another */
};
/* Pushes the suffix of a citation, a locator in APA's form; false: none. */
bool locator_push(struct resolve *r, const struct doc_node *citation,
		  struct doc_list *out);
/* How to write a link from the page to an address from the site's root. */
struct str resolve_url(const struct resolve *r, struct str url);
/* A resolved Link with one text. */
struct doc_node *resolve_link(struct arena *a, struct pos at, struct str url,
			      struct str text);
/* Takes the link, image, cite or term away and leaves what it holds. */
void resolve_drop(struct doc_node *n);
/* Makes a Cite of cross-references alone a link, or a span of links. */
void refer_resolve(struct resolve *r, struct doc_node *cite);
/* The link of one cross-reference; unknown: reported, its text. */
struct doc_node *refer_link(struct resolve *r, const struct doc_node *citation,
			    const struct doc_node *cite);
/* Pushes copies of the inlines of a prefix or suffix. */
void refer_part(struct resolve *r, const struct doc_node *citation,
		enum doc_type part, struct doc_list *out);
/* The list that the div's attribute `of` names. */
void fill_listing(struct resolve *r, struct doc_node *div);
/* matrix.c: tables from relations and from front matter. */
void fill_matrix(struct resolve *r, struct doc_node *div);
void fill_page_table(struct resolve *r, struct doc_node *div);
/* Adds to each term of the glossary the pages that use it. */
void fill_used_in(struct resolve *r, struct doc_node *div);

/* Writes the text of a Cite that holds citations of works. */
void cite_resolve(struct resolve *r, struct doc_node *cite);
/* Fills a div with the works in order: those of the manual, or the page's. */
void cite_fill(struct resolve *r, struct doc_node *div);
/* The page's own list at its end, when no page of the manual holds one. */
void cite_append(struct resolve *r);

#endif
