/*
 * What was read although DER writes it in another way (X.690, sections 8, 10
 * and 11).  What could not be read at all is x509_structure.c's.
 */

#include <edgelint/rule.h>

#include "phrases.h"

static void
flag_fault(const struct el_fault *fault, struct el_report *report)
{
	struct el_elem where = { .body = fault->at };

	el_flag(report, &where, "%s: %s",
	    fault->extension != EL_OID_UNKNOWN ?
		el_oid_name(fault->extension) :
		el_part_name(fault->part),
	    fault->what);
}

/* A key usage without any bit has no shorter fault than that. */
static bool
is_empty_key_usage(const struct el_cert *cert, const struct el_fault *fault)
{
	return fault->kind == EL_FAULT_BIT_STRING &&
	    fault->part == EL_PART_KEY_USAGE && cert->key_usage == 0;
}

static void
check_not_minimal(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->fault_count; i++) {
		const struct el_fault *fault = &cert->faults[i];

		if (fault->kind != EL_FAULT_LENGTH_NOT_MINIMAL &&
		    fault->kind != EL_FAULT_INTEGER_NOT_MINIMAL &&
		    fault->kind != EL_FAULT_BIT_STRING)
			continue;
		if (is_empty_key_usage(cert, fault) &&
		    el_has_failed(report, "x509.key-usage.empty"))
			el_yield(report, "x509.key-usage.empty");
		else
			flag_fault(fault, report);
	}
}

static void
check_boolean(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->fault_count; i++)
		if (cert->faults[i].kind == EL_FAULT_BOOLEAN)
			flag_fault(&cert->faults[i], report);
}

static void
check_default_encoded(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->fault_count; i++) {
		const struct el_fault *fault = &cert->faults[i];

		if (fault->kind != EL_FAULT_DEFAULT_ENCODED)
			continue;
		if (fault->part == EL_PART_VERSION &&
		    el_has_failed(report, "x509.version.not-v3"))
			el_yield(report, "x509.version.not-v3");
		else
			flag_fault(fault, report);
	}
}

static const struct el_rule rules[] = {
	{
		.id = "x509.der.not-minimal",
		.severity = EL_ERROR,
		.title = "Encoding is longer than DER's",
		.check = check_not_minimal,
		.signs = EL_SIGN_FAULT,
		.yields = { { "x509.key-usage.empty", true } },
		.sources = {
			{ EL_DOC_RFC5280, "4.1",
			    "a certificate is encoded in DER", false },
			{ EL_DOC_RFC2986, "4.2",
			    "so is what a request signs", false },
			{ EL_DOC_X690, "8.3.2, 10.1, 11.2",
			    "an INTEGER and a length have as few octets as "
			    "can be, the unused bits of a BIT STRING are "
			    "zero, and a list of named bits ends with a bit "
			    "that is set", false },
		},
		.fails_when = "a length or an INTEGER has more octets than it "
			      "needs, unused bits of a BIT STRING are set, or "
			      "keyUsage ends with bits that are not; once for "
			      "each",
		.why = "DER has one encoding for each value, because a "
		       "signature is over the octets. Software that checks "
		       "this refuses the certificate, and software that "
		       "writes it anew breaks the signature.",
		.remedy = "The CA's software does not write DER." CA_REISSUES,
		.request_remedy = MAKE_REQUEST_ANEW,
		.example = "Fails: an INTEGER 02 02 00 05\n"
			   "Passes: 02 01 05",
	},
	{
		.id = "x509.der.boolean",
		.severity = EL_ERROR,
		.title = "TRUE is not encoded as FF",
		.check = check_boolean,
		.signs = EL_SIGN_FAULT,
		.sources = {
			{ EL_DOC_RFC5280, "4.1",
			    "a certificate is encoded in DER", false },
			{ EL_DOC_RFC2986, "4.2",
			    "so is what a request signs", false },
			{ EL_DOC_X690, "11.1",
			    "all eight bits of TRUE are set", false },
		},
		.fails_when = "a BOOLEAN of the extensions is neither 00 nor "
			      "FF; once for each",
		.why = "Software that checks DER refuses the certificate; what "
		       "does not may read another value: of a critical "
		       "extension, that it is none.",
		.remedy = "The CA's software does not write DER." CA_REISSUES,
		.request_remedy = MAKE_REQUEST_ANEW,
		.example = "Fails: critical as 01 01 01\n"
			   "Passes: 01 01 FF",
	},
	{
		.id = "x509.der.default-encoded",
		.severity = EL_WARNING,
		.title = "Default value is encoded",
		.check = check_default_encoded,
		.signs = EL_SIGN_FAULT,
		.yields = { { "x509.version.not-v3", true } },
		.sources = {
			{ EL_DOC_RFC5280, "4.1, 4.2",
			    "critical and cA are FALSE by default, the version "
			    "is v1", false },
			{ EL_DOC_RFC2986, "4.2",
			    "what a request signs is encoded in DER", false },
			{ EL_DOC_X690, "11.5",
			    "a value that is the default is left out", false },
		},
		.fails_when = "critical FALSE, cA FALSE or version v1 is "
			      "written out; once for each",
		.why = "It is no DER. Most software reads it all the same; "
		       "what checks the encoding refuses the certificate.",
		.remedy = "The CA's software, or the file that configures it, "
			  "writes what DER leaves out." CA_REISSUES,
		.request_remedy = MAKE_REQUEST_ANEW,
		.example = "Fails: basicConstraints 30 03 01 01 00\n"
			   "Passes: basicConstraints 30 00",
	},
};

EL_RULESET_OF(x509_der, rules, EL_CERTIFICATE | EL_REQUEST);
