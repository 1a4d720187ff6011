/*
 * Digests of certificates, and the version of the library that makes them;
 * nothing else needs the library for them.
 */
#ifndef LINT_VIEW_DIGEST_H
#define LINT_VIEW_DIGEST_H

#include <stdbool.h>

#include <edgelint/bytes.h>

enum { DIGEST_SHA1_SIZE = 20, DIGEST_SHA256_SIZE = 32 };

/* False: the library could not make it. */
bool digest_sha1(uint8_t out[DIGEST_SHA1_SIZE], struct el_bytes octets)
    __attribute__((warn_unused_result));
bool digest_sha256(uint8_t out[DIGEST_SHA256_SIZE], struct el_bytes octets)
    __attribute__((warn_unused_result));

/* "2.28.3", of the library that runs. */
void digest_library_version(char out[16]);

#endif
