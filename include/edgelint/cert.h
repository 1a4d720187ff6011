/*
 * The certificate view: what an X.509 certificate says, element by element,
 * each with its place in the octets that it came from.  It reports what it
 * found and judges nothing; a part that could not be decoded is recorded as a
 * fault, and reading goes on behind it (RFC 5280, section 4).
 *
 * A certificate request (RFC 2986) has the same view: what a certificate has
 * and a request has not is absent, and the extensions are those that it asks
 * for.
 *
 * A view is immutable and lives in the arena of its input, as do the octets
 * that its slices point to.
 */
#ifndef EDGELINT_CERT_H
#define EDGELINT_CERT_H

#include <edgelint/bytes.h>
#include <edgelint/host.h>
#include <edgelint/oid.h>

/* Identifier octets, X.690 8.1.2; constructed where DER demands it. */
enum el_tag {
	EL_TAG_BOOLEAN = 0x01,
	EL_TAG_INTEGER = 0x02,
	EL_TAG_BIT_STRING = 0x03,
	EL_TAG_OCTET_STRING = 0x04,
	EL_TAG_NULL = 0x05,
	EL_TAG_OID = 0x06,
	EL_TAG_UTF8_STRING = 0x0c,
	EL_TAG_NUMERIC_STRING = 0x12,
	EL_TAG_PRINTABLE_STRING = 0x13,
	EL_TAG_TELETEX_STRING = 0x14,
	EL_TAG_IA5_STRING = 0x16,
	EL_TAG_UTC_TIME = 0x17,
	EL_TAG_GENERALIZED_TIME = 0x18,
	EL_TAG_VISIBLE_STRING = 0x1a,
	EL_TAG_UNIVERSAL_STRING = 0x1c,
	EL_TAG_BMP_STRING = 0x1e,
	EL_TAG_SEQUENCE = 0x30,
	EL_TAG_SET = 0x31,
};

/*
 * One element of DER; all zero when it is absent.  What stands before the
 * contents octets is kept as a length: views hold hundreds of elements.
 */
struct el_elem {
	struct el_bytes body; /* contents octets */
	uint8_t tag; /* identifier octet; high tag numbers are not read */
	uint8_t header; /* number of identifier and length octets */
};

static inline bool
el_is_present(const struct el_elem *elem)
{
	return elem->body.data != NULL;
}

/* Identifier, length and contents octets; no octets when it is absent. */
static inline struct el_bytes
el_whole(const struct el_elem *elem)
{
	if (!el_is_present(elem))
		return (struct el_bytes){ NULL, 0 };
	return (struct el_bytes){ elem->body.data - elem->header,
		elem->body.size + elem->header };
}

/*
 * The parts of a certificate, as bits: what a rule needs, what is there, and
 * what could not be decoded.
 */
enum el_part {
	EL_PART_VERSION = 1 << 0,
	EL_PART_SERIAL = 1 << 1,
	EL_PART_SIGNATURE = 1 << 2, /* both algorithms and the value */
	EL_PART_ISSUER = 1 << 3,
	EL_PART_VALIDITY = 1 << 4,
	EL_PART_SUBJECT = 1 << 5,
	EL_PART_KEY = 1 << 6,
	EL_PART_UNIQUE_IDS = 1 << 7,
	EL_PART_EXTENSIONS = 1 << 8, /* the list, not what is in each */
	EL_PART_SAN = 1 << 9,
	EL_PART_KEY_USAGE = 1 << 10,
	EL_PART_EKU = 1 << 11,
	EL_PART_BASIC_CONSTRAINTS = 1 << 12,
	EL_PART_AUTHORITY_KEY_ID = 1 << 13,
	EL_PART_SUBJECT_KEY_ID = 1 << 14,
	EL_PART_CRL_DISTRIBUTION = 1 << 15,
	EL_PART_AUTHORITY_INFO = 1 << 16,
	EL_PART_POLICIES = 1 << 17,
	EL_PART_NAME_CONSTRAINTS = 1 << 18,
	EL_PART_SCT_LIST = 1 << 19,
	EL_PART_ISSUER_ALT_NAME = 1 << 20,
	EL_PART_FRESHEST_CRL = 1 << 21,
	EL_PART_SUBJECT_INFO = 1 << 22,
	EL_PART_POLICY_MAPPINGS = 1 << 23,
	EL_PART_POLICY_CONSTRAINTS = 1 << 24,
	EL_PART_INHIBIT_ANY = 1 << 25,
	EL_PART_TBS = 1 << 26, /* the frame that holds the others */
	EL_PART_ATTRIBUTES = 1 << 27, /* of a request, but its extensions */
	EL_PART_REQUEST_INFO = 1 << 28, /* a request's frame */
};

