/* xml.c – xmlTextWriter behind a small interface, SVG copied element by
 * element, and the RELAX NG gate for DocBook. The only file that includes
 * libxml2. The trick: elements are counted here, so that a writer can close
 * down to a depth it remembers. */
#include "write/xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlwriter.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#define SVG_NS      "http://www.w3.org/2000/svg"
#define XLINK_NS    "http://www.w3.org/1999/xlink"
#define DOCBOOK_RNG "http://docbook.org/xml/5.0/rng/docbook.rng"

/* No network, no entity expansion, no printing to stderr. */
enum { PARSE = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING };

struct xml {
	xmlBufferPtr bytes;
	xmlTextWriterPtr to;
	struct buf scratch; /* NUL-terminated, cleaned copy of a text */
	size_t depth, count;
};

void
xml_init(void)
{
	xmlInitParser();
	xmlInitializeCatalog();
}

struct xml *
xml_begin(bool declaration)
{
	struct xml *x = mem_alloc(1, sizeof(*x));
	x->bytes = xmlBufferCreate();
	/* Doubling: the default grows by what is missing each time. */
	xmlBufferSetAllocationScheme(x->bytes, XML_BUFFER_ALLOC_DOUBLEIT);
	x->to = xmlNewTextWriterMemory(x->bytes, 0);
	if (!x->to)
		abort();
	if (declaration)
		xmlTextWriterStartDocument(x->to, NULL, "UTF-8", NULL);
	return x;
}

void
xml_end(struct xml *x, struct buf *out)
{
	xmlTextWriterEndDocument(x->to);
	xmlFreeTextWriter(x->to);
	buf_put(out, (struct str){(const char *)xmlBufferContent(x->bytes),
				  (size_t)xmlBufferLength(x->bytes)});
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		buf_putc(out, '\n');
	xmlBufferFree(x->bytes);
	buf_free(&x->scratch);
	mem_free(x);
}

/* Char of XML 1.0, §2.2. */
static bool
is_xml_char(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
	       (c >= 0x10000 && c < 0x110000);
}

static bool
needs_cleaning(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		/* 0xED: surrogates; 0xEF: U+FFFE and U+FFFF may follow. */
		if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xED ||
		    c == 0xEF)
			return true;
	}
	return utf8_invalid(s) != SIZE_MAX;
}

/* The text as libxml2 wants it; valid until the next call. */
static const xmlChar *
clean(struct xml *x, struct str s)
{
	buf_clear(&x->scratch);
	if (!needs_cleaning(s)) {
		buf_put(&x->scratch, s);
		return (const xmlChar *)buf_cstr(&x->scratch);
	}
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		buf_rune(&x->scratch, is_xml_char(c) ? c : UTF8_BAD);
	}
	return (const xmlChar *)buf_cstr(&x->scratch);
}

void
xml_open(struct xml *x, const char *name)
{
	xmlTextWriterStartElement(x->to, (const xmlChar *)name);
	x->depth++;
	x->count++;
}

void
xml_attr(struct xml *x, const char *name, struct str value)
{
	xmlTextWriterWriteAttribute(x->to, (const xmlChar *)name,
				    clean(x, value));
}

void
xml_set(struct xml *x, const char *name, const char *value)
{
	xml_attr(x, name, str_of(value));
}

void
xml_text(struct xml *x, struct str text)
{
	if (text.n > 0)
		xmlTextWriterWriteString(x->to, clean(x, text));
}

void
xml_close(struct xml *x)
{
	xmlTextWriterEndElement(x->to);
	x->depth--;
}

size_t
xml_depth(const struct xml *x)
{
	return x->depth;
}

size_t
xml_count(const struct xml *x)
{
	return x->count;
}

void
xml_leaf(struct xml *x, const char *name, struct str text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}

void
xml_pi(struct xml *x, const char *target, const char *content)
{
	xmlTextWriterWritePI(x->to, (const xmlChar *)target,
			     (const xmlChar *)content);
}

void
xml_newline(struct xml *x)
{
	xmlTextWriterWriteString(x->to, (const xmlChar *)"\n");
}

void
xml_markup(struct xml *x, struct str markup)
{
	buf_clear(&x->scratch);
	buf_put(&x->scratch, markup);
	xmlTextWriterWriteRaw(x->to, (const xmlChar *)buf_cstr(&x->scratch));
}

