/* refer.c – cross-references: "@fig-x" → a link "Figure 4". Groups keep the
 * words around them; "-@fig-x" gives the number alone. */
#include "link/link_int.h"

static struct pos
place(const struct doc_node *citation, const struct doc_node *cite)
{
	return citation->pos.line ? citation->pos : cite->pos;
}

static void
report_unknown(struct resolve *r, const struct doc_node *citation,
	       struct pos at)
{
	struct str near = index_nearest(r->ix, citation->text);
	struct diag_hint hint;

	diag(r->d, DIAG_REF_UNKNOWN, at, "no %s \"" STR_FMT "\"%s",
	     kind_name(kind_of_id(citation->text)), STR_ARG(citation->text),
	     diag_near(&hint, near));
}

/* "Figure 4"; without a number the title stands for it. */
static struct str
words_of(const struct resolve *r, const struct link_entry *e, bool number_only)
{
	enum target_kind kind = kind_find(e->kind);
	bool is_page = e == &r->ix->pages[e->page];

	if (!e->number.n || is_page || kind == TARGET_OTHER)
		return e->title.n ? e->title : r->ix->pages[e->page].title;
	if (number_only)
		return e->number;
	return arena_printf(r->a, "%s " STR_FMT, r->ix->words->kind[kind],
			    STR_ARG(e->number));
}

struct doc_node *
refer_link(struct resolve *r, const struct doc_node *citation,
	   const struct doc_node *cite)
{
	struct pos at = place(citation, cite);
	const struct link_entry *e = map_get(r->ix->labels, citation->text);
	struct str text;

	if (!e)
		e = map_get(r->ix->by_id, citation->text);
	if (!e) {
		report_unknown(r, citation, at);
		text = arena_join(r->a, STR("@"), citation->text);
		return doc_leaf(r->a, DOC_TEXT, at, text);
	}
	text = words_of(r, e, citation->num == DOC_CITE_SUPPRESS);
	return resolve_link(r->a, at, resolve_url(r, e->url), text);
}

void
refer_part(struct resolve *r, const struct doc_node *citation,
	   enum doc_type part, struct doc_list *out)
{
	for (uint32_t i = 0; i < citation->count; i++) {
		const struct doc_node *kid = citation->kids[i];

		for (uint32_t k = 0; kid->type == part && k < kid->count; k++)
			doc_push(r->a, out, doc_copy(r->a, kid->kids[k]));
	}
}

/* A blank between what stands before and this, unless there is one. */
static void
part_words(struct resolve *r, struct doc_list *out, struct pos at)
{
	const struct doc_node *last;

	if (out->count == 0)
		return;
	last = out->nodes[out->count - 1];
	if (last->type == DOC_TEXT && last->text.n &&
	    is_blank(last->text.p[last->text.n - 1]))
		return;
	doc_push(r->a, out, doc_leaf(r->a, DOC_TEXT, at, STR(" ")));
}

void
refer_resolve(struct resolve *r, struct doc_node *cite)
{
	struct doc_list out = {0};
	size_t n = 0;

	for (uint32_t i = 0; i < cite->count; i++) {
		struct doc_node *citation = cite->kids[i];
		struct doc_list words = {0};

		if (citation->type != DOC_CITATION)
			continue;
		if (n++ > 0)
			doc_push(
			    r->a, &out,
			    doc_leaf(r->a, DOC_TEXT, cite->pos, STR(", ")));
		refer_part(r, citation, DOC_CITATION_PREFIX, &words);
		part_words(r, &words, cite->pos);
		for (size_t k = 0; k < words.count; k++)
			doc_push(r->a, &out, words.nodes[k]);
		doc_push(r->a, &out, refer_link(r, citation, cite));
		refer_part(r, citation, DOC_CITATION_SUFFIX, &out);
	}
	resolve_drop(cite);
	cite->flags |= DOC_RESOLVED;
	if (out.count == 1 && out.nodes[0]->type == DOC_LINK)
		*cite = *out.nodes[0];
	else
		doc_adopt(cite, &out);
}
