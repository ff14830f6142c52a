/* json_fields.c – what nodes of Pandoc's JSON AST have besides other nodes:
 * texts, numbers, names, attributes; and the errors, with the path in the JSON
 * at which something else was found. */
#include "source/json_int.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* -- paths and errors ------------------------------------------------------ */

void
json_step_in(struct json_reader *r, const char *key, size_t index)
{
	if (r->n_path < JSON_MAX_PATH)
		r->path[r->n_path] = (struct json_step){key, index};
	r->n_path++;
}

void
json_step_out(struct json_reader *r)
{
	r->n_path--;
}

static void
put_path(const struct json_reader *r, struct buf *out)
{
	for (size_t i = 0; i < r->n_path && i < JSON_MAX_PATH; i++) {
		if (r->path[i].key)
			buf_printf(out, "%s%s", i ? "." : "", r->path[i].key);
		else
			buf_printf(out, "[%zu]", r->path[i].index);
	}
}

const char *
json_kind(const json_t *json)
{
	static const char *const names[] = {
	    [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array",
	    [JSON_STRING] = "a string",  [JSON_INTEGER] = "a number",
	    [JSON_REAL] = "a number",    [JSON_TRUE] = "true",
	    [JSON_FALSE] = "false",      [JSON_NULL] = "null",
	};

	return json ? names[json_typeof(json)] : "nothing";
}

void
json_fail(struct json_reader *r, const char *found, const char *wanted)
{
	struct buf path = BUF_INIT;

	if (!r->failed) {
		put_path(r, &path);
		diag(r->d, DIAG_JSON_AST, POS_NONE,
		     "found %s at %s where %s is wanted; nothing is read",
		     found, path.n ? buf_cstr(&path) : "the top", wanted);
	}
	r->failed = true;
	buf_free(&path);
}

bool
json_is(struct json_reader *r, const json_t *json, json_type type,
	const char *wanted)
{
	if (json && json_typeof(json) == type)
		return true;
	json_fail(r, json_kind(json), wanted);
	return false;
}

/* -- plain fields ---------------------------------------------------------- */

struct str
json_text(struct json_reader *r, const json_t *json)
{
	if (!json_is(r, json, JSON_STRING, "a string"))
		return STR_NONE;
	return arena_str(r->a, (struct str){json_string_value(json),
					    json_string_length(json)});
}

static long
number(struct json_reader *r, const json_t *json, long from, long to)
{
	json_int_t i;

	if (!json_is(r, json, JSON_INTEGER, "a whole number"))
		return from;
	i = json_integer_value(json);
	if (i < from || i > to)
		json_fail(r, "a number out of range", "one that is allowed");
	return i < from || i > to ? from : (long)i;
}

int
json_choice(struct json_reader *r, const json_t *json,
	    const struct json_name *names)
{
	const char *t;

	if (!json_is(r, json, JSON_OBJECT, "an object"))
		return 0;
	t = json_string_value(json_object_get(json, "t"));
	for (; t && names->name; names++)
		if (strcmp(names->name, t) == 0)
			return names->value;
	json_fail(r, t ? t : "no \"t\"", "one of Pandoc's names");
	return 0;
}

void
json_field_text(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	n->text = json_text(r, json);
}

void
json_field_format(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	struct str s = json_text(r, json);

	n->as.format = s.p ? s.p : "";
}

void
json_field_level(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	n->num = (int16_t)number(r, json, 1, 100);
}

void
json_field_head_columns(struct json_reader *r, const json_t *json,
			struct doc_node *n)
{
	n->num = (int16_t)number(r, json, 0, INT16_MAX);
}

void
json_field_rows(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	n->as.span.rows = (uint32_t)number(r, json, 0, UINT16_MAX);
}

void
json_field_cols(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	n->as.span.cols = (uint32_t)number(r, json, 0, UINT16_MAX);
}

void
json_field_target(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	struct doc_target *target = arena_alloc(r->a, sizeof *target);

	n->as.target = target;
	if (!json_is(r, json, JSON_ARRAY, "an address and a title"))
		return;
	target->url = json_text(r, json_array_get(json, 0));
	target->title = json_text(r, json_array_get(json, 1));
}

static const struct json_name aligns[] = {
    {"AlignDefault", DOC_ALIGN_DEFAULT},
    {"AlignLeft", DOC_ALIGN_LEFT},
    {"AlignRight", DOC_ALIGN_RIGHT},
    {"AlignCenter", DOC_ALIGN_CENTER},
    {NULL, 0},
};

void
json_field_align(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	n->num = (int16_t)json_choice(r, json, aligns);
}

void
json_field_quote(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	static const struct json_name quotes[] = {
	    {"SingleQuote", DOC_QUOTE_SINGLE},
	    {"DoubleQuote", DOC_QUOTE_DOUBLE},
	    {NULL, 0},
	};

	n->num = (int16_t)json_choice(r, json, quotes);
}

void
json_field_math(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	static const struct json_name kinds[] = {
	    {"InlineMath", DOC_MATH_INLINE},
	    {"DisplayMath", DOC_MATH_DISPLAY},
	    {NULL, 0},
	};

	n->num = (int16_t)json_choice(r, json, kinds);
}

void
json_field_list(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	static const struct json_name styles[] = {
	    {"DefaultStyle", DOC_STYLE_DEFAULT},
	    {"Example", DOC_STYLE_EXAMPLE},
	    {"Decimal", DOC_STYLE_DECIMAL},
	    {"LowerRoman", DOC_STYLE_LOWER_ROMAN},
	    {"UpperRoman", DOC_STYLE_UPPER_ROMAN},
	    {"LowerAlpha", DOC_STYLE_LOWER_ALPHA},
	    {"UpperAlpha", DOC_STYLE_UPPER_ALPHA},
	    {NULL, 0},
	};
	static const struct json_name delims[] = {
	    {"DefaultDelim", DOC_DELIM_DEFAULT},
	    {"Period", DOC_DELIM_PERIOD},
	    {"OneParen", DOC_DELIM_ONE_PAREN},
	    {"TwoParens", DOC_DELIM_TWO_PARENS},
	    {NULL, 0},
	};

	if (!json_is(r, json, JSON_ARRAY, "start, style and delimiter"))
		return;
	n->as.list.start =
	    (int32_t)number(r, json_array_get(json, 0), INT32_MIN, INT32_MAX);
	n->as.list.style =
	    (uint8_t)json_choice(r, json_array_get(json, 1), styles);
	n->as.list.delim =
	    (uint8_t)json_choice(r, json_array_get(json, 2), delims);
}

/* -- attributes ------------------------------------------------------------ */

static void
read_classes(struct json_reader *r, const json_t *json, struct doc_attr *attr)
{
	size_t count = json_array_size(json);

	if (!json_is(r, json, JSON_ARRAY, "an array of classes"))
		return;
	attr->classes = arena_array(r->a, count, sizeof *attr->classes);
	for (size_t i = 0; i < count; i++)
		attr->classes[i] = json_text(r, json_array_get(json, i));
	attr->n_classes = (uint32_t)count;
}

static void
read_pairs(struct json_reader *r, const json_t *json, struct doc_attr *attr)
{
	size_t count = json_array_size(json);

	if (!json_is(r, json, JSON_ARRAY, "an array of keys and values"))
		return;
	attr->kvs = arena_array(r->a, count, sizeof *attr->kvs);
	for (size_t i = 0; i < count; i++) {
		const json_t *pair = json_array_get(json, i);

		attr->kvs[i].key = json_text(r, json_array_get(pair, 0));
		attr->kvs[i].value = json_text(r, json_array_get(pair, 1));
	}
	attr->n_kvs = (uint32_t)count;
}

void
json_field_attr(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	struct doc_attr *attr = doc_attr_new(r->a);

	if (!json_is(r, json, JSON_ARRAY, "attributes"))
		return;
	attr->id = json_text(r, json_array_get(json, 0));
	read_classes(r, json_array_get(json, 1), attr);
	read_pairs(r, json_array_get(json, 2), attr);
	if (attr->id.n || attr->n_classes || attr->n_kvs)
		n->attr = attr;
}

void
json_field_columns(struct json_reader *r, const json_t *json,
		   struct doc_node *n)
{
	static const struct json_name widths[] = {
	    {"ColWidthDefault", 0}, {"ColWidth", 1}, {NULL, 0}};
	size_t count = json_array_size(json);
	struct doc_columns *c =
	    arena_alloc(r->a, sizeof *c + count * sizeof c->column[0]);

	n->as.columns = c;
	if (!json_is(r, json, JSON_ARRAY, "an array of columns"))
		return;
	c->count = count;
	for (size_t i = 0; i < count && !r->failed; i++) {
		const json_t *spec = json_array_get(json, i);
		const json_t *width = json_array_get(spec, 1);

		c->column[i].align = (enum doc_align)json_choice(
		    r, json_array_get(spec, 0), aligns);
		if (json_choice(r, width, widths))
			c->column[i].width =
			    json_number_value(json_object_get(width, "c"));
	}
}

void
json_field_mode(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	static const struct json_name modes[] = {
	    {"NormalCitation", DOC_CITE_NORMAL},
	    {"AuthorInText", DOC_CITE_IN_TEXT},
	    {"SuppressAuthor", DOC_CITE_SUPPRESS},
	    {NULL, 0},
	};

	n->num = (int16_t)json_choice(r, json, modes);
}

bool
json_enter(struct json_reader *r)
{
	if (++r->depth < DOC_MAX_DEPTH)
		return true;
	if (!r->failed)
		diag(r->d, DIAG_NESTING, POS_NONE,
		     "more than %d levels of nesting; nothing is read",
		     DOC_MAX_DEPTH);
	r->failed = true;
	return false;
}
