/* fuzz_front.c – any bytes as YAML and as a page with front matter: reading
 * them must end, cleanly; every value has a place in the text. */
#include "source/source.h"

#include <stdlib.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct value *v)
{
	if (v->pos.line < 1 || v->pos.col < 1)
		abort();
	for (size_t i = 0; i < value_count(v); i++)
		check(value_item(v, i));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct source src;
	struct value *v = source_yaml(a, text, (struct pos){1, 1, 0}, d);

	if (v)
		check(v);
	else if (diag_worst(d) < DIAG_ERROR)
		abort();
	source_text(a, text, STR_NONE, &src, d);
	diag_free(d);
	arena_free(a);
	return 0;
}
