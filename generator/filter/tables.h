/* tables.h – the pieces of tables.c that constructors use. Private to filter/.
 */
#ifndef FILTER_TABLES_H
#define FILTER_TABLES_H

#include <lua.h>

#include "doc/doc.h"

void peek_cells(lua_State *L, int idx, struct doc_list *out);
void peek_rows(lua_State *L, int idx, struct doc_list *out, uint8_t flag);
struct doc_node *peek_end(lua_State *L, int idx, enum doc_type type);
void put_bodies(lua_State *L, struct doc_node *n, int idx);
void put_colspecs(lua_State *L, struct doc_node *n, int idx);
struct doc_columns *new_columns(lua_State *L, size_t count);

#endif
