#include "check.h"

#include <stdlib.h>

#include "base/oid.h"

/* Every identifier of EL_OIDS, written out as its document has it. */
static const struct known {
	enum el_oid id;
	const char *dotted;
	const char *name;
} known[] = {
	{ EL_OID_CN, "2.5.4.3", "commonName" },
	{ EL_OID_SURNAME, "2.5.4.4", "surname" },
	{ EL_OID_SERIAL_NUMBER, "2.5.4.5", "serialNumber" },
	{ EL_OID_COUNTRY, "2.5.4.6", "countryName" },
	{ EL_OID_LOCALITY, "2.5.4.7", "localityName" },
	{ EL_OID_STATE, "2.5.4.8", "stateOrProvinceName" },
	{ EL_OID_STREET, "2.5.4.9", "streetAddress" },
	{ EL_OID_ORGANIZATION, "2.5.4.10", "organizationName" },
	{ EL_OID_ORGANIZATIONAL_UNIT, "2.5.4.11", "organizationalUnitName" },
	{ EL_OID_TITLE, "2.5.4.12", "title" },
	{ EL_OID_BUSINESS_CATEGORY, "2.5.4.15", "businessCategory" },
	{ EL_OID_POSTAL_CODE, "2.5.4.17", "postalCode" },
	{ EL_OID_NAME, "2.5.4.41", "name" },
	{ EL_OID_GIVEN_NAME, "2.5.4.42", "givenName" },
	{ EL_OID_INITIALS, "2.5.4.43", "initials" },
	{ EL_OID_GENERATION, "2.5.4.44", "generationQualifier" },
	{ EL_OID_DN_QUALIFIER, "2.5.4.46", "dnQualifier" },
	{ EL_OID_PSEUDONYM, "2.5.4.65", "pseudonym" },
	{ EL_OID_ORGANIZATION_ID, "2.5.4.97", "organizationIdentifier" },
	{ EL_OID_EMAIL, "1.2.840.113549.1.9.1", "emailAddress" },
	{ EL_OID_UNSTRUCTURED_NAME, "1.2.840.113549.1.9.2",
	    "unstructuredName" },
	{ EL_OID_CHALLENGE_PASSWORD, "1.2.840.113549.1.9.7",
	    "challengePassword" },
	{ EL_OID_EXTENSION_REQUEST, "1.2.840.113549.1.9.14",
	    "extensionRequest" },
	{ EL_OID_DOMAIN_COMPONENT, "0.9.2342.19200300.100.1.25",
	    "domainComponent" },
	{ EL_OID_USER_ID, "0.9.2342.19200300.100.1.1", "userId" },
	{ EL_OID_JURISDICTION_LOCALITY, "1.3.6.1.4.1.311.60.2.1.1",
	    "jurisdictionLocality" },
	{ EL_OID_JURISDICTION_STATE, "1.3.6.1.4.1.311.60.2.1.2",
	    "jurisdictionState" },
	{ EL_OID_JURISDICTION_COUNTRY, "1.3.6.1.4.1.311.60.2.1.3",
	    "jurisdictionCountry" },
	{ EL_OID_SUBJECT_DIRECTORY, "2.5.29.9", "subjectDirectoryAttributes" },
	{ EL_OID_SUBJECT_KEY_ID, "2.5.29.14", "subjectKeyIdentifier" },
	{ EL_OID_KEY_USAGE, "2.5.29.15", "keyUsage" },
	{ EL_OID_PRIVATE_KEY_USAGE, "2.5.29.16", "privateKeyUsagePeriod" },
	{ EL_OID_SAN, "2.5.29.17", "subjectAltName" },
	{ EL_OID_ISSUER_ALT_NAME, "2.5.29.18", "issuerAltName" },
	{ EL_OID_BASIC_CONSTRAINTS, "2.5.29.19", "basicConstraints" },
	{ EL_OID_NAME_CONSTRAINTS, "2.5.29.30", "nameConstraints" },
	{ EL_OID_CRL_DISTRIBUTION, "2.5.29.31", "cRLDistributionPoints" },
	{ EL_OID_POLICIES, "2.5.29.32", "certificatePolicies" },
	{ EL_OID_POLICY_MAPPINGS, "2.5.29.33", "policyMappings" },
	{ EL_OID_AUTHORITY_KEY_ID, "2.5.29.35", "authorityKeyIdentifier" },
	{ EL_OID_POLICY_CONSTRAINTS, "2.5.29.36", "policyConstraints" },
	{ EL_OID_EXTENDED_KEY_USAGE, "2.5.29.37", "extKeyUsage" },
	{ EL_OID_FRESHEST_CRL, "2.5.29.46", "freshestCRL" },
	{ EL_OID_INHIBIT_ANY_POLICY, "2.5.29.54", "inhibitAnyPolicy" },
	{ EL_OID_NO_REV_AVAIL, "2.5.29.56", "noRevAvail" },
	{ EL_OID_AUTHORITY_INFO_ACCESS, "1.3.6.1.5.5.7.1.1",
	    "authorityInfoAccess" },
	{ EL_OID_QC_STATEMENTS, "1.3.6.1.5.5.7.1.3", "qcStatements" },
	{ EL_OID_SUBJECT_INFO_ACCESS, "1.3.6.1.5.5.7.1.11",
	    "subjectInfoAccess" },
	{ EL_OID_TLS_FEATURE, "1.3.6.1.5.5.7.1.24", "tlsFeature" },
	{ EL_OID_SCT_LIST, "1.3.6.1.4.1.11129.2.4.2",
	    "signedCertificateTimestampList" },
	{ EL_OID_CT_POISON, "1.3.6.1.4.1.11129.2.4.3", "precertificatePoison" },
	{ EL_OID_CT_PRECERT_SIGNING, "1.3.6.1.4.1.11129.2.4.4",
	    "precertificateSigning" },
	{ EL_OID_MS_CERT_TYPE, "1.3.6.1.4.1.311.20.2", "enrollCertType" },
	{ EL_OID_MS_UPN, "1.3.6.1.4.1.311.20.2.3", "userPrincipalName" },
	{ EL_OID_MS_CA_VERSION, "1.3.6.1.4.1.311.21.1", "cAVersion" },
	{ EL_OID_MS_PREVIOUS_CA_HASH, "1.3.6.1.4.1.311.21.2",
	    "previousCACertHash" },
	{ EL_OID_MS_TEMPLATE, "1.3.6.1.4.1.311.21.7", "certificateTemplate" },
	{ EL_OID_MS_APPLICATION_POLICIES, "1.3.6.1.4.1.311.21.10",
	    "applicationPolicies" },
	{ EL_OID_MS_CLIENT_INFO, "1.3.6.1.4.1.311.21.20",
	    "requestClientInfo" },
	{ EL_OID_MS_CERT_EXTENSIONS, "1.3.6.1.4.1.311.2.1.14",
	    "certExtensions" },
	{ EL_OID_MS_NAME_VALUE, "1.3.6.1.4.1.311.13.2.1",
	    "enrollmentNameValuePair" },
	{ EL_OID_MS_CSP, "1.3.6.1.4.1.311.13.2.2", "enrollmentCSPProvider" },
	{ EL_OID_MS_OS_VERSION, "1.3.6.1.4.1.311.13.2.3", "osVersion" },
	{ EL_OID_MS_NTDS_SECURITY, "1.3.6.1.4.1.311.25.2",
	    "ntdsCASecurityExt" },
	{ EL_OID_NETSCAPE_CERT_TYPE, "2.16.840.1.113730.1.1",
	    "netscapeCertType" },
	{ EL_OID_NETSCAPE_COMMENT, "2.16.840.1.113730.1.13",
	    "netscapeComment" },
	{ EL_OID_KP_SERVER_AUTH, "1.3.6.1.5.5.7.3.1", "serverAuth" },
	{ EL_OID_KP_CLIENT_AUTH, "1.3.6.1.5.5.7.3.2", "clientAuth" },
	{ EL_OID_KP_CODE_SIGNING, "1.3.6.1.5.5.7.3.3", "codeSigning" },
	{ EL_OID_KP_EMAIL_PROTECTION, "1.3.6.1.5.5.7.3.4", "emailProtection" },
	{ EL_OID_KP_TIME_STAMPING, "1.3.6.1.5.5.7.3.8", "timeStamping" },
	{ EL_OID_KP_OCSP_SIGNING, "1.3.6.1.5.5.7.3.9", "OCSPSigning" },
	{ EL_OID_KP_SIP_DOMAIN, "1.3.6.1.5.5.7.3.20", "sipDomain" },
	{ EL_OID_KP_ANY, "2.5.29.37.0", "anyExtendedKeyUsage" },
	{ EL_OID_AD_OCSP, "1.3.6.1.5.5.7.48.1", "ocsp" },
	{ EL_OID_AD_CA_ISSUERS, "1.3.6.1.5.5.7.48.2", "caIssuers" },
	{ EL_OID_ON_XMPP_ADDR, "1.3.6.1.5.5.7.8.5", "xmppAddr" },
	{ EL_OID_ON_DNS_SRV, "1.3.6.1.5.5.7.8.7", "dnsSRV" },
	{ EL_OID_ANY_POLICY, "2.5.29.32.0", "anyPolicy" },
	{ EL_OID_BR_EV, "2.23.140.1.1", "extended-validation" },
	{ EL_OID_BR_DV, "2.23.140.1.2.1", "domain-validated" },
	{ EL_OID_BR_OV, "2.23.140.1.2.2", "organization-validated" },
	{ EL_OID_BR_IV, "2.23.140.1.2.3", "individual-validated" },
	{ EL_OID_RSA, "1.2.840.113549.1.1.1", "rsaEncryption" },
	{ EL_OID_MD2_RSA, "1.2.840.113549.1.1.2", "md2WithRSAEncryption" },
	{ EL_OID_MD4_RSA, "1.2.840.113549.1.1.3", "md4WithRSAEncryption" },
	{ EL_OID_MD5_RSA, "1.2.840.113549.1.1.4", "md5WithRSAEncryption" },
	{ EL_OID_SHA1_RSA, "1.2.840.113549.1.1.5", "sha1WithRSAEncryption" },
	{ EL_OID_RSA_PSS, "1.2.840.113549.1.1.10", "RSASSA-PSS" },
	{ EL_OID_SHA256_RSA, "1.2.840.113549.1.1.11",
	    "sha256WithRSAEncryption" },
	{ EL_OID_SHA384_RSA, "1.2.840.113549.1.1.12",
	    "sha384WithRSAEncryption" },
	{ EL_OID_SHA512_RSA, "1.2.840.113549.1.1.13",
	    "sha512WithRSAEncryption" },
	{ EL_OID_SHA224_RSA, "1.2.840.113549.1.1.14",
	    "sha224WithRSAEncryption" },
	{ EL_OID_EC_PUBLIC_KEY, "1.2.840.10045.2.1", "id-ecPublicKey" },
	{ EL_OID_ECDSA_SHA1, "1.2.840.10045.4.1", "ecdsa-with-SHA1" },
	{ EL_OID_ECDSA_SHA224, "1.2.840.10045.4.3.1", "ecdsa-with-SHA224" },
	{ EL_OID_ECDSA_SHA256, "1.2.840.10045.4.3.2", "ecdsa-with-SHA256" },
	{ EL_OID_ECDSA_SHA384, "1.2.840.10045.4.3.3", "ecdsa-with-SHA384" },
	{ EL_OID_ECDSA_SHA512, "1.2.840.10045.4.3.4", "ecdsa-with-SHA512" },
	{ EL_OID_P256, "1.2.840.10045.3.1.7", "secp256r1" },
	{ EL_OID_P384, "1.3.132.0.34", "secp384r1" },
	{ EL_OID_P521, "1.3.132.0.35", "secp521r1" },
	{ EL_OID_SECP256K1, "1.3.132.0.10", "secp256k1" },
	{ EL_OID_X25519, "1.3.101.110", "X25519" },
	{ EL_OID_X448, "1.3.101.111", "X448" },
	{ EL_OID_ED25519, "1.3.101.112", "Ed25519" },
	{ EL_OID_ED448, "1.3.101.113", "Ed448" },
	{ EL_OID_DSA, "1.2.840.10040.4.1", "dsa" },
	{ EL_OID_DSA_SHA1, "1.2.840.10040.4.3", "dsa-with-SHA1" },
	{ EL_OID_OIW_MD5_RSA, "1.3.14.3.2.3", "md5WithRSA" },
	{ EL_OID_OIW_DSA_SHA1, "1.3.14.3.2.27", "dsaWithSHA1" },
	{ EL_OID_OIW_SHA1_RSA, "1.3.14.3.2.29", "sha1WithRSASignature" },
	{ EL_OID_PKCS7_DATA, "1.2.840.113549.1.7.1", "data" },
	{ EL_OID_PKCS7_SIGNED_DATA, "1.2.840.113549.1.7.2", "signedData" },
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]), OCTETS_MAX = 64 };

