/*
 * What a certificate and its key may be used for: basicConstraints, keyUsage
 * and extKeyUsage (RFC 5280, sections 4.2.1.3, 4.2.1.9 and 4.2.1.12).
 */

#include <edgelint/rule.h>

#include "key_usage.h"
#include "phrases.h"

/* A remedy's lines that ask for the key usage of an Edge server. */
#define EDGE_KEY_USAGE \
	"\nIn the INF file of certreq\n" \
	"    KeyUsage = \"CERT_DIGITAL_SIGNATURE_KEY_USAGE | " \
	"CERT_KEY_ENCIPHERMENT_KEY_USAGE\"\n" \
	"or with OpenSSL\n" \
	"    keyUsage = critical, digitalSignature, keyEncipherment"

/* Where the first extension with this identifier stands. */
static const struct el_elem *
place_of(const struct el_cert *cert, enum el_oid id)
{
	const struct el_extension *extension = el_cert_extension(cert, id);

	return extension == NULL ? NULL : &extension->elem;
}

static void
check_ca_leaf(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->basic_constraints.ca)
		el_flag(report, place_of(cert, EL_OID_BASIC_CONSTRAINTS),
		    "the certificate of the Edge %s a CA certificate: "
		    "basicConstraints say cA TRUE",
		    cert->request == NULL ? "is" : "would be");
}

static bool
has_key_usage(const struct el_cert *cert)
{
	return (cert->present & EL_PART_KEY_USAGE) != 0;
}

static void
check_path_length(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	long long length = (long long)cert->basic_constraints.path_length;
	const struct el_elem *where;

	if (!cert->basic_constraints.has_path_length)
		return;
	where = place_of(cert, EL_OID_BASIC_CONSTRAINTS);
	if (length < 0)
		el_flag(report, where, "the path length is %lld, and it is 0 "
		    "or more", length);
	else if (!cert->basic_constraints.ca)
		el_flag(report, where, "there is a path length, %lld, and the "
		    "certificate is no CA's", length);
	else if (has_key_usage(cert) &&
	    (cert->key_usage & EL_KU_KEY_CERT_SIGN) == 0)
		el_flag(report, where, "there is a path length, %lld, and the "
		    "key usage lacks keyCertSign", length);
}

static void
check_empty(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->key_usage == 0)
		el_flag(report, place_of(cert, EL_OID_KEY_USAGE),
		    "the key usage allows nothing: none of its bits is set");
}

static void
check_cert_sign(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((cert->key_usage & EL_KU_KEY_CERT_SIGN) != 0 &&
	    !cert->basic_constraints.ca)
		el_flag(report, place_of(cert, EL_OID_KEY_USAGE),
		    "the key usage holds keyCertSign, and basicConstraints do "
		    "not say cA TRUE");
}

/* RFC 3279, 2.3.1. */
#define NOT_FOR_RSA \
	((uint32_t)EL_KU_KEY_AGREEMENT | EL_KU_ENCIPHER_ONLY | \
	    EL_KU_DECIPHER_ONLY)
/* RFC 8813, 3. */
#define NOT_FOR_EC ((uint32_t)EL_KU_KEY_ENCIPHERMENT | EL_KU_DATA_ENCIPHERMENT)

static uint32_t
wrong_usages(const struct el_cert *cert)
{
	switch (cert->key.algorithm.id) {
	case EL_OID_RSA:
		return cert->key_usage & NOT_FOR_RSA;
	case EL_OID_EC_PUBLIC_KEY:
		return cert->key_usage & NOT_FOR_EC;
	default:
		return 0;
	}
}

static void
check_wrong_for_key(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	uint32_t wrong = wrong_usages(cert);
	char names[USAGE_NAMES_SIZE];

	if (wrong == 0)
		return;
	el_flag(report, place_of(cert, EL_OID_KEY_USAGE), "the key usage "
	    "holds %s, which %s key does not have",
	    usage_names(names, sizeof(names), wrong),
	    cert->key.kind == EL_KEY_RSA ? "an RSA" : "an elliptic curve");
}

static void
check_no_digital_signature(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((cert->key_usage & EL_KU_DIGITAL_SIGNATURE) == 0)
		el_flag(report, place_of(cert, EL_OID_KEY_USAGE),
		    "the key usage lacks digitalSignature");
}

