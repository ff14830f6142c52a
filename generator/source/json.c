/* json.c – Pandoc's JSON AST (api 1.23, or 1.22, which has no Figure) → the
 * document. A table says for each kind of node what its fields are, one reader
 * each; whoever finds something else reports it with its path in the JSON, and
 * nothing is read any more. */
#include "source/json_int.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

enum { MAX_FIELDS = 6 };

/* Calls `read` for the member of an object. */
static void
member(struct json_reader *r, const json_t *object, const char *key,
       json_field read, struct doc_node *n)
{
	json_step_in(r, key, 0);
	read(r, json_object_get(object, key), n);
	json_step_out(r);
}

/* Calls `read` for each item of an array. */
static void
each(struct json_reader *r, const json_t *array, json_field read,
     struct doc_node *n)
{
	if (!json_is(r, array, JSON_ARRAY, "an array"))
		return;
	for (size_t i = 0; i < json_array_size(array) && !r->failed; i++) {
		json_step_in(r, NULL, i);
		read(r, json_array_get(array, i), n);
		json_step_out(r);
	}
}

/* -- nodes ----------------------------------------------------------------- */

static void
push(struct json_reader *r, struct doc_node *n)
{
	r->stack = mem_room(r->stack, r->n, &r->cap, sizeof *r->stack);
	r->stack[r->n++] = n;
}

static struct doc_node *
adopt(struct json_reader *r, struct doc_node *n, size_t from)
{
	size_t count = r->n - from;

	n->kids = arena_array(r->a, count, sizeof *n->kids);
	n->count = (uint32_t)count;
	if (count)
		memcpy(n->kids, r->stack + from, count * sizeof *n->kids);
	r->n = from;
	doc_update_mask(n);
	return n;
}

static void read_fields(struct json_reader *r, const json_t *json,
			struct doc_node *n);

/* A node of that type from its content. */
struct doc_node *
json_node(struct json_reader *r, enum doc_type type, const json_t *content)
{
	struct doc_node *n = doc_node(r->a, type, POS_NONE);
	size_t from = r->n;

	if (json_enter(r))
		read_fields(r, content, n);
	r->depth--;
	return adopt(r, n, from);
}

/* {"t": …, "c": …} */
static void
read_node(struct json_reader *r, const json_t *json, enum doc_group group)
{
	const json_t *t;
	enum doc_type type;

	if (!json_is(r, json, JSON_OBJECT, "an object"))
		return;
	t = json_object_get(json, "t");
	if (!json_is(r, t, JSON_STRING, "an object with \"t\""))
		return;
	type = doc_type_find(str_of(json_string_value(t)));
	if (strcmp(json_string_value(t), "Null") == 0)
		return; /* api 1.22: a block that is none */
	if (type == DOC__COUNT || type == DOC_TEXT ||
	    doc_group(type) != group) {
		json_fail(r, json_string_value(t),
			  group == DOC_BLOCK ? "a block" : "an inline");
		return;
	}
	json_step_in(r, "c", 0);
	push(r, json_node(r, type, json_object_get(json, "c")));
	json_step_out(r);
}

static void
read_block(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	(void)n;
	read_node(r, json, DOC_BLOCK);
}

static void
read_inline(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	(void)n;
	read_node(r, json, DOC_INLINE);
}

static void
blocks(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	each(r, json, read_block, n);
}

static void
inlines(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	each(r, json, read_inline, n);
}

/* -- parts ----------------------------------------------------------------- */

static void
read_part(struct json_reader *r, const json_t *json, enum doc_type type)
{
	push(r, json_node(r, type, json));
}

/* An array of parts of one type. */
static void
read_parts(struct json_reader *r, const json_t *json, enum doc_type type)
{
	if (!json_is(r, json, JSON_ARRAY, "an array"))
		return;
	for (size_t i = 0; i < json_array_size(json) && !r->failed; i++) {
		json_step_in(r, NULL, i);
		read_part(r, json_array_get(json, i), type);
		json_step_out(r);
	}
}

static void
head_rows(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	size_t from = r->n;

	(void)n;
	read_parts(r, json, DOC_ROW);
	for (size_t i = from; i < r->n; i++)
		r->stack[i]->flags |= DOC_HEAD_ROW;
}

static void
short_caption(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	(void)n;
	if (!json_is_null(json))
		push(r, json_node(r, DOC_SHORT_CAPTION, json));
}

/* -- citations ------------------------------------------------------------- */