/* The part's name in an ASN.1 path: "serialNumber", "subjectAltName". */
const char *el_part_name(enum el_part part);

enum el_fault_kind {
	EL_FAULT_MALFORMED, /* the part was given up here */
	EL_FAULT_TRAILING, /* octets behind the end of an element */
	EL_FAULT_LENGTH_NOT_MINIMAL, /* X.690, 10.1 */
	EL_FAULT_INTEGER_NOT_MINIMAL, /* X.690, 8.3.2 */
	EL_FAULT_BOOLEAN, /* TRUE that is not FF; X.690, 11.1 */
	EL_FAULT_DEFAULT_ENCODED, /* X.690, 11.5 */
	EL_FAULT_BIT_STRING, /* padding bits; X.690, 11.2 */
	EL_FAULT_CONTENTS, /* not what the type allows; read as it stands */
	EL_FAULT_EMPTY, /* a list that has one entry at least */
	EL_FAULT_LIMIT, /* more than edgelint reads; the part was given up */
};

/* Something that is not as DER or the ASN.1 type has it. */
struct el_fault {
	enum el_fault_kind kind;
	enum el_part part;
	enum el_oid extension; /* the extension that it is in, or unknown */
	struct el_bytes at; /* where; may be empty, but .data is not NULL */
	const char *what; /* "a length of 4 octets runs past the end" */
};

/* AlgorithmIdentifier, RFC 5280 4.1.1.2. */
struct el_algorithm {
	struct el_elem elem;
	struct el_elem oid;
	struct el_elem parameters; /* absent and NULL are different things */
	enum el_oid id;
};

/* AttributeTypeAndValue, RFC 5280 4.1.2.4. */
struct el_attribute {
	struct el_elem elem;
	struct el_elem type;
	struct el_elem value; /* .tag tells the string type */
	enum el_oid id;
	size_t rdn; /* index of the RDN that it belongs to */
};

struct el_name {
	struct el_elem elem;
	const struct el_attribute *attributes; /* in order of the encoding */
	size_t count;
};

/* Seconds since 1970-01-01T00:00:00Z; elem.tag tells UTCTime or not. */
struct el_time {
	struct el_elem elem;
	int64_t seconds;
	bool known; /* false: the text is no time, .seconds is 0 */
	bool exact; /* as RFC 5280 4.1.2.5 wants it: seconds, and a "Z" */
};

enum el_key_kind { EL_KEY_OTHER, EL_KEY_RSA, EL_KEY_EC };

/* SubjectPublicKeyInfo, RFC 5280 4.1.2.7. */
struct el_key {
	struct el_elem elem;
	struct el_algorithm algorithm;
	struct el_elem bits; /* the BIT STRING */
	enum el_key_kind kind;
	struct el_elem modulus; /* RSA: INTEGERs as they stand */
	struct el_elem exponent;
	enum el_oid curve; /* EC with a named curve that is known */
	struct el_bytes point; /* EC: the octets of the point */
	unsigned size; /* bits of the modulus or of the field; 0: unknown */
};

enum el_name_type {
	EL_NAME_DNS,
	EL_NAME_IP,
	EL_NAME_URI,
	EL_NAME_EMAIL,
	EL_NAME_SRV, /* otherName SRVName, RFC 4985 */
	EL_NAME_XMPP, /* otherName XmppAddr, RFC 6120 13.7.1.4 */
	EL_NAME_DIRECTORY,
	EL_NAME_REGISTERED_ID,
	EL_NAME_OTHER, /* any other otherName, x400Address, ediPartyName */
};

/* What an otherName holds, RFC 5280 4.2.1.6. */
struct el_other_name {
	struct el_elem type_id;
	struct el_elem value; /* the element inside [0] */
	/* SRVName, RFC 4985: the service with its underscore, and what
	 * follows the dot behind it; nothing when it is not of that form. */
	struct el_bytes service;
	struct el_bytes srv_name;
	bool unreadable; /* XmppAddr: a string that is no text */
};

