/* fields.c – the properties of elements: one row each with how to read it from
 * a node and how to put a value into one; one list of rows a type. */
#include "filter/filter_int.h"

#include "filter/names.h"

/* -- scalars --------------------------------------------------------------- */

static void
get_tag(lua_State *L, const struct handle *h)
{
	lua_pushstring(L, doc_type_name((enum doc_type)h->of.node->type));
}

static void
get_text(lua_State *L, const struct handle *h)
{
	push_str(L, h->of.node->text);
}

static void
put_text(lua_State *L, struct doc_node *n, int idx)
{
	n->text = text_peek(L, idx, "string");
}

static void
get_format(lua_State *L, const struct handle *h)
{
	lua_pushstring(L, h->of.node->as.format ? h->of.node->as.format : "");
}

static void
put_format(lua_State *L, struct doc_node *n, int idx)
{
	n->as.format = text_peek(L, idx, "string").p;
}

static void
get_level(lua_State *L, const struct handle *h)
{
	lua_pushinteger(L, h->of.node->num);
}

static void
put_level(lua_State *L, struct doc_node *n, int idx)
{
	n->num = (int16_t)integer_peek(L, idx, 1, INT16_MAX);
}

#define ENUM_FIELD(field, names)                                               \
	static void get_##field(lua_State *L, const struct handle *h)          \
	{                                                                      \
		names_push(L, &names, h->of.node->num);                        \
	}                                                                      \
	static void put_##field(lua_State *L, struct doc_node *n, int idx)     \
	{                                                                      \
		n->num = (int16_t)names_peek(L, idx, &names);                  \
	}
ENUM_FIELD(quotetype, names_quote)
ENUM_FIELD(mathtype, names_math)
ENUM_FIELD(mode, names_cite)
#undef ENUM_FIELD

static struct doc_target *
own_target(lua_State *L, struct doc_node *n)
{
	struct doc_target *t = arena_alloc(state_of(L)->work, sizeof *t);

	if (n->as.target)
		*t = *n->as.target;
	n->as.target = t;
	return t;
}

static void
get_target(lua_State *L, const struct handle *h)
{
	push_str(L,
		 h->of.node->as.target ? h->of.node->as.target->url : STR_NONE);
}

static void
put_target(lua_State *L, struct doc_node *n, int idx)
{
	own_target(L, n)->url = text_peek(L, idx, "string");
}

static void
get_title(lua_State *L, const struct handle *h)
{
	push_str(L, h->of.node->as.target ? h->of.node->as.target->title
					  : STR_NONE);
}

static void
put_title(lua_State *L, struct doc_node *n, int idx)
{
	own_target(L, n)->title = text_peek(L, idx, "string");
}

static void
get_attr(lua_State *L, const struct handle *h)
{
	push_attr(L, h->of.node->attr);
}

static void
put_attr(lua_State *L, struct doc_node *n, int idx)
{
	struct str was = doc_id(n);

	n->attr = peek_attr(L, idx);
	if (!str_eq(was, doc_id(n)))
		n->flags &= (uint8_t)~DOC_AUTO_ID;
}

/* -- ordered lists --------------------------------------------------------- */

static void
get_start(lua_State *L, const struct handle *h)
{
	lua_pushinteger(L, h->of.node->as.list.start);
}

static void
put_start(lua_State *L, struct doc_node *n, int idx)
{
	n->as.list.start = integer_peek(L, idx, INT32_MIN, INT32_MAX);
}

static void
get_style(lua_State *L, const struct handle *h)
{
	names_push(L, &names_style, h->of.node->as.list.style);
}

static void
put_style(lua_State *L, struct doc_node *n, int idx)
{
	n->as.list.style = (uint8_t)names_peek(L, idx, &names_style);
}

static void
get_delimiter(lua_State *L, const struct handle *h)
{
	names_push(L, &names_delim, h->of.node->as.list.delim);
}

static void
put_delimiter(lua_State *L, struct doc_node *n, int idx)
{
	n->as.list.delim = (uint8_t)names_peek(L, idx, &names_delim);
}

static void
get_list_attr(lua_State *L, const struct handle *h)
{
	struct doc_node *n = new_node(L, DOC_ORDERED_LIST);

	n->as.list = h->of.node->as.list;
	push_handle(L, HANDLE_LIST_ATTR)->of.node = n;
}

void
put_list_attr(lua_State *L, struct doc_node *n, int idx)
{
	struct handle *h = handle_at(L, idx);

	n->as.list.start = 1;
	if (lua_isnoneornil(L, idx))
		return;
	if (h && h->kind == HANDLE_LIST_ATTR) {
		n->as.list = peek_handle(L, idx)->as.list;
		return;
	}
	if (!lua_istable(L, idx))
		luaL_error(L, "ListAttributes expected, got %s",
			   type_name_at(L, idx));
	lua_geti(L, idx, 1);
	if (!lua_isnil(L, -1))
		put_start(L, n, lua_gettop(L));
	lua_geti(L, idx, 2);
	put_style(L, n, lua_gettop(L));
	lua_geti(L, idx, 3);
	put_delimiter(L, n, lua_gettop(L));
	lua_pop(L, 3);
}

