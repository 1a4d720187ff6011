/*
 * The other extensions: what they hold, whether they may be critical, and
 * those that do not belong into the certificate of a server (RFC 5280,
 * section 4.2; RFC 6962, section 3).
 */

#include <edgelint/rule.h>

#include "phrases.h"

/* RFC 5280 defines these; verifiers know most of them. */
static bool
is_standard(enum el_oid id)
{
	switch (id) {
	case EL_OID_AUTHORITY_KEY_ID:
	case EL_OID_SUBJECT_KEY_ID:
	case EL_OID_KEY_USAGE:
	case EL_OID_POLICIES:
	case EL_OID_POLICY_MAPPINGS:
	case EL_OID_SAN:
	case EL_OID_ISSUER_ALT_NAME:
	case EL_OID_SUBJECT_DIRECTORY:
	case EL_OID_BASIC_CONSTRAINTS:
	case EL_OID_NAME_CONSTRAINTS:
	case EL_OID_POLICY_CONSTRAINTS:
	case EL_OID_EXTENDED_KEY_USAGE:
	case EL_OID_CRL_DISTRIBUTION:
	case EL_OID_INHIBIT_ANY_POLICY:
	case EL_OID_FRESHEST_CRL:
	case EL_OID_AUTHORITY_INFO_ACCESS:
	case EL_OID_SUBJECT_INFO_ACCESS:
		return true;
	default:
		return false;
	}
}

/* The poison is x509.precertificate's, a second one extension.duplicate's. */
static void
check_unknown_critical(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *extension = &cert->extensions[i];

		if (!extension->critical || extension->repeated ||
		    is_standard(extension->id))
			continue;
		if (extension->id == EL_OID_CT_POISON)
			el_yield(report, "x509.precertificate");
		else if (target->role == EL_ISSUER && target->chain != NULL &&
		    target->chain->serves)
			el_yield(report, "chain.issuer.unknown-critical");
		else
			el_flag(report, &extension->elem, "extension %zu, %s, "
			    "is critical and none that RFC 5280 defines",
			    i + 1,
			    extension->id == EL_OID_UNKNOWN ?
				"which edgelint does not know" :
				el_oid_name(extension->id));
	}
}

static void
check_authority_key_id(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (el_is_present(&cert->authority_key_id.key_id) ||
	    el_cert_is_self_issued(cert))
		return;
	if ((cert->present & EL_PART_AUTHORITY_KEY_ID) == 0)
		el_flag(report, &cert->extension_list,
		    "there is no authorityKeyIdentifier");
	else
		el_flag(report,
		    &el_cert_extension(cert, EL_OID_AUTHORITY_KEY_ID)->elem,
		    "authorityKeyIdentifier holds no key identifier");
}

/* What is wrong with a distribution point, or NULL. */
static const char *
point_defect(const struct el_distribution_point *point)
{
	bool has_full_name = el_is_present(&point->full_name.elem);
	bool has_name = has_full_name || el_is_present(&point->relative_name);

	if (!has_name && !el_is_present(&point->crl_issuer))
		return el_is_present(&point->reasons) ?
		    "consists of reasons only" :
		    "is empty";
	if (has_full_name && point->full_name.count == 0)
		return "has an empty list of names";
	if (el_is_present(&point->crl_issuer) &&
	    point->crl_issuer.body.size == 0)
		return "has an empty cRLIssuer";
	return NULL;
}

static void
check_crl_malformed(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->distribution_point_count == 0)
		el_flag(report,
		    &el_cert_extension(cert, EL_OID_CRL_DISTRIBUTION)->elem,
		    "cRLDistributionPoints hold no distribution point");
	for (size_t i = 0; i < cert->distribution_point_count; i++) {
		const struct el_distribution_point *point =
		    &cert->distribution_points[i];
		const char *defect = point_defect(point);

		if (defect != NULL)
			el_flag(report, &point->elem, "CRL distribution point "
			    "%zu %s", i + 1, defect);
	}
}

