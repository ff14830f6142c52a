/* inlines.c – cmark's inlines → ours, by a table of converters. Texts and soft
 * breaks are gathered into runs; everything else ends the run. When a list of
 * inlines is complete, pair.c turns the marks in it into nodes. */
#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "base/mem.h"
#include "markdown/markdown_int.h"

#include <stdlib.h>
#include <string.h>

/* A run that outlives the buffer: the source itself where it says the same, a
 * copy elsewhere (after escapes, quotes, indents). */
static struct str
keep(struct md *md, struct str run)
{
	struct str there =
	    str_slice(md->src->text, md->run_offset, md->run_offset + run.n);

	return str_eq(there, run) ? there : arena_str(md->a, run);
}

static void
end_run(struct md *md)
{
	struct str run = buf_str(&md->run);

	if (run.n == 0)
		return;
	if (memchr(run.p, MARK, run.n))
		md->marked = true;
	md_push(md, doc_leaf(md->a, DOC_TEXT, md->run_at, keep(md, run)));
	buf_clear(&md->run);
}

static void
add_text(struct md *md, struct pos at, struct str s)
{
	if (md->run.n == 0) {
		md->run_at = at;
		md->run_offset = md->offset;
	}
	buf_put(&md->run, s);
}

static void
add_leaf(struct md *md, enum doc_type type, struct pos at, struct str s)
{
	end_run(md);
	md_push(md, doc_leaf(md->a, type, at, arena_str(md->a, s)));
}

static void
convert_text(struct md *md, cmark_node *n)
{
	add_text(md, pos_inline(md, n), chunk_str(n->as.literal));
}

static void
convert_soft_break(struct md *md, cmark_node *n)
{
	add_text(md, pos_inline(md, n), STR("\n"));
	md->line++;
}

static void
convert_line_break(struct md *md, cmark_node *n)
{
	struct pos at = pos_inline(md, n);

	end_run(md);
	md_push(md, doc_node(md->a, DOC_LINE_BREAK, at));
	md->line++;
}

static void
convert_code(struct md *md, cmark_node *n)
{
	add_leaf(md, DOC_CODE, pos_inline(md, n), chunk_str(n->as.literal));
}

/* Whether raw HTML is a comment and nothing else. */
static bool
html_is_comment(struct str html)
{
	html = str_trim(html);
	return html.n >= 7 && str_starts(html, STR("<!--")) &&
	       str_find(html, STR("-->"), 4) == html.n - 3;
}

static uint32_t
count_breaks(struct str s)
{
	uint32_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += s.p[i] == '\n';
	return count;
}

static void
convert_attributes(struct md *md, struct pos at, struct str raw)
{
	end_run(md);
	md_push(md, pair_attr_node(md, at, arena_str(md->a, raw)));
	md->marked = true;
	md->shift += count_breaks(raw);
}

static void
convert_html(struct md *md, cmark_node *n)
{
	struct str html = chunk_str(n->as.literal);
	struct pos at = pos_inline(md, n);
	struct doc_node *raw;

	if (html.n && html.p[0] == MARK) {
		convert_attributes(md, at, str_slice(html, 1, html.n));
		return;
	}
	if (md->opts->raw_html) {
		end_run(md);
		raw =
		    doc_leaf(md->a, DOC_RAW_INLINE, at, arena_str(md->a, html));
		raw->as.format = "html";
		md_push(md, raw);
		return;
	}
	if (html_is_comment(html))
		return;
	diag(md->d, DIAG_RAW_HTML, at,
	     "raw HTML \"" STR_FMT "\" is shown as text",
	     STR_ARG(str_slice(html, 0, 60)));
	add_text(md, at, html);
}

/* A container of inlines. */
static void
convert_list(struct md *md, cmark_node *n, struct doc_node *to)
{
	size_t from;

	end_run(md);
	from = md->n;
	if (md_enter(md, to->pos)) {
		md_inlines(md, n, NULL);
		md_leave(md);
	}
	md_push(md, md_adopt(md, to, from));
}

