/* test_writers.c – every writer meets every kind of node and every class of
 * the vocabulary; the gates escape; HTML elements nest. Trees are written as
 * text: (Para "words" (Emph "more")), see build(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "write/write.h"

/* -- trees from text ------------------------------------------------------ */

/* (Type#id.class.class key="value" =num "text" kids…): `=num` sets num (and
 * the start of lists), `<url>` the target, the first string of a leaf is its
 * text, else a Text kid. */
struct build {
	struct arena *a;
	const char *p;
};

static void
blanks(struct build *b)
{
	while (is_blank(*b->p))
		b->p++;
}

static struct str
word(struct build *b)
{
	struct str s = {b->p, 0};

	while (is_alnum(b->p[0]) || strchr("-_:", b->p[0] ? b->p[0] : ' '))
		b->p++;
	s.n = (size_t)(b->p - s.p);
	return s;
}

static struct str
until(struct build *b, char end)
{
	struct str s = {++b->p, 0};

	while (*b->p != end)
		b->p++;
	s.n = (size_t)(b->p++ - s.p);
	return s;
}

static void
set_target(struct build *b, struct doc_node *n)
{
	n->as.target = arena_alloc(b->a, sizeof *n->as.target);
	n->as.target->url = until(b, '>');
}

static void
attribute(struct build *b, struct doc_node *n)
{
	char kind = *b->p;
	struct str key;

	if (kind == '#' || kind == '.') {
		b->p++;
		key = word(b);
		n->attr = kind == '#' ? doc_attr_with_id(b->a, n->attr, key)
				      : doc_attr_with_class(b->a, n->attr, key);
	} else if (kind == '=') {
		n->num =
		    (int16_t)strtol(b->p + 1, (char **)(uintptr_t)&b->p, 10);
	} else {
		key = word(b);
		b->p++;
		n->attr = doc_attr_with(b->a, n->attr, key, until(b, '"'));
	}
}

static void
finish(struct build *b, struct doc_node *n)
{
	if (n->type == DOC_ORDERED_LIST) {
		n->as.list.start = n->num ? n->num : 1;
		n->as.list.style = DOC_STYLE_DECIMAL;
		n->num = 0;
	}
	if (n->type == DOC_TABLE) {
		n->as.columns =
		    arena_alloc(b->a, sizeof *n->as.columns +
					  2 * sizeof n->as.columns->column[0]);
		n->as.columns->count = 2;
		n->as.columns->column[1].align = DOC_ALIGN_RIGHT;
	}
	if (n->type == DOC_RAW_BLOCK || n->type == DOC_RAW_INLINE)
		n->as.format = arena_str(b->a, doc_get(n, "format")).p;
}

static struct doc_node *
build_node(struct build *b)
{
	struct doc_list kids = {0};
	struct str name;
	struct doc_node *n;

	b->p++;
	name = word(b);
	assert_true(doc_type_find(name) < DOC__COUNT);
	n = doc_node(b->a, doc_type_find(name), (struct pos){1, 1, 0});
	for (blanks(b); *b->p != ')'; blanks(b)) {
		if (*b->p == '(')
			doc_push(b->a, &kids, build_node(b));
		else if (*b->p == '<')
			set_target(b, n);
		else if (*b->p != '"')
			attribute(b, n);
		else if (doc_kids_kind(n->type) == DOC_NONE ||
			 n->type == DOC_CITATION)
			n->text = until(b, '"');
		else
			doc_push(
			    b->a, &kids,
			    doc_leaf(b->a, DOC_TEXT, n->pos, until(b, '"')));
	}
	b->p++;
	finish(b, n);
	return doc_adopt(n, &kids);
}

static struct doc *
build(const char *tree)
{
	struct doc *doc = doc_new();
	struct build b = {doc->arena, tree};
	struct doc_list kids = {0};

	for (blanks(&b); *b.p; blanks(&b))
		doc_push(b.a, &kids, build_node(&b));
	doc_adopt(doc->root, &kids);
	return doc;
}

