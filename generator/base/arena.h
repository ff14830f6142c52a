/* arena.h – memory that dies together: one arena a document, one for the site,
 * scratch arenas that are reset. Not for sharing between threads. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct arena;
struct arena_pool;

struct arena *arena_new(void);
/* Memory that many arenas take their chunks from, in any thread. What they took
 * is free when the pool is freed, not before: for arenas that are many and live
 * through most of the program. */
struct arena_pool *arena_pool_new(void);
/* After the arenas in it; NULL is allowed. */
void arena_pool_free(struct arena_pool *pool);
/* NULL: as arena_new. */
struct arena *arena_new_in(struct arena_pool *pool);
/* Frees all that was taken from it; NULL is allowed. */
void arena_free(struct arena *a);
/* Forgets all that was taken, keeping memory for the next use. */
void arena_reset(struct arena *a);
/* Zeroed bytes, aligned for any type; never NULL; live until free or reset. */
void *arena_alloc(struct arena *a, size_t size);
/* As arena_alloc for `count` things of `size` bytes. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A copy of the text, followed by a NUL that is not counted. */
struct str arena_str(struct arena *a, struct str s);
/* The texts joined, followed by a NUL that is not counted. */
struct str arena_join(struct arena *a, struct str x, struct str y);
struct str arena_printf(struct arena *a, const char *fmt, ...)
    PRINTF_LIKE(2, 3);
/* Makes room for one more in an array that grows in the arena: returns the
 * items, moved if need be, and updates *cap. */
void *arena_room(struct arena *a, void *items, size_t used, size_t *cap,
		 size_t size);
/* Whether what p points to was taken from the arena. In a build where each
 * piece is an allocation of its own (see arena.c) always true. */
bool arena_owns(const struct arena *a, const void *p);
/* Bytes taken from the arena so far. */
size_t arena_used(const struct arena *a);

#endif
