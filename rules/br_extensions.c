/*
 * Which extensions a publicly trusted certificate has, and what the access
 * descriptions, policies and timestamps in it say (Baseline Requirements,
 * 7.1.2.7.6 to 7.1.2.7.9; Chrome's Certificate Transparency policy).
 */

#include <edgelint/rule.h>

#include "br.h"

static void
check_required_missing(const struct el_target *target,
    struct el_report *report)
{
	/* Policies, purposes and the SAN list have rules of their own. */
	static const struct {
		enum el_part part;
		const char *name;
		const char *better; /* the rule that says the same */
	} required[] = {
		{ EL_PART_AUTHORITY_INFO, "authorityInfoAccess", NULL },
		{ EL_PART_AUTHORITY_KEY_ID, "authorityKeyIdentifier",
		    "x509.authority-key-id.missing" },
	};
	const struct el_cert *cert = target->cert;
	uint32_t seen = cert->present | cert->unreadable;

	for (size_t i = 0; i < sizeof(required) / sizeof(required[0]); i++) {
		if ((seen & required[i].part) != 0)
			continue;
		if (required[i].better != NULL &&
		    el_has_failed(report, required[i].better))
			el_yield(report, required[i].better);
		else
			el_flag(report, &cert->extension_list, "there is no "
			    "%s, which every publicly trusted certificate "
			    "has", required[i].name);
	}
}

/* What it is of an enterprise CA's that an extension tells, or NULL. */
static const char *
enterprise_text(enum el_oid id)
{
	switch (id) {
	case EL_OID_MS_CERT_TYPE:
	case EL_OID_MS_TEMPLATE:
		return "the name of a certificate template";
	case EL_OID_MS_APPLICATION_POLICIES:
		return "application policies of Windows";
	case EL_OID_MS_NTDS_SECURITY:
		return "the security identifier of an account";
	case EL_OID_MS_CA_VERSION:
	case EL_OID_MS_PREVIOUS_CA_HASH:
		return "the version of a Windows CA";
	default:
		return NULL;
	}
}

static void
check_microsoft(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *extension = &cert->extensions[i];
		const char *text = enterprise_text(extension->id);

		if (text != NULL)
			el_flag(report, &extension->elem, "the extension %s "
			    "tells %s", el_oid_name(extension->id), text);
	}
}

static bool
is_http(struct el_bytes uri)
{
	static const char scheme[] = "http://";
	struct el_bytes head = { uri.data, sizeof(scheme) - 1 };

	return uri.size > head.size && el_host_equal(head, el_bytes_of(scheme));
}

/* The same method and location stood before. */
static bool
is_repeated(const struct el_cert *cert, size_t i)
{
	const struct el_access *access = &cert->authority_info[i];

	for (size_t j = 0; j < i; j++)
		if (cert->authority_info[j].id == access->id &&
		    el_bytes_equal(cert->authority_info[j].location.value,
			access->location.value))
			return true;
	return false;
}

/* What is wrong with an access description first of all, or NULL. */
static const char *
access_fault(const struct el_cert *cert, size_t i)
{
	const struct el_access *access = &cert->authority_info[i];

	if (access->id != EL_OID_AD_OCSP && access->id != EL_OID_AD_CA_ISSUERS)
		return "its method is neither ocsp nor caIssuers";
	if (access->location.type != EL_NAME_URI)
		return "its location is no URI";
	if (!is_http(access->location.value))
		return "its location is no http URL";
	if (is_repeated(cert, i))
		return "it is there twice";
	return NULL;
}

static void
check_aia_wrong(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->authority_info_count; i++) {
		const struct el_access *access = &cert->authority_info[i];
		const char *fault = access_fault(cert, i);

		if (fault == NULL)
			continue;
		if (access->location.type == EL_NAME_URI)
			el_flag(report, &access->elem, "access description "
			    "%zu, %s: %s", i + 1,
			    el_show(report, access->location.value), fault);
		else
			el_flag(report, &access->elem, "access description "
			    "%zu: %s", i + 1, fault);
	}
}

static bool
is_reserved(enum el_oid id)
{
	return id == EL_OID_BR_DV || id == EL_OID_BR_OV ||
	    id == EL_OID_BR_IV || id == EL_OID_BR_EV;
}