/* GeneralName, RFC 5280 4.2.1.6. */
struct el_general_name {
	struct el_elem elem;
	/* The contents octets; of an otherName, those of its value. */
	struct el_bytes value;
	const struct el_other_name *other; /* NULL: it is none */
	const struct el_name *directory; /* directoryName; else NULL */
	/* dNSName and XmppAddr: of the value.  SRVName: of srv_name. */
	struct el_host_facts host;
	enum el_name_type type;
};

struct el_general_names {
	struct el_elem elem; /* the SEQUENCE */
	const struct el_general_name *names;
	size_t count;
};

enum el_key_usage {
	EL_KU_DIGITAL_SIGNATURE = 1 << 0,
	EL_KU_CONTENT_COMMITMENT = 1 << 1,
	EL_KU_KEY_ENCIPHERMENT = 1 << 2,
	EL_KU_DATA_ENCIPHERMENT = 1 << 3,
	EL_KU_KEY_AGREEMENT = 1 << 4,
	EL_KU_KEY_CERT_SIGN = 1 << 5,
	EL_KU_CRL_SIGN = 1 << 6,
	EL_KU_ENCIPHER_ONLY = 1 << 7,
	EL_KU_DECIPHER_ONLY = 1 << 8,
};

/* An object identifier in a list, such as a key purpose. */
struct el_purpose {
	struct el_elem elem;
	enum el_oid id;
};

/* PolicyInformation, RFC 5280 4.2.1.4. */
struct el_policy {
	struct el_elem elem;
	struct el_elem oid;
	struct el_elem qualifiers; /* the SEQUENCE, or absent */
	enum el_oid id;
};

/* AccessDescription, RFC 5280 4.2.2.1. */
struct el_access {
	struct el_elem elem;
	struct el_elem method;
	enum el_oid id;
	struct el_general_name location;
};

/* DistributionPoint, RFC 5280 4.2.1.13. */
struct el_distribution_point {
	struct el_elem elem;
	struct el_general_names full_name; /* count 0: none */
	struct el_elem relative_name;
	struct el_elem reasons;
	struct el_elem crl_issuer;
};

/* GeneralSubtree, RFC 5280 4.2.1.10; an iPAddress has an address and a mask. */
struct el_subtree {
	struct el_elem elem;
	struct el_general_name base;
};

struct el_extension {
	struct el_elem elem;
	struct el_elem oid;
	struct el_elem critical_elem; /* the BOOLEAN, when it is encoded */
	struct el_elem value; /* the OCTET STRING */
	enum el_oid id;
	bool critical;
	bool repeated; /* the same identifier stood before */
};

struct el_request;

struct el_cert {
	const struct el_request *request; /* NULL: it is a certificate */
	struct el_bytes der; /* the certificate, without what follows it */
	struct el_bytes trailing; /* what follows it in its slice */
	struct el_elem elem; /* Certificate */
	struct el_elem tbs; /* TBSCertificate, CertificationRequestInfo */

	struct el_elem version; /* the INTEGER; absent: v1 */
	int64_t version_number; /* 0 is v1, 2 is v3; -1: not readable */
	struct el_elem serial;
	struct el_algorithm inner_signature; /* tbsCertificate.signature */
	struct el_algorithm signature_algorithm;
	struct el_elem signature_value;
	struct el_name issuer;
	struct el_name subject;
	struct el_elem validity;
	struct el_time not_before;
	struct el_time not_after;
	struct el_key key;
	struct el_elem issuer_unique_id;
	struct el_elem subject_unique_id;

	struct el_elem extension_list; /* the SEQUENCE inside [3] */
	const struct el_extension *extensions;
	size_t extension_count;
	size_t odd_extensions; /* that are repeated, or not decoded */
	uint32_t critical; /* bits of enum el_part: of those decoded */

