/* ext_mark.c – "^", "@" and "{" as an inline extension of cmark: superscripts,
 * citation keys, attributes of what stands before them, variables. It leaves
 * marks in the text (see markdown_int.h); what is no such syntax stays text.
 * Brackets are cmark's own, so those that matter are marked from the "@" inside
 * or the "{" behind them. */
#include <string.h>

#include <cmark-gfm/parser.h>

#include "base/utf8.h"
#include "markdown/markdown_int.h"

enum { MAX_LOOK_BACK = 1000, MAX_KEY = 500 };

static struct str
subject(cmark_inline_parser *in)
{
	return chunk_str(*cmark_inline_parser_get_chunk(in));
}

static void
set_place(cmark_node *n, cmark_inline_parser *in)
{
	n->start_line = n->end_line = cmark_inline_parser_get_line(in);
	n->start_column = n->end_column = cmark_inline_parser_get_column(in);
}

/* A text with a mark, standing for `s` at the parser's place. */
static cmark_node *
marked_text(cmark_parser *parser, cmark_inline_parser *in, enum mark_kind kind,
	    struct str s)
{
	cmark_node *n = cmark_node_new_with_mem(CMARK_NODE_TEXT, parser->mem);
	char text[MAX_KEY + 8];
	size_t len = 0;

	text[len++] = MARK;
	text[len++] = (char)kind;
	memcpy(text + len, s.p, s.n);
	len += s.n;
	text[len++] = MARK_END;
	text[len] = '\0';
	cmark_node_set_literal(n, text);
	set_place(n, in);
	cmark_inline_parser_set_offset(in, cmark_inline_parser_get_offset(in) +
					       (int)s.n);
	return n;
}

/* -- brackets -------------------------------------------------------------- */

/* An unescaped bracket: an escaped one is two columns wide. */
static bool
is_bracket(const cmark_node *n, char c)
{
	struct str s;

	if (n->type != CMARK_NODE_TEXT || n->start_column != n->end_column)
		return false;
	s = chunk_str(n->as.literal);
	return (s.n == 1 && s.p[0] == c) ||
	       (s.n == 3 && s.p[0] == MARK && s.p[2] == c);
}

static bool
is_image_opener(const cmark_node *n)
{
	return n->type == CMARK_NODE_TEXT &&
	       str_is(chunk_str(n->as.literal), "![");
}

/* The "[" that is still open after node `n`, or NULL. */
static cmark_node *
open_bracket(cmark_node *n)
{
	int depth = 0;

	for (int i = 0; n && i < MAX_LOOK_BACK; n = n->prev, i++) {
		if (is_bracket(n, ']'))
			depth++;
		else if (is_bracket(n, '[') || is_image_opener(n))
			depth--;
		if (depth < 0)
			return is_image_opener(n) ? NULL : n;
	}
	return NULL;
}

static void
mark_bracket(cmark_node *n, enum mark_kind kind, char c)
{
	char text[4] = {MARK, (char)kind, c, '\0'};

	cmark_node_set_literal(n, text);
}

/* -- @key ------------------------------------------------------------------ */

static bool
is_word_at(struct str s, size_t at)
{
	return at < s.n && (s.p[at] == '_' || utf8_is_word(utf8_next(s, &at)));
}

/* Whether the character that ends before `at` belongs to a word. */
static bool
is_word_before(struct str s, size_t at)
{
	if (at == 0)
		return false;
	at--;
	while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at--;
	return is_word_at(s, at);
}

/* A key: words, joined by single marks of punctuation. */
static size_t
key_length(struct str s, size_t from)
{
	size_t at = from;

	if (at < s.n && s.p[at] == '{') {
		size_t end = str_find(s, STR("}"), at);
		struct str key = str_slice(s, at + 1, end);

		return end == SIZE_MAX || key.n == 0 ||
			       memchr(key.p, ' ', key.n) ||
			       memchr(key.p, '\n', key.n)
			   ? 0
			   : end + 1 - from;
	}
	while (is_word_at(s, at)) {
		utf8_next(s, &at);
		if (at < s.n && strchr(":.#$%&-+?<>~/", s.p[at]) &&
		    is_word_at(s, at + 1))
			at++;
	}
	return at - from;
}

