/*
 * Signatures of certificates, and what the TLS library itself thinks of a
 * certificate.
 */
#ifndef LINT_VIEW_VERIFY_H
#define LINT_VIEW_VERIFY_H

#include <edgelint/chain.h>

/*
 * Whether a certificate was signed with the key of another.  Unsupported is
 * set with EL_SIGNATURE_UNSUPPORTED, to what it is that cannot be checked.
 */
enum el_signature verify_signature(const struct el_cert *cert,
    const struct el_cert *issuer, const char **unsupported);

/*
 * About how many microseconds that takes, by the key and by how much is
 * signed: what is counted against limits, so that they do not depend on the
 * machine.
 */
size_t verify_effort(const struct el_cert *cert,
    const struct el_cert *issuer);

enum { VERIFY_ERROR_SIZE = 160 };

/*
 * Whether the library reads a certificate or request; if not, error says why,
 * in its words.
 */
bool verify_is_accepted(const struct el_cert *cert,
    char error[VERIFY_ERROR_SIZE]);

#endif
