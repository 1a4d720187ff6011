/*
 * Many certificates out of one: the same octets as PEM, with a signature of its
 * own for each, and a key where that is wanted.  The signatures are wrong, which
 * nothing that is measured looks at.
 */
#ifndef TEST_SYNTHETIC_H
#define TEST_SYNTHETIC_H

#include <edgelint/bytes.h>

#include "base/sink.h"

/*
 * Write a certificate as PEM.  The number goes into its last octets, and into
 * the middle of the key's, which lie among its own; none: that is left as it is.
 * False: no memory.
 */
bool synthetic_pem(struct sink *out, struct el_bytes der, struct el_bytes key,
    size_t number) __attribute__((warn_unused_result));

/* The same for the numbers below a count, one behind the other. */
bool synthetic_bundle(struct sink *out, struct el_bytes der,
    struct el_bytes key, size_t count) __attribute__((warn_unused_result));

#endif
