/* fo.h – private to write/fo: what is being written, the named styles, and the
 * handlers that more than one file calls. Handlers are fo_<node>; each writes
 * its node whole, kids included. Looks are in style.c, nowhere else. */
#ifndef WRITE_FO_FO_H
#define WRITE_FO_FO_H

#include "base/base.h"
#include "doc/doc.h"
#include "write/refs.h"
#include "write/vocab.h"
#include "write/write.h"
#include "write/xml.h"

/* Named groups of attributes; fo_open() writes them. */
enum fo_style {
	FO_PLAIN, /* no attributes */
	FO_ROOT,
	FO_FLOW,
	FO_TITLE,
	FO_SUBTITLE,
	FO_IMPRINT,
	FO_CONTENTS_TITLE,
	FO_CONTENTS,
	FO_CONTENTS_PART,
	FO_CONTENTS_CHAPTER,
	FO_CONTENTS_SECTION,
	FO_PART_TITLE,
	FO_CHAPTER_TITLE,
	FO_HEADING_2,
	FO_HEADING_3,
	FO_HEADING_4,
	FO_NUMBER,
	FO_PARA,
	FO_TIGHT, /* a paragraph in lists and cells */
	FO_QUOTE,
	FO_CODE_BLOCK,
	FO_CODE,
	FO_LINES,
	FO_RULE,
	FO_LIST,
	FO_LIST_WIDE,
	FO_LIST_WIDEST,
	FO_LIST_ITEM,
	FO_DIALOGUE,
	FO_SPEAKER,
	FO_DIRECTION,
	FO_TERM,
	FO_DEFINITION,
	FO_FIGURE,
	FO_PICTURE,
	FO_CAPTION,
	FO_CAPTION_LABEL,
	FO_TABLE_BLOCK,
	FO_TABLE,
	FO_HEAD_ROW,
	FO_ROW,
	FO_CELL,
	FO_HEAD_CELL,
	FO_CELL_HEADING,
	FO_GRID_CELL,
	FO_FREE_CELL,
	FO_ADMONITION,
	FO_ALERT,
	FO_SIDEBAR,
	FO_CASE,
	FO_CHECKLIST,
	FO_BOX_TITLE,
	FO_REFERENCE,
	FO_WORKSHEET,
	FO_SHEET_LABEL,
	FO_SHEET_TITLE,
	FO_PURPOSE,
	FO_FIELD,
	FO_FIELD_LABEL,
	FO_HINT,
	FO_WRITING_LINE,
	FO_SCALE,
	FO_SCALE_ENDS,
	FO_SCALE_POINT,
	FO_NOTE_MARK,
	FO_NOTE_BODY,
	FO_NOTE_RULE,
	FO_HEAD_ODD,
	FO_HEAD_EVEN,
	FO_FOOT_ODD,
	FO_FOOT_EVEN,
	FO_LINK,
	FO_EMPH,
	FO_STRONG,
	FO_UNDERLINE,
	FO_STRIKEOUT,
	FO_SUPERSCRIPT,
	FO_SUBSCRIPT,
	FO_SMALL_CAPS,
	FO_LABEL,
	FO_GLYPH, /* symbols that the text fonts lack */
	FO_MATH,
	FO__STYLES
};

struct fo {
	struct xml *x;
	struct arena *a; /* lives as long as the write */
	struct diag *d;
	const struct refs *refs;
	const struct book *book; /* NULL: a document alone */
	struct str source_dir;   /* where pictures are read */
	struct str language;
	size_t page;    /* of the book; 0 in a document alone */
	int top;        /* level of the page's title: 1 H1, 2 H2 … */
	unsigned notes; /* footnotes so far in this chapter */
	int list_depth;
	bool in_link; /* links cannot nest */
	bool in_note; /* nor footnotes */
	bool tight;   /* paragraphs without space: lists, cells */
	bool narrow;  /* in one of several columns */
	bool grid;    /* tables have all rules and room to write */
	bool rounds;  /* the list's marks are ○: choose one */
	bool boxes;   /* the list's marks are ☐ */
	const struct doc_node *shown_check; /* its box is the item's mark */
};

typedef void fo_handler(struct fo *w, const struct doc_node *n);

/* style.c */
/* Begins "fo:block", "fo:inline" … with the attributes of a style. */
void fo_open(struct fo *w, const char *name, enum fo_style style);
/* The same on a line of its own, for blocks. */
void fo_block(struct fo *w, enum fo_style style);
/* An element that holds text only. */
void fo_leaf(struct fo *w, const char *name, enum fo_style style,
	     struct str text);
/* print/fop.xconf: fonts and PDF/UA settings for Apache FOP. */
void fo_config(struct buf *out);

/* fo.c */
void fo_node(struct fo *w, const struct doc_node *n);
void fo_kids(struct fo *w, const struct doc_node *n);
/* The kids, or an empty block when they write nothing. */
void fo_blocks(struct fo *w, const struct doc_node *n);
/* The kids of a page: headings and worksheets on pages of their own. */
void fo_flow(struct fo *w, const struct doc_node *n);
/* The node's id and language as attributes. */
void fo_id(struct fo *w, const struct doc_node *n);
/* Begins fo:root: page layouts, metadata. Ended by the caller. */
void fo_root(struct fo *w, struct str title);

/* text.c */
/* Plain text with places to break long words, symbols in a font that has them.
 */
void fo_put(struct fo *w, struct str text);

/* front.c: all that stands around the pages */
void fo_layout(struct fo *w, bool letter);
void fo_metadata(struct fo *w, struct str title);
void fo_bookmarks(struct fo *w);
void fo_title_page(struct fo *w);
void fo_contents(struct fo *w);
/* Begins a page sequence up to and with its flow: running heads are literal
 * text, left and right. fo_sequence_end() ends it. */
struct fo_sequence {
	const char *master;
	struct str left, right;
	const char *format;       /* of folios: "1", "i" */
	const char *first_number; /* NULL: goes on */
};
void fo_sequence(struct fo *w, const struct fo_sequence *how);
void fo_sequence_end(struct fo *w);

/* book.c */
bool fo_book(const struct book *book, const struct sink *to, struct diag *d);

/* block.c */
fo_handler fo_para, fo_plain, fo_header, fo_line_block, fo_code_block, fo_raw,
    fo_block_quote, fo_list, fo_definition_list, fo_rule, fo_figure;
/* "Figure 4. " and the caption's text. */
void fo_caption(struct fo *w, const struct doc_node *n, const char *word);
/* inline.c */
fo_handler fo_text, fo_line_break, fo_emph, fo_underline, fo_strong,
    fo_strikeout, fo_superscript, fo_subscript, fo_small_caps, fo_quoted,
    fo_cite, fo_code, fo_math, fo_link, fo_image, fo_note, fo_span;
/* An SVG as a picture no larger than the page. */
void fo_svg(struct fo *w, struct str svg, struct str alt);
/* table.c */
fo_handler fo_table, fo_columns;
/* div.c */
fo_handler fo_div, fo_worksheet;
/* field.c */
fo_handler fo_field, fo_lines, fo_choice, fo_scale, fo_fill_table, fo_drawing;

#endif
