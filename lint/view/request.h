/*
 * Certificate requests, RFC 2986: the part that is signed.  The frame around
 * it is a certificate's, and cert.c's.
 */
#ifndef LINT_VIEW_REQUEST_H
#define LINT_VIEW_REQUEST_H

#include "reader.h"

/*
 * Whether a frame holds a CertificationRequestInfo where a certificate has
 * its TBSCertificate.
 */
bool request_is(const struct el_elem *info);

/* Reads reader->cert->tbs as a CertificationRequestInfo into the view. */
void request_info_read(struct reader *reader);

#endif
