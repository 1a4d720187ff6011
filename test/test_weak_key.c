#include "check.h"

#include <stdlib.h>

#include "judge/key_cache.h"
#include "view/weak_key.h"

static struct weak_key_tables tables;

/* A number in four octets, the most significant first. */
static struct el_bytes
octets_of(uint8_t *octets, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		octets[i] = (uint8_t)(number >> (24 - 8 * i));
	return (struct el_bytes){ octets, 4 };
}

/* Octet by octet, for each number in turn: slow, and hardly to be wrong. */
static unsigned
naive_factor(struct el_bytes modulus)
{
	for (unsigned factor = 2; factor < 752; factor++) {
		unsigned rest = 0;

		for (size_t i = 0; i < modulus.size; i++)
			rest = (rest << 8 | modulus.data[i]) % factor;
		if (rest == 0)
			return factor;
	}
	return 0;
}

static uint64_t
naive_root(uint64_t number)
{
	uint64_t root = 0;

	while ((root + 1) * (root + 1) <= number)
		root++;
	return root;
}

static unsigned
naive_round(uint64_t modulus)
{
	uint64_t a = naive_root(modulus);

	a += a * a < modulus;
	for (unsigned round = 1; round <= 100; round++, a++) {
		uint64_t square = a * a - modulus;
		uint64_t b = naive_root(square);

		if (b * b == square)
			return round;
	}
	return 0;
}

static void
test_small_factor(void)
{
	uint8_t octets[WEAK_KEY_MAX];
	uint32_t random = 1;

	weak_key_begin(&tables);
	for (uint32_t n = 0; n < 3000; n++) {
		struct el_bytes modulus = octets_of(octets, n);

		CHECK_NUMBER(weak_key_small_factor(&tables, modulus),
		    naive_factor(modulus));
	}
	for (size_t size = 1; size <= WEAK_KEY_MAX; size += 1 + size / 9) {
		struct el_bytes modulus = { octets, size };

		for (size_t i = 0; i < size; i++) {
			random = random * 1664525 + 1013904223;
			octets[i] = (uint8_t)(random >> 24);
		}
		for (unsigned last = 0; last < 8; last++) {
			octets[size - 1] = (uint8_t)(2 * last + 1);
			CHECK_NUMBER(weak_key_small_factor(&tables, modulus),
			    naive_factor(modulus));
		}
	}
}

/* 757 * 757 is the smallest modulus without a small factor. */
static void
test_small_fermat(void)
{
	uint8_t octets[4];

	weak_key_begin(&tables);
	CHECK_NUMBER(weak_key_fermat_round(&tables,
			 octets_of(octets, 757 * 757)), 1);
	CHECK_NUMBER(weak_key_fermat_round(&tables,
			 octets_of(octets, 757 * 761)), 1);
	for (uint32_t n = 600000; n < 603000; n++)
		CHECK_NUMBER(weak_key_fermat_round(&tables,
				 octets_of(octets, n)), naive_round(n));
	for (uint32_t n = 65500; n < 65536; n++)
		CHECK_NUMBER(weak_key_fermat_round(&tables,
				 octets_of(octets, n * n)), 1);
}

/* Below that there is nothing to find, and 1 is not 1 * 1. */
static void
test_tiny_modulus(void)
{
	uint8_t octets[4];

	weak_key_begin(&tables);
	for (uint32_t n = 0; n < 2; n++) {
		struct el_weak_key facts = weak_key_look(&tables,
		    octets_of(octets, n));

		CHECK_NUMBER(facts.small_factor, n == 0 ? 2 : 0);
		CHECK_NUMBER(facts.fermat_round, 0);
	}
	CHECK_NUMBER(weak_key_look(&tables,
			 (struct el_bytes){ octets, 0 }).small_factor, 2);
	CHECK_NUMBER(weak_key_fermat_round(&tables,
			 octets_of(octets, 3)), 0);
}

