/* data.c – data files beside a manual: YAML (.yaml, .yml) or JSON (all else)
 * to a value. JSON values have no place; its errors have. */
#include <errno.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "doc/value.h"
#include "source/source_int.h"

static struct value *from_json(struct arena *a, const json_t *json);

static struct value *
from_array(struct arena *a, const json_t *json)
{
	struct value *list = value_list(a);

	for (size_t i = 0; i < json_array_size(json); i++)
		value_push(a, list, from_json(a, json_array_get(json, i)));
	return list;
}

static struct value *
from_object(struct arena *a, const json_t *json)
{
	struct value *map = value_map(a);
	/* jansson's iterators take no const object, but do not change it. */
	json_t *object = json_incref((json_t *)(uintptr_t)json);

	for (void *it = json_object_iter(object); it;
	     it = json_object_iter_next(object, it))
		value_set(map, str_of(json_object_iter_key(it)),
			  from_json(a, json_object_iter_value(it)));
	json_decref(object);
	return map;
}

/* jansson refuses more than 2,048 levels, so this ends. */
static struct value *
from_json(struct arena *a, const json_t *json)
{
	struct str s;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return from_object(a, json);
	case JSON_ARRAY:
		return from_array(a, json);
	case JSON_STRING:
		s = (struct str){json_string_value(json),
				 json_string_length(json)};
		return value_string(a, arena_str(a, s));
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

struct json_t *
data_parse(struct str text, uint16_t file, struct diag *d)
{
	json_error_t error;
	json_t *json =
	    json_loadb(text.p ? text.p : "", text.n,
		       JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	struct pos at = {
	    (uint32_t)(error.line > 0 ? error.line : 1),
	    (uint16_t)(error.column > 0 && error.column < UINT16_MAX
			   ? error.column
			   : 1),
	    file};

	if (!json)
		diag(d, DIAG_JSON_SYNTAX, at, "%s", error.text);
	return json;
}

/* What is said of an entry names the file at least. */
static struct value *
read_json(struct arena *a, struct str text, uint16_t file, struct diag *d)
{
	json_t *json = data_parse(text, file, d);
	struct value *v = json ? from_json(a, json) : NULL;

	json_decref(json);
	if (v)
		v->pos.file = file;
	for (size_t i = 0; i < value_count(v); i++)
		value_item(v, i)->pos.file = file;
	return v;
}

struct value *
source_data(struct arena *a, struct str path, struct diag *d)
{
	struct load l = {.a = a, .d = d};
	struct str bytes, text, ending = path_extension(path);
	uint16_t file = diag_file(d, path);

	if (!file_read(a, path, &bytes)) {
		diag(d, DIAG_IO_READ, POS_NONE,
		     "cannot read \"" STR_FMT "\": %s", STR_ARG(path),
		     strerror(errno));
		return NULL;
	}
	if (str_is(ending, "yaml") || str_is(ending, "yml")) {
		if (!load_text(&l, bytes, file, &text))
			return NULL;
		return source_yaml(a, text, (struct pos){1, 1, file}, d);
	}
	return read_json(a, bytes, file, d);
}
