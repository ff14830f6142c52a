/* test_source.c – from bytes to text: encodings, line ends, limits, front
 * matter, YAML, includes; every finding at its place. */
#include "helper.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "source/source.h"

struct load {
	struct arena *a;
	struct diag *d;
	struct source src;
};

static struct load
begin(void)
{
	return (struct load){.a = arena_new(), .d = diag_new(STR("x.md"))};
}

static void
end(struct load *l, const char *wanted)
{
	char *text = findings(l->d);

	assert_string_equal(text, wanted);
	free(text);
	diag_free(l->d);
	arena_free(l->a);
}

static void
check_text(struct str in, const char *text, uint32_t line, const char *said)
{
	struct load l = begin();

	assert_true(source_text(l.a, in, STR_NONE, &l.src, l.d));
	if (!str_is(l.src.text, text))
		fail_msg("got \"" STR_FMT "\"", STR_ARG(l.src.text));
	assert_int_equal(source_pos(&l.src, 1, 1).line, line);
	end(&l, said);
}

static void
becomes_text(void **state)
{
	(void)state;
	check_text(STR(""), "", 1, "");
	check_text(STR("a\nb"), "a\nb", 1, "");
	check_text(STR("\xEF\xBB\xBF"
		       "a\r\nb\rc\r\n"),
		   "a\nb\nc\n", 1, "");
	check_text(STR("a\n\xC3\xA4 \xFF\xFE b"),
		   "a\n\xC3\xA4 \xEF\xBF\xBD\xEF\xBF\xBD b", 1,
		   "x.md:2:3: error: byte 0xFF is not UTF-8; 2 bad bytes "
		   "replaced by U+FFFD [source-utf8]\n");
	check_text(STR("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
		   1,
		   "x.md:1:1: error: byte 0xED is not UTF-8; 3 bad bytes "
		   "replaced by U+FFFD [source-utf8]\n");
}

static void
keeps_limits(void **state)
{
	struct load l = begin();
	struct buf big = BUF_INIT;

	(void)state;
	buf_puts(&big, "a\n");
	buf_repeat(&big, 'x', SOURCE_MAX_LINE + 1);
	assert_false(source_text(l.a, buf_str(&big), STR_NONE, &l.src, l.d));
	end(&l, "x.md:2:1: fatal: the line has 65537 bytes, 65536 are "
		"allowed; the file is left out [io-limit]\n");
	l = begin();
	buf_clear(&big);
	for (int i = 0; i <= SOURCE_MAX_FILE / 2; i++)
		buf_puts(&big, "x\n");
	assert_false(source_text(l.a, buf_str(&big), STR_NONE, &l.src, l.d));
	end(&l, "x.md: fatal: the file has 4194306 bytes, 4194304 are "
		"allowed; it is left out [io-limit]\n");
	buf_free(&big);
}

static void
cuts_front_matter(void **state)
{
	(void)state;
	check_text(STR("---\na: b\n---\ntext"), "text", 4, "");
	check_text(STR("---\na: b\n...\ntext"), "text", 4, "");
	check_text(STR("---  \n---\ntext"), "text", 3, "");
	check_text(STR("---\na: b\n---"), "", 4, "");
	check_text(STR("---\na: b\n"), "---\na: b\n", 1, "");
	check_text(STR("---"), "---", 1, "");
	check_text(STR("a\n---\nb: c\n---\n"), "a\n---\nb: c\n---\n", 1, "");
	check_text(STR("---\n- a\n---\ntext"), "text", 4,
		   "x.md:2:1: error: the front matter is a list, not a list of "
		   "keys; it is left out [yaml-syntax]\n");
	check_text(STR("---\na: [b\n---\ntext"), "text", 4,
		   "x.md:3:1: error: did not find expected ',' or ']', while "
		   "parsing a flow sequence [yaml-syntax]\n");
}

static void
check_yaml(const char *in, const char *said)
{
	struct load l = begin();
	struct value *v =
	    source_yaml(l.a, str_of(in), (struct pos){1, 1, 0}, l.d);

	assert_true((v == NULL) == (strstr(said, "yaml-syntax") != NULL));
	end(&l, said);
}

static void
reads_yaml(void **state)
{
	struct load l = begin();
	struct value *v = source_yaml(l.a,
				      STR("a: yes\nb: 012\nc:\nd: \"\"\ne: [x, "
					  "{f: g}]\nh: |\n  i\n  j\n"),
				      (struct pos){11, 1, 0}, l.d);

	(void)state;
	assert_non_null(v);
	assert_true(str_is(value_text(value_at(v, "a")), "yes"));
	assert_int_equal(value_at(v, "a")->type, VALUE_STRING);
	assert_true(str_is(value_text(value_at(v, "b")), "012"));
	assert_int_equal(value_at(v, "c")->type, VALUE_NULL);
	assert_int_equal(value_at(v, "d")->type, VALUE_STRING);
	assert_true(value_at(v, "d")->quoted);
	assert_int_equal(value_count(value_at(v, "e")), 2);
	assert_true(str_is(
	    value_text(value_at(value_item(value_at(v, "e"), 1), "f")), "g"));
	assert_true(str_is(value_text(value_at(v, "h")), "i\nj\n"));
	assert_int_equal(value_at(v, "e")->pos.line, 15);
	assert_int_equal(value_at(v, "e")->pos.col, 4);
	end(&l, "");
	check_yaml("", "");
	check_yaml("# only a remark\n", "");
}

static void
refuses_yaml(void **state)
{
	struct buf deep = BUF_INIT;

	(void)state;
	check_yaml("a: 1\nb: 2\na: 3\n",
		   "x.md:3:1: error: the key \"a\" stands twice; the first is "
		   "used [yaml-duplicate]\n"
		   "x.md:1:4: note: its first value is here\n");
	check_yaml("a: &x 1\n",
		   "x.md:1:4: error: anchors (&) and aliases (*) are not read; "
		   "write the value out, or in quotes [yaml-syntax]\n");
	check_yaml("a: *x\n",
		   "x.md:1:4: error: anchors (&) and aliases (*) are not read; "
		   "write the value out, or in quotes [yaml-syntax]\n");
	check_yaml("a: !int 1\n",
		   "x.md:1:4: error: tags (!) are not read; write the value in "
		   "quotes [yaml-syntax]\n");
	check_yaml("a: b\n---\nc: d\n", "x.md:2:1: error: only one YAML "
					"document is read [yaml-syntax]\n");
	check_yaml("[a]: b\n", "x.md:1:1: error: a key is to be plain text "
			       "[yaml-syntax]\n");
	buf_repeat(&deep, '[', 100);
	check_yaml(buf_cstr(&deep), "x.md:1:65: error: values are nested too "
				    "deep [yaml-syntax]\n");
	buf_free(&deep);
}

/* -- includes ----------------------------------------------------------------
 */

#define INCLUDE(file) "::: {.include file=\"" file "\"}\n:::\n"

static char folder[] = "/tmp/vade-test-XXXXXX";

static void
write_file(const char *name, const char *text)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(file_put(str_of(path), str_of(text)), FILE_WRITTEN);
}

