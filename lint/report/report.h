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
	bool require_profile; /* without a deployment there is no answer */
	bool hide_waived; /* where findings are listed */
	enum el_severity fail_on; /* EL_OFF: never */
	struct el_span renew_within;
	bool assigned; /* it is known what certificates are assigned to */
	/* The folder that paths of the formats for CI are relative to, and the
	 * first input, for what belongs to none; NULL: not known. */
	const char *folder;
	const char *first_input;
};

struct report_writer;

enum { REPORT_KEPT_MAX = 16 };

/*
 * A report, or the part of one that some of the results make: parts that were
 * written apart, each by a thread of its own, are appended in order.
 */
struct report {
	const struct report_writer *writer;
	struct report_options options;
	struct sink *sink; /* where results go as they come */
	/* What is kept in memory until the end: writer->kept of them. */
	struct sink kept[REPORT_KEPT_MAX];
	size_t results; /* that were written */
	void *state; /* the writer's, from its begin() to its discard() */
};

/*
 * A format: one row of the table, one file.  What goes wrong while a report
 * is written is remembered by its sinks.
 */
struct report_writer {
	const char *name;
	const char *help; /* for --help: "for a person" */
	size_t kept; /* for what has to stand behind all results */
	bool shows_passed_over; /* result() gets these files, too */
	/* Make the state; write nothing.  False: no memory. */
	bool (*begin)(struct report *report);
	/* What stands before the first result, and between two; NULL: nothing
	 * does.  A part has neither. */
	void (*head)(struct report *report);
	void (*separate)(struct report *report);
	/* It knows of no other result, unless only one input was named. */
	void (*result)(struct report *report, const struct el_result *result);
	void (*end)(struct report *report, const struct judge *judge);
	/* Add the state of a part, and empty it, before what it wrote and kept
	 * is appended, of which it may drop what there is no room for; NULL:
	 * states hold nothing of the results. */
	void (*merge)(struct report *report, struct report *part);
	/* The exit status that those who read the format from stdout go by;
	 * NULL: the program's own. */
	int (*status)(const struct report_options *options,
	    const struct judge *judge);
	/* The same when there is no report, and what they are told then: the
	 * message is printable. */
	int fault_status;
	void (*fault)(struct sink *sink, const char *message);
	/* Always last, even when begin() failed; the state may be NULL. */
	void (*discard)(struct report *report);
};

/*
 * Begin a report, or a part of one, that goes to a sink; the sink and what the
 * options name must outlive it.  False: no memory.  Discard in any case.
 */
bool report_begin(struct report *out, const struct report_writer *writer,
    const struct report_options *options, struct sink *sink)
    __attribute__((warn_unused_result));

/* Write what stands before the results. */
void report_head(struct report *report);

void report_result(struct report *report, const struct el_result *result);

/*
 * Append a part, whose sink is in memory, and empty it.  What went wrong with
 * the part has then gone wrong with the report.
 */
void report_append(struct report *report, struct report *part);

void report_end(struct report *report, const struct judge *judge);

/* Whether a finding is counted, but not listed. */
bool report_hides(const struct report_options *options,
    const struct el_finding *finding);

/* Release all but the sink; may be called again. */
void report_discard(struct report *report);

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
