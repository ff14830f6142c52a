/* near.c – the nearest name: optimal string alignment distance (insertions,
 * deletions, substitutions, swaps of neighbours), by bytes. */
#include <stdio.h>

#include "diag/diag.h"

enum { LONGEST = 64 };

static size_t
least(size_t x, size_t y)
{
	return x < y ? x : y;
}

static bool
swapped(struct str x, struct str y, size_t i, size_t j)
{
	return i > 1 && j > 1 && x.p[i - 1] == y.p[j - 2] &&
	       x.p[i - 2] == y.p[j - 1];
}

static size_t
distance(struct str x, struct str y)
{
	size_t rows[3][LONGEST + 1];

	for (size_t j = 0; j <= y.n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= x.n; i++) {
		size_t *now = rows[i % 3], *up = rows[(i + 2) % 3],
		       *above = rows[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= y.n; j++) {
			size_t change = x.p[i - 1] != y.p[j - 1];

			now[j] = least(up[j - 1] + change,
				       least(up[j], now[j - 1]) + 1);
			if (swapped(x, y, i, j))
				now[j] = least(now[j], above[j - 2] + 1);
		}
	}
	return rows[x.n % 3][y.n];
}

struct str
diag_nearest(struct str word, const struct str *candidates, size_t count)
{
	struct str best = STR_NONE;
	size_t least_so_far = (word.n < 3 ? 1 : word.n / 3) + 1;

	if (word.n == 0 || word.n > LONGEST)
		return best;
	for (size_t i = 0; i < count; i++) {
		struct str c = candidates[i];
		size_t gap = c.n > word.n ? c.n - word.n : word.n - c.n;
		size_t far;

		if (c.n == 0 || c.n > LONGEST || gap >= least_so_far)
			continue;
		far = distance(word, c);
		if (far < least_so_far) {
			least_so_far = far;
			best = c;
		}
	}
	return best;
}

const char *
diag_near(struct diag_hint *room, struct str near)
{
	room->text[0] = '\0';
	if (near.p)
		snprintf(room->text, sizeof room->text,
			 "; did you mean \"" STR_FMT "\"?", STR_ARG(near));
	return room->text;
}
