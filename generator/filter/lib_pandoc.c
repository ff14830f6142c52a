/* lib_pandoc.c – module pandoc itself: constructors (make.c), walk_block,
 * read and write through the composer's callbacks, log, system; and the global
 * variables a filter finds. */
#include "filter/filter_int.h"
#include "filter/takeover.h"
#include "filter/libs.h"

#include <string.h>

#include "base/buf.h"
#include "base/path.h"

static const int pandoc_version[] = {3, 5};
static const int api_version[] = {1, 23};

/* walk_block(el, filter), walk_inline: el:walk of before. */
static int
walk_old(lua_State *L)
{
	return walk_method(L);
}

/* -- read and write -------------------------------------------------------- */

/* "markdown+smart" or {format = "markdown", …}. */
static struct str
format_at(lua_State *L, int idx, const char *otherwise)
{
	struct str s;

	if (lua_isnoneornil(L, idx))
		return str_of(otherwise);
	if (lua_istable(L, idx)) {
		lua_getfield(L, idx, "format");
		s = text_peek(L, -1, "format");
		lua_pop(L, 1);
		return s;
	}
	return text_peek(L, idx, "format");
}

/* The guest document belongs to the state, so that no error loses it. */
static struct doc *
new_guest(lua_State *L)
{
	struct filter_state *S = state_of(L);

	doc_free(S->guest);
	S->guest = doc_new();
	return S->guest;
}

/* What was read has places of its own, which mean nothing to the author: it
 * stands where the filter is. */
static enum walk
settle(struct doc_node *n, void *arg)
{
	n->pos = *(const struct pos *)arg;
	n->flags |= DOC_GENERATED;
	return WALK_INTO;
}

/* The composer's reader; what it finds wrong is told as one finding here. */
static bool
read_guest(struct filter_state *S, struct doc *guest, struct str text,
	   struct str format)
{
	struct diag *d = diag_new(STR("pandoc.read"));
	bool ok = S->opts.read(guest, text, format, d);
	size_t count = diag_count(d, DIAG_ERROR) + diag_count(d, DIAG_WARNING);

	diag_free(d);
	if (ok && count)
		diag(S->d, DIAG_FILTER_WARN, S->here,
		     "the text given to pandoc.read has %zu findings", count);
	return ok;
}

static int
pandoc_read(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct str text, format;
	struct doc *guest;

	if (!S->opts.read)
		state_deny(L, "pandoc.read here");
	text = text_peek(L, 1, "text");
	format = format_at(L, 2, "markdown");
	guest = new_guest(L);
	state_tick(L, 1 + text.n);
	if (!read_guest(S, guest, text, format))
		return luaL_error(L, "cannot read this as \"%s\"", format.p);
	doc_walk(guest->root, settle, NULL, &S->here);
	push_document(L, doc_copy(S->work, guest->root),
		      value_copy(S->work, guest->meta));
	doc_free(guest);
	S->guest = NULL;
	return 1;
}

static int
pandoc_write(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct doc_node *root;
	struct value *meta;
	struct doc *guest;
	struct str format;

	if (!S->opts.write)
		state_deny(L, "pandoc.write here");
	peek_document(L, 1, &root, &meta);
	format = format_at(L, 2, "html");
	if (tree_excess(S, root))
		return luaL_error(L, "the document has %s",
				  tree_excess(S, root));
	guest = new_guest(L);
	guest->root = doc_normalise(guest->arena, root);
	guest->meta = value_copy(guest->arena, meta);
	doc_check(guest->root, S->d);
	buf_clear(S->out);
	if (!S->opts.write(S->out, guest, format, S->d))
		return luaL_error(L, "cannot write \"%s\"", format.p);
	doc_free(guest);
	S->guest = NULL;
	push_str(L, buf_str(S->out));
	return 1;
}

/* -- log, system ----------------------------------------------------------- */

static int
log_warn(lua_State *L)
{
	struct filter_state *S = state_of(L);
	struct str message = text_peek(L, 1, "message");

	diag(S->d, DIAG_FILTER_WARN, S->here, STR_FMT, STR_ARG(message));
	state_tick(L, 1000);
	return 0;
}

static int
log_info(lua_State *L)
{
	report_print(L, arena_join(state_of(L)->work,
				   text_peek(L, 1, "message"), STR("\n")));
	return 0;
}

static int
system_directory(lua_State *L)
{
	lua_pushliteral(L, ".");
	return 1;
}

static int
system_environment(lua_State *L)
{
	lua_newtable(L);
	return 1;
}

static const luaL_Reg log_functions[] = {
    {"warn", log_warn},
    {"info", log_info},
    {NULL, NULL},
};

static const luaL_Reg system_functions[] = {
    {"get_working_directory", system_directory},
    {"environment", system_environment},
    {NULL, NULL},
};

static const char *const system_refused[] = {
    "with_working_directory", "with_temporary_directory", "make_directory",
    "remove_directory",       "list_directory",           "with_environment",
};

static void
open_system(lua_State *L)
{
	env_functions(L, system_functions);
	lua_pushliteral(L, "linux");
	lua_setfield(L, -2, "os");
	lua_pushliteral(L, "x86_64");
	lua_setfield(L, -2, "arch");
	for (size_t i = 0; i < countof(system_refused); i++) {
		push_denied(L, lua_pushfstring(L, "pandoc.system.%s",
					       system_refused[i]));
		lua_setfield(L, -3, system_refused[i]);
		lua_pop(L, 1);
	}
	env_library(L, "pandoc.system");
}

