/* worksheet.c – each worksheet as a page of its own, to print or to fill in on
 * the screen. In: Div.worksheet anywhere in a document; out: an HTML file. The
 * body comes from the html writer; only the frame is made here. The trick: the
 * worksheet is copied into a document of its own, its title taken out for the
 * frame's <h1> and its links turned to where the file will stand. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "write/vocab.h"
#include "write/writers.h"
#include "write/xml.h"

/* What the frame of a sheet says besides the sheet itself. */
struct frame {
	struct str language, manual, edition;
	struct str styles[2]; /* URLs, seen from the sheet */
	struct str page;      /* the page it stands on: "a/b.html"; or absent */
	struct str page_title;
};

struct sheets {
	struct arena *a;
	const struct doc_node **nodes;
	size_t count, cap;
};

static enum walk
find(const struct doc_node *n, void *arg)
{
	struct sheets *s = arg;
	if (vocab_of(n) == VOCAB_SCREEN_ONLY)
		return WALK_OVER;
	if (vocab_of(n) != VOCAB_WORKSHEET)
		return WALK_INTO;
	s->nodes = arena_room(s->a, s->nodes, s->count, &s->cap,
			      sizeof(const struct doc_node *));
	s->nodes[s->count++] = n;
	return WALK_OVER;
}

static struct sheets
sheets_of(struct arena *a, const struct doc *doc)
{
	struct sheets s = {.a = a};
	doc_walk_const(doc->root, find, NULL, &s);
	return s;
}

/* -- the sheet as a document ------------------------------------------------
 */

struct turn {
	struct arena *a;
	const struct doc_node *sheet;
	struct str page;
	struct str id; /* looked for by has_id() */
};

static enum walk
same_id(const struct doc_node *n, void *arg)
{
	const struct turn *t = arg;
	return str_eq(doc_id(n), t->id) ? WALK_STOP : WALK_INTO;
}

static bool
has_id(struct turn *t, struct str id)
{
	t->id = id;
	return id.n > 0 && !doc_walk_const(t->sheet, same_id, NULL, t);
}

static bool
is_relative(struct str url)
{
	return url.n > 0 && url.p[0] != '/' &&
	       str_find(str_slice(url, 0, 12), STR(":"), 0) == SIZE_MAX;
}

/* A link that was right on the page is made right in worksheets/. */
static struct str
turned(struct turn *t, struct str url)
{
	struct str fragment = url;
	struct str file = str_cut(&fragment, '#');
	if (!is_relative(url) || t->page.n == 0)
		return url;
	if (file.n == 0 && has_id(t, fragment))
		return url;
	struct str to =
	    file.n ? path_join(t->a, path_dir(t->page), file) : t->page;
	to = arena_join(t->a, STR("../"), to);
	if (fragment.p)
		to = arena_printf(t->a, STR_FMT "#" STR_FMT, STR_ARG(to),
				  STR_ARG(fragment));
	return to;
}

static enum walk
turn_links(struct doc_node *n, void *arg)
{
	struct turn *t = arg;
	if (n->type == DOC_LINK || n->type == DOC_IMAGE)
		n->as.target->url = turned(t, n->as.target->url);
	return WALK_INTO;
}

static struct doc *
sheet_document(const struct doc_node *sheet, struct str page)
{
	struct doc *doc = doc_new();
	struct doc_node *copy = doc_copy(doc->arena, sheet);
	struct turn turn = {.a = doc->arena, .sheet = sheet, .page = page};
	doc_walk(copy, turn_links, NULL, &turn);
	/* The frame says these. */
	const struct doc_attr *attr = copy->attr;
	static const char *const said[] = {"label", "title", "purpose"};
	for (size_t i = 0; i < countof(said); i++)
		attr =
		    doc_attr_with(doc->arena, attr, str_of(said[i]), STR(""));
	copy->attr = attr;
	doc->root = doc_wrap(doc->arena, DOC_DOCUMENT, sheet->pos, copy);
	return doc;
}

/* -- the frame --------------------------------------------------------------
 */

static void
attribute_element(struct xml *x, const char *name, const char *const *pairs)
{
	xml_newline(x);
	xml_open(x, name);
	for (; *pairs; pairs += 2)
		xml_set(x, pairs[0], pairs[1]);
	xml_close(x);
}

