/* writers.c – the table of writers. A new one is a line here, a line in
 * writers.h and a folder. */
#include "write/writers.h"

#include "write/xml.h"

/* clang-format off */
static const struct writer *const writers[] = {
    &html_writer,
    &docbook_writer,
    &fo_writer,
    &worksheet_writer,
    &text_writer,
    &native_writer,
    &json_writer,
    &json_new_writer,
};
/* clang-format on */

void
writers_init(void)
{
	xml_init();
}

void
writers_exit(void)
{
	/* libxml2 frees what it keeps for the process at its end. */
}

const struct writer *
writer_find(struct str name)
{
	for (size_t i = 0; i < countof(writers); i++)
		if (str_is(name, writers[i]->name))
			return writers[i];
	return NULL;
}

const struct writer *
writer_at(size_t i)
{
	return i < countof(writers) ? writers[i] : NULL;
}

size_t
writer_count(void)
{
	return countof(writers);
}
