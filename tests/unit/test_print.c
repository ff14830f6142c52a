/* test_print.c – the writers of print on a document that holds every kind of
 * node and every class of the vocabulary, alone and in a book: DocBook is
 * valid, FO is well-formed, and every word of the source is in both. */
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "write/vocab.h"
#include "write/writers.h"
#include "write/xml.h"

#define N(...) node(__VA_ARGS__, NULL)
#define DRAWING                                                                \
	"<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\">"       \
	"<text id=\"a\" "                                                      \
	"onclick=\"x()\">drawnword</text><script>bad</script></svg>"

/* What a test works on; words are numbered so that each can be looked for. */
static struct {
	struct arena *a;
	int words;
	struct buf files[8];
	char names[8][64];
	size_t n_files;
} t;

static struct doc_node *
node(enum doc_type type, ...)
{
	struct doc_list kids = {0};
	struct doc_node *kid;
	va_list ap;
	va_start(ap, type);
	while ((kid = va_arg(ap, struct doc_node *)))
		doc_push(t.a, &kids, kid);
	va_end(ap);
	return doc_adopt(doc_node(t.a, type, POS_NONE), &kids);
}

/* A text of one word that occurs nowhere else. */
static struct doc_node *
word(void)
{
	return doc_leaf(t.a, DOC_TEXT, POS_NONE,
			arena_printf(t.a, "word%dq", t.words++));
}

static struct doc_node *
leaf(enum doc_type type)
{
	return doc_leaf(t.a, type, POS_NONE,
			arena_printf(t.a, "word%dq", t.words++));
}

static struct doc_node *
para(void)
{
	return N(DOC_PARA, word());
}

/* id may be NULL; classes are parted by blanks; then keys and values. */
static struct doc_node *
with(struct doc_node *n, const char *id, const char *classes, ...)
{
	struct doc_attr *attr = doc_attr_new(t.a);
	struct str rest = str_of(classes);
	const char *key;
	va_list ap;
	attr->id = str_of(id);
	while (rest.p)
		attr = doc_attr_with_class(t.a, attr, str_cut(&rest, ' '));
	va_start(ap, classes);
	while ((key = va_arg(ap, const char *)))
		attr = doc_attr_with(t.a, attr, str_of(key),
				     str_of(va_arg(ap, const char *)));
	va_end(ap);
	n->attr = attr;
	return n;
}

static struct doc_node *rich(void);

static struct doc_node *
heading(int16_t level, const char *id)
{
	struct doc_node *n = N(DOC_HEADER, rich());
	n->num = level;
	n->text = STR("1.2");
	return with(n, id, NULL, NULL);
}

static struct doc_node *
link_to(const char *url, struct doc_node *kid)
{
	struct doc_node *n = N(DOC_LINK, kid);
	n->as.target = arena_alloc(t.a, sizeof(*n->as.target));
	n->as.target->url = str_of(url);
	return n;
}

static struct doc_node *
image(void)
{
	struct doc_node *n = N(DOC_IMAGE, word());
	n->as.target = arena_alloc(t.a, sizeof(*n->as.target));
	n->as.target->url = STR("figures/none.png");
	return n;
}

static struct doc_node *
raw(enum doc_type type)
{
	struct doc_node *n = doc_leaf(t.a, type, POS_NONE, STR("<rawpart>"));
	n->as.format = "html";
	return n;
}

static struct doc_node *
cell(void)
{
	return N(DOC_CELL, N(DOC_PLAIN, rich()));
}

static struct doc_node *
table(void)
{
	struct doc_node *wide = N(DOC_CELL, para(), para());
	wide->as.span.cols = 2;
	struct doc_node *body =
	    N(DOC_TABLE_BODY, N(DOC_ROW, cell(), cell()), N(DOC_ROW, wide));
	body->num = 1;
	struct doc_node *n =
	    N(DOC_TABLE, N(DOC_CAPTION, N(DOC_PLAIN, rich())),
	      N(DOC_TABLE_HEAD, N(DOC_ROW, cell(), cell())), body,
	      N(DOC_TABLE_FOOT, N(DOC_ROW, cell(), cell())));
	n->as.columns = arena_alloc(t.a, sizeof(struct doc_columns) +
					     2 * sizeof(struct doc_column));
	n->as.columns->count = 2;
	n->as.columns->column[1].align = DOC_ALIGN_RIGHT;
	n->text = STR("7");
	return with(n, "tbl-x", NULL, NULL);
}

