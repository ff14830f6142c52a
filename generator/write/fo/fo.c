/* fo.c – a document as tagged XSL-FO, which Apache FOP turns into an accessible
 * PDF. In: resolved trees; out: one XML text through the gate. The table of
 * handlers is here; book.c and front.c make the book around the pages. */
#include "write/fo/fo.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/value.h"
#include "write/writers.h"

static fo_handler *const handlers[DOC__COUNT] = {
    [DOC_PLAIN] = fo_plain,
    [DOC_PARA] = fo_para,
    [DOC_LINE_BLOCK] = fo_line_block,
    [DOC_CODE_BLOCK] = fo_code_block,
    [DOC_RAW_BLOCK] = fo_raw,
    [DOC_BLOCK_QUOTE] = fo_block_quote,
    [DOC_ORDERED_LIST] = fo_list,
    [DOC_BULLET_LIST] = fo_list,
    [DOC_DEFINITION_LIST] = fo_definition_list,
    [DOC_HEADER] = fo_header,
    [DOC_HORIZONTAL_RULE] = fo_rule,
    [DOC_TABLE] = fo_table,
    [DOC_FIGURE] = fo_figure,
    [DOC_DIV] = fo_div,
    [DOC_TEXT] = fo_text,
    [DOC_STR] = fo_text,
    [DOC_SPACE] = fo_text,
    [DOC_SOFT_BREAK] = fo_text,
    [DOC_LINE_BREAK] = fo_line_break,
    [DOC_EMPH] = fo_emph,
    [DOC_UNDERLINE] = fo_underline,
    [DOC_STRONG] = fo_strong,
    [DOC_STRIKEOUT] = fo_strikeout,
    [DOC_SUPERSCRIPT] = fo_superscript,
    [DOC_SUBSCRIPT] = fo_subscript,
    [DOC_SMALL_CAPS] = fo_small_caps,
    [DOC_QUOTED] = fo_quoted,
    [DOC_CITE] = fo_cite,
    [DOC_CODE] = fo_code,
    [DOC_MATH] = fo_math,
    [DOC_RAW_INLINE] = fo_raw,
    [DOC_LINK] = fo_link,
    [DOC_IMAGE] = fo_image,
    [DOC_NOTE] = fo_note,
    [DOC_SPAN] = fo_span,
    [DOC_DOCUMENT] = fo_kids,
    /* Parts are written by the node they belong to; met alone, their kids. */
    [DOC_LINE] = fo_kids,
    [DOC_ITEM] = fo_kids,
    [DOC_DEFINITION_ITEM] = fo_kids,
    [DOC_TERM] = fo_kids,
    [DOC_DEFINITION] = fo_kids,
    [DOC_CAPTION] = fo_kids,
    [DOC_SHORT_CAPTION] = fo_kids,
    [DOC_TABLE_HEAD] = fo_kids,
    [DOC_TABLE_BODY] = fo_kids,
    [DOC_TABLE_FOOT] = fo_kids,
    [DOC_ROW] = fo_kids,
    [DOC_CELL] = fo_kids,
    [DOC_CITATION] = fo_kids,
    [DOC_CITATION_PREFIX] = fo_kids,
    [DOC_CITATION_SUFFIX] = fo_kids,
};
_Static_assert(countof(handlers) == DOC__COUNT, "a handler for each node");

void
fo_node(struct fo *w, const struct doc_node *n)
{
	handlers[n->type](w, n);
}

void
fo_kids(struct fo *w, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++)
		fo_node(w, n->kids[i]);
}

void
fo_blocks(struct fo *w, const struct doc_node *n)
{
	size_t before = xml_count(w->x);
	fo_kids(w, n);
	if (xml_count(w->x) == before)
		fo_leaf(w, "fo:block", FO_PLAIN, STR_NONE);
}

