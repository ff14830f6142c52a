/* mem.h – the heap. Exhaustion ends the program here, with one line, so that
 * nobody above checks for NULL. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include "base/base.h"

/* Once, before all else: much memory will be asked for, so that it is had from
 * the system in large pieces. */
void mem_init(void);
/* Zeroed memory for `count` things of `size` bytes; never NULL. */
void *mem_alloc(size_t count, size_t size);
/* As realloc for an array; new memory is not cleared; never NULL. */
void *mem_resize(void *old, size_t count, size_t size);
void mem_free(void *p);
/* Zeroed memory for long and much use, from the system itself, in its large
 * pages where it has them: giving small ones takes longer than filling them.
 * Never NULL. */
void *mem_region(size_t size);
/* Gives back a region of that size. */
void mem_region_free(void *region, size_t size);
/* Makes room for one more in a growing array: returns `items`, moved if need
 * be, and updates *cap. */
void *mem_room(void *items, size_t used, size_t *cap, size_t size);

#endif
