/* ast.c – a document in the terms of pandoc-types 1.23, given piece by piece
 * to a gate. Runs of text become Str, Space and SoftBreak again. The recursion
 * is as deep as the tree, which DOC_MAX_DEPTH limits. */
#include "write/pandoc/pandoc.h"

#include <stdio.h>
#include <stdlib.h>

#include "doc/doc.h"
#include "doc/value.h"

static void put_node(struct ast *t, const struct doc_node *n);

/* -- pieces --------------------------------------------------------------- */

static void
begin(struct ast *t, enum ast_kind kind, const char *name, unsigned args)
{
	t->gate->begin(t->state, kind, str_of(name), args);
}

static void
end(struct ast *t)
{
	t->gate->end(t->state);
}

static void
put_string(struct ast *t, struct str s)
{
	t->gate->string(t->state, s);
}

static void
put_integer(struct ast *t, long n)
{
	t->gate->integer(t->state, n);
}

static void
put_con(struct ast *t, const char *name)
{
	begin(t, AST_CON, name, 0);
	end(t);
}

static void
put_wrapped(struct ast *t, const char *name, long n)
{
	begin(t, AST_BARE, name, 1);
	put_integer(t, n);
	end(t);
}

static void
put_attr(struct ast *t, const struct doc_attr *attr)
{
	begin(t, AST_TUPLE, NULL, 0);
	put_string(t, attr ? attr->id : STR(""));
	begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; attr && i < attr->n_classes; i++)
		put_string(t, attr->classes[i]);
	end(t);
	begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; attr && i < attr->n_kvs; i++) {
		begin(t, AST_TUPLE, NULL, 0);
		put_string(t, attr->kvs[i].key);
		put_string(t, attr->kvs[i].value);
		end(t);
	}
	end(t);
	end(t);
}

static void
put_target(struct ast *t, const struct doc_target *target)
{
	begin(t, AST_TUPLE, NULL, 0);
	put_string(t, target->url);
	put_string(t, target->title);
	end(t);
}

/* The kids of one group, as a list: parts are written by their node. */
static void
put_list(struct ast *t, const struct doc_node *n, enum doc_group group)
{
	begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; n && i < n->count; i++)
		if (doc_group(n->kids[i]->type) == group)
			put_node(t, n->kids[i]);
	end(t);
}

static const struct doc_node *
part_of(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; n && i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

static void
put_parts(struct ast *t, const struct doc_node *n, enum doc_type type)
{
	begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == type)
			put_node(t, n->kids[i]);
	end(t);
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
			put_con(t, line ? "SoftBreak" : "Space");
			continue;
		}
		while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n')
			i++;
		begin(t, AST_CON, "Str", 1);
		put_string(t, str_slice(s, from, i));
		end(t);
	}
}

static void
put_name(struct ast *t, const struct doc_node *n)
{
	put_con(t, doc_type_name(n->type));
}

static void
put_leaf(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 1);
	put_string(t, n->text);
	end(t);
}

static void
put_code(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 2);
	put_attr(t, n->attr);
	put_string(t, n->text);
	end(t);
}

static void
put_raw(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 2);
	begin(t, AST_BARE, "Format", 1);
	put_string(t, str_of(n->as.format));
	end(t);
	put_string(t, n->text);
	end(t);
}

static void
put_math(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Math", 2);
	put_con(t, n->num == DOC_MATH_DISPLAY ? "DisplayMath" : "InlineMath");
	put_string(t, n->text);
	end(t);
}

/* -- inlines that hold others --------------------------------------------- */

static void
put_inlines(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 1);
	put_list(t, n, DOC_INLINE);
	end(t);
}

static void
put_quoted(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Quoted", 2);
	put_con(t, n->num == DOC_QUOTE_SINGLE ? "SingleQuote" : "DoubleQuote");
	put_list(t, n, DOC_INLINE);
	end(t);
}

static void
put_span(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Span", 2);
	put_attr(t, n->attr);
	put_list(t, n, DOC_INLINE);
	end(t);
}

static void
put_link(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 3);
	put_attr(t, n->attr);
	put_list(t, n, DOC_INLINE);
	put_target(t, n->as.target);
	end(t);
}

static void
put_note(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Note", 1);
	put_list(t, n, DOC_BLOCK);
	end(t);
}

