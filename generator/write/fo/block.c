/* block.c – paragraphs, headings, lists, code, quotations and figures. */
#include "write/fo/fo.h"

#include "base/arena.h"
#include "base/utf8.h"

void
fo_para(struct fo *w, const struct doc_node *n)
{
	fo_block(w, w->tight ? FO_TIGHT : FO_PARA);
	fo_id(w, n);
	fo_kids(w, n);
	xml_close(w->x);
}

void
fo_plain(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_TIGHT);
	fo_kids(w, n);
	xml_close(w->x);
}

/* Levels of headings in the tags follow each other without a gap: the page's
 * title is `top`, a heading of level 2 the next. */
void
fo_header(struct fo *w, const struct doc_node *n)
{
	static const char *const roles[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
	static const enum fo_style looks[] = {FO_HEADING_2, FO_HEADING_2,
					      FO_HEADING_3, FO_HEADING_4};
	int level = n->num > 1 ? n->num - 1 : 1;
	int role = w->top ? w->top + level : n->num;
	fo_block(w, looks[n->num < 1 ? 0 : n->num > 4 ? 3 : n->num - 1]);
	fo_id(w, n);
	xml_set(w->x, "role", roles[role < 1 ? 0 : role > 6 ? 5 : role - 1]);
	if (n->text.n > 0)
		fo_leaf(w, "fo:inline", FO_NUMBER, n->text);
	fo_kids(w, n);
	xml_close(w->x);
}

void
fo_line_block(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_LINES);
	fo_id(w, n);
	for (uint32_t i = 0; i < n->count; i++) {
		fo_open(w, "fo:block", FO_PLAIN);
		fo_kids(w, n->kids[i]);
		xml_close(w->x);
	}
	xml_close(w->x);
}

void
fo_code_block(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_CODE_BLOCK);
	fo_id(w, n);
	fo_put(w, n->text);
	xml_close(w->x);
}

void
fo_raw(struct fo *w, const struct doc_node *n)
{
	vocab_report_raw(w->d, n, "fo", "print");
}

void
fo_block_quote(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_QUOTE);
	fo_blocks(w, n);
	xml_close(w->x);
}

static struct str
roman(struct fo *w, int32_t n, bool upper)
{
	static const struct {
		int32_t value;
		const char *lower, *upper;
	} digits[] = {
	    {1000, "m", "M"},  {900, "cm", "CM"}, {500, "d", "D"},
	    {400, "cd", "CD"}, {100, "c", "C"},   {90, "xc", "XC"},
	    {50, "l", "L"},    {40, "xl", "XL"},  {10, "x", "X"},
	    {9, "ix", "IX"},   {5, "v", "V"},     {4, "iv", "IV"},
	    {1, "i", "I"},
	};
	struct str s = STR_NONE;
	if (n < 1 || n > 3999)
		return arena_printf(w->a, "%d", (int)n);
	for (size_t i = 0; i < countof(digits); i++)
		for (; n >= digits[i].value; n -= digits[i].value)
			s = arena_join(
			    w->a, s,
			    str_of(upper ? digits[i].upper : digits[i].lower));
	return s;
}

static struct str
number(struct fo *w, const struct doc_node *list, uint32_t i)
{
	int32_t n = list->as.list.start + (int32_t)i;
	switch (list->as.list.style) {
	case DOC_STYLE_LOWER_ROMAN:
	case DOC_STYLE_UPPER_ROMAN:
		return roman(w, n,
			     list->as.list.style == DOC_STYLE_UPPER_ROMAN);
	case DOC_STYLE_LOWER_ALPHA:
	case DOC_STYLE_UPPER_ALPHA:
		if (n > 0 && n <= 26)
			return arena_printf(
			    w->a, "%c",
			    (list->as.list.style == DOC_STYLE_LOWER_ALPHA
				 ? 'a'
				 : 'A') +
				n - 1);
		return arena_printf(w->a, "%d", (int)n);
	default:
		return arena_printf(w->a, "%d", (int)n);
	}
}

static struct str
mark(struct fo *w, const struct doc_node *list, uint32_t i)
{
	static const char *const bullets[] = {"•", "–", "◦"};
	const struct doc_node *check = vocab_item_check(list->kids[i]);
	if (check)
		return str_is(doc_get(check, "checked"), "true") ? STR("☑")
								 : STR("☐");
	if (list->type == DOC_ORDERED_LIST) {
		bool bracket = list->as.list.delim >= DOC_DELIM_ONE_PAREN;
		bool two = list->as.list.delim == DOC_DELIM_TWO_PARENS;
		return arena_printf(w->a, "%s" STR_FMT "%s", two ? "(" : "",
				    STR_ARG(number(w, list, i)),
				    bracket ? ")" : ".");
	}
	if (w->boxes || w->rounds)
		return w->boxes ? STR("☐") : STR("○");
	return str_of(bullets[w->list_depth < 3 ? w->list_depth : 2]);
}

