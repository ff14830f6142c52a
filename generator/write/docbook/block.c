/* block.c – paragraphs, lists, code, quotations and figures. */
#include "write/docbook/docbook.h"

#include "base/arena.h"

void
docbook_para_node(struct docbook *w, const struct doc_node *n)
{
	docbook_open(w, "para", n);
	docbook_kids(w, n);
	xml_close(w->x);
}

void
docbook_line_block(struct docbook *w, const struct doc_node *n)
{
	docbook_open(w, "literallayout", n);
	for (uint32_t i = 0; i < n->count; i++) {
		if (i)
			xml_text(w->x, STR("\n"));
		docbook_kids(w, n->kids[i]);
	}
	xml_close(w->x);
}

void
docbook_code_block(struct docbook *w, const struct doc_node *n)
{
	xml_newline(w->x);
	xml_open(w->x, "programlisting");
	docbook_id(w, n);
	if (n->attr && n->attr->n_classes)
		xml_attr(w->x, "language", n->attr->classes[0]);
	xml_text(w->x, n->text);
	xml_close(w->x);
}

void
docbook_raw(struct docbook *w, const struct doc_node *n)
{
	vocab_report_raw(w->d, n, "docbook", "DocBook");
}

void
docbook_block_quote(struct docbook *w, const struct doc_node *n)
{
	docbook_open(w, "blockquote", n);
	docbook_blocks(w, n);
	xml_newline(w->x);
	xml_close(w->x);
}

static const char *const numerations[] = {
    [DOC_STYLE_DEFAULT] = "arabic",
    [DOC_STYLE_EXAMPLE] = "arabic",
    [DOC_STYLE_DECIMAL] = "arabic",
    [DOC_STYLE_LOWER_ROMAN] = "lowerroman",
    [DOC_STYLE_UPPER_ROMAN] = "upperroman",
    [DOC_STYLE_LOWER_ALPHA] = "loweralpha",
    [DOC_STYLE_UPPER_ALPHA] = "upperalpha",
};

static void
ordered_attrs(struct docbook *w, const struct doc_node *n)
{
	xml_set(w->x, "numeration", numerations[n->as.list.style]);
	if (n->as.list.start == 1)
		return;
	struct str s = arena_printf(w->a, "%d", (int)n->as.list.start);
	xml_attr(w->x, "startingnumber", s);
}

static bool
has_checks(const struct doc_node *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (vocab_item_check(list->kids[i]))
			return true;
	return false;
}

/* mark="box" says that the items have boxes; what is ticked says so itself. */
static void
list_item(struct docbook *w, const struct doc_node *item)
{
	const struct doc_node *check = vocab_item_check(item);
	xml_newline(w->x);
	xml_open(w->x, "listitem");
	if (check && str_is(doc_get(check, "checked"), "true"))
		xml_set(w->x, "override", "checkedbox");
	w->shown_check = check;
	docbook_blocks(w, item);
	xml_close(w->x);
}

void
docbook_list(struct docbook *w, const struct doc_node *n)
{
	const char *role = w->list_role;
	bool ordered = n->type == DOC_ORDERED_LIST;
	w->list_role = NULL;
	if (n->count == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, ordered ? "orderedlist" : "itemizedlist");
	if (ordered) {
		ordered_attrs(w, n);
	} else if (role) {
		xml_set(w->x, "role", role);
	} else if (has_checks(n)) {
		xml_set(w->x, "role", "checklist");
		xml_set(w->x, "mark", "box");
	}
	for (uint32_t i = 0; i < n->count; i++)
		list_item(w, n->kids[i]);
	xml_newline(w->x);
	xml_close(w->x);
}

void
docbook_definition(struct docbook *w, const struct doc_node *item,
		   const char *const names[3])
{
	bool outer = w->in_link;

	xml_newline(w->x);
	xml_open(w->x, names[0]);
	xml_open(w->x, names[1]);
	if (item->count && item->kids[0]->type == DOC_TERM)
		docbook_kids(w, item->kids[0]);
	w->in_link = outer;
	xml_close(w->x);
	xml_open(w->x, names[2]);
	size_t before = xml_count(w->x);
	for (uint32_t i = 0; i < item->count; i++)
		if (item->kids[i]->type == DOC_DEFINITION)
			docbook_kids(w, item->kids[i]);
	if (xml_count(w->x) == before)
		xml_leaf(w->x, "para", STR_NONE);
	xml_close(w->x);
	xml_close(w->x);
}

void
docbook_definition_list(struct docbook *w, const struct doc_node *n)
{
	static const char *const names[] = {"varlistentry", "term", "listitem"};

	if (n->count == 0)
		return;
	docbook_open(w, "variablelist", n);
	for (uint32_t i = 0; i < n->count; i++)
		docbook_definition(w, n->kids[i], names);
	xml_newline(w->x);
	xml_close(w->x);
}

void
docbook_rule(struct docbook *w, const struct doc_node *n)
{
	(void)n;
	xml_newline(w->x);
	xml_open(w->x, "para");
	xml_set(w->x, "role", "rule");
	xml_close(w->x);
}

/* A title holds no paragraphs: the caption's are joined. */
void
docbook_caption(struct docbook *w, const struct doc_node *n)
{
	size_t written = 0;
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		bool para = kid->type == DOC_PLAIN || kid->type == DOC_PARA;
		if (kid->type == DOC_SHORT_CAPTION)
			continue;
		if (written++)
			xml_text(w->x, STR(" "));
		if (para)
			docbook_kids(w, kid);
		else
			xml_text(w->x, doc_text(w->a, kid));
	}
}

static const struct doc_node *
caption_of(const struct doc_node *n)
{
	const struct doc_node *c = n->count ? n->kids[0] : NULL;
	bool said = doc_is(c, DOC_CAPTION) && c->count > 0 &&
		    !(c->count == 1 && c->kids[0]->type == DOC_SHORT_CAPTION);
	return said ? c : NULL;
}

/* A paragraph that is nothing but a picture. */
static bool
is_picture(const struct doc_node *n)
{
	return (n->type == DOC_PLAIN || n->type == DOC_PARA) && n->count == 1 &&
	       n->kids[0]->type == DOC_IMAGE;
}

static void
figure_part(struct docbook *w, const struct doc_node *n)
{
	if (!is_picture(n)) {
		docbook_node(w, n);
		return;
	}
	xml_newline(w->x);
	docbook_media(w, n->kids[0], "mediaobject");
}

void
docbook_figure(struct docbook *w, const struct doc_node *n)
{
	const struct doc_node *caption = caption_of(n);
	docbook_open(w, caption ? "figure" : "informalfigure", n);
	if (n->text.n > 0)
		xml_attr(w->x, "label", n->text);
	if (caption) {
		xml_newline(w->x);
		xml_open(w->x, "title");
		docbook_caption(w, caption);
		xml_close(w->x);
	}
	size_t before = xml_count(w->x);
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type != DOC_CAPTION)
			figure_part(w, n->kids[i]);
	if (xml_count(w->x) == before)
		xml_leaf(w->x, "para", STR_NONE);
	xml_newline(w->x);
	xml_close(w->x);
}
