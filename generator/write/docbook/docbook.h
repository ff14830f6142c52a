/* docbook.h – private to write/docbook: what is being written, and the handlers
 * that more than one file calls. Handlers are <format>_<node>; each writes its
 * node whole, kids included (the tree is never deeper than DOC_MAX_DEPTH). */
#ifndef WRITE_DOCBOOK_DOCBOOK_H
#define WRITE_DOCBOOK_DOCBOOK_H

#include "base/base.h"
#include "doc/doc.h"
#include "write/refs.h"
#include "write/vocab.h"
#include "write/write.h"
#include "write/xml.h"

/* An open part, chapter or section. */
struct docbook_level {
	int level;     /* page depth × 10, plus the level of a heading */
	size_t filled; /* xml_count() when it was begun */
};

enum { DOCBOOK_LEVELS = 64 };

struct docbook {
	struct xml *x;
	struct arena *a; /* lives as long as the write */
	struct diag *d;
	const struct refs *refs;
	size_t page; /* of the book; 0 in a document alone */
	struct docbook_level stack[DOCBOOK_LEVELS];
	size_t depth;    /* of the stack */
	bool in_link;    /* links cannot nest */
	bool in_note;    /* nor footnotes */
	bool in_script;  /* scripts and works cited hold phrases only */
	bool in_sidebar; /* nor sidebars */
	bool book;       /* images are seen from print/ */
	const struct doc_node *shown_check; /* its box is the item's mark */
	const char
	    *list_role; /* for the lists right below a `choice`; or NULL */
};

typedef void docbook_handler(struct docbook *w, const struct doc_node *n);

/* docbook.c: the table of handlers */
void docbook_node(struct docbook *w, const struct doc_node *n);
void docbook_kids(struct docbook *w, const struct doc_node *n);
/* The kids, or an empty para when they write nothing. */
void docbook_blocks(struct docbook *w, const struct doc_node *n);
/* Begins a block element on a new line, with the node's id and role. */
void docbook_open(struct docbook *w, const char *name,
		  const struct doc_node *n);
/* The node's id and language as attributes. */
void docbook_id(struct docbook *w, const struct doc_node *n);
/* A para that holds plain text; nothing for an empty text. */
void docbook_para(struct docbook *w, const char *role, struct str text);
/* A title of plain text; nothing for an empty text. */
void docbook_title(struct docbook *w, struct str text);

/* section.c */
void docbook_sections(struct docbook *w, const struct doc_node *n);
/* Begins `name` as a level; ends those that cannot hold it. */
void docbook_begin(struct docbook *w, const char *name, int level);
/* Ends all levels at or below `level`. */
void docbook_end(struct docbook *w, int level);
docbook_handler docbook_header, docbook_worksheet;

/* block.c */
docbook_handler docbook_para_node, docbook_line_block, docbook_code_block,
    docbook_raw, docbook_block_quote, docbook_list, docbook_definition_list,
    docbook_rule, docbook_figure, docbook_caption;
/* An item of a definition list; the names of the elements for the item, its
 * term and its definitions. */
void docbook_definition(struct docbook *w, const struct doc_node *item,
			const char *const names[3]);
/* inline.c */
docbook_handler docbook_text, docbook_line_break, docbook_emph,
    docbook_underline, docbook_strong, docbook_strikeout, docbook_superscript,
    docbook_subscript, docbook_small_caps, docbook_quoted, docbook_cite,
    docbook_code, docbook_math, docbook_link, docbook_image, docbook_note,
    docbook_span;
/* An image as "mediaobject" or "inlinemediaobject". */
void docbook_media(struct docbook *w, const struct doc_node *n,
		   const char *name);
/* table.c */
docbook_handler docbook_table;
/* div.c */
docbook_handler docbook_div;
/* field.c: fields of worksheets, drawings */
docbook_handler docbook_field, docbook_lines, docbook_choice, docbook_scale,
    docbook_fill_table, docbook_drawing;

/* book.c */
bool docbook_book(const struct book *book, const struct sink *to,
		  struct diag *d);

#endif
