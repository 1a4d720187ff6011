#include "check.h"

#include <stdlib.h>

#include <mbedtls/base64.h>

#include "input/base64.h"

enum { OCTETS_MAX = 300, TEXT_MAX = 1000 };

/* Pseudorandom numbers that are the same in every run (xorshift). */
static uint32_t
next_random(void)
{
	static uint32_t state = 2463534242;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static void
check_decodes(const char *text, const char *expected)
{
	uint8_t out[OCTETS_MAX];
	struct base64_result result = base64_decode(out, el_bytes_of(text));

	CHECK_NUMBER(result.fault, BASE64_OK);
	CHECK_NUMBER(result.at, strlen(text));
	CHECK_NUMBER(result.size, strlen(expected));
	CHECK(memcmp(out, expected, strlen(expected)) == 0);
}

static void
check_fails(const char *text, enum base64_fault fault, size_t at)
{
	uint8_t out[OCTETS_MAX];
	struct base64_result result = base64_decode(out, el_bytes_of(text));

	CHECK_NUMBER(result.fault, fault);
	CHECK_NUMBER(result.at, at);
}

static void
test_known(void)
{
	/* RFC 4648, section 10. */
	check_decodes("", "");
	check_decodes("Zg==", "f");
	check_decodes("Zm8=", "fo");
	check_decodes("Zm9v", "foo");
	check_decodes("Zm9vYg==", "foob");
	check_decodes("Zm9vYmE=", "fooba");
	check_decodes("Zm9vYmFy", "foobar");
	check_decodes("+/+/", "\xfb\xff\xbf");
}

static void
test_white_space(void)
{
	check_decodes("Zm9v\nYmFy", "foobar");
	check_decodes("Zm9v\r\nYmFy\r\n", "foobar");
	check_decodes("  Zm9v \r\t  YmFy", "foobar");
	check_decodes("Z\nm\n9\nv\nY\nm\nFy", "foobar");
	check_decodes("Zg\n=\n=\n", "f");
	check_decodes(" \r\n\t\v\f", "");
}

static void
test_characters(void)
{
	check_fails("Zm9v*mFy", BASE64_CHARACTER, 4);
	check_fails("*", BASE64_CHARACTER, 0);
	check_fails("Zm9vYmF\x80", BASE64_CHARACTER, 7);
	check_fails("Zm9v\nYm-y", BASE64_CHARACTER, 7);
	check_fails("Zm9vYm_y", BASE64_CHARACTER, 6);
	check_fails("Zg==*", BASE64_CHARACTER, 4);
}

static void
test_padding(void)
{
	check_fails("=", BASE64_PADDING, 0);
	check_fails("Zm9v=", BASE64_PADDING, 4);
	check_fails("Z===", BASE64_PADDING, 1);
	check_fails("Zg===", BASE64_PADDING, 4);
	check_fails("Zm8==", BASE64_PADDING, 4);
	check_fails("Zg==Zm9v", BASE64_PADDING, 4);
	check_fails("Zg=v", BASE64_PADDING, 3);
	check_fails("Zm8=\nZm9v", BASE64_PADDING, 5);
}

static void
test_length(void)
{
	check_fails("Z", BASE64_LENGTH, 1);
	check_fails("Zg", BASE64_LENGTH, 2);
	check_fails("Zm8", BASE64_LENGTH, 3);
	check_fails("Zg=", BASE64_LENGTH, 3);
	check_fails("Zm9vY\n", BASE64_LENGTH, 6);
}

static void
test_superfluous_bits(void)
{
	check_decodes("Zh==", "f");
	check_decodes("Zm9=", "fo");
}

static void
test_every_octet(void)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (unsigned octet = 1; octet < 256; octet++) {
		const char text[] = { 'A', 'A', 'A', (char)octet, '\0' };
		const char *at = strchr(alphabet, (int)octet);
		uint8_t out[8];
		struct base64_result result = base64_decode(out,
		    el_bytes_of(text));

		if (at != NULL) {
			CHECK_NUMBER(result.fault, BASE64_OK);
			CHECK_NUMBER(result.size, 3);
			CHECK_NUMBER(out[2], at - alphabet);
		} else {
			CHECK(result.fault != BASE64_OK || octet == '=');
		}
	}
}

