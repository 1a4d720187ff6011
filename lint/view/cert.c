#include "cert.h"

#include "reader.h"
#include "request.h"

/* Parts that are the value of an extension. */
enum {
	EXTENSION_PARTS = EL_PART_SAN | EL_PART_KEY_USAGE | EL_PART_EKU |
	    EL_PART_BASIC_CONSTRAINTS | EL_PART_AUTHORITY_KEY_ID |
	    EL_PART_SUBJECT_KEY_ID | EL_PART_CRL_DISTRIBUTION |
	    EL_PART_AUTHORITY_INFO | EL_PART_POLICIES |
	    EL_PART_NAME_CONSTRAINTS | EL_PART_SCT_LIST |
	    EL_PART_ISSUER_ALT_NAME | EL_PART_FRESHEST_CRL |
	    EL_PART_SUBJECT_INFO | EL_PART_POLICY_MAPPINGS |
	    EL_PART_POLICY_CONSTRAINTS | EL_PART_INHIBIT_ANY,
};

/* The element of a field that every certificate has, whatever its tag. */
typedef bool field_decoder(struct reader *reader, const struct el_elem *elem);

/* Version ::= INTEGER { v1(0), v2(1), v3(2) }, [0] EXPLICIT DEFAULT v1 */
static bool
version_read(struct reader *reader, const struct el_elem *wrapped)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(wrapped->body);

	cert->version_number = -1;
	if (!reader_expect(reader, &der, &cert->version, EL_TAG_INTEGER,
		"the version is no INTEGER") ||
	    !reader_small_integer(reader, &cert->version,
		&cert->version_number))
		return false;
	reader_end(reader, &der);
	if (cert->version_number == 0)
		reader_fault(reader, EL_FAULT_DEFAULT_ENCODED,
		    el_whole(wrapped),
		    "v1 is the default and is not encoded in DER");
	return true;
}

static bool
serial_read(struct reader *reader, const struct el_elem *elem)
{
	if (elem->tag != EL_TAG_INTEGER)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "the serial number is no INTEGER");
	reader->cert->serial = *elem;
	return reader_integer(reader, elem);
}

static bool
inner_signature_read(struct reader *reader, const struct el_elem *elem)
{
	return algorithm_read(reader, &reader->cert->inner_signature, elem);
}

static bool
distinguished_name_read(struct reader *reader, struct el_name *out,
    const struct el_elem *elem)
{
	if (elem->tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "the name is no SEQUENCE");
	return name_read(reader, out, elem);
}

static bool
issuer_read(struct reader *reader, const struct el_elem *elem)
{
	return distinguished_name_read(reader, &reader->cert->issuer, elem);
}

static bool
subject_read(struct reader *reader, const struct el_elem *elem)
{
	return distinguished_name_read(reader, &reader->cert->subject, elem);
}

/* Validity ::= SEQUENCE { notBefore Time, notAfter Time } */
static bool
validity_read(struct reader *reader, const struct el_elem *elem)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(elem->body);
	struct el_elem date;
	bool good;

	cert->validity = *elem;
	if (elem->tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "the validity is no SEQUENCE");
	if (!reader_next(reader, &der, &date))
		return false;
	good = time_read(reader, &cert->not_before, &date);
	if (!reader_next(reader, &der, &date))
		return false;
	good = time_read(reader, &cert->not_after, &date) && good;
	reader_end(reader, &der);
	return good;
}

static bool
public_key_read(struct reader *reader, const struct el_elem *elem)
{
	/* Nothing that is read before or behind it depends on it. */
	if ((reader->wanted & EL_PART_KEY) == 0)
		return true;
	return key_read(reader, &reader->cert->key, elem);
}

/* In the order of TBSCertificate. */
static const struct field_row {
	enum el_part part;
	field_decoder *decode;
} fields[] = {
	{ EL_PART_SERIAL, serial_read },
	{ EL_PART_SIGNATURE, inner_signature_read },
	{ EL_PART_ISSUER, issuer_read },
	{ EL_PART_VALIDITY, validity_read },
	{ EL_PART_SUBJECT, subject_read },
	{ EL_PART_KEY, public_key_read },
};

enum { FIELD_COUNT = sizeof(fields) / sizeof(fields[0]) };

