/* buf.h – growing bytes. Putting never fails. A buf owns its bytes. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <string.h>

#include "base/base.h"

struct buf {
	char *p;
	size_t n, cap;
};

#define BUF_INIT                                                               \
	{                                                                      \
		NULL, 0, 0                                                     \
	}

void buf_free(struct buf *b);
/* Empties it, keeping the memory. */
void buf_clear(struct buf *b);
/* More memory: for buf_reserve(). */
void buf_grow(struct buf *b, size_t n);
/* Room for n more bytes at b->p + b->n. */
static inline void
buf_reserve(struct buf *b, size_t n)
{
	if (b->cap - b->n <= n)
		buf_grow(b, n);
}

static inline void
buf_put(struct buf *b, struct str s)
{
	if (!s.n)
		return;
	buf_reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

/* A NUL-terminated string. */
static inline void
buf_puts(struct buf *b, const char *cstr)
{
	buf_put(b, str_of(cstr));
}

void buf_repeat(struct buf *b, char c, size_t times);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The code point in UTF-8; U+FFFD for what is none. */
void buf_rune(struct buf *b, uint32_t rune);
/* Takes blanks and line ends off the end. */
void buf_trim(struct buf *b);
static inline void
buf_putc(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
}

/* The content; valid until the next change. */
struct str buf_str(const struct buf *b);
/* The content, NUL-terminated; valid until the next change. */
const char *buf_cstr(struct buf *b);

#endif
