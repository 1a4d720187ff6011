/*
 * The common name of a subject as text.  A subject may hold several; the
 * first is meant throughout, and an empty one counts as none.
 */
#ifndef RULES_COMMON_NAME_H
#define RULES_COMMON_NAME_H

#include <edgelint/cert.h>

/* Longer than any host name, so a name that is cut equals none. */
enum { COMMON_NAME_SIZE = 512 };

struct common_name {
	const struct el_attribute *attribute;
	struct el_bytes text; /* in the buffer or the certificate */
	char buffer[COMMON_NAME_SIZE];
};

/* False: the subject has none. */
bool common_name_get(struct common_name *out, const struct el_cert *cert);

/*
 * The name for a finding, which outlives the buffer: transcoded text is taken
 * as it was shown.
 */
struct el_bytes common_name_lasting(const struct common_name *name,
    const char *shown);

#endif
