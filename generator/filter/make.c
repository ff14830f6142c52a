/* make.c – the constructors of module pandoc, fuzzy in their arguments. Those
 * of a kind share a function with the node type as upvalue. A table of them is
 * merged into the library by make_open(). */
#include "filter/filter_int.h"

#include "filter/names.h"
#include "filter/tables.h"

static enum doc_type
wanted(lua_State *L)
{
	return (enum doc_type)lua_tointeger(L, lua_upvalueindex(1));
}

static int
finish(lua_State *L, struct doc_node *n)
{
	push_node(L, n);
	return 1;
}

/* Para, Emph …; with attr as second argument: Span. */
static int
make_inlines(lua_State *L)
{
	struct doc_node *n = new_node(L, wanted(L));
	struct doc_list kids = {0};

	peek_inlines(L, 1, &kids);
	if (n->type == DOC_SPAN)
		n->attr = peek_attr(L, 2);
	return finish(L, doc_adopt(n, &kids));
}

/* BlockQuote, Note; with attr: Div. */
static int
make_blocks(lua_State *L)
{
	struct doc_node *n = new_node(L, wanted(L));
	struct doc_list kids = {0};

	if (lua_isnone(L, 1) && n->type == DOC_DIV)
		lua_newtable(L);
	peek_blocks(L, 1, &kids);
	if (n->type == DOC_DIV)
		n->attr = peek_attr(L, 2);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_bare(lua_State *L)
{
	return finish(L, new_node(L, wanted(L)));
}

/* Str, Code, CodeBlock. */
static int
make_text(lua_State *L)
{
	struct doc_node *n = new_leaf(L, wanted(L), text_peek(L, 1, "string"));

	if (n->type != DOC_STR)
		n->attr = peek_attr(L, 2);
	return finish(L, n);
}

static int
make_raw(lua_State *L)
{
	struct doc_node *n = new_leaf(L, wanted(L), text_peek(L, 2, "string"));

	n->as.format = text_peek(L, 1, "format").p;
	return finish(L, n);
}

/* Quoted(type, content), Math(type, text). */
static int
make_quoted(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_QUOTED);
	struct doc_list kids = {0};

	luaL_checktype(L, 1, LUA_TSTRING);
	n->num = (int16_t)names_peek(L, 1, &names_quote);
	peek_inlines(L, 2, &kids);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_math(lua_State *L)
{
	struct doc_node *n = new_leaf(L, DOC_MATH, text_peek(L, 2, "string"));

	luaL_checktype(L, 1, LUA_TSTRING);
	n->num = (int16_t)names_peek(L, 1, &names_math);
	return finish(L, n);
}

/* SingleQuoted(content), DoubleQuoted(content): of Pandoc 1. */
static int
make_old_quoted(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_QUOTED);
	struct doc_list kids = {0};

	n->num = (int16_t)lua_tointeger(L, lua_upvalueindex(1));
	peek_inlines(L, 1, &kids);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_header(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_HEADER);
	struct doc_list kids = {0};

	n->num = (int16_t)integer_peek(L, 1, 1, INT16_MAX);
	peek_inlines(L, 2, &kids);
	n->attr = peek_attr(L, 3);
	return finish(L, doc_adopt(n, &kids));
}

/* Link(content, target, title, attr), Image(caption, src, title, attr). */
static int
make_link(lua_State *L)
{
	struct doc_node *n = new_node(L, wanted(L));
	struct doc_list kids = {0};

	n->as.target = arena_alloc(state_of(L)->work, sizeof *n->as.target);
	peek_inlines(L, 1, &kids);
	n->as.target->url = text_peek(L, 2, "string");
	if (!lua_isnoneornil(L, 3))
		n->as.target->title = text_peek(L, 3, "string");
	n->attr = peek_attr(L, 4);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_cite(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_CITE);
	struct doc_list inlines = {0}, kids = {0};

	/* the arguments were the other way round before 2.0 */
	peek_inlines(L, 1, &inlines);
	if (!lua_isnoneornil(L, 2))
		peek_citations(L, 2, &kids);
	n->num = (int16_t)kids.count;
	for (size_t i = 0; i < inlines.count; i++)
		push_to(L, &kids, inlines.nodes[i]);
	return finish(L, doc_adopt(n, &kids));
}