/* One number in base 128, X.690 8.19.2; its length. */
static size_t
encode_number(uint8_t *out, unsigned long long number)
{
	size_t size = 1;

	for (unsigned long long rest = number >> 7; rest > 0; rest >>= 7)
		size++;
	for (size_t i = size; i > 0; i--) {
		out[i - 1] = (uint8_t)((number & 0x7f) | (i < size ? 0x80 : 0));
		number >>= 7;
	}
	return size;
}

static struct el_bytes
encode(uint8_t *out, const char *dotted)
{
	char *next;
	unsigned long long root = strtoull(dotted, &next, 10);
	size_t size = encode_number(out, root * 40 +
	    strtoull(next + 1, &next, 10));

	while (*next == '.') {
		unsigned long long number = strtoull(next + 1, &next, 10);

		size += encode_number(out + size, number);
	}
	return (struct el_bytes){ out, size };
}

static void
test_every_identifier(void)
{
	uint8_t octets[OCTETS_MAX];
	struct sink sink;

	CHECK_NUMBER(KNOWN_COUNT, EL_OID_COUNT - 1);
	sink_to_memory(&sink);
	for (size_t i = 0; i < KNOWN_COUNT; i++) {
		struct el_bytes der = encode(octets, known[i].dotted);

		/* The table above is in the order of EL_OIDS. */
		CHECK_NUMBER(known[i].id, i + 1);
		CHECK_NUMBER(el_oid_find(der), known[i].id);
		CHECK_TEXT(el_oid_name(known[i].id), known[i].name);
		sink_clear(&sink);
		oid_to_text(&sink, der);
		sink_char(&sink, '\0');
		CHECK_TEXT(sink.data, known[i].dotted);
	}
	sink_free(&sink);
}

