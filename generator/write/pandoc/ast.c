/* ast.c – a document in the terms of pandoc-types 1.23, given piece by piece
 * to a gate. Runs of text become Str, Space and SoftBreak again. The recursion
 * is as deep as the tree, which DOC_MAX_DEPTH limits. */
#include "write/pandoc/pandoc.h"

#include "doc/doc.h"

/* -- pieces --------------------------------------------------------------- */

void
ast_begin(struct ast *t, enum ast_kind kind, const char *name, unsigned args)
{
	t->gate->begin(t->state, kind, str_of(name), args);
}

void
ast_end(struct ast *t)
{
	t->gate->end(t->state);
}

void
ast_string(struct ast *t, struct str s)
{
	t->gate->string(t->state, s);
}

static void
ast_integer(struct ast *t, long n)
{
	t->gate->integer(t->state, n);
}

void
ast_con(struct ast *t, const char *name)
{
	ast_begin(t, AST_CON, name, 0);
	ast_end(t);
}

void
ast_wrapped(struct ast *t, const char *name, long n)
{
	ast_begin(t, AST_BARE, name, 1);
	ast_integer(t, n);
	ast_end(t);
}

void
ast_attr(struct ast *t, const struct doc_attr *attr)
{
	ast_begin(t, AST_TUPLE, NULL, 0);
	ast_string(t, attr ? attr->id : STR(""));
	ast_begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; attr && i < attr->n_classes; i++)
		ast_string(t, attr->classes[i]);
	ast_end(t);
	ast_begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; attr && i < attr->n_kvs; i++) {
		ast_begin(t, AST_TUPLE, NULL, 0);
		ast_string(t, attr->kvs[i].key);
		ast_string(t, attr->kvs[i].value);
		ast_end(t);
	}
	ast_end(t);
	ast_end(t);
}

static void
put_target(struct ast *t, const struct doc_target *target)
{
	ast_begin(t, AST_TUPLE, NULL, 0);
	ast_string(t, target->url);
	ast_string(t, target->title);
	ast_end(t);
}

/* The kids of one group, as a list: parts are written by their node. */
void
ast_list(struct ast *t, const struct doc_node *n, enum doc_group group)
{
	ast_begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; n && i < n->count; i++)
		if (doc_group(n->kids[i]->type) == group)
			ast_node(t, n->kids[i]);
	ast_end(t);
}

const struct doc_node *
ast_part(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; n && i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

void
ast_parts(struct ast *t, const struct doc_node *n, enum doc_type type)
{
	ast_begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == type)
			ast_node(t, n->kids[i]);
	ast_end(t);
}

/* -- text ----------------------------------------------------------------- */

/* A run of blanks is one SoftBreak when it holds a line end, else a Space. */
static void
put_text(struct ast *t, const struct doc_node *n)
{
	struct str s = n->text;
	size_t i = 0;

	while (i < s.n) {
		size_t from = i;
		bool line = false;

		for (; i < s.n && (s.p[i] == ' ' || s.p[i] == '\n'); i++)
			line |= s.p[i] == '\n';
		if (i > from) {
			ast_con(t, line ? "SoftBreak" : "Space");
			continue;
		}
		while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n')
			i++;
		ast_begin(t, AST_CON, "Str", 1);
		ast_string(t, str_slice(s, from, i));
		ast_end(t);
	}
}

static void
put_name(struct ast *t, const struct doc_node *n)
{
	ast_con(t, doc_type_name(n->type));
}

static void
put_leaf(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 1);
	ast_string(t, n->text);
	ast_end(t);
}

static void
put_code(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 2);
	ast_attr(t, n->attr);
	ast_string(t, n->text);
	ast_end(t);
}

static void
put_raw(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 2);
	ast_begin(t, AST_BARE, "Format", 1);
	ast_string(t, str_of(n->as.format));
	ast_end(t);
	ast_string(t, n->text);
	ast_end(t);
}

static void
put_math(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Math", 2);
	ast_con(t, n->num == DOC_MATH_DISPLAY ? "DisplayMath" : "InlineMath");
	ast_string(t, n->text);
	ast_end(t);
}

