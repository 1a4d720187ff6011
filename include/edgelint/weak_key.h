/*
 * What is known to be wrong with how an RSA modulus was made.  It is worked
 * out when a rule asks, once for each modulus of a run.
 */
#ifndef EDGELINT_WEAK_KEY_H
#define EDGELINT_WEAK_KEY_H

#include <edgelint/bytes.h>

struct el_weak_key {
	/* The smallest prime below 752 that divides it; 0: there is none. */
	unsigned small_factor;
	/* The round, of 100, in which Fermat's method factors it; 0: it does
	 * not.  It is not tried where there is a small factor. */
	unsigned fermat_round;
};

struct el_report;

/* A modulus of more bits than this is not looked at. */
enum { EL_WEAK_KEY_BITS_MAX = 16384 };

/* The facts of a modulus, octets as they stand in the key. */
struct el_weak_key el_weak_key(struct el_report *report,
    struct el_bytes modulus);

#endif
