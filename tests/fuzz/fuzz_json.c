/* fuzz_json.c – any bytes as Pandoc's JSON AST: reading must end, cleanly, and
 * either leave a tree that is right or say why not. */
#include "source/source.h"

#include <stdlib.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct doc *doc = doc_new();
	struct diag *d = diag_new(STR("x")), *checked = diag_new(STR("x"));

	if (!source_json(doc, (struct str){(const char *)data, size}, d)) {
		if (diag_worst(d) < DIAG_ERROR)
			abort();
	} else if (!doc_check(doc->root, checked)) {
		abort();
	}
	diag_free(d);
	diag_free(checked);
	doc_free(doc);
	return 0;
}
