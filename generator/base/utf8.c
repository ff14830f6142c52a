/* utf8.c – UTF-8 by RFC 3629, and the few Unicode properties we need. Case and
 * class come from the C library's tables in the C.UTF-8 locale, which glibc
 * builds from Unicode's; the locale object is made once and never changed. */
#include "base/utf8.h"

#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <wctype.h>

static locale_t unicode; /* written once, before its first use */
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void
make_locale(void)
{
	unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static locale_t
ctype(void)
{
	pthread_once(&unicode_once, make_locale);
	return unicode;
}

/* The least code point a sequence of that length may encode. */
static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t
sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead < 0xE0)
		return 2;
	if (lead >= 0xE0 && lead < 0xF0)
		return 3;
	if (lead >= 0xF0 && lead < 0xF5)
		return 4;
	return 0;
}

/* The code point and its length in *len; length 0 when the bytes are bad. */
static uint32_t
decode(const unsigned char *p, size_t left, size_t *len)
{
	size_t n = sequence_length(p[0]);
	uint32_t rune;

	*len = 0;
	if (n == 0 || n > left)
		return UTF8_BAD;
	if (n == 1) {
		*len = 1;
		return p[0];
	}
	rune = p[0] & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		rune = rune << 6 | (p[i] & 0x3Fu);
	}
	if (rune < least[n] || rune > 0x10FFFF ||
	    (rune >= 0xD800 && rune < 0xE000))
		return UTF8_BAD;
	*len = n;
	return rune;
}

uint32_t
utf8_next(struct str s, size_t *at)
{
	size_t len;
	uint32_t rune =
	    decode((const unsigned char *)s.p + *at, s.n - *at, &len);

	*at += len ? len : 1;
	return rune;
}

size_t
utf8_encode(uint32_t rune, char out[4])
{
	if (rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000))
		rune = UTF8_BAD;
	if (rune < 0x80) {
		out[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		out[0] = (char)(0xC0 | rune >> 6);
		out[1] = (char)(0x80 | (rune & 0x3F));
		return 2;
	}
	if (rune < 0x10000) {
		out[0] = (char)(0xE0 | rune >> 12);
		out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
		out[2] = (char)(0x80 | (rune & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | rune >> 18);
	out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
	out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
	out[3] = (char)(0x80 | (rune & 0x3F));
	return 4;
}

/* The first byte from `at` on that may not be ASCII: whole words of ASCII are
 * passed over. */
static size_t
skip_ascii(struct str s, size_t at)
{
	uint64_t eight;

	for (; at + sizeof eight <= s.n; at += sizeof eight) {
		memcpy(&eight, s.p + at, sizeof eight);
		if (eight & 0x8080808080808080)
			break;
	}
	return at;
}

size_t
utf8_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		size_t len;

		if ((unsigned char)s.p[at] < 0x80) {
			at = skip_ascii(s, at + 1);
			continue;
		}
		decode((const unsigned char *)s.p + at, s.n - at, &len);
		if (len == 0)
			return at;
		at += len;
	}
	return SIZE_MAX;
}

size_t
utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t at = 0; at < s.n; count++)
		utf8_next(s, &at);
	return count;
}

uint32_t
utf8_lower(uint32_t rune)
{
	if (rune < 0x80)
		return (uint32_t)(unsigned char)to_lower((char)rune);
	return (uint32_t)towlower_l((wint_t)rune, ctype());
}

uint32_t
utf8_upper(uint32_t rune)
{
	if (rune < 0x80)
		return rune >= 'a' && rune <= 'z' ? rune - 32 : rune;
	return (uint32_t)towupper_l((wint_t)rune, ctype());
}

static bool
is_combining(uint32_t rune)
{
	return (rune >= 0x300 && rune < 0x370) ||
	       (rune >= 0x483 && rune < 0x48A) ||
	       (rune >= 0x1AB0 && rune < 0x1B00) ||
	       (rune >= 0x20D0 && rune < 0x2100);
}

bool
utf8_is_word(uint32_t rune)
{
	if (rune < 0x80)
		return is_alnum((char)rune) || rune == '_';
	return is_combining(rune) || iswalnum_l((wint_t)rune, ctype());
}

bool
utf8_is_space(uint32_t rune)
{
	if (rune < 0x80)
		return is_blank((char)rune) || rune == '\f' || rune == '\v';
	return rune == 0xA0 || iswspace_l((wint_t)rune, ctype());
}
