/* arena.c – chunked arena. Small pieces are cut from chunks that double up to a
 * limit; a large piece gets a chunk of its own. Under a sanitizer each piece is
 * an allocation of its own, so that an overrun is seen at its place. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

#if defined(__SANITIZE_ADDRESS__)
#define PIECEWISE true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIECEWISE true
#endif
#endif
#ifndef PIECEWISE
#define PIECEWISE false
#endif

enum {
	ALIGN = 8,
	FIRST_CHUNK = 4096 - 32,
	LARGEST_CHUNK = 8 * 1024 - 32,
};

struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(16) char data[];
};

struct arena {
	struct chunk *current; /* newest first */
	size_t used;           /* bytes handed out, for limits */
};

struct arena *
arena_new(void)
{
	return mem_alloc(1, sizeof(struct arena));
}

static void
free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *next = c->next;

		mem_free(c);
		c = next;
	}
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	free_chunks(a->current);
	mem_free(a);
}

void
arena_reset(struct arena *a)
{
	struct chunk *keep = a->current;

	a->used = 0;
	if (!keep)
		return;
	if (PIECEWISE || keep->size > LARGEST_CHUNK) {
		free_chunks(keep);
		a->current = NULL;
		return;
	}
	free_chunks(keep->next);
	keep->next = NULL;
	memset(keep->data, 0, keep->used);
	keep->used = 0;
}

static struct chunk *
chunk_new(size_t size)
{
	struct chunk *c = mem_alloc(1, sizeof *c + size);

	c->size = size;
	return c;
}

static size_t
next_size(const struct arena *a)
{
	size_t size = a->current ? a->current->size * 2 : FIRST_CHUNK;

	return size > LARGEST_CHUNK ? LARGEST_CHUNK : size;
}

/* A piece too large to share a chunk goes behind the current one, so that the
 * room left there is not lost. */
static void *
large_piece(struct arena *a, size_t size)
{
	struct chunk *c = chunk_new(size);

	c->used = size;
	if (a->current) {
		c->next = a->current->next;
		a->current->next = c;
	} else {
		a->current = c;
	}
	return c->data;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c = a->current;
	void *piece;

	if (!PIECEWISE)
		size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	a->used += size;
	if (PIECEWISE || size > LARGEST_CHUNK / 2)
		return large_piece(a, size);
	if (!c || c->size - c->used < size) {
		size_t room = next_size(a);

		c = chunk_new(room < size ? size : room);
		c->next = a->current;
		a->current = c;
	}
	piece = c->data + c->used;
	c->used += size;
	return piece;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		count = SIZE_MAX / 2 / size; /* ends in mem_alloc */
	return arena_alloc(a, count * size);
}

struct str
arena_str(struct arena *a, struct str s)
{
	return arena_join(a, s, STR_NONE);
}

struct str
arena_join(struct arena *a, struct str x, struct str y)
{
	char *p = arena_alloc(a, x.n + y.n + 1);

	if (x.n)
		memcpy(p, x.p, x.n);
	if (y.n)
		memcpy(p + x.n, y.p, y.n);
	return (struct str){p, x.n + y.n};
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	int n;
	char *p;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return STR_NONE;
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){p, (size_t)n};
}

void *
arena_room(struct arena *a, void *items, size_t used, size_t *cap, size_t size)
{
	void *moved;

	if (used < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 4;
	moved = arena_array(a, *cap, size);
	if (used)
		memcpy(moved, items, used * size);
	return moved;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}

bool
arena_owns(const struct arena *a, const void *p)
{
	uintptr_t at = (uintptr_t)p;

	for (const struct chunk *c = a->current; c; c = c->next) {
		uintptr_t from = (uintptr_t)c->data;

		if (at >= from && at < from + c->size)
			return true;
	}
	return PIECEWISE;
}
