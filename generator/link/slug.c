/* slug.c – heading → id by GitHub's rule: lower case, blanks become hyphens,
 * all that is not a letter, digit, mark, hyphen or underscore goes; the second
 * of a name gets -1, the third -2. */
#include "base/buf.h"
#include "base/utf8.h"
#include "link/link_int.h"

struct str
slug_make(struct arena *a, struct str text)
{
	struct buf out = BUF_INIT;
	struct str slug;

	text = str_trim(text);
	for (size_t at = 0; at < text.n;) {
		uint32_t rune = utf8_next(text, &at);

		if (rune == ' ' || rune == '\n')
			buf_putc(&out, '-');
		else if (rune == '-' || rune == '_' || utf8_is_word(rune))
			buf_rune(&out, utf8_lower(rune));
	}
	slug = out.n ? arena_str(a, buf_str(&out)) : STR("section");
	buf_free(&out);
	return slug;
}

struct str
slug_unique(struct arena *a, const struct map *taken, struct map *counts,
	    struct str slug)
{
	uintptr_t n = (uintptr_t)map_get(counts, slug);
	struct str id = slug;

	if (n == 0 && !map_get(taken, slug))
		return slug;
	do
		id = arena_printf(a, STR_FMT "-%zu", STR_ARG(slug), ++n);
	while (map_get(taken, id));
	map_put(counts, slug, (void *)n);
	return id;
}
