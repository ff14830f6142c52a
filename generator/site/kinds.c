/* kinds.c – what pages of a kind must have: front matter, headings in order,
 * related pages, blocks. Declared in manual.yaml, checked at the line. */
#include "base/arena.h"
#include "base/path.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "site/schema.h"
#include "site/site_int.h"

static const struct schema_key meta_keys[] = {
    {"abbreviations", SCHEMA_NAMES, false, "short forms used on the page"},
    {"audience", SCHEMA_NAMES, false, "for whom the page is; default: all"},
    {"authors", SCHEMA_NAMES, false, "who wrote the page"},
    {"description", SCHEMA_TEXT, false, "what the page gives, one sentence"},
    {"evidence", SCHEMA_TEXT, false, "level of evidence"},
    {"id", SCHEMA_TEXT, false, "id of the page; default: its file name"},
    {"keywords", SCHEMA_NAMES, false, "words to find the page by"},
    {"kind", SCHEMA_TEXT, false, "kind of the page"},
    {"lang", SCHEMA_TEXT, false, "language, where it differs (BCP 47)"},
    {"review-after", SCHEMA_DATE, false, "when to review it next"},
    {"reviewed", SCHEMA_DATE, false, "when it was reviewed last"},
    {"short-title", SCHEMA_TEXT, false, "title for navigation"},
    {"title", SCHEMA_TEXT, true, "title of the page"},
};

void
site_meta_keys(void (*each)(const char *name, const char *type,
			    const char *help, void *arg),
	       void *arg)
{
	for (size_t i = 0; i < countof(meta_keys); i++)
		each(meta_keys[i].name, schema_type_name(meta_keys[i].type),
		     meta_keys[i].help, arg);
}

static const struct schema_key kind_keys[] = {
    {"blocks", SCHEMA_NAMES, false, "classes of blocks, at least one each"},
    {"headings", SCHEMA_NAMES, false, "headings, in this order"},
    {"label", SCHEMA_TEXT, true, "name of the kind as it is shown"},
    {"links", SCHEMA_NAMES, false, "relations, at least one page each"},
    {"require", SCHEMA_NAMES, false, "front matter keys"},
};

void
site_read_kinds(struct site *site)
{
	const struct schema schema = {
	    .keys = kind_keys,
	    .count = countof(kind_keys),
	    .unknown = DIAG_CONFIG_KEY,
	    .mistyped = DIAG_CONFIG_TYPE,
	    .missing = DIAG_CONFIG_REQUIRED,
	    .where = "a kind",
	};
	const struct value *map = value_at(site->config, "kinds");
	size_t n = value_count(map);

	site->kinds = arena_array(site->arena, n, sizeof *site->kinds);
	for (size_t i = 0; i < n; i++) {
		struct value *v = value_item(map, i);

		if (v->type != VALUE_MAP) {
			diag(site->config_diag, DIAG_CONFIG_TYPE, v->pos,
			     "kind \"" STR_FMT
			     "\" is to be a mapping; left out",
			     STR_ARG(value_key(map, i)));
			continue;
		}
		schema_check(&schema, site->arena, v, v->pos,
			     site->config_diag);
		site->kinds[site->n_kinds++] = (struct kind){
		    .name = value_key(map, i),
		    .label = value_text(value_at(v, "label")),
		    .require = value_at(v, "require"),
		    .headings = value_at(v, "headings"),
		    .links = value_at(v, "links"),
		    .blocks = value_at(v, "blocks"),
		};
	}
}

const struct kind *
site_kind(const struct site *site, struct str name)
{
	for (size_t i = 0; i < site->n_kinds; i++)
		if (str_eq(site->kinds[i].name, name))
			return &site->kinds[i];
	return NULL;
}

/* -- front matter ------------------------------------------------------------
 */

