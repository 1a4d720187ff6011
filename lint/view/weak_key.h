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
	/* Words of a modulus that are summed up at once: those of 2,048 bits,
	 * each times a word below 2^58, and a rest fit in 128 bits. */
	WEAK_KEY_BLOCK = 32,
	WEAK_KEY_PRIMES = 132, /* below 752, without 2 */
	WEAK_KEY_DIVISORS = 24, /* room; one fewer than 20 are needed */
	WEAK_KEY_SIEVES = 6,
	WEAK_KEY_SIEVE = 64, /* the largest */
};

/*
 * An odd number, and what it takes to find what another one leaves modulo it
 * without a division: 2^(64 i) modulo it, and the factor by which Montgomery's
 * reduction takes off 64 bits.
 */
struct weak_key_divisor {
	uint64_t product;
	uint64_t minus_inverse; /* times the product: -1 modulo 2^64 */
	uint64_t fold; /* 2^(64 (WEAK_KEY_BLOCK + 1)) modulo it */
	uint32_t first; /* of its primes, by number */
	uint32_t end;
	uint64_t powers[WEAK_KEY_BLOCK];
};

/* What is worked out once, and, of the sieves, when it is first needed. */
struct weak_key_tables {
	size_t count;
	struct weak_key_divisor divisors[WEAK_KEY_DIVISORS];
	/* A number is a multiple of a prime when its product with the inverse
	 * modulo 2^64 is no more than the limit. */
	uint64_t inverses[WEAK_KEY_PRIMES];
	uint64_t limits[WEAK_KEY_PRIMES];
	struct weak_key_divisor sieve; /* all odd sieves */
	uint64_t squares[WEAK_KEY_SIEVES]; /* modulo each, as bits */
	/* By what the modulus leaves: for which a the difference a^2 - modulus
	 * may be a square, as bits. */
	uint64_t candidates[WEAK_KEY_SIEVES][WEAK_KEY_SIEVE];
	uint64_t known[WEAK_KEY_SIEVES]; /* of these, as bits */
};

/* Fill in the tables: some 10 microseconds, once per run. */
void weak_key_begin(struct weak_key_tables *tables);

/* The two tests, each on its own; octets are most significant first, and at
 * most WEAK_KEY_MAX. */
unsigned weak_key_small_factor(const struct weak_key_tables *tables,
    struct el_bytes modulus);
unsigned weak_key_fermat_round(struct weak_key_tables *tables,
    struct el_bytes modulus);

/* Both; a modulus with a small factor is factored, and not tried further. */
struct el_weak_key weak_key_look(struct weak_key_tables *tables,
    struct el_bytes modulus);

#endif
