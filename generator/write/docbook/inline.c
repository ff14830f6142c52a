/* inline.c – text and what stands in it: emphasis, links, notes, images and
 * spans of the vocabulary. */
#include "write/docbook/docbook.h"

#include "base/arena.h"

void
docbook_text(struct docbook *w, const struct doc_node *n)
{
	if (n->type == DOC_SPACE)
		xml_text(w->x, STR(" "));
	else if (n->type == DOC_SOFT_BREAK)
		xml_text(w->x, STR("\n"));
	else
		xml_text(w->x, n->text);
}

/* DocBook has no element for it. */
void
docbook_line_break(struct docbook *w, const struct doc_node *n)
{
	(void)n;
	xml_pi(w->x, "linebreak", NULL);
	xml_newline(w->x);
}

/* Begins an inline element. In scripts the schema allows phrases only. */
static void
inline_open(struct docbook *w, const char *name, const char *role)
{
	if (w->in_script && !role)
		role = name;
	xml_open(w->x, w->in_script ? "phrase" : name);
	if (role)
		xml_set(w->x, "role", role);
}

static void
emphasis(struct docbook *w, const struct doc_node *n, const char *role)
{
	inline_open(w, "emphasis", role);
	docbook_kids(w, n);
	xml_close(w->x);
}

void
docbook_emph(struct docbook *w, const struct doc_node *n)
{
	emphasis(w, n, NULL);
}

void
docbook_underline(struct docbook *w, const struct doc_node *n)
{
	emphasis(w, n, "underline");
}

void
docbook_strong(struct docbook *w, const struct doc_node *n)
{
	emphasis(w, n, "strong");
}

void
docbook_strikeout(struct docbook *w, const struct doc_node *n)
{
	emphasis(w, n, "strikethrough");
}

void
docbook_small_caps(struct docbook *w, const struct doc_node *n)
{
	emphasis(w, n, "smallcaps");
}

static void
script(struct docbook *w, const struct doc_node *n, const char *name)
{
	bool outer = w->in_script;
	xml_open(w->x, name);
	w->in_script = true;
	docbook_kids(w, n);
	w->in_script = outer;
	xml_close(w->x);
}

void
docbook_superscript(struct docbook *w, const struct doc_node *n)
{
	script(w, n, "superscript");
}

void
docbook_subscript(struct docbook *w, const struct doc_node *n)
{
	script(w, n, "subscript");
}

void
docbook_quoted(struct docbook *w, const struct doc_node *n)
{
	inline_open(w, "quote", n->num == DOC_QUOTE_SINGLE ? "single" : NULL);
	docbook_kids(w, n);
	xml_close(w->x);
}

/* The citations themselves are keys; the inlines after them are the text. */
void
docbook_cite(struct docbook *w, const struct doc_node *n)
{
	xml_open(w->x, "phrase");
	xml_set(w->x, "role", "citation");
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type != DOC_CITATION)
			docbook_node(w, n->kids[i]);
	xml_close(w->x);
}

void
docbook_code(struct docbook *w, const struct doc_node *n)
{
	inline_open(w, "code", NULL);
	docbook_id(w, n);
	xml_text(w->x, n->text);
	xml_close(w->x);
}

void
docbook_math(struct docbook *w, const struct doc_node *n)
{
	const char *role = n->num == DOC_MATH_DISPLAY ? "display" : NULL;
	inline_open(w, "inlineequation", role);
	if (w->in_script)
		xml_text(w->x, n->text);
	else
		xml_leaf(w->x, "mathphrase", n->text);
	xml_close(w->x);
}

static void
link_to(struct docbook *w, const struct doc_node *n, struct ref to)
{
	xml_open(w->x, "link");
	docbook_id(w, n);
	if (to.id.n > 0)
		xml_attr(w->x, "linkend", to.id);
	else
		xml_attr(w->x, "xlink:href", to.url);
	if (n->as.target->title.n > 0)
		xml_attr(w->x, "xlink:title", n->as.target->title);
}

void
docbook_link(struct docbook *w, const struct doc_node *n)
{
	struct ref to = refs_link(w->refs, w->a, w->page, n->as.target->url);
	bool plain = w->in_link || to.lost;
	if (plain) {
		xml_open(w->x, "phrase");
		docbook_id(w, n);
	} else {
		link_to(w, n, to);
		w->in_link = true;
	}
	docbook_kids(w, n);
	w->in_link = w->in_link && plain;
	xml_close(w->x);
}

