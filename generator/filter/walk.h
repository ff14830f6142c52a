/* walk.h – what walk.c (elements) and passes.c (filters, documents) share.
 * Private to filter/. */
#ifndef FILTER_WALK_H
#define FILTER_WALK_H

#include <lua.h>

#include "doc/doc.h"

struct filter_state;

enum {
	SLOT_INLINES = DOC__COUNT + 1,
	SLOT_BLOCKS,
	SLOT_META,
	SLOT_PANDOC,
};

struct walk_job {
	lua_State *L;
	struct filter_state *S;
	int handlers;     /* stack index: slot → function */
	uint64_t inlines; /* types of inlines with a handler */
	uint64_t blocks;
	bool has_inlines, has_blocks, has_meta, has_pandoc;
	bool topdown, raw;
	/* of the pass */
	uint64_t want; /* types to call for; with DOC_TEXT when cut up */
	uint64_t into; /* types whose presence below means there is work */
	bool list_inlines, list_blocks;
};

/* The node with everything below it walked; the node itself is not offered. */
struct doc_node *walk_node(struct walk_job *w, struct doc_node *n);
/* Calls the handler in that slot with what is on top of the stack, and leaves
 * its two results; false when the first is nil. */
bool walk_call(struct walk_job *w, int slot, struct pos at);
/* Whether the second result forbids going on downwards. */
bool walk_stopped(struct walk_job *w);

#endif
