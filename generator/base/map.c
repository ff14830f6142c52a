/* map.c – open addressing over an array kept in order of insertion. A map of a
 * few keys has no slots: it is searched from its begin, which is faster. */
#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"

enum { FEW = 8 };

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

/* The entry of the key, or NULL. */
static struct entry *
find(const struct map *m, struct str key)
{
	uint32_t hit;

	if (m->slots) {
		hit = m->slots[find_slot(m, key)];
		return hit ? &m->entries[hit - 1] : NULL;
	}
	for (size_t i = 0; i < m->count; i++)
		if (str_eq(m->entries[i].key, key))
			return &m->entries[i];
	return NULL;
}

void *
map_get(const struct map *m, struct str key)
{
	const struct entry *e = m ? find(m, key) : NULL;

	return e ? e->value : NULL;
}

static void
grow_slots(struct map *m)
{
	m->n_slots = m->n_slots ? m->n_slots * 2 : 4 * FEW;
	m->slots = arena_array(m->arena, m->n_slots, sizeof *m->slots);
	for (size_t i = 0; i < m->count; i++)
		m->slots[find_slot(m, m->entries[i].key)] = (uint32_t)i + 1;
}

void *
map_put_kept(struct map *m, struct str key, void *value)
{
	struct entry *e = find(m, key);

	if (e) {
		void *old = e->value;

		e->value = value;
		return old;
	}
	m->entries = arena_room(m->arena, m->entries, m->count, &m->cap,
				sizeof *m->entries);
	m->entries[m->count++] = (struct entry){key, value};
	if (m->count > FEW && m->count * 2 > m->n_slots)
		grow_slots(m);
	else if (m->slots)
		m->slots[find_slot(m, key)] = (uint32_t)m->count;
	return NULL;
}

void *
map_put(struct map *m, struct str key, void *value)
{
	struct entry *e = find(m, key);

	if (!e)
		key = arena_str(m->arena, key);
	return map_put_kept(m, e ? e->key : key, value);
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
