/* collect.c – what the rest of the manual must know of a page. One walk finds
 * everything; ids that nobody wrote are made afterwards, so that they give way
 * to written ones. The first use of each term is put into a span: the text node
 * gets its pieces as kids, and its parent, when left, takes them up. */
#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "link/link_int.h"

struct unnamed {
	struct doc_node *node;
	size_t target;
};

struct collect {
	struct arena *a;
	struct doc *doc;
	struct diag *d;
	struct link_facts *f;
	const struct link_glossary *glossary;
	bool *seen;              /* terms used so far */
	struct unnamed *unnamed; /* targets to be given an id */
	size_t n_unnamed, cap_unnamed;
	unsigned quiet;      /* depth in what terms are not looked for in */
	unsigned worksheets; /* depth */
	size_t splits;       /* text nodes that wait for their parent */
	bool changed;        /* masks above must be computed again */
	bool has_entries;    /* the glossary list has been made */
};

/* -- sets and small things ------------------------------------------------ */

static void
str_set_init(struct arena *a, struct str_set *set)
{
	set->map = map_new(a);
}

static void
str_set_add(struct str_set *set, struct str s)
{
	if (!map_get(set->map, s))
		map_put(set->map, s, (void *)(map_count(set->map) + 1));
}

size_t
str_set_count(const struct str_set *set)
{
	return map_count(set->map);
}

struct str
str_set_at(const struct str_set *set, size_t i)
{
	return map_key(set->map, i);
}

const struct target *
facts_target(const struct link_facts *f, struct str id)
{
	uintptr_t at = (uintptr_t)map_get(f->ids, id);

	return at ? &f->targets[at - 1] : NULL;
}

static struct str
keep(struct arena *a, struct str s)
{
	return s.p ? arena_str(a, s) : STR_NONE;
}

/* -- targets -------------------------------------------------------------- */

static void
set_id(struct collect *c, struct doc_node *n, struct str id)
{
	n->attr = doc_attr_with_id(c->doc->arena, n->attr, id);
}

static void
report_twice(struct collect *c, const struct target *first, struct pos at)
{
	diag(c->d, DIAG_ID_DUPLICATE, at,
	     "the id \"" STR_FMT "\" is given twice on this page; links lead "
	     "to the first",
	     STR_ARG(first->id));
	diag_note(c->d, first->pos, "the first stands here");
}

/* Adds a target; one without an id written waits for a name. */
static struct target *
add_target(struct collect *c, struct doc_node *n, enum target_kind kind)
{
	struct link_facts *f = c->f;
	bool named = doc_id(n).n > 0 && !(n->flags & DOC_AUTO_ID);
	struct target *t;

	f->targets = arena_room(c->a, f->targets, f->n_targets, &f->cap_targets,
				sizeof *f->targets);
	t = &f->targets[f->n_targets++];
	*t = (struct target){.pos = n->pos, .kind = (uint8_t)kind};
	if (named) {
		const struct target *other = facts_target(f, doc_id(n));

		t->id = arena_str(c->a, doc_id(n));
		if (other)
			report_twice(c, other, n->pos);
		else
			map_put(f->ids, t->id, (void *)f->n_targets);
		return t;
	}
	t->auto_id = true;
	c->unnamed = arena_room(c->doc->arena, c->unnamed, c->n_unnamed,
				&c->cap_unnamed, sizeof *c->unnamed);
	c->unnamed[c->n_unnamed++] = (struct unnamed){n, f->n_targets - 1};
	return t;
}

static struct str
base_of_id(struct collect *c, const struct unnamed *u)
{
	const struct target *t = &c->f->targets[u->target];

	if (t->kind == TARGET_SECTION)
		return doc_slug(c->doc->arena, t->title);
	if (t->kind == TARGET_OTHER)
		return STR("index-1");
	return arena_printf(c->doc->arena, "%s-1", kind_name(t->kind));
}

/* Written ids are all known by now. */
static void
name_targets(struct collect *c)
{
	struct map *counts = map_new(c->doc->arena);

	for (size_t i = 0; i < c->n_unnamed; i++) {
		const struct unnamed *u = &c->unnamed[i];
		struct target *t = &c->f->targets[u->target];
		struct str id = doc_id(u->node);

		if (id.n == 0 || map_get(c->f->ids, id))
			id = doc_unique_id(c->doc->arena, c->f->ids, counts,
					   base_of_id(c, u));
		t->id = arena_str(c->a, id);
		map_put(c->f->ids, t->id, (void *)(u->target + 1));
		if (!str_eq(id, doc_id(u->node)))
			set_id(c, u->node, t->id);
		u->node->flags |= DOC_AUTO_ID;
	}
}

