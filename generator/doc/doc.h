/* doc.h – the document tree. Made by markdown/ and source/, changed by filter/
 * and link/, read by write/. All memory belongs to doc->arena. May be included
 * anywhere above diag/.
 *
 * The tree is Pandoc's AST (pandoc-types 1.23), stored compactly:
 * - plain text is one DOC_TEXT node a stretch, in which ' ' is Pandoc's Space,
 *   '\n' its SoftBreak and all else Str; Str, Space and SoftBreak nodes exist
 *   only while a filter runs, doc_tidy() merges them again (a Str that
 *   itself holds ' ' or '\n' stays);
 * - what Pandoc keeps in fields (items, rows, cells, captions, citations) are
 *   nodes too, the parts of types.def, so that one walk reaches everything;
 * - nodes have no parent pointer and may be shared while a filter runs: a
 *   finished node is not changed; doc_normalise() leaves a tree of its own. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct arena_pool;
struct map;
struct value;

enum doc_type {
#define NODE(id, name, group, kids) DOC_##id,
#include "doc/types.def"
#undef NODE
	DOC__COUNT
};

enum doc_group { DOC_BLOCK, DOC_INLINE, DOC_PART };
/* What a node may hold. PARTS_AND_…: parts first, then the others. */
enum doc_kids_kind {
	DOC_NONE,
	DOC_BLOCKS,
	DOC_INLINES,
	DOC_PARTS,
	DOC_PARTS_AND_BLOCKS,
	DOC_PARTS_AND_INLINES,
};

enum doc_flag {
	DOC_GENERATED = 1, /* nobody wrote it: no diagnostic points here */
	DOC_HEAD_ROW =
	    2, /* a Row of a TableBody that is an intermediate head */
	DOC_RESOLVED = 4, /* link/ has dealt with it */
	DOC_AUTO_ID = 8,  /* the id was made from the heading's text */
};

struct doc_kv {
	struct str key, value;
};

/* Attributes. A node without any has attr == NULL. Not changed once made. */
struct doc_attr {
	struct str id;
	struct str *classes;
	struct doc_kv *kvs;
	uint32_t n_classes, n_kvs;
};

enum doc_align {
	DOC_ALIGN_DEFAULT,
	DOC_ALIGN_LEFT,
	DOC_ALIGN_RIGHT,
	DOC_ALIGN_CENTER
};
enum doc_quote { DOC_QUOTE_SINGLE, DOC_QUOTE_DOUBLE };
enum doc_math { DOC_MATH_INLINE, DOC_MATH_DISPLAY };
enum doc_citation_mode { DOC_CITE_NORMAL, DOC_CITE_IN_TEXT, DOC_CITE_SUPPRESS };
enum doc_list_style {
	DOC_STYLE_DEFAULT,
	DOC_STYLE_EXAMPLE,
	DOC_STYLE_DECIMAL,
	DOC_STYLE_LOWER_ROMAN,
	DOC_STYLE_UPPER_ROMAN,
	DOC_STYLE_LOWER_ALPHA,
	DOC_STYLE_UPPER_ALPHA,
};
enum doc_list_delim {
	DOC_DELIM_DEFAULT,
	DOC_DELIM_PERIOD,
	DOC_DELIM_ONE_PAREN,
	DOC_DELIM_TWO_PARENS,
};

struct doc_target {
	struct str url, title;
};

struct doc_column {
	double width; /* share of the line, 0 = default */
	enum doc_align align;
};

struct doc_columns {
	size_t count;
	struct doc_column column[];
};

/* One node: 64 bytes. Which fields mean something:
 *   num   Header: level · Quoted, Math: enum · Cell: enum doc_align ·
 *         Citation: enum doc_citation_mode · TableBody: row head columns ·
 *         Cite: how many of the kids are Citations (they come first)
 *   text  Text, Str, Code, CodeBlock, Math, Raw…: the content · Citation: id ·
 *         Header, Figure, Table, Div: the number link/ gives it ("3.2.1")
 *   as    see the union */
struct doc_node {
	uint8_t type, flags;
	int16_t num;
	uint32_t count; /* of kids */
	uint64_t mask;  /* bit of every type that occurs below, by doc_bit() */
	struct pos pos;
	struct str text;
	const struct doc_attr *attr;
	struct doc_node **kids;
	union {
		struct doc_target *target;   /* Link, Image */
		const char *format;          /* RawBlock, RawInline */
		struct doc_columns *columns; /* Table */
		struct {
			int32_t start;
			uint8_t style, delim;
		} list; /* OrderedList */
		struct {
			uint32_t rows, cols;
		} span; /* Cell; 0 counts as 1 */
	} as;
};

struct doc {
	struct arena *arena;
	struct doc_node *root; /* DOC_DOCUMENT */
	struct value *meta;    /* a map */
};

/* An empty document, its own arena, an empty map of metadata. */
struct doc *doc_new(void);
/* The same, its arena in a pool. */
struct doc *doc_new_in(struct arena_pool *pool);
void doc_free(struct doc *doc);

/* -- making nodes ------------------------------------------------------- */

