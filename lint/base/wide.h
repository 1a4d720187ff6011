/*
 * Products of two words of 64 bits, and sums of such products: what arithmetic
 * on large numbers is made of.
 */
#ifndef LINT_BASE_WIDE_H
#define LINT_BASE_WIDE_H

#include <stdint.h>

/* A number of 128 bits. */
struct wide {
	uint64_t low;
	uint64_t high;
};

static inline struct wide
wide_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ typedef unsigned __int128 native;
	native product = (native)a * b;

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

#endif
