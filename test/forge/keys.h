/*
 * The test keys and the signatures that they make.  Every signature is the
 * same each time: RSA PKCS#1 v1.5, ECDSA after RFC 6979, PSS with a salt from
 * a fixed stream.
 */
#ifndef FORGE_KEYS_H
#define FORGE_KEYS_H

#include "words.h"

/* Where NAME.pem is, seen from the top of the source tree. */
#define KEYS_FOLDER "test/forge/keys"

struct key;
struct signing;

/* The key of that name, or NULL: rsa-2048, ec-p256, ed25519, issuer ... */
const struct key *keys_find(const char *name);

/* AlgorithmIdentifier of a SubjectPublicKeyInfo. */
void keys_write_algorithm(struct der *out, const struct key *key);

/* What the BIT STRING of a SubjectPublicKeyInfo holds. */
bool keys_write_bits(struct der *out, const struct key *key,
    struct mistake *error);

/* The signature algorithm of that name, or NULL: sha256-rsa ... */
const struct signing *signing_find(const char *name);

void signing_write_algorithm(struct der *out, const struct signing *signing);

/* The key that signs when the recipe names none. */
const struct key *signing_key(const struct signing *signing);

/* The octets of a signature over a message. */
bool signing_sign(struct der *out, const struct signing *signing,
    const struct key *key, struct el_bytes message, struct mistake *error);

/* The first octets of a digest: SHA-1 for key identifiers, SHA-256. */
void keys_sha1(uint8_t out[20], struct el_bytes octets);
void keys_sha256(uint8_t out[32], struct el_bytes octets);

/* Releases the keys that were read. */
void keys_free(void);

#endif
