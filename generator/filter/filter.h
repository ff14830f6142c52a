/* filter.h – tree → tree through Lua, with Pandoc's filter API. The only folder
 * that includes lua.h; no Lua type leaves it.
 *
 * A chain is compiled once and constant; each worker thread has one state; each
 * document gets a fresh environment in which every filter's chunk is run again,
 * so that nothing a filter leaves behind reaches the next page. */
#ifndef FILTER_FILTER_H
#define FILTER_FILTER_H

#include "base/base.h"
#include "diag/diag.h"

struct buf;
struct doc;
struct filter_chain;
struct filter_state;

/* One filter: its name in messages and PANDOC_SCRIPT_FILE, and its text. */
struct filter_file {
	struct str name, text;
	bool built_in; /* no file: nothing lies beside it */
};

struct filter_opts {
	struct str format; /* FORMAT: the writer's name, "html" when many */
	struct str root;   /* files may be read below it; absent: none */
	struct str input;  /* PANDOC_STATE.input_files[1] */
	struct str output; /* PANDOC_STATE.output_file, may be absent */
	uint64_t
	    max_bytes; /* memory a document's filters may use; 0: 512 MiB */
	uint64_t max_steps;   /* VM instructions for each; 0: 300,000,000 */
	uint32_t max_seconds; /* wall clock for each; 0: 20 */
	/* For pandoc.read(): parses `text` of `format` into doc; injected by
	 * the composer because stages do not know each other. NULL: not
	 * offered. */
	bool (*read)(struct doc *doc, struct str text, struct str format,
		     struct diag *d);
	/* For pandoc.write(): writes doc as `format` into out. NULL: none. */
	bool (*write)(struct buf *out, const struct doc *doc, struct str format,
		      struct diag *d);
	/* For require: a module that is no file, by its path without suffix
	 * ("lib/block"); both texts of `file` are constant. False: there is
	 * none. NULL: none at all. */
	bool (*module)(struct str name, struct filter_file *file);
};

/* Compiles the filters, in order. A syntax error is reported and the chain is
 * NULL. The texts are copied. */
struct filter_chain *filter_load(const struct filter_file *files, size_t count,
				 struct diag *d);
void filter_free(struct filter_chain *chain);
/* For change detection: a hash over the texts. */
uint64_t filter_hash(const struct filter_chain *chain);

/* A worker's state; one thread at a time. */
struct filter_state *filter_state_new(const struct filter_chain *chain,
				      const struct filter_opts *opts);
void filter_state_free(struct filter_state *state);

/* Runs all filters over the document, which afterwards has a new, normalised
 * tree in its own arena. A filter that fails is reported (filter file:line,
 * and as a note the node it was given) and the tree stays as it was before
 * that filter; the others still run. False when any failed. `input` overrides
 * opts->input for this document. */
bool filter_run(struct filter_state *state, struct doc *doc, struct str input,
		struct diag *d);

#endif
