/* refs.c – first pass over a book: which ids there are and where they lead.
 * Keys are "page number # local id"; the value is the node that owns the id, so
 * that a second node with the same id does not get it again. */
#include "write/refs.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/path.h"
#include "doc/doc.h"
#include "write/vocab.h"
#include "write/write.h"

struct target {
	const struct doc_node *node;
	struct str id;
	size_t page;
	bool listed;
};

struct refs {
	struct arena *a;
	struct map *targets; /* "3#sec-x" → struct target */
	struct map *pages;   /* output file → struct target */
	struct map *taken;   /* ids given out */
	struct str *ids;     /* of the pages */
	const struct book *book;
};

/* What collect() carries through one page. */
struct pass {
	struct refs *r;
	size_t page;
	int listed; /* depth within references and glossaries */
};

/* An NCName made of any text; ASCII that is not allowed becomes '_'. */
static struct str
xml_name(struct arena *a, struct str s)
{
	struct str name = arena_join(a, STR("_"), s);
	char *p = arena_alloc(a, name.n + 1);
	memcpy(p, name.p, name.n);
	for (size_t i = 1; i < name.n; i++)
		if (!is_alnum(p[i]) && !strchr("-_.", p[i]) &&
		    (unsigned char)p[i] < 0x80)
			p[i] = '_';
	bool start = name.n > 1 && (is_alpha(p[1]) || p[1] == '_' ||
				    (unsigned char)p[1] > 0x7F);
	return (struct str){p + start, name.n - start};
}

/* The name, with a number after it when it is taken already. */
static struct str
unique(struct refs *r, struct str name)
{
	struct str id = name;
	for (int i = 2; map_get(r->taken, id); i++)
		id = arena_printf(r->a, STR_FMT "-%d", STR_ARG(name), i);
	map_put(r->taken, id, r);
	return id;
}

static struct str
key_of(struct arena *a, size_t page, struct str local)
{
	return arena_printf(a, "%zu#" STR_FMT, page, STR_ARG(local));
}

static void
take(struct pass *p, const struct doc_node *n)
{
	struct refs *r = p->r;
	struct str local = doc_id(n);
	struct str key = key_of(r->a, p->page, local);
	if (local.n == 0 || map_get(r->targets, key))
		return;
	struct target *t = arena_alloc(r->a, sizeof(*t));
	struct str full = local;
	if (r->book)
		full = arena_printf(r->a, STR_FMT "." STR_FMT,
				    STR_ARG(r->ids[p->page]), STR_ARG(local));
	*t = (struct target){n, unique(r, xml_name(r->a, full)), p->page,
			     p->listed > 0};
	map_put(r->targets, key, t);
}

static bool
is_list_of_entries(const struct doc_node *n)
{
	enum vocab v = vocab_of(n);
	return v == VOCAB_REFERENCES || v == VOCAB_GLOSSARY;
}

static enum walk
collect(const struct doc_node *n, void *arg)
{
	struct pass *p = arg;
	if (vocab_of(n) == VOCAB_SCREEN_ONLY)
		return WALK_OVER;
	p->listed += is_list_of_entries(n);
	if (doc_group((enum doc_type)n->type) != DOC_PART)
		take(p, n);
	/* Of an image and a drawing only a text for the blind is written. */
	bool leaf = n->type == DOC_IMAGE || vocab_of(n) == VOCAB_DRAWING;
	return leaf ? WALK_OVER : WALK_INTO;
}

static void
leave(const struct doc_node *n, void *arg)
{
	struct pass *p = arg;
	p->listed -= is_list_of_entries(n);
}

static struct refs *
new_refs(struct arena *a, const struct book *book)
{
	struct refs *r = arena_alloc(a, sizeof(*r));
	r->a = a;
	r->book = book;
	r->targets = map_new(a);
	r->pages = map_new(a);
	r->taken = map_new(a);
	r->ids = arena_array(a, book ? book->count : 1, sizeof(*r->ids));
	return r;
}

/* The page's own id: the one given, else its file's name, else its number. */
static struct str
page_id(struct refs *r, const struct book_page *p, size_t i)
{
	if (p->id.n > 0)
		return unique(r, xml_name(r->a, p->id));
	if (p->output.n > 0)
		return unique(
		    r, xml_name(r->a,
				path_with_suffix(r->a, p->output, STR_NONE)));
	return unique(r, arena_printf(r->a, "part-%zu", i + 1));
}

struct refs *
refs_of_book(struct arena *a, const struct book *book)
{
	struct refs *r = new_refs(a, book);
	for (size_t i = 0; i < book->count; i++) {
		r->ids[i] = page_id(r, &book->pages[i], i);
		struct target *t = arena_alloc(a, sizeof(*t));
		*t = (struct target){NULL, r->ids[i], i, false};
		if (book->pages[i].output.n > 0)
			map_put(r->pages, book->pages[i].output, t);
	}
	for (size_t i = 0; i < book->count; i++) {
		struct pass p = {r, i, 0};
		if (book->pages[i].doc)
			doc_walk_const(book->pages[i].doc->root, collect, leave,
				       &p);
	}
	return r;
}

struct refs *
refs_of_doc(struct arena *a, const struct doc *doc)
{
	struct refs *r = new_refs(a, NULL);
	struct pass p = {r, 0, 0};
	doc_walk_const(doc->root, collect, leave, &p);
	return r;
}

struct str
refs_page_id(const struct refs *r, size_t page)
{
	return r->ids[page];
}

struct str
refs_id(const struct refs *r, size_t page, const struct doc_node *n)
{
	struct str local = doc_id(n);
	if (local.n == 0)
		return STR_NONE;
	const struct target *t = map_get(r->targets, key_of(r->a, page, local));
	return t && t->node == n ? t->id : STR_NONE;
}

/* "scheme:" or "//host" or an absolute path. */
static bool
is_outside(struct str url)
{
	size_t i = 0;
	if (url.n == 0 || url.p[0] == '/')
		return true;
	while (i < url.n && (is_alnum(url.p[i]) || strchr("+-.", url.p[i])))
		i++;
	return i > 0 && i < url.n && url.p[i] == ':';
}

struct str
refs_file(const struct refs *r, struct arena *a, size_t page, struct str url)
{
	if (is_outside(url) || !r->book)
		return url;
	struct str file = path_decode(a, url);
	return path_join(a, path_dir(r->book->pages[page].output), file);
}

struct ref
refs_link(const struct refs *r, struct arena *a, size_t page, struct str url)
{
	struct str rest = url;
	struct str file = str_cut(&rest, '#');
	const struct target *t = NULL;
	if (file.n > 0 && is_outside(file))
		return (struct ref){.url = url};
	if (file.n > 0 && !r->book)
		return (struct ref){.url = url};
	if (file.n > 0) {
		struct str path = refs_file(r, a, page, file);
		t = map_get(r->pages, path);
		if (!t)
			return (struct ref){
			    .url = arena_join(a, STR("../"), path)};
		page = t->page;
	}
	if (rest.n > 0) {
		struct str local = path_decode(a, rest);
		const struct target *in =
		    map_get(r->targets, key_of(a, page, local));
		t = in ? in : t;
	}
	if (!t)
		return (struct ref){.lost = true};
	return (struct ref){.id = t->id, .page = t->page, .listed = t->listed};
}
