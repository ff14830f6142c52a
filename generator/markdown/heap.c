/* heap.c – memory for cmark while it parses one page: pieces cut from blocks,
 * all given back at once. That is half of cmark's time, and what cmark forgets
 * to free is not lost.
 *
 * cmark's allocator has no argument to say whose memory it is, so the heap at
 * work is known by the thread. It is set for the length of one parse only. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "markdown/markdown_int.h"

enum { BLOCK = 64 * 1024 - 64, ALIGN = 8 };

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(16) char data[];
};

static _Thread_local struct block *heap;

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
	size_t *at;

	if (!heap || heap->size - heap->used < whole) {
		size_t room = whole > BLOCK ? whole : BLOCK;
		struct block *b = mem_resize(NULL, 1, sizeof *b + room);

		*b = (struct block){.next = heap, .size = room};
		heap = b;
	}
	at = (size_t *)(void *)(heap->data + heap->used);
	heap->used += whole;
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

	return heap &&
	       (char *)size_of(piece) + whole == heap->data + heap->used;
}

static void
heap_free(void *piece)
{
	if (piece && is_last(piece))
		heap->used = (size_t)((char *)size_of(piece) - heap->data);
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
heap_mem(void)
{
	static const cmark_mem mem = {heap_calloc, heap_realloc, heap_free};

	return (cmark_mem *)(uintptr_t)&mem; /* cmark does not write to it */
}

void
heap_release(void)
{
	while (heap) {
		struct block *next = heap->next;

		mem_free(heap);
		heap = next;
	}
}
