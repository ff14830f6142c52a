/* render.c – instructions + a value → bytes. Nothing is allocated but the
 * output: values in scope, indentation and overridden blocks are lists over
 * the C stack, whose depth is bounded by THEME_MAX_DEPTH. */
#include "theme/theme.h"
#include "theme/theme_int.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "doc/value.h"

/* Steps one rendering may take: partials that call each other many times are
 * stopped there. */
enum { MAX_STEPS = 20000000 };

struct render {
	struct buf *out;
	struct diag *d;
	struct arena *scratch; /* for numbers and inlines; made when needed */
	unsigned depth;
	unsigned steps;
	bool stopped;
};

/* Values that names are looked up in, innermost first. */
struct scope {
	const struct value *value;
	const struct scope *outer;
};

/* Indentation of the partials being rendered, innermost first. */
struct indent {
	struct str text;
	const struct indent *outer;
};

/* Blocks given to a parent: those inside of `by` in the template `t`, which
 * was itself rendered with `outer`. */
struct overrides {
	const struct template *t;
	const struct instr *by;
	const struct overrides *outer;
};

struct env {
	const struct template *t;
	const struct scope *scope;
	const struct indent *indent;
	const struct overrides *overrides;
};

typedef void (*step_fn)(struct render *r, const struct instr *in,
			const struct env *e);

static void run(struct render *r, uint32_t from, uint32_t to,
		const struct env *e);

static const struct value *
look_up(const struct instr *in, const struct scope *s)
{
	const struct value *v = s->value;

	if (!in->n_keys)
		return v;
	for (; s; s = s->outer) {
		v = s->value ? value_get(s->value, in->keys[0]) : NULL;
		if (v)
			break;
	}
	/* The first part decides where; the others are not searched for. */
	for (unsigned i = 1; v && i < in->n_keys; i++)
		v = value_get(v, in->keys[i]);
	return v;
}

static bool
is_false(const struct value *v)
{
	if (!v || v->type == VALUE_NULL)
		return true;
	if (v->type == VALUE_BOOL)
		return !v->as.boolean;
	if (v->type == VALUE_STRING)
		return v->as.string.n == 0;
	return v->type == VALUE_LIST && v->as.list.count == 0;
}

static struct str
plain(struct render *r, const struct value *v)
{
	if (!v)
		return STR_NONE;
	if (v->type == VALUE_STRING)
		return v->as.string;
	if (v->type == VALUE_BOOL)
		return value_text(v);
	if (v->type == VALUE_LIST || v->type == VALUE_MAP)
		return STR_NONE;
	if (!r->scratch)
		r->scratch = arena_new();
	return value_plain(r->scratch, v);
}

static void
put_escaped(struct buf *out, struct str s)
{
	static const struct str entities[256] = {
	    ['&'] = STR_INIT("&amp;"),
	    ['<'] = STR_INIT("&lt;"),
	    ['>'] = STR_INIT("&gt;"),
	    ['"'] = STR_INIT("&quot;"),
	};
	size_t done = 0;

	for (size_t i = 0; i < s.n; i++) {
		const struct str *entity = &entities[(unsigned char)s.p[i]];

		if (!entity->p)
			continue;
		buf_put(out, (struct str){s.p + done, i - done});
		buf_put(out, *entity);
		done = i + 1;
	}
	if (s.n)
		buf_put(out, (struct str){s.p + done, s.n - done});
}

static void
put_indent(struct buf *out, const struct indent *indent)
{
	if (!indent)
		return;
	put_indent(out, indent->outer);
	buf_put(out, indent->text);
}

static void
step_text(struct render *r, const struct instr *in, const struct env *e)
{
	struct str rest = in->text;

	if (!e->indent) {
		buf_put(r->out, rest);
		return;
	}
	if (in->indent_before)
		put_indent(r->out, e->indent);
	while (rest.n) {
		const char *nl = memchr(rest.p, '\n', rest.n);
		size_t n = nl ? (size_t)(nl - rest.p) + 1 : rest.n;

		buf_put(r->out, str_slice(rest, 0, n));
		rest = str_slice(rest, n, rest.n);
		if (nl && (rest.n || in->indent_after))
			put_indent(r->out, e->indent);
	}
}

static void
step_escaped(struct render *r, const struct instr *in, const struct env *e)
{
	put_escaped(r->out, plain(r, look_up(in, e->scope)));
}

static void
step_raw(struct render *r, const struct instr *in, const struct env *e)
{
	buf_put(r->out, plain(r, look_up(in, e->scope)));
}

/* What the section at `in` holds, with `v` in scope. */
static void
run_inside(struct render *r, const struct instr *in, const struct env *e,
	   const struct value *v)
{
	struct scope scope = {v, e->scope};
	struct env inner = *e;

	inner.scope = &scope;
	run(r, (uint32_t)(in - e->t->code) + 1, in->end, &inner);
}

