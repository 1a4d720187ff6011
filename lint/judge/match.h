/*
 * Works out how a SAN list meets a deployment; what comes out is described in
 * edgelint/match.h.
 */
#ifndef LINT_JUDGE_MATCH_H
#define LINT_JUDGE_MATCH_H

#include <edgelint/match.h>

#include "base/arena.h"

/* False: no memory. */
bool match_make(struct el_match *out, const struct el_cert *cert,
    const struct el_profile *profile, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
