/* names.h – Pandoc's enumerations by name, and numbers from Lua. Private to
 * filter/. */
#ifndef FILTER_NAMES_H
#define FILTER_NAMES_H

#include <lua.h>

#include "doc/doc.h"

struct names {
	const char *what;
	int count;
	const char *name[7]; /* by the enum's value */
};
extern const struct names names_align, names_quote, names_math, names_cite,
    names_style, names_delim;

void names_push(lua_State *L, const struct names *names, int value);
/* The value of the name at idx; nil is the first. */
int names_peek(lua_State *L, int idx, const struct names *names);
/* The integer at idx, clamped; an error when it is none. */
int integer_peek(lua_State *L, int idx, int low, int high);
/* A ListAttributes value into an OrderedList. */
void put_list_attr(lua_State *L, struct doc_node *n, int idx);
/* How many kids of n are parts, not content. */
uint32_t content_start(const struct doc_node *n);

#endif