static void
style_sheet(struct xml *x, struct str url)
{
	if (url.n == 0)
		return;
	xml_newline(x);
	xml_open(x, "link");
	xml_set(x, "rel", "stylesheet");
	xml_attr(x, "href", url);
	xml_close(x);
}

static void
head(struct xml *x, const struct frame *f, struct str title)
{
	static const char *const charset[] = {"charset", "utf-8", NULL};
	static const char *const viewport[] = {
	    "name", "viewport", "content",
	    "width=device-width, initial-scale=1", NULL};
	static const char *const policy[] = {"http-equiv",
					     "Content-Security-Policy",
					     "content", PAGE_POLICY, NULL};

	xml_open(x, "head");
	attribute_element(x, "meta", charset);
	attribute_element(x, "meta", policy);
	attribute_element(x, "meta", viewport);
	xml_newline(x);
	xml_leaf(x, "title", title);
	for (size_t i = 0; i < countof(f->styles); i++)
		style_sheet(x, f->styles[i]);
	xml_newline(x);
	xml_close(x);
}

/* Said on the screen only: where the reader is, and what happens to what is
 * typed. */
static void
screen_note(struct xml *x, struct arena *a, const struct frame *f)
{
	xml_newline(x);
	xml_open(x, "header");
	xml_set(x, "class", "sheet-note");
	if (f->page.n > 0) {
		xml_newline(x);
		xml_open(x, "p");
		xml_open(x, "a");
		xml_attr(x, "href", arena_join(a, STR("../"), f->page));
		xml_text(x, f->page_title.n ? f->page_title : STR("Manual"));
		xml_close(x);
		xml_close(x);
	}
	xml_newline(x);
	xml_leaf(
	    x, "p",
	    STR("Print this sheet, or fill it in here and print it or save "
		"it as a PDF. What you type is not stored and not sent."));
	xml_newline(x);
	xml_close(x);
}

static void
sheet_title(struct xml *x, const struct doc_node *n)
{
	char room[160];
	struct str label = vocab_label(n, room, sizeof(room));
	struct str title = doc_get(n, "title");
	xml_newline(x);
	xml_open(x, "h1");
	xml_set(x, "class", "sheet-title");
	if (label.n > 0) {
		xml_open(x, "span");
		xml_set(x, "class", "label");
		xml_text(x, label);
		xml_close(x);
	}
	if (label.n > 0 && title.n > 0)
		xml_text(x, STR(" "));
	xml_text(x, title);
	xml_close(x);
	if (doc_get(n, "purpose").n == 0)
		return;
	xml_newline(x);
	xml_open(x, "p");
	xml_set(x, "class", "purpose");
	xml_text(x, doc_get(n, "purpose"));
	xml_close(x);
}

static void
foot(struct xml *x, struct arena *a, const struct frame *f, struct str label)
{
	struct str line = f->manual;
	if (line.n > 0 && f->edition.n > 0)
		line = arena_printf(a, STR_FMT " · edition " STR_FMT,
				    STR_ARG(line), STR_ARG(f->edition));
	if (label.n > 0 && line.n > 0)
		line = arena_printf(a, STR_FMT " · " STR_FMT, STR_ARG(line),
				    STR_ARG(label));
	if (line.n == 0)
		return;
	xml_newline(x);
	xml_open(x, "footer");
	xml_set(x, "class", "sheet-foot");
	xml_leaf(x, "p", line);
	xml_close(x);
}

static void
sheet_body(struct xml *x, const struct doc_node *sheet, const struct frame *f,
	   struct diag *d)
{
	struct doc *doc = sheet_document(sheet, f->page);
	struct buf body = BUF_INIT;
	const struct page_opts opts = {.language = f->language,
				       .root = STR("../")};
	writer_find(STR("html"))->page(&body, doc, &opts, d);
	xml_newline(x);
	xml_markup(x, buf_str(&body));
	buf_free(&body);
	doc_free(doc);
}

static struct str
file_title(struct arena *a, const struct doc_node *n, const struct frame *f)
{
	char room[160];
	struct str title = doc_get(n, "title");
	if (title.n == 0)
		title = vocab_label(n, room, sizeof(room));
	return f->manual.n ? arena_printf(a, STR_FMT " · " STR_FMT,
					  STR_ARG(title), STR_ARG(f->manual))
			   : arena_str(a, title);
}

