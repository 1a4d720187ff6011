/*
 * The nodes of the Edge pool that --pool declares the inputs to be: what the
 * rules about a pool compare.
 */
#ifndef LINT_JUDGE_POOL_H
#define LINT_JUDGE_POOL_H

#include <edgelint/result.h>

#include "base/arena.h"

struct pool {
	struct el_node *nodes; /* LIMIT_POOL_NODES; NULL: none yet */
	size_t count;
	size_t left_out; /* that are not among them: there are too many */
};

/* Add the node that presents a certificate.  False: no memory. */
bool pool_add(struct pool *pool, const struct el_result *result,
    struct arena *run_arena) __attribute__((warn_unused_result));

#endif
