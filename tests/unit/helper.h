/* helper.h – what more than one unit program needs: cmocka with what it wants
 * included before, comparing texts, findings as they are printed, values out of
 * JSON. All static: a program takes what it uses. */
#ifndef UNIT_HELPER_H
#define UNIT_HELPER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"
#include "doc/value.h"

#define assert_str(got, wanted) check_str(got, wanted, __LINE__)

static inline void
check_str(struct str got, const char *wanted, int line)
{
	if (str_is(got, wanted))
		return;
	print_error("line %d: \"" STR_FMT "\" is not \"%s\"\n", line,
		    STR_ARG(got), wanted);
	fail();
}

/* What diag_emit() prints; the caller frees. */
static inline char *
printed(struct diag *const *sinks, size_t count, struct diag_print how)
{
	char *text = NULL;
	size_t n = 0;

	how.to = open_memstream(&text, &n);
	diag_emit(sinks, count, &how);
	fclose(how.to);
	return text;
}

/* The findings of one sink; the caller frees. */
static inline char *
findings(struct diag *d)
{
	return printed(&d, 1, (struct diag_print){0});
}

/* `wanted` is in the text; "": nothing is said. */
static inline void
check_says(const char *text, const char *wanted)
{
	if (*wanted ? !strstr(text, wanted) : *text != '\0')
		fail_msg("\"%s\" is not in \"%s\"", wanted, text);
}

static inline struct value *
value_of_json(struct arena *a, json_t *json)
{
	struct value *v;
	const char *key;
	json_t *item;
	size_t i;

	switch (json_typeof(json)) {
	case JSON_STRING:
		return value_string(
		    a, arena_str(a, str_of(json_string_value(json))));
	case JSON_ARRAY:
		v = value_list(a);
		json_array_foreach(json, i, item)
		    value_push(a, v, value_of_json(a, item));
		return v;
	case JSON_OBJECT:
		v = value_map(a);
		json_object_foreach(json, key, item)
		    value_set(v, str_of(key), value_of_json(a, item));
		return v;
	case JSON_INTEGER:
	case JSON_REAL:
		return value_number(a, json_number_value(json));
	case JSON_TRUE:
	case JSON_FALSE:
		return value_bool(a, json_is_true(json));
	case JSON_NULL:
		break;
	}
	return value_null(a);
}

/* JSON text to a value; fails when it is none. */
static inline struct value *
value_from_json(struct arena *a, struct str text)
{
	json_error_t error;
	json_t *json = json_loadb(text.p, text.n, JSON_DECODE_ANY, &error);
	struct value *v;

	if (!json)
		fail_msg("%s at %d: " STR_FMT, error.text, error.position,
			 STR_ARG(text));
	v = value_of_json(a, json);
	json_decref(json);
	return v;
}

#endif
