/* map.c – open addressing over an array kept in order of insertion. */
#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"

struct entry {
	struct str key;
	void *value;
};

struct map {
	struct arena *arena;
	struct entry *entries;
	size_t count, cap;
	uint32_t *slots; /* entry number + 1; 0 is free */
	size_t n_slots;  /* a power of two, at least twice the count */
};

struct map *
map_new(struct arena *a)
{
	struct map *m = arena_alloc(a, sizeof *m);

	m->arena = a;
	return m;
}

/* The slot that holds the key, or the free one where it would go. */
static size_t
find_slot(const struct map *m, struct str key)
{
	size_t i = hash_bytes(key) & (m->n_slots - 1);

	while (m->slots[i] && !str_eq(m->entries[m->slots[i] - 1].key, key))
		i = (i + 1) & (m->n_slots - 1);
	return i;
}

void *
map_get(const struct map *m, struct str key)
{
	uint32_t hit;

	if (!m || m->count == 0)
		return NULL;
	hit = m->slots[find_slot(m, key)];
	return hit ? m->entries[hit - 1].value : NULL;
}

static void
grow_slots(struct map *m)
{
	m->n_slots = m->n_slots ? m->n_slots * 2 : 16;
	m->slots = arena_array(m->arena, m->n_slots, sizeof *m->slots);
	for (size_t i = 0; i < m->count; i++)
		m->slots[find_slot(m, m->entries[i].key)] = (uint32_t)i + 1;
}

void *
map_put(struct map *m, struct str key, void *value)
{
	size_t slot;

	if (m->count * 2 >= m->n_slots)
		grow_slots(m);
	slot = find_slot(m, key);
	if (m->slots[slot]) {
		struct entry *e = &m->entries[m->slots[slot] - 1];
		void *old = e->value;

		e->value = value;
		return old;
	}
	m->entries = arena_room(m->arena, m->entries, m->count, &m->cap,
				sizeof *m->entries);
	m->entries[m->count] = (struct entry){arena_str(m->arena, key), value};
	m->slots[slot] = (uint32_t)++m->count;
	return NULL;
}

size_t
map_count(const struct map *m)
{
	return m ? m->count : 0;
}

struct str
map_key(const struct map *m, size_t i)
{
	return m->entries[i].key;
}

void *
map_value(const struct map *m, size_t i)
{
	return m->entries[i].value;
}
