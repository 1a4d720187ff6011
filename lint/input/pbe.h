/*
 * Encryption by a password: the schemes of PKCS#12 (RFC 7292, C) and PBES2
 * (RFC 8018, 6.2).
 */
#ifndef LINT_INPUT_PBE_H
#define LINT_INPUT_PBE_H

#include "base/limits.h"

#include "pbe_algorithm.h"
#include "decrypt.h"
#include "kdf.h"

/* A password that is tried on a file, and what may still be done with it. */
struct pbe_password {
	struct el_bytes utf8;
	struct el_bytes bmp; /* as password_bmp() makes it */
	uint64_t hashes_left; /* LIMIT_HASHES at the start */
};

struct pbe {
	/* The part that there is nothing for, or NULL: then the rest is
	 * meaningless. */
	const char *unsupported;
	const char *name; /* of the cipher */
	bool is_pbes2;
	enum decrypt_cipher cipher;
	struct kdf_input derivation; /* without the password */
	struct el_bytes iv; /* of PBES2; the others derive it */
};

/* Read an AlgorithmIdentifier.  False: a fault, or no memory. */
bool pbe_read(struct pbe *out, struct ber *ber, struct arena *arena)
    __attribute__((warn_unused_result));

/*
 * Read an AlgorithmIdentifier that should be PBKDF2's; key_size is 0 when it
 * does not say it.
 */
bool pbe_read_pbkdf2(struct kdf_input *out, uint32_t *key_size,
    const char **unsupported, struct ber *ber, struct arena *arena)
    __attribute__((warn_unused_result));

enum pbe_result {
	PBE_DONE,
	PBE_BAD, /* it is not what the password encrypts */
	PBE_TOO_MUCH, /* it takes more hashing than is left */
	PBE_NO_MEMORY,
};

/* Derive a key, by PBKDF2 or by the way of PKCS#12 for one of its purposes. */
enum pbe_result pbe_derive_pbkdf2(uint8_t *out, size_t size,
    const struct kdf_input *derivation, struct pbe_password *password)
    __attribute__((warn_unused_result));
enum pbe_result pbe_derive_pkcs12(uint8_t *out, size_t size,
    enum kdf_purpose purpose, const struct kdf_input *derivation,
    struct pbe_password *password) __attribute__((warn_unused_result));

/* Decrypt; out is to be freed when it was done. */
enum pbe_result pbe_decrypt(struct secret *out, const struct pbe *pbe,
    struct pbe_password *password, struct el_bytes octets)
    __attribute__((warn_unused_result));

#endif
