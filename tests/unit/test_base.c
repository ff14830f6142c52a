/* test_base.c – text slices, memory, maps, UTF-8, paths, hashes, the disk and
 * the threads. Each test names the promise of a header that it checks. */
#include "helper.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/pool.h"
#include "base/utf8.h"

/* -- str ------------------------------------------------------------------ */

static void
str_compares(void **state)
{
	(void)state;
	assert_true(str_eq(STR("ab"), STR("ab")));
	assert_false(str_eq(STR("ab"), STR("abc")));
	assert_false(str_eq(STR("ab"), STR("aB")));
	assert_true(str_eq(STR_NONE, STR("")));
	assert_true(str_is(str_of(NULL), ""));
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("ab"), STR("a")) > 0);
	assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
	assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
	/* By bytes, not by sign of char: é stands behind z. */
	assert_true(str_cmp(STR("\xC3\xA9"), STR("z")) > 0);
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_true(str_starts(STR("abc"), STR("")));
	assert_false(str_starts(STR("a"), STR("ab")));
	assert_true(str_ends(STR("abc"), STR("bc")));
	assert_false(str_ends(STR("c"), STR("bc")));
}

static void
str_slices(void **state)
{
	(void)state;
	assert_str(str_slice(STR("hello"), 1, 3), "el");
	assert_str(str_slice(STR("hello"), 3, 99), "lo");
	assert_str(str_slice(STR("hello"), 4, 2), "");
	assert_str(str_slice(STR("hello"), 9, 12), "");
	assert_null(str_slice(STR_NONE, 1, 2).p);
	assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	/* A no-break space is no ASCII blank. */
	assert_str(str_trim(STR("\xC2\xA0x")), "\xC2\xA0x");
}

static void
str_searches(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("banana"), STR("an"), 0), 1);
	assert_int_equal(str_find(STR("banana"), STR("an"), 2), 3);
	assert_true(str_find(STR("banana"), STR("an"), 4) == SIZE_MAX);
	assert_true(str_find(STR("an"), STR("banana"), 0) == SIZE_MAX);
	assert_true(str_find(STR("an"), STR("a"), 3) == SIZE_MAX);
	assert_int_equal(str_find(STR("an"), STR(""), 2), 2);
	assert_true(str_find(STR_NONE, STR("a"), 0) == SIZE_MAX);
	assert_int_equal(str_rfind(STR("a/b/c"), '/'), 3);
	assert_true(str_rfind(STR("abc"), '/') == SIZE_MAX);
}

static void
str_cuts(void **state)
{
	struct str rest = STR("a,,b");

	(void)state;
	assert_str(str_cut(&rest, ','), "a");
	assert_str(str_cut(&rest, ','), "");
	assert_non_null(rest.p);
	assert_str(str_cut(&rest, ','), "b");
	assert_null(rest.p);
	/* A separator at the end leaves an empty piece, not nothing. */
	rest = STR("a,");
	assert_str(str_cut(&rest, ','), "a");
	assert_non_null(rest.p);
	assert_str(str_cut(&rest, ','), "");
	assert_null(rest.p);
}

/* -- arena ---------------------------------------------------------------- */

static void
arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = arena_new();
	static const size_t sizes[] = {1, 7, 8, 64, 4000, 20000, 100000, 3};

	(void)state;
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < countof(sizes); i++) {
			char *p = arena_alloc(a, sizes[i]);

			assert_int_equal((uintptr_t)p % sizeof(double), 0);
			for (size_t j = 0; j < sizes[i]; j++)
				assert_int_equal(p[j], 0);
			memset(p, 0xAA, sizes[i]);
		}
		assert_true(arena_used(a) >= 124083);
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	arena_free(a);
	arena_free(NULL);
}

static void
arena_makes_texts(void **state)
{
	struct arena *a = arena_new();
	char volatile_text[] = "abc";
	struct str s = arena_str(a, str_of(volatile_text));
	struct str t;

	(void)state;
	volatile_text[0] = 'X';
	assert_str(s, "abc");
	assert_int_equal(s.p[s.n], '\0');
	t = arena_join(a, s, STR("/d"));
	assert_str(t, "abc/d");
	assert_int_equal(t.p[t.n], '\0');
	assert_str(arena_join(a, STR_NONE, STR_NONE), "");
	assert_str(arena_printf(a, "%s-%d", "x", 7), "x-7");
	arena_free(a);
}

