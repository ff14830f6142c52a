/* text.c – the plain text of a subtree, for titles, alternatives, slugs and
 * search. Follows pandoc.utils.stringify, but parts blocks by a space. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/doc.h"

static bool
is_space(char c)
{
	return c == ' ';
}

/* One space, unless the text ends with one already or is empty. */
static void
gap(struct buf *out)
{
	if (out->n > 0 && !is_space(out->p[out->n - 1]))
		buf_putc(out, ' ');
}

static void
put_run(struct buf *out, struct str run)
{
	for (size_t i = 0; i < run.n; i++)
		buf_putc(out, run.p[i] == '\n' ? ' ' : run.p[i]);
}

static enum walk
gather(const struct doc_node *n, void *arg)
{
	struct buf *out = arg;

	switch ((enum doc_type)n->type) {
	case DOC_TEXT:
		put_run(out, n->text);
		break;
	case DOC_STR:
	case DOC_CODE:
	case DOC_MATH:
		buf_put(out, n->text);
		break;
	case DOC_SPACE:
	case DOC_SOFT_BREAK:
	case DOC_LINE_BREAK:
		buf_putc(out, ' ');
		break;
	case DOC_QUOTED:
		buf_puts(out, n->num == DOC_QUOTE_SINGLE ? "\u2018" : "\u201C");
		break;
	case DOC_NOTE:
	case DOC_CITATION:
		return WALK_OVER;
	default:
		if (doc_group(n->type) != DOC_INLINE)
			gap(out);
	}
	return WALK_INTO;
}

static void
close_quote(const struct doc_node *n, void *arg)
{
	if (n->type == DOC_QUOTED)
		buf_puts(arg, n->num == DOC_QUOTE_SINGLE ? "\u2019" : "\u201D");
}

struct str
doc_text(struct arena *a, const struct doc_node *n)
{
	struct buf out = BUF_INIT;
	struct str text;

	if (doc_is(n, DOC_TEXT) && str_find(n->text, STR("\n"), 0) == SIZE_MAX)
		return arena_str(a, n->text);
	doc_walk_const(n, gather, close_quote, &out);
	text = arena_str(a, str_trim(buf_str(&out)));
	buf_free(&out);
	return text;
}

struct str
doc_slug(struct arena *a, struct str text)
{
	struct buf out = BUF_INIT;
	struct str slug;
	size_t at = 0;

	text = str_trim(text);
	while (at < text.n) {
		uint32_t rune = utf8_next(text, &at);

		if (rune == ' ')
			buf_putc(&out, '-');
		else if (rune == '-' || rune == '_' || utf8_is_word(rune))
			buf_rune(&out, utf8_lower(rune));
	}
	slug = arena_str(a, buf_str(&out));
	buf_free(&out);
	return slug;
}

struct str
doc_unique_id(struct arena *a, const struct map *taken, struct map *counts,
	      struct str slug)
{
	struct str id = slug.n ? slug : STR("section");
	uintptr_t n = (uintptr_t)map_get(counts, id);

	slug = id;
	if (n == 0 && !map_get(taken, slug))
		return slug;
	do
		id =
		    arena_printf(a, STR_FMT "-%zu", STR_ARG(slug), (size_t)++n);
	while (map_get(taken, id));
	map_put(counts, slug, (void *)n);
	return id;
}
