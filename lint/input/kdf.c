#include "kdf.h"

#include <mbedtls/md.h>
#include <mbedtls/pkcs5.h>
#include <mbedtls/version.h>

#include "base/limits.h"

#include "secret.h"

static const struct {
	mbedtls_md_type_t type;
	size_t size;
	size_t block;
} hashes[KDF_HASHES] = {
	[KDF_SHA1] = { MBEDTLS_MD_SHA1, 20, 64 },
	[KDF_SHA224] = { MBEDTLS_MD_SHA224, 28, 64 },
	[KDF_SHA256] = { MBEDTLS_MD_SHA256, 32, 64 },
	[KDF_SHA384] = { MBEDTLS_MD_SHA384, 48, 128 },
	[KDF_SHA512] = { MBEDTLS_MD_SHA512, 64, 128 },
};

enum {
	BLOCK_MAX = 128,
	/* Salt and password, each filled up to whole blocks. */
	FILLED_MAX = LIMIT_SALT + LIMIT_PASSWORD_BMP + 2 * BLOCK_MAX,
};

size_t
kdf_hash_size(enum kdf_hash hash)
{
	return hashes[hash].size;
}

/* --- RFC 7292, B.2, with its names --------------------------------------- */

struct derivation {
	uint8_t d[BLOCK_MAX]; /* the diversifier; v octets */
	uint8_t i[FILLED_MAX]; /* salt and password */
	size_t i_size;
	uint8_t a[KDF_HASH_SIZE_MAX];
	size_t u; /* octets of a hash */
	size_t v; /* octets of its block */
	mbedtls_md_context_t md;
};

/* Repeat octets until they fill blocks of v; nothing fills none. */
static void
fill(struct derivation *derivation, struct el_bytes octets)
{
	size_t v = derivation->v;
	size_t size = (octets.size + v - 1) / v * v;

	for (size_t at = 0; at < size; at++)
		derivation->i[derivation->i_size++] =
		    octets.data[at % octets.size];
}

/* A = H(H(...H(D || I))), step 6 A. */
static bool
hash_often(struct derivation *derivation, uint32_t iterations)
{
	mbedtls_md_context_t *md = &derivation->md;

	for (uint32_t n = 0; n < iterations; n++) {
		bool first = n == 0;

		if (mbedtls_md_starts(md) != 0 ||
		    (first && mbedtls_md_update(md, derivation->d,
			derivation->v) != 0) ||
		    mbedtls_md_update(md,
			first ? derivation->i : derivation->a,
			first ? derivation->i_size : derivation->u) != 0 ||
		    mbedtls_md_finish(md, derivation->a) != 0)
			return false;
	}
	return true;
}

/* Every block of I becomes the sum of itself, B and 1; steps 6 B and 6 C. */
static void
add_to_blocks(struct derivation *derivation)
{
	size_t v = derivation->v;

	for (size_t block = 0; block < derivation->i_size; block += v) {
		unsigned carry = 1;

		for (size_t at = v; at-- > 0;) {
			carry += derivation->i[block + at];
			carry += derivation->a[at % derivation->u];
			derivation->i[block + at] = (uint8_t)carry;
			carry >>= 8;
		}
	}
}

static bool
derive(struct derivation *derivation, uint8_t *out, size_t size,
    uint32_t iterations)
{
	for (;;) {
		size_t part = size < derivation->u ? size : derivation->u;

		if (!hash_often(derivation, iterations))
			return false;
		memcpy(out, derivation->a, part);
		out += part;
		size -= part;
		if (size == 0)
			return true;
		add_to_blocks(derivation);
	}
}

/*
 * mbedtls_pkcs12_derivation() refuses passwords of more than 31 characters,
 * which generated ones have.
 */
bool
kdf_pkcs12(uint8_t *out, size_t size, enum kdf_purpose purpose,
    const struct kdf_input *input)
{
	const mbedtls_md_info_t *info = mbedtls_md_info_from_type(
	    hashes[input->hash].type);
	struct derivation derivation = { .u = hashes[input->hash].size,
		.v = hashes[input->hash].block };
	bool ok;

	if (info == NULL || input->salt.size > LIMIT_SALT ||
	    input->password.size > LIMIT_PASSWORD_BMP)
		return false;
	memset(derivation.d, purpose, derivation.v);
	fill(&derivation, input->salt);
	fill(&derivation, input->password);
	mbedtls_md_init(&derivation.md);
	ok = mbedtls_md_setup(&derivation.md, info, 0) == 0 &&
	    derive(&derivation, out, size, input->iterations);
	mbedtls_md_free(&derivation.md);
	secret_wipe(&derivation, sizeof(derivation));
	return ok;
}

/* --- RFC 8018, and HMAC -------------------------------------------------- */

#if MBEDTLS_VERSION_NUMBER >= 0x03030000
bool
kdf_pbkdf2(uint8_t *out, size_t size, const struct kdf_input *input)
{
	return mbedtls_pkcs5_pbkdf2_hmac_ext(hashes[input->hash].type,
	    input->password.data, input->password.size, input->salt.data,
	    input->salt.size, input->iterations, (uint32_t)size, out) == 0;
}
#else
bool
kdf_pbkdf2(uint8_t *out, size_t size, const struct kdf_input *input)
{
	const mbedtls_md_info_t *info = mbedtls_md_info_from_type(
	    hashes[input->hash].type);
	mbedtls_md_context_t md;
	bool ok;

	if (info == NULL)
		return false;
	mbedtls_md_init(&md);
	ok = mbedtls_md_setup(&md, info, 1) == 0 &&
	    mbedtls_pkcs5_pbkdf2_hmac(&md, input->password.data,
		input->password.size, input->salt.data, input->salt.size,
		input->iterations, (uint32_t)size, out) == 0;
	mbedtls_md_free(&md);
	return ok;
}
#endif

bool
kdf_hmac(uint8_t out[KDF_HASH_SIZE_MAX], enum kdf_hash hash,
    struct el_bytes key, struct el_bytes octets)
{
	const mbedtls_md_info_t *info = mbedtls_md_info_from_type(
	    hashes[hash].type);

	return info != NULL && mbedtls_md_hmac(info, key.data, key.size,
	    octets.data, octets.size, out) == 0;
}
