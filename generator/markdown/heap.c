/* heap.c – memory for cmark while it parses one page: pieces cut from blocks,
 * all given back at once. That is half of cmark's time, and what cmark forgets
 * to free is not lost.
 *
 * cmark's allocator has no argument to say whose memory it is, so the heap at
 * work is known by the thread. It is set for the length of one parse only. Some
 * blocks are kept from page to page: the system takes its time to give them. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "markdown/markdown_int.h"

enum { BLOCK = 64 * 1024 - 64, ALIGN = 8, SPARE = 4 };

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(16) char data[];
};

struct markdown_heap {
	struct block *current; /* newest first */
	struct block *spare;   /* of the usual size */
	unsigned n_spare;
};

static _Thread_local struct markdown_heap *heap;

struct markdown_heap *
markdown_heap_new(void)
{
	return mem_alloc(1, sizeof(struct markdown_heap));
}

static void
free_blocks(struct block *b)
{
	while (b) {
		struct block *next = b->next;

		mem_free(b);
		b = next;
	}
}

void
markdown_heap_free(struct markdown_heap *h)
{
	if (h)
		free_blocks(h->spare);
	mem_free(h);
}

/* A block with room for a piece of that size becomes the current one. */
static struct block *
add_block(size_t size)
{
	size_t room = size > BLOCK ? size : BLOCK;
	struct block *b = heap->spare;

	if (b && room == BLOCK) {
		heap->spare = b->next;
		heap->n_spare--;
	} else {
		b = mem_resize(NULL, 1, sizeof *b + room);
	}
	*b = (struct block){.next = heap->current, .size = room};
	heap->current = b;
	return b;
}

/* Each piece has its size before it. */
static size_t *
size_of(void *piece)
{
	return (size_t *)piece - 1;
}

static void *
cut(size_t size)
{
	size_t whole =
	    (size + sizeof(size_t) + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	struct block *b = heap->current;
	size_t *at;

	if (!b || b->size - b->used < whole)
		b = add_block(whole);
	at = (size_t *)(void *)(b->data + b->used);
	b->used += whole;
	*at = size;
	return at + 1;
}

static void *
heap_calloc(size_t count, size_t size)
{
	void *piece = cut(count * size);

	memset(piece, 0, count * size);
	return piece;
}

/* Whether nothing was cut behind the piece: it can grow where it is. */
static bool
is_last(void *piece)
{
	size_t whole = (*size_of(piece) + sizeof(size_t) + ALIGN - 1) &
		       ~(size_t)(ALIGN - 1);

	const struct block *b = heap->current;

	return b && (char *)size_of(piece) + whole == b->data + b->used;
}

static void
heap_free(void *piece)
{
	if (piece && is_last(piece))
		heap->current->used =
		    (size_t)((char *)size_of(piece) - heap->current->data);
}

static void *
heap_realloc(void *piece, size_t size)
{
	size_t old = piece ? *size_of(piece) : 0;
	void *moved;

	if (piece && is_last(piece)) {
		heap_free(piece);
		moved = cut(size);
		if (moved != piece)
			memcpy(moved, piece, old < size ? old : size);
		return moved;
	}
	moved = cut(size);
	if (old)
		memcpy(moved, piece, old < size ? old : size);
	return moved;
}

cmark_mem *
heap_begin(struct markdown_heap *h)
{
	static const cmark_mem mem = {heap_calloc, heap_realloc, heap_free};

	heap = h;
	return (cmark_mem *)(uintptr_t)&mem; /* cmark does not write to it */
}

void
heap_end(void)
{
	while (heap->current) {
		struct block *b = heap->current;

		heap->current = b->next;
		if (b->size != BLOCK || heap->n_spare == SPARE) {
			mem_free(b);
			continue;
		}
		b->next = heap->spare;
		heap->spare = b;
		heap->n_spare++;
	}
	heap = NULL;
}
