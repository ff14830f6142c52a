/* book.c – the frame of a whole manual: <book>, its parts, chapters and the
 * sections made of pages below a page, in the order of the contents. */
#include "write/docbook/docbook.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/value.h"

static void
text_element(struct docbook *w, const char *name, struct str text)
{
	if (text.n == 0)
		return;
	xml_newline(w->x);
	xml_leaf(w->x, name, text);
}

static void
author(struct docbook *w, struct str name)
{
	if (name.n == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, "author");
	xml_leaf(w->x, "personname", name);
	xml_close(w->x);
}

/* `authors` is a list of names or one name. */
static void
authors(struct docbook *w, const struct value *meta)
{
	const struct value *v = value_at(meta, "authors");
	v = v ? v : value_at(meta, "author");
	if (v && v->type == VALUE_LIST)
		for (size_t i = 0; i < value_count(v); i++)
			author(w, value_plain(w->a, value_item(v, i)));
	else
		author(w, value_plain(w->a, v));
}

static void
book_info(struct docbook *w, const struct book *book)
{
	xml_newline(w->x);
	xml_open(w->x, "info");
	/* Title and subtitle first and side by side: libxml2 rejects others. */
	xml_newline(w->x);
	xml_leaf(w->x, "title", book->title);
	text_element(w, "subtitle", book->subtitle);
	authors(w, book->meta);
	text_element(w, "edition", book->edition);
	text_element(w, "date", book->date);
	xml_newline(w->x);
	xml_close(w->x);
}

static void
keywords(struct docbook *w, const struct value *list)
{
	if (value_count(list) == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, "keywordset");
	for (size_t i = 0; i < value_count(list); i++)
		xml_leaf(w->x, "keyword",
			 value_plain(w->a, value_item(list, i)));
	xml_close(w->x);
}

static void
page_info(struct docbook *w, const struct book_page *p,
	  const struct doc_node *head)
{
	const struct value *meta = p->doc ? p->doc->meta : NULL;
	xml_newline(w->x);
	xml_open(w->x, "info");
	xml_newline(w->x);
	xml_open(w->x, "title");
	if (head) {
		struct str id = refs_id(w->refs, w->page, head);
		if (id.n > 0) {
			xml_open(w->x, "anchor");
			xml_attr(w->x, "xml:id", id);
			xml_close(w->x);
		}
		docbook_kids(w, head);
	} else {
		xml_text(w->x, p->title);
	}
	xml_close(w->x);
	text_element(w, "titleabbrev",
		     value_plain(w->a, value_at(meta, "short-title")));
	struct str about = value_plain(w->a, value_at(meta, "description"));
	if (about.n > 0) {
		xml_newline(w->x);
		xml_open(w->x, "abstract");
		xml_leaf(w->x, "para", about);
		xml_close(w->x);
	}
	keywords(w, value_at(meta, "keywords"));
	xml_newline(w->x);
	xml_close(w->x);
}

/* The page's own heading of level 1, when the text repeats the title so. */
static const struct doc_node *
own_title(struct docbook *w, const struct book_page *p)
{
	const struct doc_node *root = p->doc ? p->doc->root : NULL;
	if (!root || root->count == 0 || root->kids[0]->type != DOC_HEADER ||
	    root->kids[0]->num != 1)
		return NULL;
	return str_eq(doc_text(w->a, root->kids[0]), p->title) ? root->kids[0]
							       : NULL;
}

static const char *
page_element(const struct docbook *w, const struct book_page *p)
{
	if (p->depth == 0 && !p->doc)
		return "part";
	/* A section stands in a chapter, whatever the contents say. */
	bool inner = w->depth && w->stack[w->depth - 1].level >= 10;
	return p->depth > 1 && inner ? "section" : "chapter";
}

/* Ends the sections of the page before: they hold no other page. */
static void
end_headings(struct docbook *w)
{
	while (w->depth && w->stack[w->depth - 1].level % 10)
		docbook_end(w, w->stack[w->depth - 1].level);
}

static void
book_page(struct docbook *w, const struct book_page *p)
{
	const struct doc_node *head = own_title(w, p);
	unsigned depth = p->depth < 40 ? p->depth : 40;
	if (depth == 0 && p->doc)
		docbook_end(w, 0);
	end_headings(w);
	docbook_begin(w, page_element(w, p), (int)depth * 10);
	xml_attr(w->x, "xml:id", refs_page_id(w->refs, w->page));
	if (p->kind.n > 0)
		xml_attr(w->x, "role", p->kind);
	if (p->number.n > 0)
		xml_attr(w->x, "label", p->number);
	page_info(w, p, head);
	w->stack[w->depth - 1].filled = xml_count(w->x);
	if (!p->doc)
		return;
	struct doc_node rest = *p->doc->root;
	rest.kids += head != NULL;
	rest.count -= head != NULL;
	docbook_sections(w, &rest);
}

static enum walk
find_index(const struct doc_node *n, void *arg)
{
	(void)arg;
	return vocab_of(n) == VOCAB_INDEX ? WALK_STOP : WALK_INTO;
}

static bool
has_index(const struct book *book)
{
	for (size_t i = 0; i < book->count; i++)
		if (book->pages[i].doc &&
		    !doc_walk_const(book->pages[i].doc->root, find_index, NULL,
				    NULL))
			return true;
	return false;
}

/* A part must hold a chapter: one without pages is passed over. */
static bool
is_empty_part(const struct book *book, size_t i)
{
	const struct book_page *p = &book->pages[i];
	return p->depth == 0 && !p->doc &&
	       (i + 1 == book->count || book->pages[i + 1].depth == 0);
}

/* The gate: what does not validate is a fault of this program, and the author
 * hears of it here, not from a publisher. */
static void
check(struct str bytes, struct diag *d)
{
	struct str path = STR("print/manual.xml");
	if (xml_validate_docbook(bytes, path, d) == XML_NO_SCHEMA)
		diag(d, DIAG_WRITE_SCHEMA,
		     (struct pos){0, 0, diag_file(d, path)},
		     "not checked: the schema of DocBook 5.0 is not installed");
}

bool
docbook_book(const struct book *book, const struct sink *to, struct diag *d)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct docbook w = {.x = xml_begin(true), .a = a, .d = d, .book = true};
	w.refs = refs_of_book(a, book);
	xml_open(w.x, "book");
	xml_set(w.x, "xmlns", "http://docbook.org/ns/docbook");
	xml_set(w.x, "xmlns:xlink", "http://www.w3.org/1999/xlink");
	xml_set(w.x, "version", "5.0");
	xml_attr(w.x, "xml:lang",
		 book->language.n ? book->language : STR("en"));
	book_info(&w, book);
	for (w.page = 0; w.page < book->count; w.page++) {
		diag_places(d, book->pages[w.page].places);
		if (!is_empty_part(book, w.page))
			book_page(&w, &book->pages[w.page]);
	}
	diag_places(d, NULL);
	docbook_end(&w, 0);
	if (has_index(book)) {
		xml_newline(w.x);
		xml_leaf(w.x, "index", STR_NONE);
	}
	xml_newline(w.x);
	xml_end(w.x, &out);
	check(buf_str(&out), d);
	bool ok = to->put(to->arg, STR("print/manual.xml"), buf_str(&out));
	buf_free(&out);
	arena_free(a);
	return ok;
}