static cmark_node *
match_cite(cmark_parser *parser, cmark_node *parent, cmark_inline_parser *in)
{
	struct str s = subject(in);
	size_t at = (size_t)cmark_inline_parser_get_offset(in);
	size_t before = at > 0 && s.p[at - 1] == '-' ? at - 1 : at;
	size_t length = key_length(s, at + 1);
	cmark_node *bracket;

	if (length == 0 || length > MAX_KEY || is_word_before(s, before) ||
	    str_starts(str_slice(s, at + 1 + length, s.n), STR("://")))
		return NULL;
	bracket = open_bracket(parent->last_child);
	if (bracket)
		mark_bracket(bracket, MARK_GROUP, '[');
	return marked_text(parser, in, MARK_CITE,
			   str_slice(s, at, at + 1 + length));
}

/* -- {…} ------------------------------------------------------------------- */

/* Length of "{{name}}", 0 when it is none. */
static size_t
variable_length(struct str s)
{
	size_t at = 2;

	if (!str_starts(s, STR("{{")))
		return 0;
	while (at < s.n && (is_alnum(s.p[at]) || s.p[at] == '-' ||
			    s.p[at] == '_' || s.p[at] == '.'))
		at++;
	if (at == 2 || at > MAX_KEY ||
	    !str_starts(str_slice(s, at, s.n), STR("}}")))
		return 0;
	return at + 2;
}

static bool
takes_attributes(const cmark_node *n)
{
	return n && (n->type == CMARK_NODE_LINK ||
		     n->type == CMARK_NODE_IMAGE || n->type == CMARK_NODE_CODE);
}

/* "[text]{…}": marks both brackets. */
static bool
mark_span(cmark_node *last)
{
	cmark_node *opener;

	if (!last || !is_bracket(last, ']'))
		return false;
	opener = open_bracket(last->prev);
	if (!opener)
		return false;
	mark_bracket(opener, MARK_SPAN, '[');
	mark_bracket(last, MARK_SPAN_END, ']');
	return true;
}

/* Whether attributes that end at `end` are those of the block: at the end of a
 * heading or of a table's caption. */
static bool
belongs_to_block(cmark_parser *parser, const cmark_node *parent, struct str s,
		 size_t end)
{
	(void)parser;
	if (str_trim(str_slice(s, end, s.n)).n)
		return false;
	return parent->type == CMARK_NODE_HEADING || table_is_caption(parent);
}

/* Attributes travel as raw HTML that begins with a mark: of cmark's kinds it is
 * one that no text is joined to and that may stand in a table. */
static cmark_node *
attributes_node(cmark_parser *parser, struct str raw)
{
	cmark_node *n =
	    cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE, parser->mem);
	unsigned char *p = parser->mem->calloc(raw.n + 2, 1);

	p[0] = (unsigned char)MARK;
	memcpy(p + 1, raw.p, raw.n);
	n->as.literal = (cmark_chunk){p, (bufsize_t)raw.n + 1, 1};
	return n;
}

static cmark_node *
match_brace(cmark_parser *parser, cmark_node *parent, cmark_inline_parser *in)
{
	struct str s = subject(in), rest;
	size_t at = (size_t)cmark_inline_parser_get_offset(in), length;
	bool adjacent = at > 0 && !is_blank(s.p[at - 1]);
	cmark_node *last = parent->last_child, *n;

	rest = str_slice(s, at, s.n);
	length = variable_length(rest);
	if (length)
		return marked_text(parser, in, MARK_VAR,
				   str_slice(rest, 0, length));
	length = attrs_read(NULL, rest, NULL);
	if (length == 0)
		return NULL;
	if (!(adjacent && (takes_attributes(last) || mark_span(last))) &&
	    !belongs_to_block(parser, parent, s, at + length))
		return NULL;
	n = attributes_node(parser, str_slice(rest, 0, length));
	set_place(n, in);
	cmark_inline_parser_set_offset(in, (int)(at + length));
	return n;
}

/* -- ^ --------------------------------------------------------------------- */

/* "[^" begins a footnote, which cmark wants to see itself. */
static cmark_node *
match_caret(cmark_parser *parser, cmark_node *parent, cmark_inline_parser *in)
{
	struct str s = subject(in);
	size_t at = (size_t)cmark_inline_parser_get_offset(in);

	(void)parent;
	if (at > 0 && s.p[at - 1] == '[')
		return NULL;
	return ext_delim(parser, in, '^', 1);
}

static cmark_node *
match(cmark_syntax_extension *ext, cmark_parser *parser, cmark_node *parent,
      unsigned char c, cmark_inline_parser *in)
{
	(void)ext;
	switch (c) {
	case '@':
		return match_cite(parser, parent, in);
	case '{':
		return match_brace(parser, parent, in);
	case '^':
		return match_caret(parser, parent, in);
	default:
		return NULL;
	}
}

cmark_syntax_extension *
ext_mark_new(void)
{
	return ext_inline_new("vade-mark", "^@{", match);
}
