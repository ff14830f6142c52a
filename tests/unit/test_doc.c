/* test_doc.c – the tree: types, attributes, masks, walking very deep trees,
 * tidying, copying, checking nonsense, plain text, dumps; and values. */
#include "helper.h"

#include "base/buf.h"
#include "doc/doc.h"

static struct doc_node *
text(struct arena *a, enum doc_type type, const char *s)
{
	return doc_leaf(a, type, (struct pos){1, 1, 0}, str_of(s));
}

/* A node with up to four kids, the rest NULL. */
static struct doc_node *
node(struct arena *a, enum doc_type type, struct doc_node *k0,
     struct doc_node *k1, struct doc_node *k2)
{
	struct doc_node *n = doc_node(a, type, (struct pos){1, 1, 0});
	struct doc_node *kids[] = {k0, k1, k2};
	struct doc_list list = {0};

	for (size_t i = 0; i < countof(kids); i++)
		if (kids[i])
			doc_push(a, &list, kids[i]);
	return doc_adopt(n, &list);
}

static int
new_arena(void **state)
{
	*state = arena_new();
	return 0;
}

static int
free_arena(void **state)
{
	arena_free(*state);
	return 0;
}

/* -- types, masks, attributes --------------------------------------------- */

static void
types_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < DOC__COUNT; i++) {
		const char *name = doc_type_name((enum doc_type)i);

		assert_int_equal(doc_type_find(str_of(name)), i);
	}
	assert_int_equal(doc_type_find(STR("para")), DOC__COUNT);
	assert_int_equal(doc_group(DOC_PARA), DOC_BLOCK);
	assert_int_equal(doc_group(DOC_NOTE), DOC_INLINE);
	assert_int_equal(doc_group(DOC_CELL), DOC_PART);
	assert_int_equal(doc_kids_kind(DOC_NOTE), DOC_BLOCKS);
	assert_int_equal(doc_kids_kind(DOC_CITE), DOC_PARTS_AND_INLINES);
	assert_false(doc_is(NULL, DOC_PARA));
}

static void
masks_tell_what_is_below(void **state)
{
	struct arena *a = *state;
	struct doc_node *n =
	    node(a, DOC_PARA, node(a, DOC_EMPH, text(a, DOC_CODE, "x"), 0, 0),
		 text(a, DOC_TEXT, "y"), 0);

	assert_true(n->mask == (doc_bit(DOC_EMPH) | doc_bit(DOC_CODE) |
				doc_bit(DOC_TEXT)));
	n->kids[0]->count = 0;
	doc_update_mask(n->kids[0]);
	doc_update_mask(n);
	assert_true(n->mask == (doc_bit(DOC_EMPH) | doc_bit(DOC_TEXT)));
}

static void
attributes_are_copied_when_changed(void **state)
{
	struct arena *a = *state;
	struct doc_node n = {0};
	const struct doc_attr *one, *two;

	assert_null(doc_get(&n, "k").p);
	assert_null(doc_id(&n).p);
	assert_false(doc_has_class(&n, "c"));
	one = doc_attr_with(a, NULL, STR("k"), STR("v"));
	two = doc_attr_with_class(a, doc_attr_with_id(a, one, STR("i")),
				  STR("c"));
	two = doc_attr_with(a, two, STR("k"), STR("w"));
	two = doc_attr_with(a, two, STR("l"), STR(""));
	n.attr = one;
	assert_str(doc_get(&n, "k"), "v");
	assert_int_equal(n.attr->n_classes, 0);
	n.attr = two;
	assert_str(doc_get(&n, "k"), "w");
	assert_non_null(doc_get(&n, "l").p);
	assert_str(doc_id(&n), "i");
	assert_true(doc_has_class(&n, "c"));
	assert_false(doc_has_class(&n, "C"));
	assert_int_equal(two->n_kvs, 2);
}

/* -- walking -------------------------------------------------------------- */

struct trace {
	struct buf out;
	enum doc_type over, stop;
};

