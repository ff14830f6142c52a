/* pairs.h – tables in a fixed order. Private to filter/. */
#ifndef FILTER_PAIRS_H
#define FILTER_PAIRS_H

#include <lua.h>

/* Puts pairs and next into the table on top of the stack. */
void pairs_open(lua_State *L);
/* Pushes a list of the keys of the table at t other than 1 … skip, sorted. */
void push_sorted_keys(lua_State *L, int t, lua_Integer skip);

#endif
