/* map.h – text to pointer. Iteration is in the order of insertion, so that
 * nothing printed from a map depends on a hash. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/base.h"

struct arena;
struct map;

/* Lives in the arena; keys are copied into it. */
struct map *map_new(struct arena *a);
/* The value, or NULL. A NULL map holds nothing. */
void *map_get(const struct map *m, struct str key);
/* Sets or replaces; returns the value that was there before, or NULL. */
void *map_put(struct map *m, struct str key, void *value);
/* map_put for a key that lives as long as the map (a literal): no copy. */
void *map_put_kept(struct map *m, struct str key, void *value);
size_t map_count(const struct map *m);
/* The i-th pair in order of insertion. */
struct str map_key(const struct map *m, size_t i);
void *map_value(const struct map *m, size_t i);

#endif
