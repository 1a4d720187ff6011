#include "check.h"

#include "base/limits.h"
#include "base/sink.h"
#include "opened.h"

static void
test_readable(void)
{
	static const struct {
		const char *name;
		size_t certificates;
	} cases[] = {
		{ "bundle", 3 },
		{ "gnutls-bundle", 3 },
		{ "signed", 3 },
		{ "signed-indefinite", 3 },
		{ "bundle-indefinite", 3 },
		{ "attribute-certificate", 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct opened opened;
		struct el_bytes octets;
		const struct input_slice *slice;

		opened_begin(&opened, cases[i].name);
		opened_split(&opened, opened.text);
		opened_check(&opened, cases[i].certificates, NULL, NULL);
		slice = &opened.input.slices[0];
		CHECK_NUMBER(slice->container, EL_CONTAINER_PKCS7);
		CHECK_NUMBER(slice->line, 2);
		CHECK(opened.text.data[slice->offset] == '-');

		/* In DER each certificate has its own place. */
		octets = opened_octets(&opened);
		opened_split(&opened, octets);
		opened_check(&opened, cases[i].certificates, NULL, NULL);
		for (size_t j = 0; j < opened.input.count; j++) {
			slice = &opened.input.slices[j];
			CHECK(slice->der.data == octets.data + slice->offset);
			CHECK_NUMBER(slice->line, 0);
		}
		opened_end(&opened);
	}
}

static void
test_refused(void)
{
	static const struct refusal cases[] = {
		{ "crl-alone", 0, "pkcs7.no-certificate",
		    "only 1 revocation list (CRL)" },
		{ "nothing", 0, "pkcs7.no-certificate",
		    "Include all certificates" },
		{ "attribute-alone", 0, "pkcs7.no-certificate",
		    "attribute certificates" },
		{ "cmc-request", 0, "pkcs7.request", "RequestType = PKCS10" },
		{ "enveloped", 0, "pkcs7.not-signed-data",
		    "an encrypted message" },
		{ "data", 0, "pkcs7.not-signed-data", "plain data" },
		{ "bundle-cut", 2, "pkcs7.malformed",
		    "longer than what holds it" },
		{ "bundle-deep", 0, "pkcs7.malformed", "nested too deeply" },
		{ "bundle-open", 0, "pkcs7.malformed",
		    "an element is missing" },
		{ "high-tag", 0, "pkcs7.malformed", "does not belong there" },
	};

	opened_refuse(cases, sizeof(cases) / sizeof(cases[0]));
}

static void
test_truncated(void)
{
	static const char *const names[] = { "bundle-indefinite", "bundle" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct opened opened;
		struct el_bytes octets;

		opened_begin(&opened, names[i]);
		octets = opened_octets(&opened);
		for (octets.size--; octets.size > 20; octets.size -= 3) {
			const struct input *input = &opened.input;

			opened_split(&opened, octets);
			CHECK(input->slices[input->count - 1].problem.code !=
			    NULL);
			CHECK(input->slices[input->count - 1].problem.offset <=
			    octets.size);
		}
		opened_end(&opened);
	}
}

/* The text of a fixture's block, without its BEGIN line and END line. */
static struct el_bytes
body_of(const struct opened *opened)
{
	struct pem_reader reader = { .text = opened->text };
	struct pem_block block = { .body = { NULL, 0 } };

	CHECK(pem_next(&block, &reader));
	return block.body;
}

/* Write the body with another label, or none, between what stands there. */
static void
split_as(struct opened *opened, struct sink *text, const char *before,
    const char *after)
{
	struct el_bytes body = body_of(opened);

	sink_clear(text);
	sink_text(text, before);
	sink_write(text, body.data, body.size);
	sink_text(text, after);
	CHECK_NUMBER(sink_flush(text), 0);
	opened_split(opened, (struct el_bytes){ (const uint8_t *)text->data,
		text->size });
}

static void
test_told_by_content(void)
{
	static const char *const labels[] = { "PKCS7", "CMS",
		"PKCS #7 SIGNED DATA", "CERTIFICATE", "PKCS12" };
	struct opened opened;
	struct sink text;

	sink_to_memory(&text);
	opened_begin(&opened, "bundle");
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		char begin[64];
		char end[64];

		snprintf(begin, sizeof(begin), "-----BEGIN %s-----",
		    labels[i]);
		snprintf(end, sizeof(end), "-----END %s-----\n", labels[i]);
		split_as(&opened, &text, begin, end);
		opened_check(&opened, 3, NULL, NULL);
		CHECK_NUMBER(opened.input.slices[2].container,
		    EL_CONTAINER_PKCS7);
		CHECK_NUMBER(opened.input.slices[2].line, 1);
	}

	/* Base64 alone, and one that has lost its BEGIN line. */
	split_as(&opened, &text, "", "");
	opened_check(&opened, 3, NULL, NULL);
	split_as(&opened, &text, "", "-----END PKCS7-----\n");
	opened_check(&opened, 3, NULL, NULL);
	CHECK_NUMBER(opened.input.slices[0].container, EL_CONTAINER_PKCS7);
	CHECK_NUMBER(opened.input.slices[0].line, 0);

	split_as(&opened, &text, "-----BEGIN PKCS7-----", "");
	opened_check(&opened, 0, "pem.no-end", "no END line");
	opened_end(&opened);
	sink_free(&text);
}

