/* test_cite.c – citations and reference lists in APA 7: an entry of CSL-JSON
 * and a citation in, the exact text out. *…* is emphasis, <…> a link. The
 * expected texts follow the publication manual's examples of each form. */
#include "helper.h"

#include "link/link.h"
#include "base/buf.h"
#include "doc/doc.h"

/* -- a page that cites ---------------------------------------------------- */

static void
push_part(struct arena *a, struct doc_list *kids, enum doc_type type,
	  struct str text)
{
	struct pos at = {1, 1, 0};

	if (text.n)
		doc_push(
		    a, kids,
		    doc_wrap(a, type, at, doc_leaf(a, DOC_TEXT, at, text)));
}

static bool
in_key(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

/* "see -@key, p. 3" → a Citation, as the reader of Markdown makes it. */
static struct doc_node *
citation(struct arena *a, struct str s, bool bracketed)
{
	size_t at = str_find(s, STR("@"), 0), end = at + 1;
	bool suppress = at > 0 && s.p[at - 1] == '-';
	struct doc_node *n = doc_node(a, DOC_CITATION, (struct pos){1, 2, 0});
	struct doc_list kids = {0};

	assert_true(at != SIZE_MAX);
	while (end < s.n && in_key(s.p[end]))
		end++;
	n->text = str_slice(s, at + 1, end);
	n->num = suppress    ? DOC_CITE_SUPPRESS
		 : bracketed ? DOC_CITE_NORMAL
			     : DOC_CITE_IN_TEXT;
	push_part(a, &kids, DOC_CITATION_PREFIX,
		  str_trim(str_slice(s, 0, at - suppress)));
	push_part(a, &kids, DOC_CITATION_SUFFIX, str_slice(s, end, s.n));
	return doc_adopt(n, &kids);
}

/* "[@a; @b]", "@a", "@a [p. 3]" → a Cite. */
static struct doc_node *
cite(struct arena *a, struct str s)
{
	struct doc_node *n = doc_node(a, DOC_CITE, (struct pos){1, 1, 0});
	bool bracketed = s.p[0] == '[';
	struct doc_list kids = {0};
	struct str rest;

	if (!bracketed) {
		size_t bracket = str_find(s, STR(" ["), 0);
		struct str key = str_slice(s, 0, bracket);

		if (bracket != SIZE_MAX)
			key = arena_printf(
			    a, STR_FMT ", " STR_FMT, STR_ARG(key),
			    STR_ARG(str_slice(s, bracket + 2, s.n - 1)));
		doc_push(a, &kids, citation(a, key, false));
		n->num = 1;
		return doc_adopt(n, &kids);
	}
	rest = str_slice(s, 1, s.n - 1);
	while (rest.p) {
		doc_push(a, &kids, citation(a, str_cut(&rest, ';'), true));
		n->num++;
	}
	return doc_adopt(n, &kids);
}

/* -- what it looks like --------------------------------------------------- */

static enum walk
show(const struct doc_node *n, void *arg)
{
	struct buf *out = arg;

	if (n->type == DOC_CITATION)
		return WALK_OVER;
	if (n->type == DOC_EMPH)
		buf_putc(out, '*');
	if (n->type == DOC_STRONG)
		buf_puts(out, "**");
	if (n->type == DOC_LINK && n->as.target->url.p[0] != '#')
		buf_putc(out, '<');
	if (n->type == DOC_TEXT)
		buf_put(out, n->text);
	return WALK_INTO;
}

static void
shown(const struct doc_node *n, void *arg)
{
	struct buf *out = arg;

	if (n->type == DOC_EMPH)
		buf_putc(out, '*');
	if (n->type == DOC_STRONG)
		buf_puts(out, "**");
	if (n->type == DOC_LINK && n->as.target->url.p[0] != '#')
		buf_putc(out, '>');
}

/* -- running -------------------------------------------------------------- */

struct run {
	struct arena *a;
	struct doc *doc;
	struct diag *d;
};

/* One page whose paragraphs are the citations. */
static struct run
cite_all(const char *bibliography, const char *const *cites, size_t count)
{
	struct run r = {arena_new(), doc_new(), diag_new(STR("p.md"))};
	struct arena *a = r.doc->arena;
	const struct link_page page = {.source = STR("p.md"),
				       .output = STR("p.html")};
	struct link_opts opts = {.data = r.d};
	struct doc_list blocks = {0};
	struct link_facts *facts;

	for (size_t i = 0; i < count; i++)
		doc_push(a, &blocks,
			 doc_wrap(a, DOC_PARA, (struct pos){1, 1, 0},
				  cite(a, str_of(cites[i]))));
	doc_adopt(r.doc->root, &blocks);
	opts.bibliography = value_from_json(r.a, str_of(bibliography));
	facts = link_collect(r.a, r.doc, &page, r.d);
	link_resolve(link_index_new(r.a, &facts, 1, &opts, &r.d), 0, r.doc,
		     r.d);
	return r;
}

static void
run_end(struct run *r)
{
	doc_free(r->doc);
	diag_free(r->d);
	arena_free(r->a);
}

static void
check(const struct doc_node *n, const char *expect, const char *of)
{
	struct buf out = BUF_INIT;

	doc_walk_const(n, show, shown, &out);
	if (!str_eq(buf_str(&out), str_of(expect)))
		fail_msg("%s\n  have: %s\n  want: %s", of, buf_cstr(&out),
			 expect);
	buf_free(&out);
}

/* -- entries of the list -------------------------------------------------- */

static const struct {
	const char *csl, *entry;
} entries[] = {
    {"{'type':'article-journal','author':[{'family':'Elkin','given':'Irene'},"
     "{'family':'Gibbons','given':'Robert D.'}],'title':'Initial severity',"
     "'container-title':'Journal of Consulting','volume':'63','issue':'5',"
     "'page':'841-847','DOI':'10.1037/0022-006X.63.5.841',"
     "'issued':{'date-parts':[[1995]]}}",
     "Elkin, I., & Gibbons, R. D. (1995). Initial severity. *Journal of "
     "Consulting*, *63*(5), 841\u2013847. "
     "<https://doi.org/10.1037/0022-006X.63.5.841>"},
    {"{'type':'article-journal','author':[{'family':'Bian','given':'C'}],"
     "'title':'Does it work?','container-title':'PLOS ONE','volume':'18',"
     "'number':'e0281',"
     "'DOI':'https://doi.org/10.1371/x','issued':{'date-parts':[['2023']]}}",
     "Bian, C. (2023). Does it work? *PLOS ONE*, *18*, Article e0281. "
     "<https://doi.org/10.1371/x>"},
    {"{'type':'article-journal','author':[{'family':'Lam','given':'R. W.'},"
     "{'family':'Kennedy','given':'Sidney'},{'literal':'and others'}],"
     "'title':'Guidelines','container-title':'CJP','status':'in press'}",
     "Lam, R. W., Kennedy, S., et al. (in press). Guidelines. *CJP*."},
    {"{'type':'book','author':[{'family':'Stuart','given':'Scott'},"
     "{'family':'Robertson','given':'Michael'}],'title':'A clinician\u2019s "
     "guide','edition':'2','publisher':'Hodder Arnold','publisher-place':"
     "'London','issued':{'date-parts':[[2012]]}}",
     "Stuart, S., & Robertson, M. (2012). *A clinician\u2019s guide* (2nd "
     "ed.). Hodder Arnold."},
    {"{'type':'book','author':[{'family':'Mufson','given':'L'}],'title':'T',"
     "'edition':'Updated and expanded','volume':'2','publisher':'P',"
     "'issued':{'date-parts':[[2004]]}}",
     "Mufson, L. (2004). *T* (Updated and expanded ed., Vol. 2). P."},
    {"{'type':'book','editor':[{'family':'Weissman','given':'Myrna M.'},"
     "{'family':'Mootz','given':'Jennifer J.'}],'title':'A Global Reach',"
     "'publisher':'OUP','issued':{'date-parts':[[2024]]}}",
     "Weissman, M. M., & Mootz, J. J. (Eds.). (2024). *A Global Reach*. OUP."},
    {"{'type':'book','author':[{'family':'Freud','given':'Sigmund'}],"
     "'translator':[{'family':'Strachey','given':'James'}],'title':'Mourning',"
     "'publisher':'H','issued':{'date-parts':[[1917]]}}",
     "Freud, S. (1917). *Mourning* (J. Strachey, Trans.). H."},
    {"{'type':'chapter','author':[{'family':'Ravitz','given':'Paula'}],"
     "'title':'On IPT','container-title':'Handbook','editor':[{'family':'Doe',"
     "'given':'Jane A.'},{'family':'Roe','given':'Rex'}],'edition':'3rd',"
     "'page':'12-40','publisher':'Wiley','issued':{'date-parts':[[2019]]}}",
     "Ravitz, P. (2019). On IPT. In J. A. Doe & R. Roe (Eds.), *Handbook* "
     "(3rd ed., pp. 12\u201340). Wiley."},
    {"{'type':'report','author':[{'literal':'World Health Organization'}],"
     "'title':'Group IPT','number':'WHO/MSD/16.4','publisher':"
     "'World Health Organization','issued':{'date-parts':[[2016]]},"
     "'URL':'https://who.int/x'}",
     "World Health Organization. (2016). *Group IPT* (WHO/MSD/16.4). "
     "<https://who.int/x>"},
    {"{'type':'report','author':[{'family':'Lemma','given':'A'}],'title':"
     "'Competences','genre':'Technical Report','number':'7','publisher':'UCL'}",
     "Lemma, A. (n.d.). *Competences* (Technical Report No. 7). UCL."},
    {"{'type':'webpage','author':[{'literal':'IPT UK'}],'title':'Stages',"
     "'container-title':'IPT UK','URL':'https://iptuk.net/s',"
     "'issued':{'date-parts':[[2020,5,3]]}}",
     "IPT UK. (2020, May 3). *Stages*. <https://iptuk.net/s>"},
    {"{'type':'webpage','author':[{'literal':'ISIPT'}],'title':'Strategies',"
     "'URL':'https://i.org/k','accessed':{'date-parts':[[2024,6,1]]}}",
     "ISIPT. (n.d.). *Strategies*. Retrieved June 1, 2024, from "
     "<https://i.org/k>"},
    {"{'type':'thesis','author':[{'family':'Klerman','given':'G'}],'title':"
     "'On roles','genre':'Doctoral dissertation','publisher':'Yale University',"
     "'issued':{'date-parts':[[1974]]}}",
     "Klerman, G. (1974). *On roles* [Doctoral dissertation, Yale "
     "University]."},
    {"{'type':'motion_picture','author':[{'family':'Lee','given':'Ang'}],"
     "'title':'Film','publisher':'Studio','issued':{'date-parts':[[2001]]}}",
     "Lee, A. (2001). *Film*. Studio."},
    {"{'type':'article-journal','title':'The case of <i>N</i>',"
     "'container-title':'Lancet','issued':{'date-parts':[[1999]]}}",
     "The case of *N*. (1999). *Lancet*."},
    {"{'type':'book','author':[{'family':'Berg','given':'Jean-Paul',"
     "'non-dropping-particle':'van den','suffix':'Jr.'}],'title':'B',"
     "'publisher':'P','issued':{'date-parts':[[1960]]}}",
     "van den Berg, J.-P., Jr. (1960). *B*. P."},
    {"{'type':'webpage','author':[{'literal':'X'}],'title':'Bad',"
     "'URL':'javascript:alert(1)','issued':{'date-parts':[[2001]]}}",
     "X. (2001). *Bad*. javascript:alert(1)"},
};

/* JSON in C reads better with single quotes. */
static const char *
quoted(struct arena *a, const char *text)
{
	struct str s = arena_str(a, str_of(text));

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\'')
			((char *)(uintptr_t)s.p)[i] = '"';
	return s.p;
}