static void
put_cite(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Cite", 2);
	put_parts(t, n, DOC_CITATION);
	put_list(t, n, DOC_INLINE);
	end(t);
}

static void
put_field(struct ast *t, const char *name, const struct doc_node *inlines)
{
	begin(t, AST_FIELD, name, 0);
	put_list(t, inlines, DOC_INLINE);
	end(t);
}

static void
put_citation(struct ast *t, const struct doc_node *n)
{
	static const char *const modes[] = {
	    [DOC_CITE_NORMAL] = "NormalCitation",
	    [DOC_CITE_IN_TEXT] = "AuthorInText",
	    [DOC_CITE_SUPPRESS] = "SuppressAuthor",
	};

	begin(t, AST_RECORD, "Citation", 0);
	begin(t, AST_FIELD, "citationId", 0);
	put_string(t, n->text);
	end(t);
	put_field(t, "citationPrefix", part_of(n, DOC_CITATION_PREFIX));
	put_field(t, "citationSuffix", part_of(n, DOC_CITATION_SUFFIX));
	begin(t, AST_FIELD, "citationMode", 0);
	put_con(t, modes[n->num >= 0 && n->num < 3 ? n->num : 0]);
	end(t);
	begin(t, AST_FIELD, "citationNoteNum", 0);
	put_integer(t, 0);
	end(t);
	begin(t, AST_FIELD, "citationHash", 0);
	put_integer(t, 0);
	end(t);
	end(t);
}

/* -- blocks --------------------------------------------------------------- */

/* A list of its own: an item, a line, a definition, a term. */
static void
put_inner(struct ast *t, const struct doc_node *n)
{
	put_list(t, n,
		 doc_kids_kind(n->type) == DOC_INLINES ? DOC_INLINE
						       : DOC_BLOCK);
}

static void
put_blocks(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 1);
	put_list(t, n, DOC_BLOCK);
	end(t);
}

static void
put_items(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, doc_type_name(n->type), 1);
	put_list(t, n, DOC_PART);
	end(t);
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

	begin(t, AST_CON, "OrderedList", 2);
	begin(t, AST_TUPLE, NULL, 0);
	put_integer(t, n->as.list.start);
	put_con(t, styles[n->as.list.style % countof(styles)]);
	put_con(t, delims[n->as.list.delim % countof(delims)]);
	end(t);
	put_list(t, n, DOC_PART);
	end(t);
}

static void
put_definition_item(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_TUPLE, NULL, 0);
	put_list(t, part_of(n, DOC_TERM), DOC_INLINE);
	put_parts(t, n, DOC_DEFINITION);
	end(t);
}

static void
put_header(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Header", 3);
	put_integer(t, n->num);
	put_attr(t, n->attr);
	put_list(t, n, DOC_INLINE);
	end(t);
}

static void
put_div(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Div", 2);
	put_attr(t, n->attr);
	put_list(t, n, DOC_BLOCK);
	end(t);
}

static void
put_caption(struct ast *t, const struct doc_node *n)
{
	const struct doc_node *brief = part_of(n, DOC_SHORT_CAPTION);

	begin(t, AST_BARE, "Caption", 2);
	begin(t, brief ? AST_BARE : AST_NOTHING, "Just", 1);
	if (brief)
		put_list(t, brief, DOC_INLINE);
	end(t);
	put_list(t, n, DOC_BLOCK);
	end(t);
}

/* -- figures -------------------------------------------------------------- */

/* The only inlines of a node that holds one Plain or Para, else NULL. */
static const struct doc_node *
only_paragraph(const struct doc_node *n)
{
	const struct doc_node *found = NULL;

	for (uint32_t i = 0; n && i < n->count; i++) {
		if (doc_group(n->kids[i]->type) == DOC_PART)
			continue;
		if (found)
			return NULL;
		found = n->kids[i];
	}
	return doc_is(found, DOC_PLAIN) || doc_is(found, DOC_PARA) ? found
								   : NULL;
}

