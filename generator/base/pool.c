/* pool.c – threads that take item numbers from one counter until none is left.
 * Small runs of items are taken at a time, so that the counter is not fought
 * over and yet no thread is left with a long tail. */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "base/mem.h"

enum { TAKE = 4, MAX_WORKERS = 256 };

struct run {
	atomic_size_t next;
	size_t count;
	pool_fn fn;
	void *arg;
};

struct worker {
	struct run *run;
	unsigned number;
	pthread_t thread;
};

static void *
work(void *arg)
{
	const struct worker *w = arg;
	struct run *run = w->run;

	for (;;) {
		size_t from = atomic_fetch_add(&run->next, TAKE);

		if (from >= run->count)
			return NULL;
		for (size_t i = from; i < from + TAKE && i < run->count; i++)
			run->fn(run->arg, i, w->number);
	}
}

void
pool_run(unsigned workers, size_t count, pool_fn fn, void *arg)
{
	struct run run = {.count = count, .fn = fn, .arg = arg};
	struct worker *all;
	unsigned started = 1;

	if (workers > MAX_WORKERS)
		workers = MAX_WORKERS;
	if (workers > count)
		workers = (unsigned)count;
	if (workers < 1)
		workers = 1;
	atomic_init(&run.next, 0);
	all = mem_alloc(workers, sizeof *all);
	for (unsigned i = 0; i < workers; i++)
		all[i] = (struct worker){.run = &run, .number = i};
	/* A thread that cannot be had is done without: this one takes all. */
	while (started < workers && pthread_create(&all[started].thread, NULL,
						   work, &all[started]) == 0)
		started++;
	work(&all[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(all[i].thread, NULL);
	mem_free(all);
}

unsigned
pool_processors(void)
{
	cpu_set_t set;
	int n = 0;

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		n = CPU_COUNT(&set);
	return n > 0 ? (unsigned)n : 1;
}
