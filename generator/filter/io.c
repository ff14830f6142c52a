/* io.c – the io library without a disk to write to: files below the manual's
 * folder or beside the filter are read whole into memory; what is written to
 * the standard streams becomes findings. */
#include "filter/filter_int.h"
#include "filter/libs.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"

struct file {
	struct handle h;
	struct str text;
	size_t at;
	bool out, closed;
};

/* -- which files may be read ----------------------------------------------- */

/* Whether the real path `full` lies in the folder `dir`. */
static bool
lies_in(const char *full, struct arena *a, struct str dir)
{
	char *real = realpath(arena_str(a, dir).p, NULL);
	size_t n = real ? strlen(real) : 0;
	bool inside =
	    real && strncmp(full, real, n) == 0 &&
	    (full[n] == '/' || full[n] == '\0' || (n && real[n - 1] == '/'));

	free(real);
	return inside;
}

enum access { ACCESS_NONE, ACCESS_DENIED, ACCESS_GRANTED };

static enum access
may_read(struct filter_state *S, struct str path)
{
	struct str script = S->chain->files[S->filter].name;
	char *full = realpath(arena_str(S->work, path).p, NULL);
	enum access access = ACCESS_DENIED;

	if (!full)
		return ACCESS_NONE;
	if ((S->opts.root.p && lies_in(full, S->work, S->opts.root)) ||
	    (str_find(script, STR("/"), 0) != SIZE_MAX &&
	     lies_in(full, S->work, path_dir(script))))
		access = ACCESS_GRANTED;
	free(full);
	return access;
}

/* The manual's folder comes first, then the folder of the process. */
bool
read_text(lua_State *L, struct str name, struct str *text)
{
	struct filter_state *S = state_of(L);
	struct str place[2] = {name, name};
	enum access best = ACCESS_NONE;

	name = arena_str(S->work, name);
	place[1] = name;
	place[0] =
	    S->opts.root.p ? path_join(S->work, S->opts.root, name) : name;
	for (size_t i = 0; i < countof(place); i++) {
		enum access access = may_read(S, place[i]);

		if (access == ACCESS_GRANTED &&
		    file_read(S->work, place[i], text)) {
			state_tick(L, 1 + text->n / 64);
			return true;
		}
		if (access > best)
			best = access;
	}
	if (best == ACCESS_DENIED)
		lua_pushfstring(L,
				"reading \"%s\" outside the manual's folder "
				"is not allowed in a filter",
				name.p);
	else
		lua_pushfstring(L, "%s: No such file or directory", name.p);
	return false;
}

/* -- files ----------------------------------------------------------------- */

static struct file *
file_at(lua_State *L, int idx)
{
	struct handle *h = handle_at(L, idx);

	if (!h || h->kind != HANDLE_FILE)
		luaL_error(L, "file expected, got %s", type_name_at(L, idx));
	if (((struct file *)(void *)h)->closed)
		luaL_error(L, "attempt to use a closed file");
	return (struct file *)(void *)h;
}

static struct file *
new_file(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct file *f = lua_newuserdatauv(L, sizeof *f, 1);

	*f = (struct file){
	    .h = {.kind = HANDLE_FILE, .generation = S->generation}};
	lua_rawgeti(L, LUA_REGISTRYINDEX, S->mt[HANDLE_FILE]);
	lua_setmetatable(L, -2);
	return f;
}

static bool
read_line(lua_State *L, struct file *f, bool with_end)
{
	size_t end = str_find(f->text, STR("\n"), f->at);
	size_t stop = end == SIZE_MAX ? f->text.n : end;

	if (f->at >= f->text.n)
		return false;
	push_str(L, str_slice(f->text, f->at,
			      with_end && end != SIZE_MAX ? stop + 1 : stop));
	f->at = end == SIZE_MAX ? f->text.n : end + 1;
	return true;
}

static bool
read_number(lua_State *L, struct file *f)
{
	const char *from = f->text.p + f->at;
	char *end;
	double x;

	if (f->at >= f->text.n)
		return false;
	x = strtod(from, &end); /* the text ends with a NUL */
	if (end == from)
		return false;
	f->at += (size_t)(end - from);
	lua_pushnumber(L, x);
	return true;
}

static bool
read_one(lua_State *L, struct file *f, int idx)
{
	const char *how;
	size_t n;

	if (lua_type(L, idx) == LUA_TNUMBER) {
		n = (size_t)luaL_checkinteger(L, idx);
		if (f->at >= f->text.n && n)
			return false;
		push_str(L, str_slice(f->text, f->at, f->at + n));
		f->at = f->at + n < f->text.n ? f->at + n : f->text.n;
		return true;
	}
	how = luaL_checkstring(L, idx);
	how += *how == '*';
	switch (*how) {
	case 'l':
		return read_line(L, f, false);
	case 'L':
		return read_line(L, f, true);
	case 'n':
		return read_number(L, f);
	case 'a':
		push_str(L, str_slice(f->text, f->at, f->text.n));
		f->at = f->text.n;
		return true;
	default:
		luaL_argerror(L, idx, "invalid format");
		return false;
	}
}

static int
file_method_read(lua_State *L)
{
	struct file *f = file_at(L, 1);
	int count = lua_gettop(L), results = 0;

	if (count == 1) {
		if (!read_line(L, f, false))
			lua_pushnil(L);
		return 1;
	}
	for (int i = 2; i <= count; i++) {
		results++;
		if (!read_one(L, f, i)) {
			lua_pushnil(L);
			break;
		}
	}
	return results;
}

static int
line_step(lua_State *L)
{
	struct file *f = lua_touserdata(L, lua_upvalueindex(1));

	return read_line(L, f, lua_toboolean(L, lua_upvalueindex(2))) ? 1 : 0;
}