static enum walk
trace_in(const struct doc_node *n, void *arg)
{
	struct trace *t = arg;

	buf_printf(&t->out, "<%s", doc_type_name(n->type));
	if (n->type == t->stop)
		return WALK_STOP;
	return n->type == t->over ? WALK_OVER : WALK_INTO;
}

static void
trace_out(const struct doc_node *n, void *arg)
{
	struct trace *t = arg;

	(void)n;
	buf_putc(&t->out, '>');
}

static void
walks_go_in_over_and_stop(void **state)
{
	struct arena *a = *state;
	struct doc_node *n =
	    node(a, DOC_PARA, node(a, DOC_EMPH, text(a, DOC_TEXT, "x"), 0, 0),
		 text(a, DOC_CODE, "y"), text(a, DOC_SPACE, ""));
	struct trace t = {BUF_INIT, DOC__COUNT, DOC__COUNT};

	assert_true(doc_walk_const(n, trace_in, trace_out, &t));
	assert_str(buf_str(&t.out), "<Para<Emph<Text>><Code><Space>>");
	buf_clear(&t.out);
	t.over = DOC_EMPH;
	assert_true(doc_walk_const(n, trace_in, trace_out, &t));
	assert_str(buf_str(&t.out), "<Para<Emph><Code><Space>>");
	buf_clear(&t.out);
	t.stop = DOC_CODE;
	assert_false(doc_walk_const(n, trace_in, trace_out, &t));
	assert_str(buf_str(&t.out), "<Para<Emph><Code");
	buf_free(&t.out);
	assert_true(doc_walk_const(n, NULL, NULL, NULL));
}

enum { DEEP = 200000 };

static struct doc_node *
deep_quote(struct arena *a)
{
	struct doc_node *n =
	    node(a, DOC_PARA, text(a, DOC_TEXT, "end"), NULL, NULL);

	for (int i = 0; i < DEEP; i++)
		n = doc_wrap(a, DOC_BLOCK_QUOTE, POS_NONE, n);
	return n;
}

static void
count_down(struct doc_node *n, void *arg)
{
	size_t *left = arg;

	(void)n;
	(*left)--;
}

static void
very_deep_trees_do_not_overflow(void **state)
{
	struct arena *a = *state, *other = arena_new();
	struct doc_node *n = deep_quote(a), *copy;
	struct diag *d = diag_new(STR("deep.md"));
	size_t left = DEEP + 2;
	struct doc doc = {a, doc_wrap(a, DOC_DOCUMENT, POS_NONE, n),
			  value_map(a)};
	struct buf out = BUF_INIT;

	assert_true(doc_walk(n, NULL, count_down, &left));
	assert_int_equal(left, 0);
	assert_str(doc_text(a, n), "end");
	copy = doc_normalise(other, n);
	assert_str(doc_text(other, copy), "end");
	/* The checker cuts it at the depth that writers are made for. */
	assert_false(doc_check(doc.root, d));
	assert_true(diag_has(d, "nesting"));
	assert_int_equal(diag_count(d, DIAG_ERROR), 1);
	assert_true(doc_check(doc.root, d));
	doc_dump(&out, &doc);
	assert_true(out.n < 1000000);
	buf_free(&out);
	diag_free(d);
	arena_free(other);
}

/* -- tidying -------------------------------------------------------------- */

