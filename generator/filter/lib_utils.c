/* lib_utils.c – pandoc.utils. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <string.h>

#include "filter/names.h"
#include "filter/sha1.h"
#include "filter/tables.h"

/* -- blocks and inlines ---------------------------------------------------- */

static void blocks_inlines(lua_State *L, const struct doc_node *n,
			   struct doc_list *out);

/* The inlines of one block; lists within it are taken apart. */
static void
block_inlines(lua_State *L, const struct doc_node *n, struct doc_list *out)
{
	struct doc_node *code;

	state_guard(L);
	switch ((int)n->type) {
	case DOC_CODE_BLOCK:
		code = new_leaf(L, DOC_CODE, n->text);
		code->attr = n->attr;
		push_to(L, out, code);
		return;
	case DOC_RAW_BLOCK:
		code = new_leaf(L, DOC_RAW_INLINE, n->text);
		code->as.format = n->as.format;
		push_to(L, out, code);
		return;
	default:
		break;
	}
	if (doc_kids_kind((enum doc_type)n->type) == DOC_INLINES)
		for (uint32_t i = 0; i < n->count; i++)
			push_to(L, out, n->kids[i]);
	else
		blocks_inlines(L, n, out);
}

static void
blocks_inlines(lua_State *L, const struct doc_node *n, struct doc_list *out)
{
	for (uint32_t i = 0; i < n->count; i++) {
		size_t before = out->count;

		if (n->kids[i]->type == DOC_CAPTION)
			continue;
		block_inlines(L, n->kids[i], out);
		if (i + 1 < n->count && out->count > before)
			push_to(L, out, new_node(L, DOC_LINE_BREAK));
	}
}

/* A separator given takes the place of LineBreak. */
static int
utils_blocks_to_inlines(lua_State *L)
{
	struct doc_list blocks = {0}, inlines = {0}, sep = {0}, out = {0};
	struct doc_node *n = new_node(L, DOC_DIV);

	peek_blocks(L, 1, &blocks);
	blocks_inlines(L, doc_adopt(n, &blocks), &inlines);
	if (!lua_isnoneornil(L, 2))
		peek_inlines(L, 2, &sep);
	for (size_t i = 0; i < inlines.count; i++) {
		struct doc_node *in = inlines.nodes[i];

		if (!lua_isnoneornil(L, 2) && in->type == DOC_LINE_BREAK &&
		    in->flags & DOC_GENERATED)
			for (size_t k = 0; k < sep.count; k++)
				push_to(L, &out, sep.nodes[k]);
		else
			push_to(L, &out, in);
	}
	push_inlines(L, doc_adopt(new_node(L, DOC_PLAIN), &out), 0);
	return 1;
}

/* -- small things ---------------------------------------------------------- */

static int
utils_equals(lua_State *L)
{
	luaL_checkany(L, 2);
	lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPEQ));
	return 1;
}

static int
utils_type(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_pushstring(L, type_name_at(L, 1));
	return 1;
}

static int
utils_sha1(lua_State *L)
{
	char hex[41];

	luaL_checkstring(L, 1);
	state_tick(L, 1 + text_at(L, 1).n / 8);
	sha1_hex(text_at(L, 1), hex);
	lua_pushstring(L, hex);
	return 1;
}

static int
utils_to_roman(lua_State *L)
{
	static const struct {
		int value;
		const char *digits;
	} steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"},
		     {100, "C"},  {90, "XC"},  {50, "L"},  {40, "XL"},
		     {10, "X"},   {9, "IX"},   {5, "V"},   {4, "IV"},
		     {1, "I"}};
	lua_Integer n = luaL_checkinteger(L, 1);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	if (n < 0 || n >= 4000) {
		luaL_addchar(&b, '?');
		n = 0;
	}
	for (size_t i = 0; i < countof(steps); i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			luaL_addstring(&b, steps[i].digits);
	luaL_pushresult(&b);
	return 1;
}

/* -- dates ----------------------------------------------------------------- */

struct date {
	int day, month, year;
};

