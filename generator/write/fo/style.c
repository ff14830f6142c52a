/* style.c – how the printed book looks: one row of attributes a style, and the
 * fonts that FOP shall embed. Fonts are those Debian packages as TrueType
 * (FOP cannot use OpenType/CFF well): fonts-sil-gentiumplus for text,
 * fonts-lato for headings and forms, fonts-dejavu for code and symbols. */
#include "write/fo/fo.h"

#include "base/buf.h"

#define SERIF "Gentium Book Plus, DejaVu Sans"
#define SANS  "Lato, DejaVu Sans"
#define MONO  "DejaVu Sans Mono"
#define INK   "#1a1a1a"
#define TINT  "#22506b"
#define PALE  "#f1f4f6"
#define LINE  "#8a9aa5"

enum { PAIRS = 30 };

/* Names and values by turns. */
static const char *const styles[FO__STYLES][PAIRS] = {
    [FO_PLAIN] = {NULL},
    [FO_ROOT] = {"font-family", SERIF, "font-size", "10.5pt", "line-height",
		 "15pt", "color", INK, "line-height-shift-adjustment",
		 "disregard-shifts"},
    [FO_FLOW] = {"flow-name", "body"},
    [FO_TITLE] = {"font-family", SANS, "font-size", "34pt", "line-height",
		  "40pt", "font-weight", "bold", "color", TINT, "space-before",
		  "60mm", "space-before.conditionality", "retain", "hyphenate",
		  "false", "text-align", "start"},
    [FO_SUBTITLE] = {"font-family", SANS, "font-size", "17pt", "line-height",
		     "23pt", "space-before", "6mm", "hyphenate", "false",
		     "text-align", "start"},
    [FO_IMPRINT] = {"font-family", SANS, "font-size", "10pt", "space-before",
		    "4mm", "text-align", "start"},
    [FO_CONTENTS_TITLE] = {"font-family", SANS, "font-size", "22pt",
			   "line-height", "28pt", "font-weight", "bold",
			   "color", TINT, "space-after", "8mm", "role", "H1"},
    [FO_CONTENTS] = {"role", "TOC", "text-align", "start", "hyphenate",
		     "false"},
    [FO_CONTENTS_PART] = {"role", "TOCI", "font-family", SANS, "font-weight",
			  "bold", "font-size", "10.5pt", "space-before", "10pt",
			  "space-after", "2pt", "text-align-last", "justify",
			  "keep-with-next.within-column", "always", "color",
			  TINT},
    [FO_CONTENTS_CHAPTER] = {"role", "TOCI", "text-align-last", "justify",
			     "start-indent", "6mm", "text-indent", "-6mm",
			     "end-indent", "8mm", "last-line-end-indent",
			     "-8mm", "space-before", "3pt"},
    [FO_CONTENTS_SECTION] = {"role", "TOCI", "text-align-last", "justify",
			     "font-size", "9pt", "line-height", "12.5pt",
			     "start-indent", "12mm", "text-indent", "-6mm",
			     "end-indent", "8mm", "last-line-end-indent",
			     "-8mm"},
    [FO_PART_TITLE] = {"font-family",
		       SANS,
		       "font-size",
		       "28pt",
		       "line-height",
		       "34pt",
		       "font-weight",
		       "bold",
		       "color",
		       TINT,
		       "space-before",
		       "50mm",
		       "space-before.conditionality",
		       "retain",
		       "space-after",
		       "10mm",
		       "hyphenate",
		       "false",
		       "text-align",
		       "start"},
    [FO_CHAPTER_TITLE] = {"font-family",
			  SANS,
			  "font-size",
			  "22pt",
			  "line-height",
			  "27pt",
			  "font-weight",
			  "bold",
			  "color",
			  TINT,
			  "space-before",
			  "14mm",
			  "space-before.conditionality",
			  "retain",
			  "space-after",
			  "9mm",
			  "hyphenate",
			  "false",
			  "text-align",
			  "start",
			  "keep-with-next.within-column",
			  "always"},
    [FO_HEADING_2] = {"font-family",
		      SANS,
		      "font-size",
		      "14pt",
		      "line-height",
		      "18pt",
		      "font-weight",
		      "bold",
		      "color",
		      TINT,
		      "space-before",
		      "16pt",
		      "space-after",
		      "5pt",
		      "hyphenate",
		      "false",
		      "text-align",
		      "start",
		      "keep-with-next.within-column",
		      "always",
		      "keep-together.within-column",
		      "always"},
    [FO_HEADING_3] = {"font-family",
		      SANS,
		      "font-size",
		      "11.5pt",
		      "line-height",
		      "15pt",
		      "font-weight",
		      "bold",
		      "space-before",
		      "12pt",
		      "space-after",
		      "3pt",
		      "hyphenate",
		      "false",
		      "text-align",
		      "start",
		      "keep-with-next.within-column",
		      "always",
		      "keep-together.within-column",
		      "always"},
    [FO_HEADING_4] = {"font-family", SANS, "font-size", "10.5pt", "font-style",
		      "italic", "font-weight", "bold", "space-before", "10pt",
		      "space-after", "2pt", "hyphenate", "false", "text-align",
		      "start", "keep-with-next.within-column", "always"},
    [FO_NUMBER] = {"font-weight", "normal", "padding-end", "0.6em"},
    [FO_PARA] = {"space-after", "7pt", "text-align", "justify"},
    [FO_TIGHT] = {"space-after", "2pt", "text-align", "start"},
    [FO_QUOTE] = {"role", "BlockQuote", "margin-left", "8mm", "margin-right",
		  "8mm", "space-before", "4pt", "space-after", "8pt"},
    [FO_CODE_BLOCK] = {"font-family",
		       MONO,
		       "font-size",
		       "8.5pt",
		       "line-height",
		       "12pt",
		       "linefeed-treatment",
		       "preserve",
		       "white-space-collapse",
		       "false",
		       "white-space-treatment",
		       "preserve",
		       "wrap-option",
		       "wrap",
		       "hyphenate",
		       "false",
		       "text-align",
		       "start",
		       "margin-left",
		       "0pt",
		       "margin-right",
		       "0pt",
		       "padding",
		       "5pt",
		       "background-color",
		       PALE,
		       "space-after",
		       "8pt"},
    [FO_CODE] = {"font-family", MONO, "font-size", "0.85em"},
    [FO_LINES] = {"text-align", "start", "space-after", "7pt"},
    [FO_RULE] = {"border-bottom", "0.6pt solid " LINE, "space-before", "6pt",
		 "space-after", "12pt", "margin-left", "30%", "margin-right",
		 "30%"},
    [FO_LIST] = {"provisional-distance-between-starts", "6mm",
		 "provisional-label-separation", "2mm", "space-after", "6pt"},
    [FO_LIST_WIDE] = {"provisional-distance-between-starts", "8mm",
		      "provisional-label-separation", "2mm", "space-after",
		      "6pt"},
    [FO_LIST_WIDEST] = {"provisional-distance-between-starts", "13mm",
			"provisional-label-separation", "2mm", "space-after",
			"6pt"},
    [FO_LIST_ITEM] = {"space-after", "2pt", "relative-align", "baseline"},
    [FO_DIALOGUE] = {"provisional-distance-between-starts", "25mm",
		     "provisional-label-separation", "3mm", "space-after",
		     "8pt", "space-before", "2pt"},
    [FO_SPEAKER] = {"font-family", SANS, "font-size", "9pt", "font-weight",
		    "bold", "color", TINT, "hyphenate", "false", "text-align",
		    "start"},
    [FO_DIRECTION] = {"font-style", "italic"},
    [FO_TERM] = {"font-weight", "bold", "text-align", "start", "space-before",
		 "3pt", "keep-with-next.within-column", "always"},
    [FO_DEFINITION] = {"margin-left", "6mm", "space-after", "3pt"},
    [FO_FIGURE] = {"space-before", "8pt", "space-after", "10pt",
		   "keep-together.within-column", "always"},
    [FO_PICTURE] = {"text-align", "center", "line-height", "normal"},
    [FO_CAPTION] = {"role", "Caption", "font-family", SANS, "font-size", "9pt",
		    "line-height", "12.5pt", "text-align", "start",
		    "space-before", "4pt", "space-after", "4pt"},
    [FO_CAPTION_LABEL] = {"font-weight", "bold", "color", TINT},
    [FO_TABLE_BLOCK] = {"space-before", "8pt", "space-after", "12pt"},
    [FO_TABLE] = {"table-layout", "fixed", "width", "100%", "border-collapse",
		  "collapse", "font-family", SANS, "font-size", "8.8pt",
		  "line-height", "12pt", "text-align", "start"},
    [FO_HEAD_ROW] = {"font-weight", "bold", "border-bottom", "1pt solid " TINT,
		     "border-top", "1pt solid " TINT,
		     "keep-together.within-page", "always"},
    [FO_ROW] = {"border-bottom", "0.4pt solid " LINE},
    [FO_CELL] = {"padding", "3pt", "start-indent", "0pt", "end-indent", "0pt",
		 "text-indent", "0pt"},
    [FO_HEAD_CELL] = {"padding", "3pt", "start-indent", "0pt", "end-indent",
		      "0pt", "text-indent", "0pt", "background-color", PALE,
		      "color", TINT},
    [FO_CELL_HEADING] = {"padding", "3pt", "start-indent", "0pt", "end-indent",
			 "0pt", "text-indent", "0pt", "font-weight", "bold"},
    [FO_GRID_CELL] = {"padding", "3pt", "start-indent", "0pt", "end-indent",
		      "0pt", "text-indent", "0pt", "border",
		      "0.6pt solid " LINE},
    [FO_FREE_CELL] = {"padding-end", "4mm", "start-indent", "0pt", "end-indent",
		      "0pt", "text-indent", "0pt"},
    [FO_ADMONITION] =
	{"role",
	 "Div",
	 "margin-left",
	 "0pt",
	 "margin-right",
	 "0pt",
	 "padding-start",
	 "9pt",
	 "padding-end",
	 "7pt",
	 "padding-top",
	 "5pt",
	 "padding-bottom",
	 "3pt",
	 "border-left",
	 "2.5pt solid " TINT,
	 "background-color",
	 PALE,
	 "space-before",
	 "8pt",
	 "space-after",
	 "10pt"},
    [FO_ALERT] = {"role", "Div", "margin-left", "0pt", "margin-right", "0pt",
		  "padding", "7pt", "padding-bottom", "3pt", "border",
		  "1.2pt solid #8a1c1c", "border-left", "5pt solid #8a1c1c",
		  "space-before", "8pt", "space-after", "10pt"},
    [FO_SIDEBAR] = {"role", "Div", "margin-left", "0pt", "margin-right", "0pt",
		    "padding", "7pt", "padding-bottom", "3pt", "border",
		    "0.6pt solid " LINE, "space-before", "8pt", "space-after",
		    "10pt"},
    [FO_CASE] = {"role",
		 "Div",
		 "margin-left",
		 "0pt",
		 "margin-right",
		 "0pt",
		 "padding",
		 "9pt",
		 "padding-bottom",
		 "5pt",
		 "border-top",
		 "1.5pt solid " TINT,
		 "border-bottom",
		 "1.5pt solid " TINT,
		 "background-color",
		 PALE,
		 "space-before",
		 "10pt",
		 "space-after",
		 "12pt"},
    [FO_CHECKLIST] = {"role", "Div", "margin-left", "0pt", "margin-right",
		      "0pt", "padding", "7pt", "padding-bottom", "3pt",
		      "border", "0.8pt solid " TINT, "space-before", "8pt",
		      "space-after", "10pt"},
    [FO_BOX_TITLE] = {"font-family", SANS, "font-size", "10pt", "font-weight",
		      "bold", "color", TINT, "text-align", "start",
		      "space-after", "3pt", "hyphenate", "false",
		      "keep-with-next.within-column", "always"},
    [FO_REFERENCE] = {"margin-left", "6mm", "text-indent", "-6mm", "text-align",
		      "start", "space-after", "4pt", "font-size", "9.5pt",
		      "line-height", "13.5pt"},
    [FO_WORKSHEET] = {"role", "Sect", "font-family", SANS, "font-size", "10pt",
		      "line-height", "14pt", "text-align", "start"},
    [FO_SHEET_LABEL] = {"font-size", "9pt", "font-weight", "bold", "color",
			TINT, "space-before", "4pt", "space-after", "2pt",
			"keep-with-next.within-column", "always"},
    [FO_SHEET_TITLE] = {"font-size", "18pt", "line-height", "22pt",
			"font-weight", "bold", "hyphenate", "false",
			"space-after", "3pt", "padding-bottom", "4pt",
			"border-bottom", "1pt solid " TINT,
			"keep-with-next.within-column", "always"},
    [FO_PURPOSE] = {"font-style", "italic", "space-before", "3pt",
		    "space-after", "6pt"},
    [FO_FIELD] = {"space-before", "4pt", "space-after", "4pt", "line-height",
		  "9mm", "text-align", "start", "keep-together.within-column",
		  "always"},
    [FO_FIELD_LABEL] = {"font-weight", "bold", "space-before", "8pt",
			"space-after", "1pt", "text-align", "start",
			"hyphenate", "false", "keep-with-next.within-column",
			"always"},
    [FO_HINT] = {"font-size", "8.5pt", "line-height", "11pt", "font-style",
		 "italic", "text-align", "start",
		 "keep-with-next.within-column", "always"},
    [FO_WRITING_LINE] = {"height", "7.6mm", "border-bottom",
			 "0.6pt solid " LINE},
    [FO_SCALE] = {"text-align-last", "justify", "space-before", "6pt",
		  "hyphenate", "false", "keep-with-previous.within-column",
		  "always"},
    [FO_SCALE_ENDS] = {"text-align-last", "justify", "font-size", "8.5pt",
		       "space-after", "6pt", "keep-with-previous.within-column",
		       "always"},
    [FO_SCALE_POINT] = {"border", "0.6pt solid " LINE, "padding-start", "4pt",
			"padding-end", "4pt", "padding-top", "2pt",
			"padding-bottom", "2pt"},
    [FO_NOTE_MARK] = {"font-size", "70%", "baseline-shift", "super",
		      "line-height", "0", "font-weight", "normal", "font-style",
		      "normal"},
    [FO_NOTE_BODY] = {"font-family", SERIF,    "font-size",       "8.5pt",
		      "line-height", "11.5pt", "font-weight",     "normal",
		      "font-style",  "normal", "color",           INK,
		      "text-align",  "start",  "start-indent",    "0pt",
		      "end-indent",  "0pt",    "text-indent",     "0pt",
		      "space-after", "2pt",    "text-align-last", "start"},
    [FO_NOTE_RULE] = {"line-height", "8pt", "color", LINE, "text-align",
		      "start"},
    [FO_HEAD_ODD] = {"font-family", SANS, "font-size", "8pt", "line-height",
		     "11pt", "text-align", "end", "color", "#555555",
		     "hyphenate", "false"},
    [FO_HEAD_EVEN] = {"font-family", SANS, "font-size", "8pt", "line-height",
		      "11pt", "text-align", "start", "color", "#555555",
		      "hyphenate", "false"},
    [FO_FOOT_ODD] = {"font-family", SANS, "font-size", "8.5pt", "text-align",
		     "end"},
    [FO_FOOT_EVEN] = {"font-family", SANS, "font-size", "8.5pt", "text-align",
		      "start"},
    [FO_LINK] = {"color", TINT},
    [FO_EMPH] = {"font-style", "italic"},
    [FO_STRONG] = {"font-weight", "bold"},
    [FO_UNDERLINE] = {"text-decoration", "underline"},
    [FO_STRIKEOUT] = {"text-decoration", "line-through"},
    [FO_SUPERSCRIPT] = {"font-size", "70%", "baseline-shift", "super"},
    [FO_SUBSCRIPT] = {"font-size", "70%", "baseline-shift", "sub"},
    [FO_SMALL_CAPS] = {"font-size", "85%", "text-transform", "uppercase",
		       "letter-spacing", "0.05em"},
    [FO_LABEL] = {"font-family", SANS, "font-size", "85%", "font-weight",
		  "bold"},
    [FO_GLYPH] = {"font-family", "DejaVu Sans", "font-weight", "normal",
		  "font-style", "normal"},
    [FO_MATH] = {"font-style", "italic"},
};