/* -- contents -------------------------------------------------------------- */

/* The kids before the content: citations of a Cite, caption of a Figure. */
uint32_t
content_start(const struct doc_node *n)
{
	uint32_t i = 0;

	while (i < n->count &&
	       doc_group((enum doc_type)n->kids[i]->type) == DOC_PART)
		i++;
	return i;
}

/* New content behind the parts that n has. */
static void
put_content(lua_State *L, struct doc_node *n, int idx,
	    void (*peek)(lua_State *, int, struct doc_list *))
{
	struct doc_list list = {0};
	uint32_t parts = content_start(n);

	for (uint32_t i = 0; i < parts; i++)
		push_to(L, &list, n->kids[i]);
	peek(L, idx, &list);
	doc_adopt(n, &list);
}

static void
get_inlines(lua_State *L, const struct handle *h)
{
	push_inlines(L, h->of.node, content_start(h->of.node));
}

static void
put_inlines(lua_State *L, struct doc_node *n, int idx)
{
	put_content(L, n, idx, peek_inlines);
}

static void
get_blocks(lua_State *L, const struct handle *h)
{
	push_blocks(L, h->of.node, content_start(h->of.node));
}

static void
put_blocks(lua_State *L, struct doc_node *n, int idx)
{
	put_content(L, n, idx, peek_blocks);
}