/* A paragraph with one image whose title begins with "fig:". */
static void
put_implicit_figure(struct ast *t, const struct doc_node *n,
		    const struct doc_node *image, const struct doc_node *words)
{
	char title[256];

	snprintf(title, sizeof title, "fig:" STR_FMT,
		 STR_ARG(image->as.target->title));
	begin(t, AST_CON, "Para", 1);
	begin(t, AST_LIST, NULL, 0);
	begin(t, AST_CON, "Image", 3);
	put_attr(t, n->attr ? n->attr : image->attr);
	put_list(t, words, DOC_INLINE);
	begin(t, AST_TUPLE, NULL, 0);
	put_string(t, image->as.target->url);
	put_string(t, str_of(title));
	end(t);
	end(t);
	end(t);
	end(t);
}

static void
put_figure_div(struct ast *t, const struct doc_node *n,
	       const struct doc_node *caption)
{
	begin(t, AST_CON, "Div", 2);
	put_attr(t, n->attr);
	begin(t, AST_LIST, NULL, 0);
	for (uint32_t i = 0; i < n->count; i++)
		if (doc_group(n->kids[i]->type) == DOC_BLOCK)
			put_node(t, n->kids[i]);
	for (uint32_t i = 0; caption && i < caption->count; i++)
		if (doc_group(caption->kids[i]->type) == DOC_BLOCK)
			put_node(t, caption->kids[i]);
	end(t);
	end(t);
}

static void
put_figure(struct ast *t, const struct doc_node *n)
{
	const struct doc_node *caption = part_of(n, DOC_CAPTION);
	const struct doc_node *body = only_paragraph(n);
	const struct doc_node *words = only_paragraph(caption);

	if (!t->no_figures) {
		begin(t, AST_CON, "Figure", 3);
		put_attr(t, n->attr);
		put_caption(t, caption);
		put_list(t, n, DOC_BLOCK);
		end(t);
	} else if (body && body->count == 1 && words &&
		   body->kids[0]->type == DOC_IMAGE) {
		put_implicit_figure(t, n, body->kids[0], words);
	} else {
		put_figure_div(t, n, caption);
	}
}

/* -- tables --------------------------------------------------------------- */

static void
put_align(struct ast *t, int align)
{
	static const char *const aligns[] = {
	    [DOC_ALIGN_DEFAULT] = "AlignDefault",
	    [DOC_ALIGN_LEFT] = "AlignLeft",
	    [DOC_ALIGN_RIGHT] = "AlignRight",
	    [DOC_ALIGN_CENTER] = "AlignCenter",
	};

	put_con(t, aligns[align >= 0 && align < 4 ? align : 0]);
}

static void
put_cell(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_BARE, "Cell", 5);
	put_attr(t, n->attr);
	put_align(t, n->num);
	put_wrapped(t, "RowSpan", n->as.span.rows ? n->as.span.rows : 1);
	put_wrapped(t, "ColSpan", n->as.span.cols ? n->as.span.cols : 1);
	put_list(t, n, DOC_BLOCK);
	end(t);
}

static void
put_row(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_BARE, "Row", 2);
	put_attr(t, n->attr);
	put_list(t, n, DOC_PART);
	end(t);
}

static void
put_rows(struct ast *t, const char *name, const struct doc_node *n)
{
	begin(t, AST_BARE, name, 2);
	put_attr(t, n ? n->attr : NULL);
	put_list(t, n, DOC_PART);
	end(t);
}

static void
put_body(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_BARE, "TableBody", 4);
	put_attr(t, n->attr);
	put_wrapped(t, "RowHeadColumns", n->num);
	for (int head = DOC_HEAD_ROW; head >= 0; head -= DOC_HEAD_ROW) {
		begin(t, AST_LIST, NULL, 0);
		for (uint32_t i = 0; i < n->count; i++)
			if ((n->kids[i]->flags & DOC_HEAD_ROW) == head)
				put_node(t, n->kids[i]);
		end(t);
	}
	end(t);
}

static void
put_columns(struct ast *t, const struct doc_columns *columns)
{
	begin(t, AST_LIST, NULL, 0);
	for (size_t i = 0; i < columns->count; i++) {
		double width = columns->column[i].width;

		begin(t, AST_TUPLE, NULL, 0);
		put_align(t, (int)columns->column[i].align);
		if (width > 0) {
			begin(t, AST_CON, "ColWidth", 1);
			t->gate->number(t->state, width);
			end(t);
		} else {
			put_con(t, "ColWidthDefault");
		}
		end(t);
	}
	end(t);
}

