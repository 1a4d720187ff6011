#include "check.h"

#include "base/text.h"

#define OCTETS(literal) \
	((struct el_bytes){ (const uint8_t *)(literal), sizeof(literal) - 1 })

struct printable_case {
	struct el_bytes octets;
	const char *expected;
};

static void
check_printable(const struct printable_case *cases, size_t count)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const char *text = text_printable_copy(&arena,
		    cases[i].octets);
		bool same = text != NULL &&
		    strlen(text) == cases[i].octets.size &&
		    memcmp(text, cases[i].octets.data, strlen(text)) == 0;

		CHECK_TEXT(text, cases[i].expected);
		CHECK_NUMBER(text_is_printable(cases[i].octets), same);
	}
	arena_free(&arena);
}

#define CHECK_PRINTABLE(cases) \
	check_printable((cases), sizeof(cases) / sizeof((cases)[0]))

static void
test_stays(void)
{
	const struct printable_case cases[] = {
		{ OCTETS(""), "" },
		{ OCTETS("sip.contoso.com"), "sip.contoso.com" },
		{ OCTETS(" ~"), " ~" },
		/* Two, three and four octets. */
		{ OCTETS("b\xc3\xbc" "cher"), "b\xc3\xbc" "cher" },
		{ OCTETS("\xc2\xa0\xdf\xbf"), "\xc2\xa0\xdf\xbf" },
		{ OCTETS("\xe0\xa0\x80\xed\x9f\xbf"),
		    "\xe0\xa0\x80\xed\x9f\xbf" },
		{ OCTETS("\xee\x80\x80\xef\xbf\xbd"),
		    "\xee\x80\x80\xef\xbf\xbd" },
		{ OCTETS("\xf0\x90\x80\x80"), "\xf0\x90\x80\x80" },
		{ OCTETS("\xf4\x8f\xbf\xbd"), "\xf4\x8f\xbf\xbd" },
		/* Next to ranges that are escaped. */
		{ OCTETS("\xe2\x80\x8a\xe2\x80\x90"),
		    "\xe2\x80\x8a\xe2\x80\x90" },
		{ OCTETS("\xe2\x80\xa7\xe2\x80\xaf"),
		    "\xe2\x80\xa7\xe2\x80\xaf" },
		{ OCTETS("\xe2\x81\x9f\xe2\x81\xb0"),
		    "\xe2\x81\x9f\xe2\x81\xb0" },
		{ OCTETS("\xef\xbf\xbc"), "\xef\xbf\xbc" },
	};

	CHECK_PRINTABLE(cases);
}

static void
test_controls(void)
{
	const struct printable_case cases[] = {
		{ OCTETS("sip\0.com"), "sip\\x00.com" },
		{ OCTETS("\n\r\t"), "\\x0a\\x0d\\x09" },
		{ OCTETS("\x1b[31mred"), "\\x1b[31mred" },
		{ OCTETS("\x1f\x7f"), "\\x1f\\x7f" },
		{ OCTETS("\xc2\x80\xc2\x9f"), "\\xc2\\x80\\xc2\\x9f" },
		{ OCTETS("a\\b"), "a\\\\b" },
		{ OCTETS("\\x00"), "\\\\x00" },
	};

	CHECK_PRINTABLE(cases);
}

