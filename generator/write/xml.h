/* xml.h – the XML gate: everything docbook/ and fo/ write goes through it, and
 * nobody else in the program uses libxml2. Names and attributes are given in
 * their written form ("fo:block"); text is escaped here, characters that XML
 * does not allow become U+FFFD, and what is open is closed at the end. */
#ifndef WRITE_XML_H
#define WRITE_XML_H

#include "base/base.h"
#include "diag/diag.h"

struct buf;
struct xml;

/* Once, in the main thread, before writers run in others. */
void xml_init(void);

/* Starts a text; `declaration`: with <?xml …?> before it. The writer is used
 * in one thread and ended with xml_end(). */
struct xml *xml_begin(bool declaration);
/* Closes what is open, appends the bytes to `out` and frees the writer. */
void xml_end(struct xml *x, struct buf *out);

void xml_open(struct xml *x, const char *name);
/* Only directly after xml_open() or another xml_attr(). */
void xml_attr(struct xml *x, const char *name, struct str value);
/* xml_attr with a NUL-terminated value. */
void xml_set(struct xml *x, const char *name, const char *value);
void xml_text(struct xml *x, struct str text);
void xml_close(struct xml *x);
/* Number of elements open. */
size_t xml_depth(const struct xml *x);
/* Number of elements begun so far: tells whether anything was written. */
size_t xml_count(const struct xml *x);
/* An element that holds text only. */
void xml_leaf(struct xml *x, const char *name, struct str text);
void xml_pi(struct xml *x, const char *target, const char *content);
/* Markup that another writer made; it is written as it is. */
void xml_markup(struct xml *x, struct str markup);
/* A line break in the file, for the reader of it; only between blocks. */
void xml_newline(struct xml *x);

/* Whether the text is a drawing that xml_svg() can write. False: not
 * well-formed or no SVG; reported as DIAG_WRITE_SVG at `at`. */
bool xml_svg_ok(struct str svg, struct diag *d, struct pos at);
/* Writes an SVG drawing as an <svg> element of its own; nothing when it is
 * none. Only elements and attributes of SVG are taken over; scripts, styles,
 * handlers, foreign objects and links to elsewhere are not. */
void xml_svg(struct xml *x, struct str svg);
/* Size of an SVG from width and height, else from its viewBox, in pixels;
 * false when it tells none. */
bool xml_svg_size(struct str svg, double *width, double *height);

enum xml_verdict { XML_VALID, XML_INVALID, XML_NO_SCHEMA };
/* Validates a finished DocBook file against the RELAX NG schema of DocBook 5.0
 * that the system's XML catalog names; no network. Faults are reported as
 * DIAG_WRITE_DOCBOOK at their line of the file `path`. XML_NO_SCHEMA: the
 * schema is not installed, nothing was checked and nothing reported: the
 * caller says so. */
enum xml_verdict xml_validate_docbook(struct str bytes, struct str path,
				      struct diag *d);
/* Whether the bytes are well-formed XML; for tests. */
bool xml_well_formed(struct str bytes);

#endif
