/*
 * What the options of the command line say of how certificates are judged, for
 * every command that judges some.
 */
#ifndef LINT_CLI_JUDGING_H
#define LINT_CLI_JUDGING_H

#include "arguments.h"
#include "base/arena.h"
#include "judge/judge.h"

/*
 * Set the time, the role, the rules and the threshold.  False: a mistake, which
 * was said.
 */
bool judging_options(struct judge_options *out,
    const struct arguments *arguments, struct arena *arena)
    __attribute__((warn_unused_result));

/* The time that an option gives; without the option the clock's.  False: it is
 * none, and it was said. */
bool judging_time(int64_t *out, const struct arguments *arguments,
    enum option_id id) __attribute__((warn_unused_result));

/* Take a profile's waivers out when they are to be ignored: a gate that is
 * stricter than the profile says so, too. */
void judging_waivers(struct el_profile *profile,
    const struct arguments *arguments);

#endif
