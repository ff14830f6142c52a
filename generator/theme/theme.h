/* theme.h – a value and rendered bytes → a finished file, by Mustache
 * templates. Knows nothing of pages: whatever the templates show is in the
 * value. */
#ifndef THEME_THEME_H
#define THEME_THEME_H

#include "base/base.h"
#include "diag/diag.h"

struct arena;
struct buf;
struct theme;
struct value;

/* A file of a theme, from disk or built into the program. */
struct theme_file {
	struct str
	    name; /* "page.mustache", "partials/nav.mustache", "css/main.css" */
	struct str bytes;
};

/* Compiles all *.mustache of the files (copied). Syntax errors are reported
 * with template file:line; then NULL. `label` is put before names in
 * messages, e.g. "themes/clinical". */
struct theme *theme_new(const struct theme_file *files, size_t count,
			struct str label, struct diag *d);
void theme_free(struct theme *t);
bool theme_has(const struct theme *t, const char *name);
/* Renders template `name` (without the ending). Missing values are empty, as
 * Mustache wants. HTML is escaped by {{x}}, not by {{{x}}} and {{&x}}. False
 * when there is no such template (reported). Safe in several threads. */
bool theme_render(const struct theme *t, const char *name,
		  const struct value *context, struct buf *out, struct diag *d);
/* The other files (assets), in order of name. */
size_t theme_asset_count(const struct theme *t);
const struct theme_file *theme_asset(const struct theme *t, size_t i);

#endif
