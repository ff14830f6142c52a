/* pattern.c – the pattern matching of Lua's manual §6.4.1, as a backtracking
 * matcher of our own. Lua's runs in C without ever asking the hook, so that a
 * bad pattern could hang the build; this one counts its steps. */
#include "filter/pattern.h"

#include <string.h>

#include "filter/filter_int.h"

enum { MAX_DEPTH = 200 };

static size_t match(struct pattern *p, size_t s, size_t at);

/* The byte of the pattern, or NUL at its end (a real NUL is no special). */
static char
peek(const struct pattern *p, size_t at)
{
	return at < p->text.n ? p->text.p[at] : '\0';
}

static unsigned char
subject_at(const struct pattern *p, size_t s)
{
	return s < p->subject.n ? (unsigned char)p->subject.p[s] : 0;
}

/* Where the single-character class at `at` ends. */
static size_t
class_end(const struct pattern *p, size_t at)
{
	char c = p->text.p[at++];

	if (c == '%') {
		if (at >= p->text.n)
			luaL_error(p->L, "malformed pattern (ends with '%%')");
		return at + 1;
	}
	if (c != '[')
		return at;
	if (peek(p, at) == '^')
		at++;
	do { /* a ] at the head stands for itself */
		if (at >= p->text.n)
			luaL_error(p->L, "malformed pattern (missing ']')");
		c = p->text.p[at++];
		if (c == '%')
			at++;
	} while (peek(p, at) != ']' || at >= p->text.n);
	return at + 1;
}

static bool
in_class(unsigned char c, char name)
{
	bool is;

	switch (to_lower(name)) {
	case 'a':
		is = is_alpha((char)c);
		break;
	case 'c':
		is = c < 32 || c == 127;
		break;
	case 'd':
		is = is_digit((char)c);
		break;
	case 'g':
		is = c > 32 && c < 127;
		break;
	case 'l':
		is = c >= 'a' && c <= 'z';
		break;
	case 'p':
		is = c > 32 && c < 127 && !is_alnum((char)c);
		break;
	case 's':
		is = c == ' ' || (c >= 9 && c <= 13);
		break;
	case 'u':
		is = c >= 'A' && c <= 'Z';
		break;
	case 'w':
		is = is_alnum((char)c);
		break;
	case 'x':
		is = is_digit((char)c) ||
		     (to_lower((char)c) >= 'a' && to_lower((char)c) <= 'f');
		break;
	default:
		return (unsigned char)name == c;
	}
	return is != (name >= 'A' && name <= 'Z');
}

/* Whether c is in the set [at … end), end being just after its ]. */
static bool
in_set(const struct pattern *p, unsigned char c, size_t at, size_t end)
{
	bool hit = true;

	at++;
	if (p->text.p[at] == '^') {
		hit = false;
		at++;
	}
	for (end--; at < end; at++) {
		unsigned char low = (unsigned char)p->text.p[at];

		if (low == '%') {
			if (in_class(c, p->text.p[++at]))
				return hit;
		} else if (at + 2 < end && p->text.p[at + 1] == '-') {
			if (low <= c && c <= (unsigned char)p->text.p[at + 2])
				return hit;
			at += 2;
		} else if (low == c) {
			return hit;
		}
	}
	return !hit;
}

/* Whether the class [at, end) takes the subject's byte s. */
static bool
takes(const struct pattern *p, size_t s, size_t at, size_t end)
{
	unsigned char c;

	if (s >= p->subject.n)
		return false;
	c = subject_at(p, s);
	switch (p->text.p[at]) {
	case '.':
		return true;
	case '%':
		return in_class(c, p->text.p[at + 1]);
	case '[':
		return in_set(p, c, at, end);
	default:
		return (unsigned char)p->text.p[at] == c;
	}
}

static size_t
repeat(struct pattern *p, size_t s, size_t at, size_t end, bool longest)
{
	size_t n = 0;

	if (longest) {
		while (takes(p, s + n, at, end))
			n++;
		state_tick(p->L, n + 1);
	}
	for (;;) {
		size_t found = match(p, s + n, end + 1);

		if (found != SIZE_MAX)
			return found;
		state_tick(p->L, 1);
		if (longest ? n == 0 : !takes(p, s + n, at, end))
			return SIZE_MAX;
		n = longest ? n - 1 : n + 1;
	}
}

static size_t
open_capture(struct pattern *p, size_t s, size_t at, ptrdiff_t n)
{
	size_t found;

	if (p->captures >= PATTERN_CAPTURES)
		luaL_error(p->L, "too many captures");
	p->capture[p->captures].at = s;
	p->capture[p->captures].n = n;
	p->captures++;
	found = match(p, s, at);
	if (found == SIZE_MAX)
		p->captures--;
	return found;
}

static size_t
close_capture(struct pattern *p, size_t s, size_t at)
{
	int i = p->captures - 1;
	size_t found;

	while (i >= 0 && p->capture[i].n != CAPTURE_OPEN)
		i--;
	if (i < 0)
		luaL_error(p->L, "invalid pattern capture");
	p->capture[i].n = (ptrdiff_t)(s - p->capture[i].at);
	found = match(p, s, at);
	if (found == SIZE_MAX)
		p->capture[i].n = CAPTURE_OPEN;
	return found;
}