static void
step_section(struct render *r, const struct instr *in, const struct env *e)
{
	const struct value *v = look_up(in, e->scope);

	if (is_false(v))
		return;
	if (v->type != VALUE_LIST) {
		run_inside(r, in, e, v);
		return;
	}
	for (size_t i = 0; i < v->as.list.count && !r->stopped; i++)
		run_inside(r, in, e, v->as.list.items[i]);
}

static void
step_inverted(struct render *r, const struct instr *in, const struct env *e)
{
	if (is_false(look_up(in, e->scope)))
		run(r, (uint32_t)(in - e->t->code) + 1, in->end, e);
}

/* The whole template that `in` names, with these overrides. */
static void
run_template(struct render *r, const struct instr *in, const struct env *e,
	     const struct overrides *overrides)
{
	struct indent indent = {in->indent, e->indent};
	struct env inner = {in->target, e->scope, e->indent, overrides};

	if (!in->target)
		return;
	if (in->indent.n)
		inner.indent = &indent;
	run(r, 0, in->target->count, &inner);
}

static void
step_partial(struct render *r, const struct instr *in, const struct env *e)
{
	run_template(r, in, e, NULL);
}

static void
step_parent(struct render *r, const struct instr *in, const struct env *e)
{
	struct overrides overrides = {e->t, in, e->overrides};

	run_template(r, in, e, &overrides);
}

/* The block `name` among those given to one parent. */
static const struct instr *
find_block(const struct overrides *o, struct str name)
{
	const struct instr *code = o->t->code;

	for (uint32_t i = (uint32_t)(o->by - code) + 1; i < o->by->end;
	     i = code[i].end)
		if (code[i].op == OP_BLOCK && str_eq(code[i].text, name))
			return &code[i];
	return NULL;
}

static void
step_block(struct render *r, const struct instr *in, const struct env *e)
{
	const struct instr *body = in;
	struct env inner = *e;

	/* The outermost override wins: it is nearest to the page. */
	for (const struct overrides *o = e->overrides; o; o = o->outer) {
		const struct instr *found = find_block(o, in->text);

		if (found) {
			body = found;
			inner.t = o->t;
			inner.overrides = o->outer;
		}
	}
	run(r, (uint32_t)(body - inner.t->code) + 1, body->end, &inner);
}

static const step_fn steps[] = {
    [OP_TEXT] = step_text,         [OP_ESCAPED] = step_escaped,
    [OP_RAW] = step_raw,           [OP_SECTION] = step_section,
    [OP_INVERTED] = step_inverted, [OP_PARTIAL] = step_partial,
    [OP_PARENT] = step_parent,     [OP_BLOCK] = step_block,
};
_Static_assert(countof(steps) == OP__COUNT, "a step for each op");

static void
stop(struct render *r, const struct instr *in, const struct env *e)
{
	struct pos at = in->pos;

	r->stopped = true;
	at.file = diag_file(r->d, e->t->path);
	diag(r->d, DIAG_TEMPLATE_LIMIT, at,
	     "the templates call each other without end; stopped at \"" STR_FMT
	     "\"",
	     STR_ARG(in->op == OP_TEXT ? e->t->name : in->text));
}

static void
run(struct render *r, uint32_t from, uint32_t to, const struct env *e)
{
	const struct instr *code = e->t->code;

	r->depth++;
	for (uint32_t i = from; i < to && !r->stopped; i = code[i].end) {
		if (r->depth > THEME_MAX_DEPTH || ++r->steps > MAX_STEPS)
			stop(r, &code[i], e);
		else
			steps[code[i].op](r, &code[i], e);
	}
	r->depth--;
}

/* All names of templates, for the nearest match. */
static struct str
nearest_template(const struct theme *t, struct arena *a, struct str name)
{
	size_t n = map_count(t->templates);
	struct str *names = arena_array(a, n + 1, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = map_key(t->templates, i);
	return diag_nearest(name, names, n);
}

bool
theme_render(const struct theme *t, const char *name,
	     const struct value *context, struct buf *out, struct diag *d)
{
	const struct template *tpl = map_get(t->templates, str_of(name));
	struct scope scope = {context, NULL};
	struct env env = {tpl, &scope, NULL, NULL};
	struct render r = {.out = out, .d = d};

	if (!tpl) {
		struct arena *a = arena_new();
		struct diag_hint room;

		diag(d, DIAG_THEME_MISSING, POS_NONE,
		     "the theme has no template \"%s.mustache\"%s", name,
		     diag_near(&room, nearest_template(t, a, str_of(name))));
		arena_free(a);
		return false;
	}
	run(&r, 0, tpl->count, &env);
	arena_free(r.scratch);
	return true;
}
