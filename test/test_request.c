/* The view of a certificate request, and which rules are about requests. */

#include <stdio.h>

#include <edgelint/request.h>
#include <edgelint/result.h>

#include "check.h"
#include "der_text.h"
#include "test_cert.h"

/* The fields of a request in their order; der_text.h has the notation. */
struct request_fields {
	const char *version;
	const char *subject;
	const char *key;
	const char *attributes; /* with their [0] */
};

#define PKCS9 "2a864886f70d0109"
#define MICROSOFT "2b060104018237"

/* Attribute, by its identifier and what its SET holds. */
#define ATTRIBUTE(oid, values) "30{06{" oid "} 31{" values "}}"
#define EXTENSION_REQUEST(extensions) \
	ATTRIBUTE(PKCS9 "0e", "30{" extensions "}")
#define CERT_EXTENSIONS(extensions) \
	ATTRIBUTE(MICROSOFT "02010e", "30{" extensions "}")
#define CLIENT_INFO(values) ATTRIBUTE(MICROSOFT "1514", values)

#define GOOD_REQUEST \
	.version = "02{00}", \
	.subject = "30{31{30{06{550403} 0c{'sip.contoso.com'}}}}", \
	.key = "30{30{06{2a864886f70d010101} 05{}}" \
	       "03{00 30{02{00 c1000000000000fb} 02{010001}}}}", \
	.attributes = "a0{" EXTENSION_REQUEST( \
	    SAN_EXTENSION("82{'sip.contoso.com'}")) "}"

enum {
	REQUEST_PARTS = EL_PART_REQUEST_INFO | EL_PART_VERSION |
	    EL_PART_SUBJECT | EL_PART_KEY | EL_PART_ATTRIBUTES |
	    EL_PART_SIGNATURE,
	ASKED_PARTS = EL_PART_EXTENSIONS | EL_PART_SAN,
};

static struct el_bytes
request_der(struct arena *arena, const struct request_fields *fields)
{
	const char *text = arena_printf(arena,
	    "30{ 30{ %s %s %s %s } 30{06{2a864886f70d01010b} 05{}}"
	    " 03{00 5152} }", fields->version, fields->subject, fields->key,
	    fields->attributes);

	assert(text != NULL);
	return der_text(arena, text);
}

static void
read_request(struct reading *out, const struct request_fields *fields)
{
	struct arena arena;

	arena_init(&arena);
	read_octets(out, request_der(&arena, fields));
	CHECK(out->good);
	CHECK(out->cert.request != NULL);
	arena_free(&arena);
}

/* One with these attributes, [0] and all. */
static void
read_attributes(struct reading *out, const char *attributes)
{
	struct request_fields fields = { GOOD_REQUEST };

	fields.attributes = attributes;
	read_request(out, &fields);
}

static void
check_fault(const struct reading *reading, enum el_part part,
    const char *what, const char *path)
{
	const struct el_fault *fault = &reading->cert.faults[0];
	char buffer[EL_PATH_MAX];

	CHECK(reading->cert.fault_count > 0);
	if (reading->cert.fault_count == 0)
		return;
	CHECK_NUMBER(fault->part, part);
	CHECK_TEXT(fault->what, what);
	el_cert_path(buffer, sizeof(buffer), &reading->cert, fault->at);
	CHECK_TEXT(buffer, path);
}

static void
every_field_is_read(void)
{
	const struct request_fields fields = { GOOD_REQUEST };
	const struct el_cert *cert;
	struct reading reading;

	read_request(&reading, &fields);
	cert = &reading.cert;
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK_NUMBER(cert->present, REQUEST_PARTS | ASKED_PARTS);
	CHECK_NUMBER(cert->unreadable, 0);
	CHECK_NUMBER(el_cert_kind(cert), EL_REQUEST);
	CHECK_TEXT(el_kind_name(el_cert_kind(cert)), "request");
	CHECK_NUMBER(cert->version_number, 0);
	CHECK_NUMBER(cert->subject.count, 1);
	CHECK_NUMBER(cert->key.kind, EL_KEY_RSA);
	CHECK_NUMBER(cert->key.size, 64);
	CHECK_NUMBER(cert->signature_algorithm.id, EL_OID_SHA256_RSA);
	CHECK(el_is_present(&cert->signature_value));
	CHECK_NUMBER(cert->san.count, 1);
	CHECK_NUMBER(cert->extension_count, 1);
	/* What a request has not. */
	CHECK(!el_is_present(&cert->serial));
	CHECK(!el_is_present(&cert->issuer.elem));
	CHECK(!cert->not_before.known && !cert->not_after.known);
	CHECK(!el_is_present(&cert->inner_signature.elem));
	read_free(&reading);
}

