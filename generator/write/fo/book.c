/* book.c – a whole manual as one XSL-FO file: title page, contents, then a
 * page sequence for each part and each chapter. Pages below a page follow it in
 * the same chapter. Beside it the configuration that FOP needs. */
#include "write/fo/fo.h"

#include "base/arena.h"
#include "base/buf.h"

/* The part that page i belongs to, or the book. */
static struct str
left_head(const struct book *b, size_t i)
{
	while (b->pages[i].depth > 0 && i > 0)
		i--;
	return b->pages[i].depth == 0 && !b->pages[i].doc ? b->pages[i].title
							  : b->title;
}

static bool
has_parts(const struct book *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->pages[i].depth == 0 && !b->pages[i].doc)
			return true;
	return false;
}

static void
heading(struct fo *w, const struct book_page *p, enum fo_style style)
{
	static const char *const roles[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
	fo_block(w, style);
	xml_attr(w->x, "id", refs_page_id(w->refs, w->page));
	xml_set(w->x, "role", roles[w->top < 6 ? w->top - 1 : 5]);
	if (p->number.n > 0)
		fo_leaf(w, "fo:inline", FO_NUMBER, p->number);
	fo_put(w, p->title);
	xml_close(w->x);
}

/* The heading that repeats the page's title is not written twice. */
static bool
repeats_title(struct fo *w, const struct book_page *p)
{
	const struct doc_node *root = p->doc->root;
	return root->count > 0 && root->kids[0]->type == DOC_HEADER &&
	       root->kids[0]->num == 1 &&
	       str_eq(doc_text(w->a, root->kids[0]), p->title);
}

static void
page_body(struct fo *w, const struct book_page *p)
{
	struct doc_node rest = *p->doc->root;
	if (repeats_title(w, p)) {
		struct str id = refs_id(w->refs, w->page, rest.kids[0]);
		if (id.n > 0) {
			xml_open(w->x, "fo:block");
			xml_attr(w->x, "id", id);
			xml_close(w->x);
		}
		rest.kids++;
		rest.count--;
	}
	fo_flow(w, &rest);
}

static void
part(struct fo *w)
{
	const struct book_page *p = &w->book->pages[w->page];
	w->top = 1;
	fo_sequence(w, &(struct fo_sequence){.master = "cover-page",
					     .format = "1",
					     .first_number =
						 w->page ? "auto-odd" : "1"});
	heading(w, p, FO_PART_TITLE);
	fo_sequence_end(w);
}

/* The page and those below it. */
static void
chapter(struct fo *w)
{
	const struct book *b = w->book;
	const struct book_page *p = &b->pages[w->page];
	int base = has_parts(b) ? 1 : 0;
	struct str left = left_head(b, w->page);
	fo_sequence(
	    w, &(struct fo_sequence){.master = "body",
				     .left = left.n ? left : STR(" "),
				     .right = p->title,
				     .format = "1",
				     .first_number = w->page ? NULL : "1"});
	w->notes = 0;
	do {
		w->top = base + (p->depth > 1 ? (int)p->depth : 1);
		heading(w, p, p->depth > 1 ? FO_HEADING_2 : FO_CHAPTER_TITLE);
		diag_places(w->d, p->places);
		if (p->doc)
			page_body(w, p);
		w->page++;
		p = w->page < b->count ? &b->pages[w->page] : NULL;
	} while (p && p->depth > 1);
	w->page--;
	fo_sequence_end(w);
}

static void
whole_book(struct fo *w)
{
	const struct book *b = w->book;
	fo_root(w, b->title);
	fo_bookmarks(w);
	fo_title_page(w);
	if (b->count > 0)
		fo_contents(w);
	for (w->page = 0; w->page < b->count; w->page++) {
		const struct book_page *p = &b->pages[w->page];
		if (p->depth == 0 && !p->doc)
			part(w);
		else
			chapter(w);
	}
}

static bool
put_config(const struct sink *to)
{
	struct buf config = BUF_INIT;
	fo_config(&config);
	bool ok = to->put(to->arg, STR("print/fop.xconf"), buf_str(&config));
	buf_free(&config);
	return ok;
}

/* One file for that paper. */
static bool
put_book(const struct book *book, struct str name, const struct sink *to,
	 struct diag *d)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct fo w = {.x = xml_begin(true),
		       .a = a,
		       .d = d,
		       .book = book,
		       .source_dir = book->source_dir,
		       .language = book->language};
	w.refs = refs_of_book(a, book);
	if (w.language.n == 0)
		w.language = STR("en");
	whole_book(&w);
	xml_end(w.x, &out);
	bool ok = to->put(to->arg, name, buf_str(&out));
	buf_free(&out);
	arena_free(a);
	return ok;
}

/* A4 and Letter; what there is to complain of is the same for both. */
bool
fo_book(const struct book *book, const struct sink *to, struct diag *d)
{
	struct book a4 = *book, letter = *book;
	struct diag *again = diag_new(STR_NONE);
	a4.letter = false;
	letter.letter = true;
	bool ok = put_book(&a4, STR("print/manual.fo"), to, d) &&
		  put_book(&letter, STR("print/manual-letter.fo"), to, again) &&
		  put_config(to);
	diag_free(again);
	return ok;
}
