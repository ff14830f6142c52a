/* test_differential.c – plain CommonMark and GFM mean to us what they mean to
 * cmark-gfm: for every snippet of tests/markdown/plain/ (parted by lines of
 * "%%%%") the HTML of our writer has the structure of cmark's own. Both are
 * brought to one form first: tags with the attributes that carry meaning,
 * texts without entities and with single blanks. Not in the corpus, since the
 * writer means it otherwise: links without words, script addresses, loose task
 * lists, empty heads of tables and of columns, strikeout (cmark's own cannot be
 * used in one process with ours). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"
#include "write/write.h"

/* -- one form for both ------------------------------------------------------
 */

struct form {
	struct buf out;
	bool blank;    /* a blank is due before the next text */
	bool pre;      /* blanks count */
	unsigned skip; /* inside of our link beside a heading */
};

static const char *const dropped[] = {"div", "label", "thead", "tbody", "span"};
static const char *const blocks[] = {
    "p",  "h1", "h2", "h3", "h4", "h5", "h6",    "ul",  "ol",
    "li", "hr", "td", "th", "tr", "br", "table", "pre", "blockquote"};
static const char *const kept[] = {"href", "src", "title", "alt", "start"};

static bool
among(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(s, list[i]))
			return true;
	return false;
}

static void
put_entity(struct buf *out, struct str name)
{
	static const struct {
		const char *name, *text;
	} known[] = {{"lt", "<"},    {"gt", ">"},  {"amp", "&"},
		     {"quot", "\""}, {"#39", "'"}, {"#x27", "'"}};

	for (size_t i = 0; i < countof(known); i++)
		if (str_is(name, known[i].name)) {
			buf_puts(out, known[i].text);
			return;
		}
	buf_printf(out, "&" STR_FMT ";", STR_ARG(name));
}

static void
put_text(struct form *f, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t end = str_find(s, STR(";"), i);

		if (is_blank(s.p[i]) && !f->pre) {
			f->blank = true;
			continue;
		}
		if (f->blank && f->out.n && f->out.p[f->out.n - 1] != '\n')
			buf_putc(&f->out, ' ');
		f->blank = false;
		if (s.p[i] == '&' && end != SIZE_MAX && end - i < 8) {
			put_entity(&f->out, str_slice(s, i + 1, end));
			i = end;
		} else {
			buf_putc(&f->out, s.p[i] == '\n' ? '$' : s.p[i]);
		}
	}
}

static struct str
attribute(struct str tag, const char *name)
{
	char key[32];
	size_t from;
	struct str value;

	snprintf(key, sizeof key, " %s=\"", name);
	from = str_find(tag, str_of(key), 0);
	if (from == SIZE_MAX)
		return STR_NONE;
	value = str_slice(tag, from + strlen(key), tag.n);
	return str_slice(value, 0, str_find(value, STR("\""), 0));
}

static void
put_attributes(struct form *f, struct str tag)
{
	struct str align = attribute(tag, "align"), class;

	for (size_t i = 0; i < countof(kept); i++) {
		struct str v = attribute(tag, kept[i]);

		if (!v.p)
			continue;
		buf_printf(&f->out, " %s=", kept[i]);
		f->blank = false;
		put_text(f, v);
	}
	class = attribute(tag, "class");
	if (align.p)
		buf_printf(&f->out, " " STR_FMT, STR_ARG(align));
	else if (among(class, (const char *const[]){"left", "right", "center"},
		       3))
		buf_printf(&f->out, " " STR_FMT, STR_ARG(class));
	else if (str_starts(class, STR("language-")))
		buf_printf(&f->out, " " STR_FMT, STR_ARG(class));
	if (str_find(tag, STR(" checked"), 0) != SIZE_MAX)
		buf_puts(&f->out, " checked");
}

static void
put_tag(struct form *f, struct str tag)
{
	bool close = tag.n && tag.p[0] == '/', block;
	struct str rest = close ? str_slice(tag, 1, tag.n) : tag, name;

	for (name = rest, name.n = 0;
	     name.n < rest.n && is_alnum(rest.p[name.n]);)
		name.n++;
	if (str_is(attribute(tag, "class"), "anchor"))
		f->skip = 1;
	if (f->skip || among(name, dropped, countof(dropped))) {
		f->skip = f->skip && !(close && str_is(name, "a"));
		return;
	}
	block = among(name, blocks, countof(blocks));
	if (str_is(name, "pre"))
		f->pre = !close;
	if (!block && f->blank && !f->pre)
		put_text(f, STR(""));
	if (!block && f->blank && f->out.n && f->out.p[f->out.n - 1] != '\n')
		buf_putc(&f->out, ' ');
	f->blank = false;
	if (block) {
		buf_trim(&f->out);
		buf_putc(&f->out, '\n');
	}
	buf_printf(&f->out, "<%s" STR_FMT, close ? "/" : "", STR_ARG(name));
	if (!close)
		put_attributes(f, tag);
	buf_putc(&f->out, '>');
	if (block)
		buf_putc(&f->out, '\n');
}

/* The structure of HTML as text, one block tag a line. */
static struct buf
form(struct str html)
{
	struct form f = {.out = BUF_INIT};

	while (html.n) {
		size_t lt = str_find(html, STR("<"), 0);
		size_t gt = str_find(html, STR(">"), lt == SIZE_MAX ? 0 : lt);

		if (!f.skip)
			put_text(&f, str_slice(html, 0, lt));
		if (lt == SIZE_MAX || gt == SIZE_MAX)
			break;
		put_tag(&f, str_slice(html, lt + 1, gt));
		html = str_slice(html, gt + 1, html.n);
	}
	buf_trim(&f.out);
	return f.out;
}

/* -- the two ways -------------------------------------------------------------
 */

