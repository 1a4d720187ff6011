#include <edgelint/host.h>

#include "check.h"

/* The octets of a literal, NULs inside it included. */
#define OCTETS(literal) \
	{ (const uint8_t *)(literal), sizeof(literal) - 1 }
#define BYTES(literal) ((struct el_bytes)OCTETS(literal))

static void
test_well_formed(void)
{
	static const char *const names[] = {
		"contoso.com", "SIP.Contoso.COM", "a", "a.b", "xn--bcher-kva.de",
		"1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4a", "a-b.c-d",
		"3com.com", "a.1234", "01234.1.1.1",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct el_host_facts facts =
		    el_host_look(el_bytes_of(names[i]));

		CHECK_NUMBER(facts.defect, EL_HOST_OK);
		CHECK(!facts.wildcard);
	}
}

static void
test_wildcards(void)
{
	struct el_host_facts facts = el_host_look(BYTES("*.contoso.com"));

	CHECK_NUMBER(facts.defect, EL_HOST_OK);
	CHECK(facts.wildcard);
	CHECK(el_host_look(BYTES("*.com")).wildcard);
	CHECK(!el_host_look(BYTES("*")).wildcard);
}

static void
test_hyphens(void)
{
	static const struct {
		const char *name;
		bool hyphens;
		enum el_host_defect defect;
	} cases[] = {
		{ "xn--bcher-kva.de", true, EL_HOST_OK },
		{ "*.a--b.com", true, EL_HOST_OK },
		{ "a---b", true, EL_HOST_OK },
		{ "a-b-c.d-e", false, EL_HOST_OK },
		{ "a-.-b", false, EL_HOST_TRAILING_HYPHEN },
		{ "--a.com", true, EL_HOST_LEADING_HYPHEN },
		{ "a--.com", true, EL_HOST_TRAILING_HYPHEN },
		{ "a--b_c.com", true, EL_HOST_UNDERSCORE },
		{ "1--2.3.4.5", true, EL_HOST_OK },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct el_host_facts facts =
		    el_host_look(el_bytes_of(cases[i].name));

		CHECK_NUMBER(facts.hyphens, cases[i].hyphens);
		CHECK_NUMBER(facts.defect, cases[i].defect);
		CHECK_NUMBER(facts.wildcard, cases[i].name[0] == '*');
	}
}

static void
test_defects(void)
{
	static const struct {
		struct el_bytes name;
		enum el_host_defect defect;
	} cases[] = {
		{ OCTETS(""), EL_HOST_EMPTY },
		{ OCTETS("contoso.com\0.evil.example"), EL_HOST_NUL },
		{ OCTETS("\0"), EL_HOST_NUL },
		{ OCTETS("contoso.com "), EL_HOST_SPACE },
		{ OCTETS(" "), EL_HOST_SPACE },
		{ OCTETS("a\nb.com"), EL_HOST_CONTROL },
		{ OCTETS("a\x7f"), EL_HOST_CONTROL },
		{ OCTETS("b\xc3\xbc" "cher.example"), EL_HOST_NON_ASCII },
		{ OCTETS("_sip.contoso.com"), EL_HOST_UNDERSCORE },
		{ OCTETS("*"), EL_HOST_ASTERISK },
		{ OCTETS("*."), EL_HOST_ASTERISK },
		{ OCTETS("f*.contoso.com"), EL_HOST_ASTERISK },
		{ OCTETS("*.*.contoso.com"), EL_HOST_ASTERISK },
		{ OCTETS("corp.*.com"), EL_HOST_ASTERISK },
		{ OCTETS("*a.contoso.com"), EL_HOST_ASTERISK },
		{ OCTETS("alice@contoso.com"), EL_HOST_CHARACTER },
		{ OCTETS("[::1]"), EL_HOST_CHARACTER },
		{ OCTETS("2001:db8::1"), EL_HOST_CHARACTER },
		{ OCTETS("contoso.com:5061"), EL_HOST_CHARACTER },
		{ OCTETS("."), EL_HOST_LEADING_DOT },
		{ OCTETS(".contoso.com"), EL_HOST_LEADING_DOT },
		{ OCTETS("contoso.com."), EL_HOST_TRAILING_DOT },
		{ OCTETS("corp..contoso.com"), EL_HOST_EMPTY_LABEL },
		{ OCTETS("a.."), EL_HOST_EMPTY_LABEL },
		{ OCTETS("*..com"), EL_HOST_EMPTY_LABEL },
		{ OCTETS("-a.com"), EL_HOST_LEADING_HYPHEN },
		{ OCTETS("a.-b"), EL_HOST_LEADING_HYPHEN },
		{ OCTETS("-"), EL_HOST_LEADING_HYPHEN },
		{ OCTETS("a-.com"), EL_HOST_TRAILING_HYPHEN },
		{ OCTETS("a.com-"), EL_HOST_TRAILING_HYPHEN },
		{ OCTETS("192.0.2.10"), EL_HOST_IP_ADDRESS },
		{ OCTETS("001.2.3.255"), EL_HOST_IP_ADDRESS },
		{ OCTETS("*.192.0.2.10"), EL_HOST_IP_ADDRESS },
		/* The first defect from the left is the one that is named. */
		{ OCTETS("a_b c"), EL_HOST_UNDERSCORE },
		{ OCTETS("a b_c"), EL_HOST_SPACE },
	};

	/* Nothing at all is as empty as an empty text. */
	CHECK_NUMBER(el_host_look((struct el_bytes){ NULL, 0 }).defect,
	    EL_HOST_EMPTY);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct el_host_facts facts = el_host_look(cases[i].name);

		CHECK_NUMBER(facts.defect, cases[i].defect);
		CHECK(!facts.wildcard);
	}
}

