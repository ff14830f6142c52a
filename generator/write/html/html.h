/* html.h – private to write/html/: the state of one page being written, and
 * the gate. Only tag.c writes markup; the handlers name elements, attributes
 * and texts. In: a resolved tree. Out: the body of an HTML5 page (XHTML when
 * asked for), no inline style or script, no form that could be submitted. */
#ifndef WRITE_HTML_HTML_H
#define WRITE_HTML_HTML_H

#include "base/base.h"
#include "base/buf.h"
#include "doc/doc.h"

struct page_opts;
struct html_table;

struct html {
	struct buf *out;
	const struct doc *doc;
	const struct page_opts *opts;
	struct diag *d;

	/* tag.c: the elements that are open, and the tag that is not ended */
	struct str *open;
	size_t n_open, cap_open;
	enum { TAG_NONE, TAG_START, TAG_VOID } tag;

	/* footnotes met so far, printed at the end of the page */
	const struct doc_node **notes;
	size_t n_notes, cap_notes;
	const struct doc_node *back_at; /* block that ends with a back link */
	size_t back_to;                 /* … to this note */

	unsigned in_link; /* links do not nest */

	/* field.c: ids of controls are scope ":" name */
	const struct doc_node *scope;     /* outermost worksheet or checklist */
	const struct doc_node *fill;      /* fill-table around this table */
	const struct doc_node *group;     /* choice around this list */
	const struct doc_node *check_at;  /* Plain or Para that is a label */
	const struct doc_node *speech_at; /* first Para of a turn … */
	struct str speaker;               /* … and who speaks */
	unsigned scopes, controls, options, group_number, drawings;
	struct buf id; /* scratch for ids, see field_id() */
};

/* What is done with a node. `tag` is for the handlers that only open it. */
typedef enum walk (*html_enter)(struct html *h, const struct doc_node *n);
typedef void (*html_leave)(struct html *h, const struct doc_node *n);
struct html_row {
	html_enter enter;
	html_leave leave;
	const char *tag;
};
/* By enum doc_type. */
extern const struct html_row html_rows[];

/* -- tag.c: the gate ------------------------------------------------------ */

/* `name` must be a literal: it is kept until the element is closed. */
void tag_open(struct html *h, const char *name);
/* As tag_open, on a line of its own. */
void tag_block(struct html *h, const char *name);
void tag_close(struct html *h);
/* tag_close and a line end. */
void tag_end(struct html *h);
/* An element without content. */
void tag_void(struct html *h, const char *name);
/* Attributes of the tag just opened. An absent value gives key="". */
void tag_attr(struct html *h, const char *key, struct str value);
void tag_attr_int(struct html *h, const char *key, long value);
/* A boolean attribute. */
void tag_flag(struct html *h, const char *key);
/* An attribute in pieces: its value is all text written in between. */
void tag_attr_begin(struct html *h, const char *key);
void tag_attr_more(struct html *h, struct str value);
void tag_attr_end(struct html *h);
/* data-key="value"; characters that no name may hold are left out. */
void tag_data(struct html *h, struct str key, struct str value);
/* Text, escaped. Characters that HTML forbids become U+FFFD. */
void tag_text(struct html *h, struct str s);
void tag_puts(struct html *h, const char *cstr);
/* A URL attribute: percent-encoded where needed, then escaped. */
void tag_url(struct html *h, const char *key, struct str url);
/* Bytes that are HTML already: raw parts and checked drawings. */
void tag_raw(struct html *h, struct str markup);
/* A line end, unless at one. */
void tag_line(struct html *h);
/* Head and foot of a whole file. */
void tag_file_begin(struct html *h, struct str language, struct str title);
void tag_file_end(struct html *h);

/* -- page.c --------------------------------------------------------------- */

/* Writes a subtree. */
void html_node(struct html *h, const struct doc_node *n);
void html_kids(struct html *h, const struct doc_node *n);
/* The kids; a single Plain or Para without its <p>. */
void html_unwrapped(struct html *h, const struct doc_node *n);
/* Handlers that open and close row.tag, as a block and as an inline. */
void html_block_end(struct html *h, const struct doc_node *n);
void html_nothing(struct html *h, const struct doc_node *n);

/* -- attr.c --------------------------------------------------------------- */

/* id, class (with the words of `extra` before, may be NULL), and all other
 * keys as data-… except those in `read`, a list of words parted by spaces
 * (may be NULL); data-line when asked for. */
void html_attrs(struct html *h, const struct doc_node *n, const char *extra,
		const char *read);
