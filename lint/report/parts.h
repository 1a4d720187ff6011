/*
 * What a person is shown of a SAN list: each entry with the part that it plays
 * for the deployment, how bad what was found there is, and the names that are
 * missing.
 */
#ifndef LINT_REPORT_PARTS_H
#define LINT_REPORT_PARTS_H

#include <edgelint/result.h>

#include "base/sink.h"

/* Whether a deployment says which part each entry plays. */
bool parts_are_known(const struct el_profile *profile,
    const struct el_result *result);

/* The entry, printable; one that is no dNSName carries its type. */
void parts_write_entry(struct sink *sink, const struct el_general_name *name);

/*
 * The part of the entry at a position, "Access Edge, SIP domain contoso.com",
 * or "-"; only where parts are known.
 */
void parts_write(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result, size_t position);

/* The name that a finding about the order asks for at its place, or NULL. */
struct el_bytes parts_expected(const struct el_finding *finding);

/*
 * The worst finding at each position from 1, NULL where there is none; to be
 * freed.  NULL: no memory.
 */
const struct el_finding **parts_worst(const struct el_result *result);

/* The finding that says that a name is missing, or NULL. */
const struct el_finding *parts_finding_of_missing(
    const struct el_result *result, struct el_bytes name);

/* A name that the profile asks for and the list does not hold. */
struct parts_missing {
	struct el_host name;
	const char *part; /* "XMPP domain " */
	struct el_bytes domain; /* what follows it, or nothing */
	const struct el_finding *finding; /* that says so, or NULL */
};

/* Call a function for each of them; for none where no parts are known. */
void parts_each_missing(const struct el_profile *profile,
    const struct el_result *result,
    void (*each)(void *context, const struct parts_missing *missing),
    void *context);

#endif