static int
month_number(struct str s)
{
	static const char *const months[] = {"january", "february", "march",
					     "april",   "may",      "june",
					     "july",    "august",   "september",
					     "october", "november", "december"};

	for (int m = 0; m < 12; m++) {
		size_t n = strlen(months[m]), i = 0;

		while (i < s.n && i < n && to_lower(s.p[i]) == months[m][i])
			i++;
		if (i == s.n && (i == n || i == 3))
			return m + 1;
	}
	return 0;
}

static int
small_number(struct str s)
{
	int n = 0;

	if (s.n == 0 || s.n > 4)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

/* Cuts the text into words and numbers; how many there were. */
static int
date_words(struct str s, struct str word[3])
{
	int count = 0;
	size_t at = 0;

	while (at < s.n) {
		size_t from;

		while (at < s.n && !is_alnum(s.p[at]))
			at++;
		from = at;
		while (at < s.n && is_alnum(s.p[at]))
			at++;
		if (at == from)
			break;
		if (count == 3)
			return 0;
		word[count++] = str_slice(s, from, at);
	}
	return count;
}

/* "2020-03-01", "03/01/2020", "1 March 2020", "March 1, 2020", "Mar 2020",
 * "2020". */
static bool
parse_date(struct str s, struct date *d)
{
	struct str w[3];
	int count = date_words(s, w);

	*d = (struct date){1, 1, 0};
	if (count == 1) {
		d->year = w[0].n == 4 ? small_number(w[0]) : -1;
	} else if (count == 2) {
		d->month = month_number(w[0]);
		d->year = small_number(w[1]);
	} else if (count == 3 && w[0].n == 4) {
		d->year = small_number(w[0]);
		d->month = small_number(w[1]);
		d->day = small_number(w[2]);
	} else if (count == 3) {
		bool day_first = month_number(w[1]) != 0;

		d->year = small_number(w[2]);
		d->month = month_number(w[day_first ? 1 : 0]);
		if (!d->month)
			d->month = small_number(w[0]);
		d->day = small_number(w[day_first ? 0 : 1]);
	}
	return count && d->year > 0 && d->month >= 1 && d->month <= 12 &&
	       d->day >= 1 && d->day <= 31;
}

static int
utils_normalize_date(lua_State *L)
{
	struct date d;

	luaL_checkstring(L, 1);
	if (!parse_date(text_at(L, 1), &d)) {
		lua_pushnil(L);
		return 1;
	}
	push_str(L, arena_printf(state_of(L)->work, "%04d-%02d-%02d", d.year,
				 d.month, d.day));
	return 1;
}

/* -- simple tables --------------------------------------------------------- */

static const struct doc_node *
part(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; n && i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

/* {blocks, …}: the contents of the cells of a row. */
static void
push_cells(lua_State *L, const struct doc_node *row)
{
	lua_newtable(L);
	for (uint32_t i = 0; row && i < row->count; i++) {
		push_blocks(L, row->kids[i], 0);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
push_columns(lua_State *L, const struct doc_columns *c, bool widths)
{
	lua_newtable(L);
	for (size_t i = 0; c && i < c->count; i++) {
		if (widths)
			lua_pushnumber(L, c->column[i].width);
		else
			names_push(L, &names_align, (int)c->column[i].align);
		lua_rawseti(L, -2, (int)i + 1);
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static void
push_all_rows(lua_State *L, const struct doc_node *table)
{
	int count = 0;

	lua_newtable(L);
	for (uint32_t i = 0; i < table->count; i++) {
		const struct doc_node *body = table->kids[i];

		if (body->type != DOC_TABLE_BODY &&
		    body->type != DOC_TABLE_FOOT)
			continue;
		for (uint32_t k = 0; k < body->count; k++) {
			push_cells(L, body->kids[k]);
			lua_rawseti(L, -2, ++count);
		}
	}
	env_set_list_meta(L, LIST_PLAIN);
}

static int
utils_to_simple_table(lua_State *L)
{
	struct doc_node *table = peek_node(L, 1);
	const struct doc_node *head, *caption;
	struct doc_list inlines = {0};

	if (!doc_is(table, DOC_TABLE))
		return luaL_error(L, "Table expected, got %s",
				  type_name_at(L, 1));
	head = part(table, DOC_TABLE_HEAD);
	caption = part(table, DOC_CAPTION);
	lua_createtable(L, 0, 6);
	if (caption)
		blocks_inlines(L, caption, &inlines);
	push_inlines(L, doc_adopt(new_node(L, DOC_PLAIN), &inlines), 0);
	lua_setfield(L, -2, "caption");
	push_columns(L, table->as.columns, false);
	lua_setfield(L, -2, "aligns");
	push_columns(L, table->as.columns, true);
	lua_setfield(L, -2, "widths");
	push_cells(L, head && head->count ? head->kids[0] : NULL);
	lua_setfield(L, -2, "headers");
	push_all_rows(L, table);
	lua_setfield(L, -2, "rows");
	lua_pushliteral(L, "SimpleTable");
	lua_setfield(L, -2, "t");
	env_set_list_meta(L, LIST_SIMPLE_TABLE);
	return 1;
}

static void
simple_columns(lua_State *L, struct doc_node *table)
{
	size_t count;

	lua_getfield(L, 1, "aligns");
	lua_getfield(L, 1, "widths");
	count = lua_istable(L, -2) ? (size_t)lua_rawlen(L, -2) : 0;
	table->as.columns = new_columns(L, count);
	for (size_t i = 0; i < count; i++) {
		struct doc_column *c = &table->as.columns->column[i];

		lua_rawgeti(L, 3, (lua_Integer)i + 1);
		c->align = (enum doc_align)names_peek(L, 5, &names_align);
		if (lua_istable(L, 4)) {
			lua_rawgeti(L, 4, (lua_Integer)i + 1);
			c->width =
			    lua_isnumber(L, -1) ? lua_tonumber(L, -1) : 0;
		}
		lua_settop(L, 4);
	}
	lua_settop(L, 2);
}

static bool
has_content(const struct doc_list *cells)
{
	for (size_t i = 0; i < cells->count; i++)
		if (cells->nodes[i]->count)
			return true;
	return false;
}

static int
utils_from_simple_table(lua_State *L)
{
	struct doc_node *table = new_node(L, DOC_TABLE);
	struct doc_list parts = {0}, caption = {0}, rows = {0}, cells = {0};
	struct doc_list head = {0}, body = {0};

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	simple_columns(L, table);
	lua_getfield(L, 1, "caption");
	if (!lua_isnil(L, 3))
		peek_inlines(L, 3, &caption);
	if (caption.count) {
		struct doc_node *plain =
		    doc_adopt(new_node(L, DOC_PLAIN), &caption);

		push_to(L, &parts,
			doc_wrap(state_of(L)->work, DOC_CAPTION, plain->pos,
				 plain));
	}
	lua_getfield(L, 1, "headers");
	if (lua_istable(L, 4))
		peek_cells(L, 4, &cells);
	if (has_content(&cells))
		push_to(L, &head, doc_adopt(new_node(L, DOC_ROW), &cells));
	push_to(L, &parts, doc_adopt(new_node(L, DOC_TABLE_HEAD), &head));
	lua_getfield(L, 1, "rows");
	peek_rows(L, 5, &rows, 0);
	push_to(L, &parts, doc_adopt(new_node(L, DOC_TABLE_BODY), &rows));
	push_to(L, &parts, doc_adopt(new_node(L, DOC_TABLE_FOOT), &body));
	push_node(L, doc_adopt(table, &parts));
	return 1;
}

static const luaL_Reg functions[] = {
    {"blocks_to_inlines", utils_blocks_to_inlines},
    {"equals", utils_equals},
    {"from_simple_table", utils_from_simple_table},
    {"make_sections", utils_make_sections},
    {"normalize_date", utils_normalize_date},
    {"sha1", utils_sha1},
    {"stringify", utils_stringify},
    {"to_roman_numeral", utils_to_roman},
    {"to_simple_table", utils_to_simple_table},
    {"type", utils_type},
    {NULL, NULL},
};

void
lib_utils_open(lua_State *L)
{
	env_functions(L, functions);
	env_push_original(L, "pandoc.types");
	lua_getfield(L, -1, "Version");
	lua_setfield(L, -3, "Version");
	lua_pop(L, 1);
	push_denied(L, "running a program (pandoc.utils.run_json_filter)");
	lua_setfield(L, -2, "run_json_filter");
	push_denied(L, "running a program (pandoc.utils.run_lua_filter)");
	lua_setfield(L, -2, "run_lua_filter");
	env_library(L, "pandoc.utils");
}
