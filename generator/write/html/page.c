/* page.c – the HTML writer: the table of handlers and the walk. */
#include "write/html/html.h"

#include <assert.h>

#include "base/mem.h"
#include "doc/value.h"
#include "write/writers.h"

static enum walk
html_into(struct html *h, const struct doc_node *n)
{
	(void)h;
	(void)n;
	return WALK_INTO;
}

static enum walk
html_over(struct html *h, const struct doc_node *n)
{
	(void)h;
	(void)n;
	return WALK_OVER;
}

void
html_nothing(struct html *h, const struct doc_node *n)
{
	(void)h;
	(void)n;
}

/* Handlers that open and close row.tag, as a block and as an inline. */
static enum walk
html_block(struct html *h, const struct doc_node *n)
{
	tag_block(h, html_rows[n->type].tag);
	html_attrs(h, n, NULL, NULL);
	return WALK_INTO;
}

void
html_block_end(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_end(h);
}

static enum walk
html_inline(struct html *h, const struct doc_node *n)
{
	tag_open(h, html_rows[n->type].tag);
	return WALK_INTO;
}

static void
html_inline_end(struct html *h, const struct doc_node *n)
{
	(void)n;
	tag_close(h);
}

#define BLOCK(tag)                                                             \
	{                                                                      \
		html_block, html_block_end, tag                                \
	}
#define INLINE(tag)                                                            \
	{                                                                      \
		html_inline, html_inline_end, tag                              \
	}
#define INTO                                                                   \
	{                                                                      \
		html_into, html_nothing, NULL                                  \
	}
#define OVER                                                                   \
	{                                                                      \
		html_over, html_nothing, NULL                                  \
	}

const struct html_row html_rows[] = {
    [DOC_PLAIN] = {html_plain_block, html_plain_block_end, NULL},
    [DOC_PARA] = {html_para, html_para_end, NULL},
    [DOC_LINE_BLOCK] = {html_line_block, html_block_end, NULL},
    [DOC_CODE_BLOCK] = {html_code_block, html_nothing, NULL},
    [DOC_RAW_BLOCK] = {html_raw, html_nothing, NULL},
    [DOC_BLOCK_QUOTE] = BLOCK("blockquote"),
    [DOC_ORDERED_LIST] = {html_list, html_block_end, NULL},
    [DOC_BULLET_LIST] = {html_list, html_block_end, NULL},
    [DOC_DEFINITION_LIST] = BLOCK("dl"),
    [DOC_HEADER] = {html_header, html_header_end, NULL},
    [DOC_HORIZONTAL_RULE] = {html_rule, html_nothing, NULL},
    [DOC_TABLE] = {html_table, html_nothing, NULL},
    [DOC_FIGURE] = {html_figure, html_nothing, NULL},
    [DOC_DIV] = {html_div, html_div_end, NULL},

    [DOC_TEXT] = {html_text, html_nothing, NULL},
    [DOC_STR] = {html_text, html_nothing, NULL},
    [DOC_SPACE] = {html_space, html_nothing, NULL},
    [DOC_SOFT_BREAK] = {html_space, html_nothing, NULL},
    [DOC_LINE_BREAK] = {html_line_break, html_nothing, NULL},
    [DOC_EMPH] = INLINE("em"),
    [DOC_UNDERLINE] = INLINE("u"),
    [DOC_STRONG] = INLINE("strong"),
    [DOC_STRIKEOUT] = INLINE("del"),
    [DOC_SUPERSCRIPT] = INLINE("sup"),
    [DOC_SUBSCRIPT] = INLINE("sub"),
    [DOC_SMALL_CAPS] = {html_class, html_inline_end, "small-caps"},
    [DOC_QUOTED] = {html_quoted, html_quoted_end, NULL},
    [DOC_CITE] = {html_class, html_inline_end, "citation"},
    [DOC_CODE] = {html_code, html_nothing, NULL},
    [DOC_MATH] = {html_math, html_nothing, NULL},
    [DOC_RAW_INLINE] = {html_raw, html_nothing, NULL},
    [DOC_LINK] = {html_link, html_link_end, NULL},
    [DOC_IMAGE] = {html_image, html_nothing, NULL},
    [DOC_NOTE] = {html_note, html_nothing, NULL},
    [DOC_SPAN] = {html_span, html_span_end, NULL},

    [DOC_DOCUMENT] = INTO,
    [DOC_LINE] = {html_line, html_line_end, NULL},
    [DOC_ITEM] = {html_item, html_block_end, NULL},
    [DOC_DEFINITION_ITEM] = {html_into, html_definition_end, NULL},
    [DOC_TERM] = BLOCK("dt"),
    [DOC_DEFINITION] = BLOCK("dd"),
    /* Figures and tables write their parts themselves. */
    [DOC_CAPTION] = INTO,
    [DOC_SHORT_CAPTION] = OVER,
    [DOC_TABLE_HEAD] = INTO,
    [DOC_TABLE_BODY] = INTO,
    [DOC_TABLE_FOOT] = INTO,
    [DOC_ROW] = INTO,
    [DOC_CELL] = INTO,
    /* The text of a citation is among the other kids of its Cite. */
    [DOC_CITATION] = OVER,
    [DOC_CITATION_PREFIX] = OVER,
    [DOC_CITATION_SUFFIX] = OVER,
};

_Static_assert(countof(html_rows) == DOC__COUNT, "a handler for every node");

static enum walk
enter(const struct doc_node *n, void *arg)
{
	return html_rows[n->type].enter(arg, n);
}

static void
leave(const struct doc_node *n, void *arg)
{
	html_rows[n->type].leave(arg, n);
}

void
html_node(struct html *h, const struct doc_node *n)
{
	doc_walk_const(n, enter, leave, h);
}

void
html_kids(struct html *h, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++)
		html_node(h, n->kids[i]);
}

void
html_unwrapped(struct html *h, const struct doc_node *n)
{
	const struct doc_node *only = n->count == 1 ? n->kids[0] : NULL;

	if (doc_is(only, DOC_PLAIN) || doc_is(only, DOC_PARA))
		html_kids(h, only);
	else
		html_kids(h, n);
}

static struct str
title_of(const struct doc *doc, const struct page_opts *opts)
{
	struct str title = opts->title;

	if (!title.n)
		title = value_plain(doc->arena, value_at(doc->meta, "title"));
	return title.n ? title : STR("Untitled");
}

static void
html_page(struct buf *out, const struct doc *doc, const struct page_opts *opts,
	  struct diag *d)
{
	struct html h = {.out = out, .doc = doc, .opts = opts, .d = d};

	if (opts->standalone)
		tag_file_begin(&h,
			       opts->language.n ? opts->language : STR("en"),
			       title_of(doc, opts));
	html_node(&h, doc->root);
	html_notes(&h);
	if (opts->standalone)
		tag_file_end(&h);
	tag_line(&h);
	assert(h.n_open == 0);
	mem_free(h.open);
	mem_free(h.notes);
	buf_free(&h.id);
}

const struct writer html_writer = {
    .name = "html",
    .suffix = ".html",
    .help = "HTML5, the body of a page (a whole file with -s)",
    .page = html_page,
};
