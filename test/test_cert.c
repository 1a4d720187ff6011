/* The certificate view, field by field, where nothing is wrong. */

#include "test_cert.h"

#include <stdlib.h>

#include "bounds.h"
#include "glances.h"
#include "check.h"
#include "der_text.h"

struct el_bytes
fields_der(struct arena *arena, const struct fields *fields)
{
	bool has_extensions = fields->extensions != NULL;
	const char *text = arena_printf(arena,
	    "30{ 30{ %s %s %s %s %s %s %s %s %s%s%s } %s %s } %s",
	    fields->version, fields->serial, fields->inner_signature,
	    fields->issuer, fields->validity, fields->subject, fields->key,
	    fields->unique_ids, has_extensions ? "a3{30{" : "",
	    has_extensions ? fields->extensions : "",
	    has_extensions ? "}}" : "", fields->signature_algorithm,
	    fields->signature, fields->trailing);

	assert(text != NULL);
	return der_text(arena, text);
}

void
read_octets(struct reading *out, struct el_bytes octets)
{
	uint8_t *copy = malloc(octets.size == 0 ? 1 : octets.size);

	assert(copy != NULL);
	if (octets.size > 0)
		memcpy(copy, octets.data, octets.size);
	*out = (struct reading){ .der = { copy, octets.size } };
	arena_init(&out->arena);
	out->good = cert_read(&out->cert, out->der, &out->arena,
	    &out->problem);
	if (out->good)
		CHECK_TEXT(bounds_broken(&out->cert, out->der), NULL);
	else
		CHECK(out->problem.code != NULL &&
		    out->problem.message != NULL);
	CHECK_TEXT(glance_differs(out->good ? &out->cert : NULL, out->der),
	    NULL);
}

void
read_fields(struct reading *out, const struct fields *fields)
{
	struct arena arena;

	arena_init(&arena);
	read_octets(out, fields_der(&arena, fields));
	CHECK(out->good);
	arena_free(&arena);
}

void
read_free(struct reading *reading)
{
	arena_free(&reading->arena);
	free((void *)(uintptr_t)reading->der.data);
}

/* Where octets are in the certificate, as text. */
static const char *
span_text(char buffer[48], const struct reading *reading, struct el_bytes at)
{
	snprintf(buffer, 48, "%zu+%zu", (size_t)(at.data - reading->der.data),
	    at.size);
	return buffer;
}

static const char *
span(const struct reading *reading, struct el_bytes at)
{
	static char buffer[48];

	return at.data == NULL ? "absent" : span_text(buffer, reading, at);
}

/* Where the text's octets are for the first time. */
static const char *
expected_span(const struct reading *reading, const char *text)
{
	static char buffer[48];
	struct el_bytes at = reading->der;
	struct el_bytes wanted;
	struct arena arena;
	const char *found = "nowhere";

	arena_init(&arena);
	wanted = der_text(&arena, text);
	for (; at.size >= wanted.size; at.data++, at.size--) {
		if (memcmp(at.data, wanted.data, wanted.size) == 0) {
			at.size = wanted.size;
			found = span_text(buffer, reading, at);
			break;
		}
	}
	arena_free(&arena);
	return found;
}

/* An element, or octets, stand where the text's octets do. */
#define CHECK_ELEM(reading, elem, text) \
	CHECK_TEXT(span((reading), el_whole(elem)), \
	    expected_span((reading), (text)))
#define CHECK_OCTETS(reading, octets, text) \
	CHECK_TEXT(span((reading), (octets)), \
	    expected_span((reading), (text)))

static void
test_frame(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.trailing = "00 ff";
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->der.size, reading.der.size - 2);
	CHECK(cert->der.data == reading.der.data);
	CHECK_NUMBER(cert->trailing.size, 2);
	CHECK(cert->trailing.data == reading.der.data + cert->der.size);
	CHECK_NUMBER(cert->elem.tag, EL_TAG_SEQUENCE);
	CHECK(el_whole(&cert->elem).data == reading.der.data);
	CHECK(el_whole(&cert->tbs).data == cert->elem.body.data);
	CHECK_NUMBER(cert->present,
	    FRAME_PARTS | EL_PART_VERSION | EL_PART_EXTENSIONS | EL_PART_SAN);
	CHECK_NUMBER(cert->unreadable, 0);
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK_NUMBER(cert->faults_left_out, 0);
	read_free(&reading);
}

static void
test_fields(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	read_fields(&reading, &fields);
	CHECK_ELEM(&reading, &cert->version, "02{02}");
	CHECK_NUMBER(cert->version_number, 2);
	CHECK_ELEM(&reading, &cert->serial, fields.serial);
	CHECK_ELEM(&reading, &cert->inner_signature.elem,
	    fields.inner_signature);
	CHECK_ELEM(&reading, &cert->inner_signature.oid,
	    "06{2a864886f70d01010b}");
	CHECK_NUMBER(cert->inner_signature.id, EL_OID_SHA256_RSA);
	CHECK_ELEM(&reading, &cert->issuer.elem, fields.issuer);
	CHECK_ELEM(&reading, &cert->validity, fields.validity);
	CHECK_ELEM(&reading, &cert->not_before.elem, "17{'261001000000Z'}");
	CHECK_NUMBER(cert->not_before.seconds, 1790812800);
	CHECK(cert->not_before.known && cert->not_before.exact);
	CHECK_ELEM(&reading, &cert->not_after.elem, "18{'20510101000000Z'}");
	CHECK_NUMBER(cert->not_after.seconds, 2556144000);
	CHECK_ELEM(&reading, &cert->subject.elem, fields.subject);
	CHECK(!el_cert_is_self_issued(cert));
	CHECK_ELEM(&reading, &cert->signature_algorithm.elem,
	    fields.signature_algorithm);
	CHECK_NUMBER(cert->signature_algorithm.id, EL_OID_SHA384_RSA);
	CHECK_NUMBER(cert->signature_algorithm.parameters.tag, EL_TAG_NULL);
	CHECK(el_is_present(&cert->signature_algorithm.parameters));
	CHECK_ELEM(&reading, &cert->signature_value, fields.signature);
	CHECK(!el_is_present(&cert->issuer_unique_id));
	read_free(&reading);
}

