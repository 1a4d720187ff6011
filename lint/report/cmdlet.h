/*
 * The line of Microsoft's management shell that asks for a certificate of a
 * deployment.
 */
#ifndef LINT_REPORT_CMDLET_H
#define LINT_REPORT_CMDLET_H

#include <edgelint/profile.h>

#include "base/sink.h"

/* The value of -Type: "AccessEdgeExternal,DataEdgeExternal". */
const char *cmdlet_types(const struct el_profile *profile);

/*
 * Request-CsCertificate without -Output.  Of the names it takes those that the
 * cmdlet does not add by itself; a NULL list stands for names that are too
 * many for a line.
 */
void cmdlet_request(struct sink *sink, const struct el_profile *profile,
    const struct el_host *names, size_t count);

#endif
