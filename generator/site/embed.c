/* embed.c – the standard theme and filters. The table is made by the Makefile
 * from themes/ and filters/, so that the single file `vade` makes a manual
 * anywhere. */
#include "site/site_int.h"

struct blob {
	const char *name, *start, *end;
};

#include "embedded.inc"

size_t
embedded_count(void)
{
	return countof(blobs) - 1; /* the last row is empty */
}

struct embedded
embedded_at(size_t i)
{
	const struct blob *b = &blobs[i];

	return (struct embedded){str_of(b->name),
				 {b->start, (size_t)(b->end - b->start)}};
}
