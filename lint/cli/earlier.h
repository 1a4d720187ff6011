/*
 * What --previous and --key-request name: what certificates are compared with,
 * and what is no result itself.  They are read once a run.
 */
#ifndef LINT_CLI_EARLIER_H
#define LINT_CLI_EARLIER_H

#include <edgelint/comparison.h>

#include "arguments.h"
#include "base/arena.h"
#include "input/input.h"

struct earlier {
	struct el_earlier given;
	struct input_buffer previous;
	struct input_buffer request;
};

/*
 * Read what the options name.  False: a file could not be read, does not hold
 * the one certificate or request that it should, or the options do not go
 * together, and it was said.  Free in any case; views are in the arena.
 */
bool earlier_read(struct earlier *out, const struct arguments *arguments,
    struct passwords *passwords, struct arena *arena)
    __attribute__((warn_unused_result));
void earlier_free(struct earlier *earlier);

#endif
