/*
 * One result as JSON, for every format that is made of JSON: design,
 * section 7.  Members are always there, null where there is nothing.
 */
#ifndef LINT_REPORT_RECORD_H
#define LINT_REPORT_RECORD_H

#include "base/json.h"
#include "catalogue.h"
#include "report.h"

/* Which record of a stream a result is of. */
struct record_origin {
	struct el_bytes id; /* JSON text, or NULL */
	size_t line; /* of the stream, from 1 */
};

/* What is needed for record after record of one report. */
struct record {
	struct json_writer json;
	const struct report_options *options;
	struct sink scratch; /* text on its way into a string */
	struct catalogue catalogue;
	struct el_host *expected; /* the SAN list that the profile asks for */
	size_t expected_count;
	const struct el_profile *expected_of; /* NULL: not made yet */
	const struct record_origin *origin; /* NULL: it is no stream */
};

/* The number that stands first in a report, and in each line of ndjson. */
enum { RECORD_VERSION = 1 };

/* False: no memory.  Options and sink must outlive the record. */
bool record_begin(struct record *record, const struct report *report,
    unsigned indent) __attribute__((warn_unused_result));
void record_end(struct record *record);

/* An element of "results"; versioned puts "edgelint_report" in front. */
void record_result(struct record *record, const struct el_result *result,
    bool versioned);

/* An element of "findings"; the result is NULL for one of the run. */
void record_finding(struct record *record, const struct el_result *result,
    const struct el_finding *finding);

#endif
