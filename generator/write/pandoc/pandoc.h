/* pandoc.h – private to write/pandoc/: the tree in Pandoc's own terms. ast.c
 * walks a document once and names what Pandoc's types hold; the two gates,
 * json.c and native.c, know only how such things are written. */
#ifndef WRITE_PANDOC_PANDOC_H
#define WRITE_PANDOC_PANDOC_H

#include "base/base.h"

struct doc;

enum ast_kind {
	AST_CON, /* a constructor of several: {"t":…,"c":…}, `Para […]` */
	AST_BARE,    /* the only constructor of its type: JSON leaves it out */
	AST_NOTHING, /* null, `Nothing` */
	AST_LIST,
	AST_TUPLE,
	AST_RECORD,
	AST_FIELD, /* of a record */
	AST_MAP,
	AST_ENTRY, /* of a map */
};

struct ast_gate {
	/* `args`: how many values follow for CON and BARE. The name lives as
	 * long as the document. */
	void (*begin)(void *state, enum ast_kind kind, struct str name,
		      unsigned args);
	void (*end)(void *state);
	void (*string)(void *state, struct str s);
	void (*integer)(void *state, long n);
	void (*number)(void *state, double x);
	void (*boolean)(void *state, bool b);
};

struct ast {
	const struct ast_gate *gate;
	void *state;
	bool no_figures; /* api 1.22: figures become what they were then */
};

/* The blocks, as a list; the metadata, as a map. */
void ast_blocks(struct ast *t, const struct doc *doc);
void ast_meta(struct ast *t, const struct doc *doc);

/* The shortest form that reads back as the same number, at most 32 bytes. */
void ast_shortest(double x, char room[32]);

#endif
