/* glossary.c – the terms, and finding them in running text. A table by the hash
 * of a phrase's first word makes most words of a text cost one probe; only what
 * hits is compared, the longest phrase first. A hyphenated word is one word:
 * "IPT" is not found in "IPT-A". */
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "link/link_int.h"

/* Case and the two apostrophes do not part words. */
static uint32_t
fold(uint32_t rune)
{
	if (rune == 0x2019)
		return '\'';
	if (rune < 0x80)
		return (uint32_t)to_lower((char)rune);
	return utf8_lower(rune);
}

/* A folded copy: lower case, runs of blanks one space. */
static struct str
glossary_fold(struct arena *a, struct str s)
{
	struct buf out = BUF_INIT;
	struct str folded;

	s = str_trim(s);
	for (size_t at = 0; at < s.n;) {
		uint32_t rune = utf8_next(s, &at);

		if (!utf8_is_space(rune))
			buf_rune(&out, fold(rune));
		else if (out.n > 0 && out.p[out.n - 1] != ' ')
			buf_putc(&out, ' ');
	}
	folded = arena_str(a, buf_str(&out));
	buf_free(&out);
	return folded;
}

/* -- searching ------------------------------------------------------------ */

/* An ASCII letter or digit in lower case, 0 for all else: digits have the bit
 * that makes letters small. */
static inline uint32_t
ascii_word(unsigned char c)
{
	uint32_t low = c | 0x20u;

	return low - 'a' < 26u || c - (uint32_t)'0' < 10u ? low : 0;
}

/* The letter or digit at *at, folded, which is passed; 0 when there is none. */
static inline uint32_t
word_rune(struct str s, size_t *at)
{
	size_t next = *at;
	uint32_t rune;

	if (next >= s.n)
		return 0;
	if ((unsigned char)s.p[next] < 0x80) {
		rune = ascii_word((unsigned char)s.p[next]);
		*at += rune != 0;
		return rune;
	}
	rune = utf8_next(s, &next);
	if (!utf8_is_word(rune))
		return 0;
	*at = next;
	return fold(rune);
}

static bool
word_at(struct str s, size_t at)
{
	return word_rune(s, &at) != 0;
}

/* Hash of the word that begins at *at, which moves behind it. */
static uint32_t
word_hash(struct str s, size_t *at)
{
	uint32_t h = 2166136261u, rune;

	while ((rune = word_rune(s, at)) != 0)
		h = (h ^ rune) * 16777619u;
	return h ^ h >> 15;
}

/* End of the phrase in the text from byte `at`, or SIZE_MAX. */
static size_t
match(const struct phrase *ph, struct str s, size_t at)
{
	size_t i = 0;

	while (i < ph->text.n) {
		uint32_t want = utf8_next(ph->text, &i), have;

		if (at >= s.n)
			return SIZE_MAX;
		have = utf8_next(s, &at);
		if (want == ' ' && utf8_is_space(have)) {
			while (at < s.n && is_blank(s.p[at]))
				at++;
			continue;
		}
		if (have != want && (ph->exact || fold(have) != want))
			return SIZE_MAX;
	}
	if (word_at(s, at) ||
	    (at < s.n && s.p[at] == '-' && word_at(s, at + 1)))
		return SIZE_MAX;
	return at;
}

/* Moves to the next word that is not the later part of a hyphenated one. */
static size_t
next_word(struct str s, size_t at)
{
	while (at + 1 < s.n && s.p[at] == '-' && word_at(s, at + 1)) {
		at++;
		word_hash(s, &at);
	}
	while (at < s.n && !word_at(s, at))
		utf8_next(s, &at);
	return at;
}

