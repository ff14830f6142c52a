/* pair.h – private to pair.c and cite.c: the items that a list of inlines with
 * marks is taken apart into. */
#ifndef MARKDOWN_PAIR_H
#define MARKDOWN_PAIR_H

#include "markdown/markdown_int.h"

enum item_kind {
	ITEM_TEXT,
	ITEM_NODE,
	ITEM_DELIM,   /* ~ ~~ ^ that may open */
	ITEM_BRACKET, /* a plain "[" inside a group */
	ITEM_GROUP,   /* the "[" of a group of citations */
	ITEM_SPAN,    /* the "[" of a span */
	ITEM_SEMI,    /* a ";" inside a group */
	ITEM_CITE,    /* "@key" */
};

/* All kinds but ITEM_NODE are their text when nothing comes of them. */
struct item {
	enum item_kind kind;
	struct pos at;
	struct str text;
	struct doc_node *node;
};

struct pair {
	struct item *items;
	size_t n, cap;
	size_t groups;     /* ITEM_GROUPs among them */
	size_t openers[3]; /* ITEM_DELIMs among them, by delim_kind() */
	struct buf text;   /* being joined */
};

/* Pushes items from … to-1 as nodes, texts joined; with `plain`, citations
 * as text. */
void pair_emit(struct md *md, size_t from, size_t to, bool plain);
/* Makes one Cite of the group that begins at item `group` and ends with "]",
 * the last item; false when it is no group of citations. */
bool cite_group(struct md *md, size_t group, struct doc_node **cite);
/* The citation at item i on its own, in the text. Returns how many bytes of
 * the text behind it belong to it ("@key [p. 4]"). */
size_t cite_in_text(struct md *md, size_t i, struct str after, bool suppress,
		    struct doc_node **cite);

#endif