static void
test_entries(void **state)
{
	static const char *const cites[] = {"[@x]"};

	(void)state;
	for (size_t i = 0; i < countof(entries); i++) {
		struct arena *a = arena_new();
		struct str list = arena_printf(a, "[{\"id\":\"x\",%s]",
					       quoted(a, entries[i].csl) + 1);
		struct run r = cite_all(list.p, cites, 1);
		const struct doc_node *refs = r.doc->root->kids[1];

		assert_true(doc_has_class(refs, "references"));
		assert_int_equal(refs->count, 1);
		assert_true(str_is(doc_id(refs->kids[0]), "ref-x"));
		check(refs->kids[0], entries[i].entry, entries[i].csl);
		run_end(&r);
		arena_free(a);
	}
}

static void
test_many_authors(void **state)
{
	static const char *const cites[] = {"[@x]"};
	struct buf list = BUF_INIT;
	struct run r;

	(void)state;
	buf_puts(&list, "[{\"id\":\"x\",\"title\":\"T\",\"type\":\"book\","
			"\"author\":[");
	for (int i = 1; i <= 21; i++)
		buf_printf(&list, "%s{\"family\":\"N%d\",\"given\":\"A\"}",
			   i > 1 ? "," : "", i);
	buf_puts(&list, "]}]");
	r = cite_all(buf_cstr(&list), cites, 1);
	check(r.doc->root->kids[1],
	      "N1, A., N2, A., N3, A., N4, A., N5, A., N6, A., N7, A., N8, A., "
	      "N9, A., N10, A., N11, A., N12, A., N13, A., N14, A., N15, A., "
	      "N16, A., N17, A., N18, A., N19, A., . . . N21, A. (n.d.). *T*.",
	      "21 authors");
	run_end(&r);
	buf_free(&list);
}

