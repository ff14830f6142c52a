/* vocab.c – classes to numbers, and the few questions that every writer of
 * print asks of a node of the vocabulary. */
#include "write/vocab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/doc.h"

static const struct {
	const char *name, *word;
	enum doc_type on;
} vocab[VOCAB__COUNT] = {
    [VOCAB_NONE] = {"", "", DOC__COUNT},
    [VOCAB_NOTE] = {"note", "Note", DOC_DIV},
    [VOCAB_TIP] = {"tip", "Tip", DOC_DIV},
    [VOCAB_IMPORTANT] = {"important", "Important", DOC_DIV},
    [VOCAB_WARNING] = {"warning", "Warning", DOC_DIV},
    [VOCAB_CAUTION] = {"caution", "Caution", DOC_DIV},
    [VOCAB_SIDEBAR] = {"sidebar", "", DOC_DIV},
    [VOCAB_DIALOGUE] = {"dialogue", "", DOC_DIV},
    [VOCAB_TURN] = {"turn", "", DOC_DIV},
    [VOCAB_CHECKLIST] = {"checklist", "", DOC_DIV},
    [VOCAB_WORKSHEET] = {"worksheet", "Worksheet", DOC_DIV},
    [VOCAB_FIELD] = {"field", "", DOC_DIV},
    [VOCAB_LINES] = {"lines", "", DOC_DIV},
    [VOCAB_CHOICE] = {"choice", "", DOC_DIV},
    [VOCAB_SCALE] = {"scale", "", DOC_DIV},
    [VOCAB_FILL_TABLE] = {"fill-table", "", DOC_DIV},
    [VOCAB_DRAWING] = {"drawing", "", DOC_DIV},
    [VOCAB_COLUMNS] = {"columns", "", DOC_DIV},
    [VOCAB_REFERENCES] = {"references", "", DOC_DIV},
    [VOCAB_GLOSSARY] = {"glossary", "", DOC_DIV},
    [VOCAB_LISTING] = {"listing", "", DOC_DIV},
    [VOCAB_PAGEBREAK] = {"pagebreak", "", DOC_DIV},
    [VOCAB_SCREEN_ONLY] = {"screen-only", "", DOC_DIV},
    [VOCAB_PRINT_ONLY] = {"print-only", "", DOC_DIV},
    [VOCAB_CHECK] = {"check", "", DOC_SPAN},
    [VOCAB_LABEL] = {"label", "", DOC_SPAN},
    [VOCAB_TERM] = {"term", "", DOC_SPAN},
    [VOCAB_INDEX] = {"index", "", DOC_SPAN},
};

/* Which of the node's classes decides, or n_classes. */
static uint32_t
deciding(const struct doc_node *n, enum vocab *found)
{
	*found = VOCAB_NONE;
	if (!n->attr || (n->type != DOC_DIV && n->type != DOC_SPAN))
		return 0;
	for (uint32_t i = 0; i < n->attr->n_classes; i++)
		for (unsigned v = 1; v < VOCAB__COUNT; v++)
			if (vocab[v].on == (enum doc_type)n->type &&
			    str_is(n->attr->classes[i], vocab[v].name)) {
				*found = (enum vocab)v;
				return i;
			}
	return n->attr->n_classes;
}

enum vocab
vocab_of(const struct doc_node *n)
{
	enum vocab v;
	deciding(n, &v);
	return v;
}

const char *
vocab_name(enum vocab v)
{
	return vocab[v].name;
}

/* Appends what fits whole. */
static size_t
append(char *room, size_t size, size_t used, struct str s)
{
	if (used + s.n >= size)
		return used;
	if (s.n)
		memcpy(room + used, s.p, s.n);
	return used + s.n;
}

struct str
vocab_role(const struct doc_node *n, char *room, size_t size)
{
	enum vocab v;
	uint32_t skip = deciding(n, &v);
	size_t used = 0;
	for (uint32_t i = 0; n->attr && i < n->attr->n_classes; i++) {
		if (v != VOCAB_NONE && i == skip)
			continue;
		if (used)
			used = append(room, size, used, STR(" "));
		used = append(room, size, used, n->attr->classes[i]);
	}
	return used ? (struct str){room, used} : STR_NONE;
}

struct str
vocab_label(const struct doc_node *n, char *room, size_t size)
{
	struct str label = doc_get(n, "label");
	if (!label.p)
		label = str_of(vocab[vocab_of(n)].word);
	size_t used = append(room, size, 0, label);
	if (n->text.n > 0 && used > 0) {
		used = append(room, size, used, STR(" "));
		used = append(room, size, used, n->text);
	}
	return (struct str){room, used};
}

struct str
vocab_title(struct arena *a, const struct doc_node *n)
{
	char room[160];
	struct str label = vocab_label(n, room, sizeof(room));
	struct str title = doc_get(n, "title");
	if (label.n == 0 || title.n == 0)
		return arena_str(a, label.n ? label : title);
	return arena_printf(a, STR_FMT ": " STR_FMT, STR_ARG(label),
			    STR_ARG(title));
}

int
vocab_int(const struct doc_node *n, const char *key, int lo, int hi, int def)
{
	struct str s = str_trim(doc_get(n, key));
	bool minus = s.n > 0 && s.p[0] == '-';
	int value = 0;
	size_t i = minus;
	for (; i < s.n && is_digit(s.p[i]) && value < 100000; i++)
		value = value * 10 + (s.p[i] - '0');
	if (s.n == minus || i < s.n)
		return def;
	value = minus ? -value : value;
	return value < lo ? lo : value > hi ? hi : value;
}

const struct doc_node *
vocab_item_check(const struct doc_node *item)
{
	const struct doc_node *n = item;
	for (int depth = 0; depth < 2; depth++) {
		if (n->count == 0)
			return NULL;
		n = n->kids[0];
	}
	return vocab_of(n) == VOCAB_CHECK ? n : NULL;
}

void
vocab_entries(const struct doc_node *references,
	      void (*entry)(void *w, const struct doc_node *n), void *w)
{
	for (uint32_t i = 0; i < references->count; i++) {
		const struct doc_node *kid = references->kids[i];
		struct doc_node one = {.kids = &references->kids[i],
				       .count = 1};
		if (kid->type != DOC_BULLET_LIST &&
		    kid->type != DOC_ORDERED_LIST) {
			entry(w, kid->type == DOC_DIV ? kid : &one);
			continue;
		}
		for (uint32_t k = 0; k < kid->count; k++)
			entry(w, kid->kids[k]);
	}
}

bool
vocab_has_rows(const struct doc_node *part)
{
	for (uint32_t i = 0; i < part->count; i++)
		if (part->kids[i]->count > 0)
			return true;
	return false;
}

void
vocab_report_raw(struct diag *d, const struct doc_node *n, const char *format,
		 const char *where)
{
	struct str raw = str_of(n->as.format);
	if (str_starts(raw, STR("html")) || str_is(raw, format))
		diag(d, DIAG_WRITE_NODE, n->pos,
		     "raw " STR_FMT " is not shown in %s; leaving it out",
		     STR_ARG(raw), where);
}

struct str
vocab_svg(const struct doc_node *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++)
		if (drawing->kids[i]->type == DOC_CODE_BLOCK)
			return drawing->kids[i]->text;
	return STR_NONE;
}
