/* works.c – the bibliography: which works are cited, in which order they stand,
 * and what keeps two of them apart in the text (names, initials, a letter after
 * the year). Cost: the works cited, times the logarithm of their number. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "link/works.h"

/* -- reading -------------------------------------------------------------- */

static void
add_work(struct link_index *ix, const struct value *v, size_t number)
{
	struct works *ws = ix->works;
	struct str key = csl_text(ix->arena, v, "id");
	struct pos at = v ? v->pos : POS_NONE;

	if (key.n == 0) {
		diag(ix->opts.data, DIAG_CITE_DATA, at,
		     "entry %zu has no id; left out", number);
		return;
	}
	if (map_get(ws->keys, key)) {
		diag(ix->opts.data, DIAG_CITE_DATA, at,
		     "the id \"" STR_FMT "\" is given twice; the first entry "
		     "is used",
		     STR_ARG(key));
		return;
	}
	ws->list[ws->count] = (struct work){.key = key, .csl = v};
	map_put(ws->keys, key, &ws->list[ws->count++]);
}

static void
read_work(struct link_index *ix, struct work *w)
{
	struct arena *a = ix->arena;

	w->authors = names_read(a, value_at(w->csl, "author"));
	if (w->authors.count == 0) {
		w->authors = names_read(a, value_at(w->csl, "editor"));
		w->by_editors = w->authors.count > 0;
	}
	w->year = apa_year(a, w->csl);
	w->title = csl_text(a, w->csl, "title");
	if (w->title.n == 0) {
		diag(ix->opts.data, DIAG_CITE_DATA, w->csl->pos,
		     "\"" STR_FMT "\" has no title; its id stands for it",
		     STR_ARG(w->key));
		w->title = w->key;
	}
	w->shown = w->authors.count > 2 ? 1 : (uint32_t)w->authors.count;
}

static void
find_cited(struct link_index *ix)
{
	struct works *ws = ix->works;
	size_t cap = 0;

	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct str_set *cites = &ix->facts[p]->cites;

		for (size_t i = 0; i < str_set_count(cites); i++) {
			struct work *w =
			    map_get(ws->keys, str_set_at(cites, i));

			if (!w || w->cited)
				continue;
			w->cited = true;
			read_work(ix, w);
			ws->cited =
			    arena_room(ix->arena, ws->cited, ws->n_cited, &cap,
				       sizeof *ws->cited);
			ws->cited[ws->n_cited++] = w;
		}
	}
}

/* -- order ---------------------------------------------------------------- */

/* Letters of Latin-1 and Latin Extended-A without their marks, so that Ö is
 * sorted as O. */
static uint32_t
base_letter(uint32_t rune)
{
	static const char plain[] =
	    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
	    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
	    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

	_Static_assert(sizeof plain == 0x180 - 0xC0 + 1, "one for each letter");
	if (rune >= 0xC0 && rune < 0x180)
		return (unsigned char)plain[rune - 0xC0];
	return utf8_lower(rune);
}

/* APA sorts letter by letter: blanks and signs do not count. */
static void
put_key(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t rune = utf8_next(s, &at);

		if (utf8_is_word(rune))
			buf_rune(out, base_letter(rune));
	}
}

static struct str
without_article(struct str s)
{
	static const struct str articles[] = {
	    STR_INIT("A "),
	    STR_INIT("An "),
	    STR_INIT("The "),
	};

	for (size_t i = 0; i < countof(articles); i++)
		if (str_starts(s, articles[i]))
			return str_slice(s, articles[i].n, s.n);
	return s;
}

/* Names, year, title, parted by bytes below all letters: nothing comes before
 * something, no date before dates, "in press" behind them. */
static struct str
sort_key(struct arena *a, const struct work *w)
{
	struct buf out = BUF_INIT;
	struct str key;

	for (size_t i = 0; i < w->authors.count; i++) {
		put_key(&out, w->authors.list[i].family);
		buf_putc(&out, '\x02');
		put_key(&out, w->authors.list[i].initials);
		buf_putc(&out, '\x03');
	}
	if (w->authors.count == 0)
		put_key(&out, without_article(w->title));
	buf_putc(&out, '\x01');
	if (is_digit(w->year.p[0]))
		buf_put(&out, w->year);
	else
		buf_puts(&out, str_is(w->year, "n.d.") ? "" : "~");
	buf_putc(&out, '\x01');
	put_key(&out, without_article(w->title));
	key = arena_str(a, buf_str(&out));
	buf_free(&out);
	return key;
}

static int
by_sort(const void *x, const void *y)
{
	const struct work *p = *(struct work *const *)x,
			  *q = *(struct work *const *)y;
	size_t n = p->sort.n < q->sort.n ? p->sort.n : q->sort.n;

	for (size_t i = 0; i < n; i++)
		if (p->sort.p[i] != q->sort.p[i])
			return (unsigned char)p->sort.p[i] <
				       (unsigned char)q->sort.p[i]
				   ? -1
				   : 1;
	if (p->sort.n != q->sort.n)
		return p->sort.n < q->sort.n ? -1 : 1;
	return str_cmp(p->key, q->key);
}

