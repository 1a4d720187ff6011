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

/* The finding that says that a name is missing, or NULL. */
const struct el_finding *parts_finding_of_missing(
    const struct el_result *result, struct el_bytes name);

/* Fill in the worst finding at each position, in as many places as there are
 * SAN entries and one more, all NULL. */
void parts_worst(const struct el_finding **worst,
    const struct el_result *result);

#endif
