/* libs.h – the libraries: each opens itself, and what they give each other.
 * Private to filter/. */
#ifndef FILTER_LIBS_H
#define FILTER_LIBS_H

#include <lua.h>

#include "base/base.h"

/* -- lib_*.c: each registers one library ----------------------------------- */

void sandbox_open(lua_State *L);
void io_open(lua_State *L);
void io_push_stream(lua_State *L);
/* Pushes a function that refuses: "<what> is not allowed in a filter". */
void push_denied(lua_State *L, const char *what);
void os_open(lua_State *L);
void strings_open(lua_State *L);
void require_open(lua_State *L);
void lib_pandoc_open(lua_State *L);
void lib_utils_open(lua_State *L);
int utils_make_sections(lua_State *L);
void lib_text_open(lua_State *L);
void lib_path_open(lua_State *L);
void lib_mediabag_open(lua_State *L);
void lib_vade_open(lua_State *L);
void version_open(lua_State *L);
void push_version(lua_State *L, const int *parts, size_t count);
/* Sets FORMAT and the script's name in the globals on top of the stack. */
void globals_set(lua_State *L);
/* Pushes the global of that name that is made on demand (PANDOC_STATE …). */
bool globals_make(lua_State *L, const char *name);

/* A file of the manual's folder as text in the work arena; false, with a
 * message pushed, when it may not or cannot be read. */
bool read_text(lua_State *L, struct str name, struct str *text);

#endif
