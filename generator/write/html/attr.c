/* attr.c – attributes of nodes as attributes of elements, and which URLs may
 * be written. Keys that mean something in HTML keep their name; all others
 * become data-…, so that nothing an author writes can be a script or style. */
#include "write/html/html.h"

#include "write/write.h"

/* Whether `list`, words parted by spaces, holds the word. */
static bool
is_listed(const char *list, struct str word)
{
	struct str rest = str_of(list);

	while (rest.p)
		if (str_eq(str_cut(&rest, ' '), word))
			return true;
	return false;
}

/* "en", "pt-BR": two or three letters, then what follows a hyphen. */
static bool
is_language(struct str s)
{
	struct str rest = s;
	struct str first = str_cut(&rest, '-');

	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && s.p[i] != '-')
			return false;
	return first.n == 2 || first.n == 3;
}

static bool
is_direction(struct str s)
{
	return str_is(s, "ltr") || str_is(s, "rtl") || str_is(s, "auto");
}

/* The key if it is one of HTML's own with a value that HTML allows. */
static const char *
html_key(struct doc_kv kv)
{
	if (str_is(kv.key, "title"))
		return "title";
	if (str_is(kv.key, "lang") && is_language(kv.value))
		return "lang";
	if (str_is(kv.key, "dir") && is_direction(kv.value))
		return "dir";
	return NULL;
}

/* Whether two keys are written as the same attribute. */
static bool
is_same_key(struct str x, struct str y)
{
	if (str_starts(x, STR("data-")))
		x = str_slice(x, 5, x.n);
	if (str_starts(y, STR("data-")))
		y = str_slice(y, 5, y.n);
	for (size_t i = 0; i < x.n && i < y.n; i++)
		if (to_lower(x.p[i]) != to_lower(y.p[i]))
			return false;
	return x.n == y.n;
}

static bool
is_repeated(const struct doc_attr *attr, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (is_same_key(attr->kvs[k].key, attr->kvs[i].key))
			return true;
	return false;
}

static void
put_pairs(struct html *h, const struct doc_attr *attr, const char *read)
{
	for (uint32_t i = 0; i < attr->n_kvs; i++) {
		struct doc_kv kv = attr->kvs[i];
		const char *key = html_key(kv);

		if (is_listed(read, kv.key) || is_repeated(attr, i))
			continue;
		if (key)
			tag_attr(h, key, kv.value);
		else
			tag_data(h, kv.key, kv.value);
	}
}

static void
put_classes(struct html *h, const struct doc_attr *attr, const char *extra)
{
	bool first = !extra;

	if (!extra && (!attr || attr->n_classes == 0))
		return;
	tag_attr_begin(h, "class");
	if (extra)
		tag_attr_more(h, str_of(extra));
	for (uint32_t i = 0; attr && i < attr->n_classes; i++) {
		if (extra && is_listed(extra, attr->classes[i]))
			continue;
		if (!first)
			tag_attr_more(h, STR(" "));
		tag_attr_more(h, attr->classes[i]);
		first = false;
	}
	tag_attr_end(h);
}

/* As html_attrs without the id. */
static void
html_attrs_but_id(struct html *h, const struct doc_node *n, const char *extra,
		  const char *read)
{
	put_classes(h, n->attr, extra);
	if (n->attr)
		put_pairs(h, n->attr, read);
	if (h->opts->source_pos && n->pos.line &&
	    doc_group(n->type) == DOC_BLOCK)
		tag_attr_int(h, "data-line", (long)n->pos.line);
}

void
html_attrs(struct html *h, const struct doc_node *n, const char *extra,
	   const char *read)
{
	if (doc_id(n).n)
		tag_attr(h, "id", doc_id(n));
	html_attrs_but_id(h, n, extra, read);
}

static enum walk
plain_node(const struct doc_node *n, void *arg)
{
	struct html *h = arg;

	switch ((int)n->type) {
	case DOC_TEXT:
	case DOC_STR:
	case DOC_CODE:
	case DOC_MATH:
		tag_attr_more(h, n->text);
		return WALK_INTO;
	case DOC_SPACE:
	case DOC_SOFT_BREAK:
	case DOC_LINE_BREAK:
		tag_attr_more(h, STR(" "));
		return WALK_INTO;
	case DOC_NOTE:
	case DOC_CITATION:
		return WALK_OVER;
	default:
		return WALK_INTO;
	}
}

void
html_plain(struct html *h, const struct doc_node *n)
{
	doc_walk_const(n, plain_node, NULL, h);
}

/* Whether the URL begins with the scheme, in any case of letters and with
 * the blanks before it that browsers pass over. */
static bool
has_scheme(struct str url, const char *scheme)
{
	struct str word = str_of(scheme);

	while (url.n && (unsigned char)url.p[0] <= ' ')
		url = str_slice(url, 1, url.n);
	if (url.n < word.n)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (to_lower(url.p[i]) != word.p[i])
			return false;
	return true;
}

bool
html_url_is_safe(struct str url)
{
	return !has_scheme(url, "javascript:") &&
	       !has_scheme(url, "vbscript:") && !has_scheme(url, "data:");
}

bool
html_url_is_external(struct str url)
{
	return has_scheme(url, "http:") || has_scheme(url, "https:") ||
	       has_scheme(url, "//");
}
