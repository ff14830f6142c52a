/* field.c – worksheets on the screen: controls with visible labels. There is
 * no form around them, so nothing can be submitted; ids are unique on the page:
 * the id of the worksheet, ":", the name of the field. Radio buttons alone have
 * a name, which makes them a group. */
#include "write/html/html.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/write.h"

#define BOX    "\u2610"
#define TICKED "\u2612"

/* -- ids ------------------------------------------------------------------ */

void
html_scope(struct html *h, const struct doc_node *n)
{
	if (h->scope)
		return;
	h->scope = n;
	h->scopes++;
}

void
html_scope_end(struct html *h, const struct doc_node *n)
{
	if (h->scope == n)
		h->scope = NULL;
}

/* "ws-inventory:date". Without a name a number is taken. Valid until the next
 * call. */
static struct str
field_id(struct html *h, struct str name)
{
	struct str scope = h->scope ? doc_id(h->scope) : STR_NONE;

	buf_clear(&h->id);
	if (scope.n)
		buf_put(&h->id, scope);
	else
		buf_printf(&h->id, "form-%u", h->scope ? h->scopes : 0);
	buf_putc(&h->id, ':');
	if (name.n)
		buf_put(&h->id, name);
	else
		buf_printf(&h->id, "%u", ++h->controls);
	return buf_str(&h->id);
}

/* The id of the choice or table that is being written. */
static struct str
group_id(struct html *h, const struct doc_node *n)
{
	struct str name = doc_get(n, "name");
	char number[16];

	snprintf(number, sizeof number, "%u", h->group_number);
	return field_id(h, name.n ? name : str_of(number));
}

/* Adds to the id made last. */
static struct str
more_id(struct html *h, const char *part, long number)
{
	if (number < 0)
		buf_printf(&h->id, ":%s", part);
	else
		buf_printf(&h->id, ":%s%ld", part, number);
	return buf_str(&h->id);
}

static long
number_of(const struct doc_node *n, const char *key, long otherwise)
{
	struct str value = doc_get(n, key);
	char digits[12];

	if (!value.n || value.n >= sizeof digits)
		return otherwise;
	memcpy(digits, value.p, value.n);
	digits[value.n] = '\0';
	return strtol(digits, NULL, 10);
}

static long
between(long value, long least, long most)
{
	return value < least ? least : value > most ? most : value;
}

/* -- one line, several lines ---------------------------------------------- */

static struct str
label_of(const struct doc_node *n)
{
	struct str label = doc_get(n, "label");

	return label.n ? label : STR("Write here");
}

static void
put_label(struct html *h, const struct doc_node *n)
{
	tag_block(h, "label");
	tag_attr(h, "for", buf_str(&h->id));
	tag_text(h, label_of(n));
	tag_end(h);
}

/* The div of a field; it keeps an id of its own if it has one. */
static void
open_field(struct html *h, const struct doc_node *n, const char *kind)
{
	tag_block(h, "div");
	html_attrs(h, n, kind, "label name width lines hint");
	tag_line(h);
	field_id(h, doc_get(n, "name"));
}

enum walk
html_field(struct html *h, const struct doc_node *n)
{
	struct str width = doc_get(n, "width");
	const char *kind = str_is(width, "short")    ? "field width-short"
			   : str_is(width, "medium") ? "field width-medium"
						     : "field width-full";

	open_field(h, n, kind);
	put_label(h, n);
	tag_void(h, "input");
	tag_attr(h, "type", STR("text"));
	tag_attr(h, "id", buf_str(&h->id));
	tag_attr(h, "autocomplete", STR("off"));
	tag_line(h);
	return WALK_INTO;
}

enum walk
html_lines(struct html *h, const struct doc_node *n)
{
	struct str hint = doc_get(n, "hint");
	size_t id;

	open_field(h, n, "lines");
	id = h->id.n;
	put_label(h, n);
	if (hint.n) {
		tag_block(h, "p");
		tag_attr(h, "class", STR("hint"));
		tag_attr(h, "id", more_id(h, "hint", -1));
		tag_text(h, hint);
		tag_end(h);
	}
	tag_open(h, "textarea");
	tag_attr(h, "id", str_slice(buf_str(&h->id), 0, id));
	tag_attr_int(h, "rows", between(number_of(n, "lines", 3), 1, 30));
	tag_attr(h, "autocomplete", STR("off"));
	if (hint.n)
		tag_attr(h, "aria-describedby", buf_str(&h->id));
	tag_end(h);
	return WALK_INTO;
}

/* -- groups --------------------------------------------------------------- */

static void
open_group(struct html *h, const struct doc_node *n, const char *kind)
{
	tag_block(h, "fieldset");
	html_attrs(h, n, kind, "label name many from to low high");
	tag_block(h, "legend");
	tag_text(h, label_of(n));
	tag_end(h);
}

enum walk
html_choice(struct html *h, const struct doc_node *n)
{
	open_group(h, n, "choice");
	h->group = n;
	h->options = 0;
	h->group_number = ++h->controls;
	return WALK_INTO;
}

void
html_choice_end(struct html *h, const struct doc_node *n)
{
	(void)n;
	h->group = NULL;
	tag_end(h);
}

static void
put_end(struct html *h, struct str word, const char *kind)
{
	if (!word.n)
		return;
	tag_block(h, "span");
	tag_attr(h, "class", str_of(kind));
	tag_text(h, word);
	tag_end(h);
}