static struct buf
ours(struct str text)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x.md"));
	struct markdown_opts opts = {.plain = true, .raw_html = true};
	struct page_opts page = {0};
	struct source src;
	struct buf html = BUF_INIT, result;

	assert_true(source_text(doc->arena, text, STR_NONE, &src, d));
	markdown_parse(doc, &src, &opts, d);
	writer_find(STR("html"))->page(&html, doc, &page, d);
	result = form(buf_str(&html));
	buf_free(&html);
	diag_free(d);
	doc_free(doc);
	return result;
}

static struct buf
theirs(struct str text)
{
	static const char *const names[] = {"table", "autolink", "tasklist"};
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_UNSAFE);
	cmark_node *root;
	char *html;
	struct buf result;

	for (size_t i = 0; i < countof(names); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text.p, text.n);
	root = cmark_parser_finish(parser);
	html = cmark_render_html(root, CMARK_OPT_UNSAFE,
				 cmark_parser_get_syntax_extensions(parser));
	result = form(str_of(html));
	free(html);
	cmark_node_free(root);
	cmark_parser_free(parser);
	return result;
}

/* -- the corpus
 * ------------------------------------------------------------------ */

static unsigned
compare(struct str path, unsigned number, struct str text)
{
	struct buf a = ours(text), b = theirs(text);
	bool same = str_eq(buf_str(&a), buf_str(&b));

	if (!same)
		printf("--- " STR_FMT " %u\n" STR_FMT "\n--- cmark\n%s\n--- "
		       "vade\n%s\n",
		       STR_ARG(path), number, STR_ARG(text), buf_cstr(&b),
		       buf_cstr(&a));
	buf_free(&a);
	buf_free(&b);
	return !same;
}

static unsigned
compare_file(struct arena *a, struct str path, unsigned *count)
{
	unsigned different = 0, number = 0;
	struct str text, part;

	assert_true(file_read(a, path, &text));
	while (text.n) {
		size_t end = str_find(text, STR("\n%%%%\n"), 0);

		part = str_slice(text, 0, end == SIZE_MAX ? end : end + 1);
		different += compare(path, ++number, part);
		text = end == SIZE_MAX ? STR_NONE
				       : str_slice(text, end + 6, text.n);
	}
	*count += number;
	return different;
}

static void
same_structure(void **state)
{
	struct str dir = STR("tests/markdown/plain");
	struct arena *a = arena_new();
	unsigned different = 0, count = 0;
	struct file_list list;

	(void)state;
	assert_true(file_list(a, dir, &list));
	for (size_t i = 0; i < list.count; i++)
		different +=
		    compare_file(a, path_join(a, dir, list.names[i]), &count);
	arena_free(a);
	printf("%u of %u snippets differ\n", different, count);
	assert_true(count >= 150);
	assert_int_equal(different, 0);
}

/* The dump of a text before the paragraph "END", with more behind it. */
static struct buf
dump_before_end(struct str text, const char *more)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x.md"));
	struct markdown_opts opts = {0};
	struct buf all = BUF_INIT, out = BUF_INIT;
	struct source src;

	buf_put(&all, text);
	buf_printf(&all, "\n\nEND\n\n%s\n", more);
	assert_true(source_text(doc->arena, buf_str(&all), STR_NONE, &src, d));
	markdown_parse(doc, &src, &opts, d);
	doc_dump(&out, doc);
	out.n = str_find(buf_str(&out), STR("\"END\""), 0);
	if (out.n == SIZE_MAX)
		out.n = 0; /* an open block took it in */
	buf_free(&all);
	diag_free(d);
	doc_free(doc);
	return out;
}

/* The parser leaves out the table and autolink extensions where the page gives
 * them nothing to do: then they would have done nothing. */
static void
left_out_without_effect(void **state)
{
	struct str dir = STR("tests/markdown/plain");
	struct arena *a = arena_new();
	struct file_list list;
	unsigned compared = 0;

	(void)state;
	assert_true(file_list(a, dir, &list));
	for (size_t i = 0; i < list.count; i++) {
		struct str text;

		assert_true(
		    file_read(a, path_join(a, dir, list.names[i]), &text));
		while (text.n) {
			struct str part = str_cut(&text, '%');
			struct buf one = dump_before_end(part, "");
			struct buf two = dump_before_end(
			    part, "| http://a.b c@d.ef |\n|---|");

			assert_true(str_eq(buf_str(&one), buf_str(&two)));
			compared += one.n > 0;
			buf_free(&one);
			buf_free(&two);
		}
	}
	arena_free(a);
	assert_true(compared > 100);
}

/* The comparison itself sees a difference when there is one. */
static void
form_is_strict(void **state)
{
	static const char *const pairs[][2] = {
	    {"<p>a</p>", "<p>b</p>"},
	    {"<p>a</p>", "a"},
	    {"<p>a b</p>", "<p>ab</p>"},
	    {"<a href=\"x\">a</a>", "<a href=\"y\">a</a>"},
	    {"<td align=\"left\">a</td>", "<td>a</td>"},
	    {"<em>a</em> b", "<em>a</em>b"},
	};

	(void)state;
	for (size_t i = 0; i < countof(pairs); i++) {
		struct buf a = form(str_of(pairs[i][0]));
		struct buf b = form(str_of(pairs[i][1]));

		assert_false(str_eq(buf_str(&a), buf_str(&b)));
		buf_free(&a);
		buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(form_is_strict),
	    cmocka_unit_test(same_structure),
	    cmocka_unit_test(left_out_without_effect),
	};
	int result;

	markdown_init();
	writers_init();
	result = cmocka_run_group_tests(tests, NULL, NULL);
	writers_exit();
	markdown_exit();
	return result;
}
