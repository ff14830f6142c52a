/* sha1.h – SHA-1 in hexadecimal. Private to filter/. */
#ifndef FILTER_SHA1_H
#define FILTER_SHA1_H

#include "base/base.h"

/* 40 digits and a NUL. */
void sha1_hex(struct str s, char out[41]);

#endif
