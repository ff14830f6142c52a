/* json.c – Pandoc's JSON AST → the document. */
#include "source/source_int.h"

bool
source_json(struct doc *doc, struct str text, struct diag *d)
{
	(void)doc;
	(void)text;
	diag(d, DIAG_JSON_AST, POS_NONE, "reading JSON is not built yet");
	return false;
}
