/* native.c – Pandoc's native format, laid out as pandoc does it: the gate
 * builds the values in an arena, each knowing its width on one line; then each
 * is put on the line if it fits, else its parts go below one another. In a
 * line at most 72 columns, and 60 of them after the indent. */
#include "write/pandoc/pandoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "write/writers.h"

enum { LINE = 72, RIBBON = 60, STEP = 2 };

enum shape {
	ATOM,  /* a text */
	CON,   /* name and arguments */
	BLOCK, /* [ … ], ( … ), { … } */
	FIELD, /* name = value */
};

struct value_node {
	enum shape shape;
	char opening, closing; /* of a BLOCK */
	bool parens;           /* an argument that has arguments */
	bool record;           /* never in parentheses */
	bool twice;            /* a record's fields: closes the record too */
	struct str name;
	size_t width;
	struct value_node *first, *last, *next, *up;
	size_t count;
};

struct native {
	struct arena *a;
	struct value_node *here; /* the open value */
	struct buf *out;
	struct buf text; /* scratch for strings */
	size_t column;   /* where the next character goes … */
	size_t indent;   /* … and where its line began */
};

/* -- the gate: building --------------------------------------------------- */

static struct value_node *
add(struct native *v, enum shape shape, struct str name)
{
	struct value_node *n = arena_alloc(v->a, sizeof *n);

	n->shape = shape;
	n->name = name;
	n->width = name.n;
	n->up = v->here;
	if (v->here->last)
		v->here->last->next = n;
	else
		v->here->first = n;
	v->here->last = n;
	v->here->count++;
	return n;
}

static void
open_value(struct native *v, enum shape shape, struct str name)
{
	v->here = add(v, shape, name);
}

/* "[]", "()" or "{}" */
static void
open_block(struct native *v, const char *signs)
{
	v->here = add(v, BLOCK, STR_NONE);
	v->here->opening = signs[0];
	v->here->closing = signs[1];
}

/* A constructor with one block; both are closed at once. */
static void
open_record(struct native *v, struct str name, const char *signs)
{
	open_value(v, CON, name);
	v->here->record = true;
	open_block(v, signs);
	v->here->twice = true;
}

static void native_string(void *state, struct str s);

/* Closes the open value: its width on one line is known now. */
static void
close_value(struct native *v)
{
	struct value_node *n = v->here;

	for (struct value_node *k = n->first; k; k = k->next) {
		k->parens = n->shape == CON && k->shape == CON && k->first &&
			    !k->record;
		n->width += k->width + (k->parens ? 2 : 0);
	}
	if (n->shape == BLOCK) /* "[]", "[ a ]", "[ a , b ]" */
		n->width += n->count ? 4 + 3 * (n->count - 1) : 2;
	else if (n->shape == FIELD) /* " = " */
		n->width += 3;
	else
		n->width += n->count;
	v->here = n->up;
}

static void
native_begin(void *state, enum ast_kind kind, struct str name, unsigned args)
{
	struct native *v = state;

	(void)args;
	switch (kind) {
	case AST_CON:
	case AST_BARE:
		open_value(v, CON, name);
		return;
	case AST_NOTHING:
		open_value(v, CON, STR("Nothing"));
		return;
	case AST_LIST:
		open_block(v, "[]");
		return;
	case AST_TUPLE:
		open_block(v, "()");
		return;
	case AST_RECORD:
		open_record(v, name, "{}");
		return;
	case AST_FIELD:
		open_value(v, FIELD, name);
		return;
	case AST_MAP:
		open_record(v, STR("fromList"), "[]");
		v->here->up->record = false;
		return;
	case AST_ENTRY:
		open_block(v, "()");
		native_string(v, name);
	}
}

static void
native_end(void *state)
{
	struct native *v = state;
	bool twice = v->here->twice;

	close_value(v);
	if (twice)
		close_value(v);
}

/* A character below space or DEL, as Haskell shows it. */
static void
put_control(struct buf *out, unsigned char c)
{
	static const char *const names[] = {
	    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "a",
	    "b",   "t",   "n",   "v",   "f",   "r",   "SO",  "SI",
	    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
	    "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US",
	};

	buf_putc(out, '\\');
	buf_puts(out, c == 0x7F ? "DEL" : names[c]);
}

/* As Haskell's show: characters beyond ASCII as decimal numbers, "\&" where
 * a digit would join the number before it. */
static void
show(struct buf *out, struct str s)
{
	bool number = false, so = false;
	size_t i = 0;

	buf_putc(out, '"');
	while (i < s.n) {
		uint32_t c = utf8_next(s, &i);

		if ((number && c < 0x80 && is_digit((char)c)) ||
		    (so && c == 'H'))
			buf_put(out, STR("\\&"));
		number = c > 0x7F;
		so = c == 0x0E;
		if (number)
			buf_printf(out, "\\%u", (unsigned)c);
		else if (c < 0x20 || c == 0x7F)
			put_control(out, (unsigned char)c);
		else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else
			buf_putc(out, (char)c);
	}
	buf_putc(out, '"');
}

static void
native_string(void *state, struct str s)
{
	struct native *v = state;

	buf_clear(&v->text);
	show(&v->text, s);
	add(v, ATOM, arena_str(v->a, buf_str(&v->text)));
}

static void
native_integer(void *state, long n)
{
	struct native *v = state;

	add(v, ATOM, arena_printf(v->a, "%ld", n));
}

