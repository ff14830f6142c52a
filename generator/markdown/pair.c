/* pair.c – marks become nodes. In: a complete list of inlines, in whose texts
 * the extensions left marks. Out: the list with spans, attributes, subscripts,
 * superscripts, strikeouts, citations and variables in place.
 *
 * The list is taken apart into items on a stack; what closes something looks
 * back for its opener and folds all between into one node. What finds no
 * partner is the text it was written as. */
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "doc/value.h"
#include "markdown/pair.h"

/* Marks the stand-in of an attribute list by its address. */
static const char attributes[] = "attributes";

struct doc_node *
pair_attr_node(struct md *md, struct pos at, struct str raw)
{
	struct doc_node *n = doc_leaf(md->a, DOC_RAW_INLINE, at, raw);

	n->as.format = attributes;
	return n;
}

static bool
is_attributes(const struct doc_node *n)
{
	return n->type == DOC_RAW_INLINE && n->as.format == attributes;
}

/* "~", "~~" or "^": 0 … 2 */
static size_t
delim_kind(struct str delim)
{
	return delim.p[0] == '^' ? 2 : delim.n - 1;
}

static void
add(struct md *md, struct item item)
{
	struct pair *p = md->pair;

	p->items = mem_room(p->items, p->n, &p->cap, sizeof *p->items);
	p->items[p->n++] = item;
	p->groups += item.kind == ITEM_GROUP;
	if (item.kind == ITEM_DELIM)
		p->openers[delim_kind(item.text)]++;
}

static void
add_text(struct md *md, struct pos at, struct str s)
{
	if (s.n)
		add(md, (struct item){ITEM_TEXT, at, s, NULL});
}

/* Takes items off again. */
static void
cut(struct pair *p, size_t to)
{
	while (p->n > to) {
		p->n--;
		p->groups -= p->items[p->n].kind == ITEM_GROUP;
		if (p->items[p->n].kind == ITEM_DELIM)
			p->openers[delim_kind(p->items[p->n].text)]--;
	}
}

static void
make_text(struct pair *p, size_t i)
{
	p->groups -= p->items[i].kind == ITEM_GROUP;
	if (p->items[i].kind == ITEM_DELIM)
		p->openers[delim_kind(p->items[i].text)]--;
	p->items[i].kind = ITEM_TEXT;
}

/* -- items → nodes --------------------------------------------------------- */

static void
end_text(struct md *md, struct pos at)
{
	struct buf *text = &md->pair->text;

	if (text->n)
		md_push(md, doc_leaf(md->a, DOC_TEXT, at,
				     arena_str(md->a, buf_str(text))));
	buf_clear(text);
}

/* Takes the "-" of "-@key" off the text before it. */
static bool
take_minus(struct buf *text)
{
	if (text->n == 0 || text->p[text->n - 1] != '-' ||
	    (text->n > 1 && !is_blank(text->p[text->n - 2])))
		return false;
	text->n--;
	return true;
}

void
pair_emit(struct md *md, size_t from, size_t to, bool plain)
{
	struct pair *p = md->pair;
	struct pos at = POS_NONE;
	size_t skip = 0; /* bytes of the next text that are used already */

	for (size_t i = from; i < to; i++) {
		struct item *item = &p->items[i];
		struct str text = str_slice(item->text, skip, item->text.n);
		struct str after = i + 1 < to ? p->items[i + 1].text : STR_NONE;
		struct doc_node *n = item->node;

		if (item->kind == ITEM_CITE && !plain) {
			bool minus = take_minus(&p->text);

			skip = cite_in_text(md, i, after, minus, &n);
		} else if (item->kind != ITEM_NODE) {
			if (p->text.n == 0)
				at = item->at;
			buf_put(&p->text, text);
			skip = 0;
			continue;
		}
		end_text(md, at);
		md_push(md, n);
	}
	end_text(md, at);
}

/* Folds the items after `opener` into one node, which takes their place and
 * that of the opener. */
static struct doc_node *
fold(struct md *md, size_t opener, enum doc_type type)
{
	struct pair *p = md->pair;
	struct doc_node *n = doc_node(md->a, type, p->items[opener].at);
	size_t from = md->n;

	pair_emit(md, opener + 1, p->n, false);
	md_adopt(md, n, from);
	cut(p, opener);
	add(md, (struct item){ITEM_NODE, n->pos, STR_NONE, n});
	return n;
}

/* -- ~ ~~ ^ ---------------------------------------------------------------- */

static bool
holds_blank(const struct pair *p, size_t from)
{
	for (size_t i = from; i < p->n; i++)
		if (p->items[i].kind != ITEM_NODE &&
		    (memchr(p->items[i].text.p, ' ', p->items[i].text.n) ||
		     memchr(p->items[i].text.p, '\n', p->items[i].text.n)))
			return true;
	return false;
}