/* -- citations in the text ------------------------------------------------ */

static const char library[] =
    "[{'id':'one','author':[{'family':'Stuart','given':'S'}],"
    "'title':'A','type':'book','issued':{'date-parts':[[2006]]}},"
    "{'id':'one12','author':[{'family':'Stuart','given':'S'}],"
    "'title':'B','type':'book','issued':{'date-parts':[[2012]]}},"
    "{'id':'two','author':[{'family':'Klerman','given':'G'},"
    "{'family':'Weissman','given':'M'}],"
    "'title':'C','type':'book','issued':{'date-parts':[[1993]]}},"
    "{'id':'three','author':[{'family':'Ravitz','given':'P'},"
    "{'family':'Watson','given':'P'},{'family':'Lawson','given':'A'}],"
    "'title':'D','type':'book','issued':{'date-parts':[[2019]]}},"
    "{'id':'g1','author':[{'family':'Frank','given':'E'}],"
    "'title':'Alpha','type':'book','issued':{'date-parts':[[1990]]}},"
    "{'id':'g2','author':[{'family':'Frank','given':'E'}],"
    "'title':'The Beta','type':'book','issued':{'date-parts':[[1990]]}},"
    "{'id':'who','author':[{'literal':'World Health Organization'}],"
    "'title':'G','type':'report'},"
    "{'id':'m1','author':[{'family':'Cuijpers','given':'P'},"
    "{'family':'Donker','given':'T'},{'family':'Weiss','given':'M'},"
    "{'family':'Ash','given':'M'}],"
    "'title':'E','type':'book','issued':{'date-parts':[[2016]]}},"
    "{'id':'m2','author':[{'family':'Cuijpers','given':'P'},"
    "{'family':'Karyotaki','given':'E'},{'family':'Weiss','given':'M'},"
    "{'family':'Ash','given':'M'}],"
    "'title':'F','type':'book','issued':{'date-parts':[[2016]]}},"
    "{'id':'anon','title':'Quiet rooms','type':'book',"
    "'issued':{'date-parts':[[2001]]}},"
    "{'id':'anonart','title':'Short note','type':'article-journal',"
    "'container-title':'J','issued':{'date-parts':[[2002]]}},"
    "{'id':'liA','author':[{'family':'Li','given':'Ann'}],"
    "'title':'H','type':'book','issued':{'date-parts':[[2010]]}},"
    "{'id':'liB','author':[{'family':'Li','given':'Bo'}],"
    "'title':'I','type':'book','issued':{'date-parts':[[2011]]}},"
    "{'id':'nd1','author':[{'literal':'ISIPT'}],'title':'K','type':'webpage'},"
    "{'id':'nd2','author':[{'literal':'ISIPT'}],'title':'L','type':'webpage'}"
    "]";