/* Haskell writes 0.5, 1.0 and, below a tenth, 5.0e-2. */
static void
native_number(void *state, double x)
{
	struct native *v = state;
	char digits[40];
	long exponent = 0;

	ast_shortest(x, digits);
	if (x > 0 && x < 0.1) {
		for (int places = 0; places <= 16; places++) {
			snprintf(digits, sizeof digits, "%.*e", places, x);
			if (strtod(digits, NULL) == x)
				break;
		}
		char *power = strchr(digits, 'e');

		*power = '\0';
		exponent = strtol(power + 1, NULL, 10);
	}
	if (!strchr(digits, '.'))
		strcat(digits, ".0");
	if (exponent)
		add(v, ATOM, arena_printf(v->a, "%se%ld", digits, exponent));
	else
		add(v, ATOM, arena_str(v->a, str_of(digits)));
}

static void
native_boolean(void *state, bool b)
{
	add(state, ATOM, b ? STR("True") : STR("False"));
}

static const struct ast_gate native_gate = {
    .begin = native_begin,
    .end = native_end,
    .string = native_string,
    .integer = native_integer,
    .number = native_number,
    .boolean = native_boolean,
};

/* -- layout --------------------------------------------------------------- */

static void put_value(struct native *v, const struct value_node *n,
		      size_t tail);

static void
put(struct native *v, struct str s)
{
	buf_put(v->out, s);
	v->column += s.n;
}

static void
put_char(struct native *v, char c)
{
	buf_putc(v->out, c);
	v->column++;
}

static void
new_line(struct native *v, size_t column)
{
	buf_putc(v->out, '\n');
	buf_repeat(v->out, ' ', column);
	v->column = v->indent = column;
}

static bool
fits(const struct native *v, size_t width)
{
	return v->column + width <= LINE &&
	       v->column - v->indent + width <= RIBBON;
}

static void
put_flat(struct native *v, const struct value_node *n)
{
	const struct value_node *k = n->first;

	if (n->parens)
		put_char(v, '(');
	put(v, n->name);
	if (n->shape == BLOCK)
		put_char(v, n->opening);
	else if (n->shape == FIELD)
		put(v, STR(" ="));
	for (; k; k = k->next) {
		if (n->shape == BLOCK && k != n->first)
			put(v, STR(" ,"));
		put_char(v, ' ');
		put_flat(v, k);
	}
	if (n->shape == BLOCK && n->first)
		put_char(v, ' ');
	if (n->shape == BLOCK)
		put_char(v, n->closing);
	if (n->parens)
		put_char(v, ')');
}

/* The items below one another, each behind a comma. */
static void
put_block(struct native *v, const struct value_node *n)
{
	size_t column = v->column;
	const struct value_node *k;

	for (k = n->first; k; k = k->next) {
		if (k != n->first)
			new_line(v, column);
		put_char(v, k == n->first ? n->opening : ',');
		put_char(v, ' ');
		put_value(v, k, 0);
	}
	new_line(v, column);
	put_char(v, n->closing);
}

/* What follows a name, on the next line: in a row if it fits. */
static void
put_arguments(struct native *v, const struct value_node *n, size_t column,
	      size_t tail)
{
	size_t width = n->width - n->name.n - 1;
	const struct value_node *k;
	bool row;

	if (n->shape == FIELD)
		width -= 2;
	new_line(v, column);
	row = fits(v, width + tail);
	for (k = n->first; k; k = k->next) {
		if (row && k != n->first)
			put_char(v, ' ');
		else if (k != n->first)
			new_line(v, column);
		if (row)
			put_flat(v, k);
		else
			put_value(v, k, k->next ? 0 : tail);
	}
}

/* `tail`: how many characters must follow on the last line. */
static void
put_value(struct native *v, const struct value_node *n, size_t tail)
{
	size_t column = v->column + (n->parens ? 1 : 0);

	if (!n->first || fits(v, n->width + (n->parens ? 2 : 0) + tail)) {
		put_flat(v, n);
		return;
	}
	if (n->parens)
		put_char(v, '(');
	if (n->shape == BLOCK) {
		put_block(v, n);
	} else {
		put(v, n->name);
		if (n->shape == FIELD)
			put(v, STR(" ="));
		put_arguments(v, n, column + STEP, tail + (n->parens ? 1 : 0));
	}
	if (n->parens)
		put_char(v, ')');
}

/* -- the writer ----------------------------------------------------------- */

static void
native_page(struct buf *out, const struct doc *doc,
	    const struct page_opts *opts, struct diag *d)
{
	struct value_node top = {.shape = BLOCK};
	struct native v = {.a = arena_new(), .here = &top, .out = out};
	struct ast t = {.gate = &native_gate, .state = &v};

	(void)d;
	if (opts->standalone) {
		native_begin(&v, AST_CON, STR("Pandoc"), 2);
		native_begin(&v, AST_RECORD, STR("Meta"), 1);
		native_begin(&v, AST_FIELD, STR("unMeta"), 1);
		ast_meta(&t, doc);
		native_end(&v);
		native_end(&v);
	}
	ast_blocks(&t, doc);
	if (opts->standalone)
		native_end(&v);
	put_value(&v, top.first, 0);
	buf_putc(out, '\n');
	buf_free(&v.text);
	arena_free(v.a);
}

const struct writer native_writer = {
    .name = "native",
    .suffix = ".native",
    .help = "the tree in Pandoc's native format",
    .page = native_page,
};
