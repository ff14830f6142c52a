/* sha1.c – SHA-1 (FIPS 180-4) in hexadecimal, for pandoc.utils.sha1: names of
 * generated things, not security. */
#include "filter/sha1.h"

#include <stdio.h>
#include <string.h>

static uint32_t
roll(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
	static const uint32_t k[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC,
				     0xCA62C1D6};

	switch (round / 20) {
	case 0:
		return ((b & c) | (~b & d)) + k[0];
	case 1:
		return (b ^ c ^ d) + k[1];
	case 2:
		return ((b & c) | (b & d) | (c & d)) + k[2];
	default:
		return (b ^ c ^ d) + k[3];
	}
}

static void
add_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[i * 4] << 24 | (uint32_t)p[i * 4 + 1] << 16 |
		       (uint32_t)p[i * 4 + 2] << 8 | p[i * 4 + 3];
	for (int i = 16; i < 80; i++)
		w[i] = roll(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t t = roll(a, 5) + mix(i, b, c, d) + e + w[i];

		e = d;
		d = c;
		c = roll(b, 30);
		b = a;
		a = t;
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
}

void
sha1_hex(struct str s, char out[41])
{
	uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476,
			 0xC3D2E1F0};
	unsigned char tail[128] = {0};
	size_t whole = s.n / 64 * 64, left = s.n - whole;
	size_t size = left < 56 ? 64 : 128;

	for (size_t i = 0; i < whole; i += 64)
		add_block(h, (const unsigned char *)s.p + i);
	if (left)
		memcpy(tail, s.p + whole, left);
	tail[left] = 0x80;
	for (int i = 0; i < 8; i++)
		tail[size - 1 - (size_t)i] =
		    (unsigned char)((uint64_t)s.n * 8 >> (8 * i));
	for (size_t i = 0; i < size; i += 64)
		add_block(h, tail + i);
	for (int i = 0; i < 5; i++)
		snprintf(out + i * 8, 9, "%08x", h[i]);
}