/* The opener of a delimiter inside the same brackets, or SIZE_MAX. */
static size_t
find_delim(const struct pair *p, struct str delim)
{
	for (size_t i = p->n; p->openers[delim_kind(delim)] && i-- > 0;) {
		const struct item *item = &p->items[i];

		if (item->kind == ITEM_DELIM && str_eq(item->text, delim))
			return i;
		if (item->kind == ITEM_SPAN || item->kind == ITEM_GROUP)
			break;
	}
	return SIZE_MAX;
}

static bool
close_delim(struct md *md, struct str delim)
{
	struct pair *p = md->pair;
	bool strikeout = delim.n == 2 || md->opts->plain;
	size_t opener = find_delim(p, delim);

	if (opener == SIZE_MAX || opener + 1 == p->n)
		return false;
	if (!strikeout && holds_blank(p, opener + 1)) {
		make_text(p, opener);
		return false;
	}
	fold(md, opener,
	     strikeout           ? DOC_STRIKEOUT
	     : delim.p[0] == '^' ? DOC_SUPERSCRIPT
				 : DOC_SUBSCRIPT);
	return true;
}

static void
meet_delim(struct md *md, struct pos at, struct str delim, int flags)
{
	if (delim.n == 1 && !md->opts->plain)
		flags >>= 2; /* tight is enough */
	if ((flags & MARK_CLOSES) && close_delim(md, delim))
		return;
	add(md, (struct item){flags & MARK_OPENS ? ITEM_DELIM : ITEM_TEXT, at,
			      delim, NULL});
}

/* -- brackets -------------------------------------------------------------- */

static void
close_span(struct md *md, struct pos at, const struct doc_attr *attr)
{
	struct pair *p = md->pair;
	size_t i = p->n;

	while (i-- > 0)
		if (p->items[i].kind == ITEM_SPAN)
			break;
	if (i == SIZE_MAX || !attr) {
		add_text(md, at, STR("]"));
		return;
	}
	fold(md, i, DOC_SPAN)->attr = attr;
}

/* A "]" while a group is open. */
static void
close_group(struct md *md, struct pos at)
{
	struct pair *p = md->pair;
	size_t i = p->n;
	struct doc_node *cite;

	while (i-- > 0 && p->items[i].kind != ITEM_SPAN)
		if (p->items[i].kind == ITEM_BRACKET ||
		    p->items[i].kind == ITEM_GROUP)
			break;
	add_text(md, at, STR("]"));
	if (i == SIZE_MAX || p->items[i].kind == ITEM_SPAN)
		return;
	if (p->items[i].kind == ITEM_BRACKET || !cite_group(md, i, &cite)) {
		make_text(p, i);
		return;
	}
	cut(p, i);
	add(md, (struct item){ITEM_NODE, cite->pos, STR_NONE, cite});
}

/* -- texts ----------------------------------------------------------------- */

/* The place of s.p[n], where the text s begins at `at`. */
static struct pos
pos_in(struct pos at, struct str s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s.p[i] == '\n') {
			at.line++;
			at.col = 1;
		} else if (((unsigned char)s.p[i] & 0xC0) != 0x80 && at.col) {
			at.col++;
		}
	}
	return at;
}

/* Text without marks; inside a group its brackets and semicolons count. */
static void
meet_plain(struct md *md, struct pos at, struct str s)
{
	size_t begun = 0;

	for (size_t i = 0; i < s.n && md->pair->groups; i++) {
		struct str c = str_slice(s, i, i + 1);

		if (!strchr("[];", s.p[i]))
			continue;
		add_text(md, at, str_slice(s, begun, i));
		at = pos_in(at, str_slice(s, begun, i + 1), i + 1 - begun);
		begun = i + 1;
		if (s.p[i] == ']')
			close_group(md, at);
		else
			add(md, (struct item){s.p[i] == '[' ? ITEM_BRACKET
							    : ITEM_SEMI,
					      at, c, NULL});
	}
	add_text(md, at, str_slice(s, begun, s.n));
}

static void
meet_variable(struct md *md, struct pos at, struct str s)
{
	struct str name = str_slice(s, 2, s.n - 2);
	const struct value *v = value_get(md->opts->variables, name);

	add_text(md, at, v ? value_plain(md->a, v) : s);
}