/* Two containers and a key in one file: all is read in its order. */
static void
test_among_others(void)
{
	struct opened bundle;
	struct opened single;
	struct sink text;
	const struct input *input = &bundle.input;

	sink_to_memory(&text);
	opened_begin(&bundle, "bundle");
	opened_begin(&single, "attribute-certificate");
	sink_text(&text, "-----BEGIN PRIVATE KEY-----\nAAAA\n"
	    "-----END PRIVATE KEY-----\n");
	sink_write(&text, single.text.data, single.text.size);
	sink_write(&text, bundle.text.data, bundle.text.size);
	sink_write(&text, single.text.data, single.text.size);
	opened_split(&bundle, (struct el_bytes){ (const uint8_t *)text.data,
		text.size });
	opened_check(&bundle, 5, NULL, NULL);
	CHECK(el_bytes_equal(input->slices[0].der, input->slices[4].der));
	CHECK(input->slices[0].line < input->slices[1].line);
	CHECK_NUMBER(input->slices[1].line, input->slices[3].line);
	CHECK(input->slices[3].line < input->slices[4].line);
	CHECK_NUMBER(input->skipped_count, 1);
	CHECK_TEXT(input->facts.exposed_key, "PRIVATE KEY");
	CHECK_NUMBER(input->facts.exposed_line, 1);
	opened_end(&single);
	opened_end(&bundle);
	sink_free(&text);
}

/* A header of indefinite length around so many octets 30 00. */
static void
test_too_many(void)
{
	static const uint8_t start[] = { 0x30, 0x80, 0x06, 0x09, 0x2a, 0x86,
		0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80, 0x30,
		0x80, 0x02, 0x01, 0x01, 0x31, 0x00, 0xa0, 0x80 };
	static const uint8_t end[8] = { 0 };
	struct arena arena;
	struct input input;
	struct sink octets;
	const struct input_slice *last;

	arena_init(&arena);
	sink_to_memory(&octets);
	sink_write(&octets, start, sizeof(start));
	for (size_t i = 0; i <= LIMIT_CERTIFICATES; i++)
		sink_write(&octets, "\x30", 2);
	sink_write(&octets, end, sizeof(end));
	CHECK_NUMBER(sink_flush(&octets), 0);
	CHECK(input_split(&input, "file", (struct el_bytes){
		(const uint8_t *)octets.data, octets.size }, &arena));
	CHECK_NUMBER(input.count, LIMIT_CERTIFICATES + 1);
	last = &input.slices[input.count - 1];
	CHECK_TEXT(last->problem.code, "input.too-many-certificates");
	sink_free(&octets);
	arena_free(&arena);
}

const struct test tests_pkcs7[] = {
	{ "pkcs7: what programs write is read", test_readable },
	{ "pkcs7: each refusal has its reason", test_refused },
	{ "pkcs7: the end is lost", test_truncated },
	{ "pkcs7: told by its content", test_told_by_content },
	{ "pkcs7: among other blocks", test_among_others },
	{ "pkcs7: too many certificates", test_too_many },
	{ NULL, NULL },
};
