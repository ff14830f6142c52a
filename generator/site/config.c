/* config.c – manual.yaml: the table of its keys, and the site made from it. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "doc/value.h"
#include "site/schema.h"
#include "site/site_int.h"
#include "source/source.h"
#include "write/write.h"

static const struct schema_key config_keys[] = {
    {"authors", SCHEMA_NAMES, false, "who wrote the manual"},
    {"bibliography", SCHEMA_TEXT, false, "the works cited, a CSL-JSON file"},
    {"contents", SCHEMA_ANY, true,
     "parts and pages in reading order, or `auto`: folder and file order"},
    {"date", SCHEMA_DATE, false, "date of this edition"},
    {"edition", SCHEMA_TEXT, false, "name of this edition, in quotes"},
    {"evidence", SCHEMA_TEXTS, false,
     "levels of evidence a page may have, each with its letter"},
    {"filters", SCHEMA_NAMES, false,
     "Lua filters, in order: standard names or paths"},
    {"glossary", SCHEMA_TEXT, false, "the terms, a YAML file"},
    {"kinds", SCHEMA_MAP, false, "kinds of pages and what each must have"},
    {"language", SCHEMA_TEXT, false, "language of the text (BCP 47)"},
    {"metadata", SCHEMA_NAMES, false,
     "further front matter keys that pages may have, of any type"},
    {"outputs", SCHEMA_NAMES, false,
     "what to make: html, docbook, fo, worksheet"},
    {"raw-html", SCHEMA_BOOL, false, "let raw HTML through"},
    {"relations", SCHEMA_MAP, false,
     "front matter keys that relate pages, each with kind and label"},
    {"safety", SCHEMA_TEXT, false,
     "the page that every page links to for help in danger"},
    {"subtitle", SCHEMA_TEXT, false, "second line of the title"},
    {"theme", SCHEMA_TEXT, false, "the theme: a standard name or a path"},
    {"title", SCHEMA_TEXT, true, "the manual's title"},
    {"variables", SCHEMA_TEXTS, false, "what {{name}} stands for"},
};

static const struct schema config_schema = {
    .keys = config_keys,
    .count = countof(config_keys),
    .private_keys = true,
    .unknown = DIAG_CONFIG_KEY,
    .mistyped = DIAG_CONFIG_TYPE,
    .missing = DIAG_CONFIG_REQUIRED,
    .where = "manual.yaml",
};

void
site_config_keys(void (*each)(const char *name, const char *type,
			      const char *help, void *arg),
		 void *arg)
{
	for (size_t i = 0; i < countof(config_keys); i++)
		each(config_keys[i].name, schema_type_name(config_keys[i].type),
		     config_keys[i].help, arg);
}

/* The text under a key, or what to take without it. */
static struct str
text_or(const struct site *site, const char *key, struct str otherwise)
{
	struct str s = value_text(value_at(site->config, key));

	return s.p ? s : otherwise;
}

/* -- outputs ----------------------------------------------------------------
 */

static bool
is_output(struct str name)
{
	const struct writer *w = writer_find(name);

	return str_is(name, "html") || (w && w->book);
}

static void
report_output(struct site *site, struct str name, struct pos at)
{
	struct str names[16];
	size_t n = 0;
	struct diag_hint hint;

	for (size_t i = 0; i < writer_count() && n < countof(names); i++)
		if (is_output(str_of(writer_at(i)->name)))
			names[n++] = str_of(writer_at(i)->name);
	diag(site->config_diag, DIAG_CONFIG_VALUE, at,
	     "no output is called \"" STR_FMT "\"; left out%s", STR_ARG(name),
	     diag_near(&hint, diag_nearest(name, names, n)));
}

bool
site_wants(const struct site *site, const char *output)
{
	const struct value *list = value_at(site->config, "outputs");

	for (size_t i = 0; i < site->opts.n_to; i++)
		if (str_is(site->opts.to[i], output))
			return true;
	if (site->opts.n_to)
		return false;
	for (size_t i = 0; i < value_count(list); i++)
		if (str_is(value_text(value_item(list, i)), output))
			return true;
	return !list && str_is(str_of(output), "html");
}

