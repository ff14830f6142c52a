/* cli.h – the command line: verbs and their options are tables, from which
 * parsing, `vade help` and the manual page vade(1) are made. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/base.h"
#include "diag/diag.h"

struct site_result;

/* Exit status; the same for every verb. */
enum cli_status {
	CLI_CLEAN = 0,
	CLI_FINDINGS = 1,
	CLI_USAGE = 2,
	CLI_IO = 3,
	CLI_FILTER = 4,
	CLI_TOOL = 5,
	CLI_INTERNAL = 70,
};

enum cli_option_type { CLI_FLAG, CLI_TEXT, CLI_LIST, CLI_NUMBER, CLI_CHOICE };

/* Everything that any verb can be told. */
struct cli_args {
	struct str directory, output, edition, format, from;
	struct str color, fail_level, stage;
	struct str *to, *filters, *meta, *words;
	size_t n_to, n_filters, n_meta, n_words;
	unsigned jobs;
	bool strict, quiet, standalone, raw_html, plain, man, help;
};

struct cli_option {
	char letter;      /* 0: none */
	const char *name; /* "output" */
	enum cli_option_type type;
	size_t field;      /* offset in struct cli_args */
	const char *value; /* "DIR"; for a choice "text|json|sarif" */
	const char *help;
};

struct cli_verb {
	const char *name;
	const char *words;   /* "KIND TITLE", "" */
	const char *help;    /* one line */
	const char *more;    /* a paragraph for the manual page */
	const char *options; /* names of the options it takes, by blanks */
	size_t least, most;  /* words */
	enum cli_status (*run)(const struct cli_args *args);
};

const struct cli_verb *cli_verb_at(size_t i);
size_t cli_verb_count(void);
const struct cli_option *cli_option_at(size_t i);
size_t cli_option_count(void);
/* Whether the verb takes the option. */
bool cli_takes(const struct cli_verb *verb, const struct cli_option *option);

/* A complaint about the command line itself: "vade: …", to stderr. */
enum cli_status cli_usage(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* The least level that makes a run fail: --fail-level, made stricter by
 * --strict. */
enum diag_level cli_fail_level(const struct cli_args *args);
/* Prints the findings and, unless quiet, the summary; returns the status. */
enum cli_status cli_report(const struct cli_args *args, struct diag **sinks,
			   size_t count);
enum cli_status cli_finish(const struct cli_args *args,
			   const struct site_result *result, bool building);
/* The manual's folder: -C, or the nearest one upwards with a manual.yaml. */
struct str cli_root(const struct cli_args *args);

/* Runs the program; its exit status. */
int cli_main(int argc, char **argv);

enum cli_status cmd_build(const struct cli_args *args);
enum cli_status cmd_check(const struct cli_args *args);
enum cli_status cmd_clean(const struct cli_args *args);
enum cli_status cmd_convert(const struct cli_args *args);
enum cli_status cmd_dump(const struct cli_args *args);
enum cli_status cmd_explain(const struct cli_args *args);
enum cli_status cmd_help(const struct cli_args *args);
enum cli_status cmd_new(const struct cli_args *args);
enum cli_status cmd_version(const struct cli_args *args);

#endif