static void
convert_emph(struct md *md, cmark_node *n)
{
	convert_list(md, n, doc_node(md->a, DOC_EMPH, pos_inline(md, n)));
}

static void
convert_strong(struct md *md, cmark_node *n)
{
	convert_list(md, n, doc_node(md->a, DOC_STRONG, pos_inline(md, n)));
}

static void
convert_link(struct md *md, cmark_node *n)
{
	enum doc_type type = n->type == CMARK_NODE_IMAGE ? DOC_IMAGE : DOC_LINK;
	struct doc_node *link = doc_node(md->a, type, pos_inline(md, n));
	struct str title = chunk_str(n->as.link.title);

	link->as.target = arena_alloc(md->a, sizeof *link->as.target);
	link->as.target->url = arena_str(md->a, chunk_str(n->as.link.url));
	if (title.n)
		link->as.target->title = arena_str(md->a, title);
	convert_list(md, n, link);
	if (type == DOC_IMAGE)
		finish_later(md, link);
	/* cmark does not count the lines of a title. */
	md->shift += count_breaks(title);
}

/* Pushes the note of that definition. The definition's blocks stand at the
 * reference, as in Pandoc. */
static void
push_note(struct md *md, size_t i, struct pos at)
{
	struct doc_node *note = doc_node(md->a, DOC_NOTE, at);
	size_t from = md->n;

	md->in_note = true;
	if (md_enter(md, at)) {
		md_blocks(md, md->notes[i].definition);
		md_leave(md);
	}
	md->in_note = false;
	md_push(md, md_adopt(md, note, from));
}

/* Notes cannot stand in notes: those referred to from one follow it, once. */
static void
convert_note(struct md *md, cmark_node *n)
{
	size_t i = strtoul((const char *)n->as.literal.data, NULL, 10) - 1;
	struct pos at = pos_inline(md, n);
	uint32_t line = md->line, shift = md->shift;

	if (i >= md->n_notes)
		return;
	if (md->in_note) {
		md->notes[i].wanted = !md->notes[i].shown;
		md->wanted |= md->notes[i].wanted;
		return;
	}
	end_run(md);
	md->notes[i].shown = true;
	push_note(md, i, at);
	while (md->wanted) {
		md->wanted = false;
		for (i = 0; i < md->n_notes; i++) {
			if (!md->notes[i].wanted || md->notes[i].shown)
				continue;
			md->notes[i].shown = true;
			push_note(md, i, at);
		}
	}
	md->line = line;
	md->shift = shift;
}

typedef void (*converter)(struct md *md, cmark_node *n);

#define KIND(type) ((type)&CMARK_NODE_VALUE_MASK)
static const converter converters[] = {
    [KIND(CMARK_NODE_TEXT)] = convert_text,
    [KIND(CMARK_NODE_SOFTBREAK)] = convert_soft_break,
    [KIND(CMARK_NODE_LINEBREAK)] = convert_line_break,
    [KIND(CMARK_NODE_CODE)] = convert_code,
    [KIND(CMARK_NODE_HTML_INLINE)] = convert_html,
    [KIND(CMARK_NODE_EMPH)] = convert_emph,
    [KIND(CMARK_NODE_STRONG)] = convert_strong,
    [KIND(CMARK_NODE_LINK)] = convert_link,
    [KIND(CMARK_NODE_IMAGE)] = convert_link,
    [KIND(CMARK_NODE_FOOTNOTE_REFERENCE)] = convert_note,
};
#undef KIND

void
md_inlines(struct md *md, cmark_node *n, const struct doc_attr **tail)
{
	size_t from = md->n;
	bool outer = md->marked;

	md->marked = false;
	for (cmark_node *kid = n->first_child; kid; kid = kid->next) {
		size_t kind = kid->type & CMARK_NODE_VALUE_MASK;

		if (kind < countof(converters) && converters[kind])
			converters[kind](md, kid);
	}
	end_run(md);
	if (md->marked)
		pair_marks(md, from, tail);
	md->marked = outer;
}
