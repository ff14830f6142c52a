/* json_int.h – private to the files that read Pandoc's JSON AST: the state of
 * the reader, its errors with their path, and the fields of nodes. */
#ifndef SOURCE_JSON_INT_H
#define SOURCE_JSON_INT_H

#include <jansson.h>

#include "doc/doc.h"
#include "source/source_int.h"

enum { JSON_MAX_PATH = 4096 };

/* One step of the path: a key, or an index where key is NULL. */
struct json_step {
	const char *key;
	size_t index;
};

struct json_reader {
	struct arena *a;
	struct diag *d;
	bool failed; /* reported; nothing is read any more */
	size_t depth;
	struct doc_node **stack; /* nodes whose parent is not complete */
	size_t n, cap;
	struct json_step path[JSON_MAX_PATH];
	size_t n_path;
};

/* Reads one field of the node n. */
typedef void (*json_field)(struct json_reader *r, const json_t *json,
			   struct doc_node *n);

/* A name in {"t": name} and what it stands for; a list ends with NULL. */
struct json_name {
	const char *name;
	int value;
};

void json_step_in(struct json_reader *r, const char *key, size_t index);
void json_step_out(struct json_reader *r);
/* Reports what was found at the path, once. */
void json_fail(struct json_reader *r, const char *found, const char *wanted);
/* Whether it is of that type; reported if not. */
bool json_is(struct json_reader *r, const json_t *json, json_type type,
	     const char *wanted);
/* What to call the value in a message. */
const char *json_kind(const json_t *json);
/* The text of a string, in the arena. */
struct str json_text(struct json_reader *r, const json_t *json);
/* The value of {"t": name}. */
int json_choice(struct json_reader *r, const json_t *json,
		const struct json_name *names);
/* One level deeper; false (reported) where that is too deep. */
bool json_enter(struct json_reader *r);

void json_field_text(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_format(struct json_reader *r, const json_t *json,
		       struct doc_node *n);
void json_field_level(struct json_reader *r, const json_t *json,
		      struct doc_node *n);
void json_field_head_columns(struct json_reader *r, const json_t *json,
			     struct doc_node *n);
void json_field_rows(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_cols(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_target(struct json_reader *r, const json_t *json,
		       struct doc_node *n);
void json_field_align(struct json_reader *r, const json_t *json,
		      struct doc_node *n);
void json_field_quote(struct json_reader *r, const json_t *json,
		      struct doc_node *n);
void json_field_math(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_list(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_attr(struct json_reader *r, const json_t *json,
		     struct doc_node *n);
void json_field_columns(struct json_reader *r, const json_t *json,
			struct doc_node *n);
void json_field_mode(struct json_reader *r, const json_t *json,
		     struct doc_node *n);

/* A node of that type from its content, with all that is in it. */
struct doc_node *json_node(struct json_reader *r, enum doc_type type,
			   const json_t *content);
/* The members of an object as a map of metadata. */
struct value *json_meta(struct json_reader *r, const json_t *json);

#endif
