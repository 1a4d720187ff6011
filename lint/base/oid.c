#include "oid.h"

#include <assert.h>
#include <inttypes.h>

#include "text.h"

/*
 * What stands before the last octet of the known identifiers, as DER has it,
 * shorter ones first: X(NAME, OCTETS).
 */
#define ARCS(X) \
	X(AT, "\x55\x04") /* 2.5.4 */ \
	X(CE, "\x55\x1d") /* 2.5.29 */ \
	X(EDWARDS, "\x2b\x65") /* 1.3.101 */ \
	X(EKU, "\x55\x1d\x25") /* 2.5.29.37 */ \
	X(POLICY, "\x55\x1d\x20") /* 2.5.29.32 */ \
	X(CERTICOM, "\x2b\x81\x04\x00") /* 1.3.132.0 */ \
	X(CABF, "\x67\x81\x0c\x01") /* 2.23.140.1 */ \
	X(OIW, "\x2b\x0e\x03\x02") /* 1.3.14.3.2 */ \
	X(CABF_BR, "\x67\x81\x0c\x01\x02") /* 2.23.140.1.2 */ \
	X(X962_KEY, "\x2a\x86\x48\xce\x3d\x02") /* 1.2.840.10045.2 */ \
	X(X962_SIG, "\x2a\x86\x48\xce\x3d\x04") /* 1.2.840.10045.4 */ \
	X(X957, "\x2a\x86\x48\xce\x38\x04") /* 1.2.840.10040.4 */ \
	X(X962_SHA2, "\x2a\x86\x48\xce\x3d\x04\x03") /* ... 10045.4.3 */ \
	X(X962_CURVE, "\x2a\x86\x48\xce\x3d\x03\x01") /* ... 10045.3.1 */ \
	X(PE, "\x2b\x06\x01\x05\x05\x07\x01") /* 1.3.6.1.5.5.7.1 */ \
	X(KP, "\x2b\x06\x01\x05\x05\x07\x03") /* 1.3.6.1.5.5.7.3 */ \
	X(ON, "\x2b\x06\x01\x05\x05\x07\x08") /* 1.3.6.1.5.5.7.8 */ \
	X(AD, "\x2b\x06\x01\x05\x05\x07\x30") /* 1.3.6.1.5.5.7.48 */ \
	X(PKCS1, "\x2a\x86\x48\x86\xf7\x0d\x01\x01") /* 1.2.840.113549.1.1 */ \
	X(PKCS7, "\x2a\x86\x48\x86\xf7\x0d\x01\x07") /* 1.2.840.113549.1.7 */ \
	X(PKCS9, "\x2a\x86\x48\x86\xf7\x0d\x01\x09") /* 1.2.840.113549.1.9 */ \
	X(MS_ENROLL, "\x2b\x06\x01\x04\x01\x82\x37\x14") /* ... 311.20 */ \
	X(MS_CERTSRV, "\x2b\x06\x01\x04\x01\x82\x37\x15") /* ... 311.21 */ \
	X(MS_NTDS, "\x2b\x06\x01\x04\x01\x82\x37\x19") /* ... 311.25 */ \
	X(NETSCAPE, "\x60\x86\x48\x01\x86\xf8\x42\x01") /* ... 113730.1 */ \
	X(MS_UPN, "\x2b\x06\x01\x04\x01\x82\x37\x14\x02") /* ... 311.20.2 */ \
	X(CT, "\x2b\x06\x01\x04\x01\xd6\x79\x02\x04") /* 1.3 ... 11129.2.4 */ \
	X(MS_SPC, "\x2b\x06\x01\x04\x01\x82\x37\x02\x01") /* ... 311.2.1 */ \
	X(MS_ENROLLMENT, \
	    "\x2b\x06\x01\x04\x01\x82\x37\x0d\x02") /* ... 311.13.2 */ \
	X(PILOT, "\x09\x92\x26\x89\x93\xf2\x2c\x64\x01") /* 0.9.2342 ... 1 */ \
	X(MS_JURISDICTION, \
	    "\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01") /* ... 311.60.2.1 */

enum arc {
#define ARC_ENUM(name, octets) ARC_##name,
	ARCS(ARC_ENUM)
#undef ARC_ENUM
	ARC_COUNT
};

enum { PREFIX_MIN = 2, PREFIX_MAX = 10, LAST_COUNT = 128 };

struct prefix {
	uint8_t size;
	uint8_t octets[PREFIX_MAX + 1]; /* one more for the literal's NUL */
};

