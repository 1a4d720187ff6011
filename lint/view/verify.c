#include "verify.h"

#include <edgelint/request.h>

#include <mbedtls/error.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>
#include <mbedtls/x509_csr.h>

#include "der.h"

enum {
	/* Nobody's exponent is longer than this; the work to check a
	 * signature grows with it, and it comes from the input. */
	EXPONENT_SIZE = 9,
	/* Bits of the longest modulus that the library takes. */
	RSA_MAX = 8 * MBEDTLS_MPI_MAX_SIZE,
};

/* How a signature algorithm signs, and what it hashes with. */
static const struct {
	enum el_oid id;
	mbedtls_pk_type_t key;
	mbedtls_md_type_t hash;
} algorithms[] = {
	{ EL_OID_MD5_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_MD5 },
	{ EL_OID_SHA1_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA1 },
	{ EL_OID_SHA224_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA224 },
	{ EL_OID_SHA256_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA256 },
	{ EL_OID_SHA384_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA384 },
	{ EL_OID_SHA512_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA512 },
	{ EL_OID_OIW_MD5_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_MD5 },
	{ EL_OID_OIW_SHA1_RSA, MBEDTLS_PK_RSA, MBEDTLS_MD_SHA1 },
	{ EL_OID_ECDSA_SHA1, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA1 },
	{ EL_OID_ECDSA_SHA224, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA224 },
	{ EL_OID_ECDSA_SHA256, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA256 },
	{ EL_OID_ECDSA_SHA384, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA384 },
	{ EL_OID_ECDSA_SHA512, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA512 },
};

enum { ALGORITHMS = sizeof(algorithms) / sizeof(algorithms[0]) };

/* Digest algorithms by their identifier's octets. */
static const struct {
	struct el_bytes oid;
	mbedtls_md_type_t hash;
} digests[] = {
#define DIGEST(octets, hash) \
	{ { (const uint8_t *)(octets), sizeof(octets) - 1 }, hash }
	DIGEST("\x2b\x0e\x03\x02\x1a", MBEDTLS_MD_SHA1),
	DIGEST("\x60\x86\x48\x01\x65\x03\x04\x02\x01", MBEDTLS_MD_SHA256),
	DIGEST("\x60\x86\x48\x01\x65\x03\x04\x02\x02", MBEDTLS_MD_SHA384),
	DIGEST("\x60\x86\x48\x01\x65\x03\x04\x02\x03", MBEDTLS_MD_SHA512),
	DIGEST("\x60\x86\x48\x01\x65\x03\x04\x02\x04", MBEDTLS_MD_SHA224),
#undef DIGEST
};

/* What RSASSA-PSS-params say, RFC 4055, 3.1. */
struct pss {
	mbedtls_md_type_t hash;
	mbedtls_md_type_t mask; /* MGF1 with this */
	int salt;
};

/* id-mgf1, 1.2.840.113549.1.1.8 */
static const uint8_t mgf1[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	0x01, 0x08 };

/* How a signature is checked. */
struct method {
	mbedtls_pk_type_t key;
	mbedtls_md_type_t hash;
	mbedtls_pk_rsassa_pss_options pss; /* MBEDTLS_PK_RSASSA_PSS */
};

static const char unreadable[] = "what cannot be read";

/* The row of a signature algorithm, or ALGORITHMS. */
static size_t
find_algorithm(enum el_oid id)
{
	size_t i = 0;

	while (i < ALGORITHMS && algorithms[i].id != id)
		i++;
	return i;
}

static enum el_signature
not_supported(const char **out, const char *what)
{
	*out = what;
	return EL_SIGNATURE_UNSUPPORTED;
}

/* The next element, when it has the tag; moves into its contents. */
static bool
enter(struct der *der, uint8_t tag)
{
	struct der_oddity oddity;
	struct el_elem elem;

	if (der_peek(der) != tag || !der_next(der, &elem, &oddity))
		return false;
	*der = der_of(elem.body);
	return true;
}

/* AlgorithmIdentifier: its identifier, and what follows in it. */
static bool
read_algorithm(struct der *der, struct el_bytes *oid)
{
	struct der_oddity oddity;
	struct el_elem elem;

	if (!enter(der, EL_TAG_SEQUENCE) || der_peek(der) != EL_TAG_OID ||
	    !der_next(der, &elem, &oddity))
		return false;
	*oid = elem.body;
	return true;
}