/* What a writer makes of a tree. Freed by the caller. */
static char *
written(const char *writer, const char *tree, struct page_opts opts)
{
	struct doc *doc = build(tree);
	struct diag *d = diag_new(STR("test.md"));
	struct buf out = BUF_INIT;
	char *result;

	writer_find(str_of(writer))->page(&out, doc, &opts, d);
	result = strdup(buf_cstr(&out));
	buf_free(&out);
	diag_free(d);
	doc_free(doc);
	return result;
}

static void
expect(const char *writer, const char *tree, const char *wanted)
{
	char *got = written(writer, tree, (struct page_opts){0});

	assert_string_equal(got, wanted);
	free(got);
}

static void
expect_part(const char *writer, const char *tree, const char *part)
{
	char *got = written(writer, tree, (struct page_opts){0});

	if (!strstr(got, part))
		fail_msg("no %s in %s", part, got);
	free(got);
}

/* -- everything, everywhere ----------------------------------------------- */

/* Every kind of node and every class of the vocabulary. Each word that begins
 * with "tok" must be in what every writer makes of it. */
static const char everything[] =
    "(Header#top=1 \"tokHeader\")"
    "(Para \"tokPara & <tokAngle>\" (Space) (Str \"tokStr\") (SoftBreak)"
    " (Emph \"tokEmph\") (Underline \"tokUnderline\") (LineBreak)"
    " (Strong \"tokStrong\") (Strikeout \"tokStrikeout\")"
    " (Superscript \"tokSuper\") (Subscript \"tokSub\")"
    " (SmallCaps \"tokCaps\") (Quoted=1 \"tokDouble\")"
    " (Quoted=0 \"tokSingle\") (Code.c \"tokCode\") (Math=0 \"tokMath\")"
    " (RawInline \"<!-- -->\" format=\"nothing\")"
    " (Link<a.html> \"tokLink\") (Image<a.png> \"tokImage\")"
    " (Note (Para \"tokNote\") (CodeBlock \"tokNoteCode\"))"
    " (Span.label \"tokLabel\") (Span.term key=\"k\" \"tokTerm\")"
    " (Span#i1.index entry=\"a!b\" \"tokIndex\")"
    " (Cite=1 (Citation \"key\" (CitationPrefix \"see\")"
    "  (CitationSuffix \"p. 3\")) \"tokCite\"))"
    "(LineBlock (Line \"tokLineOne\") (Line \"tokLineTwo\"))"
    "(CodeBlock.lua \"tokCodeBlock\")"
    "(RawBlock \"<!-- -->\" format=\"nothing\")"
    "(BlockQuote (Para \"tokQuote\"))"
    "(OrderedList=3 (Item (Plain \"tokItem\")) (Item (Para \"tokLoose\")"
    "  (BulletList (Item (Plain \"tokInner\")))))"
    "(BulletList (Item) (Item (Plain \"\u2612 tokTicked\")))"
    "(DefinitionList (DefinitionItem (Term \"tokTermOne\")"
    "  (Definition (Para \"tokDefinition\")))"
    " (DefinitionItem (Term \"tokTermTwo\")))"
    "(HorizontalRule)"
    "(Table#t1 (Caption (ShortCaption \"short\") (Plain \"tokCaption\"))"
    " (TableHead (Row (Cell (Plain \"tokHead\")) (Cell)))"
    " (TableBody=1 (Row (Cell (Plain \"tokRowHead\"))"
    "  (Cell (Para \"tokCell\") (Para \"tokCellTwo\"))))"
    " (TableFoot (Row (Cell (Plain \"tokFoot\")) (Cell))))"
    "(Figure#f1 (Caption (Plain \"tokFigCaption\"))"
    " (Plain (Image<f.svg> alt=\"an alt\")))"
    "(Div#d1.unknown key=\"v\" (Plain \"tokDiv\") (Plain \"tokDivTwo\"))"
    "(Div.note title=\"tokNoteTitle\" (Para \"tokAside\"))"
    "(Div.tip (Para \"tokTip\")) (Div.important (Para \"tokImportant\"))"
    "(Div.warning label=\"tokWarnLabel\" (Para \"tokWarning\"))"
    "(Div.caution (Para \"tokCaution\"))"
    "(Div.sidebar title=\"tokSideTitle\" (Para \"tokSidebar\"))"
    "(Div.dialogue title=\"tokTalk\""
    " (Div.turn speaker=\"tokTherapist\" (Para \"tokSaid\") (Para \"tokOn\"))"
    " (Div.turn (Para \"tokDirection\"))"
    " (Div.turn speaker=\"tokClient\" (BulletList (Item (Plain \"tokL\")))))"
    "(Div#c1.checklist title=\"tokChecks\" (BulletList"
    "  (Item (Plain (Span.check name=\"one\") \" tokCheck\"))"
    "  (Item (Plain (Span.check name=\"two\" checked=\"true\") \"tokDone\""
    "   (Span.check label=\"x\")))))"
    "(Para (Span.check label=\"lone\") \"tokAfter\")"
    "(Div#w1.worksheet title=\"tokSheet\" purpose=\"tokPurpose\" sides=\"1\""
    " who=\"both\" (Div.columns"
    "  (Div.field label=\"tokField\" name=\"f\" width=\"short\")"
    "  (Div.lines label=\"tokLines\" name=\"l\" lines=\"4\""
    "   hint=\"tokHint\"))"
    " (Div.choice label=\"tokChoice\" name=\"ch\" many=\"no\" (BulletList"
    "  (Item (Plain \"tokOption\")) (Item (Plain \"tokOther\"))))"
    " (Div.scale label=\"tokScale\" name=\"s\" from=\"0\" to=\"3\""
    "  low=\"tokLow\" high=\"tokHigh\")"
    " (Div.fill-table label=\"tokFill\" name=\"t\" (Table"
    "  (TableHead (Row (Cell (Plain \"tokWho\")) (Cell (Plain \"tokWhen\"))))"
    "  (TableBody (Row (Cell (Plain \"tokMonday\")) (Cell))"
    "   (Row (Cell) (Cell (Plain)))))))"
    "(Div.drawing alt=\"tokAlt\" (CodeBlock.svg"
    " \"<svg viewBox='0 0 9 9'><text>tokSvg</text></svg>\"))"
    "(Div.references (Div#ref-a (Para \"tokReference\")))"
    "(Div.glossary (DefinitionList (DefinitionItem (Term \"tokEntry\")"
    "  (Definition (Para \"tokMeaning\")))))"
    "(Div.listing of=\"case\" (BulletList (Item (Plain"
    "  (Link<b.html> \"tokListed\")))))"
    "(Div.pagebreak)(Div.screen-only (Para \"tokScreen\"))"
    "(Div.print-only (Para \"tokPrint\"))";

