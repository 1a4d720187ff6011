/*
 * What a case expects, held against what came out.
 */
#ifndef CASES_COMPARE_H
#define CASES_COMPARE_H

#include "case_run.h"

#include "base/sink.h"

/*
 * Whether a run gave what its case expects; what differs is printed to
 * standard output in lines that begin with "#".
 */
bool compare_case(const struct case_file *file, const struct case_run *run);

/* The lines that a case would need, each with its LF: one a finding ... */
void compare_write_result(struct sink *out, const struct el_result *result);

/* ... and those about the input and the run. */
void compare_write_run(struct sink *out, const struct case_run *run);

#endif