static const struct doc_node *
caption_of(const struct doc_node *n)
{
	if (n->count && n->kids[0]->type == DOC_CAPTION)
		return n->kids[0];
	return NULL;
}

static void
take_header(struct collect *c, struct doc_node *n)
{
	struct target *t = add_target(c, n, TARGET_SECTION);

	t->title = doc_text(c->a, n);
	t->level = n->num < 1 ? 1 : n->num > 6 ? 6 : (uint8_t)n->num;
	t->listed = c->worksheets == 0;
	t->numbered = t->listed && !doc_has_class(n, "unnumbered");
}

/* Figures and tables count when they have a caption or an id of their kind. */
static void
take_captioned(struct collect *c, struct doc_node *n)
{
	enum target_kind kind =
	    n->type == DOC_FIGURE ? TARGET_FIGURE : TARGET_TABLE;
	const struct doc_node *caption = caption_of(n);
	bool has_words = caption && caption->count > 0;
	struct target *t;

	if (!has_words && kind_of_id(doc_id(n)) != kind) {
		if (doc_id(n).n)
			add_target(c, n, TARGET_OTHER);
		return;
	}
	t = add_target(c, n, kind);
	if (has_words)
		t->title = doc_text(c->a, caption);
	t->numbered = !doc_has_class(n, "unnumbered");
}

static enum walk
first_header(const struct doc_node *n, void *arg)
{
	const struct doc_node **found = arg;

	if (n->type != DOC_HEADER)
		return n->mask & doc_bit(DOC_HEADER) ? WALK_INTO : WALK_OVER;
	*found = n;
	return WALK_STOP;
}

static struct str
title_of(struct collect *c, const struct doc_node *div)
{
	const struct doc_node *header = NULL;

	if (doc_get(div, "title").n)
		return arena_str(c->a, doc_get(div, "title"));
	doc_walk_const(div, first_header, NULL, &header);
	return header ? doc_text(c->a, header) : STR_NONE;
}

static enum target_kind
div_kind(const struct doc_node *n)
{
	enum target_kind kind = kind_of_id(doc_id(n));

	if (kind == TARGET_WORKSHEET || doc_has_class(n, "worksheet"))
		return TARGET_WORKSHEET;
	if (kind == TARGET_CASE || doc_has_class(n, "case"))
		return TARGET_CASE;
	return TARGET_OTHER;
}

static void
take_div(struct collect *c, struct doc_node *n)
{
	enum target_kind kind = div_kind(n);

	if (doc_has_class(n, "references"))
		c->f->has_references = true;
	if (doc_has_class(n, "glossary")) {
		c->f->has_glossary = true;
		if (c->glossary && !c->has_entries)
			glossary_fill(c->glossary, c->doc->arena, n,
				      words_find(STR_NONE));
		c->has_entries = true;
		c->changed = true;
	}
	if (kind != TARGET_OTHER || doc_id(n).n) {
		struct target *t = add_target(c, n, kind);

		t->numbered = kind != TARGET_OTHER;
		t->title = title_of(c, n);
	}
}

/* -- references ----------------------------------------------------------- */

static void
take_citation(struct collect *c, struct doc_node *n)
{
	if (kind_of_id(n->text) == TARGET_OTHER)
		str_set_add(&c->f->cites, n->text);
	else
		str_set_add(&c->f->labels, n->text);
}

static void
take_link(struct collect *c, struct doc_node *n)
{
	struct url url;

	if (doc_id(n).n)
		add_target(c, n, TARGET_OTHER)->title = doc_text(c->a, n);
	if (url_parse(c->doc->arena, c->f->source, n->as.target->url, &url) ==
	    URL_PAGE)
		str_set_add(&c->f->pages, url.path);
}

static void
use_term(struct collect *c, uint32_t term)
{
	struct link_facts *f = c->f;

	if (term == TERM_NONE || c->seen[term])
		return;
	c->seen[term] = true;
	f->terms = arena_room(c->a, f->terms, f->n_terms, &f->cap_terms,
			      sizeof *f->terms);
	f->terms[f->n_terms++] = term;
}

static void
take_span(struct collect *c, struct doc_node *n)
{
	if (doc_id(n).n || doc_has_class(n, "index"))
		add_target(c, n, TARGET_OTHER)->title = doc_text(c->a, n);
	if (c->glossary && doc_has_class(n, "term") &&
	    !(n->flags & DOC_GENERATED)) {
		struct str key = doc_get(n, "key");

		if (!key.p)
			key = doc_text(c->doc->arena, n);
		use_term(c, glossary_find(c->glossary, key));
	}
}