/* Random octets through the other library's encoder, with odd line breaks. */
static void
test_against_encoder(void)
{
	for (int round = 0; round < 20000; round++) {
		uint8_t octets[OCTETS_MAX];
		uint8_t out[OCTETS_MAX + 3];
		uint8_t text[TEXT_MAX];
		uint8_t broken[2 * TEXT_MAX];
		size_t size = next_random() % 200;
		size_t length = 0;
		size_t broken_size = 0;
		unsigned line = 1 + next_random() % 80;
		struct base64_result result;

		for (size_t i = 0; i < size; i++)
			octets[i] = (uint8_t)next_random();
		if (mbedtls_base64_encode(text, sizeof(text), &length, octets,
			size) != 0) {
			CHECK(false);
			continue;
		}
		for (size_t i = 0; i < length; i++) {
			broken[broken_size++] = text[i];
			if (i % line == line - 1)
				broken[broken_size++] = '\n';
		}
		result = base64_decode(out, (struct el_bytes){ broken,
			broken_size });
		CHECK(result.fault == BASE64_OK && result.size == size &&
		    memcmp(out, octets, size) == 0);
	}
}

/* Lines of PEM's length, whole and with something else in each place. */
static void
test_lines(void)
{
	enum { LINES = 3, LINE = 64, STEP = LINE + 1, SIZE = LINES * STEP };
	uint8_t text[SIZE];
	/* No more room than there has to be, so that sanitizers see it. */
	uint8_t *out = malloc(base64_room(SIZE));
	struct base64_result result;

	memset(text, 'B', SIZE);
	for (size_t i = 1; i <= LINES; i++)
		text[i * STEP - 1] = '\n';
	result = base64_decode(out, (struct el_bytes){ text, SIZE });
	CHECK_NUMBER(result.fault, BASE64_OK);
	CHECK_NUMBER(result.size, LINES * LINE / 4 * 3);
	for (size_t i = 0; i < SIZE; i++) {
		static const uint8_t odd[] = { '-', '=', '\r', 0, 0xc2 };
		uint8_t kept = text[i];

		for (size_t k = 0; k < sizeof(odd); k++) {
			text[i] = odd[k];
			result = base64_decode(out, (struct el_bytes){ text,
				SIZE });
			if (odd[k] == '\r')
				CHECK(result.fault == (kept == '\n' ?
					BASE64_OK : BASE64_LENGTH));
			else if (odd[k] != '=')
				CHECK(result.fault == BASE64_CHARACTER &&
				    result.at == i);
			else
				CHECK(result.fault == (i + 2 < SIZE ?
					BASE64_PADDING : i + 1 < SIZE ?
					BASE64_OK : BASE64_PADDING));
		}
		text[i] = kept;
	}
	for (size_t size = 0; size < SIZE; size++) {
		uint8_t *less = malloc(base64_room(size));

		result = base64_decode(less, (struct el_bytes){ text, size });
		CHECK(result.fault == ((size - size / STEP) % 4 == 0 ?
			BASE64_OK : BASE64_LENGTH));
		free(less);
	}
	free(out);
}

/*
 * Random texts: what is accepted here, the other library accepts, too, and
 * decodes to the same.  It takes texts of any length, though, and drops a
 * last group that is not full.
 */
static void
test_against_decoder(void)
{
	static const char characters[] = "AQZagz059+/AAAAAAAAAAAA==-";
	unsigned accepted = 0;
	unsigned refused = 0;

	for (int round = 0; round < 200000; round++) {
		uint8_t text[TEXT_MAX];
		uint8_t ours[TEXT_MAX];
		uint8_t theirs[TEXT_MAX];
		size_t size = 1 + next_random() % 12;
		size_t their_size = 0;
		struct base64_result result;
		bool taken;

		for (size_t i = 0; i < size; i++)
			text[i] = (uint8_t)characters[next_random() %
			    (sizeof(characters) - 1)];
		result = base64_decode(ours, (struct el_bytes){ text, size });
		taken = mbedtls_base64_decode(theirs, sizeof(theirs),
		    &their_size, text, size) == 0;
		if (result.fault == BASE64_OK) {
			CHECK(taken && their_size == result.size &&
			    memcmp(ours, theirs, result.size) == 0);
			accepted++;
		} else {
			CHECK(!taken || size % 4 != 0);
			refused++;
		}
	}
	CHECK(accepted > 1000);
	CHECK(refused > 1000);
}

const struct test tests_base64[] = {
	{ "base64: known texts", test_known },
	{ "base64: white space may stand anywhere", test_white_space },
	{ "base64: the first bad character is found", test_characters },
	{ "base64: padding stands at the end, and is enough", test_padding },
	{ "base64: characters missing at the end", test_length },
	{ "base64: superfluous bits are not looked at",
	    test_superfluous_bits },
	{ "base64: the whole alphabet and nothing else", test_every_octet },
	{ "base64: whole lines, and a fault in each place", test_lines },
	{ "base64: what another encoder makes of random octets",
	    test_against_encoder },
	{ "base64: random texts against another decoder",
	    test_against_decoder },
	{ NULL, NULL },
};
