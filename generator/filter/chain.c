/* chain.c – a list of filters: texts in, compiled chunks out. Compiling happens
 * once for the whole run, in a state of its own; workers load the result. Only
 * texts are compiled: bytecode given as a filter is refused. */
#include "filter/filter_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

struct code {
	struct arena *arena;
	char *p;
	size_t n, cap;
};

static int
take_code(lua_State *L, const void *p, size_t size, void *arg)
{
	struct code *c = arg;

	(void)L;
	while (c->cap - c->n < size) {
		size_t cap = c->cap ? c->cap * 2 : 4096;
		char *moved = arena_alloc(c->arena, cap);

		if (c->n)
			memcpy(moved, c->p, c->n);
		c->p = moved;
		c->cap = cap;
	}
	memcpy(c->p + c->n, p, size);
	c->n += size;
	return 0;
}

/* "name:12: message" of Lua's compiler, at its line. */
static void
report_syntax(const char *message, struct str name, struct diag *d)
{
	struct pos at = {1, 0, diag_file(d, name)};
	struct str rest = str_of(message);
	size_t colon = 0;

	/* the name may be shortened and may hold colons: look for ":N: " */
	while ((colon = str_find(rest, STR(":"), colon)) != SIZE_MAX) {
		char *end;
		unsigned long line = strtoul(rest.p + colon + 1, &end, 10);

		if (end > rest.p + colon + 1 && end[0] == ':') {
			at.line = (uint32_t)line;
			rest = str_trim(str_of(end + 1));
			break;
		}
		colon++;
	}
	diag(d, DIAG_FILTER_ERROR, at, "the filter cannot be read: " STR_FMT,
	     STR_ARG(rest));
}

static bool
compile(lua_State *L, struct filter_chain *chain, size_t i, struct diag *d)
{
	struct filter_file *file = &chain->files[i];
	struct code code = {.arena = chain->arena};
	struct str chunk = arena_join(chain->arena, STR("@"), file->name);
	struct str text = file->text;
	bool ok;

	if (text.n && text.p[0] == '#') { /* a line for the shell */
		size_t end = str_find(text, STR("\n"), 0);

		text = end == SIZE_MAX ? STR("") : str_slice(text, end, text.n);
	}
	ok = luaL_loadbufferx(L, text.p ? text.p : "", text.n, chunk.p, "t") ==
	     LUA_OK;
	if (ok)
		lua_dump(L, take_code, &code, 0);
	else
		report_syntax(lua_tostring(L, -1), file->name, d);
	lua_settop(L, 0);
	chain->code[i] = (struct str){code.p, code.n};
	return ok;
}

struct filter_chain *
filter_load(const struct filter_file *files, size_t count, struct diag *d)
{
	struct filter_chain *chain = mem_alloc(1, sizeof *chain);
	lua_State *L = luaL_newstate();
	bool ok = L != NULL;

	chain->arena = arena_new();
	chain->count = count;
	chain->files = arena_array(chain->arena, count, sizeof *files);
	chain->code = arena_array(chain->arena, count, sizeof(struct str));
	chain->hash = hash_bytes(STR("vade filters 1"));
	for (size_t i = 0; i < count; i++) {
		struct filter_file *f = &chain->files[i];

		f->name = arena_str(chain->arena, files[i].name);
		f->text = arena_str(chain->arena, files[i].text);
		f->built_in = files[i].built_in;
		chain->hash =
		    hash_more(hash_more(chain->hash, f->name), f->text);
		if (L && !compile(L, chain, i, d))
			ok = false;
	}
	if (L)
		lua_close(L);
	if (ok)
		return chain;
	filter_free(chain);
	return NULL;
}

void
filter_free(struct filter_chain *chain)
{
	if (!chain)
		return;
	arena_free(chain->arena);
	mem_free(chain);
}

uint64_t
filter_hash(const struct filter_chain *chain)
{
	return chain ? chain->hash : 0;
}