static void
arena_grows_arrays(void **state)
{
	struct arena *a = arena_new();
	int *items = NULL;
	size_t cap = 0;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		items = arena_room(a, items, i, &cap, sizeof *items);
		items[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	assert_true(cap >= 1000);
	arena_free(a);
}

static void
mem_grows_arrays(void **state)
{
	size_t cap = 0;
	long *items = NULL;

	(void)state;
	for (size_t i = 0; i < 500; i++) {
		items = mem_room(items, i, &cap, sizeof *items);
		items[i] = (long)i;
	}
	assert_int_equal(items[499], 499);
	mem_free(items);
	items = mem_alloc(10, sizeof *items);
	assert_int_equal(items[9], 0);
	mem_free(items);
	mem_free(NULL);
}

/* -- buf ------------------------------------------------------------------ */

static void
buf_grows(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.n, 2000);
	assert_memory_equal(b.p + 1990, "5,6,7,8,9,", 10);
	buf_clear(&b);
	assert_int_equal(b.n, 0);
	buf_put(&b, STR_NONE);
	buf_puts(&b, "ab");
	buf_putc(&b, 'c');
	buf_repeat(&b, '-', 3);
	buf_repeat(&b, '-', 0);
	assert_str(buf_str(&b), "abc---");
	assert_string_equal(buf_cstr(&b), "abc---");
	buf_free(&b);
	buf_free(&b);
	assert_string_equal(buf_cstr(&b), "");
	buf_free(&b);
}

static void
buf_takes_runes_and_trims(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_rune(&b, 'a');
	buf_rune(&b, 0xE9);
	buf_rune(&b, 0x20AC);
	buf_rune(&b, 0x1F600);
	buf_rune(&b, 0xD800);
	buf_rune(&b, 0x110000);
	buf_puts(&b, " \n\t");
	buf_trim(&b);
	assert_str(buf_str(&b), "a\u00E9\u20AC\U0001F600\uFFFD\uFFFD");
	buf_free(&b);
}

/* -- map ------------------------------------------------------------------ */

static void
map_keeps_order(void **state)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	static int values[3000];

	(void)state;
	assert_null(map_get(NULL, STR("a")));
	assert_null(map_get(m, STR("a")));
	for (int i = 0; i < 3000; i++) {
		char key[16];

		snprintf(key, sizeof key, "key-%d", i * 7919 % 3000);
		assert_null(map_put(m, str_of(key), &values[i]));
	}
	assert_int_equal(map_count(m), 3000);
	for (int i = 0; i < 3000; i++) {
		char key[16];

		snprintf(key, sizeof key, "key-%d", i * 7919 % 3000);
		assert_str(map_key(m, (size_t)i), key);
		assert_ptr_equal(map_value(m, (size_t)i), &values[i]);
		assert_ptr_equal(map_get(m, str_of(key)), &values[i]);
	}
	assert_null(map_get(m, STR("key-3000")));
	arena_free(a);
}

static void
map_replaces(void **state)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	int x, y;

	(void)state;
	map_put(m, STR("a"), &x);
	map_put(m, STR(""), &y);
	assert_ptr_equal(map_put(m, STR("a"), &y), &x);
	assert_int_equal(map_count(m), 2);
	assert_ptr_equal(map_get(m, STR("a")), &y);
	assert_ptr_equal(map_get(m, STR_NONE), &y);
	arena_free(a);
}

/* -- utf8 ----------------------------------------------------------------- */

static void
utf8_reads_what_it_wrote(void **state)
{
	(void)state;
	for (uint32_t rune = 0; rune <= 0x10FFFF; rune += 61) {
		char bytes[4];
		size_t n, at = 0;

		if (rune >= 0xD800 && rune < 0xE000)
			continue;
		n = utf8_encode(rune, bytes);
		assert_int_equal(utf8_next((struct str){bytes, n}, &at), rune);
		assert_int_equal(at, n);
	}
}