static void
optional_part(struct json_reader *r, const json_t *json, enum doc_type type)
{
	if (json && json_array_size(json) == 0)
		return;
	push(r, json_node(r, type, json));
}

static void
citation_prefix(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	(void)n;
	optional_part(r, json, DOC_CITATION_PREFIX);
}

static void
citation_suffix(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	(void)n;
	optional_part(r, json, DOC_CITATION_SUFFIX);
}

static void
citation_fields(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	if (!json_is(r, json, JSON_OBJECT, "a citation"))
		return;
	member(r, json, "citationId", json_field_text, n);
	member(r, json, "citationPrefix", citation_prefix, n);
	member(r, json, "citationSuffix", citation_suffix, n);
	member(r, json, "citationMode", json_field_mode, n);
}

static void
citations(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	read_parts(r, json, DOC_CITATION);
	n->num = (int16_t)json_array_size(json);
}

/* -- the shapes of all kinds ----------------------------------------------- */

/* One field: by a reader, or as a part of that type, or an array of them. */
struct field {
	json_field read;
	enum doc_type part, parts;
};

/* The content of a node is read whole, or field by field; neither: it has
 * none. */
struct shape {
	struct field whole;
	struct field fields[MAX_FIELDS];
};

/* clang-format off */
static const struct shape shapes[DOC__COUNT] = {
    [DOC_PLAIN] = {.whole = {.read = inlines}},
    [DOC_PARA] = {.whole = {.read = inlines}},
    [DOC_LINE_BLOCK] = {.whole = {.parts = DOC_LINE}},
    [DOC_CODE_BLOCK] = {.fields = {{.read = json_field_attr},
	{.read = json_field_text}}},
    [DOC_RAW_BLOCK] = {.fields = {{.read = json_field_format},
	{.read = json_field_text}}},
    [DOC_BLOCK_QUOTE] = {.whole = {.read = blocks}},
    [DOC_ORDERED_LIST] = {.fields = {{.read = json_field_list},
	{.parts = DOC_ITEM}}},
    [DOC_BULLET_LIST] = {.whole = {.parts = DOC_ITEM}},
    [DOC_DEFINITION_LIST] = {.whole = {.parts = DOC_DEFINITION_ITEM}},
    [DOC_HEADER] = {.fields = {{.read = json_field_level},
	{.read = json_field_attr}, {.read = inlines}}},
    [DOC_TABLE] = {.fields = {{.read = json_field_attr}, {.part = DOC_CAPTION},
	{.read = json_field_columns}, {.part = DOC_TABLE_HEAD},
	{.parts = DOC_TABLE_BODY}, {.part = DOC_TABLE_FOOT}}},
    [DOC_FIGURE] = {.fields = {{.read = json_field_attr}, {.part = DOC_CAPTION},
	{.read = blocks}}},
    [DOC_DIV] = {.fields = {{.read = json_field_attr}, {.read = blocks}}},
    [DOC_STR] = {.whole = {.read = json_field_text}},
    [DOC_EMPH] = {.whole = {.read = inlines}},
    [DOC_UNDERLINE] = {.whole = {.read = inlines}},
    [DOC_STRONG] = {.whole = {.read = inlines}},
    [DOC_STRIKEOUT] = {.whole = {.read = inlines}},
    [DOC_SUPERSCRIPT] = {.whole = {.read = inlines}},
    [DOC_SUBSCRIPT] = {.whole = {.read = inlines}},
    [DOC_SMALL_CAPS] = {.whole = {.read = inlines}},
    [DOC_QUOTED] = {.fields = {{.read = json_field_quote}, {.read = inlines}}},
    [DOC_CITE] = {.fields = {{.read = citations}, {.read = inlines}}},
    [DOC_CODE] = {.fields = {{.read = json_field_attr},
	{.read = json_field_text}}},
    [DOC_MATH] = {.fields = {{.read = json_field_math},
	{.read = json_field_text}}},
    [DOC_RAW_INLINE] = {.fields = {{.read = json_field_format},
	{.read = json_field_text}}},
    [DOC_LINK] = {.fields = {{.read = json_field_attr}, {.read = inlines},
	{.read = json_field_target}}},
    [DOC_IMAGE] = {.fields = {{.read = json_field_attr}, {.read = inlines},
	{.read = json_field_target}}},
    [DOC_NOTE] = {.whole = {.read = blocks}},
    [DOC_SPAN] = {.fields = {{.read = json_field_attr}, {.read = inlines}}},
    [DOC_DOCUMENT] = {.whole = {.read = blocks}},
    [DOC_LINE] = {.whole = {.read = inlines}},
    [DOC_ITEM] = {.whole = {.read = blocks}},
    [DOC_DEFINITION_ITEM] = {.fields = {{.part = DOC_TERM},
	{.parts = DOC_DEFINITION}}},
    [DOC_TERM] = {.whole = {.read = inlines}},
    [DOC_DEFINITION] = {.whole = {.read = blocks}},
    [DOC_CAPTION] = {.fields = {{.read = short_caption}, {.read = blocks}}},
    [DOC_SHORT_CAPTION] = {.whole = {.read = inlines}},
    [DOC_TABLE_HEAD] = {.fields = {{.read = json_field_attr},
	{.parts = DOC_ROW}}},
    [DOC_TABLE_BODY] = {.fields = {{.read = json_field_attr},
	{.read = json_field_head_columns}, {.read = head_rows}, {.parts = DOC_ROW}}},
    [DOC_TABLE_FOOT] = {.fields = {{.read = json_field_attr},
	{.parts = DOC_ROW}}},
    [DOC_ROW] = {.fields = {{.read = json_field_attr}, {.parts = DOC_CELL}}},
    [DOC_CELL] = {.fields = {{.read = json_field_attr},
	{.read = json_field_align}, {.read = json_field_rows},
	{.read = json_field_cols}, {.read = blocks}}},
    [DOC_CITATION] = {.whole = {.read = citation_fields}},
    [DOC_CITATION_PREFIX] = {.whole = {.read = inlines}},
    [DOC_CITATION_SUFFIX] = {.whole = {.read = inlines}},
};
/* clang-format on */