static void
check_aia_critical(const struct el_target *target, struct el_report *report)
{
	const struct el_extension *extension;

	if ((target->cert->present & EL_PART_AUTHORITY_INFO) == 0)
		return;
	extension = el_cert_extension(target->cert,
	    EL_OID_AUTHORITY_INFO_ACCESS);
	if (extension->critical)
		el_flag(report, &extension->critical_elem,
		    "authorityInfoAccess is critical");
}

static const char *
policy_name(const struct el_policy *policy)
{
	return policy->id == EL_OID_UNKNOWN ? "which edgelint does not know" :
					      el_oid_name(policy->id);
}

static void
check_policy_duplicate(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 1; i < cert->policy_count; i++) {
		const struct el_policy *policy = &cert->policies[i];
		size_t first = 0;

		while (!el_bytes_equal(cert->policies[first].oid.body,
			policy->oid.body))
			first++;
		if (first < i)
			el_flag(report, &policy->elem, "policy %zu, %s, is "
			    "policy %zu again", i + 1, policy_name(policy),
			    first + 1);
	}
}

static void
check_name_constraints(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((cert->present & EL_PART_NAME_CONSTRAINTS) != 0)
		el_flag(report,
		    &el_cert_extension(cert, EL_OID_NAME_CONSTRAINTS)->elem,
		    "there are nameConstraints, and the certificate is no "
		    "CA's");
}

enum {
	SCT_V1 = 0,
	SCT_FIXED = 1 + 32 + 8, /* version, log, time */
	SCT_ALGORITHM = 2,
};

/* Takes a vector with a length of two octets, as TLS has it. */
static bool
take_vector(struct el_bytes *rest)
{
	size_t size;

	if (rest->size < 2)
		return false;
	size = (size_t)rest->data[0] << 8 | rest->data[1];
	if (size > rest->size - 2)
		return false;
	rest->data += 2 + size;
	rest->size -= 2 + size;
	return true;
}

static void
skip(struct el_bytes *rest, size_t octets)
{
	rest->data += octets;
	rest->size -= octets;
}

/*
 * SignedCertificateTimestamp, RFC 6962 3.2: version, log, time, a vector of
 * extensions, the algorithm and the vector of the signature.  What is wrong
 * with it, or NULL.
 */
static const char *
sct_defect(struct el_bytes sct)
{
	if (sct.size == 0)
		return "is empty";
	if (sct.data[0] != SCT_V1)
		return "is not of version v1";
	if (sct.size < SCT_FIXED)
		return "is too short";
	skip(&sct, SCT_FIXED);
	if (!take_vector(&sct) || sct.size < SCT_ALGORITHM)
		return "is too short";
	skip(&sct, SCT_ALGORITHM);
	if (!take_vector(&sct))
		return "is too short";
	return sct.size == 0 ? NULL : "has octets behind its signature";
}

static void
check_sct_malformed(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->sct_count == 0)
		el_flag(report, &el_cert_extension(cert, EL_OID_SCT_LIST)->elem,
		    "the list of signed certificate timestamps is empty");
	for (size_t i = 0; i < cert->sct_count; i++) {
		struct el_elem where = { .body = cert->scts[i] };
		const char *defect = sct_defect(cert->scts[i]);

		if (defect != NULL)
			el_flag(report, &where, "signed certificate timestamp "
			    "%zu %s", i + 1, defect);
	}
}

static void
check_precertificate(const struct el_target *target, struct el_report *report)
{
	const struct el_extension *poison =
	    el_cert_extension(target->cert, EL_OID_CT_POISON);

	if (poison != NULL)
		el_flag(report, &poison->elem, "this is a precertificate: it "
		    "holds the poison extension of Certificate Transparency");
}