/* Options as Pandoc's constructors take them: a plain table is good enough. */
static int
make_options(lua_State *L)
{
	lua_settop(L, 1);
	if (!lua_istable(L, 1))
		lua_newtable(L);
	return 1;
}

static int
sha1_of(lua_State *L)
{
	env_push_library(L, "pandoc.utils");
	lua_getfield(L, -1, "sha1");
	lua_pushvalue(L, 1);
	lua_call(L, 1, 1);
	return 1;
}

static const luaL_Reg functions[] = {
    {"read", pandoc_read},
    {"write", pandoc_write},
    {"walk_block", walk_old},
    {"walk_inline", walk_old},
    {"sha1", sha1_of},
    {"ReaderOptions", make_options},
    {"WriterOptions", make_options},
    {NULL, NULL},
};

void
lib_pandoc_open(lua_State *L)
{
	env_functions(L, functions);
	make_open(L);
	lua_pushlightuserdata(L, (void *)(intptr_t)LIST_PLAIN);
	lua_setfield(L, -2, "List");
	push_denied(L, "running a program (pandoc.pipe)");
	lua_setfield(L, -2, "pipe");
	env_library(L, "pandoc");
	env_functions(L, log_functions);
	env_library(L, "pandoc.log");
	open_system(L);
}

/* -- globals --------------------------------------------------------------- */

static void
set_str(lua_State *L, const char *name, struct str s)
{
	push_str(L, s);
	lua_setfield(L, -2, name);
}

static void
set_list(lua_State *L, const char *name, struct str only)
{
	lua_newtable(L);
	env_set_list_meta(L, LIST_PLAIN);
	if (only.n) {
		push_str(L, only);
		lua_rawseti(L, -2, 1);
	}
	lua_setfield(L, -2, name);
}

static void
push_state(lua_State *L)
{
	struct filter_state *S = state_of(L);

	lua_newtable(L);
	set_list(L, "input_files", S->input);
	if (S->opts.output.p)
		set_str(L, "output_file", S->opts.output);
	set_list(L, "resource_path", STR("."));
	set_list(L, "log", STR_NONE);
	set_list(L, "request_headers", STR_NONE);
	set_str(L, "verbosity", STR("WARNING"));
	set_str(L, "user_data_dir", STR(""));
	set_str(L, "source_url", STR(""));
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "trace");
}

static void
push_reader_options(lua_State *L)
{
	lua_newtable(L);
	set_list(L, "extensions", STR_NONE);
	set_list(L, "abbreviations", STR_NONE);
	set_list(L, "indented_code_classes", STR_NONE);
	set_str(L, "default_image_extension", STR(""));
	set_str(L, "track_changes", STR("AcceptChanges"));
	lua_pushinteger(L, 80);
	lua_setfield(L, -2, "columns");
	lua_pushinteger(L, 4);
	lua_setfield(L, -2, "tab_stop");
	lua_pushboolean(L, true);
	lua_setfield(L, -2, "standalone");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "strip_comments");
}

static void
push_writer_options(lua_State *L)
{
	lua_newtable(L);
	set_list(L, "extensions", STR_NONE);
	set_list(L, "number_offset", STR_NONE);
	set_str(L, "cite_method", STR("citeproc"));
	set_str(L, "html_math_method", STR("plain"));
	set_str(L, "identifier_prefix", STR(""));
	set_str(L, "wrap_text", STR("WrapAuto"));
	set_str(L, "top_level_division", STR("TopLevelDefault"));
	lua_pushinteger(L, 72);
	lua_setfield(L, -2, "columns");
	lua_pushinteger(L, 4);
	lua_setfield(L, -2, "tab_stop");
	lua_pushinteger(L, 3);
	lua_setfield(L, -2, "toc_depth");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "number_sections");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "table_of_contents");
}

/* The writer's name without extensions. */
static struct str
plain_format(struct str format)
{
	size_t end = 0;

	while (end < format.n && format.p[end] != '+' && format.p[end] != '-')
		end++;
	return str_slice(format, 0, end);
}

void
globals_set(lua_State *L)
{
	struct filter_state *S = state_of(L);

	set_str(L, "FORMAT", plain_format(S->opts.format));
	set_str(L, "PANDOC_SCRIPT_FILE", S->chain->files[S->filter].name);
}

/* The others are made when they are asked for: see env.c. */
bool
globals_make(lua_State *L, const char *name)
{
	static const struct {
		const char *name;
		void (*push)(lua_State *L);
	} late[] = {
	    {"PANDOC_READER_OPTIONS", push_reader_options},
	    {"PANDOC_STATE", push_state},
	    {"PANDOC_WRITER_OPTIONS", push_writer_options},
	};

	if (strncmp(name, "PANDOC_", 7) != 0)
		return false;
	for (size_t i = 0; i < countof(late); i++)
		if (strcmp(name, late[i].name) == 0) {
			late[i].push(L);
			return true;
		}
	if (strcmp(name, "PANDOC_VERSION") == 0)
		push_version(L, pandoc_version, countof(pandoc_version));
	else if (strcmp(name, "PANDOC_API_VERSION") == 0)
		push_version(L, api_version, countof(api_version));
	else
		return false;
	return true;
}
