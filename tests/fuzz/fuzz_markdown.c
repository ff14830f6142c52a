/* fuzz_markdown.c – any bytes as a page: loading and parsing must end, cleanly,
 * and leave a tree that is right. */
#include "markdown/markdown.h"

#include <stdlib.h>

#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "source/source.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	markdown_init();
	return 0;
}

static void
parse(struct str text, bool plain)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x")), *checked = diag_new(STR("x"));
	struct value *variables = value_map(doc->arena);
	struct markdown_opts opts = {
	    .variables = variables,
	    .plain = plain,
	    .raw_html = plain,
	};
	struct source src;

	value_put_str(doc->arena, variables, "a", STR("value"));
	if (source_text(doc->arena, text, STR_NONE, &src, d))
		markdown_parse(doc, &src, &opts, d);
	if (!doc_check(doc->root, checked))
		abort();
	diag_free(d);
	diag_free(checked);
	doc_free(doc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};

	parse(text, false);
	parse(text, true);
	return 0;
}
