/* filter_int.h – what the files of filter/ share. Not for other folders.
 *
 * Objects in Lua (shared/filters.md §4.3): an element is a full userdata, a
 * struct handle, with one user value: a table of the fields that were read as
 * lists or assigned ("overlay"), made on first need. Reading a scalar goes to
 * the node. "Peeking" a handle gives its node; with an overlay it gives a new
 * node made from both. Nodes never change, so handles share them freely.
 *
 * Every full userdata in our states begins with a struct handle, and no
 * metatable of one can be had from Lua; therefore lua_type() is check enough.
 *
 * Lua errors are longjmps: no C frame below a Lua call owns a buf, a doc or
 * anything else but memory of the state's arenas. */
#ifndef FILTER_FILTER_INT_H
#define FILTER_FILTER_INT_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "filter/filter.h"

enum handle_kind {
	/* 0 … DOC__COUNT-1: a node of that type */
	HANDLE_ATTR = DOC__COUNT,
	HANDLE_ATTR_LIST, /* an AttributeList */
	HANDLE_LIST_ATTR, /* ListAttributes, seen through an OrderedList */
	HANDLE_VERSION,
	HANDLE_FILE,
	HANDLE__COUNT
};

struct handle {
	uint16_t kind;
	bool owned; /* nobody else has the node: it may be written to */
	uint32_t generation;
	union {
		const struct doc_node *node;
		const struct doc_attr *attr; /* may be NULL: none */
	} of;
	const struct value *meta; /* of a Pandoc */
};

/* Metatables of lists that scripts can see and change: one each a run. */
enum list_kind {
	LIST_PLAIN,
	LIST_INLINES,
	LIST_BLOCKS,
	LIST_META,
	LIST_SIMPLE_TABLE,
	LIST__COUNT
};

enum stop {
	STOP_NOT,
	STOP_STEPS,
	STOP_TIME,
	STOP_MEMORY,
	STOP_EXIT,
};

/* The error of recursion without end: it may be caught, the steps run out. */
#define FILTER_ENDLESS "the filter builds or walks without end"

struct filter_chain {
	struct arena *arena;
	struct filter_file *files;
	struct str *code; /* compiled */
	size_t count;
	uint64_t hash;
};

struct filter_state {
	lua_State *L;
	const struct filter_chain *chain;
	struct filter_opts opts;
	int *mains; /* registry references of the compiled filters */
	int mt[HANDLE__COUNT];
	struct arena *work; /* nodes and texts made by filters */
	uint32_t generation;
	/* of the run */
	struct diag *d;
	struct str input;
	size_t filter;     /* which of the chain */
	struct pos here;   /* the document place being filtered */
	struct doc *guest; /* tree of pandoc.read or write, freed at the end */
	struct buf *out;   /* text of pandoc.write, message of warn */
	struct buf *line;  /* what was printed and has no line end yet */
	struct pos fault;  /* where in a filter the error arose */
	/* limits */
	enum stop stop;
	int status;   /* of os.exit */
	size_t bytes; /* held by Lua */
	uint64_t steps;
	uint64_t deadline; /* ns of the monotonic clock */
	const char *stack; /* a place near the bottom of the C stack */
};

static inline struct filter_state *
state_of(lua_State *L)
{
	return *(struct filter_state **)lua_getextraspace(L);
}

/* -- state.c: the Lua state and its limits --------------------------------- */

/* Starts the clocks for one filter. */
void state_arm(struct filter_state *S);
/* One unit of work done in C; raises when a limit is reached. */
void state_tick(lua_State *L, uint64_t units);
/* Raises when C recursion is too deep; called at the head of each recursive
 * function. */
void state_guard(lua_State *L);
/* Ends the filter: nothing the script does can catch it. */
NORETURN void state_stop(lua_State *L, enum stop why);
/* Refuses what the sandbox does not allow, by name. */
NORETURN void state_deny(lua_State *L, const char *what);

/* -- report.c: errors to diagnostics --------------------------------------- */