/*
 * 2^2k - 1 is (2^k - 1)(2^k + 1), and (2^k - 1)^2 is 2^2k - 2^(k+1) + 1: all
 * octets FF, and FF .. FE 00 .. 01.
 */
static void
test_large_fermat(void)
{
	uint8_t octets[WEAK_KEY_MAX];

	weak_key_begin(&tables);
	for (size_t size = 4; size <= WEAK_KEY_MAX; size += 2 + size / 7) {
		struct el_bytes modulus = { octets, size };

		memset(octets, 0xff, size);
		CHECK_NUMBER(weak_key_fermat_round(&tables, modulus), 1);
		if (size % 2 != 0)
			continue;
		octets[size / 2 - 1] = 0xfe;
		memset(octets + size / 2, 0, size / 2);
		octets[size - 1] = 1;
		CHECK_NUMBER(weak_key_fermat_round(&tables, modulus), 1);
		octets[size - 1] = 3;
		CHECK_NUMBER(weak_key_fermat_round(&tables, modulus), 0);
	}
}

static void
test_zeros_in_front(void)
{
	uint8_t octets[6] = { 0 };
	struct el_bytes modulus = { octets, 6 };

	weak_key_begin(&tables);
	octets_of(octets + 2, 757 * 761);
	CHECK_NUMBER(weak_key_look(&tables, modulus).small_factor, 0);
	CHECK_NUMBER(weak_key_look(&tables, modulus).fermat_round, 1);
}

/* What has a small factor is not tried further. */
static void
test_one_fault(void)
{
	uint8_t octets[64];
	struct el_bytes modulus = { octets, sizeof(octets) };

	weak_key_begin(&tables);
	memset(octets, 0xff, sizeof(octets));
	CHECK_NUMBER(weak_key_look(&tables, modulus).small_factor, 3);
	CHECK_NUMBER(weak_key_look(&tables, modulus).fermat_round, 0);
}

/* More keys than there are places, each asked for twice. */
static void
test_cache(void)
{
	struct arena arena;
	struct key_cache *cache;
	uint8_t octets[4];

	weak_key_begin(&tables);
	arena_init(&arena);
	cache = key_cache_new(&arena);
	CHECK(cache != NULL);
	for (uint32_t i = 0; cache != NULL && i < 4000; i++) {
		struct el_bytes modulus = octets_of(octets,
		    1500000001 + 2 * (i % 2000));
		struct el_weak_key facts = key_cache_find(cache, modulus);

		CHECK_NUMBER(facts.small_factor, naive_factor(modulus));
		facts = key_cache_find(cache, modulus);
		CHECK_NUMBER(facts.small_factor, naive_factor(modulus));
	}
	arena_free(&arena);
}

/* One octet more than is looked at; with a zero in front it is not more. */
static void
test_cache_bound(void)
{
	struct arena arena;
	struct key_cache *cache;
	uint8_t octets[WEAK_KEY_MAX + 1];
	struct el_bytes modulus = { octets, sizeof(octets) };

	arena_init(&arena);
	cache = key_cache_new(&arena);
	memset(octets, 0xff, sizeof(octets));
	CHECK(cache != NULL);
	if (cache != NULL) {
		CHECK_NUMBER(key_cache_find(cache, modulus).small_factor, 0);
		octets[0] = 0;
		CHECK_NUMBER(key_cache_find(cache, modulus).small_factor, 3);
	}
	arena_free(&arena);
}

const struct test tests_weak_key[] = {
	{ "weak key: the smallest factor, as by division", test_small_factor },
	{ "weak key: Fermat's rounds, as by trying", test_small_fermat },
	{ "weak key: a modulus too small to be one", test_tiny_modulus },
	{ "weak key: close factors of every size", test_large_fermat },
	{ "weak key: zeros in front change nothing", test_zeros_in_front },
	{ "weak key: one fault is enough", test_one_fault },
	{ "weak key: more keys than are kept", test_cache },
	{ "weak key: a modulus too large is not looked at", test_cache_bound },
	{ NULL, NULL },
};
