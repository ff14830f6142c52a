/* yaml.c – YAML text → struct value, through libyaml's events. Scalars are
 * strings, an empty plain scalar is null; every value knows its place. Anchors,
 * aliases, merge keys and tags are refused: a manual has no use for them. */
#include <yaml.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/value.h"
#include "source/source_int.h"

enum { MAX_DEPTH = 64 };

struct reader {
	struct arena *a;
	struct diag *d;
	struct str text;
	struct pos first;
	yaml_parser_t parser;
	yaml_event_t event; /* the one at work */
	bool failed;        /* reported */
	unsigned depth;
};

/* libyaml counts lines and columns from 0, columns in characters. */
static struct pos
place(const struct reader *r, yaml_mark_t mark)
{
	struct pos at = r->first;
	size_t col = mark.column + 1;

	at.line += (uint32_t)mark.line;
	at.col = (uint16_t)(col < UINT16_MAX ? col : UINT16_MAX);
	return at;
}

/* What usually is behind a complaint of the YAML reader. */
static const char *
advice(const char *problem)
{
	static const char *const known[][2] = {
	    {"mapping values are not allowed in this context",
	     "; a text that holds \": \" needs quotes around it"},
	    {"found character that cannot start any token",
	     "; indent with blanks, not tabs, and quote a text that begins "
	     "with a sign"},
	    {"found unexpected end of stream",
	     "; a quote that opens is not closed"},
	};

	for (size_t i = 0; problem && i < countof(known); i++)
		if (str_is(str_of(problem), known[i][0]))
			return known[i][1];
	return "";
}

static void
next(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;

	yaml_event_delete(&r->event);
	if (r->failed || yaml_parser_parse(&r->parser, &r->event))
		return;
	r->failed = true;
	diag(r->d, DIAG_YAML_SYNTAX, place(r, p->problem_mark), "%s%s%s%s",
	     p->problem ? p->problem : "unreadable YAML",
	     p->context ? ", " : "", p->context ? p->context : "",
	     advice(p->problem));
}

static struct value *
refuse(struct reader *r, struct pos at, const char *what)
{
	if (!r->failed)
		diag(r->d, DIAG_YAML_SYNTAX, at, "%s", what);
	r->failed = true;
	return NULL;
}

static struct value *read_value(struct reader *r);

static struct value *
read_scalar(struct reader *r, struct pos at)
{
	struct str s = {(const char *)r->event.data.scalar.value,
			r->event.data.scalar.length};
	bool plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	struct value *v = plain && s.n == 0
			      ? value_null(r->a)
			      : value_string(r->a, arena_str(r->a, s));

	v->quoted = !plain;
	v->pos = at;
	next(r);
	return v;
}

static struct value *
read_list(struct reader *r, struct pos at)
{
	struct value *list = value_list(r->a);

	list->pos = at;
	next(r);
	while (!r->failed && r->event.type != YAML_SEQUENCE_END_EVENT) {
		struct value *item = read_value(r);

		if (item)
			value_push(r->a, list, item);
	}
	next(r);
	return list;
}

static void
read_pair(struct reader *r, struct value *map)
{
	struct pos at = place(r, r->event.start_mark);
	struct value *key, *v;
	struct str name;

	if (r->event.type != YAML_SCALAR_EVENT) {
		refuse(r, at, "a key is to be plain text");
		return;
	}
	key = read_value(r);
	v = key ? read_value(r) : NULL;
	if (!v)
		return;
	v->key = key->pos;
	name = key->type == VALUE_STRING ? key->as.string : STR("");
	if (value_get(map, name)) {
		diag(r->d, DIAG_YAML_DUPLICATE, at,
		     "the key \"" STR_FMT "\" stands twice; the first is used",
		     STR_ARG(name));
		diag_note(r->d, value_get(map, name)->pos,
			  "its first value is here");
		return;
	}
	value_set(map, name, v);
}

static struct value *
read_map(struct reader *r, struct pos at)
{
	struct value *map = value_map(r->a);

	map->pos = at;
	next(r);
	while (!r->failed && r->event.type != YAML_MAPPING_END_EVENT)
		read_pair(r, map);
	next(r);
	return map;
}

static bool
is_anchored(const yaml_event_t *e)
{
	return (e->type == YAML_SCALAR_EVENT && e->data.scalar.anchor) ||
	       (e->type == YAML_SEQUENCE_START_EVENT &&
		e->data.sequence_start.anchor) ||
	       (e->type == YAML_MAPPING_START_EVENT &&
		e->data.mapping_start.anchor);
}

static bool
is_tagged(const yaml_event_t *e)
{
	return (e->type == YAML_SCALAR_EVENT && e->data.scalar.tag) ||
	       (e->type == YAML_SEQUENCE_START_EVENT &&
		e->data.sequence_start.tag) ||
	       (e->type == YAML_MAPPING_START_EVENT &&
		e->data.mapping_start.tag);
}

static struct value *
read_node(struct reader *r, struct pos at)
{
	if (r->event.type == YAML_ALIAS_EVENT || is_anchored(&r->event))
		return refuse(r, at,
			      "anchors (&) and aliases (*) are not read; write "
			      "the value out, or in quotes");
	if (is_tagged(&r->event))
		return refuse(r, at,
			      "tags (!) are not read; write the value in "
			      "quotes");
	if (r->event.type == YAML_SCALAR_EVENT)
		return read_scalar(r, at);
	if (r->event.type == YAML_SEQUENCE_START_EVENT)
		return read_list(r, at);
	if (r->event.type == YAML_MAPPING_START_EVENT)
		return read_map(r, at);
	return refuse(r, at, "a value is missing");
}

static struct value *
read_value(struct reader *r)
{
	struct pos at = place(r, r->event.start_mark);
	struct value *v = NULL;

	if (r->failed)
		return NULL;
	if (++r->depth > MAX_DEPTH)
		refuse(r, at, "values are nested too deep");
	else
		v = read_node(r, at);
	r->depth--;
	return r->failed ? NULL : v;
}

static struct value *
read_document(struct reader *r)
{
	struct value *v;

	next(r); /* stream start */
	next(r);
	if (r->event.type == YAML_STREAM_END_EVENT) {
		v = value_null(r->a);
		v->pos = r->first;
		return r->failed ? NULL : v;
	}
	next(r); /* document start */
	v = read_value(r);
	next(r); /* from the document's end */
	if (!r->failed && r->event.type != YAML_STREAM_END_EVENT)
		return refuse(r, place(r, r->event.start_mark),
			      "only one YAML document is read");
	return r->failed ? NULL : v;
}

struct value *
source_yaml(struct arena *a, struct str text, struct pos first, struct diag *d)
{
	struct reader r = {.a = a, .d = d, .text = text, .first = first};
	struct value *v = NULL;

	if (!yaml_parser_initialize(&r.parser)) {
		diag(d, DIAG_YAML_SYNTAX, first, "the YAML reader failed");
		return NULL;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &r.parser, (const unsigned char *)(text.p ? text.p : ""), text.n);
	v = read_document(&r);
	yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return v;
}
