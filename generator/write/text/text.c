/* text.c – plain text: what the document says, without its looks. The smallest
 * writer and the one to copy for a new one. The trick: a block does not end
 * its line, it says how many line ends are due before whatever comes next. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "write/vocab.h"
#include "write/writers.h"

enum { STEP = 4 }; /* columns a list item is set in */

struct text {
	struct buf *out;
	bool number;                 /* sections */
	unsigned due;                /* line ends before the next text */
	unsigned indent;             /* columns before each line … */
	char marker[16];             /* … whose end this takes once */
	int32_t next[DOC_MAX_DEPTH]; /* item of each open list, 0: bullets */
	unsigned lists;
	unsigned cells; /* written of this row */
};

struct text_row {
	enum walk (*enter)(struct text *t, const struct doc_node *n);
	const char *before, *after; /* put around what the handler does */
	unsigned due;               /* after the node */
};

static void
put_line(struct text *t, struct str line)
{
	size_t mark = strlen(t->marker);

	if (line.n && (!t->out->n || t->out->p[t->out->n - 1] == '\n')) {
		buf_repeat(t->out, ' ', t->indent - (mark ? STEP : 0));
		buf_puts(t->out, t->marker);
		t->marker[0] = '\0';
	}
	buf_put(t->out, line);
}

static void
put_due(struct text *t)
{
	buf_repeat(t->out, '\n', t->out->n ? t->due : 0);
	t->due = 0;
}

static void
put(struct text *t, struct str s)
{
	if (!s.n)
		return;
	put_due(t);
	put_line(t, str_cut(&s, '\n'));
	while (s.p) {
		buf_putc(t->out, '\n');
		put_line(t, str_cut(&s, '\n'));
	}
}

static enum walk
into(struct text *t, const struct doc_node *n)
{
	put(t, doc_group(n->type) == DOC_INLINE ? n->text : STR_NONE);
	return WALK_INTO;
}

static enum walk
over(struct text *t, const struct doc_node *n)
{
	(void)t;
	(void)n;
	return WALK_OVER;
}

static enum walk
text_code_block(struct text *t, const struct doc_node *n)
{
	t->indent += STEP;
	put(t, n->text);
	t->indent -= STEP;
	return WALK_OVER;
}

static enum walk
text_raw(struct text *t, const struct doc_node *n)
{
	if (strcmp(n->as.format, "plain") == 0)
		put(t, n->text);
	return WALK_OVER;
}

static enum walk
text_list(struct text *t, const struct doc_node *n)
{
	bool ordered = n->type == DOC_ORDERED_LIST;

	t->next[t->lists++] = ordered ? n->as.list.start : 0;
	return WALK_INTO;
}

static enum walk
text_item(struct text *t, const struct doc_node *n)
{
	int32_t *next = &t->next[t->lists - 1];

	(void)n;
	t->indent += STEP;
	if (*next == 0)
		snprintf(t->marker, sizeof t->marker, "  - ");
	else
		snprintf(t->marker, sizeof t->marker, "%2" PRId32 ". ",
			 (*next)++);
	return WALK_INTO;
}

static enum walk
text_indent(struct text *t, const struct doc_node *n)
{
	(void)n;
	t->indent += STEP;
	return WALK_INTO;
}

/* "3.2 ", "Figure 4. ", "Table 2. " */
static enum walk
text_numbered(struct text *t, const struct doc_node *n)
{
	bool header = n->type == DOC_HEADER;

	if (!n->text.n || (header && !t->number))
		return WALK_INTO;
	put(t, header ? STR_NONE : str_of(doc_type_name(n->type)));
	put(t, header ? STR_NONE : STR(" "));
	put(t, n->text);
	put(t, header ? STR(" ") : STR(". "));
	return WALK_INTO;
}

/* The words that the vocabulary keeps in attributes. */
static enum walk
text_words(struct text *t, const struct doc_node *n)
{
	static const char *const keys[] = {"title", "purpose", "hint", "low",
					   "from",  "to",      "high", "alt"};
	struct str speaker = doc_get(n, "speaker");
	char room[128];

	put(t, speaker);
	put(t, speaker.n ? STR(": ") : vocab_label(n, room, sizeof room));
	t->due += !speaker.n && t->due == 0;
	for (size_t i = 0; i < countof(keys); i++) {
		put(t, doc_get(n, keys[i]));
		t->due += doc_get(n, keys[i]).n && !t->due;
	}
	return vocab_of(n) == VOCAB_DRAWING ? WALK_OVER : WALK_INTO;
}

static enum walk
text_span(struct text *t, const struct doc_node *n)
{
	if (doc_has_class(n, "check"))
		put(t, str_is(doc_get(n, "checked"), "true") ? STR("[x]")
							     : STR("[ ]"));
	return WALK_INTO;
}

static enum walk
text_image(struct text *t, const struct doc_node *n)
{
	put(t, n->count ? STR_NONE : doc_get(n, "alt"));
	return WALK_INTO;
}

static enum walk
text_row(struct text *t, const struct doc_node *n)
{
	(void)n;
	put_due(t);
	t->cells = 0;
	return WALK_INTO;
}

static enum walk
text_cell(struct text *t, const struct doc_node *n)
{
	(void)n;
	put(t, t->cells++ ? STR(" | ") : STR_NONE);
	return WALK_INTO;
}

/* After this, the next text goes on in the same line. */
enum { JOIN = 99 };

