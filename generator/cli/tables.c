/* tables.c – the verbs and the options. Adding one is adding a row. */
#include "cli/cli.h"

#include <string.h>

#define FIELD(name) offsetof(struct cli_args, name)

static const struct cli_option options[] = {
    {'C', "directory", CLI_TEXT, FIELD(directory), "DIR",
     "the manual's folder; default: the nearest one upwards that holds a "
     "manual.yaml"},
    {0, "color", CLI_CHOICE, FIELD(color), "auto|always|never",
     "colours in findings; auto: on a terminal, unless NO_COLOR is set"},
    {0, "edition", CLI_TEXT, FIELD(edition), "NAME",
     "name of the edition, instead of that in manual.yaml"},
    {0, "fail-level", CLI_CHOICE, FIELD(fail_level), "style|warning|error",
     "the least level of findings that makes the run fail; default: error"},
    {0, "format", CLI_CHOICE, FIELD(format), "text|json|sarif",
     "how findings are written"},
    {'f', "from", CLI_CHOICE, FIELD(from), "markdown|json",
     "what is read; json is Pandoc's"},
    {'j', "jobs", CLI_NUMBER, FIELD(jobs), "N",
     "threads; default: as many as there are processors"},
    {'L', "lua-filter", CLI_LIST, FIELD(filters), "FILE",
     "run a Lua filter, after those of the manual; may be repeated"},
    {0, "man", CLI_FLAG, FIELD(man), "",
     "write the manual page vade(1) instead"},
    {'M', "metadata", CLI_LIST, FIELD(meta), "KEY=VALUE",
     "set metadata; may be repeated"},
    {'o', "output", CLI_TEXT, FIELD(output), "PATH",
     "where to write, seen from where the command was typed"},
    {0, "after", CLI_CHOICE, FIELD(stage), "parse|filter|link",
     "the stage after which the tree is shown; default: link"},
    {0, "plain", CLI_FLAG, FIELD(plain), "",
     "CommonMark and GFM only, without the other extensions"},
    {'q', "quiet", CLI_FLAG, FIELD(quiet), "", "no summary; findings only"},
    {0, "raw-html", CLI_FLAG, FIELD(raw_html), "", "let raw HTML through"},
    {'s', "standalone", CLI_FLAG, FIELD(standalone), "",
     "a whole file, not only its body"},
    {0, "strict", CLI_FLAG, FIELD(strict), "", "warnings count as errors"},
    {'t', "to", CLI_LIST, FIELD(to), "FORMAT",
     "what to make, a list by commas: html, docbook, fo, worksheet; convert "
     "also knows text, native, json (Pandoc's, api 1.22, which pandoc 2 "
     "reads) and json-1.23 (for pandoc 3)"},
};

#define COMMON " color fail-level format quiet strict "

static const struct cli_verb verbs[] = {
    {"build", "", "build the manual",
     "Reads manual.yaml and all pages, and writes the outputs. Nothing is "
     "put in place unless the whole build is right: a build that fails "
     "leaves the last good output as it was. Only files that changed are "
     "written; only files that the manifest lists are removed.",
     "directory output to jobs edition lua-filter" COMMON, 0, 0, cmd_build},
    {"check", "", "look for faults without writing anything",
     "Runs the same stages as build and prints what they find.",
     "directory to jobs edition lua-filter" COMMON, 0, 0, cmd_check},
    {"clean", "", "remove what a build made",
     "Removes the files that the manifest of the output folder lists, and "
     "nothing else.",
     "directory output quiet", 0, 0, cmd_clean},
    {"convert", "[FILE]", "convert one document",
     "Reads one document, from a file or from standard input, runs filters "
     "over it, and writes it in one of the formats. The JSON is Pandoc's.",
     "from to output lua-filter metadata standalone raw-html plain" COMMON, 0,
     1, cmd_convert},
    {"dump", "[FILE]", "show the tree of a document",
     "Shows the tree after a stage, one node a line, with positions.",
     "from after output lua-filter metadata raw-html plain" COMMON, 0, 1,
     cmd_dump},
    {"explain", "[CODE]", "explain a finding",
     "Tells what a code in brackets means and what to do; without a code, "
     "lists all of them.",
     "", 0, 1, cmd_explain},
    {"help", "[VERB]", "show help", "Shows help for all verbs, or for one.",
     "man", 0, 1, cmd_help},
    {"new", "KIND TITLE", "begin a page of a kind",
     "Writes a page with the front matter, blocks and headings that its "
     "kind requires, beside the other pages of that kind.",
     "directory" COMMON, 2, 2, cmd_new},
    {"version", "", "show the version", "Shows the version.", "", 0, 0,
     cmd_version},
};

const struct cli_verb *
cli_verb_at(size_t i)
{
	return &verbs[i];
}

size_t
cli_verb_count(void)
{
	return countof(verbs);
}

const struct cli_option *
cli_option_at(size_t i)
{
	return &options[i];
}

size_t
cli_option_count(void)
{
	return countof(options);
}

bool
cli_takes(const struct cli_verb *verb, const struct cli_option *option)
{
	struct str rest = str_of(verb->options);

	while (rest.p)
		if (str_is(str_cut(&rest, ' '), option->name))
			return true;
	return false;
}
