/* compile.c – Mustache text → a flat list of instructions, once. A section
 * knows where it ends, so rendering never searches. The rules of standalone
 * tags (a line of their own vanishes with them) are settled here; what is left
 * for rendering is where lines of the template begin, because the indentation
 * of a partial goes there and not into the values. */
#include "theme/theme_int.h"

#include <string.h>

#include "base/arena.h"

enum { MAX_DELIMITER = 14, MAX_KEYS = 16 };

struct compiler {
	struct template *t;
	struct arena *arena;
	struct diag *d;
	struct str text;
	size_t at;              /* text before this is done */
	struct str open, close; /* the delimiters */
	size_t cap;
	uint32_t stack[THEME_MAX_NEST]; /* open sections, by instruction */
	uint32_t depth;
	size_t seen;   /* offset up to which lines were counted */
	uint32_t line; /* place of `seen` */
	uint16_t col;
};

/* A tag as it stands in the text. */
struct tag {
	char sigil;      /* one of "#^/>$<!={&", or '\0' for a name */
	size_t from, to; /* offsets of the whole tag */
	struct str name; /* what is inside, trimmed */
	bool standalone;
	struct str indent; /* blanks before a standalone tag */
};

/* Place of an offset; offsets must not go down from call to call. */
static struct pos
place(struct compiler *c, size_t offset)
{
	for (; c->seen < offset; c->seen++) {
		unsigned char byte = (unsigned char)c->text.p[c->seen];

		if (byte == '\n') {
			c->line++;
			c->col = 1;
		} else if ((byte & 0xC0) != 0x80 && c->col < UINT16_MAX) {
			c->col++;
		}
	}
	return (struct pos){c->line, c->col, 0};
}

/* Takes `at` to the sink: the template's file gets its number there. */
static struct pos
shown(const struct compiler *c, struct pos at)
{
	at.file = diag_file(c->d, c->t->path);
	return at;
}

static struct instr *
emit(struct compiler *c, enum op op, struct pos at)
{
	struct template *t = c->t;
	struct instr *in;

	t->code =
	    arena_room(c->arena, t->code, t->count, &c->cap, sizeof *t->code);
	in = &t->code[t->count++];
	*in = (struct instr){.op = op, .end = t->count, .pos = at};
	return in;
}

/* Whether a line begins at this offset. */
static bool
at_line_start(const struct compiler *c, size_t offset)
{
	return offset == 0 || c->text.p[offset - 1] == '\n';
}

/* The text from c->at up to `to`. `goes_on`: on the line where it ends there
 * follows a tag that does not stand alone. */
static void
emit_text(struct compiler *c, size_t to, bool goes_on)
{
	size_t from = c->at;
	bool starts = at_line_start(c, from);
	struct instr *in;

	if (from == to && !(starts && goes_on))
		return;
	in = emit(c, OP_TEXT, POS_NONE);
	in->text = str_slice(c->text, from, to);
	in->indent_before = starts;
	in->indent_after = from != to && goes_on && at_line_start(c, to);
}

/* Decides whether the tag has its line to itself, and if so widens it to the
 * whole line. */
static void
find_standalone(const struct compiler *c, struct tag *tag)
{
	const char *p = c->text.p;
	size_t from = tag->from, to = tag->to;

	while (from > c->at && (p[from - 1] == ' ' || p[from - 1] == '\t'))
		from--;
	if (!at_line_start(c, from))
		return;
	while (to < c->text.n && (p[to] == ' ' || p[to] == '\t'))
		to++;
	if (to + 1 < c->text.n && p[to] == '\r' && p[to + 1] == '\n')
		to++;
	if (to < c->text.n && p[to] != '\n')
		return;
	tag->standalone = true;
	tag->indent = str_slice(c->text, from, tag->from);
	tag->from = from;
	tag->to = to < c->text.n ? to + 1 : to;
}

/* What closes a tag: "}" or "=" before the delimiter for the two kinds that
 * have it on the other side too. Written into `room`. */
static struct str
closer(const struct compiler *c, char sigil, char room[MAX_DELIMITER + 1])
{
	size_t n = 0;

	if (sigil == '{')
		room[n++] = '}';
	if (sigil == '=')
		room[n++] = '=';
	memcpy(room + n, c->close.p, c->close.n);
	return (struct str){room, n + c->close.n};
}

/* Finds the end of the tag that opens at tag->from and takes it apart. */
static bool
read_tag(struct compiler *c, struct tag *tag)
{
	size_t inner = tag->from + c->open.n, end;
	char first = inner < c->text.n ? c->text.p[inner] : '\0';
	char room[MAX_DELIMITER + 1];
	struct str closing;

	if (first && strchr("#^/>$<!={&", first))
		tag->sigil = c->text.p[inner++];
	closing = closer(c, tag->sigil, room);
	end = str_find(c->text, closing, inner);
	if (end == SIZE_MAX) {
		diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, place(c, tag->from)),
		     "the tag that opens here is not closed by \"" STR_FMT "\"",
		     STR_ARG(closing));
		return false;
	}
	tag->name = str_trim(str_slice(c->text, inner, end));
	tag->to = end + closing.n;
	return true;
}

/* Cuts a name at its dots; "." alone is the value itself and has no keys. */
static bool
split_name(struct compiler *c, struct instr *in, struct str name)
{
	struct str rest = name;
	size_t n = 1;

	in->text = name;
	if (str_is(name, "."))
		return true;
	for (size_t i = 0; i < name.n; i++) {
		if (is_blank(name.p[i]))
			return false;
		n += name.p[i] == '.';
	}
	if (n > MAX_KEYS)
		return false;
	in->keys = arena_array(c->arena, n, sizeof *in->keys);
	while (rest.p) {
		struct str key = str_cut(&rest, '.');

		if (!key.n)
			return false;
		in->keys[in->n_keys++] = key;
	}
	return true;
}