static void
order(struct link_index *ix)
{
	struct works *ws = ix->works;

	for (size_t i = 0; i < ws->n_cited; i++)
		ws->cited[i]->sort = sort_key(ix->arena, ws->cited[i]);
	if (ws->n_cited > 1)
		qsort(ws->cited, ws->n_cited, sizeof *ws->cited, by_sort);
	for (size_t i = 0; i < ws->n_cited; i++)
		ws->cited[i]->rank = i;
}

/* -- keeping works apart -------------------------------------------------- */

static bool
same_authors(const struct work *x, const struct work *y)
{
	if (x->authors.count != y->authors.count ||
	    x->authors.others != y->authors.others)
		return false;
	for (size_t i = 0; i < x->authors.count; i++) {
		const struct name *p = &x->authors.list[i],
				  *q = &y->authors.list[i];

		if (!str_eq(p->family, q->family) ||
		    !str_eq(p->initials, q->initials))
			return false;
	}
	return x->authors.count > 0 || str_eq(x->title, y->title);
}

/* Two first authors of one family name are told apart by their initials. */
static void
mark_initials(struct link_index *ix)
{
	struct works *ws = ix->works;
	struct map *first = map_new(ix->arena), *twice = map_new(ix->arena);

	for (size_t i = 0; i < ws->n_cited; i++) {
		const struct name *n = ws->cited[i]->authors.list;
		const struct name *other;

		if (ws->cited[i]->authors.count == 0 || n->initials.n == 0)
			continue;
		other = map_get(first, n->family);
		if (!other)
			map_put(first, n->family, ws->cited[i]->authors.list);
		else if (other->initials.p[0] != n->initials.p[0])
			map_put(twice, n->family, ws);
	}
	for (size_t i = 0; i < ws->n_cited; i++) {
		struct work *w = ws->cited[i];

		w->with_initials = w->authors.count &&
				   map_get(twice, w->authors.list[0].family);
	}
}

struct group {
	const struct work *first;
	bool differ; /* the works look the same and have other authors */
};

static struct str
look(struct arena *a, const struct work *w)
{
	struct str s = w->year;

	for (size_t i = 0; i < w->shown && i < w->authors.count; i++) {
		s = arena_join(a, s, STR("\x01"));
		s = arena_join(a, s, w->authors.list[i].family);
		if (i == 0 && w->with_initials)
			s = arena_join(a, s, w->authors.list[i].initials);
	}
	return s;
}

/* One name more for each work that looks like another of other authors; true
 * when something changed. "et al." never stands for one name alone. */
static bool
show_more(struct works *ws, struct arena *a)
{
	struct map *groups = map_new(a);
	struct group **of = arena_array(a, ws->n_cited + 1, sizeof *of);
	bool changed = false;

	for (size_t i = 0; i < ws->n_cited; i++) {
		struct str s = look(a, ws->cited[i]);

		of[i] = map_get(groups, s);
		if (!of[i]) {
			of[i] = arena_alloc(a, sizeof **of);
			of[i]->first = ws->cited[i];
			map_put(groups, s, of[i]);
		} else if (!same_authors(of[i]->first, ws->cited[i])) {
			of[i]->differ = true;
		}
	}
	for (size_t i = 0; i < ws->n_cited; i++) {
		struct work *w = ws->cited[i];

		if (!of[i]->differ || w->shown >= w->authors.count)
			continue;
		w->shown++;
		if (w->shown + 1 == w->authors.count && !w->authors.others)
			w->shown++;
		changed = true;
	}
	return changed;
}

/* "2018a": works of the same authors and year stand side by side. */
static void
mark_years(struct works *ws)
{
	for (size_t i = 1; i < ws->n_cited; i++) {
		struct work *p = ws->cited[i - 1], *q = ws->cited[i];

		if (!same_authors(p, q) || !str_eq(p->year, q->year))
			continue;
		if (!p->suffix)
			p->suffix = 'a';
		q->suffix = p->suffix < 'z' ? (char)(p->suffix + 1) : 'z';
	}
}

void
works_read(struct link_index *ix)
{
	const struct value *list = ix->opts.bibliography;
	struct works *ws = arena_alloc(ix->arena, sizeof *ws);
	struct arena *scratch = arena_new();
	size_t n = value_count(list);

	ix->works = ws;
	ws->keys = map_new(ix->arena);
	ws->list = arena_array(ix->arena, n + 1, sizeof *ws->list);
	for (size_t i = 0; i < n; i++)
		add_work(ix, value_item(list, i), i + 1);
	find_cited(ix);
	order(ix);
	mark_initials(ix);
	while (show_more(ws, scratch))
		arena_reset(scratch);
	mark_years(ws);
	arena_free(scratch);
}
