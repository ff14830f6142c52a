/* tables.c – tables and captions: what Pandoc shows of them (caption, colspecs,
 * head, bodies, foot, rows, cells) to and from the part nodes, and Pandoc's
 * older SimpleTable. */
#include "filter/tables.h"

#include "filter/filter_int.h"
#include "filter/names.h"

static const struct doc_node *
part(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

/* -- captions -------------------------------------------------------------- */

static void
get_caption(lua_State *L, const struct handle *h)
{
	const struct doc_node *caption = part(h->of.node, DOC_CAPTION);
	const struct doc_node *brief =
	    caption ? part(caption, DOC_SHORT_CAPTION) : NULL;

	lua_createtable(L, 0, 2);
	if (caption) {
		push_blocks(L, caption, content_start(caption));
	} else {
		lua_newtable(L);
		env_set_list_meta(L, LIST_BLOCKS);
	}
	lua_setfield(L, -2, "long");
	if (brief) {
		push_inlines(L, brief, 0);
		lua_setfield(L, -2, "short");
	}
}

static void
peek_short(lua_State *L, int idx, struct doc_list *out)
{
	struct doc_list inlines = {0};

	peek_inlines(L, idx, &inlines);
	push_to(L, out, doc_adopt(new_node(L, DOC_SHORT_CAPTION), &inlines));
}

struct doc_node *
peek_caption(lua_State *L, int idx)
{
	struct doc_node *caption = new_node(L, DOC_CAPTION);
	struct doc_list kids = {0};
	int top = lua_gettop(L);

	if (lua_isnoneornil(L, idx))
		return caption;
	if (!lua_istable(L, idx)) {
		peek_blocks(L, idx, &kids);
		return doc_adopt(caption, &kids);
	}
	lua_getfield(L, idx, "short");
	lua_getfield(L, idx, "long");
	if (lua_isnil(L, top + 1) && lua_isnil(L, top + 2)) {
		peek_blocks(L, idx, &kids);
	} else {
		if (!lua_isnil(L, top + 1))
			peek_short(L, top + 1, &kids);
		if (!lua_isnil(L, top + 2))
			peek_blocks(L, top + 2, &kids);
	}
	lua_settop(L, top);
	return doc_adopt(caption, &kids);
}

/* The kids of n with those of one type replaced, in Pandoc's order. */
static void
replace_parts(lua_State *L, struct doc_node *n, enum doc_type type,
	      const struct doc_list *with)
{
	static const enum doc_type order[] = {DOC_CAPTION, DOC_TABLE_HEAD,
					      DOC_TABLE_BODY, DOC_TABLE_FOOT};
	struct doc_list kids = {0};
	uint32_t parts = content_start(n);

	for (size_t o = 0; o < countof(order); o++) {
		for (size_t i = 0; order[o] == type && i < with->count; i++)
			push_to(L, &kids, with->nodes[i]);
		for (uint32_t i = 0; order[o] != type && i < parts; i++)
			if (n->kids[i]->type == order[o])
				push_to(L, &kids, n->kids[i]);
	}
	for (uint32_t i = parts; i < n->count; i++)
		push_to(L, &kids, n->kids[i]);
	doc_adopt(n, &kids);
}

static void
put_caption(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list list = {0};
	struct doc_node *caption = peek_caption(L, idx);

	if (caption->count)
		push_to(L, &list, caption);
	replace_parts(L, n, DOC_CAPTION, &list);
}

/* -- cells and rows -------------------------------------------------------- */

static void
get_alignment(lua_State *L, const struct handle *h)
{
	names_push(L, &names_align, h->of.node->num);
}

static void
put_alignment(lua_State *L, struct doc_node *n, int idx)
{
	n->num = (int16_t)names_peek(L, idx, &names_align);
}

static void
get_contents(lua_State *L, const struct handle *h)
{
	push_blocks(L, h->of.node, 0);
}

static void
put_contents(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list kids = {0};

	peek_blocks(L, idx, &kids);
	doc_adopt(n, &kids);
}

static void
get_col_span(lua_State *L, const struct handle *h)
{
	uint32_t cols = h->of.node->as.span.cols;

	lua_pushinteger(L, cols ? cols : 1);
}

static void
put_col_span(lua_State *L, struct doc_node *n, int idx)
{
	n->as.span.cols = (uint32_t)integer_peek(L, idx, 1, INT16_MAX);
}

static void
get_row_span(lua_State *L, const struct handle *h)
{
	uint32_t rows = h->of.node->as.span.rows;

	lua_pushinteger(L, rows ? rows : 1);
}

static void
put_row_span(lua_State *L, struct doc_node *n, int idx)
{
	n->as.span.rows = (uint32_t)integer_peek(L, idx, 1, INT16_MAX);
}

/* The kids of n with (or without) the flag, as a List. */
static void
push_parts(lua_State *L, const struct doc_node *n, enum doc_type type,
	   uint8_t flag)
{
	int count = 0;

	lua_newtable(L);
	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->type != type ||
		    (n->kids[i]->flags & DOC_HEAD_ROW) != flag)
			continue;
		push_node(L, n->kids[i]);
		lua_rawseti(L, -2, ++count);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
get_cells(lua_State *L, const struct handle *h)
{
	push_parts(L, h->of.node, DOC_CELL, 0);
}

/* {attr=, alignment=, contents=, col_span=, row_span=}: a Cell as a table. */
static struct doc_node *
peek_cell_table(lua_State *L, int idx)
{
	static const struct field *const parts[] = {
	    &field_contents, &field_alignment, &field_col_span,
	    &field_row_span};
	struct doc_node *n = new_node(L, DOC_CELL);

	for (size_t i = 0; i < countof(parts); i++) {
		int type = lua_getfield(L, idx, parts[i]->name);

		if (type == LUA_TNIL && i == 0) {
			lua_pop(L, 1);
			type = lua_getfield(L, idx, "content");
		}
		if (type != LUA_TNIL)
			parts[i]->put(L, n, lua_gettop(L));
		lua_pop(L, 1);
	}
	lua_getfield(L, idx, "attr");
	n->attr = peek_attr(L, lua_gettop(L));
	lua_pop(L, 1);
	return n;
}

static bool
has_field(lua_State *L, int idx, const char *name)
{
	bool has = lua_getfield(L, idx, name) != LUA_TNIL;

	lua_pop(L, 1);
	return has;
}

static struct doc_node *
peek_cell(lua_State *L, int idx)
{
	struct doc_node *n = peek_node(L, idx);
	struct doc_list kids = {0};

	if (doc_is(n, DOC_CELL))
		return n;
	if (lua_istable(L, idx) &&
	    (has_field(L, idx, "contents") || has_field(L, idx, "content")))
		return peek_cell_table(L, idx);
	peek_blocks(L, idx, &kids);
	return doc_adopt(new_node(L, DOC_CELL), &kids);
}

/* Whether the table at idx is {attr, list}, as rows, heads and feet may be
 * written: the first item is an Attr or an empty table. */
static bool
is_pair(lua_State *L, int idx)
{
	bool attr;
	const struct handle *h;

	if (!lua_istable(L, idx) || lua_rawlen(L, idx) != 2)
		return false;
	lua_rawgeti(L, idx, 1);
	h = handle_at(L, -1);
	attr = h ? h->kind == HANDLE_ATTR
		 : lua_istable(L, -1) && lua_rawlen(L, -1) == 0 &&
		       luaL_getmetafield(L, -1, "__name") == LUA_TNIL;
	lua_rawgeti(L, idx, 2);
	attr = attr && lua_istable(L, -1);
	lua_pop(L, 2);
	return attr;
}

void
peek_cells(lua_State *L, int idx, struct doc_list *out)
{
	lua_Integer count;

	idx = lua_absindex(L, idx);
	luaL_checkstack(L, 10, "table");
	if (!lua_istable(L, idx))
		luaL_error(L, "list of Cells expected, got %s",
			   type_name_at(L, idx));
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, idx, i);
		push_to(L, out, peek_cell(L, lua_gettop(L)));
		lua_pop(L, 1);
	}
}

