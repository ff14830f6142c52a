/* show.c – tostring(el): the text that Haskell's show gives for the same
 * element, `Para [Str "a",Space]`. */
#include "filter/filter_int.h"

#include "base/utf8.h"
#include "filter/names.h"

struct show {
	lua_State *L;
	luaL_Buffer b;
};

static void show_node(struct show *s, const struct doc_node *n);

static void
put(struct show *s, const char *text)
{
	luaL_addstring(&s->b, text);
}

static void
put_int(struct show *s, long i)
{
	lua_pushinteger(s->L, i);
	luaL_addvalue(&s->b);
}

static void
put_text(struct show *s, struct str t)
{
	bool number = false; /* the last was \160: a digit must be parted */

	luaL_addchar(&s->b, '"');
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = utf8_next(t, &at);

		if (rune == '"' || rune == '\\') {
			luaL_addchar(&s->b, '\\');
			luaL_addchar(&s->b, (char)rune);
		} else if (rune == '\n') {
			put(s, "\\n");
		} else if (rune == '\t') {
			put(s, "\\t");
		} else if (rune < 32 || rune >= 127) {
			luaL_addchar(&s->b, '\\');
			put_int(s, (long)rune);
			number = true;
			continue;
		} else {
			if (number && is_digit((char)rune))
				put(s, "\\&");
			luaL_addchar(&s->b, (char)rune);
		}
		number = false;
	}
	luaL_addchar(&s->b, '"');
}

static void
show_attr(struct show *s, const struct doc_attr *attr)
{
	luaL_addchar(&s->b, '(');
	put_text(s, attr ? attr->id : STR_NONE);
	put(s, ",[");
	for (uint32_t i = 0; attr && i < attr->n_classes; i++) {
		put(s, i ? "," : "");
		put_text(s, attr->classes[i]);
	}
	put(s, "],[");
	for (uint32_t i = 0; attr && i < attr->n_kvs; i++) {
		put(s, i ? ",(" : "(");
		put_text(s, attr->kvs[i].key);
		put(s, ",");
		put_text(s, attr->kvs[i].value);
		put(s, ")");
	}
	put(s, "])");
}

static void
show_run(struct show *s, const struct doc_node *run)
{
	struct str word;
	bool first = true;

	for (size_t at = 0; at < run->text.n;) {
		enum doc_type type = run_next(run->text, &at, &word);

		put(s, first ? "" : ",");
		first = false;
		if (type == DOC_STR) {
			put(s, "Str ");
			put_text(s, word);
		} else {
			put(s, doc_type_name(type));
		}
	}
}

/* [kids] from number `from` on. */
static void
show_kids(struct show *s, const struct doc_node *n, uint32_t from)
{
	put(s, "[");
	for (uint32_t i = from; i < n->count; i++) {
		put(s, i > from ? "," : "");
		if (n->kids[i]->type == DOC_TEXT)
			show_run(s, n->kids[i]);
		else
			show_node(s, n->kids[i]);
	}
	put(s, "]");
}

static const struct doc_node *
part(const struct doc_node *n, enum doc_type type)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->type == type)
			return n->kids[i];
	return NULL;
}

static void
show_part(struct show *s, const struct doc_node *n, enum doc_type type)
{
	const struct doc_node *p = part(n, type);

	if (p)
		show_kids(s, p, 0);
	else
		put(s, "[]");
}

static void
show_citation(struct show *s, const struct doc_node *n)
{
	put(s, "Citation {citationId = ");
	put_text(s, n->text);
	put(s, ", citationPrefix = ");
	show_part(s, n, DOC_CITATION_PREFIX);
	put(s, ", citationSuffix = ");
	show_part(s, n, DOC_CITATION_SUFFIX);
	put(s, ", citationMode = ");
	put(s, names_cite.name[n->num]);
	put(s, ", citationNoteNum = 0, citationHash = 0}");
}

static void
show_definition(struct show *s, const struct doc_node *n)
{
	bool first = true;

	put(s, "(");
	show_part(s, n, DOC_TERM);
	put(s, ",[");
	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->type != DOC_DEFINITION)
			continue;
		put(s, first ? "" : ",");
		first = false;
		show_kids(s, n->kids[i], 0);
	}
	put(s, "])");
}

