/* pos.c – where things were written. In: cmark's lines and columns, which count
 * bytes and have gaps. Out: places in the source, columns in characters.
 *
 * What cmark leaves out is repaired here: breaks without a place, paragraphs
 * cut by a table that follows, lines swallowed by link definitions at the head
 * of a paragraph. The line is a promise, the column best effort. */
#include <string.h>

#include "base/mem.h"
#include "markdown/markdown_int.h"

/* Eight bytes at a time. */
static bool
is_ascii(struct str s)
{
	uint64_t seen = 0, eight;
	size_t i = 0;

	for (; i + sizeof eight <= s.n; i += sizeof eight) {
		memcpy(&eight, s.p + i, sizeof eight);
		seen |= eight;
	}
	for (; i < s.n; i++)
		seen |= (unsigned char)s.p[i];
	return (seen & 0x8080808080808080) == 0;
}

void
pos_init(struct md *md)
{
	struct str text = md->src->text;
	size_t at = 0;

	md->ascii = is_ascii(text);
	do {
		md->starts = mem_room(md->starts, md->n_lines, &md->lines_cap,
				      sizeof *md->starts);
		md->starts[md->n_lines++] = (uint32_t)at;
		at = str_find(text, STR("\n"), at);
	} while (at != SIZE_MAX && ++at < text.n);
}

void
pos_free(struct md *md)
{
	mem_free(md->starts);
}

static struct str
line_text(const struct md *md, uint32_t line)
{
	size_t from, to;

	if (line == 0 || line > md->n_lines)
		return STR_NONE;
	from = md->starts[line - 1];
	to = line < md->n_lines ? md->starts[line] : md->src->text.n;
	return str_slice(md->src->text, from, to);
}

/* Characters among so many bytes: all that do not continue one, eight bytes at
 * a time. */
static uint32_t
count_chars(const char *p, size_t n)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t eight;
	size_t count = n, i = 0;

	for (; i + sizeof eight <= n; i += sizeof eight) {
		memcpy(&eight, p + i, sizeof eight);
		count -= ((eight >> 7 & ~eight >> 6 & ones) * ones) >> 56;
	}
	for (; i < n; i++)
		count -= ((unsigned char)p[i] & 0xC0) == 0x80;
	return (uint32_t)count;
}

/* Characters up to a byte of the line. The last answer is gone on from, so that
 * a long line with many inlines is counted once. */
static uint32_t
column(struct md *md, uint32_t line, uint32_t byte)
{
	struct str s;
	bool again = line != md->seen_line || byte < md->seen_byte;
	uint32_t at = again ? 1 : md->seen_byte;
	uint32_t col = again ? 1 : md->seen_col;

	s = line_text(md, line);
	if (md->ascii)
		return byte <= s.n ? byte : (uint32_t)s.n + 1;
	if (byte > s.n + 1)
		byte = (uint32_t)s.n + 1;
	if (at < byte) {
		col += count_chars(s.p + at - 1, byte - at);
		at = byte;
	}
	md->seen_line = line;
	md->seen_byte = at;
	md->seen_col = col;
	return col;
}

/* Line and column (in bytes) of the source's text. */
static struct pos
pos_at(struct md *md, uint32_t line, uint32_t byte)
{
	uint32_t col = column(md, line, byte ? byte : 1);

	return source_pos(md->src, line,
			  (uint16_t)(col < UINT16_MAX ? col : UINT16_MAX));
}

static uint32_t
count_lines(const cmark_strbuf *content)
{
	uint32_t lines = 0;
	const unsigned char *p = content->ptr, *end = p + content->size;

	while (p < end) {
		const unsigned char *nl = memchr(p, '\n', (size_t)(end - p));

		lines++;
		p = nl ? nl + 1 : end;
	}
	return lines;
}

/* Where a block begins: a paragraph cut off by a table has no place of its own,
 * its table has the paragraph's. */
static uint32_t
start_line(const cmark_node *n)
{
	while (n && n->start_line <= 0)
		n = n->next ? n->next : n->parent;
	return n ? (uint32_t)n->start_line : 1;
}

/* Lines of a paragraph that were link definitions and are not in its text. */
static uint32_t
swallowed(const cmark_node *n)
{
	uint32_t lines = count_lines(&n->content);
	uint32_t span = (uint32_t)(n->end_line - n->start_line) + 1;

	if (n->type != CMARK_NODE_PARAGRAPH || n->start_line <= 0 ||
	    n->end_line < n->start_line || lines == 0)
		return 0;
	return span > lines ? span - lines : 0;
}

/* A table's lines come after those of the paragraph it was cut from. */
uint32_t
pos_cut(const cmark_node *n)
{
	const cmark_node *prev = n->prev;

	if (!prev || prev->type != CMARK_NODE_PARAGRAPH || prev->start_line > 0)
		return 0;
	return count_lines(&prev->content);
}

struct pos
pos_block(struct md *md, const cmark_node *n)
{
	uint32_t line = start_line(n) + pos_cut(n) + md->cut;
	int col = n->start_line > 0 ? n->start_column : 1;

	return pos_at(md, line + swallowed(n), (uint32_t)(col > 0 ? col : 1));
}

void
pos_leaf(struct md *md, const cmark_node *n)
{
	md->shift = swallowed(n) + md->cut;
	md->line = start_line(n) + md->shift;
}

struct pos
pos_inline(struct md *md, const cmark_node *n)
{
	uint32_t byte = 1;

	if (n->start_line > 0) {
		uint32_t line = (uint32_t)n->start_line + md->shift;

		if (line >= md->line)
			md->line = line;
		byte = n->start_column > 0 ? (uint32_t)n->start_column : 1;
	}
	md->offset = md->line <= md->n_lines
			 ? md->starts[md->line - 1] + byte - 1
			 : SIZE_MAX;
	return pos_at(md, md->line, byte);
}