/* -- drawings ------------------------------------------------------------- */

/* What a printed drawing has no use for, or must not do. */
static const char *const svg_dropped[] = {
    "animate",       "animateMotion", "animateTransform",
    "foreignObject", "iframe",        "metadata",
    "script",        "set",           "style",
};

static bool
is_svg_element(const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (n->ns && strcmp((const char *)n->ns->href, SVG_NS) != 0)
		return false;
	for (size_t i = 0; i < countof(svg_dropped); i++)
		if (strcmp((const char *)n->name, svg_dropped[i]) == 0)
			return false;
	return true;
}

/* Copies one attribute; links stay only within the drawing. */
static void
copy_svg_attr(struct xml *x, const xmlNode *n, const xmlAttr *a)
{
	const char *name = (const char *)a->name;
	bool link = strcmp(name, "href") == 0;
	bool xml_ns = a->ns && strcmp((const char *)a->ns->prefix, "xml") == 0;
	if (strncmp(name, "on", 2) == 0 || strcmp(name, "style") == 0 ||
	    strcmp(name, "class") == 0)
		return;
	if (a->ns && !xml_ns && !link)
		return;
	if (xml_ns && strcmp(name, "id") == 0)
		return;
	xmlChar *value = xmlNodeListGetString(n->doc, a->children, 1);
	struct str s = str_of((const char *)value);
	bool inner = s.n > 0 && s.p[0] == '#';
	bool data = str_starts(s, STR("data:image/"));
	if (link && (inner || data))
		xml_attr(x, "xlink:href", s);
	else if (xml_ns)
		xml_attr(
		    x, strcmp(name, "lang") == 0 ? "xml:lang" : "xml:space", s);
	else if (!link)
		xml_attr(x, name, s);
	xmlFree(value);
}

static void
copy_svg_start(struct xml *x, const xmlNode *n, bool root)
{
	xml_open(x, (const char *)n->name);
	if (root) {
		xml_set(x, "xmlns", SVG_NS);
		xml_set(x, "xmlns:xlink", XLINK_NS);
	}
	for (const xmlAttr *a = n->properties; a; a = a->next)
		copy_svg_attr(x, n, a);
}

/* The next node in document order; closes the elements that end on the way. */
static const xmlNode *
next_svg_node(struct xml *x, const xmlNode *n, const xmlNode *root)
{
	while (n != root && !n->next) {
		n = n->parent;
		xml_close(x);
	}
	return n == root ? NULL : n->next;
}

static void
copy_svg(struct xml *x, const xmlNode *root)
{
	copy_svg_start(x, root, true);
	const xmlNode *n = root->children;
	if (!n)
		xml_close(x);
	while (n) {
		bool into = false;
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE) {
			xml_text(x, str_of((const char *)n->content));
		} else if (is_svg_element(n)) {
			copy_svg_start(x, n, false);
			into = n->children != NULL;
			if (!into)
				xml_close(x);
		}
		n = into ? n->children : next_svg_node(x, n, root);
	}
}

static xmlDocPtr
read_xml(struct str s, int options)
{
	if (s.n > (size_t)INT32_MAX)
		return NULL;
	return xmlReadMemory(s.p ? s.p : "", (int)s.n, NULL, "UTF-8", options);
}

static const xmlNode *
svg_root(xmlDocPtr doc)
{
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	bool ok = root && is_svg_element(root) && !doc->intSubset &&
		  strcmp((const char *)root->name, "svg") == 0;
	return ok ? root : NULL;
}

bool
xml_svg_ok(struct str svg, struct diag *d, struct pos at)
{
	xmlDocPtr doc = read_xml(svg, PARSE);
	bool ok = svg_root(doc) != NULL;
	if (!doc) {
		const xmlError *e = xmlGetLastError();
		struct str why = str_trim(str_of(e ? e->message : "no text"));
		diag(d, DIAG_WRITE_SVG, at,
		     "drawing is not well-formed XML in its line %d (" STR_FMT
		     "); leaving it out",
		     e ? e->line : 0, STR_ARG(why));
	} else if (!ok) {
		diag(d, DIAG_WRITE_SVG, at,
		     "drawing is no SVG, or has a document type; "
		     "leaving it out");
	}
	xmlFreeDoc(doc);
	return ok;
}

