/* What --assignments names: exports of Get-CsCertificate. */
#ifndef LINT_CLI_ASSIGNMENTS_H
#define LINT_CLI_ASSIGNMENTS_H

#include <edgelint/assignment.h>

#include "arguments.h"
#include "base/arena.h"

/*
 * Read the exports into the arena; NULL comes out where the option was not
 * given.  False: a mistake in one, or options that contradict it, which was
 * said.
 */
bool assignments_read(const struct el_assignments **out,
    const struct arguments *arguments, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
