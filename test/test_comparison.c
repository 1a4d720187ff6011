#include "check.h"

#include <edgelint/comparison.h>

#define OCTETS(text) \
	{ \
		(const uint8_t *)(text), sizeof(text) - 1 \
	}

static struct el_key
point_key(enum el_oid curve, struct el_bytes point)
{
	return (
	    struct el_key){ .kind = EL_KEY_EC, .curve = curve, .point = point };
}

static struct el_key
rsa_key(struct el_bytes modulus, struct el_bytes exponent)
{
	return (struct el_key){ .kind = EL_KEY_RSA,
		.modulus = { .body = modulus },
		.exponent = { .body = exponent } };
}

static void
test_points(void)
{
	/* One, with an even and an odd y. */
	static const struct el_bytes even = OCTETS("\x04"
						   "ab"
						   "\x10\x20");
	static const struct el_bytes odd = OCTETS("\x04"
						  "ab"
						  "\x10\x21");
	static const struct el_bytes short_even = OCTETS("\x02"
							 "ab");
	static const struct el_bytes short_odd = OCTETS("\x03"
							"ab");
	static const struct el_bytes other = OCTETS("\x02"
						    "ac");
	static const struct el_bytes nothing = { (const uint8_t *)"", 0 };
	const struct {
		struct el_bytes a;
		struct el_bytes b;
		bool same;
	} pairs[] = {
		{ even, even, true },
		{ even, short_even, true },
		{ even, short_odd, false },
		{ odd, short_odd, true },
		{ short_even, short_odd, false },
		{ other, even, false },
		{ nothing, even, false },
		{ nothing, nothing, true },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct el_key a = point_key(EL_OID_P256, pairs[i].a);
		struct el_key b = point_key(EL_OID_P256, pairs[i].b);

		CHECK(el_key_equal(&a, &b) == el_key_equal(&b, &a));
		CHECK_NUMBER(el_key_equal(&a, &b), pairs[i].same);
	}
}

static void
test_curves(void)
{
	static const struct el_bytes point = OCTETS("\x04"
						    "abcd");
	struct el_key a = point_key(EL_OID_P256, point);
	struct el_key b = point_key(EL_OID_P384, point);

	CHECK(!el_key_equal(&a, &b));
}

static void
test_numbers(void)
{
	static const struct el_bytes modulus = OCTETS("\x00\xc1\x02");
	static const struct el_bytes bare = OCTETS("\xc1\x02");
	static const struct el_bytes other = OCTETS("\x00\xc1\x03");
	static const struct el_bytes exponent = OCTETS("\x01\x00\x01");
	static const struct el_bytes three = OCTETS("\x03");
	struct el_key a = rsa_key(modulus, exponent);
	struct el_key b = rsa_key(bare, exponent);
	struct el_key c = rsa_key(other, exponent);
	struct el_key d = rsa_key(modulus, three);

	CHECK(el_key_equal(&a, &b));
	CHECK(!el_key_equal(&a, &c));
	CHECK(!el_key_equal(&a, &d));
}

/* What no modulus or point was found in is compared as it stands. */
static void
test_other_kinds(void)
{
	static const uint8_t octets[] = "\x30\x02"
					"ab"
					"\x30\x02"
					"ac";
	struct el_key a = { .elem = {
				.body = { octets + 2, 2 }, .header = 2 } };
	struct el_key b = { .elem = {
				.body = { octets + 6, 2 }, .header = 2 } };
	struct el_key rsa = { .kind = EL_KEY_RSA, .elem = a.elem };

	CHECK(el_key_equal(&a, &a));
	CHECK(!el_key_equal(&a, &b));
	CHECK(!el_key_equal(&a, &rsa));
}

static void
test_strength(void)
{
	static const struct {
		enum el_key_kind kind;
		unsigned size;
		unsigned strength;
	} sizes[] = {
		{ EL_KEY_RSA, 1023, 0 },
		{ EL_KEY_RSA, 1024, 80 },
		{ EL_KEY_RSA, 2047, 80 },
		{ EL_KEY_RSA, 2048, 112 },
		{ EL_KEY_RSA, 3071, 112 },
		{ EL_KEY_RSA, 3072, 128 },
		{ EL_KEY_RSA, 4096, 128 },
		{ EL_KEY_RSA, 7680, 192 },
		{ EL_KEY_RSA, 15360, 256 },
		{ EL_KEY_EC, 192, 80 },
		{ EL_KEY_EC, 224, 112 },
		{ EL_KEY_EC, 256, 128 },
		{ EL_KEY_EC, 384, 192 },
		{ EL_KEY_EC, 521, 256 },
		{ EL_KEY_OTHER, 4096, 0 },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct el_key key = { .kind = sizes[i].kind,
			.size = sizes[i].size };

		CHECK_NUMBER(el_key_strength(&key), sizes[i].strength);
	}
}

const struct test tests_comparison[] = {
	{ "comparison: a point and its short form are one key", test_points },
	{ "comparison: a point is on one curve", test_curves },
	{ "comparison: leading zeros make no other key", test_numbers },
	{ "comparison: keys of other kinds, by their octets",
	    test_other_kinds },
	{ "comparison: strengths as NIST has them", test_strength },
	{ NULL, NULL },
};