static bool
read_digest(mbedtls_md_type_t *out, struct der der)
{
	struct el_bytes oid;

	if (!read_algorithm(&der, &oid))
		return false;
	for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++)
		if (el_bytes_equal(digests[i].oid, oid)) {
			*out = digests[i].hash;
			return true;
		}
	return false;
}

static bool
read_mask(mbedtls_md_type_t *out, struct der der)
{
	struct el_bytes oid;

	return read_algorithm(&der, &oid) &&
	    el_bytes_equal(oid, (struct el_bytes){ mgf1, sizeof(mgf1) }) &&
	    read_digest(out, der);
}

/* Salts are shorter than the key: two octets hold their length. */
static bool
read_salt(int *out, struct der der)
{
	if (!enter(&der, EL_TAG_INTEGER) || der_at_end(&der) ||
	    der.end - der.next > 2 || *der.next > INT8_MAX)
		return false;
	for (*out = 0; !der_at_end(&der); der.next++)
		*out = *out << 8 | *der.next;
	return true;
}

/*
 * RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] DEFAULT sha1,
 *     maskGenAlgorithm [1] DEFAULT mgf1SHA1, saltLength [2] DEFAULT 20,
 *     trailerField [3] DEFAULT 1 }
 * False: they cannot be read, or say what nobody uses.
 */
static bool
read_pss(struct pss *out, const struct el_elem *parameters)
{
	struct der der;

	*out = (struct pss){ MBEDTLS_MD_SHA1, MBEDTLS_MD_SHA1, 20 };
	if (parameters->tag != EL_TAG_SEQUENCE)
		return false;
	der = der_of(parameters->body);
	while (!der_at_end(&der)) {
		struct der_oddity oddity;
		struct el_elem elem;
		struct der inside;
		bool read = false;

		if (!der_next(&der, &elem, &oddity))
			return false;
		inside = der_of(elem.body);
		if (elem.tag == 0xa0)
			read = read_digest(&out->hash, inside);
		else if (elem.tag == 0xa1)
			read = read_mask(&out->mask, inside);
		else if (elem.tag == 0xa2)
			read = read_salt(&out->salt, inside);
		if (!read)
			return false;
	}
	return true;
}

/* Whether both certificates have what a check of the signature needs. */
static bool
is_readable(const struct el_cert *cert, const struct el_cert *issuer)
{
	const struct el_bytes *bits = &cert->signature_value.body;

	return el_is_present(&cert->tbs) && bits->size > 1 &&
	    (cert->unreadable & EL_PART_SIGNATURE) == 0 &&
	    (issuer->unreadable & EL_PART_KEY) == 0 &&
	    el_is_present(&issuer->key.elem);
}

/* How the signature was made; false: it cannot be checked here. */
static bool
find_method(struct method *out, const struct el_algorithm *algorithm)
{
	size_t row = find_algorithm(algorithm->id);
	struct pss pss;

	if (row < ALGORITHMS) {
		*out = (struct method){ .key = algorithms[row].key,
			.hash = algorithms[row].hash };
		return true;
	}
	/* The library takes one digest for the message and the mask, and
	 * would call others a bad signature. */
	if (algorithm->id != EL_OID_RSA_PSS ||
	    !read_pss(&pss, &algorithm->parameters) || pss.hash != pss.mask)
		return false;
	*out = (struct method){
		.key = MBEDTLS_PK_RSASSA_PSS,
		.hash = pss.hash,
		.pss = { .mgf1_hash_id = pss.mask,
		    .expected_salt_len = pss.salt },
	};
	return true;
}

