/*
 * The algorithms that PKCS#12 files name, and what edgelint has for them.
 */
#ifndef LINT_INPUT_PBE_ALGORITHM_H
#define LINT_INPUT_PBE_ALGORITHM_H

#include "ber.h"

enum pbe_algorithm_kind {
	PBE_ALGORITHM_OTHER, /* there is nothing for it */
	PBE_ALGORITHM_PBE, /* RFC 7292, C: .value is an enum decrypt_cipher */
	PBE_ALGORITHM_PBES2,
	PBE_ALGORITHM_PBKDF2,
	PBE_ALGORITHM_PBMAC1,
	PBE_ALGORITHM_CIPHER, /* .value is an enum decrypt_cipher */
	PBE_ALGORITHM_DIGEST, /* .value is an enum kdf_hash */
	PBE_ALGORITHM_HMAC, /* .value is an enum kdf_hash */
};

/* AlgorithmIdentifier, RFC 5280, 4.1.1.2. */
struct pbe_algorithm {
	enum pbe_algorithm_kind kind;
	int value;
	const char *name; /* NULL: it has none here */
	struct el_bytes oid;
	struct ber parameters;
};

bool pbe_algorithm_read(struct pbe_algorithm *out, struct ber *ber)
    __attribute__((warn_unused_result));

/* Its name, or its identifier in numbers; NULL when there is no memory. */
const char *pbe_algorithm_show(const struct pbe_algorithm *algorithm,
    struct arena *arena);

#endif
