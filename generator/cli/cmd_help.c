/* cmd_help.c – help, the manual page, version, explain: all from the tables. */
#include <stdio.h>

#include "cli/cli.h"
#include "site/site.h"

#ifndef VADE_VERSION
#define VADE_VERSION "0.1.0"
#endif

static const struct {
	enum cli_status status;
	const char *meaning;
} statuses[] = {
    {CLI_CLEAN, "clean"},
    {CLI_FINDINGS, "findings at or above the fail level"},
    {CLI_USAGE, "the command line or the configuration is wrong"},
    {CLI_IO, "input, output or limits"},
    {CLI_FILTER, "a Lua filter failed"},
    {CLI_TOOL, "a tool of others is missing or failed"},
    {CLI_INTERNAL, "a fault of vade"},
};

/* -- help ---------------------------------------------------------------- */

static void
print_option(const struct cli_option *o)
{
	char left[80];
	int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s",
			 o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
			 o->letter ? "," : " ", o->name, *o->value ? " " : "",
			 o->value);

	printf(n < 30 ? "%-30s  %s\n"
		      : "%s\n                                %s\n",
	       left, o->help);
}

static void
help_verb(const struct cli_verb *v)
{
	bool any = false;

	printf("usage: vade %s%s%s%s%s\n\n%s\n", v->name,
	       *v->options ? " [options]" : "", *v->words ? " " : "", v->words,
	       "", v->more);
	for (size_t i = 0; i < cli_option_count(); i++) {
		if (!cli_takes(v, cli_option_at(i)))
			continue;
		if (!any)
			puts("\noptions:");
		any = true;
		print_option(cli_option_at(i));
	}
}

static void
help_all(void)
{
	puts("usage: vade VERB [options]\n");
	for (size_t i = 0; i < cli_verb_count(); i++)
		printf("  %-8s  %s\n", cli_verb_at(i)->name,
		       cli_verb_at(i)->help);
	puts("\nexit status:");
	for (size_t i = 0; i < countof(statuses); i++)
		printf("  %-8d  %s\n", (int)statuses[i].status,
		       statuses[i].meaning);
	puts("\n`vade help VERB` tells more.");
}

/* -- vade(1) ------------------------------------------------------------- */

/* Text for roff: a backslash, and a dot or quote at the line's begin, would be
 * taken as markup; hyphens are to be ASCII ones. */
static void
roff(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else
			putchar(*s);
	}
}

static void
man_key(const char *name, const char *type, const char *help, void *arg)
{
	(void)arg;
	fputs(".TP\n.B ", stdout);
	roff(name);
	printf("\n(%s) ", type);
	roff(help);
	putchar('\n');
}

static void
man_option(const struct cli_option *o)
{
	fputs(".TP\n", stdout);
	if (o->letter)
		printf(".BR \\-%c \", \" ", o->letter);
	else
		fputs(".B ", stdout);
	fputs("\\-\\-", stdout);
	roff(o->name);
	if (*o->value)
		printf(o->letter ? " \" %s\"" : " %s", o->value);
	putchar('\n');
	roff(o->help);
	putchar('\n');
}

static void
man_verb(const struct cli_verb *v)
{
	printf(".SS \"vade %s %s\"\n", v->name, v->words);
	roff(v->more);
	putchar('\n');
	for (size_t i = 0; i < cli_option_count(); i++)
		if (cli_takes(v, cli_option_at(i)))
			man_option(cli_option_at(i));
}

static void
man_codes(void)
{
	for (int i = 0; i < DIAG__COUNT; i++) {
		const struct diag_info *info = diag_info((enum diag_code)i);

		fputs(".TP\n.B ", stdout);
		roff(info->name);
		printf("\n(%s) ", diag_level_name(info->level));
		roff(info->cause);
		putchar(' ');
		roff(info->fix);
		putchar('\n');
	}
}

static void
man_page(void)
{
	puts(".TH VADE 1 \"\" \"Vademecum " VADE_VERSION "\" "
	     "\"User Commands\"\n.SH NAME\nvade \\- make a manual from "
	     "Markdown\n.SH SYNOPSIS\n.B vade\n.I verb\n[options]\n"
	     ".SH DESCRIPTION\nTurns a folder of Markdown into a manual that "
	     "people work from: a site that opens from disk, DocBook, "
	     "XSL\\-FO for print, and worksheets.\n.SH VERBS");
	for (size_t i = 0; i < cli_verb_count(); i++)
		man_verb(cli_verb_at(i));
	puts(".SH CONFIGURATION\nKeys of\n.IR manual.yaml :");
	site_config_keys(man_key, NULL);
	puts(".SH FRONT MATTER\nKeys at the head of a page:");
	site_meta_keys(man_key, NULL);
	puts(".SH DIAGNOSTICS");
	man_codes();
	puts(".SH EXIT STATUS");
	for (size_t i = 0; i < countof(statuses); i++)
		printf(".TP\n.B %d\n%s\n", (int)statuses[i].status,
		       statuses[i].meaning);
	puts(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen set, findings are "
	     "written without colours\n.TP\n.B SOURCE_DATE_EPOCH\nwhat filters "
	     "are told the time is");
}

enum cli_status
cmd_help(const struct cli_args *args)
{
	struct str names[32];
	struct diag_hint hint;

	if (args->man) {
		man_page();
		return CLI_CLEAN;
	}
	if (args->n_words == 0) {
		help_all();
		return CLI_CLEAN;
	}
	for (size_t i = 0; i < cli_verb_count(); i++) {
		names[i] = str_of(cli_verb_at(i)->name);
		if (str_eq(args->words[args->n_words - 1], names[i])) {
			help_verb(cli_verb_at(i));
			return CLI_CLEAN;
		}
	}
	return cli_usage("no verb \"" STR_FMT "\"%s", STR_ARG(args->words[0]),
			 diag_near(&hint, diag_nearest(args->words[0], names,
						       cli_verb_count())));
}

enum cli_status
cmd_version(const struct cli_args *args)
{
	(void)args;
	puts("vade " VADE_VERSION);
	return CLI_CLEAN;
}

/* -- explain ------------------------------------------------------------- */

enum cli_status
cmd_explain(const struct cli_args *args)
{
	struct str names[DIAG__COUNT];
	struct diag_hint hint;
	enum diag_code code;

	for (int i = 0; i < DIAG__COUNT; i++)
		names[i] = str_of(diag_info((enum diag_code)i)->name);
	if (args->n_words == 0) {
		for (int i = 0; i < DIAG__COUNT; i++)
			printf("%-16s  %s\n", names[i].p,
			       diag_info((enum diag_code)i)->cause);
		return CLI_CLEAN;
	}
	code = diag_find(args->words[0]);
	if (code == DIAG__COUNT)
		return cli_usage(
		    "no code \"" STR_FMT "\"%s", STR_ARG(args->words[0]),
		    diag_near(&hint, diag_nearest(args->words[0], names,
						  DIAG__COUNT)));
	printf("%s (%s)\n\n%s\n%s\n", diag_info(code)->name,
	       diag_level_name(diag_info(code)->level), diag_info(code)->cause,
	       diag_info(code)->fix);
	return CLI_CLEAN;
}