/* What may stand in a title, a term, a link, a caption, a reference … */
static struct doc_node *
rich(void)
{
	struct doc_node *display = leaf(DOC_MATH);

	display->num = DOC_MATH_DISPLAY;
	return with(
	    N(DOC_SPAN, word(), N(DOC_EMPH, word()), N(DOC_STRONG, word()),
	      N(DOC_STRIKEOUT, word()), N(DOC_SUPERSCRIPT, N(DOC_EMPH, word())),
	      N(DOC_SMALL_CAPS, word()), N(DOC_QUOTED, word()), leaf(DOC_CODE),
	      leaf(DOC_MATH), display, image(),
	      with(N(DOC_SPAN, word()), NULL, "label", NULL),
	      with(N(DOC_SPAN, word()), NULL, "term", NULL),
	      with(N(DOC_SPAN, word()), NULL, "index", NULL),
	      with(N(DOC_SPAN), NULL, "check", NULL), link_to("#sec-a", word()),
	      link_to("https://example.org/", word()), N(DOC_NOTE, para()),
	      doc_node(t.a, DOC_LINE_BREAK, POS_NONE)),
	    NULL, NULL, NULL);
}

static struct doc_node *
inlines(void)
{
	struct doc_node *quoted = N(DOC_QUOTED, word());
	/* The text of a citation is what the linker made, not its parts. */
	struct doc_node *pre = doc_leaf(t.a, DOC_TEXT, POS_NONE, STR("pre"));
	struct doc_node *cite = N(DOC_CITE,
				  N(DOC_CITATION, N(DOC_CITATION_PREFIX, pre),
				    N(DOC_CITATION_SUFFIX)),
				  link_to("#ref-a", word()));
	cite->num = 1;
	struct doc_node *space = doc_node(t.a, DOC_SPACE, POS_NONE);
	struct doc_node *soft = doc_node(t.a, DOC_SOFT_BREAK, POS_NONE);
	struct doc_node *line = doc_node(t.a, DOC_LINE_BREAK, POS_NONE);
	return N(
	    DOC_PARA, word(), leaf(DOC_STR), space, soft, line,
	    N(DOC_EMPH, rich()), N(DOC_UNDERLINE, rich()),
	    N(DOC_STRONG, N(DOC_EMPH, word())), N(DOC_STRIKEOUT, word()),
	    N(DOC_SUPERSCRIPT, rich()), N(DOC_SUBSCRIPT, word()),
	    N(DOC_SMALL_CAPS, word()), quoted, cite, leaf(DOC_CODE),
	    leaf(DOC_MATH), raw(DOC_RAW_INLINE),
	    link_to("https://example.org/a?b=c&d", word()),
	    link_to("#nowhere", word()), link_to("#sec-a", word()), image(),
	    N(DOC_NOTE, para(), N(DOC_PARA, N(DOC_NOTE, para()))),
	    with(N(DOC_SPAN, word()), "sp", "some other", "lang", "de", NULL));
}

static struct doc_node *
spans(void)
{
	return N(
	    DOC_PARA, with(N(DOC_SPAN), NULL, "check", "name", "n", NULL),
	    with(N(DOC_SPAN, word()), NULL, "label", NULL),
	    with(N(DOC_SPAN, link_to("#gl-a", word())), NULL, "term", NULL),
	    with(N(DOC_SPAN, word()), "ix", "index", "entry", "a!b", NULL));
}

static struct doc_node *
lists(void)
{
	struct doc_node *box =
	    with(N(DOC_SPAN), NULL, "check", "checked", "true", NULL);
	struct doc_node *ordered =
	    N(DOC_ORDERED_LIST, N(DOC_ITEM, para()), N(DOC_ITEM));
	ordered->as.list.start = 3;
	ordered->as.list.style = DOC_STYLE_LOWER_ALPHA;
	return N(DOC_BLOCK_QUOTE,
		 N(DOC_BULLET_LIST,
		   N(DOC_ITEM, N(DOC_PLAIN, box, word()), para()),
		   N(DOC_ITEM, ordered)),
		 N(DOC_DEFINITION_LIST,
		   N(DOC_DEFINITION_ITEM, N(DOC_TERM, rich()),
		     N(DOC_DEFINITION, para()), N(DOC_DEFINITION, para()))),
		 N(DOC_LINE_BLOCK, N(DOC_LINE, word()), N(DOC_LINE, word())),
		 heading(5, NULL), doc_node(t.a, DOC_HORIZONTAL_RULE, POS_NONE),
		 with(leaf(DOC_CODE_BLOCK), NULL, "c", NULL));
}

