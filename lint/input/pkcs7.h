/*
 * PKCS#7 and CMS (RFC 2315, RFC 5652): the certificates that travel with
 * signed data, whether somebody signed something or it carries nothing else,
 * as .p7b files do.  Signatures are not looked at.
 */
#ifndef LINT_INPUT_PKCS7_H
#define LINT_INPUT_PKCS7_H

#include "container.h"

/* The content types of PKCS#7, 1.2.840.113549.1.7.x, by their last number. */
enum pkcs7_type {
	PKCS7_OTHER,
	PKCS7_DATA,
	PKCS7_SIGNED,
	PKCS7_ENVELOPED,
	PKCS7_SIGNED_AND_ENVELOPED,
	PKCS7_DIGESTED,
	PKCS7_ENCRYPTED,
	PKCS7_TYPES
};

/*
 * ContentInfo ::= SEQUENCE { contentType, content [0] EXPLICIT OPTIONAL }:
 * its type, and a reader of its content, which may be at its end.
 */
bool pkcs7_read_info(enum pkcs7_type *type, struct ber *content,
    struct ber *ber) __attribute__((warn_unused_result));

/*
 * Read all certificates of a ContentInfo.  False: there was no memory, or the
 * container's problem says why it ended.
 */
bool pkcs7_read(struct container *out, struct el_bytes octets)
    __attribute__((warn_unused_result));

#endif
