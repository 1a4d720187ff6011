/*
 * From the command line to the resolved profile: a profile file, or the
 * deployment options, and the policy options on top.
 */
#ifndef LINT_CLI_DEPLOYMENT_H
#define LINT_CLI_DEPLOYMENT_H

#include "arguments.h"
#include "base/arena.h"
#include "input/input.h"
#include "judge/profile.h"

/*
 * Read a profile file; every mistake in it is said.  The profile keeps what
 * is in the arena.
 */
bool deployment_read(struct el_profile *out, const char *file,
    struct arena *arena) __attribute__((warn_unused_result));

/* Set the profile from file and options; false: a mistake, which was said. */
bool deployment_resolve(struct el_profile *out,
    const struct arguments *arguments, struct arena *arena)
    __attribute__((warn_unused_result));

/* Say each mistake with its place, and the key or element that it is in. */
void deployment_say(const struct profile_error *errors, size_t count);

/*
 * Set what the options of the command line say of the profile; over one that
 * says itself what the deployment is (override), what they say of policy.
 * False: a mistake, which was said.
 */
bool deployment_options(struct el_profile *profile,
    const struct arguments *arguments, bool override, struct arena *arena)
    __attribute__((warn_unused_result));

/* Write a profile to stdout; the exit status. */
int deployment_print(const struct el_profile *profile);

#endif