static void
read_field(struct json_reader *r, const json_t *json, const struct field *field,
	   struct doc_node *n)
{
	if (field->read)
		field->read(r, json, n);
	else if (field->parts)
		read_parts(r, json, field->parts);
	else
		read_part(r, json, field->part);
}

static bool
is_field(const struct field *field)
{
	return field->read || field->part || field->parts;
}

/* An array of just as many items as the node has fields. */
static void
read_fields(struct json_reader *r, const json_t *json, struct doc_node *n)
{
	const struct shape *shape = &shapes[n->type];
	size_t count = 0;

	if (is_field(&shape->whole)) {
		read_field(r, json, &shape->whole, n);
		return;
	}
	while (count < MAX_FIELDS && is_field(&shape->fields[count]))
		count++;
	if (count == 0 || !json_is(r, json, JSON_ARRAY, "an array of fields"))
		return;
	if (json_array_size(json) != count) {
		json_fail(r, "an array of another length", "one item a field");
		return;
	}
	for (size_t i = 0; i < count && !r->failed; i++) {
		json_step_in(r, NULL, i);
		read_field(r, json_array_get(json, i), &shape->fields[i], n);
		json_step_out(r);
	}
}

/* -- the document ---------------------------------------------------------- */

static void
read_version(struct json_reader *r, const json_t *json)
{
	json_int_t major, minor;

	json_step_in(r, "pandoc-api-version", 0);
	if (json_is(r, json, JSON_ARRAY, "the version of Pandoc's API")) {
		major = json_integer_value(json_array_get(json, 0));
		minor = json_integer_value(json_array_get(json, 1));
		if (major != 1 || (minor != 22 && minor != 23))
			json_fail(r, "another version", "1.23 or 1.22");
	}
	json_step_out(r);
}

static void
read_document(struct json_reader *r, const json_t *json, struct doc *doc)
{
	if (!json_is(r, json, JSON_OBJECT, "a Pandoc document"))
		return;
	read_version(r, json_object_get(json, "pandoc-api-version"));
	if (r->failed)
		return;
	json_step_in(r, "meta", 0);
	doc->meta = json_meta(r, json_object_get(json, "meta"));
	json_step_out(r);
	json_step_in(r, "blocks", 0);
	if (!r->failed)
		doc->root =
		    json_node(r, DOC_DOCUMENT, json_object_get(json, "blocks"));
	json_step_out(r);
}

bool
source_json(struct doc *doc, struct str text_, struct diag *d)
{
	json_t *json = data_parse(text_, 0, d);
	struct json_reader *r;
	bool failed;

	if (!json)
		return false;
	r = mem_alloc(1, sizeof *r);
	r->a = doc->arena;
	r->d = d;
	read_document(r, json, doc);
	failed = r->failed;
	if (!failed)
		doc_tidy(doc->arena, doc->root);
	json_decref(json);
	mem_free(r->stack);
	mem_free(r);
	return !failed;
}