static void
tidy_merges_text(void **state)
{
	struct arena *a = *state;
	struct doc_list list = {0};
	struct doc_node *n = doc_node(a, DOC_PARA, POS_NONE);

	doc_push(a, &list, text(a, DOC_STR, "one"));
	doc_push(a, &list, text(a, DOC_SPACE, ""));
	doc_push(a, &list, text(a, DOC_STR, "two"));
	doc_push(a, &list, text(a, DOC_SOFT_BREAK, ""));
	doc_push(a, &list, text(a, DOC_TEXT, "three "));
	doc_push(a, &list, node(a, DOC_EMPH, text(a, DOC_STR, "x"), 0, 0));
	doc_push(a, &list, text(a, DOC_TEXT, ""));
	doc_push(a, &list, node(a, DOC_EMPH, text(a, DOC_STR, ""), 0, 0));
	/* A Str with a blank is no Space: it stays as it is. */
	doc_push(a, &list, text(a, DOC_STR, "a b"));
	doc_adopt(n, &list);
	doc_tidy(a, n);
	assert_int_equal(n->count, 4);
	assert_int_equal(n->kids[0]->type, DOC_TEXT);
	assert_str(n->kids[0]->text, "one two\nthree ");
	assert_int_equal(n->kids[1]->kids[0]->type, DOC_TEXT);
	assert_int_equal(n->kids[2]->count, 0);
	assert_int_equal(n->kids[3]->type, DOC_STR);
	assert_true(n->mask ==
		    (doc_bit(DOC_TEXT) | doc_bit(DOC_EMPH) | doc_bit(DOC_STR)));
}

static void
copies_share_nothing(void **state)
{
	struct arena *a = arena_new(), *b = *state;
	struct doc_target target = {STR("u"), STR("t")};
	struct doc_node *link =
	    node(a, DOC_LINK, text(a, DOC_STR, "words"), NULL, NULL);
	struct doc_node *raw = text(a, DOC_RAW_INLINE, "<b>"), *copy;

	link->as.target = &target;
	link->attr = doc_attr_with_class(a, NULL, STR("c"));
	raw->as.format = "html";
	copy = doc_copy(b, node(a, DOC_PARA, link, raw, link));
	target.url = STR("changed");
	arena_free(a);
	assert_int_equal(copy->count, 3);
	assert_ptr_not_equal(copy->kids[0], copy->kids[2]);
	assert_str(copy->kids[0]->as.target->url, "u");
	assert_str(copy->kids[0]->kids[0]->text, "words");
	assert_true(doc_has_class(copy->kids[2], "c"));
	assert_string_equal(copy->kids[1]->as.format, "html");
}

/* -- checking ------------------------------------------------------------- */

/* Checks the tree and returns what was said, as text. */
static const char *
complaints(struct arena *a, struct doc_node *root)
{
	struct diag *d = diag_new(STR("p.md"));
	bool right = doc_check(root, d);
	char *said = findings(d);
	struct str kept;

	assert_int_equal(right, *said == '\0');
	/* What was wrong is out: a second look finds nothing. */
	assert_true(doc_check(root, d));
	kept = arena_str(a, str_of(said));
	free(said);
	diag_free(d);
	return kept.p;
}

static void
check_accepts_sound_trees(void **state)
{
	struct arena *a = *state;
	struct doc_node *head =
	    node(a, DOC_HEADER, text(a, DOC_TEXT, "h"), 0, 0);

	head->num = 2;
	assert_string_equal(
	    complaints(a, node(a, DOC_DOCUMENT, head,
			       node(a, DOC_BULLET_LIST,
				    node(a, DOC_ITEM,
					 node(a, DOC_PLAIN, 0, 0, 0), 0, 0),
				    0, 0),
			       text(a, DOC_HORIZONTAL_RULE, ""))),
	    "");
}

static void
check_takes_nonsense_out(void **state)
{
	struct arena *a = *state;
	struct doc_node *inner =
	    node(a, DOC_PARA, node(a, DOC_PARA, 0, 0, 0),
		 text(a, DOC_TEXT, "kept"), node(a, DOC_LINK, 0, 0, 0));
	struct doc_node *n =
	    node(a, DOC_DOCUMENT, inner, text(a, DOC_TEXT, "loose"),
		 node(a, DOC_ROW, node(a, DOC_CELL, 0, 0, 0), 0, 0));

	assert_string_equal(
	    complaints(a, n),
	    "p.md:1:1: error: a \"Text\" cannot stand in a \"Pandoc\"; left "
	    "out [filter-tree]\n"
	    "p.md:1:1: error: a \"Row\" cannot stand in a \"Pandoc\"; left "
	    "out [filter-tree]\n"
	    "p.md:1:1: error: a \"Para\" cannot stand in a \"Para\"; left out "
	    "[filter-tree]\n"
	    "p.md:1:1: error: a \"Link\" is incomplete; left out "
	    "[filter-tree]\n");
	assert_int_equal(n->count, 1);
	assert_int_equal(inner->count, 1);
	assert_true(n->mask == (doc_bit(DOC_PARA) | doc_bit(DOC_TEXT)));
}

