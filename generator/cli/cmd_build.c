/* cmd_build.c – vade build, check, clean, new: the verbs about a manual. */
#include <stdio.h>

#include "cli/cli.h"
#include "site/site.h"

static struct site *
load(const struct cli_args *args)
{
	const struct site_opts opts = {
	    .root = cli_root(args),
	    .output = args->output,
	    .edition = args->edition,
	    .to = args->to,
	    .n_to = args->n_to,
	    .filters = args->filters,
	    .n_filters = args->n_filters,
	    .jobs = args->jobs,
	    .strict = args->strict,
	    .fail_level = cli_fail_level(args),
	};

	site_init();
	return site_load(&opts);
}

static enum cli_status
finish(const struct cli_args *args, struct site *site,
       const struct site_result *result, bool building)
{
	enum cli_status status = cli_finish(args, result, building);

	site_free(site);
	site_exit();
	return status;
}

enum cli_status
cmd_build(const struct cli_args *args)
{
	struct site *site = load(args);

	return finish(args, site, site_build(site), true);
}

enum cli_status
cmd_check(const struct cli_args *args)
{
	struct site *site = load(args);

	return finish(args, site, site_check(site), false);
}

enum cli_status
cmd_clean(const struct cli_args *args)
{
	struct site *site = load(args);
	const struct site_result *result = site_clean(site);

	if (!args->quiet)
		fprintf(stderr, "%zu file%s removed from " STR_FMT "\n",
			result->removed, result->removed == 1 ? "" : "s",
			STR_ARG(site_output(site)));
	site_free(site);
	site_exit();
	return CLI_CLEAN;
}

enum cli_status
cmd_new(const struct cli_args *args)
{
	struct site *site = load(args);
	struct str made = STR_NONE;
	const struct site_result *result =
	    site_new(site, args->words[0], args->words[1], &made);
	enum cli_status status =
	    cli_report(args, result->sinks, result->n_sinks);

	if (!result->failed)
		printf(STR_FMT "\n", STR_ARG(made));
	site_free(site);
	site_exit();
	return status;
}
