/* dump.c – the tree as text, one node a line: two blanks a level, the kind,
 * its attributes as Pandoc writes them, what it holds in quotes, and @line:col.
 * The golden format. */
#include "base/buf.h"
#include "doc/doc.h"
#include "doc/value.h"

struct dump {
	struct buf *out;
	size_t depth;
};

static void
put_quoted(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\n')
			buf_puts(out, "\\n");
		else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else
			buf_putc(out, c);
	}
	buf_putc(out, '"');
}

static void
put_attr(struct buf *out, const struct doc_attr *attr)
{
	const char *gap = "";

	if (!attr)
		return;
	buf_puts(out, " {");
	if (attr->id.n) {
		buf_printf(out, "#" STR_FMT, STR_ARG(attr->id));
		gap = " ";
	}
	for (uint32_t i = 0; i < attr->n_classes; i++, gap = " ")
		buf_printf(out, "%s." STR_FMT, gap, STR_ARG(attr->classes[i]));
	for (uint32_t i = 0; i < attr->n_kvs; i++, gap = " ") {
		buf_printf(out, "%s" STR_FMT "=", gap,
			   STR_ARG(attr->kvs[i].key));
		put_quoted(out, attr->kvs[i].value);
	}
	buf_putc(out, '}');
}

static void
put_columns(struct buf *out, const struct doc_columns *columns)
{
	static const char letters[] = {
	    [DOC_ALIGN_DEFAULT] = '-',
	    [DOC_ALIGN_LEFT] = 'l',
	    [DOC_ALIGN_RIGHT] = 'r',
	    [DOC_ALIGN_CENTER] = 'c',
	};

	buf_putc(out, ' ');
	for (size_t i = 0; i < columns->count; i++)
		buf_putc(out, letters[columns->column[i].align]);
}

/* What only some kinds have. */
static void
put_extra(struct buf *out, const struct doc_node *n)
{
	switch ((enum doc_type)n->type) {
	case DOC_LINK:
	case DOC_IMAGE:
		buf_putc(out, ' ');
		put_quoted(out, n->as.target->url);
		if (n->as.target->title.n) {
			buf_putc(out, ' ');
			put_quoted(out, n->as.target->title);
		}
		return;
	case DOC_RAW_BLOCK:
	case DOC_RAW_INLINE:
		buf_printf(out, " %s", n->as.format);
		return;
	case DOC_TABLE:
		put_columns(out, n->as.columns);
		return;
	case DOC_ORDERED_LIST:
		buf_printf(out, " %d %d %d", n->as.list.start, n->as.list.style,
			   n->as.list.delim);
		return;
	case DOC_CELL:
		if (n->as.span.rows > 1 || n->as.span.cols > 1)
			buf_printf(out, " %ux%u", n->as.span.rows,
				   n->as.span.cols);
		return;
	default:
		return;
	}
}

static enum walk
put_node(const struct doc_node *n, void *arg)
{
	struct dump *dump = arg;
	struct buf *out = dump->out;

	buf_repeat(out, ' ', 2 * dump->depth++);
	buf_puts(out, doc_type_name(n->type));
	if (n->num)
		buf_printf(out, " %d", n->num);
	if (n->flags & DOC_HEAD_ROW)
		buf_puts(out, " head");
	put_extra(out, n);
	put_attr(out, n->attr);
	if (n->text.p) {
		buf_putc(out, ' ');
		put_quoted(out, n->text);
	}
	if (n->pos.line && n->pos.col)
		buf_printf(out, " @%u:%u", (unsigned)n->pos.line,
			   (unsigned)n->pos.col);
	else if (n->pos.line)
		buf_printf(out, " @%u", (unsigned)n->pos.line);
	buf_putc(out, '\n');
	return WALK_INTO;
}

static void
leave_node(const struct doc_node *n, void *arg)
{
	struct dump *dump = arg;

	(void)n;
	dump->depth--;
}

static void
put_value(struct buf *out, const struct value *v, size_t depth)
{
	struct dump dump = {out, depth};

	if (v->type == VALUE_MAP || v->type == VALUE_LIST) {
		buf_putc(out, '\n');
		for (size_t i = 0; i < value_count(v); i++) {
			buf_repeat(out, ' ', 2 * depth);
			if (v->type == VALUE_MAP)
				buf_printf(out, STR_FMT ":",
					   STR_ARG(value_key(v, i)));
			else
				buf_putc(out, '-');
			put_value(out, value_item(v, i), depth + 1);
		}
		return;
	}
	if (v->type == VALUE_INLINES || v->type == VALUE_BLOCKS) {
		buf_putc(out, '\n');
		doc_walk_const(v->as.node, put_node, leave_node, &dump);
		return;
	}
	if (v->type == VALUE_NUMBER)
		buf_printf(out, " %g\n", v->as.number);
	else if (v->type == VALUE_NULL)
		buf_puts(out, " null\n");
	else
		buf_printf(out, " " STR_FMT "\n", STR_ARG(value_text(v)));
}

void
doc_dump(struct buf *out, const struct doc *doc)
{
	struct dump dump = {out, 0};

	if (value_count(doc->meta)) {
		buf_puts(out, "Meta");
		put_value(out, doc->meta, 1);
	}
	doc_walk_const(doc->root, put_node, leave_node, &dump);
}
