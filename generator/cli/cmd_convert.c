/* cmd_convert.c – vade convert and vade dump: one document. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "cli/cli.h"
#include "doc/doc.h"
#include "site/site.h"
#include "write/write.h"

struct input {
	struct arena *arena;
	struct str text, name, dir;
	struct diag *d;
};

static bool
read_stdin(struct input *in)
{
	struct buf all = BUF_INIT;
	size_t got;

	do {
		buf_reserve(&all, 65536);
		got = fread(all.p + all.n, 1, 65536, stdin);
		all.n += got;
	} while (got > 0);
	in->text = arena_str(in->arena, buf_str(&all));
	in->name = STR("-");
	in->dir = STR(".");
	buf_free(&all);
	return !ferror(stdin);
}

static bool
read_input(const struct cli_args *args, struct input *in)
{
	struct str path = args->n_words ? args->words[0] : STR("-");
	bool from_stdin = str_is(path, "-");
	bool ok;

	in->arena = arena_new();
	in->d = diag_new(path);
	in->name = path;
	in->dir = path_dir(path);
	ok =
	    from_stdin ? read_stdin(in) : file_read(in->arena, path, &in->text);
	if (!ok)
		diag(in->d, DIAG_IO_READ, POS_NONE,
		     "\"" STR_FMT "\" could not be read: %s", STR_ARG(path),
		     strerror(errno));
	else
		diag_source(in->d, 0, in->text);
	return ok;
}

static bool
put_result(const struct cli_args *args, struct buf *out, struct diag *d)
{
	if (!args->output.p || str_is(args->output, "-"))
		return out->n == 0 ||
		       fwrite(out->p, 1, out->n, stdout) == out->n;
	if (file_put(args->output, buf_str(out)) != FILE_FAILED)
		return true;
	diag(d, DIAG_IO_WRITE, POS_NONE,
	     "\"" STR_FMT "\" could not be written: %s", STR_ARG(args->output),
	     strerror(errno));
	return false;
}

static enum cli_status
unknown_format(struct str name)
{
	struct str names[32];
	size_t n = 0;
	struct diag_hint hint;

	for (size_t i = 0; i < writer_count() && n < countof(names); i++)
		names[n++] = str_of(writer_at(i)->name);
	return cli_usage("no format \"" STR_FMT "\"%s", STR_ARG(name),
			 diag_near(&hint, diag_nearest(name, names, n)));
}

/* Reads and runs the document through the stages; then `write` has it. */
static enum cli_status
process(const struct cli_args *args, enum site_stage stage, struct str to,
	void (*write)(const struct cli_args *args, struct buf *out,
		      const struct doc *doc, struct str to, struct diag *d))
{
	const struct site_document_opts opts = {
	    .from = args->from.p ? args->from : STR("markdown"),
	    .to = to,
	    .filters = args->filters,
	    .n_filters = args->n_filters,
	    .meta = args->meta,
	    .n_meta = args->n_meta,
	    .stage = stage,
	    .raw_html = args->raw_html,
	    .plain = args->plain,
	};
	struct buf out = BUF_INIT;
	struct doc *doc = NULL;
	struct input in;
	enum cli_status status;

	site_init();
	if (read_input(args, &in))
		doc = site_document(in.text, in.name, in.dir, &opts, in.d);
	if (doc) {
		write(args, &out, doc, to, in.d);
		put_result(args, &out, in.d);
	}
	status = cli_report(args, &in.d, 1);
	doc_free(doc);
	buf_free(&out);
	diag_free(in.d);
	arena_free(in.arena);
	site_exit();
	return status;
}

static void
write_format(const struct cli_args *args, struct buf *out,
	     const struct doc *doc, struct str to, struct diag *d)
{
	const struct page_opts opts = {
	    .standalone = args->standalone,
	    .number = true,
	    .source_dir = STR("."),
	};

	writer_find(to)->page(out, doc, &opts, d);
}

static void
write_dump(const struct cli_args *args, struct buf *out, const struct doc *doc,
	   struct str to, struct diag *d)
{
	(void)args;
	(void)to;
	(void)d;
	doc_dump(out, doc);
}

/* What leaves the program as a tree for other tools keeps its citations and
 * references; what is for readers has them resolved. */
static enum site_stage
stage_for(struct str format)
{
	return str_is(format, "json") || str_is(format, "native") ? SITE_FILTER
								  : SITE_LINK;
}

enum cli_status
cmd_convert(const struct cli_args *args)
{
	struct str to = args->n_to ? args->to[0] : STR("html");

	if (!writer_find(to))
		return unknown_format(to);
	return process(args, stage_for(to), to, write_format);
}

enum cli_status
cmd_dump(const struct cli_args *args)
{
	enum site_stage stage = SITE_LINK;

	if (str_is(args->stage, "parse"))
		stage = SITE_PARSE;
	else if (str_is(args->stage, "filter"))
		stage = SITE_FILTER;
	return process(args, stage, STR("html"), write_dump);
}