static void
take_other(struct collect *c, struct doc_node *n)
{
	if (doc_id(n).n)
		add_target(c, n, TARGET_OTHER);
}

/* -- terms in running text ------------------------------------------------ */

/* Whether terms are not looked for below the node. */
static bool
is_quiet(const struct doc_node *n)
{
	static const char *const quiet[] = {
	    "worksheet", "references", "glossary", "listing", "drawing",
	};
	const uint64_t types = doc_bit(DOC_LINK) | doc_bit(DOC_HEADER) |
			       doc_bit(DOC_IMAGE) | doc_bit(DOC_CITE) |
			       doc_bit(DOC_TERM) | doc_bit(DOC_TABLE_HEAD);

	if (doc_bit(n->type) & types)
		return true;
	if (n->type == DOC_SPAN)
		return doc_has_class(n, "term");
	if (n->type != DOC_DIV || !n->attr)
		return false;
	for (size_t i = 0; i < countof(quiet); i++)
		if (doc_has_class(n, quiet[i]))
			return true;
	return false;
}

static struct doc_node *
piece(struct collect *c, const struct doc_node *n, size_t from, size_t to)
{
	return doc_leaf(c->doc->arena, DOC_TEXT, n->pos,
			str_slice(n->text, from, to));
}

static struct doc_node *
term_span(struct collect *c, const struct doc_node *n,
	  const struct term_hit *hit)
{
	struct arena *a = c->doc->arena;
	struct doc_node *span =
	    doc_wrap(a, DOC_SPAN, n->pos, piece(c, n, hit->from, hit->to));
	struct doc_attr *attr = doc_attr_with_class(a, NULL, STR("term"));

	span->attr = doc_attr_with(a, attr, STR("key"),
				   c->glossary->terms[hit->term].id);
	span->flags = DOC_GENERATED;
	return span;
}

/* Gives the text its pieces as kids, when a term is first used in it. */
static void
take_text(struct collect *c, struct doc_node *n)
{
	struct doc_list kids = {0};
	struct term_hit hit;
	size_t at = 0;

	if (!c->seen || c->quiet || c->f->n_terms == c->glossary->count)
		return;
	while (glossary_search(c->glossary, n->text, at, c->seen, &hit)) {
		use_term(c, hit.term);
		if (hit.from > at)
			doc_push(c->doc->arena, &kids,
				 piece(c, n, at, hit.from));
		doc_push(c->doc->arena, &kids, term_span(c, n, &hit));
		at = hit.to;
	}
	if (at == 0)
		return;
	if (at < n->text.n)
		doc_push(c->doc->arena, &kids, piece(c, n, at, n->text.n));
	doc_adopt(n, &kids);
	c->splits++;
}

/* Takes up the pieces of its text nodes. */
static void
take_up(struct collect *c, struct doc_node *n)
{
	struct doc_list kids = {0};

	for (uint32_t i = 0; i < n->count; i++) {
		struct doc_node *kid = n->kids[i];

		if (kid->type != DOC_TEXT || kid->count == 0) {
			doc_push(c->doc->arena, &kids, kid);
			continue;
		}
		doc_push_kids(c->doc->arena, &kids, kid);
		c->splits--;
	}
	doc_adopt(n, &kids);
	c->changed = true;
}

/* -- the walk ------------------------------------------------------------- */

static void (*const take[DOC__COUNT])(struct collect *c, struct doc_node *n) = {
    [DOC_CITATION] = take_citation, [DOC_CODE] = take_other,
    [DOC_CODE_BLOCK] = take_other,  [DOC_DIV] = take_div,
    [DOC_FIGURE] = take_captioned,  [DOC_HEADER] = take_header,
    [DOC_IMAGE] = take_other,       [DOC_LINK] = take_link,
    [DOC_SPAN] = take_span,         [DOC_TABLE] = take_captioned,
    [DOC_TEXT] = take_text,
};

static enum walk
enter(struct doc_node *n, void *arg)
{
	struct collect *c = arg;

	if (n->type == DOC_TEXT) {
		take_text(c, n);
		return WALK_OVER;
	}
	c->quiet += is_quiet(n);
	if (take[n->type])
		take[n->type](c, n);
	c->worksheets += n->type == DOC_DIV && doc_has_class(n, "worksheet");
	return WALK_INTO;
}

