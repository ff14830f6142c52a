/* arena.c – chunked arena. Small pieces are cut from chunks that double up to a
 * limit; a large piece gets a chunk of its own. Under a sanitizer each piece is
 * an allocation of its own, so that an overrun is seen at its place. A pool is
 * a list of regions of which chunks are cut off one after the other. */
#include "base/arena.h"

#include <pthread.h>
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
	REGION = 8 << 20,
	LARGEST_POOLED = 64 * 1024,
};

struct chunk {
	struct chunk *next;
	size_t size, used;
	bool pooled; /* not to be freed */
	_Alignas(16) char data[];
};

struct arena {
	struct chunk *current;   /* newest first */
	struct arena_pool *pool; /* or NULL */
	size_t used;             /* bytes handed out, for limits */
};

/* Each begins a region and leads to the one before. */
struct region {
	struct region *next;
	_Alignas(16) char data[];
};

struct arena_pool {
	pthread_mutex_t lock;
	struct region *newest;
	size_t used; /* of the newest */
};

struct arena *
arena_new_in(struct arena_pool *pool)
{
	struct arena *a = mem_alloc(1, sizeof *a);

	a->pool = pool;
	return a;
}

struct arena *
arena_new(void)
{
	return arena_new_in(NULL);
}

struct arena_pool *
arena_pool_new(void)
{
	struct arena_pool *pool = mem_alloc(1, sizeof *pool);

	pthread_mutex_init(&pool->lock, NULL);
	pool->used = REGION;
	return pool;
}

void
arena_pool_free(struct arena_pool *pool)
{
	if (!pool)
		return;
	for (struct region *r = pool->newest, *next; r; r = next) {
		next = r->next;
		mem_region_free(r, REGION);
	}
	pthread_mutex_destroy(&pool->lock);
	mem_free(pool);
}

/* So many zeroed bytes, aligned as a chunk is to be. */
static void *
pool_take(struct arena_pool *pool, size_t size)
{
	void *taken;

	size = (size + 15) & ~(size_t)15;
	pthread_mutex_lock(&pool->lock);
	if (REGION - pool->used < size) {
		struct region *r = mem_region(REGION);

		r->next = pool->newest;
		pool->newest = r;
		pool->used = sizeof *r;
	}
	taken = (char *)pool->newest + pool->used;
	pool->used += size;
	pthread_mutex_unlock(&pool->lock);
	return taken;
}

static void
free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *next = c->next;

		if (!c->pooled)
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
chunk_new(const struct arena *a, size_t size)
{
	bool pooled = a->pool && !PIECEWISE && size <= LARGEST_POOLED;
	struct chunk *c = pooled ? pool_take(a->pool, sizeof *c + size)
				 : mem_alloc(1, sizeof *c + size);

	c->size = size;
	c->pooled = pooled;
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
	struct chunk *c = chunk_new(a, size);

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

		c = chunk_new(a, room < size ? size : room);
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
