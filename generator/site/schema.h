/* schema.h – what keys a mapping may have and of what type; for manual.yaml
 * and front matter. Private to site/. */
#ifndef SITE_SCHEMA_H
#define SITE_SCHEMA_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct value;

enum schema_type {
	SCHEMA_TEXT,
	SCHEMA_BOOL,
	SCHEMA_DATE,  /* YYYY-MM-DD */
	SCHEMA_NAMES, /* a list of texts */
	SCHEMA_MAP,
	SCHEMA_TEXTS, /* a mapping from names to texts */
	SCHEMA_ANY,   /* whoever reads it checks it */
};

struct schema_key {
	const char *name;
	enum schema_type type;
	bool required;
	const char *help;
};

struct schema {
	const struct schema_key *keys;
	size_t count;
	const struct str *names; /* further keys, of type SCHEMA_NAMES */
	size_t n_names;
	const struct value
	    *others;       /* list: further keys of any type, or NULL */
	bool private_keys; /* keys that begin with "x-" are let through */
	enum diag_code unknown, mistyped, missing;
	const char *where; /* for messages: "front matter" */
};

/* Reports what is wrong with the mapping, at its keys and values, and takes
 * values of a wrong type out. `at` is where a missing key is reported. */
void schema_check(const struct schema *schema, struct arena *a,
		  struct value *map, struct pos at, struct diag *d);
const char *schema_type_name(enum schema_type type);

#endif
