/* matrix.c – tables that are made: which pages of two kinds are related
 * (`matrix`), and what the front matter of pages says (`page-table`). Rows are
 * in the order of the manual; nothing in them was typed by hand. */
#include "link/link_int.h"

/* Share of the line that the first column has. */
static const double FIRST = 0.34;

static struct doc_node *
generated(struct arena *a, enum doc_type type, const struct doc_list *kids,
	  struct pos at)
{
	struct doc_node *n = doc_node(a, type, at);

	n->flags = DOC_GENERATED;
	return doc_adopt(n, kids);
}

/* A cell that holds the inline, or nothing. */
static struct doc_node *
cell(struct resolve *r, struct doc_node *inlines, struct pos at)
{
	struct doc_list kids = {0};

	if (inlines)
		doc_push(r->a, &kids, doc_wrap(r->a, DOC_PLAIN, at, inlines));
	return generated(r->a, DOC_CELL, &kids, at);
}

static struct doc_node *
text_cell(struct resolve *r, struct str text, struct pos at)
{
	return cell(r, text.n ? doc_leaf(r->a, DOC_TEXT, at, text) : NULL, at);
}

static struct doc_node *
link_cell(struct resolve *r, const struct link_entry *e, struct pos at)
{
	return cell(r, resolve_link(r->a, at, resolve_url(r, e->url), e->title),
		    at);
}

/* The table of a head row and body rows whose first cell is a head. */
static struct doc_node *
table(struct resolve *r, const struct doc_list *head,
      const struct doc_list *rows, struct pos at)
{
	struct doc_list heads = {0}, parts = {0};
	struct doc_node *n, *body;
	size_t size = sizeof(struct doc_columns) +
		      head->count * sizeof(struct doc_column);

	doc_push(r->a, &heads, generated(r->a, DOC_ROW, head, at));
	doc_push(r->a, &parts, generated(r->a, DOC_TABLE_HEAD, &heads, at));
	body = generated(r->a, DOC_TABLE_BODY, rows, at);
	body->num = 1;
	doc_push(r->a, &parts, body);
	n = generated(r->a, DOC_TABLE, &parts, at);
	n->as.columns = arena_alloc(r->a, size);
	n->as.columns->count = head->count;
	/* The pages' titles need room; what is said of them is short. */
	for (size_t i = 0; i < head->count; i++)
		n->as.columns->column[i].width =
		    i == 0 ? FIRST : (1 - FIRST) / (double)(head->count - 1);
	return n;
}

static void
append(struct resolve *r, struct doc_node *div, struct doc_node *n)
{
	struct doc_list kids = {0};

	doc_push_kids(r->a, &kids, div);
	doc_push(r->a, &kids, n);
	doc_adopt(div, &kids);
}

static struct link_list
pages_of(struct resolve *r, const struct doc_node *div, const char *key)
{
	struct str kind = doc_get(div, key);
	struct link_list list =
	    link_objects(r->ix, kind.p ? arena_str(r->a, kind).p : "");

	if (list.count == 0 && !index_alone(r->ix))
		diag(r->d, DIAG_REF_UNKNOWN, div->pos,
		     "nothing of the kind \"" STR_FMT
		     "\" (%s of a table) in the manual; the table is left out",
		     STR_ARG(kind), key);
	return list;
}

/* -- matrix --------------------------------------------------------------- */

/* Whether the page is related to the other, by any relation to that kind: the
 * lists of link_related() hold both directions. */
static bool
related(const struct link_index *ix, size_t page, size_t other, struct str kind)
{
	for (size_t i = 0; i < ix->opts.n_relations; i++) {
		struct link_list list;

		if (!str_eq(ix->opts.relations[i].kind, kind))
			continue;
		list = link_related(ix, page, i);
		for (size_t j = 0; j < list.count; j++)
			if (list.entries[j]->page == other)
				return true;
	}
	return false;
}

/* A column's head is the page's number, which is narrow whatever the title; the
 * legend has the link. */
static struct doc_node *
column_cell(struct resolve *r, const struct link_entry *e, struct pos at)
{
	struct str number = r->ix->pages[e->page].number;

	return number.n ? text_cell(r, number, at) : link_cell(r, e, at);
}

