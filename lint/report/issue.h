/*
 * What a CI system is told: each finding, and each input that could not be
 * read, with the line that it points at and a fingerprint by which the same
 * fault is known again.
 */
#ifndef LINT_REPORT_ISSUE_H
#define LINT_REPORT_ISSUE_H

#include "fingerprint.h"
#include "place.h"
#include "report.h"

/* Octets of a message, and of a remedy: a list of ten thousand names helps
 * nobody there. */
enum { ISSUE_TEXT_MAX = 4000 };

enum issue_kind {
	ISSUE_FINDING,
	ISSUE_UNREADABLE, /* an input, or a part of one */
	ISSUE_NOTE, /* about the report itself */
};

struct issue {
	enum issue_kind kind;
	const char *rule; /* id */
	const char *title;
	enum el_severity severity;
	struct el_bytes message; /* printable */
	struct el_bytes remedy; /* printable; no octets: there is none */
	const struct el_finding *finding; /* ISSUE_FINDING; else NULL */
	const struct el_waiver *waiver; /* NULL: not waived */
	const char *code; /* ISSUE_UNREADABLE: of the problem; else NULL */
	const char *source; /* the file, as the user named it */
	struct place place;
	char path[EL_PATH_MAX]; /* ASN.1; "" where it points nowhere */
	char fingerprint[FINGERPRINT_SIZE];
};

/* Words of a format by severity; EL_OFF is the severity of no issue. */
typedef const char *const issue_words[EL_ERROR + 1];

/* The rule of what cannot be read. */
extern const char issue_unreadable_rule[];
extern const char issue_unreadable_title[];

struct issues {
	const struct report_options *options;
	struct place_finder finder;
	struct sink message;
	struct sink remedy;
	struct sink scratch; /* the writer's: text on its way to the report */
	struct fingerprints *fingerprints;
};

/* False: no memory.  Free in any case. */
bool issues_begin(struct issues *out, const struct report_options *options)
    __attribute__((warn_unused_result));
void issues_free(struct issues *issues);

/*
 * One finding of a result, without a fingerprint; what it points to is good
 * until the next issue.  Before the first of a result, issues_of_next().
 */
void issue_of_finding(struct issue *out, struct issues *issues,
    struct report *report, const struct el_result *result,
    const struct el_finding *finding);
void issues_of_next(struct issues *issues);

typedef void issue_writer(struct report *report, const struct issue *issue);

/* Hand all issues of a result to a writer, worst first. */
void issues_of_result(struct issues *issues, struct report *report,
    const struct el_result *result, issue_writer *write);

/* Those of the run, when it is over. */
void issues_of_run(struct issues *issues, struct report *report,
    const struct judge *judge, issue_writer *write);

/* The issue that says how many others are not in the report. */
void issues_left_out(struct issues *issues, struct report *report,
    size_t count, issue_writer *write);

#endif
