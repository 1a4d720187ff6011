/*
 * Digests of certificates, and the version of the library that makes them;
 * nothing else needs the library for them.
 */
#ifndef LINT_VIEW_DIGEST_H
#define LINT_VIEW_DIGEST_H

#include <edgelint/bytes.h>

enum { DIGEST_SHA1_SIZE = 20, DIGEST_SHA256_SIZE = 32 };

/* What comes back is the digest in its place. */
struct el_bytes digest_sha1(uint8_t out[DIGEST_SHA1_SIZE],
    struct el_bytes octets);
struct el_bytes digest_sha256(uint8_t out[DIGEST_SHA256_SIZE],
    struct el_bytes octets);

/* "2.28.3", of the library that runs. */
void digest_library_version(char out[16]);

#endif
