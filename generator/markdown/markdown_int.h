/* markdown_int.h – what the files of markdown/ share: the state of one parse,
 * and the passes over cmark's tree and over ours. Nobody else includes it.
 *
 * Nodes are gathered on a stack until their parent is complete, so that every
 * array of kids in the arena has exactly its size. */
#ifndef MARKDOWN_MARKDOWN_INT_H
#define MARKDOWN_MARKDOWN_INT_H

#include <cmark-gfm/node.h>

#include "base/base.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"

/* Syntax that cmark does not know is noted in the text itself, by bytes that
 * no UTF-8 text holds: MARK, a letter for the kind, and what the kind needs.
 * So it survives cmark's joining of texts, and an escaped character, which
 * gets no mark, stays what it is. pair.c takes the marks out again. The kinds
 * are no letters, so that no mail address is seen around an "@". */
#define MARK     ((char)0xFF)
#define MARK_END ((char)0xFE)

enum mark_kind {
	MARK_DELIM = '%',    /* then 'A' + flags as below, then ~ ~~ ^ */
	MARK_GROUP = '(',    /* then the "[" of a group of citations */
	MARK_SPAN = '<',     /* then the "[" of a span */
	MARK_SPAN_END = '>', /* then the "]" of a span; attributes follow */
	MARK_CITE = '!',     /* then @key, then MARK_END */
	MARK_VAR = '$',      /* then {{name}}, then MARK_END */
};
enum {
	MARK_OPENS = 1, /* as emphasis would */
	MARK_CLOSES = 2,
	MARK_TIGHT_OPENS = 4, /* no blank follows: enough for ~ and ^ */
	MARK_TIGHT_CLOSES = 8,
	MARK_DOUBLE = 16,
};

/* The extensions, in the order in which they are attached: those that open
 * blocks before `table`, which claims every line of a paragraph. */
enum md_ext {
	EXT_DIV,
	EXT_DEFLIST,
	EXT_TABLE,
	EXT_TASKLIST,
	EXT_AUTOLINK,
	EXT_TILDE,
	EXT_MARK,
	EXT__COUNT
};

/* A footnote's definition. */
struct md_note {
	cmark_node *definition;
	bool shown;  /* stands in the text */
	bool wanted; /* by another note */
};

/* One parse. */
struct md {
	struct arena *a;
	struct diag *d;
	const struct source *src;
	const struct markdown_opts *opts;
	cmark_syntax_extension *ext[EXT__COUNT];

	struct doc_node **stack; /* nodes whose parent is not complete */
	size_t n, cap;
	size_t depth;  /* of nesting, for NESTING */
	bool too_deep; /* reported already */

	struct buf run; /* text being gathered */
	struct pos run_at;
	size_t run_offset; /* in the source, if it stands there as it is */
	bool marked;       /* the list at work holds marks */
	struct pair *pair; /* pair.c's own */

	struct md_note *notes; /* by number */
	size_t n_notes, notes_cap;
	bool in_note; /* its blocks are at work */
	bool wanted;  /* one of the notes is */

	struct map *ids;           /* written on the page or given */
	struct doc_node **targets; /* headings and images, in order */
	size_t n_targets, targets_cap;

	/* pos.c */
	bool ascii;       /* the whole text: columns are bytes */
	uint32_t *starts; /* offset of each line of the source */
	size_t n_lines, lines_cap;
	uint32_t cut;         /* lines that a table's first row lacks */
	size_t offset;        /* in the source, of the last inline asked for */
	uint32_t line, shift; /* at work; what cmark's lines lack */
	uint32_t seen_line, seen_byte, seen_col; /* columns counted so far */
};

/* -- parse.c: the stack of nodes ------------------------------------------- */

void md_push(struct md *md, struct doc_node *n);
/* Gives n all nodes above `from` as kids, and takes them off. */
struct doc_node *md_adopt(struct md *md, struct doc_node *n, size_t from);
/* One level deeper; false (reported once) where that is too deep. Every true
 * answer needs a md_leave(). */
bool md_enter(struct md *md, struct pos at);
void md_leave(struct md *md);

/* -- limits.c -------------------------------------------------------------- */

/* Whether the text can be parsed in decent time; reported if not. */
bool limits_check(struct md *md, struct str text);

/* -- notes.c --------------------------------------------------------------- */

/* Reports footnotes that nothing refers to. */
void notes_check(struct md *md);

/* -- pos.c: lines and columns ---------------------------------------------- */

