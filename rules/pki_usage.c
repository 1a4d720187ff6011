/*
 * What the key may be used for: the extended key usage that servers need, the
 * one that public CAs no longer give, and the usage that old clients need.
 */

#include <edgelint/rule.h>

#include "dates.h"
#include "phrases.h"

/* The CA adds the purposes that a request does not ask for. */
static const char *
asks_for_purposes(const struct el_target *target)
{
	const struct el_cert *cert = target->cert;

	if (cert == NULL || cert->request == NULL ||
	    ((cert->present | cert->unreadable) & EL_PART_EKU) != 0)
		return NULL;
	return "absent:extKeyUsage";
}

static void
check_server_auth(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_extension *extension;
	struct el_finding *finding;

	if (el_cert_has_purpose(cert, EL_OID_KP_SERVER_AUTH) ||
	    el_cert_has_purpose(cert, EL_OID_KP_ANY))
		return;
	extension = el_cert_extension(cert, EL_OID_EXTENDED_KEY_USAGE);
	if (extension != NULL) {
		el_flag(report, &extension->elem, "the extended key usage "
		    "does not hold serverAuth: the %s is not for servers",
		    el_kind_name(el_cert_kind(cert)));
		return;
	}
	finding = el_flag(report, &cert->extension_list, "there is no "
	    "extKeyUsage extension, and Microsoft asks for one with "
	    "serverAuth");
	el_lower(finding, EL_WARNING);
}

static void
check_client_auth(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->purpose_count; i++)
		if (cert->purposes[i].id == EL_OID_KP_CLIENT_AUTH)
			el_flag(report, &cert->purposes[i].elem, "the "
			    "extended key usage holds clientAuth, which "
			    "certificates that public CAs issue from "
			    "2027-03-15 do not: find out which partners "
			    "look for it when the Edge connects to them");
}

/* Others never encipher keys; an unreadable one may be anything. */
static const char *
has_rsa_key(const struct el_target *target)
{
	const struct el_cert *cert = target->cert;

	if (cert == NULL || (cert->unreadable & EL_PART_KEY) != 0 ||
	    cert->key.algorithm.id == EL_OID_RSA)
		return NULL;
	return "key:not-rsa";
}

static void
check_key_encipherment(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((cert->key_usage & EL_KU_KEY_ENCIPHERMENT) == 0)
		el_flag(report,
		    &el_cert_extension(cert, EL_OID_KEY_USAGE)->elem,
		    "the key usage does not hold keyEncipherment: peers that "
		    "know no cipher suite but those with RSA key exchange "
		    "cannot connect");
}

static const struct el_rule rules[] = {
	{
		.id = "pki.eku.server-auth-missing",
		.severity = EL_ERROR,
		.title = "Certificate is not for servers",
		.check = check_server_auth,
		.roles = EL_EDGE,
		.applies = asks_for_purposes,
		.readable = EL_PART_EKU,
		.signs = EL_SIGN_PURPOSE,
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, "common requirements",
			    "all server certificates support server "
			    "authorization (server EKU)", false },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "all server certificates support server "
			    "authorization (server EKU)", false },
			{ EL_DOC_BASELINE, "7.1.2.7.10",
			    "the extended key usage holds serverAuth", false },
		},
		.fails_when = "the extended key usage holds neither "
			      "serverAuth nor anyExtendedKeyUsage; a warning "
			      "when a certificate has no such extension",
		.why = "Clients and federated servers refuse a certificate "
		       "that is not for servers, and mutual TLS between "
		       "servers depends on it.",
		.remedy = "Ask for a certificate from a template or profile "
			  "for web servers; Windows CAs call it WebServer:\n"
			  "    certreq -submit -attrib "
			  "\"CertificateTemplate:WebServer\" "
			  "edge.req" ASK_AGAIN,
		.example = "Fails: extendedKeyUsage clientAuth\n"
			   "Passes: extendedKeyUsage serverAuth",
	},
	{
		.id = "pki.eku.client-auth-sunset",
		.severity = EL_INFO,
		.title = "Next public certificate will lose clientAuth",
		.check = check_client_auth,
		.roles = EL_EDGE,
		.scopes = EL_PUBLIC,
		.until = DATE_2027_03_15,
		.needs = EL_PART_EKU,
		.sources = {
			{ EL_DOC_CHROME, "1.3.2",
			    "certificates issued from 2027-03-15 assert "
			    "serverAuth only", false },
			{ EL_DOC_BASELINE, "7.1.2.7.10",
			    "clientAuth may be there", true },
		},
		.fails_when = "the extended key usage of a public certificate "
			      "that starts before 2027-03-15 holds clientAuth",
		.why = "Public CAs stop giving clientAuth. Microsoft documents no need for it on the "
		       "Edge but for AOL, which is gone. Partners that look "
		       "for it in the certificate of whoever connects to "
		       "them may then refuse the Edge, or fall back to dialback: "
		       "over XMPP, Prosody 13.0.0 (not before, nor from "
		       "13.0.1), ejabberd up to 25.04, and others that leave "
		       "it to OpenSSL; over SIP, Cisco Expressway with "
		       "mutual TLS, by Cisco's field notice FN74362.",
		.remedy = "Before the renewal, ask XMPP and SIP partners "
			  "whether they accept a certificate without "
			  "clientAuth:\n"
			  "    Get-CsXmppAllowedPartner\n"
			  "    Get-CsAllowedDomain\n"
			  "and have them update, or give them a certificate "
			  "of a private CA.",
		.example = "Fails: extendedKeyUsage serverAuth, clientAuth\n"
			   "Passes: extendedKeyUsage serverAuth",
	},
	{
		.id = "pki.usage.no-key-encipherment",
		.severity = EL_INFO,
		.title = "RSA key is not for key encipherment",
		.check = check_key_encipherment,
		.kinds = EL_CERTIFICATE, /* templates decide */
		.roles = EL_EDGE,
		.applies_to_kind = has_rsa_key,
		.needs = EL_PART_KEY | EL_PART_KEY_USAGE,
		.yields = {
			{ "x509.basic-constraints.ca-leaf", false },
			{ "x509.key-usage.empty", false },
			{ "x509.key-usage.cert-sign", false },
			{ "x509.key-usage.wrong-for-key", false },
			{ "x509.key-usage.no-digital-signature", false },
		},
		.sources = {
			{ EL_DOC_RFC5246, "7.4.2",
			    "cipher suites with RSA key exchange need "
			    "keyEncipherment where there is a key usage",
			    false },
			{ EL_DOC_BASELINE, "7.1.2.7.11",
			    "keyEncipherment may be there", false },
		},
		.fails_when = "the key is RSA, there is a key usage, and it "
			      "does not hold keyEncipherment",
		.why = "TLS 1.3, and TLS 1.2 with ECDHE or DHE, do without "
		       "it. Clients and phones of the age of Lync 2010 may "
		       "know RSA key exchange alone. Some profiles of public "
		       "CAs leave it out.",
		.remedy = "Nothing, as long as no such client is left; else "
			  "order a profile with keyEncipherment. With "
			  "OpenSSL:\n"
			  "    -addext keyUsage=critical,digitalSignature,"
			  "keyEncipherment",
		.example = "Fails: keyUsage digitalSignature\n"
			   "Passes: keyUsage digitalSignature, "
			   "keyEncipherment",
	},
};

EL_RULESET_OF(pki_usage, rules, EL_CERTIFICATE | EL_REQUEST);
