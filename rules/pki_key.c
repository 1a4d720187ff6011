/*
 * The certificate's public key: which kinds and sizes the product and public
 * CAs support.  That of its issuers is a matter of the chain.
 */

#include <edgelint/rule.h>

#include "phrases.h"

enum {
	SHORTEST = 1024, /* that Microsoft supports */
	RECOMMENDED = 2048, /* and the least for a public CA */
};

static void
check_too_small(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;
	struct el_finding *finding;

	if (key->kind != EL_KEY_RSA || key->size >= RECOMMENDED)
		return;
	finding = el_flag(report, &key->elem, "the RSA key has %u bits, at "
	    "least %d expected", key->size, RECOMMENDED);
	if (target->scope == EL_PRIVATE && key->size >= SHORTEST)
		el_lower(finding, EL_WARNING);
}

static void
check_uncommon_size(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;

	if (key->kind != EL_KEY_RSA)
		return;
	switch (key->size) {
	case 1024:
	case 2048:
	case 4096:
		return;
	default:
		el_flag(report, &key->elem, "the RSA key has %u bits; "
		    "Microsoft lists 1024, 2048 and 4096", key->size);
	}
}

/* A curve that is not named is left to check_unsupported(). */
static bool
has_named_curve(const struct el_key *key)
{
	return key->kind == EL_KEY_EC &&
	    key->algorithm.parameters.tag == EL_TAG_OID;
}

static void
check_elliptic(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;
	struct el_finding *finding;

	if (!has_named_curve(key))
		return;
	switch (key->curve) {
	case EL_OID_P256:
	case EL_OID_P384:
	case EL_OID_P521:
		finding = el_flag(report, &key->elem, "the key is an elliptic "
		    "curve key on %s: documented as supported, but Windows "
		    "keeps such keys in a CNG provider, from which Lync "
		    "Server 2013 is reported not to take them",
		    el_oid_name(key->curve));
		el_lower(finding, EL_WARNING);
		return;
	case EL_OID_UNKNOWN:
		el_flag(report, &key->elem, "the key is on an elliptic curve "
		    "that is none of P-256, P-384 and P-521");
		return;
	default:
		el_flag(report, &key->elem, "the key is on the elliptic curve "
		    "%s, none of P-256, P-384 and P-521",
		    el_oid_name(key->curve));
	}
}

static void
check_unsupported(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;

	if (key->algorithm.id == EL_OID_RSA || has_named_curve(key))
		return;
	if (key->kind == EL_KEY_EC)
		el_flag(report, &key->elem, "the key is an elliptic curve key "
		    "without a named curve");
	else if (key->algorithm.id == EL_OID_UNKNOWN)
		el_flag(report, &key->elem, "the key is of a kind that "
		    "edgelint does not know, neither RSA nor elliptic curve");
	else
		el_flag(report, &key->elem, "the key is of the kind %s, "
		    "neither RSA nor on an elliptic curve of NIST",
		    el_oid_name(key->algorithm.id));
}

#define KEY_SIZES "common requirements, key lengths"
#define KEY_KINDS "common requirements, algorithms"

#define NEW_RSA_KEY \
	"Ask for a certificate with a new RSA key of 2048 bits." ASK_AGAIN

static const struct el_rule rules[] = {
	{
		.id = "pki.key.too-small",
		.severity = EL_ERROR,
		.title = "RSA key is too small",
		.check = check_too_small,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_KEY,
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, KEY_SIZES,
			    "1024 bits are supported, 2048 and more "
			    "recommended", false },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "1024 bits are supported, 2048 and more "
			    "recommended", false },
			{ EL_DOC_BASELINE, "6.1.5",
			    "an RSA key has at least 2048 bits", false },
		},
		.fails_when = "the modulus of an RSA key has less than 2048 "
			      "bits; of a private CA, 1024 to 2047 bits are a "
			      "warning",
		.why = "A key of 1024 bits is within reach of who has the "
		       "means, a smaller one of anybody. Windows refuses "
		       "less than 1024 bits, and public CAs and partners "
		       "less than 2048.",
		.remedy = NEW_RSA_KEY,
		.example = "Fails: RSA with 1024 bits\n"
			   "Passes: RSA with 2048 bits",
	},
	{
		.id = "pki.key.uncommon-size",
		.severity = EL_INFO,
		.title = "RSA key has a size that Microsoft does not list",
		.check = check_uncommon_size,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_KEY,
		.yields = { { "pki.key.too-small", false } },
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, KEY_SIZES,
			    "1024, 2048 and 4096 bits are supported", false },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "1024, 2048 and 4096 bits are supported", false },
			{ EL_DOC_BASELINE, "6.1.5",
			    "the number of bits is a multiple of 8", false },
		},
		.fails_when = "the modulus of an RSA key has 2048 bits or "
			      "more, and neither 2048 nor 4096",
		.why = "It will most likely work, but nobody has promised "
		       "it: Request-CsCertificate makes no such key.",
		.remedy = NEW_RSA_KEY,
		.example = "Fails: RSA with 3072 bits\n"
			   "Passes: RSA with 2048 or 4096 bits",
	},
	{
		.id = "pki.key.elliptic",
		.severity = EL_ERROR,
		.title = "Key is an elliptic curve key",
		.check = check_elliptic,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_NO_RSA_KEY,
		.sources = {
			{ EL_DOC_CNG_REPORT, "whole text",
			    "Lync Server 2010 and 2013 cannot assign a "
			    "certificate whose key is in a key storage "
			    "provider", false },
			{ EL_DOC_INFRASTRUCTURE, KEY_KINDS,
			    "ECDH_P256, ECDH_P384 and ECDH_P521 are supported",
			    true },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "ECDH_P256, ECDH_P384 and ECDH_P521 are supported",
			    true },
			{ EL_DOC_BASELINE, "6.1.5",
			    "P-256, P-384 and P-521 are the curves of a "
			    "public certificate", false },
		},
		.fails_when = "the key is on a named elliptic curve; a "
			      "warning when that is P-256, P-384 or P-521",
		.why = "Microsoft documents the three curves as supported, "
		       "but administrators report that Lync Server 2013 "
		       "does not take the certificate (\"The buffer supplied "
		       "to a function was too small\"). Partners without "
		       "ECDSA cipher suites do not connect, and other curves "
		       "are supported nowhere.",
		.remedy = NEW_RSA_KEY,
		.example = "Fails: id-ecPublicKey on secp256r1\n"
			   "Passes: RSA with 2048 bits",
	},
	{
		.id = "pki.key.unsupported",
		.severity = EL_ERROR,
		.title = "Key is neither RSA nor on a named curve",
		.check = check_unsupported,
		.roles = EL_EDGE,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_KEY,
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, KEY_KINDS,
			    "RSA, ECDH_P256, ECDH_P384 and ECDH_P521",
			    false },
			{ EL_DOC_BASELINE, "6.1.5",
			    "RSA, P-256, P-384 and P-521", false },
		},
		.fails_when = "the key's algorithm is neither rsaEncryption "
			      "nor id-ecPublicKey with a named curve",
		.why = "Windows cannot use such a key for TLS, or its peers "
		       "cannot: DSA, Ed25519, keys for RSASSA-PSS alone and "
		       "curves that are not named.",
		.remedy = NEW_RSA_KEY,
		.example = "Fails: Ed25519\n"
			   "Passes: RSA with 2048 bits",
	},
};

EL_RULESET_OF(pki_key, rules, EL_CERTIFICATE | EL_REQUEST);