static void
add_part(lua_State *L, struct doc_list *parts, int idx, enum doc_type type)
{
	struct doc_list kids = {0};

	if (lua_isnoneornil(L, idx))
		return;
	peek_inlines(L, idx, &kids);
	if (kids.count)
		push_to(L, parts, doc_adopt(new_node(L, type), &kids));
}

static int
make_citation(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_CITATION);
	struct doc_list parts = {0};

	n->text = text_peek(L, 1, "string");
	luaL_checktype(L, 2, LUA_TSTRING);
	n->num = (int16_t)names_peek(L, 2, &names_cite);
	add_part(L, &parts, 3, DOC_CITATION_PREFIX);
	add_part(L, &parts, 4, DOC_CITATION_SUFFIX);
	return finish(L, doc_adopt(n, &parts));
}

static int
make_list(lua_State *L)
{
	struct doc_node *n = new_node(L, wanted(L));
	struct doc_list kids = {0};

	luaL_checkany(L, 1);
	if (n->type == DOC_ORDERED_LIST)
		put_list_attr(L, n, 2);
	if (n->type == DOC_LINE_BLOCK)
		peek_lines(L, 1, &kids);
	else if (n->type == DOC_DEFINITION_LIST)
		peek_definitions(L, 1, &kids);
	else
		peek_items(L, 1, &kids);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_list_attr(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_ORDERED_LIST);

	n->as.list.start = 1;
	if (!lua_isnoneornil(L, 1))
		n->as.list.start = integer_peek(L, 1, INT32_MIN, INT32_MAX);
	n->as.list.style = (uint8_t)names_peek(L, 2, &names_style);
	n->as.list.delim = (uint8_t)names_peek(L, 3, &names_delim);
	push_handle(L, HANDLE_LIST_ATTR)->of.node = n;
	return 1;
}

/* Figure(content, caption, attr). */
static int
make_figure(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_FIGURE);
	struct doc_node *caption = peek_caption(L, 2);
	struct doc_list kids = {0};

	if (caption->count)
		push_to(L, &kids, caption);
	peek_blocks(L, 1, &kids);
	n->attr = peek_attr(L, 3);
	return finish(L, doc_adopt(n, &kids));
}

/* -- tables ---------------------------------------------------------------- */

static int
make_cell(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_CELL);
	struct doc_list kids = {0};

	peek_blocks(L, 1, &kids);
	n->num = (int16_t)names_peek(L, 2, &names_align);
	n->as.span.rows = n->as.span.cols = 1;
	if (!lua_isnoneornil(L, 3))
		n->as.span.rows = (uint32_t)integer_peek(L, 3, 1, INT16_MAX);
	if (!lua_isnoneornil(L, 4))
		n->as.span.cols = (uint32_t)integer_peek(L, 4, 1, INT16_MAX);
	n->attr = peek_attr(L, 5);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_row(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_ROW);
	struct doc_list kids = {0};

	if (!lua_isnoneornil(L, 1))
		peek_cells(L, 1, &kids);
	n->attr = peek_attr(L, 2);
	return finish(L, doc_adopt(n, &kids));
}

static int
make_end(lua_State *L)
{
	struct doc_node *n = new_node(L, wanted(L));
	struct doc_list kids = {0};

	peek_rows(L, 1, &kids, 0);
	n->attr = peek_attr(L, 2);
	return finish(L, doc_adopt(n, &kids));
}

/* TableBody(body, head, row_head_columns, attr): a plain table. */
static int
make_body(lua_State *L)
{
	lua_settop(L, 4);
	lua_createtable(L, 0, 4);
	for (int i = 1; i <= 2; i++) {
		lua_pushvalue(L, i);
		if (lua_isnil(L, -1)) {
			lua_pop(L, 1);
			lua_newtable(L);
		}
		lua_setfield(L, 5, i == 1 ? "body" : "head");
	}
	lua_pushinteger(L, luaL_optinteger(L, 3, 0));
	lua_setfield(L, 5, "row_head_columns");
	push_attr(L, peek_attr(L, 4));
	lua_setfield(L, 5, "attr");
	return 1;
}