	/* What the first extension of each kind says; zero when absent. */
	struct el_general_names san;
	struct el_general_names issuer_alt_name;
	uint32_t key_usage; /* bits of enum el_key_usage */
	const struct el_purpose *purposes; /* extKeyUsage */
	size_t purpose_count;
	struct {
		bool ca;
		bool has_path_length;
		int64_t path_length;
	} basic_constraints;
	struct {
		struct el_elem key_id;
		struct el_elem issuer;
		struct el_elem serial;
	} authority_key_id;
	struct el_elem subject_key_id;
	const struct el_distribution_point *distribution_points;
	size_t distribution_point_count;
	const struct el_distribution_point *freshest_crl;
	size_t freshest_crl_count;
	const struct el_access *authority_info;
	size_t authority_info_count;
	const struct el_access *subject_info;
	size_t subject_info_count;
	const struct el_policy *policies;
	size_t policy_count;
	struct {
		const struct el_subtree *permitted;
		size_t permitted_count;
		const struct el_subtree *excluded;
		size_t excluded_count;
	} name_constraints;
	const struct el_bytes *scts; /* each SerializedSCT */
	size_t sct_count;

	uint32_t present; /* bits of enum el_part */
	uint32_t unreadable; /* bits of enum el_part */
	const struct el_fault *faults; /* in order of discovery */
	size_t fault_count;
	size_t faults_left_out; /* beyond the number that is kept */
};

/* Whether a list holds a name of this type. */
static inline bool
el_has_name(const struct el_general_names *list, enum el_name_type type)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->names[i].type == type)
			return true;
	return false;
}

/* The octets of a number without leading zeros, as Windows shows a serial. */
static inline struct el_bytes
el_without_zeros(struct el_bytes number)
{
	while (number.size > 1 && number.data[0] == 0)
		number = (struct el_bytes){ number.data + 1, number.size - 1 };
	return number;
}

/* What a view is of, as bits: a rule says for which it is. */
enum el_kind { EL_CERTIFICATE = 1 << 0, EL_REQUEST = 1 << 1 };

static inline enum el_kind
el_cert_kind(const struct el_cert *cert)
{
	return cert->request == NULL ? EL_CERTIFICATE : EL_REQUEST;
}

/* "certificate", "request". */
static inline const char *
el_kind_name(enum el_kind kind)
{
	return kind == EL_REQUEST ? "request" : "certificate";
}

/* The first extension with this identifier, or NULL. */
const struct el_extension *el_cert_extension(const struct el_cert *cert,
    enum el_oid id);

/* Whether the extended key usage holds it; anyExtendedKeyUsage is another. */
static inline bool
el_cert_has_purpose(const struct el_cert *cert, enum el_oid id)
{
	for (size_t i = 0; i < cert->purpose_count; i++)
		if (cert->purposes[i].id == id)
			return true;
	return false;
}

/* The first attribute of this type, or NULL. */
static inline const struct el_attribute *
el_name_attribute(const struct el_name *name, enum el_oid id)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->attributes[i].id == id)
			return &name->attributes[i];
	return NULL;
}

/* An attribute whose string type has to be transcoded; see below. */
struct el_bytes el_attribute_transcode(const struct el_attribute *attribute,
    char *buffer, size_t size);

/*
 * An attribute's value as UTF-8, whatever its string type: BMPString and
 * UniversalString are transcoded and TeletexString is read as Latin-1, into
 * the buffer, and cut where it is full; other string types are given as they
 * stand.  What is no string has no text: .data is NULL.
 */
static inline struct el_bytes
el_attribute_text(const struct el_attribute *attribute, char *buffer,
    size_t size)
{
	if (attribute->value.tag == EL_TAG_UTF8_STRING ||
	    attribute->value.tag == EL_TAG_PRINTABLE_STRING)
		return attribute->value.body;
	return el_attribute_transcode(attribute, buffer, size);
}

/*
 * The ASN.1 path of the innermost named part that holds a slice of the
 * certificate: "tbsCertificate.extensions.subjectAltName".  The buffer gets
 * at most size octets with the NUL; a path longer than that is cut.
 */
enum { EL_PATH_MAX = 160 };
void el_cert_path(char *buffer, size_t size, const struct el_cert *cert,
    struct el_bytes where);

/* The same name, octet by octet, as subject and issuer. */
static inline bool
el_cert_is_self_issued(const struct el_cert *cert)
{
	return el_bytes_equal(cert->issuer.elem.body,
	    cert->subject.elem.body);
}

#endif
