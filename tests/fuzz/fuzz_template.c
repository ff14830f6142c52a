/* fuzz_template.c – any bytes as a theme of up to four files (parted by a zero
 * byte): compiling and rendering them must end, cleanly, and when compiling
 * succeeds the same output must come twice. */
#include "theme/theme.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "diag/diag.h"
#include "doc/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct value *
context(struct arena *a)
{
	struct value *root = value_map(a), *list = value_list(a);

	for (int i = 0; i < 3; i++) {
		struct value *item = value_map(a);

		value_put(item, "n", value_number(a, i));
		value_put_bool(a, item, "odd", i % 2);
		value_push(a, list, item);
	}
	value_put(root, "l", list);
	value_put(root, "m", value_item(list, 0));
	value_put_str(a, root, "s", STR("<&\"\n>"));
	value_put(root, "z", value_null(a));
	return root;
}

static void
render(const struct theme *t, const struct value *v, struct buf *out)
{
	struct diag *d = diag_new(STR("x"));

	theme_render(t, "page", v, out, d);
	diag_free(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct theme_file files[] = {
	    {STR("page.mustache"), STR_NONE},
	    {STR("partials/p.mustache"), STR_NONE},
	    {STR("partials/q.mustache"), STR_NONE},
	    {STR("main.css"), STR_NONE},
	};
	struct str rest = {(const char *)data, size};
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct arena *a = arena_new();
	struct diag *d = diag_new(STR("x"));
	struct theme *t;

	for (size_t i = 0; i < countof(files) && rest.n; i++)
		files[i].bytes = str_cut(&rest, '\0');
	t = theme_new(files, countof(files), STR("t"), d);
	if (t) {
		struct value *v = context(a);

		render(t, v, &one);
		render(t, v, &two);
		if (!str_eq(buf_str(&one), buf_str(&two)))
			abort();
	}
	buf_free(&one);
	buf_free(&two);
	theme_free(t);
	diag_free(d);
	arena_free(a);
	return 0;
}