void
docbook_media(struct docbook *w, const struct doc_node *n, const char *name)
{
	struct str url = n->as.target->url;
	struct str file = refs_file(w->refs, w->a, w->page, url);
	/* Seen from the folder of the file; what has a scheme stays. */
	if (!str_eq(file, url) || str_find(url, STR(":"), 0) == SIZE_MAX)
		file = w->book ? arena_join(w->a, STR("../"), file) : file;
	struct str alt = doc_get(n, "alt");
	if (!alt.p)
		alt = doc_text(w->a, n);
	xml_open(w->x, name);
	docbook_id(w, n);
	xml_open(w->x, "imageobject");
	xml_open(w->x, "imagedata");
	xml_attr(w->x, "fileref", file);
	xml_close(w->x);
	xml_close(w->x);
	if (alt.n > 0) {
		xml_open(w->x, "textobject");
		xml_leaf(w->x, "phrase", alt);
		xml_close(w->x);
	}
	xml_close(w->x);
}

void
docbook_image(struct docbook *w, const struct doc_node *n)
{
	docbook_media(w, n, "inlinemediaobject");
}

/* A footnote in a footnote is not allowed: it follows in brackets. */
void
docbook_note(struct docbook *w, const struct doc_node *n)
{
	if (w->in_note || w->in_script) {
		xml_text(w->x, STR(" ["));
		for (uint32_t i = 0; i < n->count; i++)
			xml_text(w->x, doc_text(w->a, n->kids[i]));
		xml_text(w->x, STR("]"));
		return;
	}
	bool in_link = w->in_link;
	w->in_note = true;
	w->in_link = false;
	xml_open(w->x, "footnote");
	docbook_blocks(w, n);
	xml_close(w->x);
	w->in_note = false;
	w->in_link = in_link;
}

/* "roles!sick" → primary, secondary, tertiary. */
static void
index_term(struct docbook *w, const struct doc_node *n)
{
	static const char *const names[] = {"primary", "secondary", "tertiary"};
	struct str rest = doc_get(n, "entry");
	if (rest.n == 0)
		rest = doc_text(w->a, n);
	if (rest.n == 0)
		return;
	xml_open(w->x, "indexterm");
	for (size_t i = 0; i < countof(names) && rest.p; i++)
		xml_leaf(w->x, names[i],
			 i + 1 < countof(names) ? str_cut(&rest, '!') : rest);
	xml_close(w->x);
}

/* The linker puts a link into the span, or the span into a link. */
static void
term(struct docbook *w, const struct doc_node *n)
{
	const struct doc_node *link =
	    n->count == 1 && n->kids[0]->type == DOC_LINK ? n->kids[0] : NULL;
	struct ref to = {0};
	if (link && !w->in_link)
		to = refs_link(w->refs, w->a, w->page, link->as.target->url);
	bool outer = w->in_link;
	inline_open(w, "glossterm", NULL);
	docbook_id(w, n);
	if (to.id.n > 0 && !w->in_script)
		xml_attr(w->x, "linkend", to.id);
	w->in_link = true;
	docbook_kids(w, n);
	w->in_link = outer;
	xml_close(w->x);
}

static void
check(struct docbook *w, const struct doc_node *n)
{
	if (n == w->shown_check)
		return;
	bool on = str_is(doc_get(n, "checked"), "true");
	xml_text(w->x, on ? STR("☑ ") : STR("☐ "));
}

static void
plain_span(struct docbook *w, const struct doc_node *n, const char *role)
{
	char room[160];
	struct str all = vocab_role(n, room, sizeof(room));
	xml_open(w->x, "phrase");
	docbook_id(w, n);
	if (role || all.n > 0)
		xml_attr(w->x, "role", role ? str_of(role) : all);
	docbook_kids(w, n);
	xml_close(w->x);
}

void
docbook_span(struct docbook *w, const struct doc_node *n)
{
	enum vocab v = vocab_of(n);
	if (v == VOCAB_CHECK) {
		check(w, n);
	} else if (v == VOCAB_TERM) {
		term(w, n);
	} else if (v == VOCAB_INDEX) {
		index_term(w, n);
		plain_span(w, n, NULL);
	} else {
		plain_span(w, n, v == VOCAB_LABEL ? "label" : NULL);
	}
}