static bool
is_for_print(const char *writer)
{
	return strcmp(writer, "docbook") == 0 || strcmp(writer, "fo") == 0;
}

static void
expect_words(const struct writer *w, const char *got)
{
	for (const char *p = strstr(everything, "tok"); p;
	     p = strstr(p, "tok")) {
		struct build b = {NULL, p};
		struct str token = word(&b);
		char text[64];

		p = b.p;
		snprintf(text, sizeof text, STR_FMT, STR_ARG(token));
		if (is_for_print(w->name) && str_is(token, "tokScreen"))
			continue;
		if (strcmp(w->name, "text") == 0 && str_is(token, "tokSvg"))
			continue;
		if (!strstr(got, text))
			fail_msg("%s: \"%s\" is lost in:\n%s", w->name, text,
				 got);
	}
}

static void
every_writer_keeps_every_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < writer_count(); i++) {
		const struct writer *w = writer_at(i);
		char *got;

		/* Worksheets show what belongs to them only. */
		if (!w->page || strcmp(w->name, "worksheet") == 0)
			continue;
		got = written(w->name, everything, (struct page_opts){0});
		expect_words(w, got);
		free(got);
	}
}

static enum walk
note_type(const struct doc_node *n, void *arg)
{
	((bool *)arg)[n->type] = true;
	return WALK_INTO;
}