/* One mark at the start of s, and what it stands for; returns its length. */
static size_t
meet_mark(struct md *md, struct pos at, struct str s,
	  const struct doc_attr *next_attr)
{
	static const char end[] = {MARK_END};
	size_t stop = str_find(s, (struct str){end, 1}, 0), n;

	if (stop == SIZE_MAX)
		stop = s.n; /* cmark took the end for an address */
	switch ((enum mark_kind)s.p[1]) {
	case MARK_DELIM:
		n = s.p[2] - 'A' >= MARK_DOUBLE ? 5 : 4;
		meet_delim(md, at, str_slice(s, 3, n), s.p[2] - 'A');
		return n;
	case MARK_GROUP:
		add(md,
		    (struct item){ITEM_GROUP, at, str_slice(s, 2, 3), NULL});
		return 3;
	case MARK_SPAN:
		add(md, (struct item){ITEM_SPAN, at, str_slice(s, 2, 3), NULL});
		return 3;
	case MARK_SPAN_END:
		close_span(md, at, s.n == 3 ? next_attr : NULL);
		return 3;
	case MARK_CITE:
		add(md,
		    (struct item){ITEM_CITE, at, str_slice(s, 2, stop), NULL});
		return stop + 1;
	case MARK_VAR:
		meet_variable(md, at, str_slice(s, 2, stop));
		return stop + 1;
	}
	return 2;
}

/* How many characters of a mark nobody wrote. */
static uint16_t
mark_size(char kind)
{
	return kind == MARK_DELIM || kind == MARK_CITE || kind == MARK_VAR ? 3
									   : 2;
}

static void
meet_text(struct md *md, const struct doc_node *n,
	  const struct doc_attr *next_attr)
{
	static const char mark[] = {MARK};
	struct str s = n->text;
	struct pos at = n->pos;

	while (s.n) {
		size_t plain = str_find(s, (struct str){mark, 1}, 0), used;

		if (plain == SIZE_MAX)
			plain = s.n;
		meet_plain(md, at, str_slice(s, 0, plain));
		at = pos_in(at, s, plain);
		s = str_slice(s, plain, s.n);
		if (s.n == 0)
			return;
		used = meet_mark(md, at, s, next_attr);
		at = pos_in(at, s, used);
		at.col = (uint16_t)(at.col - mark_size(s.p[1]));
		s = str_slice(s, used, s.n);
	}
}

/* -- attributes ------------------------------------------------------------ */

static bool
takes_attributes(const struct doc_node *n)
{
	return n && (n->type == DOC_LINK || n->type == DOC_IMAGE ||
		     n->type == DOC_CODE);
}

static const struct doc_attr *
read_attributes(struct md *md, const struct doc_node *n)
{
	struct doc_attr *attr = NULL;
	size_t stopped;

	md_attributes(md, n->text, &attr, &stopped);
	return attr;
}

/* Attributes behind something: a link, an image, code; or of the block. */
static void
meet_attributes(struct md *md, struct doc_node *n, const struct doc_node *prev,
		const struct doc_attr **tail)
{
	struct pair *p = md->pair;
	struct doc_node *owner = p->n ? p->items[p->n - 1].node : NULL;

	if (takes_attributes(prev) && owner == prev)
		owner->attr = read_attributes(md, n);
	else if (tail)
		*tail = read_attributes(md, n);
	else
		add_text(md, n->pos, n->text);
}

static bool
ends_span(const struct doc_node *n)
{
	return n->type == DOC_TEXT && n->text.n >= 3 &&
	       n->text.p[n->text.n - 3] == MARK &&
	       n->text.p[n->text.n - 2] == MARK_SPAN_END;
}

static void
meet_node(struct md *md, size_t i, size_t end, const struct doc_attr **tail)
{
	struct doc_node *n = md->stack[i];
	const struct doc_node *prev = i > 0 ? md->stack[i - 1] : NULL;
	struct doc_node *next = i + 1 < end ? md->stack[i + 1] : NULL;
	const struct doc_attr *attr = NULL;

	if (is_attributes(n)) {
		meet_attributes(md, n, prev, i + 1 == end ? tail : NULL);
		return;
	}
	if (n->type != DOC_TEXT) {
		add(md, (struct item){ITEM_NODE, n->pos, STR_NONE, n});
		return;
	}
	if (ends_span(n) && next && is_attributes(next))
		attr = read_attributes(md, next);
	meet_text(md, n, attr);
}

void
pair_marks(struct md *md, size_t from, const struct doc_attr **tail)
{
	size_t end = md->n;

	if (!md->pair)
		md->pair = mem_alloc(1, sizeof *md->pair);
	for (size_t i = from; i < end; i++) {
		bool of_span = i > from && ends_span(md->stack[i - 1]) &&
			       is_attributes(md->stack[i]);

		if (!of_span)
			meet_node(md, i, end, tail);
	}
	pair_emit(md, 0, md->pair->n, false);
	cut(md->pair, 0);
	for (size_t i = end; i < md->n; i++)
		md->stack[from + i - end] = md->stack[i];
	md->n -= end - from;
}

void
pair_free(struct md *md)
{
	if (!md->pair)
		return;
	mem_free(md->pair->items);
	buf_free(&md->pair->text);
	mem_free(md->pair);
}
