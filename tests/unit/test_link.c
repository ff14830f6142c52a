/* test_link.c – ids, numbers, links, references, terms and relations over small
 * manuals written in Markdown. What is compared is the resolved text, with
 * links as [words](address) and numbers before headings, and the findings as
 * they are printed. */
#include "helper.h"

#include "link/link.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"

enum { MOST_PAGES = 6 };

/* -- a manual ------------------------------------------------------------- */

struct page {
	const char *source, *number, *text;
};
struct manual {
	struct arena *a;
	struct link_index *index;
	struct doc *docs[MOST_PAGES];
	struct diag *sinks[MOST_PAGES + 1]; /* the last: data */
	size_t count;
};

static const struct str files[] = {
    STR_INIT("figures/a b.svg"),
    STR_INIT("figures/a.svg"),
    STR_INIT("notes.md"),
};
static const struct link_relation relations[] = {
    {STR_INIT("techniques"), STR_INIT("technique")},
    {STR_INIT("cases"), STR_INIT("case")},
    {STR_INIT("see-also"), {NULL, 0}},
};

static const char glossary[] = "- term: sick role\n"
			       "  definition: Relief from some demands.\n"
			       "  synonyms: [the role of the ill]\n"
			       "  see: [ipt]\n"
			       "- term: interpersonal psychotherapy\n"
			       "  id: ipt\n"
			       "  definition: A treatment.\n"
			       "  abbreviations: [IPT]\n"
			       "- term: role\n"
			       "  definition: A part one plays.\n"
			       "- term: Gefühl\n"
			       "  definition: A feeling.\n";

static struct link_facts *
read_page(struct manual *m, size_t i, const struct page *page,
	  const struct link_glossary *terms)
{
	const struct markdown_opts opts = {0};
	const struct link_page place = {
	    .source = str_of(page->source),
	    .output = arena_printf(m->a, "%.*s.html",
				   (int)strlen(page->source) - 3, page->source),
	    .number = str_of(page->number),
	    .glossary = terms,
	};
	struct source src;

	m->sinks[i] = diag_new(place.source);
	m->docs[i] = doc_new();
	assert_true(source_text(m->docs[i]->arena, str_of(page->text), STR_NONE,
				&src, m->sinks[i]));
	markdown_parse(m->docs[i], &src, &opts, m->sinks[i]);
	return link_collect(m->a, m->docs[i], &place, m->sinks[i]);
}

static struct manual
manual_new(const struct page *pages, size_t count)
{
	struct manual m = {.a = arena_new(), .count = count};
	struct link_facts *facts[MOST_PAGES];
	struct link_opts opts = {
	    .relations = relations,
	    .n_relations = countof(relations),
	    .files = files,
	    .n_files = countof(files),
	};

	opts.data = m.sinks[count] = diag_new(STR("glossary.yaml"));
	opts.glossary =
	    link_glossary_new(m.a,
			      source_yaml(m.a, str_of(glossary),
					  (struct pos){1, 1, 0}, opts.data),
			      opts.data);
	for (size_t i = 0; i < count; i++)
		facts[i] = read_page(&m, i, &pages[i], opts.glossary);
	m.index = link_index_new(m.a, facts, count, &opts, m.sinks);
	for (size_t i = 0; i < count; i++) {
		link_resolve(m.index, i, m.docs[i], m.sinks[i]);
		doc_check(m.docs[i]->root, m.sinks[i]);
	}
	return m;
}

static void
manual_free(struct manual *m)
{
	for (size_t i = 0; i < m->count; i++)
		doc_free(m->docs[i]);
	for (size_t i = 0; i <= m->count; i++)
		diag_free(m->sinks[i]);
	arena_free(m->a);
}

/* -- what it looks like --------------------------------------------------- */

static enum walk
show(const struct doc_node *n, void *arg)
{
	struct buf *out = arg;

	if (n->type == DOC_CITATION)
		return WALK_OVER;
	if (n->text.n && doc_group(n->type) == DOC_BLOCK)
		buf_printf(out, STR_FMT " ", STR_ARG(n->text));
	if (n->type == DOC_LINK)
		buf_putc(out, '[');
	if (n->type == DOC_TEXT || n->type == DOC_CODE)
		buf_put(out, n->text);
	if (n->type == DOC_IMAGE)
		buf_printf(out, "!" STR_FMT " ", STR_ARG(n->as.target->url));
	return WALK_INTO;
}

