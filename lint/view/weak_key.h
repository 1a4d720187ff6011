/*
 * Whether an RSA modulus can be factored by whoever tries: a small prime
 * divides it, or its two primes are next to each other.  Exact arithmetic on
 * the octets of a public key, of which nothing is secret.
 */
#ifndef LINT_VIEW_WEAK_KEY_H
#define LINT_VIEW_WEAK_KEY_H

#include <edgelint/weak_key.h>

enum {
	/* Octets of a modulus that is looked at, without leading zeros. */
	WEAK_KEY_MAX = EL_WEAK_KEY_BITS_MAX / 8,
	WEAK_KEY_ROUNDS = 100, /* of Fermat's method */
	WEAK_KEY_BLOCK = 64, /* limbs of a modulus that are summed up at once */
	WEAK_KEY_DIVISORS = 64, /* room; some fifty are needed */
	WEAK_KEY_SIEVES = 6,
};

/*
 * Products of the primes below 752, and 2^(32 i) modulo each: with them, what
 * a modulus leaves is a sum of products, without a division for each limb.
 */
struct weak_key_tables {
	size_t count;
	struct weak_key_divisor {
		uint32_t product;
		uint32_t fold; /* 2^(32 WEAK_KEY_BLOCK) modulo it */
		uint32_t first; /* of its primes, by number */
		uint32_t end;
		uint32_t powers[WEAK_KEY_BLOCK];
	} divisors[WEAK_KEY_DIVISORS];
	/* Which numbers are squares, modulo a few small ones, as bits. */
	uint64_t squares[WEAK_KEY_SIEVES];
};

/* Fill in the tables: some 20 microseconds, once per run. */
void weak_key_begin(struct weak_key_tables *tables);

/* The two tests, each on its own; octets are most significant first, and at
 * most WEAK_KEY_MAX. */
unsigned weak_key_small_factor(const struct weak_key_tables *tables,
    struct el_bytes modulus);
unsigned weak_key_fermat_round(const struct weak_key_tables *tables,
    struct el_bytes modulus);

/* Both; a modulus with a small factor is factored, and not tried further. */
struct el_weak_key weak_key_look(const struct weak_key_tables *tables,
    struct el_bytes modulus);

#endif
