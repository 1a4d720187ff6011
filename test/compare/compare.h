/*
 * Two readings of one certificate, field by field: edgelint's and OpenSSL's,
 * each written out as text in one form, so that they can be compared.
 */
#ifndef TEST_COMPARE_COMPARE_H
#define TEST_COMPARE_COMPARE_H

#include <edgelint/cert.h>

#include <openssl/x509.h>

#include "base/sink.h"

/* X(NAME, TEXT, PART): what is compared, its name in the output, its part. */
#define COMPARED_FIELDS(X) \
	X(version, "version", VERSION) \
	X(serial, "serialNumber", SERIAL) \
	X(inner_signature, "signature", SIGNATURE) \
	X(issuer, "issuer", ISSUER) \
	X(not_before, "notBefore", VALIDITY) \
	X(not_after, "notAfter", VALIDITY) \
	X(subject, "subject", SUBJECT) \
	X(key_algorithm, "key algorithm", KEY) \
	X(rsa_key, "RSA key", KEY) \
	X(ec_key, "EC key", KEY) \
	X(unique_ids, "unique identifiers", UNIQUE_IDS) \
	X(extensions, "extensions", EXTENSIONS) \
	X(signature, "signatureAlgorithm", SIGNATURE) \
	X(signature_value, "signatureValue", SIGNATURE) \
	X(san, "subjectAltName", SAN) \
	X(issuer_alt_name, "issuerAltName", ISSUER_ALT_NAME) \
	X(key_usage, "keyUsage", KEY_USAGE) \
	X(purposes, "extKeyUsage", EKU) \
	X(basic_constraints, "basicConstraints", BASIC_CONSTRAINTS) \
	X(subject_key_id, "subjectKeyIdentifier", SUBJECT_KEY_ID) \
	X(authority_key_id, "authorityKeyIdentifier", AUTHORITY_KEY_ID) \
	X(policies, "certificatePolicies", POLICIES) \
	X(authority_info, "authorityInfoAccess", AUTHORITY_INFO) \
	X(subject_info, "subjectInfoAccess", SUBJECT_INFO) \
	X(distribution_points, "cRLDistributionPoints", CRL_DISTRIBUTION) \
	X(freshest_crl, "freshestCRL", FRESHEST_CRL) \
	X(name_constraints, "nameConstraints", NAME_CONSTRAINTS) \
	X(scts, "timestamps", SCT_LIST)

/*
 * ours_FIELD() and theirs_FIELD() write what the certificate says there,
 * nothing when it says nothing.  False: it could not be decoded.
 */
#define DECLARE_OURS(name, text, part) \
	bool ours_##name(struct sink *out, const struct el_cert *cert);
COMPARED_FIELDS(DECLARE_OURS)
#undef DECLARE_OURS

#define DECLARE_THEIRS(name, text, part) \
	bool theirs_##name(struct sink *out, X509 *cert);
COMPARED_FIELDS(DECLARE_THEIRS)
#undef DECLARE_THEIRS

#endif