static void
test_invisible(void)
{
	const struct printable_case cases[] = {
		/* U+200B, U+200F, U+202A, U+202E, U+2066, U+2069 */
		{ OCTETS("\xe2\x80\x8b"), "\\xe2\\x80\\x8b" },
		{ OCTETS("\xe2\x80\x8f"), "\\xe2\\x80\\x8f" },
		{ OCTETS("\xe2\x80\xaa"), "\\xe2\\x80\\xaa" },
		{ OCTETS("a\xe2\x80\xae" "b"), "a\\xe2\\x80\\xaeb" },
		{ OCTETS("\xe2\x81\xa6"), "\\xe2\\x81\\xa6" },
		{ OCTETS("\xe2\x81\xa9"), "\\xe2\\x81\\xa9" },
		/* U+061C, U+2060, U+FEFF, U+2028, U+2029, U+FFF9, U+FFFB */
		{ OCTETS("\xd8\x9c"), "\\xd8\\x9c" },
		{ OCTETS("\xe2\x81\xa0"), "\\xe2\\x81\\xa0" },
		{ OCTETS("\xef\xbb\xbf"), "\\xef\\xbb\\xbf" },
		{ OCTETS("\xe2\x80\xa8"), "\\xe2\\x80\\xa8" },
		{ OCTETS("\xe2\x80\xa9"), "\\xe2\\x80\\xa9" },
		{ OCTETS("\xef\xbf\xb9"), "\\xef\\xbf\\xb9" },
		{ OCTETS("\xef\xbf\xbb"), "\\xef\\xbf\\xbb" },
		/* Soft hyphen and a tag character. */
		{ OCTETS("\xc2\xad"), "\\xc2\\xad" },
		{ OCTETS("\xf3\xa0\x81\xa1"), "\\xf3\\xa0\\x81\\xa1" },
		/* U+FFFE, U+FDD0, U+1FFFF, U+10FFFE */
		{ OCTETS("\xef\xbf\xbe"), "\\xef\\xbf\\xbe" },
		{ OCTETS("\xef\xb7\x90"), "\\xef\\xb7\\x90" },
		{ OCTETS("\xf0\x9f\xbf\xbf"), "\\xf0\\x9f\\xbf\\xbf" },
		{ OCTETS("\xf4\x8f\xbf\xbe"), "\\xf4\\x8f\\xbf\\xbe" },
	};

	CHECK_PRINTABLE(cases);
}

static void
test_no_utf8(void)
{
	const struct printable_case cases[] = {
		{ OCTETS("\x80"), "\\x80" },
		{ OCTETS("\xff\xfe"), "\\xff\\xfe" },
		/* Overlong forms of "/", NUL and U+FFFF. */
		{ OCTETS("\xc0\xaf"), "\\xc0\\xaf" },
		{ OCTETS("\xe0\x80\x80"), "\\xe0\\x80\\x80" },
		{ OCTETS("\xf0\x8f\xbf\xbf"), "\\xf0\\x8f\\xbf\\xbf" },
		/* Surrogate, above U+10FFFF. */
		{ OCTETS("\xed\xa0\x80"), "\\xed\\xa0\\x80" },
		{ OCTETS("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80" },
		{ OCTETS("\xf5\x80\x80\x80"), "\\xf5\\x80\\x80\\x80" },
		/* Cut short, and what stands behind is not swallowed. */
		{ OCTETS("\xe2\x82"), "\\xe2\\x82" },
		{ OCTETS("\xe2\x82z"), "\\xe2\\x82z" },
		{ OCTETS("\xe2\xc3\xbc"), "\\xe2\xc3\xbc" },
		{ OCTETS("\xf0\x9f\x98" "a"), "\\xf0\\x9f\\x98" "a" },
		{ OCTETS("\xc3"), "\\xc3" },
	};

	CHECK_PRINTABLE(cases);
}

static void
test_utf8_length(void)
{
	CHECK_NUMBER(text_utf8_length(OCTETS("")), 0);
	CHECK_NUMBER(text_utf8_length((struct el_bytes){ NULL, 0 }), 0);
	CHECK_NUMBER(text_utf8_length(OCTETS("\0")), 1);
	CHECK_NUMBER(text_utf8_length(OCTETS("az")), 1);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xc2\x80z")), 2);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xef\xbf\xbf")), 3);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xf4\x8f\xbf\xbf")), 4);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xc1\xbf")), 0);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xed\xbf\xbf")), 0);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xf4\x90\x80\x80")), 0);
	CHECK_NUMBER(text_utf8_length(OCTETS("\xf0\x9f\x98")), 0);
}