static const struct prefix prefixes[ARC_COUNT] = {
#define ARC_PREFIX(name, octets) \
	[ARC_##name] = { sizeof(octets) - 1, octets },
	ARCS(ARC_PREFIX)
#undef ARC_PREFIX
};

/* The first arc of each prefix length; the next one's is where it ends. */
static const uint8_t first_arc[PREFIX_MAX + 2] = {
	[2] = ARC_AT,
	[3] = ARC_EKU,
	[4] = ARC_CERTICOM,
	[5] = ARC_CABF_BR,
	[6] = ARC_X962_KEY,
	[7] = ARC_X962_SHA2,
	[8] = ARC_PKCS1,
	[9] = ARC_MS_UPN,
	[10] = ARC_MS_JURISDICTION,
	[11] = ARC_COUNT,
};

static_assert(EL_OID_COUNT <= UINT8_MAX, "an identifier's number is an octet");

/* The identifier by its arc and last octet; 0 is EL_OID_UNKNOWN. */
static const uint8_t identifiers[ARC_COUNT][LAST_COUNT] = {
#define OID_NUMBER(name, arc, last, text) [ARC_##arc][last] = EL_OID_##name,
	EL_OIDS(OID_NUMBER)
#undef OID_NUMBER
};

static const char *const names[EL_OID_COUNT] = {
	[EL_OID_UNKNOWN] = "unknown",
#define OID_NAME(name, arc, last, text) [EL_OID_##name] = text,
	EL_OIDS(OID_NAME)
#undef OID_NAME
};

/*
 * A comparison of constant size is one instruction; two that overlap make up
 * any size.  Prefixes of one length differ at their end, so it comes first.
 */
static inline bool
has_prefix(const uint8_t *octets, const struct prefix *prefix)
{
	const uint8_t *other = prefix->octets;
	size_t size = prefix->size;

	if (size >= 8)
		return memcmp(octets + size - 8, other + size - 8, 8) == 0 &&
		    memcmp(octets, other, 8) == 0;
	if (size >= 4)
		return memcmp(octets + size - 4, other + size - 4, 4) == 0 &&
		    memcmp(octets, other, 4) == 0;
	return memcmp(octets + size - 2, other + size - 2, 2) == 0 &&
	    octets[0] == other[0];
}

enum el_oid
el_oid_find(struct el_bytes octets)
{
	size_t size = octets.size - 1;
	uint8_t last;

	/* An empty one wraps, and is too long as well. */
	if (size < PREFIX_MIN || size > PREFIX_MAX)
		return EL_OID_UNKNOWN;
	last = octets.data[size];
	if (last >= LAST_COUNT)
		return EL_OID_UNKNOWN;
	/* Most are attributes, 2.5.4, and extensions, 2.5.29. */
	if (size == 2 && octets.data[0] == 0x55) {
		if (octets.data[1] == 0x1d)
			return (enum el_oid)identifiers[ARC_CE][last];
		if (octets.data[1] == 0x04)
			return (enum el_oid)identifiers[ARC_AT][last];
	}
	for (unsigned arc = first_arc[size]; arc < first_arc[size + 1]; arc++) {
		if (has_prefix(octets.data, &prefixes[arc]))
			return (enum el_oid)identifiers[arc][last];
	}
	return EL_OID_UNKNOWN;
}

const char *
el_oid_name(enum el_oid oid)
{
	return names[(unsigned)oid < EL_OID_COUNT ? oid : EL_OID_UNKNOWN];
}

/*
 * Take the next number, X.690 8.19.2: seven bits an octet, the highest bit
 * set in all but the last, no leading octet 80.
 */
static bool
take_number(uint64_t *out, struct el_bytes *rest)
{
	uint64_t number = 0;

	if (rest->size == 0 || rest->data[0] == 0x80)
		return false;
	while (rest->size > 0 && number <= UINT64_MAX >> 7) {
		uint8_t octet = *rest->data;

		rest->data++;
		rest->size--;
		number = number << 7 | (octet & 0x7f);
		if (octet < 0x80) {
			*out = number;
			return true;
		}
	}
	return false;
}

static bool
is_readable(struct el_bytes octets)
{
	uint64_t number;

	do {
		if (!take_number(&number, &octets))
			return false;
	} while (octets.size > 0);
	return true;
}

void
oid_to_text(struct sink *sink, struct el_bytes octets)
{
	uint64_t number;

	if (!is_readable(octets)) {
		sink_text(sink, "hex:");
		text_hex(sink, octets);
		return;
	}
	/* The first number holds two, X.690 8.19.4. */
	if (take_number(&number, &octets)) {
		unsigned root = number < 80 ? (unsigned)(number / 40) : 2;

		sink_printf(sink, "%u.%" PRIu64, root, number - 40 * root);
	}
	while (take_number(&number, &octets))
		sink_printf(sink, ".%" PRIu64, number);
}
