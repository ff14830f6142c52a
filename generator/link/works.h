/* works.h – the works of the bibliography, and the forms APA 7 gives them. For
 * the files of link/ that deal with citations. */
#ifndef LINK_WORKS_H
#define LINK_WORKS_H

#include "link/link_int.h"

/* One name of an author. */
struct name {
	struct str family; /* with its particle; or the whole literal name */
	struct str initials, suffix;
};
struct names {
	struct name *list;
	size_t count;
	bool others; /* the data end with "and others" */
};
struct work {
	struct str key;
	const struct value *csl;
	struct names authors;   /* or the editors when there are none */
	struct str title, year; /* year: "2018", "n.d.", "in press" */
	struct str sort;        /* order of the reference list */
	size_t rank;            /* in that order */
	uint32_t shown;         /* names given in the text before "et al." */
	char suffix;            /* 'a' … of the same author and year, or 0 */
	bool cited, by_editors;
	bool with_initials; /* another first author has this family name */
};
struct works {
	struct work *list;
	size_t count;
	struct map *keys;    /* key → struct work */
	struct work **cited; /* in order of the reference list */
	size_t n_cited;
};

/* Inlines in the making: text, emphasis, links. */
struct rich {
	struct arena *a;
	struct doc_list list;
	char *run;
	size_t n_run, cap_run;
	bool emph;
	char last; /* byte written */
};
void rich_put(struct rich *r, struct str s);
void rich_puts(struct rich *r, const char *s);
void rich_emph(struct rich *r, bool on);
void rich_link(struct rich *r, struct str url, struct str text);
/* Ends a sentence, unless it has ended. */
void rich_stop(struct rich *r);
/* Ends the run; the inlines are in r->list. */
void rich_end(struct rich *r);

/* The people under one key of an entry; `a` keeps them. */
struct names names_read(struct arena *a, const struct value *list);
/* The year of an entry, "n.d.", "in press" …. */
struct str apa_year(struct arena *a, const struct value *csl);
/* Text of a field, absent when it is empty. */
struct str csl_text(struct arena *a, const struct value *csl, const char *key);
/* The list of year, month and day of "issued" …; NULL when there is none. */
const struct value *csl_date(const struct value *csl, const char *key);
/* The authors as they stand in the text: "Weissman et al.". */
void apa_short(struct rich *r, const struct work *w, bool narrative);
/* The year with its suffix: "2018a", "n.d.-a". */
void apa_dated(struct rich *r, const struct work *w);
/* The entry of the reference list. */
void apa_entry(struct rich *r, const struct work *w);

#endif