static struct doc_node *
fields(void)
{
	return N(DOC_DIV,
		 with(N(DOC_DIV), NULL, "field", "label", "fieldword", "width",
		      "short", NULL),
		 with(N(DOC_DIV), NULL, "field", "label", "widefield", NULL),
		 with(N(DOC_DIV), NULL, "lines", "label", "linesword", "lines",
		      "4", "hint", "hintword", NULL),
		 with(N(DOC_DIV, N(DOC_BULLET_LIST, N(DOC_ITEM, para()))), NULL,
		      "choice", "label", "choiceword", NULL),
		 with(N(DOC_DIV), NULL, "scale", "label", "scaleword", "low",
		      "lowword", "high", "highword", NULL),
		 with(N(DOC_DIV, table()), NULL, "fill-table", "label",
		      "fillword", NULL),
		 with(N(DOC_DIV, with(doc_leaf(t.a, DOC_CODE_BLOCK, POS_NONE,
					       STR(DRAWING)),
				      NULL, "svg", NULL)),
		      "dr", "drawing", "alt", "altword", "label", "drawlabel",
		      NULL));
}

static struct doc_node *
worksheet(const char *id)
{
	struct doc_node *n =
	    with(N(DOC_DIV, para(), fields()), id, "worksheet", "title",
		 "sheetword", "purpose", "purposeword", NULL);
	n->text = STR("4");
	return n;
}

static struct doc_node *
vocabulary(void)
{
	struct doc_node *turns =
	    N(DOC_DIV,
	      with(N(DOC_DIV, para()), NULL, "turn", "speaker", "speakerword",
		   NULL),
	      with(N(DOC_DIV, N(DOC_PARA, N(DOC_EMPH, word()))), NULL, "turn",
		   NULL));
	struct doc_node *all =
	    N(DOC_DIV, with(N(DOC_DIV, para()), NULL, "note", NULL),
	      with(N(DOC_DIV, para()), NULL, "tip", "title", "tipword", NULL),
	      with(N(DOC_DIV, para()), NULL, "important", NULL),
	      with(N(DOC_DIV, para()), "risk", "warning risk", "label",
		   "labelword", NULL),
	      with(N(DOC_DIV), NULL, "caution", NULL),
	      with(N(DOC_DIV, with(N(DOC_DIV, para()), NULL, "sidebar", NULL)),
		   "case-x", "sidebar case", "title", "caseword", NULL),
	      with(turns, NULL, "dialogue", "title", "dialogueword", NULL),
	      with(N(DOC_DIV, lists()), "ck", "checklist", "title", "checkword",
		   NULL),
	      worksheet("ws-b"),
	      with(N(DOC_DIV, para(), para()), NULL, "columns", NULL),
	      with(N(DOC_DIV, N(DOC_BULLET_LIST, N(DOC_ITEM, para()))), NULL,
		   "listing", "of", "case", NULL));
	return N(DOC_DIV, all, with(N(DOC_DIV), NULL, "pagebreak", NULL),
		 with(N(DOC_DIV, para()), NULL, "print-only", NULL),
		 with(N(DOC_DIV, para()), NULL, "unheard-of", NULL));
}

static struct doc_node *
apparatus(void)
{
	return N(DOC_DIV,
		 with(N(DOC_DIV,
			with(N(DOC_DIV, N(DOC_PARA, rich())), "ref-a",
			     "csl-entry", NULL),
			N(DOC_BULLET_LIST, N(DOC_ITEM, para()))),
		      "refs", "references", NULL),
		 with(N(DOC_DIV, N(DOC_DEFINITION_LIST,
				   N(DOC_DEFINITION_ITEM,
				     N(DOC_TERM, with(N(DOC_SPAN, rich()),
						      "gl-a", NULL, NULL)),
				     N(DOC_DEFINITION, para())))),
		      NULL, "glossary", NULL));
}

/* A document with everything. */
static struct doc *
everything(void)
{
	struct doc *doc = doc_new();
	struct doc_node *hidden = with(
	    N(DOC_DIV,
	      N(DOC_PARA, doc_leaf(t.a, DOC_TEXT, POS_NONE, STR("hidden")))),
	    "gone", "screen-only", NULL);
	struct doc_node *figure = N(DOC_FIGURE, N(DOC_CAPTION, para(), para()),
				    N(DOC_PLAIN, image()));
	figure->text = STR("5");
	with(figure, "fig-x", NULL, NULL);
	doc->root = N(DOC_DOCUMENT, para(), inlines(), spans(),
		      heading(2, "sec-a"), heading(3, "sec-b"), lists(),
		      table(), figure, N(DOC_FIGURE, para()), vocabulary(),
		      hidden, raw(DOC_RAW_BLOCK), heading(2, "sec-a"),
		      apparatus(), worksheet("ws-a"), heading(2, "sec-c"));
	return doc;
}