static const struct text_row text_rows[] = {
    [DOC_PLAIN] = {into, NULL, NULL, 1},
    [DOC_PARA] = {into, NULL, NULL, 2},
    [DOC_LINE_BLOCK] = {into, NULL, NULL, 2},
    [DOC_CODE_BLOCK] = {text_code_block, NULL, NULL, 2},
    [DOC_RAW_BLOCK] = {text_raw, NULL, NULL, 2},
    [DOC_BLOCK_QUOTE] = {text_indent, NULL, NULL, 2},
    [DOC_ORDERED_LIST] = {text_list, NULL, NULL, 2},
    [DOC_BULLET_LIST] = {text_list, NULL, NULL, 2},
    [DOC_DEFINITION_LIST] = {into, NULL, NULL, 2},
    [DOC_HEADER] = {text_numbered, NULL, NULL, 2},
    [DOC_HORIZONTAL_RULE] = {into, "* * *", NULL, 2},
    [DOC_TABLE] = {text_numbered, NULL, NULL, 2},
    [DOC_FIGURE] = {text_numbered, NULL, NULL, 2},
    [DOC_DIV] = {text_words, NULL, NULL, 2},

    [DOC_TEXT] = {into, NULL, NULL, 0},
    [DOC_STR] = {into, NULL, NULL, 0},
    [DOC_SPACE] = {into, " ", NULL, 0},
    [DOC_SOFT_BREAK] = {into, "\n", NULL, 0},
    [DOC_LINE_BREAK] = {into, "\n", NULL, 0},
    [DOC_EMPH] = {into, NULL, NULL, 0},
    [DOC_UNDERLINE] = {into, NULL, NULL, 0},
    [DOC_STRONG] = {into, NULL, NULL, 0},
    [DOC_STRIKEOUT] = {into, NULL, NULL, 0},
    [DOC_SUPERSCRIPT] = {into, NULL, NULL, 0},
    [DOC_SUBSCRIPT] = {into, NULL, NULL, 0},
    [DOC_SMALL_CAPS] = {into, NULL, NULL, 0},
    [DOC_QUOTED] = {into, "\u201C", "\u201D", 0},
    [DOC_CITE] = {into, NULL, NULL, 0},
    [DOC_CODE] = {into, NULL, NULL, 0},
    [DOC_MATH] = {into, NULL, NULL, 0},
    [DOC_RAW_INLINE] = {text_raw, NULL, NULL, 0},
    [DOC_LINK] = {into, NULL, NULL, 0},
    [DOC_IMAGE] = {text_image, NULL, NULL, 0},
    [DOC_NOTE] = {into, " [", "]", JOIN},
    [DOC_SPAN] = {text_span, NULL, NULL, 0},

    [DOC_DOCUMENT] = {into, NULL, NULL, 0},
    [DOC_LINE] = {into, NULL, NULL, 1},
    [DOC_ITEM] = {text_item, NULL, NULL, 1},
    [DOC_DEFINITION_ITEM] = {into, NULL, NULL, 1},
    [DOC_TERM] = {into, NULL, NULL, 1},
    [DOC_DEFINITION] = {text_indent, NULL, NULL, 1},
    [DOC_CAPTION] = {into, NULL, NULL, 1},
    [DOC_SHORT_CAPTION] = {over, NULL, NULL, 0},
    [DOC_TABLE_HEAD] = {into, NULL, NULL, 1},
    [DOC_TABLE_BODY] = {into, NULL, NULL, 1},
    [DOC_TABLE_FOOT] = {into, NULL, NULL, 1},
    [DOC_ROW] = {text_row, NULL, NULL, 1},
    [DOC_CELL] = {text_cell, NULL, NULL, JOIN},
    [DOC_CITATION] = {over, NULL, NULL, 0},
    [DOC_CITATION_PREFIX] = {over, NULL, NULL, 0},
    [DOC_CITATION_SUFFIX] = {over, NULL, NULL, 0},
};

_Static_assert(countof(text_rows) == DOC__COUNT, "a handler for every node");

static enum walk
enter(const struct doc_node *n, void *arg)
{
	const struct text_row *row = &text_rows[n->type];
	bool single = n->type == DOC_QUOTED && n->num == DOC_QUOTE_SINGLE;

	put(arg, single ? STR("\u2018") : str_of(row->before));
	return row->enter(arg, n);
}

static void
leave(const struct doc_node *n, void *arg)
{
	struct text *t = arg;
	const struct text_row *row = &text_rows[n->type];
	bool single = n->type == DOC_QUOTED && n->num == DOC_QUOTE_SINGLE;

	if (row->due == JOIN)
		t->due = 0;
	put(t, single ? STR("\u2019") : str_of(row->after));
	if (row->due != JOIN && row->due > t->due)
		t->due = row->due;
	if (row->enter == text_list)
		t->lists--;
	if (row->enter == text_item || row->enter == text_indent)
		t->indent -= STEP;
	if (row->enter == text_item)
		t->marker[0] = '\0';
}

static void
text_page(struct buf *out, const struct doc *doc, const struct page_opts *opts,
	  struct diag *d)
{
	struct text t = {.out = out, .number = opts->number};

	(void)d;
	doc_walk_const(doc->root, enter, leave, &t);
	if (out->n)
		buf_putc(out, '\n');
}

const struct writer text_writer = {
    .name = "text",
    .suffix = ".txt",
    .help = "plain text",
    .page = text_page,
};
