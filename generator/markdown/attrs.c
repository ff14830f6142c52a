/* attrs.c – attribute lists, "{#id .class key=value key="a value"}", as Pandoc
 * writes them. In: text that begins with "{". Out: the attributes and how long
 * the list is, or nothing: then it is text. */
#include "base/arena.h"
#include "base/buf.h"
#include "markdown/markdown_int.h"

struct reader {
	struct arena *a; /* NULL: only look */
	struct str s;
	size_t at;
	struct doc_attr *attr;
	size_t classes_cap, kvs_cap, count;
};

static bool
at_end(const struct reader *r)
{
	return r->at >= r->s.n;
}

static char
peek(const struct reader *r)
{
	return at_end(r) ? '\0' : r->s.p[r->at];
}

static void
skip_blanks(struct reader *r)
{
	while (!at_end(r) && is_blank(peek(r)))
		r->at++;
}

static bool
in_name(char c)
{
	return is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

/* A name: begins with a letter, goes on with letters, digits and -_:. */
static bool
read_name(struct reader *r, struct str *name)
{
	size_t from = r->at;
	char c = peek(r);

	if (!is_alpha(c) && c != '_' && (unsigned char)c < 0x80)
		return false;
	while (!at_end(r) && in_name(peek(r)))
		r->at++;
	*name = str_slice(r->s, from, r->at);
	return true;
}

static bool
read_id(struct reader *r, struct str *id)
{
	size_t from = r->at;

	while (!at_end(r) && (in_name(peek(r)) || peek(r) == '/'))
		r->at++;
	*id = str_slice(r->s, from, r->at);
	return r->at > from;
}

/* A backslash takes the next character as it is. */
static struct str
unescape(struct arena *a, struct str s)
{
	struct buf out = BUF_INIT;
	struct str result;

	if (!a || str_find(s, STR("\\"), 0) == SIZE_MAX)
		return a ? arena_str(a, s) : s;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		buf_putc(&out, s.p[i]);
	}
	result = arena_str(a, buf_str(&out));
	buf_free(&out);
	return result;
}

static bool
read_quoted(struct reader *r, struct str *value)
{
	char quote = r->s.p[r->at++];
	size_t from = r->at;

	while (!at_end(r) && peek(r) != quote)
		r->at += peek(r) == '\\' ? 2 : 1;
	if (at_end(r))
		return false;
	*value = unescape(r->a, str_slice(r->s, from, r->at));
	r->at++;
	return true;
}

static bool
read_value(struct reader *r, struct str *value)
{
	size_t from = r->at;

	if (peek(r) == '"' || peek(r) == '\'')
		return read_quoted(r, value);
	while (!at_end(r) && !is_blank(peek(r)) && peek(r) != '}' &&
	       peek(r) != '"')
		r->at++;
	*value = str_slice(r->s, from, r->at);
	return r->at > from;
}

static void
add_class(struct reader *r, struct str name)
{
	struct doc_attr *attr = r->attr;

	if (!r->a)
		return;
	attr->classes = arena_room(r->a, attr->classes, attr->n_classes,
				   &r->classes_cap, sizeof *attr->classes);
	attr->classes[attr->n_classes++] = arena_str(r->a, name);
}

/* Pandoc knows id= and class= as another way to write the two. */
static void
add_pair(struct reader *r, struct str key, struct str value)
{
	struct doc_attr *attr = r->attr;

	if (!r->a)
		return;
	if (str_is(key, "id")) {
		attr->id = arena_str(r->a, value);
		return;
	}
	if (str_is(key, "class")) {
		while (value.n) {
			struct str name = str_trim(str_cut(&value, ' '));

			if (name.n)
				add_class(r, name);
		}
		return;
	}
	attr->kvs = arena_room(r->a, attr->kvs, attr->n_kvs, &r->kvs_cap,
			       sizeof *attr->kvs);
	attr->kvs[attr->n_kvs++] =
	    (struct doc_kv){arena_str(r->a, key), arena_str(r->a, value)};
}

static bool
read_item(struct reader *r)
{
	struct str name, value;

	switch (peek(r)) {
	case '#':
		r->at++;
		if (!read_id(r, &name))
			return false;
		if (r->a)
			r->attr->id = arena_str(r->a, name);
		return true;
	case '.':
		r->at++;
		if (!read_name(r, &name))
			return false;
		add_class(r, name);
		return true;
	case '-':
		r->at++;
		add_class(r, STR("unnumbered"));
		return true;
	default:
		if (!read_name(r, &name) || peek(r) != '=')
			return false;
		r->at++;
		if (!read_value(r, &value))
			return false;
		add_pair(r, name, value);
		return true;
	}
}

static bool
read_list(struct reader *r)
{
	if (peek(r) != '{')
		return false;
	r->at++;
	skip_blanks(r);
	while (!at_end(r) && peek(r) != '}') {
		size_t from = r->at;

		if (!read_item(r)) {
			r->at = from;
			return false;
		}
		r->count++;
		if (!is_blank(peek(r)) && peek(r) != '}')
			return false;
		skip_blanks(r);
	}
	if (at_end(r) || r->count == 0)
		return false;
	r->at++;
	return true;
}

size_t
attrs_read_at(struct arena *a, struct str s, struct doc_attr **attr,
	      size_t *stopped)
{
	struct reader r = {.a = a, .s = s};
	bool read;

	if (a)
		r.attr = doc_attr_new(a);
	read = read_list(&r);
	if (read && a)
		*attr = r.attr;
	*stopped = r.at > s.n ? s.n : r.at;
	return read ? r.at : 0;
}

size_t
attrs_read(struct arena *a, struct str s, struct doc_attr **attr)
{
	size_t stopped;

	return attrs_read_at(a, s, attr, &stopped);
}
