/* docbook.c – a document or a whole manual as DocBook 5, in what versions 5.0
 * and 5.1 share. In: resolved trees; out: one XML text. The trick is that a
 * first pass (refs.c) knows all ids of the book, so that each link written
 * leads somewhere. The table of handlers is here; book.c has the frame of a
 * book. */
#include "write/docbook/docbook.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/value.h"
#include "write/writers.h"

static docbook_handler *const handlers[DOC__COUNT] = {
    [DOC_PLAIN] = docbook_para_node,
    [DOC_PARA] = docbook_para_node,
    [DOC_LINE_BLOCK] = docbook_line_block,
    [DOC_CODE_BLOCK] = docbook_code_block,
    [DOC_RAW_BLOCK] = docbook_raw,
    [DOC_BLOCK_QUOTE] = docbook_block_quote,
    [DOC_ORDERED_LIST] = docbook_list,
    [DOC_BULLET_LIST] = docbook_list,
    [DOC_DEFINITION_LIST] = docbook_definition_list,
    [DOC_HEADER] = docbook_header,
    [DOC_HORIZONTAL_RULE] = docbook_rule,
    [DOC_TABLE] = docbook_table,
    [DOC_FIGURE] = docbook_figure,
    [DOC_DIV] = docbook_div,
    [DOC_TEXT] = docbook_text,
    [DOC_STR] = docbook_text,
    [DOC_SPACE] = docbook_text,
    [DOC_SOFT_BREAK] = docbook_text,
    [DOC_LINE_BREAK] = docbook_line_break,
    [DOC_EMPH] = docbook_emph,
    [DOC_UNDERLINE] = docbook_underline,
    [DOC_STRONG] = docbook_strong,
    [DOC_STRIKEOUT] = docbook_strikeout,
    [DOC_SUPERSCRIPT] = docbook_superscript,
    [DOC_SUBSCRIPT] = docbook_subscript,
    [DOC_SMALL_CAPS] = docbook_small_caps,
    [DOC_QUOTED] = docbook_quoted,
    [DOC_CITE] = docbook_cite,
    [DOC_CODE] = docbook_code,
    [DOC_MATH] = docbook_math,
    [DOC_RAW_INLINE] = docbook_raw,
    [DOC_LINK] = docbook_link,
    [DOC_IMAGE] = docbook_image,
    [DOC_NOTE] = docbook_note,
    [DOC_SPAN] = docbook_span,
    [DOC_DOCUMENT] = docbook_kids,
    /* Parts are written by the node they belong to; met alone, their kids. */
    [DOC_LINE] = docbook_kids,
    [DOC_ITEM] = docbook_kids,
    [DOC_DEFINITION_ITEM] = docbook_kids,
    [DOC_TERM] = docbook_kids,
    [DOC_DEFINITION] = docbook_kids,
    [DOC_CAPTION] = docbook_caption,
    [DOC_SHORT_CAPTION] = docbook_kids,
    [DOC_TABLE_HEAD] = docbook_kids,
    [DOC_TABLE_BODY] = docbook_kids,
    [DOC_TABLE_FOOT] = docbook_kids,
    [DOC_ROW] = docbook_kids,
    [DOC_CELL] = docbook_kids,
    [DOC_CITATION] = docbook_kids,
    [DOC_CITATION_PREFIX] = docbook_kids,
    [DOC_CITATION_SUFFIX] = docbook_kids,
};
_Static_assert(countof(handlers) == DOC__COUNT, "a handler for each node");

void
docbook_node(struct docbook *w, const struct doc_node *n)
{
	handlers[n->type](w, n);
}

void
docbook_kids(struct docbook *w, const struct doc_node *n)
{
	for (uint32_t i = 0; i < n->count; i++)
		docbook_node(w, n->kids[i]);
}

void
docbook_blocks(struct docbook *w, const struct doc_node *n)
{
	size_t before = xml_count(w->x);
	docbook_kids(w, n);
	if (xml_count(w->x) == before)
		xml_leaf(w->x, "para", STR_NONE);
}

void
docbook_id(struct docbook *w, const struct doc_node *n)
{
	struct str id = refs_id(w->refs, w->page, n);
	if (id.n > 0)
		xml_attr(w->x, "xml:id", id);
	if (doc_get(n, "lang").n > 0)
		xml_attr(w->x, "xml:lang", doc_get(n, "lang"));
}

void
docbook_open(struct docbook *w, const char *name, const struct doc_node *n)
{
	char room[160];
	struct str role = vocab_role(n, room, sizeof(room));
	xml_newline(w->x);
	xml_open(w->x, name);
	docbook_id(w, n);
	if (role.n > 0)
		xml_attr(w->x, "role", role);
}

void
docbook_para(struct docbook *w, const char *role, struct str text)
{
	if (text.n == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, "para");
	xml_set(w->x, "role", role);
	xml_text(w->x, text);
	xml_close(w->x);
}

void
docbook_title(struct docbook *w, struct str text)
{
	if (text.n == 0)
		return;
	xml_newline(w->x);
	xml_leaf(w->x, "title", text);
}

/* The first heading when it is of level 1: it gives a lone document's title. */
static const struct doc_node *
leading_title(const struct doc_node *root)
{
	const struct doc_node *n = root->count ? root->kids[0] : NULL;
	return doc_is(n, DOC_HEADER) && n->num == 1 ? n : NULL;
}

/* The title: the one given, else the metadata's, else the first heading, which
 * is then not repeated. Returns how many blocks it used up. */
static uint32_t
lone_title(struct docbook *w, const struct doc *doc, struct str title)
{
	const struct doc_node *head = leading_title(doc->root);
	if (!title.n)
		title = value_plain(w->a, value_at(doc->meta, "title"));
	bool used = head && !title.n;
	struct str id = used ? refs_id(w->refs, w->page, head) : STR_NONE;
	if (id.n > 0)
		xml_attr(w->x, "xml:id", id);
	xml_newline(w->x);
	xml_open(w->x, "title");
	if (used)
		docbook_kids(w, head);
	else
		xml_text(w->x, title);
	xml_close(w->x);
	return used;
}

static void
docbook_page(struct buf *out, const struct doc *doc,
	     const struct page_opts *opts, struct diag *d)
{
	struct arena *a = arena_new();
	struct docbook w = {.x = xml_begin(opts->standalone), .a = a, .d = d};
	w.refs = refs_of_doc(a, doc);
	xml_open(w.x, "section");
	xml_set(w.x, "xmlns", "http://docbook.org/ns/docbook");
	xml_set(w.x, "xmlns:xlink", "http://www.w3.org/1999/xlink");
	xml_set(w.x, "version", "5.0");
	xml_attr(w.x, "xml:lang",
		 opts->language.n ? opts->language : STR("en"));
	uint32_t used = lone_title(&w, doc, opts->title);
	w.stack[w.depth++] = (struct docbook_level){0, xml_count(w.x)};
	struct doc_node rest = *doc->root;
	rest.kids += used;
	rest.count -= used;
	docbook_sections(&w, &rest);
	docbook_end(&w, 0);
	xml_end(w.x, out);
	arena_free(a);
}

const struct writer docbook_writer = {
    .name = "docbook",
    .suffix = ".xml",
    .help = "DocBook 5, for publishers, archives and other tools",
    .page = docbook_page,
    .book = docbook_book,
};
