/* test_filter.c – filters: the Lua suites of tests/filter, and what only C can
 * see: findings and their places, limits, that a failure leaves the document as
 * it was, and that no run sees another. */
#include "helper.h"

#include "base/buf.h"
#include "base/file.h"
#include "doc/doc.h"
#include "filter/filter.h"
#include "markdown/markdown.h"
#include "source/source.h"
#include "write/write.h"

#ifndef CHAOS
#ifdef __SANITIZE_THREAD__ /* too slow for the limit of seconds */
#define CHAOS 0
#else
#define CHAOS 4 /* seeds */
#endif
#endif

static bool
parse(struct doc *doc, struct str text, struct str format, struct diag *d)
{
	struct source src = {0};
	const struct markdown_opts opts = {0};

	(void)format;
	if (!source_text(doc->arena, text, STR_NONE, &src, d))
		return false;
	markdown_parse(doc, &src, &opts, d);
	return true;
}

static bool
put(struct buf *out, const struct doc *doc, struct str format, struct diag *d)
{
	const struct page_opts opts = {0};
	const struct writer *writer = writer_find(format);

	if (writer)
		writer->page(out, doc, &opts, d);
	return writer != NULL;
}

static const struct filter_opts usual = {
    .format = STR_INIT("html+smart"),
    .root = STR_INIT("tests/filter"),
    .input = STR_INIT("sample.md"),
    .read = parse,
    .write = put,
};

/* A document, a chain of one or more filters and what they said. */
struct trial {
	struct filter_chain *chain;
	struct filter_state *state;
	struct doc *doc;
	struct diag *d;
	struct buf dump; /* of the document afterwards */
	char *said;
};

static void
begin(struct trial *t, const struct filter_file *files, size_t n,
      const struct filter_opts *opts)
{
	*t = (struct trial){0};
	t->d = diag_new(STR("sample.md"));
	t->chain = filter_load(files, n, t->d);
	t->state = t->chain ? filter_state_new(t->chain, opts) : NULL;
}

/* Runs the chain over the text; true when all filters did. */
static bool
run(struct trial *t, struct str text)
{
	bool ok;

	doc_free(t->doc);
	t->doc = doc_new();
	assert_true(parse(t->doc, arena_str(t->doc->arena, text),
			  STR("markdown"), t->d));
	ok = t->state && filter_run(t->state, t->doc, STR_NONE, t->d);
	buf_clear(&t->dump);
	doc_dump(&t->dump, t->doc);
	assert_true(doc_check(t->doc->root, t->d));
	return ok;
}

static const char *
said(struct trial *t)
{
	free(t->said);
	t->said = findings(t->d);
	return t->said;
}

static void
end(struct trial *t)
{
	struct buf again = BUF_INIT;

	filter_state_free(t->state);
	filter_free(t->chain);
	if (t->doc && t->dump.n) { /* nothing of the document went with them */
		doc_dump(&again, t->doc);
		assert_string_equal(buf_cstr(&again), buf_cstr(&t->dump));
		buf_free(&again);
	}
	doc_free(t->doc);
	diag_free(t->d);
	buf_free(&t->dump);
	free(t->said);
}

static void
expect(struct trial *t, const char *wanted)
{
	check_says(said(t), wanted);
}

/* One filter over one text; what is said must hold `wanted`. */
static void
check(const char *lua, const char *text, bool ok, const char *wanted)
{
	const struct filter_file file = {.name = STR("f.lua"),
					 .text = str_of(lua)};
	struct filter_opts opts = usual;
	struct trial t;

	opts.max_steps = 3000000;
	opts.max_bytes = 64 << 20;
	begin(&t, &file, 1, &opts);
	if (run(&t, str_of(text)) != ok)
		fail_msg("%s: %s", lua, said(&t));
	expect(&t, wanted);
	end(&t);
}

/* -- the suites -------------------------------------------------------------
 */

