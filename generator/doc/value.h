/* value.h – a tree of values: front matter, configuration, Lua's metadata and
 * the context of templates are the same thing. Lives in an arena. */
#ifndef DOC_VALUE_H
#define DOC_VALUE_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct doc_node;
struct map;

enum value_type {
	VALUE_NULL, /* YAML's empty value */
	VALUE_BOOL,
	VALUE_NUMBER, /* JSON only; YAML scalars are strings */
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP,
	VALUE_INLINES, /* a Plain whose kids are the inlines */
	VALUE_BLOCKS,  /* a Div whose kids are the blocks */
};

struct value {
	enum value_type type;
	bool quoted;    /* a YAML scalar written in quotes */
	struct pos pos; /* where it was written, if it was */
	struct pos key; /* where its key was, for a value of a YAML mapping */
	union {
		bool boolean;
		double number;
		struct str string;
		struct {
			struct value **items;
			size_t count, cap;
		} list;
		struct map *map; /* to struct value, in order of insertion */
		struct doc_node *node;
	} as;
};

struct value *value_null(struct arena *a);
struct value *value_bool(struct arena *a, bool b);
struct value *value_number(struct arena *a, double x);
/* The text is not copied. */
struct value *value_string(struct arena *a, struct str s);
struct value *value_list(struct arena *a);
struct value *value_map(struct arena *a);
/* `node` as VALUE_INLINES or VALUE_BLOCKS say. */
struct value *value_node(struct arena *a, enum value_type type,
			 struct doc_node *node);

void value_push(struct arena *a, struct value *list, struct value *item);
/* Sets or replaces; the key is copied. */
void value_set(struct value *map, struct str key, struct value *v);
/* value_set with keys that live on (literals), for contexts. */
void value_put(struct value *map, const char *key, struct value *v);
void value_put_str(struct arena *a, struct value *map, const char *key,
		   struct str s);
void value_put_bool(struct arena *a, struct value *map, const char *key,
		    bool b);

/* The value under a key; NULL when v is no map or has no such key. */
struct value *value_get(const struct value *v, struct str key);
struct value *value_at(const struct value *v, const char *key);
/* Number of items of a list or pairs of a map, 0 for all else (and NULL). */
size_t value_count(const struct value *v);
/* The i-th item of a list or value of a map. */
struct value *value_item(const struct value *v, size_t i);
/* The i-th key of a map. */
struct str value_key(const struct value *v, size_t i);
/* A string's text; "true"/"false"; absent for all else and for NULL. */
struct str value_text(const struct value *v);
/* As value_text, but inlines and blocks give their plain text, numbers their
 * shortest form. */
struct str value_plain(struct arena *a, const struct value *v);
/* YAML 1.2 core: true only for the boolean true or the plain text "true". */
bool value_is_true(const struct value *v);
const char *value_type_name(enum value_type type);
/* Deep copy into another arena (nodes too). */
struct value *value_copy(struct arena *a, const struct value *v);

#endif