/* Table(caption, colspecs, head, bodies, foot, attr). */
static int
make_table(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_TABLE);
	struct doc_node *caption = peek_caption(L, 1);
	struct doc_list kids = {0};

	put_colspecs(L, n, 2);
	if (caption->count)
		push_to(L, &kids, caption);
	push_to(L, &kids, peek_end(L, 3, DOC_TABLE_HEAD));
	push_to(L, &kids, peek_end(L, 5, DOC_TABLE_FOOT));
	doc_adopt(n, &kids);
	put_bodies(L, n, 4);
	n->attr = peek_attr(L, 6);
	return finish(L, n);
}

/* SimpleTable(caption, aligns, widths, headers, rows): a plain table. */
static int
make_simple_table(lua_State *L)
{
	static const char *const names[] = {"caption", "aligns", "widths",
					    "headers", "rows"};

	lua_settop(L, 5);
	lua_createtable(L, 0, 6);
	for (int i = 0; i < (int)countof(names); i++) {
		lua_pushvalue(L, i + 1);
		lua_setfield(L, 6, names[i]);
	}
	lua_pushliteral(L, "SimpleTable");
	lua_setfield(L, 6, "t");
	env_set_list_meta(L, LIST_SIMPLE_TABLE);
	return 1;
}

/* -- Attr, Pandoc, metadata, lists ----------------------------------------- */

/* Attr(identifier, classes, attributes), or one table. */
static int
make_attr(lua_State *L)
{
	lua_settop(L, 3);
	if (!lua_istable(L, 1) && !lua_isuserdata(L, 1)) {
		lua_createtable(L, 3, 0);
		lua_pushvalue(L, 1);
		if (lua_isnil(L, -1)) {
			lua_pop(L, 1);
			lua_pushliteral(L, "");
		}
		lua_rawseti(L, 4, 1);
		if (lua_istable(L, 2)) { /* a string is ignored, as ever */
			lua_pushvalue(L, 2);
			lua_rawseti(L, 4, 2);
		}
		lua_pushvalue(L, 3);
		lua_rawseti(L, 4, 3);
		lua_replace(L, 1);
	}
	push_attr(L, peek_attr(L, 1));
	return 1;
}

static int
make_attr_list(lua_State *L)
{
	lua_settop(L, 1);
	lua_createtable(L, 3, 0);
	lua_pushliteral(L, "");
	lua_rawseti(L, 2, 1);
	lua_pushvalue(L, 1);
	lua_rawseti(L, 2, 3);
	push_attr_list(L, peek_attr(L, 2));
	return 1;
}

static int
make_pandoc(lua_State *L)
{
	struct doc_node *root = new_node(L, DOC_DOCUMENT);
	struct doc_list kids = {0};
	struct value *meta;

	peek_blocks(L, 1, &kids);
	doc_adopt(root, &kids);
	if (lua_isnoneornil(L, 2))
		meta = value_map(state_of(L)->work);
	else
		meta = peek_meta(L, 2, NULL);
	push_document(L, root, meta);
	return 1;
}

/* MetaString and so on, Meta, MetaMap: the value itself. */
static int
make_same(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_settop(L, 1);
	return 1;
}

static int
make_meta_string(lua_State *L)
{
	push_str(L, text_peek(L, 1, "string"));
	return 1;
}

static int
make_meta_list(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	env_set_list_meta(L, LIST_PLAIN);
	return 1;
}

static int
make_inline_list(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_PLAIN);
	struct doc_list kids = {0};

	peek_inlines(L, 1, &kids);
	push_inlines(L, doc_adopt(n, &kids), 0);
	return 1;
}

static int
make_block_list(lua_State *L)
{
	struct doc_node *n = new_node(L, DOC_DIV);
	struct doc_list kids = {0};

	peek_blocks(L, 1, &kids);
	push_blocks(L, doc_adopt(n, &kids), 0);
	return 1;
}

/* -- the table ------------------------------------------------------------- */