/* In any order PKCS #9's is taken before Microsoft's. */
static void
extensions_are_those_asked_for(void)
{
	static const struct {
		const char *attributes;
		enum el_oid from; /* unknown: from nowhere */
	} cases[] = {
		{ "a0{" EXTENSION_REQUEST(SAN_EXTENSION("82{'a'}")) "}",
		    EL_OID_EXTENSION_REQUEST },
		{ "a0{" CERT_EXTENSIONS(SAN_EXTENSION("82{'a'}")) "}",
		    EL_OID_MS_CERT_EXTENSIONS },
		{ "a0{" CERT_EXTENSIONS(SAN_EXTENSION("82{'b'} 82{'c'}"))
		    EXTENSION_REQUEST(SAN_EXTENSION("82{'a'}")) "}",
		    EL_OID_EXTENSION_REQUEST },
		{ "a0{" EXTENSION_REQUEST(SAN_EXTENSION("82{'a'}"))
		    EXTENSION_REQUEST(SAN_EXTENSION("82{'b'} 82{'c'}")) "}",
		    EL_OID_EXTENSION_REQUEST },
		{ "a0{}", EL_OID_UNKNOWN },
		{ "a0{" ATTRIBUTE("2a03", "05{}") "}", EL_OID_UNKNOWN },
		/* Left out, as some programs do. */
		{ "", EL_OID_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct el_request_attribute *from;
		struct reading reading;

		read_attributes(&reading, cases[i].attributes);
		from = reading.cert.request->extension_request;
		CHECK_NUMBER(reading.cert.fault_count, 0);
		CHECK_NUMBER(reading.cert.unreadable, 0);
		CHECK_NUMBER(from == NULL ? EL_OID_UNKNOWN : from->id,
		    cases[i].from);
		CHECK_NUMBER(reading.cert.san.count, from != NULL);
		CHECK((reading.cert.present & ASKED_PARTS) ==
		    (from != NULL ? ASKED_PARTS : 0));
		read_free(&reading);
	}
}

static void
attributes_are_read(void)
{
	const struct el_request *request;
	struct reading reading;

	read_attributes(&reading,
	    "a0{" ATTRIBUTE(MICROSOFT "0d0203", "16{'10.0.17763.2'}")
	    ATTRIBUTE(PKCS9 "07", "13{'secret'} 13{'again'}")
	    CLIENT_INFO("30{02{05} 0c{'EDGE1'} 0c{'CONTOSO\\admin'}"
			"0c{'certreq'}}")
	    ATTRIBUTE(MICROSOFT "0d0202", "30{02{01} 1e{0041 0042} 03{00}}")
	    ATTRIBUTE("2a03", "05{}") "}");
	request = reading.cert.request;
	CHECK_NUMBER(reading.cert.fault_count, 0);
	CHECK_NUMBER(request->attribute_count, 5);
	CHECK_NUMBER(request->attributes[1].id, EL_OID_CHALLENGE_PASSWORD);
	CHECK_NUMBER(request->attributes[1].value_count, 2);
	CHECK_NUMBER(request->attributes[4].id, EL_OID_UNKNOWN);
	CHECK(el_request_attribute(request, EL_OID_CHALLENGE_PASSWORD) ==
	    &request->attributes[1]);
	CHECK(el_request_attribute(request, EL_OID_EXTENSION_REQUEST) ==
	    NULL);
	CHECK(el_bytes_equal(request->os_version.body,
	    el_bytes_of("10.0.17763.2")));
	CHECK(el_bytes_equal(request->machine.body, el_bytes_of("EDGE1")));
	CHECK(el_bytes_equal(request->user.body,
	    el_bytes_of("CONTOSO\\admin")));
	CHECK(el_bytes_equal(request->process.body, el_bytes_of("certreq")));
	CHECK_NUMBER(request->provider.body.size, 4);
	read_free(&reading);
}

/* What is not as Windows writes it says nothing, and is no fault. */
static void
odd_values_are_left_alone(void)
{
	static const char *const cases[] = {
		"a0{" CLIENT_INFO("05{}") "}",
		"a0{" CLIENT_INFO("30{}") "}",
		"a0{" CLIENT_INFO("30{02{05}}") "}",
		"a0{" CLIENT_INFO("30{0c{'EDGE1'}}") "}",
		"a0{" CLIENT_INFO("30{02{05} 0c7f}") "}",
		"a0{" ATTRIBUTE(MICROSOFT "0d0203", "0c{'10'}") "}",
		"a0{" ATTRIBUTE(MICROSOFT "0d0202", "30{02{01} 0c{'A'}}") "}",
		"a0{" ATTRIBUTE(MICROSOFT "0d0202", "30{1e{0041}}") "}",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct el_request *request;
		struct reading reading;

		read_attributes(&reading, cases[i]);
		request = reading.cert.request;
		CHECK_NUMBER(reading.cert.fault_count, 0);
		CHECK_NUMBER(request->attribute_count, 1);
		CHECK(!el_is_present(&request->machine));
		CHECK(!el_is_present(&request->os_version));
		CHECK(!el_is_present(&request->provider));
		read_free(&reading);
	}
}

#define INFO "certificationRequestInfo"
#define LIST INFO ".attributes"

static void
faults_are_noted(void)
{
	static const struct {
		const char *attributes;
		enum el_part part;
		const char *what;
		const char *path;
	} cases[] = {
		{ "05{}", EL_PART_ATTRIBUTES,
		    "something else stands where the attributes should", INFO },
		{ "a0{05{}}", EL_PART_ATTRIBUTES,
		    "an attribute is no SEQUENCE", LIST },
		{ "a0{30{}}", EL_PART_ATTRIBUTES, "an element is missing",
		    INFO },
		{ "a0{30{05{}}}", EL_PART_ATTRIBUTES,
		    "an attribute has no identifier", LIST },
		{ "a0{30{06{2a03} 30{}}}", EL_PART_ATTRIBUTES,
		    "the values of an attribute are no SET", LIST ".1.2.3" },
		{ "a0{30{06{" PKCS9 "07} 31{}}}", EL_PART_ATTRIBUTES,
		    "an attribute has no value", LIST ".challengePassword" },
		{ "a0{30{06{2a03} 31{05{}} 05{}}}", EL_PART_ATTRIBUTES,
		    "there is more than the type has", LIST ".1.2.3" },
		{ "a0{" ATTRIBUTE(PKCS9 "0e", "05{}") "}", EL_PART_EXTENSIONS,
		    "the extensions are no SEQUENCE",
		    LIST ".extensionRequest" },
		{ "a0{" EXTENSION_REQUEST("05{}") "}", EL_PART_EXTENSIONS,
		    "an extension is no SEQUENCE", LIST ".extensionRequest" },
		{ "a0{" CERT_EXTENSIONS(EXTENSION("11", "05{}")) "}",
		    EL_PART_SAN, "the extension does not hold a SEQUENCE",
		    LIST ".certExtensions.subjectAltName" },
		{ "a0{} 05{}", EL_PART_REQUEST_INFO,
		    "there is more than the type has", INFO },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading reading;

		read_attributes(&reading, cases[i].attributes);
		check_fault(&reading, cases[i].part, cases[i].what,
		    cases[i].path);
		read_free(&reading);
	}
}

/* An attribute of Windows without a value is no other fault than that. */
static void
known_attributes_may_be_empty(void)
{
	static const char *const cases[] = {
		"a0{" CLIENT_INFO("") "}",
		"a0{" ATTRIBUTE(MICROSOFT "0d0202", "") "}",
		"a0{" ATTRIBUTE(MICROSOFT "0d0203", "") "}",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading reading;

		read_attributes(&reading, cases[i]);
		CHECK_NUMBER(reading.cert.fault_count, 1);
		CHECK(!el_is_present(&reading.cert.request->machine));
		CHECK(!el_is_present(&reading.cert.request->provider));
		read_free(&reading);
	}
}

/* Nobody knows what stood in an attribute that could not be read. */
static void
unreadable_attributes_may_hold_extensions(void)
{
	struct reading reading;

	read_attributes(&reading, "a0{30{05{}}}");
	CHECK((reading.cert.unreadable & ASKED_PARTS) == ASKED_PARTS);
	read_free(&reading);
	/* Those that were found are not in doubt. */
	read_attributes(&reading, "a0{30{05{}}"
	    EXTENSION_REQUEST(SAN_EXTENSION("82{'a'}")) "}");
	CHECK_NUMBER(reading.cert.unreadable, EL_PART_ATTRIBUTES);
	CHECK_NUMBER(reading.cert.san.count, 1);
	read_free(&reading);
	/* An extension request without a value asks for nobody knows what. */
	read_attributes(&reading, "a0{" ATTRIBUTE(PKCS9 "0e", "") "}");
	CHECK((reading.cert.unreadable & ASKED_PARTS) == ASKED_PARTS);
	CHECK(reading.cert.request->extension_request != NULL);
	read_free(&reading);
}

static void
fields_that_are_odd(void)
{
	struct request_fields fields = { GOOD_REQUEST };
	struct reading reading;

	fields.version = "02{02}";
	read_request(&reading, &fields);
	CHECK_NUMBER(reading.cert.version_number, 2);
	CHECK_NUMBER(reading.cert.fault_count, 0);
	read_free(&reading);

	fields.version = "02{0000}";
	read_request(&reading, &fields);
	check_fault(&reading, EL_PART_VERSION,
	    "an INTEGER has more octets than it needs", INFO ".version");
	CHECK_NUMBER(reading.cert.version_number, 0);
	read_free(&reading);

	fields.version = "02{}";
	read_request(&reading, &fields);
	check_fault(&reading, EL_PART_VERSION, "an INTEGER has no octets",
	    INFO ".version");
	CHECK_NUMBER(reading.cert.version_number, -1);
	read_free(&reading);

	fields.version = "02{00}";
	fields.key = "05{}";
	read_request(&reading, &fields);
	check_fault(&reading, EL_PART_KEY, "the public key is no SEQUENCE",
	    INFO ".subjectPKInfo");
	CHECK_NUMBER(reading.cert.san.count, 1);
	read_free(&reading);
}

static void
places_have_paths(void)
{
	const struct request_fields fields = { GOOD_REQUEST };
	const struct el_cert *cert;
	struct reading reading;
	char path[EL_PATH_MAX];

	read_request(&reading, &fields);
	cert = &reading.cert;
#define CHECK_PATH(where, expected) \
	el_cert_path(path, sizeof(path), cert, (where)); \
	CHECK_TEXT(path, expected)
	CHECK_PATH(cert->der, "certificationRequest");
	CHECK_PATH(el_whole(&cert->tbs), INFO);
	CHECK_PATH(el_whole(&cert->version), INFO ".version");
	CHECK_PATH(el_whole(&cert->subject.attributes[0].value),
	    INFO ".subject.commonName");
	CHECK_PATH(el_whole(&cert->key.modulus), INFO ".subjectPKInfo");
	CHECK_PATH(el_whole(&cert->request->attribute_list), LIST);
	CHECK_PATH(el_whole(&cert->request->attributes[0].type),
	    LIST ".extensionRequest");
	CHECK_PATH(el_whole(&cert->san.names[0].elem),
	    LIST ".extensionRequest.subjectAltName");
	CHECK_PATH(el_whole(&cert->signature_algorithm.elem),
	    "signatureAlgorithm");
	CHECK_PATH(el_whole(&cert->signature_value), "signature");
#undef CHECK_PATH
	read_free(&reading);
}

/* A certificate is none, whatever its version and names are. */
static void
certificates_are_told_apart(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct request_fields request = { GOOD_REQUEST };
	struct reading reading;

	read_fields(&reading, &fields);
	CHECK(reading.cert.request == NULL);
	CHECK_NUMBER(el_cert_kind(&reading.cert), EL_CERTIFICATE);
	read_free(&reading);
	/* Version 1: a number, an algorithm, a name. */
	fields.version = "";
	read_fields(&reading, &fields);
	CHECK(reading.cert.request == NULL);
	read_free(&reading);
	fields.inner_signature = "30{}";
	read_fields(&reading, &fields);
	CHECK(reading.cert.request == NULL);
	read_free(&reading);
	fields.issuer = "30{}";
	read_fields(&reading, &fields);
	CHECK(reading.cert.request == NULL);
	read_free(&reading);
	/* A request without a subject has a key in the third place. */
	request.subject = "30{}";
	read_request(&reading, &request);
	CHECK_NUMBER(reading.cert.fault_count, 0);
	read_free(&reading);
}

/* No octet of a request, cut or changed, leads out of it. */
static void
damage_stays_in_bounds(void)
{
	const struct request_fields fields = { GOOD_REQUEST };
	struct el_bytes whole;
	struct arena arena;

	arena_init(&arena);
	whole = request_der(&arena, &fields);
	for (size_t i = 0; i < whole.size; i++) {
		uint8_t *octet = (uint8_t *)(uintptr_t)whole.data + i;
		const uint8_t kept = *octet;
		struct reading reading;

		read_octets(&reading, (struct el_bytes){ whole.data, i });
		CHECK(!reading.good);
		read_free(&reading);
		*octet ^= 0x21;
		read_octets(&reading, whole);
		read_free(&reading);
		*octet = kept;
	}
	arena_free(&arena);
}

/* A signature over other octets, and one that nobody here can check. */
static void
signatures_are_checked(void)
{
	struct request_fields fields = { GOOD_REQUEST };
	const char *unsupported = NULL;
	struct reading reading;

	fields.key = "30{30{06{2b6570}} 03{00 5152}}";
	read_request(&reading, &fields);
	CHECK_NUMBER(el_request_signature(&reading.cert, &unsupported),
	    EL_SIGNATURE_UNSUPPORTED);
	CHECK_TEXT(unsupported, "Ed25519");
	read_free(&reading);
}

/* A table is about certificates unless it says that it is not. */
static void
rules_say_what_they_are_about(void)
{
	static const struct {
		const char *id;
		unsigned kinds;
	} cases[] = {
		{ "csr.version", EL_REQUEST },
		{ "csr.signature.invalid", EL_REQUEST },
		{ "edge.san.order", EL_CERTIFICATE | EL_REQUEST },
		{ "xmpp.domain.uncovered", EL_CERTIFICATE | EL_REQUEST },
		{ "pki.key.too-small", EL_CERTIFICATE | EL_REQUEST },
		{ "pki.usage.no-key-encipherment", EL_CERTIFICATE },
		{ "x509.san.not-ia5", EL_CERTIFICATE | EL_REQUEST },
		{ "x509.san.critical", EL_CERTIFICATE },
		{ "x509.serial.too-long", EL_CERTIFICATE },
		{ "validity.expired", EL_CERTIFICATE },
		{ "chain.untrusted", EL_CERTIFICATE },
		{ "br.san.missing", EL_CERTIFICATE },
		{ "profile.missing", 0 },
		{ "input.no-edge-certificate", 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(
		    el_rule_find(cases[i].id), &count);

		CHECK(rows != NULL);
		if (rows != NULL)
			CHECK_NUMBER(el_rule_kinds(&rows[0]),
			    cases[i].kinds);
	}
}

/* What a request never has, a rule about requests does not need. */
static void
rules_about_requests_need_what_they_have(void)
{
	const uint32_t never = EL_PART_SERIAL | EL_PART_ISSUER |
	    EL_PART_VALIDITY | EL_PART_UNIQUE_IDS | EL_PART_TBS;

	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t j = 0; j < count; j++) {
			bool sound =
			    (el_rule_kinds(&rows[j]) & EL_REQUEST) == 0 ||
			    ((rows[j].needs & never) == 0 &&
				rows[j].chain == 0);

			CHECK(sound);
			if (!sound)
				printf("# %s\n", rows[j].id);
		}
	}
}

const struct test tests_request[] = {
	{ "request: every field is read", every_field_is_read },
	{ "request: the extensions are those asked for",
	    extensions_are_those_asked_for },
	{ "request: attributes are read", attributes_are_read },
	{ "request: odd values are left alone", odd_values_are_left_alone },
	{ "request: faults are noted, with a path", faults_are_noted },
	{ "request: known attributes may be empty",
	    known_attributes_may_be_empty },
	{ "request: unreadable attributes may hold extensions",
	    unreadable_attributes_may_hold_extensions },
	{ "request: fields that are odd", fields_that_are_odd },
	{ "request: places have paths", places_have_paths },
	{ "request: certificates are told apart",
	    certificates_are_told_apart },
	{ "request: damage stays in bounds", damage_stays_in_bounds },
	{ "request: signatures that nobody can check",
	    signatures_are_checked },
	{ "request: rules say what they are about",
	    rules_say_what_they_are_about },
	{ "request: rules need what requests have",
	    rules_about_requests_need_what_they_have },
	{ NULL, NULL },
};
