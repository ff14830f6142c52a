/* document.c – one document on its own through the same stages as a page, for
 * `vade convert` and `vade dump`; and pandoc.read / pandoc.write for filters,
 * which the composer hands to the filter stage. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "filter/filter.h"
#include "link/link.h"
#include "markdown/markdown.h"
#include "site/site_int.h"
#include "source/source.h"
#include "write/write.h"

static bool
parse_markdown(struct doc *doc, struct str text, struct str dir,
	       const struct markdown_opts *opts, struct diag *d)
{
	struct source src;

	if (!source_text(doc->arena, text, dir, &src, d))
		return false;
	markdown_parse(doc, &src, opts, d);
	return true;
}

/* Pandoc's names for dialects of Markdown, with their extensions cut off. */
static bool
is_markdown(struct str format)
{
	static const char *const names[] = {
	    "markdown", "commonmark", "commonmark_x", "gfm", "md",
	};
	struct str base = str_cut(&format, '+');

	base = str_cut(&base, '-');
	for (size_t i = 0; i < countof(names); i++)
		if (str_is(base, names[i]))
			return true;
	return false;
}

bool
site_filter_read(struct doc *doc, struct str text, struct str format,
		 struct diag *d)
{
	const struct markdown_opts opts = {0};

	if (is_markdown(format))
		return parse_markdown(doc, text, STR_NONE, &opts, d);
	if (str_is(format, "json"))
		return source_json(doc, text, d);
	return false;
}

bool
site_filter_write(struct buf *out, const struct doc *doc, struct str format,
		  struct diag *d)
{
	const struct writer *w = writer_find(format);
	const struct page_opts opts = {0};

	if (!w)
		return false;
	w->page(out, doc, &opts, d);
	return true;
}

/* "key=value" on the command line is metadata as in front matter. */
static void
set_meta(struct doc *doc, struct str pair)
{
	struct str value = pair;
	struct str key = str_cut(&value, '=');
	struct value *v = value_string(
	    doc->arena, arena_str(doc->arena, value.p ? value : STR("true")));

	value_set(doc->meta, key, v);
}

static bool
run_filters(struct doc *doc, struct str name,
	    const struct site_document_opts *opts, struct diag *d)
{
	struct filter_file *files =
	    arena_array(doc->arena, opts->n_filters, sizeof *files);
	const struct filter_opts fopts = {
	    .format = opts->to.p ? opts->to : STR("html"),
	    .root = STR("."),
	    .input = name,
	    .read = site_filter_read,
	    .write = site_filter_write,
	    .module = site_built_in_filter,
	};
	struct filter_chain *chain;
	struct filter_state *state;
	bool ok = true;

	for (size_t i = 0; i < opts->n_filters; i++)
		ok &= site_find_filter(doc->arena, STR("."), opts->filters[i],
				       POS_NONE, &files[i], d);
	if (!ok)
		return false;
	chain = filter_load(files, opts->n_filters, d);
	if (!chain)
		return false;
	state = filter_state_new(chain, &fopts);
	ok = filter_run(state, doc, name, d);
	filter_state_free(state);
	filter_free(chain);
	return ok;
}

/* Links inside the one document; what leads out of it is left as it is. */
static void
link_alone(struct doc *doc, struct str name, struct diag *d)
{
	struct arena *a = arena_new();
	struct str source = path_base(name);
	const struct link_page page = {
	    .source = source,
	    .output = path_with_suffix(a, source, STR(".html")),
	};
	const struct link_opts opts = {.data = d};
	struct link_facts *facts = link_collect(a, doc, &page, d);
	struct link_index *index = link_index_new(a, &facts, 1, &opts, &d);

	link_resolve(index, 0, doc, d);
	/* What the tree took from the index must outlive it. */
	doc->root = doc_copy(doc->arena, doc->root);
	arena_free(a);
}

struct doc *
site_document(struct str text, struct str name, struct str dir,
	      const struct site_document_opts *opts, struct diag *d)
{
	struct doc *doc = doc_new();
	const struct markdown_opts mopts = {
	    .raw_html = opts->raw_html,
	    .plain = opts->plain,
	};
	bool ok;

	if (str_is(opts->from, "json"))
		ok = source_json(doc, text, d);
	else
		ok = parse_markdown(doc, text, dir, &mopts, d);
	if (!ok) {
		doc_free(doc);
		return NULL;
	}
	for (size_t i = 0; i < opts->n_meta; i++)
		set_meta(doc, opts->meta[i]);
	if (opts->stage >= SITE_FILTER && opts->n_filters)
		run_filters(doc, name, opts, d);
	if (opts->stage >= SITE_LINK)
		link_alone(doc, name, d);
	return doc;
}