static void
test_self_issued(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;

	fields.subject = fields.issuer;
	read_fields(&reading, &fields);
	CHECK(el_cert_is_self_issued(&reading.cert));
	read_free(&reading);
}

static void
test_versions(void)
{
	static const struct {
		const char *version;
		long long number;
		size_t faults;
	} rows[] = {
		{ "", 0, 0 },
		{ "a0{02{00}}", 0, 1 }, /* the default is not encoded */
		{ "a0{02{01}}", 1, 0 },
		{ "a0{02{02}}", 2, 0 },
		{ "a0{02{7f}}", 127, 0 },
		{ "a0{02{ff}}", -1, 0 },
		{ "a0{02{0001}}", 1, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		bool absent = rows[i].version[0] == '\0';

		fields.version = rows[i].version;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.version_number, rows[i].number);
		CHECK_NUMBER(reading.cert.fault_count, rows[i].faults);
		CHECK_NUMBER(reading.cert.unreadable, 0);
		CHECK_NUMBER((reading.cert.present & EL_PART_VERSION) == 0,
		    absent);
		CHECK(el_is_present(&reading.cert.version) == !absent);
		read_free(&reading);
	}
}

/* Version 1 has no extensions, version 2 has unique identifiers. */
static void
test_unique_ids(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.version = "a0{02{01}}";
	fields.unique_ids = "81{00 a1a2} 82{04 b0}";
	fields.extensions = NULL;
	read_fields(&reading, &fields);
	CHECK_ELEM(&reading, &cert->issuer_unique_id, "81{00 a1a2}");
	CHECK_ELEM(&reading, &cert->subject_unique_id, "82{04 b0}");
	CHECK_NUMBER(cert->present,
	    FRAME_PARTS | EL_PART_VERSION | EL_PART_UNIQUE_IDS);
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK(!el_is_present(&cert->extension_list));
	CHECK_NUMBER(cert->extension_count, 0);
	read_free(&reading);

	fields.unique_ids = "82{00 b1}";
	fields.extensions = SAN_EXTENSION("82{'a.b'}");
	read_fields(&reading, &fields);
	CHECK(!el_is_present(&cert->issuer_unique_id));
	CHECK_ELEM(&reading, &cert->subject_unique_id, "82{00 b1}");
	CHECK_NUMBER(cert->san.count, 1);
	read_free(&reading);
}

static void
check_attribute(const struct reading *reading, const struct el_name *name,
    size_t i, enum el_oid id, size_t rdn, const char *value)
{
	CHECK(i < name->count);
	if (i >= name->count)
		return;
	CHECK_NUMBER(name->attributes[i].id, id);
	CHECK_NUMBER(name->attributes[i].rdn, rdn);
	CHECK_ELEM(reading, &name->attributes[i].value, value);
}

static void
test_names(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_name *subject = &reading.cert.subject;

	fields.subject = "30{"
			 "31{30{06{550406} 13{'GB'}}}"
			 "31{30{06{55040a} 1e{0043 00f3}}"
			 "   30{06{2b060104} 16{'who knows'}}}"
			 "31{30{06{550403} 0c{'one'}}}"
			 "31{30{06{550403} 14{'two'}}}}";
	read_fields(&reading, &fields);
	CHECK_NUMBER(subject->count, 5);
	check_attribute(&reading, subject, 0, EL_OID_COUNTRY, 0, "13{'GB'}");
	check_attribute(&reading, subject, 1, EL_OID_ORGANIZATION, 1,
	    "1e{0043 00f3}");
	check_attribute(&reading, subject, 2, EL_OID_UNKNOWN, 1,
	    "16{'who knows'}");
	check_attribute(&reading, subject, 3, EL_OID_CN, 2, "0c{'one'}");
	check_attribute(&reading, subject, 4, EL_OID_CN, 3, "14{'two'}");
	CHECK_ELEM(&reading, &subject->attributes[1].elem,
	    "30{06{55040a} 1e{0043 00f3}}");
	CHECK_ELEM(&reading, &subject->attributes[2].type, "06{2b060104}");
	CHECK(el_name_attribute(subject, EL_OID_CN) ==
	    &subject->attributes[3]);
	CHECK(el_name_attribute(subject, EL_OID_LOCALITY) == NULL);
	CHECK_NUMBER(reading.cert.fault_count, 0);
	read_free(&reading);

	fields.subject = "30{}";
	read_fields(&reading, &fields);
	CHECK_NUMBER(subject->count, 0);
	CHECK_ELEM(&reading, &subject->elem, "30{}");
	CHECK_NUMBER(reading.cert.fault_count, 0);
	read_free(&reading);
}