static void
put_cells(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list kids = {0};

	peek_cells(L, idx, &kids);
	doc_adopt(n, &kids);
}

static void
get_rows(lua_State *L, const struct handle *h)
{
	push_parts(L, h->of.node, DOC_ROW, 0);
}

static struct doc_node *
peek_row(lua_State *L, int idx)
{
	struct doc_node *n = peek_node(L, idx);
	struct doc_list cells = {0};

	if (doc_is(n, DOC_ROW))
		return n;
	n = new_node(L, DOC_ROW);
	if (is_pair(L, idx)) {
		lua_rawgeti(L, idx, 1);
		n->attr = peek_attr(L, lua_gettop(L));
		lua_rawgeti(L, idx, 2);
		peek_cells(L, lua_gettop(L), &cells);
		lua_pop(L, 2);
	} else {
		peek_cells(L, idx, &cells);
	}
	return doc_adopt(n, &cells);
}

void
peek_rows(lua_State *L, int idx, struct doc_list *out, uint8_t flag)
{
	lua_Integer count;

	idx = lua_absindex(L, idx);
	luaL_checkstack(L, 10, "table");
	if (lua_isnoneornil(L, idx))
		return;
	if (!lua_istable(L, idx))
		luaL_error(L, "list of Rows expected, got %s",
			   type_name_at(L, idx));
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		struct doc_node *row;

		lua_rawgeti(L, idx, i);
		row = peek_row(L, lua_gettop(L));
		if ((row->flags & DOC_HEAD_ROW) != flag) {
			row = doc_clone(state_of(L)->work, row);
			row->flags =
			    (uint8_t)((row->flags & ~DOC_HEAD_ROW) | flag);
		}
		push_to(L, out, row);
		lua_pop(L, 1);
	}
}

