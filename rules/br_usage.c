/*
 * What the key of a publicly trusted certificate may be used for (Baseline
 * Requirements, 7.1.2.7.10 and 7.1.2.7.11; Chrome Root Program Policy).
 */

#include <edgelint/rule.h>

#include "br.h"
#include "key_usage.h"

static bool
is_forbidden(enum el_oid purpose)
{
	return purpose == EL_OID_KP_CODE_SIGNING ||
	    purpose == EL_OID_KP_EMAIL_PROTECTION ||
	    purpose == EL_OID_KP_TIME_STAMPING ||
	    purpose == EL_OID_KP_OCSP_SIGNING || purpose == EL_OID_KP_ANY ||
	    purpose == EL_OID_CT_PRECERT_SIGNING;
}

static void
check_forbidden_purpose(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->purpose_count; i++) {
		const struct el_purpose *purpose = &cert->purposes[i];

		if (is_forbidden(purpose->id))
			el_flag(report, &purpose->elem, "%s is among the "
			    "purposes, which a TLS certificate of a public CA "
			    "may not have", el_oid_name(purpose->id));
	}
}

static void
check_client_auth(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->purpose_count; i++)
		if (cert->purposes[i].id == EL_OID_KP_CLIENT_AUTH)
			el_flag(report, &cert->purposes[i].elem, "clientAuth "
			    "is among the purposes, and the certificate "
			    "begins after 2027-03-14");
}

enum {
	RSA_USAGES = EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT |
	    EL_KU_DATA_ENCIPHERMENT,
	EC_USAGES = EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_AGREEMENT,
};

/* Leaves bits to the rule that names their fault better. */
static uint32_t
leave_to(struct el_report *report, const char *rule, uint32_t bits,
    uint32_t theirs)
{
	if ((bits & theirs) == 0 || !el_has_failed(report, rule))
		return bits;
	el_yield(report, rule);
	return bits & ~theirs;
}

static void
flag_usages(const struct el_target *target, struct el_report *report,
    const char *key, uint32_t permitted, uint32_t wrong_for_key)
{
	const struct el_extension *extension =
	    el_cert_extension(target->cert, EL_OID_KEY_USAGE);
	uint32_t bits = target->cert->key_usage & ~permitted;
	char buffer[USAGE_NAMES_SIZE];

	if (bits == 0)
		return;
	bits = leave_to(report, "x509.basic-constraints.ca-leaf", bits,
	    EL_KU_KEY_CERT_SIGN | EL_KU_CRL_SIGN);
	bits = leave_to(report, "x509.key-usage.cert-sign", bits,
	    EL_KU_KEY_CERT_SIGN);
	bits = leave_to(report, "x509.key-usage.wrong-for-key", bits,
	    wrong_for_key);
	if (bits != 0)
		el_flag(report, &extension->elem, "the key usage of the %s "
		    "key holds %s", key,
		    usage_names(buffer, sizeof(buffer), bits));
}

static void
check_rsa_usage(const struct el_target *target, struct el_report *report)
{
	flag_usages(target, report, "RSA", RSA_USAGES, EL_KU_KEY_AGREEMENT |
	    EL_KU_ENCIPHER_ONLY | EL_KU_DECIPHER_ONLY);
}

static void
check_ec_usage(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	flag_usages(target, report, "EC", EC_USAGES,
	    EL_KU_KEY_ENCIPHERMENT | EL_KU_DATA_ENCIPHERMENT);
	if ((cert->key_usage & EL_KU_DIGITAL_SIGNATURE) != 0)
		return;
	if (el_has_failed(report, "x509.key-usage.no-digital-signature"))
		el_yield(report, "x509.key-usage.no-digital-signature");
	else
		el_flag(report, &el_cert_extension(cert,
		    EL_OID_KEY_USAGE)->elem, "the key usage of the EC key "
		    "lacks digitalSignature");
}

static bool
has_key(const struct el_target *target, enum el_key_kind kind)
{
	const struct el_cert *cert = target->cert;

	return cert == NULL || cert->key.kind == kind ||
	    (cert->unreadable & EL_PART_KEY) != 0;
}

static const char *
applies_to_rsa(const struct el_target *target)
{
	return has_key(target, EL_KEY_RSA) ? NULL : "key:not-rsa";
}