/* Forget what stood in wrong places, and that it did not fit there. */
static void
fields_give_up(struct reader *reader, size_t from, size_t fault_count)
{
	struct el_cert *cert = reader->cert;

	cert->fault_count = fault_count;
	for (size_t i = from; i < FIELD_COUNT; i++)
		cert->unreadable |= (uint32_t)fields[i].part;
	if ((cert->unreadable & EL_PART_SERIAL) != 0)
		cert->serial = (struct el_elem){ 0 };
	if ((cert->unreadable & EL_PART_ISSUER) != 0)
		cert->issuer = (struct el_name){ 0 };
	if ((cert->unreadable & EL_PART_VALIDITY) != 0)
		cert->not_before = cert->not_after = (struct el_time){ 0 };
	if ((cert->unreadable & EL_PART_SUBJECT) != 0)
		cert->subject = (struct el_name){ 0 };
	cert->key = (struct el_key){ 0 };
}

/*
 * The fields that every certificate has.  One of another type than it should
 * be takes the place of the right one, until it turns out that a field is
 * missing: then all from the first that did not fit stand in wrong places,
 * and its fault is the one that counts.  False: nothing follows.
 */
static bool
required_fields_read(struct reader *reader, struct der *der)
{
	struct el_cert *cert = reader->cert;
	size_t first_odd = FIELD_COUNT;
	size_t fault_count = 0;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		bool missing = (der_peek(der) & 0x80) != 0;
		struct el_elem elem;

		reader_begin(reader, fields[i].part);
		if (missing && first_odd == FIELD_COUNT)
			reader_fault(reader, EL_FAULT_MALFORMED,
			    (struct el_bytes){ der->next, 1 },
			    "the field is missing");
		if (missing || !reader_next(reader, der, &elem)) {
			if (first_odd == FIELD_COUNT) {
				first_odd = i;
				fault_count = cert->fault_count;
			}
			fields_give_up(reader, first_odd, fault_count);
			if (!missing)
				cert->unreadable |= EL_PART_UNIQUE_IDS |
				    EL_PART_EXTENSIONS;
			return missing;
		}
		cert->present |= (uint32_t)fields[i].part;
		fields[i].decode(reader, &elem);
		if (first_odd == FIELD_COUNT &&
		    (cert->unreadable & (uint32_t)fields[i].part) != 0) {
			first_odd = i;
			fault_count = cert->fault_count;
		}
	}
	return true;
}

/* issuerUniqueID [1], subjectUniqueID [2]: IMPLICIT BIT STRING */
static bool
unique_id_read(struct reader *reader, struct der *der, uint8_t tag,
    struct el_elem *out)
{
	struct el_bytes octets;
	unsigned unused;

	reader_begin(reader, EL_PART_UNIQUE_IDS);
	/* A constructed one is not DER, and no less the identifier. */
	if ((der_peek(der) & ~0x20) != tag)
		return true;
	if (!reader_next(reader, der, out)) {
		reader->cert->unreadable |= EL_PART_EXTENSIONS;
		return false;
	}
	reader->cert->present |= EL_PART_UNIQUE_IDS;
	reader_bit_string(reader, out, &octets, &unused);
	return true;
}

/* extensions [3] EXPLICIT Extensions */
static void
wrapped_extensions_read(struct reader *reader, struct der *der)
{
	struct el_elem wrapped;
	struct el_elem list;
	struct der inner;

	reader_begin(reader, EL_PART_EXTENSIONS);
	if (der_at_end(der) ||
	    !reader_expect(reader, der, &wrapped, 0xa3,
		"something else stands where the extensions should"))
		return;
	reader->cert->present |= EL_PART_EXTENSIONS;
	inner = der_of(wrapped.body);
	if (!reader_expect(reader, &inner, &list, EL_TAG_SEQUENCE,
		"the extensions are no SEQUENCE"))
		return;
	reader_end(reader, &inner);
	extensions_read(reader, &list);
}

/*
 * TBSCertificate ::= SEQUENCE {
 *     version          [0] EXPLICIT Version DEFAULT v1,
 *     serialNumber, signature, issuer, validity, subject,
 *     subjectPublicKeyInfo,
 *     issuerUniqueID   [1] IMPLICIT UniqueIdentifier OPTIONAL,
 *     subjectUniqueID  [2] IMPLICIT UniqueIdentifier OPTIONAL,
 *     extensions       [3] EXPLICIT Extensions OPTIONAL }
 */
static void
tbs_read(struct reader *reader)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(cert->tbs.body);
	struct el_elem wrapped;

	reader_begin(reader, EL_PART_VERSION);
	if (der_peek(&der) == 0xa0) {
		if (!reader_next(reader, &der, &wrapped)) {
			cert->unreadable |= ~(uint32_t)EL_PART_TBS;
			return;
		}
		cert->present |= EL_PART_VERSION;
		version_read(reader, &wrapped);
	}
	if (!required_fields_read(reader, &der) ||
	    !unique_id_read(reader, &der, 0x81, &cert->issuer_unique_id) ||
	    !unique_id_read(reader, &der, 0x82, &cert->subject_unique_id))
		return;
	wrapped_extensions_read(reader, &der);
	reader_begin(reader, EL_PART_TBS);
	if ((cert->unreadable & EL_PART_EXTENSIONS) == 0)
		reader_end(reader, &der);
}

