/* takeover.h – from the filters' arena into the document's. Private to
 * filter/. */
#ifndef FILTER_TAKEOVER_H
#define FILTER_TAKEOVER_H

#include "doc/doc.h"

struct arena;
struct filter_state;
struct value;

/* What is too much about the tree ("more than 400 levels"), or NULL. */
const char *tree_excess(const struct filter_state *S,
			const struct doc_node *root);
/* Makes root and meta the document's; what lies in `work` is copied. The tree
 * must have no excess. */
void take_over(struct doc *doc, const struct arena *work, struct doc_node *root,
	       struct value *meta);

#endif
