/* names.c – people and years of CSL-JSON entries, and how APA 7 shortens them
 * in the text: "Weissman et al. (2018a)". */
#include "base/buf.h"
#include "base/utf8.h"
#include "link/works.h"

struct str
csl_text(struct arena *a, const struct value *csl, const char *key)
{
	const struct value *v = value_at(csl, key);
	struct str s = v ? str_trim(value_plain(a, v)) : STR_NONE;

	return s.n ? s : STR_NONE;
}

/* "Myrna Jean-Marie" → "M. J.-M." */
static struct str
initials_of(struct arena *a, struct str given)
{
	struct buf out = BUF_INIT;
	bool fresh = true;
	struct str s;

	for (size_t at = 0; at < given.n;) {
		uint32_t rune = utf8_next(given, &at);

		if (rune == '-' && out.n && !fresh) {
			buf_putc(&out, '-');
			fresh = true;
		} else if (utf8_is_space(rune) || rune == '.') {
			fresh = true;
		} else if (fresh && utf8_is_word(rune)) {
			if (out.n && out.p[out.n - 1] == '.')
				buf_putc(&out, ' ');
			buf_rune(&out, utf8_upper(rune));
			buf_putc(&out, '.');
			fresh = false;
		}
	}
	s = arena_str(a, buf_str(&out));
	buf_free(&out);
	return s;
}

static struct name
name_read(struct arena *a, const struct value *v)
{
	struct str particle = csl_text(a, v, "non-dropping-particle");
	struct str dropped = csl_text(a, v, "dropping-particle");
	struct name n = {.family = csl_text(a, v, "family")};

	if (!n.family.n) {
		n.family = csl_text(a, v, "literal");
		if (!n.family.n)
			n.family = csl_text(a, v, "given");
		return n;
	}
	if (particle.n)
		n.family = arena_printf(a, STR_FMT " " STR_FMT,
					STR_ARG(particle), STR_ARG(n.family));
	n.initials = initials_of(a, csl_text(a, v, "given"));
	if (dropped.n)
		n.initials =
		    arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(n.initials),
				 STR_ARG(dropped));
	n.suffix = csl_text(a, v, "suffix");
	return n;
}

static bool
is_others(struct str s)
{
	return str_is(s, "and others") || str_is(s, "others") ||
	       str_is(s, "et al.");
}

struct names
names_read(struct arena *a, const struct value *list)
{
	size_t n = value_count(list);
	struct names names = {.list =
				  arena_array(a, n + 1, sizeof *names.list)};

	if (!list || list->type != VALUE_LIST)
		return names;
	for (size_t i = 0; i < n; i++) {
		struct name name = name_read(a, value_item(list, i));

		if (is_others(name.family))
			names.others = true;
		else if (name.family.n)
			names.list[names.count++] = name;
	}
	return names;
}

const struct value *
csl_date(const struct value *csl, const char *key)
{
	const struct value *parts = value_at(value_at(csl, key), "date-parts");

	return value_count(parts) ? value_item(parts, 0) : NULL;
}

struct str
apa_year(struct arena *a, const struct value *csl)
{
	const struct value *issued = value_at(csl, "issued");
	const struct value *date = csl_date(csl, "issued");
	struct str status = csl_text(a, csl, "status");
	struct str year = STR_NONE, literal;

	if (value_count(date))
		year = value_plain(a, value_item(date, 0));
	if (year.n)
		return year;
	literal = csl_text(a, issued, "literal");
	if (!literal.n)
		literal = csl_text(a, issued, "raw");
	if (literal.n)
		return literal;
	if (str_is(status, "in press") || str_is(status, "forthcoming"))
		return STR("in press");
	return STR("n.d.");
}

/* -- in the text ---------------------------------------------------------- */

static void
put_name(struct rich *r, const struct work *w, size_t i)
{
	const struct name *n = &w->authors.list[i];

	if (i == 0 && w->with_initials && n->initials.n) {
		rich_put(r, n->initials);
		rich_puts(r, " ");
	}
	rich_put(r, n->family);
}

/* Works without an author go by their title: in italics when it stands alone,
 * in quotes when it is part of something. */
static void
put_title(struct rich *r, const struct work *w)
{
	bool is_part = csl_text(r->a, w->csl, "container-title").n > 0;
	struct str title = csl_text(r->a, w->csl, "title-short");

	if (!title.n)
		title = w->title;
	if (is_part)
		rich_puts(r, "\u201C");
	else
		rich_emph(r, true);
	rich_put(r, title);
	if (is_part)
		rich_puts(r, "\u201D");
	rich_emph(r, false);
}

void
apa_short(struct rich *r, const struct work *w, bool narrative)
{
	size_t n = w->authors.count;
	size_t shown = w->shown < n ? w->shown : n;
	bool et_al = shown < n || w->authors.others;

	if (n == 0) {
		put_title(r, w);
		return;
	}
	for (size_t i = 0; i < shown; i++) {
		bool last = i + 1 == n && !et_al;

		if (i > 0 && (n > 2 || !last))
			rich_puts(r, ",");
		if (i > 0)
			rich_puts(r, last ? narrative ? " and " : " & " : " ");
		put_name(r, w, i);
	}
	if (et_al)
		rich_puts(r, shown > 1 ? ", et al." : " et al.");
}

void
apa_dated(struct rich *r, const struct work *w)
{
	rich_put(r, w->year);
	if (!w->suffix)
		return;
	if (!is_digit(r->last))
		rich_puts(r, "-");
	rich_put(r, (struct str){&w->suffix, 1});
}
