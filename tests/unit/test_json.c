/* test_json.c – Pandoc's JSON AST is read whole, and what is none is refused
 * with the path at which it goes wrong. */
#include "helper.h"

#include "base/buf.h"
#include "base/file.h"
#include "doc/doc.h"
#include "source/source.h"
#include "write/write.h"

#define DOC(blocks)                                                            \
	"{\"pandoc-api-version\":[1,23],\"meta\":{},\"blocks\":" blocks "}"

static void
check(const char *json, const char *wanted)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x"));
	bool read = source_json(doc, str_of(json), d);
	char *text = findings(d);

	assert_int_equal(read, *text == '\0');
	check_says(text, wanted);
	free(text);
	diag_free(d);
	doc_free(doc);
}

static void
refuses(void **state)
{
	(void)state;
	check("{", "json-syntax");
	check("[]", "found an array at the top where a Pandoc document");
	check("{\"pandoc-api-version\":[1,17],\"meta\":{},\"blocks\":[]}",
	      "found another version at pandoc-api-version");
	check("{\"pandoc-api-version\":[1,23],\"blocks\":[]}",
	      "found nothing at meta");
	check("{\"pandoc-api-version\":[1,23],\"meta\":{}}",
	      "found nothing at blocks");
	check(DOC("[{\"t\":\"Pra\",\"c\":[]}]"),
	      "found Pra at blocks[0] where a block is wanted");
	check(DOC("[{\"t\":\"Str\",\"c\":\"x\"}]"),
	      "found Str at blocks[0] where a block is wanted");
	check(DOC("[{\"t\":\"Text\",\"c\":\"x\"}]"), "found Text at blocks[0]");
	check(DOC("[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":5}]}]"),
	      "found a number at blocks[0].c[0].c where a string");
	check(DOC("[{\"t\":\"Header\",\"c\":[0,[\"\",[],[]],[]]}]"),
	      "found a number out of range at blocks[0].c[0]");
	check(DOC("[{\"t\":\"Div\",\"c\":[[\"\",[]],[]]}]"),
	      "found nothing at blocks[0].c[0]");
	check(DOC("[{\"t\":\"Div\",\"c\":[[\"\",[],[]]]}]"),
	      "found an array of another length at blocks[0].c");
	check(DOC("[{\"t\":\"Para\",\"c\":[{\"t\":\"Quoted\",\"c\":[{\"t\":"
		  "\"Odd\"},[]]}]}]"),
	      "found Odd at blocks[0].c[0].c[0]");
	check("{\"pandoc-api-version\":[1,23],\"meta\":{\"a\":{\"t\":"
	      "\"MetaBool\",\"c\":1}},\"blocks\":[]}",
	      "found a number at meta.a.c where true or false");
}

static void
accepts(void **state)
{
	(void)state;
	check(DOC("[]"), "");
	check(DOC("[{\"t\":\"Null\"}]"), "");
	check(DOC("[{\"t\":\"HorizontalRule\"}]"), "");
	check("{\"pandoc-api-version\":[1,22,2],\"meta\":{},\"blocks\":[]}",
	      "");
}

static void
refuses_depth(void **state)
{
	struct buf json = BUF_INIT;

	(void)state;
	buf_puts(&json, "{\"pandoc-api-version\":[1,23],\"meta\":{},"
			"\"blocks\":[");
	for (int i = 0; i < 500; i++)
		buf_puts(&json, "{\"t\":\"BlockQuote\",\"c\":[");
	for (int i = 0; i < 500; i++)
		buf_puts(&json, "]}");
	buf_puts(&json, "]}");
	check(buf_cstr(&json), "[nesting]");
	buf_free(&json);
}

static struct doc *
read_doc(struct str json, struct diag *d)
{
	struct doc *doc = doc_new();

	assert_true(source_json(doc, json, d));
	assert_true(doc_check(doc->root, d));
	return doc;
}

/* What was read is written and read again: nothing may get lost. */
static void
goes_round(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct page_opts opts = {0};
	struct buf first = BUF_INIT, again = BUF_INIT, json = BUF_INIT;
	struct doc *doc;
	struct str text;

	(void)state;
	assert_true(file_read(a, STR("tests/json/all-1.22.json"), &text));
	doc = read_doc(text, d);
	doc_dump(&first, doc);
	writer_find(STR("json"))->page(&json, doc, &opts, d);
	doc_free(doc);
	doc = read_doc(buf_str(&json), d);
	doc_dump(&again, doc);
	doc_free(doc);
	assert_true(first.n > 1000);
	assert_string_equal(buf_cstr(&first), buf_cstr(&again));
	buf_free(&first);
	buf_free(&again);
	buf_free(&json);
	diag_free(d);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses),
	    cmocka_unit_test(accepts),
	    cmocka_unit_test(refuses_depth),
	    cmocka_unit_test(goes_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