static void
test_hex(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	text_hex(&sink, OCTETS("\x00\x01\x9f\xAb\xff"));
	CHECK(sink.size == 10 && memcmp(sink.data, "00019fabff", 10) == 0);
	sink_free(&sink);
}

static void
test_long_hex(void)
{
	uint8_t octets[100];
	struct sink sink;
	size_t wrong = 0;

	memset(octets, 0x5a, sizeof(octets));
	sink_to_memory(&sink);
	text_hex(&sink, (struct el_bytes){ octets, sizeof(octets) });
	CHECK_NUMBER(sink.size, 2 * sizeof(octets));
	for (size_t i = 0; i < sink.size; i++)
		wrong += sink.data[i] != "5a"[i % 2];
	CHECK_NUMBER(wrong, 0);
	sink_free(&sink);
}

/* Text is looked at a word at a time: each octet has to count. */
static void
test_every_place(void)
{
	uint8_t text[3 * TEXT_WORD];
	size_t wrong = 0;

	memset(text, 'a', sizeof(text));
	for (size_t place = 0; place < sizeof(text); place++) {
		for (unsigned octet = 0; octet < 256; octet++) {
			bool plain = octet >= 0x20 && octet < 0x7f &&
			    octet != '\\';

			text[place] = (uint8_t)octet;
			wrong += text_is_printable((struct el_bytes){ text,
				sizeof(text) }) != plain;
		}
		text[place] = 'a';
	}
	CHECK_NUMBER(wrong, 0);
}

static void
test_suggest(void)
{
	static const char *const keys[] = { "access_edge_fqdn", "name",
		"sip_domains", "xmpp_domains", "san_order" };
	const size_t count = sizeof(keys) / sizeof(keys[0]);
	char long_word[200];

	CHECK_TEXT(text_suggest("sip_domain", keys, count), "sip_domains");
	CHECK_TEXT(text_suggest("SAN-Order", keys, count), "san_order");
	CHECK_TEXT(text_suggest("nmae", keys, count), "name");
	CHECK_TEXT(text_suggest("xmp_domains", keys, count), "xmpp_domains");
	CHECK_TEXT(text_suggest("access_edge", keys, count), NULL);
	CHECK_TEXT(text_suggest("n", keys, count), NULL);
	CHECK_TEXT(text_suggest("", keys, count), NULL);
	CHECK_TEXT(text_suggest("colour", keys, count), NULL);
	CHECK_TEXT(text_suggest("name", keys, 0), NULL);
	memset(long_word, 'x', sizeof(long_word));
	long_word[sizeof(long_word) - 1] = '\0';
	CHECK_TEXT(text_suggest(long_word, keys, count), NULL);
}

static void
test_excerpt(void)
{
	char text[TEXT_EXCERPT + 10];
	struct el_bytes octets = { (const uint8_t *)text, TEXT_EXCERPT };
	struct sink sink;

	memset(text, 'a', sizeof(text));
	sink_to_memory(&sink);
	text_excerpt(&sink, octets);
	CHECK_NUMBER(sink.size, TEXT_EXCERPT);
	sink_clear(&sink);
	/* One octet too many, which is the second of a character. */
	memcpy(text + TEXT_EXCERPT - 1, "\xc3\xa9", 2);
	octets.size++;
	text_excerpt(&sink, octets);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data + TEXT_EXCERPT - 2, "a... (2 more octets)");
	sink_free(&sink);
}

const struct test tests_text[] = {
	{ "text: what is printable stays", test_stays },
	{ "text: controls and backslashes are escaped", test_controls },
	{ "text: what steers or hides text is escaped", test_invisible },
	{ "text: octets that are no UTF-8 are escaped", test_no_utf8 },
	{ "text: the length of a UTF-8 character", test_utf8_length },
	{ "text: hex", test_hex },
	{ "text: hex in pieces", test_long_hex },
	{ "text: every octet at every place", test_every_place },
	{ "text: a misspelt word finds its candidate", test_suggest },
	{ "text: what is long is cut for readers", test_excerpt },
	{ NULL, NULL },
};
