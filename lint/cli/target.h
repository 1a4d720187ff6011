/*
 * A file that is written aside and put in its place when it is whole, so that
 * nobody sees half a report and a failure, or a signal, leaves the old one.  What is no
 * regular file, such as a pipe or a device, is written as it is.
 */
#ifndef LINT_CLI_TARGET_H
#define LINT_CLI_TARGET_H

#include "interrupt.h"

struct target {
	int fd; /* to write to; -1: not open */
	char *path; /* what the name stands for, links followed */
	char *temporary; /* NULL: written as it is */
	struct interrupt_file aside; /* the same, while it is there */
};

/* Both give 0, or the errno of what went wrong; a target stays where it is from
 * when it is opened. */
int target_open(struct target *out, const char *name)
    __attribute__((warn_unused_result));
int target_commit(struct target *target)
    __attribute__((warn_unused_result));

/* Close, remove what was not committed, release; may be called again. */
void target_close(struct target *target);

/* Whether a name is that of the same regular file as the target. */
bool target_is_file(const struct target *target, const char *name);

#endif
