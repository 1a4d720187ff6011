/*
 * Which rules the cases in fixtures/rules show: each rule wants a case that
 * expects it, and one beside it in which it passes; and for each date from
 * which or until which a row is in force, two certificates that begin at that
 * second and at the one before it and end differently.
 */
#ifndef CASES_COVERAGE_H
#define CASES_COVERAGE_H

#include "case_run.h"

struct coverage_date {
	int64_t date;
	unsigned from; /* outcomes at it, bits 1 << enum el_outcome */
	unsigned before; /* a second earlier */
};

struct coverage {
	/* Per rule number. */
	struct coverage_rule {
		bool expected;
		bool near_miss;
		struct coverage_date *dates; /* of its rows */
		size_t date_count;
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
