/* theme_int.h – the compiled form of templates, shared by load.c (makes and
 * finds them), compile.c (text → instructions) and render.c (instructions +
 * value → bytes). Not for use outside theme/. */
#ifndef THEME_THEME_INT_H
#define THEME_THEME_INT_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct map;

/* How deep sections may nest in one template, and sections and partials
 * together while rendering; recursion of partials ends there. */
enum { THEME_MAX_NEST = 64, THEME_MAX_DEPTH = 200 };

enum op {
	OP_TEXT,     /* literal text */
	OP_ESCAPED,  /* {{name}} */
	OP_RAW,      /* {{{name}}} and {{&name}} */
	OP_SECTION,  /* {{#name}} */
	OP_INVERTED, /* {{^name}} */
	OP_PARTIAL,  /* {{>name}} */
	OP_PARENT,   /* {{<name}}, with blocks inside */
	OP_BLOCK,    /* {{$name}} */
	OP__COUNT
};

/* One step of a template. Those that hold others are followed by them, up to
 * but not including code[end]; for all others end is the next index. */
struct instr {
	enum op op;
	uint32_t end;
	struct pos pos;     /* `file` is 0: the file is the template's */
	bool indent_before; /* text that begins a line of the template */
	bool indent_after;  /* text ends a line and the next has more than a
			     * standalone tag */
	uint16_t n_keys;    /* parts of a dotted name; 0 is {{.}} */
	struct str text;    /* the literal, or the name as written */
	struct str *keys;
	struct str indent; /* before a partial that has its line to itself */
	const struct template *target; /* of a partial, NULL when unknown */
};

struct template
{
	struct str name; /* "page", "partials/nav" */
	struct str path; /* as shown in messages */
	struct str text;
	struct instr *code;
	uint32_t count;
};

struct theme {
	struct arena *arena;
	struct map *templates; /* name → struct template */
	struct theme_file *assets;
	size_t n_assets;
};

/* Compiles t->text into t->code, all in the arena. False: reported, at the
 * first fault of the template. */
bool template_compile(struct template *t, struct arena *a, struct diag *d);

#endif
