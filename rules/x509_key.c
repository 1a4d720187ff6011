/*
 * How the public key and the signature algorithm are encoded (RFC 3279,
 * RFC 4055, RFC 5480, RFC 5758).  Whether they are strong enough is asked
 * elsewhere.
 */

#include <edgelint/rule.h>

#include "phrases.h"

static bool
is_null(const struct el_elem *parameters)
{
	return parameters->tag == EL_TAG_NULL && parameters->body.size == 0;
}

static const char *
rather_than_null(const struct el_elem *parameters)
{
	return el_is_present(parameters) ? "are something else" : "are absent";
}

/* Whether a rule that names the fault better has reported it. */
static bool
is_left_to(struct el_report *report, const char *better)
{
	if (!el_has_failed(report, better))
		return false;
	el_yield(report, better);
	return true;
}

/* Of two different signature algorithms neither is judged. */
static bool
has_two_signature_algorithms(struct el_report *report)
{
	return is_left_to(report, "x509.signature.algorithm-mismatch");
}

/* PKCS #1 v1.5, with whatever digest. */
static bool
is_rsa_signature(enum el_oid id)
{
	switch (id) {
	case EL_OID_MD2_RSA:
	case EL_OID_MD4_RSA:
	case EL_OID_MD5_RSA:
	case EL_OID_SHA1_RSA:
	case EL_OID_SHA224_RSA:
	case EL_OID_SHA256_RSA:
	case EL_OID_SHA384_RSA:
	case EL_OID_SHA512_RSA:
		return true;
	default:
		return false;
	}
}

static void
check_rsa_parameters(const struct el_target *target, struct el_report *report)
{
	const struct el_algorithm *key = &target->cert->key.algorithm;
	const struct el_algorithm *signature =
	    &target->cert->signature_algorithm;

	if (key->id == EL_OID_RSA && !is_null(&key->parameters))
		el_flag(report, &key->elem, "the parameters of the key's "
		    "algorithm, rsaEncryption, %s; they are NULL",
		    rather_than_null(&key->parameters));
	if (is_rsa_signature(signature->id) &&
	    !is_null(&signature->parameters) &&
	    !has_two_signature_algorithms(report))
		el_flag(report, &signature->elem, "the parameters of the "
		    "signature algorithm, %s, %s; they are NULL",
		    el_oid_name(signature->id),
		    rather_than_null(&signature->parameters));
}

static bool
is_ecdsa(enum el_oid id)
{
	switch (id) {
	case EL_OID_ECDSA_SHA1:
	case EL_OID_ECDSA_SHA224:
	case EL_OID_ECDSA_SHA256:
	case EL_OID_ECDSA_SHA384:
	case EL_OID_ECDSA_SHA512:
		return true;
	default:
		return false;
	}
}

static const char *
rather_than_named(const struct el_elem *parameters)
{
	if (!el_is_present(parameters))
		return "absent";
	return parameters->tag == EL_TAG_SEQUENCE ? "written out" :
						    "no object identifier";
}

static void
check_ec_parameters(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;
	const struct el_algorithm *signature =
	    &target->cert->signature_algorithm;

	if (key->kind == EL_KEY_EC &&
	    key->algorithm.parameters.tag != EL_TAG_OID &&
	    !is_left_to(report, "pki.key.unsupported"))
		el_flag(report, &key->algorithm.elem, "the parameters of the "
		    "elliptic curve key are %s; they name a curve",
		    rather_than_named(&key->algorithm.parameters));
	if (is_ecdsa(signature->id) &&
	    el_is_present(&signature->parameters) &&
	    !has_two_signature_algorithms(report))
		el_flag(report, &signature->elem, "the signature algorithm, "
		    "%s, has parameters; it has none",
		    el_oid_name(signature->id));
}

/* The first octet of a point, RFC 5480 2.2. */
enum point_form {
	COMPRESSED_EVEN = 2,
	COMPRESSED_ODD = 3,
	UNCOMPRESSED = 4,
};

/* The octets of a point of this form; 0: there is no such form. */
static size_t
point_size(uint8_t form, unsigned field_bits)
{
	size_t coordinate = (field_bits + 7) / 8;

	switch (form) {
	case UNCOMPRESSED:
		return 1 + 2 * coordinate;
	case COMPRESSED_EVEN:
	case COMPRESSED_ODD:
		return 1 + coordinate;
	default:
		return 0;
	}
}

