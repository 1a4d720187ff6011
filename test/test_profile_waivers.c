#include "test_profile.h"

#include "check.h"

#define WAIVER(certificate, until) \
	WITH("\"waivers\": [{\"rule\": \"edge.san.order\", " \
	     "\"certificate\": \"" certificate "\", \"until\": \"" until \
	     "\", \"reason\": \"r\", \"owner\": \"o\"}]")

static void
explains_bad_waivers(void)
{
	static const struct mistake list[] = {
		{ WITH("\"waivers\": [{}]"),
		    "2:13: waivers[0]: the key \"rule\" is missing: the id of "
		    "the rule, such as \"edge.san.wildcard\"\n"
		    "2:13: waivers[0]: the key \"certificate\" is missing: "
		    "\"*\" for any certificate, or the SHA-256, SHA-1 or "
		    "serial number in hex of one\n"
		    "2:13: waivers[0]: the key \"until\" is missing: the last "
		    "day of the waiver, such as \"2027-01-31\"\n"
		    "2:13: waivers[0]: the key \"reason\" is missing: the "
		    "reason why the finding is accepted\n"
		    "2:13: waivers[0]: the key \"owner\" is missing: the "
		    "person or team that answers for it" },
		{ WITH("\"waivers\": [{\"rule\": \"edge.san.oder\",\n"
		       "\"certificate\": \"\", \"name\": \"\",\n"
		       "\"until\": \"31.1.2027\", \"reason\": \"\",\n"
		       "\"owner\": 1, \"owners\": 2}]"),
		    "2:22: waivers[0].rule: there is no rule "
		    "\"edge.san.oder\"; did you mean \"edge.san.order\"?\n"
		    "3:16: waivers[0].certificate: expected \"*\" for any "
		    "certificate, or the SHA-256, SHA-1 or serial number in "
		    "hex of one, found \"\"\n"
		    "3:28: waivers[0].name: expected the name that the "
		    "finding is about, found nothing\n"
		    "4:10: waivers[0].until: expected the last day of the "
		    "waiver, such as \"2027-01-31\", found \"31.1.2027\"\n"
		    "4:33: waivers[0].reason: expected the reason why "
		    "the finding is accepted, found nothing\n"
		    "5:10: waivers[0].owner: expected the person or team "
		    "that answers for it, found a number\n"
		    "5:13: waivers[0].owners: there is no key \"owners\"; did "
		    "you mean \"owner\"?" },
		{ WAIVER("*", "2026-02-29"),
		    "2:69: waivers[0].until: expected the last day of the "
		    "waiver, such as \"2027-01-31\", found \"2026-02-29\"" },
		{ WAIVER("*", "2026-02-28T00:00:00Z"),
		    "2:69: waivers[0].until: expected the last day of the "
		    "waiver, such as \"2027-01-31\", found "
		    "\"2026-02-28T00:00:00Z\"" },
		{ WAIVER("12g4", "2027-01-31"),
		    "2:55: waivers[0].certificate: expected \"*\" for any "
		    "certificate, or the SHA-256, SHA-1 or serial number in "
		    "hex of one, found \"12g4\"" },
		{ WAIVER(SHA1 "00", "2027-01-31"),
		    "2:55: waivers[0].certificate: expected \"*\" for any "
		    "certificate, or the SHA-256, SHA-1 or serial number in "
		    "hex of one, found \"" SHA1 "00\"" },
		{ WAIVER(SHA256 "0", "2027-01-31"),
		    "2:55: waivers[0].certificate: expected \"*\" for any "
		    "certificate, or the SHA-256, SHA-1 or serial number in "
		    "hex of one, found \"" SHA256 "0\"" },
		{ WAIVER(": :", "2027-01-31"),
		    "2:55: waivers[0].certificate: expected \"*\" for any "
		    "certificate, or the SHA-256, SHA-1 or serial number in "
		    "hex of one, found \": :\"" },
	};

	CHECK_MISTAKES(list);
}

static void
recognises_certificates_by_their_digits(void)
{
	static const struct {
		const char *text;
		enum el_waiver_by by;
		size_t size;
		uint8_t first;
		uint8_t last;
	} cases[] = {
		{ WAIVER("*", "2027-01-31"), EL_WAIVER_ANY, 0, 0, 0 },
		{ WAIVER(SHA256, "2027-01-31"), EL_WAIVER_SHA256, 32, 0,
		    0x1f },
		{ WAIVER(SHA1, "2027-01-31"), EL_WAIVER_SHA1, 20, 0, 0x13 },
		{ WAIVER("AB:Cd 01", "2027-01-31"), EL_WAIVER_SERIAL, 3, 0xab,
		    0x01 },
		{ WAIVER("\xe2\x80\x8e" "aB cd", "2027-01-31"),
		    EL_WAIVER_SERIAL, 2, 0xab, 0xcd },
		{ WAIVER("\\u200eaB cd", "2027-01-31"), EL_WAIVER_SERIAL, 2,
		    0xab, 0xcd },
		{ WAIVER("abc", "2027-01-31"), EL_WAIVER_SERIAL, 2, 0x0a,
		    0xbc },
		{ WAIVER("0000abc", "2027-01-31"), EL_WAIVER_SERIAL, 2, 0x0a,
		    0xbc },
		{ WAIVER("00", "2027-01-31"), EL_WAIVER_SERIAL, 1, 0, 0 },
		{ WAIVER("123456789012345678901234567890123456789",
		      "2027-01-31"),
		    EL_WAIVER_SERIAL, 20, 0x01, 0x89 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct parsed p;
		const struct el_waiver *waiver;

		parse_profile(&p, cases[i].text);
		CHECK(p.good);
		CHECK_NUMBER(p.profile.waiver_count, 1);
		waiver = p.profile.waivers;
		CHECK_NUMBER(waiver->by, cases[i].by);
		CHECK_NUMBER(waiver->certificate.size, cases[i].size);
		if (waiver->certificate.size == cases[i].size &&
		    cases[i].size > 0) {
			CHECK_NUMBER(waiver->certificate.data[0],
			    cases[i].first);
			CHECK_NUMBER(
			    waiver->certificate.data[cases[i].size - 1],
			    cases[i].last);
		}
		arena_free(&p.arena);
	}
}

const struct test tests_profile_waivers[] = {
	{ "profile: explains bad waivers", explains_bad_waivers },
	{ "profile: recognises certificates by their digits",
	    recognises_certificates_by_their_digits },
	{ NULL, NULL },
};