static void
the_tree_holds_every_kind(void **state)
{
	struct doc *doc = build(everything);
	bool seen[DOC__COUNT] = {false};

	(void)state;
	doc_walk_const(doc->root, note_type, NULL, seen);
	for (enum doc_type t = 0; t < DOC__COUNT; t++)
		if (!seen[t])
			fail_msg("no %s in the tree", doc_type_name(t));
	doc_free(doc);
}

static void
every_writer_takes_every_node_alone(void **state)
{
	struct page_opts opts = {.standalone = true,
				 .xhtml = true,
				 .number = true,
				 .source_pos = true};

	(void)state;
	for (size_t i = 0; i < writer_count(); i++) {
		if (!writer_at(i)->page)
			continue;
		free(written(writer_at(i)->name, "", opts));
		free(written(writer_at(i)->name, everything, opts));
		free(written(writer_at(i)->name,
			     "(Para)(Div)(BulletList)"
			     "(Table)(Figure)(LineBlock)(DefinitionList)"
			     "(Div.worksheet)(Div.choice)(Div.fill-table)"
			     "(Div.drawing)(Div.dialogue)(Div.turn)"
			     "(Div.references)(Header=1)(BlockQuote)",
			     opts));
	}
}

/* -- html ----------------------------------------------------------------- */

static void
html_escapes(void **state)
{
	(void)state;
	expect("html", "(Para \"a<b & c>d\")", "<p>a&lt;b &amp; c&gt;d</p>\n");
	expect("html", "(Para \"say \\\\\" (Code \"<x>\"))",
	       "<p>say \\\\<code>&lt;x&gt;</code></p>\n");
	expect("html", "(Para \"bell\a del\x7f c1\xC2\x85 nbsp\xC2\xA0\")",
	       "<p>bell\uFFFD del\uFFFD c1\uFFFD nbsp\xC2\xA0</p>\n");
	expect("html", "(Para (Span title=\"<&'>\" Onclick=\"x\" \"y\"))",
	       "<p><span title=\"&lt;&amp;'&gt;\" data-onclick=\"x\">y</span>"
	       "</p>\n");
}

static void
html_links(void **state)
{
	(void)state;
	expect("html", "(Para (Link<a b.html#x#y> \"t\"))",
	       "<p><a href=\"a%20b.html#x%23y\">t</a></p>\n");
	expect("html", "(Para (Link<JavaScript:alert(1)> \"t\"))",
	       "<p><span>t</span></p>\n");
	expect("html", "(Para (Link<a> \"x\" (Link<b> \"y\")))",
	       "<p><a href=\"a\">x<span>y</span></a></p>\n");
	expect("html", "(Para (Link<http://[::1]/%41%zz> \"t\"))",
	       "<p><a href=\"http://[::1]/%41%25zz\" class=\"external\" "
	       "rel=\"external noopener\">t</a></p>\n");
}

static void
html_has_nothing_inline(void **state)
{
	char *got = written("html", everything, (struct page_opts){0});

	(void)state;
	assert_null(strstr(got, " style="));
	assert_null(strstr(got, "<script"));
	assert_null(strstr(got, "<form"));
	assert_null(strstr(got, "action="));
	assert_null(strstr(got, "<button"));
	free(got);
}

static void
html_notes_link_back(void **state)
{
	(void)state;
	expect("html", "(Para \"x\" (Note (Para \"y\")))",
	       "<p>x<sup class=\"note-ref\" id=\"fnref:1\"><a href=\"#fn:1\" "
	       "role=\"doc-noteref\" aria-label=\"Note 1\">1</a></sup></p>\n"
	       "<section class=\"notes\" role=\"doc-endnotes\" "
	       "aria-label=\"Notes\">\n<ol>\n<li id=\"fn:1\">\n<p>y "
	       "<a class=\"note-back\" href=\"#fnref:1\" "
	       "role=\"doc-backlink\" aria-label=\"Back to the text\">"
	       "<span aria-hidden=\"true\">\u21A9\uFE0E</span></a></p>\n"
	       "</li>\n</ol>\n</section>\n");
}

