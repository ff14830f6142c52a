/* parse.c – the way through: options and extensions, cmark's parse, its tree
 * copied into ours and freed at once.
 *
 * The trick: cmark keeps the characters that begin extension syntax in tables
 * of the process, sets them before and clears them after each page. So they are
 * set once, here, and the lists are taken off the extensions: nothing is
 * cleared any more, and pages may be parsed in several threads. Delimiter runs
 * of extensions do not work then; ours leave marks instead (see pair.c). */
#include <cmark-gfm/parser.h>
#include <cmark-gfm/registry.h>
#include <cmark-gfm/syntax_extension.h>
#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "base/mem.h"
#include "doc/value.h"
#include "markdown/markdown_int.h"

static const char *const ext_names[EXT__COUNT] = {
    [EXT_DIV] = "vade-div",      [EXT_DEFLIST] = "vade-deflist",
    [EXT_TABLE] = "table",       [EXT_TASKLIST] = "tasklist",
    [EXT_AUTOLINK] = "autolink", [EXT_TILDE] = "vade-tilde",
    [EXT_MARK] = "vade-mark",
};

/* Which of them the plain dialect, CommonMark + GFM, has. */
static const bool ext_is_plain[EXT__COUNT] = {
    [EXT_TABLE] = true,
    [EXT_TASKLIST] = true,
    [EXT_AUTOLINK] = true,
    [EXT_TILDE] = true,
};

static int
register_ours(cmark_plugin *plugin)
{
	cmark_plugin_register_syntax_extension(plugin, ext_div_new());
	cmark_plugin_register_syntax_extension(plugin, ext_deflist_new());
	cmark_plugin_register_syntax_extension(plugin, ext_tilde_new());
	cmark_plugin_register_syntax_extension(plugin, ext_mark_new());
	return 1;
}

void
markdown_init(void)
{
	cmark_mem *mem = cmark_get_default_mem_allocator();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);

	cmark_gfm_core_extensions_ensure_registered();
	cmark_register_plugin(register_ours);
	for (size_t i = 0; i < EXT__COUNT; i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(ext_names[i]));
	cmark_manage_extensions_special_characters(parser, 1);
	for (size_t i = 0; i < EXT__COUNT; i++) {
		cmark_syntax_extension *ext =
		    cmark_find_syntax_extension(ext_names[i]);
		cmark_llist *chars = ext->special_inline_chars;

		cmark_syntax_extension_set_special_inline_chars(ext, NULL);
		cmark_llist_free(mem, chars);
	}
	cmark_parser_free(parser);
}

void
markdown_exit(void)
{
	cmark_release_plugins();
}

/* -- the stack of nodes ---------------------------------------------------- */

void
md_push(struct md *md, struct doc_node *n)
{
	md->stack = mem_room(md->stack, md->n, &md->cap, sizeof *md->stack);
	md->stack[md->n++] = n;
}

struct doc_node *
md_adopt(struct md *md, struct doc_node *n, size_t from)
{
	size_t count = md->n - from;

	if (count) {
		n->kids = arena_array(md->a, count, sizeof *n->kids);
		for (size_t i = 0; i < count; i++)
			n->kids[i] = md->stack[from + i];
		n->count = (uint32_t)count;
	}
	md->n = from;
	doc_update_mask(n);
	return n;
}

void
md_trim(struct md *md, size_t from)
{
	struct doc_node *last = md->n > from ? md->stack[md->n - 1] : NULL;

	if (!doc_is(last, DOC_TEXT))
		return;
	while (last->text.n && is_blank(last->text.p[last->text.n - 1]))
		last->text.n--;
	if (last->text.n == 0)
		md->n--;
}

bool
md_enter(struct md *md, struct pos at)
{
	/* A level of cmark's is at most three of ours (table, row, cell; list,
	 * item, paragraph), and the page itself is one. */
	if (md->depth + 4 < DOC_MAX_DEPTH) {
		md->depth += 2;
		return true;
	}
	if (!md->too_deep)
		diag(md->d, DIAG_NESTING, at,
		     "blocks are nested too deep here; the inner ones are left "
		     "out");
	md->too_deep = true;
	return false;
}

void
md_leave(struct md *md)
{
	md->depth -= 2;
}

/* -- one page -------------------------------------------------------------- */

/* Whether a mail address may stand around an "@". */
static bool
has_address(struct str text)
{
	size_t at = str_find(text, STR("@"), 1);

	for (; at != SIZE_MAX; at = str_find(text, STR("@"), at + 1)) {
		char c = text.p[at - 1];

		if (is_alnum(c) || c == '.' || c == '+' || c == '-' || c == '_')
			return true;
	}
	return false;
}

/* Whether `c` stands anywhere between just these texts. */
static bool
has(struct str text, struct str before, char c, struct str after)
{
	struct str one = {&c, 1};
	size_t at = str_find(text, one, 0);

	for (; at != SIZE_MAX; at = str_find(text, one, at + 1))
		if (str_ends(str_slice(text, 0, at), before) &&
		    str_starts(str_slice(text, at + 1, text.n), after))
			return true;
	return false;
}

/* The two costly extensions are left out where the text holds nothing that they
 * could act on. */
static bool
is_wanted(enum md_ext ext, struct str text)
{
	if (ext == EXT_TABLE)
		return has(text, STR(""), '|', STR("")) ||
		       has(text, STR(""), ':', STR("-")) ||
		       has(text, STR("-"), ':', STR(""));
	if (ext == EXT_AUTOLINK)
		return has(text, STR(""), ':', STR("//")) ||
		       has(text, STR("www"), '.', STR("")) || has_address(text);
	return true;
}

static cmark_node *
parse(struct md *md, struct str text, cmark_mem *mem)
{
	int options = CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES;
	cmark_parser *parser;

	if (!md->opts->plain)
		options |= CMARK_OPT_SMART;
	parser = cmark_parser_new_with_mem(options, mem);
	for (size_t i = 0; i < EXT__COUNT; i++) {
		md->ext[i] = cmark_find_syntax_extension(ext_names[i]);
		if ((!md->opts->plain || ext_is_plain[i]) &&
		    is_wanted((enum md_ext)i, text))
			cmark_parser_attach_syntax_extension(parser,
							     md->ext[i]);
	}
	cmark_parser_feed(parser, text.p, text.n);
	return cmark_parser_finish(parser);
}

static void
free_state(struct md *md)
{
	buf_free(&md->run);
	mem_free(md->stack);
	mem_free(md->notes);
	pair_free(md);
	pos_free(md);
}

void
markdown_parse(struct doc *doc, const struct source *src,
	       const struct markdown_opts *opts, struct diag *d)
{
	struct md md = {
	    .a = doc->arena,
	    .d = d,
	    .src = src,
	    .opts = opts,
	};
	struct markdown_heap *own = NULL;
	cmark_mem *mem;

	doc->root = doc_node(doc->arena, DOC_DOCUMENT, src->first);
	if (src->meta)
		doc->meta = src->meta;
	if (!limits_check(&md, src->text))
		return;
	notes_check(&md);
	if (!opts->heap)
		own = markdown_heap_new();
	mem = heap_begin(own ? own : opts->heap);
	pos_init(&md);
	md_page(&md, parse(&md, src->text, mem));
	md_adopt(&md, doc->root, 0);
	finish_page(&md, doc);
	free_state(&md);
	heap_end(); /* parser and tree */
	markdown_heap_free(own);
}
