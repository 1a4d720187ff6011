/*
 * Each sign has a question here whether a certificate is everyday in that
 * respect.  A "no" too many costs a few checks that find nothing; a "yes" too
 * many would hide a fault, and so the tests judge every certificate that they
 * have a second time as if it showed every sign.
 */
#include "signs.h"

enum { V3 = 2, SERIAL_OCTETS = 20, COMMON_NAME_OCTETS = 64 };

/* A positive number without more zeros in front than one octet. */
static bool
is_everyday_serial(struct el_bytes serial)
{
	return serial.size > 1 && serial.size <= SERIAL_OCTETS &&
	    serial.data[0] < 0x80 && (serial.data[0] | serial.data[1]) != 0;
}

static bool
has_everyday_fields(const struct el_cert *cert)
{
	return cert->version_number == V3 &&
	    is_everyday_serial(cert->serial.body) &&
	    cert->issuer.elem.body.size != 0 &&
	    !el_is_present(&cert->issuer_unique_id) &&
	    !el_is_present(&cert->subject_unique_id);
}

static bool
has_everyday_dates(const struct el_cert *cert)
{
	const struct el_time *start = &cert->not_before;
	const struct el_time *end = &cert->not_after;

	return start->exact && start->elem.tag == EL_TAG_UTC_TIME &&
	    end->exact && end->elem.tag == EL_TAG_UTC_TIME &&
	    start->seconds <= end->seconds;
}

/*
 * An algorithm whose octets are as DER has them when they are so many, with
 * NULL as its parameters (RSA) or without any (ECDSA).
 */
static bool
is_plain_algorithm(const struct el_algorithm *algorithm, size_t size,
    uint8_t parameters)
{
	return algorithm->elem.header == 2 &&
	    algorithm->elem.body.size == size &&
	    algorithm->parameters.tag == parameters &&
	    (parameters != EL_TAG_NULL ||
		algorithm->parameters.body.size == 0);
}

enum { RSA_OCTETS = 13, ECDSA_OCTETS = 10 };

static bool
has_everyday_signature(const struct el_cert *cert)
{
	const struct el_algorithm *inner = &cert->inner_signature;
	const struct el_algorithm *outer = &cert->signature_algorithm;

	if (!el_bytes_equal(inner->elem.body, outer->elem.body))
		return false;
	switch (inner->id) {
	case EL_OID_SHA256_RSA:
	case EL_OID_SHA384_RSA:
		return is_plain_algorithm(inner, RSA_OCTETS, EL_TAG_NULL);
	case EL_OID_ECDSA_SHA256:
	case EL_OID_ECDSA_SHA384:
		return is_plain_algorithm(inner, ECDSA_OCTETS, 0);
	default:
		return false;
	}
}

static bool
is_65537(struct el_bytes exponent)
{
	return exponent.size == 3 && exponent.data[0] == 1 &&
	    exponent.data[1] == 0 && exponent.data[2] == 1;
}

static bool
is_everyday_rsa_key(const struct el_key *key)
{
	return key->algorithm.id == EL_OID_RSA &&
	    (key->size == 2048 || key->size == 4096) &&
	    is_65537(key->exponent.body) &&
	    is_plain_algorithm(&key->algorithm, RSA_OCTETS, EL_TAG_NULL);
}

static bool
is_everyday_ec_key(const struct el_key *key)
{
	enum { UNCOMPRESSED = 4, P256_OCTETS = 19, P384_OCTETS = 16 };
	size_t octets = key->curve == EL_OID_P256 ? P256_OCTETS : P384_OCTETS;

	return key->kind == EL_KEY_EC &&
	    (key->curve == EL_OID_P256 || key->curve == EL_OID_P384) &&
	    key->point.size == 1 + 2 * key->size / 8 &&
	    key->point.data[0] == UNCOMPRESSED &&
	    is_plain_algorithm(&key->algorithm, octets, EL_TAG_OID);
}

static bool
is_everyday_key(const struct el_key *key)
{
	return is_everyday_rsa_key(key) || is_everyday_ec_key(key);
}

/* A text that says something: no hyphen in its place, no "n/a". */
static bool
is_everyday_text(struct el_bytes text)
{
	if (text.size == 0 || (text.size == 3 && text.data[1] == '/'))
		return false;
	return text.data[0] != '-' && text.data[0] != '.' &&
	    text.data[0] != ' ';
}