static void
check_any_purpose(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->purpose_count; i++) {
		const struct el_extension *extension;

		if (cert->purposes[i].id != EL_OID_KP_ANY)
			continue;
		extension = el_cert_extension(cert, EL_OID_EXTENDED_KEY_USAGE);
		if (!extension->critical)
			return;
		if (el_has_failed(report, "br.eku.forbidden-purpose"))
			el_yield(report, "br.eku.forbidden-purpose");
		else
			el_flag(report, &cert->purposes[i].elem,
			    "extKeyUsage is critical and holds "
			    "anyExtendedKeyUsage");
		return;
	}
}

static const struct el_rule rules[] = {
	{
		.id = "x509.basic-constraints.ca-leaf",
		.severity = EL_ERROR,
		.title = "Certificate of the Edge is a CA certificate",
		.check = check_ca_leaf,
		.roles = EL_EDGE,
		.needs = EL_PART_BASIC_CONSTRAINTS,
		.signs = EL_SIGN_CA,
		.sources = {
			{ EL_DOC_RFC6120, "13.7.1.1",
			    "basicConstraints of a server's certificate do "
			    "not say cA TRUE", false },
			{ EL_DOC_RFC5280, "4.2.1.9",
			    "cA says whether the subject is a CA", false },
			{ EL_DOC_BASELINE, "7.1.2.7.8",
			    "of public CAs: cA is FALSE", false },
		},
		.fails_when = "basicConstraints of a certificate that is "
			      "judged as the Edge's say cA TRUE",
		.why = "Whoever takes the key of the Edge can issue "
		       "certificates in any name, for all that trust this "
		       "one; many peers refuse it as that of a server.",
		.remedy = "Ask for a certificate of a web server template, "
			  "not of a CA's; a lab certificate that signs itself "
			  "is better replaced by one of a CA of its "
			  "own." ASK_AGAIN,
		.example = "Fails: SAN sip.contoso.com, basicConstraints cA "
			   "TRUE\n"
			   "Passes: the same without cA TRUE",
	},
	{
		.id = "x509.basic-constraints.path-length",
		.severity = EL_ERROR,
		.title = "Path length has no place here",
		.check = check_path_length,
		.needs = EL_PART_BASIC_CONSTRAINTS,
		.readable = EL_PART_KEY_USAGE,
		.signs = EL_SIGN_CA,
		.yields = { { "x509.basic-constraints.ca-leaf", false } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.9",
			    "a path length is 0 or more, and is there only "
			    "with cA TRUE and, in a key usage, keyCertSign",
			    false },
		},
		.fails_when = "basicConstraints hold a pathLenConstraint that "
			      "is negative, or without cA TRUE, or with a "
			      "keyUsage that lacks keyCertSign",
		.why = "Software that checks this refuses the certificate, and "
		       "every chain that holds it.",
		.remedy = "The profile or template of the CA adds it: take it "
			  "out there." CA_REISSUES,
		.request_remedy = MAKE_REQUEST_ANEW,
		.example = "Fails: pathLenConstraint 0 without cA TRUE\n"
			   "Passes: cA TRUE, pathLenConstraint 0, keyCertSign",
	},
	{
		.id = "x509.key-usage.empty",
		.severity = EL_ERROR,
		.title = "Key usage allows nothing",
		.check = check_empty,
		.needs = EL_PART_KEY_USAGE,
		.signs = EL_SIGN_USAGE,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.3",
			    "when the extension is there, at least one bit is "
			    "set", false },
		},
		.fails_when = "keyUsage is there and none of its nine bits is "
			      "set",
		.why = "The key may be used for nothing, so that peers refuse "
		       "the certificate.",
		.remedy = "Ask for digitalSignature with an elliptic curve "
			  "key, for keyCertSign and cRLSign in a CA's "
			  "certificate, and with an RSA key of a server for "
			  "its two usages." EDGE_KEY_USAGE,
		.example = "Fails: keyUsage 03 01 00\n"
			   "Passes: digitalSignature, keyEncipherment",
	},
	{
		.id = "x509.key-usage.cert-sign",
		.severity = EL_ERROR,
		.title = "Key usage of a CA in the certificate of the Edge",
		.check = check_cert_sign,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY_USAGE,
		.readable = EL_PART_BASIC_CONSTRAINTS,
		.signs = EL_SIGN_USAGE,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.3",
			    "with keyCertSign, basicConstraints say cA TRUE",
			    false },
		},
		.fails_when = "keyUsage holds keyCertSign, and "
			      "basicConstraints are missing or do not say cA "
			      "TRUE",
		.why = "The two contradict each other: software refuses the "
		       "certificate, or takes the Edge for a CA.",
		.remedy = "Ask for the two usages of a server." EDGE_KEY_USAGE,
		.example = "Fails: digitalSignature, keyCertSign without cA "
			   "TRUE\n"
			   "Passes: digitalSignature, keyEncipherment",
	},
	{
		.id = "x509.key-usage.wrong-for-key",
		.severity = EL_ERROR,
		.title = "Key usage does not suit the kind of key",
		.check = check_wrong_for_key,
		.needs = EL_PART_KEY_USAGE | EL_PART_KEY,
		.signs = EL_SIGN_USAGE,
		.sources = {
			{ EL_DOC_RFC3279, "2.3.1",
			    "the usages that an RSA key may have", false },
			{ EL_DOC_RFC8813, "3",
			    "an elliptic curve key has neither "
			    "keyEncipherment nor dataEncipherment", false },
		},
		.fails_when = "keyUsage holds keyAgreement, encipherOnly or "
			      "decipherOnly for an RSA key, or "
			      "keyEncipherment or dataEncipherment for an "
			      "elliptic curve key",
		.why = "The key cannot do what it is said to be for; software "
		       "that checks this refuses the certificate.",
		.remedy = "The template was made for the other kind of key. "
			  "Ask for digitalSignature alone with an elliptic "
			  "curve key, for keyCertSign and cRLSign in a CA's "
			  "certificate, and with an RSA key of a server for "
			  "its two usages." EDGE_KEY_USAGE,
		.example = "Fails: an EC key with digitalSignature, "
			   "keyEncipherment\n"
			   "Passes: an EC key with digitalSignature",
	},
	{
		.id = "x509.key-usage.no-digital-signature",
		.severity = EL_WARNING,
		.title = "Key usage lacks digitalSignature",
		.check = check_no_digital_signature,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY_USAGE,
		.signs = EL_SIGN_USAGE,
		.yields = {
			{ "x509.basic-constraints.ca-leaf", false },
			{ "x509.key-usage.empty", false },
			{ "x509.key-usage.cert-sign", false },
			{ "x509.key-usage.wrong-for-key", false },
		},
		.sources = {
			{ EL_DOC_RFC8446, "4.4.2.2",
			    "with a key usage in the certificate, "
			    "digitalSignature is set", false },
			{ EL_DOC_BASELINE, "7.1.2.7.11",
			    "the bit is needed for TLS 1.3 and for key "
			    "exchanges that are signed", false },
		},
		.fails_when = "keyUsage is there, without digitalSignature",
		.why = "With TLS 1.3, and with (EC)DHE in TLS 1.2, the server "
		       "signs: peers that allow no other key exchange end the "
		       "handshake.",
		.remedy = "Ask for digitalSignature alone with an elliptic "
			  "curve key, and with an RSA key for the two usages "
			  "of a server." EDGE_KEY_USAGE,
		.example = "Fails: keyUsage keyEncipherment\n"
			   "Passes: digitalSignature, keyEncipherment",
	},
	{
		.id = "x509.eku.any",
		.severity = EL_WARNING,
		.title = "Any purpose, in a critical list",
		.check = check_any_purpose,
		.kinds = EL_CERTIFICATE, /* the CA sets the mark */
		.needs = EL_PART_EKU,
		.signs = EL_SIGN_PURPOSE,
		.yields = { { "br.eku.forbidden-purpose", true } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.12",
			    "with anyExtendedKeyUsage the extension should "
			    "not be critical", false },
			{ EL_DOC_BASELINE, "7.1.2.7.10",
			    "of public CAs: anyExtendedKeyUsage is not there",
			    false },
		},
		.fails_when = "extKeyUsage is critical and holds "
			      "anyExtendedKeyUsage",
		.why = "The list says that it limits the key and that it does "
		       "not. Software that does not know the entry sees a key "
		       "limited to the other ones.",
		.remedy = "Ask for the purposes themselves, or for a list that "
			  "is not critical; for an Edge certificate, with "
			  "OpenSSL\n"
			  "    extendedKeyUsage = serverAuth",
		.example = "Fails: critical serverAuth, "
			   "anyExtendedKeyUsage\n"
			   "Passes: serverAuth",
	},
};

EL_RULESET_OF(x509_usage, rules, EL_CERTIFICATE | EL_REQUEST);
