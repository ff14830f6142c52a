/* pool.h – run the same function over the numbers 0 … count-1 in some threads
 * and wait. No queue, no futures. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/base.h"

/* Called once for each item; `worker` is 0 … workers-1 and belongs to one
 * thread for the whole run, so per-worker state needs no lock. */
typedef void (*pool_fn)(void *arg, size_t item, unsigned worker);

/* Returns when all items are done. With workers == 1 all runs in the calling
 * thread, in order. */
void pool_run(unsigned workers, size_t count, pool_fn fn, void *arg);
/* Processors this process may use, at least 1. */
unsigned pool_processors(void);

#endif
