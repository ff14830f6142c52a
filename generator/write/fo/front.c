/* front.c – what stands around the pages of the book: page layouts, metadata,
 * bookmarks, title page, contents, running heads. Running heads are literal
 * text in each sequence: FOP loses the structure of a page that retrieves
 * markers. */
#include "write/fo/fo.h"

#include "base/arena.h"
#include "doc/value.h"

struct side {
	const char *name, *head, *foot;
	bool odd;
};

/* A4 and Letter share the width of the text, 142 mm. */
static const struct {
	const char *width, *height, *inner, *outer;
} papers[] = {
    {"210mm", "297mm", "32mm", "36mm"},
    {"215.9mm", "279.4mm", "34mm", "39.9mm"},
};

static void
region(struct fo *w, const char *name, const char *region_name,
       const char *extent)
{
	xml_open(w->x, name);
	xml_set(w->x, "region-name", region_name);
	xml_set(w->x, "extent", extent);
	xml_close(w->x);
}

static void
page_master(struct fo *w, const struct side *side, bool letter)
{
	const char *inner = papers[letter].inner, *outer = papers[letter].outer;
	xml_newline(w->x);
	xml_open(w->x, "fo:simple-page-master");
	xml_set(w->x, "master-name", side->name);
	xml_set(w->x, "page-width", papers[letter].width);
	xml_set(w->x, "page-height", papers[letter].height);
	xml_set(w->x, "margin-top", "15mm");
	xml_set(w->x, "margin-bottom", "13mm");
	xml_set(w->x, "margin-left", side->odd ? inner : outer);
	xml_set(w->x, "margin-right", side->odd ? outer : inner);
	xml_open(w->x, "fo:region-body");
	xml_set(w->x, "region-name", "body");
	xml_set(w->x, "margin-top", "10mm");
	xml_set(w->x, "margin-bottom", "12mm");
	xml_close(w->x);
	region(w, "fo:region-before", side->head, "8mm");
	region(w, "fo:region-after", side->foot, "6mm");
	xml_close(w->x);
}

static void
alternative(struct fo *w, const char *master, const char *key,
	    const char *value)
{
	xml_open(w->x, "fo:conditional-page-master-reference");
	xml_set(w->x, "master-reference", master);
	xml_set(w->x, key, value);
	xml_close(w->x);
}

void
fo_layout(struct fo *w, bool letter)
{
	static const struct side sides[] = {
	    {"cover-page", "head-none", "foot-none", true},
	    {"first-page", "head-none", "foot-odd", true},
	    {"first-page-left", "head-none", "foot-even", false},
	    {"odd-page", "head-odd", "foot-odd", true},
	    {"even-page", "head-even", "foot-even", false},
	};
	xml_newline(w->x);
	xml_open(w->x, "fo:layout-master-set");
	for (size_t i = 0; i < countof(sides); i++)
		page_master(w, &sides[i], letter);
	xml_newline(w->x);
	xml_open(w->x, "fo:page-sequence-master");
	xml_set(w->x, "master-name", "body");
	xml_open(w->x, "fo:repeatable-page-master-alternatives");
	alternative(w, "cover-page", "blank-or-not-blank", "blank");
	xml_open(w->x, "fo:conditional-page-master-reference");
	xml_set(w->x, "master-reference", "first-page");
	xml_set(w->x, "page-position", "first");
	xml_set(w->x, "odd-or-even", "odd");
	xml_close(w->x);
	alternative(w, "first-page-left", "page-position", "first");
	alternative(w, "odd-page", "odd-or-even", "odd");
	alternative(w, "even-page", "odd-or-even", "even");
	xml_close(w->x);
	xml_close(w->x);
	xml_newline(w->x);
	xml_close(w->x);
}

