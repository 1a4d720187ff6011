#include "pkcs7.h"

#include <edgelint/cert.h>

enum {
	/* EXPLICIT content of ContentInfo, IMPLICIT certificates of
	 * SignedData. */
	TAG_0 = 0xa0,
	TAG_CRLS = 0xa1,
};

static enum pkcs7_type
type_of(struct el_bytes oid)
{
	static const uint8_t arc[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
		0x01, 0x07 };

	if (oid.size != sizeof(arc) + 1 ||
	    memcmp(oid.data, arc, sizeof(arc)) != 0 ||
	    oid.data[sizeof(arc)] >= PKCS7_TYPES)
		return PKCS7_OTHER;
	return (enum pkcs7_type)oid.data[sizeof(arc)];
}

#define ADVICE "; export the certificate from certlm.msc as \"Base-64 " \
	"encoded X.509 (.CER)\""

/* What is no signed data, as a message. */
static const char *
other_content(enum pkcs7_type type)
{
	static const char *const messages[PKCS7_TYPES] = {
		[PKCS7_DATA] = "the PKCS#7 is plain data, which carries no "
		    "certificates" ADVICE,
		[PKCS7_ENVELOPED] = "the PKCS#7 is an encrypted message, "
		    "and only its recipient can read it" ADVICE,
		[PKCS7_DIGESTED] = "the PKCS#7 is data with a digest, which "
		    "carries no certificates" ADVICE,
		[PKCS7_ENCRYPTED] = "the PKCS#7 is encrypted data, and "
		    "carries no certificates that could be read" ADVICE,
	};

	return messages[type] != NULL ? messages[type] :
	    "the PKCS#7 is of a kind that carries no certificates" ADVICE;
}

/* What stands in SignedData beside certificates. */
struct signed_data {
	size_t others; /* attribute certificates and the like */
	size_t crls;
};

/* CertificateSet, RFC 5652, 10.2.3: a SET OF choices, with tags but for one. */
static bool
read_certificates(struct container *out, struct signed_data *data,
    struct ber set)
{
	struct ber_elem choice;

	while (!ber_at_end(&set)) {
		if (!ber_next(&set, &choice))
			return false;
		if (choice.tag != EL_TAG_SEQUENCE)
			data->others++;
		else if (!container_add(out, choice.whole))
			return false;
	}
	return true;
}

static bool
count_crls(struct signed_data *data, struct ber set)
{
	struct ber_elem crl;

	while (!ber_at_end(&set)) {
		if (!ber_next(&set, &crl))
			return false;
		data->crls++;
	}
	return true;
}

/*
 * EncapsulatedContentInfo, of which only the type is of interest: PKIData of
 * RFC 5272, 3.2.1 is a request, and the certificates beside it are those of
 * who signed it.
 */
static bool
read_content_type(struct container *out, struct ber content)
{
	static const uint8_t pki_data[] = { 0x2b, 0x06, 0x01, 0x05, 0x05,
		0x07, 0x0c, 0x02 };
	struct ber_elem type;

	if (!ber_take(&content, &type, EL_TAG_OID))
		return false;
	if (type.body.size != sizeof(pki_data) ||
	    memcmp(type.body.data, pki_data, sizeof(pki_data)) != 0)
		return true;
	return container_stop(out, "pkcs7.request",
	    "the PKCS#7 is a certificate request in a CMC envelope, which "
	    "public CAs do not take; make it anew with \"RequestType = "
	    "PKCS10\" in the INF file of certreq");
}

/*
 * SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo
 * SEQUENCE, certificates [0] OPTIONAL, crls [1] OPTIONAL, signerInfos SET };
 * signedAndEnvelopedData has one more SET in front, and its own SEQUENCE.
 */
static bool
read_signed(struct container *out, struct signed_data *data, struct ber content)
{
	struct ber_elem version;

	if (!ber_take(&content, &version, EL_TAG_INTEGER))
		return false;
	while (!ber_at_end(&content)) {
		struct ber_elem elem;
		struct ber inner;
		bool ok = true;

		if (!ber_next(&content, &elem))
			return false;
		inner = ber_of(elem.body, content.fault);
		if (elem.tag == TAG_0)
			ok = read_certificates(out, data, inner);
		else if (elem.tag == TAG_CRLS)
			ok = count_crls(data, inner);
		else if (elem.tag == EL_TAG_SEQUENCE)
			ok = read_content_type(out, inner);
		if (!ok)
			return false;
	}
	return true;
}

/* Why there is none, as far as what else is there tells. */
static bool
stop_without_certificate(struct container *out,
    const struct signed_data *data)
{
	const char *message;

	if (data->crls > 0)
		message = arena_printf(out->arena, "the PKCS#7 holds no "
		    "certificate, only %zu revocation list%s (CRL)" ADVICE,
		    data->crls, data->crls == 1 ? "" : "s");
	else if (data->others > 0)
		message = "the PKCS#7 holds attribute certificates, which "
			  "say nothing of a server, and no other" ADVICE;
	else
		message = "the PKCS#7 holds no certificate; export it again "
			  "with the certificates (certlm.msc, \"Include all "
			  "certificates in the certification path\")";
	return container_stop(out, "pkcs7.no-certificate", message);
}

bool
pkcs7_read_info(enum pkcs7_type *type, struct ber *content, struct ber *ber)
{
	struct ber info;
	struct ber_elem oid;

	if (!ber_enter(ber, &info, EL_TAG_SEQUENCE) ||
	    !ber_take(&info, &oid, EL_TAG_OID))
		return false;
	*type = type_of(oid.body);
	*content = info;
	return ber_at_end(&info) || ber_enter(&info, content, TAG_0);
}

static bool
read_bundle(struct container *out, struct ber *ber)
{
	struct signed_data data = { 0 };
	enum pkcs7_type type;
	struct ber content;
	struct ber sequence;

	if (!pkcs7_read_info(&type, &content, ber))
		return false;
	if (type != PKCS7_SIGNED && type != PKCS7_SIGNED_AND_ENVELOPED)
		return container_stop(out, "pkcs7.not-signed-data",
		    other_content(type));
	if (!ber_enter(&content, &sequence, EL_TAG_SEQUENCE) ||
	    !read_signed(out, &data, sequence))
		return false;
	return out->count > 0 || stop_without_certificate(out, &data);
}

bool
pkcs7_read(struct container *out, struct el_bytes octets)
{
	struct ber_fault fault = { NULL, NULL };
	struct ber ber = ber_of(octets, &fault);

	return read_bundle(out, &ber) ||
	    container_damaged(out, "pkcs7.malformed", "PKCS#7", &fault,
		octets);
}
