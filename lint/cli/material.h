/*
 * What --chain and --trust name: certificates that chains are made of, and
 * that are no results.  They are read once a run.
 */
#ifndef LINT_CLI_MATERIAL_H
#define LINT_CLI_MATERIAL_H

#include "arguments.h"
#include "base/arena.h"
#include "input/input.h"
#include "judge/chain.h"

struct material {
	struct chain_material chain;
	struct input_buffer *buffers; /* one a file */
	size_t buffer_count;
};

/*
 * Read what the options name.  False: a file could not be read, or holds what
 * is no certificate, and it was said.  Free in any case; views and lists are
 * in the arena.
 */
bool material_read(struct material *out, const struct arguments *arguments,
    struct passwords *passwords, struct arena *arena)
    __attribute__((warn_unused_result));
void material_free(struct material *material);

#endif
