/*
 * The writers: each turns results into one format, as they come.
 */
#ifndef LINT_REPORT_REPORT_H
#define LINT_REPORT_REPORT_H

#include <edgelint/result.h>

#include "base/sink.h"
#include "judge/judge.h"

struct report_options {
	const struct el_profile *profile;
	int64_t as_of;
	struct selection selection;
	bool verbose;
	bool color;
	bool many; /* more than one input was named */
};

struct report_writer;

struct report {
	const struct report_writer *writer;
	struct report_options options;
	struct sink *sink;
	void *state; /* the writer's, from its begin() to its discard() */
};

/*
 * A format: one row of the table, one file.  What goes wrong while a report
 * is written is remembered by its sink.
 */
struct report_writer {
	const char *name;
	const char *help; /* for --help: "for a person" */
	bool (*begin)(struct report *report); /* false: no memory */
	void (*result)(struct report *report, const struct el_result *result);
	void (*end)(struct report *report, const struct judge *judge);
	/* Always last, even when begin() failed; the state may be NULL. */
	void (*discard)(struct report *report);
};

/* All formats, ended by a NULL name. */
extern const struct report_writer *const report_writers[];

/* The writer of that name, or NULL. */
const struct report_writer *report_find(const char *name);

/*
 * The remedy of the finding's rule with the placeholders filled in.  Lines to
 * type are those that are indented by four.
 */
void report_remedy(struct sink *sink, const struct el_profile *profile,
    const struct el_finding *finding);

#endif
