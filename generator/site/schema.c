/* schema.c – checks a mapping against a table of keys. Text stays text: nothing
 * is guessed from how a scalar looks. */
#include "site/schema.h"

#include "base/arena.h"
#include "doc/value.h"

static bool
is_date(struct str s)
{
	static const char shape[] = "dddd-dd-dd";

	if (s.n != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (shape[i] == 'd' ? !is_digit(s.p[i]) : s.p[i] != '-')
			return false;
	return true;
}

static bool
is_bool(const struct value *v)
{
	return v->type == VALUE_BOOL ||
	       (v->type == VALUE_STRING && !v->quoted &&
		(str_eq(v->as.string, STR("true")) ||
		 str_eq(v->as.string, STR("false"))));
}

static bool
holds_texts(const struct value *v, enum value_type type)
{
	if (v->type != type)
		return false;
	for (size_t i = 0; i < value_count(v); i++)
		if (value_item(v, i)->type != VALUE_STRING)
			return false;
	return true;
}

static bool
is_of_type(const struct value *v, enum schema_type type)
{
	switch (type) {
	case SCHEMA_TEXT:
		return v->type == VALUE_STRING;
	case SCHEMA_BOOL:
		return is_bool(v);
	case SCHEMA_DATE:
		return v->type == VALUE_STRING && is_date(v->as.string);
	case SCHEMA_NAMES:
		return holds_texts(v, VALUE_LIST);
	case SCHEMA_MAP:
		return v->type == VALUE_MAP;
	case SCHEMA_TEXTS:
		return holds_texts(v, VALUE_MAP);
	case SCHEMA_ANY:
		return true;
	}
	return false;
}

const char *
schema_type_name(enum schema_type type)
{
	static const char *const names[] = {
	    [SCHEMA_TEXT] = "text",
	    [SCHEMA_BOOL] = "true or false",
	    [SCHEMA_DATE] = "a date (YYYY-MM-DD)",
	    [SCHEMA_NAMES] = "a list of texts",
	    [SCHEMA_MAP] = "a mapping",
	    [SCHEMA_TEXTS] = "a mapping of texts",
	    [SCHEMA_ANY] = "anything",
	};

	return names[type];
}

static const struct schema_key *
find_key(const struct schema *schema, struct str name)
{
	static const struct schema_key names = {"", SCHEMA_NAMES, false, ""};
	static const struct schema_key any = {"", SCHEMA_ANY, false, ""};

	for (size_t i = 0; i < schema->count; i++)
		if (str_is(name, schema->keys[i].name))
			return &schema->keys[i];
	for (size_t i = 0; i < schema->n_names; i++)
		if (str_eq(name, schema->names[i]))
			return &names;
	for (size_t i = 0; i < value_count(schema->others); i++)
		if (str_eq(name, value_text(value_item(schema->others, i))))
			return &any;
	return NULL;
}

static void
report_unknown(const struct schema *schema, struct arena *a, struct str name,
	       struct pos at, struct diag *d)
{
	size_t n = schema->count + schema->n_names;
	struct str *all = arena_array(a, n, sizeof *all);
	struct diag_hint hint;

	for (size_t i = 0; i < schema->count; i++)
		all[i] = str_of(schema->keys[i].name);
	for (size_t i = 0; i < schema->n_names; i++)
		all[schema->count + i] = schema->names[i];
	diag(d, schema->unknown, at,
	     "unknown key \"" STR_FMT "\" in %s; left out%s", STR_ARG(name),
	     schema->where, diag_near(&hint, diag_nearest(name, all, n)));
}

/* What of a list or mapping of texts is no text; the value itself when it is
 * neither. */
static const struct value *
culprit(const struct value *v, enum schema_type type)
{
	bool whole = (type == SCHEMA_NAMES && v->type == VALUE_LIST) ||
		     (type == SCHEMA_TEXTS && v->type == VALUE_MAP);

	for (size_t i = 0; whole && i < value_count(v); i++)
		if (value_item(v, i)->type != VALUE_STRING)
			return value_item(v, i);
	return v;
}

/* One pair; false when its value cannot be used. */
static bool
check_pair(const struct schema *schema, struct arena *a, struct str name,
	   const struct value *v, struct diag *d)
{
	const struct schema_key *key = find_key(schema, name);
	struct pos at = v->key.line ? v->key : v->pos;

	if (!key && schema->private_keys && str_starts(name, STR("x-")))
		return true;
	if (!key) {
		report_unknown(schema, a, name, at, d);
		return false;
	}
	if (key->type == SCHEMA_ANY ||
	    (v->type != VALUE_NULL && is_of_type(v, key->type)))
		return true;
	v = culprit(v, key->type);
	diag(d, schema->mistyped, v->pos.line ? v->pos : at,
	     "\"" STR_FMT "\" is to be %s, not %s%s" STR_FMT "%s; left out",
	     STR_ARG(name), schema_type_name(key->type),
	     value_type_name(v->type), v->type == VALUE_STRING ? " \"" : "",
	     STR_ARG(value_text(v)), v->type == VALUE_STRING ? "\"" : "");
	return false;
}

void
schema_check(const struct schema *schema, struct arena *a, struct value *map,
	     struct pos at, struct diag *d)
{
	for (size_t i = 0; i < value_count(map); i++) {
		struct str name = value_key(map, i);

		if (!check_pair(schema, a, name, value_item(map, i), d))
			value_set(map, name, value_null(a));
	}
	for (size_t i = 0; i < schema->count; i++)
		if (schema->keys[i].required &&
		    !value_at(map, schema->keys[i].name))
			diag(d, schema->missing, at, "%s lacks the key \"%s\"",
			     schema->where, schema->keys[i].name);
}
