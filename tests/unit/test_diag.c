/* test_diag.c – findings: order, counts, the printed forms, nearest names. The
 * machine formats are read back with a JSON parser. */
#include "helper.h"

static void
assert_printed(struct diag *d, struct diag_print how, const char *wanted)
{
	char *text = printed(&d, 1, how);

	assert_string_equal(text, wanted);
	free(text);
}

static struct pos
at(unsigned line, unsigned col)
{
	return (struct pos){line, (uint16_t)col, 0};
}

static void
findings_are_sorted_by_place(void **state)
{
	struct diag *d = diag_new(STR("b.md"));
	uint16_t other = diag_file(d, STR("a.md"));

	(void)state;
	diag(d, DIAG_LINK_PAGE, (struct pos){1, 1, other}, "in a file further");
	diag(d, DIAG_LINK_PAGE, at(9, 1), "late");
	diag(d, DIAG_HEADING_JUMP, at(2, 7), "second column");
	diag(d, DIAG_LINK_PAGE, at(2, 3), "first of two");
	diag(d, DIAG_LINK_PAGE, at(2, 3), "second of two");
	diag(d, DIAG_LINK_PAGE, POS_NONE, "nowhere");
	diag(d, DIAG_LINK_PAGE, at(4, 0), "no column");
	assert_printed(d, (struct diag_print){.format = DIAG_TEXT},
		       "b.md: error: nowhere [link-page]\n"
		       "b.md:2:3: error: first of two [link-page]\n"
		       "b.md:2:3: error: second of two [link-page]\n"
		       "b.md:2:7: warning: second column [heading-jump]\n"
		       "b.md:4: error: no column [link-page]\n"
		       "b.md:9:1: error: late [link-page]\n"
		       "a.md:1:1: error: in a file further [link-page]\n");
	diag_free(d);
	diag_free(NULL);
}

static void
notes_follow_their_finding(void **state)
{
	struct diag *d = diag_new(STR("p.md"));
	uint16_t other = diag_file(d, STR("q.md"));

	(void)state;
	diag_note(d, at(1, 1), "belongs to nothing: dropped");
	diag(d, DIAG_ID_DUPLICATE, at(5, 2), "the id \"x\" is given twice");
	diag_note(d, (struct pos){3, 1, other}, "first given here");
	diag_note(d, at(4, 4), "and here");
	diag(d, DIAG_LINK_PAGE, at(1, 1), "before it");
	assert_printed(d, (struct diag_print){.format = DIAG_TEXT},
		       "p.md:1:1: error: before it [link-page]\n"
		       "p.md:5:2: error: the id \"x\" is given twice "
		       "[id-duplicate]\n"
		       "q.md:3:1: note: first given here\n"
		       "p.md:4:4: note: and here\n");
	assert_int_equal(diag_count(d, DIAG_NOTE), 0);
	diag_free(d);
}

static void
findings_are_counted(void **state)
{
	struct diag *d = diag_new(STR("p.md"));

	(void)state;
	assert_int_equal(diag_worst(d), DIAG_NOTE);
	diag(d, DIAG_HEADING_JUMP, at(1, 1), "w");
	assert_int_equal(diag_worst(d), DIAG_WARNING);
	diag(d, DIAG_LINK_PAGE, at(1, 1), "e");
	diag(d, DIAG_LINK_PAGE, at(1, 1), "e");
	assert_int_equal(diag_worst(d), DIAG_ERROR);
	assert_int_equal(diag_count(d, DIAG_WARNING), 1);
	assert_int_equal(diag_count(d, DIAG_ERROR), 2);
	assert_int_equal(diag_count(d, DIAG_FATAL), 0);
	assert_true(diag_has(d, "link-"));
	assert_false(diag_has(d, "io-"));
	diag_free(d);
}

static void
files_are_numbered_once(void **state)
{
	struct diag *d = diag_new(STR("p.md"));

	(void)state;
	assert_int_equal(diag_file(d, STR("p.md")), 0);
	assert_int_equal(diag_file(d, STR("q.md")), 1);
	assert_int_equal(diag_file(d, STR("q.md")), 1);
	assert_true(str_is(diag_path(d, 1), "q.md"));
	assert_null(diag_path(d, 9).p);
	diag_source(d, 9, STR("no such file: no harm"));
	diag_free(d);
}

