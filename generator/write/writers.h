/* writers.h – the writers there are, one line each; for writers.c and the
 * writers themselves. */
#ifndef WRITE_WRITERS_H
#define WRITE_WRITERS_H

#include "write/write.h"

extern const struct writer html_writer;
extern const struct writer docbook_writer;
extern const struct writer fo_writer;
extern const struct writer worksheet_writer;
extern const struct writer text_writer;
extern const struct writer native_writer;
extern const struct writer json_writer;
extern const struct writer json_new_writer;

#endif
