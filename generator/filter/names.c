/* names.c – Pandoc's enumerations by name, and integers from Lua. */
#include "filter/names.h"

#include "filter/filter_int.h"

const struct names names_align = {
    "Alignment", 4, {"AlignDefault", "AlignLeft", "AlignRight", "AlignCenter"}};
const struct names names_quote = {
    "QuoteType", 2, {"SingleQuote", "DoubleQuote"}};
const struct names names_math = {"MathType", 2, {"InlineMath", "DisplayMath"}};
const struct names names_cite = {
    "CitationMode", 3, {"NormalCitation", "AuthorInText", "SuppressAuthor"}};
const struct names names_style = {"ListNumberStyle",
				  7,
				  {"DefaultStyle", "Example", "Decimal",
				   "LowerRoman", "UpperRoman", "LowerAlpha",
				   "UpperAlpha"}};
const struct names names_delim = {
    "ListNumberDelim", 4, {"DefaultDelim", "Period", "OneParen", "TwoParens"}};

void
names_push(lua_State *L, const struct names *names, int value)
{
	if (value < 0 || value >= names->count)
		value = 0;
	lua_pushstring(L, names->name[value]);
}

int
names_peek(lua_State *L, int idx, const struct names *names)
{
	struct str s;

	if (lua_isnoneornil(L, idx))
		return 0;
	if (lua_type(L, idx) != LUA_TSTRING)
		luaL_error(L, "%s expected, got %s", names->what,
			   type_name_at(L, idx));
	s = text_at(L, idx);
	for (int i = 0; i < names->count; i++)
		if (str_is(s, names->name[i]))
			return i;
	return luaL_error(L, "%s expected, got \"%s\"", names->what, s.p);
}

int
integer_peek(lua_State *L, int idx, int low, int high)
{
	int ok;
	lua_Integer i = lua_tointegerx(L, idx, &ok);

	if (!ok)
		luaL_error(L, "Integral expected, got %s",
			   type_name_at(L, idx));
	return i < low ? low : i > high ? high : (int)i;
}
