/* limits.c – refuses, by name and line, what cmark would take too long for or
 * blow up: it is quadratic in the length of some paragraphs, and copies a link
 * definition for each use. In: the text of a page. It is read line by line;
 * what is a paragraph is judged roughly, but never too strictly. */
#include "markdown/markdown_int.h"

enum {
	SMALL = 12 << 10,         /* a page of so many bytes may be anything */
	MAX_PARAGRAPH = 64 << 10, /* bytes */
	MAX_SIGNS = 4000,         /* "[", "@" and "<!" in a paragraph */
	MAX_CLOSERS = 2000,     /* signs an address may not end with, at once */
	MAX_COLUMNS = 1000,     /* of a table */
	MAX_DEFINED = 64 << 20, /* longest definition times all brackets */
};

struct limits {
	struct md *md;
	uint32_t line, begun; /* at work; the first of the paragraph */
	size_t bytes, signs;  /* of the paragraph so far */
	bool code;            /* inside of a fence */
	bool defines;         /* the paragraph is a link definition */
	size_t longest, brackets;
	uint32_t longest_line;
};

static bool
refuse(const struct limits *l, uint32_t line, const char *what)
{
	diag(l->md->d, DIAG_IO_LIMIT, source_pos(l->md->src, line, 1),
	     "%s; the page is left out", what);
	return false;
}

/* The line without indent and the signs of quotes. */
static struct str
inner(struct str line)
{
	struct str s = str_trim(line);

	while (s.n && s.p[0] == '>')
		s = str_trim(str_slice(s, 1, s.n));
	return s;
}

/* Whether a line cannot go on with the paragraph before it. */
static bool
begins_block(struct str s)
{
	size_t digits = 0;

	if (s.n == 0)
		return true;
	while (digits < s.n && is_digit(s.p[digits]))
		digits++;
	return s.p[0] == '|' || s.p[0] == '#' || str_starts(s, STR(":::")) ||
	       str_starts(s, STR("- ")) || str_starts(s, STR("* ")) ||
	       str_starts(s, STR("+ ")) ||
	       (digits && digits + 1 < s.n && s.p[digits + 1] == ' ');
}

/* The columns of a table's second line ("|---|:-:|"), 0 for other lines. */
static size_t
delimiter_columns(struct str s)
{
	size_t pipes = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|')
			pipes++;
		else if (s.p[i] != '-' && s.p[i] != ':' && !is_blank(s.p[i]))
			return 0;
	}
	return pipes;
}

static bool
is_closer(char c)
{
	return c == ')' || c == '.' || c == ',' || c == ':' || c == '!' ||
	       c == '?' || c == '*' || c == '_' || c == '~' || c == '"' ||
	       c == '\'';
}

/* Counts what is slow in the line; false when a run of closers is too long. */
static bool
count_signs(struct limits *l, struct str s)
{
	size_t run = 0, longest = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		l->signs += c == '[' || c == '@' ||
			    (c == '<' && i + 1 < s.n && s.p[i + 1] == '!');
		l->brackets += c == '[';
		run = is_closer(c) ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest <= MAX_CLOSERS;
}

static void
begin_paragraph(struct limits *l, struct str s)
{
	l->bytes = l->signs = 0;
	l->begun = l->line;
	l->defines =
	    s.n && s.p[0] == '[' && str_find(s, STR("]:"), 0) != SIZE_MAX;
}

static bool
check_line(struct limits *l, struct str line)
{
	struct str s = inner(line);

	if (line.n > SOURCE_MAX_LINE)
		return refuse(l, l->line, "a line of more than 64 KB");
	if (str_starts(s, STR("```")) || str_starts(s, STR("~~~")))
		l->code = !l->code;
	if (l->code || l->bytes == 0 || begins_block(s))
		begin_paragraph(l, s);
	if (l->code)
		return true;
	l->bytes += s.n ? s.n + 1 : 0;
	if (!count_signs(l, s))
		return refuse(l, l->line,
			      "more than 2,000 signs like \")\" and \".\" at "
			      "once");
	if (l->bytes > MAX_PARAGRAPH)
		return refuse(l, l->begun, "a paragraph of more than 64 KB");
	if (l->signs > MAX_SIGNS)
		return refuse(
		    l, l->begun,
		    "a paragraph with more than 4,000 of \"[\", \"@\" "
		    "and \"<!\"");
	if (delimiter_columns(s) > MAX_COLUMNS + 1)
		return refuse(l, l->line, "a table of more than 1,000 columns");
	if (l->defines && l->bytes > l->longest) {
		l->longest = l->bytes;
		l->longest_line = l->begun;
	}
	return true;
}

bool
limits_check(struct md *md, struct str text)
{
	struct limits l = {.md = md, .line = 1, .begun = 1};

	if (text.n <= SMALL)
		return true;
	if (text.n > SOURCE_MAX_FILE)
		return refuse(&l, 1, "a page of more than 4 MB");
	for (; text.n; l.line++)
		if (!check_line(&l, str_cut(&text, '\n')))
			return false;
	if (l.longest * l.brackets > MAX_DEFINED)
		return refuse(&l, l.longest_line,
			      "a link definition too long for so many links");
	return true;
}
