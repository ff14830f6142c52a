/* source_int.h – private to source/: the steps from bytes to a page. */
#ifndef SOURCE_SOURCE_INT_H
#define SOURCE_SOURCE_INT_H

#include "source/source.h"

/* What is known while one page is read. */
struct load {
	struct arena *a;
	struct diag *d;
	struct str root; /* includes may not leave it; absent: no includes */
	struct str dir;  /* of the page */
	struct str page; /* its path, clean; absent for text at hand */
};

/* Bytes to text: no BOM, LF line ends, U+FFFD for what is no UTF-8, within the
 * limits; places are in file number `file`. False: reported. */
bool load_text(struct load *l, struct str bytes, uint16_t file,
	       struct str *text);
/* Cuts the front matter off the text: src->meta, text and first. */
void front_cut(struct load *l, struct str text, uint16_t file,
	       struct source *src);
/* Replaces include blocks in src->text; sets src->lines if there were any. */
void include_all(struct load *l, struct source *src);

/* JSON text as jansson has it; NULL: reported. */
struct json_t *data_parse(struct str text, uint16_t file, struct diag *d);

#endif
