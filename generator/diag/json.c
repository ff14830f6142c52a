/* json.c – findings for machines: our own JSON, and SARIF 2.1.0 (OASIS). Every
 * text goes through put_string, the escaping gate of this folder. */
#include "base/arena.h"
#include "diag/diag_int.h"

static void
put_string(FILE *to, struct str s)
{
	fputc('"', to);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			fprintf(to, "\\%c", c);
		else if (c < 0x20)
			fprintf(to, "\\u%04x", c);
		else
			fputc(c, to);
	}
	fputc('"', to);
}

static void
put_place(const struct diag *d, struct pos at, FILE *to)
{
	fputs("\"file\":", to);
	put_string(to, diag_path(d, at.file));
	fprintf(to, ",\"line\":%u,\"column\":%u", (unsigned)at.line,
		(unsigned)at.col);
}

static void
put_finding(const struct diag *d, const struct finding *f,
	    const struct diag_print *how)
{
	FILE *to = how->to;

	fputs("  {", to);
	put_place(d, f->at, to);
	fprintf(to, ",\"level\":\"%s\",\"code\":\"%s\",\"message\":",
		diag_level_name(diag_shown_level(f, how)),
		diag_info(f->code)->name);
	put_string(to, f->message);
	fputs(",\"notes\":[", to);
	for (const struct remark *r = f->notes; r; r = r->next) {
		fputc('{', to);
		put_place(d, r->at, to);
		fputs(",\"message\":", to);
		put_string(to, r->message);
		fputs(r->next ? "}," : "}", to);
	}
	fputs("]}", to);
}

/* Calls put for each finding of each sink, with a comma and a line end between
 * them. */
static void
put_all(struct diag *const *sinks, size_t count, const struct diag_print *how,
	void (*put)(const struct diag *, const struct finding *,
		    const struct diag_print *))
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		const struct finding *sorted = diag_sorted(sinks[i]);

		for (size_t j = 0; j < sinks[i]->n_findings; j++) {
			fputs(first ? "\n" : ",\n", how->to);
			put(sinks[i], &sorted[j], how);
			first = false;
		}
	}
}

void
diag_emit_json(struct diag *const *sinks, size_t count,
	       const struct diag_print *how)
{
	fputs("{\"findings\":[", how->to);
	put_all(sinks, count, how, put_finding);
	fputs("\n]}\n", how->to);
}

static void
put_location(const struct diag *d, struct pos at, struct str message, FILE *to)
{
	fputs("{\"physicalLocation\":{\"artifactLocation\":{\"uri\":", to);
	put_string(to, diag_path(d, at.file));
	fputc('}', to);
	if (at.line)
		fprintf(to, ",\"region\":{\"startLine\":%u", (unsigned)at.line);
	if (at.line && at.col)
		fprintf(to, ",\"startColumn\":%u", (unsigned)at.col);
	fputs(at.line ? "}}" : "}", to);
	if (message.p) {
		fputs(",\"message\":{\"text\":", to);
		put_string(to, message);
		fputc('}', to);
	}
	fputc('}', to);
}

static void
put_result(const struct diag *d, const struct finding *f,
	   const struct diag_print *how)
{
	static const char *const levels[] = {
	    [DIAG_NOTE] = "note",       [DIAG_STYLE] = "note",
	    [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error",
	    [DIAG_FATAL] = "error",
	};
	FILE *to = how->to;

	fprintf(to,
		"  {\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{\"text\":",
		diag_info(f->code)->name, levels[diag_shown_level(f, how)]);
	put_string(to, f->message);
	fputs("},\"locations\":[", to);
	put_location(d, f->at, STR_NONE, to);
	fputs("],\"relatedLocations\":[", to);
	for (const struct remark *r = f->notes; r; r = r->next) {
		put_location(d, r->at, r->message, to);
		fputs(r->next ? "," : "", to);
	}
	fputs("]}", to);
}

static void
put_rules(FILE *to)
{
	for (int i = 0; i < DIAG__COUNT; i++) {
		const struct diag_info *info = diag_info((enum diag_code)i);

		fprintf(
		    to,
		    "%s\n    {\"id\":\"%s\",\"shortDescription\":{\"text\":",
		    i ? "," : "", info->name);
		put_string(to, str_of(info->cause));
		fputs("},\"help\":{\"text\":", to);
		put_string(to, str_of(info->fix));
		fputs("}}", to);
	}
}

void
diag_emit_sarif(struct diag *const *sinks, size_t count,
		const struct diag_print *how)
{
	fputs("{\"version\":\"2.1.0\",\"$schema\":"
	      "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
	      "\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"tool\":"
	      "{\"driver\":{\"name\":\"vade\",\"rules\":[",
	      how->to);
	put_rules(how->to);
	fputs("\n]}},\n\"results\":[", how->to);
	put_all(sinks, count, how, put_result);
	fputs("\n]}]}\n", how->to);
}
