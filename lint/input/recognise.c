#include "recognise.h"

#include <edgelint/cert.h>

#include "base/text.h"

#include "ber.h"

enum {
	/* So much of a file tells whether it is text. */
	TEXT_SAMPLE = 4096,
	INDEFINITE = 0x80,
	/* Octets of a length; four are 4 GB, more than any input has. */
	LENGTH_OCTETS_MAX = 4,
	TAG_ENUMERATED = 0x0a,
};

#define EXPORT_CERTIFICATE \
	"on the Edge server open certlm.msc and export the certificate as " \
	"\"Base-64 encoded X.509 (.CER)\""

static const struct {
	const char *name;
	const char *advice;
} kinds[] = {
	[RECOGNISE_CERTIFICATE] = { "a certificate", EXPORT_CERTIFICATE },
	[RECOGNISE_REQUEST] = { "a certificate request (PKCS#10)",
	    EXPORT_CERTIFICATE },
	[RECOGNISE_PKCS7] = { "a PKCS#7 bundle (.p7b)",
	    "\"openssl pkcs7 -print_certs -in FILE -out certs.pem\" takes the "
	    "certificates out of it (with -inform DER when it is binary)" },
	[RECOGNISE_PKCS12] = { "a PKCS#12 file (.pfx)",
	    "\"openssl pkcs12 -in FILE -nokeys -clcerts -out edge.pem\" takes "
	    "the certificate out of it, without the private key" },
	[RECOGNISE_PRIVATE_KEY] = { "a private key", EXPORT_CERTIFICATE
	    ", without the private key" },
	[RECOGNISE_PUBLIC_KEY] = { "a public key", EXPORT_CERTIFICATE },
	[RECOGNISE_SSH_KEY] = { "an SSH key",
	    "SSH keys have no certificate of this kind; " EXPORT_CERTIFICATE },
	[RECOGNISE_PGP] = { "an OpenPGP key or message", EXPORT_CERTIFICATE },
	[RECOGNISE_CRL] = { "a certificate revocation list",
	    EXPORT_CERTIFICATE },
	[RECOGNISE_OCSP] = { "an OCSP response", EXPORT_CERTIFICATE },
	[RECOGNISE_PARAMETERS] = { "key parameters", EXPORT_CERTIFICATE },
	[RECOGNISE_JAVA_KEYSTORE] = { "a Java keystore",
	    "\"keytool -exportcert -rfc -alias NAME -keystore FILE\" writes "
	    "the certificate" },
	[RECOGNISE_STORE] = { "a Windows certificate store (.sst)",
	    "open it by a double click and export the certificate as "
	    "\"Base-64 encoded X.509 (.CER)\"" },
	[RECOGNISE_ZIP] = { "a ZIP archive or Office document",
	    "unpack it and check the certificate in it" },
	[RECOGNISE_OFFICE] = { "an Office document or Outlook message",
	    "save the certificate that it holds as a file of its own" },
	[RECOGNISE_GZIP] = { "a gzip archive",
	    "unpack it and check the certificate in it" },
	[RECOGNISE_PDF] = { "a PDF document", EXPORT_CERTIFICATE },
	[RECOGNISE_HTML] = { "a web page",
	    "perhaps the CA's page was saved in the place of the file that it "
	    "links to; download the certificate as Base 64 encoded" },
	[RECOGNISE_XML] = { "XML text", EXPORT_CERTIFICATE },
	[RECOGNISE_JSON] = { "JSON text",
	    "a profile is given with --profile, beside the certificate" },
	[RECOGNISE_DUMP] = { "a printout of a certificate",
	    "the certificate itself is needed; " EXPORT_CERTIFICATE },
	[RECOGNISE_REQUEST_DUMP] = { "a printout of a certificate request",
	    "the request itself is needed: the file that certreq -new or "
	    "openssl req wrote" },
	[RECOGNISE_TEXT] = { "text without a PEM block", EXPORT_CERTIFICATE },
	[RECOGNISE_DER] = { "DER data of another kind", EXPORT_CERTIFICATE },
	[RECOGNISE_BINARY] = { "binary data", EXPORT_CERTIFICATE },
};

const char *
recognise_name(enum recognise_kind kind)
{
	return kinds[kind].name;
}

const char *
recognise_advice(enum recognise_kind kind)
{
	return kinds[kind].advice;
}

/* An element of BER as far as it is there. */
struct element {
	uint8_t tag;
	struct el_bytes body; /* cut where the octets end */
	struct el_bytes rest; /* what follows the element */
};

/* The element at the start; false: there is none to be read. */
static bool
read_element(struct element *out, struct el_bytes octets)
{
	struct ber_header header;
	struct el_bytes behind;

	if (!ber_header(&header, octets))
		return false;
	behind = (struct el_bytes){ octets.data + header.size,
		octets.size - header.size };
	if (header.indefinite || header.length > behind.size)
		header.length = behind.size;
	out->tag = octets.data[0];
	out->body = (struct el_bytes){ behind.data, header.length };
	out->rest = (struct el_bytes){ behind.data + header.length,
		behind.size - header.length };
	return true;
}

