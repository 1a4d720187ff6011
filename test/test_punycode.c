#include "punycode.h"

#include "check.h"

static bool
is_good(const char *label)
{
	return punycode_is_good(el_bytes_of(label));
}

/* RFC 3492, 7.1, some of those that fit into a label. */
static void
test_samples(void)
{
	static const char *const labels[] = {
		"xn--egbpdaj6bu4bxfgehfvwxn",
		"xn--ihqwcrb4cv8a8dqg056pqjye",
		"xn--ihqwctvzc91f659drss3x8bo0yb",
		"xn--4dbcagdahymbxekheh6e0a7fei0b",
		"xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
		"xn--porqunopuedensimplementehablarenespaol-fmd56a",
		"xn--bcher-kva",
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		CHECK(is_good(labels[i]));
}

static void
test_case_makes_no_difference(void)
{
	CHECK(is_good("XN--BCHER-KVA"));
	CHECK(is_good("xN--Bcher-kVa"));
	CHECK(punycode_is_marked(el_bytes_of("XN--")));
	CHECK(!punycode_is_marked(el_bytes_of("xn-")));
	CHECK(!punycode_is_marked(el_bytes_of("xm--a")));
	CHECK(!is_good("bcher-kva"));
}

static void
test_what_is_none(void)
{
	static const char *const labels[] = {
		"xn--", /* nothing at all */
		"xn---", /* a hyphen that parts nothing from nothing */
		"xn--abc-", /* no character that is not ASCII */
		"xn---abc", /* a hyphen with nothing before it */
		"xn--bcher-kv", /* a number that does not end */
		"xn--f\xc3\xbcr", /* not ASCII */
		"xn--a_b", /* no digit */
		"xn--99999999", /* beyond Unicode */
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		CHECK(!is_good(labels[i]));
}

/* The first and the last characters, and those that are halves of pairs. */
static void
test_bounds_of_unicode(void)
{
	CHECK(is_good("xn--a")); /* U+0080 */
	CHECK(is_good("xn--dn32g")); /* U+10FFFF */
	CHECK(!is_good("xn--en32g")); /* U+110000 */
	CHECK(is_good("xn--hb9b")); /* U+D7FF */
	CHECK(!is_good("xn--ib9b")); /* U+D800 */
}

/* Numbers as large as a label can hold, and longer labels than there are. */
static void
test_no_overflow(void)
{
	char label[4 + 61] = "xn--";

	for (size_t size = 1; size <= 60; size++) {
		memset(label + 4, '9', size);
		CHECK(!is_good(label));
		memset(label + 4, 'a', size);
		/* U+0080, again and again: good as long as it is a label. */
		CHECK(is_good(label) == (size <= 59));
	}
}

const struct test tests_punycode[] = {
	{ "punycode: samples of RFC 3492", test_samples },
	{ "punycode: case makes no difference",
	    test_case_makes_no_difference },
	{ "punycode: what is none", test_what_is_none },
	{ "punycode: bounds of Unicode", test_bounds_of_unicode },
	{ "punycode: no number is too large", test_no_overflow },
	{ NULL, NULL },
};
