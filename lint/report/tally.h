/*
 * How many findings there are, by severity, as every report for a person says
 * it: "2 errors, 1 warning, 1 waived".
 */
#ifndef LINT_REPORT_TALLY_H
#define LINT_REPORT_TALLY_H

#include <edgelint/result.h>

#include "base/sink.h"

struct tally {
	size_t severities[EL_ERROR + 1]; /* those that are not waived */
	size_t waived;
	size_t not_evaluated; /* rules, where the verdict is incomplete */
};

/* Of a result that was judged. */
struct tally tally_of(const struct el_result *result);

/* Of a run; how many rules were not evaluated is told by result only. */
struct tally tally_of_summary(const struct el_summary *summary);

void tally_write(struct sink *sink, const struct tally *tally);

#endif
