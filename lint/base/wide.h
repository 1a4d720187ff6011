/*
 * Products of two words of 64 bits, their sums and quotients: what arithmetic
 * on large numbers is made of.
 */
#ifndef LINT_BASE_WIDE_H
#define LINT_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide_native;
#endif

/* A number of 128 bits. */
struct wide {
	uint64_t low;
	uint64_t high;
};

static inline struct wide
wide_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	wide_native product = (wide_native)a * b;

	return (struct wide){ (uint64_t)product, (uint64_t)(product >> 64) };
#else
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
	uint64_t middle = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
	uint64_t other = (a & UINT32_MAX) * (b >> 32) + (middle & UINT32_MAX);

	return (struct wide){ other << 32 | (low & UINT32_MAX),
		(a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32) };
#endif
}

/* The sum has to fit. */
static inline struct wide
wide_sum(struct wide a, struct wide b)
{
	struct wide sum = { a.low + b.low, a.high + b.high };

	sum.high += sum.low < a.low;
	return sum;
}

static inline bool
wide_is_at_most(struct wide a, struct wide b)
{
	return a.high < b.high || (a.high == b.high && a.low <= b.low);
}

/* What does not fit in a word is the largest word. */
static inline uint64_t
wide_quotient(struct wide number, uint64_t divisor)
{
	if (number.high >= divisor)
		return UINT64_MAX;
#ifdef __SIZEOF_INT128__
	return (uint64_t)(((wide_native)number.high << 64 | number.low) /
	    divisor);
#else
	for (int i = 0; i < 64; i++) {
		bool carry = number.high >> 63 != 0;

		/* The quotient comes in where the number goes out. */
		number.high = number.high << 1 | number.low >> 63;
		number.low <<= 1;
		if (carry || number.high >= divisor) {
			number.high -= divisor;
			number.low |= 1;
		}
	}
	return number.low;
#endif
}

#endif