static void
shown(const struct doc_node *n, void *arg)
{
	struct buf *out = arg;

	if (n->type == DOC_LINK)
		buf_printf(out, "](" STR_FMT ")", STR_ARG(n->as.target->url));
	if (n->type == DOC_HEADER)
		buf_printf(out, " #" STR_FMT, STR_ARG(doc_id(n)));
	if (doc_group(n->type) == DOC_BLOCK && n->type != DOC_DIV)
		buf_putc(out, '\n');
}

static void
check_page(const struct manual *m, size_t page, const char *expect)
{
	struct buf out = BUF_INIT;

	doc_walk_const(m->docs[page]->root, show, shown, &out);
	if (!str_eq(buf_str(&out), str_of(expect)))
		fail_msg("\n-- have:\n%s-- want:\n%s", buf_cstr(&out), expect);
	buf_free(&out);
}

static void
check_findings(const struct manual *m, const char *expect)
{
	char *text = printed(m->sinks, m->count + 1, (struct diag_print){0});

	if (strcmp(text, expect) != 0)
		fail_msg("\n-- have:\n%s", text);
	free(text);
}

static void
check_list(struct link_list list, const char *expect)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < list.count; i++)
		buf_printf(&out, "%s" STR_FMT " " STR_FMT, i ? "; " : "",
			   STR_ARG(list.entries[i]->title),
			   STR_ARG(list.entries[i]->url));
	assert_string_equal(buf_cstr(&out), expect);
	buf_free(&out);
}

/* One page: its text and its findings. */
static void
check_one(const char *text, const char *expect, const char *findings)
{
	const struct page page = {"p.md", "2", text};
	struct manual m = manual_new(&page, 1);

	check_page(&m, 0, expect);
	check_findings(&m, findings);
	manual_free(&m);
}

/* -- ids and numbers ------------------------------------------------------ */

static void
test_ids(void **state)
{
	(void)state;
	check_one(
	    "## What is *IPT*?\n\n## Aims\n\n## Aims\n\n## Élan vital_x\n",
	    "2.1 What is IPT? #what-is-ipt\n2.2 Aims #aims\n"
	    "2.3 Aims #aims-1\n2.4 Élan vital_x #élan-vital_x\n",
	    "");
	/* a written id is not taken by a heading before it */
	check_one("## Aims\n\n## B {#aims}\n",
		  "2.1 Aims #aims-1\n2.2 B #aims\n", "");
}

static void
test_numbers(void **state)
{
	(void)state;
	check_one("## A\n\n### B\n\n### C\n\n## D {.unnumbered}\n\n## E\n\n"
		  "### F\n",
		  "2.1 A #a\n2.1.1 B #b\n2.1.2 C #c\nD #d\n2.2 E #e\n"
		  "2.2.1 F #f\n",
		  "");
	/* a first heading alone on its level is the page's title */
	check_one("# P\n\n## A\n", "2 P #p\n2.1 A #a\n", "");
}

