/* cite.c – citations as Pandoc has them: "[see @a, p. 4; -@b]" is one Cite of
 * two Citations, each with what stands before and after its key; "@a" and
 * "@a [p. 4]" cite in the text. A Cite also keeps the words as written, for
 * outputs that do not cite. */
#include "base/arena.h"
#include "markdown/pair.h"

static struct str
key_of(struct str cite)
{
	struct str key = str_slice(cite, 1, cite.n);

	return key.n && key.p[0] == '{' ? str_slice(key, 1, key.n - 1) : key;
}

static struct str
trim_end(struct str s)
{
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Pushes a prefix or suffix made of items from … to-1, unless it is empty. A
 * prefix loses the blanks at both ends; a suffix keeps one before it. */
static void
push_part(struct md *md, size_t from, size_t to, enum doc_type type)
{
	struct doc_node *part, *first, *last;
	size_t mark = md->n;

	if (from == to)
		return;
	part = doc_node(md->a, type, md->pair->items[from].at);
	pair_emit(md, from, to, false);
	if (md->n == mark)
		return;
	first = md->stack[mark];
	if (first->type == DOC_TEXT) {
		bool gap = first->text.n && is_blank(first->text.p[0]);
		struct str s = first->text;

		while (s.n && is_blank(s.p[0]))
			s = str_slice(s, 1, s.n);
		if (gap && s.n && type == DOC_CITATION_SUFFIX)
			s = arena_join(md->a, STR(" "), s);
		first->text = s;
	}
	last = md->stack[md->n - 1];
	if (last->type == DOC_TEXT)
		last->text = trim_end(last->text);
	if (last->type == DOC_TEXT && last->text.n == 0)
		md->n--;
	if (md->n > mark)
		md_push(md, md_adopt(md, part, mark));
}

/* Whether the items from … to-1 end in the "-" that leaves the author out; it
 * is taken off. */
static bool
take_minus(struct pair *p, size_t from, size_t to)
{
	struct str *s;

	if (from == to || p->items[to - 1].kind == ITEM_NODE)
		return false;
	s = &p->items[to - 1].text;
	if (s->n == 0 || s->p[s->n - 1] != '-' ||
	    (s->n > 1 && !is_blank(s->p[s->n - 2])))
		return false;
	s->n--;
	return true;
}

static size_t
find_item(const struct pair *p, enum item_kind kind, size_t from, size_t to)
{
	while (from < to && p->items[from].kind != kind)
		from++;
	return from;
}

static void
push_citation(struct md *md, size_t from, size_t to)
{
	struct pair *p = md->pair;
	size_t cite = find_item(p, ITEM_CITE, from, to);
	struct item *item = &p->items[cite];
	struct doc_node *n = doc_leaf(md->a, DOC_CITATION, item->at,
				      arena_str(md->a, key_of(item->text)));
	size_t mark = md->n;

	n->num =
	    take_minus(p, from, cite) ? DOC_CITE_SUPPRESS : DOC_CITE_NORMAL;
	push_part(md, from, cite, DOC_CITATION_PREFIX);
	push_part(md, cite + 1, to, DOC_CITATION_SUFFIX);
	md_push(md, md_adopt(md, n, mark));
}

/* Every part between semicolons must have a key. */
static bool
is_group(const struct pair *p, size_t from, size_t to)
{
	for (;;) {
		size_t end = find_item(p, ITEM_SEMI, from, to);

		if (find_item(p, ITEM_CITE, from, end) == end)
			return false;
		if (end == to)
			return true;
		from = end + 1;
	}
}

bool
cite_group(struct md *md, size_t group, struct doc_node **cite)
{
	struct pair *p = md->pair;
	size_t from = group + 1, to = p->n - 1, mark = md->n;
	struct doc_node *n;

	if (!is_group(p, from, to))
		return false;
	n = doc_node(md->a, DOC_CITE, p->items[group].at);
	/* The words first: reading the citations takes signs off them. */
	pair_emit(md, group, p->n, true);
	for (;;) {
		size_t end = find_item(p, ITEM_SEMI, from, to);

		push_citation(md, from, end);
		n->num++;
		if (end == to)
			break;
		from = end + 1;
	}
	/* Citations come before the words. */
	for (size_t words = md->n - mark - (size_t)n->num; words > 0; words--) {
		struct doc_node *first = md->stack[mark];

		for (size_t i = mark; i + 1 < md->n; i++)
			md->stack[i] = md->stack[i + 1];
		md->stack[md->n - 1] = first;
	}
	*cite = md_adopt(md, n, mark);
	return true;
}

/* Cross-references look like citations and take no page. */
static bool
is_reference(struct str key)
{
	static const char *const prefixes[] = {"sec-", "fig-", "tbl-", "ws-",
					       "case-"};

	for (size_t i = 0; i < countof(prefixes); i++)
		if (str_starts(key, str_of(prefixes[i])))
			return true;
	return false;
}

/* Length of " [p. 4]" at the start of the text, or 0. */
static size_t
suffix_length(struct str after)
{
	size_t end;

	if (after.n < 4 || after.p[0] != ' ' || after.p[1] != '[')
		return 0;
	end = str_find(after, STR("]"), 2);
	if (end == SIZE_MAX || end == 2 ||
	    str_find(str_slice(after, 2, end), STR("["), 0) != SIZE_MAX)
		return 0;
	return end + 1;
}

size_t
cite_in_text(struct md *md, size_t i, struct str after, bool suppress,
	     struct doc_node **cite)
{
	const struct item *item = &md->pair->items[i];
	struct str key = arena_str(md->a, key_of(item->text));
	size_t used = is_reference(key) ? 0 : suffix_length(after);
	struct str words = arena_printf(
	    md->a, "%s" STR_FMT STR_FMT, suppress ? "-" : "",
	    STR_ARG(item->text), STR_ARG(str_slice(after, 0, used)));
	struct doc_node *n = doc_node(md->a, DOC_CITE, item->at);
	struct doc_node *citation =
	    doc_leaf(md->a, DOC_CITATION, item->at, key);
	size_t mark = md->n;

	citation->num = suppress ? DOC_CITE_SUPPRESS : DOC_CITE_IN_TEXT;
	if (used) {
		struct str s = arena_str(md->a, str_slice(after, 2, used - 1));
		struct doc_node *text = doc_leaf(md->a, DOC_TEXT, item->at, s);

		md_push(md,
			doc_wrap(md->a, DOC_CITATION_SUFFIX, item->at, text));
		md_adopt(md, citation, mark);
	}
	n->num = 1;
	md_push(md, citation);
	md_push(md, doc_leaf(md->a, DOC_TEXT, item->at, words));
	*cite = md_adopt(md, n, mark);
	return used;
}