void pos_init(struct md *md);
void pos_free(struct md *md);
/* Lines of a paragraph that a table was cut from, before the table. */
uint32_t pos_cut(const cmark_node *table);
/* Where a block was written. */
struct pos pos_block(struct md *md, const cmark_node *n);
/* Begins the inlines of a paragraph, heading or cell. */
void pos_leaf(struct md *md, const cmark_node *n);
/* Where an inline of that leaf was written. */
struct pos pos_inline(struct md *md, const cmark_node *n);

/* -- blocks.c, inlines.c, table.c, pair.c: cmark's tree to ours ------------ */

/* Pushes the blocks in n. */
void md_blocks(struct md *md, cmark_node *n);
/* Pushes the inlines in n; where `tail` is given, attributes that stand at the
 * very end and belong to no inline are put there. */
void md_inlines(struct md *md, cmark_node *n, const struct doc_attr **tail);
/* Pushes a Table. */
void md_table(struct md *md, cmark_node *n);
/* Whether the paragraph is the caption of a table beside it. */
bool table_is_caption(const cmark_node *para);
bool table_is(const cmark_node *n);
/* Pushes that caption; table_captions() gives it to its table later. */
void md_caption(struct md *md, cmark_node *n);
void table_captions(struct md *md, size_t from);
/* Turns the marks in the nodes above `from` into nodes. */
void pair_marks(struct md *md, size_t from, const struct doc_attr **tail);
void pair_free(struct md *md);
/* A stand-in for the attributes "{…}" met among inlines. */
struct doc_node *pair_attr_node(struct md *md, struct pos at, struct str raw);
/* Gathers terms and definitions above `from` into definition lists. */
void deflist_group(struct md *md, size_t from);
/* Pushes the blocks of the whole page. */
void md_page(struct md *md, cmark_node *root);
/* Takes blanks off the end of the last text above `from`. */
void md_trim(struct md *md, size_t from);
/* Notes a heading or an image that finish_page() is to look at. */
void finish_later(struct md *md, struct doc_node *n);
/* What needs the whole page: ids, alternative texts, levels of headings. */
void finish_page(struct md *md, struct doc *doc);
/* Makes alt the image's text. */
void set_alt(struct arena *a, struct doc_node *image, struct str alt);
/* The attributes without that key, NULL when none is left. */
struct doc_attr *attr_without(struct arena *a, const struct doc_attr *attr,
			      const char *key);

/* -- heap.c: memory for cmark, of this thread ------------------------------ */

/* From now on cmark's memory in this thread comes from that heap. */
cmark_mem *heap_begin(struct markdown_heap *h);
/* Gives back all that was taken; at the end of each parse. */
void heap_end(void);

/* -- attrs.c --------------------------------------------------------------- */

/* Reads attributes with attrs_read_at(), notes their id as taken. */
size_t md_attributes(struct md *md, struct str s, struct doc_attr **attr,
		     size_t *stopped);
/* Reads "{#id .class key=v}" at the start of s. Returns its length, 0 when it
 * is none (or empty). With an arena, *attr gets the attributes. */
size_t attrs_read(struct arena *a, struct str s, struct doc_attr **attr);
/* As attrs_read, saying where the reading stopped when it returns 0. */
size_t attrs_read_at(struct arena *a, struct str s, struct doc_attr **attr,
		     size_t *stopped);

/* -- ext_*.c --------------------------------------------------------------- */

cmark_syntax_extension *ext_div_new(void);
cmark_syntax_extension *ext_deflist_new(void);
cmark_syntax_extension *ext_tilde_new(void);
cmark_syntax_extension *ext_mark_new(void);
/* An inline extension that is called at each of these characters. */
cmark_syntax_extension *ext_inline_new(const char *name, const char *chars,
				       cmark_match_inline_func match);
/* Eats a run of c and returns it as text, marked as a delimiter unless it is
 * longer than `longest` or can neither open nor close. */
cmark_node *ext_delim(cmark_parser *parser, cmark_inline_parser *in, char c,
		      int longest);

/* What ext_div knows of its node. */
struct div {
	bool closed;
	size_t length;  /* of the text below */
	char written[]; /* the text after the colons: "{.note}" or "note" */
};
const struct div *ext_div_get(cmark_node *n);
/* The same text for cmark's chunks. */
static inline struct str
chunk_str(cmark_chunk c)
{
	return (struct str){(const char *)c.data, (size_t)c.len};
}

#endif