bool
glossary_search(const struct link_glossary *g, struct str text, size_t at,
		const bool *seen, struct term_hit *hit)
{
	for (at = next_word(text, at); at < text.n; at = next_word(text, at)) {
		size_t start = at;
		uint32_t h = word_hash(text, &at);
		const struct phrase *ph = g->slots[h & g->mask];

		for (; ph; ph = ph->next) {
			size_t end;

			if (ph->hash != h || seen[ph->term])
				continue;
			end = match(ph, text, start);
			if (end == SIZE_MAX)
				continue;
			*hit = (struct term_hit){start, end, ph->term};
			return true;
		}
	}
	return false;
}

uint32_t
glossary_find(const struct link_glossary *g, struct str name)
{
	struct arena *scratch;
	uintptr_t at;

	if (!g || name.n == 0)
		return TERM_NONE;
	at = (uintptr_t)map_get(g->names, name);
	if (at == 0) {
		scratch = arena_new();
		at = (uintptr_t)map_get(g->names, glossary_fold(scratch, name));
		arena_free(scratch);
	}
	return at ? (uint32_t)(at - 1) : TERM_NONE;
}

/* -- building ------------------------------------------------------------- */

struct build {
	struct arena *a;
	struct link_glossary *g;
	struct diag *d;
	struct phrase *phrases;
	size_t count, cap;
};

static struct pos
place(const struct value *v)
{
	return v ? v->pos : POS_NONE;
}

static void
add_phrase(struct build *b, const struct value *v, uint32_t term, bool exact)
{
	struct str text = str_trim(value_text(v));
	struct str folded;
	uintptr_t other;

	if (text.n == 0)
		return;
	folded = glossary_fold(b->a, text);
	other = (uintptr_t)map_get(b->g->names, folded);
	if (other && other - 1 != term) {
		diag(b->d, DIAG_GLOSSARY_DATA, place(v),
		     "\"" STR_FMT "\" is already a name of the term \"" STR_FMT
		     "\"; that one is used",
		     STR_ARG(text), STR_ARG(b->g->terms[other - 1].term));
		return;
	}
	map_put(b->g->names, folded, (void *)((uintptr_t)term + 1));
	b->phrases =
	    arena_room(b->a, b->phrases, b->count, &b->cap, sizeof *b->phrases);
	b->phrases[b->count++] = (struct phrase){
	    .text = exact ? arena_str(b->a, text) : folded,
	    .term = term,
	    .exact = exact,
	};
}

static void
add_phrases(struct build *b, const struct value *list, uint32_t term,
	    bool exact)
{
	if (list && list->type == VALUE_STRING)
		add_phrase(b, list, term, exact);
	for (size_t i = 0; list && i < value_count(list); i++)
		add_phrase(b, value_item(list, i), term, exact);
}

static struct str
trimmed(struct arena *a, const struct value *v)
{
	return v ? str_trim(value_plain(a, v)) : STR_NONE;
}

static void
add_term(struct build *b, const struct value *v)
{
	struct link_glossary *g = b->g;
	struct term *t = &g->terms[g->count];

	*t = (struct term){.value = v};
	t->term = trimmed(b->a, value_at(v, "term"));
	t->definition = trimmed(b->a, value_at(v, "definition"));
	if (t->term.n == 0) {
		diag(b->d, DIAG_GLOSSARY_DATA, place(v),
		     "an entry has no term; left out");
		return;
	}
	if (t->definition.n == 0) {
		diag(b->d, DIAG_GLOSSARY_DATA, place(v),
		     "the term \"" STR_FMT "\" has no definition; left out",
		     STR_ARG(t->term));
		return;
	}
	t->id = trimmed(b->a, value_at(v, "id"));
	if (t->id.n == 0)
		t->id = doc_slug(b->a, t->term);
	t->anchor = arena_join(b->a, STR("term-"), t->id);
	g->count++;
}

