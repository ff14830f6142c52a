/* ext_div.c – fenced divs as a block extension of cmark: "::: {.note}" or
 * "::: note" opens, ":::" closes the innermost one that is open. What stands
 * after the colons is kept as it was written; blocks.c reads it.
 *
 * The trick: a div closes by not matching its closing fence, having first eaten
 * the line; it leaves the line alone while a block inside it wants it. */
#include <string.h>

#include <cmark-gfm/parser.h>

#include "markdown/markdown_int.h"

enum { MAX_INDENT = 3, MIN_COLONS = 3 };

/* The line from its first character on, without blanks at the end. */
static struct str
rest_of_line(const cmark_parser *parser, const unsigned char *input, int len)
{
	struct str line = {(const char *)input, (size_t)len};

	return str_trim(
	    str_slice(line, (size_t)parser->first_nonspace, line.n));
}

static size_t
count_colons(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == ':')
		n++;
	return n;
}

/* The colons that may stand at the end of an opening fence. */
static struct str
without_trailing_colons(struct str s)
{
	size_t n = s.n;

	while (n && s.p[n - 1] == ':')
		n--;
	if (s.n - n < MIN_COLONS || (n && !is_blank(s.p[n - 1])))
		return s;
	return str_trim(str_slice(s, 0, n));
}

/* What an opening fence says after its colons, absent when the line is none: a
 * list of attributes (even a faulty one) or one word. */
static struct str
fence_content(struct str line)
{
	size_t colons = count_colons(line);
	struct str s = str_trim(str_slice(line, colons, line.n));

	if (colons < MIN_COLONS || s.n == 0)
		return STR_NONE;
	s = without_trailing_colons(s);
	if (s.p[0] == '{')
		return s;
	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' &&
		    (unsigned char)s.p[i] < 0x80)
			return STR_NONE;
	return s;
}

static bool
is_closing_fence(struct str line)
{
	return line.n >= MIN_COLONS && count_colons(line) == line.n;
}

static void
eat_line(cmark_parser *parser, const unsigned char *input, int len)
{
	int end = len;

	while (end > 0 && (input[end - 1] == '\n' || input[end - 1] == '\r'))
		end--;
	cmark_parser_advance_offset(parser, (const char *)input,
				    end - parser->offset, 0);
}

/* Whether an open block inside `n` wants the line first: a div, or a block that
 * takes its lines as they are. A quote or item that this line would end takes
 * nothing. */
static bool
wanted_inside(const cmark_parser *parser, const cmark_node *n)
{
	const cmark_node *kid = n->last_child;

	for (; kid && (kid->flags & CMARK_NODE__OPEN); kid = kid->last_child) {
		if (kid->extension == n->extension)
			return true;
		if (kid->type == CMARK_NODE_CODE_BLOCK && kid->as.code.fenced)
			return true;
		if (kid->type == CMARK_NODE_BLOCK_QUOTE)
			return false;
		if (kid->type == CMARK_NODE_ITEM &&
		    parser->indent <
			kid->as.list.marker_offset + kid->as.list.padding)
			return false;
	}
	return false;
}

static int
match(cmark_syntax_extension *ext, cmark_parser *parser, unsigned char *input,
      int len, cmark_node *n)
{
	struct div *div = n->user_data;

	(void)ext;
	if (parser->indent > MAX_INDENT ||
	    !is_closing_fence(rest_of_line(parser, input, len)) ||
	    wanted_inside(parser, n))
		return 1;
	div->closed = true;
	eat_line(parser, input, len);
	return 0;
}

static void
free_data(cmark_mem *mem, void *data)
{
	mem->free(data);
}

/* Every line visits every open div, so there is an end to them; blocks.c says
 * so long before. */
static bool
is_too_deep(const cmark_node *n)
{
	int depth = 0;

	for (; n && depth < DOC_MAX_DEPTH; n = n->parent)
		depth++;
	return depth == DOC_MAX_DEPTH;
}

static cmark_node *
open_block(cmark_syntax_extension *ext, int indented, cmark_parser *parser,
	   cmark_node *parent, unsigned char *input, int len)
{
	struct str written;
	cmark_node *n;
	struct div *div;

	if (indented || input[parser->first_nonspace] != ':')
		return NULL;
	written = fence_content(rest_of_line(parser, input, len));
	if (!written.p || is_too_deep(parent))
		return NULL;
	n = cmark_parser_add_child(
	    parser, parent,
	    (cmark_node_type)(uintptr_t)cmark_syntax_extension_get_private(ext),
	    parser->first_nonspace + 1);
	if (!n)
		return NULL;
	div = parser->mem->calloc(1, sizeof *div + written.n + 1);
	memcpy(div->written, written.p, written.n);
	div->length = written.n;
	cmark_node_set_syntax_extension(n, ext);
	n->user_data = div;
	n->user_data_free_func = free_data;
	eat_line(parser, input, len);
	return n;
}

static int
can_contain(cmark_syntax_extension *ext, cmark_node *n, cmark_node_type kid)
{
	(void)ext;
	(void)n;
	return CMARK_NODE_TYPE_BLOCK_P(kid) && kid != CMARK_NODE_ITEM;
}

static const char *
type_string(cmark_syntax_extension *ext, cmark_node *n)
{
	(void)ext;
	(void)n;
	return "div";
}

const struct div *
ext_div_get(cmark_node *n)
{
	return n->user_data;
}

cmark_syntax_extension *
ext_div_new(void)
{
	cmark_syntax_extension *ext = cmark_syntax_extension_new("vade-div");
	cmark_node_type type = cmark_syntax_extension_add_node(0);

	cmark_syntax_extension_set_private(ext, (void *)(uintptr_t)type, NULL);
	cmark_syntax_extension_set_open_block_func(ext, open_block);
	cmark_syntax_extension_set_match_block_func(ext, match);
	cmark_syntax_extension_set_can_contain_func(ext, can_contain);
	cmark_syntax_extension_set_get_type_string_func(ext, type_string);
	return ext;
}
