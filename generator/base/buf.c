/* buf.c – growing bytes. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

void
buf_free(struct buf *b)
{
	mem_free(b->p);
	*b = (struct buf)BUF_INIT;
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
}

void
buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 256;

	while (cap - b->n <= n)
		cap *= 2;
	b->p = mem_resize(b->p, cap, 1);
	b->cap = cap;
}

void
buf_repeat(struct buf *b, char c, size_t times)
{
	buf_reserve(b, times);
	memset(b->p + b->n, c, times);
	b->n += times;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	buf_reserve(b, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void
buf_rune(struct buf *b, uint32_t rune)
{
	char bytes[4];
	size_t n = utf8_encode(rune, bytes);

	buf_put(b, (struct str){bytes, n});
}

void
buf_trim(struct buf *b)
{
	while (b->n > 0 && is_blank(b->p[b->n - 1]))
		b->n--;
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){b->p, b->n};
}

const char *
buf_cstr(struct buf *b)
{
	buf_reserve(b, 1);
	b->p[b->n] = '\0';
	return b->p;
}
