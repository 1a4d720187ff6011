/* The certificate view where something is wrong: reading goes on behind it. */

#include "test_cert.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/limits.h"

#include "bounds.h"
#include "check.h"
#include "der_text.h"

/* What is unreadable along with the list of extensions. */
enum {
	IN_EXTENSIONS = EL_PART_SAN | EL_PART_KEY_USAGE | EL_PART_EKU |
	    EL_PART_BASIC_CONSTRAINTS | EL_PART_AUTHORITY_KEY_ID |
	    EL_PART_SUBJECT_KEY_ID | EL_PART_CRL_DISTRIBUTION |
	    EL_PART_AUTHORITY_INFO | EL_PART_POLICIES |
	    EL_PART_NAME_CONSTRAINTS | EL_PART_SCT_LIST |
	    EL_PART_ISSUER_ALT_NAME | EL_PART_FRESHEST_CRL |
	    EL_PART_SUBJECT_INFO | EL_PART_POLICY_MAPPINGS |
	    EL_PART_POLICY_CONSTRAINTS | EL_PART_INHIBIT_ANY,
	ALL_EXTENSIONS = EL_PART_EXTENSIONS | IN_EXTENSIONS,
};

/* The first fault of a certificate, and what it makes unreadable. */
struct outcome {
	uint32_t unreadable;
	enum el_fault_kind kind;
	enum el_part part;
	const char *what;
	const char *path;
};

static void
check_outcome(const struct reading *reading, const struct outcome *outcome,
    const char *row)
{
	const struct el_cert *cert = &reading->cert;
	char path[EL_PATH_MAX];

	CHECK(cert->fault_count > 0);
	if (cert->fault_count == 0)
		return;
	el_cert_path(path, sizeof(path), cert, cert->faults[0].at);
	if (cert->unreadable != outcome->unreadable ||
	    strcmp(cert->faults[0].what, outcome->what) != 0 ||
	    strcmp(path, outcome->path) != 0)
		printf("# %s\n", row);
	CHECK_NUMBER(cert->unreadable, outcome->unreadable);
	CHECK_NUMBER(cert->faults[0].kind, outcome->kind);
	CHECK_NUMBER(cert->faults[0].part, outcome->part);
	CHECK_TEXT(cert->faults[0].what, outcome->what);
	CHECK_TEXT(path, outcome->path);
}

#define MISSING "an element is missing"
#define TRAILING "there is more than the type has"
#define EMPTY "the list is empty, and has one entry at least"
#define BAD_OID "an object identifier is not well-formed"
#define BAD_BITS "a BIT STRING has a wrong count of unused bits"
#define PAST_END "the length runs past the end"