static void
check_level(const struct site *site, const struct page *page)
{
	const struct value *levels = value_at(site->config, "evidence");
	const struct value *v = value_at(page->doc->meta, "evidence");
	size_t n = value_count(levels);
	struct arena *a = page->doc->arena;
	struct str *names;
	struct diag_hint hint;

	if (!v || v->type != VALUE_STRING || !levels ||
	    value_get(levels, v->as.string))
		return;
	names = arena_array(a, n, sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = value_key(levels, i);
	diag(page->d, DIAG_META_TYPE, v->pos,
	     "no level of evidence is called \"" STR_FMT "\"%s",
	     STR_ARG(v->as.string),
	     diag_near(&hint, diag_nearest(v->as.string, names, n)));
}

static void
check_kind_name(const struct site *site, const struct page *page)
{
	const struct value *v = value_at(page->doc->meta, "kind");
	struct str *names;
	struct diag_hint hint;

	if (!page->kind.p || site->n_kinds == 0 || site_kind(site, page->kind))
		return;
	names = arena_array(page->doc->arena, site->n_kinds, sizeof *names);
	for (size_t i = 0; i < site->n_kinds; i++)
		names[i] = site->kinds[i].name;
	diag(page->d, DIAG_KIND_UNKNOWN, v->pos,
	     "no kind \"" STR_FMT "\" is declared%s", STR_ARG(page->kind),
	     diag_near(&hint, diag_nearest(page->kind, names, site->n_kinds)));
}

/* The text under a key, copied so that it outlives the document. */
static struct str
keep(const struct page *page, const char *key)
{
	struct str s = value_text(value_at(page->doc->meta, key));

	return s.p ? arena_str(page->facts_arena, s) : s;
}

void
page_check_meta(const struct site *site, struct page *page)
{
	struct arena *a = page->doc->arena;
	struct str *relations =
	    arena_array(a, site->n_relations, sizeof *relations);
	struct schema schema = {
	    .keys = meta_keys,
	    .count = countof(meta_keys),
	    .names = relations,
	    .n_names = site->n_relations,
	    .others = value_at(site->config, "metadata"),
	    .private_keys = true,
	    .unknown = DIAG_META_KEY,
	    .mistyped = DIAG_META_TYPE,
	    .missing = DIAG_META_REQUIRED,
	    .where = "front matter",
	};

	for (size_t i = 0; i < site->n_relations; i++)
		relations[i] = site->relations[i].key;
	/* Of front matter that could not be read nothing more is said. */
	if (!diag_has(page->d, "yaml-syntax"))
		schema_check(&schema, a, page->doc->meta, (struct pos){1, 1, 0},
			     page->d);
	page->title = keep(page, "title");
	page->short_title = keep(page, "short-title");
	page->kind = keep(page, "kind");
	page->description = keep(page, "description");
	if (!page->title.p)
		page->title = page->source;
	if (!page->short_title.p)
		page->short_title = page->title;
	check_kind_name(site, page);
	check_level(site, page);
}

/* -- body --------------------------------------------------------------------
 */

struct search {
	struct str heading; /* wanted; absent: looking for a class */
	struct str class;
	struct pos found;
	uint32_t after; /* only behind this line */
	bool hit;
	struct arena *arena;
};

static enum walk
look(const struct doc_node *n, void *arg)
{
	struct search *s = arg;

	if (s->class.p && n->type == DOC_DIV)
		s->hit = n->attr && doc_has_class(n, s->class.p);
	if (s->heading.p && n->type == DOC_HEADER && n->pos.line > s->after)
		s->hit = str_eq(doc_text(s->arena, n), s->heading);
	if (!s->hit)
		return doc_group(n->type) == DOC_INLINE ? WALK_OVER : WALK_INTO;
	s->found = n->pos;
	return WALK_STOP;
}

static void
check_headings(const struct kind *kind, struct page *page)
{
	uint32_t after = 0;

	for (size_t i = 0; i < value_count(kind->headings); i++) {
		struct search s = {
		    .heading = value_text(value_item(kind->headings, i)),
		    .arena = page->doc->arena,
		};
		doc_walk_const(page->doc->root, look, NULL, &s);
		if (s.hit && s.found.line > after) {
			after = s.found.line;
			continue;
		}
		diag(page->d, DIAG_KIND_HEADING,
		     s.hit ? s.found : (struct pos){1, 1, 0},
		     "a page of kind \"" STR_FMT "\" %s the heading \"" STR_FMT
		     "\"%s",
		     STR_ARG(kind->name), s.hit ? "has" : "lacks",
		     STR_ARG(s.heading), s.hit ? " too early" : "");
	}
}

static void
check_blocks(const struct kind *kind, struct page *page)
{
	for (size_t i = 0; i < value_count(kind->blocks); i++) {
		struct str class = value_text(value_item(kind->blocks, i));
		struct search s = {.class = arena_str(page->doc->arena, class)};

		doc_walk_const(page->doc->root, look, NULL, &s);
		if (!s.hit)
			diag(page->d, DIAG_KIND_BLOCK, (struct pos){1, 1, 0},
			     "a page of kind \"" STR_FMT
			     "\" lacks a block \"" STR_FMT "\"",
			     STR_ARG(kind->name), STR_ARG(class));
	}
}

static void
check_keys(const struct kind *kind, struct page *page, const struct value *keys,
	   enum diag_code code, const char *what)
{
	for (size_t i = 0; i < value_count(keys); i++) {
		struct str key = value_text(value_item(keys, i));
		const struct value *v = value_get(page->doc->meta, key);

		if (v && v->type == VALUE_LIST ? value_count(v) > 0
					       : v && v->type != VALUE_NULL)
			continue;
		diag(page->d, code, (struct pos){1, 1, 0},
		     "a page of kind \"" STR_FMT "\" lacks %s \"" STR_FMT "\"",
		     STR_ARG(kind->name), what, STR_ARG(key));
	}
}

void
page_check_kind(const struct site *site, struct page *page)
{
	const struct kind *kind = site_kind(site, page->kind);

	if (!kind)
		return;
	check_keys(kind, page, kind->require, DIAG_META_REQUIRED, "the key");
	check_keys(kind, page, kind->links, DIAG_KIND_LINK, "the relation");
	check_headings(kind, page);
	check_blocks(kind, page);
}