/* %bxy: the end of a balanced stretch. */
static size_t
balanced(const struct pattern *p, size_t s, size_t at)
{
	char open, close;
	int depth = 0;

	if (at + 1 >= p->text.n)
		luaL_error(p->L,
			   "malformed pattern (missing arguments to '%%b')");
	open = p->text.p[at];
	close = p->text.p[at + 1];
	if (s >= p->subject.n || p->subject.p[s] != open)
		return SIZE_MAX;
	for (; s < p->subject.n; s++) {
		char c = p->subject.p[s];

		if (c == close) {
			if (--depth == 0)
				return s + 1;
		} else if (c == open) {
			depth++;
		}
	}
	state_tick(p->L, p->subject.n);
	return SIZE_MAX;
}

static bool
at_frontier(const struct pattern *p, size_t s, size_t at, size_t end)
{
	unsigned char before = s ? subject_at(p, s - 1) : 0;

	return !in_set(p, before, at, end) &&
	       in_set(p, subject_at(p, s), at, end);
}

static size_t
back_reference(struct pattern *p, size_t s, char digit)
{
	int i = digit - '1';
	size_t n;

	if (i < 0 || i >= p->captures || p->capture[i].n < 0)
		luaL_error(p->L, "invalid capture index %%%d", i + 1);
	n = (size_t)p->capture[i].n;
	if (p->subject.n - s < n ||
	    memcmp(p->subject.p + p->capture[i].at, p->subject.p + s, n) != 0)
		return SIZE_MAX;
	return s + n;
}

/* %b, %f and %1: SIZE_MAX in *next for another escape, else where the pattern
 * goes on; the result is where the subject does. */
static size_t
special(struct pattern *p, size_t s, size_t at, size_t *next)
{
	char c = peek(p, at + 1);

	*next = at + 2;
	if (c == 'b') {
		*next = at + 4;
		return balanced(p, s, at + 2);
	}
	if (c == 'f') {
		if (peek(p, at + 2) != '[')
			luaL_error(p->L, "missing '[' after '%%f' in pattern");
		*next = class_end(p, at + 2);
		return at_frontier(p, s, at + 2, *next) ? s : SIZE_MAX;
	}
	if (is_digit(c))
		return back_reference(p, s, c);
	*next = SIZE_MAX;
	return s;
}

/* One class with what follows it; *next is where to go on at the same depth,
 * or SIZE_MAX when the result is final. */
static size_t
item(struct pattern *p, size_t s, size_t at, size_t *next)
{
	size_t end = class_end(p, at);
	char suffix = peek(p, end);
	size_t found;

	*next = SIZE_MAX;
	switch (suffix) {
	case '*':
		return repeat(p, s, at, end, true);
	case '+':
		return takes(p, s, at, end) ? repeat(p, s + 1, at, end, true)
					    : SIZE_MAX;
	case '-':
		return repeat(p, s, at, end, false);
	case '?':
		if (takes(p, s, at, end)) {
			found = match(p, s + 1, end + 1);
			if (found != SIZE_MAX)
				return found;
		}
		*next = end + 1;
		return s;
	default:
		if (!takes(p, s, at, end))
			return SIZE_MAX;
		*next = end;
		return s + 1;
	}
}

static size_t
match_here(struct pattern *p, size_t s, size_t at)
{
	while (at < p->text.n) {
		char c = p->text.p[at];
		size_t next = SIZE_MAX;

		if (c == '(') {
			return peek(p, at + 1) == ')'
				   ? open_capture(p, s, at + 2, CAPTURE_PLACE)
				   : open_capture(p, s, at + 1, CAPTURE_OPEN);
		}
		if (c == ')')
			return close_capture(p, s, at + 1);
		if (c == '$' && at + 1 == p->text.n)
			return s == p->subject.n ? s : SIZE_MAX;
		if (c == '%')
			s = special(p, s, at, &next);
		if (next == SIZE_MAX && s != SIZE_MAX)
			s = item(p, s, at, &next);
		if (s == SIZE_MAX || next == SIZE_MAX)
			return s;
		at = next;
	}
	return s;
}

static size_t
match(struct pattern *p, size_t s, size_t at)
{
	size_t found;

	state_tick(p->L, 1);
	if (++p->depth > MAX_DEPTH)
		luaL_error(p->L, "pattern too complex");
	found = match_here(p, s, at);
	p->depth--;
	return found;
}

size_t
pattern_match(struct pattern *p, size_t at, size_t from)
{
	p->captures = 0;
	p->depth = 0;
	return match(p, at, from);
}

void
pattern_push(struct pattern *p, int i, size_t start, size_t end)
{
	if (i >= p->captures) {
		if (i != 0)
			luaL_error(p->L, "invalid capture index %%%d", i + 1);
		push_str(p->L, str_slice(p->subject, start, end));
		return;
	}
	if (p->capture[i].n == CAPTURE_OPEN)
		luaL_error(p->L, "unfinished capture");
	if (p->capture[i].n == CAPTURE_PLACE)
		lua_pushinteger(p->L, (lua_Integer)p->capture[i].at + 1);
	else
		push_str(p->L,
			 str_slice(p->subject, p->capture[i].at,
				   p->capture[i].at + (size_t)p->capture[i].n));
}

int
pattern_push_all(struct pattern *p, size_t start, size_t end)
{
	int count = p->captures ? p->captures : 1;

	luaL_checkstack(p->L, count, "too many captures");
	for (int i = 0; i < count; i++)
		pattern_push(p, i, start, end);
	return count;
}