static void
show_caption(struct show *s, const struct doc_node *n)
{
	const struct doc_node *caption = part(n, DOC_CAPTION);

	put(s, "(Caption ");
	if (caption && part(caption, DOC_SHORT_CAPTION)) {
		put(s, "(Just ");
		show_part(s, caption, DOC_SHORT_CAPTION);
		put(s, ") ");
	} else {
		put(s, "Nothing ");
	}
	if (caption)
		show_kids(s, caption, content_start(caption));
	else
		put(s, "[]");
	put(s, ")");
}

static void
show_list_attr(struct show *s, const struct doc_node *n)
{
	put(s, "(");
	put_int(s, n->as.list.start);
	put(s, ",");
	put(s, names_style.name[n->as.list.style]);
	put(s, ",");
	put(s, names_delim.name[n->as.list.delim]);
	put(s, ") ");
}

static void
show_citations(struct show *s, const struct doc_node *n)
{
	put(s, "[");
	for (uint32_t i = 0; i < content_start(n); i++) {
		put(s, i ? "," : "");
		show_citation(s, n->kids[i]);
	}
	put(s, "] ");
}

/* What stands between a type's name and its content. */
static void
show_head(struct show *s, const struct doc_node *n)
{
	switch ((int)n->type) {
	case DOC_HEADER:
		put_int(s, n->num);
		put(s, " ");
		show_attr(s, n->attr);
		put(s, " ");
		return;
	case DOC_CODE:
	case DOC_CODE_BLOCK:
	case DOC_DIV:
	case DOC_SPAN:
	case DOC_LINK:
	case DOC_IMAGE:
		show_attr(s, n->attr);
		put(s, " ");
		return;
	case DOC_FIGURE:
		show_attr(s, n->attr);
		put(s, " ");
		show_caption(s, n);
		put(s, " ");
		return;
	case DOC_QUOTED:
		put(s, names_quote.name[n->num]);
		put(s, " ");
		return;
	case DOC_MATH:
		put(s, names_math.name[n->num]);
		put(s, " ");
		return;
	case DOC_RAW_BLOCK:
	case DOC_RAW_INLINE:
		put(s, "(Format ");
		put_text(s, str_of(n->as.format));
		put(s, ") ");
		return;
	case DOC_ORDERED_LIST:
		show_list_attr(s, n);
		return;
	case DOC_CITE:
		show_citations(s, n);
		return;
	default:
		return;
	}
}

static bool
is_bare(enum doc_type type)
{
	return type == DOC_SPACE || type == DOC_SOFT_BREAK ||
	       type == DOC_LINE_BREAK || type == DOC_HORIZONTAL_RULE;
}

static void
show_node(struct show *s, const struct doc_node *n)
{
	enum doc_group group = doc_group((enum doc_type)n->type);

	state_guard(s->L);
	if (n->type == DOC_CITATION) {
		show_citation(s, n);
		return;
	}
	if (n->type == DOC_DEFINITION_ITEM) {
		show_definition(s, n);
		return;
	}
	if (n->type == DOC_TEXT) {
		show_run(s, n);
		return;
	}
	if (group != DOC_PART) {
		put(s, doc_type_name((enum doc_type)n->type));
		if (is_bare((enum doc_type)n->type))
			return;
		put(s, " ");
		show_head(s, n);
	}
	if (doc_kids_kind((enum doc_type)n->type) == DOC_NONE)
		put_text(s, n->text);
	else
		show_kids(s, n,
			  content_start(n) == n->count ? 0 : content_start(n));
	if ((n->type == DOC_LINK || n->type == DOC_IMAGE) && n->as.target) {
		put(s, " (");
		put_text(s, n->as.target->url);
		put(s, ",");
		put_text(s, n->as.target->title);
		put(s, ")");
	}
}

void
push_shown(lua_State *L, const struct doc_node *n)
{
	struct show s = {.L = L};

	luaL_checkstack(L, 20, "tostring");
	luaL_buffinit(L, &s.b);
	show_node(&s, n);
	luaL_pushresult(&s.b);
}

void
push_shown_attr(lua_State *L, const struct doc_attr *attr)
{
	struct show s = {.L = L};

	luaL_checkstack(L, 20, "tostring");
	luaL_buffinit(L, &s.b);
	show_attr(&s, attr);
	luaL_pushresult(&s.b);
}
