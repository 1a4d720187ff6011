#include "weak_key.h"

#include "base/wide.h"

/* A number in limbs of 64 bits, the least significant first. */
enum { LIMBS_MAX = WEAK_KEY_MAX / 8 };

static const uint16_t primes[] = {
	3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61,
	67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137,
	139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211,
	223, 227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283,
	293, 307, 311, 313, 317, 331, 337, 347, 349, 353, 359, 367, 373, 379,
	383, 389, 397, 401, 409, 419, 421, 431, 433, 439, 443, 449, 457, 461,
	463, 467, 479, 487, 491, 499, 503, 509, 521, 523, 541, 547, 557, 563,
	569, 571, 577, 587, 593, 599, 601, 607, 613, 617, 619, 631, 641, 643,
	647, 653, 659, 661, 673, 677, 683, 691, 701, 709, 719, 727, 733, 739,
	743, 751,
};

enum { PRIME_COUNT = sizeof(primes) / sizeof(primes[0]) };

_Static_assert(sizeof(primes) == WEAK_KEY_PRIMES * sizeof(primes[0]),
    "room for each prime");

/* A word times a divisor, WEAK_KEY_BLOCK times, and a rest fit in 128 bits. */
#define PRODUCT_MAX (UINT64_C(1) << 58)

/* --- what a number leaves --------------------------------------------------- */

/* Of an odd number, modulo 2^64: each step doubles the bits that are right. */
static uint64_t
inverse_of(uint64_t number)
{
	uint64_t inverse = number; /* three bits are right */

	for (int bits = 3; bits < 64; bits *= 2)
		inverse *= 2 - number * inverse;
	return inverse;
}

/*
 * Montgomery's reduction: a number that is the sum, divided by 2^64, modulo
 * the divisor.  The sum is below 2^127, and so it is one word.
 */
static inline uint64_t
reduce(const struct weak_key_divisor *divisor, struct wide sum)
{
	uint64_t factor = sum.low * divisor->minus_inverse;

	return wide_sum(sum, wide_product(factor, divisor->product)).high;
}

/* 2^bits modulo the product. */
static uint64_t
power_of_two(uint64_t product, unsigned bits)
{
	uint64_t power = 1 % product;

	while (bits-- > 0) {
		power <<= 1;
		if (power >= product)
			power -= product;
	}
	return power;
}

static void
divisor_begin(struct weak_key_divisor *divisor, uint64_t product)
{
	uint64_t square = power_of_two(product, 128);
	uint64_t power = 1;

	divisor->product = product;
	divisor->minus_inverse = -inverse_of(product);
	/* Times 2^128, and divided by 2^64. */
	for (size_t i = 0; i < WEAK_KEY_BLOCK; i++) {
		divisor->powers[i] = power;
		power = reduce(divisor, wide_product(power, square)) % product;
	}
	divisor->fold = reduce(divisor, wide_product(power, square)) % product;
}

static void
divisors_begin(struct weak_key_tables *tables)
{
	for (uint32_t next = 0; next < PRIME_COUNT; tables->count++) {
		struct weak_key_divisor *divisor =
		    &tables->divisors[tables->count];
		uint64_t product = 1;

		divisor->first = next;
		while (next < PRIME_COUNT &&
		    product < PRODUCT_MAX / primes[next])
			product *= primes[next++];
		divisor->end = next;
		divisor_begin(divisor, product);
	}
	for (size_t i = 0; i < PRIME_COUNT; i++) {
		tables->inverses[i] = inverse_of(primes[i]);
		tables->limits[i] = UINT64_MAX / primes[i];
	}
}