/* Country, state, locality, organization and one common name, each alone. */
static bool
is_everyday_subject(const struct el_name *subject)
{
	size_t common_names = 0;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		uint8_t tag = attribute->value.tag;

		if (attribute->rdn != i ||
		    (tag != EL_TAG_PRINTABLE_STRING &&
			tag != EL_TAG_UTF8_STRING) ||
		    !is_everyday_text(attribute->value.body))
			return false;
		switch (attribute->id) {
		case EL_OID_CN:
			common_names++;
			if (attribute->value.body.size > COMMON_NAME_OCTETS)
				return false;
			break;
		case EL_OID_COUNTRY:
			if (tag != EL_TAG_PRINTABLE_STRING)
				return false;
			break;
		case EL_OID_STATE:
		case EL_OID_LOCALITY:
		case EL_OID_ORGANIZATION:
			break;
		default:
			return false;
		}
	}
	return common_names == 1;
}

/* For signing and, with an RSA key, for enciphering keys. */
static bool
is_everyday_usage(const struct el_cert *cert)
{
	const uint32_t both = EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT;

	return cert->key_usage == EL_KU_DIGITAL_SIGNATURE ||
	    (cert->key_usage == both && cert->key.kind == EL_KEY_RSA);
}

/* Authenticating servers, and clients perhaps. */
static bool
has_everyday_purposes(const struct el_cert *cert)
{
	size_t servers = 0;
	size_t clients = 0;

	for (size_t i = 0; i < cert->purpose_count; i++) {
		servers += cert->purposes[i].id == EL_OID_KP_SERVER_AUTH;
		clients += cert->purposes[i].id == EL_OID_KP_CLIENT_AUTH;
	}
	return servers > 0 && servers + clients == cert->purpose_count;
}

static bool
is_like_a_ca(const struct el_cert *cert)
{
	return cert->basic_constraints.ca ||
	    cert->basic_constraints.has_path_length ||
	    (cert->present & EL_PART_NAME_CONSTRAINTS) != 0;
}

static bool
has_everyday_extensions(const struct el_cert *cert)
{
	const uint32_t wanted = EL_PART_CRL_DISTRIBUTION |
	    EL_PART_AUTHORITY_INFO | EL_PART_AUTHORITY_KEY_ID;

	return (cert->present & wanted) == wanted &&
	    el_is_present(&cert->authority_key_id.key_id);
}

/* Of the fields and extensions, but for the SAN list. */
static uint32_t
signs_of_contents(const struct el_cert *cert)
{
	const uint32_t often_critical = EL_PART_KEY_USAGE |
	    EL_PART_BASIC_CONSTRAINTS;
	uint32_t signs = 0;

	if (!has_everyday_fields(cert))
		signs |= EL_SIGN_FIELD;
	if (!has_everyday_dates(cert))
		signs |= EL_SIGN_DATE;
	if (!has_everyday_signature(cert))
		signs |= EL_SIGN_SIGNATURE;
	if (!is_everyday_key(&cert->key))
		signs |= EL_SIGN_KEY;
	if (cert->key.kind != EL_KEY_RSA)
		signs |= EL_SIGN_NO_RSA_KEY;
	if (!is_everyday_subject(&cert->subject))
		signs |= EL_SIGN_SUBJECT;
	if ((cert->critical & ~often_critical) != 0)
		signs |= EL_SIGN_CRITICAL;
	if (!is_everyday_usage(cert))
		signs |= EL_SIGN_USAGE;
	if (!has_everyday_purposes(cert))
		signs |= EL_SIGN_PURPOSE;
	if (is_like_a_ca(cert))
		signs |= EL_SIGN_CA;
	if (!has_everyday_extensions(cert))
		signs |= EL_SIGN_LACK;
	if (cert->policy_count != 1)
		signs |= EL_SIGN_POLICIES;
	return signs;
}

uint32_t
signs_of(const struct el_cert *cert, const struct el_match *match)
{
	uint32_t signs = signs_of_contents(cert);

	if (cert->fault_count != 0 || cert->unreadable != 0)
		signs |= EL_SIGN_FAULT;
	if (cert->trailing.size != 0)
		signs |= EL_SIGN_TRAILING;
	if (cert->odd_extensions != 0)
		signs |= EL_SIGN_EXTENSION;
	if (cert->san.count == 0)
		signs |= EL_SIGN_NO_NAMES;
	if (match->others != 0)
		signs |= EL_SIGN_OTHER_NAME;
	if (match->malformed != 0)
		signs |= EL_SIGN_MALFORMED;
	if (match->wildcards != 0)
		signs |= EL_SIGN_WILDCARD;
	if (match->repeated != 0)
		signs |= EL_SIGN_REPEATED;
	if (match->hyphens != 0)
		signs |= EL_SIGN_HYPHENS;
	if (match->capitals != 0)
		signs |= EL_SIGN_CAPITALS;
	if (match->rare_domains != 0)
		signs |= EL_SIGN_DOMAIN;
	return signs;
}
