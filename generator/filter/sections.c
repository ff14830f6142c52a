/* sections.c – pandoc.utils.make_sections: headings and what follows them
 * become nested Divs of class section, as Pandoc's writers of HTML and JATS
 * have them. */
#include "filter/filter_int.h"
#include "filter/libs.h"

enum { LEVELS = 8 };

struct sections {
	lua_State *L;
	bool numbered;
	int base;  /* level of the outermost; 0: as it is */
	int shift; /* added to levels */
	int number[LEVELS];
	const struct doc_node *from;
	uint32_t at;
};

static struct str
section_number(struct sections *s, int level)
{
	struct arena *a = state_of(s->L)->work;
	struct str text = STR("");

	level = level < 1 ? 1 : level > LEVELS ? LEVELS : level;
	s->number[level - 1]++;
	for (int i = level; i < LEVELS; i++)
		s->number[i] = 0;
	for (int i = 0; i < level; i++)
		text = arena_printf(a, STR_FMT "%s%d", STR_ARG(text),
				    i ? "." : "", s->number[i]);
	return text;
}

/* The attributes of a heading with its number in front of the other keys. */
static struct doc_attr *
with_number(struct arena *a, const struct doc_attr *had, struct str number)
{
	struct doc_attr *attr = doc_attr_new(a);

	*attr = *had;
	attr->n_kvs = had->n_kvs + 1;
	attr->kvs = arena_array(a, attr->n_kvs, sizeof *attr->kvs);
	attr->kvs[0] = (struct doc_kv){STR("number"), number};
	for (uint32_t i = 0; i < had->n_kvs; i++)
		attr->kvs[i + 1] = had->kvs[i];
	return attr;
}

/* The section has the heading's attributes, the heading all but the id. */
static struct doc_node *
section_head(struct sections *s, const struct doc_node *header, int level,
	     struct doc_node *div)
{
	struct arena *a = state_of(s->L)->work;
	struct doc_node *head = doc_clone(a, header);
	static const struct doc_attr none;
	const struct doc_attr *had = header->attr ? header->attr : &none;
	struct doc_attr *attr = doc_attr_with_class(a, NULL, STR("section"));

	if (s->numbered && !doc_has_class(header, "unnumbered"))
		had = with_number(a, had, section_number(s, level));
	for (uint32_t i = 0; i < had->n_classes; i++)
		attr = doc_attr_with_class(a, attr, had->classes[i]);
	attr->id = had->id;
	attr->kvs = had->kvs;
	attr->n_kvs = had->n_kvs;
	div->attr = attr;
	head->attr = doc_attr_with_id(a, had, STR(""));
	head->num = (int16_t)level;
	return head;
}

/* Blocks up to a heading of at most that level. */
static void
section_blocks(struct sections *s, int above, struct doc_list *out)
{
	state_guard(s->L);
	while (s->at < s->from->count) {
		struct doc_node *n = s->from->kids[s->at];
		struct doc_list kids = {0};
		struct doc_node *div;
		int level;

		if (n->type != DOC_HEADER) {
			push_to(s->L, out, n);
			s->at++;
			continue;
		}
		if (n->num <= above)
			return;
		if (s->base && !s->shift)
			s->shift = s->base - n->num;
		level = n->num + s->shift < 1 ? 1 : n->num + s->shift;
		div = new_node(s->L, DOC_DIV);
		push_to(s->L, &kids, section_head(s, n, level, div));
		s->at++;
		section_blocks(s, n->num, &kids);
		push_to(s->L, out, doc_adopt(div, &kids));
	}
}

/* make_sections(number, base_level, blocks) */
int
utils_make_sections(lua_State *L)
{
	struct sections s = {.L = L, .numbered = lua_toboolean(L, 1)};
	struct doc_list blocks = {0}, out = {0};
	struct doc_node *from = new_node(L, DOC_DIV);

	if (!lua_isnoneornil(L, 2))
		s.base = (int)luaL_checkinteger(L, 2);
	peek_blocks(L, 3, &blocks);
	s.from = doc_adopt(from, &blocks);
	section_blocks(&s, 0, &out);
	push_blocks(L, doc_adopt(new_node(L, DOC_DIV), &out), 0);
	return 1;
}
