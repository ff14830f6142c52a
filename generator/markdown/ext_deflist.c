/* ext_deflist.c – definitions as a block extension of cmark: ": text" after a
 * line that is the term. cmark only makes the definitions, blocks that hold
 * blocks; deflist_group() gathers them with the paragraphs before them into
 * definition lists. A caption right below a table is let out of the table here,
 * too: it looks the same. */
#include <cmark-gfm/parser.h>

#include "base/arena.h"
#include "markdown/markdown_int.h"

enum { MAX_BLANKS = 4 };

static cmark_node_type
node_type(cmark_syntax_extension *ext)
{
	return (cmark_node_type)(uintptr_t)cmark_syntax_extension_get_private(
	    ext);
}

static int
match(cmark_syntax_extension *ext, cmark_parser *parser, unsigned char *input,
      int len, cmark_node *n)
{
	int width = (int)(uintptr_t)n->user_data;

	(void)ext;
	(void)len;
	if (parser->indent >= width) {
		cmark_parser_advance_offset(parser, (const char *)input, width,
					    1);
		return 1;
	}
	if (!parser->blank || !n->first_child)
		return 0;
	cmark_parser_advance_offset(parser, (const char *)input,
				    parser->first_nonspace - parser->offset, 0);
	return 1;
}

/* A term is one line, at most one empty line above its first definition. */
static bool
is_term(const cmark_parser *parser, const cmark_node *n)
{
	int below;

	if (!n || n->type != CMARK_NODE_PARAGRAPH || table_is_caption(n))
		return false;
	below = parser->line_number - n->start_line;
	if (n->flags & CMARK_NODE__OPEN)
		return below == 1;
	return n->end_line == n->start_line && below <= 2;
}

/* Blanks after the marker, as a list item counts them. */
static int
marker_width(const unsigned char *after)
{
	int blanks = 0;

	while (after[blanks] == ' ')
		blanks++;
	return 1 + (blanks == 0 || blanks > MAX_BLANKS ? 1 : blanks);
}

static cmark_node *
open_caption(cmark_parser *parser, cmark_node *table)
{
	return cmark_parser_add_child(parser, table, CMARK_NODE_PARAGRAPH,
				      parser->first_nonspace + 1);
}

static cmark_node *
open_block(cmark_syntax_extension *ext, int indented, cmark_parser *parser,
	   cmark_node *parent, unsigned char *input, int len)
{
	const unsigned char *p = input + parser->first_nonspace;
	struct str rest = {(const char *)p,
			   (size_t)(len - parser->first_nonspace)};
	cmark_node *n;
	int width, indent;

	if (indented || rest.n < 3)
		return NULL;
	if (table_is(parent) &&
	    (str_starts(rest, STR("Table:")) || str_starts(rest, STR(": "))))
		return open_caption(parser, parent);
	if (p[0] != ':' || (p[1] != ' ' && p[1] != '\t') ||
	    str_trim(rest).n == 1)
		return NULL;
	if (!is_term(parser, parent) && !is_term(parser, parent->last_child) &&
	    !(parent->last_child && parent->last_child->extension == ext))
		return NULL;
	width = marker_width(p + 1);
	indent = parser->indent;
	n = cmark_parser_add_child(parser, parent, node_type(ext),
				   parser->first_nonspace + 1);
	if (!n)
		return NULL;
	cmark_node_set_syntax_extension(n, ext);
	n->user_data = (void *)(uintptr_t)(indent + width);
	cmark_parser_advance_offset(parser, (const char *)input,
				    parser->first_nonspace + 1 - parser->offset,
				    0);
	cmark_parser_advance_offset(parser, (const char *)input, width - 1, 1);
	return n;
}

static int
can_contain(cmark_syntax_extension *ext, cmark_node *n, cmark_node_type kid)
{
	(void)n;
	return CMARK_NODE_TYPE_BLOCK_P(kid) && kid != CMARK_NODE_ITEM &&
	       kid != node_type(ext);
}

static const char *
type_string(cmark_syntax_extension *ext, cmark_node *n)
{
	(void)ext;
	(void)n;
	return "definition";
}

cmark_syntax_extension *
ext_deflist_new(void)
{
	cmark_syntax_extension *ext =
	    cmark_syntax_extension_new("vade-deflist");
	cmark_node_type type = cmark_syntax_extension_add_node(0);

	cmark_syntax_extension_set_private(ext, (void *)(uintptr_t)type, NULL);
	cmark_syntax_extension_set_open_block_func(ext, open_block);
	cmark_syntax_extension_set_match_block_func(ext, match);
	cmark_syntax_extension_set_can_contain_func(ext, can_contain);
	cmark_syntax_extension_set_get_type_string_func(ext, type_string);
	return ext;
}

/* -- terms and definitions → lists ----------------------------------------- */

static bool
is_tight(const struct doc_node *above, const struct doc_node *def)
{
	return def->pos.line <= above->pos.line + 1;
}

/* A definition right below its term holds text, not a paragraph. */
static void
tighten(struct doc_node *def)
{
	size_t paras = 0;

	for (uint32_t i = 0; i < def->count; i++)
		paras += def->kids[i]->type == DOC_PARA;
	if (paras == 1 && def->kids[0]->type == DOC_PARA)
		def->kids[0]->type = DOC_PLAIN;
	doc_update_mask(def);
}

/* The term at stack[at] and the definitions behind it as one item; returns how
 * many nodes were used. */
static size_t
make_item(struct md *md, size_t at, struct doc_node **item)
{
	struct doc_node *term = md->stack[at];
	bool tight = is_tight(term, md->stack[at + 1]);
	size_t end = at + 1, from = md->n;

	term->type = DOC_TERM;
	md_push(md, term);
	for (; end < from && md->stack[end]->type == DOC_DEFINITION; end++) {
		if (tight)
			tighten(md->stack[end]);
		md_push(md, md->stack[end]);
	}
	*item =
	    md_adopt(md, doc_node(md->a, DOC_DEFINITION_ITEM, term->pos), from);
	return end - at;
}

static bool
is_item(const struct md *md, size_t at)
{
	return at + 1 < md->n && md->stack[at]->type == DOC_PARA &&
	       md->stack[at + 1]->type == DOC_DEFINITION;
}

void
deflist_group(struct md *md, size_t from)
{
	size_t kept = from, end = md->n;

	for (size_t at = from; at < end;) {
		struct doc_node *list, *item;
		size_t mark = md->n;

		if (!is_item(md, at)) {
			/* What was a term may have become something else. */
			if (md->stack[at]->type == DOC_DEFINITION)
				md->stack[at]->type = DOC_DIV;
			md->stack[kept++] = md->stack[at++];
			continue;
		}
		list = doc_node(md->a, DOC_DEFINITION_LIST, md->stack[at]->pos);
		while (at < end && is_item(md, at)) {
			size_t base = md->n;

			at += make_item(md, at, &item);
			md->n = base;
			md_push(md, item);
		}
		md->stack[kept++] = md_adopt(md, list, mark);
	}
	md->n = kept;
}
