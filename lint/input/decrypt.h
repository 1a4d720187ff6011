/*
 * Decryption of what a PKCS#12 file keeps its certificates in: block ciphers
 * in CBC mode, filled up as RFC 8018, 6.1.1 has it.
 */
#ifndef LINT_INPUT_DECRYPT_H
#define LINT_INPUT_DECRYPT_H

#include "secret.h"

enum decrypt_cipher {
	DECRYPT_RC2_40,
	DECRYPT_RC2_128,
	DECRYPT_3DES_2KEY,
	DECRYPT_3DES,
	DECRYPT_AES_128,
	DECRYPT_AES_192,
	DECRYPT_AES_256,
	DECRYPT_CIPHERS
};

enum { DECRYPT_KEY_MAX = 32, DECRYPT_BLOCK_MAX = 16 };

size_t decrypt_key_size(enum decrypt_cipher cipher);
size_t decrypt_block_size(enum decrypt_cipher cipher);

enum decrypt_result {
	DECRYPT_DONE,
	DECRYPT_BAD, /* no whole blocks, or not filled up as it has to be */
	DECRYPT_NO_MEMORY, /* or the library could not do it */
};

/* Key and initialisation vector have the sizes above; out is to be freed. */
enum decrypt_result decrypt_cbc(struct secret *out,
    enum decrypt_cipher cipher, const uint8_t *key, const uint8_t *iv,
    struct el_bytes octets) __attribute__((warn_unused_result));

#endif