static enum el_oid
expected_for(const char *dotted)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++) {
		if (strcmp(known[i].dotted, dotted) == 0)
			return known[i].id;
	}
	return EL_OID_UNKNOWN;
}

/* What the table says of the identifier, looked up by its text. */
static void
check_against_table(struct el_bytes der)
{
	struct sink sink;

	sink_to_memory(&sink);
	oid_to_text(&sink, der);
	sink_char(&sink, '\0');
	CHECK_NUMBER(el_oid_find(der), expected_for(sink.data));
	sink_free(&sink);
}

static void
test_near_misses(void)
{
	uint8_t octets[OCTETS_MAX];

	for (size_t i = 0; i < KNOWN_COUNT; i++) {
		struct el_bytes der = encode(octets, known[i].dotted);

		/* One octet longer, one shorter. */
		for (unsigned last = 0; last < 256; last++) {
			octets[der.size] = (uint8_t)last;
			check_against_table((struct el_bytes){ octets,
				der.size + 1 });
		}
		check_against_table((struct el_bytes){ octets, der.size - 1 });
		/* Every octet with every other value. */
		for (size_t at = 0; at < der.size; at++) {
			uint8_t right = octets[at];

			for (unsigned wrong = 0; wrong < 256; wrong++) {
				octets[at] = (uint8_t)wrong;
				check_against_table(der);
			}
			octets[at] = right;
		}
	}
}