static void
check_outputs(struct site *site)
{
	const struct value *list = value_at(site->config, "outputs");

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *v = value_item(list, i);

		if (!is_output(value_text(v)))
			report_output(site, value_text(v), v->pos);
	}
	for (size_t i = 0; i < site->opts.n_to; i++)
		if (!is_output(site->opts.to[i]))
			report_output(site, site->opts.to[i], POS_NONE);
	site->html = site_wants(site, "html");
	for (size_t i = 0; i < writer_count(); i++)
		if (writer_at(i)->book)
			site->books |= site_wants(site, writer_at(i)->name);
}

/* -- relations ---------------------------------------------------------------
 */

static void
read_relations(struct site *site)
{
	static const struct schema_key keys[] = {
	    {"kind", SCHEMA_TEXT, false, "kind of the pages it names"},
	    {"label", SCHEMA_TEXT, true, "heading of the list"},
	};
	const struct schema schema = {
	    .keys = keys,
	    .count = countof(keys),
	    .unknown = DIAG_CONFIG_KEY,
	    .mistyped = DIAG_CONFIG_TYPE,
	    .missing = DIAG_CONFIG_REQUIRED,
	    .where = "a relation",
	};
	const struct value *map = value_at(site->config, "relations");
	size_t n = value_count(map);

	site->relations = arena_array(site->arena, n, sizeof *site->relations);
	for (size_t i = 0; i < n; i++) {
		struct value *v = value_item(map, i);
		struct link_relation *r = &site->relations[site->n_relations];

		if (v->type != VALUE_MAP) {
			diag(site->config_diag, DIAG_CONFIG_TYPE, v->pos,
			     "relation \"" STR_FMT "\" is to be a mapping "
			     "with \"kind\" and \"label\"; left out",
			     STR_ARG(value_key(map, i)));
			continue;
		}
		schema_check(&schema, site->arena, v, v->pos,
			     site->config_diag);
		*r = (struct link_relation){value_key(map, i),
					    value_text(value_at(v, "kind"))};
		site->n_relations++;
	}
}

/* -- files -------------------------------------------------------------------
 */

static bool
read_config(struct site *site)
{
	struct str path =
	    path_join(site->arena, site->root, STR("manual.yaml"));
	struct str text;

	if (!file_read(site->arena, path, &text)) {
		diag(site->config_diag, DIAG_CONFIG_MISSING, POS_NONE,
		     "no manual.yaml in \"" STR_FMT "\": %s",
		     STR_ARG(site->root), strerror(errno));
		return false;
	}
	diag_source(site->config_diag, 0, text);
	site->config = source_yaml(site->arena, text, (struct pos){1, 1, 0},
				   site->config_diag);
	if (!site->config)
		return false;
	if (site->config->type != VALUE_MAP) {
		diag(site->config_diag, DIAG_CONFIG_TYPE, site->config->pos,
		     "manual.yaml is to be a mapping, not %s",
		     value_type_name(site->config->type));
		return false;
	}
	schema_check(&config_schema, site->arena, site->config,
		     (struct pos){1, 1, 0}, site->config_diag);
	return true;
}

static struct value *
read_data(struct site *site, const char *key)
{
	const struct value *name = value_at(site->config, key);
	struct str path;
	struct value *v;

	if (!value_text(name).p)
		return NULL;
	path = path_join(site->arena, site->root, value_text(name));
	if (!file_exists(path)) {
		diag(site->config_diag, DIAG_CONFIG_VALUE, name->pos,
		     "%s \"" STR_FMT "\" is not there; going on without it",
		     key, STR_ARG(value_text(name)));
		return NULL;
	}
	v = source_data(site->arena, path, site->data_diag);
	if (v && v->type != VALUE_LIST) {
		diag(site->data_diag, DIAG_CONFIG_TYPE, v->pos,
		     "\"" STR_FMT "\" is to be a list, not %s", STR_ARG(path),
		     value_type_name(v->type));
		return NULL;
	}
	return v;
}

void
site_load_data(struct site *site)
{
	site->bibliography = read_data(site, "bibliography");
	site->glossary_list = read_data(site, "glossary");
}

bool
site_configure(struct site *site)
{
	if (!read_config(site))
		return false;
	site->title = text_or(site, "title", STR("Untitled"));
	site->subtitle = text_or(site, "subtitle", STR_NONE);
	site->edition = text_or(site, "edition", STR_NONE);
	if (site->opts.edition.p)
		site->edition = site->opts.edition;
	site->date = text_or(site, "date", STR_NONE);
	site->language = text_or(site, "language", STR("en"));
	check_outputs(site);
	read_relations(site);
	site_read_kinds(site);
	return diag_worst(site->config_diag) < DIAG_ERROR;
}