/* The first of the CA/Browser Forum's policies, or NULL. */
static const struct el_policy *
reserved_policy(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->policy_count; i++)
		if (is_reserved(cert->policies[i].id))
			return &cert->policies[i];
	return NULL;
}

static void
check_policy_missing(const struct el_target *target, struct el_report *report)
{
	if (reserved_policy(target->cert) == NULL)
		el_flag(report, &target->cert->extension_list, "no policy says "
		    "how the subject was validated; there has to be one of "
		    "2.23.140.1.1, 2.23.140.1.2.1, 2.23.140.1.2.2 and "
		    "2.23.140.1.2.3");
}

/* The same one again is x509.policy.duplicate's. */
static void
check_policy_multiple(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_policy *first = reserved_policy(cert);

	for (size_t i = 0; i < cert->policy_count; i++) {
		const struct el_policy *policy = &cert->policies[i];

		if (policy->id != first->id && is_reserved(policy->id))
			el_flag(report, &policy->elem, "the policies say %s "
			    "and %s, and only one can be",
			    el_oid_name(first->id), el_oid_name(policy->id));
	}
}

/* Chrome's policy counts by 180 days, Apple's as well. */
static size_t
timestamps_wanted(const struct el_cert *cert)
{
	int64_t lifetime = cert->not_after.seconds - cert->not_before.seconds;

	return lifetime > INT64_C(180) * 86400 ? 3 : 2;
}

static void
check_sct_too_few(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	size_t wanted = timestamps_wanted(cert);
	const struct el_extension *list =
	    el_cert_extension(cert, EL_OID_SCT_LIST);

	if (cert->sct_count >= wanted || !cert->not_after.known)
		return;
	el_flag(report, list == NULL ? &cert->extension_list : &list->elem,
	    "%zu signed certificate timestamp%s embedded, and browsers expect "
	    "%zu for this lifetime; edgelint counts them and does not know "
	    "the logs", cert->sct_count, cert->sct_count == 1 ? " is" : "s are",
	    wanted);
}

