/* build.c – the order of stages. Read these three functions first:
 * site_load(), run() and, in page.c, page_read() and page_write(). */
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/pool.h"
#include "doc/doc.h"
#include "doc/value.h"
#include "filter/filter.h"
#include "markdown/markdown.h"
#include "site/site_int.h"
#include "theme/theme.h"
#include "write/write.h"

void
site_init(void)
{
	mem_init();
	markdown_init();
	writers_init();
}

void
site_exit(void)
{
	writers_exit();
	markdown_exit();
}

static void
set_paths(struct site *site)
{
	struct arena *a = site->arena;
	struct str root = site->opts.root;

	site->root = path_clean(a, root.n ? root : STR("."));
	if (site->opts.output.n)
		site->output = path_clean(a, site->opts.output);
	else
		site->output = path_join(a, path_join(a, site->root, STR("..")),
					 STR("site"));
	site->config_diag =
	    diag_new(path_join(a, site->root, STR("manual.yaml")));
	site->data_diag = diag_new(STR_NONE);
	site->theme_diag = diag_new(STR_NONE);
	site->book_diag = diag_new(STR_NONE);
}

/* The Markdown of a definition, as inlines; its text when it is more. */
static void
parse_definition(struct site *site, struct value *entry)
{
	struct value *v = value_at(entry, "definition"), *parsed;
	struct doc *doc;
	struct doc_node *para;

	if (!v || v->type != VALUE_STRING)
		return;
	doc = doc_new();
	if (site_filter_read(doc, v->as.string, STR("markdown"),
			     site->data_diag) &&
	    doc->root->count == 1 && doc_is(doc->root->kids[0], DOC_PARA)) {
		para = doc_copy(site->arena, doc->root->kids[0]);
		para->type = DOC_PLAIN;
		parsed = value_node(site->arena, VALUE_INLINES, para);
		parsed->pos = v->pos;
		value_put(entry, "definition", parsed);
	}
	doc_free(doc);
}

static void
read_glossary(struct site *site)
{
	for (size_t i = 0; i < value_count(site->glossary_list); i++)
		parse_definition(site, value_item(site->glossary_list, i));
	if (site->glossary_list)
		site->glossary = link_glossary_new(
		    site->arena, site->glossary_list, site->data_diag);
}

struct site *
site_load(const struct site_opts *opts)
{
	struct site *site = mem_alloc(1, sizeof *site);

	site->arena = arena_new();
	site->opts = *opts;
	site->jobs = opts->jobs ? opts->jobs : pool_processors();
	if (!site->opts.fail_level)
		site->opts.fail_level =
		    opts->strict ? DIAG_WARNING : DIAG_ERROR;
	set_paths(site);
	if (!site_configure(site))
		return site;
	site_load_data(site);
	read_glossary(site);
	if (!site_load_filters(site) || !site_load_theme(site))
		return site;
	site->usable = site_plan(site);
	return site;
}

/* -- the stages, each over all pages ------------------------------------- */

static void
read_item(void *arg, size_t item, unsigned worker)
{
	struct site *site = arg;

	page_read(site, &site->pages[item], worker);
}

static void
resolve_item(void *arg, size_t item, unsigned worker)
{
	struct site *site = arg;

	(void)worker;
	page_resolve(site, &site->pages[item]);
}

static void
write_item(void *arg, size_t item, unsigned worker)
{
	struct site *site = arg;

	page_write(site, &site->pages[item], worker);
}

static void
start_workers(struct site *site)
{
	const struct filter_opts opts = {
	    .format = STR("html"),
	    .root = site->root,
	    .read = site_filter_read,
	    .write = site_filter_write,
	    .module = site_built_in_filter,
	};

	site->pool = arena_pool_new();
	site->facts_arenas =
	    arena_array(site->arena, site->jobs, sizeof(struct arena *));
	site->scratch =
	    arena_array(site->arena, site->jobs, sizeof(struct arena *));
	site->navs = arena_array(site->arena, site->jobs, sizeof(struct nav *));
	site->heaps = arena_array(site->arena, site->jobs,
				  sizeof(struct markdown_heap *));
	for (unsigned i = 0; i < site->jobs; i++) {
		site->heaps[i] = markdown_heap_new();
		site->navs[i] = nav_new();
		site->facts_arenas[i] = arena_new_in(site->pool);
		site->scratch[i] = arena_new();
	}
	if (!site->chain)
		return;
	site->states =
	    arena_array(site->arena, site->jobs, sizeof(struct filter_state *));
	for (unsigned i = 0; i < site->jobs; i++)
		site->states[i] = filter_state_new(site->chain, &opts);
}

