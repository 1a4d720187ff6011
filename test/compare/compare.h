/*
 * Two readings of one certificate, field by field: edgelint's and OpenSSL's,
 * each written out as text in one form, so that they can be compared.
 */
#ifndef TEST_COMPARE_COMPARE_H
#define TEST_COMPARE_COMPARE_H

#include <edgelint/cert.h>

#include <openssl/x509.h>

#include "base/sink.h"

/* X(NAME, TEXT): what is compared, and its name in the output. */
#define COMPARED_FIELDS(X) \
	X(length, "length") \
	X(version, "version") \
	X(serial, "serialNumber") \
	X(inner_signature, "signature") \
	X(issuer, "issuer") \
	X(not_before, "notBefore") \
	X(not_after, "notAfter") \
	X(subject, "subject") \
	X(key_algorithm, "key algorithm") \
	X(rsa_key, "RSA key") \
	X(ec_key, "EC key") \
	X(unique_ids, "unique identifiers") \
	X(extensions, "extensions") \
	X(signature, "signatureAlgorithm") \
	X(signature_value, "signatureValue") \
	X(san, "subjectAltName") \
	X(issuer_alt_name, "issuerAltName") \
	X(key_usage, "keyUsage") \
	X(purposes, "extKeyUsage") \
	X(basic_constraints, "basicConstraints") \
	X(subject_key_id, "subjectKeyIdentifier") \
	X(authority_key_id, "authorityKeyIdentifier") \
	X(policies, "certificatePolicies") \
	X(authority_info, "authorityInfoAccess") \
	X(subject_info, "subjectInfoAccess") \
	X(distribution_points, "cRLDistributionPoints") \
	X(freshest_crl, "freshestCRL") \
	X(name_constraints, "nameConstraints") \
	X(scts, "timestamps")

/*
 * ours_FIELD() and theirs_FIELD() write what the certificate says there,
 * nothing when it says nothing.  False: it could not be decoded.
 */
#define DECLARE_OURS(name, text) \
	bool ours_##name(struct sink *out, const struct el_cert *cert);
COMPARED_FIELDS(DECLARE_OURS)
#undef DECLARE_OURS

#define DECLARE_THEIRS(name, text) \
	bool theirs_##name(struct sink *out, X509 *cert);
COMPARED_FIELDS(DECLARE_THEIRS)
#undef DECLARE_THEIRS

#endif
