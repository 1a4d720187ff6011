/*
 * From passwords to keys: the derivation of PKCS#12 (RFC 7292, B.2), PBKDF2
 * (RFC 8018, 5.2), and the HMAC that PKCS#12 is protected with.
 */
#ifndef LINT_INPUT_KDF_H
#define LINT_INPUT_KDF_H

#include <edgelint/bytes.h>

enum kdf_hash {
	KDF_SHA1,
	KDF_SHA224,
	KDF_SHA256,
	KDF_SHA384,
	KDF_SHA512,
	KDF_HASHES
};

enum { KDF_HASH_SIZE_MAX = 64 };

size_t kdf_hash_size(enum kdf_hash hash);

/* What a key of PKCS#12 is for; RFC 7292, B.3. */
enum kdf_purpose { KDF_KEY = 1, KDF_IV = 2, KDF_MAC = 3 };

/* What a derivation starts from. */
struct kdf_input {
	enum kdf_hash hash;
	struct el_bytes password; /* at most LIMIT_PASSWORD_BMP octets */
	struct el_bytes salt; /* at most LIMIT_SALT octets */
	uint32_t iterations; /* from 1 */
};

/* All three are false when the library cannot do it. */
bool kdf_pkcs12(uint8_t *out, size_t size, enum kdf_purpose purpose,
    const struct kdf_input *input) __attribute__((warn_unused_result));
bool kdf_pbkdf2(uint8_t *out, size_t size, const struct kdf_input *input)
    __attribute__((warn_unused_result));
bool kdf_hmac(uint8_t out[KDF_HASH_SIZE_MAX], enum kdf_hash hash,
    struct el_bytes key, struct el_bytes octets)
    __attribute__((warn_unused_result));

#endif
