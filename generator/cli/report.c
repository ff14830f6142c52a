/* report.c – findings to stderr, the summary last, and the exit status. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "site/site.h"

static bool
wants_color(const struct cli_args *args)
{
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");

	if (str_is(args->color, "always"))
		return true;
	if (str_is(args->color, "never") || (no && *no))
		return false;
	return isatty(STDERR_FILENO) && term && !str_is(str_of(term), "dumb");
}

static enum diag_format
format_of(const struct cli_args *args)
{
	if (str_is(args->format, "json"))
		return DIAG_JSON;
	return str_is(args->format, "sarif") ? DIAG_SARIF : DIAG_TEXT;
}

enum diag_level
cli_fail_level(const struct cli_args *args)
{
	if (str_is(args->fail_level, "style"))
		return DIAG_STYLE;
	if (args->strict || str_is(args->fail_level, "warning"))
		return DIAG_WARNING;
	return DIAG_ERROR;
}

/* What kind of fault it was decides the status: filters, then the disk, then
 * the configuration, then the text. */
static enum cli_status
status_of(const struct cli_args *args, struct diag *const *sinks, size_t count)
{
	static const struct {
		const char *family;
		enum cli_status status;
	} families[] = {
	    {"filter-error", CLI_FILTER},  {"filter-limit", CLI_FILTER},
	    {"filter-denied", CLI_FILTER}, {"filter-missing", CLI_USAGE},
	    {"config-", CLI_USAGE},        {"theme-", CLI_USAGE},
	    {"template-", CLI_USAGE},      {"io-", CLI_IO},
	};
	bool bad = false;

	for (size_t i = 0; i < count; i++)
		bad |= diag_worst(sinks[i]) >= cli_fail_level(args);
	if (!bad)
		return CLI_CLEAN;
	for (size_t f = 0; f < countof(families); f++)
		for (size_t i = 0; i < count; i++)
			if (diag_worst(sinks[i]) >= cli_fail_level(args) &&
			    diag_has(sinks[i], families[f].family))
				return families[f].status;
	return CLI_FINDINGS;
}

enum cli_status
cli_report(const struct cli_args *args, struct diag **sinks, size_t count)
{
	const struct diag_print how = {
	    .to = stderr,
	    .format = format_of(args),
	    .color = wants_color(args),
	    .excerpt = isatty(STDERR_FILENO) || str_is(args->color, "always"),
	    .strict = args->strict,
	};

	diag_emit(sinks, count, &how);
	return status_of(args, sinks, count);
}

static size_t
total(const struct site_result *r, enum diag_level level)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_sinks; i++)
		n += diag_count(r->sinks[i], level);
	return n;
}

static void
print_count(size_t n, const char *thing, const char *behind)
{
	fprintf(stderr, "%zu %s%s%s", n, thing, n == 1 ? "" : "s", behind);
}

/* Processor time, not the clock on the wall: a loaded machine is no news. */
static void
print_summary(const struct site_result *r, const struct cli_args *args,
	      bool building)
{
	size_t warnings = total(r, DIAG_WARNING);
	size_t errors = total(r, DIAG_ERROR) + total(r, DIAG_FATAL);

	if (args->strict) {
		errors += warnings;
		warnings = 0;
	}
	print_count(errors, "error", ", ");
	print_count(warnings, "warning", " in ");
	print_count(r->pages, "page", "");
	if (building && r->failed)
		fputs("; nothing written", stderr);
	else if (building)
		fprintf(stderr, "; %zu written, %zu unchanged, %zu removed",
			r->written, r->unchanged, r->removed);
	fprintf(stderr, " (%.2f s)\n", (double)clock() / CLOCKS_PER_SEC);
}

enum cli_status
cli_finish(const struct cli_args *args, const struct site_result *result,
	   bool building)
{
	enum cli_status status =
	    cli_report(args, result->sinks, result->n_sinks);

	if (!args->quiet && format_of(args) == DIAG_TEXT)
		print_summary(result, args, building);
	return status;
}

/* Goes up from the working folder, at most to the root of the disk. */
struct str
cli_root(const struct cli_args *args)
{
	static const char *const ups[] = {
	    ".", "..", "../..", "../../..", "../../../..", "../../../../..",
	};
	static const char *const files[] = {
	    "./manual.yaml",           "../manual.yaml",
	    "../../manual.yaml",       "../../../manual.yaml",
	    "../../../../manual.yaml", "../../../../../manual.yaml",
	};

	if (args->directory.p)
		return args->directory;
	for (size_t i = 0; i < countof(ups); i++)
		if (file_exists(str_of(files[i])))
			return str_of(ups[i]);
	return STR(".");
}