static void
utf8_refuses_what_is_none(void **state)
{
	static const struct {
		struct str bytes;
		size_t where;
	} bad[] = {
	    {STR_INIT("a\x80"), 1},            /* a lone continuation */
	    {STR_INIT("\xC0\xAF"), 0},         /* overlong / */
	    {STR_INIT("\xE0\x80\xAF"), 0},     /* overlong / */
	    {STR_INIT("ok \xED\xA0\x80"), 3},  /* a surrogate */
	    {STR_INIT("\xF4\x90\x80\x80"), 0}, /* above U+10FFFF */
	    {STR_INIT("\xF5\x80\x80\x80"), 0}, /* no lead byte */
	    {STR_INIT("\xE2\x82"), 0},         /* cut off at the end */
	    {STR_INIT("\xC3\xA9\xE2\x28\xA1"), 2},
	};
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < countof(bad); i++)
		assert_int_equal(utf8_invalid(bad[i].bytes), bad[i].where);
	assert_true(utf8_invalid(STR("\u00E9\u20AC\U0001F600")) == SIZE_MAX);
	assert_true(utf8_invalid(STR_NONE) == SIZE_MAX);
	/* A bad byte is one character, and reading goes on behind it. */
	assert_int_equal(utf8_next(STR("\xE2(x"), &at), UTF8_BAD);
	assert_int_equal(at, 1);
	assert_int_equal(utf8_count(STR("\xE2(x")), 3);
	assert_int_equal(utf8_count(STR("na\u00EFve \u20AC")), 7);
}

static void
utf8_knows_letters(void **state)
{
	(void)state;
	assert_int_equal(utf8_lower('A'), 'a');
	assert_int_equal(utf8_lower(0xC9), 0xE9);
	assert_int_equal(utf8_lower(0x416), 0x436);
	assert_int_equal(utf8_lower('1'), '1');
	assert_int_equal(utf8_upper('z'), 'Z');
	assert_int_equal(utf8_upper(0xE9), 0xC9);
	assert_true(utf8_is_word('_'));
	assert_true(utf8_is_word(0xE9));
	assert_true(utf8_is_word(0x301));  /* combining acute */
	assert_true(utf8_is_word(0x4E2D)); /* a Chinese character */
	assert_false(utf8_is_word('-'));
	assert_false(utf8_is_word(0x2019)); /* an apostrophe */
	assert_true(utf8_is_space(0xA0));
	assert_true(utf8_is_space(0x2003));
	assert_true(utf8_is_space('\t'));
	assert_false(utf8_is_space('x'));
}

/* -- hash ----------------------------------------------------------------- */

static void
hash_is_stable_and_spreads(void **state)
{
	char hex[17], other[17];

	(void)state;
	hash_hex(hash_bytes(STR("vademecum")), hex);
	assert_int_equal(strlen(hex), 16);
	assert_int_equal(strspn(hex, "0123456789abcdef"), 16);
	hash_hex(hash_bytes(STR("vademecun")), other);
	assert_string_not_equal(hex, other);
	assert_true(hash_bytes(STR("")) == hash_bytes(STR_NONE));
	/* Length counts: a NUL more is another text. */
	assert_true(hash_bytes(STR("a")) != hash_bytes(STR("a\0")));
	/* Pieces are told apart: "ab"+"c" is not "a"+"bc". */
	assert_true(hash_more(hash_bytes(STR("ab")), STR("c")) !=
		    hash_more(hash_bytes(STR("a")), STR("bc")));
	hash_hex(0, hex);
	assert_string_equal(hex, "0000000000000000");
	hash_hex(0xFEDCBA9876543210u, hex);
	assert_string_equal(hex, "fedcba9876543210");
}

/* -- path ----------------------------------------------------------------- */

