/* test_theme.c – the template language against tests/template/, one case for
 * each rule, and what a theme promises besides. Cases are text (see the README
 * there); data is JSON, findings are compared as they are printed. */
#include "helper.h"

#include "theme/theme.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"

enum { MAX_FILES = 8 };

struct sample {
	struct str file, title, data, expect, finding;
	struct theme_file files[MAX_FILES];
	size_t n_files;
};

/* The text with the signs for invisible characters replaced. */
static struct str
visible(struct arena *a, struct str s)
{
	static const struct {
		struct str sign;
		char is;
	} signs[] = {
	    {STR_INIT("␠"), ' '},
	    {STR_INIT("␉"), '\t'},
	    {STR_INIT("␍"), '\r'},
	};
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		size_t k = 0;

		while (k < countof(signs) &&
		       !str_starts(str_slice(s, i, s.n), signs[k].sign))
			k++;
		p[n++] = k < countof(signs) ? signs[k].is : s.p[i];
		i += k < countof(signs) ? signs[k].sign.n : 1;
	}
	return (struct str){p, n};
}

/* Cuts the next part off: up to a line that begins with `mark`, without the
 * newline before it. */
static struct str
cut_at(struct str *rest, struct str mark)
{
	struct str all = *rest;
	size_t at = 0;

	while (at < all.n && !str_starts(str_slice(all, at, all.n), mark)) {
		size_t nl = str_find(all, STR("\n"), at);

		at = nl == SIZE_MAX ? all.n : nl + 1;
	}
	*rest = at < all.n ? str_slice(all, at, all.n) : STR_NONE;
	return str_slice(all, 0, at ? at - 1 : 0);
}

static struct str
file_name(struct arena *a, const char *folder, struct str name)
{
	return arena_printf(a, "%s" STR_FMT ".mustache", folder, STR_ARG(name));
}

static void
add_part(struct arena *a, struct sample *s, struct str head, struct str text)
{
	struct str word = str_cut(&head, ' ');
	struct str name = STR_NONE;

	text = visible(a, text);
	if (str_is(word, "template"))
		name = STR("page.mustache");
	else if (str_is(word, "partial"))
		name = file_name(a, "partials/", head);
	else if (str_is(word, "file"))
		name = file_name(a, "", head);
	else if (str_is(word, "data"))
		s->data = text;
	else if (str_is(word, "expect"))
		s->expect = text;
	else if (str_is(word, "finding"))
		s->finding = text;
	else
		fail_msg("unknown part \"" STR_FMT "\"", STR_ARG(word));
	if (name.p) {
		assert_true(s->n_files < MAX_FILES);
		s->files[s->n_files++] = (struct theme_file){name, text};
	}
}

/* Takes one case apart. */
static void
read_sample(struct arena *a, struct str text, struct sample *s)
{
	struct str rest = text;

	s->title = str_trim(str_slice(str_cut(&rest, '\n'), 3, SIZE_MAX));
	while (rest.p) {
		struct str head = str_slice(str_cut(&rest, '\n'), 4, SIZE_MAX);

		add_part(a, s, head,
			 rest.p ? cut_at(&rest, STR("--- ")) : STR(""));
	}
}

static struct str
trimmed_findings(struct arena *a, struct diag *d)
{
	char *text = findings(d);
	struct str shown = arena_str(a, str_trim(str_of(text)));

	free(text);
	return shown;
}

static bool
differs(const struct sample *s, const char *what, struct str want,
	struct str got)
{
	if (str_eq(want, got))
		return false;
	print_error(STR_FMT ": %s of \"" STR_FMT "\"\nwanted:\n" STR_FMT
			    "\ngot:\n" STR_FMT "\n",
		    STR_ARG(s->file), what, STR_ARG(s->title), STR_ARG(want),
		    STR_ARG(got));
	return true;
}

/* Whether the case holds. */
static bool
try_sample(const struct sample *s)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("page.md"));
	struct theme *t = theme_new(s->files, s->n_files, STR_NONE, d);
	struct buf out = BUF_INIT;
	struct value *data =
	    s->data.n ? value_from_json(a, s->data) : value_map(a);
	bool bad = false;

	if (t && !theme_render(t, "page", data, &out, d))
		bad = true;
	bad |= differs(s, "output", s->expect, buf_str(&out));
	bad |= differs(s, "findings", s->finding, trimmed_findings(a, d));
	buf_free(&out);
	theme_free(t);
	diag_free(d);
	arena_free(a);
	return !bad;
}

static void
test_cases(void **state)
{
	struct str dir = STR("tests/template");
	struct arena *a = arena_new();
	struct file_list list;
	size_t tried = 0, bad = 0;

	(void)state;
	assert_true(file_list(a, dir, &list));
	for (size_t i = 0; i < list.count; i++) {
		struct str rest;

		if (!str_ends(list.names[i], STR(".txt")))
			continue;
		assert_true(
		    file_read(a, path_join(a, dir, list.names[i]), &rest));
		while (rest.p) {
			struct sample s = {.file = list.names[i]};
			struct str mark = STR("\n=== ");
			size_t end = str_find(rest, mark, 0);

			/* With its last newline. */
			read_sample(
			    a,
			    str_slice(rest, 0, end == SIZE_MAX ? end : end + 1),
			    &s);
			rest = end == SIZE_MAX
				   ? STR_NONE
				   : str_slice(rest, end + 1, SIZE_MAX);
			tried++;
			bad += !try_sample(&s);
		}
	}
	arena_free(a);
	print_message("%zu template cases\n", tried);
	assert_true(tried >= 200);
	assert_int_equal(bad, 0);
}