/* PDF/UA wants the title in the XMP packet. */
void
fo_metadata(struct fo *w, struct str title)
{
	xml_newline(w->x);
	xml_open(w->x, "fo:declarations");
	xml_open(w->x, "x:xmpmeta");
	xml_set(w->x, "xmlns:x", "adobe:ns:meta/");
	xml_open(w->x, "rdf:RDF");
	xml_set(w->x, "xmlns:rdf",
		"http://www.w3.org/1999/02/22-rdf-syntax-ns#");
	xml_open(w->x, "rdf:Description");
	xml_set(w->x, "rdf:about", "");
	xml_set(w->x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_leaf(w->x, "dc:title", title);
	xml_leaf(w->x, "dc:language", w->language);
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

/* "3.2", a space, the title. */
static struct str
numbered(struct fo *w, struct str number, struct str title)
{
	if (number.n == 0)
		return title;
	return arena_printf(w->a, STR_FMT "\u2002" STR_FMT, STR_ARG(number),
			    STR_ARG(title));
}

static void
bookmark(struct fo *w, struct str id, struct str title)
{
	xml_newline(w->x);
	xml_open(w->x, "fo:bookmark");
	xml_attr(w->x, "internal-destination", id);
	xml_leaf(w->x, "fo:bookmark-title", title);
}

/* Sections of a page: its headings of level 2 and their titles. */
static void
section_bookmarks(struct fo *w, const struct doc_node *root)
{
	for (uint32_t i = 0; i < root->count; i++) {
		const struct doc_node *n = root->kids[i];
		struct str id = refs_id(w->refs, w->page, n);
		if (n->type != DOC_HEADER || n->num != 2 || id.n == 0)
			continue;
		bookmark(w, id, numbered(w, n->text, doc_text(w->a, n)));
		xml_close(w->x);
	}
}

void
fo_bookmarks(struct fo *w)
{
	size_t base = xml_depth(w->x) + 1;
	if (w->book->count == 0)
		return;
	xml_newline(w->x);
	xml_open(w->x, "fo:bookmark-tree");
	for (w->page = 0; w->page < w->book->count; w->page++) {
		const struct book_page *p = &w->book->pages[w->page];
		/* Ends those that are as deep or deeper. */
		while (xml_depth(w->x) > base + p->depth)
			xml_close(w->x);
		bookmark(w, refs_page_id(w->refs, w->page),
			 numbered(w, p->number, p->title));
		if (p->doc)
			section_bookmarks(w, p->doc->root);
	}
	while (xml_depth(w->x) >= base)
		xml_close(w->x);
}

static void
imprint(struct fo *w, const char *word, struct str text)
{
	if (text.n == 0)
		return;
	fo_block(w, FO_IMPRINT);
	fo_put(w, str_of(word));
	fo_put(w, text);
	xml_close(w->x);
}

static void
static_content(struct fo *w, const char *name, enum fo_style style,
	       struct str text)
{
	xml_newline(w->x);
	xml_open(w->x, "fo:static-content");
	xml_set(w->x, "flow-name", name);
	xml_set(w->x, "role", "artifact");
	fo_open(w, "fo:block", style);
	if (text.n > 0)
		fo_put(w, text);
	else
		fo_leaf(w, "fo:page-number", FO_PLAIN, STR_NONE);
	xml_close(w->x);
	xml_close(w->x);
}

static void
footnote_separator(struct fo *w)
{
	xml_newline(w->x);
	xml_open(w->x, "fo:static-content");
	xml_set(w->x, "flow-name", "xsl-footnote-separator");
	xml_set(w->x, "role", "artifact");
	fo_open(w, "fo:block", FO_NOTE_RULE);
	xml_open(w->x, "fo:leader");
	xml_set(w->x, "leader-pattern", "rule");
	xml_set(w->x, "leader-length", "40mm");
	xml_set(w->x, "rule-thickness", "0.5pt");
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

void
fo_sequence(struct fo *w, const struct fo_sequence *how)
{
	xml_newline(w->x);
	xml_open(w->x, "fo:page-sequence");
	xml_set(w->x, "master-reference", how->master);
	xml_attr(w->x, "xml:lang", w->language);
	if (how->format)
		xml_set(w->x, "format", how->format);
	if (how->first_number)
		xml_set(w->x, "initial-page-number", how->first_number);
	if (how->left.n > 0) {
		static_content(w, "head-even", FO_HEAD_EVEN, how->left);
		static_content(w, "head-odd", FO_HEAD_ODD, how->right);
		static_content(w, "foot-even", FO_FOOT_EVEN, STR_NONE);
		static_content(w, "foot-odd", FO_FOOT_ODD, STR_NONE);
		footnote_separator(w);
	}
	xml_newline(w->x);
	fo_open(w, "fo:flow", FO_FLOW);
}

void
fo_sequence_end(struct fo *w)
{
	xml_newline(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

void
fo_title_page(struct fo *w)
{
	const struct book *b = w->book;
	const struct value *names = value_at(b->meta, "authors");
	fo_sequence(
	    w, &(struct fo_sequence){.master = "cover-page", .format = "i"});
	xml_newline(w->x);
	fo_leaf(w, "fo:block", FO_TITLE, b->title);
	if (b->subtitle.n > 0) {
		xml_newline(w->x);
		fo_leaf(w, "fo:block", FO_SUBTITLE, b->subtitle);
	}
	for (size_t i = 0; i < value_count(names); i++)
		imprint(w, "", value_plain(w->a, value_item(names, i)));
	imprint(w, "Edition ", b->edition);
	imprint(w, "", b->date);
	fo_sequence_end(w);
}

static void
contents_line(struct fo *w, enum fo_style style, struct str id,
	      struct str title)
{
	fo_block(w, style);
	xml_open(w->x, "fo:basic-link");
	xml_attr(w->x, "internal-destination", id);
	xml_attr(w->x, "fox:alt-text", title);
	fo_put(w, title);
	xml_text(w->x, STR(" "));
	xml_open(w->x, "fo:leader");
	xml_set(w->x, "leader-pattern", "dots");
	xml_set(w->x, "leader-pattern-width", "5pt");
	xml_close(w->x);
	xml_text(w->x, STR(" "));
	xml_open(w->x, "fo:page-number-citation");
	xml_set(w->x, "role", "Span");
	xml_attr(w->x, "ref-id", id);
	xml_close(w->x);
	xml_close(w->x);
	xml_close(w->x);
}

static void
contents_sections(struct fo *w, const struct doc_node *root)
{
	for (uint32_t i = 0; i < root->count; i++) {
		const struct doc_node *n = root->kids[i];
		struct str id = refs_id(w->refs, w->page, n);
		if (n->type == DOC_HEADER && n->num == 2 && id.n > 0)
			contents_line(w, FO_CONTENTS_SECTION, id,
				      numbered(w, n->text, doc_text(w->a, n)));
	}
}

void
fo_contents(struct fo *w)
{
	static const enum fo_style by_depth[] = {
	    FO_CONTENTS_PART, FO_CONTENTS_CHAPTER, FO_CONTENTS_SECTION};
	const struct book *b = w->book;
	fo_sequence(w, &(struct fo_sequence){.master = "body",
					     .left = b->title,
					     .right = STR("Contents"),
					     .format = "i"});
	xml_newline(w->x);
	fo_leaf(w, "fo:block", FO_CONTENTS_TITLE, STR("Contents"));
	fo_block(w, FO_CONTENTS);
	for (w->page = 0; w->page < b->count; w->page++) {
		const struct book_page *p = &b->pages[w->page];
		contents_line(w, by_depth[p->depth < 2 ? p->depth : 2],
			      refs_page_id(w->refs, w->page),
			      numbered(w, p->number, p->title));
		if (p->doc)
			contents_sections(w, p->doc->root);
	}
	xml_close(w->x);
	fo_sequence_end(w);
}