static void
path_cleans(void **state)
{
	static const char *const cases[][2] = {
	    {"", "."},
	    {".", "."},
	    {"a", "a"},
	    {"./a//b/./c/", "a/b/c"},
	    {"a/../b", "b"},
	    {"a/..", "."},
	    {"../a/../..", "../.."},
	    {"/", "/"},
	    {"/..", "/"},
	    {"/../a", "/a"},
	    {"/a/b/../c", "/a/c"},
	    {"a/b/../../..", ".."},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_str(path_clean(a, str_of(cases[i][0])), cases[i][1]);
	assert_str(path_join(a, STR("a/b"), STR("../c.md")), "a/c.md");
	assert_str(path_join(a, STR("a"), STR("/etc")), "/etc");
	assert_str(path_join(a, STR(""), STR("c")), "c");
	assert_str(path_join(a, STR("."), STR("c")), "c");
	assert_str(path_decode(a, STR("a%20b%2fC%2F")), "a b/C/");
	assert_str(path_decode(a, STR("%4%zz%1g%2")), "%4%zz%1g%2");
	arena_free(a);
}

static void
path_relates(void **state)
{
	static const char *const cases[][3] = {
	    {"index.html", "a.html", "a.html"},
	    {"a/b.html", "c.html", "../c.html"},
	    {"a/b.html", "a/c.html", "c.html"},
	    {"a/b.html", "a/b.html", "b.html"},
	    {"a/b/c.html", "a/d/e.html", "../d/e.html"},
	    {"ab/c.html", "a/c.html", "../a/c.html"},
	    {"a/b.html", "", "../"},
	    {"b.html", "", ""},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_str(
		    path_relative(a, str_of(cases[i][0]), str_of(cases[i][1])),
		    cases[i][2]);
	arena_free(a);
}

static void
path_takes_apart(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_str(path_dir(STR("a/b/c.md")), "a/b");
	assert_str(path_dir(STR("c.md")), ".");
	assert_str(path_dir(STR("/c.md")), "/");
	assert_str(path_base(STR("a/b/c.md")), "c.md");
	assert_str(path_extension(STR("a.b/c.tar.gz")), "gz");
	assert_null(path_extension(STR("a.b/c")).p);
	assert_null(path_extension(STR("a/.hidden")).p);
	assert_str(path_with_suffix(a, STR("a/b.md"), STR(".html")),
		   "a/b.html");
	assert_str(path_with_suffix(a, STR("a.b/c"), STR(".html")),
		   "a.b/c.html");
	assert_true(path_is_inside(STR("a/b")));
	assert_true(path_is_inside(STR("..a")));
	assert_false(path_is_inside(STR("../a")));
	assert_false(path_is_inside(STR("..")));
	assert_false(path_is_inside(STR("/a")));
	assert_false(path_is_inside(STR("")));
	arena_free(a);
}

/* -- file ----------------------------------------------------------------- */

/* A folder of the test's own, as text; removed by leave_folder. */
static int
enter_folder(void **state)
{
	static char name[] = "/tmp/vade-test-XXXXXX";

	memcpy(name, "/tmp/vade-test-XXXXXX", sizeof name);
	*state = mkdtemp(name);
	return *state && chdir(name) == 0 ? 0 : -1;
}

static int
leave_folder(void **state)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void
file_puts_only_what_changed(void **state)
{
	struct arena *a = arena_new();
	struct str path = STR("deep/er/file.txt"), got;
	struct stat before, after;

	(void)state;
	assert_int_equal(file_put(path, STR("one")), FILE_WRITTEN);
	assert_int_equal(stat(path.p, &before), 0);
	assert_int_equal(file_put(path, STR("one")), FILE_SAME);
	assert_int_equal(stat(path.p, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(file_put(path, STR("two")), FILE_WRITTEN);
	assert_int_equal(stat(path.p, &after), 0);
	/* By rename: another inode, never the old one overwritten. */
	assert_int_not_equal(before.st_ino, after.st_ino);
	assert_true(file_read(a, path, &got));
	assert_str(got, "two");
	assert_int_equal(got.p[got.n], '\0');
	assert_true(file_holds(path, STR("two")));
	assert_false(file_holds(path, STR("twos")));
	assert_false(file_holds(path, STR("twx")));
	assert_false(file_holds(STR("deep"), STR("")));
	arena_free(a);
}

static void
file_put_leaves_nothing_half_written(void **state)
{
	struct arena *a = arena_new();
	struct file_list list;

	(void)state;
	/* A folder stands where the file should go: rename must fail. */
	assert_true(file_make_dirs(STR("taken/inner")));
	errno = 0;
	assert_int_equal(file_put(STR("taken"), STR("x")), FILE_FAILED);
	assert_int_not_equal(errno, 0);
	assert_true(file_is_dir(STR("taken/inner")));
	assert_true(file_list(a, STR("."), &list));
	assert_int_equal(list.count, 0);
	/* A file stands where a folder should. */
	assert_true(file_write(STR("plain"), STR("x")));
	assert_int_equal(file_put(STR("plain/below"), STR("y")), FILE_FAILED);
	assert_true(file_holds(STR("plain"), STR("x")));
	assert_false(file_make_dirs(STR("plain/below")));
	arena_free(a);
}

static void
file_reads_or_says_why(void **state)
{
	struct arena *a = arena_new();
	char longer[5000];
	struct str got, huge = {longer, sizeof longer};

	(void)state;
	memset(longer, 'x', sizeof longer);
	errno = 0;
	assert_false(file_read(a, STR("none"), &got));
	assert_int_equal(errno, ENOENT);
	assert_false(file_read(a, STR("."), &got));
	assert_int_equal(errno, EISDIR);
	assert_false(file_read(a, huge, &got));
	assert_int_equal(errno, ENAMETOOLONG);
	assert_int_equal(file_put(huge, STR("")), FILE_FAILED);
	assert_true(file_write(STR("empty"), STR("")));
	assert_true(file_read(a, STR("empty"), &got));
	assert_int_equal(got.n, 0);
	assert_false(file_exists(STR_NONE));
	assert_false(file_exists(STR(".")));
	assert_false(file_is_dir(STR("empty")));
	assert_true(file_remove(STR("empty")));
	assert_false(file_remove(STR("empty")));
	arena_free(a);
}

static void
file_lists_sorted(void **state)
{
	static const char *const names[] = {"b.md",   "a/z.md",  "a/b/c.md",
					    "a-x.md", ".hidden", "a/.git/x"};
	struct arena *a = arena_new();
	struct file_list list;

	(void)state;
	for (size_t i = 0; i < countof(names); i++)
		assert_true(file_write(str_of(names[i]), STR("")));
	assert_true(file_make_dirs(STR("void")));
	assert_true(file_list(a, STR("."), &list));
	assert_int_equal(list.count, 4);
	assert_str(list.names[0], "a-x.md");
	assert_str(list.names[1], "a/b/c.md");
	assert_str(list.names[2], "a/z.md");
	assert_str(list.names[3], "b.md");
	assert_false(file_list(a, STR("none"), &list));
	assert_true(file_list(a, STR("void"), &list));
	assert_int_equal(list.count, 0);
	arena_free(a);
}

/* -- pool ----------------------------------------------------------------- */

enum { ITEMS = 1003, WORKERS = 5 };

struct tally {
	atomic_uint seen[ITEMS];
	pthread_t owner[WORKERS];
	atomic_bool has_owner[WORKERS];
	atomic_uint wrong;
};

static void
count_item(void *arg, size_t item, unsigned worker)
{
	struct tally *t = arg;

	if (worker >= WORKERS || item >= ITEMS) {
		atomic_fetch_add(&t->wrong, 1);
		return;
	}
	atomic_fetch_add(&t->seen[item], 1);
	if (!atomic_load(&t->has_owner[worker])) {
		t->owner[worker] = pthread_self();
		atomic_store(&t->has_owner[worker], true);
	}
	if (!pthread_equal(t->owner[worker], pthread_self()))
		atomic_fetch_add(&t->wrong, 1);
}

static void
pool_runs_each_item_once(void **state)
{
	static struct tally t;

	(void)state;
	pool_run(WORKERS, ITEMS, count_item, &t);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(atomic_load(&t.seen[i]), 1);
	assert_int_equal(atomic_load(&t.wrong), 0);
	pool_run(WORKERS, 0, count_item, &t);
	assert_int_equal(atomic_load(&t.seen[0]), 1);
	assert_true(pool_processors() >= 1);
}

struct order {
	size_t next;
	bool right;
	pthread_t thread;
};

static void
in_order(void *arg, size_t item, unsigned worker)
{
	struct order *o = arg;

	o->right &= worker == 0 && item == o->next &&
		    pthread_equal(o->thread, pthread_self());
	o->next++;
}

static void
pool_of_one_runs_here_in_order(void **state)
{
	struct order o = {0, true, pthread_self()};

	(void)state;
	pool_run(1, 100, in_order, &o);
	assert_true(o.right);
	assert_int_equal(o.next, 100);
}

int
main(void)
{
#define IN_FOLDER(test)                                                        \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(str_compares),
	    cmocka_unit_test(str_slices),
	    cmocka_unit_test(str_searches),
	    cmocka_unit_test(str_cuts),
	    cmocka_unit_test(arena_gives_zeroed_aligned_memory),
	    cmocka_unit_test(arena_makes_texts),
	    cmocka_unit_test(arena_grows_arrays),
	    cmocka_unit_test(mem_grows_arrays),
	    cmocka_unit_test(buf_grows),
	    cmocka_unit_test(buf_takes_runes_and_trims),
	    cmocka_unit_test(map_keeps_order),
	    cmocka_unit_test(map_replaces),
	    cmocka_unit_test(utf8_reads_what_it_wrote),
	    cmocka_unit_test(utf8_refuses_what_is_none),
	    cmocka_unit_test(utf8_knows_letters),
	    cmocka_unit_test(hash_is_stable_and_spreads),
	    cmocka_unit_test(path_cleans),
	    cmocka_unit_test(path_relates),
	    cmocka_unit_test(path_takes_apart),
	    IN_FOLDER(file_puts_only_what_changed),
	    IN_FOLDER(file_put_leaves_nothing_half_written),
	    IN_FOLDER(file_reads_or_says_why),
	    IN_FOLDER(file_lists_sorted),
	    cmocka_unit_test(pool_runs_each_item_once),
	    cmocka_unit_test(pool_of_one_runs_here_in_order),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
