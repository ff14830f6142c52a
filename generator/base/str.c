/* str.c – slices of text: comparison, search, cutting. Nothing allocates. */
#include "base/base.h"

#include <string.h>

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       str_eq(str_slice(s, s.n - suffix.n, s.n), suffix);
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	while (s.n > 0 && is_blank(s.p[0]))
		s = str_slice(s, 1, s.n);
	return s;
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.n || needle.n > s.n - from)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;
	hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t
str_rfind(struct str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return SIZE_MAX;
}

struct str
str_cut(struct str *rest, char c)
{
	const char *hit = rest->n ? memchr(rest->p, c, rest->n) : NULL;
	struct str head = *rest;

	if (!hit) {
		*rest = STR_NONE;
		return head;
	}
	head.n = (size_t)(hit - head.p);
	*rest = str_slice(*rest, head.n + 1, rest->n);
	return head;
}