static const struct {
	const char *cite, *text;
} cases[] = {
    {"[@one]", "(Stuart, 2006)"},
    {"@one", "Stuart (2006)"},
    {"[-@one]", "(2006)"},
    {"[@one, p. 12]", "(Stuart, 2006, p. 12)"},
    {"[@one, pp. 12-14]", "(Stuart, 2006, pp. 12\u201314)"},
    {"[@one, 12-14]", "(Stuart, 2006, pp. 12\u201314)"},
    {"[@one, 7]", "(Stuart, 2006, p. 7)"},
    {"[@one, chapter 3]", "(Stuart, 2006, Chapter 3)"},
    {"[@one, and elsewhere]", "(Stuart, 2006, and elsewhere)"},
    {"[see @one, p. 3]", "(see Stuart, 2006, p. 3)"},
    {"@one [p. 12]", "Stuart (2006, p. 12)"},
    {"[@two]", "(Klerman & Weissman, 1993)"},
    {"@two", "Klerman and Weissman (1993)"},
    {"[@three]", "(Ravitz et al., 2019)"},
    {"@three", "Ravitz et al. (2019)"},
    {"[@three; @one]", "(Ravitz et al., 2019; Stuart, 2006)"},
    {"[@two; @one; @three]",
     "(Klerman & Weissman, 1993; Ravitz et al., 2019; Stuart, 2006)"},
    {"[@one; @one12]", "(Stuart, 2006, 2012)"},
    {"[@one, p. 4; @one12]", "(Stuart, 2006, p. 4; Stuart, 2012)"},
    {"[see @three; @one]", "(see Ravitz et al., 2019; Stuart, 2006)"},
    {"[@g1]", "(Frank, 1990a)"},
    {"[@g2]", "(Frank, 1990b)"},
    {"[@g2; @g1]", "(Frank, 1990a, 1990b)"},
    {"[@who]", "(World Health Organization, n.d.)"},
    {"[@m1]", "(Cuijpers, Donker, et al., 2016)"},
    {"@m2", "Cuijpers, Karyotaki, et al. (2016)"},
    {"[@anon]", "(*Quiet rooms*, 2001)"},
    {"@anonart", "\u201CShort note\u201D (2002)"},
    {"[@liA]", "(A. Li, 2010)"},
    {"@liB", "B. Li (2011)"},
    {"[@nd1]", "(ISIPT, n.d.-a)"},
    {"[@nd2, para. 3]", "(ISIPT, n.d.-b, para. 3)"},
    {"[-@one, p. 3]", "(2006, p. 3)"},
};

