/*
 * The fields of a certificate that are neither names of hosts, dates nor keys
 * (RFC 5280, sections 4.1.1.2 to 4.1.2.4 and 4.1.2.8).
 */

#include <edgelint/rule.h>

#include "phrases.h"

enum { V3 = 2, SERIAL_OCTETS = 20 };

/* Without extensions the version is free: RFC 5280, 4.1.2.1. */
static void
check_not_v3(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_elem *where = el_is_present(&cert->version) ?
	    &cert->version :
	    &cert->tbs;

	if (cert->version_number == V3)
		return;
	if (cert->version_number < 0 || cert->version_number > V3)
		el_flag(report, where, "the version is %lld, which no "
		    "certificate has: v1 is 0, v3 is 2",
		    (long long)cert->version_number);
	else
		el_flag(report, where, "the certificate says that it is v%lld "
		    "and has extensions, which only v3 has",
		    (long long)cert->version_number + 1);
}

static bool
is_zero(struct el_bytes number)
{
	for (size_t i = 0; i < number.size; i++)
		if (number.data[i] != 0)
			return false;
	return true;
}

static bool
is_negative(struct el_bytes number)
{
	return number.size > 0 && number.data[0] >= 0x80;
}

static void
check_not_positive(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *serial = &target->cert->serial;

	if (is_negative(serial->body))
		el_flag(report, serial, "the serial number is negative: its "
		    "first octet is %02x", serial->body.data[0]);
	else if (is_zero(serial->body))
		el_flag(report, serial, "the serial number is zero");
}

/* Octets that only make an INTEGER longer are x509.der.not-minimal's. */
static size_t
needed_octets(struct el_bytes number)
{
	while (number.size > 1 &&
	    ((number.data[0] == 0 && number.data[1] < 0x80) ||
		(number.data[0] == 0xff && number.data[1] >= 0x80)))
		number = (struct el_bytes){ number.data + 1, number.size - 1 };
	return number.size;
}

static void
check_too_long(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *serial = &target->cert->serial;
	size_t octets;

	if (serial->body.size <= SERIAL_OCTETS)
		return;
	octets = needed_octets(serial->body);
	if (octets > SERIAL_OCTETS)
		el_flag(report, serial, "the serial number has %zu octets, "
		    "at most %d are allowed", octets, SERIAL_OCTETS);
}

/* By what they say: how their lengths are written is another fault. */
static bool
same_algorithm(const struct el_algorithm *a, const struct el_algorithm *b)
{
	return el_bytes_equal(a->oid.body, b->oid.body) &&
	    a->parameters.tag == b->parameters.tag &&
	    el_bytes_equal(a->parameters.body, b->parameters.body);
}

/* An algorithm as a message names it. */
static const char *
name_of(const struct el_algorithm *algorithm)
{
	return algorithm->id == EL_OID_UNKNOWN ?
	    "one that edgelint does not know" :
	    el_oid_name(algorithm->id);
}

static void
check_algorithm_mismatch(const struct el_target *target,
    struct el_report *report)
{
	const struct el_algorithm *inner = &target->cert->inner_signature;
	const struct el_algorithm *outer = &target->cert->signature_algorithm;

	if (same_algorithm(inner, outer))
		return;
	if (el_bytes_equal(inner->oid.body, outer->oid.body))
		el_flag(report, &inner->elem, "the signed part and the "
		    "certificate give different parameters for the signature "
		    "algorithm %s", name_of(inner));
	else
		el_flag(report, &inner->elem, "the signed part says that the "
		    "signature algorithm is %s, the certificate that it is "
		    "%s", name_of(inner), name_of(outer));
}

static void
check_issuer_empty(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *issuer = &target->cert->issuer.elem;

	if (issuer->body.size == 0)
		el_flag(report, issuer, "the issuer is an empty name");
}

static void
check_unique_id(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (el_is_present(&cert->issuer_unique_id))
		el_flag(report, &cert->issuer_unique_id,
		    "there is an issuerUniqueID");
	if (el_is_present(&cert->subject_unique_id))
		el_flag(report, &cert->subject_unique_id,
		    "there is a subjectUniqueID");
}

