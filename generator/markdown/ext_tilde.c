/* ext_tilde.c – runs of "~" as an inline extension of cmark. It only notes
 * whether a run may open or close; pair.c pairs them to subscript and
 * strikeout. (The stock strikethrough needs delimiters of cmark's, which would
 * make it unsafe in threads.) */
#include <cmark-gfm/parser.h>

#include "markdown/markdown_int.h"

/* What the characters beside a run that was just read allow. */
static int
tightness(cmark_inline_parser *in, int run)
{
	struct str s = chunk_str(*cmark_inline_parser_get_chunk(in));
	size_t end = (size_t)cmark_inline_parser_get_offset(in);
	size_t begin = end - (size_t)run;

	return (begin > 0 && !is_blank(s.p[begin - 1]) ? MARK_TIGHT_CLOSES
						       : 0) +
	       (end < s.n && !is_blank(s.p[end]) ? MARK_TIGHT_OPENS : 0);
}

cmark_node *
ext_delim(cmark_parser *parser, cmark_inline_parser *in, char c, int longest)
{
	int left, right, before, after;
	char text[136];
	size_t n = 0;
	int column = cmark_inline_parser_get_column(in);
	int run = cmark_inline_parser_scan_delimiters(
	    in, 128, (unsigned char)c, &left, &right, &before, &after);
	cmark_node *node =
	    cmark_node_new_with_mem(CMARK_NODE_TEXT, parser->mem);
	int flags = (left ? MARK_OPENS : 0) + (right ? MARK_CLOSES : 0) +
		    tightness(in, run) + (run == 2 ? MARK_DOUBLE : 0);

	/* A longer run is text, but all of it at once. */
	if (run <= longest && flags) {
		text[n++] = MARK;
		text[n++] = MARK_DELIM;
		text[n++] = (char)('A' + flags);
	}
	for (int i = 0; i < run; i++)
		text[n++] = c;
	text[n] = '\0';
	cmark_node_set_literal(node, text);
	node->start_line = node->end_line = cmark_inline_parser_get_line(in);
	node->start_column = column;
	node->end_column = column + run - 1;
	return node;
}

static cmark_node *
match(cmark_syntax_extension *ext, cmark_parser *parser, cmark_node *parent,
      unsigned char c, cmark_inline_parser *in)
{
	(void)ext;
	(void)parent;
	return c == '~' ? ext_delim(parser, in, '~', 2) : NULL;
}

static cmark_llist *
special_chars(const char *chars)
{
	cmark_mem *mem = cmark_get_default_mem_allocator();
	cmark_llist *list = NULL;

	for (; *chars; chars++)
		list = cmark_llist_append(mem, list, (void *)(uintptr_t)*chars);
	return list;
}

cmark_syntax_extension *
ext_inline_new(const char *name, const char *chars, cmark_match_inline_func fn)
{
	cmark_syntax_extension *ext = cmark_syntax_extension_new(name);

	cmark_syntax_extension_set_special_inline_chars(ext,
							special_chars(chars));
	cmark_syntax_extension_set_match_inline_func(ext, fn);
	return ext;
}

cmark_syntax_extension *
ext_tilde_new(void)
{
	return ext_inline_new("vade-tilde", "~", match);
}
