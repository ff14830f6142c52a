/* url.c – what an address in a page means: another page, a file, a place on
 * this page, or somewhere else. Nothing is looked up here. */
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "link/link_int.h"

static const char *const allowed[] = {
    "ftp", "http", "https", "mailto", "sms", "tel",
};

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool
has_controls(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_control(s.p[i]))
			return true;
	return false;
}

/* Browsers ignore control characters, so that "java\tscript:" is a scheme: what
 * we judge must be what they see. */
static struct str
without_controls(struct arena *a, struct str s)
{
	struct buf out = BUF_INIT;
	struct str clean;

	s = str_trim(s);
	if (!has_controls(s))
		return s;
	for (size_t i = 0; i < s.n; i++)
		if (!is_control(s.p[i]))
			buf_putc(&out, s.p[i]);
	clean = arena_str(a, str_trim(buf_str(&out)));
	buf_free(&out);
	return clean;
}

static struct str
scheme_of(struct str s)
{
	size_t i = 0;

	if (s.n == 0 || !is_alpha(s.p[0]))
		return STR_NONE;
	while (i < s.n && (is_alnum(s.p[i]) || s.p[i] == '+' || s.p[i] == '-' ||
			   s.p[i] == '.'))
		i++;
	return i < s.n && s.p[i] == ':' ? str_slice(s, 0, i) : STR_NONE;
}

static bool
same_word(struct str s, const char *word)
{
	for (size_t i = 0; i < s.n; i++)
		if (to_lower(s.p[i]) != word[i])
			return false;
	return word[s.n] == '\0';
}

static bool
is_allowed(struct str scheme)
{
	for (size_t i = 0; i < countof(allowed); i++)
		if (same_word(scheme, allowed[i]))
			return true;
	return false;
}

static bool
is_special(char c)
{
	static const char special[] = " \"#%<>?[\\]^`{|}";

	/* Most are told without looking through the list. */
	return !is_alnum(c) &&
	       (is_control(c) || memchr(special, c, sizeof special - 1));
}

struct str
url_encode(struct arena *a, struct str path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct buf out = BUF_INIT;
	size_t plain = 0;
	struct str url;

	while (plain < path.n && !is_special(path.p[plain]))
		plain++;
	if (plain == path.n)
		return path;
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (!is_special(path.p[i])) {
			buf_putc(&out, path.p[i]);
			continue;
		}
		buf_putc(&out, '%');
		buf_putc(&out, hex[c >> 4]);
		buf_putc(&out, hex[c & 15]);
	}
	url = arena_str(a, buf_str(&out));
	buf_free(&out);
	return url;
}

/* "a/b.md?q#f" into its three parts. */
static void
split(struct arena *a, struct str s, struct url *url)
{
	size_t hash = str_find(s, STR("#"), 0), mark;

	if (hash != SIZE_MAX) {
		url->fragment = path_decode(a, str_slice(s, hash + 1, s.n));
		s = str_slice(s, 0, hash);
	}
	mark = str_find(s, STR("?"), 0);
	if (mark != SIZE_MAX) {
		url->query = str_slice(s, mark, s.n);
		s = str_slice(s, 0, mark);
	}
	url->path = path_decode(a, s);
}

enum url_class
url_parse(struct arena *a, struct str from, struct str text, struct url *url)
{
	*url = (struct url){.whole = without_controls(a, text)};
	if (url->whole.n == 0)
		return URL_NOTHING;
	url->scheme = scheme_of(url->whole);
	if (url->scheme.p)
		return is_allowed(url->scheme) ? URL_EXTERNAL : URL_REFUSED;
	if (str_starts(url->whole, STR("//")) ||
	    str_starts(url->whole, STR("\\\\")))
		return URL_REFUSED;
	split(a, url->whole, url);
	if (url->path.n == 0)
		return URL_HERE;
	if (url->path.p[0] == '/')
		url->path = path_clean(a, str_slice(url->path, 1, url->path.n));
	else
		url->path = path_join(a, path_dir(from), url->path);
	return str_is(path_extension(url->path), "md") ? URL_PAGE : URL_FILE;
}
