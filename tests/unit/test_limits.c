/* test_limits.c – inputs made to be slow: a megabyte of each is parsed in two
 * seconds or refused at its line. */
#include "helper.h"

#include <time.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"

enum { MEGABYTE = 1000 * 1000, PARAGRAPH = 60 * 1000 };

/* Seconds of processor time; a sanitizer slows all down. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { DECENT = 30 };
#else
enum { DECENT = 2 };
#endif

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Parses; the findings are returned, the caller frees. */
static char *
parse(struct str text, double *took)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x.md"));
	struct markdown_opts opts = {0};
	struct source src;
	char *said;
	double begin = seconds();

	if (source_text(doc->arena, text, STR_NONE, &src, d))
		markdown_parse(doc, &src, &opts, d);
	*took = seconds() - begin;
	assert_true(doc_check(doc->root, d));
	said = findings(d);
	diag_free(d);
	doc_free(doc);
	return said;
}

/* Paragraphs of one unit again and again. */
static struct buf
paragraphs(const char *unit, size_t total)
{
	struct buf out = BUF_INIT;

	while (out.n < total) {
		size_t begun = out.n;

		while (out.n - begun < PARAGRAPH)
			buf_puts(&out, unit);
		buf_puts(&out, "\n\n");
	}
	return out;
}

static void
check(struct str text, const char *what)
{
	double took;
	char *said = parse(text, &took);
	bool refused = strstr(said, "[io-limit]") || strstr(said, "[nesting]");

	if (!refused && took > DECENT)
		fail_msg("%s: %.1f s", what, took);
	free(said);
}

static void
in_decent_time(void **state)
{
	static const char *const units[] = {
	    "![[]()",     "a <!A ",     "a@",
	    "~a ~~b ^c ", "a~b~~ ",     "[@a ",
	    "@a ; ",      "[a]{.b} ",   "[a [b ",
	    "{a=\"",      "`c`{.a ",    "{{a}} ",
	    "[",          "[a](",       "*a **b _c ",
	    "`a ``b ",    "<!-- ",      "&amp;",
	    "a@b.c ",     "www.a.b ",   "\"a 'b ",
	    "\\",         "]",          "!",
	    "x://y ",     "[^a] ",      "- ",
	    "> ",         "::: a\n",    ": a\nb\n",
	    "# a\n\n",    "T\n: d\n\n", "| a |\n|---|\n\n: c\n\n",
	};

	(void)state;
	for (size_t i = 0; i < countof(units); i++) {
		struct buf text = paragraphs(units[i], MEGABYTE);

		check(buf_str(&text), units[i]);
		buf_free(&text);
	}
}

static void
check_refused(const char *head, const char *unit, size_t times,
	      const char *wanted)
{
	struct buf text = BUF_INIT;
	double took;
	char *said;

	buf_puts(&text, head);
	for (size_t i = 0; i < times; i++)
		buf_puts(&text, unit);
	said = parse(buf_str(&text), &took);
	if (!strstr(said, wanted))
		fail_msg("got \"%s\"", said);
	assert_true(took < DECENT);
	free(said);
	buf_free(&text);
}

static void
refused_by_name(void **state)
{
	(void)state;
	check_refused("a\n\n", "b c\n", 20000,
		      "x.md:3:1: fatal: a paragraph of more than 64 KB; the "
		      "page is left out [io-limit]\n");
	check_refused("a\n\n", "[b]\n", 5000,
		      "x.md:3:1: fatal: a paragraph with more than 4,000 of "
		      "\"[\", \"@\" and \"<!\"; the page is left out "
		      "[io-limit]\n");
	check_refused("a\n\nhttp://b.c/", ")", 20000,
		      "x.md:3:1: fatal: more than 2,000 signs like \")\" and "
		      "\".\" at once; the page is left out [io-limit]\n");
	check_refused("a\n", "|-", 8000,
		      "x.md:2:1: fatal: a table of more than 1,000 columns; "
		      "the page is left out [io-limit]\n");
	check_refused("a\n\n", "::: a\n", 300,
		      "x.md:201:1: error: blocks are nested too deep here; the "
		      "inner ones are left out [nesting]\n");
}

/* A long definition is copied for each use. */
static void
refuses_long_definitions(void **state)
{
	struct buf head = BUF_INIT;

	(void)state;
	buf_puts(&head, "x\n\n[a]: /");
	buf_repeat(&head, 'u', 40000);
	buf_puts(&head, "\n\n");
	check_refused(buf_cstr(&head), "[a]\n\n", 10000,
		      "x.md:3:1: fatal: a link definition too long for so many "
		      "links; the page is left out [io-limit]\n");
	buf_free(&head);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(in_decent_time),
	    cmocka_unit_test(refused_by_name),
	    cmocka_unit_test(refuses_long_definitions),
	};
	int result;

	markdown_init();
	result = cmocka_run_group_tests(tests, NULL, NULL);
	markdown_exit();
	return result;
}