/* signatureAlgorithm and signatureValue, behind TBSCertificate. */
static void
signature_read(struct reader *reader, struct der *der)
{
	struct el_cert *cert = reader->cert;
	struct el_bytes octets;
	struct el_elem algorithm;
	unsigned unused;

	reader_begin(reader, EL_PART_SIGNATURE);
	if (!reader_next(reader, der, &algorithm))
		return;
	algorithm_read(reader, &cert->signature_algorithm, &algorithm);
	if (!reader_expect(reader, der, &cert->signature_value,
		EL_TAG_BIT_STRING, "the signature is no BIT STRING"))
		return;
	reader_bit_string(reader, &cert->signature_value, &octets, &unused);
	reader_begin(reader, reader->frame);
	reader_end(reader, der);
}

static bool
frame_problem(struct el_problem *problem, const char *code,
    const char *message, size_t offset)
{
	*problem = (struct el_problem){
		.code = code,
		.message = message,
		.offset = offset,
	};
	return false;
}

static void
note_length(struct reader *reader, const struct el_elem *elem,
    const struct der_oddity *oddity)
{
	if (oddity->not_minimal)
		reader_fault(reader, EL_FAULT_LENGTH_NOT_MINIMAL,
		    el_whole(elem),
		    "the length has more octets than it needs");
}

/*
 * Certificate ::= SEQUENCE {
 *     tbsCertificate      TBSCertificate,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signatureValue      BIT STRING }
 * A CertificationRequest has the same frame around another first element.
 */
static bool
frame_read(struct reader *reader, struct el_bytes der, struct der *rest,
    struct el_problem *problem)
{
	struct el_cert *cert = reader->cert;
	struct der outer = der_of(der);
	struct der_oddity oddity = { 0 };
	struct der_oddity inner = { 0 };

	if (!der_next(&outer, &cert->elem, &oddity))
		return frame_problem(problem, "der.truncated",
		    oddity.malformed, 0);
	if (cert->elem.tag != EL_TAG_SEQUENCE)
		return frame_problem(problem, "der.no-certificate",
		    "this is no certificate: it does not begin with a "
		    "SEQUENCE", 0);
	cert->der = el_whole(&cert->elem);
	cert->trailing = (struct el_bytes){ outer.next,
		(size_t)(outer.end - outer.next) };
	*rest = der_of(cert->elem.body);
	if (!der_next(rest, &cert->tbs, &inner) ||
	    cert->tbs.tag != EL_TAG_SEQUENCE)
		return frame_problem(problem, "der.no-certificate",
		    "this is no certificate: it does not hold a "
		    "TBSCertificate that can be delimited",
		    (size_t)(cert->elem.body.data - der.data));
	reader->frame = request_is(&cert->tbs) ? EL_PART_REQUEST_INFO :
						 EL_PART_TBS;
	reader_begin(reader, reader->frame);
	note_length(reader, &cert->elem, &oddity);
	note_length(reader, &cert->tbs, &inner);
	return true;
}

bool
cert_read(struct el_cert *out, struct el_bytes der, struct arena *arena,
    struct el_problem *problem)
{
	return cert_read_some(out, der, UINT32_MAX, arena, problem);
}

bool
cert_read_some(struct el_cert *out, struct el_bytes der, uint32_t parts,
    struct arena *arena, struct el_problem *problem)
{
	struct reader reader = { .cert = out, .arena = arena,
		.wanted = parts };
	struct der rest;

	memset(out, 0, sizeof(*out));
	if (der.size == 0)
		return frame_problem(problem, "der.truncated",
		    "there are no octets", 0);
	if (!frame_read(&reader, der, &rest, problem))
		return false;
	out->present = (uint32_t)reader.frame | EL_PART_SIGNATURE;
	if (reader.frame == EL_PART_REQUEST_INFO)
		request_info_read(&reader);
	else
		tbs_read(&reader);
	signature_read(&reader, &rest);
	/* An extension that was not found may stand where nothing is read. */
	if ((out->unreadable & EL_PART_EXTENSIONS) != 0)
		out->unreadable |= EXTENSION_PARTS & ~out->present;
	if (reader.no_memory)
		return frame_problem(problem, "memory",
		    "there is not enough memory to read it", 0);
	return true;
}