/* The tag at the start; 0: there is none. */
static uint8_t
tag_of(struct el_bytes octets)
{
	return octets.size == 0 ? 0 : octets.data[0];
}

bool
recognise_extent(size_t *out, struct el_bytes der)
{
	struct ber_header header;

	if (!ber_header(&header, der) || header.indefinite)
		return false;
	*out = header.size + header.length;
	return true;
}

/* SEQUENCE { INTEGER, ... }: keys and PKCS#12 begin with a version. */
static enum recognise_kind
recognise_versioned(const struct element *version)
{
	struct element next;
	struct element inner;

	if (!read_element(&next, version->rest))
		return RECOGNISE_DER;
	if (next.tag == EL_TAG_OCTET_STRING)
		return RECOGNISE_PRIVATE_KEY; /* RFC 5915, section 3 */
	if (next.tag == EL_TAG_SEQUENCE) {
		/* PFX of RFC 7292 has version 3, OneAsymmetricKey of RFC
		 * 5958 has 0 or 1; both go on with SEQUENCE { OID }. */
		if (!read_element(&inner, next.body) ||
		    inner.tag != EL_TAG_OID)
			return RECOGNISE_DER;
		return version->body.size == 1 && version->body.data[0] == 3 ?
		    RECOGNISE_PKCS12 : RECOGNISE_PRIVATE_KEY;
	}
	if (next.tag != EL_TAG_INTEGER)
		return RECOGNISE_DER;
	/* RFC 8017, A.1: a public key is a modulus and an exponent, before
	 * those of a private key stands a version. */
	return version->body.size > 1 && next.rest.size == 0 ?
	    RECOGNISE_PUBLIC_KEY : RECOGNISE_PRIVATE_KEY;
}

/* Name, RFC 5280 4.1.2.4: a SEQUENCE of SETs, which may be empty. */
static bool
is_name(const struct element *elem)
{
	return elem->tag == EL_TAG_SEQUENCE && (elem->body.size == 0 ||
	    tag_of(elem->body) == EL_TAG_SET);
}

/*
 * SEQUENCE { SEQUENCE ..., ... }: what is signed has what it says first, a
 * key has its algorithm first.
 */
static enum recognise_kind
recognise_signed(const struct element *first)
{
	struct element at;
	bool has_version = tag_of(first->body) == EL_TAG_INTEGER;

	if (tag_of(first->body) == EL_TAG_OID) {
		/* SubjectPublicKeyInfo, or EncryptedPrivateKeyInfo of RFC
		 * 5958. */
		if (tag_of(first->rest) == EL_TAG_BIT_STRING)
			return RECOGNISE_PUBLIC_KEY;
		if (tag_of(first->rest) == EL_TAG_OCTET_STRING)
			return RECOGNISE_PRIVATE_KEY;
		return RECOGNISE_CERTIFICATE;
	}
	if (!read_element(&at, first->body))
		return RECOGNISE_CERTIFICATE;
	if (has_version && !read_element(&at, at.rest))
		return RECOGNISE_CERTIFICATE;
	/* CertificationRequestInfo, RFC 2986 4.1: version, subject. */
	if (has_version && is_name(&at))
		return RECOGNISE_REQUEST;
	/* TBSCertList, RFC 5280 5.1: algorithm, issuer, and then a time,
	 * where a certificate has a SEQUENCE of two. */
	if (at.tag == EL_TAG_SEQUENCE && read_element(&at, at.rest) &&
	    is_name(&at) && (tag_of(at.rest) == EL_TAG_UTC_TIME ||
	    tag_of(at.rest) == EL_TAG_GENERALIZED_TIME))
		return RECOGNISE_CRL;
	return RECOGNISE_CERTIFICATE;
}

enum recognise_kind
recognise_der(struct el_bytes der)
{
	/* 1.2.840.113549.1.7, the content types of PKCS#7 and CMS. */
	static const uint8_t pkcs7[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
		0x01, 0x07 };
	struct element outer;
	struct element first;

	if (!read_element(&outer, der) || outer.tag != EL_TAG_SEQUENCE)
		return RECOGNISE_BINARY;
	if (!read_element(&first, outer.body))
		return RECOGNISE_DER;
	switch (first.tag) {
	case EL_TAG_SEQUENCE:
		return recognise_signed(&first);
	case EL_TAG_INTEGER:
		return recognise_versioned(&first);
	case EL_TAG_OID:
		return first.body.size > sizeof(pkcs7) &&
		    memcmp(first.body.data, pkcs7, sizeof(pkcs7)) == 0 ?
		    RECOGNISE_PKCS7 : RECOGNISE_DER;
	case TAG_ENUMERATED:
		return RECOGNISE_OCSP; /* RFC 6960, 4.2.1 */
	default:
		return RECOGNISE_DER;
	}
}

/* A mark and the kind that has it. */
struct mark {
	const char *octets;
	size_t size;
	enum recognise_kind kind;
};

#define MARK(literal, kind) { (literal), sizeof(literal) - 1, (kind) }

