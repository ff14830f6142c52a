/* hash.c – multiply and shift over eight bytes at a time, read little-endian
 * so that the value is the same everywhere. */
#include "base/hash.h"

/* In this form it is one load where the machine is little-endian. */
static uint64_t
load8(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	       (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

static uint64_t
load_tail(const unsigned char *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)p[i] << (8 * i);
	return x;
}

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 32;
}

uint64_t
hash_more(uint64_t h, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t left = s.n;

	for (; left >= 8; p += 8, left -= 8)
		h = mix(h, load8(p));
	if (left)
		h = mix(h, load_tail(p, left));
	return mix(h, s.n);
}

uint64_t
hash_bytes(struct str s)
{
	return hash_more(0x2545F4914F6CDD1Du, s);
}

void
hash_hex(uint64_t h, char out[17])
{
	for (int i = 15; i >= 0; i--, h >>= 4)
		out[i] = "0123456789abcdef"[h & 15];
	out[16] = '\0';
}
