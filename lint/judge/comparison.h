/*
 * Works out how a certificate differs from what came before it; what comes out
 * is described in edgelint/comparison.h.
 */
#ifndef LINT_JUDGE_COMPARISON_H
#define LINT_JUDGE_COMPARISON_H

#include <edgelint/comparison.h>

#include "base/arena.h"

/* The certificate, and the previous one (NULL: none), with their matches. */
struct compared {
	const struct el_cert *cert;
	const struct el_match *match;
	const struct el_match *previous_match;
};

/* In the arena.  NULL comes out when nothing was given.  False: no memory. */
bool comparison_make(const struct el_comparison **out,
    const struct el_earlier *earlier, const struct compared *compared,
    const struct el_profile *profile, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
