/*
 * RC2 (RFC 2268), which only old PKCS#12 files still use: mbedTLS has never
 * had it, so it is nettle's.
 */
#ifndef LINT_INPUT_RC2_H
#define LINT_INPUT_RC2_H

#include <edgelint/bytes.h>

enum { RC2_BLOCK = 8 };

/*
 * Decrypt whole blocks by a key of 5 or 16 octets, all of whose bits count,
 * in CBC mode.
 */
void rc2_decrypt_cbc(uint8_t *out, const uint8_t *key, size_t key_size,
    const uint8_t iv[RC2_BLOCK], struct el_bytes octets);

#endif
