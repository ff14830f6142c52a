/* mem.c – the heap, with exhaustion ending the program. */
#include "base/mem.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
	STEP = 8 << 20,       /* bytes by which the heap grows */
	LARGE_PAGE = 2 << 20, /* where regions begin */
};

static NORETURN void
exhausted(void)
{
	fputs("vade: out of memory\n", stderr);
	abort();
}

void
mem_init(void)
{
	mallopt(M_TOP_PAD, STEP);
	mallopt(M_TRIM_THRESHOLD, 4 * STEP);
}

void *
mem_alloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *
mem_resize(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void
mem_free(void *p)
{
	free(p);
}

void *
mem_region(size_t size)
{
	char *all = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (all == MAP_FAILED)
		exhausted();
	before = -(uintptr_t)all & (LARGE_PAGE - 1);
	if (before)
		munmap(all, before);
	munmap(all + before + size, LARGE_PAGE - before);
	madvise(all + before, size, MADV_HUGEPAGE); /* advice: may be refused */
	return all + before;
}

void
mem_region_free(void *region, size_t size)
{
	munmap(region, size);
}

void *
mem_room(void *items, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	return mem_resize(items, *cap, size);
}
