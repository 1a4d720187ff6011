/* The fields of TBSCertificate that have a structure of their own. */

#include "reader.h"

#include "base/time.h"

/* Two digits, or -1. */
static inline int
two_digits(const uint8_t *p)
{
	unsigned tens = (unsigned)p[0] - '0';
	unsigned ones = (unsigned)p[1] - '0';

	return tens > 9 || ones > 9 ? -1 : (int)(10 * tens + ones);
}

/*
 * What may follow the minutes or seconds: nothing (taken as UTC), "Z", or an
 * offset from UTC, "+hhmm", whose seconds come out.
 */
static bool
zone_read(const uint8_t *p, const uint8_t *end, int64_t *offset)
{
	int hours;
	int minutes;

	*offset = 0;
	if (p == end || (end - p == 1 && *p == 'Z'))
		return true;
	if (end - p != 5 || (*p != '+' && *p != '-'))
		return false;
	hours = two_digits(p + 1);
	minutes = two_digits(p + 3);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	*offset = (hours * 60 + minutes) * 60;
	if (*p == '-')
		*offset = -*offset;
	return true;
}

/* Fractions of a second do not count; a lone point is none. */
static const uint8_t *
behind_fraction(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *start = p;

	if (p == end || (*p != '.' && *p != ','))
		return p;
	do
		p++;
	while (p < end && *p >= '0' && *p <= '9');
	return p - start > 1 ? p : start;
}

/*
 * [YY]YYMMDDHHMM[SS[.f]](Z|+hhmm|nothing): the forms of X.680, of which
 * RFC 5280 4.1.2.5 allows one each.
 */
static bool
time_text_read(struct el_time *out, struct el_bytes text, bool generalized)
{
	const uint8_t *p = text.data;
	const uint8_t *end = p + text.size;
	int fields[6] = { 0 };
	int century = -1;
	int64_t offset;
	size_t count = 0;

	if (generalized) {
		if (text.size < 4 || (century = two_digits(p)) < 0)
			return false;
		p += 2;
	}
	while (count < 6 && end - p >= 2 && *p >= '0' && *p <= '9') {
		fields[count] = two_digits(p);
		if (fields[count] < 0)
			return false;
		p += 2;
		count++;
	}
	out->exact = count == 6 && end - p == 1 && *p == 'Z';
	if (count < 4 || (!generalized && count < 5))
		return false;
	if (generalized && count == 6)
		p = behind_fraction(p, end);
	if (!zone_read(p, end, &offset))
		return false;
	if (generalized)
		fields[0] += century * 100;
	else
		fields[0] += fields[0] >= 50 ? 1900 : 2000;
	if (!time_from_fields(&out->seconds, fields[0], fields[1], fields[2],
		fields[3], fields[4], fields[5]))
		return false;
	out->seconds -= offset;
	return true;
}

/* Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime } */
bool
time_read(struct reader *reader, struct el_time *out,
    const struct el_elem *elem)
{
	out->elem = *elem;
	if (elem->tag != EL_TAG_UTC_TIME &&
	    elem->tag != EL_TAG_GENERALIZED_TIME)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "a date is neither UTCTime nor GeneralizedTime");
	out->known = time_text_read(out, elem->body,
	    elem->tag == EL_TAG_GENERALIZED_TIME);
	if (!out->known) {
		out->seconds = 0;
		out->exact = false;
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "a date is no date");
	}
	return true;
}

/*
 * AlgorithmIdentifier ::= SEQUENCE {
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL }
 */
bool
algorithm_read(struct reader *reader, struct el_algorithm *out,
    const struct el_elem *elem)
{
	struct der der = der_of(elem->body);

	*out = (struct el_algorithm){ .elem = *elem };
	if (elem->tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "an algorithm is no SEQUENCE");
	if (!reader_oid(reader, &der, &out->oid, &out->id,
		"an algorithm has no identifier"))
		return false;
	if (der_at_end(&der))
		return true;
	if (!reader_next(reader, &der, &out->parameters))
		return false;
	reader_end(reader, &der);
	return true;
}

static unsigned
bit_length(struct el_bytes octets)
{
	size_t i = 0;
	unsigned bits = 0;

	while (i < octets.size && octets.data[i] == 0)
		i++;
	if (i == octets.size)
		return 0;
	for (uint8_t top = octets.data[i]; top != 0; top >>= 1)
		bits++;
	return bits + 8 * (unsigned)(octets.size - i - 1);
}

/* RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } */
static bool
rsa_key_read(struct reader *reader, struct el_key *out, struct el_bytes bits)
{
	struct der der = der_of(bits);
	struct el_elem sequence;

	out->kind = EL_KEY_RSA;
	if (!reader_expect(reader, &der, &sequence, EL_TAG_SEQUENCE,
		"an RSA key is no SEQUENCE"))
		return false;
	reader_end(reader, &der);
	der = der_of(sequence.body);
	if (!reader_expect(reader, &der, &out->modulus, EL_TAG_INTEGER,
		"an RSA key has no modulus") ||
	    !reader_integer(reader, &out->modulus) ||
	    !reader_expect(reader, &der, &out->exponent, EL_TAG_INTEGER,
		"an RSA key has no exponent") ||
	    !reader_integer(reader, &out->exponent))
		return false;
	reader_end(reader, &der);
	if ((out->modulus.body.data[0] & 0x80) != 0)
		reader_fault(reader, EL_FAULT_CONTENTS,
		    el_whole(&out->modulus), "an RSA modulus is negative");
	out->size = bit_length(out->modulus.body);
	return true;
}

/* RFC 5480: the point is the BIT STRING, the curve in the parameters. */
static void
ec_key_read(struct el_key *out, struct el_bytes bits)
{
	out->kind = EL_KEY_EC;
	out->point = bits;
	if (out->algorithm.parameters.tag != EL_TAG_OID)
		return;
	out->curve = el_oid_find(out->algorithm.parameters.body);
	switch (out->curve) {
	case EL_OID_P256:
	case EL_OID_SECP256K1:
		out->size = 256;
		break;
	case EL_OID_P384:
		out->size = 384;
		break;
	case EL_OID_P521:
		out->size = 521;
		break;
	default:
		out->curve = EL_OID_UNKNOWN;
		break;
	}
}

/*
 * SubjectPublicKeyInfo ::= SEQUENCE {
 *     algorithm         AlgorithmIdentifier,
 *     subjectPublicKey  BIT STRING }
 */
bool
key_read(struct reader *reader, struct el_key *out, const struct el_elem *elem)
{
	struct der der = der_of(elem->body);
	struct el_elem algorithm;
	struct el_bytes bits;
	unsigned unused;

	out->elem = *elem;
	if (elem->tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "the public key is no SEQUENCE");
	if (!reader_next(reader, &der, &algorithm) ||
	    !algorithm_read(reader, &out->algorithm, &algorithm) ||
	    !reader_expect(reader, &der, &out->bits, EL_TAG_BIT_STRING,
		"the public key is no BIT STRING") ||
	    !reader_bit_string(reader, &out->bits, &bits, &unused))
		return false;
	reader_end(reader, &der);
	switch (out->algorithm.id) {
	case EL_OID_RSA:
	case EL_OID_RSA_PSS:
		return rsa_key_read(reader, out, bits);
	case EL_OID_EC_PUBLIC_KEY:
		ec_key_read(out, bits);
		return true;
	default:
		return true;
	}
}
