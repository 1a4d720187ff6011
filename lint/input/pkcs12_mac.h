/*
 * What proves that a PKCS#12 file is as it was written, to who knows the
 * password: MacData of RFC 7292, 4, and PBMAC1 in it (RFC 9579).
 */
#ifndef LINT_INPUT_PKCS12_MAC_H
#define LINT_INPUT_PKCS12_MAC_H

#include "pbe.h"

struct pkcs12_mac {
	const char *unsupported; /* as in struct pbe */
	bool is_pbmac1;
	enum kdf_hash hash; /* of the HMAC */
	size_t key_size;
	struct kdf_input derivation;
	struct el_bytes digest;
};

/* False: a fault, or no memory. */
bool pkcs12_mac_read(struct pkcs12_mac *out, struct ber *ber,
    struct arena *arena) __attribute__((warn_unused_result));

/* Whether it is the MAC of content by a password; PBE_BAD: it is not. */
enum pbe_result pkcs12_mac_verify(const struct pkcs12_mac *mac,
    struct el_bytes content, struct pbe_password *password)
    __attribute__((warn_unused_result));

#endif