static enum el_signature
check(mbedtls_pk_context *key, const struct method *method,
    const struct el_cert *cert, const char **unsupported)
{
	const mbedtls_md_info_t *md = mbedtls_md_info_from_type(method->hash);
	struct el_bytes tbs = el_whole(&cert->tbs);
	struct el_bytes bits = cert->signature_value.body;
	unsigned char digest[MBEDTLS_MD_MAX_SIZE];

	if (md == NULL || mbedtls_md(md, tbs.data, tbs.size, digest) != 0)
		return not_supported(unsupported,
		    el_oid_name(cert->signature_algorithm.id));
	/* The first octet tells the unused bits. */
	return mbedtls_pk_verify_ext(method->key,
	    method->key == MBEDTLS_PK_RSASSA_PSS ? &method->pss : NULL, key,
	    method->hash, digest, mbedtls_md_get_size(md), bits.data + 1,
	    bits.size - 1) == 0 ? EL_SIGNATURE_GOOD : EL_SIGNATURE_BAD;
}

enum el_signature
verify_signature(const struct el_cert *cert, const struct el_cert *issuer,
    const char **unsupported)
{
	struct el_bytes info = el_whole(&issuer->key.elem);
	enum el_signature signature;
	struct method method;
	mbedtls_pk_context key;

	if (!is_readable(cert, issuer))
		return not_supported(unsupported, unreadable);
	/* The first octet counts unused bits; no signature has any. */
	if (cert->signature_value.body.data[0] != 0)
		return EL_SIGNATURE_BAD;
	if (!find_method(&method, &cert->signature_algorithm))
		return not_supported(unsupported,
		    el_oid_name(cert->signature_algorithm.id));
	if (issuer->key.kind == EL_KEY_RSA &&
	    issuer->key.exponent.body.size > EXPONENT_SIZE)
		return not_supported(unsupported, "a key with this exponent");
	mbedtls_pk_init(&key);
	if (mbedtls_pk_parse_public_key(&key, info.data, info.size) != 0)
		signature = not_supported(unsupported,
		    issuer->key.kind == EL_KEY_OTHER ?
			el_oid_name(issuer->key.algorithm.id) :
			"a key of this kind");
	else if (!mbedtls_pk_can_do(&key, method.key))
		signature = EL_SIGNATURE_BAD;
	else
		signature = check(&key, &method, cert, unsupported);
	mbedtls_pk_free(&key);
	return signature;
}

/* Squarings and products of numbers as long as the modulus. */
static size_t
rsa_effort(const struct el_key *key)
{
	size_t length = (key->size < RSA_MAX ? key->size : RSA_MAX) / 256;
	size_t octets = key->exponent.body.size;

	return length * length * octets * (octets > 3 ? 2 : 1) / 4;
}

static size_t
ec_effort(const struct el_key *key)
{
	switch (key->curve) {
	case EL_OID_P256:
	case EL_OID_SECP256K1:
		return 1200;
	case EL_OID_P384:
		return 1700;
	case EL_OID_P521:
		return 2500;
	default:
		return 16000; /* as long as the slowest, brainpoolP512r1 */
	}
}

size_t
verify_effort(const struct el_cert *cert, const struct el_cert *issuer)
{
	size_t effort = 10 + cert->tbs.body.size / 128;

	switch (issuer->key.kind) {
	case EL_KEY_RSA:
		return issuer->key.exponent.body.size > EXPONENT_SIZE ?
		    effort : effort + rsa_effort(&issuer->key);
	case EL_KEY_EC:
		return effort + ec_effort(&issuer->key);
	default:
		return effort;
	}
}

enum el_signature
el_request_signature(const struct el_cert *request, const char **unsupported)
{
	return verify_signature(request, request, unsupported);
}

static int
parse_certificate(struct el_bytes der)
{
	mbedtls_x509_crt crt;
	int status;

	mbedtls_x509_crt_init(&crt);
	status = mbedtls_x509_crt_parse_der(&crt, der.data, der.size);
	mbedtls_x509_crt_free(&crt);
	return status;
}

static int
parse_request(struct el_bytes der)
{
	mbedtls_x509_csr csr;
	int status;

	mbedtls_x509_csr_init(&csr);
	status = mbedtls_x509_csr_parse_der(&csr, der.data, der.size);
	mbedtls_x509_csr_free(&csr);
	return status;
}

bool
verify_is_accepted(const struct el_cert *cert, char error[VERIFY_ERROR_SIZE])
{
	int status = cert->request == NULL ? parse_certificate(cert->der) :
					     parse_request(cert->der);

	if (status != 0)
		mbedtls_strerror(status, error, VERIFY_ERROR_SIZE);
	return status == 0;
}