/* Every type in every type: what is said to fit is kept, all else is refused,
 * and nothing crashes. */
static void
check_meets_every_pair(void **state)
{
	struct arena *a = *state;
	int fitting = 0;

	for (int outer = 0; outer < DOC__COUNT; outer++) {
		for (int inner = 0; inner < DOC__COUNT; inner++) {
			struct doc_node *kid = text(a, inner, "");
			struct doc_node *n = node(a, outer, kid, NULL, NULL);
			struct doc_columns columns = {0};
			struct doc_target target = {STR(""), STR("")};

			kid->num = 1;
			if (inner == DOC_LINK || inner == DOC_IMAGE)
				kid->as.target = &target;
			if (inner == DOC_TABLE)
				kid->as.columns = &columns;
			if (inner == DOC_RAW_BLOCK || inner == DOC_RAW_INLINE)
				kid->as.format = "html";
			complaints(a, n);
			fitting += (int)n->count;
			if (doc_kids_kind(outer) == DOC_NONE ||
			    inner == DOC_DOCUMENT)
				assert_int_equal(n->count, 0);
		}
	}
	assert_true(fitting > 300 && fitting < 600);
}

/* -- text, dump ----------------------------------------------------------- */

static void
text_is_what_pandoc_says(void **state)
{
	struct arena *a = *state;
	struct doc_node *quoted =
	    node(a, DOC_QUOTED, text(a, DOC_TEXT, "q"), NULL, NULL);
	struct doc_node *note =
	    node(a, DOC_NOTE,
		 node(a, DOC_PARA, text(a, DOC_TEXT, "note"), 0, 0), 0, 0);

	quoted->num = DOC_QUOTE_DOUBLE;
	assert_str(doc_text(a, node(a, DOC_PARA, text(a, DOC_TEXT, "a\nb"),
				    text(a, DOC_LINE_BREAK, ""),
				    text(a, DOC_CODE, "c"))),
		   "a b c");
	assert_str(doc_text(a, node(a, DOC_PARA, quoted, note,
				    text(a, DOC_RAW_INLINE, "<b>"))),
		   "\u201Cq\u201D");
	assert_str(
	    doc_text(a,
		     node(a, DOC_DIV,
			  node(a, DOC_PARA, text(a, DOC_TEXT, "x"), 0, 0),
			  node(a, DOC_PARA, text(a, DOC_TEXT, "y"), 0, 0), 0)),
	    "x y");
	assert_str(doc_text(a, text(a, DOC_TEXT, "n\nl")), "n l");
}

static void
dumps_show_all(void **state)
{
	struct doc *doc = doc_new();
	struct arena *a = doc->arena;
	struct doc_node *link =
	    node(a, DOC_LINK, text(a, DOC_TEXT, "a\n\"b\""), NULL, NULL);
	struct buf out = BUF_INIT;

	(void)state;
	link->as.target = arena_alloc(a, sizeof *link->as.target);
	link->as.target->url = STR("u");
	link->attr =
	    doc_attr_with(a,
			  doc_attr_with_class(
			      a, doc_attr_with_id(a, NULL, STR("i")), STR("c")),
			  STR("k"), STR("v w"));
	doc->root = node(a, DOC_DOCUMENT, node(a, DOC_PARA, link, 0, 0), 0, 0);
	value_put_str(a, doc->meta, "title", STR("T"));
	doc_dump(&out, doc);
	assert_str(buf_str(&out), "Meta\n"
				  "  title: T\n"
				  "Pandoc @1:1\n"
				  "  Para @1:1\n"
				  "    Link \"u\" {#i .c k=\"v w\"} @1:1\n"
				  "      Text \"a\\n\\\"b\\\"\" @1:1\n");
	buf_free(&out);
	doc_free(doc);
	doc_free(NULL);
}

