/* apa.c – entries of the reference list by the rules of APA 7: author, date,
 * title, source, address; one row of a table for each CSL type. */
#include <stdlib.h>

#include "base/buf.h"
#include "link/works.h"

/* -- people --------------------------------------------------------------- */

enum { MOST_NAMES = 20 }; /* more: the first 19, an ellipsis, the last */

static void
put_inverted(struct rich *r, const struct name *n)
{
	rich_put(r, n->family);
	if (n->initials.n) {
		rich_puts(r, ", ");
		rich_put(r, n->initials);
	}
	if (n->suffix.n) {
		rich_puts(r, ", ");
		rich_put(r, n->suffix);
	}
}

static void
put_between(struct rich *r, const struct names *names, size_t i)
{
	bool last = i + 1 == names->count && !names->others;

	if (names->count > MOST_NAMES && i + 1 == names->count)
		rich_puts(r, ", . . . ");
	else
		rich_puts(r, last ? ", & " : ", ");
}

static void
put_people(struct rich *r, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		if (i >= MOST_NAMES - 1 && names->count > MOST_NAMES &&
		    i + 1 < names->count)
			continue;
		if (i > 0)
			put_between(r, names, i);
		put_inverted(r, &names->list[i]);
	}
	if (names->others)
		rich_puts(r, ", et al.");
}

/* "E. Name & F. Name": within the entry, family names come last. */
static void
put_people_plain(struct rich *r, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct name *n = &names->list[i];
		bool last = i + 1 == names->count;

		if (i > 0 && names->count > 2)
			rich_puts(r, last ? "," : ", ");
		if (i > 0 && last)
			rich_puts(r, " & ");
		if (n->initials.n) {
			rich_put(r, n->initials);
			rich_puts(r, " ");
		}
		rich_put(r, n->family);
	}
}

/* -- pieces --------------------------------------------------------------- */

/* "459-466" → "459–466" */
static void
put_range(struct rich *r, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '-' && i > 0 && s.p[i - 1] != '-')
			rich_puts(r, "\u2013");
		else if (s.p[i] != '-')
			rich_put(r, str_slice(s, i, i + 1));
	}
}

static bool
is_range(struct str s)
{
	return str_find(s, STR("-"), 0) != SIZE_MAX ||
	       str_find(s, STR("\u2013"), 0) != SIZE_MAX ||
	       str_find(s, STR(","), 0) != SIZE_MAX;
}

/* CSL titles may hold <i>…</i>, which turns italics round; other tags go. */
static void
put_marked(struct rich *r, struct str s, bool emph)
{
	rich_emph(r, emph);
	while (s.n) {
		size_t lt = str_find(s, STR("<"), 0);
		size_t gt = lt == SIZE_MAX ? lt : str_find(s, STR(">"), lt);
		struct str tag;

		if (gt == SIZE_MAX)
			break;
		tag = str_slice(s, lt + 1, gt);
		if (tag.n == 0 || (!is_alpha(tag.p[0]) && tag.p[0] != '/'))
			break;
		rich_put(r, str_slice(s, 0, lt));
		if (str_is(tag, "i"))
			rich_emph(r, !emph);
		else if (str_is(tag, "/i"))
			rich_emph(r, emph);
		s = str_slice(s, gt + 1, s.n);
	}
	rich_put(r, s);
	rich_emph(r, false);
}

static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static unsigned
date_part(struct arena *a, const struct value *date, size_t i)
{
	struct str s = i < value_count(date)
			   ? value_plain(a, value_item(date, i))
			   : STR_NONE;
	unsigned n = 0;

	for (size_t k = 0; k < s.n && k < 6 && is_digit(s.p[k]); k++)
		n = n * 10 + (unsigned)(s.p[k] - '0');
	return n;
}