/* Ids are names too, but no phrases of running text. */
static void
add_id(struct build *b, uint32_t term)
{
	struct term *t = &b->g->terms[term];
	uintptr_t other = (uintptr_t)map_get(b->g->names, t->id);

	if (other && other - 1 != term &&
	    str_eq(b->g->terms[other - 1].id, t->id)) {
		diag(b->d, DIAG_GLOSSARY_DATA, place(t->value),
		     "the id \"" STR_FMT "\" is given to two terms",
		     STR_ARG(t->id));
		t->id = arena_printf(b->a, STR_FMT "-%u", STR_ARG(t->id), term);
		t->anchor = arena_join(b->a, STR("term-"), t->id);
		return;
	}
	if (!other)
		map_put(b->g->names, t->id, (void *)((uintptr_t)term + 1));
}

static struct str
nearest_name(const struct build *b, struct str name)
{
	size_t n = map_count(b->g->names);
	struct str *names = arena_array(b->a, n + 1, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(b->g->names, i);
	return diag_nearest(name, names, n);
}

static void
add_see(struct build *b, struct term *t)
{
	const struct value *list = value_at(t->value, "see");
	size_t n = value_count(list);

	if (n)
		t->see = arena_array(b->a, n, sizeof *t->see);
	for (size_t i = 0; i < n; i++) {
		const struct value *v = value_item(list, i);
		struct str name = value_text(v);
		uint32_t other = glossary_find(b->g, name);
		struct diag_hint hint;

		if (other != TERM_NONE) {
			t->see[t->n_see++] = other;
			continue;
		}
		diag(b->d, DIAG_TERM_UNKNOWN, place(v),
		     "no term \"" STR_FMT "\" in the glossary%s", STR_ARG(name),
		     diag_near(&hint, nearest_name(b, name)));
	}
}

/* Shorter phrases first: each is put at the head of its slot, so that the
 * longest is tried first; of the same length the first given wins. */
static int
by_length(const void *x, const void *y)
{
	const struct phrase *p = x, *q = y;

	if (p->text.n != q->text.n)
		return p->text.n < q->text.n ? -1 : 1;
	return p->term > q->term ? -1 : p->term < q->term;
}

static void
fill_slots(struct build *b)
{
	struct link_glossary *g = b->g;
	size_t slots = 16;

	while (slots < b->count * 4)
		slots *= 2;
	g->slots = arena_array(b->a, slots, sizeof(struct phrase *));
	g->mask = slots - 1;
	if (b->count > 1)
		qsort(b->phrases, b->count, sizeof *b->phrases, by_length);
	for (size_t i = 0; i < b->count; i++) {
		struct phrase *ph = &b->phrases[i];
		size_t at = 0;
		struct phrase **slot;

		/* A phrase that begins with no letter can never be found. */
		if (!word_at(ph->text, 0))
			continue;
		ph->hash = word_hash(ph->text, &at);
		slot = &g->slots[ph->hash & g->mask];
		ph->next = *slot;
		*slot = ph;
	}
}

struct link_glossary *
link_glossary_new(struct arena *a, const struct value *list, struct diag *d)
{
	struct link_glossary *g = arena_alloc(a, sizeof *g);
	struct build b = {.a = a, .g = g, .d = d};
	size_t n = value_count(list);

	g->names = map_new(a);
	g->terms = arena_array(a, n + 1, sizeof *g->terms);
	for (size_t i = 0; i < n; i++)
		add_term(&b, value_item(list, i));
	for (uint32_t i = 0; i < g->count; i++)
		add_phrase(&b, value_at(g->terms[i].value, "term"), i, false);
	for (uint32_t i = 0; i < g->count; i++) {
		const struct value *v = g->terms[i].value;

		add_phrases(&b, value_at(v, "synonyms"), i, false);
		add_phrases(&b, value_at(v, "abbreviations"), i, true);
	}
	for (uint32_t i = 0; i < g->count; i++)
		add_id(&b, i);
	for (size_t i = 0; i < g->count; i++)
		add_see(&b, &g->terms[i]);
	fill_slots(&b);
	return g;
}