static void
test_duplicates(void **state)
{
	static const struct page pages[] = {
	    {"a.md", "1", "---\nid: same\n---\n\n## A {#sec-x}\n"},
	    {"ws-s.md", "3", "::: {.worksheet #ws-s title=S}\nx\n:::\n"},
	    {"t.md", "4", "::: {.worksheet #ws-s title=S}\nx\n:::\n"},
	    {"b.md", "2",
	     "---\nid: same\n---\n\n## B {#sec-x}\n\n## C {#y}\n\n## D {#y}\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	(void)state;
	check_findings(
	    &m,
	    "t.md:1:1: error: the id \"ws-s\" is given on two pages; "
	    "references lead to the first [id-duplicate]\n"
	    "ws-s.md:1:1: note: the first stands here\n"
	    "b.md:2:5: error: the page id \"same\" is given twice; relations "
	    "lead to the first [id-duplicate]\n"
	    "a.md:2:5: note: the first is this page\n"
	    "b.md:5:1: error: the id \"sec-x\" is given on two pages; "
	    "references lead to the first [id-duplicate]\n"
	    "a.md:5:1: note: the first stands here\n"
	    "b.md:9:1: error: the id \"y\" is given twice on this page; links "
	    "lead to the first [id-duplicate]\n"
	    "b.md:7:1: note: the first stands here\n");
	manual_free(&m);
}

/* -- links ---------------------------------------------------------------- */

static void
test_links(void **state)
{
	static const struct page pages[] = {
	    {"x/a.md", "1",
	     "---\ntitle: Page A\n---\n\n## Aims\n\n[](../y/b.md)\n\n"
	     "[here](../y/b.md#two)\n\n[](../y/b.md#two)\n\n[](#aims)\n\n"
	     "[up](/y/b.md)\n\n[f](../figures/a.svg)\n\n"
	     "[g](<../figures/a b.svg>)\n\n[h](https://x.org/a?b#c)\n\n"
	     "[m](mailto:a@b.c)\n\n[n](../notes.md)\n\n[t](#top)\n\n"
	     "[self](a.md)\n"},
	    {"y/b.md", "2", "---\ntitle: Page B\n---\n\n## One\n\n## Two\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	(void)state;
	check_page(&m, 0,
		   "1.1 Aims #aims\n[Page B](../y/b.html)\n"
		   "[here](../y/b.html#two)\n[Two](../y/b.html#two)\n"
		   "[Aims](#aims)\n[up](../y/b.html)\n"
		   "[f](../figures/a.svg)\n[g](../figures/a%20b.svg)\n"
		   "[h](https://x.org/a?b#c)\n[m](mailto:a@b.c)\n"
		   "[n](../notes.md)\n[t](#top)\n[self](a.html)\n");
	check_findings(&m, "");
	check_list(link_backlinks(m.index, 1), "Page A x/a.html");
	check_list(link_backlinks(m.index, 0), "");
	check_list(link_headings(m.index, 1),
		   "One y/b.html#one; Two y/b.html#two");
	manual_free(&m);
}

static void
test_broken(void **state)
{
	(void)state;
	check_one(
	    "## Aims\n\nSee [a](q.md) and [b](#aism).\n\n"
	    "[c](x/p.md)\n\n![pic](figures/b.svg)\n\n"
	    "[d](javascript:alert(1)) [e](<java\tscript:x>) [f]()\n\n"
	    "[](https://x.org) ![g](https://x.org/i.png)\n\n"
	    "[h](../../etc/passwd) [i](p.html)\n",
	    "2.1 Aims #aims\nSee a and b.\nc\n1 pic\npic\n\nd e f\n"
	    "[https://x.org](https://x.org) g\nh i\n",
	    "p.md:3:5: error: no page \"q.md\" in the manual; its words "
	    "are kept without a link; did you mean \"p.md\"? "
	    "[link-page]\n"
	    "p.md:3:19: error: no section or id \"aism\" in \"p.md\"; its "
	    "words are kept without a link; did you mean \"aims\"? "
	    "[link-anchor]\n"
	    "p.md:5:1: error: no page \"x/p.md\" in the manual; its words "
	    "are kept without a link; did you mean \"p.md\"? "
	    "[link-page]\n"
	    "p.md:7:1: error: no file \"figures/b.svg\"; its words are "
	    "kept; did you mean \"figures/a.svg\"? [link-file]\n"
	    "p.md:9:1: error: links to \"javascript:\" are not allowed; "
	    "its words are kept without a link [link-scheme]\n"
	    "p.md:9:26: error: links to \"javascript:\" are not allowed; "
	    "its words are kept without a link [link-scheme]\n"
	    "p.md:9:47: error: a link names no page; its words are kept "
	    "without a link [link-page]\n"
	    "p.md:11:1: warning: a link to \"https://x.org\" has no "
	    "words; its address is shown [link-empty]\n"
	    "p.md:11:19: error: the image \"https://x.org/i.png\" is not "
	    "a file of the manual; its words are kept [link-file]\n"
	    "p.md:13:1: error: \"../../etc/passwd\" is outside the "
	    "manual's folder; its words are kept [link-file]\n"
	    "p.md:13:23: error: no file \"p.html\"; its words are kept; "
	    "did you mean \"p.md\"? [link-file]\n");
}

/* -- cross-references ----------------------------------------------------- */

static void
test_references(void **state)
{
	static const struct page pages[] = {
	    {"a.md", "1",
	     "## A {#sec-a}\n\n@sec-a, @fig-x, @tbl-t, @ws-w and @case-c; "
	     "[see @fig-x, left], [-@fig-y] [@fig-x; @fig-y].\n\n"
	     "![One](figures/a.svg){#fig-x}\n"},
	    {"b.md", NULL,
	     "## B {#sec-b}\n\n![Two](figures/a.svg){#fig-y}\n\n"
	     "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Words {#tbl-t}\n\n"
	     "::: {.worksheet #ws-w title=\"Sheet\"}\n### Inside\n:::\n\n"
	     "::: {.case #case-c title=\"Rosa\"}\nx\n:::\n\n@sec-b @fig-x "
	     "@ws-ww\n\n::: {.listing of=\"worksheet\"}\n:::\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	(void)state;
	check_page(&m, 0,
		   "1.1 A #sec-a\n[Section 1.1](#sec-a), [Figure 1](#fig-x), "
		   "[Table 1](b.html#tbl-t), [Worksheet 1](b.html#ws-w) and "
		   "[Case 1](b.html#case-c); see [Figure 1](#fig-x), left, "
		   "[2](b.html#fig-y) [Figure 1](#fig-x), "
		   "[Figure 2](b.html#fig-y).\n1 One\n!figures/a.svg One\n\n");
	check_findings(&m, "b.md:19:15: error: no worksheet \"ws-ww\"; did you "
			   "mean \"ws-w\"? [ref-unknown]\n");
	check_list(link_objects(m.index, "figure"),
		   "One a.html#fig-x; Two b.html#fig-y");
	check_list(link_objects(m.index, "worksheet"), "Sheet b.html#ws-w");
	check_list(link_backlinks(m.index, 1), "A a.html");
	assert_true(str_is(link_headings(m.index, 1).entries[0]->title, "B"));
	assert_int_equal(link_headings(m.index, 1).count, 1);
	manual_free(&m);
}

static void
test_nested(void **state)
{
	(void)state;
	check_one("[see @sec-a, [IPT]{.term key=x}](#sec-a)\n\n## A "
		  "{#sec-a}\n\n[a *@sec-a* b](https://x.org)\n",
		  "[see Section 2.1, IPT](#sec-a)\n2.1 A #sec-a\n"
		  "[a Section 2.1 b](https://x.org)\n",
		  "p.md:1:14: error: no term \"x\" in the glossary; its words "
		  "are kept [term-unknown]\n");
}

/* -- relations ------------------------------------------------------------ */

static void
test_relations(void **state)
{
	static const struct page pages[] = {
	    {"01-role-play.md", "1",
	     "---\ntitle: Role play\nkind: technique\ncases: [case-c, case-d]\n"
	     "see-also: [other]\n---\n"},
	    {"cases.md", "2",
	     "---\ntitle: Cases\nkind: case\ntechniques: [role-play, "
	     "role-pla]\n"
	     "---\n\n::: {.case #case-c title=Rosa}\nx\n:::\n"},
	    {"other.md", "3", "---\ntitle: Other\nkind: principle\n---\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	(void)state;
	check_list(link_related(m.index, 0, 1), "Rosa cases.html#case-c");
	check_list(link_related(m.index, 1, 0), "Role play 01-role-play.html");
	check_list(link_related(m.index, 0, 2), "Other other.html");
	check_list(link_related(m.index, 2, 2), "Role play 01-role-play.html");
	check_list(link_related(m.index, 2, 0), "");
	check_list(link_backlinks(m.index, 0), "Cases cases.html");
	check_list(link_objects(m.index, "technique"),
		   "Role play 01-role-play.html");
	check_findings(
	    &m, "01-role-play.md:4:17: error: nothing in the manual has the id "
		"\"case-d\" (in \"cases\"); did you mean \"case-c\"? "
		"[relation-unknown]\n"
		"cases.md:4:25: error: nothing in the manual has the id "
		"\"role-pla\" (in \"techniques\"); did you mean "
		"\"role-play\"? [relation-unknown]\n");
	manual_free(&m);
}

/* -- terms ---------------------------------------------------------------- */

/* Runs the text as the first page of a manual with a glossary page. */
static void
check_terms(const char *text, const char *expect, const char *used)
{
	const struct page pages[] = {
	    {"p.md", NULL, text},
	    {"g.md", NULL, "::: {.glossary}\n:::\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	check_page(&m, 0, expect);
	check_list(link_terms(m.index, 0), used);
	check_findings(&m, "");
	manual_free(&m);
}

#define SICK "sick role g.html#term-sick-role"
#define IPT  "interpersonal psychotherapy g.html#term-ipt"
#define ROLE "role g.html#term-role"

static void
test_terms(void **state)
{
	(void)state;
	/* the longest wins; the first use only; each term by itself */
	check_terms("The Sick\nrole is a role. The sick role.\n",
		    "The [Sick\nrole](g.html#term-sick-role) is a "
		    "[role](g.html#term-role). The sick role.\n",
		    SICK "; " ROLE);
	/* abbreviations keep their case; a hyphenated word is one word */
	check_terms("ipt IPT-A roles IPT\n",
		    "ipt IPT-A roles [IPT](g.html#term-ipt)\n", IPT);
	/* a synonym is its term */
	check_terms("Take the role of the ill: a sick role.\n",
		    "Take [the role of the ill](g.html#term-sick-role): a sick "
		    "[role](g.html#term-role).\n",
		    SICK "; " ROLE);
	/* not in headings, links and code */
	check_terms("## IPT\n\n[IPT](https://x.org) `IPT` **IPT**\n",
		    "IPT #ipt\n[IPT](https://x.org) IPT "
		    "[IPT](g.html#term-ipt)\n",
		    IPT);
	/* by hand, at any place, with a key */
	check_terms("[therapy]{.term key=IPT} IPT [IPT]{.term}\n",
		    "[therapy](g.html#term-ipt) IPT "
		    "[IPT](g.html#term-ipt)\n",
		    IPT);
	check_terms("Das GEFÜHL.\n", "Das [GEFÜHL](g.html#term-gefühl).\n",
		    "Gefühl g.html#term-gefühl");
	check_terms("[\u00A0IPT]{.term}\n", "[\u00A0IPT](g.html#term-ipt)\n",
		    IPT);
	check_terms("a ::: b rolé\n", "a ::: b rolé\n", "");
}

static void
test_glossary(void **state)
{
	static const struct page pages[] = {
	    {"g.md", NULL,
	     "A role, [sick role]{.term}.\n\n::: {.glossary}\n:::\n"},
	    {"p.md", NULL,
	     "---\ntitle: P\n---\n\nIPT and [sick rol]{.term}.\n"},
	};
	struct manual m = manual_new(pages, countof(pages));

	(void)state;
	check_page(&m, 0,
		   "A role, [sick role](#term-sick-role).\n"
		   "GefühlA feeling.\n"
		   "interpersonal psychotherapy (IPT)A treatment.\n"
		   "Used in: [P](p.html)\n"
		   "roleA part one plays.\n"
		   "sick roleRelief from some demands.\n"
		   "See also: [interpersonal psychotherapy](#term-ipt)\n\n");
	check_findings(&m, "p.md:5:9: error: no term \"sick rol\" in the "
			   "glossary; its words are kept; did you mean "
			   "\"sick role\"? [term-unknown]\n");
	assert_true(
	    str_is(link_definition(m.index, STR("ipt")), "A treatment."));
	assert_true(link_definition(m.index, STR("nothing")).p == NULL);
	manual_free(&m);
}

/* -- a document on its own ------------------------------------------------ */

static void
test_alone(void **state)
{
	const struct page page = {
	    "p.md", NULL,
	    "[a](b.md) ![i](x.png) [@key] [t]{.term} [s](#x) "
	    "@fig-y [f](../f.pdf) ![o](https://x.org/o.png)\n"};
	struct manual m = {.a = arena_new(), .count = 1};
	struct link_facts *facts = read_page(&m, 0, &page, NULL);
	const struct link_opts opts = {0};

	(void)state;
	m.sinks[1] = diag_new(STR("data"));
	m.index = link_index_new(m.a, &facts, 1, &opts, m.sinks);
	link_resolve(m.index, 0, m.docs[0], m.sinks[0]);
	check_page(&m, 0,
		   "[a](b.md) !x.png i [@key] t s @fig-y [f](../f.pdf) "
		   "!https://x.org/o.png o\n");
	check_findings(&m, "p.md:1:41: error: no section or id \"x\" in "
			   "\"p.md\"; its words are kept without a link "
			   "[link-anchor]\n");
	manual_free(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_duplicates),
	    cmocka_unit_test(test_links),
	    cmocka_unit_test(test_broken),
	    cmocka_unit_test(test_references),
	    cmocka_unit_test(test_nested),
	    cmocka_unit_test(test_relations),
	    cmocka_unit_test(test_terms),
	    cmocka_unit_test(test_glossary),
	    cmocka_unit_test(test_alone),
	};
	int failed;

	markdown_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	markdown_exit();
	return failed;
}