/* "June 3", "June", or nothing. */
static void
put_day(struct rich *r, const struct value *date)
{
	unsigned month = date_part(r->a, date, 1);
	unsigned day = date_part(r->a, date, 2);

	if (month < 1 || month > countof(months))
		return;
	rich_puts(r, months[month - 1]);
	if (day)
		rich_put(r, arena_printf(r->a, " %u", day));
}

/* -- the address ---------------------------------------------------------- */

static struct str
doi_url(struct arena *a, struct str doi)
{
	static const struct str heads[] = {
	    STR_INIT("https://doi.org/"),
	    STR_INIT("http://doi.org/"),
	    STR_INIT("http://dx.doi.org/"),
	    STR_INIT("https://dx.doi.org/"),
	    STR_INIT("doi:"),
	};

	for (size_t i = 0; i < countof(heads); i++)
		if (str_starts(doi, heads[i]))
			doi = str_slice(doi, heads[i].n, doi.n);
	return arena_join(a, STR("https://doi.org/"), str_trim(doi));
}

/* An address of the bibliography is as suspect as one of a page. */
static bool
is_web(struct str url)
{
	return str_starts(url, STR("https://")) ||
	       str_starts(url, STR("http://"));
}

static void
put_retrieved(struct rich *r, const struct work *w)
{
	const struct value *date = csl_date(w->csl, "accessed");
	unsigned year = date_part(r->a, date, 0);

	if (!str_is(w->year, "n.d.") || !year)
		return;
	rich_puts(r, "Retrieved ");
	put_day(r, date);
	rich_put(r, arena_printf(r->a, ", %u, from ", year));
}

static void
put_address(struct rich *r, const struct work *w)
{
	struct str doi = csl_text(r->a, w->csl, "DOI");
	struct str url = csl_text(r->a, w->csl, "URL");

	if (!doi.n && !url.n)
		return;
	rich_puts(r, " ");
	if (doi.n) {
		url = doi_url(r->a, doi);
		rich_link(r, url_encode(r->a, url), url);
		return;
	}
	put_retrieved(r, w);
	if (is_web(url))
		rich_link(r, url, url);
	else
		rich_put(r, url);
}

/* -- titles and brackets -------------------------------------------------- */

static void
put_edition(struct rich *r, struct str edition)
{
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	unsigned n = 0;
	size_t i = 0;

	for (; i < edition.n && i < 6 && is_digit(edition.p[i]); i++)
		n = n * 10 + (unsigned)(edition.p[i] - '0');
	rich_put(r, edition);
	if (i == edition.n && n) {
		bool teen = n % 100 >= 11 && n % 100 <= 13;

		rich_puts(r, endings[n % 10 < 4 && !teen ? n % 10 : 0]);
	}
	if (!str_ends(edition, STR(" ed.")) && !str_ends(edition, STR(" ed")))
		rich_puts(r, " ed.");
}

/* What stands in parentheses behind a title, part after part. */
struct brackets {
	struct rich *r;
	bool open;
};

static void
next_in(struct brackets *b, const char *between)
{
	rich_puts(b->r, b->open ? between : " (");
	b->open = true;
}

static void
put_helpers(struct brackets *b, const struct work *w, const char *key,
	    const char *const roles[2])
{
	struct names names = names_read(b->r->a, value_at(w->csl, key));

	if (names.count == 0)
		return;
	next_in(b, "; ");
	put_people_plain(b->r, &names);
	rich_puts(b->r, roles[names.count > 1]);
}

static const char *const translators[] = {", Trans.", ", Trans."};
static const char *const editors[] = {", Ed.", ", Eds."};

/* A report's number; a bare one gets a word before it. */
static void
put_number(struct brackets *b, const struct work *w)
{
	struct str number = csl_text(b->r->a, w->csl, "number");
	struct str genre = csl_text(b->r->a, w->csl, "genre");

	if (!number.n || str_find(w->title, number, 0) != SIZE_MAX)
		return;
	next_in(b, ", ");
	if (genre.n) {
		rich_put(b->r, genre);
		rich_puts(b->r, " No. ");
	} else if (is_digit(number.p[0])) {
		rich_puts(b->r, "Report No. ");
	}
	rich_put(b->r, number);
}