static bool
keep_file(void *arg, struct str path, struct str bytes)
{
	(void)arg;
	assert_true(t.n_files < countof(t.files));
	snprintf(t.names[t.n_files], sizeof(t.names[0]), STR_FMT,
		 STR_ARG(path));
	buf_clear(&t.files[t.n_files]);
	buf_put(&t.files[t.n_files++], bytes);
	return true;
}

static struct str
file_named(const char *name)
{
	for (size_t i = 0; i < t.n_files; i++)
		if (strcmp(t.names[i], name) == 0)
			return buf_str(&t.files[i]);
	fail_msg("no file %s was written", name);
	return STR_NONE;
}

static int
setup(void **state)
{
	(void)state;
	t.a = arena_new();
	t.words = 0;
	t.n_files = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(t.a);
	for (size_t i = 0; i < countof(t.files); i++)
		buf_free(&t.files[i]);
	memset(&t, 0, sizeof(t));
	return 0;
}

static bool
contains(struct str text, const char *word)
{
	return str_find(text, str_of(word), 0) != SIZE_MAX;
}

static void
expect_all_words(struct str out)
{
	static const char *const named[] = {
	    "tipword",   "labelword", "caseword",    "speakerword",
	    "checkword", "sheetword", "purposeword", "fieldword",
	    "linesword", "hintword",  "choiceword",  "scaleword",
	    "lowword",   "highword",  "fillword",    "altword",
	    "drawlabel", "drawnword", "widefield",   "dialogueword",
	};
	char word[32];
	for (int i = 0; i < t.words; i++) {
		snprintf(word, sizeof(word), "word%dq", i);
		if (!contains(out, word))
			fail_msg("%s is lost in:\n" STR_FMT, word,
				 STR_ARG(out));
	}
	for (size_t i = 0; i < countof(named); i++)
		if (!contains(out, named[i]))
			fail_msg("%s is lost", named[i]);
	assert_false(contains(out, "hidden"));
	assert_false(contains(out, "rawpart"));
	assert_false(contains(out, "onclick"));
	assert_false(contains(out, "<script"));
}

static void
expect_valid(struct str out)
{
	struct diag *d = diag_new(STR("out.xml"));
	struct diag_print print = {.to = stderr};
	enum xml_verdict v = xml_validate_docbook(out, STR("out.xml"), d);
	if (v == XML_NO_SCHEMA)
		print_message("[  NOTE    ] docbook5-xml is not installed\n");
	if (v == XML_INVALID)
		diag_emit(&d, 1, &print);
	if (v == XML_INVALID && getenv("KEEP_XML")) {
		FILE *f = fopen(getenv("KEEP_XML"), "w");
		fwrite(out.p, 1, out.n, f);
		fclose(f);
	}
	assert_int_not_equal(v, XML_INVALID);
	diag_free(d);
}

static bool
has_schema(void)
{
	struct diag *d = diag_new(STR("x"));
	enum xml_verdict v = xml_validate_docbook(STR("<a/>"), STR("x"), d);
	diag_free(d);
	return v != XML_NO_SCHEMA;
}

/* A book of parts, chapters and a page below one, each with everything. */
static bool
write_book(const struct writer *writer, struct diag *d)
{
	struct doc *docs[3] = {everything(), everything(), everything()};
	struct book_page pages[] = {
	    {.title = STR_INIT("Part one")},
	    {.doc = docs[0],
	     .title = STR_INIT("Chapter one"),
	     .depth = 1,
	     .output = STR_INIT("a/one.html"),
	     .number = STR_INIT("1"),
	     .id = STR_INIT("one")},
	    {.doc = docs[1],
	     .title = STR_INIT("Below"),
	     .depth = 2,
	     .output = STR_INIT("a/below.html"),
	     .id = STR_INIT("one")},
	    {.title = STR_INIT("Part two")},
	    {.doc = docs[2],
	     .title = STR_INIT("Chapter two"),
	     .depth = 1,
	     .output = STR_INIT("b/two.html"),
	     .source = STR_INIT("b/two.md")},
	    {.title = STR_INIT("Part without pages")},
	};
	const struct book book = {.pages = pages,
				  .count = countof(pages),
				  .title = STR("A title & more"),
				  .subtitle = STR("A subtitle"),
				  .edition = STR("1"),
				  .date = STR("2026-01-02"),
				  .language = STR("en-GB")};
	const struct sink to = {.put = keep_file};
	struct doc_node *first = docs[0]->root->kids[0];
	struct doc_list kids = {0};
	doc_push_kids(t.a, &kids, first);
	doc_push(t.a, &kids, link_to("../b/two.html#sec-b", word()));
	doc_push(t.a, &kids, link_to("below.html", word()));
	doc_push(t.a, &kids, link_to("../files/x.pdf", word()));
	doc_adopt(first, &kids);
	bool ok = writer->book(&book, &to, d);
	for (size_t i = 0; i < countof(docs); i++)
		doc_free(docs[i]);
	return ok;
}

