/* rows.c – lists of entries for every page (or term), in one array each: pairs
 * are pushed in order and sorted by row with one counting pass, so that the
 * cost is linear in the pairs. And the queries that read them. */
#include <string.h>

#include "link/works.h"

void
row_push(struct arena *a, struct row_pairs *list, size_t row,
	 const struct link_entry *entry)
{
	list->pairs = arena_room(a, list->pairs, list->count, &list->cap,
				 sizeof *list->pairs);
	list->pairs[list->count++] = (struct row_pair){row, entry};
}

struct rows
rows_make(struct arena *a, const struct row_pairs *list, size_t n_rows)
{
	struct rows rows = {
	    .items = arena_array(a, list->count + 1,
				 sizeof(const struct link_entry *)),
	    .first = arena_array(a, n_rows + 2, sizeof(size_t)),
	};
	/* first[row + 2] counts, then first[row + 1] is where row goes on: at
	 * the end it is where the next row begins. */
	size_t *at = rows.first + 1;

	for (size_t i = 0; i < list->count; i++)
		at[list->pairs[i].row + 1]++;
	for (size_t row = 1; row < n_rows; row++)
		at[row] += at[row - 1];
	for (size_t i = 0; i < list->count; i++)
		rows.items[at[list->pairs[i].row]++] = list->pairs[i].entry;
	return rows;
}

struct link_list
row_at(const struct rows *rows, size_t row)
{
	size_t from = rows->first[row];

	return (struct link_list){rows->items + from,
				  rows->first[row + 1] - from};
}

struct link_list
link_headings(const struct link_index *ix, size_t page)
{
	return row_at(&ix->headings, page);
}

struct link_list
link_backlinks(const struct link_index *ix, size_t page)
{
	return row_at(&ix->backlinks, page);
}

struct link_list
link_related(const struct link_index *ix, size_t page, size_t relation)
{
	return row_at(&ix->related, page * ix->opts.n_relations + relation);
}

struct link_list
link_terms(const struct link_index *ix, size_t page)
{
	return row_at(&ix->used_terms, page);
}

struct link_list
link_objects(const struct link_index *ix, const char *kind)
{
	const struct link_list *list = map_get(ix->objects, str_of(kind));

	return list ? *list : (struct link_list){0};
}

struct str
link_definition(const struct link_index *ix, struct str term)
{
	uint32_t i = glossary_find(ix->opts.glossary, term);

	return i == TERM_NONE ? STR_NONE : ix->terms[i].text;
}
