/* base.h – what every file may use: text slices and a few attributes. The only
 * header that all others may include. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define countof(a)             (sizeof(a) / sizeof((a)[0]))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define NORETURN               __attribute__((noreturn))

/* A slice of text. It never owns: it points into an arena, a source text or a
 * literal, and is not NUL-terminated unless its maker says so. An absent text
 * has p == NULL and n == 0. */
struct str {
	const char *p;
	size_t n;
};

#define STR(lit) ((struct str){(lit), sizeof(lit) - 1})
#define STR_INIT(lit)                                                          \
	{                                                                      \
		(lit), sizeof(lit) - 1                                         \
	}
#define STR_NONE ((struct str){NULL, 0})
/* For printf: "%.*s" with STR_ARG(s). */
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

/* The slice over a NUL-terminated string (NULL gives an absent text). */
static inline struct str
str_of(const char *cstr)
{
	return cstr ? (struct str){cstr, strlen(cstr)} : STR_NONE;
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* As str_eq, for a NUL-terminated string. */
static inline bool
str_is(struct str a, const char *cstr)
{
	return str_eq(a, str_of(cstr));
}

/* Order by bytes, shorter first: <0, 0, >0. Stable on every locale. */
int str_cmp(struct str a, struct str b);
static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_ends(struct str s, struct str suffix);
/* The part from byte `from` up to, not including, byte `to`; both are
 * clamped to the text. */
static inline struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){s.p ? s.p + from : NULL, to - from};
}

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);
/* Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Offset of the last byte `c`, or SIZE_MAX. */
size_t str_rfind(struct str s, char c);
/* Cuts the text before the first `c` off *rest and returns it; *rest is left
 * after the separator, or absent when there was none. */
struct str str_cut(struct str *rest, char c);

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

static inline char
to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

#endif
