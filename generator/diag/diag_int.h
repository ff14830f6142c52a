/* diag_int.h – what a sink holds; for the files of diag/ only. */
#ifndef DIAG_DIAG_INT_H
#define DIAG_DIAG_INT_H

#include "diag/diag.h"

struct arena;

struct remark {
	struct remark *next;
	struct pos at;
	struct str message;
};

struct finding {
	enum diag_code code;
	struct pos at;
	size_t order; /* of saying: keeps the sort stable */
	struct str message;
	struct remark *notes;
};

struct diag_source_file {
	struct str path;
	struct str text; /* absent: no excerpt */
};

struct diag {
	struct arena *arena;
	struct diag_source_file *files;
	struct finding *findings;
	size_t n_files, cap_files, n_findings, cap_findings;
	size_t counts[DIAG_FATAL + 1];
	const struct diag *places; /* whose file numbers are used; NULL: own */
};

/* JSON and SARIF (json.c). */
void diag_emit_json(struct diag *const *sinks, size_t count,
		    const struct diag_print *how);
void diag_emit_sarif(struct diag *const *sinks, size_t count,
		     const struct diag_print *how);
/* The level a finding is printed with. */
enum diag_level diag_shown_level(const struct finding *f,
				 const struct diag_print *how);
/* The findings in order of place, in the sink's arena. */
const struct finding *diag_sorted(struct diag *d);

#endif