static void
list_item(struct fo *w, const struct doc_node *list, uint32_t i)
{
	const struct doc_node *item = list->kids[i];
	xml_newline(w->x);
	fo_open(w, "fo:list-item", FO_LIST_ITEM);
	xml_open(w->x, "fo:list-item-label");
	xml_set(w->x, "end-indent", "label-end()");
	fo_leaf(w, "fo:block", FO_PLAIN, mark(w, list, i));
	xml_close(w->x);
	xml_open(w->x, "fo:list-item-body");
	xml_set(w->x, "start-indent", "body-start()");
	w->shown_check = vocab_item_check(item);
	w->list_depth++;
	fo_blocks(w, item);
	w->list_depth--;
	xml_close(w->x);
	xml_close(w->x);
}

/* The style whose room for labels holds the longest: "9." is two characters,
 * "10." three, "viii." five. */
static enum fo_style
list_style(struct fo *w, const struct doc_node *n)
{
	size_t longest = 0;

	if (n->type != DOC_ORDERED_LIST)
		return FO_LIST;
	for (uint32_t i = 0; i < n->count; i++) {
		size_t length = mark(w, n, i).n;

		longest = length > longest ? length : longest;
	}
	return longest < 3   ? FO_LIST
	       : longest < 4 ? FO_LIST_WIDE
			     : FO_LIST_WIDEST;
}

void
fo_list(struct fo *w, const struct doc_node *n)
{
	bool tight = w->tight;
	if (n->count == 0)
		return;
	xml_newline(w->x);
	fo_open(w, "fo:list-block", list_style(w, n));
	w->tight = true;
	for (uint32_t i = 0; i < n->count; i++)
		list_item(w, n, i);
	w->tight = tight;
	xml_newline(w->x);
	xml_close(w->x);
}

static void
definition_item(struct fo *w, const struct doc_node *item)
{
	for (uint32_t i = 0; i < item->count; i++) {
		const struct doc_node *kid = item->kids[i];
		bool term = kid->type == DOC_TERM;
		fo_block(w, term ? FO_TERM : FO_DEFINITION);
		if (term)
			fo_kids(w, kid);
		else
			fo_blocks(w, kid);
		xml_close(w->x);
	}
}

void
fo_definition_list(struct fo *w, const struct doc_node *n)
{
	bool tight = w->tight;
	fo_block(w, FO_PLAIN);
	fo_id(w, n);
	w->tight = true;
	for (uint32_t i = 0; i < n->count; i++)
		definition_item(w, n->kids[i]);
	w->tight = tight;
	xml_close(w->x);
}

void
fo_rule(struct fo *w, const struct doc_node *n)
{
	(void)n;
	fo_block(w, FO_RULE);
	xml_close(w->x);
}

void
fo_caption(struct fo *w, const struct doc_node *n, const char *word)
{
	const struct doc_node *c = n->count ? n->kids[0] : NULL;
	bool said = doc_is(c, DOC_CAPTION) && c->count > 0;
	if (!said && n->text.n == 0)
		return;
	fo_block(w, FO_CAPTION);
	if (n->type == DOC_TABLE)
		xml_set(w->x, "keep-with-next.within-column", "always");
	if (n->text.n > 0)
		fo_leaf(w, "fo:inline", FO_CAPTION_LABEL,
			arena_printf(w->a, "%s " STR_FMT ". ", word,
				     STR_ARG(n->text)));
	for (uint32_t i = 0; said && i < c->count; i++) {
		const struct doc_node *kid = c->kids[i];
		bool para = kid->type == DOC_PLAIN || kid->type == DOC_PARA;
		if (kid->type == DOC_SHORT_CAPTION)
			continue;
		if (i)
			xml_text(w->x, STR(" "));
		if (para)
			fo_kids(w, kid);
		else
			fo_node(w, kid);
	}
	xml_close(w->x);
}

static bool
is_picture(const struct doc_node *n)
{
	return (n->type == DOC_PLAIN || n->type == DOC_PARA) && n->count == 1 &&
	       n->kids[0]->type == DOC_IMAGE;
}

void
fo_figure(struct fo *w, const struct doc_node *n)
{
	fo_block(w, FO_FIGURE);
	fo_id(w, n);
	xml_set(w->x, "role", "Div");
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *kid = n->kids[i];
		if (is_picture(kid)) {
			fo_block(w, FO_PICTURE);
			fo_kids(w, kid);
			xml_close(w->x);
		} else if (kid->type != DOC_CAPTION) {
			fo_node(w, kid);
		}
	}
	fo_caption(w, n, "Figure");
	xml_close(w->x);
}