/* The message handler: adds the place in the filter. */
int report_traceback(lua_State *L);
/* Reports the error on top of the stack (from report_traceback) and pops it. */
void report_error(struct filter_state *S, int status);
/* Where the running Lua function is, as a place in the sink. */
struct pos report_here(lua_State *L);
/* What a script prints, shown line by line as findings of the lowest level:
 * workers share no stream. */
void report_print(lua_State *L, struct str text);
/* Shows what was printed without a line end. */
void report_flush(struct filter_state *S, struct pos at);

/* -- env.c: the globals of a run ------------------------------------------- */

/* Registers the table on top of the stack as a library: each run that asks for
 * it gets a copy of its own, filled on demand. Pops it. */
void env_library(lua_State *L, const char *name);
/* Keeps the table on top of the stack as what metatables of lists are copied
 * from ("=List" …). Pops it. */
void env_template(lua_State *L, const char *name);
/* Pushes the original of a library. */
void env_push_original(lua_State *L, const char *name);
/* Registers functions into a new table left on the stack. */
void env_functions(lua_State *L, const luaL_Reg *functions);
/* Fresh globals; pushes them. */
void env_begin(lua_State *L);
/* Pushes this run's copy of the library, or nil. */
void env_push_library(lua_State *L, const char *name);
/* Whether the table at idx is filled on demand and has no other metatable. */
bool env_is_lazy(lua_State *L, int idx);
/* Fills the table at idx with all it would give on demand. */
void env_complete(lua_State *L, int idx);
/* Pushes a metatable of lists. */
void env_push_list_meta(lua_State *L, enum list_kind kind);
/* Gives the table on top of the stack that metatable. */
void env_set_list_meta(lua_State *L, enum list_kind kind);
/* Pushes the table of things that live as long as the run. */
void env_push_run(lua_State *L);

/* -- text ------------------------------------------------------------------ */

static inline void
push_str(lua_State *L, struct str s)
{
	lua_pushlstring(L, s.p ? s.p : "", s.n);
}

/* The string (or number, as text) at idx, in the work arena. */
struct str text_peek(lua_State *L, int idx, const char *what);
/* The string at idx itself: valid while it is on the stack. */
struct str text_at(lua_State *L, int idx);

/* -- handle.c -------------------------------------------------------------- */

void handle_open(lua_State *L);
void push_node(lua_State *L, const struct doc_node *n);
void push_document(lua_State *L, const struct doc_node *root,
		   const struct value *meta);
struct handle *push_handle(lua_State *L, enum handle_kind kind);
/* The live handle at idx, or NULL when it is no userdata. */
struct handle *handle_at(lua_State *L, int idx);
/* The node at idx with its overlay applied, or NULL when it is none. */
struct doc_node *peek_node(lua_State *L, int idx);
struct doc_node *peek_handle(lua_State *L, int idx);
/* "Str", "Attr", "table": for messages and pandoc.utils.type. */
const char *type_name_at(lua_State *L, int idx);

/* -- fields.c -------------------------------------------------------------- */

struct field {
	const char *name;
	void (*get)(lua_State *L, const struct handle *h); /* pushes */
	/* Puts the value at idx into a node under construction. */
	void (*put)(lua_State *L, struct doc_node *n, int idx);
	bool now;        /* a string assigned goes into the node at once */
	bool keep;       /* what was read is remembered, changes to it count */
	const char *via; /* an alias: that field's … */
	const char *sub; /* … subfield */
};

/* The fields of a kind: ends with a NULL name. */
const struct field *const *fields_of(enum handle_kind kind);

/* -- tables.c: fields of tables and figures -------------------------------- */

extern const struct field field_table_caption, field_colspecs, field_head,
    field_bodies, field_foot, field_rows, field_cells, field_alignment,
    field_contents, field_cell_content, field_col_span, field_row_span;
/* Makes a Caption node from a caption value ({long, short} or blocks). */
struct doc_node *peek_caption(lua_State *L, int idx);

/* -- peek.c: Lua values to nodes ------------------------------------------- */

