/* blocks.c – cmark's blocks → ours, by a table of converters. Each pushes what
 * it makes; md_blocks() then gathers what belongs together: terms with their
 * definitions, tables with their captions. */
#include "base/arena.h"
#include "base/mem.h"
#include "markdown/markdown_int.h"

#include <string.h>
#include <strings.h>

/* -- paragraphs ------------------------------------------------------------ */

static struct doc_node *
figure(struct md *md, struct doc_node *image)
{
	struct doc_node *fig = doc_node(md->a, DOC_FIGURE, image->pos);
	struct doc_node *plain = doc_node(md->a, DOC_PLAIN, image->pos);
	struct doc_attr *attr = NULL;
	struct str alt = doc_get(image, "alt");
	size_t from = md->n;

	if (doc_id(image).n)
		fig->attr = doc_attr_with_id(md->a, NULL, doc_id(image));
	plain->kids = image->kids;
	plain->count = image->count;
	doc_update_mask(plain);
	md_push(md, doc_wrap(md->a, DOC_CAPTION, image->pos, plain));
	if (image->attr)
		attr = attr_without(
		    md->a, doc_attr_with_id(md->a, image->attr, STR_NONE),
		    "alt");
	if (alt.p)
		set_alt(md->a, image, alt);
	md->n_targets--; /* the image, noted last: it is done */
	image->attr = attr;
	md_push(md, doc_wrap(md->a, DOC_PLAIN, image->pos, image));
	return md_adopt(md, fig, from);
}

static void
convert_paragraph(struct md *md, cmark_node *n)
{
	struct doc_node *para;
	size_t from = md->n;

	if (!md->opts->plain && table_is_caption(n)) {
		md_caption(md, n);
		return;
	}
	para = doc_node(md->a, DOC_PARA, pos_block(md, n));
	pos_leaf(md, n);
	md_inlines(md, n, NULL);
	if (md->n == from)
		return; /* held nothing but comments */
	if (!md->opts->plain && md->n == from + 1 &&
	    md->stack[from]->type == DOC_IMAGE && md->stack[from]->count) {
		md->n = from;
		md_push(md, figure(md, md->stack[from]));
		return;
	}
	md_push(md, md_adopt(md, para, from));
}

static void
convert_heading(struct md *md, cmark_node *n)
{
	struct doc_node *header = doc_node(md->a, DOC_HEADER, pos_block(md, n));
	size_t from = md->n;

	header->num = (int16_t)n->as.heading.level;
	pos_leaf(md, n);
	md_inlines(md, n, &header->attr);
	if (header->attr)
		md_trim(md, from);
	md_push(md, md_adopt(md, header, from));
	finish_later(md, header);
}

/* -- leaves ---------------------------------------------------------------- */

static void
convert_rule(struct md *md, cmark_node *n)
{
	md_push(md, doc_node(md->a, DOC_HORIZONTAL_RULE, pos_block(md, n)));
}

/* The info string: "lang", "lang {.class}", "{.lang #id}". */
static const struct doc_attr *
code_attributes(struct md *md, struct str info)
{
	size_t brace = str_find(info, STR("{"), 0), used, stopped;
	struct doc_attr *attr = NULL;
	struct str lang = info;

	if (brace != SIZE_MAX && !md->opts->plain) {
		used = md_attributes(md, str_slice(info, brace, info.n), &attr,
				     &stopped);
		if (used)
			lang = str_slice(info, 0, brace);
	}
	lang = str_trim(lang);
	for (size_t i = 0; i < lang.n; i++)
		if (is_blank(lang.p[i]))
			lang = str_slice(lang, 0, i);
	if (lang.n == 0)
		return attr;
	if (attr && attr->n_classes) {
		/* The language comes first. */
		struct doc_attr *first =
		    doc_attr_with_class(md->a, NULL, arena_str(md->a, lang));

		first->id = attr->id;
		first->kvs = attr->kvs;
		first->n_kvs = attr->n_kvs;
		for (uint32_t i = 0; i < attr->n_classes; i++)
			first =
			    doc_attr_with_class(md->a, first, attr->classes[i]);
		return first;
	}
	return doc_attr_with_class(md->a, attr, arena_str(md->a, lang));
}