static void
excerpt_points_at_the_words(void **state)
{
	struct diag *d = diag_new(STR("p.md"));
	struct diag_print how = {.format = DIAG_TEXT, .excerpt = true};

	(void)state;
	diag_source(d, 0, STR("one\nna\u00EFve @ws-x here\n\tx [y](z)"));
	diag(d, DIAG_REF_UNKNOWN, at(2, 7), "no worksheet \"ws-x\"");
	diag(d, DIAG_LINK_PAGE, at(3, 4), "no page \"elsewhere\"");
	diag(d, DIAG_LINK_PAGE, at(99, 1), "behind the end");
	diag(d, DIAG_LINK_PAGE, at(1, 60), "behind the line");
	assert_printed(d, how,
		       "p.md:1:60: error: behind the line [link-page]\n"
		       "    1 | one\n"
		       "      |    ^\n"
		       "p.md:2:7: error: no worksheet \"ws-x\" [ref-unknown]\n"
		       "    2 | na\u00EFve @ws-x here\n"
		       "      |       ^~~~~\n"
		       "p.md:3:4: error: no page \"elsewhere\" [link-page]\n"
		       "    3 | \tx [y](z)\n"
		       "      | \t  ^\n"
		       "p.md:99:1: error: behind the end [link-page]\n");
	diag_free(d);
}

static void
strict_shows_warnings_as_errors(void **state)
{
	struct diag *d = diag_new(STR_NONE);

	(void)state;
	diag(d, DIAG_HEADING_JUMP, at(3, 0), "w");
	assert_printed(d, (struct diag_print){.strict = true},
		       "vade:3: error: w [heading-jump]\n");
	assert_printed(d, (struct diag_print){.color = true},
		       "vade:3: \033[33mwarning\033[0m: w [heading-jump]\n");
	diag_free(d);
}

/* -- machine formats ------------------------------------------------------ */

static json_t *
parsed(struct diag *const *sinks, size_t count, enum diag_format format)
{
	char *text =
	    printed(sinks, count, (struct diag_print){.format = format});
	json_error_t error;
	json_t *json = json_loads(text, 0, &error);

	if (!json)
		print_error("%s\nline %d: %s\n", text, error.line, error.text);
	assert_non_null(json);
	free(text);
	return json;
}

static const char *
text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static struct diag *
awkward(const char *path)
{
	struct diag *d = diag_new(str_of(path));

	diag(d, DIAG_LINK_PAGE, at(2, 3), "quote \" back \\ tab \t bell \a");
	diag_note(d, at(9, 1), "there");
	diag_note(d, POS_NONE, "nowhere");
	return d;
}

static void
json_is_one_document(void **state)
{
	struct diag *sinks[] = {awkward("a.md"), diag_new(STR("none.md")),
				awkward("b \"c\".md")};
	json_t *json = parsed(sinks, 3, DIAG_JSON), *list, *one, *notes;

	(void)state;
	list = json_object_get(json, "findings");
	assert_int_equal(json_array_size(list), 2);
	one = json_array_get(list, 1);
	assert_string_equal(text_at(one, "file"), "b \"c\".md");
	assert_string_equal(text_at(one, "code"), "link-page");
	assert_string_equal(text_at(one, "level"), "error");
	assert_string_equal(text_at(one, "message"),
			    "quote \" back \\ tab \t bell \a");
	assert_int_equal(json_integer_value(json_object_get(one, "line")), 2);
	assert_int_equal(json_integer_value(json_object_get(one, "column")), 3);
	notes = json_object_get(one, "notes");
	assert_int_equal(json_array_size(notes), 2);
	assert_string_equal(text_at(json_array_get(notes, 0), "message"),
			    "there");
	json_decref(json);
	for (size_t i = 0; i < 3; i++)
		diag_free(sinks[i]);
}