enum recognise_kind
recognise_label(struct el_bytes label)
{
	static const struct mark starts[] = {
		MARK("PKCS7", RECOGNISE_PKCS7),
		MARK("PKCS #7 SIGNED DATA", RECOGNISE_PKCS7),
		MARK("CMS", RECOGNISE_PKCS7),
		MARK("OPENSSH ", RECOGNISE_SSH_KEY),
		MARK("X509 CRL", RECOGNISE_CRL),
		MARK("PGP ", RECOGNISE_PGP),
	};
	static const struct mark ends[] = {
		MARK("PRIVATE KEY", RECOGNISE_PRIVATE_KEY),
		MARK("PUBLIC KEY", RECOGNISE_PUBLIC_KEY),
		MARK("PARAMETERS", RECOGNISE_PARAMETERS),
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (text_begins_with(label, starts[i].octets, starts[i].size))
			return starts[i].kind;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (label.size >= ends[i].size && memcmp(label.data +
			label.size - ends[i].size, ends[i].octets,
			ends[i].size) == 0)
			return ends[i].kind;
	}
	return RECOGNISE_DER;
}

static bool
is_text(struct el_bytes octets)
{
	size_t size = octets.size < TEXT_SAMPLE ? octets.size : TEXT_SAMPLE;

	for (size_t i = 0; i < size; i++) {
		uint8_t octet = octets.data[i];

		/* White space, DOS' end of file and terminals' escape. */
		if (octet < 0x20 && !text_is_space(octet) && octet != 0x1a &&
		    octet != 0x1b)
			return false;
	}
	return true;
}

bool
recognise_is_der(struct el_bytes octets)
{
	if (octets.size < 2 || octets.data[0] != EL_TAG_SEQUENCE)
		return false;
	/* The tag is the digit "0".  No text in UTF-8 goes on with one of
	 * these octets; one that does with a short length is possible. */
	if (octets.data[1] >= INDEFINITE)
		return octets.data[1] <= INDEFINITE + LENGTH_OCTETS_MAX;
	return octets.data[1] == octets.size - 2 && !is_text(octets);
}

static uint8_t
upper(uint8_t c)
{
	return c >= 'a' && c <= 'z' ? (uint8_t)(c - 'a' + 'A') : c;
}

/* Whether octets begin as a text in upper case, whatever their case. */
static bool
begins_as(struct el_bytes octets, const struct mark *mark)
{
	if (octets.size < mark->size)
		return false;
	for (size_t i = 0; i < mark->size; i++) {
		if (upper(octets.data[i]) != (uint8_t)mark->octets[i])
			return false;
	}
	return true;
}

static enum recognise_kind
recognise_text(struct el_bytes text)
{
	static const struct mark starts[] = {
		MARK("<!DOCTYPE HTML", RECOGNISE_HTML),
		MARK("<HTML", RECOGNISE_HTML),
		MARK("<?XML", RECOGNISE_XML),
		MARK("{", RECOGNISE_JSON),
		MARK("[{", RECOGNISE_JSON),
		MARK("SSH-", RECOGNISE_SSH_KEY),
		MARK("ECDSA-SHA2-", RECOGNISE_SSH_KEY),
		MARK("SK-SSH-", RECOGNISE_SSH_KEY),
		MARK("SK-ECDSA-", RECOGNISE_SSH_KEY),
		MARK("---- BEGIN SSH2 ", RECOGNISE_SSH_KEY),
		MARK("PUTTY-USER-KEY-FILE-", RECOGNISE_SSH_KEY),
		MARK("%PDF-", RECOGNISE_PDF),
		MARK("CERTIFICATE:", RECOGNISE_DUMP), /* openssl x509 -text */
		MARK("X509 CERTIFICATE:", RECOGNISE_DUMP), /* certutil -dump */
		MARK("CERTIFICATE REQUEST:", RECOGNISE_REQUEST_DUMP),
		MARK("PKCS10 CERTIFICATE REQUEST:", RECOGNISE_REQUEST_DUMP),
	};

	while (text.size > 0 && text_is_space(text.data[0])) {
		text.data++;
		text.size--;
	}
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (begins_as(text, &starts[i]))
			return starts[i].kind;
	}
	return RECOGNISE_TEXT;
}

enum recognise_kind
recognise_other(struct el_bytes octets)
{
	static const struct mark starts[] = {
		MARK("\xfe\xed\xfe\xed", RECOGNISE_JAVA_KEYSTORE),
		MARK("\xce\xce\xce\xce", RECOGNISE_JAVA_KEYSTORE), /* JCEKS */
		MARK("\0\0\0\0CERT", RECOGNISE_STORE),
		MARK("PK\x03\x04", RECOGNISE_ZIP),
		MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", RECOGNISE_OFFICE),
		MARK("\x1f\x8b", RECOGNISE_GZIP),
		MARK("%PDF-", RECOGNISE_PDF),
		MARK("\x1e\xf1\xb5\xb0", RECOGNISE_PRIVATE_KEY), /* PVK */
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (text_begins_with(octets, starts[i].octets,
			starts[i].size))
			return starts[i].kind;
	}
	return is_text(octets) ? recognise_text(octets) : RECOGNISE_BINARY;
}
