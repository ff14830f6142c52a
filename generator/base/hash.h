/* hash.h – a fast 64-bit hash of bytes, the same on every machine. For tables,
 * change detection and asset names; not for security. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/base.h"

uint64_t hash_bytes(struct str s);
/* Goes on from an earlier hash, so that several pieces give one value. */
uint64_t hash_more(uint64_t h, struct str s);
/* The hash as 16 lower-case hexadecimal digits and a NUL. */
void hash_hex(uint64_t h, char out[17]);

#endif