static const struct el_rule rules[] = {
	{
		.id = "br.extension.required-missing",
		.severity = EL_ERROR,
		.title = "Extension that a public certificate needs is missing",
		.check = check_required_missing,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.readable = EL_PART_EXTENSIONS,
		.signs = EL_SIGN_LACK,
		.yields = { { "x509.authority-key-id.missing", true } },
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.6",
			    "authority information access and authority key "
			    "identifier are there", false },
		},
		.fails_when = "there is no authorityInfoAccess or no "
			      "authorityKeyIdentifier; one finding for each "
			      "(policies, purposes and the SAN list have "
			      "rules of their own)",
		.why = "Without the address of the CA's certificate, Windows "
		       "cannot complete a chain that a partner's server "
		       "sends in part; a public CA may not leave it out.",
		.remedy = REISSUE,
		.example = "Fails: no authorityInfoAccess\n"
			   "Passes: caIssuers http://crl.example.com/tls1.cer",
	},
	{
		.id = "br.extension.microsoft",
		.severity = EL_INFO,
		.title = "Extension of an enterprise CA in a public "
			 "certificate",
		.check = check_microsoft,
		.signs = EL_SIGN_EXTENSION,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_EXTENSIONS,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.6",
			    "other extensions are not recommended", false },
			{ EL_DOC_BASELINE, "7.1.2.11.5",
			    "they have to mean something on the public "
			    "Internet", false },
		},
		.fails_when = "there is an extension of Active Directory "
			      "Certificate Services (template, application "
			      "policies, CA version, security identifier); "
			      "one finding for each",
		.why = "It tells outsiders about a company's directory. "
		       "Microsoft's own public CA writes some of them; from "
		       "another issuer the certificate is often not a public "
		       "CA's at all, but a Windows CA's with a policy that it "
		       "may not use, which partners will not trust.",
		.remedy = "See who issued it:\n"
			  "    openssl x509 -noout -issuer -in edge.cer\n"
			  "When that is a CA of your own, order the "
			  "external certificate of a public CA.",
		.example = "Fails: certificateTemplate in a certificate with "
			   "the policy 2.23.140.1.2.2\n"
			   "Passes: the extensions that a public CA writes",
	},
	{
		.id = "br.aia.wrong",
		.severity = EL_ERROR,
		.title = "Authority information access holds what it may not",
		.check = check_aia_wrong,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_AUTHORITY_INFO,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.7",
			    "ocsp and caIssuers, each an http URL, each "
			    "location once", false },
		},
		.fails_when = "an access description has another method than "
			      "ocsp and caIssuers, a location that is no http "
			      "URL, or is there twice; one finding for each",
		.why = "Windows and partners fetch the CA's certificate and "
		       "its answers from there; an ldap or https address "
		       "does not work for strangers.",
		.remedy = REISSUE,
		.example = "Fails: caIssuers ldap:///CN=Contoso%20CA\n"
			   "Passes: caIssuers http://crl.example.com/tls1.cer",
	},
	{
		.id = "br.policy.missing",
		.severity = EL_ERROR,
		.title = "No CA/Browser Forum policy",
		.check = check_policy_missing,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.readable = EL_PART_POLICIES,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.9",
			    "exactly one of the reserved policy identifiers",
			    false },
			{ EL_DOC_BASELINE, "7.1.6.1", NULL, false },
		},
		.fails_when = "the certificate policies hold none of "
			      "2.23.140.1.1, 2.23.140.1.2.1, 2.23.140.1.2.2 "
			      "and 2.23.140.1.2.3, or there are none",
		.why = "Every publicly trusted TLS certificate has one: the "
		       "profile says \"issuer\": \"public\", and this "
		       "certificate is not, or is not meant for servers.",
		.remedy = "When it comes from a CA of your own, say so in the "
			  "profile:\n"
			  "    \"issuer\": \"private\"\n"
			  "Else order a TLS certificate of a public CA.",
		.example = "Fails: certificatePolicies 1.3.6.1.4.1.311.21.8\n"
			   "Passes: certificatePolicies 2.23.140.1.2.2",
	},
	{
		.id = "br.policy.multiple",
		.severity = EL_ERROR,
		.title = "Several CA/Browser Forum policies",
		.check = check_policy_multiple,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_POLICIES,
		.signs = EL_SIGN_POLICIES,
		.yields = { { "br.policy.missing", false } },
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.9",
			    "exactly one of the reserved policy identifiers",
			    false },
			{ EL_DOC_BASELINE, "7.1.6.1", NULL, false },
		},
		.fails_when = "the certificate policies hold two or more "
			      "different ones of 2.23.140.1.1, 2.23.140.1.2.1, "
			      "2.23.140.1.2.2 and 2.23.140.1.2.3",
		.why = "A subject is validated in one way; a public CA that "
		       "finds two of them has to revoke the certificate.",
		.remedy = REISSUE,
		.example = "Fails: 2.23.140.1.2.1 and 2.23.140.1.2.2\n"
			   "Passes: 2.23.140.1.2.2",
	},
	{
		.id = "br.sct.too-few",
		.severity = EL_INFO,
		.title = "Fewer certificate timestamps than browsers expect",
		.check = check_sct_too_few,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = CHROME_TIMESTAMPS,
		.readable = EL_PART_SCT_LIST | EL_PART_VALIDITY,
		.yields = {
			{ "validity.reversed", false },
			{ "x509.precertificate", false },
			{ "x509.sct.malformed", false },
		},
		.sources = {
			{ EL_DOC_CHROME_CT, "embedded SCTs",
			    "two for a lifetime up to 180 days, three beyond",
			    false },
			{ EL_DOC_BASELINE, "7.1.2.7.6",
			    "the list of timestamps is optional", true },
		},
		.fails_when = "fewer than two timestamps are embedded, or "
			      "fewer than three when notAfter is more than 180 "
			      "days after notBefore; their logs are not known",
		.why = "Browsers refuse the certificate unless its server "
		       "sends timestamps in the handshake, which Windows does "
		       "not. Lync clients, SIP and XMPP servers do not look "
		       "at them: it matters where the certificate also serves "
		       "web pages, as that of a reverse proxy does.",
		.remedy = "Ask the CA for a certificate that is logged to "
			  "Certificate Transparency logs with its timestamps "
			  "embedded.",
		.example = "Fails: 200 days, two timestamps\n"
			   "Passes: 200 days, three timestamps",
	},
};

EL_RULESET(br_extensions, rules);
