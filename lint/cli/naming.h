/*
 * From the command line to what a run is about: operands, --files-from and
 * the globs.
 */
#ifndef LINT_CLI_NAMING_H
#define LINT_CLI_NAMING_H

#include "arguments.h"
#include "base/arena.h"
#include "input/inputs.h"

/* False: a mistake, which was said.  The lists are in the arena. */
bool naming_read(struct inputs_options *out,
    const struct arguments *arguments, struct arena *arena)
    __attribute__((warn_unused_result));

/* Whether there may be more inputs than one. */
bool naming_is_many(const struct inputs_options *naming);

/* How many threads --jobs asks for, and there is work for; 0: a mistake. */
size_t naming_jobs(const struct inputs_options *naming,
    const struct arguments *arguments);

#endif