void
fo_id(struct fo *w, const struct doc_node *n)
{
	struct str id = refs_id(w->refs, w->page, n);
	if (id.n > 0)
		xml_attr(w->x, "id", id);
	if (doc_get(n, "lang").n > 0)
		xml_attr(w->x, "xml:lang", doc_get(n, "lang"));
}

/* A worksheet begins a page, and what follows it does; not so at the head of a
 * chapter, where the title would be left alone. */
void
fo_flow(struct fo *w, const struct doc_node *n)
{
	bool written = false, after_sheet = false;
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		bool sheet = vocab_of(kid) == VOCAB_WORKSHEET;
		size_t before = xml_count(w->x);
		if (written && (sheet || after_sheet)) {
			fo_block(w, FO_PLAIN);
			xml_set(w->x, "break-before", "page");
			xml_close(w->x);
		}
		fo_node(w, kid);
		written = written || xml_count(w->x) > before;
		after_sheet = sheet;
	}
}

void
fo_root(struct fo *w, struct str title)
{
	struct str country = w->language;
	struct str language = str_cut(&country, '-');
	fo_open(w, "fo:root", FO_ROOT);
	xml_set(w->x, "xmlns:fo", "http://www.w3.org/1999/XSL/Format");
	xml_set(w->x, "xmlns:fox",
		"http://xmlgraphics.apache.org/fop/extensions");
	xml_attr(w->x, "xml:lang", w->language);
	xml_attr(w->x, "language", language);
	if (country.n == 2)
		xml_attr(w->x, "country", country);
	xml_set(w->x, "hyphenate", "true");
	xml_set(w->x, "hyphenation-remain-character-count", "3");
	xml_set(w->x, "hyphenation-push-character-count", "3");
	fo_layout(w, w->book && w->book->letter);
	fo_metadata(w, title);
}

static struct str
title_of(struct fo *w, const struct doc *doc, const struct page_opts *opts)
{
	struct str title = opts->title;
	if (title.n == 0)
		title = value_plain(w->a, value_at(doc->meta, "title"));
	for (uint32_t i = 0; title.n == 0 && i < doc->root->count; i++)
		if (doc->root->kids[i]->type == DOC_HEADER)
			title = doc_text(w->a, doc->root->kids[i]);
	return title.n ? title : STR("Untitled");
}

/* A whole file: one page sequence. */
static void
standalone(struct fo *w, const struct doc *doc, const struct page_opts *opts)
{
	struct str title = title_of(w, doc, opts);
	fo_root(w, title);
	fo_sequence(w, &(struct fo_sequence){.master = "body",
					     .left = title,
					     .right = title,
					     .format = "1"});
	fo_flow(w, doc->root);
	if (doc->root->count == 0)
		fo_leaf(w, "fo:block", FO_PLAIN, STR_NONE);
	fo_sequence_end(w);
}

static void
fo_page(struct buf *out, const struct doc *doc, const struct page_opts *opts,
	struct diag *d)
{
	struct arena *a = arena_new();
	struct fo w = {.x = xml_begin(opts->standalone),
		       .a = a,
		       .d = d,
		       .source_dir = opts->source_dir,
		       .language = opts->language};
	w.refs = refs_of_doc(a, doc);
	if (w.language.n == 0)
		w.language = STR("en");
	if (opts->standalone) {
		standalone(&w, doc, opts);
	} else {
		xml_open(w.x, "fo:block");
		xml_set(w.x, "xmlns:fo", "http://www.w3.org/1999/XSL/Format");
		xml_set(w.x, "xmlns:fox",
			"http://xmlgraphics.apache.org/fop/extensions");
		fo_flow(&w, doc->root);
		xml_newline(w.x);
	}
	xml_end(w.x, out);
	arena_free(a);
}

const struct writer fo_writer = {
    .name = "fo",
    .suffix = ".fo",
    .help = "tagged XSL-FO, which Apache FOP turns into a printed book",
    .page = fo_page,
    .book = fo_book,
};