static void
build_index(struct site *site)
{
	const struct link_opts opts = {
	    .bibliography = site->bibliography,
	    .glossary = site->glossary,
	    .relations = site->relations,
	    .n_relations = site->n_relations,
	    .files = site->files,
	    .n_files = site->n_files,
	    .language = site->language,
	    .data = site->data_diag,
	};
	struct link_facts **facts =
	    arena_array(site->arena, site->n_pages, sizeof *facts);
	struct diag **sinks =
	    arena_array(site->arena, site->n_pages, sizeof *sinks);

	for (size_t i = 0; i < site->n_pages; i++) {
		facts[i] = site->pages[i].facts;
		sinks[i] = site->pages[i].d;
	}
	site->index =
	    link_index_new(site->arena, facts, site->n_pages, &opts, sinks);
}

/* -- the result ---------------------------------------------------------- */

/* The texts of files in which something was found, for the lines shown under
 * findings. */
static void
load_sources(struct site *site, struct diag *d)
{
	struct str text;

	for (uint16_t file = 0; diag_path(d, file).n; file++)
		if (file_read(site->arena, diag_path(d, file), &text))
			diag_source(d, file, text);
}

void
site_gather(struct site *site)
{
	struct site_result *r = &site->result;
	size_t n = 0;

	r->sinks =
	    arena_array(site->arena, site->n_pages + 4, sizeof(struct diag *));
	r->sinks[n++] = site->config_diag;
	r->sinks[n++] = site->data_diag;
	r->sinks[n++] = site->theme_diag;
	for (size_t i = 0; i < site->n_pages; i++) {
		struct diag *d = site->pages[i].d;

		if (d && diag_any(d))
			load_sources(site, d);
		if (d)
			r->sinks[n++] = d;
	}
	r->sinks[n++] = site->book_diag;
	r->n_sinks = n;
	r->pages = site->n_pages;
}

static bool
bad_enough(struct site *site)
{
	site_gather(site);
	for (size_t i = 0; i < site->result.n_sinks; i++)
		if (diag_worst(site->result.sinks[i]) >= site->opts.fail_level)
			return true;
	return false;
}

static const struct site_result *
run(struct site *site, bool dry)
{
	struct site_result *r = &site->result;

	if (!site->usable) {
		site_gather(site);
		r->failed = true;
		return r;
	}
	start_workers(site);
	pool_run(site->jobs, site->n_pages, read_item, site);
	build_index(site);
	pool_run(site->jobs, site->n_pages, resolve_item, site);
	site_check_config_links(site);
	r->failed = bad_enough(site);
	if (r->failed)
		return r;
	site->out = output_new(site->output, dry);
	site_put_assets(site);
	if (site->html) {
		pool_run(site->jobs, site->n_pages, write_item, site);
		site_write_index(site);
	}
	site_write_books(site);
	r->failed = bad_enough(site);
	if (r->failed)
		output_fail(site->out);
	if (!output_commit(site->out, site->book_diag, r))
		r->failed = true;
	site_gather(site);
	return r;
}

const struct site_result *
site_build(struct site *site)
{
	return run(site, false);
}

const struct site_result *
site_check(struct site *site)
{
	return run(site, true);
}

const struct site_result *
site_clean(struct site *site)
{
	output_clean(site->output, &site->result);
	site_gather(site);
	return &site->result;
}

struct str
site_output(const struct site *site)
{
	return site->output;
}

void
site_free(struct site *site)
{
	for (size_t i = 0; i < site->n_pages && site->pages; i++) {
		doc_free(site->pages[i].doc);
		diag_free(site->pages[i].d);
	}
	for (unsigned i = 0; site->scratch && i < site->jobs; i++) {
		markdown_heap_free(site->heaps[i]);
		nav_free(site->navs[i]);
		arena_free(site->facts_arenas[i]);
		arena_free(site->scratch[i]);
	}
	for (unsigned i = 0; site->states && i < site->jobs; i++)
		filter_state_free(site->states[i]);
	arena_pool_free(site->pool);
	filter_free(site->chain);
	theme_free(site->theme);
	output_drop(site->out);
	diag_free(site->config_diag);
	diag_free(site->data_diag);
	diag_free(site->theme_diag);
	diag_free(site->book_diag);
	arena_free(site->arena);
	mem_free(site);
}
