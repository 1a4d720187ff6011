/*
 * How long a public certificate may be valid, by the day on which it begins:
 * a rule holds certificates to it, and reports show what is to come.
 */
#ifndef EDGELINT_LIFETIME_H
#define EDGELINT_LIFETIME_H

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

#endif
