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

/* The label that a line defines, if it does. */
static struct str
defined(struct str line)
{
	struct str s = str_trim(line), label = label_at(s);

	if (!label.p || !str_starts(str_slice(s, label.n + 3, s.n), STR(":")))
		return STR_NONE;
	return label;
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

void
notes_check(struct md *md)
{
	struct str rest = md->src->text;
	bool code = false;

	if (str_find(rest, STR("[^"), 0) == SIZE_MAX)
		return;
	for (uint32_t line = 1; rest.p; line++) {
		struct str text = str_cut(&rest, '\n'), s = str_trim(text);
		struct str label = code ? STR_NONE : defined(text);

		if (str_starts(s, STR("```")) || str_starts(s, STR("~~~")))
			code = !code;
		if (label.p && !is_used(md->src->text, label))
			diag(md->d, DIAG_NOTE_UNUSED,
			     source_pos(md->src, line, 1),
			     "nothing refers to the footnote \"[^" STR_FMT
			     "]\"; it is left out",
			     STR_ARG(label));
	}
}