static const struct {
	const char *name; /* NULL: the type's own */
	lua_CFunction make;
	int upvalue;
} constructors[] = {
    {NULL, make_inlines, DOC_PLAIN},
    {NULL, make_inlines, DOC_PARA},
    {NULL, make_list, DOC_LINE_BLOCK},
    {NULL, make_text, DOC_CODE_BLOCK},
    {NULL, make_raw, DOC_RAW_BLOCK},
    {NULL, make_blocks, DOC_BLOCK_QUOTE},
    {NULL, make_list, DOC_ORDERED_LIST},
    {NULL, make_list, DOC_BULLET_LIST},
    {NULL, make_list, DOC_DEFINITION_LIST},
    {NULL, make_header, DOC_HEADER},
    {NULL, make_bare, DOC_HORIZONTAL_RULE},
    {NULL, make_table, DOC_TABLE},
    {NULL, make_figure, DOC_FIGURE},
    {NULL, make_blocks, DOC_DIV},
    {NULL, make_text, DOC_STR},
    {NULL, make_bare, DOC_SPACE},
    {NULL, make_bare, DOC_SOFT_BREAK},
    {NULL, make_bare, DOC_LINE_BREAK},
    {NULL, make_inlines, DOC_EMPH},
    {NULL, make_inlines, DOC_UNDERLINE},
    {NULL, make_inlines, DOC_STRONG},
    {NULL, make_inlines, DOC_STRIKEOUT},
    {NULL, make_inlines, DOC_SUPERSCRIPT},
    {NULL, make_inlines, DOC_SUBSCRIPT},
    {NULL, make_inlines, DOC_SMALL_CAPS},
    {NULL, make_quoted, DOC_QUOTED},
    {NULL, make_cite, DOC_CITE},
    {NULL, make_text, DOC_CODE},
    {NULL, make_math, DOC_MATH},
    {NULL, make_raw, DOC_RAW_INLINE},
    {NULL, make_link, DOC_LINK},
    {NULL, make_link, DOC_IMAGE},
    {NULL, make_blocks, DOC_NOTE},
    {NULL, make_inlines, DOC_SPAN},
    {NULL, make_pandoc, DOC_DOCUMENT},
    {NULL, make_end, DOC_TABLE_HEAD},
    {NULL, make_end, DOC_TABLE_FOOT},
    {NULL, make_row, DOC_ROW},
    {NULL, make_cell, DOC_CELL},
    {NULL, make_citation, DOC_CITATION},
    {"TableBody", make_body, 0},
    {"SimpleTable", make_simple_table, 0},
    {"ListAttributes", make_list_attr, 0},
    {"Attr", make_attr, 0},
    {"AttributeList", make_attr_list, 0},
    {"SingleQuoted", make_old_quoted, DOC_QUOTE_SINGLE},
    {"DoubleQuoted", make_old_quoted, DOC_QUOTE_DOUBLE},
    {"Meta", make_same, 0},
    {"MetaMap", make_same, 0},
    {"MetaBool", make_same, 0},
    {"MetaString", make_meta_string, 0},
    {"MetaList", make_meta_list, 0},
    {"MetaInlines", make_inline_list, 0},
    {"MetaBlocks", make_block_list, 0},
    {"Inlines", make_inline_list, 0},
    {"Blocks", make_block_list, 0},
};

static void
open_names(lua_State *L)
{
	static const struct names *const all[] = {&names_align, &names_quote,
						  &names_math,  &names_cite,
						  &names_style, &names_delim};

	for (size_t i = 0; i < countof(all); i++)
		for (int k = 0; k < all[i]->count; k++) {
			lua_pushstring(L, all[i]->name[k]);
			lua_setfield(L, -2, all[i]->name[k]);
		}
}

void
make_open(lua_State *L)
{
	for (size_t i = 0; i < countof(constructors); i++) {
		const char *name = constructors[i].name;

		lua_pushinteger(L, constructors[i].upvalue);
		lua_pushcclosure(L, constructors[i].make, 1);
		lua_setfield(L, -2,
			     name
				 ? name
				 : doc_type_name(
				       (enum doc_type)constructors[i].upvalue));
	}
	open_names(L);
}