void
fo_open(struct fo *w, const char *name, enum fo_style style)
{
	const char *const *pair = styles[style];
	xml_open(w->x, name);
	for (size_t i = 0; i + 1 < PAIRS && pair[i]; i += 2)
		xml_set(w->x, pair[i], pair[i + 1]);
}

void
fo_block(struct fo *w, enum fo_style style)
{
	xml_newline(w->x);
	fo_open(w, "fo:block", style);
}

void
fo_leaf(struct fo *w, const char *name, enum fo_style style, struct str text)
{
	fo_open(w, name, style);
	fo_put(w, text);
	xml_close(w->x);
}

/* -- fonts ---------------------------------------------------------------- */

#define FONTS "file:/usr/share/fonts/truetype/"

struct face {
	const char *file, *style, *weight;
};

/* The names under which drawings and FOP itself ask for the family follow its
 * own, so that no font is used that is not embedded. */
static const struct {
	const char *names[8];
	struct face faces[4];
} families[] = {
    {{"Gentium Book Plus", "serif", "Serif", "Times", "Times New Roman",
      "Georgia", "any"},
     {{"gentiumplus/GentiumBookPlus-Regular.ttf", "normal", "normal"},
      {"gentiumplus/GentiumBookPlus-Italic.ttf", "italic", "normal"},
      {"gentiumplus/GentiumBookPlus-Bold.ttf", "normal", "bold"},
      {"gentiumplus/GentiumBookPlus-BoldItalic.ttf", "italic", "bold"}}},
    {{"Lato", "sans-serif", "SansSerif", "Helvetica", "Arial", "system-ui"},
     {{"lato/Lato-Regular.ttf", "normal", "normal"},
      {"lato/Lato-Italic.ttf", "italic", "normal"},
      {"lato/Lato-Bold.ttf", "normal", "bold"},
      {"lato/Lato-BoldItalic.ttf", "italic", "bold"}}},
    {{"DejaVu Sans", "Symbol", "ZapfDingbats"},
     {{"dejavu/DejaVuSans.ttf", "normal", "normal"},
      {"dejavu/DejaVuSans-Bold.ttf", "normal", "bold"},
      {NULL, NULL, NULL},
      {NULL, NULL, NULL}}},
    {{"DejaVu Sans Mono", "monospace", "Monospaced", "Courier"},
     {{"dejavu/DejaVuSansMono.ttf", "normal", "normal"},
      {"dejavu/DejaVuSansMono-Bold.ttf", "normal", "bold"},
      {NULL, NULL, NULL},
      {NULL, NULL, NULL}}},
};

