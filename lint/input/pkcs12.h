/*
 * PKCS#12 (RFC 7292): the certificates of .pfx and .p12 files.  Nothing in
 * one is believed before its MAC was verified, and no private key is ever
 * decrypted.
 */
#ifndef LINT_INPUT_PKCS12_H
#define LINT_INPUT_PKCS12_H

#include "container.h"
#include "password.h"
#include "pbe.h"

/*
 * Read all certificates of a PFX; name is the file's, for who is asked for a
 * password.  False: there was no memory, or the container's problem says why
 * it ended.
 */
bool pkcs12_read(struct container *out, struct el_bytes octets,
    const char *name, struct passwords *passwords)
    __attribute__((warn_unused_result));

/*
 * The part behind the MAC: an AuthenticatedSafe, whose octets were verified.
 * On failure as above, or the fault says what could not be read.
 */
bool pkcs12_read_safes(struct container *out, struct el_bytes octets,
    struct pbe_password *password, struct ber_fault *fault)
    __attribute__((warn_unused_result));

#endif
