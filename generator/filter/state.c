/* state.c – one Lua state a worker, and its limits: memory through the
 * allocator, steps and time through a count hook and through ticks that our own
 * C loops give. After a limit every further instruction raises again, so that
 * no pcall in a loop survives it. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"

enum {
	HOOK_EVERY = 10000,
	LARGE_PIECE = 1 << 16, /* allocations that also look at the clock */
	STACK_MAX = 1 << 20,
	DEFAULT_SECONDS = 20,
};
#define DEFAULT_BYTES (512ull << 20)
#define DEFAULT_STEPS 300000000ull

void
state_deny(lua_State *L, const char *what)
{
	luaL_error(L, "%s is not allowed in a filter", what);
	abort();
}

static uint64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void hook(lua_State *L, lua_Debug *ar);

static void
hold(struct filter_state *S, lua_State *L, enum stop why)
{
	if (S->stop == STOP_NOT)
		S->stop = why;
	lua_sethook(L, hook, LUA_MASKCOUNT, 1);
}

void
state_stop(lua_State *L, enum stop why)
{
	static const char *const words[] = {
	    [STOP_NOT] = "",
	    [STOP_STEPS] = "the filter took too many steps",
	    [STOP_TIME] = "the filter took too long",
	    [STOP_MEMORY] = "the filter used too much memory",
	    [STOP_EXIT] = "the filter called os.exit",
	};
	struct filter_state *S = state_of(L);

	hold(S, L, why);
	lua_pushstring(L, words[S->stop]);
	lua_error(L);
	abort();
}

void
state_tick(lua_State *L, uint64_t units)
{
	struct filter_state *S = state_of(L);
	uint64_t before = S->steps;

	S->steps += units;
	if (before / HOOK_EVERY == S->steps / HOOK_EVERY)
		return;
	if (S->stop != STOP_NOT)
		state_stop(L, S->stop);
	if (S->steps > S->opts.max_steps)
		state_stop(L, STOP_STEPS);
	if (now() > S->deadline)
		state_stop(L, STOP_TIME);
	if (arena_used(S->work) + S->bytes > S->opts.max_bytes)
		state_stop(L, STOP_MEMORY);
}

static void
hook(lua_State *L, lua_Debug *ar)
{
	(void)ar;
	if (state_of(L)->stop != STOP_NOT)
		state_stop(L, state_of(L)->stop);
	state_tick(L, HOOK_EVERY);
}

void
state_guard(lua_State *L)
{
	char here;
	uintptr_t top = (uintptr_t)&here;
	uintptr_t bottom = (uintptr_t)state_of(L)->stack;

	state_tick(L, 1);
	if ((bottom > top ? bottom - top : top - bottom) > STACK_MAX)
		luaL_error(L, FILTER_ENDLESS);
}

/* realloc with a cap. A large piece also looks at the clock, because a script
 * can spend its time in few instructions that each fill megabytes. */
static void *
allocate(void *arg, void *p, size_t old, size_t size)
{
	struct filter_state *S = arg;

	if (!p)
		old = 0; /* it is the kind of object then */
	if (size == 0) {
		S->bytes -= old;
		free(p);
		return NULL;
	}
	if (size > old) {
		size_t more = size - old;

		if (S->bytes + more > S->opts.max_bytes)
			return NULL;
		if (more >= LARGE_PIECE && S->deadline && S->stop == STOP_NOT &&
		    now() > S->deadline) {
			hold(S, S->L, STOP_TIME);
			return NULL;
		}
	}
	p = realloc(p, size);
	if (p)
		S->bytes += size - old;
	return p;
}

static void
warn_function(void *arg, const char *message, int to_continue)
{
	struct filter_state *S = arg;

	buf_puts(S->out, message);
	if (to_continue || !S->d)
		return;
	if (buf_str(S->out).n && buf_str(S->out).p[0] != '@')
		diag(S->d, DIAG_FILTER_WARN, S->here, STR_FMT,
		     STR_ARG(buf_str(S->out)));
	buf_clear(S->out);
}

static void
open_libraries(lua_State *L)
{
	sandbox_open(L);
	lib_pandoc_open(L);
	strings_open(L);
	io_open(L);
	os_open(L);
	require_open(L);
	handle_open(L);
	lists_open(L);
	attr_open(L);
	version_open(L);
	lib_utils_open(L);
	lib_text_open(L);
	lib_path_open(L);
	lib_mediabag_open(L);
	lib_vade_open(L);
}

static int
open_state(lua_State *L)
{
	struct filter_state *S = state_of(L);

	open_libraries(L);
	for (size_t i = 0; i < S->chain->count; i++) {
		struct str code = S->chain->code[i];

		if (luaL_loadbufferx(L, code.p, code.n, "filter", "b") !=
		    LUA_OK)
			lua_error(L);
		S->mains[i] = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	return 0;
}

struct filter_state *
filter_state_new(const struct filter_chain *chain,
		 const struct filter_opts *opts)
{
	struct filter_state *S = mem_alloc(1, sizeof *S);
	char here;

	S->chain = chain;
	S->opts = *opts;
	if (!S->opts.max_bytes)
		S->opts.max_bytes = DEFAULT_BYTES;
	if (!S->opts.max_steps)
		S->opts.max_steps = DEFAULT_STEPS;
	if (!S->opts.max_seconds)
		S->opts.max_seconds = DEFAULT_SECONDS;
	S->work = arena_new();
	S->out = mem_alloc(1, sizeof *S->out);
	S->line = mem_alloc(1, sizeof *S->line);
	S->mains = mem_alloc(chain->count, sizeof *S->mains);
	S->stack = &here;
	S->L = lua_newstate(allocate, S);
	if (S->L) {
		*(struct filter_state **)lua_getextraspace(S->L) = S;
		lua_pushcfunction(S->L, open_state);
		if (lua_pcall(S->L, 0, 0, 0) == LUA_OK) {
			lua_setwarnf(S->L, warn_function, S);
			return S;
		}
		lua_close(S->L); /* not even the libraries fit in the cap */
		S->L = NULL;
	}
	return S;
}

void
filter_state_free(struct filter_state *S)
{
	if (!S)
		return;
	S->stop = STOP_NOT;
	if (S->L)
		lua_close(S->L);
	arena_free(S->work);
	buf_free(S->out);
	buf_free(S->line);
	mem_free(S->out);
	mem_free(S->line);
	mem_free(S->mains);
	mem_free(S);
}

void
state_arm(struct filter_state *S)
{
	S->stop = STOP_NOT;
	S->steps = 0;
	S->deadline = now() + S->opts.max_seconds * 1000000000ull;
	lua_sethook(S->L, hook, LUA_MASKCOUNT, HOOK_EVERY);
}
