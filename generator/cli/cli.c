/* cli.c – reads the command line by the tables and runs the verb. Long options
 * as GNU's: --name=value or --name value; letters may be joined: -qj4. */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct reader {
	char **argv;
	int argc, at;
	const struct cli_verb *verb;
	struct cli_args *args;
};

enum cli_status
cli_usage(const char *fmt, ...)
{
	va_list ap;

	fputs("vade: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return CLI_USAGE;
}

/* -- values -------------------------------------------------------------- */

/* The lists of struct cli_args are a pointer with its count in the field of
 * the same name with n_; this finds the count for a list's offset. */
static size_t *
count_of(struct cli_args *args, size_t field)
{
	static const struct {
		size_t list, count;
	} pairs[] = {
	    {offsetof(struct cli_args, to), offsetof(struct cli_args, n_to)},
	    {offsetof(struct cli_args, filters),
	     offsetof(struct cli_args, n_filters)},
	    {offsetof(struct cli_args, meta),
	     offsetof(struct cli_args, n_meta)},
	};
	size_t i = 0;

	while (pairs[i].list != field)
		i++;
	return (size_t *)(void *)((char *)args + pairs[i].count);
}

static void
push(struct str **list, size_t *count, struct str s)
{
	*list = mem_resize(*list, *count + 1, sizeof **list);
	(*list)[(*count)++] = s;
}

static bool
set_choice(const struct cli_option *o, struct str *field, struct str value)
{
	struct str rest = str_of(o->value), names[8];
	size_t n = 0;
	struct diag_hint hint;

	while (rest.p && n < countof(names)) {
		names[n] = str_cut(&rest, '|');
		if (str_eq(names[n++], value)) {
			*field = value;
			return true;
		}
	}
	cli_usage("--%s is to be one of %s, not \"" STR_FMT "\"%s", o->name,
		  o->value, STR_ARG(value),
		  diag_near(&hint, diag_nearest(value, names, n)));
	return false;
}

static bool
set_number(const struct cli_option *o, unsigned *field, struct str value)
{
	char *end;
	unsigned long n = strtoul(value.p, &end, 10);

	if (value.n == 0 || *end || n > 256 || !is_digit(value.p[0])) {
		cli_usage("--%s is to be a number from 0 to 256, not \"" STR_FMT
			  "\"",
			  o->name, STR_ARG(value));
		return false;
	}
	*field = (unsigned)n;
	return true;
}

static void
set_list(struct cli_args *args, const struct cli_option *o, struct str value)
{
	void *list = (char *)args + o->field;
	size_t *count = count_of(args, o->field);

	if (o->field != offsetof(struct cli_args, to)) {
		push(list, count, value);
		return;
	}
	while (value.p)
		push(list, count, str_cut(&value, ','));
}

static bool
set_option(struct cli_args *args, const struct cli_option *o, struct str value)
{
	void *field = (char *)args + o->field;

	switch (o->type) {
	case CLI_FLAG:
		*(bool *)field = true;
		return true;
	case CLI_TEXT:
		*(struct str *)field = value;
		return true;
	case CLI_CHOICE:
		return set_choice(o, field, value);
	case CLI_NUMBER:
		return set_number(o, field, value);
	case CLI_LIST:
		set_list(args, o, value);
		return true;
	}
	return false;
}

/* -- words --------------------------------------------------------------- */

static bool
unknown_option(const struct cli_verb *verb, struct str name)
{
	struct str names[64], near;
	size_t n = 0;

	for (size_t i = 0; i < cli_option_count(); i++)
		if (cli_takes(verb, cli_option_at(i)))
			names[n++] = str_of(cli_option_at(i)->name);
	near = diag_nearest(name, names, n);
	cli_usage("vade %s knows no option --" STR_FMT "%s" STR_FMT "%s",
		  verb->name, STR_ARG(name), near.p ? "; did you mean --" : "",
		  STR_ARG(near), near.p ? "?" : "");
	return false;
}

/* The value of an option: what stands behind it, or the next word. */
static bool
take_value(struct reader *r, const struct cli_option *o, struct str behind,
	   struct str *value)
{
	*value = behind;
	if (o->type == CLI_FLAG || behind.p)
		return true;
	if (r->at + 1 >= r->argc) {
		cli_usage("--%s wants a value: %s", o->name, o->value);
		return false;
	}
	*value = str_of(r->argv[++r->at]);
	return true;
}

static bool
read_long(struct reader *r, struct str word)
{
	struct str behind = word, value;
	struct str name = str_cut(&behind, '=');

	if (str_is(name, "help")) {
		push(&r->args->words, &r->args->n_words, str_of(r->verb->name));
		r->args->help = true;
		return true;
	}
	for (size_t i = 0; i < cli_option_count(); i++) {
		const struct cli_option *o = cli_option_at(i);

		if (!str_is(name, o->name) || !cli_takes(r->verb, o))
			continue;
		if (o->type == CLI_FLAG && behind.p) {
			cli_usage("--%s takes no value", o->name);
			return false;
		}
		return take_value(r, o, behind, &value) &&
		       set_option(r->args, o, value);
	}
	return unknown_option(r->verb, name);
}

static const struct cli_option *
find_letter(const struct cli_verb *verb, char letter)
{
	for (size_t i = 0; i < cli_option_count(); i++) {
		const struct cli_option *o = cli_option_at(i);

		if (o->letter == letter && cli_takes(verb, o))
			return o;
	}
	return NULL;
}

static bool
read_letters(struct reader *r, struct str letters)
{
	for (size_t i = 0; i < letters.n; i++) {
		const struct cli_option *o = find_letter(r->verb, letters.p[i]);
		struct str behind = str_slice(letters, i + 1, letters.n);
		struct str value;

		if (!o && letters.p[i] == 'h')
			return read_long(r, STR("help"));
		if (!o) {
			cli_usage("vade %s knows no option -%c", r->verb->name,
				  letters.p[i]);
			return false;
		}
		if (o->type == CLI_FLAG) {
			set_option(r->args, o, STR_NONE);
			continue;
		}
		return take_value(r, o, behind.n ? behind : STR_NONE, &value) &&
		       set_option(r->args, o, value);
	}
	return true;
}

static bool
read_words(struct reader *r)
{
	bool options = true;

	for (; r->at < r->argc; r->at++) {
		struct str word = str_of(r->argv[r->at]);
		bool ok = true;

		if (options && str_is(word, "--"))
			options = false;
		else if (options && str_starts(word, STR("--")))
			ok = read_long(r, str_slice(word, 2, word.n));
		else if (options && word.n > 1 && word.p[0] == '-')
			ok = read_letters(r, str_slice(word, 1, word.n));
		else
			push(&r->args->words, &r->args->n_words, word);
		if (!ok)
			return false;
	}
	return true;
}

/* -- verbs --------------------------------------------------------------- */

static const struct cli_verb *
find_verb(struct str name)
{
	static const struct {
		const char *word, *verb;
	} aliases[] = {
	    {"--help", "help"},
	    {"-h", "help"},
	    {"--version", "version"},
	    {"-V", "version"},
	};

	for (size_t i = 0; i < countof(aliases); i++)
		if (str_is(name, aliases[i].word))
			name = str_of(aliases[i].verb);
	for (size_t i = 0; i < cli_verb_count(); i++)
		if (str_is(name, cli_verb_at(i)->name))
			return cli_verb_at(i);
	return NULL;
}

static enum cli_status
unknown_verb(struct str name)
{
	struct str names[32];
	size_t n = 0;
	struct diag_hint hint;

	for (size_t i = 0; i < cli_verb_count(); i++)
		names[n++] = str_of(cli_verb_at(i)->name);
	return cli_usage("no verb \"" STR_FMT "\"%s (vade help lists them)",
			 STR_ARG(name),
			 diag_near(&hint, diag_nearest(name, names, n)));
}

static enum cli_status
run_verb(const struct cli_verb *verb, struct cli_args *args)
{
	if (args->help)
		return cmd_help(args);
	if (args->n_words < verb->least)
		return cli_usage("vade %s wants %s", verb->name, verb->words);
	if (args->n_words > verb->most)
		return cli_usage("vade %s: \"" STR_FMT
				 "\" is one word too many",
				 verb->name, STR_ARG(args->words[verb->most]));
	return verb->run(args);
}

int
cli_main(int argc, char **argv)
{
	struct cli_args args = {.color = STR("auto")};
	struct reader r = {argv, argc, 2, NULL, &args};
	enum cli_status status = CLI_USAGE;

	if (argc < 2) {
		cmd_help(&args);
		return CLI_USAGE;
	}
	r.verb = find_verb(str_of(argv[1]));
	if (!r.verb)
		return (int)unknown_verb(str_of(argv[1]));
	if (read_words(&r))
		status = run_verb(r.verb, &args);
	if (fflush(stdout) != 0 && status == CLI_CLEAN) {
		fprintf(stderr, "vade: standard output: %s\n", strerror(errno));
		status = CLI_IO;
	}
	mem_free(args.to);
	mem_free(args.filters);
	mem_free(args.meta);
	mem_free(args.words);
	return (int)status;
}
