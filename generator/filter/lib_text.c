/* lib_text.c – pandoc.text (and the module `text`): strings by code point. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include "base/utf8.h"

static struct str
arg(lua_State *L)
{
	struct str s;

	luaL_checkstring(L, 1);
	s = text_at(L, 1);
	state_tick(L, 1 + s.n / 16);
	return s;
}

static void
add_rune(luaL_Buffer *b, uint32_t rune)
{
	char bytes[4];

	luaL_addlstring(b, bytes, utf8_encode(rune, bytes));
}

static int
text_lower(lua_State *L)
{
	struct str s = arg(L);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (size_t at = 0; at < s.n;)
		add_rune(&b, utf8_lower(utf8_next(s, &at)));
	luaL_pushresult(&b);
	return 1;
}

/* ß has no single capital letter. */
static int
text_upper(lua_State *L)
{
	struct str s = arg(L);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (size_t at = 0; at < s.n;) {
		uint32_t rune = utf8_next(s, &at);

		if (rune == 0xDF)
			luaL_addstring(&b, "SS");
		else
			add_rune(&b, utf8_upper(rune));
	}
	luaL_pushresult(&b);
	return 1;
}

static int
text_len(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)utf8_count(arg(L)));
	return 1;
}

static int
text_reverse(lua_State *L)
{
	struct str s = arg(L);
	char *out = arena_alloc(state_of(L)->work, s.n + 1);
	size_t end = s.n;

	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		utf8_next(s, &at);
		end -= at - from;
		for (size_t i = from; i < at; i++)
			out[end + i - from] = s.p[i];
	}
	lua_pushlstring(L, out, s.n);
	return 1;
}

static int
text_sub(lua_State *L)
{
	struct str s = arg(L);
	lua_Integer n = (lua_Integer)utf8_count(s);
	lua_Integer i = luaL_checkinteger(L, 2);
	lua_Integer j = luaL_optinteger(L, 3, -1);
	lua_Integer k = 1;
	size_t from = s.n, to = s.n;

	i = i < 0 ? (n + i + 1 < 1 ? 1 : n + i + 1) : i == 0 ? 1 : i;
	j = j < 0 ? n + j + 1 : j;
	for (size_t at = 0; at < s.n; k++) {
		size_t start = at;

		utf8_next(s, &at);
		if (k == i)
			from = start;
		if (k == j)
			to = at;
	}
	push_str(L, from < to && i <= j ? str_slice(s, from, to) : STR(""));
	return 1;
}

static const luaL_Reg functions[] = {
    {"len", text_len},         {"lower", text_lower}, {"upper", text_upper},
    {"reverse", text_reverse}, {"sub", text_sub},     {NULL, NULL},
};

void
lib_text_open(lua_State *L)
{
	env_functions(L, functions);
	env_library(L, "pandoc.text");
	env_functions(L, functions);
	env_library(L, "text");
}