void
xml_svg(struct xml *x, struct str svg)
{
	xmlDocPtr doc = read_xml(svg, PARSE);
	const xmlNode *root = svg_root(doc);
	if (root)
		copy_svg(x, root);
	xmlFreeDoc(doc);
}

static double
length_of(const xmlNode *n, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)name);
	char *end = NULL;
	double x = value ? strtod((const char *)value, &end) : 0;
	/* Only pixels: a percentage says nothing of a size. */
	if (value && *end && strcmp(end, "px") != 0)
		x = 0;
	xmlFree(value);
	return x;
}

bool
xml_svg_size(struct str svg, double *width, double *height)
{
	xmlDocPtr doc = read_xml(svg, PARSE);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	*width = root ? length_of(root, "width") : 0;
	*height = root ? length_of(root, "height") : 0;
	xmlChar *box =
	    root ? xmlGetNoNsProp(root, (const xmlChar *)"viewBox") : NULL;
	if (box && (*width <= 0 || *height <= 0)) {
		double n[4] = {0};
		char *at = (char *)box;
		for (size_t i = 0; i < 4; i++) {
			n[i] = strtod(at, &at);
			at += strspn(at, " ,\t\n");
		}
		*width = n[2];
		*height = n[3];
	}
	xmlFree(box);
	xmlFreeDoc(doc);
	return *width > 0 && *height > 0;
}

/* -- the gate ------------------------------------------------------------- */

struct verdict {
	struct diag *d;
	uint16_t file;
	bool bad;
};

static void
on_fault(void *arg, xmlErrorPtr e)
{
	struct verdict *v = arg;
	struct pos at = {e->line > 0 ? (uint32_t)e->line : 0, 0, v->file};
	v->bad = true;
	diag(v->d, DIAG_WRITE_DOCBOOK, at,
	     "DocBook does not validate: " STR_FMT,
	     STR_ARG(str_trim(str_of(e->message))));
}

static void
be_silent(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

/* The schema of the catalog, NULL when it is not installed. Without the look
 * into the catalog libxml2 would ask the network. */
static xmlRelaxNGPtr
load_schema(void)
{
	xmlChar *uri = xmlCatalogResolveSystem((const xmlChar *)DOCBOOK_RNG);
	xmlRelaxNGPtr schema = NULL;
	struct str s = str_of((const char *)uri);
	if (str_starts(s, STR("file:")) || str_starts(s, STR("/"))) {
		xmlRelaxNGParserCtxtPtr p =
		    xmlRelaxNGNewParserCtxt((const char *)uri);
		xmlRelaxNGSetParserStructuredErrors(p, be_silent, NULL);
		schema = p ? xmlRelaxNGParse(p) : NULL;
		xmlRelaxNGFreeParserCtxt(p);
	}
	xmlFree(uri);
	return schema;
}

static void
validate(xmlRelaxNGPtr schema, xmlDocPtr doc, struct verdict *v)
{
	xmlRelaxNGValidCtxtPtr c = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidStructuredErrors(c, on_fault, v);
	if (xmlRelaxNGValidateDoc(c, doc) != 0 && !v->bad) {
		v->bad = true;
		diag(v->d, DIAG_WRITE_DOCBOOK, (struct pos){0, 0, v->file},
		     "DocBook does not validate");
	}
	xmlRelaxNGFreeValidCtxt(c);
}

enum xml_verdict
xml_validate_docbook(struct str bytes, struct str path, struct diag *d)
{
	xml_init();
	xmlRelaxNGPtr schema = load_schema();
	if (!schema)
		return XML_NO_SCHEMA;
	struct verdict v = {.d = d, .file = diag_file(d, path)};
	/* HUGE: a document may nest deeper than the parser's usual limit. */
	xmlDocPtr doc = read_xml(bytes, PARSE | XML_PARSE_HUGE);
	if (doc) {
		validate(schema, doc, &v);
	} else {
		v.bad = true;
		diag(d, DIAG_WRITE_DOCBOOK, (struct pos){0, 0, v.file},
		     "DocBook is not well-formed XML");
	}
	xmlFreeDoc(doc);
	xmlRelaxNGFree(schema);
	return v.bad ? XML_INVALID : XML_VALID;
}

bool
xml_well_formed(struct str bytes)
{
	xmlDocPtr doc = read_xml(bytes, PARSE);
	bool ok = doc != NULL;
	xmlFreeDoc(doc);
	return ok;
}
