/* vocab.h – the core vocabulary (../vocabulary.md §2) as numbers, for the
 * writers of print. The first class of a node that stands in the table decides
 * what the node is. */
#ifndef WRITE_VOCAB_H
#define WRITE_VOCAB_H

#include "base/base.h"

struct arena;
struct diag;
struct doc_node;

enum vocab {
	VOCAB_NONE,
	/* divs */
	VOCAB_NOTE,
	VOCAB_TIP,
	VOCAB_IMPORTANT,
	VOCAB_WARNING,
	VOCAB_CAUTION,
	VOCAB_SIDEBAR,
	VOCAB_DIALOGUE,
	VOCAB_TURN,
	VOCAB_CHECKLIST,
	VOCAB_WORKSHEET,
	VOCAB_FIELD,
	VOCAB_LINES,
	VOCAB_CHOICE,
	VOCAB_SCALE,
	VOCAB_FILL_TABLE,
	VOCAB_DRAWING,
	VOCAB_COLUMNS,
	VOCAB_REFERENCES,
	VOCAB_GLOSSARY,
	VOCAB_LISTING,
	VOCAB_PAGEBREAK,
	VOCAB_SCREEN_ONLY,
	VOCAB_PRINT_ONLY,
	/* spans */
	VOCAB_CHECK,
	VOCAB_LABEL,
	VOCAB_TERM,
	VOCAB_INDEX,
	VOCAB__COUNT
};

/* What a Div or a Span is; VOCAB_NONE for all other nodes too. */
enum vocab vocab_of(const struct doc_node *n);
/* The class's name, "" for VOCAB_NONE. */
const char *vocab_name(enum vocab v);
/* The other classes of the node, joined by blanks ("risk case"), written into
 * `room`; cut at its end. */
struct str vocab_role(const struct doc_node *n, char *room, size_t size);
/* The word shown before a title: `label`, else the word of the class ("Note"),
 * followed by the number when the node has one. */
struct str vocab_label(const struct doc_node *n, char *room, size_t size);
/* "Case 3: Rosa" of label and title, "" when it has neither. */
struct str vocab_title(struct arena *a, const struct doc_node *n);
/* The node's attribute as a whole number from lo to hi, else `def`. */
int vocab_int(const struct doc_node *n, const char *key, int lo, int hi,
	      int def);
/* The `check` span that begins a list item, or NULL. */
const struct doc_node *vocab_item_check(const struct doc_node *item);
/* Calls `entry` for each work cited of a `references` div: an item of a list, a
 * div, or a node that holds a single block. */
void vocab_entries(const struct doc_node *references,
		   void (*entry)(void *w, const struct doc_node *n), void *w);
/* Whether a part of a table has a row with cells. */
bool vocab_has_rows(const struct doc_node *part);
/* A raw node is left out. Raw parts are meant for one output: only those for a
 * reader of pages, or for the `format` itself, are missed and reported, as not
 * shown in `where`. */
void vocab_report_raw(struct diag *d, const struct doc_node *n,
		      const char *format, const char *where);
/* The svg text of a `drawing` div; absent when it holds none. */
struct str vocab_svg(const struct doc_node *drawing);

#endif