#define FIELD(name) offsetof(struct fields, name)
#define MALFORMED(part, what, path) \
	{ EL_PART_##part, EL_FAULT_MALFORMED, EL_PART_##part, what, path }
#define NOTED(kind, part, what, path) \
	{ 0, EL_FAULT_##kind, EL_PART_##part, what, path }
#define RSA_KEY(bits) "30{30{06{2a864886f70d010101} 05{}} " bits "}"

static const struct field_row {
	size_t field;
	const char *text;
	struct outcome outcome;
} field_rows[] = {
	{ FIELD(version), "a0{04{02}}",
	    MALFORMED(VERSION, "the version is no INTEGER",
		"tbsCertificate") },
	{ FIELD(version), "a0{}",
	    MALFORMED(VERSION, MISSING, "tbsCertificate") },
	{ FIELD(version), "a0{02{}}",
	    MALFORMED(VERSION, "an INTEGER has no octets",
		"tbsCertificate.version") },
	{ FIELD(version), "a0{02{010203040506070809}}",
	    MALFORMED(VERSION, "an INTEGER is far beyond what stands here",
		"tbsCertificate.version") },
	{ FIELD(version), "a0{02{02} 05{}}",
	    NOTED(TRAILING, VERSION, TRAILING, "tbsCertificate") },
	{ FIELD(version), "a0{02{00}}",
	    NOTED(DEFAULT_ENCODED, VERSION,
		"v1 is the default and is not encoded in DER",
		"tbsCertificate") },

	{ FIELD(serial), "04{01}",
	    MALFORMED(SERIAL, "the serial number is no INTEGER",
		"tbsCertificate") },
	{ FIELD(serial), "02{}",
	    MALFORMED(SERIAL, "an INTEGER has no octets",
		"tbsCertificate.serialNumber") },
	{ FIELD(serial), "02{007f}",
	    NOTED(INTEGER_NOT_MINIMAL, SERIAL,
		"an INTEGER has more octets than it needs",
		"tbsCertificate.serialNumber") },
	{ FIELD(serial), "02{ffff}",
	    NOTED(INTEGER_NOT_MINIMAL, SERIAL,
		"an INTEGER has more octets than it needs",
		"tbsCertificate.serialNumber") },
	{ FIELD(serial), "02 8103 010203",
	    NOTED(LENGTH_NOT_MINIMAL, SERIAL,
		"the length has more octets than it needs",
		"tbsCertificate.serialNumber") },
	{ FIELD(serial), "02 820003 010203",
	    NOTED(LENGTH_NOT_MINIMAL, SERIAL,
		"the length has more octets than it needs",
		"tbsCertificate.serialNumber") },

	{ FIELD(inner_signature), "31{}",
	    MALFORMED(SIGNATURE, "an algorithm is no SEQUENCE",
		"tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{}",
	    MALFORMED(SIGNATURE, MISSING, "tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{05{}}",
	    MALFORMED(SIGNATURE, "an algorithm has no identifier",
		"tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{06{2a0304} 05{} 05{}}",
	    NOTED(TRAILING, SIGNATURE, TRAILING,
		"tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{06{2a0304} 05 01}",
	    MALFORMED(SIGNATURE, PAST_END, "tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{06{}}",
	    NOTED(CONTENTS, SIGNATURE, BAD_OID,
		"tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{06{2a81}}",
	    NOTED(CONTENTS, SIGNATURE, BAD_OID,
		"tbsCertificate.signature") },
	{ FIELD(inner_signature), "30{06{2a8001}}",
	    NOTED(CONTENTS, SIGNATURE, BAD_OID,
		"tbsCertificate.signature") },
	{ FIELD(signature_algorithm), "30{05{}}",
	    MALFORMED(SIGNATURE, "an algorithm has no identifier",
		"signatureAlgorithm") },

	{ FIELD(issuer), "31{}",
	    MALFORMED(ISSUER, "the name is no SEQUENCE", "tbsCertificate") },
	{ FIELD(subject), "30{30{}}",
	    MALFORMED(SUBJECT, "a part of a name is no SET",
		"tbsCertificate.subject") },
	{ FIELD(subject), "30{31{}}",
	    NOTED(CONTENTS, SUBJECT, "a part of a name is an empty SET",
		"tbsCertificate.subject") },
	{ FIELD(subject), "30{31{31{}}}",
	    MALFORMED(SUBJECT, "an attribute of a name is no SEQUENCE",
		"tbsCertificate.subject") },
	{ FIELD(subject), "30{31{30{}}}",
	    MALFORMED(SUBJECT, MISSING, "tbsCertificate.subject") },
	{ FIELD(subject), "30{31{30{05{} 05{}}}}",
	    MALFORMED(SUBJECT, "an attribute of a name has no type",
		"tbsCertificate.subject") },
	{ FIELD(subject), "30{31{30{06{550403}}}}",
	    MALFORMED(SUBJECT, MISSING, "tbsCertificate.subject") },
	{ FIELD(subject), "30{31{30{06{550403} 0c{'a'} 05{}}}}",
	    NOTED(TRAILING, SUBJECT, TRAILING,
		"tbsCertificate.subject.commonName") },
	{ FIELD(subject), "30{31{30{06{550403} 0c{'a' ff}}}}",
	    NOTED(CONTENTS, SUBJECT, "a UTF8String holds what is no UTF-8",
		"tbsCertificate.subject.commonName") },
	{ FIELD(subject), "30{31{30{06{550403} 0c{'12345678' eda080}}}}",
	    NOTED(CONTENTS, SUBJECT, "a UTF8String holds what is no UTF-8",
		"tbsCertificate.subject.commonName") },
	{ FIELD(subject), "30{31{30{06{550403} 1e{0041 00}}}}",
	    NOTED(CONTENTS, SUBJECT, "a BMPString has half a character",
		"tbsCertificate.subject.commonName") },
	{ FIELD(subject), "30{31{30{06{550403} 1c{000041}}}}",
	    NOTED(CONTENTS, SUBJECT,
		"a UniversalString holds what is no character",
		"tbsCertificate.subject.commonName") },
	{ FIELD(subject), "30{31{30{06{550403} 1c{00110000}}}}",
	    NOTED(CONTENTS, SUBJECT,
		"a UniversalString holds what is no character",
		"tbsCertificate.subject.commonName") },

	{ FIELD(validity), "31{}",
	    MALFORMED(VALIDITY, "the validity is no SEQUENCE",
		"tbsCertificate.validity") },
	{ FIELD(validity), "30{}",
	    MALFORMED(VALIDITY, MISSING, "tbsCertificate.validity") },
	{ FIELD(validity), "30{17{'261001000000Z'}}",
	    MALFORMED(VALIDITY, MISSING, "tbsCertificate.validity") },
	{ FIELD(validity), "30{02{01} 17{'261001000000Z'}}",
	    MALFORMED(VALIDITY,
		"a date is neither UTCTime nor GeneralizedTime",
		"tbsCertificate.validity.notBefore") },
	{ FIELD(validity), "30{17{'261001000000Z'} 17{'x'}}",
	    MALFORMED(VALIDITY, "a date is no date",
		"tbsCertificate.validity.notAfter") },
	{ FIELD(validity),
	    "30{17{'261001000000Z'} 17{'271001000000Z'} 05{}}",
	    NOTED(TRAILING, VALIDITY, TRAILING, "tbsCertificate.validity") },

	{ FIELD(key), "04{}",
	    MALFORMED(KEY, "the public key is no SEQUENCE",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), "30{}",
	    MALFORMED(KEY, MISSING, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY(""),
	    MALFORMED(KEY, MISSING, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("04{00}"),
	    MALFORMED(KEY, "the public key is no BIT STRING",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{}"),
	    MALFORMED(KEY, BAD_BITS, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{08 00}"),
	    MALFORMED(KEY, BAD_BITS, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{01}"),
	    MALFORMED(KEY, BAD_BITS, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00}"),
	    MALFORMED(KEY, MISSING, "tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 04{}}"),
	    MALFORMED(KEY, "an RSA key is no SEQUENCE",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 30{04{}}}"),
	    MALFORMED(KEY, "an RSA key has no modulus",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 30{02{} 02{03}}}"),
	    MALFORMED(KEY, "an INTEGER has no octets",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 30{02{8f} 02{03}}}"),
	    NOTED(CONTENTS, KEY, "an RSA modulus is negative",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 30{02{0f} 04{03}}}"),
	    MALFORMED(KEY, "an RSA key has no exponent",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{00 30{02{0f} 02{03} 05{}}}"),
	    NOTED(TRAILING, KEY, TRAILING,
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), RSA_KEY("03{01 30{02{0f} 02{03}}}"),
	    NOTED(BIT_STRING, KEY, "unused bits of a BIT STRING are set",
		"tbsCertificate.subjectPublicKeyInfo") },
	{ FIELD(key), "30{30{06{2a0304}} 03{00 aa} 05{}}",
	    NOTED(TRAILING, KEY, TRAILING,
		"tbsCertificate.subjectPublicKeyInfo") },

	{ FIELD(unique_ids), "81{}",
	    MALFORMED(UNIQUE_IDS, BAD_BITS,
		"tbsCertificate.issuerUniqueID") },
	{ FIELD(unique_ids), "82{09 00}",
	    MALFORMED(UNIQUE_IDS, BAD_BITS,
		"tbsCertificate.subjectUniqueID") },
	/* What follows may be what was looked for, or not. */
	{ FIELD(unique_ids), "82{00 01} 81{00 01}",
	    { ALL_EXTENSIONS, EL_FAULT_MALFORMED, EL_PART_EXTENSIONS,
		"something else stands where the extensions should",
		"tbsCertificate" } },
	{ FIELD(unique_ids), "04{}",
	    { ALL_EXTENSIONS, EL_FAULT_MALFORMED, EL_PART_EXTENSIONS,
		"something else stands where the extensions should",
		"tbsCertificate" } },
	{ FIELD(unique_ids), "83{30{}}",
	    { ALL_EXTENSIONS, EL_FAULT_MALFORMED, EL_PART_EXTENSIONS,
		"something else stands where the extensions should",
		"tbsCertificate" } },

	{ FIELD(signature), "04{}",
	    MALFORMED(SIGNATURE, "the signature is no BIT STRING",
		"certificate") },
	{ FIELD(signature), "",
	    MALFORMED(SIGNATURE, MISSING, "certificate") },
	{ FIELD(signature), "03{09 00}",
	    MALFORMED(SIGNATURE, BAD_BITS, "signatureValue") },
	{ FIELD(signature), "03{00 51} 05{}",
	    NOTED(TRAILING, TBS, TRAILING, "certificate") },
};

static void
test_malformed_fields(void)
{
	for (size_t i = 0; i < sizeof(field_rows) / sizeof(field_rows[0]);
	     i++) {
		const struct field_row *row = &field_rows[i];
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		size_t names;

		*(const char **)((char *)&fields + row->field) = row->text;
		read_fields(&reading, &fields);
		check_outcome(&reading, &row->outcome, row->text);
		CHECK_NUMBER(reading.cert.fault_count, 1);
		/* What stands behind is read all the same. */
		names = (row->outcome.unreadable & EL_PART_SAN) == 0;
		CHECK_NUMBER(reading.cert.san.count, names);
		if (row->field != FIELD(signature))
			CHECK_NUMBER(reading.cert.signature_value.body.size,
			    3);
		if (row->field != FIELD(key))
			CHECK_NUMBER(reading.cert.key.kind, EL_KEY_RSA);
		read_free(&reading);
	}
}

/* A field that cannot be delimited takes all behind it along. */
static void
test_field_without_end(void)
{
	static const struct {
		size_t field;
		const char *what;
		uint32_t unreadable;
	} rows[] = {
		{ FIELD(version), "a0 ff",
		    (uint32_t)~EL_PART_TBS },
		{ FIELD(serial), "02 80",
		    EL_PART_SERIAL | EL_PART_SIGNATURE | EL_PART_ISSUER |
			EL_PART_VALIDITY | EL_PART_SUBJECT | EL_PART_KEY |
			EL_PART_UNIQUE_IDS | ALL_EXTENSIONS },
		{ FIELD(issuer), "1f 01",
		    EL_PART_ISSUER | EL_PART_VALIDITY | EL_PART_SUBJECT |
			EL_PART_KEY | EL_PART_UNIQUE_IDS | ALL_EXTENSIONS },
		{ FIELD(subject), "30 84ffffffff",
		    EL_PART_SUBJECT | EL_PART_KEY | EL_PART_UNIQUE_IDS |
			ALL_EXTENSIONS },
		{ FIELD(key), "30 887fffffffffffffff",
		    EL_PART_KEY | EL_PART_UNIQUE_IDS | ALL_EXTENSIONS },
		{ FIELD(unique_ids), "81 7f",
		    EL_PART_UNIQUE_IDS | ALL_EXTENSIONS },
		{ FIELD(signature_algorithm), "30 7f", EL_PART_SIGNATURE },
		{ FIELD(signature), "03 7f", EL_PART_SIGNATURE },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;

		*(const char **)((char *)&fields + rows[i].field) =
		    rows[i].what;
		read_fields(&reading, &fields);
		CHECK_NUMBER(reading.cert.unreadable, rows[i].unreadable);
		CHECK_NUMBER(reading.cert.fault_count, 1);
		CHECK_NUMBER(reading.cert.faults[0].kind, EL_FAULT_MALFORMED);
		if (i > 0)
			CHECK(el_is_present(&reading.cert.version));
		if (i < 6)
			CHECK_NUMBER(reading.cert.signature_value.body.size,
			    3);
		read_free(&reading);
	}
}

#define PATH(name) "tbsCertificate.extensions." name

/* An extension by the whole of its identifier, which is under PKIX. */
#define PKIX_EXTENSION(last, value) \
	"30{06{2b0601050507 01" last "} 04{" value "}}"
#define SCT_EXTENSION(value) "30{06{2b06010401d679020402} 04{" value "}}"

static const struct extension_row {
	const char *text;
	struct outcome outcome;
} extension_rows[] = {
	{ EXTENSION("0f", ""),
	    MALFORMED(KEY_USAGE, MISSING, PATH("keyUsage")) },
	{ EXTENSION("0f", "03 05"),
	    MALFORMED(KEY_USAGE, PAST_END, PATH("keyUsage")) },
	{ EXTENSION("0f", "04{a0}"),
	    MALFORMED(KEY_USAGE, "the extension does not hold a BIT STRING",
		PATH("keyUsage")) },
	{ EXTENSION("0f", "03{}"),
	    MALFORMED(KEY_USAGE, BAD_BITS, PATH("keyUsage")) },
	{ EXTENSION("0f", "03{05 a0} 00"),
	    NOTED(TRAILING, KEY_USAGE, TRAILING, PATH("keyUsage")) },
	{ EXTENSION("0f", "03{05 80}"),
	    NOTED(BIT_STRING, KEY_USAGE,
		"zero bits at the end are not encoded in DER",
		PATH("keyUsage")) },
	{ "30{06{551d0f}}",
	    MALFORMED(KEY_USAGE, MISSING, PATH("keyUsage")) },
	{ "30{06{551d0f} 0101}",
	    MALFORMED(KEY_USAGE, PAST_END, PATH("keyUsage")) },
	{ "30{06{551d0f} 01{} 04{03{05 a0}}}",
	    MALFORMED(KEY_USAGE, "a BOOLEAN does not have one octet",
		PATH("keyUsage")) },
	{ "30{06{551d0f} 01{00} 04{03{05 a0}}}",
	    NOTED(DEFAULT_ENCODED, KEY_USAGE,
		"FALSE is the default and is not encoded in DER",
		PATH("keyUsage")) },
	{ "30{06{551d0f} 01{01} 04{03{05 a0}}}",
	    NOTED(BOOLEAN, KEY_USAGE, "TRUE is not encoded as FF",
		PATH("keyUsage")) },
	{ "30{06{551d0f} 03{05 a0}}",
	    MALFORMED(KEY_USAGE, "an extension has no value",
		PATH("keyUsage")) },
	{ "30{06{551d0f} 04{03{05 a0}} 05{}}",
	    NOTED(TRAILING, KEY_USAGE, TRAILING, PATH("keyUsage")) },
	/* Without an identifier it may be any extension. */
	{ "31{}",
	    { ALL_EXTENSIONS & ~EL_PART_SAN, EL_FAULT_MALFORMED,
		EL_PART_EXTENSIONS, "an extension is no SEQUENCE",
		"tbsCertificate.extensions" } },
	{ "30{}",
	    { ALL_EXTENSIONS & ~EL_PART_SAN, EL_FAULT_MALFORMED,
		EL_PART_EXTENSIONS, MISSING, "tbsCertificate.extensions" } },
	{ "30{05{}}",
	    { ALL_EXTENSIONS & ~EL_PART_SAN, EL_FAULT_MALFORMED,
		EL_PART_EXTENSIONS, "an extension has no identifier",
		"tbsCertificate.extensions" } },
	{ "30{06{} 04{}}",
	    NOTED(CONTENTS, EXTENSIONS, BAD_OID, PATH("hex:")) },

	{ EXTENSION("25", "31{}"),
	    MALFORMED(EKU, "the extension does not hold a SEQUENCE",
		PATH("extKeyUsage")) },
	{ EXTENSION("25", "30{06{2a0304} 05{}}"),
	    MALFORMED(EKU, "a key purpose is no object identifier",
		PATH("extKeyUsage")) },
	{ EXTENSION("25", "30{06{2a80}}"),
	    NOTED(CONTENTS, EKU, BAD_OID, PATH("extKeyUsage")) },
	{ EXTENSION("25", "30{}"),
	    NOTED(EMPTY, EKU, EMPTY, PATH("extKeyUsage")) },
	{ EXTENSION("25", "30{06{2a0304} 06 7f}"),
	    MALFORMED(EKU, PAST_END, PATH("extKeyUsage")) },

	{ EXTENSION("13", "02{}"),
	    MALFORMED(BASIC_CONSTRAINTS,
		"the extension does not hold a SEQUENCE",
		PATH("basicConstraints")) },
	{ EXTENSION("13", "30{01{}}"),
	    MALFORMED(BASIC_CONSTRAINTS, "a BOOLEAN does not have one octet",
		PATH("basicConstraints")) },
	{ EXTENSION("13", "30{01{ff} 02{010203040506070809}}"),
	    MALFORMED(BASIC_CONSTRAINTS,
		"an INTEGER is far beyond what stands here",
		PATH("basicConstraints")) },
	{ EXTENSION("13", "30{01{ff} 02{00} 05{}}"),
	    NOTED(TRAILING, BASIC_CONSTRAINTS, TRAILING,
		PATH("basicConstraints")) },

	{ EXTENSION("0e", "30{}"),
	    MALFORMED(SUBJECT_KEY_ID,
		"the extension does not hold an OCTET STRING",
		PATH("subjectKeyIdentifier")) },

	{ EXTENSION("23", "04{01}"),
	    MALFORMED(AUTHORITY_KEY_ID,
		"the extension does not hold a SEQUENCE",
		PATH("authorityKeyIdentifier")) },
	{ EXTENSION("23", "30{04{01}}"),
	    MALFORMED(AUTHORITY_KEY_ID,
		"the extension holds what it does not have",
		PATH("authorityKeyIdentifier")) },
	{ EXTENSION("23", "30{80{01} 82{}}"),
	    MALFORMED(AUTHORITY_KEY_ID, "an INTEGER has no octets",
		PATH("authorityKeyIdentifier")) },
	{ EXTENSION("23", "30{80{01} a1{04{}} 82{01}}"),
	    MALFORMED(AUTHORITY_KEY_ID,
		"an entry has no tag that GeneralName knows",
		PATH("authorityKeyIdentifier")) },

	{ EXTENSION("20", "31{}"),
	    MALFORMED(POLICIES, "the extension does not hold a SEQUENCE",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{06{2a0304}}"),
	    MALFORMED(POLICIES, "a policy is no SEQUENCE",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{}"),
	    NOTED(EMPTY, POLICIES, EMPTY, PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 30{}}}"),
	    NOTED(EMPTY, POLICIES, EMPTY, PATH("certificatePolicies")) },
	{ EXTENSION("21", "30{}"),
	    NOTED(EMPTY, POLICY_MAPPINGS, EMPTY, PATH("policyMappings")) },
	{ EXTENSION("24", "30{}"),
	    NOTED(EMPTY, POLICY_CONSTRAINTS, EMPTY,
		PATH("policyConstraints")) },
	{ EXTENSION("12", "30{}"),
	    NOTED(EMPTY, ISSUER_ALT_NAME, EMPTY, PATH("issuerAltName")) },
	{ EXTENSION("1e", "30{}"),
	    NOTED(EMPTY, NAME_CONSTRAINTS, EMPTY, PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a0{}}"),
	    NOTED(EMPTY, NAME_CONSTRAINTS, EMPTY, PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a1{}}"),
	    NOTED(EMPTY, NAME_CONSTRAINTS, EMPTY, PATH("nameConstraints")) },
	{ EXTENSION("1f", "30{}"),
	    NOTED(EMPTY, CRL_DISTRIBUTION, EMPTY,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a0{a0{}}}}"),
	    NOTED(EMPTY, CRL_DISTRIBUTION, EMPTY,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a2{}}}"),
	    NOTED(EMPTY, CRL_DISTRIBUTION, EMPTY,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("2e", "30{}"),
	    NOTED(EMPTY, FRESHEST_CRL, EMPTY, PATH("freshestCRL")) },
	{ EXTENSION("23", "30{80{01} a1{} 82{01}}"),
	    NOTED(EMPTY, AUTHORITY_KEY_ID, EMPTY,
		PATH("authorityKeyIdentifier")) },
	{ PKIX_EXTENSION("01", "30{}"),
	    NOTED(EMPTY, AUTHORITY_INFO, EMPTY,
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("0b", "30{}"),
	    NOTED(EMPTY, SUBJECT_INFO, EMPTY, PATH("subjectInfoAccess")) },
	{ EXTENSION("20", "30{30{06{2a0304}} 30 7f}"),
	    MALFORMED(POLICIES, PAST_END, PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{04{}}}"),
	    MALFORMED(POLICIES, "a policy has no identifier",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 05{}}}"),
	    MALFORMED(POLICIES, "the qualifiers of a policy are no SEQUENCE",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 30{30{06{2a0304} 05{}}} 05{}}}"),
	    NOTED(TRAILING, POLICIES, TRAILING,
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 30{05{}}}}"),
	    MALFORMED(POLICIES, "a qualifier of a policy is no SEQUENCE",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 30{30{05{}}}}}"),
	    MALFORMED(POLICIES, "a qualifier of a policy has no identifier",
		PATH("certificatePolicies")) },
	{ EXTENSION("20", "30{30{06{2a0304} 30{30{06{2a0305}}}}}"),
	    MALFORMED(POLICIES, MISSING, PATH("certificatePolicies")) },
	{ EXTENSION("20",
		"30{30{06{2a0304} 30{30{06{2a0305} 05{} 05{}}}}}"),
	    NOTED(TRAILING, POLICIES, TRAILING,
		PATH("certificatePolicies")) },

	{ EXTENSION("1f", "04{}"),
	    MALFORMED(CRL_DISTRIBUTION,
		"the extension does not hold a SEQUENCE",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{82{'x'}}"),
	    MALFORMED(CRL_DISTRIBUTION, "a distribution point is no SEQUENCE",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{} 30 7f}"),
	    MALFORMED(CRL_DISTRIBUTION, PAST_END,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{82{'x'}}}"),
	    MALFORMED(CRL_DISTRIBUTION,
		"a distribution point holds what it does not have",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a0{}}}"),
	    MALFORMED(CRL_DISTRIBUTION, MISSING,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a0{86{'x'}}}}"),
	    MALFORMED(CRL_DISTRIBUTION,
		"a distribution point's name is of no known form",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a0{a0{86{'x'}} 05{}}}}"),
	    NOTED(TRAILING, CRL_DISTRIBUTION, TRAILING,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a0{a0{16{'x'}}}}}"),
	    MALFORMED(CRL_DISTRIBUTION,
		"an entry has no tag that GeneralName knows",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{81{}}}"),
	    MALFORMED(CRL_DISTRIBUTION, BAD_BITS,
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("1f", "30{30{a2{16{'x'}}}}"),
	    MALFORMED(CRL_DISTRIBUTION,
		"an entry has no tag that GeneralName knows",
		PATH("cRLDistributionPoints")) },
	{ EXTENSION("2e", "30{05{}}"),
	    MALFORMED(FRESHEST_CRL, "a distribution point is no SEQUENCE",
		PATH("freshestCRL")) },

	{ PKIX_EXTENSION("01", "05{}"),
	    MALFORMED(AUTHORITY_INFO,
		"the extension does not hold a SEQUENCE",
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("01", "30{05{}}"),
	    MALFORMED(AUTHORITY_INFO, "an access description is no SEQUENCE",
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("01", "30{30{86{'x'}}}"),
	    MALFORMED(AUTHORITY_INFO, "an access description has no method",
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("01", "30{30{06{2a0304}}}"),
	    MALFORMED(AUTHORITY_INFO, MISSING,
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("01", "30{30{06{2a0304} 16{'x'}}}"),
	    MALFORMED(AUTHORITY_INFO,
		"an entry has no tag that GeneralName knows",
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("01", "30{30{06{2a0304} 86{'x'} 05{}}}"),
	    NOTED(TRAILING, AUTHORITY_INFO, TRAILING,
		PATH("authorityInfoAccess")) },
	{ PKIX_EXTENSION("0b", "30{05{}}"),
	    MALFORMED(SUBJECT_INFO, "an access description is no SEQUENCE",
		PATH("subjectInfoAccess")) },

	{ EXTENSION("1e", "05{}"),
	    MALFORMED(NAME_CONSTRAINTS,
		"the extension does not hold a SEQUENCE",
		PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a0{05{}}}"),
	    MALFORMED(NAME_CONSTRAINTS, "a subtree is no SEQUENCE",
		PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a1{30{}}}"),
	    MALFORMED(NAME_CONSTRAINTS, MISSING, PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a0{30{05{}}}}"),
	    MALFORMED(NAME_CONSTRAINTS,
		"an entry has no tag that GeneralName knows",
		PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a0{30{82{'x'} 05{}}}}"),
	    NOTED(TRAILING, NAME_CONSTRAINTS, TRAILING,
		PATH("nameConstraints")) },
	{ EXTENSION("1e", "30{a0{30{82{'x'}}} a2{}}"),
	    NOTED(TRAILING, NAME_CONSTRAINTS, TRAILING,
		PATH("nameConstraints")) },

	{ EXTENSION("12", "05{}"),
	    MALFORMED(ISSUER_ALT_NAME,
		"the extension does not hold a SEQUENCE",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{80{}}"),
	    MALFORMED(ISSUER_ALT_NAME,
		"an entry has no tag that GeneralName knows",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a0{05{}}}"),
	    MALFORMED(ISSUER_ALT_NAME, "an otherName has no type-id",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a0{06{2a0304}}}"),
	    MALFORMED(ISSUER_ALT_NAME, MISSING, PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a0{06{2a0304} 0c{'x'}}}"),
	    MALFORMED(ISSUER_ALT_NAME, "an otherName has no value",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a0{06{2a0304} a0{}}}"),
	    MALFORMED(ISSUER_ALT_NAME, MISSING, PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a0{06{2a0304} a0{05{} 05{}}}}"),
	    NOTED(TRAILING, ISSUER_ALT_NAME, TRAILING,
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a4{31{}}}"),
	    MALFORMED(ISSUER_ALT_NAME, "a directoryName holds no Name",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a4{30{05{}}}}"),
	    MALFORMED(ISSUER_ALT_NAME, "a part of a name is no SET",
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{a4{30{} 05{}}}"),
	    NOTED(TRAILING, ISSUER_ALT_NAME, TRAILING,
		PATH("issuerAltName")) },
	{ EXTENSION("12", "30{88{2a80}}"),
	    NOTED(CONTENTS, ISSUER_ALT_NAME, BAD_OID,
		PATH("issuerAltName")) },

	{ SCT_EXTENSION("30{0000}"),
	    MALFORMED(SCT_LIST,
		"the extension does not hold a list of timestamps",
		PATH("signedCertificateTimestampList")) },
	{ SCT_EXTENSION("04{00}"),
	    MALFORMED(SCT_LIST,
		"the extension does not hold a list of timestamps",
		PATH("signedCertificateTimestampList")) },
	{ SCT_EXTENSION("04{0001}"),
	    MALFORMED(SCT_LIST,
		"the extension does not hold a list of timestamps",
		PATH("signedCertificateTimestampList")) },
	{ SCT_EXTENSION("04{0000 00}"),
	    MALFORMED(SCT_LIST,
		"the extension does not hold a list of timestamps",
		PATH("signedCertificateTimestampList")) },
	{ SCT_EXTENSION("04{0003 0002aa}"),
	    MALFORMED(SCT_LIST, "a timestamp runs past the list",
		PATH("signedCertificateTimestampList")) },

	{ EXTENSION("21", "05{}"),
	    MALFORMED(POLICY_MAPPINGS,
		"the extension does not hold a SEQUENCE",
		PATH("policyMappings")) },
	{ EXTENSION("24", "05{}"),
	    MALFORMED(POLICY_CONSTRAINTS,
		"the extension does not hold a SEQUENCE",
		PATH("policyConstraints")) },
	{ EXTENSION("36", "05{}"),
	    MALFORMED(INHIBIT_ANY,
		"the extension does not hold an INTEGER",
		PATH("inhibitAnyPolicy")) },
	{ EXTENSION("36", "02{}"),
	    MALFORMED(INHIBIT_ANY, "an INTEGER has no octets",
		PATH("inhibitAnyPolicy")) },
};

/* The extension in front of a SAN list, which is read all the same. */
static void
test_malformed_extensions(void)
{
	size_t count = sizeof(extension_rows) / sizeof(extension_rows[0]);

	for (size_t i = 0; i < count; i++) {
		const struct extension_row *row = &extension_rows[i];
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		char extensions[400];

		snprintf(extensions, sizeof(extensions),
		    "%s " SAN_EXTENSION("82{'sip.contoso.com'}"), row->text);
		fields.extensions = extensions;
		read_fields(&reading, &fields);
		check_outcome(&reading, &row->outcome, row->text);
		CHECK_NUMBER(reading.cert.fault_count, 1);
		CHECK_NUMBER(reading.cert.extension_count, 2);
		CHECK_NUMBER(reading.cert.san.count, 1);
		CHECK_NUMBER(reading.cert.signature_value.body.size, 3);
		read_free(&reading);
	}
}

/* SAN entries in front of a malformed one are kept. */
static void
test_malformed_san(void)
{
	static const struct outcome outcome = MALFORMED(SAN,
	    "an entry has no tag that GeneralName knows",
	    PATH("subjectAltName"));
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;

	fields.extensions = SAN_EXTENSION("82{'one'} 82{'two'} 05{} 82{'x'}")
	    EXTENSION("0f", "03{05 a0}");
	read_fields(&reading, &fields);
	check_outcome(&reading, &outcome, "SAN");
	CHECK_NUMBER(reading.cert.san.count, 2);
	CHECK_NUMBER(reading.cert.faults[0].extension, EL_OID_SAN);
	CHECK_NUMBER(reading.cert.key_usage,
	    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT);
	read_free(&reading);
}

/* A list that breaks off: what is behind is not known to be absent. */
static void
test_extension_list_breaks_off(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;

	fields.extensions = EXTENSION("0f", "03{05 a0}") "30 7f 06";
	read_fields(&reading, &fields);
	CHECK_NUMBER(reading.cert.extension_count, 1);
	CHECK_NUMBER(reading.cert.unreadable,
	    ALL_EXTENSIONS & ~EL_PART_KEY_USAGE);
	CHECK_NUMBER(reading.cert.fault_count, 1);
	CHECK_TEXT(reading.cert.faults[0].what, PAST_END);
	read_free(&reading);
}

/* The frame of [3], with nothing of GOOD_FIELDS' own behind it. */
static void
test_extension_frame(void)
{
	static const struct {
		const char *text;
		struct outcome outcome;
	} rows[] = {
		{ "a3{}",
		    { ALL_EXTENSIONS, EL_FAULT_MALFORMED, EL_PART_EXTENSIONS,
			MISSING, "tbsCertificate" } },
		{ "a3{31{}}",
		    { ALL_EXTENSIONS, EL_FAULT_MALFORMED, EL_PART_EXTENSIONS,
			"the extensions are no SEQUENCE",
			"tbsCertificate" } },
		{ "a3{30{}}",
		    NOTED(EMPTY, EXTENSIONS, EMPTY,
			"tbsCertificate.extensions") },
		{ "a3{30{" EXTENSION("0f", "03{05 a0}") "} 05{}}",
		    NOTED(TRAILING, EXTENSIONS, TRAILING,
			"tbsCertificate") },
		{ "a3{30{" EXTENSION("0f", "03{05 a0}") "}} 05{}",
		    NOTED(TRAILING, TBS, TRAILING, "tbsCertificate") },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;

		fields.extensions = NULL;
		fields.unique_ids = rows[i].text;
		read_fields(&reading, &fields);
		check_outcome(&reading, &rows[i].outcome, rows[i].text);
		CHECK_NUMBER(reading.cert.fault_count, 1);
		read_free(&reading);
	}
}

/* TBSCertificate ends before its fields do. */
static void
test_fields_missing(void)
{
	struct reading reading;
	struct arena arena;

	arena_init(&arena);
	read_octets(&reading, der_text(&arena,
	    "30{30{a0{02{02}} 02{01}} 30{06{2a0304}} 03{00 51}}"));
	CHECK(reading.good);
	CHECK_NUMBER(reading.cert.present,
	    EL_PART_TBS | EL_PART_VERSION | EL_PART_SERIAL |
		EL_PART_SIGNATURE);
	CHECK_NUMBER(reading.cert.unreadable,
	    EL_PART_SIGNATURE | EL_PART_ISSUER | EL_PART_VALIDITY |
		EL_PART_SUBJECT | EL_PART_KEY | EL_PART_UNIQUE_IDS |
		ALL_EXTENSIONS);
	CHECK_NUMBER(reading.cert.fault_count, 1);
	read_free(&reading);
	arena_free(&arena);
}

/* What is no certificate at all. */
static void
test_refused(void)
{
	static const struct {
		const char *text;
		const char *code;
		const char *message;
		size_t offset;
	} rows[] = {
		{ "", "der.truncated", "there are no octets", 0 },
		{ "30", "der.truncated",
		    "the length octets run past the end", 0 },
		{ "30 82", "der.truncated",
		    "the length octets run past the end", 0 },
		{ "30 05 30{}", "der.truncated", PAST_END, 0 },
		{ "30 80 30{} 0000", "der.truncated",
		    "the length is indefinite, which DER does not have", 0 },
		{ "1f2101 00", "der.truncated", "the tag number is over 30",
		    0 },
		{ "04{30{}}", "der.no-certificate",
		    "this is no certificate: it does not begin with a "
		    "SEQUENCE", 0 },
		{ "30{}", "der.no-certificate",
		    "this is no certificate: it does not hold a "
		    "TBSCertificate that can be delimited", 2 },
		{ "30{04{}}", "der.no-certificate",
		    "this is no certificate: it does not hold a "
		    "TBSCertificate that can be delimited", 2 },
		{ "30 8102 3005", "der.no-certificate",
		    "this is no certificate: it does not hold a "
		    "TBSCertificate that can be delimited", 3 },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading reading;

		read_octets(&reading, der_text(&arena, rows[i].text));
		CHECK(!reading.good);
		CHECK_TEXT(reading.problem.code, rows[i].code);
		CHECK_TEXT(reading.problem.message, rows[i].message);
		CHECK_NUMBER(reading.problem.offset, rows[i].offset);
		read_free(&reading);
	}
	arena_free(&arena);
}

static void
test_nothing(void)
{
	struct el_problem problem = { 0 };
	struct el_cert cert;
	struct arena arena;

	arena_init(&arena);
	CHECK(!cert_read(&cert, (struct el_bytes){ NULL, 0 }, &arena,
	    &problem));
	CHECK_TEXT(problem.code, "der.truncated");
	arena_free(&arena);
}

/* Lengths of the two outer frames in a longer form than they need. */
static void
test_long_frames(void)
{
	struct reading reading;
	struct arena arena;

	arena_init(&arena);
	read_octets(&reading, der_text(&arena,
	    "30 8112 30 820008 a0{02{02}} 02{01} 30{} 03{00 51}"));
	CHECK(reading.good);
	CHECK_NUMBER(reading.cert.fault_count, 4);
	for (size_t i = 0; i < 2; i++) {
		CHECK_NUMBER(reading.cert.faults[i].kind,
		    EL_FAULT_LENGTH_NOT_MINIMAL);
		CHECK_NUMBER(reading.cert.faults[i].part, EL_PART_TBS);
	}
	CHECK_NUMBER(reading.cert.serial.body.size, 1);
	read_free(&reading);
	arena_free(&arena);
}

/* count times the unit between what opens and what closes. */
static char *
repeat(struct arena *arena, const char *open, const char *unit, size_t count,
    const char *close)
{
	size_t size = strlen(unit);
	char *text = arena_take(arena, 1,
	    strlen(open) + size * count + strlen(close) + 1);
	char *end = text;

	assert(text != NULL);
	end = stpcpy(end, open);
	for (size_t i = 0; i < count; i++)
		end = stpcpy(end, unit);
	stpcpy(end, close);
	return text;
}

static void
check_limit(const struct reading *reading, enum el_part part, bool over)
{
	CHECK_NUMBER((reading->cert.unreadable & (uint32_t)part) != 0, over);
	CHECK_NUMBER(reading->cert.fault_count, over);
	if (over && reading->cert.fault_count > 0) {
		CHECK_NUMBER(reading->cert.faults[0].kind, EL_FAULT_LIMIT);
		CHECK_NUMBER(reading->cert.faults[0].part, part);
	}
}

static void
test_limit_of_names(void)
{
	for (size_t over = 0; over < 2; over++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		struct arena arena;

		arena_init(&arena);
		fields.extensions = repeat(&arena, "30{06{551d11} 04{30{",
		    "82{61}", LIMIT_NAMES + over, "}}}");
		read_fields(&reading, &fields);
		check_limit(&reading, EL_PART_SAN, over == 1);
		CHECK_NUMBER(reading.cert.san.count,
		    over == 1 ? 0 : LIMIT_NAMES);
		read_free(&reading);
		arena_free(&arena);
	}
}

/* Many lists in one extension together have no more names than one. */
static void
test_limit_of_names_in_lists(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	struct arena arena;
	const char *point;

	arena_init(&arena);
	point = repeat(&arena, "30{a0{a0{", "86{61}", LIMIT_NAMES / 4, "}}}");
	fields.extensions = repeat(&arena, "30{06{551d1f} 04{30{", point, 5,
	    "}}}");
	read_fields(&reading, &fields);
	check_limit(&reading, EL_PART_CRL_DISTRIBUTION, true);
	CHECK_NUMBER(reading.cert.distribution_point_count, 4);
	read_free(&reading);
	arena_free(&arena);
}

static void
test_limit_of_extensions(void)
{
	for (size_t over = 0; over < 2; over++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		struct arena arena;

		arena_init(&arena);
		fields.extensions = repeat(&arena, "", "30{06{2a0304} 04{}}",
		    LIMIT_EXTENSIONS + over, "");
		read_fields(&reading, &fields);
		check_limit(&reading, EL_PART_EXTENSIONS, over == 1);
		CHECK_NUMBER(reading.cert.extension_count,
		    over == 1 ? 0 : LIMIT_EXTENSIONS);
		read_free(&reading);
		arena_free(&arena);
	}
}

static void
test_limit_of_attributes(void)
{
	for (size_t over = 0; over < 2; over++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		struct arena arena;

		arena_init(&arena);
		fields.subject = repeat(&arena, "30{",
		    "31{30{06{550403} 0c{}}}", LIMIT_LIST + over, "}");
		read_fields(&reading, &fields);
		check_limit(&reading, EL_PART_SUBJECT, over == 1);
		CHECK_NUMBER(reading.cert.subject.count, LIMIT_LIST);
		CHECK_NUMBER(reading.cert.san.count, 1);
		read_free(&reading);
		arena_free(&arena);
	}
}

/* The smallest attributes there can be, as many as there is room for. */
static void
test_smallest_attributes(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	struct arena arena;

	arena_init(&arena);
	fields.subject = repeat(&arena, "30{31{", "30{06{} 05{}}", 40, "}}");
	read_fields(&reading, &fields);
	CHECK_NUMBER(reading.cert.subject.count, 40);
	CHECK_NUMBER(reading.cert.unreadable, 0);
	read_free(&reading);
	arena_free(&arena);
}

static void
test_limit_of_attributes_in_lists(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	struct arena arena;
	const char *name;

	arena_init(&arena);
	name = repeat(&arena, "a4{30{", "31{30{06{550403} 0c{}}}", 4000,
	    "}}");
	fields.extensions = repeat(&arena, "30{06{551d11} 04{30{", name, 17,
	    "}}}");
	read_fields(&reading, &fields);
	check_limit(&reading, EL_PART_SAN, true);
	CHECK_NUMBER(reading.cert.san.count, LIMIT_ATTRIBUTES / LIMIT_LIST);
	read_free(&reading);
	arena_free(&arena);
}

static void
test_limit_of_lists(void)
{
	static const struct {
		const char *open;
		const char *unit;
		const char *close;
		enum el_part part;
	} rows[] = {
		{ "30{06{551d25} 04{30{", "06{2a0304}", "}}}", EL_PART_EKU },
		{ "30{06{551d20} 04{30{", "30{06{2a0304}}", "}}}",
		    EL_PART_POLICIES },
		{ "30{06{551d1f} 04{30{", "30{}", "}}}",
		    EL_PART_CRL_DISTRIBUTION },
		{ "30{06{2b06010505070101} 04{30{", "30{06{2a0304} 82{}}",
		    "}}}", EL_PART_AUTHORITY_INFO },
		{ "30{06{551d1e} 04{30{a0{", "30{82{}}", "}}}}",
		    EL_PART_NAME_CONSTRAINTS },
		{ "30{06{551d1e} 04{30{a1{", "30{82{}}", "}}}}",
		    EL_PART_NAME_CONSTRAINTS },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fields fields = { GOOD_FIELDS };
		struct reading reading;
		struct arena arena;

		arena_init(&arena);
		fields.extensions = repeat(&arena, rows[i].open, rows[i].unit,
		    LIMIT_LIST, rows[i].close);
		read_fields(&reading, &fields);
		check_limit(&reading, rows[i].part, false);
		read_free(&reading);
		fields.extensions = repeat(&arena, rows[i].open, rows[i].unit,
		    LIMIT_LIST + 1, rows[i].close);
		read_fields(&reading, &fields);
		check_limit(&reading, rows[i].part, true);
		read_free(&reading);
		arena_free(&arena);
	}
}

/* Oddities cannot crowd out faults: they get half of the list. */
static void
test_limit_of_faults(void)
{
	struct fields fields = { GOOD_FIELDS };
	struct reading reading;
	struct arena arena;
	const struct el_cert *cert = &reading.cert;

	arena_init(&arena);
	fields.extensions = repeat(&arena, "",
	    "30{06{2a0304} 0101fe 04{}}", 60, "");
	fields.signature = "04{}";
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->fault_count, LIMIT_FAULTS / 2 + 1);
	CHECK_NUMBER(cert->faults_left_out, 10);
	CHECK_NUMBER(cert->faults[LIMIT_FAULTS / 2].part, EL_PART_SIGNATURE);
	CHECK_NUMBER(cert->unreadable, EL_PART_SIGNATURE);
	read_free(&reading);

	fields.extensions = repeat(&arena, "", "31{}", 120, "");
	read_fields(&reading, &fields);
	CHECK_NUMBER(cert->fault_count, LIMIT_FAULTS);
	CHECK_NUMBER(cert->faults_left_out, 21);
	CHECK_NUMBER(cert->unreadable, EL_PART_SIGNATURE | ALL_EXTENSIONS);
	read_free(&reading);
	arena_free(&arena);
}

/* Everything that the view reads, in one certificate. */
static const struct fields rich_fields = {
	.version = "a0{02{02}}",
	.serial = "02{00 9a0102}",
	.inner_signature = "30{06{2a864886f70d01010b} 05{}}",
	.issuer = "30{31{30{06{550406} 13{'GB'}}}"
		  "31{30{06{55040a} 1e{0043 00f3}} 30{06{55040b} 14{'P' fc}}}"
		  "31{30{06{550403} 1c{00000043}}}}",
	.validity = "30{17{'261001000000Z'} 18{'20510101000000Z'}}",
	.subject = "30{31{30{06{550403} 0c{'sip.contoso.com'}}}}",
	.key = "30{30{06{2a864886f70d010101} 05{}}"
	       "03{00 30{02{00 c1000000000000fb} 02{010001}}}}",
	.unique_ids = "81{00 a1a2} 82{00 b1b2}",
	.extensions = EXTENSION("0f", "03{05 a0}")
	    EXTENSION("25", "30{06{2b06010505070301} 06{2a0304}}")
	    EXTENSION("0e", "04{e1e2e3}")
	    EXTENSION("23", "30{80{f1f2} a1{82{'ca'}} 82{0711}}")
	    EXTENSION("20", "30{30{06{67810c010202}}"
		"30{06{2a0305} 30{30{06{2b06010505070201} 16{'uri'}}}}}")
	    SAN_EXTENSION("82{'webcon.contoso.com'} 82{'sip.contoso.com'}"
		"82{'*.contoso.com'} 81{'a@contoso.com'} 86{'sip:a'}"
		"87{c0000201} 88{2a0304} a3{30{}} a5{81{'p'}}"
		"a4{30{31{30{06{550403} 0c{'dir'}}}}}"
		"a0{06{2b06010505070807} a0{16{'_xmpp-server.im.x'}}}"
		"a0{06{2b06010505070805} a0{0c{'im.x'}}}"
		"a0{06{2b060104018237140203} a0{0c{'u@x'}}}")
	    EXTENSION("1f", "30{30{a0{a0{86{'http://x'}}}}"
		"30{a0{a1{30{06{550403} 0c{'rel'}}}} 81{0102}"
		"   a2{82{'issuer'}}} 30{}}")
	    EXTENSION("2e", "30{30{a0{a0{86{'http://d'}}}}}")
	    PKIX_EXTENSION("01", "30{30{06{2b06010505073001} 86{'o'}}}")
	    PKIX_EXTENSION("0b", "30{30{06{2a0304} 86{'sia'}}}")
	    SCT_EXTENSION("04{000a 0003a1a2a3 0001b1 0000}")
	    EXTENSION("1e", "30{a0{30{82{'x'}} 30{87{c000020000000000}"
		"80{00} 81{05}}} a1{30{82{'y'}}}}")
	    EXTENSION("12", "30{81{'ca@x'}}")
	    EXTENSION("21", "30{30{06{2a0304} 06{2a0305}}}")
	    EXTENSION("24", "30{80{00}}")
	    EXTENSION("36", "02{00}")
	    EXTENSION("13", "30{01{ff} 02{00}}")
	    "30{06{2a0306} 0101ff 04{a1}}",
	.signature_algorithm = "30{06{2a864886f70d01010c} 05{}}",
	.signature = "03{00 5152}",
	.trailing = "",
};

static void
test_rich(void)
{
	struct reading reading;

	read_fields(&reading, &rich_fields);
	CHECK_NUMBER(reading.cert.fault_count, 0);
	CHECK_NUMBER(reading.cert.present, (1u << 27) - 1);
	CHECK_NUMBER(reading.cert.san.count, 13);
	read_free(&reading);
}

static void
test_every_prefix(void)
{
	struct arena arena;
	struct el_bytes der;

	arena_init(&arena);
	der = fields_der(&arena, &rich_fields);
	for (size_t size = 0; size < der.size; size++) {
		struct reading reading;

		read_octets(&reading, (struct el_bytes){ der.data, size });
		CHECK(!reading.good);
		read_free(&reading);
	}
	arena_free(&arena);
}

/*
 * TBSCertificate broken off at every octet, inside frames that are right; and
 * the same of the list of extensions.
 */
static void
test_every_inner_prefix(void)
{
	struct fields fields = rich_fields;
	struct reading whole;
	struct el_bytes tbs;
	struct el_bytes list;
	struct arena arena;
	struct sink hex;

	arena_init(&arena);
	sink_to_memory(&hex);
	read_fields(&whole, &rich_fields);
	tbs = whole.cert.tbs.body;
	list = whole.cert.extension_list.body;
	for (size_t size = 0; size < tbs.size; size++) {
		bool in_list = tbs.data + size >= list.data;
		struct el_bytes part = in_list ? list : tbs;
		struct reading reading;

		part.size = in_list ?
		    (size_t)(tbs.data + size - list.data) :
		    size;
		sink_clear(&hex);
		for (size_t i = 0; i < part.size; i++)
			sink_printf(&hex, "%02x", part.data[i]);
		sink_char(&hex, '\0');
		fields.extensions = hex.data;
		if (in_list)
			read_octets(&reading, fields_der(&arena, &fields));
		else
			read_octets(&reading, der_text(&arena,
			    arena_printf(&arena,
				"30{30{%s} 30{06{2a0304}} 03{00 51}}",
				hex.data)));
		CHECK(reading.good);
		CHECK(reading.cert.fault_count > 0 ||
		    reading.cert.extension_count <
			whole.cert.extension_count);
		read_free(&reading);
		arena_reset(&arena);
	}
	read_free(&whole);
	sink_free(&hex);
	arena_free(&arena);
}

static void
test_every_octet_changed(void)
{
	static const uint8_t values[] = { 0x00, 0x7f, 0x80, 0xff };
	struct arena arena;
	struct el_bytes der;
	uint8_t *octets;
	size_t good = 0;

	arena_init(&arena);
	der = fields_der(&arena, &rich_fields);
	octets = arena_take(&arena, der.size, 1);
	assert(octets != NULL);
	memcpy(octets, der.data, der.size);
	for (size_t i = 0; i < der.size; i++) {
		for (size_t k = 0; k < sizeof(values); k++) {
			struct reading reading;

			octets[i] = values[k];
			read_octets(&reading,
			    (struct el_bytes){ octets, der.size });
			good += reading.good;
			read_free(&reading);
		}
		octets[i] = der.data[i];
	}
	/* All but those of the two outer frames. */
	CHECK(good > 4 * der.size - 64);
	arena_free(&arena);
}

const struct test tests_cert_faults[] = {
	{ "cert: malformed fields", test_malformed_fields },
	{ "cert: fields that cannot be delimited", test_field_without_end },
	{ "cert: malformed extensions", test_malformed_extensions },
	{ "cert: entries before a malformed one", test_malformed_san },
	{ "cert: extension list that breaks off",
	    test_extension_list_breaks_off },
	{ "cert: frame of the extensions", test_extension_frame },
	{ "cert: fields that are missing", test_fields_missing },
	{ "cert: what is no certificate", test_refused },
	{ "cert: no octets at all", test_nothing },
	{ "cert: long forms of the outer lengths", test_long_frames },
	{ "cert: 10,000 names", test_limit_of_names },
	{ "cert: 10,000 names in several lists",
	    test_limit_of_names_in_lists },
	{ "cert: 512 extensions", test_limit_of_extensions },
	{ "cert: 4,096 attributes", test_limit_of_attributes },
	{ "cert: the smallest attributes", test_smallest_attributes },
	{ "cert: attributes of many names",
	    test_limit_of_attributes_in_lists },
	{ "cert: 4,096 entries of other lists", test_limit_of_lists },
	{ "cert: 100 faults, half of them oddities", test_limit_of_faults },
	{ "cert: everything in one certificate", test_rich },
	{ "cert: every prefix", test_every_prefix },
	{ "cert: every prefix of what is inside", test_every_inner_prefix },
	{ "cert: every octet changed", test_every_octet_changed },
	{ NULL, NULL },
};