/* Fuzzy, as constructors take them; errors when it is nothing of the kind. */
void peek_inlines(lua_State *L, int idx, struct doc_list *out);
void peek_blocks(lua_State *L, int idx, struct doc_list *out);
/* A list of lists of blocks, each a part node. */
void peek_items(lua_State *L, int idx, struct doc_list *out);
void peek_lines(lua_State *L, int idx, struct doc_list *out);
void peek_definitions(lua_State *L, int idx, struct doc_list *out);
void peek_citations(lua_State *L, int idx, struct doc_list *out);
/* A new node of that type in the work arena, at the current place. */
struct doc_node *new_node(lua_State *L, enum doc_type type);
struct doc_node *new_leaf(lua_State *L, enum doc_type type, struct str text);
void push_to(lua_State *L, struct doc_list *list, struct doc_node *n);
/* A text as a string gives it: runs of blanks are one. */
struct str collapse_blanks(lua_State *L, struct str s);

/* -- lists.c --------------------------------------------------------------- */

void lists_open(lua_State *L);
/* Push n's kids from number `from` on as Inlines (text expanded) or Blocks. */
void push_inlines(lua_State *L, const struct doc_node *n, uint32_t from);
void push_blocks(lua_State *L, const struct doc_node *n, uint32_t from);
/* The next word, blank or break of a run: its type, *word set. */
enum doc_type run_next(struct str text, size_t *at, struct str *word);
/* Pushes a handle of a node of its own for a piece of a run. */
void push_piece(lua_State *L, const struct doc_node *run, enum doc_type type,
		struct str word, struct pos at);
/* Moves a place over a piece of text. */
void run_advance(struct pos *at, struct str word);

/* -- attr.c ---------------------------------------------------------------- */

void attr_open(lua_State *L);
void push_attr(lua_State *L, const struct doc_attr *attr);
void attr_list_open(lua_State *L);
void push_attr_list(lua_State *L, const struct doc_attr *attr);
/* The pairs of an AttributeList; NULL: none. */
const struct doc_attr *attr_list_peek(lua_State *L, int idx);
void make_attr_meta(lua_State *L, enum handle_kind kind, const luaL_Reg *events,
		    const char *name);
/* Anything that pandoc takes for an Attr; nil gives NULL. */
const struct doc_attr *peek_attr(lua_State *L, int idx);

/* -- meta.c ---------------------------------------------------------------- */

void push_value(lua_State *L, const struct value *v);
/* The inlines of a value, in a Plain: MetaInlines and what YAML has in their
 * place; else NULL. */
struct doc_node *value_inlines(lua_State *L, const struct value *v);
/* `was`: the value that was pushed there, kept where it is still the same. */
struct value *peek_value(lua_State *L, int idx, const struct value *was);
/* The same for a whole map of metadata: any table. */
struct value *peek_meta(lua_State *L, int idx, const struct value *was);

/* -- make.c, equal.c, show.c, stringify ------------------------------------ */

void make_open(lua_State *L); /* fills the pandoc table on the stack */
bool node_equal(lua_State *L, const struct doc_node *x,
		const struct doc_node *y);
bool attr_equal(const struct doc_attr *x, const struct doc_attr *y);
/* Push the text as Haskell's show gives it. */
void push_shown(lua_State *L, const struct doc_node *n);
void push_shown_attr(lua_State *L, const struct doc_attr *attr);
int utils_stringify(lua_State *L);
void stringify_node(lua_State *L, const struct doc_node *n, luaL_Buffer *b);

/* -- walk.c ---------------------------------------------------------------- */

/* Runs the filter table at idx over a whole document: all passes. Both may be
 * replaced. */
void walk_document(lua_State *L, int filter, struct doc_node **root,
		   struct value **meta);
/* el:walk(filter): the element is not offered itself. */
int walk_method(lua_State *L);
/* The document at idx, or an error. */
void peek_document(lua_State *L, int idx, struct doc_node **root,
		   struct value **meta);

#endif
