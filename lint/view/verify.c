#include "verify.h"

#include <mbedtls/error.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>

enum {
	/* Nobody's exponent is longer than this; the work to check a
	 * signature grows with it, and it comes from the input. */
	EXPONENT_SIZE = 9,
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
	{ EL_OID_ECDSA_SHA1, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA1 },
	{ EL_OID_ECDSA_SHA224, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA224 },
	{ EL_OID_ECDSA_SHA256, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA256 },
	{ EL_OID_ECDSA_SHA384, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA384 },
	{ EL_OID_ECDSA_SHA512, MBEDTLS_PK_ECDSA, MBEDTLS_MD_SHA512 },
};

enum { ALGORITHMS = sizeof(algorithms) / sizeof(algorithms[0]) };

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

/* Whether both certificates have what a check of the signature needs. */
static bool
is_readable(const struct el_cert *cert, const struct el_cert *issuer)
{
	const struct el_bytes *bits = &cert->signature_value.body;

	return el_is_present(&cert->tbs) && bits->size > 1 &&
	    bits->data[0] == 0 &&
	    (cert->unreadable & EL_PART_SIGNATURE) == 0 &&
	    (issuer->unreadable & EL_PART_KEY) == 0 &&
	    el_is_present(&issuer->key.elem);
}

static enum el_signature
check(mbedtls_pk_context *key, mbedtls_md_type_t hash,
    const struct el_cert *cert, const char **unsupported)
{
	const mbedtls_md_info_t *md = mbedtls_md_info_from_type(hash);
	struct el_bytes tbs = el_whole(&cert->tbs);
	struct el_bytes bits = cert->signature_value.body;
	unsigned char digest[MBEDTLS_MD_MAX_SIZE];

	if (md == NULL || mbedtls_md(md, tbs.data, tbs.size, digest) != 0)
		return not_supported(unsupported,
		    el_oid_name(cert->signature_algorithm.id));
	/* The first octet tells the unused bits. */
	return mbedtls_pk_verify(key, hash, digest, mbedtls_md_get_size(md),
	    bits.data + 1, bits.size - 1) == 0 ? EL_SIGNATURE_GOOD :
						 EL_SIGNATURE_BAD;
}

enum el_signature
verify_signature(const struct el_cert *cert, const struct el_cert *issuer,
    const char **unsupported)
{
	size_t row = find_algorithm(cert->signature_algorithm.id);
	struct el_bytes info = el_whole(&issuer->key.elem);
	enum el_signature signature;
	mbedtls_pk_context key;

	if (!is_readable(cert, issuer))
		return not_supported(unsupported, unreadable);
	if (row == ALGORITHMS)
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
	else if (!mbedtls_pk_can_do(&key, algorithms[row].key))
		signature = EL_SIGNATURE_BAD;
	else
		signature = check(&key, algorithms[row].hash, cert,
		    unsupported);
	mbedtls_pk_free(&key);
	return signature;
}

bool
verify_is_accepted(struct el_bytes der, char error[VERIFY_ERROR_SIZE])
{
	mbedtls_x509_crt crt;
	int status;

	mbedtls_x509_crt_init(&crt);
	status = mbedtls_x509_crt_parse_der(&crt, der.data, der.size);
	mbedtls_x509_crt_free(&crt);
	if (status != 0)
		mbedtls_strerror(status, error, VERIFY_ERROR_SIZE);
	return status == 0;
}