static int
file_method_lines(lua_State *L)
{
	file_at(L, 1);
	lua_pushvalue(L, 1);
	lua_pushboolean(L, lua_isstring(L, 2) &&
			       strchr(lua_tostring(L, 2), 'L') != NULL);
	lua_pushcclosure(L, line_step, 2);
	return 1;
}

static int
file_method_write(lua_State *L)
{
	struct file *f = file_at(L, 1);
	int count = lua_gettop(L);

	if (!f->out)
		state_deny(L, "writing a file");
	for (int i = 2; i <= count; i++) {
		luaL_checkstring(L, i);
		report_print(L, text_at(L, i));
	}
	lua_settop(L, 1);
	return 1;
}

static int
file_method_close(lua_State *L)
{
	struct file *f = file_at(L, 1);

	f->closed = !f->out;
	lua_pushboolean(L, true);
	return 1;
}

static int
file_method_seek(lua_State *L)
{
	static const char *const from[] = {"set", "cur", "end", NULL};
	struct file *f = file_at(L, 1);
	int whence = luaL_checkoption(L, 2, "cur", from);
	lua_Integer at = luaL_optinteger(L, 3, 0);

	at += whence == 1   ? (lua_Integer)f->at
	      : whence == 2 ? (lua_Integer)f->text.n
			    : 0;
	f->at = at < 0                        ? 0
		: at > (lua_Integer)f->text.n ? f->text.n
					      : (size_t)at;
	lua_pushinteger(L, (lua_Integer)f->at);
	return 1;
}

static int
file_method_nothing(lua_State *L)
{
	file_at(L, 1);
	lua_settop(L, 1);
	return 1;
}

/* io.stdout and io.stderr: env.c makes them when they are asked for. */
void
io_push_stream(lua_State *L)
{
	new_file(L)->out = true;
}

/* -- io -------------------------------------------------------------------- */

static int
io_open_file(lua_State *L)
{
	const char *mode = luaL_optstring(L, 2, "r");
	struct str text;
	struct file *f;

	luaL_checkstring(L, 1);
	if (*mode != 'r' || strchr(mode, '+'))
		state_deny(L, "writing a file");
	if (!read_text(L, text_at(L, 1), &text)) {
		lua_pushnil(L);
		lua_insert(L, -2);
		return 2;
	}
	f = new_file(L);
	f->text = text;
	return 1;
}

static int
io_lines(lua_State *L)
{
	struct str text;
	struct file *f;

	luaL_checkstring(L, 1);
	if (!read_text(L, text_at(L, 1), &text))
		return lua_error(L);
	f = new_file(L);
	f->text = text;
	lua_pushboolean(L, false);
	lua_pushcclosure(L, line_step, 2);
	return 1;
}

static int
io_write(lua_State *L)
{
	int count = lua_gettop(L);

	for (int i = 1; i <= count; i++) {
		luaL_checkstring(L, i);
		report_print(L, text_at(L, i));
	}
	io_push_stream(L);
	return 1;
}

static int
io_read(lua_State *L)
{
	lua_pushnil(L);
	return 1;
}

static int
io_type(lua_State *L)
{
	struct handle *h = handle_at(L, 1);

	if (h && h->kind == HANDLE_FILE)
		lua_pushstring(L, ((struct file *)(void *)h)->closed
				      ? "closed file"
				      : "file");
	else
		lua_pushnil(L);
	return 1;
}

/* Upvalue: what it would do. */
static int
denied(lua_State *L)
{
	state_deny(L, lua_tostring(L, lua_upvalueindex(1)));
}

void
push_denied(lua_State *L, const char *what)
{
	lua_pushstring(L, what);
	lua_pushcclosure(L, denied, 1);
}

static const luaL_Reg methods[] = {
    {"read", file_method_read},       {"lines", file_method_lines},
    {"write", file_method_write},     {"close", file_method_close},
    {"seek", file_method_seek},       {"flush", file_method_nothing},
    {"setvbuf", file_method_nothing}, {NULL, NULL},
};

static const luaL_Reg functions[] = {
    {"open", io_open_file}, {"lines", io_lines}, {"write", io_write},
    {"read", io_read},      {"type", io_type},   {NULL, NULL},
};

static int
file_index(lua_State *L)
{
	lua_pushvalue(L, 2);
	lua_rawget(L, lua_upvalueindex(1));
	return 1;
}

void
io_open(lua_State *L)
{
	lua_newtable(L);
	env_functions(L, methods);
	lua_pushcclosure(L, file_index, 1);
	lua_setfield(L, -2, "__index");
	lua_pushliteral(L, "FILE*");
	lua_setfield(L, -2, "__name");
	lua_pushliteral(L, "FILE*");
	lua_setfield(L, -2, "__metatable");
	state_of(L)->mt[HANDLE_FILE] = luaL_ref(L, LUA_REGISTRYINDEX);
	env_functions(L, functions);
	lua_pushlightuserdata(L, (void *)(intptr_t)LIST__COUNT);
	lua_setfield(L, -2, "stdout");
	lua_pushlightuserdata(L, (void *)(intptr_t)LIST__COUNT);
	lua_setfield(L, -2, "stderr");
	push_denied(L, "running a program (io.popen)");
	lua_setfield(L, -2, "popen");
	push_denied(L, "writing a file (io.tmpfile)");
	lua_setfield(L, -2, "tmpfile");
	push_denied(L, "changing the output (io.output)");
	lua_setfield(L, -2, "output");
	push_denied(L, "changing the input (io.input)");
	lua_setfield(L, -2, "input");
	env_library(L, "io");
}
