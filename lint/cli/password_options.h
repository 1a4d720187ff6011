/*
 * Passwords of PKCS#12 files: from a file, from the environment, or from the
 * person at the terminal; never from the command line, which every user of
 * the machine can see.
 */
#ifndef LINT_CLI_PASSWORD_OPTIONS_H
#define LINT_CLI_PASSWORD_OPTIONS_H

#include "arguments.h"
#include "input/password.h"

/*
 * Take the passwords that the options name; without any, the terminal will be
 * asked when a file needs one.  False: one could not be had, and it was said.
 * Wipe in any case.
 */
bool password_options(struct passwords *out,
    const struct arguments *arguments) __attribute__((warn_unused_result));

/* passwords.ask for the terminal of the process, if it has one. */
bool prompt_for_password(struct passwords *passwords, const char *file,
    unsigned attempt);

#endif
