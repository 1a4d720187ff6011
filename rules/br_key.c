/*
 * The key and the algorithms of a publicly trusted certificate: the exponent,
 * and identifiers that have to stand octet by octet as they are printed
 * (Baseline Requirements, 6.1.6 and 7.1.3).
 */

#include <edgelint/rule.h>

#include "br.h"

static const char *
applies_to_rsa(const struct el_target *target)
{
	const struct el_cert *cert = target->cert;

	if (cert == NULL || cert->key.kind == EL_KEY_RSA ||
	    (cert->unreadable & EL_PART_KEY) != 0)
		return NULL;
	return "key:not-rsa";
}

static struct el_bytes
without_zeros(struct el_bytes integer)
{
	while (integer.size > 0 && integer.data[0] == 0) {
		integer.data++;
		integer.size--;
	}
	return integer;
}

/* Of at most four octets. */
static uint32_t
small_number(struct el_bytes octets)
{
	uint32_t number = 0;

	for (size_t i = 0; i < octets.size; i++)
		number = number << 8 | octets.data[i];
	return number;
}

static void
check_rsa_exponent(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *elem = &target->cert->key.exponent;
	struct el_bytes exponent = without_zeros(elem->body);
	uint32_t number = exponent.size > 4 ? UINT32_MAX :
					      small_number(exponent);

	if (elem->body.size > 0 && (elem->body.data[0] & 0x80) != 0)
		el_flag(report, elem, "the public exponent is negative");
	else if (number < 3)
		el_flag(report, elem, "the public exponent is %u; it is at "
		    "least 3", (unsigned)number);
	else if ((exponent.data[exponent.size - 1] & 1) == 0)
		el_flag(report, elem, "the public exponent is even, which no "
		    "RSA key can have");
	else if (number < 65537)
		el_lower(el_flag(report, elem, "the public exponent is %u; it "
		    "should be at least 65537", (unsigned)number), EL_WARNING);
	else if (exponent.size > 256 / 8)
		el_lower(el_flag(report, elem, "the public exponent has %zu "
		    "octets; it should be below 2^256", exponent.size),
		    EL_WARNING);
}

/* AlgorithmIdentifiers as the requirements print them, each a whole. */
struct printed {
	uint8_t size;
	const char *octets;
};

#define PRINTED(octets) { sizeof(octets) - 1, octets }
#define PSS(hash, salt) PRINTED("\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d" \
	"\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03" \
	"\x04\x02" hash "\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7" \
	"\x0d\x01\x01\x08\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02" \
	hash "\x05\x00\xa2\x03\x02\x01" salt)

/* 7.1.3.1. */
static const struct printed key_algorithms[] = {
	PRINTED("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05"
		"\x00"), /* RSA */
	PRINTED("\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a"
		"\x86\x48\xce\x3d\x03\x01\x07"), /* P-256 */
	PRINTED("\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b"
		"\x81\x04\x00\x22"), /* P-384 */
	PRINTED("\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b"
		"\x81\x04\x00\x23"), /* P-521 */
};

/*
 * 7.1.3.2.  Which hash goes with ECDSA depends on the issuer's key, which is
 * not in the certificate; SHA-1 is for CAs' certificates at most.
 */
static const struct printed signature_algorithms[] = {
	PRINTED("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05"
		"\x00"), /* RSA with SHA-256 */
	PRINTED("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"),
	PRINTED("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"),
	PRINTED("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04"),
	PRINTED("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c\x05"
		"\x00"),
	PRINTED("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d\x05"
		"\x00"),
	PSS("\x01", "\x20"),
	PSS("\x02", "\x30"),
	PSS("\x03", "\x40"),
};

static bool
is_printed(const struct el_algorithm *algorithm, const struct printed *list,
    size_t count)
{
	struct el_bytes whole = el_whole(&algorithm->elem);

	for (size_t i = 0; i < count; i++)
		if (whole.size == list[i].size &&
		    memcmp(whole.data, list[i].octets, whole.size) == 0)
			return true;
	return false;
}

#define IS_PRINTED(algorithm, list) \
	is_printed((algorithm), (list), sizeof(list) / sizeof((list)[0]))

/* The first of these rules that has failed, or NULL. */
static const char *
first_failed(const struct el_report *report, const char *const *rules)
{
	for (; *rules != NULL; rules++)
		if (el_has_failed(report, *rules))
			return *rules;
	return NULL;
}