/* Eight octets, most significant first, in a form that compilers know. */
static uint64_t
limb_at(const uint8_t *p)
{
	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 |
	    (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
	    (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
	    (uint64_t)p[6] << 8 | (uint64_t)p[7];
}

/* The number of limbs; the highest is not 0, and so 0 has none. */
static size_t
limbs_of(uint64_t *limbs, struct el_bytes octets)
{
	size_t count = 0;

	while (octets.size > 0 && octets.data[0] == 0)
		octets = (struct el_bytes){ octets.data + 1, octets.size - 1 };
	for (; octets.size >= 8; octets.size -= 8)
		limbs[count++] = limb_at(octets.data + octets.size - 8);
	if (octets.size > 0) {
		limbs[count] = 0;
		for (size_t k = 0; k < octets.size; k++)
			limbs[count] = limbs[count] << 8 | octets.data[k];
		count++;
	}
	return count;
}

/*
 * A number that is the limbs divided by 2^64, modulo the divisor: a prime of
 * the divisor that divides the one divides the other.  A block of limbs at a
 * time, the highest first.
 */
static uint64_t
reduced(const struct weak_key_divisor *divisor, const uint64_t *limbs,
    size_t count)
{
	uint64_t rest = 0;

	while (count > 0) {
		size_t size = (count - 1) % WEAK_KEY_BLOCK + 1;
		struct wide sum = wide_product(rest, divisor->fold);

		count -= size;
		for (size_t i = 0; i < size; i++)
			sum = wide_sum(sum, wide_product(limbs[count + i],
			    divisor->powers[i]));
		rest = reduce(divisor, sum);
	}
	return rest;
}

static unsigned
small_factor(const struct weak_key_tables *tables, const uint64_t *limbs,
    size_t count)
{
	if (count == 0 || limbs[0] % 2 == 0)
		return 2;
	for (size_t i = 0; i < tables->count; i++) {
		const struct weak_key_divisor *divisor = &tables->divisors[i];
		uint64_t rest = reduced(divisor, limbs, count);

		for (uint32_t k = divisor->first; k < divisor->end; k++)
			if (rest * tables->inverses[k] <= tables->limits[k])
				return primes[k];
	}
	return 0;
}

/* --- square roots and Fermat's method ------------------------------------- */

/* Bit by bit. */
static uint64_t
root_of_wide(struct wide number)
{
	uint64_t root = 0;

	for (uint64_t bit = UINT64_C(1) << 31; bit != 0; bit >>= 1)
		if ((root | bit) * (root | bit) <= number.high)
			root |= bit;
	/* That was the upper half. */
	root <<= 32;
	for (uint64_t bit = UINT64_C(1) << 31; bit != 0; bit >>= 1)
		if (wide_is_at_most(wide_product(root | bit, root | bit),
			number))
			root |= bit;
	return root;
}

/* low -= factor * divisor; true: it is now below zero, and wrapped. */
static bool
take_off(uint64_t *low, const uint64_t *divisor, size_t size, uint64_t factor)
{
	struct wide carry = { 0, 0 };
	bool below;

	for (size_t i = 0; i < size; i++) {
		uint64_t limb = low[i];

		carry = wide_sum(wide_product(factor, divisor[i]),
		    (struct wide){ carry.high, 0 });
		low[i] = limb - carry.low;
		carry.high += limb < carry.low;
	}
	below = low[size] < carry.high;
	low[size] -= carry.high;
	return below;
}

/* low += number; true: it wrapped, and is no longer below zero. */
static bool
add_back(uint64_t *low, const uint64_t *number, size_t size)
{
	struct wide carry = { 0, 0 };

	for (size_t i = 0; i < size; i++) {
		carry = wide_sum((struct wide){ low[i], 0 },
		    (struct wide){ carry.high, 0 });
		carry = wide_sum(carry, (struct wide){ number[i], 0 });
		low[i] = carry.low;
	}
	carry = wide_sum((struct wide){ low[size], 0 },
	    (struct wide){ carry.high, 0 });
	low[size] = carry.low;
	return carry.high != 0;
}

/* What is being taken the square root of, and what is known of the root. */
struct rooting {
	uint64_t rest[LIMBS_MAX + 3]; /* the number less the root's square */
	uint64_t twice[LIMBS_MAX / 2 + 2]; /* the root, doubled */
	size_t size; /* limbs of the root */
	uint64_t top; /* its highest limb */
};

/*
 * The limb of the root at an index, by the method for squares on paper: the
 * largest digit for which (2 root B + digit) * digit can be taken off.  With
 * a top limb of 63 bits or more a first guess is hardly too large.
 */
static void
next_digit(struct rooting *r, size_t index)
{
	uint64_t *low = r->rest + 2 * index;
	uint64_t *divisor = r->twice + index;
	size_t size = r->size + 1 - index;
	uint64_t digit = wide_quotient((struct wide){
	    low[size - 1] << 63 | low[size - 2] >> 1,
	    low[size] << 63 | low[size - 1] >> 1 }, r->top);
	bool below;

	divisor[0] = digit;
	below = take_off(low, divisor, size, digit);
	while (below) {
		digit--;
		divisor[0] = digit << 1 | 1;
		divisor[1] |= digit >> 63;
		below = !add_back(low, divisor, size);
		divisor[1] &= ~UINT64_C(1);
	}
	/* Doubled numbers are even, and so this is an addition. */
	divisor[0] = digit << 1;
	divisor[1] |= digit >> 63;
}

static bool
is_zero(const uint64_t *limbs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (limbs[i] != 0)
			return false;
	return true;
}

/* A number shifted left by less than a limb, which has one more. */
static void
shift_left(uint64_t *out, const uint64_t *limbs, size_t count, unsigned shift)
{
	uint64_t below = 0;

	for (size_t i = 0; i < count; i++) {
		out[i] = limbs[i] << shift | below;
		below = shift == 0 ? 0 : limbs[i] >> (64 - shift);
	}
	out[count] = below;
}

/*
 * The integer square root of a number of at least one limb, the highest of
 * which is not 0.  It has (count + 1) / 2 limbs; returns whether the number is
 * its square.
 */
static bool
square_root(uint64_t *root, const uint64_t *limbs, size_t count)
{
	struct rooting r;
	size_t size = (count + 1) / 2;
	size_t padding = 2 * size - count;
	uint64_t *top = &r.rest[2 * size - 2];
	unsigned shift = 0;
	struct wide square;

	/* Only what is used: it has room for a number eight times as long. */
	r.size = size;
	memset(r.rest, 0, (2 * size + 1) * sizeof(*r.rest));
	memset(r.twice, 0, (size + 1) * sizeof(*r.twice));
	/* Shifted left by whole limbs and an even number of bits. */
	while ((limbs[count - 1] << shift & UINT64_C(3) << 62) == 0)
		shift += 2;
	shift_left(r.rest + padding, limbs, count, shift);
	r.top = root_of_wide((struct wide){ top[0], top[1] });
	square = wide_product(r.top, r.top);
	top[1] -= square.high + (top[0] < square.low);
	top[0] -= square.low;
	r.twice[size - 1] = r.top << 1;
	r.twice[size] = r.top >> 63;
	for (size_t i = size - 1; i-- > 0;)
		next_digit(&r, i);
	/* Back: by one bit for the doubling, and by half of what was added;
	 * that is between one bit and all but 32 of a limb. */
	shift = shift / 2 + 32 * (unsigned)padding + 1;
	for (size_t i = 0; i < size; i++)
		root[i] = shift == 64 ? r.twice[i + 1] :
		    r.twice[i + 1] << (64 - shift) | r.twice[i] >> shift;
	return is_zero(r.rest, 2 * size);
}

/* square = root * root, of twice as many limbs. */
static void
square_of(uint64_t *square, const uint64_t *root, size_t count)
{
	memset(square, 0, 2 * count * sizeof(*square));
	for (size_t i = 0; i < count; i++) {
		struct wide carry = { 0, 0 };

		for (size_t k = 0; k < count; k++) {
			carry = wide_sum(wide_product(root[i], root[k]),
			    (struct wide){ carry.high, 0 });
			carry = wide_sum(carry,
			    (struct wide){ square[i + k], 0 });
			square[i + k] = carry.low;
		}
		square[i + count] = carry.high;
	}
}

/*
 * Coprime numbers up to 64: what is no square modulo one of these is none at
 * all, which sorts out all but one in 500.
 */
static const uint8_t sieves[WEAK_KEY_SIEVES] = { 64, 63, 55, 61, 59, 53 };

enum { ODD_SIEVES = 63 * 55 * 61 * 59 * 53 };

static uint64_t
squares_modulo(unsigned number)
{
	uint64_t squares = 0;

	for (unsigned i = 0; i < number; i++)
		squares |= UINT64_C(1) << i * i % number;
	return squares;
}

/* What a number leaves modulo each sieve. */
static void
sieve_remainders(unsigned out[WEAK_KEY_SIEVES],
    const struct weak_key_tables *tables, const uint64_t *limbs, size_t count)
{
	uint64_t rest = reduced(&tables->sieve, limbs, count);

	out[0] = (unsigned)(limbs[0] % sieves[0]);
	for (size_t i = 1; i < WEAK_KEY_SIEVES; i++) {
		/* Times 2^64, by which it was divided. */
		unsigned scale = (unsigned)(UINT64_MAX % sieves[i] + 1);

		out[i] = (unsigned)(rest % sieves[i]) * scale % sieves[i];
	}
}

/* The numbers a modulo a sieve for which a^2 - rest may be a square. */
static uint64_t
candidates(struct weak_key_tables *tables, size_t sieve, unsigned rest)
{
	unsigned number = sieves[sieve];
	uint64_t found = 0;

	if ((tables->known[sieve] >> rest & 1) != 0)
		return tables->candidates[sieve][rest];
	for (unsigned a = 0; a < number; a++) {
		unsigned difference = (a * a + number - rest) % number;

		found |= (tables->squares[sieve] >> difference & 1) << a;
	}
	tables->known[sieve] |= UINT64_C(1) << rest;
	tables->candidates[sieve][rest] = found;
	return found;
}

/* Bits that come again after so many, from the first one on. */
static struct wide
repeated(uint64_t bits, unsigned period, unsigned first)
{
	struct wide out;
	unsigned rest = WEAK_KEY_SIEVE % period;

	if (first > 0)
		bits = bits >> first | bits << (period - first);
	if (period == WEAK_KEY_SIEVE)
		return (struct wide){ bits, bits };
	bits &= (UINT64_C(1) << period) - 1;
	out.low = bits | bits << period;
	/* The second word goes on where the first one has ended. */
	bits = bits >> rest | bits << (period - rest);
	bits &= (UINT64_C(1) << period) - 1;
	out.high = bits | bits << period;
	return out;
}

_Static_assert(WEAK_KEY_ROUNDS <= 128, "a bit for each round");

/* The rounds, as bits, in which (first + round)^2 - modulus may be a square. */
static struct wide
promising_rounds(struct weak_key_tables *tables, const unsigned *modulus,
    const unsigned *first)
{
	struct wide rounds = { UINT64_MAX,
		(UINT64_C(1) << (WEAK_KEY_ROUNDS - 64)) - 1 };

	for (size_t i = 0; i < WEAK_KEY_SIEVES; i++) {
		struct wide now = repeated(candidates(tables, i, modulus[i]),
		    sieves[i], first[i]);

		rounds.low &= now.low;
		rounds.high &= now.high;
	}
	return rounds;
}

/* number += addend; the number has room for what it carries. */
static void
add_small(uint64_t *number, size_t count, uint64_t addend)
{
	for (size_t i = 0; i < count && addend != 0; i++) {
		number[i] += addend;
		addend = number[i] < addend;
	}
}

/* Whether a^2 - modulus is a square; a^2 is not less than the modulus. */
static bool
is_difference_of_squares(const uint64_t *modulus, size_t count,
    const uint64_t *a, size_t a_count)
{
	uint64_t square[LIMBS_MAX + 4];
	uint64_t root[LIMBS_MAX / 2 + 2];
	size_t size = 2 * a_count;

	square_of(square, a, a_count);
	take_off(square, modulus, count, 1);
	while (size > 0 && square[size - 1] == 0)
		size--;
	return size == 0 || square_root(root, square, size);
}

/* A product of two primes of 752 or more has at least 20 bits. */
enum { FERMAT_MIN = 1 << 19 };

/*
 * n = a^2 - b^2 = (a - b)(a + b): a is tried from the square root upwards.
 * The closer the primes, the sooner what is left is a square.
 */
static unsigned
fermat_round(struct weak_key_tables *tables, const uint64_t *modulus,
    size_t count)
{
	uint64_t a[LIMBS_MAX / 2 + 2] = { 0 };
	size_t size = (count + 1) / 2 + 1;
	unsigned of_modulus[WEAK_KEY_SIEVES];
	unsigned of_first[WEAK_KEY_SIEVES];
	struct wide rounds;
	unsigned tried = 0;

	if (count == 0 || (count == 1 && modulus[0] < FERMAT_MIN))
		return 0;
	if (square_root(a, modulus, count))
		return 1;
	add_small(a, size, 1);
	sieve_remainders(of_modulus, tables, modulus, count);
	sieve_remainders(of_first, tables, a, size);
	rounds = promising_rounds(tables, of_modulus, of_first);
	for (unsigned round = 0; round < WEAK_KEY_ROUNDS; round++) {
		uint64_t bits = round < 64 ? rounds.low : rounds.high;

		if ((bits >> round % 64 & 1) == 0)
			continue;
		add_small(a, size, round - tried);
		tried = round;
		if (is_difference_of_squares(modulus, count, a, size))
			return round + 1;
	}
	return 0;
}

/* --- the two tests -------------------------------------------------------- */

void
weak_key_begin(struct weak_key_tables *tables)
{
	memset(tables, 0, sizeof(*tables));
	divisors_begin(tables);
	divisor_begin(&tables->sieve, ODD_SIEVES);
	for (size_t i = 0; i < WEAK_KEY_SIEVES; i++)
		tables->squares[i] = squares_modulo(sieves[i]);
}

unsigned
weak_key_small_factor(const struct weak_key_tables *tables,
    struct el_bytes modulus)
{
	uint64_t limbs[LIMBS_MAX];

	return small_factor(tables, limbs, limbs_of(limbs, modulus));
}

unsigned
weak_key_fermat_round(struct weak_key_tables *tables,
    struct el_bytes modulus)
{
	uint64_t limbs[LIMBS_MAX];

	return fermat_round(tables, limbs, limbs_of(limbs, modulus));
}

struct el_weak_key
weak_key_look(struct weak_key_tables *tables, struct el_bytes modulus)
{
	struct el_weak_key facts = { 0 };
	uint64_t limbs[LIMBS_MAX];
	size_t count = limbs_of(limbs, modulus);

	facts.small_factor = small_factor(tables, limbs, count);
	if (facts.small_factor == 0)
		facts.fermat_round = fermat_round(tables, limbs, count);
	return facts;
}