/* -- inlines that hold others --------------------------------------------- */

static void
put_inlines(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 1);
	ast_list(t, n, DOC_INLINE);
	ast_end(t);
}

static void
put_quoted(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Quoted", 2);
	ast_con(t, n->num == DOC_QUOTE_SINGLE ? "SingleQuote" : "DoubleQuote");
	ast_list(t, n, DOC_INLINE);
	ast_end(t);
}

static void
put_span(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Span", 2);
	ast_attr(t, n->attr);
	ast_list(t, n, DOC_INLINE);
	ast_end(t);
}

static void
put_link(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 3);
	ast_attr(t, n->attr);
	ast_list(t, n, DOC_INLINE);
	put_target(t, n->as.target);
	ast_end(t);
}

static void
put_note(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Note", 1);
	ast_list(t, n, DOC_BLOCK);
	ast_end(t);
}

static void
put_cite(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Cite", 2);
	ast_parts(t, n, DOC_CITATION);
	ast_list(t, n, DOC_INLINE);
	ast_end(t);
}

static void
put_field(struct ast *t, const char *name, const struct doc_node *inlines)
{
	ast_begin(t, AST_FIELD, name, 0);
	ast_list(t, inlines, DOC_INLINE);
	ast_end(t);
}

static void
put_citation(struct ast *t, const struct doc_node *n)
{
	static const char *const modes[] = {
	    [DOC_CITE_NORMAL] = "NormalCitation",
	    [DOC_CITE_IN_TEXT] = "AuthorInText",
	    [DOC_CITE_SUPPRESS] = "SuppressAuthor",
	};

	ast_begin(t, AST_RECORD, "Citation", 0);
	ast_begin(t, AST_FIELD, "citationId", 0);
	ast_string(t, n->text);
	ast_end(t);
	put_field(t, "citationPrefix", ast_part(n, DOC_CITATION_PREFIX));
	put_field(t, "citationSuffix", ast_part(n, DOC_CITATION_SUFFIX));
	ast_begin(t, AST_FIELD, "citationMode", 0);
	ast_con(t, modes[n->num >= 0 && n->num < 3 ? n->num : 0]);
	ast_end(t);
	ast_begin(t, AST_FIELD, "citationNoteNum", 0);
	ast_integer(t, 0);
	ast_end(t);
	ast_begin(t, AST_FIELD, "citationHash", 0);
	ast_integer(t, 0);
	ast_end(t);
	ast_end(t);
}

/* -- blocks --------------------------------------------------------------- */

/* A list of its own: an item, a line, a definition, a term. */
static void
put_inner(struct ast *t, const struct doc_node *n)
{
	ast_list(t, n,
		 doc_kids_kind(n->type) == DOC_INLINES ? DOC_INLINE
						       : DOC_BLOCK);
}

static void
put_blocks(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 1);
	ast_list(t, n, DOC_BLOCK);
	ast_end(t);
}

static void
put_items(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, doc_type_name(n->type), 1);
	ast_list(t, n, DOC_PART);
	ast_end(t);
}

static void
put_ordered(struct ast *t, const struct doc_node *n)
{
	static const char *const styles[] = {
	    [DOC_STYLE_DEFAULT] = "DefaultStyle",
	    [DOC_STYLE_EXAMPLE] = "Example",
	    [DOC_STYLE_DECIMAL] = "Decimal",
	    [DOC_STYLE_LOWER_ROMAN] = "LowerRoman",
	    [DOC_STYLE_UPPER_ROMAN] = "UpperRoman",
	    [DOC_STYLE_LOWER_ALPHA] = "LowerAlpha",
	    [DOC_STYLE_UPPER_ALPHA] = "UpperAlpha",
	};
	static const char *const delims[] = {
	    [DOC_DELIM_DEFAULT] = "DefaultDelim",
	    [DOC_DELIM_PERIOD] = "Period",
	    [DOC_DELIM_ONE_PAREN] = "OneParen",
	    [DOC_DELIM_TWO_PARENS] = "TwoParens",
	};

	ast_begin(t, AST_CON, "OrderedList", 2);
	ast_begin(t, AST_TUPLE, NULL, 0);
	ast_integer(t, n->as.list.start);
	ast_con(t, styles[n->as.list.style % countof(styles)]);
	ast_con(t, delims[n->as.list.delim % countof(delims)]);
	ast_end(t);
	ast_list(t, n, DOC_PART);
	ast_end(t);
}