/* Texts that are made from other encodings, and how much room there is. */
static void
test_attribute_text(void)
{
	static const struct {
		uint8_t tag;
		const char *value;
		size_t room;
		const char *text;
	} rows[] = {
		{ EL_TAG_UTF8_STRING, "'caf' c3a9", 2, "caf\xc3\xa9" },
		{ EL_TAG_PRINTABLE_STRING, "'plain'", 0, "plain" },
		{ EL_TAG_IA5_STRING, "'a' 80", 0, "a\x80" },
		{ EL_TAG_NUMERIC_STRING, "'12 3'", 0, "12 3" },
		{ EL_TAG_BMP_STRING, "0041 00e9 20ac", 16,
		    "A\xc3\xa9\xe2\x82\xac" },
		{ EL_TAG_BMP_STRING, "0041 0042 43", 16, "AB" },
		{ EL_TAG_BMP_STRING, "43", 16, "" },
		{ EL_TAG_BMP_STRING, "d83d de00", 16,
		    "\xef\xbf\xbd\xef\xbf\xbd" },
		{ EL_TAG_BMP_STRING, "0041 20ac 0042", 3, "A" },
		{ EL_TAG_BMP_STRING, "0041 20ac 0042", 4,
		    "A\xe2\x82\xac" },
		{ EL_TAG_BMP_STRING, "0041", 0, "" },
		{ EL_TAG_UNIVERSAL_STRING, "00000041 0001f600", 16,
		    "A\xf0\x9f\x98\x80" },
		{ EL_TAG_UNIVERSAL_STRING, "0010ffff", 16,
		    "\xf4\x8f\xbf\xbf" },
		{ EL_TAG_UNIVERSAL_STRING, "00110000 ffffffff", 16,
		    "\xef\xbf\xbd\xef\xbf\xbd" },
		{ EL_TAG_UNIVERSAL_STRING, "0000d800", 16, "\xef\xbf\xbd" },
		{ EL_TAG_UNIVERSAL_STRING, "00000041 000042", 16, "A" },
		{ EL_TAG_TELETEX_STRING, "'M' fc 'nchen'", 16,
		    "M\xc3\xbcnchen" },
		{ EL_TAG_TELETEX_STRING, "fc fc", 3, "\xc3\xbc" },
		{ EL_TAG_BMP_STRING, "", 16, "" },
		{ EL_TAG_UTF8_STRING, "", 16, "" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct el_attribute attribute = { .value = {
			.body = der_text(&arena, rows[i].value),
			.tag = rows[i].tag } };
		char *room = malloc(rows[i].room + 1);
		struct el_bytes text;

		assert(room != NULL);
		text = el_attribute_text(&attribute, room, rows[i].room);
		CHECK_TEXT(arena_copy(&arena, text), rows[i].text);
		free(room);
	}
	arena_free(&arena);
}

/* 2026-10-01T00:00:00Z and 2026-10-01T12:30:00Z */
#define MIDNIGHT INT64_C(1790812800)
#define HALF_PAST (MIDNIGHT + 45000)

static void
test_times(void)
{
	static const struct {
		const char *time;
		bool known;
		bool exact;
		int64_t seconds;
	} rows[] = {
		{ "17{'261001123000Z'}", true, true, HALF_PAST },
		{ "17{'2610011230Z'}", true, false, HALF_PAST },
		{ "17{'261001143000+0200'}", true, false, HALF_PAST },
		{ "17{'2610011100-0130'}", true, false, HALF_PAST },
		{ "17{'261001123000'}", true, false, HALF_PAST },
		{ "17{'2610011230'}", true, false, HALF_PAST },
		{ "17{'26100112Z'}", false, false, 0 },
		{ "17{'261001123000z'}", false, false, 0 },
		{ "17{'261001123000.5Z'}", false, false, 0 },
		{ "17{'261001123000Z '}", false, false, 0 },
		{ "17{' 261001123000Z'}", false, false, 0 },
		{ "17{'261001123000+24' '00'}", false, false, 0 },
		{ "17{'261001123000+0060'}", false, false, 0 },
		{ "17{'261001123000+02'}", false, false, 0 },
		{ "17{'26100112300Z'}", false, false, 0 },
		{ "17{'261001 12300Z'}", false, false, 0 },
		{ "17{'2610011230-1Z'}", false, false, 0 },
		{ "17{'261001123060Z'}", false, false, 0 },
		{ "17{'261001240000Z'}", false, false, 0 },
		{ "17{'261301000000Z'}", false, false, 0 },
		{ "17{'260431000000Z'}", false, false, 0 },
		{ "17{'250229000000Z'}", false, false, 0 },
		{ "17{'240229000000Z'}", true, true, 1709164800 },
		{ "17{'500101000000Z'}", true, true, -631152000 },
		{ "17{'491231235959Z'}", true, true, 2524607999 },
		{ "17{''}", false, false, 0 },
		{ "17{00}", false, false, 0 },
		{ "18{'20261001123000Z'}", true, true, HALF_PAST },
		{ "18{'20261001123000.123Z'}", true, false, HALF_PAST },
		{ "18{'20261001123000,9Z'}", true, false, HALF_PAST },
		{ "18{'20261001123000.Z'}", false, false, 0 },
		{ "18{'202610011230.5Z'}", false, false, 0 },
		{ "18{'202610011230Z'}", true, false, HALF_PAST },
		{ "18{'2026100112Z'}", true, false, MIDNIGHT + 43200 },
		{ "18{'20261001Z'}", false, false, 0 },
		{ "18{'20261001143000+0200'}", true, false, HALF_PAST },
		{ "18{'20261001123000'}", true, false, HALF_PAST },
		{ "18{'19491231235959Z'}", true, true, -631152001 },
		{ "18{'19500101000000Z'}", true, true, -631152000 },
		{ "18{'20500101000000Z'}", true, true, 2524608000 },
		{ "18{'00000101000000Z'}", true, true, -62167219200 },
		{ "18{'00000229000000Z'}", true, true, -62162121600 },
		{ "18{'19000229000000Z'}", false, false, 0 },
		{ "18{'99991231235959Z'}", true, true, 253402300799 },
		{ "18{'999'}", false, false, 0 },
		{ "18{''}", false, false, 0 },
		{ "16{'261001123000Z'}", false, false, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		const struct el_time *time = &reading.cert.not_before;
		char validity[80];

		snprintf(validity, sizeof(validity),
		    "30{%s 17{'271001000000Z'}}", rows[i].time);
		fields.validity = validity;
		read_fields(&reading, &fields);
		if (time->known != rows[i].known ||
		    time->exact != rows[i].exact ||
		    time->seconds != rows[i].seconds)
			printf("# %s\n", rows[i].time);
		CHECK_NUMBER(time->known, rows[i].known);
		CHECK_NUMBER(time->exact, rows[i].exact);
		CHECK_NUMBER(time->seconds, rows[i].seconds);
		CHECK_ELEM(&reading, &time->elem, rows[i].time);
		CHECK_NUMBER(reading.cert.unreadable,
		    rows[i].known ? 0 : EL_PART_VALIDITY);
		CHECK_NUMBER(reading.cert.fault_count, !rows[i].known);
		CHECK(reading.cert.not_after.known);
		CHECK_NUMBER(reading.cert.san.count, 1);
		read_free(&reading);
	}
}

#define EC_KEY(parameters, point) \
	"30{30{06{2a8648ce3d0201} " parameters "} 03{00 " point "}}"

static void
test_keys(void)
{
	static const struct {
		const char *key;
		enum el_oid algorithm;
		enum el_key_kind kind;
		enum el_oid curve;
		unsigned size;
		const char *point;
	} rows[] = {
		{ "30{30{06{2a864886f70d010101} 05{}}"
		  "03{00 30{02{00 c1000000000000fb} 02{010001}}}}",
		    EL_OID_RSA, EL_KEY_RSA, EL_OID_UNKNOWN, 64, NULL },
		{ "30{30{06{2a864886f70d010101}} 03{00 30{02{01} 02{03}}}}",
		    EL_OID_RSA, EL_KEY_RSA, EL_OID_UNKNOWN, 1, NULL },
		{ "30{30{06{2a864886f70d010101}} 03{00 30{02{00} 02{03}}}}",
		    EL_OID_RSA, EL_KEY_RSA, EL_OID_UNKNOWN, 0, NULL },
		{ "30{30{06{2a864886f70d01010a} 30{}}"
		  "03{00 30{02{0fff} 02{03}}}}",
		    EL_OID_RSA_PSS, EL_KEY_RSA, EL_OID_UNKNOWN, 12, NULL },
		{ EC_KEY("06{2a8648ce3d030107}", "04a1a2"),
		    EL_OID_EC_PUBLIC_KEY, EL_KEY_EC, EL_OID_P256, 256,
		    "04a1a2" },
		{ EC_KEY("06{2b8104000a}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_SECP256K1, 256, "04a1a2" },
		{ EC_KEY("06{2b81040022}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_P384, 384, "04a1a2" },
		{ EC_KEY("06{2b81040023}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_P521, 521, "04a1a2" },
		{ EC_KEY("06{2b81040021}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_UNKNOWN, 0, "04a1a2" },
		/* A known identifier that is no curve. */
		{ EC_KEY("06{550403}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_UNKNOWN, 0, "04a1a2" },
		{ EC_KEY("30{02{01}}", "04a1a2"), EL_OID_EC_PUBLIC_KEY,
		    EL_KEY_EC, EL_OID_UNKNOWN, 0, "04a1a2" },
		{ EC_KEY("", "04a1a2"), EL_OID_EC_PUBLIC_KEY, EL_KEY_EC,
		    EL_OID_UNKNOWN, 0, "04a1a2" },
		{ "30{30{06{2b6570}} 03{00 a1a2}}", EL_OID_ED25519,
		    EL_KEY_OTHER, EL_OID_UNKNOWN, 0, NULL },
		{ "30{30{06{2a0304}} 03{00 a1a2}}", EL_OID_UNKNOWN,
		    EL_KEY_OTHER, EL_OID_UNKNOWN, 0, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		const struct el_key *key = &reading.cert.key;

		fields.key = rows[i].key;
		read_fields(&reading, &fields);
		CHECK_ELEM(&reading, &key->elem, rows[i].key);
		CHECK_NUMBER(key->algorithm.id, rows[i].algorithm);
		CHECK_NUMBER(key->kind, rows[i].kind);
		CHECK_NUMBER(key->curve, rows[i].curve);
		CHECK_NUMBER(key->size, rows[i].size);
		CHECK_NUMBER(el_is_present(&key->modulus),
		    rows[i].kind == EL_KEY_RSA);
		if (rows[i].point != NULL)
			CHECK_OCTETS(&reading, key->point, rows[i].point);
		else
			CHECK(key->point.data == NULL);
		CHECK_NUMBER(reading.cert.fault_count, 0);
		read_free(&reading);
	}
}

static void
test_rsa_key(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_key *key = &reading.cert.key;

	read_fields(&reading, &fields);
	CHECK_ELEM(&reading, &key->modulus, "02{00 c1000000000000fb}");
	CHECK_ELEM(&reading, &key->exponent, "02{010001}");
	CHECK_ELEM(&reading, &key->bits,
	    "03{00 30{02{00 c1000000000000fb} 02{010001}}}");
	CHECK_ELEM(&reading, &key->algorithm.elem,
	    "30{06{2a864886f70d010101} 05{}}");
	read_free(&reading);
}

#define OTHER_NAME(id, value) "a0{06{" id "} a0{" value "}}"
#define SRV_NAME(value) OTHER_NAME("2b06010505070807", value)
#define XMPP_ADDR(value) OTHER_NAME("2b06010505070805", value)

static void
test_general_names(void)
{
	static const struct {
		const char *name;
		enum el_name_type type;
		const char *value;
		enum el_host_defect defect;
		unsigned wildcard;
	} rows[] = {
		{ "82{'webcon.contoso.com'}", EL_NAME_DNS,
		    "'webcon.contoso.com'", EL_HOST_OK, 0 },
		{ "82{'*.contoso.com'}", EL_NAME_DNS, "'*.contoso.com'",
		    EL_HOST_OK, 1 },
		{ "82{'a_b.contoso.com'}", EL_NAME_DNS, "'a_b.contoso.com'",
		    EL_HOST_UNDERSCORE, 0 },
		{ "81{'user@contoso.com'}", EL_NAME_EMAIL,
		    "'user@contoso.com'", EL_HOST_OK, 0 },
		{ "86{'sip:contoso.com'}", EL_NAME_URI, "'sip:contoso.com'",
		    EL_HOST_OK, 0 },
		{ "87{c0000201}", EL_NAME_IP, "c0000201", EL_HOST_OK, 0 },
		{ "87{c0000201ff}", EL_NAME_IP, "c0000201ff", EL_HOST_OK, 0 },
		{ "88{2a030405}", EL_NAME_REGISTERED_ID, "2a030405",
		    EL_HOST_OK, 0 },
		{ "a3{30{'x400'}}", EL_NAME_OTHER, "30{'x400'}", EL_HOST_OK,
		    0 },
		{ "a5{a1{0c{'edi'}}}", EL_NAME_OTHER, "a1{0c{'edi'}}",
		    EL_HOST_OK, 0 },
		{ "a4{30{31{30{06{550403} 0c{'dir'}}}}}", EL_NAME_DIRECTORY,
		    "30{31{30{06{550403} 0c{'dir'}}}}", EL_HOST_OK, 0 },
		{ OTHER_NAME("2b060104018237140203", "0c{'u@contoso.com'}"),
		    EL_NAME_OTHER, "'u@contoso.com'", EL_HOST_OK, 0 },
		{ XMPP_ADDR("0c{'im.contoso.com'}"), EL_NAME_XMPP,
		    "'im.contoso.com'", EL_HOST_OK, 0 },
		{ XMPP_ADDR("0c{'user@im.contoso.com/r'}"), EL_NAME_XMPP,
		    "'user@im.contoso.com/r'", EL_HOST_CHARACTER, 0 },
		{ SRV_NAME("16{'_xmpp-server.srv.contoso.com'}"), EL_NAME_SRV,
		    "'_xmpp-server.srv.contoso.com'", EL_HOST_OK, 0 },
		{ SRV_NAME("16{'_sip.*.contoso.com'}"), EL_NAME_SRV,
		    "'_sip.*.contoso.com'", EL_HOST_OK, 1 },
		{ "82{}", EL_NAME_DNS, NULL, EL_HOST_EMPTY, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		const struct el_general_names *san = &reading.cert.san;
		char extensions[200];

		snprintf(extensions, sizeof(extensions),
		    SAN_EXTENSION("%s 82{'last'}"), rows[i].name);
		fields.extensions = extensions;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.fault_count, 0);
		CHECK_NUMBER(san->count, 2);
		CHECK_ELEM(&reading, &san->names[0].elem, rows[i].name);
		CHECK_NUMBER(san->names[0].type, rows[i].type);
		if (rows[i].value != NULL)
			CHECK_OCTETS(&reading, san->names[0].value,
			    rows[i].value);
		CHECK_NUMBER(san->names[0].host.defect, rows[i].defect);
		CHECK_NUMBER(san->names[0].host.wildcard, rows[i].wildcard);
		CHECK_NUMBER(san->names[0].other != NULL,
		    strncmp(rows[i].name, "a0", 2) == 0);
		CHECK_NUMBER(san->names[0].directory != NULL,
		    rows[i].type == EL_NAME_DIRECTORY);
		CHECK_ELEM(&reading, &san->names[1].elem, "82{'last'}");
		read_free(&reading);
	}
}

static void
test_srv_names(void)
{
	static const struct {
		const char *value;
		const char *service; /* NULL: it is of another form */
		const char *name;
		enum el_host_defect defect;
	} rows[] = {
		{ "16{'_xmpp-server.srv.contoso.com'}", "'_xmpp-server'",
		    "'srv.contoso.com'", EL_HOST_OK },
		{ "0c{'_SIP._tcp.contoso.com'}", "'_SIP'",
		    "'_tcp.contoso.com'", EL_HOST_UNDERSCORE },
		{ "16{'xmpp-server.srv.contoso.com'}", NULL, NULL,
		    EL_HOST_EMPTY },
		{ "16{'_xmpp-server'}", NULL, NULL, EL_HOST_EMPTY },
		{ "16{'_'}", NULL, NULL, EL_HOST_EMPTY },
		{ "16{}", NULL, NULL, EL_HOST_EMPTY },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		const struct el_other_name *other;
		char extensions[200];

		snprintf(extensions, sizeof(extensions),
		    SAN_EXTENSION(SRV_NAME("%s")), rows[i].value);
		fields.extensions = extensions;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.san.count, 1);
		other = reading.cert.san.names[0].other;
		CHECK(other != NULL);
		CHECK_ELEM(&reading, &other->type_id,
		    "06{2b06010505070807}");
		CHECK_ELEM(&reading, &other->value, rows[i].value);
		if (rows[i].service == NULL) {
			CHECK(other->service.data == NULL);
			CHECK(other->srv_name.data == NULL);
		} else {
			CHECK_OCTETS(&reading, other->service,
			    rows[i].service);
			CHECK_OCTETS(&reading, other->srv_name, rows[i].name);
		}
		CHECK_NUMBER(reading.cert.san.names[0].host.defect,
		    rows[i].defect);
		read_free(&reading);
	}
}

/* A name with nothing behind the dot is of the form, and no host name. */
static void
test_srv_name_without_name(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_general_name *name;

	fields.extensions = SAN_EXTENSION(SRV_NAME("16{'_sip.'}"));
	read_fields(&reading, &fields);
	name = &reading.cert.san.names[0];
	CHECK_NUMBER(name->other->service.size, 4);
	CHECK_NUMBER(name->other->srv_name.size, 0);
	CHECK_NUMBER(name->host.defect, EL_HOST_EMPTY);
	read_free(&reading);
}

static void
test_directory_name(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_name *name;

	fields.extensions = SAN_EXTENSION(
	    "a4{30{31{30{06{55040a} 0c{'Dir'}}}"
	    "31{30{06{550403} 0c{'name'}}}}}");
	read_fields(&reading, &fields);
	name = reading.cert.san.names[0].directory;
	CHECK(name != NULL);
	CHECK_NUMBER(name->count, 2);
	check_attribute(&reading, name, 0, EL_OID_ORGANIZATION, 0,
	    "0c{'Dir'}");
	check_attribute(&reading, name, 1, EL_OID_CN, 1, "0c{'name'}");
	read_free(&reading);
}

static void
test_key_usage(void)
{
	static const struct {
		const char *value;
		unsigned bits;
		size_t faults;
	} rows[] = {
		{ "03{05 a0}",
		    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT, 0 },
		{ "03{07 80}", EL_KU_DIGITAL_SIGNATURE, 0 },
		{ "03{06 40}", EL_KU_CONTENT_COMMITMENT, 0 },
		{ "03{04 10}", EL_KU_DATA_ENCIPHERMENT, 0 },
		{ "03{03 08}", EL_KU_KEY_AGREEMENT, 0 },
		{ "03{02 04}", EL_KU_KEY_CERT_SIGN, 0 },
		{ "03{01 02}", EL_KU_CRL_SIGN, 0 },
		{ "03{00 01}", EL_KU_ENCIPHER_ONLY, 0 },
		{ "03{07 0080}", EL_KU_DECIPHER_ONLY, 0 },
		{ "03{07 ff80}", 0x1ff, 0 },
		{ "03{00}", 0, 0 },
		{ "03{00 a0}",
		    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT, 1 },
		{ "03{05 00}", 0, 1 },
		/* A tenth bit has no meaning; unused bits are no bits. */
		{ "03{06 0040}", 0, 0 },
		{ "03{05 bf}",
		    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT, 1 },
		{ "03{00 80000001}", EL_KU_DIGITAL_SIGNATURE, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		char extensions[80];

		snprintf(extensions, sizeof(extensions),
		    EXTENSION("0f", "%s"), rows[i].value);
		fields.extensions = extensions;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.key_usage, rows[i].bits);
		CHECK_NUMBER(reading.cert.fault_count, rows[i].faults);
		CHECK_NUMBER(reading.cert.unreadable, 0);
		CHECK((reading.cert.present & EL_PART_KEY_USAGE) != 0);
		read_free(&reading);
	}
}

static void
test_basic_constraints(void)
{
	static const struct {
		const char *value;
		bool ca;
		bool has_path_length;
		long long path_length;
		size_t faults;
	} rows[] = {
		{ "30{}", false, false, 0, 0 },
		{ "30{01{ff}}", true, false, 0, 0 },
		{ "30{01{ff} 02{00}}", true, true, 0, 0 },
		{ "30{01{ff} 02{7f}}", true, true, 127, 0 },
		{ "30{01{ff} 02{ff}}", true, true, -1, 0 },
		{ "30{02{05}}", false, true, 5, 0 },
		{ "30{01{00}}", false, false, 0, 1 },
		{ "30{01{01}}", true, false, 0, 1 },
		{ "30{01{ff} 02{7fffffffffffffff}}", true, true, INT64_MAX,
		    0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		char extensions[80];

		snprintf(extensions, sizeof(extensions),
		    EXTENSION("13", "%s"), rows[i].value);
		fields.extensions = extensions;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.basic_constraints.ca, rows[i].ca);
		CHECK_NUMBER(reading.cert.basic_constraints.has_path_length,
		    rows[i].has_path_length);
		CHECK_NUMBER(reading.cert.basic_constraints.path_length,
		    rows[i].path_length);
		CHECK_NUMBER(reading.cert.fault_count, rows[i].faults);
		read_free(&reading);
	}
}

static void
test_identifiers(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.extensions =
	    EXTENSION("25", "30{06{2b06010505070301} 06{2a0304}}")
	    EXTENSION("0e", "04{e1e2e3}")
	    EXTENSION("23", "30{80{f1f2} a1{82{'ca.contoso.com'}} 82{0711}}")
	    EXTENSION("20", "30{30{06{67810c010202}}"
		"30{06{2a0305} 30{30{06{2b06010505070201} 16{'uri'}}}}}");
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK_NUMBER(cert->purpose_count, 2);
	CHECK_ELEM(&reading, &cert->purposes[0].elem,
	    "06{2b06010505070301}");
	CHECK_NUMBER(cert->purposes[0].id, EL_OID_KP_SERVER_AUTH);
	CHECK_NUMBER(cert->purposes[1].id, EL_OID_UNKNOWN);
	CHECK_ELEM(&reading, &cert->subject_key_id, "04{e1e2e3}");
	CHECK_ELEM(&reading, &cert->authority_key_id.key_id, "80{f1f2}");
	CHECK_ELEM(&reading, &cert->authority_key_id.issuer,
	    "a1{82{'ca.contoso.com'}}");
	CHECK_ELEM(&reading, &cert->authority_key_id.serial, "82{0711}");
	CHECK_NUMBER(cert->policy_count, 2);
	CHECK_NUMBER(cert->policies[0].id, EL_OID_BR_OV);
	CHECK(!el_is_present(&cert->policies[0].qualifiers));
	CHECK_ELEM(&reading, &cert->policies[1].oid, "06{2a0305}");
	CHECK_ELEM(&reading, &cert->policies[1].qualifiers,
	    "30{30{06{2b06010505070201} 16{'uri'}}}");
	CHECK_NUMBER(cert->present, FRAME_PARTS | EL_PART_VERSION |
	    EL_PART_EXTENSIONS | EL_PART_EKU | EL_PART_SUBJECT_KEY_ID |
	    EL_PART_AUTHORITY_KEY_ID | EL_PART_POLICIES);
	read_free(&reading);
}

#define URL_NAME "86{'http://crl.contoso.com/1.crl'}"

static void
test_locations(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.extensions =
	    EXTENSION("1f", "30{30{a0{a0{" URL_NAME "}}}"
		"30{a0{a1{30{06{550403} 0c{'rel'}}}} 81{0102}"
		"   a2{82{'issuer'}}} 30{}}")
	    EXTENSION("2e", "30{30{a0{a0{86{'http://delta'}}}}}")
	    "30{06{2b06010505070101} 04{30{"
	    "30{06{2b06010505073001} 86{'http://ocsp'}}"
	    "30{06{2b06010505073002} 82{'ca'}}}}}"
	    "30{06{2b0601050507010b} 04{30{30{06{2a0304} 86{'sia'}}}}}"
	    "30{06{2b06010401d679020402} 04{04{000a 0003a1a2a3 0001b1 0000}}}";
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK_NUMBER(cert->distribution_point_count, 3);
	CHECK_NUMBER(cert->distribution_points[0].full_name.count, 1);
	CHECK_ELEM(&reading,
	    &cert->distribution_points[0].full_name.names[0].elem, URL_NAME);
	CHECK_NUMBER(cert->distribution_points[1].full_name.count, 0);
	CHECK_ELEM(&reading, &cert->distribution_points[1].relative_name,
	    "a1{30{06{550403} 0c{'rel'}}}");
	CHECK_ELEM(&reading, &cert->distribution_points[1].reasons,
	    "81{0102}");
	CHECK_ELEM(&reading, &cert->distribution_points[1].crl_issuer,
	    "a2{82{'issuer'}}");
	CHECK_ELEM(&reading, &cert->distribution_points[2].elem, "30{}");
	CHECK_NUMBER(cert->freshest_crl_count, 1);
	CHECK_NUMBER(cert->authority_info_count, 2);
	CHECK_NUMBER(cert->authority_info[0].id, EL_OID_AD_OCSP);
	CHECK_ELEM(&reading, &cert->authority_info[0].location.elem,
	    "86{'http://ocsp'}");
	CHECK_NUMBER(cert->authority_info[1].id, EL_OID_AD_CA_ISSUERS);
	CHECK_NUMBER(cert->authority_info[1].location.type, EL_NAME_DNS);
	CHECK_NUMBER(cert->subject_info_count, 1);
	CHECK_ELEM(&reading, &cert->subject_info[0].method, "06{2a0304}");
	CHECK_NUMBER(cert->sct_count, 3);
	CHECK_OCTETS(&reading, cert->scts[0], "a1a2a3");
	CHECK_OCTETS(&reading, cert->scts[1], "b1");
	CHECK_NUMBER(cert->scts[2].size, 0);
	read_free(&reading);
}

static void
test_constraints(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.extensions =
	    EXTENSION("1e", "30{a0{30{82{'contoso.com'}}"
		"30{87{c0000200ffffff00} 80{00} 81{05}}}"
		"a1{30{82{'evil.contoso.com'}}}}")
	    EXTENSION("12", "30{81{'ca@contoso.com'}}")
	    EXTENSION("21", "30{30{06{2a0304} 06{2a0305}}}")
	    EXTENSION("24", "30{80{00}}")
	    EXTENSION("36", "02{00}");
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->fault_count, 0);
	CHECK_NUMBER(cert->name_constraints.permitted_count, 2);
	CHECK_ELEM(&reading, &cert->name_constraints.permitted[1].elem,
	    "30{87{c0000200ffffff00} 80{00} 81{05}}");
	CHECK_ELEM(&reading, &cert->name_constraints.permitted[1].base.elem,
	    "87{c0000200ffffff00}");
	CHECK_NUMBER(cert->name_constraints.excluded_count, 1);
	CHECK_NUMBER(cert->issuer_alt_name.count, 1);
	CHECK_NUMBER(cert->issuer_alt_name.names[0].type, EL_NAME_EMAIL);
	CHECK_NUMBER(cert->present, FRAME_PARTS | EL_PART_VERSION |
	    EL_PART_EXTENSIONS | EL_PART_NAME_CONSTRAINTS |
	    EL_PART_ISSUER_ALT_NAME | EL_PART_POLICY_MAPPINGS |
	    EL_PART_POLICY_CONSTRAINTS | EL_PART_INHIBIT_ANY);
	read_free(&reading);
}

static void
test_extension_list(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;

	fields.extensions =
	    "30{06{2a0304} 0101ff 04{a1}}"
	    SAN_EXTENSION("82{'first.contoso.com'}")
	    "30{06{2a0305} 04{}}"
	    "30{06{2a0304} 04{a2}}"
	    SAN_EXTENSION("82{'second.contoso.com'} 82{'third'}");
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->extension_count, 5);
	CHECK_ELEM(&reading, &cert->extensions[0].oid, "06{2a0304}");
	CHECK_ELEM(&reading, &cert->extensions[0].critical_elem, "0101ff");
	CHECK_ELEM(&reading, &cert->extensions[0].value, "04{a1}");
	CHECK(cert->extensions[0].critical);
	CHECK(!el_is_present(&cert->extensions[1].critical_elem));
	CHECK(!cert->extensions[1].critical);
	CHECK_NUMBER(cert->extensions[1].id, EL_OID_SAN);
	for (size_t i = 0; i < 5; i++)
		CHECK_NUMBER(cert->extensions[i].repeated, i >= 3);
	CHECK_NUMBER(cert->san.count, 1);
	CHECK_OCTETS(&reading, cert->san.names[0].value,
	    "'first.contoso.com'");
	CHECK(el_cert_extension(cert, EL_OID_SAN) == &cert->extensions[1]);
	CHECK(el_cert_extension(cert, EL_OID_KEY_USAGE) == NULL);
	CHECK_NUMBER(cert->fault_count, 0);
	read_free(&reading);
}

/* The path of every part, from an octet in it. */
static void
test_paths(void)
{
	static const struct {
		const char *at;
		const char *path;
	} rows[] = {
		{ "02{02}", "tbsCertificate.version" },
		{ "02{00 9a0102}", "tbsCertificate.serialNumber" },
		{ "30{06{2a864886f70d01010b} 05{}}",
		    "tbsCertificate.signature" },
		{ "06{2a864886f70d01010b}", "tbsCertificate.signature" },
		{ "0c{'Contoso CA'}", "tbsCertificate.issuer.commonName" },
		{ "'toso C'", "tbsCertificate.issuer.commonName" },
		{ "30{06{2a0306} 0c{'unknown'}}", "tbsCertificate.issuer" },
		{ "17{'261001000000Z'}",
		    "tbsCertificate.validity.notBefore" },
		{ "18{'20510101000000Z'}",
		    "tbsCertificate.validity.notAfter" },
		{ "30{17{'261001000000Z'} 18{'20510101000000Z'}}",
		    "tbsCertificate.validity" },
		{ "'sip.contoso'", "tbsCertificate.subject.commonName" },
		{ "30{31{30{06{550403} 0c{'sip.contoso.com'}}}}",
		    "tbsCertificate.subject" },
		{ "c1000000000000fb",
		    "tbsCertificate.subjectPublicKeyInfo" },
		{ "81{00 a1a2}", "tbsCertificate.issuerUniqueID" },
		{ "82{00 b1b2}", "tbsCertificate.subjectUniqueID" },
		{ "82{'webcon'}", "tbsCertificate.extensions.subjectAltName" },
		{ "04{e7e8}", "tbsCertificate.extensions.1.2.3.5" },
		{ "06{551d25}", "tbsCertificate.extensions.extKeyUsage" },
		{ "06{2b85}", "tbsCertificate.extensions.hex:2b85" },
		{ "30{06{2a864886f70d01010c} 05{}}", "signatureAlgorithm" },
		{ "5152", "signatureValue" },
		{ "0e0f", "trailing" },
	};
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	const struct el_cert *cert = &reading.cert;
	char path[EL_PATH_MAX];
	struct arena arena;

	fields.issuer = "30{31{30{06{550403} 0c{'Contoso CA'}}"
			"30{06{2a0306} 0c{'unknown'}}}}";
	fields.unique_ids = "81{00 a1a2} 82{00 b1b2}";
	fields.extensions = SAN_EXTENSION("82{'webcon'}")
	    "30{06{2a0305} 04{e7e8}}" EXTENSION("25", "30{06{2a0304}}")
	    "30{06{2b85} 04{e9}}";
	fields.trailing = "0e0f";
	arena_init(&arena);
	read_fields(&reading, &fields);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct el_bytes wanted = der_text(&arena, rows[i].at);
		struct el_bytes at = reading.der;

		while (memcmp(at.data, wanted.data, wanted.size) != 0)
			at.data++;
		at.size = wanted.size;
		el_cert_path(path, sizeof(path), cert, at);
		CHECK_TEXT(path, rows[i].path);
	}
	el_cert_path(path, sizeof(path), cert, cert->der);
	CHECK_TEXT(path, "certificate");
	el_cert_path(path, sizeof(path), cert, el_whole(&cert->tbs));
	CHECK_TEXT(path, "tbsCertificate");
	el_cert_path(path, sizeof(path), cert,
	    el_whole(&cert->extension_list));
	CHECK_TEXT(path, "tbsCertificate.extensions");
	el_cert_path(path, sizeof(path), cert, (struct el_bytes){ NULL, 0 });
	CHECK_TEXT(path, "certificate");
	el_cert_path(path, 8, cert, el_whole(&cert->serial));
	CHECK_TEXT(path, "tbsCert");
	arena_free(&arena);
	read_free(&reading);
}

static void
test_part_names(void)
{
	for (unsigned i = 0; i <= 26; i++) {
		const char *name = el_part_name((enum el_part)(1u << i));

		CHECK(strcmp(name, "certificate") != 0);
		for (unsigned k = 0; k < i; k++)
			CHECK(strcmp(name,
				el_part_name((enum el_part)(1u << k))) != 0);
	}
	CHECK_NUMBER(EL_PART_TBS, 1 << 26);
}

const struct test tests_cert[] = {
	{ "cert: frame, and octets behind it", test_frame },
	{ "cert: fields and where they are", test_fields },
	{ "cert: self-issued", test_self_issued },
	{ "cert: versions", test_versions },
	{ "cert: unique identifiers", test_unique_ids },
	{ "cert: names, RDNs and attributes", test_names },
	{ "cert: attributes as text", test_attribute_text },
	{ "cert: times in every form", test_times },
	{ "cert: kinds of keys", test_keys },
	{ "cert: an RSA key's numbers", test_rsa_key },
	{ "cert: types of general names", test_general_names },
	{ "cert: an SRVName's service and name", test_srv_names },
	{ "cert: an SRVName without a name", test_srv_name_without_name },
	{ "cert: a directory name", test_directory_name },
	{ "cert: key usage", test_key_usage },
	{ "cert: basic constraints", test_basic_constraints },
	{ "cert: key identifiers, purposes, policies", test_identifiers },
	{ "cert: distribution points, access, timestamps", test_locations },
	{ "cert: name constraints and policy rules", test_constraints },
	{ "cert: extension list, repetitions", test_extension_list },
	{ "cert: paths", test_paths },
	{ "cert: every part has a name", test_part_names },
	{ NULL, NULL },
};