static void
leave(struct doc_node *n, void *arg)
{
	struct collect *c = arg;

	if (n->type == DOC_TEXT)
		return;
	c->quiet -= is_quiet(n);
	c->worksheets -= n->type == DOC_DIV && doc_has_class(n, "worksheet");
	if (c->splits)
		take_up(c, n);
	else if (c->changed)
		doc_update_mask(n);
}

/* -- the page itself ------------------------------------------------------ */

/* "03-role-play.md" → "role-play". */
static struct str
id_of_file(struct str source)
{
	struct str base = path_base(source);
	struct str ext = path_extension(base);
	size_t from = 0;

	if (ext.p)
		base = str_slice(base, 0, base.n - ext.n - 1);
	while (from < base.n && is_digit(base.p[from]))
		from++;
	while (from && from < base.n &&
	       (base.p[from] == '-' || base.p[from] == '_'))
		from++;
	return str_slice(base, from == base.n ? 0 : from, base.n);
}

static void
take_relations(struct collect *c, struct str key, const struct value *list)
{
	struct link_facts *f = c->f;

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *v = value_item(list, i);

		if (!value_text(v).p)
			continue;
		f->relations =
		    arena_room(c->a, f->relations, f->n_relations,
			       &f->cap_relations, sizeof *f->relations);
		f->relations[f->n_relations++] = (struct relation){
		    key, arena_str(c->a, value_text(v)), v->pos};
	}
}

static void
keep_field(struct collect *c, struct str key, struct str text)
{
	struct str *kept = arena_alloc(c->a, sizeof *kept);

	*kept = arena_str(c->a, text);
	if (!c->f->fields)
		c->f->fields = map_new(c->a);
	map_put(c->f->fields, key, kept);
}

/* Which keys are relations is the index's to say: all lists are kept. */
static void
take_meta(struct collect *c)
{
	const struct value *meta = c->doc->meta, *id = value_at(meta, "id");
	struct link_facts *f = c->f;

	f->title =
	    keep(c->a, value_plain(c->doc->arena, value_at(meta, "title")));
	f->kind = keep(c->a, value_text(value_at(meta, "kind")));
	f->id = keep(c->a, value_text(id));
	f->id_written = id != NULL;
	f->id_pos = id ? id->pos : (struct pos){1, 1, 0};
	if (f->id.n == 0)
		f->id = id_of_file(f->source);
	for (size_t i = 0; i < value_count(meta); i++) {
		const struct value *v = value_item(meta, i);

		if (v->type == VALUE_LIST &&
		    !str_is(value_key(meta, i), "keywords"))
			take_relations(c, arena_str(c->a, value_key(meta, i)),
				       v);
		else if (v->type == VALUE_STRING)
			keep_field(c, value_key(meta, i), v->as.string);
	}
}

/* A page without a title has that of its first heading, or its file's name. */
static void
find_title(struct link_facts *f)
{
	for (size_t i = 0; f->title.n == 0 && i < f->n_targets; i++)
		if (f->targets[i].kind == TARGET_SECTION)
			f->title = f->targets[i].title;
	if (f->title.n == 0)
		f->title = f->id;
}

static enum walk
find_glossary(const struct doc_node *n, void *arg)
{
	bool *found = arg;

	*found = n->type == DOC_DIV && doc_has_class(n, "glossary");
	if (*found)
		return WALK_STOP;
	return n->mask & doc_bit(DOC_DIV) ? WALK_INTO : WALK_OVER;
}

/* The page of the glossary does not link its words to itself. */
static bool
holds_glossary(const struct doc *doc)
{
	bool found = false;

	doc_walk_const(doc->root, find_glossary, NULL, &found);
	return found;
}

struct link_facts *
link_collect(struct arena *a, struct doc *doc, const struct link_page *page,
	     struct diag *d)
{
	struct link_facts *f = arena_alloc(a, sizeof *f);
	struct collect c = {.a = a, .doc = doc, .d = d, .f = f};

	f->source = arena_str(a, page->source);
	f->output = arena_str(a, page->output);
	f->number = keep(a, page->number);
	f->ids = map_new(a);
	str_set_init(a, &f->pages);
	str_set_init(a, &f->labels);
	str_set_init(a, &f->cites);
	c.glossary = page->glossary;
	if (c.glossary && c.glossary->count)
		c.seen =
		    arena_array(doc->arena, c.glossary->count, sizeof *c.seen);
	c.quiet = holds_glossary(doc);
	take_meta(&c);
	doc_walk(doc->root, enter, leave, &c);
	name_targets(&c);
	find_title(f);
	return f;
}