static void
convert_code(struct md *md, cmark_node *n)
{
	struct str text = chunk_str(n->as.code.literal);
	struct doc_node *code;

	if (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	code = doc_leaf(md->a, DOC_CODE_BLOCK, pos_block(md, n),
			arena_str(md->a, text));
	if (n->as.code.info.len)
		code->attr = code_attributes(md, chunk_str(n->as.code.info));
	md_push(md, code);
}

/* The text after comments at the start. */
static struct str
without_comments(struct str html)
{
	html = str_trim(html);
	while (str_starts(html, STR("<!--"))) {
		size_t end = str_find(html, STR("-->"), 4);

		if (end == SIZE_MAX)
			return html;
		html = str_trim(str_slice(html, end + 3, html.n));
	}
	return html;
}

static void
convert_html(struct md *md, cmark_node *n)
{
	struct str html = chunk_str(n->as.literal);
	struct pos at = pos_block(md, n);
	struct doc_node *raw, *text;

	if (html.n && html.p[html.n - 1] == '\n')
		html.n--;
	if (md->opts->raw_html) {
		raw =
		    doc_leaf(md->a, DOC_RAW_BLOCK, at, arena_str(md->a, html));
		raw->as.format = "html";
		md_push(md, raw);
		return;
	}
	html = without_comments(html);
	if (html.n == 0)
		return;
	if (memchr(html.p, '<', html.n))
		diag(md->d, DIAG_RAW_HTML, at,
		     "raw HTML \"" STR_FMT "\" is shown as text",
		     STR_ARG(str_slice(html, 0, str_find(html, STR("\n"), 0))));
	text = doc_leaf(md->a, DOC_TEXT, at, arena_str(md->a, html));
	md_push(md, doc_wrap(md->a, DOC_PARA, at, text));
}

/* -- containers ------------------------------------------------------------ */

/* Gives `to` the blocks in n, and pushes it. */
static void
convert_container(struct md *md, cmark_node *n, struct doc_node *to)
{
	size_t from = md->n;

	if (md_enter(md, to->pos)) {
		md_blocks(md, n);
		md_leave(md);
	}
	md_push(md, md_adopt(md, to, from));
}

static const char *const alerts[] = {"note", "tip", "important", "warning",
				     "caution"};

/* The class of "> [!NOTE]", absent for other quotes. */
static struct str
alert_class(const cmark_node *quote)
{
	const cmark_node *para = quote->first_child;
	const cmark_node *text = para ? para->first_child : NULL;
	struct str s;

	if (!text || para->type != CMARK_NODE_PARAGRAPH ||
	    text->type != CMARK_NODE_TEXT ||
	    (text->next && text->next->type != CMARK_NODE_SOFTBREAK))
		return STR_NONE;
	s = str_trim(chunk_str(text->as.literal));
	if (!str_starts(s, STR("[!")) || !str_ends(s, STR("]")))
		return STR_NONE;
	for (size_t i = 0; i < countof(alerts); i++) {
		struct str name = str_of(alerts[i]);

		if (s.n == name.n + 3 &&
		    strncasecmp(s.p + 2, name.p, name.n) == 0)
			return name;
	}
	return STR_NONE;
}

/* Takes the first line off, and the paragraph when that was all. */
static void
drop_alert_line(cmark_node *quote)
{
	cmark_node *para = quote->first_child;
	cmark_node *text = para->first_child, *gap = text->next;

	if (!gap) {
		cmark_node_free(para);
		return;
	}
	cmark_node_free(text);
	cmark_node_free(gap);
	para->start_line++;
}

static void
convert_quote(struct md *md, cmark_node *n)
{
	struct pos at = pos_block(md, n);
	struct str class = md->opts->plain ? STR_NONE : alert_class(n);
	struct doc_node *div;

	if (!class.n) {
		convert_container(md, n, doc_node(md->a, DOC_BLOCK_QUOTE, at));
		return;
	}
	drop_alert_line(n);
	div = doc_node(md->a, DOC_DIV, at);
	div->attr = doc_attr_with_class(md->a, NULL, class);
	convert_container(md, n, div);
}

/* The check box at the head of an item, in its first paragraph. */
static void
add_check(struct md *md, struct doc_node *item, bool checked)
{
	struct doc_node *span = doc_node(md->a, DOC_SPAN, item->pos);
	struct doc_attr *attr = doc_attr_with_class(md->a, NULL, STR("check"));
	struct doc_node *first = item->count ? item->kids[0] : NULL;
	size_t from = md->n;

	if (checked)
		attr = doc_attr_with(md->a, attr, STR("checked"), STR("true"));
	span->attr = attr;
	md_push(md, span);
	if (!doc_is(first, DOC_PARA) && !doc_is(first, DOC_PLAIN)) {
		first =
		    md_adopt(md, doc_node(md->a, DOC_PLAIN, item->pos), from);
		md_push(md, first);
		for (uint32_t i = 0; i < item->count; i++)
			md_push(md, item->kids[i]);
		md_adopt(md, item, from);
		return;
	}
	for (uint32_t i = 0; i < first->count; i++)
		md_push(md, first->kids[i]);
	if (first->count && first->kids[0]->type == DOC_TEXT)
		first->kids[0]->text =
		    arena_join(md->a, STR(" "), first->kids[0]->text);
	md_adopt(md, first, from);
	doc_update_mask(item);
}

static void
convert_item(struct md *md, cmark_node *n, bool tight)
{
	struct doc_node *item = doc_node(md->a, DOC_ITEM, pos_block(md, n));

	convert_container(md, n, item);
	for (uint32_t i = 0; tight && i < item->count; i++)
		if (item->kids[i]->type == DOC_PARA)
			item->kids[i]->type = DOC_PLAIN;
	doc_update_mask(item);
	if (n->extension)
		add_check(md, item, n->as.list.checked);
}

static void
convert_list(struct md *md, cmark_node *n)
{
	bool ordered = n->as.list.list_type == CMARK_ORDERED_LIST;
	enum doc_type type = ordered ? DOC_ORDERED_LIST : DOC_BULLET_LIST;
	struct doc_node *list = doc_node(md->a, type, pos_block(md, n));
	size_t from = md->n;

	if (ordered) {
		list->as.list.start = n->as.list.start;
		list->as.list.style = DOC_STYLE_DECIMAL;
		list->as.list.delim = n->as.list.delimiter == CMARK_PAREN_DELIM
					  ? DOC_DELIM_ONE_PAREN
					  : DOC_DELIM_PERIOD;
	}
	for (cmark_node *kid = n->first_child; kid; kid = kid->next)
		convert_item(md, kid, n->as.list.tight);
	md_push(md, md_adopt(md, list, from));
}

/* -- ours ------------------------------------------------------------------ */

/* What an opening fence says: "{…}" or one class. */
static const struct doc_attr *
div_attributes(struct md *md, struct pos at, struct str written)
{
	struct doc_attr *attr = NULL;
	size_t stopped, used;

	if (written.p[0] != '{')
		return doc_attr_with_class(md->a, NULL,
					   arena_str(md->a, written));
	used = md_attributes(md, written, &attr, &stopped);
	if (used == written.n || str_is(written, "{}"))
		return attr;
	if (used)
		stopped = used;
	diag(md->d, DIAG_ATTR_SYNTAX, at,
	     "attributes \"" STR_FMT "\" cannot be read from \"" STR_FMT
	     "\" on; %s",
	     STR_ARG(written), STR_ARG(str_slice(written, stopped, written.n)),
	     used ? "the rest of the line is left out"
		  : "the block is left without any");
	return attr;
}

static void
convert_div(struct md *md, cmark_node *n)
{
	const struct div *fence = ext_div_get(n);
	struct pos at = pos_block(md, n);
	struct doc_node *div = doc_node(md->a, DOC_DIV, at);
	struct str written = {fence->written, fence->length};

	div->attr = div_attributes(md, at, written);
	if (!fence->closed)
		diag(md->d, DIAG_DIV_UNCLOSED, at,
		     "the block \":::" STR_FMT
		     "\" is not closed; it ends with what it stands in",
		     STR_ARG(arena_join(md->a, STR(" "), written)));
	convert_container(md, n, div);
}

static void
convert_definition(struct md *md, cmark_node *n)
{
	convert_container(md, n,
			  doc_node(md->a, DOC_DEFINITION, pos_block(md, n)));
}

static void
convert_extension(struct md *md, cmark_node *n)
{
	if (n->extension == md->ext[EXT_DIV])
		convert_div(md, n);
	else if (n->extension == md->ext[EXT_DEFLIST])
		convert_definition(md, n);
	else if (n->extension == md->ext[EXT_TABLE])
		md_table(md, n);
}

typedef void (*converter)(struct md *md, cmark_node *n);

#define KIND(type) ((type)&CMARK_NODE_VALUE_MASK)
static const converter converters[] = {
    [KIND(CMARK_NODE_BLOCK_QUOTE)] = convert_quote,
    [KIND(CMARK_NODE_LIST)] = convert_list,
    [KIND(CMARK_NODE_CODE_BLOCK)] = convert_code,
    [KIND(CMARK_NODE_HTML_BLOCK)] = convert_html,
    [KIND(CMARK_NODE_PARAGRAPH)] = convert_paragraph,
    [KIND(CMARK_NODE_HEADING)] = convert_heading,
    [KIND(CMARK_NODE_THEMATIC_BREAK)] = convert_rule,
};
#undef KIND

void
md_blocks(struct md *md, cmark_node *n)
{
	size_t from = md->n;
	bool definitions = false, captions = false;

	for (cmark_node *kid = n->first_child; kid; kid = kid->next) {
		size_t kind = kid->type & CMARK_NODE_VALUE_MASK;

		if (kind < countof(converters) && converters[kind])
			converters[kind](md, kid);
		else
			convert_extension(md, kid);
	}
	for (size_t i = from; i < md->n; i++) {
		definitions |= md->stack[i]->type == DOC_DEFINITION;
		captions |= md->stack[i]->type == DOC_CAPTION;
	}
	if (captions)
		table_captions(md, from);
	if (definitions)
		deflist_group(md, from);
}

void
md_page(struct md *md, cmark_node *root)
{
	for (cmark_node *kid = root->first_child; kid; kid = kid->next) {
		if (kid->type != CMARK_NODE_FOOTNOTE_DEFINITION)
			continue;
		md->notes = mem_room(md->notes, md->n_notes, &md->notes_cap,
				     sizeof *md->notes);
		md->notes[md->n_notes++] = (struct md_note){.definition = kid};
	}
	md_blocks(md, root);
}
