/* number.c – the numbers of sections, figures, tables, worksheets and cases,
 * and the words for them. Sections: page number + one count a level. All
 * others: one count through the manual. */
#include "link/link_int.h"

static const struct link_words languages[] = {
    {"en",
     {"Section", "Figure", "Table", "Worksheet", "Case", ""},
     "See also",
     "Used in",
     "yes",
     "Page"},
};

static const struct {
	const char *name;
	struct str prefix;
} kinds[TARGET__COUNT] = {
    [TARGET_SECTION] = {"section", STR_INIT("sec-")},
    [TARGET_FIGURE] = {"figure", STR_INIT("fig-")},
    [TARGET_TABLE] = {"table", STR_INIT("tbl-")},
    [TARGET_WORKSHEET] = {"worksheet", STR_INIT("ws-")},
    [TARGET_CASE] = {"case", STR_INIT("case-")},
    [TARGET_OTHER] = {"", STR_INIT("")},
};

const struct link_words *
words_find(struct str language)
{
	for (size_t i = 0; i < countof(languages); i++)
		if (str_starts(language, str_of(languages[i].language)))
			return &languages[i];
	return &languages[0];
}

const char *
kind_name(enum target_kind kind)
{
	return kinds[kind].name;
}

enum target_kind
kind_of_id(struct str id)
{
	enum target_kind kind = TARGET_SECTION;

	while (kind < TARGET_OTHER && !(str_starts(id, kinds[kind].prefix) &&
					id.n > kinds[kind].prefix.n))
		kind++;
	return kind;
}

enum target_kind
kind_find(struct str name)
{
	enum target_kind kind = TARGET_SECTION;

	while (kind < TARGET_OTHER && !str_is(name, kinds[kind].name))
		kind++;
	return kind;
}

enum { LEVELS = 7 };

/* The level that counts first below the page. A first heading alone on level 1
 * is the page's title and takes the page's own number. */
static uint8_t
base_level(const struct link_facts *f, const struct target **title)
{
	uint8_t least = LEVELS, below = LEVELS;
	size_t on_top = 0;
	const struct target *first = NULL;

	for (size_t i = 0; i < f->n_targets; i++) {
		const struct target *t = &f->targets[i];

		if (t->kind != TARGET_SECTION || !t->numbered)
			continue;
		if (!first)
			first = t;
		if (t->level == 1)
			on_top++;
		else if (t->level < below)
			below = t->level;
		if (t->level < least)
			least = t->level;
	}
	*title = on_top == 1 && first->level == 1 ? first : NULL;
	return *title ? below : least;
}

/* "3.2" and 1 → "3.2.1". */
static struct str
with_count(struct arena *a, struct str number, unsigned count)
{
	char tail[12];
	size_t at = sizeof tail;

	do
		tail[--at] = (char)('0' + count % 10);
	while ((count /= 10) > 0);
	tail[--at] = '.';
	return arena_join(a, number, (struct str){tail + at, sizeof tail - at});
}

static struct str
section_number(struct arena *a, struct str page, const unsigned *counts,
	       unsigned depth)
{
	struct str number = page;

	for (unsigned i = 0; i <= depth; i++)
		number = with_count(a, number, counts[i]);
	return number;
}

static void
number_sections(struct link_index *ix, size_t page)
{
	const struct link_facts *f = ix->facts[page];
	const struct target *title;
	uint8_t base = base_level(f, &title);
	unsigned counts[LEVELS] = {0};

	if (!f->number.p)
		return;
	for (size_t i = 0; i < f->n_targets; i++) {
		const struct target *t = &f->targets[i];
		struct link_entry *e = &ix->entries[ix->first[page] + i];
		unsigned depth;

		if (t->kind != TARGET_SECTION || !t->numbered)
			continue;
		if (t == title) {
			e->number = f->number;
			continue;
		}
		depth = (unsigned)(t->level - base) % LEVELS;
		counts[depth]++;
		for (unsigned k = depth + 1; k < LEVELS; k++)
			counts[k] = 0;
		e->number = section_number(ix->arena, f->number, counts, depth);
	}
}

void
number_all(struct link_index *ix)
{
	unsigned counts[TARGET__COUNT] = {0};

	for (size_t p = 0; p < ix->n_pages; p++) {
		const struct link_facts *f = ix->facts[p];

		number_sections(ix, p);
		for (size_t i = 0; i < f->n_targets; i++) {
			const struct target *t = &f->targets[i];

			if (!t->numbered || t->kind == TARGET_SECTION)
				continue;
			ix->entries[ix->first[p] + i].number =
			    arena_printf(ix->arena, "%u", ++counts[t->kind]);
		}
	}
}
