/* site.h – the composer: the only place that knows the order of stages.
 * load → parse → filter → collect | index | resolve → write → theme → output.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/base.h"
#include "diag/diag.h"

struct doc;
struct site;

struct site_opts {
	struct str root;    /* the manual's folder, as it shall be shown */
	struct str output;  /* where to write; absent: "site" beside the root */
	struct str edition; /* overrides manual.yaml; absent: not */
	const struct str *to; /* outputs; none: those of manual.yaml */
	size_t n_to;
	const struct str *filters; /* further filters, after the manual's */
	size_t n_filters;
	unsigned jobs; /* 0: as many as there are processors */
	bool strict;   /* warnings count as errors */
	enum diag_level
	    fail_level; /* a build with findings as bad writes nothing */
};

/* What a run said and did. */
struct site_result {
	struct diag **sinks; /* in order: configuration, theme, pages, books */
	size_t n_sinks;
	size_t pages, written, unchanged, removed;
	bool failed; /* nothing was put in place */
};

/* Reads manual.yaml, filters, theme; plans the pages. Always returns a site;
 * when its configuration is unusable the other calls report just that. */
struct site *site_load(const struct site_opts *opts);
void site_free(struct site *site);
/* Runs all stages and puts the outputs in place. The result lives as long as
 * the site. */
const struct site_result *site_build(struct site *site);
/* The same without writing anything. */
const struct site_result *site_check(struct site *site);
/* Removes what the manifest of the output folder lists, and nothing else. */
const struct site_result *site_clean(struct site *site);
/* The folder that site_build() writes to. */
struct str site_output(const struct site *site);
/* A new page of the kind, placed in the folder of its siblings; the result's
 * sinks say what was wrong. `made` is its path. */
const struct site_result *site_new(struct site *site, struct str kind,
				   struct str title, struct str *made);

/* -- one document, outside of a manual (`vade convert`, `vade dump`) ------- */

enum site_stage { SITE_PARSE, SITE_FILTER, SITE_LINK };
struct site_document_opts {
	struct str from;           /* "markdown" or "json" */
	struct str to;             /* FORMAT for filters; absent: "html" */
	const struct str *filters; /* paths or standard names, in order */
	size_t n_filters;
	const struct str *meta; /* "key=value" */
	size_t n_meta;
	enum site_stage stage; /* how far to go */
	bool raw_html, plain;
	/* Attach the manual's bibliography, glossary … none for convert. */
};
/* Reads text through the pipeline up to the stage. `name` is shown in
 * messages, `dir` is where includes are looked for. NULL: reported. */
struct doc *site_document(struct str text, struct str name, struct str dir,
			  const struct site_document_opts *opts,
			  struct diag *d);

/* The schema of manual.yaml and of front matter, for manuals and help: calls
 * `each` for every key. */
void site_config_keys(void (*each)(const char *name, const char *type,
				   const char *help, void *arg),
		      void *arg);
void site_meta_keys(void (*each)(const char *name, const char *type,
				 const char *help, void *arg),
		    void *arg);

/* Once, in the main thread, before and after all else. */
void site_init(void);
void site_exit(void);

#endif