static const struct el_rule rules[] = {
	{
		.id = "x509.version.not-v3",
		.severity = EL_ERROR,
		.title = "Certificate with extensions is not v3",
		.check = check_not_v3,
		.needs = EL_PART_EXTENSIONS,
		.readable = EL_PART_VERSION,
		.signs = EL_SIGN_FIELD,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.1",
			    "with extensions, the version is v3 (2)", false },
			{ EL_DOC_RFC5280, "4.1.2.9",
			    "extensions are there in v3 only", false },
		},
		.fails_when = "there are extensions, and the version is not 2",
		.why = "Software that goes by the version does not look at the "
		       "extensions, the SAN list among them, or refuses the "
		       "certificate.",
		.remedy = "The CA's software writes the wrong "
			  "version." CA_REISSUES,
		.example = "Fails: no version, and a subjectAltName\n"
			   "Passes: version 2, which is v3",
	},
	{
		.id = "x509.serial.not-positive",
		.severity = EL_ERROR,
		.title = "Serial number is not positive",
		.check = check_not_positive,
		.needs = EL_PART_SERIAL,
		.signs = EL_SIGN_FIELD,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.2",
			    "the serial number is a positive integer", false },
			{ EL_DOC_BASELINE, "7.1.2.7",
			    "it is greater than zero", false },
		},
		.fails_when = "the serial number is zero or negative",
		.why = "Software reads a negative number in different ways, so "
		       "that a revoked certificate is not found in the CRL, "
		       "or refuses the certificate.",
		.remedy = "The CA's software chose the number; mind that an "
			  "INTEGER whose first octet is 80 or more needs a 00 "
			  "before it." CA_REISSUES,
		.example = "Fails: 02 01 00, and 02 02 9c 40\n"
			   "Passes: 02 03 00 9c 40",
	},
	{
		.id = "x509.serial.too-long",
		.severity = EL_ERROR,
		.title = "Serial number has more than 20 octets",
		.check = check_too_long,
		.needs = EL_PART_SERIAL,
		.signs = EL_SIGN_FIELD,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.2",
			    "a CA uses no serial number of more than 20 "
			    "octets", false },
			{ EL_DOC_BASELINE, "7.1.2.7",
			    "it is less than 2^159, which is the same", false },
		},
		.fails_when = "the serial number's contents have more than 20 "
			      "octets, a 00 that makes it positive among "
			      "them",
		.why = "Software may have room for 20 octets, and then takes "
		       "the certificate for another one, or refuses it.",
		.remedy = "A number of 160 bits whose first bit is set has 21 "
			  "octets: the CA's software must choose a shorter "
			  "one." CA_REISSUES,
		.example = "Fails: 00 and 20 octets that begin with 9c\n"
			   "Passes: 20 octets that begin with 1c",
	},
	{
		.id = "x509.signature.algorithm-mismatch",
		.severity = EL_ERROR,
		.title = "Two different signature algorithms are given",
		.check = check_algorithm_mismatch,
		.needs = EL_PART_SIGNATURE,
		.signs = EL_SIGN_SIGNATURE,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.1.2",
			    "the algorithm behind the signed part is the one "
			    "in it", false },
		},
		.fails_when = "signatureAlgorithm and tbsCertificate.signature "
			      "differ, in identifier or parameters",
		.why = "The one behind the signed part is not signed itself: "
		       "where it differs, somebody may have changed it, and "
		       "verifiers refuse the certificate.",
		.remedy = "The CA's software wrote two different "
			  "ones." CA_REISSUES,
		.example = "Fails: sha256WithRSAEncryption in the signed part, "
			   "sha384WithRSAEncryption behind it\n"
			   "Passes: sha256WithRSAEncryption in both",
	},
	{
		.id = "x509.issuer.empty",
		.severity = EL_ERROR,
		.title = "Issuer is empty",
		.check = check_issuer_empty,
		.needs = EL_PART_ISSUER,
		.signs = EL_SIGN_FIELD,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.4",
			    "the issuer is a non-empty distinguished name",
			    false },
		},
		.fails_when = "the issuer has no attributes at all",
		.why = "Nobody can find the certificate of the CA by its name, "
		       "and no chain can be built.",
		.remedy = "The certificate of the CA has no subject, or its "
			  "software left it out." CA_REISSUES,
		.example = "Fails: an issuer 30 00\n"
			   "Passes: CN=Contoso Issuing CA 1,O=Contoso Ltd",
	},
	{
		.id = "x509.unique-id.present",
		.severity = EL_ERROR,
		.title = "Unique identifier is there",
		.check = check_unique_id,
		.readable = EL_PART_UNIQUE_IDS,
		.signs = EL_SIGN_FIELD,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.8",
			    "a CA does not make certificates with unique "
			    "identifiers", false },
			{ EL_DOC_BASELINE, "7.1.2.7",
			    "neither of the two is there", false },
		},
		.fails_when = "there is an issuerUniqueID or a "
			      "subjectUniqueID; once for each",
		.why = "Names are not used again by another CA or host, so "
		       "that the fields tell nothing; software does not "
		       "expect them, and some refuses the certificate.",
		.remedy = "The CA's software has to leave them "
			  "out." CA_REISSUES,
		.example = "Fails: a subjectUniqueID behind the public key\n"
			   "Passes: the extensions behind the public key",
	},
};

EL_RULESET(x509_fields, rules);