/* One value of a scale; the group's id is the first `group` bytes of h->id. */
static void
put_point(struct html *h, long value, size_t group)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%ld", value);
	h->id.n = group;
	tag_block(h, "label");
	tag_void(h, "input");
	tag_attr(h, "type", STR("radio"));
	tag_attr(h, "name", buf_str(&h->id));
	tag_attr(h, "id", more_id(h, digits, -1));
	tag_puts(h, " ");
	tag_open(h, "span");
	tag_puts(h, digits);
	tag_close(h);
	tag_end(h);
}

enum walk
html_scale(struct html *h, const struct doc_node *n)
{
	long from = between(number_of(n, "from", 0), -1000, 1000);
	long to = between(number_of(n, "to", 10), from, from + 100);
	size_t group;

	open_group(h, n, "scale");
	tag_block(h, "div");
	tag_attr(h, "class", STR("points"));
	put_end(h, doc_get(n, "low"), "low");
	group = field_id(h, doc_get(n, "name")).n;
	for (long value = from; value <= to; value++)
		put_point(h, value, group);
	put_end(h, doc_get(n, "high"), "high");
	tag_end(h);
	html_kids(h, n);
	tag_end(h);
	return WALK_OVER;
}

/* -- check boxes and options ---------------------------------------------- */

static bool
is_box_text(struct str s)
{
	return str_starts(s, STR(BOX)) || str_starts(s, STR(TICKED));
}

bool
html_is_check(const struct doc_node *item)
{
	const struct doc_node *first = item->count ? item->kids[0] : NULL;
	const struct doc_node *box;

	if (!doc_is(first, DOC_PLAIN) && !doc_is(first, DOC_PARA))
		return false;
	if (!first->count)
		return false;
	box = first->kids[0];
	if (box->type == DOC_SPAN)
		return doc_has_class(box, "check");
	return (box->type == DOC_TEXT || box->type == DOC_STR) &&
	       is_box_text(box->text);
}

bool
html_is_box(const struct html *h, const struct doc_node *n)
{
	const struct doc_node *para = h->check_at;

	if (!para || !para->count || para->kids[0] != n)
		return false;
	return n->type == DOC_SPAN ? doc_has_class(n, "check")
				   : is_box_text(n->text);
}

static bool
is_checked(const struct doc_node *box)
{
	if (box->type == DOC_SPAN)
		return str_is(doc_get(box, "checked"), "true");
	return str_starts(box->text, STR(TICKED));
}

/* An option's id is that of its group and a number. */
static void
put_option(struct html *h)
{
	bool many = str_is(doc_get(h->group, "many"), "yes");

	group_id(h, h->group);
	tag_attr(h, "type", many ? STR("checkbox") : STR("radio"));
	if (!many)
		tag_attr(h, "name", buf_str(&h->id));
	tag_attr(h, "id", more_id(h, "", (long)++h->options));
}

/* Whether a space is missing between the box and the first word. */
static bool
needs_space(const struct doc_node *para, bool boxed)
{
	const struct doc_node *next;

	if (boxed && para->kids[0]->type != DOC_SPAN)
		return false;
	next = para->count > boxed ? para->kids[boxed] : NULL;
	return !next || !next->text.n || !is_blank(next->text.p[0]);
}

void
html_check_open(struct html *h)
{
	const struct doc_node *para = h->check_at;
	const struct doc_node *box = para->count ? para->kids[0] : NULL;
	bool boxed = box && html_is_box(h, box);

	tag_open(h, "label");
	tag_void(h, "input");
	if (h->group) {
		put_option(h);
	} else {
		tag_attr(h, "type", STR("checkbox"));
		tag_attr(h, "id",
			 field_id(h, boxed ? doc_get(box, "name") : STR_NONE));
	}
	if (boxed && is_checked(box))
		tag_flag(h, "checked");
	if (needs_space(para, boxed))
		tag_puts(h, " ");
}

/* -- tables to fill in ---------------------------------------------------- */

enum walk
html_fill(struct html *h, const struct doc_node *n)
{
	tag_block(h, "div");
	html_attrs(h, n, "fill-table", "label name columns rows row-heads");
	tag_attr(h, "role", STR("group"));
	tag_attr(h, "aria-label", label_of(n));
	tag_block(h, "p");
	tag_attr(h, "class", STR("field-label"));
	tag_text(h, label_of(n));
	tag_end(h);
	h->fill = n;
	h->group_number = ++h->controls;
	return WALK_INTO;
}

void
html_fill_end(struct html *h, const struct doc_node *n)
{
	(void)n;
	h->fill = NULL;
	tag_end(h);
}

/* "Who, row 3" or "Who, Monday". */
void
html_fill_cell(struct html *h, const struct html_table *t)
{
	const struct doc_node *head =
	    t->column < HTML_COLUMNS ? t->heads[t->column] : NULL;
	char row[32];

	snprintf(row, sizeof row, "row %" PRIu32, t->row + 1);
	group_id(h, h->fill);
	more_id(h, "r", (long)t->row + 1);
	tag_open(h, "textarea");
	tag_attr(h, "id", more_id(h, "c", (long)t->column + 1));
	tag_attr(h, "rows", STR("1"));
	tag_attr(h, "autocomplete", STR("off"));
	tag_attr_begin(h, "aria-label");
	if (head && head->count) {
		html_plain(h, head);
		tag_attr_more(h, STR(", "));
	}
	if (t->row_head && t->row_head->count)
		html_plain(h, t->row_head);
	else
		tag_attr_more(h, str_of(row));
	tag_attr_end(h);
	tag_close(h);
}
