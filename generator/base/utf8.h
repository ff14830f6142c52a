/* utf8.h – decoding, encoding, case and classes of Unicode code points. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/base.h"

enum { UTF8_BAD = 0xFFFD };

/* The code point at byte *at, which moves behind it. A byte that starts no
 * valid sequence gives UTF8_BAD and moves one byte. *at must be < s.n. */
uint32_t utf8_next(struct str s, size_t *at);
/* Writes 1–4 bytes and returns how many. */
size_t utf8_encode(uint32_t rune, char out[4]);
/* Offset of the first byte that is not valid UTF-8 (RFC 3629), or SIZE_MAX. */
size_t utf8_invalid(struct str s);
/* Number of code points (invalid bytes count one each). */
size_t utf8_count(struct str s);
/* Simple case mapping: a code point without one maps to itself. */
uint32_t utf8_lower(uint32_t rune);
uint32_t utf8_upper(uint32_t rune);
/* Letters, digits and combining marks, as GitHub's slug rule keeps them. */
bool utf8_is_word(uint32_t rune);
bool utf8_is_space(uint32_t rune);

#endif