static void
suite(const char *name)
{
	struct arena *a = arena_new();
	struct filter_file file = {.name = str_of(name), .text = STR("")};
	struct str sample;
	struct trial t;

	assert_true(file_read(a, file.name, &file.text));
	assert_true(file_read(a, STR("tests/filter/sample.md"), &sample));
	begin(&t, &file, 1, &usual);
	if (!run(&t, sample))
		fail_msg("%s", said(&t));
	expect(&t, "");
	/* again in the same state: nothing may have been left behind */
	if (!run(&t, sample))
		fail_msg("second run: %s", said(&t));
	expect(&t, "");
	end(&t);
	arena_free(a);
}

#define SUITE(name)                                                            \
	static void suite_##name(void **state)                                 \
	{                                                                      \
		(void)state;                                                   \
		suite("tests/filter/" #name ".lua");                           \
	}
SUITE(attributes)
SUITE(elements)
SUITE(lists)
SUITE(meta)
SUITE(sandbox)
SUITE(strings)
SUITE(tables)
SUITE(traversal)
SUITE(utils)
SUITE(vade)
#undef SUITE

/* -- findings ----------------------------------------------------------------
 */

static void
places(void **state)
{
	(void)state;
	check("function Header(h)\n  local x\n  return x.y\nend", "a\n\n# b\n",
	      false,
	      "f.lua:3: error: attempt to index a nil value (local 'x') "
	      "[filter-error]\nsample.md:3:1: note: this was being filtered");
	check("x = = 1", "a", false,
	      "f.lua:1: error: the filter cannot be read: unexpected symbol");
	check("return nil", "a", false, "must return a table, not nil");
	check("return {{}, 5}", "a", false, "filter number 2 is no table");
	check("function Para() error{1} end", "a", false,
	      "an error value of type table");
	check("function Para() return 5 end", "a", false, "got number");
	check("function Str(s) if s.text == 'c' then vade.error(s, "
	      "'block-content', 'no c here') end end",
	      "a\nb *c*", true,
	      "sample.md:2:4: error: no c here [block-content]");
	check("function Para(p) vade.warn(p, nil, 'look') end", "\na", true,
	      "sample.md:2:1: warning: look [filter-warn]");
	check("function Para(p) warn('@on') warn('a', 'b') end", "a", true,
	      "sample.md:1:1: warning: ab [filter-warn]");
	check("function Para(p) pandoc.log.warn 'w' end", "a", true,
	      "sample.md:1:1: warning: w [filter-warn]");
	check("\nprint('x', {1} and 2) io.write('y', 'z\\n')", "a", true,
	      "f.lua:2: note: x\t2 [filter-print]\nf.lua:2: note: yz");
}

static void
denied(void **state)
{
	(void)state;
	check("function Para() os.execute 'ls' end", "a", false,
	      "f.lua:1: error: running a program (os.execute) is not allowed "
	      "in a filter [filter-denied]\nsample.md:1:1: note");
	check("io.open('x', 'a')", "a", false, "writing a file is not allowed");
}

static void
limits(void **state)
{
	static const char *const endless[] = {
	    "while true do end",
	    "while true do pcall(function() while true do end end) end",
	    "local c = coroutine.wrap(function() while true do pcall(error) "
	    "end end) while true do pcall(c) end",
	    "local s = ('a'):rep(40) s:find(('a*'):rep(20) .. 'b')",
	    "local s = ('x'):rep(1000000) while true do s:gsub('.', '') end",
	    "local x = pandoc.Span '' for i = 1, 60 do x = pandoc.Span{x, x} "
	    "end x:walk{Span = function() end}",
	    "local x = pandoc.Span 'a' for i = 1, 60 do x = pandoc.Span{x, x} "
	    "end return pandoc.utils.stringify(x)",
	};
	static const char *const large[] = {
	    "local t = {} while true do t[#t + 1] = {} end",
	    "('x'):rep(1 << 30)",
	    "local s = 'x' while true do s = s .. s end",
	    "while true do pcall(string.rep, 'x', 1 << 30) end",
	    "local t = {} while true do t[#t + 1] = pandoc.Para 'a b c d' end",
	};

	(void)state;
	for (size_t i = 0; i < countof(endless); i++)
		check(endless[i], "a", false,
		      "f.lua:1: error: the filter was stopped");
	for (size_t i = 0; i < countof(large); i++)
		check(large[i], "a", false, "[filter-limit]");
	check("local p = pandoc.Span '' p.content[1] = p return {{Para = "
	      "function() return pandoc.Para{p} end}}",
	      "a", false, "builds or walks without end");
	check("return {traverse = 'topdown', Para = function(p) return "
	      "pandoc.Div{p} end}",
	      "a", false, "builds or walks without end");
	check("local x = pandoc.Span '' for i = 1, 5000 do x = pandoc.Span{x} "
	      "end function Para() return pandoc.Para{x} end",
	      "a", false, "more than 400 levels");
	check("local x = pandoc.Span '' for i = 1, 60 do x = pandoc.Span{x, x} "
	      "end function Para() return pandoc.Para{x} end",
	      "a", false, "more nodes than");
	check("local s, l = pandoc.Str(('x'):rep(1000000)), {} for i = 1, 1000 "
	      "do l[i] = s end function Para() return pandoc.Para(l) end",
	      "a", false, "more nodes than");
	check("local x = pandoc.Span '' for i = 1, 60 do x = pandoc.Span{x, x} "
	      "end pandoc.write(pandoc.Pandoc(pandoc.Para{x}), 'html')",
	      "a", false, "more nodes than");
	check("os.exit(3)", "a", false, "os.exit(3)");
	check("while true do pcall(os.exit, 0) end", "a", false, "os.exit(0)");
}

static void
wall_clock(void **state)
{
	const struct filter_file file = {.name = STR("f.lua"),
					 .text = STR("while true do end")};
	struct filter_opts opts = usual;
	struct trial t;

	(void)state;
	opts.max_seconds = 1;
	opts.max_steps = UINT64_MAX;
	begin(&t, &file, 1, &opts);
	assert_false(run(&t, STR("a")));
	expect(&t, "stopped after 1 seconds");
	end(&t);
}

/* -- the document
 * -------------------------------------------------------------- */

static void
failure_leaves(void **state)
{
	const struct filter_file files[] = {
	    {.name = STR("one.lua"),
	     .text = STR("function Str() return pandoc.Str 'one' end")},
	    {.name = STR("bad.lua"),
	     .text = STR("function Para() error 'no' end\n"
			 "function Str() return 'bad' end")},
	    {.name = STR("two.lua"),
	     .text = STR("function Str(s) return s.text .. 'two' end")},
	};
	struct trial t;

	(void)state;
	begin(&t, files, countof(files), &usual);
	assert_false(run(&t, STR("x")));
	assert_non_null(strstr(buf_cstr(&t.dump), "\"onetwo\""));
	end(&t);
}

/* What no filter changes is not copied. */
static void
unchanged_stays(void **state)
{
	const struct filter_file file = {
	    .name = STR("f.lua"),
	    .text = STR(
		"function Str(s) s.text = 'lost' end function Header(h) end "
		"function Meta(m) return m end "
		"function Inlines(l) l:insert 'x' end")};
	struct trial t;
	struct doc_node *root;
	struct value *meta;

	(void)state;
	begin(&t, &file, 1, &usual);
	t.doc = doc_new();
	assert_true(parse(t.doc,
			  STR("---\ntitle: A *b*\nc: [1, {d: e}]\nf: true\n---"
			      "\n\n# h\n\np *q* r\n"),
			  STR("markdown"), t.d));
	root = t.doc->root;
	meta = t.doc->meta;
	assert_true(filter_run(t.state, t.doc, STR_NONE, t.d));
	assert_ptr_equal(root, t.doc->root);
	assert_ptr_equal(meta, t.doc->meta);
	end(&t);
}

/* Text is in runs again afterwards, with the places it had. */
static void
runs_again(void **state)
{
	const struct filter_file file = {
	    .name = STR("f.lua"),
	    .text = STR("function Str(s) if s.text == 'b' then return "
			"{pandoc.Str 'B', pandoc.Space(), 'C'} end end")};
	struct trial t;

	(void)state;
	begin(&t, &file, 1, &usual);
	assert_true(run(&t, STR("a b c *d*")));
	assert_non_null(strstr(buf_cstr(&t.dump), "Text \"a B C c \" @1:1"));
	assert_non_null(strstr(buf_cstr(&t.dump), "Text \"d\" @1:8"));
	end(&t);
}

/* One state, many documents: whatever one leaves, the next does not see. */
static void
runs_apart(void **state)
{
	const struct filter_file file = {
	    .name = STR("f.lua"),
	    .text = STR(
		"assert(seen == nil and string.mine == nil and "
		"pandoc.mine == nil and pandoc.utils.mine == nil and "
		"pandoc.List.mine == nil and package.loaded.mine == nil and "
		"table.mine == nil and pandoc.mediabag.lookup 'm' == nil)\n"
		"seen = true string.mine = 1 pandoc.mine = 1 "
		"pandoc.utils.mine = 1 pandoc.List.mine = 1 "
		"package.loaded.mine = 1 table.mine = 1 "
		"pandoc.mediabag.insert('m', 'x', 'y')\n"
		"assert(('x').mine == 1 and pandoc.List{}.mine == 1 and "
		"pandoc.Inlines{}.mine == 1)\n"
		"local n = math.random(1000000)\n"
		"function Str() return tostring(n) end")};
	struct trial t;
	struct buf first = BUF_INIT;

	(void)state;
	begin(&t, &file, 1, &usual);
	assert_true(run(&t, STR("x")));
	buf_put(&first, buf_str(&t.dump));
	for (int i = 0; i < 3; i++)
		assert_true(run(&t, STR("x")));
	assert_string_equal(buf_cstr(&first), buf_cstr(&t.dump));
	expect(&t, "");
	buf_free(&first);
	end(&t);
}

/* Nonsense in every place, with other values each time. */
static void
chaos(void **state)
{
	struct arena *a = arena_new();
	struct str text, sample;

	(void)state;
	assert_true(file_read(a, STR("tests/filter/chaos.lua"), &text));
	assert_true(file_read(a, STR("tests/filter/sample.md"), &sample));
	for (int seed = 0; seed < CHAOS; seed++) {
		struct filter_file file = {.name = STR("chaos.lua")};
		struct trial t;

		file.text = arena_printf(a, "math.randomseed(%d) " STR_FMT,
					 seed, STR_ARG(text));
		begin(&t, &file, 1, &usual);
		run(&t, sample);
		/* a failure is fine, a limit would hide what comes later */
		if (strstr(said(&t), "[filter-limit]"))
			fail_msg("seed %d: %s", seed, t.said);
		end(&t);
	}
	arena_free(a);
}

static void
hashes(void **state)
{
	const struct filter_file x = {.name = STR("f.lua"),
				      .text = STR("return {}")};
	const struct filter_file y = {.name = STR("f.lua"),
				      .text = STR("return {{}}")};
	struct diag *d = diag_new(STR("sample.md"));
	struct filter_chain *a = filter_load(&x, 1, d);
	struct filter_chain *b = filter_load(&x, 1, d);
	struct filter_chain *c = filter_load(&y, 1, d);

	(void)state;
	assert_true(filter_hash(a) == filter_hash(b));
	assert_true(filter_hash(a) != filter_hash(c));
	filter_free(a);
	filter_free(b);
	filter_free(c);
	diag_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(suite_attributes),
	    cmocka_unit_test(suite_elements),
	    cmocka_unit_test(suite_lists),
	    cmocka_unit_test(suite_meta),
	    cmocka_unit_test(suite_sandbox),
	    cmocka_unit_test(suite_strings),
	    cmocka_unit_test(suite_tables),
	    cmocka_unit_test(suite_traversal),
	    cmocka_unit_test(suite_utils),
	    cmocka_unit_test(suite_vade),
	    cmocka_unit_test(places),
	    cmocka_unit_test(denied),
	    cmocka_unit_test(limits),
	    cmocka_unit_test(wall_clock),
	    cmocka_unit_test(failure_leaves),
	    cmocka_unit_test(unchanged_stays),
	    cmocka_unit_test(runs_again),
	    cmocka_unit_test(runs_apart),
	    cmocka_unit_test(chaos),
	    cmocka_unit_test(hashes),
	};

	markdown_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