/* -- values --------------------------------------------------------------- */

static void
values_answer_for_any_type(void **state)
{
	struct arena *a = *state;
	struct value *map = value_map(a), *list = value_list(a);

	value_push(a, list, value_string(a, STR("x")));
	value_push(a, list, value_null(a));
	value_put(map, "list", list);
	value_put_bool(a, map, "yes", true);
	value_put_str(a, map, "text", STR("true"));
	value_set(map, STR("list"), list);
	assert_int_equal(value_count(map), 3);
	assert_str(value_key(map, 1), "yes");
	assert_ptr_equal(value_item(map, 0), list);
	assert_int_equal(value_count(value_at(map, "list")), 2);
	assert_int_equal(value_count(NULL), 0);
	assert_int_equal(value_count(value_at(map, "text")), 0);
	assert_null(value_at(map, "none"));
	assert_null(value_at(list, "list"));
	assert_null(value_at(NULL, "list"));
	assert_str(value_text(value_at(map, "yes")), "true");
	assert_null(value_text(list).p);
	assert_null(value_text(NULL).p);
	assert_true(value_is_true(value_at(map, "yes")));
	assert_true(value_is_true(value_at(map, "text")));
	value_at(map, "text")->quoted = true;
	assert_false(value_is_true(value_at(map, "text")));
	assert_false(value_is_true(NULL));
	for (int i = VALUE_NULL; i <= VALUE_BLOCKS; i++)
		assert_true(strlen(value_type_name((enum value_type)i)) > 3);
}

static void
values_print_numbers_shortly(void **state)
{
	static const struct {
		double x;
		const char *text;
	} cases[] = {
	    {0, "0"},        {1, "1"},        {-2.5, "-2.5"},      {0.1, "0.1"},
	    {1e21, "1e+21"}, {1.0 / 3, NULL}, {1234567, "1234567"}};

	for (size_t i = 0; i < countof(cases); i++) {
		struct str s =
		    value_plain(*state, value_number(*state, cases[i].x));

		if (cases[i].text)
			assert_str(s, cases[i].text);
		assert_true(s.n > 0);
	}
}

static void
values_are_copied_deeply(void **state)
{
	struct arena *a = arena_new();
	struct value *map = value_map(a), *list = value_list(a), *copy;

	value_push(a, list, value_string(a, arena_str(a, STR("deep"))));
	value_put(map, "l", list);
	value_put(
	    map, "n",
	    value_node(a, VALUE_INLINES,
		       node(a, DOC_PLAIN, text(a, DOC_TEXT, "word"), 0, 0)));
	copy = value_copy(*state, map);
	copy->pos.line = map->pos.line;
	arena_free(a);
	assert_str(value_text(value_item(value_at(copy, "l"), 0)), "deep");
	assert_str(value_plain(*state, value_at(copy, "n")), "word");
}

int
main(void)
{
#define IN_ARENA(test)                                                         \
	cmocka_unit_test_setup_teardown(test, new_arena, free_arena)
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(types_have_names),
	    IN_ARENA(masks_tell_what_is_below),
	    IN_ARENA(attributes_are_copied_when_changed),
	    IN_ARENA(walks_go_in_over_and_stop),
	    IN_ARENA(very_deep_trees_do_not_overflow),
	    IN_ARENA(tidy_merges_text),
	    IN_ARENA(copies_share_nothing),
	    IN_ARENA(check_accepts_sound_trees),
	    IN_ARENA(check_takes_nonsense_out),
	    IN_ARENA(check_meets_every_pair),
	    IN_ARENA(text_is_what_pandoc_says),
	    cmocka_unit_test(dumps_show_all),
	    IN_ARENA(values_answer_for_any_type),
	    IN_ARENA(values_print_numbers_shortly),
	    IN_ARENA(values_are_copied_deeply),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
