/* pattern.h – Lua patterns with a count of steps. Private to filter/. */
#ifndef FILTER_PATTERN_H
#define FILTER_PATTERN_H

#include <lua.h>

#include "base/base.h"

enum { PATTERN_CAPTURES = 32, CAPTURE_OPEN = -1, CAPTURE_PLACE = -2 };

struct pattern {
	lua_State *L;
	struct str subject, text;
	int depth, captures;
	struct {
		size_t at;
		ptrdiff_t n; /* or CAPTURE_OPEN, CAPTURE_PLACE */
	} capture[PATTERN_CAPTURES];
};

/* Matches the pattern (from its byte `from` on) at exactly byte `at` of the
 * subject: the end of the match, or SIZE_MAX. Raises on a malformed pattern
 * and, like any instruction, when a limit is reached. */
size_t pattern_match(struct pattern *p, size_t at, size_t from);
/* Pushes capture i; capture 0 of a pattern without any is the whole match. */
void pattern_push(struct pattern *p, int i, size_t start, size_t end);
/* Pushes all captures, or the whole match where there is none; their number. */
int pattern_push_all(struct pattern *p, size_t start, size_t end);

#endif