static void
test_in_text(void **state)
{
	const char *cites[countof(cases)];
	struct arena *a = arena_new();
	struct run r;

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		cites[i] = cases[i].cite;
	r = cite_all(quoted(a, library), cites, countof(cases));
	for (size_t i = 0; i < countof(cases); i++)
		check(r.doc->root->kids[i], cases[i].text, cases[i].cite);
	assert_int_equal(diag_worst(r.d), DIAG_NOTE);
	run_end(&r);
	arena_free(a);
}

static void
test_order(void **state)
{
	static const char *const cites[] = {
	    "[@who; @g2; @three; @m1; @one12; @one; @liB; @anon; @g1]",
	};
	static const char *const order[] = {
	    "ref-m1",    "ref-g1",  "ref-g2",    "ref-liB", "ref-anon",
	    "ref-three", "ref-one", "ref-one12", "ref-who",
	};
	struct arena *a = arena_new();
	struct run r = cite_all(quoted(a, library), cites, 1);
	const struct doc_node *refs = r.doc->root->kids[1];

	(void)state;
	assert_int_equal(refs->count, countof(order));
	for (size_t i = 0; i < countof(order); i++)
		if (!str_is(doc_id(refs->kids[i]), order[i]))
			fail_msg("entry %zu is " STR_FMT ", not %s", i,
				 STR_ARG(doc_id(refs->kids[i])), order[i]);
	run_end(&r);
	arena_free(a);
}

static void
test_unknown(void **state)
{
	static const char *const cites[] = {"[@thre]", "[@one; @nobody]"};
	struct arena *a = arena_new();
	struct run r = cite_all(quoted(a, library), cites, 2);

	(void)state;
	check(r.doc->root->kids[0], "(**thre?**)", "[@thre]");
	check(r.doc->root->kids[1], "(Stuart, 2006; **nobody?**)", "unknown");
	assert_int_equal(diag_count(r.d, DIAG_ERROR), 2);
	assert_true(diag_has(r.d, "cite-"));
	run_end(&r);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_entries), cmocka_unit_test(test_many_authors),
	    cmocka_unit_test(test_in_text), cmocka_unit_test(test_order),
	    cmocka_unit_test(test_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