static void
test_files(void **state)
{
	static const struct theme_file files[] = {
	    {STR_INIT("page.mustache"), STR_INIT("old")},
	    {STR_INIT("css/print.css"), STR_INIT("p{}")},
	    {STR_INIT("css/main.css"), STR_INIT("m{}")},
	    {STR_INIT("page.mustache"), STR_INIT("new")},
	    {STR_INIT("css/main.css"), STR_INIT("n{}")},
	};
	struct diag *d = diag_new(STR("x"));
	struct theme *t = theme_new(files, countof(files), STR("themes/x"), d);
	struct buf out = BUF_INIT;

	(void)state;
	assert_non_null(t);
	assert_true(theme_has(t, "page"));
	assert_false(theme_has(t, "css/main.css"));
	/* In order of name, and a later file replaces an earlier one. */
	assert_int_equal(theme_asset_count(t), 2);
	assert_true(str_is(theme_asset(t, 0)->name, "css/main.css"));
	assert_true(str_is(theme_asset(t, 0)->bytes, "n{}"));
	assert_true(str_is(theme_asset(t, 1)->name, "css/print.css"));
	assert_true(theme_render(t, "page", NULL, &out, d));
	assert_true(str_is(buf_str(&out), "new"));
	assert_false(theme_render(t, "pge", NULL, &out, d));
	assert_true(diag_has(d, "theme-missing"));
	buf_free(&out);
	theme_free(t);
	diag_free(d);
	theme_free(NULL);
}

static void
test_label(void **state)
{
	static const struct theme_file file = {
	    STR_INIT("partials/nav.mustache"), STR_INIT("\n {{#a}}")};
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));

	(void)state;
	assert_null(theme_new(&file, 1, STR("themes/clinical"), d));
	assert_true(
	    str_starts(trimmed_findings(a, d),
		       STR("themes/clinical/partials/nav.mustache:2:2:")));
	diag_free(d);
	arena_free(a);
}

/* Output that grows as 2 to the power of the number of partials ends. */
static void
test_explosion(void **state)
{
	enum { LEVELS = 60 };
	struct theme_file files[LEVELS + 1];
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct buf out = BUF_INIT;
	struct theme *t;

	(void)state;
	for (int i = 0; i < LEVELS; i++) {
		files[i].name = arena_printf(a, "partials/p%d.mustache", i);
		files[i].bytes =
		    arena_printf(a, "{{>p%d}}{{>p%d}}", i + 1, i + 1);
	}
	files[LEVELS - 1].bytes = STR("");
	files[LEVELS] =
	    (struct theme_file){STR("page.mustache"), STR("{{>p0}}")};
	t = theme_new(files, countof(files), STR_NONE, d);
	assert_non_null(t);
	assert_true(theme_render(t, "page", NULL, &out, d));
	assert_true(diag_has(d, "template-limit"));
	buf_free(&out);
	theme_free(t);
	diag_free(d);
	arena_free(a);
}

struct shared {
	const struct theme *theme;
	const struct value *context;
	struct str expect;
	bool same[64];
};

static void
render_one(void *arg, size_t item, unsigned worker)
{
	struct shared *s = arg;
	struct diag *d = diag_new(STR("x"));
	struct buf out = BUF_INIT;

	(void)worker;
	s->same[item] = theme_render(s->theme, "page", s->context, &out, d) &&
			str_eq(buf_str(&out), s->expect);
	buf_free(&out);
	diag_free(d);
}

static void
test_threads(void **state)
{
	static const struct theme_file files[] = {
	    {STR_INIT("page.mustache"),
	     STR_INIT("{{#l}}{{>p}}{{n}} {{x}}{{/l}}")},
	    {STR_INIT("partials/p.mustache"), STR_INIT("<{{n}}>")},
	};
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct theme *t = theme_new(files, countof(files), STR_NONE, d);
	struct value *context = value_map(a), *list = value_list(a);
	struct shared s = {.theme = t, .context = context};
	struct buf out = BUF_INIT;

	(void)state;
	value_put(context, "l", list);
	value_put_str(a, context, "x", STR("&"));
	for (int i = 0; i < 500; i++) {
		struct value *item = value_map(a);

		value_put(item, "n", value_number(a, i));
		value_push(a, list, item);
	}
	assert_true(theme_render(t, "page", context, &out, d));
	s.expect = buf_str(&out);
	pool_run(4, countof(s.same), render_one, &s);
	for (size_t i = 0; i < countof(s.same); i++)
		assert_true(s.same[i]);
	buf_free(&out);
	theme_free(t);
	diag_free(d);
	arena_free(a);
}