static void
font(struct xml *x, const struct face *face, const char *const *names)
{
	struct buf url = BUF_INIT;
	buf_puts(&url, FONTS);
	buf_puts(&url, face->file);
	xml_newline(x);
	xml_open(x, "font");
	xml_attr(x, "embed-url", buf_str(&url));
	xml_set(x, "kerning", "yes");
	for (size_t i = 0; i < 8 && names[i]; i++) {
		xml_open(x, "font-triplet");
		xml_set(x, "name", names[i]);
		xml_set(x, "style", face->style);
		xml_set(x, "weight", face->weight);
		xml_close(x);
	}
	xml_close(x);
	buf_free(&url);
}

static void
fonts(struct xml *x)
{
	xml_newline(x);
	xml_open(x, "fonts");
	for (size_t i = 0; i < countof(families); i++)
		for (size_t k = 0; k < countof(families[i].faces); k++)
			if (families[i].faces[k].file)
				font(x, &families[i].faces[k],
				     families[i].names);
	xml_newline(x);
	xml_close(x);
}

void
fo_config(struct buf *out)
{
	struct xml *x = xml_begin(true);
	xml_open(x, "fop");
	xml_set(x, "version", "1.0");
	xml_open(x, "accessibility");
	xml_set(x, "keep-empty-tags", "false");
	xml_text(x, STR("true"));
	xml_close(x);
	xml_leaf(x, "base", STR("."));
	/* With complex scripts on, the ligatures of some fonts lose letters in
	 * copied text and for screen readers. */
	xml_open(x, "complex-scripts");
	xml_set(x, "disabled", "true");
	xml_close(x);
	xml_newline(x);
	xml_open(x, "renderers");
	xml_open(x, "renderer");
	xml_set(x, "mime", "application/pdf");
	xml_leaf(x, "pdf-ua-mode", STR("PDF/UA-1"));
	xml_open(x, "filterList");
	xml_leaf(x, "value", STR("flate"));
	xml_close(x);
	fonts(x);
	xml_end(x, out);
}
