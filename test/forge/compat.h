/* What mbedTLS 2.28 and 3.6 ask for in different ways, in one. */
#ifndef FORGE_COMPAT_H
#define FORGE_COMPAT_H

#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>
#include <mbedtls/version.h>

typedef int compat_random(void *context, unsigned char *out, size_t size);

/* A private key; the random octets change nothing that comes out. */
static inline int
compat_parse_keyfile(mbedtls_pk_context *pk, const char *path,
    compat_random *random, void *context)
{
#if MBEDTLS_VERSION_NUMBER >= 0x03000000
	return mbedtls_pk_parse_keyfile(pk, path, NULL, random, context);
#else
	(void)random;
	(void)context;
	return mbedtls_pk_parse_keyfile(pk, path, NULL);
#endif
}

/* The signature has room for MBEDTLS_PK_SIGNATURE_MAX_SIZE octets. */
static inline int
compat_sign(mbedtls_pk_context *pk, mbedtls_md_type_t type,
    const unsigned char *hash, size_t hash_size, unsigned char *signature,
    size_t *size, compat_random *random, void *context)
{
#if MBEDTLS_VERSION_NUMBER >= 0x03000000
	return mbedtls_pk_sign(pk, type, hash, hash_size, signature,
	    MBEDTLS_PK_SIGNATURE_MAX_SIZE, size, random, context);
#else
	return mbedtls_pk_sign(pk, type, hash, hash_size, signature, size,
	    random, context);
#endif
}

static inline int
compat_sign_pss(mbedtls_rsa_context *rsa, compat_random *random,
    void *context, mbedtls_md_type_t type, const unsigned char *hash,
    size_t hash_size, unsigned char *signature)
{
#if MBEDTLS_VERSION_NUMBER >= 0x03000000
	return mbedtls_rsa_rsassa_pss_sign(rsa, random, context, type,
	    (unsigned)hash_size, hash, signature);
#else
	return mbedtls_rsa_rsassa_pss_sign(rsa, random, context,
	    MBEDTLS_RSA_PRIVATE, type, (unsigned)hash_size, hash, signature);
#endif
}

#endif