/* "4.1 The four problem areas; 4.2 …": what the numbers stand for. */
static struct doc_node *
legend(struct resolve *r, struct link_list columns, struct pos at)
{
	struct doc_list words = {0};

	for (size_t c = 0; c < columns.count; c++) {
		const struct link_entry *e = columns.entries[c];
		struct str number = r->ix->pages[e->page].number;

		if (!number.n)
			continue;
		doc_push(r->a, &words,
			 doc_leaf(r->a, DOC_TEXT, at,
				  arena_printf(r->a, "%s" STR_FMT " ",
					       words.count ? "; " : "",
					       STR_ARG(number))));
		doc_push(
		    r->a, &words,
		    resolve_link(r->a, at, resolve_url(r, e->url), e->title));
	}
	return words.count ? generated(r->a, DOC_PARA, &words, at) : NULL;
}

void
fill_matrix(struct resolve *r, struct doc_node *div)
{
	struct link_list rows = pages_of(r, div, "rows");
	struct link_list columns = pages_of(r, div, "columns");
	struct doc_list head = {0}, body = {0};
	struct str kind = doc_get(div, "columns");
	struct doc_node *key;

	if (rows.count == 0 || columns.count == 0)
		return;
	doc_push(r->a, &head, text_cell(r, STR_NONE, div->pos));
	for (size_t c = 0; c < columns.count; c++)
		doc_push(r->a, &head,
			 column_cell(r, columns.entries[c], div->pos));
	for (size_t i = 0; i < rows.count; i++) {
		const struct link_entry *row = rows.entries[i];
		struct doc_list cells = {0};

		doc_push(r->a, &cells, link_cell(r, row, div->pos));
		for (size_t c = 0; c < columns.count; c++) {
			bool yes = related(r->ix, row->page,
					   columns.entries[c]->page, kind);

			doc_push(r->a, &cells,
				 text_cell(r,
					   yes ? str_of(r->ix->words->yes)
					       : STR_NONE,
					   div->pos));
		}
		doc_push(r->a, &body,
			 generated(r->a, DOC_ROW, &cells, div->pos));
	}
	append(r, div, table(r, &head, &body, div->pos));
	key = legend(r, columns, div->pos);
	if (key)
		append(r, div, key);
}

/* -- page-table -------------------------------------------------------------
 */

/* "review-after" → "Review after". */
static struct str
field_title(struct arena *a, struct str field)
{
	struct str title = arena_str(a, field);
	char *p = (char *)(uintptr_t)title.p;

	for (size_t i = 0; i < title.n; i++)
		if (p[i] == '-')
			p[i] = ' ';
	if (title.n && p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - 'a' + 'A');
	return title;
}

static struct str
field_of(const struct link_facts *f, struct str field)
{
	const struct str *s = map_get(f->fields, field);

	return s ? *s : STR_NONE;
}

/* One row: the page, then its fields. False when it has none of them. */
static bool
page_row(struct resolve *r, const struct link_entry *page, struct str fields,
	 struct doc_list *body, struct pos at)
{
	struct doc_list cells = {0};
	bool any = false;

	doc_push(r->a, &cells, link_cell(r, page, at));
	while (fields.p) {
		struct str text =
		    field_of(r->ix->facts[page->page], str_cut(&fields, ' '));

		any |= text.n > 0;
		doc_push(r->a, &cells, text_cell(r, text, at));
	}
	if (any)
		doc_push(r->a, body, generated(r->a, DOC_ROW, &cells, at));
	return any;
}

void
fill_page_table(struct resolve *r, struct doc_node *div)
{
	struct str fields = str_trim(doc_get(div, "fields")), rest = fields;
	struct str of = doc_get(div, "of");
	struct doc_list head = {0}, body = {0};

	if (!fields.n) {
		diag(r->d, DIAG_BLOCK_ATTR, div->pos,
		     "a page-table needs \"fields\": front matter keys; "
		     "the table is left out");
		return;
	}
	doc_push(r->a, &head,
		 text_cell(r, str_of(r->ix->words->page), div->pos));
	while (rest.p)
		doc_push(r->a, &head,
			 text_cell(r, field_title(r->a, str_cut(&rest, ' ')),
				   div->pos));
	for (size_t p = 0; p < r->ix->n_pages; p++)
		if (!of.n || str_eq(r->ix->pages[p].kind, of))
			page_row(r, &r->ix->pages[p], fields, &body, div->pos);
	if (body.count)
		append(r, div, table(r, &head, &body, div->pos));
}
