/*
 * The part that a SAN entry plays in a deployment, in words.
 */
#ifndef LINT_REPORT_PARTS_H
#define LINT_REPORT_PARTS_H

#include <edgelint/result.h>

#include "base/sink.h"

/* "Access Edge, SIP domain contoso.com", or "-", of the entry at a position
 * from 1. */
void parts_write(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result, size_t position);

#endif