/* The plain text of a subtree as part of an attribute (tag_attr_begin). */
void html_plain(struct html *h, const struct doc_node *n);
/* Whether a URL may be linked: no script, no data. */
bool html_url_is_safe(struct str url);
bool html_url_is_external(struct str url);

/* -- the handlers, by file ------------------------------------------------ */

/* block.c */
enum walk html_plain_block(struct html *h, const struct doc_node *n);
void html_plain_block_end(struct html *h, const struct doc_node *n);
enum walk html_para(struct html *h, const struct doc_node *n);
void html_para_end(struct html *h, const struct doc_node *n);
enum walk html_line_block(struct html *h, const struct doc_node *n);
enum walk html_line(struct html *h, const struct doc_node *n);
void html_line_end(struct html *h, const struct doc_node *n);
enum walk html_code_block(struct html *h, const struct doc_node *n);
enum walk html_raw(struct html *h, const struct doc_node *n);
enum walk html_list(struct html *h, const struct doc_node *n);
enum walk html_item(struct html *h, const struct doc_node *n);
enum walk html_header(struct html *h, const struct doc_node *n);
void html_header_end(struct html *h, const struct doc_node *n);
enum walk html_rule(struct html *h, const struct doc_node *n);
/* "Figure 3." and the caption (may be NULL) into the open element; ends it. */
void html_caption(struct html *h, const struct doc_node *n, const char *word,
		  const struct doc_node *caption);
enum walk html_figure(struct html *h, const struct doc_node *n);
void html_definition_end(struct html *h, const struct doc_node *n);
void html_notes(struct html *h);
/* inline.c */
enum walk html_text(struct html *h, const struct doc_node *n);
enum walk html_space(struct html *h, const struct doc_node *n);
enum walk html_line_break(struct html *h, const struct doc_node *n);
enum walk html_quoted(struct html *h, const struct doc_node *n);
void html_quoted_end(struct html *h, const struct doc_node *n);
enum walk html_class(struct html *h, const struct doc_node *n);
enum walk html_code(struct html *h, const struct doc_node *n);
enum walk html_math(struct html *h, const struct doc_node *n);
enum walk html_link(struct html *h, const struct doc_node *n);
void html_link_end(struct html *h, const struct doc_node *n);
enum walk html_image(struct html *h, const struct doc_node *n);
enum walk html_note(struct html *h, const struct doc_node *n);
enum walk html_span(struct html *h, const struct doc_node *n);
void html_span_end(struct html *h, const struct doc_node *n);
/* div.c */
enum walk html_div(struct html *h, const struct doc_node *n);
void html_div_end(struct html *h, const struct doc_node *n);
/* table.c */
enum walk html_table(struct html *h, const struct doc_node *n);
/* svg.c */
enum walk html_drawing(struct html *h, const struct doc_node *n);
/* field.c */
enum walk html_field(struct html *h, const struct doc_node *n);
enum walk html_lines(struct html *h, const struct doc_node *n);
enum walk html_choice(struct html *h, const struct doc_node *n);
void html_choice_end(struct html *h, const struct doc_node *n);
enum walk html_scale(struct html *h, const struct doc_node *n);
enum walk html_fill(struct html *h, const struct doc_node *n);
void html_fill_end(struct html *h, const struct doc_node *n);
/* Whether an item begins with a check box: a span, or Pandoc's ballot box. */
bool html_is_check(const struct doc_node *item);
/* The label and box that begin the paragraph h->check_at. */
void html_check_open(struct html *h);
/* Whether the node is what html_check_open() has written. */
bool html_is_box(const struct html *h, const struct doc_node *n);
/* Makes a worksheet or checklist the scope of control ids, and ends it. */
void html_scope(struct html *h, const struct doc_node *n);
void html_scope_end(struct html *h, const struct doc_node *n);
/* An empty cell of a fill-table. */
void html_fill_cell(struct html *h, const struct html_table *t);

/* table.c's state, which field.c reads to name the control of a cell. */
enum { HTML_COLUMNS = 64 };
struct html_table {
	const struct doc_node *node;
	uint32_t row, column; /* of the cell being written, from 0 */
	uint32_t rows_left;   /* of this part, with this one */
	uint32_t row_heads;   /* row head columns of this body */
	bool in_head;
	const struct doc_node *heads[HTML_COLUMNS]; /* cells of the last head */
	const struct doc_node *row_head;            /* first cell of the row */
	uint32_t busy[HTML_COLUMNS]; /* rows a cell above still covers */
};

#endif