static void
put_rows(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list kids = {0};

	peek_rows(L, idx, &kids, 0);
	doc_adopt(n, &kids);
}

/* -- tables ---------------------------------------------------------------- */

static void
push_part(lua_State *L, const struct doc_node *n, enum doc_type type)
{
	const struct doc_node *p = part(n, type);

	push_node(L, p ? p : new_node(L, type));
}

static void
get_head(lua_State *L, const struct handle *h)
{
	push_part(L, h->of.node, DOC_TABLE_HEAD);
}

static void
get_foot(lua_State *L, const struct handle *h)
{
	push_part(L, h->of.node, DOC_TABLE_FOOT);
}

/* A TableHead or TableFoot; a list of rows does as well. */
struct doc_node *
peek_end(lua_State *L, int idx, enum doc_type type)
{
	struct doc_node *n = peek_node(L, idx);
	struct doc_list rows = {0};

	if (doc_is(n, type))
		return n;
	if (n)
		luaL_error(L, "%s expected, got %s", doc_type_name(type),
			   type_name_at(L, idx));
	n = new_node(L, type);
	if (is_pair(L, idx)) {
		lua_rawgeti(L, idx, 1);
		n->attr = peek_attr(L, lua_gettop(L));
		lua_rawgeti(L, idx, 2);
		peek_rows(L, lua_gettop(L), &rows, 0);
		lua_pop(L, 2);
	} else {
		peek_rows(L, idx, &rows, 0);
	}
	return doc_adopt(n, &rows);
}

static void
put_head(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list list = {0};

	push_to(L, &list, peek_end(L, idx, DOC_TABLE_HEAD));
	replace_parts(L, n, DOC_TABLE_HEAD, &list);
}

static void
put_foot(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list list = {0};

	push_to(L, &list, peek_end(L, idx, DOC_TABLE_FOOT));
	replace_parts(L, n, DOC_TABLE_FOOT, &list);
}

/* A body is a plain table in Pandoc, too. */
static void
push_body(lua_State *L, const struct doc_node *n)
{
	lua_createtable(L, 0, 4);
	push_attr(L, n->attr);
	lua_setfield(L, -2, "attr");
	push_parts(L, n, DOC_ROW, DOC_HEAD_ROW);
	lua_setfield(L, -2, "head");
	push_parts(L, n, DOC_ROW, 0);
	lua_setfield(L, -2, "body");
	lua_pushinteger(L, n->num);
	lua_setfield(L, -2, "row_head_columns");
}

