/*
 * How long a public certificate may be valid, by the day on which it begins,
 * and how long before its end the next one is to be asked for: rules hold
 * certificates to both, and reports show what is to come.
 */
#ifndef EDGELINT_LIFETIME_H
#define EDGELINT_LIFETIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct el_lifetime {
	int64_t until; /* on notBefore, first second after; INT64_MAX: none */
	int days; /* of 86,400 seconds, at most */
};

/* In order of time; the first has no beginning. */
const struct el_lifetime *el_lifetimes(size_t *count);

/* The days of the one that a notBefore falls into. */
int el_lifetime_days(int64_t not_before);

/* From this notBefore on public certificates are for servers alone: the first
 * second of 2027-03-15, Chrome Root Program Policy 1.8, 1.3.2. */
#define EL_CLIENT_AUTH_ENDS INT64_C(1805068800)

/* A span before an end, as an option has it: so many seconds, or a share of
 * the lifetime. */
struct el_span {
	bool given;
	int64_t seconds;
	int percent; /* of the lifetime, 1 to 99; 0: the seconds hold */
};

/*
 * How many seconds before its end a certificate is due that is valid for so
 * many, the first and the last included: as the span has it where one is
 * given, else the days of the profile, else (days < 0) 45 days or a third of
 * the lifetime, whichever is less.  It is due when less is left.
 */
int64_t el_lead(const struct el_span *span, int days, int64_t lifetime);

#endif