static void
test_docbook_page(void **state)
{
	struct doc *doc = everything();
	struct diag *d = diag_new(STR("in.md"));
	struct buf out = BUF_INIT;
	const struct page_opts opts = {.title = STR("Title")};
	(void)state;
	docbook_writer.page(&out, doc, &opts, d);
	expect_all_words(buf_str(&out));
	expect_valid(buf_str(&out));
	/* The two raw parts are reported as left out. */
	assert_true(diag_has(d, "write-node"));
	assert_int_equal(diag_count(d, DIAG_WARNING), 2);
	buf_free(&out);
	diag_free(d);
	doc_free(doc);
}

static void
test_docbook_book(void **state)
{
	struct diag *d = diag_new(STR("book"));
	(void)state;
	assert_true(write_book(&docbook_writer, d));
	struct str out = file_named("print/manual.xml");
	expect_all_words(out);
	expect_valid(out);
	/* The writer checks its own output, or says that it could not. */
	assert_false(diag_has(d, "write-docbook"));
	assert_int_equal(diag_has(d, "write-schema"), !has_schema());
	assert_true(contains(out, "linkend=\"b_two.sec-b\""));
	assert_true(contains(out, "linkend=\"one-2\""));
	assert_true(contains(out, "xlink:href=\"../files/x.pdf\""));
	assert_true(contains(out, "xml:id=\"one.sec-a\""));
	assert_true(contains(out, "xml:lang=\"de\""));
	diag_free(d);
}

static void
test_docbook_empty(void **state)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("in.md"));
	struct buf out = BUF_INIT;
	const struct page_opts opts = {.standalone = true};
	(void)state;
	doc->root = N(DOC_DOCUMENT);
	docbook_writer.page(&out, doc, &opts, d);
	expect_valid(buf_str(&out));
	buf_free(&out);
	diag_free(d);
	doc_free(doc);
}

/* Every place a link or a page number leads to is there. */
static void
expect_no_dangling(struct str out)
{
	static const char *const from[] = {"internal-destination=\"",
					   "ref-id=\""};
	for (size_t i = 0; i < countof(from); i++) {
		struct str key = str_of(from[i]);
		size_t at = 0;
		while ((at = str_find(out, key, at)) != SIZE_MAX) {
			at += key.n;
			size_t end = str_find(out, STR("\""), at);
			struct str id =
			    arena_printf(t.a, " id=\"" STR_FMT "\"",
					 STR_ARG(str_slice(out, at, end)));
			if (str_find(out, id, 0) == SIZE_MAX)
				fail_msg("nothing has" STR_FMT, STR_ARG(id));
		}
	}
}

static void
test_fo_page(void **state)
{
	struct doc *doc = everything();
	struct diag *d = diag_new(STR("in.md"));
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct buf out = BUF_INIT;
		const struct page_opts opts = {.standalone = i == 0,
					       .source_dir = STR("tests")};
		fo_writer.page(&out, doc, &opts, d);
		expect_all_words(buf_str(&out));
		assert_true(xml_well_formed(buf_str(&out)));
		expect_no_dangling(buf_str(&out));
		buf_free(&out);
	}
	assert_int_equal(diag_count(d, DIAG_WARNING), 4);
	diag_free(d);
	doc_free(doc);
}