/* The form and the length; whether the point is on the curve is not asked. */
static void
check_ec_point(const struct el_target *target, struct el_report *report)
{
	const struct el_key *key = &target->cert->key;
	struct el_bytes point = key->point;
	size_t size;

	if (key->kind != EL_KEY_EC || key->size == 0)
		return;
	if (point.size == 0) {
		el_flag(report, &key->bits, "the public key has no octets");
		return;
	}
	size = point_size(point.data[0], key->size);
	if (size == 0)
		el_flag(report, &key->bits, "the point of the public key "
		    "begins with %02x; it begins with 04, or compressed with "
		    "02 or 03", point.data[0]);
	else if (point.size != size)
		el_flag(report, &key->bits, "the point of the public key has "
		    "%zu octets; of this form and on %s it has %zu",
		    point.size, el_oid_name(key->curve), size);
}

static const struct el_rule rules[] = {
	{
		.id = "x509.rsa.parameters",
		.severity = EL_ERROR,
		.title = "Parameters of an RSA algorithm are not NULL",
		.check = check_rsa_parameters,
		.needs = EL_PART_KEY | EL_PART_SIGNATURE,
		.signs = EL_SIGN_KEY | EL_SIGN_SIGNATURE,
		.yields = { { "x509.signature.algorithm-mismatch", true } },
		.sources = {
			{ EL_DOC_RFC3279, "2.2.1, 2.3.1",
			    "the parameters of rsaEncryption, and of MD5 and "
			    "SHA-1 with RSA, are NULL", false },
			{ EL_DOC_RFC4055, "1.2, 5",
			    "so are those of SHA-2 with RSA; verifiers accept "
			    "absent ones there as well", false },
			{ EL_DOC_BASELINE, "7.1.3",
			    "of public CAs: the octets of each algorithm",
			    false },
		},
		.fails_when = "the parameters of an rsaEncryption key, or of a "
			      "PKCS #1 v1.5 signature algorithm, are absent or "
			      "not NULL",
		.why = "Some software refuses such a key or signature, and "
		       "digests of the key differ from those of the same key "
		       "encoded rightly.",
		.remedy = "The CA's or the request's software left the NULL "
			  "out: make the request with certreq or OpenSSL, and "
			  "show the finding to the CA when it is about the "
			  "signature.",
		.example = "Fails: rsaEncryption without parameters\n"
			   "Passes: rsaEncryption, NULL",
	},
	{
		.id = "x509.ec.parameters",
		.severity = EL_ERROR,
		.title = "Parameters of an elliptic curve algorithm are wrong",
		.check = check_ec_parameters,
		.needs = EL_PART_KEY | EL_PART_SIGNATURE,
		.signs = EL_SIGN_KEY | EL_SIGN_SIGNATURE,
		.yields = {
			{ "pki.key.unsupported", true },
			{ "x509.signature.algorithm-mismatch", true },
		},
		.sources = {
			{ EL_DOC_RFC5480, "2.1.1",
			    "the parameters of a key name a curve", false },
			{ EL_DOC_RFC5758, "3.2",
			    "ECDSA with SHA-2 has no parameters", false },
			{ EL_DOC_RFC3279, "2.2.3",
			    "nor has ECDSA with SHA-1", false },
		},
		.fails_when = "the parameters of an id-ecPublicKey key are not "
			      "the identifier of a curve, or an ECDSA "
			      "signature algorithm has parameters",
		.why = "Windows and the servers of partners refuse curves that "
		       "are written out: with parameters of one's own, a key "
		       "can be forged (CVE-2020-0601).",
		.remedy = "Make a new key on a named curve; Lync Server 2013 "
			  "is best served with RSA. With OpenSSL\n"
			  "    openssl ecparam -name prime256v1 -genkey -noout "
			  "-out edge.key",
		.example = "Fails: an EC key whose parameters are a SEQUENCE\n"
			   "Passes: an EC key with secp256r1",
	},
	{
		.id = "x509.ec.point",
		.severity = EL_ERROR,
		.title = "Public point has a wrong form or length",
		.check = check_ec_point,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_KEY,
		.sources = {
			{ EL_DOC_RFC5480, "2.2",
			    "a point is uncompressed (04) or compressed (02, "
			    "03)", false },
			{ EL_DOC_BASELINE, "6.1.5",
			    "of public CAs: a valid point of its curve",
			    false },
		},
		.fails_when = "the point of a key on a known curve begins with "
			      "none of 02, 03 and 04, or has not the octets "
			      "that form and curve ask for; edgelint does not "
			      "compute whether it is on the curve",
		.why = "No software can use the key.",
		.remedy = "Make a new key and a new request:\n"
			  "    openssl ecparam -name prime256v1 -genkey -noout "
			  "-out edge.key",
		.example = "Fails: a point of 64 octets on secp256r1\n"
			   "Passes: 04 and 64 octets",
	},
};

EL_RULESET_OF(x509_key, rules, EL_CERTIFICATE | EL_REQUEST);
