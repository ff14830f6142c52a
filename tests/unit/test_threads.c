/* test_threads.c – four threads that parse the same pages at once, in different
 * orders, get what one thread alone gets. cmark's tables are of the process:
 * were they changed by a parse, this would see it (and so would `make tsan`).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "markdown/markdown.h"
#include "source/source.h"

enum { THREADS = 4, ROUNDS = 24 };

static const char *const folders[] = {"tests/markdown", "tests/markdown/plain",
				      "tests/fuzz/seeds/markdown"};

struct page {
	struct str text;
	struct buf dump; /* of one thread alone */
};

struct work {
	struct page *pages;
	size_t count;
	bool wrong[THREADS];
};

static struct buf
parse(struct str text)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x.md"));
	struct markdown_opts opts = {0};
	struct source src;
	struct buf out = BUF_INIT;

	if (source_text(doc->arena, text, STR_NONE, &src, d))
		markdown_parse(doc, &src, &opts, d);
	doc_dump(&out, doc);
	diag_free(d);
	doc_free(doc);
	return out;
}

/* One round of one worker: all pages, beginning at another one each time. */
static void
round_of(void *arg, size_t item, unsigned worker)
{
	struct work *w = arg;

	for (size_t i = 0; i < w->count; i++) {
		struct page *page = &w->pages[(i + item * 7) % w->count];
		struct buf dump = parse(page->text);

		if (!str_eq(buf_str(&dump), buf_str(&page->dump)))
			w->wrong[worker] = true;
		buf_free(&dump);
	}
}

static void
load(struct arena *a, struct work *w, struct page *pages, size_t room)
{
	w->pages = pages;
	for (size_t f = 0; f < countof(folders); f++) {
		struct str dir = str_of(folders[f]);
		struct file_list list;

		assert_true(file_list(a, dir, &list));
		for (size_t i = 0; i < list.count && w->count < room; i++) {
			struct page *page = &pages[w->count++];

			assert_true(file_read(
			    a, path_join(a, dir, list.names[i]), &page->text));
			page->dump = parse(page->text);
		}
	}
	assert_true(w->count > 20);
}

static void
same_in_threads(void **state)
{
	struct arena *a = arena_new();
	struct page pages[100] = {0};
	struct work w = {0};

	(void)state;
	load(a, &w, pages, countof(pages));
	pool_run(THREADS, ROUNDS, round_of, &w);
	for (size_t i = 0; i < THREADS; i++)
		assert_false(w.wrong[i]);
	for (size_t i = 0; i < w.count; i++)
		buf_free(&pages[i].dump);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(same_in_threads)};
	int result;

	markdown_init();
	result = cmocka_run_group_tests(tests, NULL, NULL);
	markdown_exit();
	return result;
}
