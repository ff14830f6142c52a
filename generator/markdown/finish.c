/* finish.c – what needs the whole page: ids of headings, their levels, images
 * without an alternative text. */
#include "base/arena.h"
#include "base/map.h"
#include "doc/value.h"
#include "markdown/markdown_int.h"

struct finish {
	struct md *md;
	struct map *ids;    /* taken on this page */
	struct map *counts; /* for doc_unique_id */
	int level;          /* of the heading before, 0: none yet */
};

static enum walk
take_id(struct doc_node *n, void *arg)
{
	struct finish *f = arg;

	if (n->attr && n->attr->id.n)
		map_put(f->ids, n->attr->id, n);
	return WALK_INTO;
}

static void
give_id(struct finish *f, struct doc_node *n)
{
	struct arena *a = f->md->a;
	struct str id =
	    doc_unique_id(a, f->ids, f->counts, doc_slug(a, doc_text(a, n)));

	map_put(f->ids, id, n);
	n->attr = doc_attr_with_id(a, n->attr, id);
	n->flags |= DOC_AUTO_ID;
}

static void
finish_heading(struct finish *f, struct doc_node *n)
{
	if (f->level && n->num > f->level + 1)
		diag(f->md->d, DIAG_HEADING_JUMP, n->pos,
		     "a heading of level %d follows one of level %d", n->num,
		     f->level);
	f->level = n->num;
	if (!doc_id(n).n)
		give_id(f, n);
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
finish_image(struct finish *f, struct doc_node *n)
{
	struct arena *a = f->md->a;
	struct str alt = doc_get(n, "alt");

	if (alt.p) {
		set_alt(a, n, alt);
		n->attr = attr_without(a, n->attr, "alt");
		return;
	}
	if (n->count == 0)
		diag(f->md->d, DIAG_ALT_MISSING, n->pos,
		     "image \"" STR_FMT "\" has no alternative text",
		     STR_ARG(n->as.target->url));
}

static enum walk
finish_node(struct doc_node *n, void *arg)
{
	struct finish *f = arg;

	if (n->type == DOC_HEADER)
		finish_heading(f, n);
	if (n->type == DOC_IMAGE)
		finish_image(f, n);
	if (n->type == DOC_FIGURE)
		return WALK_OVER; /* has its text already */
	return WALK_INTO;
}

void
finish_page(struct md *md, struct doc *doc)
{
	uint64_t wanted = doc_bit(DOC_HEADER) | doc_bit(DOC_IMAGE);
	struct finish f = {.md = md};

	if (!(doc->root->mask & wanted))
		return;
	f.ids = map_new(md->a);
	f.counts = map_new(md->a);
	/* A page's title is a heading of level 1. */
	f.level = value_at(doc->meta, "title") ? 1 : 0;
	doc_walk(doc->root, take_id, NULL, &f);
	doc_walk(doc->root, finish_node, NULL, &f);
}