/* Without `said`: there is one error. */
static void
check_include(const char *name, const char *text, const char *said)
{
	struct load l = {.a = arena_new(), .d = diag_new(str_of(name))};
	char path[200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_true(
	    source_load(l.a, str_of(path), str_of(folder), &l.src, l.d));
	if (!str_is(l.src.text, text))
		fail_msg("got \"" STR_FMT "\"", STR_ARG(l.src.text));
	if (said) {
		end(&l, said);
		return;
	}
	assert_int_equal(diag_count(l.d, DIAG_ERROR), 1);
	diag_free(l.d);
	arena_free(l.a);
}

static void
includes(void **state)
{
	struct load l = {.a = arena_new(), .d = diag_new(STR("a.md"))};
	struct pos at;
	char path[200];

	(void)state;
	write_file("a.md", "---\nt: x\n---\none\n" INCLUDE(
			       "s/b.md") "two\n"
					 "```\n" INCLUDE("s/b.md") "```\n");
	write_file("s/b.md", "---\nu: y\n---\nb1\n" INCLUDE("c.md") "b2\n");
	write_file("s/c.md", "c\n");
	snprintf(path, sizeof path, "%s/a.md", folder);
	assert_true(
	    source_load(l.a, str_of(path), str_of(folder), &l.src, l.d));
	assert_true(str_is(l.src.text, "one\nb1\nc\nb2\ntwo\n```\n" INCLUDE(
					   "s/b.md") "```\n"));
	at = source_pos(&l.src, 2, 1); /* b1 */
	assert_int_equal(at.line, 4);
	assert_true(str_is(diag_path(l.d, at.file), "s/b.md"));
	at = source_pos(&l.src, 4, 1); /* b2 */
	assert_int_equal(at.line, 7);
	at = source_pos(&l.src, 5, 1); /* two */
	assert_int_equal(at.line, 7);
	assert_int_equal(at.file, 0);
	at = source_pos(&l.src, 99, 1); /* behind the end */
	assert_int_equal(at.line, 11);
	end(&l, "");
}

static void
refuses_includes(void **state)
{
	struct load l = begin();

	(void)state;
	write_file("loop.md", "x\n" INCLUDE("loop2.md"));
	write_file("loop2.md", "y\n" INCLUDE("./loop.md"));
	write_file("out.md", INCLUDE("../etc.md") INCLUDE("/etc/passwd"));
	write_file("none.md", INCLUDE("nothing.md") "z\n");
	check_include("out.md", "",
		      "out.md:1:1: error: \"../etc.md\" is outside of the "
		      "manual's folder; left out [include-file]\n"
		      "out.md:3:1: error: \"/etc/passwd\" is outside of the "
		      "manual's folder; left out [include-file]\n");
	check_include("s/../loop.md", "x\ny\n", NULL);
	check_include("none.md", "z\n", NULL);
	assert_true(
	    source_text(l.a, STR(INCLUDE("a.md")), STR_NONE, &l.src, l.d));
	end(&l, "x.md:1:1: error: \"a.md\" is outside of the manual's "
		"folder; left out [include-file]\n");
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : 1;
}

static int
remove_folder(void **state)
{
	struct arena *a = arena_new();
	struct file_list list;
	char path[200];

	(void)state;
	file_list(a, str_of(folder), &list);
	for (size_t i = 0; i < list.count; i++) {
		snprintf(path, sizeof path, "%s/" STR_FMT, folder,
			 STR_ARG(list.names[i]));
		file_remove(str_of(path));
	}
	snprintf(path, sizeof path, "%s/s", folder);
	file_remove(str_of(path));
	file_remove(str_of(folder));
	arena_free(a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(becomes_text),      cmocka_unit_test(keeps_limits),
	    cmocka_unit_test(cuts_front_matter), cmocka_unit_test(reads_yaml),
	    cmocka_unit_test(refuses_yaml),      cmocka_unit_test(includes),
	    cmocka_unit_test(refuses_includes),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
