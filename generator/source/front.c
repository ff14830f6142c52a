/* front.c – cuts the front matter, YAML between a first line "---" and the next
 * line "---" or "...", off a page. A "---" that is not closed is a rule of the
 * text, as in Pandoc. */
#include "doc/value.h"
#include "source/source_int.h"

static struct str
trim_line(struct str line)
{
	while (line.n &&
	       (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
		line.n--;
	return line;
}

static bool
is_end(struct str line)
{
	line = trim_line(line);
	return str_is(line, "---") || str_is(line, "...");
}

void
front_cut(struct load *l, struct str text, uint16_t file, struct source *src)
{
	struct str rest = text, yaml = STR_NONE;
	struct value *meta;
	bool closed = false;
	uint32_t line;

	src->text = text;
	src->first = (struct pos){1, 1, file};
	if (!str_is(trim_line(str_cut(&rest, '\n')), "---"))
		return;
	yaml.p = rest.p;
	for (line = 1; rest.p && !closed; line++) {
		yaml.n = (size_t)(rest.p - yaml.p);
		closed = is_end(str_cut(&rest, '\n'));
	}
	if (!closed)
		return;
	meta = source_yaml(l->a, yaml, (struct pos){2, 1, file}, l->d);
	if (meta && meta->type == VALUE_MAP)
		src->meta = meta;
	else if (meta && meta->type != VALUE_NULL)
		diag(l->d, DIAG_YAML_SYNTAX, meta->pos,
		     "the front matter is %s, not a list of keys; it is left "
		     "out",
		     value_type_name(meta->type));
	src->text = rest.p ? rest : STR("");
	src->first.line = line + 1;
}