static void
put_table(struct ast *t, const struct doc_node *n)
{
	begin(t, AST_CON, "Table", 6);
	put_attr(t, n->attr);
	put_caption(t, part_of(n, DOC_CAPTION));
	put_columns(t, n->as.columns);
	put_rows(t, "TableHead", part_of(n, DOC_TABLE_HEAD));
	put_parts(t, n, DOC_TABLE_BODY);
	put_rows(t, "TableFoot", part_of(n, DOC_TABLE_FOOT));
	end(t);
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
    [DOC_TABLE] = put_table,
    [DOC_FIGURE] = put_figure,
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
    [DOC_CAPTION] = put_caption,
    [DOC_SHORT_CAPTION] = put_inner,
    /* Tables and citations write these themselves. */
    [DOC_TABLE_HEAD] = put_items,
    [DOC_TABLE_BODY] = put_body,
    [DOC_TABLE_FOOT] = put_items,
    [DOC_ROW] = put_row,
    [DOC_CELL] = put_cell,
    [DOC_CITATION] = put_citation,
    [DOC_CITATION_PREFIX] = put_inner,
    [DOC_CITATION_SUFFIX] = put_inner,
};

_Static_assert(countof(rows) == DOC__COUNT, "a handler for every node");

static void
put_node(struct ast *t, const struct doc_node *n)
{
	rows[n->type](t, n);
}

void
ast_blocks(struct ast *t, const struct doc *doc)
{
	put_list(t, doc->root, DOC_BLOCK);
}

/* -- metadata ------------------------------------------------------------- */

static void put_value(struct ast *t, const struct value *v);

/* Maps are sorted by key, as Pandoc's are: the next key after `last`. */
static size_t
next_key(const struct value *v, struct str last)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < value_count(v); i++) {
		struct str key = value_key(v, i);

		if (last.p && str_cmp(key, last) <= 0)
			continue;
		if (best == SIZE_MAX || str_cmp(key, value_key(v, best)) < 0)
			best = i;
	}
	return best;
}

static void
put_map(struct ast *t, const struct value *v)
{
	struct str last = STR_NONE;
	size_t i;

	begin(t, AST_MAP, NULL, 0);
	while ((i = next_key(v, last)) != SIZE_MAX) {
		last = value_key(v, i);
		t->gate->begin(t->state, AST_ENTRY, last, 0);
		put_value(t, value_item(v, i));
		end(t);
	}
	end(t);
}

static void
put_meta_text(struct ast *t, const struct value *v)
{
	char digits[32];

	begin(t, AST_CON, "MetaString", 1);
	if (v->type == VALUE_NUMBER) {
		ast_shortest(v->as.number, digits);
		put_string(t, str_of(digits));
	} else {
		put_string(t, v->type == VALUE_STRING ? v->as.string : STR(""));
	}
	end(t);
}

static void
put_value(struct ast *t, const struct value *v)
{
	switch (v->type) {
	case VALUE_NULL:
	case VALUE_NUMBER:
	case VALUE_STRING:
		put_meta_text(t, v);
		return;
	case VALUE_BOOL:
		begin(t, AST_CON, "MetaBool", 1);
		t->gate->boolean(t->state, v->as.boolean);
		break;
	case VALUE_LIST:
		begin(t, AST_CON, "MetaList", 1);
		begin(t, AST_LIST, NULL, 0);
		for (size_t i = 0; i < value_count(v); i++)
			put_value(t, value_item(v, i));
		end(t);
		break;
	case VALUE_MAP:
		begin(t, AST_CON, "MetaMap", 1);
		put_map(t, v);
		break;
	case VALUE_INLINES:
		begin(t, AST_CON, "MetaInlines", 1);
		put_list(t, v->as.node, DOC_INLINE);
		break;
	case VALUE_BLOCKS:
		begin(t, AST_CON, "MetaBlocks", 1);
		put_list(t, v->as.node, DOC_BLOCK);
		break;
	}
	end(t);
}

void
ast_meta(struct ast *t, const struct doc *doc)
{
	put_map(t, doc->meta);
}

void
ast_shortest(double x, char room[32])
{
	for (int digits = 1; digits <= 17; digits++) {
		snprintf(room, 32, "%.*g", digits, x);
		if (strtod(room, NULL) == x)
			return;
	}
}