/* A node without kids, in the arena. */
struct doc_node *doc_node(struct arena *a, enum doc_type type, struct pos at);
/* A DOC_TEXT or other leaf with that text (not copied). */
struct doc_node *doc_leaf(struct arena *a, enum doc_type type, struct pos at,
			  struct str text);
/* A growing list of kids; init with {0}. */
struct doc_list {
	struct doc_node **nodes;
	size_t count, cap;
};
void doc_push(struct arena *a, struct doc_list *list, struct doc_node *n);
/* Pushes all kids of n. */
void doc_push_kids(struct arena *a, struct doc_list *list,
		   const struct doc_node *n);
/* Gives the node these kids and computes its mask. Returns the node. */
struct doc_node *doc_adopt(struct doc_node *n, const struct doc_list *list);
/* As doc_node with one kid or none (NULL). */
struct doc_node *doc_wrap(struct arena *a, enum doc_type type, struct pos at,
			  struct doc_node *kid);
/* A shallow copy: kids shared. */
struct doc_node *doc_clone(struct arena *a, const struct doc_node *n);
/* A deep copy into another arena, texts included. */
struct doc_node *doc_copy(struct arena *a, const struct doc_node *n);
/* Computes the mask of this node from its kids (whose masks are right). */
void doc_update_mask(struct doc_node *n);

static inline uint64_t
doc_bit(enum doc_type type)
{
	return (uint64_t)1 << type;
}

/* -- asking ------------------------------------------------------------- */

const char *doc_type_name(enum doc_type type);
/* The type of that name, or DOC__COUNT. */
enum doc_type doc_type_find(struct str name);
enum doc_group doc_group(enum doc_type type);
enum doc_kids_kind doc_kids_kind(enum doc_type type);
static inline bool
doc_is(const struct doc_node *n, enum doc_type type)
{
	return n && n->type == type;
}
/* Plain text of a subtree as Pandoc's stringify: text and code as they are,
 * breaks as one space, notes and raw parts left out; blocks are joined by one
 * space. In the arena. */
struct str doc_text(struct arena *a, const struct doc_node *n);
/* The id GitHub makes of a heading's text: lower case, blanks become "-", all
 * but letters, digits, "-" and "_" left out. In the arena; may be empty. */
struct str doc_slug(struct arena *a, struct str text);
/* The slug ("section" for an empty one), or slug-1, slug-2 … : the first that
 * is no key of `taken`. `counts` remembers how far each slug has come, so that
 * many of one name cost no more than as many of several; same arena. */
struct str doc_unique_id(struct arena *a, const struct map *taken,
			 struct map *counts, struct str slug);

/* -- attributes --------------------------------------------------------- */

struct str doc_id(const struct doc_node *n);
bool doc_has_class(const struct doc_node *n, const char *name);
/* The value of key=, absent when there is none. */
struct str doc_get(const struct doc_node *n, const char *key);
struct doc_attr *doc_attr_new(struct arena *a);
/* A copy with one thing changed; `attr` may be NULL. */
struct doc_attr *doc_attr_with_id(struct arena *a, const struct doc_attr *attr,
				  struct str id);
struct doc_attr *doc_attr_with_class(struct arena *a,
				     const struct doc_attr *attr,
				     struct str name);
struct doc_attr *doc_attr_with(struct arena *a, const struct doc_attr *attr,
			       struct str key, struct str value);

/* -- walking ------------------------------------------------------------ */

enum walk { WALK_INTO, WALK_OVER, WALK_STOP };
/* Called for each node before and after its kids; either may be NULL (leave is
 * also called after WALK_OVER). The root is included. Iterative: no depth of
 * nesting overflows the stack. Returns false when stopped. */
bool doc_walk(struct doc_node *root,
	      enum walk (*enter)(struct doc_node *n, void *arg),
	      void (*leave)(struct doc_node *n, void *arg), void *arg);
bool doc_walk_const(const struct doc_node *root,
		    enum walk (*enter)(const struct doc_node *n, void *arg),
		    void (*leave)(const struct doc_node *n, void *arg),
		    void *arg);

/* -- keeping the tree right --------------------------------------------- */

/* Deepest nesting a document may have; the reader and filters refuse more. */
enum { DOC_MAX_DEPTH = 400 };

/* Merges Str, Space, SoftBreak and neighbouring Text into Text, drops empty
 * Text, recomputes masks; in place, for a tree whose nodes are not shared.
 * Joined texts go to the arena. */
void doc_tidy(struct arena *a, struct doc_node *root);
/* A deep, unshared copy in the arena, tidied: what a filter leaves. */
struct doc_node *doc_normalise(struct arena *into, const struct doc_node *root);
/* Invariants: containment, levels, spans, depth, masks. What breaks them is
 * reported as DIAG_FILTER_TREE and taken out. True when nothing was wrong. */
bool doc_check(struct doc_node *root, struct diag *d);
/* The tree as text, one node a line, indented, with positions: the golden
 * format of tests and of `vade dump`. */
struct buf;
void doc_dump(struct buf *out, const struct doc *doc);

#endif