/* The list of the contents of all kids. */
static void
push_each(lua_State *L, const struct doc_node *n,
	  void (*push)(lua_State *, const struct doc_node *, uint32_t))
{
	lua_createtable(L, (int)n->count, 0);
	for (uint32_t i = 0; i < n->count; i++) {
		push(L, n->kids[i], 0);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
get_items(lua_State *L, const struct handle *h)
{
	push_each(L, h->of.node, push_blocks);
}

static void
get_lines(lua_State *L, const struct handle *h)
{
	push_each(L, h->of.node, push_inlines);
}

static void
put_all(lua_State *L, struct doc_node *n, int idx,
	void (*peek)(lua_State *, int, struct doc_list *))
{
	struct doc_list list = {0};

	peek(L, idx, &list);
	doc_adopt(n, &list);
}

static void
put_items(lua_State *L, struct doc_node *n, int idx)
{
	put_all(L, n, idx, peek_items);
}

static void
put_lines(lua_State *L, struct doc_node *n, int idx)
{
	put_all(L, n, idx, peek_lines);
}

/* {{term, {definition, …}}, …} */
static void
get_definitions(lua_State *L, const struct handle *h)
{
	const struct doc_node *n = h->of.node;

	lua_createtable(L, (int)n->count, 0);
	for (uint32_t i = 0; i < n->count; i++) {
		const struct doc_node *item = n->kids[i];
		int defs = 0;

		lua_createtable(L, 2, 0);
		lua_newtable(L);
		env_set_list_meta(L, LIST_PLAIN);
		for (uint32_t k = 0; k < item->count; k++) {
			if (item->kids[k]->type == DOC_TERM) {
				push_inlines(L, item->kids[k], 0);
				lua_rawseti(L, -3, 1);
			} else {
				push_blocks(L, item->kids[k], 0);
				lua_rawseti(L, -2, ++defs);
			}
		}
		lua_rawseti(L, -2, 2);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
put_definitions(lua_State *L, struct doc_node *n, int idx)
{
	put_all(L, n, idx, peek_definitions);
}

static void
get_citations(lua_State *L, const struct handle *h)
{
	uint32_t count = content_start(h->of.node);

	lua_createtable(L, (int)count, 0);
	for (uint32_t i = 0; i < count; i++) {
		push_node(L, h->of.node->kids[i]);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
put_citations(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list list = {0};
	uint32_t parts = content_start(n);

	peek_citations(L, idx, &list);
	n->num = (int16_t)list.count;
	for (uint32_t i = parts; i < n->count; i++)
		push_to(L, &list, n->kids[i]);
	doc_adopt(n, &list);
}

/* -- citations ------------------------------------------------------------- */

static const struct doc_node *
part_of(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

static void
push_part_inlines(lua_State *L, const struct doc_node *n, enum doc_type type)
{
	const struct doc_node *part = part_of(n, type);

	if (part) {
		push_inlines(L, part, 0);
		return;
	}
	lua_newtable(L);
	env_set_list_meta(L, LIST_INLINES);
}

/* Puts the prefix or suffix in its place: the prefix is first. */
static void
put_part_inlines(lua_State *L, struct doc_node *n, int idx, enum doc_type type)
{
	static const enum doc_type order[] = {DOC_CITATION_PREFIX,
					      DOC_CITATION_SUFFIX};
	struct doc_list list = {0}, inlines = {0};
	struct doc_node *made = new_node(L, type);

	peek_inlines(L, idx, &inlines);
	doc_adopt(made, &inlines);
	for (size_t i = 0; i < countof(order); i++) {
		const struct doc_node *part =
		    order[i] == type ? made : part_of(n, order[i]);

		if (part && part->count)
			push_to(L, &list, (struct doc_node *)(uintptr_t)part);
	}
	doc_adopt(n, &list);
}

static void
get_prefix(lua_State *L, const struct handle *h)
{
	push_part_inlines(L, h->of.node, DOC_CITATION_PREFIX);
}

static void
put_prefix(lua_State *L, struct doc_node *n, int idx)
{
	put_part_inlines(L, n, idx, DOC_CITATION_PREFIX);
}

static void
get_suffix(lua_State *L, const struct handle *h)
{
	push_part_inlines(L, h->of.node, DOC_CITATION_SUFFIX);
}

static void
put_suffix(lua_State *L, struct doc_node *n, int idx)
{
	put_part_inlines(L, n, idx, DOC_CITATION_SUFFIX);
}

/* Numbers of citeproc, which we do not keep. */
static void
get_zero(lua_State *L, const struct handle *h)
{
	(void)h;
	lua_pushinteger(L, 0);
}

static void
put_nothing(lua_State *L, struct doc_node *n, int idx)
{
	(void)n;
	integer_peek(L, idx, INT32_MIN, INT32_MAX);
}

static void
get_meta(lua_State *L, const struct handle *h)
{
	push_value(L, h->meta);
	env_set_list_meta(L, LIST_META);
}

/* The metadata are taken by whoever peeks the document. */
static void
put_meta(lua_State *L, struct doc_node *n, int idx)
{
	(void)L, (void)n, (void)idx;
}

/* -- the rows -------------------------------------------------------------- */

#define ROW static const struct field
ROW tag = {"tag", get_tag, NULL, false, false, NULL, NULL};
ROW t = {"t", NULL, NULL, false, false, "tag", NULL};
ROW c_content = {"c", NULL, NULL, false, false, "content", NULL};
ROW c_text = {"c", NULL, NULL, false, false, "text", NULL};
ROW text = {"text", get_text, put_text, true, false, NULL, NULL};
ROW format = {"format", get_format, put_format, true, false, NULL, NULL};
ROW level = {"level", get_level, put_level, false, false, NULL, NULL};
ROW quotetype = {"quotetype", get_quotetype, put_quotetype, false,
		 false,       NULL,          NULL};
ROW mathtype = {"mathtype", get_mathtype, put_mathtype, false,
		false,      NULL,         NULL};
ROW mode = {"mode", get_mode, put_mode, false, false, NULL, NULL};
ROW target = {"target", get_target, put_target, true, false, NULL, NULL};
ROW src = {"src", get_target, put_target, true, false, NULL, NULL};
ROW title = {"title", get_title, put_title, true, false, NULL, NULL};
ROW attr = {"attr", get_attr, put_attr, false, true, NULL, NULL};
ROW identifier = {"identifier", NULL, NULL, false, false, "attr", "identifier"};
ROW classes = {"classes", NULL, NULL, false, false, "attr", "classes"};
ROW attributes = {"attributes", NULL, NULL, false, false, "attr", "attributes"};
ROW inlines = {"content", get_inlines, put_inlines, false, true, NULL, NULL};
ROW caption = {"caption", get_inlines, put_inlines, false, true, NULL, NULL};
ROW blocks = {"content", get_blocks, put_blocks, false, true, NULL, NULL};
ROW items = {"content", get_items, put_items, false, true, NULL, NULL};
ROW lines = {"content", get_lines, put_lines, false, true, NULL, NULL};
ROW defs = {"content", get_definitions, put_definitions, false, true, NULL,
	    NULL};
ROW citations = {"citations", get_citations, put_citations, false,
		 true,        NULL,          NULL};
ROW list_attr = {
    "listAttributes", get_list_attr, put_list_attr, false, true, NULL, NULL};
ROW start = {"start", NULL, NULL, false, false, "listAttributes", "start"};
ROW style = {"style", NULL, NULL, false, false, "listAttributes", "style"};
ROW delimiter = {"delimiter",      NULL,       NULL, false, false,
		 "listAttributes", "delimiter"};
ROW la_start = {"start", get_start, put_start, false, false, NULL, NULL};
ROW la_style = {"style", get_style, put_style, false, false, NULL, NULL};
ROW la_delimiter = {"delimiter", get_delimiter, put_delimiter, false,
		    false,       NULL,          NULL};
ROW id = {"id", get_text, put_text, true, false, NULL, NULL};
ROW prefix = {"prefix", get_prefix, put_prefix, false, true, NULL, NULL};
ROW suffix = {"suffix", get_suffix, put_suffix, false, true, NULL, NULL};
ROW note_num = {"note_num", get_zero, put_nothing, false, false, NULL, NULL};
ROW hash = {"hash", get_zero, put_nothing, false, false, NULL, NULL};
ROW doc_blocks = {"blocks", get_blocks, put_blocks, false, true, NULL, NULL};
ROW meta = {"meta", get_meta, put_meta, false, true, NULL, NULL};
#undef ROW

#define TAG  &tag, &t
#define ATTR &attr, &identifier, &classes, &attributes

static const struct field *const inline_fields[] = {TAG, &inlines, &c_content,
						    NULL};
static const struct field *const block_fields[] = {TAG, &blocks, &c_content,
						   NULL};
static const struct field *const bare_fields[] = {TAG, NULL};
static const struct field *const text_fields[] = {TAG, &text, &c_text, NULL};

static const struct field *const *const by_kind[HANDLE__COUNT] = {
#define LIST(...)                                                              \
	(const struct field *const[])                                          \
	{                                                                      \
		TAG, __VA_ARGS__, NULL                                         \
	}
#define PART(...)                                                              \
	(const struct field *const[])                                          \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}
    [DOC_PLAIN] = inline_fields,
    [DOC_PARA] = inline_fields,
    [DOC_LINE_BLOCK] = LIST(&lines, &c_content),
    [DOC_CODE_BLOCK] = LIST(&text, &c_text, ATTR),
    [DOC_RAW_BLOCK] = LIST(&format, &text, &c_text),
    [DOC_BLOCK_QUOTE] = block_fields,
    [DOC_ORDERED_LIST] =
	LIST(&items, &c_content, &list_attr, &start, &style, &delimiter),
    [DOC_BULLET_LIST] = LIST(&items, &c_content),
    [DOC_DEFINITION_LIST] = LIST(&defs, &c_content),
    [DOC_HEADER] = LIST(&level, &inlines, &c_content, ATTR),
    [DOC_HORIZONTAL_RULE] = bare_fields,
    [DOC_TABLE] = LIST(ATTR, &field_table_caption, &field_colspecs, &field_head,
		       &field_bodies, &field_foot),
    [DOC_FIGURE] = LIST(ATTR, &blocks, &c_content, &field_table_caption),
    [DOC_DIV] = LIST(&blocks, &c_content, ATTR),
    [DOC_TEXT] = text_fields,
    [DOC_STR] = text_fields,
    [DOC_SPACE] = bare_fields,
    [DOC_SOFT_BREAK] = bare_fields,
    [DOC_LINE_BREAK] = bare_fields,
    [DOC_EMPH] = inline_fields,
    [DOC_UNDERLINE] = inline_fields,
    [DOC_STRONG] = inline_fields,
    [DOC_STRIKEOUT] = inline_fields,
    [DOC_SUPERSCRIPT] = inline_fields,
    [DOC_SUBSCRIPT] = inline_fields,
    [DOC_SMALL_CAPS] = inline_fields,
    [DOC_QUOTED] = LIST(&quotetype, &inlines, &c_content),
    [DOC_CITE] = LIST(&citations, &inlines, &c_content),
    [DOC_CODE] = LIST(&text, &c_text, ATTR),
    [DOC_MATH] = LIST(&mathtype, &text, &c_text),
    [DOC_RAW_INLINE] = LIST(&format, &text, &c_text),
    [DOC_LINK] = LIST(&inlines, &c_content, &target, &title, ATTR),
    [DOC_IMAGE] = LIST(&caption, &src, &title, ATTR),
    [DOC_NOTE] = block_fields,
    [DOC_SPAN] = LIST(&inlines, &c_content, ATTR),
    [DOC_DOCUMENT] = PART(&doc_blocks, &meta),
    [DOC_TABLE_HEAD] = PART(ATTR, &field_rows),
    [DOC_TABLE_FOOT] = PART(ATTR, &field_rows),
    [DOC_ROW] = PART(ATTR, &field_cells),
    [DOC_CELL] = PART(ATTR, &field_alignment, &field_contents,
		      &field_cell_content, &field_col_span, &field_row_span),
    [DOC_CITATION] = PART(&id, &mode, &prefix, &suffix, &note_num, &hash),
    [HANDLE_LIST_ATTR] = PART(&la_start, &la_style, &la_delimiter),
#undef LIST
#undef PART
};

const struct field *const *
fields_of(enum handle_kind kind)
{
	static const struct field *const none[] = {NULL};

	return kind < HANDLE__COUNT && by_kind[kind] ? by_kind[kind] : none;
}
