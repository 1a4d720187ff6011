/*
 * Findings of two rules that point at one place of one certificate.  Either
 * they report one fault twice, or they are declared in the table of pairs,
 * with the reason why they are two faults.
 */
#ifndef CASES_OVERLAP_H
#define CASES_OVERLAP_H

#include "case_run.h"

/* Whether each such pair of a run is declared; prints those that are not. */
bool overlap_check(const struct case_run *run);

/* One line: whether the cases that ran show every pair of the table. */
bool overlap_print(void);

#endif