static const char *
applies_to_ec(const struct el_target *target)
{
	return has_key(target, EL_KEY_EC) ? NULL : "key:not-ec";
}

static const struct el_rule rules[] = {
	{
		.id = "br.eku.forbidden-purpose",
		.severity = EL_ERROR,
		.title = "Purpose that a public TLS certificate may not have",
		.check = check_forbidden_purpose,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_EKU,
		.signs = EL_SIGN_PURPOSE,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.10",
			    "serverAuth, and clientAuth if at all; the "
			    "purposes named here never", false },
		},
		.fails_when = "the purposes hold codeSigning, "
			      "emailProtection, timeStamping, OCSPSigning, "
			      "anyExtendedKeyUsage or that of signing "
			      "precertificates; one finding for each",
		.why = "A public CA that finds it has to revoke the "
		       "certificate.",
		.remedy = REISSUE,
		.example = "Fails: serverAuth, codeSigning\n"
			   "Passes: serverAuth",
	},
	{
		.id = "br.eku.client-auth",
		.severity = EL_ERROR,
		.title = "Public certificate for clients as well",
		.check = check_client_auth,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = CHROME_SERVER_ONLY,
		.needs = EL_PART_EKU,
		.sources = {
			{ EL_DOC_CHROME, "1.3.2",
			    "certificates issued from 2027-03-15 assert "
			    "serverAuth alone", false },
			{ EL_DOC_BASELINE, "7.1.2.7.10",
			    "clientAuth is permitted", true },
		},
		.fails_when = "notBefore is 2027-03-15 or later, and the "
			      "purposes hold clientAuth",
		.why = "Chrome does not accept it, so a CA that browsers trust "
		       "does not issue it any more. XMPP and SIP partners "
		       "that ask the Edge for a client certificate have to "
		       "accept one for servers, or trust a private CA.",
		.remedy = "Ask for a certificate with serverAuth alone; where "
			  "a partner insists on clientAuth, agree on a "
			  "private CA.",
		.example = "Fails: from 2027-03-15, serverAuth and clientAuth\n"
			   "Passes: from 2027-03-15, serverAuth",
	},
	{
		.id = "br.key-usage.rsa",
		.severity = EL_ERROR,
		.title = "Key usage that a public RSA certificate may not "
			 "have",
		.check = check_rsa_usage,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.applies_to_kind = applies_to_rsa,
		.needs = EL_PART_KEY | EL_PART_KEY_USAGE,
		.signs = EL_SIGN_USAGE,
		.yields = {
			{ "x509.basic-constraints.ca-leaf", true },
			{ "x509.key-usage.cert-sign", true },
			{ "x509.key-usage.wrong-for-key", true },
		},
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.11",
			    "RSA: digitalSignature, keyEncipherment and "
			    "dataEncipherment", false },
		},
		.fails_when = "the key usage of an RSA key holds anything but "
			      "digitalSignature, keyEncipherment and "
			      "dataEncipherment",
		.why = "A public CA that finds it has to revoke the "
		       "certificate.",
		.remedy = REISSUE,
		.example = "Fails: digitalSignature, contentCommitment\n"
			   "Passes: digitalSignature, keyEncipherment",
	},
	{
		.id = "br.key-usage.ec",
		.severity = EL_ERROR,
		.title = "Key usage that a public EC certificate may not have",
		.check = check_ec_usage,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.applies_to_kind = applies_to_ec,
		.needs = EL_PART_KEY | EL_PART_KEY_USAGE,
		.signs = EL_SIGN_USAGE,
		.yields = {
			{ "x509.basic-constraints.ca-leaf", true },
			{ "x509.key-usage.cert-sign", true },
			{ "x509.key-usage.wrong-for-key", true },
			{ "x509.key-usage.no-digital-signature", true },
		},
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.11",
			    "EC: digitalSignature is required, keyAgreement "
			    "is permitted", false },
		},
		.fails_when = "the key usage of an EC key lacks "
			      "digitalSignature, or holds anything but it and "
			      "keyAgreement",
		.why = "An EC key can do nothing but sign in TLS; a public CA "
		       "that finds another usage has to revoke the "
		       "certificate.",
		.remedy = REISSUE,
		.example = "Fails: digitalSignature, contentCommitment\n"
			   "Passes: digitalSignature",
	},
};

EL_RULESET(br_usage, rules);
