/* report.c – Lua errors become diagnostics: at the filter's file and line, with
 * a note at the node that was being filtered. The place is found while the
 * stack still stands, in the message handler. */
#include "filter/filter_int.h"

#include <stdlib.h>

#include "base/buf.h"

enum { FRAMES = 32 };

static struct pos
place_of(struct filter_state *S, const lua_Debug *ar)
{
	const char *name = ar->source[0] == '@' ? ar->source + 1 : ar->source;

	if (!S->d || ar->currentline <= 0)
		return POS_NONE;
	return (struct pos){(uint32_t)ar->currentline, 0,
			    diag_file(S->d, str_of(name))};
}

/* Cuts "file:12: " of that frame off the message and takes its line. */
static bool
cut_place(struct str *message, const lua_Debug *ar, struct pos *at)
{
	struct str src = str_of(ar->short_src);
	char *end;
	unsigned long line;

	if (!str_starts(*message, src) || message->n <= src.n ||
	    message->p[src.n] != ':')
		return false;
	line = strtoul(message->p + src.n + 1, &end, 10);
	if (line == 0 || *end != ':')
		return false;
	at->line = (uint32_t)line;
	*message = str_trim(str_of(end + 1));
	return true;
}

/* The place of the error: that of the message if one of the running functions
 * is named there, else the innermost Lua function. */
static struct str
locate(lua_State *L, struct str message)
{
	struct filter_state *S = state_of(L);
	lua_Debug ar;
	struct pos first = POS_NONE;

	for (int level = 0; level < FRAMES && lua_getstack(L, level, &ar);
	     level++) {
		struct pos at;

		lua_getinfo(L, "Sl", &ar);
		at = place_of(S, &ar);
		if (!at.line)
			continue;
		if (!first.line)
			first = at;
		if (cut_place(&message, &ar, &at)) {
			S->fault = at;
			return message;
		}
	}
	S->fault = first;
	return message;
}

int
report_traceback(lua_State *L)
{
	struct str message;

	if (lua_type(L, 1) != LUA_TSTRING) {
		if (luaL_callmeta(L, 1, "__tostring") &&
		    lua_type(L, -1) == LUA_TSTRING)
			lua_replace(L, 1);
		else
			lua_pushfstring(L, "an error value of type %s",
					luaL_typename(L, 1)),
			    lua_replace(L, 1);
	}
	message = locate(L, text_at(L, 1));
	push_str(L, message);
	return 1;
}

static void
report_limit(struct filter_state *S, struct pos at)
{
	switch (S->stop) {
	case STOP_STEPS:
		diag(S->d, DIAG_FILTER_LIMIT, at,
		     "the filter was stopped after %llu steps; the document "
		     "is used as it was before it",
		     (unsigned long long)S->opts.max_steps);
		return;
	case STOP_TIME:
		diag(S->d, DIAG_FILTER_LIMIT, at,
		     "the filter was stopped after %u seconds; the document "
		     "is used as it was before it",
		     S->opts.max_seconds);
		return;
	case STOP_NOT:
	case STOP_MEMORY:
	case STOP_EXIT:
		diag(S->d, DIAG_FILTER_LIMIT, at,
		     "the filter used more than %llu MiB and was stopped; "
		     "the document is used as it was before it",
		     (unsigned long long)(S->opts.max_bytes >> 20));
	}
}

static void
report_exit(struct filter_state *S, struct pos at)
{
	diag(S->d, S->status ? DIAG_FILTER_ERROR : DIAG_FILTER_WARN, at,
	     "the filter ended with os.exit(%d); the document is used as it "
	     "was before it",
	     S->status);
}

void
report_error(struct filter_state *S, int status)
{
	struct str message = text_at(S->L, -1);
	struct pos at = S->fault;

	if (!at.line)
		at = (struct pos){
		    1, 0, diag_file(S->d, S->chain->files[S->filter].name)};
	if (S->stop == STOP_EXIT)
		report_exit(S, at);
	else if (S->stop != STOP_NOT || status == LUA_ERRMEM)
		report_limit(S, at);
	else if (str_find(message, STR(FILTER_ENDLESS), 0) != SIZE_MAX)
		diag(S->d, DIAG_FILTER_LIMIT, at,
		     FILTER_ENDLESS "; it was stopped and the document is used "
				    "as it was before it");
	else if (str_find(message, STR(" is not allowed in a filter"), 0) !=
		 SIZE_MAX)
		diag(S->d, DIAG_FILTER_DENIED, at, STR_FMT, STR_ARG(message));
	else
		diag(S->d, DIAG_FILTER_ERROR, at, STR_FMT, STR_ARG(message));
	if (S->here.line)
		diag_note(S->d, S->here, "this was being filtered");
	lua_pop(S->L, 1);
}

struct pos
report_here(lua_State *L)
{
	lua_Debug ar;

	for (int level = 0; level < FRAMES && lua_getstack(L, level, &ar);
	     level++) {
		lua_getinfo(L, "Sl", &ar);
		if (ar.currentline > 0)
			return place_of(state_of(L), &ar);
	}
	return POS_NONE;
}

void
report_flush(struct filter_state *S, struct pos at)
{
	if (S->line->n && S->d)
		diag(S->d, DIAG_FILTER_PRINT, at, STR_FMT,
		     STR_ARG(buf_str(S->line)));
	buf_clear(S->line);
}

void
report_print(lua_State *L, struct str text)
{
	struct filter_state *S = state_of(L);

	while (text.n) {
		size_t end = str_find(text, STR("\n"), 0);

		if (end == SIZE_MAX) {
			buf_put(S->line, text);
			state_tick(L, 100);
			return;
		}
		buf_put(S->line, str_slice(text, 0, end));
		report_flush(S, report_here(L));
		state_tick(L, 100);
		text = str_slice(text, end + 1, text.n);
	}
}