static void
sarif_is_one_run(void **state)
{
	struct diag *sinks[] = {awkward("a.md"), awkward("b.md")};
	json_t *json = parsed(sinks, 2, DIAG_SARIF);
	json_t *run, *results, *place;

	(void)state;
	assert_string_equal(text_at(json, "version"), "2.1.0");
	run = json_array_get(json_object_get(json, "runs"), 0);
	results = json_object_get(run, "results");
	assert_int_equal(json_array_size(results), 2);
	assert_string_equal(text_at(json_array_get(results, 0), "ruleId"),
			    "link-page");
	place = json_object_get(
	    json_array_get(
		json_object_get(json_array_get(results, 1), "locations"), 0),
	    "physicalLocation");
	assert_string_equal(
	    text_at(json_object_get(place, "artifactLocation"), "uri"), "b.md");
	assert_int_equal(json_integer_value(json_object_get(
			     json_object_get(place, "region"), "startColumn")),
			 3);
	json_decref(json);
	diag_free(sinks[0]);
	diag_free(sinks[1]);
}

static void
nothing_to_say_is_json_too(void **state)
{
	json_t *json = parsed(NULL, 0, DIAG_JSON);

	(void)state;
	assert_int_equal(json_array_size(json_object_get(json, "findings")), 0);
	json_decref(json);
	json_decref(parsed(NULL, 0, DIAG_SARIF));
}

/* -- codes, names --------------------------------------------------------- */

static void
codes_have_names_and_help(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG__COUNT; i++) {
		const struct diag_info *info = diag_info((enum diag_code)i);

		assert_int_equal(diag_find(str_of(info->name)), i);
		assert_true(strlen(info->cause) > 10);
		assert_true(strlen(info->fix) > 7);
		assert_int_equal(
		    strspn(info->name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		    strlen(info->name));
	}
	assert_int_equal(diag_find(STR("link-pag")), DIAG__COUNT);
	assert_string_equal(diag_level_name(DIAG_WARNING), "warning");
}

static void
nearest_names(void **state)
{
	static const struct str names[] = {
	    STR_INIT("checklist"), STR_INIT("dialogue"), STR_INIT("risk"),
	    STR_INIT("to"), STR_INIT("")};
	static const char *const cases[][2] = {
	    {"cheklist", "checklist"},  /* one left out */
	    {"checklsit", "checklist"}, /* two swapped: one step */
	    {"dialog", "dialogue"},     /* two left out of six */
	    {"rsk", "risk"},
	    {"ot", "to"},
	    {"xyzzy", ""},
	    {"", ""},
	    {"rissssk", ""},
	};
	struct diag_hint hint;
	char longer[300];

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct str near =
		    diag_nearest(str_of(cases[i][0]), names, countof(names));

		if (!str_is(near, cases[i][1]))
			print_error("%s: " STR_FMT "\n", cases[i][0],
				    STR_ARG(near));
		assert_true(str_is(near, cases[i][1]));
	}
	assert_null(diag_nearest(STR("a"), NULL, 0).p);
	assert_string_equal(diag_near(&hint, STR("risk")),
			    "; did you mean \"risk\"?");
	assert_string_equal(diag_near(&hint, STR_NONE), "");
	memset(longer, 'x', sizeof longer);
	assert_null(diag_nearest((struct str){longer, sizeof longer}, names,
				 countof(names))
			.p);
	diag_near(&hint, (struct str){longer, sizeof longer});
	assert_true(strlen(hint.text) < sizeof hint.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(findings_are_sorted_by_place),
	    cmocka_unit_test(notes_follow_their_finding),
	    cmocka_unit_test(findings_are_counted),
	    cmocka_unit_test(files_are_numbered_once),
	    cmocka_unit_test(excerpt_points_at_the_words),
	    cmocka_unit_test(strict_shows_warnings_as_errors),
	    cmocka_unit_test(json_is_one_document),
	    cmocka_unit_test(sarif_is_one_run),
	    cmocka_unit_test(nothing_to_say_is_json_too),
	    cmocka_unit_test(codes_have_names_and_help),
	    cmocka_unit_test(nearest_names),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
