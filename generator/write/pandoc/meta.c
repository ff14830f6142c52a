/* meta.c – metadata in Pandoc's terms, its maps sorted by key as Pandoc's are.
 * Scalars are MetaString: nobody read them as Markdown. */
#include "write/pandoc/pandoc.h"

#include <stdio.h>
#include <stdlib.h>

#include "doc/doc.h"
#include "doc/value.h"

static void put_value(struct ast *t, const struct value *v);

/* Maps are sorted by key, as Pandoc's are: the next key after `last`. */
static size_t
next_key(const struct value *v, struct str last)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < value_count(v); i++) {
		struct str key = value_key(v, i);

		if (last.p && str_cmp(key, last) <= 0)
			continue;
		if (best == SIZE_MAX || str_cmp(key, value_key(v, best)) < 0)
			best = i;
	}
	return best;
}

static void
put_map(struct ast *t, const struct value *v)
{
	struct str last = STR_NONE;
	size_t i;

	ast_begin(t, AST_MAP, NULL, 0);
	while ((i = next_key(v, last)) != SIZE_MAX) {
		last = value_key(v, i);
		t->gate->begin(t->state, AST_ENTRY, last, 0);
		put_value(t, value_item(v, i));
		ast_end(t);
	}
	ast_end(t);
}

static void
put_meta_text(struct ast *t, const struct value *v)
{
	char digits[32];

	ast_begin(t, AST_CON, "MetaString", 1);
	if (v->type == VALUE_NUMBER) {
		ast_shortest(v->as.number, digits);
		ast_string(t, str_of(digits));
	} else {
		ast_string(t, v->type == VALUE_STRING ? v->as.string : STR(""));
	}
	ast_end(t);
}

static void
put_value(struct ast *t, const struct value *v)
{
	switch (v->type) {
	case VALUE_NULL:
	case VALUE_NUMBER:
	case VALUE_STRING:
		put_meta_text(t, v);
		return;
	case VALUE_BOOL:
		ast_begin(t, AST_CON, "MetaBool", 1);
		t->gate->boolean(t->state, v->as.boolean);
		break;
	case VALUE_LIST:
		ast_begin(t, AST_CON, "MetaList", 1);
		ast_begin(t, AST_LIST, NULL, 0);
		for (size_t i = 0; i < value_count(v); i++)
			put_value(t, value_item(v, i));
		ast_end(t);
		break;
	case VALUE_MAP:
		ast_begin(t, AST_CON, "MetaMap", 1);
		put_map(t, v);
		break;
	case VALUE_INLINES:
		ast_begin(t, AST_CON, "MetaInlines", 1);
		ast_list(t, v->as.node, DOC_INLINE);
		break;
	case VALUE_BLOCKS:
		ast_begin(t, AST_CON, "MetaBlocks", 1);
		ast_list(t, v->as.node, DOC_BLOCK);
		break;
	}
	ast_end(t);
}

void
ast_meta(struct ast *t, const struct doc *doc)
{
	put_map(t, doc->meta);
}

void
ast_shortest(double x, char room[32])
{
	for (int digits = 1; digits <= 17; digits++) {
		snprintf(room, 32, "%.*g", digits, x);
		if (strtod(room, NULL) == x)
			return;
	}
}