static void
html_tables_have_scopes(void **state)
{
	(void)state;
	expect_part("html",
		    "(Table (TableHead (Row (Cell (Plain \"a\")) (Cell)))"
		    "(TableBody=1 (Row (Cell (Plain \"b\")) (Cell (Plain "
		    "\"c\")))))",
		    "<thead>\n<tr>\n<th scope=\"col\">a</th>\n"
		    "<td class=\"right\"></td>\n</tr>\n</thead>\n<tbody>\n"
		    "<tr>\n<th scope=\"row\">b</th>\n"
		    "<td class=\"right\">c</td>");
}

static void
html_fields_have_labels(void **state)
{
	(void)state;
	expect_part("html", everything,
		    "<label for=\"w1:f\">tokField</label>\n<input "
		    "type=\"text\" id=\"w1:f\"");
	expect_part("html", everything,
		    "<label><input type=\"radio\" name=\"w1:ch\" "
		    "id=\"w1:ch:1\"> tokOption</label>");
	expect_part("html", everything,
		    "<textarea id=\"w1:t:r1:c2\" rows=\"1\" "
		    "autocomplete=\"off\" aria-label=\"tokWhen, tokMonday\">");
	expect_part("html", everything,
		    "<label><input type=\"checkbox\" id=\"c1:one\"> tokCheck"
		    "</label>");
}

static void
expect_drawing(const char *svg, const char *wanted)
{
	char tree[512];

	snprintf(tree, sizeof tree,
		 "(Div.drawing alt=\"A & b\" (CodeBlock.svg \"%s\"))", svg);
	expect_part("html", tree, wanted);
}

static void
html_drawings_are_checked(void **state)
{
	static const char refused[] =
	    "<div class=\"drawing\">\n<p>A &amp; b</p>\n</div>";

	(void)state;
	expect_drawing("<?xml version='1.0'?><!-- c --><svg viewBox='0 0 1 1'>"
		       "<g id='a' fill='url(#b)'/><use xlink:href='#a'/>"
		       "<text>x &lt; &#233;</text></svg>",
		       "<svg role=\"img\" aria-label=\"A &amp; b\" "
		       "viewBox=\"0 0 1 1\"><g id=\"d1:a\" "
		       "fill=\"url(#d1:b)\"></g><use href=\"#d1:a\"></use>"
		       "<text>x &lt; \u00E9</text></svg>");
	expect_drawing("<svg><script>x</script></svg>", refused);
	expect_drawing("<svg><style>x</style></svg>", refused);
	expect_drawing("<svg><foreignObject/></svg>", refused);
	expect_drawing("<svg><g onload='x'/></svg>", refused);
	expect_drawing("<svg><g style='x'/></svg>", refused);
	expect_drawing("<svg><use href='http://x/#a'/></svg>", refused);
	expect_drawing("<svg fill='url(http://x/)'/>", refused);
	expect_drawing("<svg fill='u url(http://x/)'/>", refused);
	expect_drawing("<svg><g></svg>", refused);
	expect_drawing("<svg></g></svg>", refused);
	expect_drawing("<svg", refused);
	expect_drawing("<svg x", refused);
	expect_drawing("<svg x='", refused);
	expect_drawing("<svg>&nbsp;</svg>", refused);
	expect_drawing("<svg>&</svg>", refused);
	expect_drawing("<!-- ", refused);
	expect_drawing("", refused);
	expect_drawing("<g/>", refused);
	expect_drawing("x<svg/>", refused);
}

/* -- text ----------------------------------------------------------------- */

static void
text_keeps_the_shape(void **state)
{
	(void)state;
	expect("text",
	       "(Header=1 \"H\")(Para \"a\nb\")(BulletList (Item (Plain "
	       "\"x\")) (Item (Plain \"y\") (OrderedList=9 (Item (Plain "
	       "\"z\")))))(Para \"c\" (Note (Para \"n\")) \"d\")",
	       "H\n\na\nb\n\n  - x\n  - y\n     9. z\n\nc [n]d\n");
	expect("text",
	       "(Table (Caption (Plain \"t\")) (TableBody (Row (Cell (Plain "
	       "\"a\")) (Cell (Plain \"b\"))) (Row (Cell (Plain \"c\")) (Cell "
	       "(Plain \"d\")))))",
	       "t\na | b\nc | d\n");
}