static void
put_brackets(struct rich *r, const struct work *w, bool is_report)
{
	struct brackets b = {r, false};
	struct str edition = csl_text(r->a, w->csl, "edition");
	struct str volume = csl_text(r->a, w->csl, "volume");
	struct str pages = csl_text(r->a, w->csl, "page");
	bool is_part = csl_text(r->a, w->csl, "container-title").n > 0;

	if (!is_part && !w->by_editors && w->authors.count)
		put_helpers(&b, w, "editor", editors);
	put_helpers(&b, w, "translator", translators);
	if (edition.n) {
		next_in(&b, b.open ? "; " : "");
		put_edition(r, edition);
	}
	if (volume.n) {
		next_in(&b, ", ");
		rich_puts(r, "Vol. ");
		put_range(r, volume);
	}
	if (is_report)
		put_number(&b, w);
	if (pages.n && is_part) {
		next_in(&b, ", ");
		rich_puts(r, is_range(pages) ? "pp. " : "p. ");
		put_range(r, pages);
	}
	if (b.open)
		rich_puts(r, ")");
}

static bool
is_author(const struct work *w, struct str name)
{
	for (size_t i = 0; i < w->authors.count; i++)
		if (str_eq(w->authors.list[i].family, name))
			return true;
	return false;
}

/* The publisher, unless it is the author. */
static void
put_publisher(struct rich *r, const struct work *w)
{
	struct str publisher = csl_text(r->a, w->csl, "publisher");

	if (!publisher.n || is_author(w, publisher))
		return;
	rich_puts(r, " ");
	rich_put(r, publisher);
	rich_stop(r);
}

/* -- kinds of works ------------------------------------------------------- */

static void
put_issue(struct rich *r, const struct work *w)
{
	struct str volume = csl_text(r->a, w->csl, "volume");
	struct str issue = csl_text(r->a, w->csl, "issue");
	struct str pages = csl_text(r->a, w->csl, "page");
	struct str number = csl_text(r->a, w->csl, "number");

	if (volume.n) {
		rich_puts(r, ", ");
		rich_emph(r, true);
		put_range(r, volume);
		rich_emph(r, false);
	}
	if (issue.n) {
		rich_puts(r, volume.n ? "(" : ", (");
		put_range(r, issue);
		rich_puts(r, ")");
	}
	if (pages.n) {
		rich_puts(r, ", ");
		put_range(r, pages);
	} else if (number.n) {
		rich_puts(r, ", Article ");
		rich_put(r, number);
	}
	rich_stop(r);
}

static void
article(struct rich *r, const struct work *w)
{
	struct str journal = csl_text(r->a, w->csl, "container-title");

	if (w->authors.count) {
		put_marked(r, w->title, false);
		rich_stop(r);
	}
	if (!journal.n)
		return;
	rich_puts(r, " ");
	put_marked(r, journal, true);
	put_issue(r, w);
}

static void
chapter(struct rich *r, const struct work *w)
{
	struct names people = names_read(r->a, value_at(w->csl, "editor"));

	if (w->authors.count) {
		put_marked(r, w->title, false);
		rich_stop(r);
	}
	rich_puts(r, " In ");
	if (people.count && !w->by_editors) {
		put_people_plain(r, &people);
		rich_puts(r, people.count > 1 ? " (Eds.), " : " (Ed.), ");
	}
	put_marked(r, csl_text(r->a, w->csl, "container-title"), true);
	put_brackets(r, w, false);
	rich_stop(r);
	put_publisher(r, w);
}

static void
book(struct rich *r, const struct work *w)
{
	if (w->authors.count) {
		put_marked(r, w->title, true);
		put_brackets(r, w, false);
		rich_stop(r);
	}
	put_publisher(r, w);
}