/* A length in more octets than it needs; no encoding here has 128 of them. */
static bool
has_long_length(const struct el_algorithm *algorithm)
{
	enum { SHORTEST = 2 };

	return algorithm->elem.header > SHORTEST &&
	    algorithm->elem.body.size < 0x80;
}

static void
flag_encoding(const struct el_algorithm *algorithm, struct el_report *report,
    const char *what, const char *const *better)
{
	static const char not_minimal[] = "x509.der.not-minimal";
	const char *rule = first_failed(report, better);

	if (rule == NULL && has_long_length(algorithm) &&
	    el_has_failed(report, not_minimal))
		rule = not_minimal;
	if (rule != NULL)
		el_yield(report, rule);
	else
		el_flag(report, &algorithm->elem, "the algorithm of the %s, "
		    "%s, is none of the encodings that a public CA may use",
		    what, algorithm->id == EL_OID_UNKNOWN ?
			"one that edgelint does not know" :
			el_oid_name(algorithm->id));
}

static void
check_algorithm_encoding(const struct el_target *target,
    struct el_report *report)
{
	static const char *const key_rules[] = { "x509.rsa.parameters",
		"x509.ec.parameters", "pki.key.unsupported",
		"pki.key.elliptic", NULL };
	static const char *const signature_rules[] = {
		"x509.signature.algorithm-mismatch", "pki.signature.weak",
		"pki.signature.pss", "x509.rsa.parameters",
		"x509.ec.parameters", NULL };
	const struct el_cert *cert = target->cert;

	if (!IS_PRINTED(&cert->key.algorithm, key_algorithms))
		flag_encoding(&cert->key.algorithm, report, "key", key_rules);
	if (!IS_PRINTED(&cert->inner_signature, signature_algorithms))
		flag_encoding(&cert->inner_signature, report, "signature",
		    signature_rules);
}

static const struct el_rule rules[] = {
	{
		.id = "br.key.rsa-exponent",
		.severity = EL_ERROR,
		.title = "RSA exponent is not what it has to be",
		.check = check_rsa_exponent,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_FIRST,
		.applies_to_kind = applies_to_rsa,
		.needs = EL_PART_KEY,
		.signs = EL_SIGN_KEY,
		.sources = {
			{ EL_DOC_BASELINE, "6.1.6",
			    "an odd number of at least 3, and better from "
			    "2^16+1 to 2^256-1", false },
		},
		.fails_when = "the public exponent is even or below 3; a "
			      "warning when it is below 65537, or 2^256 or "
			      "more",
		.why = "An even exponent or 1 makes no RSA key, and small "
		       "ones have made attacks easy. Windows makes keys with "
		       "65537.",
		.remedy = "Make a new key and ask for a certificate for it:\n"
			  "    {openssl}",
		.example = "Fails: exponent 3 (warning), 1 (error)\n"
			   "Passes: exponent 65537",
	},
	{
		.id = "br.algorithm.encoding",
		.severity = EL_ERROR,
		.title = "Algorithm identifier is not encoded as prescribed",
		.check = check_algorithm_encoding,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_KEY | EL_PART_SIGNATURE,
		.signs = EL_SIGN_KEY | EL_SIGN_SIGNATURE,
		.yields = {
			{ "x509.signature.algorithm-mismatch", true },
			{ "x509.rsa.parameters", true },
			{ "x509.ec.parameters", true },
			{ "pki.signature.weak", true },
			{ "pki.signature.pss", true },
			{ "pki.key.unsupported", true },
			{ "pki.key.elliptic", true },
			{ "x509.der.not-minimal", true },
		},
		.sources = {
			{ EL_DOC_BASELINE, "7.1.3.1",
			    "the key's AlgorithmIdentifier is byte for byte "
			    "one of four", false },
			{ EL_DOC_BASELINE, "7.1.3.2",
			    "that of the signature, one of nine", false },
		},
		.fails_when = "the AlgorithmIdentifier of the key, or that in "
			      "the signed part, is not octet by octet one "
			      "that the requirements print",
		.why = "Software that compares octets, as browsers do, "
		       "refuses the certificate.",
		.remedy = REISSUE,
		.example = "Fails: sha224WithRSAEncryption\n"
			   "Passes: sha256WithRSAEncryption with a NULL",
	},
};

EL_RULESET(br_key, rules);