/* -- pandoc's own formats -------------------------------------------------- */

static void
json_escapes_and_parts_words(void **state)
{
	(void)state;
	expect("json", "(Para \"a  b\nc\" (Str \"x y\") (Code \"\\ \t\"))",
	       "{\"pandoc-api-version\":[1,22,2,1],\"meta\":{},\"blocks\":["
	       "{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"a\"},"
	       "{\"t\":\"Space\"},{\"t\":\"Str\",\"c\":\"b\"},"
	       "{\"t\":\"SoftBreak\"},{\"t\":\"Str\",\"c\":\"c\"},"
	       "{\"t\":\"Str\",\"c\":\"x y\"},{\"t\":\"Code\",\"c\":"
	       "[[\"\",[],[]],\"\\\\ \\u0009\"]}]}]}\n");
}

static void
json_has_figures_since_1_23(void **state)
{
	static const char figure[] =
	    "(Figure#f (Caption (Plain \"c\")) (Plain (Image<u> \"i\")))";

	(void)state;
	expect_part("json", figure,
		    "[{\"t\":\"Para\",\"c\":[{\"t\":\"Image\",\"c\":[[\"f\","
		    "[],[]],[{\"t\":\"Str\",\"c\":\"c\"}],[\"u\",\"fig:\"]]}"
		    "]}]");
	expect_part("json-1.23", figure,
		    "{\"pandoc-api-version\":[1,23,1],\"meta\":{},\"blocks\":"
		    "[{\"t\":\"Figure\",\"c\":[[\"f\",[],[]],[null,[");
}

static void
native_is_laid_out(void **state)
{
	(void)state;
	expect("native", "(Para \"p.\u00A03 \u00E9x\" (Emph \"b\"))",
	       "[ Para\n    [ Str \"p.\\160\\&3\" , Space , Str \"\\233x\" , "
	       "Emph [ Str \"b\" ] ]\n]\n");
	expect("native", "(HorizontalRule)", "[ HorizontalRule ]\n");
	expect("native", "", "[]\n");
}

/* As deep as a document may be. */
static void
writers_go_deep(void **state)
{
	enum { DEPTH = DOC_MAX_DEPTH - 4 };
	struct buf tree = BUF_INIT;
	struct page_opts opts = {0};

	(void)state;
	for (int i = 0; i < DEPTH / 2; i++)
		buf_puts(&tree, "(BulletList (Item ");
	buf_puts(&tree, "(Para \"x\")");
	buf_repeat(&tree, ')', 2 * (DEPTH / 2));
	for (size_t i = 0; i < writer_count(); i++)
		if (writer_at(i)->page)
			free(
			    written(writer_at(i)->name, buf_cstr(&tree), opts));
	buf_free(&tree);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_tree_holds_every_kind),
	    cmocka_unit_test(every_writer_keeps_every_word),
	    cmocka_unit_test(every_writer_takes_every_node_alone),
	    cmocka_unit_test(html_escapes),
	    cmocka_unit_test(html_links),
	    cmocka_unit_test(html_has_nothing_inline),
	    cmocka_unit_test(html_notes_link_back),
	    cmocka_unit_test(html_tables_have_scopes),
	    cmocka_unit_test(html_fields_have_labels),
	    cmocka_unit_test(html_drawings_are_checked),
	    cmocka_unit_test(text_keeps_the_shape),
	    cmocka_unit_test(json_escapes_and_parts_words),
	    cmocka_unit_test(json_has_figures_since_1_23),
	    cmocka_unit_test(native_is_laid_out),
	    cmocka_unit_test(writers_go_deep),
	};

	return cmocka_run_group_tests_name("writers", tests, NULL, NULL);
}
