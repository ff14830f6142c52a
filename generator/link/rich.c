/* rich.c – inlines in the making: text goes into a run; a change of emphasis
 * or a link ends the run. Keeps the last byte, so that no sentence gets two
 * full stops. */
#include <string.h>

#include "link/works.h"

static struct doc_node *
leaf(struct rich *r)
{
	struct str text = arena_str(r->a, (struct str){r->run, r->n_run});
	struct doc_node *n = doc_leaf(r->a, DOC_TEXT, POS_NONE, text);

	n->flags = DOC_GENERATED;
	r->n_run = 0;
	return n;
}

static void
flush(struct rich *r)
{
	struct doc_node *n;

	if (r->n_run == 0)
		return;
	n = leaf(r);
	if (r->emph) {
		n = doc_wrap(r->a, DOC_EMPH, POS_NONE, n);
		n->flags = DOC_GENERATED;
	}
	doc_push(r->a, &r->list, n);
}

void
rich_put(struct rich *r, struct str s)
{
	if (s.n == 0)
		return;
	if (r->n_run + s.n > r->cap_run) {
		size_t cap = (r->n_run + s.n) * 2 + 64;
		char *run = arena_alloc(r->a, cap);

		if (r->n_run)
			memcpy(run, r->run, r->n_run);
		r->run = run;
		r->cap_run = cap;
	}
	memcpy(r->run + r->n_run, s.p, s.n);
	r->n_run += s.n;
	r->last = s.p[s.n - 1];
}

void
rich_puts(struct rich *r, const char *s)
{
	rich_put(r, str_of(s));
}

void
rich_emph(struct rich *r, bool on)
{
	if (r->emph == on)
		return;
	flush(r);
	r->emph = on;
}

void
rich_link(struct rich *r, struct str url, struct str text)
{
	struct doc_node *n;

	flush(r);
	n = resolve_link(r->a, POS_NONE, url, text);
	n->flags |= DOC_GENERATED;
	doc_push(r->a, &r->list, n);
	r->last = text.n ? text.p[text.n - 1] : r->last;
}

void
rich_stop(struct rich *r)
{
	if (r->last != '.' && r->last != '?' && r->last != '!')
		rich_puts(r, ".");
}

void
rich_end(struct rich *r)
{
	flush(r);
}