/* Labels of the given lengths, joined by dots. */
static struct el_bytes
labels(uint8_t *buffer, const size_t *lengths, size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			buffer[size++] = '.';
		memset(buffer + size, 'a', lengths[i]);
		size += lengths[i];
	}
	return (struct el_bytes){ buffer, size };
}

static void
test_lengths(void)
{
	uint8_t buffer[512];

	CHECK_NUMBER(el_host_look(labels(buffer, (size_t[]){ 63, 3 }, 2))
			 .defect, EL_HOST_OK);
	CHECK_NUMBER(el_host_look(labels(buffer, (size_t[]){ 64, 3 }, 2))
			 .defect, EL_HOST_LONG_LABEL);
	CHECK_NUMBER(el_host_look(labels(buffer, (size_t[]){ 3, 64 }, 2))
			 .defect, EL_HOST_LONG_LABEL);
	CHECK_NUMBER(el_host_look(labels(buffer,
		(size_t[]){ 63, 63, 63, 61 }, 4)).defect, EL_HOST_OK);
	CHECK_NUMBER(el_host_look(labels(buffer,
		(size_t[]){ 63, 63, 63, 62 }, 4)).defect, EL_HOST_LONG_NAME);
}

/* What is wrong with a name of letters that holds this octet at a place. */
static bool
is_wrong_at(unsigned octet, size_t place, size_t size)
{
	if (octet == '-' || octet == '.')
		return place == 0 || place == size - 1;
	return !(octet >= '0' && octet <= '9') &&
	    !((octet | 0x20) >= 'a' && (octet | 0x20) <= 'z');
}

/* Names are looked at many octets at a time: each has to count. */
static void
test_every_place(void)
{
	uint8_t name[EL_LABEL_MAX];
	size_t wrong = 0;

	memset(name, 'a', sizeof(name));
	for (size_t size = 2; size <= sizeof(name); size++) {
		for (size_t place = 0; place < size; place++) {
			for (unsigned octet = 0; octet < 256; octet++) {
				struct el_host_facts facts;

				name[place] = (uint8_t)octet;
				facts = el_host_look((struct el_bytes){ name,
					size });
				wrong += (facts.defect != EL_HOST_OK) !=
				    is_wrong_at(octet, place, size);
				wrong += facts.capitals !=
				    (octet >= 'A' && octet <= 'Z');
			}
			name[place] = 'a';
		}
	}
	CHECK_NUMBER(wrong, 0);
}

static void
test_every_pair(void)
{
	static const struct {
		const char *pair;
		enum el_host_defect defect;
	} cases[] = {
		{ "--", EL_HOST_OK },
		{ "..", EL_HOST_EMPTY_LABEL },
		{ "-.", EL_HOST_TRAILING_HYPHEN },
		{ ".-", EL_HOST_LEADING_HYPHEN },
	};
	uint8_t name[EL_LABEL_MAX];
	size_t wrong = 0;

	memset(name, 'a', sizeof(name));
	for (size_t size = 4; size <= sizeof(name); size++) {
		for (size_t place = 1; place + 2 < size; place++) {
			for (size_t i = 0; i < 4; i++) {
				struct el_host_facts facts;

				memcpy(name + place, cases[i].pair, 2);
				facts = el_host_look((struct el_bytes){ name,
					size });
				wrong += facts.defect != cases[i].defect;
				wrong += facts.hyphens !=
				    (cases[i].pair[0] == '-' &&
					cases[i].pair[1] == '-');
			}
			memset(name + place, 'a', 2);
		}
	}
	CHECK_NUMBER(wrong, 0);
}

