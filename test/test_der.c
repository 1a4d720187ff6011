/* The reader of tags and lengths, held against the library's. */

#include "view/der.h"

#include <mbedtls/asn1.h>

#include "check.h"

/* A small generator with a fixed start: the same octets in every run. */
static uint64_t random_state = 1;

static uint8_t
random_octet(void)
{
	random_state = random_state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint8_t)(random_state >> 56);
}

/*
 * Where the library can delimit an element, so can the reader, in the same
 * place; where it cannot, the reader may only for the long forms of lengths
 * that the library does not take (over four octets).
 */
static void
check_against_library(const uint8_t *octets, size_t size, unsigned *agreed)
{
	struct der der = der_of((struct el_bytes){ octets, size });
	struct der_oddity oddity = { 0 };
	struct el_elem elem = { 0 };
	unsigned char *p = (unsigned char *)(uintptr_t)octets + 1;
	size_t length = 0;
	bool ours = der_next(&der, &elem, &oddity);
	bool theirs = size > 1 && (octets[0] & 0x1f) != 0x1f &&
	    mbedtls_asn1_get_len(&p, octets + size, &length) == 0;

	if (theirs) {
		CHECK(ours);
		CHECK_NUMBER(elem.body.size, length);
		CHECK(elem.body.data == p);
		CHECK(der.next == p + length);
		CHECK_NUMBER(elem.tag, octets[0]);
		(*agreed)++;
	} else if (ours) {
		CHECK(octets[1] > 0x84);
	} else {
		CHECK(oddity.malformed != NULL);
		CHECK(der.next == octets);
	}
}

static void
test_against_library(void)
{
	uint8_t octets[300];
	unsigned agreed = 0;

	for (unsigned round = 0; round < 20000; round++) {
		size_t size = random_octet() % 12;

		if (round % 3 == 0)
			size = sizeof(octets);
		for (size_t i = 0; i < size; i++)
			octets[i] = random_octet();
		/* Mostly lengths that are near to what is there. */
		if (size > 4 && round % 2 == 0) {
			octets[1] = (uint8_t)(0x80 + random_octet() % 6);
			octets[2] = random_octet() % 3;
		}
		check_against_library(octets, size, &agreed);
	}
	CHECK(agreed > 2000);
}

static void
check_one(struct el_bytes octets, const char *malformed, bool not_minimal)
{
	struct der der = der_of(octets);
	struct der_oddity oddity = { 0 };
	struct el_elem elem;

	CHECK_NUMBER(der_next(&der, &elem, &oddity), malformed == NULL);
	CHECK_TEXT(oddity.malformed, malformed);
	CHECK_NUMBER(oddity.not_minimal, not_minimal);
}

#define BYTES(literal) \
	((struct el_bytes){ (const uint8_t *)(literal), sizeof(literal) - 1 })

static void
test_oddities(void)
{
	check_one(BYTES("\x04\x00"), NULL, false);
	check_one(BYTES("\x04\x81\x01x"), NULL, true);
	check_one(BYTES("\x04\x82\x00\x01x"), NULL, true);
	check_one(BYTES("\x04\x88\0\0\0\0\0\0\0\x01x"), NULL, true);
	check_one(BYTES("\x04\x89\0\0\0\0\0\0\0\0\x01x"), NULL, true);
	check_one(BYTES(""), "an element is missing", false);
	check_one(BYTES("\x04"), "the length octets run past the end", false);
	check_one(BYTES("\x04\x82\x01"),
	    "the length octets run past the end", false);
	check_one(BYTES("\x04\x02x"), "the length runs past the end", false);
	check_one(BYTES("\x30\x80\0\0"),
	    "the length is indefinite, which DER does not have", false);
	check_one(BYTES("\x04\xff"),
	    "the first length octet is FF, which X.690 reserves", false);
	check_one(BYTES("\x04\x88\xff\xff\xff\xff\xff\xff\xff\xff"),
	    "the length runs past the end", false);
	check_one(BYTES("\x04\x89\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
	    "the length is beyond any file", false);
	check_one(BYTES("\x1f\x81\x00"), "the tag number is over 30", false);
}

const struct test tests_der[] = {
	{ "der: delimits as the library does", test_against_library },
	{ "der: names what is wrong or odd", test_oddities },
	{ NULL, NULL },
};
