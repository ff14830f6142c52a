/* test_markdown_spec.c – runs the examples of tests/markdown/: prose, and in
 * it blocks of thirty-two backticks and "example": source, a line ".", what
 * `dump` prints of it (findings first). ACCEPT=1 writes what came out into the
 * files. With a file name as argument: only that; with "-": dumps stdin. */
#include "helper.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"

#define FENCE "````````````````````````````````"

static const char *only;

static void
dump(struct buf *out, struct str text, struct str options)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x.md"));
	struct value *variables = value_map(doc->arena);
	struct markdown_opts opts = {
	    .variables = variables,
	    .raw_html = str_find(options, STR("raw"), 0) != SIZE_MAX,
	    .plain = str_find(options, STR("plain"), 0) != SIZE_MAX,
	};
	struct source src;
	char *said;

	value_put_str(doc->arena, variables, "manual", STR("The Manual"));
	value_put_str(doc->arena, variables, "x.y", STR("1 < 2"));
	if (source_text(doc->arena, text, STR_NONE, &src, d))
		markdown_parse(doc, &src, &opts, d);
	said = findings(d);
	buf_puts(out, said);
	free(said);
	/* A parse is to leave a tree that needs no repair. */
	if (!doc_check(doc->root, d))
		buf_puts(out, "TREE NOT RIGHT\n");
	doc_dump(out, doc);
	diag_free(d);
	doc_free(doc);
}

struct file {
	struct buf out;
	unsigned examples, failed;
};

/* Runs the example at the start of *rest (after its fence). */
static void
run_example(struct file *f, struct str *rest, struct str options)
{
	struct buf in = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	struct buf *to = &in;

	while (rest->n) {
		struct str line = str_cut(rest, '\n');

		if (str_is(line, FENCE))
			break;
		if (to == &in && str_is(line, ".")) {
			to = &want;
			continue;
		}
		buf_put(to, line);
		buf_putc(to, '\n');
	}
	f->examples++;
	dump(&got, buf_str(&in), options);
	if (!str_eq(buf_str(&got), buf_str(&want))) {
		f->failed++;
		printf("--- example %u\n" STR_FMT "--- wanted\n" STR_FMT
		       "--- got\n" STR_FMT,
		       f->examples, STR_ARG(buf_str(&in)),
		       STR_ARG(buf_str(&want)), STR_ARG(buf_str(&got)));
	}
	buf_put(&f->out, buf_str(&in));
	buf_puts(&f->out, ".\n");
	buf_put(&f->out, buf_str(&got));
	buf_puts(&f->out, FENCE "\n");
	buf_free(&in);
	buf_free(&want);
	buf_free(&got);
}

static unsigned
run_file(struct arena *a, struct str path)
{
	struct file f = {.out = BUF_INIT};
	struct str text;

	if (!file_read(a, path, &text))
		fail_msg("cannot read " STR_FMT, STR_ARG(path));
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		buf_put(&f.out, line);
		buf_putc(&f.out, '\n');
		if (str_starts(line, STR(FENCE " example")))
			run_example(
			    &f, &text,
			    str_slice(line, strlen(FENCE " example"), line.n));
	}
	if (f.failed)
		printf(STR_FMT ": %u of %u examples failed\n", STR_ARG(path),
		       f.failed, f.examples);
	if (getenv("ACCEPT"))
		file_put(path, buf_str(&f.out));
	buf_free(&f.out);
	assert_true(f.examples > 0);
	return f.failed;
}

static void
examples(void **state)
{
	struct arena *a = arena_new();
	struct file_list list;
	unsigned failed = 0;

	(void)state;
	assert_true(file_list(a, STR("tests/markdown"), &list));
	for (size_t i = 0; i < list.count; i++) {
		if (!str_ends(list.names[i], STR(".txt")) ||
		    (only && !str_is(list.names[i], only)))
			continue;
		failed += run_file(
		    a, path_join(a, STR("tests/markdown"), list.names[i]));
	}
	arena_free(a);
	assert_int_equal(failed, 0);
}

static int
dump_stdin(const char *options)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	int c;

	while ((c = getchar()) != EOF)
		buf_putc(&in, (char)c);
	dump(&out, buf_str(&in), str_of(options));
	fwrite(out.p, 1, out.n, stdout);
	buf_free(&in);
	buf_free(&out);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(examples)};
	int result;

	markdown_init();
	if (argc > 1 && strcmp(argv[1], "-") == 0) {
		result = dump_stdin(argc > 2 ? argv[2] : "");
	} else {
		only = argc > 1 ? argv[1] : NULL;
		result = cmocka_run_group_tests(tests, NULL, NULL);
	}
	markdown_exit();
	return result;
}