static void
test_domains(void)
{
	CHECK(!el_host_look(BYTES("sip.contoso.com")).rare_domain);
	CHECK(!el_host_look(BYTES("sip.contoso.NET")).rare_domain);
	CHECK(!el_host_look(BYTES("sip.contoso.Org")).rare_domain);
	CHECK(!el_host_look(BYTES("sip.contoso.de")).rare_domain);
	CHECK(el_host_look(BYTES("sip.contoso.con")).rare_domain);
	CHECK(el_host_look(BYTES("sip.contoso.info")).rare_domain);
	CHECK(el_host_look(BYTES("sip.contoso.xcom")).rare_domain);
	CHECK(el_host_look(BYTES("sipcontosocom")).rare_domain);
}

static void
test_equality(void)
{
	CHECK(el_host_equal(BYTES("Contoso.COM"), BYTES("contoso.com")));
	CHECK(!el_host_equal(BYTES("contoso.com"), BYTES("contoso.com.")));
	CHECK(!el_host_equal(BYTES("contoso.com"), BYTES("contoso.co")));
	CHECK(!el_host_equal(BYTES("contoso.com"),
	    BYTES("contoso.com\0.evil.example")));
	/* Octets that differ in bit 5 only are equal for letters alone. */
	CHECK(!el_host_equal(BYTES("a-b"), BYTES("a\rb")));
	CHECK(!el_host_equal(BYTES("@"), BYTES("`")));
	CHECK(!el_host_equal(BYTES("["), BYTES("{")));
	CHECK(el_host_equal(BYTES(""), BYTES("")));
}

static void
test_hash(void)
{
	static const char *const pairs[][2] = {
		{ "Contoso.COM", "contoso.com" },
		{ "SIP.CONTOSO.COM", "sip.contoso.com" },
		{ "A", "a" },
		{ "WEBCON.FABRIKAM.EXAMPLE", "webcon.fabrikam.example" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		CHECK_NUMBER(el_host_hash(el_bytes_of(pairs[i][0])),
		    el_host_hash(el_bytes_of(pairs[i][1])));
	CHECK(el_host_hash(BYTES("contoso.com")) !=
	    el_host_hash(BYTES("contoso.con")));
	CHECK(el_host_hash(BYTES("a")) != el_host_hash(BYTES("a ")));
}

static void
test_under(void)
{
	CHECK(el_host_is_under(BYTES("corp.contoso.com"),
	    BYTES("contoso.com")));
	CHECK(el_host_is_under(BYTES("a.b.Contoso.com"),
	    BYTES("contoso.COM")));
	CHECK(!el_host_is_under(BYTES("notcontoso.com"),
	    BYTES("contoso.com")));
	CHECK(!el_host_is_under(BYTES("contoso.com"), BYTES("contoso.com")));
	CHECK(!el_host_is_under(BYTES("contoso.com.evil.example"),
	    BYTES("contoso.com")));
	CHECK(!el_host_is_under(BYTES("a.com"), BYTES("")));
}

static void
test_parent(void)
{
	struct el_bytes parent = el_host_parent(BYTES("a.b.c"));

	CHECK(el_bytes_equal(parent, BYTES("b.c")));
	parent = el_host_parent(parent);
	CHECK(el_bytes_equal(parent, BYTES("c")));
	CHECK_NUMBER(el_host_parent(parent).size, 0);
	CHECK_NUMBER(el_host_parent(BYTES("")).size, 0);
}

const struct test tests_host[] = {
	{ "host: well-formed names", test_well_formed },
	{ "host: wildcards", test_wildcards },
	{ "host: two hyphens in a row", test_hyphens },
	{ "host: each defect is named", test_defects },
	{ "host: 63 and 253 octets are the limits", test_lengths },
	{ "host: every octet at every place", test_every_place },
	{ "host: marks beside each other at every place", test_every_pair },
	{ "host: domains that most names are under", test_domains },
	{ "host: equality ignores ASCII case alone", test_equality },
	{ "host: equal names have equal hashes", test_hash },
	{ "host: under means at a label boundary", test_under },
	{ "host: parents", test_parent },
	{ NULL, NULL },
};
