/* json.c – Pandoc's JSON. One line, written straight into the output; the gate
 * keeps what closes each open value on a stack and looks at the last byte to
 * know whether a comma is due. Two writers: pandoc up to 2.19 reads api 1.22
 * only and pandoc 3 reads 1.23 only, each refuses the other. */
#include "write/pandoc/pandoc.h"

#include "base/buf.h"
#include "base/mem.h"
#include "doc/doc.h"
#include "write/writers.h"

struct json {
	struct buf *out;
	const char **closers;
	size_t open, cap;
};

/* -- the gate ------------------------------------------------------------- */

static void
put_comma(struct json *j)
{
	char last = j->out->n ? j->out->p[j->out->n - 1] : '[';

	if (last != '[' && last != '{' && last != ':' && last != ',')
		buf_putc(j->out, ',');
}

/* A byte that cannot stand as it is: a quote, a backslash, a control. */
static bool
is_special(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < 0x20;
}

static void
put_special(struct buf *out, char c)
{
	if (c == '\n')
		buf_put(out, STR("\\n"));
	else if ((unsigned char)c < 0x20)
		buf_printf(out, "\\u%04x", (unsigned)c);
	else
		buf_printf(out, "\\%c", c);
}

static void
put_quoted(struct buf *out, struct str s)
{
	size_t from = 0;

	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (!is_special(s.p[i]))
			continue;
		buf_put(out, str_slice(s, from, i));
		put_special(out, s.p[i]);
		from = i + 1;
	}
	buf_put(out, str_slice(s, from, s.n));
	buf_putc(out, '"');
}

static void
push(struct json *j, const char *opening, const char *closing)
{
	if (j->open == j->cap)
		j->closers =
		    mem_room(j->closers, j->open, &j->cap, sizeof *j->closers);
	j->closers[j->open++] = closing;
	buf_puts(j->out, opening);
}

static void
json_begin(void *state, enum ast_kind kind, struct str name, unsigned args)
{
	struct json *j = state;

	put_comma(j);
	switch (kind) {
	case AST_CON:
		buf_put(j->out, STR("{\"t\":"));
		put_quoted(j->out, name);
		push(j,
		     args == 0   ? ""
		     : args == 1 ? ",\"c\":"
				 : ",\"c\":[",
		     args > 1 ? "]}" : "}");
		return;
	case AST_BARE:
		push(j, args > 1 ? "[" : "", args > 1 ? "]" : "");
		return;
	case AST_NOTHING:
		push(j, "null", "");
		return;
	case AST_LIST:
	case AST_TUPLE:
		push(j, "[", "]");
		return;
	case AST_RECORD:
	case AST_MAP:
		push(j, "{", "}");
		return;
	case AST_FIELD:
	case AST_ENTRY:
		put_quoted(j->out, name);
		push(j, ":", "");
	}
}

static void
json_end(void *state)
{
	struct json *j = state;

	buf_puts(j->out, j->closers[--j->open]);
}

static void
json_string(void *state, struct str s)
{
	struct json *j = state;

	put_comma(j);
	put_quoted(j->out, s);
}

static void
json_integer(void *state, long n)
{
	struct json *j = state;

	put_comma(j);
	buf_printf(j->out, "%ld", n);
}

static void
json_number(void *state, double x)
{
	struct json *j = state;
	char digits[32];

	ast_shortest(x, digits);
	put_comma(j);
	buf_puts(j->out, digits);
}

static void
json_boolean(void *state, bool b)
{
	struct json *j = state;

	put_comma(j);
	buf_puts(j->out, b ? "true" : "false");
}

static const struct ast_gate json_gate = {
    .begin = json_begin,
    .end = json_end,
    .string = json_string,
    .integer = json_integer,
    .number = json_number,
    .boolean = json_boolean,
};

/* -- the writers ---------------------------------------------------------- */

static void
put_document(struct buf *out, const struct doc *doc, const char *version,
	     bool no_figures)
{
	struct json j = {.out = out};
	struct ast t = {&json_gate, &j, no_figures};

	buf_put(out, STR("{\"pandoc-api-version\":["));
	buf_puts(out, version);
	buf_put(out, STR("],\"meta\":"));
	ast_meta(&t, doc);
	buf_put(out, STR(",\"blocks\":"));
	ast_blocks(&t, doc);
	buf_put(out, STR("}\n"));
	mem_free(j.closers);
}

static void
json_page(struct buf *out, const struct doc *doc, const struct page_opts *opts,
	  struct diag *d)
{
	(void)opts;
	(void)d;
	put_document(out, doc, "1,22,2,1", true);
}

static void
json_new_page(struct buf *out, const struct doc *doc,
	      const struct page_opts *opts, struct diag *d)
{
	(void)opts;
	(void)d;
	put_document(out, doc, "1,23,1", false);
}

const struct writer json_writer = {
    .name = "json",
    .suffix = ".json",
    .help = "Pandoc's JSON for pandoc 2.11 to 2.19 (api 1.22)",
    .page = json_page,
};

const struct writer json_new_writer = {
    .name = "json-1.23",
    .suffix = ".json",
    .help = "Pandoc's JSON for pandoc 3 (api 1.23)",
    .page = json_new_page,
};