static void
report(struct rich *r, const struct work *w)
{
	if (w->authors.count) {
		put_marked(r, w->title, true);
		put_brackets(r, w, true);
		rich_stop(r);
	}
	put_publisher(r, w);
}

static void
thesis(struct rich *r, const struct work *w)
{
	struct str genre = csl_text(r->a, w->csl, "genre");
	struct str school = csl_text(r->a, w->csl, "publisher");
	struct str archive = csl_text(r->a, w->csl, "archive");

	if (w->authors.count)
		put_marked(r, w->title, true);
	rich_puts(r, " [");
	rich_put(r, genre.n ? genre : STR("Doctoral dissertation"));
	if (school.n) {
		rich_puts(r, ", ");
		rich_put(r, school);
	}
	rich_puts(r, "].");
	if (archive.n) {
		rich_puts(r, " ");
		rich_put(r, archive);
		rich_stop(r);
	}
}

static void
webpage(struct rich *r, const struct work *w)
{
	struct str site = csl_text(r->a, w->csl, "container-title");

	if (w->authors.count) {
		put_marked(r, w->title, true);
		rich_stop(r);
	}
	if (site.n && !is_author(w, site)) {
		rich_puts(r, " ");
		rich_put(r, site);
		rich_stop(r);
	} else if (!site.n) {
		put_publisher(r, w);
	}
}

typedef void (*kind_fn)(struct rich *r, const struct work *w);

static const struct {
	const char *type;
	kind_fn put;
	bool daily; /* month and day belong to the date */
} kinds[] = {
    {"article", article, false},
    {"article-journal", article, false},
    {"article-magazine", article, true},
    {"article-newspaper", article, true},
    {"book", book, false},
    {"chapter", chapter, false},
    {"dataset", report, false},
    {"entry-dictionary", chapter, false},
    {"entry-encyclopedia", chapter, false},
    {"paper-conference", chapter, false},
    {"post", webpage, true},
    {"post-weblog", webpage, true},
    {"report", report, false},
    {"thesis", thesis, false},
    {"webpage", webpage, true},
};

static size_t
kind_of(const struct work *w)
{
	struct str type = value_text(value_at(w->csl, "type"));
	size_t i = 0;

	while (i < countof(kinds) && !str_is(type, kinds[i].type))
		i++;
	return i;
}

/* A part of something without a name is a work of its own. */
static kind_fn
put_of(size_t kind, bool in_something)
{
	kind_fn put = kind < countof(kinds) ? kinds[kind].put : NULL;

	if (!put)
		return in_something ? chapter : report;
	return put == chapter && !in_something ? book : put;
}

static void
put_author(struct rich *r, const struct work *w, kind_fn put)
{
	if (w->authors.count == 0) {
		put_marked(r, w->title, put != article && put != chapter);
		if (put == book || put == report)
			put_brackets(r, w, put == report);
		rich_stop(r);
		return;
	}
	put_people(r, &w->authors);
	if (w->by_editors)
		rich_puts(r, w->authors.count > 1 ? " (Eds.)" : " (Ed.)");
	rich_stop(r);
}

void
apa_entry(struct rich *r, const struct work *w)
{
	size_t kind = kind_of(w);
	bool daily = kind < countof(kinds) && kinds[kind].daily;
	kind_fn put =
	    put_of(kind, csl_text(r->a, w->csl, "container-title").n > 0);
	const struct value *issued = csl_date(w->csl, "issued");

	put_author(r, w, put);
	rich_puts(r, " (");
	apa_dated(r, w);
	if (daily && date_part(r->a, issued, 1)) {
		rich_puts(r, ", ");
		put_day(r, issued);
	}
	rich_puts(r, ").");
	if (w->authors.count)
		rich_puts(r, " ");
	put(r, w);
	put_address(r, w);
	rich_end(r);
}