static void
get_bodies(lua_State *L, const struct handle *h)
{
	int count = 0;

	lua_newtable(L);
	for (uint32_t i = 0; i < h->of.node->count; i++) {
		if (h->of.node->kids[i]->type != DOC_TABLE_BODY)
			continue;
		push_body(L, h->of.node->kids[i]);
		lua_rawseti(L, -2, ++count);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static struct doc_node *
peek_body(lua_State *L, int idx)
{
	struct doc_node *body = new_node(L, DOC_TABLE_BODY);
	struct doc_list rows = {0};
	int top = lua_gettop(L);

	luaL_checkstack(L, 10, "table");
	if (!lua_istable(L, idx))
		luaL_error(L, "TableBody expected, got %s",
			   type_name_at(L, idx));
	lua_getfield(L, idx, "head");
	peek_rows(L, top + 1, &rows, DOC_HEAD_ROW);
	lua_getfield(L, idx, "body");
	peek_rows(L, top + 2, &rows, 0);
	lua_getfield(L, idx, "attr");
	body->attr = peek_attr(L, top + 3);
	lua_getfield(L, idx, "row_head_columns");
	if (!lua_isnil(L, top + 4))
		body->num = (int16_t)integer_peek(L, top + 4, 0, INT16_MAX);
	lua_settop(L, top);
	return doc_adopt(body, &rows);
}

void
put_bodies(lua_State *L, struct doc_node *n, int idx)
{
	struct doc_list list = {0};
	lua_Integer count;

	if (!lua_istable(L, idx))
		luaL_error(L, "list of TableBodies expected, got %s",
			   type_name_at(L, idx));
	count = (lua_Integer)lua_rawlen(L, idx);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, idx, i);
		push_to(L, &list, peek_body(L, lua_gettop(L)));
		lua_pop(L, 1);
	}
	replace_parts(L, n, DOC_TABLE_BODY, &list);
}

static void
get_colspecs(lua_State *L, const struct handle *h)
{
	const struct doc_columns *c = h->of.node->as.columns;

	lua_newtable(L);
	for (size_t i = 0; c && i < c->count; i++) {
		lua_createtable(L, 2, 0);
		names_push(L, &names_align, (int)c->column[i].align);
		lua_rawseti(L, -2, 1);
		if (c->column[i].width > 0) {
			lua_pushnumber(L, c->column[i].width);
			lua_rawseti(L, -2, 2);
		}
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

struct doc_columns *
new_columns(lua_State *L, size_t count)
{
	struct doc_columns *c = arena_alloc(
	    state_of(L)->work, sizeof *c + count * sizeof(struct doc_column));

	c->count = count;
	return c;
}

void
put_colspecs(lua_State *L, struct doc_node *n, int idx)
{
	size_t count;

	if (!lua_istable(L, idx))
		luaL_error(L, "list of ColSpecs expected, got %s",
			   type_name_at(L, idx));
	count = (size_t)lua_rawlen(L, idx);
	n->as.columns = new_columns(L, count);
	for (size_t i = 0; i < count; i++) {
		struct doc_column *c = &n->as.columns->column[i];

		lua_rawgeti(L, idx, (lua_Integer)i + 1);
		if (!lua_istable(L, -1))
			luaL_error(L, "ColSpec expected, got %s",
				   type_name_at(L, -1));
		lua_geti(L, -1, 1);
		c->align =
		    (enum doc_align)names_peek(L, lua_gettop(L), &names_align);
		lua_geti(L, -2, 2);
		c->width = lua_isnumber(L, -1) ? lua_tonumber(L, -1) : 0;
		lua_pop(L, 3);
	}
}

/* -- the rows of fields.c -------------------------------------------------- */

#define ROW const struct field
ROW field_table_caption = {"caption", get_caption, put_caption, false,
			   true,      NULL,        NULL};
ROW field_colspecs = {"colspecs", get_colspecs, put_colspecs, false,
		      true,       NULL,         NULL};
ROW field_head = {"head", get_head, put_head, false, true, NULL, NULL};
ROW field_bodies = {"bodies", get_bodies, put_bodies, false, true, NULL, NULL};
ROW field_foot = {"foot", get_foot, put_foot, false, true, NULL, NULL};
ROW field_rows = {"rows", get_rows, put_rows, false, true, NULL, NULL};
ROW field_cells = {"cells", get_cells, put_cells, false, true, NULL, NULL};
ROW field_alignment = {"alignment", get_alignment, put_alignment, false,
		       false,       NULL,          NULL};
ROW field_contents = {"contents", get_contents, put_contents, false,
		      true,       NULL,         NULL};
ROW field_cell_content = {"content", NULL,       NULL, false,
			  false,     "contents", NULL};
ROW field_col_span = {"col_span", get_col_span, put_col_span, false,
		      false,      NULL,         NULL};
ROW field_row_span = {"row_span", get_row_span, put_row_span, false,
		      false,      NULL,         NULL};
#undef ROW
