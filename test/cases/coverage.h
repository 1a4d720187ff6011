/*
 * Which rules the cases in fixtures/rules show: each rule wants a case that
 * expects it, and one beside it in which it passes.
 */
#ifndef CASES_COVERAGE_H
#define CASES_COVERAGE_H

#include "case_run.h"

struct coverage {
	/* Per rule number. */
	struct coverage_rule {
		bool expected;
		bool near_miss;
	} *rules;
	bool stray; /* a folder has the name of no rule */
};

/* False: no memory. */
bool coverage_begin(struct coverage *coverage, struct arena *arena)
    __attribute__((warn_unused_result));

/* Take note of a case; one outside fixtures/rules counts for none. */
void coverage_add(struct coverage *coverage, const struct case_file *file,
    const struct case_run *run);

/* One line a rule; whether all of them are covered. */
bool coverage_print(const struct coverage *coverage);

#endif