static void
test_fo_book(void **state)
{
	struct diag *d = diag_new(STR("book"));
	(void)state;
	assert_true(write_book(&fo_writer, d));
	struct str out = file_named("print/manual.fo");
	if (getenv("KEEP_FO")) { /* to be looked at */
		FILE *f = fopen(getenv("KEEP_FO"), "w");
		fwrite(out.p, 1, out.n, f);
		fclose(f);
	}
	expect_all_words(out);
	assert_true(xml_well_formed(out));
	assert_true(xml_well_formed(file_named("print/manual-letter.fo")));
	assert_true(xml_well_formed(file_named("print/fop.xconf")));
	expect_no_dangling(out);
	assert_true(contains(out, "country=\"GB\""));
	diag_free(d);
}

/* Each sheet has its file, with its words, its title as heading, and links
 * that lead from there. */
static void
test_worksheets(void **state)
{
	struct diag *d = diag_new(STR("book"));
	struct doc *doc = doc_new();
	struct doc_node *sheet = worksheet("ws-a");
	struct doc_list kids = {0};
	doc_push_kids(t.a, &kids, sheet);
	doc_push(t.a, &kids,
		 N(DOC_PARA, link_to("other.html#x", word()),
		   link_to("#sec-a", word()),
		   link_to("https://example.org/", word())));
	doc_adopt(sheet, &kids);
	doc->root = N(DOC_DOCUMENT, N(DOC_DIV, sheet),
		      with(N(DOC_DIV), "ws/b", "worksheet", NULL));
	const struct book_page page = {.doc = doc,
				       .title = STR("The page"),
				       .output = STR("a/one.html"),
				       .depth = 1};
	struct value *assets = value_map(t.a);
	value_put_str(t.a, assets, "sheet_css", STR("assets/sheet-1.css"));
	const struct book book = {.pages = &page,
				  .count = 1,
				  .title = STR("Manual & more"),
				  .edition = STR("7"),
				  .assets = assets};
	const struct sink to = {.put = keep_file};
	(void)state;
	assert_true(worksheet_writer.book(&book, &to, d));
	assert_int_equal(t.n_files, 2);
	assert_string_equal(t.names[1], "worksheets/ws-b.html");
	struct str out = file_named("worksheets/ws-a.html");
	char word[32];
	for (int i = 0; i < t.words; i++) {
		snprintf(word, sizeof(word), "word%dq", i);
		assert_true(contains(out, word));
	}
	assert_true(contains(out,
			     "<h1 class=\"sheet-title\"><span "
			     "class=\"label\">Worksheet 4</span> sheetword"));
	assert_true(contains(out, "Manual &amp; more · edition 7"));
	assert_true(contains(out, "href=\"../assets/sheet-1.css\""));
	assert_true(contains(out, "href=\"../a/other.html#x\""));
	assert_true(contains(out, "href=\"../a/one.html#sec-a\""));
	assert_true(contains(out, "href=\"https://example.org/\""));
	assert_false(contains(out, "style=\""));
	if (getenv("KEEP_SHEET")) { /* to be looked at */
		FILE *f = fopen(getenv("KEEP_SHEET"), "w");
		fwrite(out.p, 1, out.n, f);
		fclose(f);
	}
	diag_free(d);
	doc_free(doc);
}

/* The gate: what XML does not allow, and what the schema does not. */
static void
test_gate(void **state)
{
	struct buf out = BUF_INIT;
	struct xml *x = xml_begin(false);
	(void)state;
	xml_open(x, "a");
	xml_attr(x, "b", STR("\"<&\x01\xff"));
	xml_text(x, STR("<&>\x02\xc3\xa9"));
	xml_end(x, &out);
	assert_true(xml_well_formed(buf_str(&out)));
	assert_true(
	    contains(buf_str(&out), "&lt;&amp;&gt;\xef\xbf\xbd\xc3\xa9"));
	struct diag *d = diag_new(STR("x"));
	enum xml_verdict v = xml_validate_docbook(buf_str(&out), STR("x"), d);
	assert_int_not_equal(v, XML_VALID);
	assert_int_equal(diag_has(d, "write-docbook"), v == XML_INVALID);
	buf_free(&out);
	diag_free(d);
}

static void
test_bad_drawing(void **state)
{
	static const char *const bad[] = {
	    "", "<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><a></svg>",
	    "<html/>", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>"};
	(void)state;
	for (size_t i = 0; i < countof(bad); i++) {
		struct diag *d = diag_new(STR("x"));
		assert_false(xml_svg_ok(str_of(bad[i]), d, POS_NONE));
		assert_true(diag_has(d, "write-svg"));
		diag_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_docbook_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_docbook_book, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_docbook_empty, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(test_fo_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_fo_book, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_worksheets, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_gate, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_bad_drawing, setup, teardown),
	};
	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