static void
put_definition_item(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_TUPLE, NULL, 0);
	ast_list(t, ast_part(n, DOC_TERM), DOC_INLINE);
	ast_parts(t, n, DOC_DEFINITION);
	ast_end(t);
}

static void
put_header(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Header", 3);
	ast_integer(t, n->num);
	ast_attr(t, n->attr);
	ast_list(t, n, DOC_INLINE);
	ast_end(t);
}

static void
put_div(struct ast *t, const struct doc_node *n)
{
	ast_begin(t, AST_CON, "Div", 2);
	ast_attr(t, n->attr);
	ast_list(t, n, DOC_BLOCK);
	ast_end(t);
}

/* -- the table of nodes --------------------------------------------------- */

typedef void (*put_fn)(struct ast *t, const struct doc_node *n);

static const put_fn rows[] = {
    [DOC_PLAIN] = put_inlines,
    [DOC_PARA] = put_inlines,
    [DOC_LINE_BLOCK] = put_items,
    [DOC_CODE_BLOCK] = put_code,
    [DOC_RAW_BLOCK] = put_raw,
    [DOC_BLOCK_QUOTE] = put_blocks,
    [DOC_ORDERED_LIST] = put_ordered,
    [DOC_BULLET_LIST] = put_items,
    [DOC_DEFINITION_LIST] = put_items,
    [DOC_HEADER] = put_header,
    [DOC_HORIZONTAL_RULE] = put_name,
    [DOC_TABLE] = ast_table,
    [DOC_FIGURE] = ast_figure,
    [DOC_DIV] = put_div,

    [DOC_TEXT] = put_text,
    [DOC_STR] = put_leaf,
    [DOC_SPACE] = put_name,
    [DOC_SOFT_BREAK] = put_name,
    [DOC_LINE_BREAK] = put_name,
    [DOC_EMPH] = put_inlines,
    [DOC_UNDERLINE] = put_inlines,
    [DOC_STRONG] = put_inlines,
    [DOC_STRIKEOUT] = put_inlines,
    [DOC_SUPERSCRIPT] = put_inlines,
    [DOC_SUBSCRIPT] = put_inlines,
    [DOC_SMALL_CAPS] = put_inlines,
    [DOC_QUOTED] = put_quoted,
    [DOC_CITE] = put_cite,
    [DOC_CODE] = put_code,
    [DOC_MATH] = put_math,
    [DOC_RAW_INLINE] = put_raw,
    [DOC_LINK] = put_link,
    [DOC_IMAGE] = put_link,
    [DOC_NOTE] = put_note,
    [DOC_SPAN] = put_span,

    [DOC_DOCUMENT] = put_inner,
    [DOC_LINE] = put_inner,
    [DOC_ITEM] = put_inner,
    [DOC_DEFINITION_ITEM] = put_definition_item,
    [DOC_TERM] = put_inner,
    [DOC_DEFINITION] = put_inner,
    [DOC_CAPTION] = ast_caption,
    [DOC_SHORT_CAPTION] = put_inner,
    /* Tables and citations write these themselves. */
    [DOC_TABLE_HEAD] = put_items,
    [DOC_TABLE_BODY] = ast_body,
    [DOC_TABLE_FOOT] = put_items,
    [DOC_ROW] = ast_row,
    [DOC_CELL] = ast_cell,
    [DOC_CITATION] = put_citation,
    [DOC_CITATION_PREFIX] = put_inner,
    [DOC_CITATION_SUFFIX] = put_inner,
};

_Static_assert(countof(rows) == DOC__COUNT, "a handler for every node");

void
ast_node(struct ast *t, const struct doc_node *n)
{
	rows[n->type](t, n);
}

void
ast_blocks(struct ast *t, const struct doc *doc)
{
	ast_list(t, doc->root, DOC_BLOCK);
}