static bool
bad_name(struct compiler *c, const struct instr *in, struct str name)
{
	diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, in->pos),
	     name.n ? "\"" STR_FMT "\" is no name"
		    : "a tag without a name" STR_FMT,
	     STR_ARG(name));
	return false;
}

/* What the tags of each sigil become; the first is for a tag without one. */
struct kind {
	char sigil;
	enum op op;
	bool alone;   /* vanishes with its line when it has one to itself */
	bool pushes;  /* open until {{/name}} */
	bool is_file; /* the name is a template's */
};
static const struct kind kinds[] = {
    {'\0', OP_ESCAPED, false, false, false},
    {'&', OP_RAW, false, false, false},
    {'{', OP_RAW, false, false, false},
    {'#', OP_SECTION, true, true, false},
    {'^', OP_INVERTED, true, true, false},
    {'>', OP_PARTIAL, true, false, true},
    {'<', OP_PARENT, true, true, true},
    {'$', OP_BLOCK, true, true, true},
};

static const struct kind *
find_kind(char sigil)
{
	for (size_t i = 0; i < countof(kinds); i++)
		if (kinds[i].sigil == sigil)
			return &kinds[i];
	return NULL;
}

/* A tag that shows or holds something. */
static bool
add_step(struct compiler *c, const struct tag *tag, struct pos at)
{
	const struct kind *kind = find_kind(tag->sigil);
	struct instr *in = emit(c, kind->op, at);

	if (!tag->name.n)
		return bad_name(c, in, tag->name);
	if (kind->is_file)
		in->text = tag->name;
	else if (!split_name(c, in, tag->name))
		return bad_name(c, in, tag->name);
	in->indent = tag->indent;
	if (!kind->pushes)
		return true;
	if (c->depth == THEME_MAX_NEST) {
		diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, at),
		     "section \"" STR_FMT "\" is nested deeper than %d",
		     STR_ARG(tag->name), THEME_MAX_NEST);
		return false;
	}
	c->stack[c->depth++] = c->t->count - 1;
	return true;
}

/* {{/name}} */
static bool
close_section(struct compiler *c, const struct tag *tag, struct pos at)
{
	struct instr *in;

	if (!c->depth) {
		diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, at),
		     "\"" STR_FMT "\" is closed but was not opened",
		     STR_ARG(tag->name));
		return false;
	}
	in = &c->t->code[c->stack[--c->depth]];
	if (!str_eq(in->text, tag->name)) {
		diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, at),
		     "section \"" STR_FMT "\" is closed as \"" STR_FMT "\"",
		     STR_ARG(in->text), STR_ARG(tag->name));
		diag_note(c->d, shown(c, in->pos), "it was opened here");
		return false;
	}
	in->end = c->t->count;
	return true;
}

/* {{=open close=}} */
static bool
set_delimiters(struct compiler *c, const struct tag *tag, struct pos at)
{
	struct str open = STR_NONE, close = STR_NONE, rest = tag->name;

	for (size_t i = 0; i < rest.n && !open.p; i++)
		if (is_blank(rest.p[i]))
			open = str_slice(rest, 0, i);
	close = str_trim(str_slice(rest, open.n, rest.n));
	for (size_t i = 0; i < close.n; i++)
		if (is_blank(close.p[i]))
			open = STR_NONE;
	if (!open.n || !close.n || open.n > MAX_DELIMITER ||
	    close.n > MAX_DELIMITER || memchr(rest.p, '=', rest.n)) {
		diag(c->d, DIAG_TEMPLATE_SYNTAX, shown(c, at),
		     "\"" STR_FMT "\" are no two delimiters",
		     STR_ARG(tag->name));
		return false;
	}
	c->open = open;
	c->close = close;
	return true;
}

static bool
add_tag(struct compiler *c, struct tag *tag)
{
	const struct kind *kind = find_kind(tag->sigil);
	struct pos at = place(c, tag->from);

	if (!kind || kind->alone)
		find_standalone(c, tag);
	emit_text(c, tag->from, !tag->standalone);
	c->at = tag->to;
	switch (tag->sigil) {
	case '!':
		return true;
	case '=':
		return set_delimiters(c, tag, at);
	case '/':
		return close_section(c, tag, at);
	default:
		return add_step(c, tag, at);
	}
}

bool
template_compile(struct template *t, struct arena *a, struct diag *d)
{
	struct compiler c = {
	    .t = t,
	    .arena = a,
	    .d = d,
	    .text = t->text,
	    .open = STR("{{"),
	    .close = STR("}}"),
	    .line = 1,
	    .col = 1,
	};
	struct instr *in;

	for (;;) {
		struct tag tag = {0};

		tag.from = str_find(c.text, c.open, c.at);
		if (tag.from == SIZE_MAX)
			break;
		if (!read_tag(&c, &tag) || !add_tag(&c, &tag))
			return false;
	}
	emit_text(&c, c.text.n, false);
	if (!c.depth)
		return true;
	in = &t->code[c.stack[c.depth - 1]];
	diag(d, DIAG_TEMPLATE_SYNTAX, shown(&c, in->pos),
	     "section \"" STR_FMT "\" is not closed", STR_ARG(in->text));
	return false;
}