static const struct el_rule rules[] = {
	{
		.id = "x509.precertificate",
		.severity = EL_ERROR,
		.title = "This is a precertificate",
		.check = check_precertificate,
		.signs = EL_SIGN_EXTENSION,
		.needs = EL_PART_EXTENSIONS,
		.sources = {
			{ EL_DOC_RFC6962, "3.1",
			    "a critical poison extension keeps a "
			    "precertificate from being used", false },
			{ EL_DOC_BASELINE, "7.1.2.9.3",
			    "the poison extension of a precertificate",
			    false },
		},
		.fails_when = "there is the extension "
			      "1.3.6.1.4.1.11129.2.4.3",
		.why = "A CA sends a precertificate to the logs before it "
		       "issues the certificate. Every verifier refuses it.",
		.remedy = "Get the certificate itself from the CA: it has the "
			  "same serial number, and timestamps in the place of "
			  "the poison.",
		.example = "Fails: a file from a log, with the poison\n"
			   "Passes: the certificate as the CA delivers it",
	},
	{
		.id = "x509.extension.unknown-critical",
		.severity = EL_ERROR,
		.title = "Critical extension that verifiers do not know",
		.check = check_unknown_critical,
		.needs = EL_PART_EXTENSIONS,
		.signs = EL_SIGN_CRITICAL | EL_SIGN_EXTENSION,
		.yields = {
			{ "x509.precertificate", true },
			{ "chain.issuer.unknown-critical", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.2",
			    "who does not know a critical extension refuses "
			    "the certificate", false },
		},
		.fails_when = "an extension is critical, and is none of those "
			      "that RFC 5280 defines; once for each",
		.why = "Partners and clients refuse the certificate, whatever "
		       "the extension says: that is what critical means.",
		.remedy = "Have the CA leave the extension out, or not mark it "
			  "as critical; a request that asks for it says so in "
			  "the line Critical of certreq's INF file.",
		.example = "Fails: certificateTemplate (1.3.6.1.4.1.311.21.7), "
			   "critical\n"
			   "Passes: the same, not critical",
	},
	{
		.id = "x509.authority-key-id.missing",
		.severity = EL_WARNING,
		.title = "Identifier of the CA's key is missing",
		.check = check_authority_key_id,
		.readable = EL_PART_AUTHORITY_KEY_ID | EL_PART_EXTENSIONS |
		    EL_PART_ISSUER | EL_PART_SUBJECT,
		.signs = EL_SIGN_LACK,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.1",
			    "the key identifier is there in every certificate "
			    "that does not sign itself", false },
			{ EL_DOC_BASELINE, "7.1.2.11.1",
			    "of public CAs: likewise", false },
		},
		.fails_when = "issuer and subject differ, and there is no "
			      "authorityKeyIdentifier, or one without a "
			      "keyIdentifier",
		.why = "When a CA has renewed its key, peers find the right "
		       "one of its certificates by this identifier; without "
		       "it they may build no chain.",
		.remedy = "The CA adds it. With OpenSSL as the CA, write into "
			  "the section of the extensions\n"
			  "    authorityKeyIdentifier = keyid:always",
		.example = "Fails: a certificate without "
			   "authorityKeyIdentifier\n"
			   "Passes: one with the key identifier of its CA",
	},
	{
		.id = "x509.crl.malformed",
		.severity = EL_ERROR,
		.title = "CRL distribution point names nothing",
		.check = check_crl_malformed,
		.needs = EL_PART_CRL_DISTRIBUTION,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.13",
			    "a distribution point has a name or a cRLIssuer, "
			    "and does not consist of reasons only", false },
		},
		.fails_when = "cRLDistributionPoints are empty, or one of them "
			      "has neither distributionPoint nor cRLIssuer, "
			      "or an empty list of names; once for each",
		.why = "Nobody can fetch a CRL from it: where the check of "
		       "revocation is required, the connection fails.",
		.remedy = "Give the CA an address for its CRL; of AD CS, in "
			  "the properties of the CA, Extensions.",
		.example = "Fails: a DistributionPoint with reasons only\n"
			   "Passes: one with the URL of the CRL",
	},
	{
		.id = "x509.aia.critical",
		.severity = EL_ERROR,
		.title = "authorityInfoAccess is critical",
		.check = check_aia_critical,
		.needs = EL_PART_EXTENSIONS,
		.signs = EL_SIGN_CRITICAL,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.2.1",
			    "the extension is not critical", false },
			{ EL_DOC_BASELINE, "7.1.2.7.6",
			    "of public CAs: likewise", false },
		},
		.fails_when = "authorityInfoAccess is marked critical",
		.why = "Software that does not know the extension refuses the "
		       "certificate, though it only helps to find others.",
		.remedy = "The CA marks it: take the mark out of its profile. "
			  "With OpenSSL, write\n"
			  "    authorityInfoAccess = caIssuers;URI:...\n"
			  "without \"critical\".",
		.example = "Fails: critical authorityInfoAccess\n"
			   "Passes: the same without critical",
	},
	{
		.id = "x509.policy.duplicate",
		.severity = EL_ERROR,
		.title = "Policy occurs twice",
		.check = check_policy_duplicate,
		.needs = EL_PART_POLICIES,
		.signs = EL_SIGN_POLICIES,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.4",
			    "a policy is there no more than once", false },
		},
		.fails_when = "certificatePolicies hold the identifier of an "
			      "earlier entry again; once for each later one",
		.why = "Software that checks this refuses the certificate.",
		.remedy = "Have the CA write the policy once, with all its "
			  "qualifiers; look whether template and CA both add "
			  "it.",
		.example = "Fails: 2.23.140.1.2.2, 2.23.140.1.2.2\n"
			   "Passes: 2.23.140.1.2.2",
	},
	{
		.id = "x509.name-constraints.leaf",
		.severity = EL_ERROR,
		.title = "Name constraints in the certificate of a server",
		.check = check_name_constraints,
		.roles = EL_EDGE,
		.needs = EL_PART_EXTENSIONS,
		.signs = EL_SIGN_CA,
		.yields = { { "x509.basic-constraints.ca-leaf", false } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.10",
			    "name constraints are there in CA certificates "
			    "only", false },
			{ EL_DOC_BASELINE, "7.1.2.7.6",
			    "of public CAs: likewise", false },
		},
		.fails_when = "a certificate that is judged as the Edge's has "
			      "nameConstraints",
		.why = "They are critical as a rule and say nothing about a "
		       "server: software that checks this refuses the "
		       "certificate.",
		.remedy = "The template or profile of a CA was taken: ask for "
			  "that of a web server." ASK_AGAIN,
		.example = "Fails: SAN sip.contoso.com, nameConstraints "
			   "permitted contoso.com\n"
			   "Passes: the constraints in the certificate of the "
			   "CA",
	},
	{
		.id = "x509.sct.malformed",
		.severity = EL_ERROR,
		.title = "Certificate timestamp cannot be read",
		.check = check_sct_malformed,
		.needs = EL_PART_SCT_LIST,
		.sources = {
			{ EL_DOC_RFC6962, "3.3",
			    "the list holds at least one timestamp", false },
			{ EL_DOC_RFC6962, "3.2",
			    "the parts of a timestamp", false },
		},
		.fails_when = "the list of signed certificate timestamps is "
			      "empty, or one of them is not of version v1 or "
			      "not as its type has it; once for each",
		.why = "Clients that ask for Certificate Transparency do not "
		       "count the timestamp. Lync, XMPP and SIP peers do not "
		       "look at it.",
		.remedy = "The CA's software wrote it." CA_REISSUES,
		.example = "Fails: a list without timestamps\n"
			   "Passes: two timestamps of two logs",
	},
};

EL_RULESET(x509_extensions, rules);