/* -- the standard theme --------------------------------------------------- */

static struct theme *
load_clinical(struct arena *a, struct diag *d)
{
	struct str dir = STR("themes/clinical");
	struct theme_file files[64];
	struct file_list list;

	assert_true(file_list(a, dir, &list));
	assert_true(list.count <= countof(files));
	for (size_t i = 0; i < list.count; i++) {
		files[i].name = list.names[i];
		assert_true(file_read(a, path_join(a, dir, list.names[i]),
				      &files[i].bytes));
	}
	return theme_new(files, list.count, dir, d);
}

/* A link, and what may stand in it, with all that lists may hold. */
static struct value *
full_item(struct arena *a, const char *title, struct value *inner)
{
	struct value *v = value_map(a);

	value_put_str(a, v, "title", str_of(title));
	value_put_str(a, v, "label", str_of(title));
	value_put_str(a, v, "term", str_of(title));
	value_put_str(a, v, "definition", STR("a <definition>"));
	value_put_str(a, v, "description", STR("a description"));
	value_put_str(a, v, "url", STR("x.html"));
	value_put_str(a, v, "id", STR("sec-x"));
	value_put_str(a, v, "number", STR("1.2"));
	value_put_bool(a, v, "current", true);
	value_put_bool(a, v, "here", inner != NULL);
	value_put_bool(a, v, "has_children", inner != NULL);
	value_put_bool(a, v, "has_pages", inner != NULL);
	value_put(v, "children", inner ? inner : value_list(a));
	value_put(v, "pages", inner ? inner : value_list(a));
	value_put(v, "items", inner ? inner : value_list(a));
	return v;
}

static struct value *
full_context(struct arena *a)
{
	static const char *const lists[] = {
	    "nav", "breadcrumbs", "related", "backlinks", "terms", "contents"};
	static const char *const flags[] = {"has_related", "has_backlinks",
					    "has_terms"};
	static const char *const maps[] = {"site",   "page", "assets",
					   "safety", "prev", "next"};
	struct value *v = value_map(a), *leaf = value_list(a);
	struct value *tree = value_list(a), *page;

	value_push(a, leaf, full_item(a, "Leaf & leaf", NULL));
	value_push(a, tree, full_item(a, "Branch", leaf));
	for (size_t i = 0; i < countof(lists); i++)
		value_put(v, lists[i], tree);
	for (size_t i = 0; i < countof(flags); i++)
		value_put_bool(a, v, flags[i], true);
	for (size_t i = 0; i < countof(maps); i++)
		value_put(v, maps[i], full_item(a, maps[i], leaf));
	page = value_at(v, "page");
	value_put(page, "toc", tree);
	value_put_bool(a, page, "has_toc", true);
	value_put_bool(a, page, "overdue", true);
	value_put_str(a, page, "review_after", STR("2026-01-01"));
	value_put_str(a, v, "body", STR("<p>The <em>body</em>.</p>"));
	return v;
}

static void
check_page(const struct theme *t, const char *name, const struct value *v,
	   struct diag *d)
{
	static const char *const never[] = {" style=", "<script", " onclick",
					    "http:",   "https:",  "{{"};
	static const char *const always[] = {
	    "<!DOCTYPE html>", "Content-Security-Policy", "class=\"skip\"",
	    "<main id=\"main\"", "</html>\n"};
	struct buf out = BUF_INIT;
	struct str text;

	assert_true(theme_render(t, name, v, &out, d));
	text = buf_str(&out);
	for (size_t i = 0; i < countof(never); i++)
		assert_true(str_find(text, str_of(never[i]), 0) == SIZE_MAX);
	for (size_t i = 0; i < countof(always); i++)
		assert_true(str_find(text, str_of(always[i]), 0) != SIZE_MAX);
	buf_free(&out);
}

/* The standard theme has no fault, and shows a page that has everything as
 * well as one that has nothing. */
static void
test_clinical(void **state)
{
	static const char *const shown[] = {
	    "<p>The <em>body</em>.</p>", "Leaf &amp; leaf", "href=\"#sec-x\"",
	    "a &lt;definition&gt;",      "Review overdue",  "rel=\"next\""};
	static const char *const pages[] = {"page", "index"};
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct theme *t = load_clinical(a, d);
	struct buf out = BUF_INIT;

	(void)state;
	assert_non_null(t);
	for (size_t i = 0; i < countof(pages); i++) {
		check_page(t, pages[i], full_context(a), d);
		check_page(t, pages[i], value_map(a), d);
	}
	assert_true(theme_render(t, "page", full_context(a), &out, d));
	for (size_t i = 0; i < countof(shown); i++)
		assert_true(str_find(buf_str(&out), str_of(shown[i]), 0) !=
			    SIZE_MAX);
	assert_string_equal(trimmed_findings(a, d).p, "");
	buf_free(&out);
	theme_free(t);
	diag_free(d);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),     cmocka_unit_test(test_files),
	    cmocka_unit_test(test_label),     cmocka_unit_test(test_threads),
	    cmocka_unit_test(test_explosion), cmocka_unit_test(test_clinical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
