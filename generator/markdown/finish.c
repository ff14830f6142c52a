/* finish.c – what needs the whole page: ids of headings, their levels, images
 * without an alternative text. */
#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "doc/value.h"
#include "markdown/markdown_int.h"

void
finish_later(struct md *md, struct doc_node *n)
{
	md->targets = mem_room(md->targets, md->n_targets, &md->targets_cap,
			       sizeof *md->targets);
	md->targets[md->n_targets++] = n;
}

static void
take_id(struct md *md, struct str id)
{
	unsigned *next = arena_alloc(md->a, sizeof *next);

	*next = 1;
	map_put(md->ids, id, next);
}

size_t
md_attributes(struct md *md, struct str s, struct doc_attr **attr,
	      size_t *stopped)
{
	size_t used = attrs_read_at(md->a, s, attr, stopped);

	if (!used || !(*attr)->id.n)
		return used;
	if (!md->ids)
		md->ids = map_new(md->a);
	take_id(md, (*attr)->id);
	return used;
}

/* The slug, or the first of slug-1, slug-2 … that is free. Each slug's entry
 * counts on from the last number given. */
static void
give_id(struct md *md, struct doc_node *n)
{
	struct str slug = doc_slug(md->a, doc_text(md->a, n)), id;
	unsigned *next;

	if (slug.n == 0)
		slug = STR("section");
	id = slug;
	next = map_get(md->ids, slug);
	while (map_get(md->ids, id))
		id = arena_printf(md->a, STR_FMT "-%u", STR_ARG(slug),
				  (*next)++);
	take_id(md, id);
	n->attr = doc_attr_with_id(md->a, n->attr, id);
	n->flags |= DOC_AUTO_ID;
}

static void
finish_heading(struct md *md, struct doc_node *n, int *level)
{
	if (*level && n->num > *level + 1)
		diag(md->d, DIAG_HEADING_JUMP, n->pos,
		     "a heading of level %d follows one of level %d", n->num,
		     *level);
	*level = n->num;
	if (!doc_id(n).n)
		give_id(md, n);
}

/* Pandoc's way: alt="…" takes the place of the text in brackets. */
void
set_alt(struct arena *a, struct doc_node *image, struct str alt)
{
	struct doc_list kids = {0};

	if (alt.n)
		doc_push(a, &kids, doc_leaf(a, DOC_TEXT, image->pos, alt));
	doc_adopt(image, &kids);
}

struct doc_attr *
attr_without(struct arena *a, const struct doc_attr *attr, const char *key)
{
	struct doc_attr *copy = doc_attr_new(a);

	*copy = *attr;
	copy->n_kvs = 0;
	copy->kvs = arena_array(a, attr->n_kvs, sizeof *copy->kvs);
	for (uint32_t i = 0; i < attr->n_kvs; i++)
		if (!str_is(attr->kvs[i].key, key))
			copy->kvs[copy->n_kvs++] = attr->kvs[i];
	return copy->id.n || copy->n_classes || copy->n_kvs ? copy : NULL;
}

static void
finish_image(struct md *md, struct doc_node *n)
{
	struct str alt = doc_get(n, "alt");

	if (alt.p) {
		set_alt(md->a, n, alt);
		n->attr = attr_without(md->a, n->attr, "alt");
		return;
	}
	if (n->count == 0)
		diag(md->d, DIAG_ALT_MISSING, n->pos,
		     "image \"" STR_FMT "\" has no alternative text",
		     STR_ARG(n->as.target->url));
}

void
finish_page(struct md *md, struct doc *doc)
{
	/* A page's title is a heading of level 1. */
	int level = value_at(doc->meta, "title") ? 1 : 0;

	if (md->n_targets && !md->ids)
		md->ids = map_new(md->a);
	for (size_t i = 0; i < md->n_targets; i++) {
		struct doc_node *n = md->targets[i];

		if (n->type == DOC_HEADER)
			finish_heading(md, n, &level);
		else
			finish_image(md, n);
	}
	mem_free(md->targets);
}
