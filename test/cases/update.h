/*
 * A case with its expectations written anew, from what came out.
 */
#ifndef CASES_UPDATE_H
#define CASES_UPDATE_H

#include "case_run.h"

/*
 * Replace the "expect:", "unreadable:" and "expect-run:" lines of a case when
 * others came out; all else stays.  The other assertions are never touched:
 * what they say was meant.  Says what it did on standard output.
 */
bool update_case(const struct case_file *file, const struct case_run *run);

#endif
