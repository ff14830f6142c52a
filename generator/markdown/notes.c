/* notes.c – footnotes that nothing refers to. cmark drops them without a word,
 * so they are looked for in the source; fenced code is passed over. Labels are
 * compared as cmark does, without regard to case. */
#include "markdown/markdown_int.h"

static bool
same_label(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (to_lower(a.p[i]) != to_lower(b.p[i]))
			return false;
	return true;
}

/* The label of "[^label]" at the begin of the text; absent when it is none. */
static struct str
label_at(struct str s)
{
	size_t end;

	if (!str_starts(s, STR("[^")))
		return STR_NONE;
	end = str_find(s, STR("]"), 2);
	if (end == SIZE_MAX || end == 2)
		return STR_NONE;
	return str_slice(s, 2, end);
}

/* Whether "[^…" at `at` begins a line that defines it. */
static bool
defines(struct str text, size_t at, struct str label)
{
	size_t from = at;

	while (from > 0 && text.p[from - 1] == ' ')
		from--;
	return (from == 0 || text.p[from - 1] == '\n') &&
	       str_starts(str_slice(text, at + label.n + 3, text.n), STR(":"));
}

/* Whether "[^label]" stands anywhere but at the head of a definition. */
static bool
is_used(struct str text, struct str label)
{
	size_t at = 0;

	while ((at = str_find(text, STR("[^"), at)) != SIZE_MAX) {
		struct str here = str_slice(text, at, text.n);
		struct str behind = str_slice(here, label.n + 3, label.n + 4);

		if (same_label(label_at(here), label) &&
		    !str_starts(behind, STR(":")))
			return true;
		at += 2;
	}
	return false;
}

/* The number of the line at an offset; 0 inside of fenced code. */
static uint32_t
line_outside_code(struct str text, size_t at)
{
	struct str rest = str_slice(text, 0, at);
	bool code = false;
	uint32_t line = 0;

	while (rest.p) {
		struct str s = str_trim(str_cut(&rest, '\n'));

		line++;
		if (str_starts(s, STR("```")) || str_starts(s, STR("~~~")))
			code = !code;
	}
	return code ? 0 : line;
}

void
notes_check(struct md *md)
{
	struct str text = md->src->text;
	size_t at = 0;

	while ((at = str_find(text, STR("[^"), at)) != SIZE_MAX) {
		struct str label = label_at(str_slice(text, at, text.n));
		uint32_t line = 0;

		if (label.p && defines(text, at, label) &&
		    !is_used(text, label))
			line = line_outside_code(text, at);
		if (line)
			diag(md->d, DIAG_NOTE_UNUSED,
			     source_pos(md->src, line, 1),
			     "nothing refers to the footnote \"[^" STR_FMT
			     "]\"; it is left out",
			     STR_ARG(label));
		at += 2;
	}
}
