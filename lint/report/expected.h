/*
 * The names that a certificate of this deployment should hold, in the order
 * that the profile asks for, each once: the SAN list that makes every rule
 * about names content.
 */
#ifndef LINT_REPORT_EXPECTED_H
#define LINT_REPORT_EXPECTED_H

#include <edgelint/profile.h>

/* What stands in the place of a name that the profile does not know. */
enum expected_unknown {
	EXPECTED_LEAVE_OUT,
	EXPECTED_PLACEHOLDER, /* "<access edge FQDN>" */
};

/* No list of this profile has more names than this. */
size_t expected_bound(const struct el_profile *profile);

/* Fill in the list, which has room for expected_bound(); its length. */
size_t expected_names(struct el_host *out, const struct el_profile *profile,
    enum expected_unknown unknown);

/* The name that belongs into the subject; it may be a placeholder. */
struct el_host expected_subject(const struct el_profile *profile);

#endif
