/* pandoc.h – private to write/pandoc/: the tree in Pandoc's own terms. ast.c
 * walks a document once and names what Pandoc's types hold; the two gates,
 * json.c and native.c, know only how such things are written. */
#ifndef WRITE_PANDOC_PANDOC_H
#define WRITE_PANDOC_PANDOC_H

#include "base/base.h"
#include "doc/doc.h"

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

/* One node, whatever it is. */
void ast_node(struct ast *t, const struct doc_node *n);

/* -- pieces (ast.c) ------------------------------------------------------- */

void ast_begin(struct ast *t, enum ast_kind kind, const char *name,
	       unsigned args);
void ast_end(struct ast *t);
void ast_string(struct ast *t, struct str s);
/* A constructor without arguments; one of its type alone with a number. */
void ast_con(struct ast *t, const char *name);
void ast_wrapped(struct ast *t, const char *name, long n);
void ast_attr(struct ast *t, const struct doc_attr *attr);
/* The kids of one group or type, as a list; n may be NULL. */
void ast_list(struct ast *t, const struct doc_node *n, enum doc_group group);
void ast_parts(struct ast *t, const struct doc_node *n, enum doc_type type);
/* The first kid of that type, or NULL. */
const struct doc_node *ast_part(const struct doc_node *n, enum doc_type type);

/* -- nodes (table.c) ------------------------------------------------------ */

void ast_caption(struct ast *t, const struct doc_node *n);
void ast_figure(struct ast *t, const struct doc_node *n);
void ast_table(struct ast *t, const struct doc_node *n);
void ast_body(struct ast *t, const struct doc_node *n);
void ast_row(struct ast *t, const struct doc_node *n);
void ast_cell(struct ast *t, const struct doc_node *n);

/* The shortest form that reads back as the same number, at most 32 bytes. */
void ast_shortest(double x, char room[32]);

#endif