/* One file with these sheets, each on a page of its own when printed. */
static void
write_sheets(struct buf *out, struct sheets sheets, const struct frame *f,
	     struct diag *d)
{
	struct xml *x = xml_begin(false);
	char room[160];
	struct str label = vocab_label(sheets.nodes[0], room, sizeof(room));
	buf_puts(out, "<!DOCTYPE html>\n");
	xml_open(x, "html");
	xml_attr(x, "lang", f->language.n ? f->language : STR("en"));
	xml_newline(x);
	head(x, f, file_title(sheets.a, sheets.nodes[0], f));
	xml_newline(x);
	xml_open(x, "body");
	xml_set(x, "class", "sheet");
	screen_note(x, sheets.a, f);
	xml_newline(x);
	xml_open(x, "main");
	for (size_t i = 0; i < sheets.count; i++) {
		sheet_title(x, sheets.nodes[i]);
		sheet_body(x, sheets.nodes[i], f, d);
	}
	xml_close(x);
	foot(x, sheets.a, f, sheets.count == 1 ? label : STR_NONE);
	xml_newline(x);
	xml_end(x, out);
}

/* -- the writer -------------------------------------------------------------
 */

/* All sheets of one document in one file; nothing when there is none. */
static void
worksheet_page(struct buf *out, const struct doc *doc,
	       const struct page_opts *opts, struct diag *d)
{
	struct arena *a = arena_new();
	struct sheets sheets = sheets_of(a, doc);
	const struct frame f = {
	    .language = opts->language,
	    .manual = opts->title,
	    .styles = {opts->stylesheet},
	};
	if (sheets.count > 0)
		write_sheets(out, sheets, &f, d);
	arena_free(a);
}

static struct str
asset(struct arena *a, const struct book *book, const char *key)
{
	struct str url = value_text(value_at(book->assets, key));
	return url.n ? arena_join(a, STR("../"), url) : STR_NONE;
}

/* "ws-inventory", with nothing in it that a file name should not have. */
static struct str
file_name(struct arena *a, const struct doc_node *n, size_t number)
{
	struct str id = doc_id(n);
	if (id.n == 0)
		return arena_printf(a, "worksheets/worksheet-%zu.html", number);
	char *p = arena_alloc(a, id.n);
	for (size_t i = 0; i < id.n; i++)
		p[i] =
		    is_alnum(id.p[i]) || strchr("-_", id.p[i]) ? id.p[i] : '-';
	return arena_printf(a, "worksheets/%.*s.html", (int)id.n, p);
}

static bool
sheets_of_page(struct arena *a, const struct book *book, size_t i,
	       const struct sink *to, struct diag *d)
{
	const struct book_page *p = &book->pages[i];
	struct sheets all = sheets_of(a, p->doc);
	const struct frame f = {
	    .language = book->language,
	    .manual = book->title,
	    .edition = book->edition,
	    .styles = {asset(a, book, "worksheet_css"),
		       asset(a, book, "sheet_css")},
	    .page = p->output,
	    .page_title = p->title,
	};
	bool ok = true;
	for (size_t k = 0; ok && k < all.count; k++) {
		struct sheets one = {a, &all.nodes[k], 1, 1};
		struct buf out = BUF_INIT;
		write_sheets(&out, one, &f, d);
		ok = to->put(to->arg,
			     file_name(a, all.nodes[k], i * 100 + k + 1),
			     buf_str(&out));
		buf_free(&out);
	}
	return ok;
}

static bool
worksheet_book(const struct book *book, const struct sink *to, struct diag *d)
{
	bool ok = true;
	for (size_t i = 0; ok && i < book->count; i++) {
		struct arena *a = arena_new();
		diag_places(d, book->pages[i].places);
		if (book->pages[i].doc)
			ok = sheets_of_page(a, book, i, to, d);
		arena_free(a);
	}
	return ok;
}

const struct writer worksheet_writer = {
    .name = "worksheet",
    .suffix = ".html",
    .help = "each worksheet as an HTML page, to print or to fill in",
    .page = worksheet_page,
    .book = worksheet_book,
};