static void
test_odd_sizes(void)
{
	static const uint8_t zeros[300];

	CHECK_NUMBER(el_oid_find((struct el_bytes){ NULL, 0 }), EL_OID_UNKNOWN);
	for (size_t size = 0; size <= sizeof(zeros); size++)
		CHECK_NUMBER(el_oid_find((struct el_bytes){ zeros, size }),
		    EL_OID_UNKNOWN);
	CHECK_TEXT(el_oid_name(EL_OID_UNKNOWN), "unknown");
	CHECK_TEXT(el_oid_name(EL_OID_COUNT), "unknown");
}

static void
check_text_of(const char *octets, size_t size, const char *expected)
{
	struct sink sink;

	sink_to_memory(&sink);
	oid_to_text(&sink, (struct el_bytes){ (const uint8_t *)octets, size });
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

#define CHECK_TEXT_OF(octets, expected) \
	check_text_of((octets), sizeof(octets) - 1, (expected))

static void
test_text(void)
{
	CHECK_TEXT_OF("\x00", "0.0");
	CHECK_TEXT_OF("\x27", "0.39");
	CHECK_TEXT_OF("\x28", "1.0");
	CHECK_TEXT_OF("\x4f", "1.39");
	CHECK_TEXT_OF("\x50", "2.0");
	CHECK_TEXT_OF("\x78", "2.40");
	CHECK_TEXT_OF("\x88\x37\x03", "2.999.3");
	CHECK_TEXT_OF("\x2a\x7f\x81\x00", "1.2.127.128");
	CHECK_TEXT_OF("\x2a\x81\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
	    "1.2.18446744073709551615");
}

static void
test_no_identifier(void)
{
	CHECK_TEXT_OF("", "hex:");
	CHECK_TEXT_OF("\x80", "hex:80");
	CHECK_TEXT_OF("\x2a\x86", "hex:2a86");
	CHECK_TEXT_OF("\x2a\x80\x01", "hex:2a8001");
	CHECK_TEXT_OF("\x2a\x82\x80\x80\x80\x80\x80\x80\x80\x80\x00",
	    "hex:2a82808080808080808000");
}

const struct test tests_oid[] = {
	{ "oid: every identifier is found by its octets",
	    test_every_identifier },
	{ "oid: near misses are unknown", test_near_misses },
	{ "oid: sizes that no identifier has", test_odd_sizes },
	{ "oid: dotted decimal", test_text },
	{ "oid: what is no identifier is shown in hex", test_no_identifier },
	{ NULL, NULL },
};
