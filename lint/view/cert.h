/*
 * From DER to the certificate view.  Anything whose outer frame can be made
 * out gives a view; what in it could not be decoded is in the view's faults.
 */
#ifndef LINT_VIEW_CERT_H
#define LINT_VIEW_CERT_H

#include <edgelint/cert.h>
#include <edgelint/result.h>

#include "base/arena.h"

/*
 * Read a certificate, or a certificate request: out->request is not NULL.
 * False: there is no frame of either (or no memory), and problem tells what is
 * wrong and where, offsets counted in der.  The view, and only the view, is in
 * the arena; it points into der.
 */
bool cert_read(struct el_cert *out, struct el_bytes der, struct arena *arena,
    struct el_problem *problem) __attribute__((warn_unused_result));

/*
 * The same, but of a certificate's key and of the extensions' values those are
 * passed over that are not among the parts (enum el_part): only these, names
 * and serial number are to be looked at, and not what is unreadable.
 */
bool cert_read_some(struct el_cert *out, struct el_bytes der, uint32_t parts,
    struct arena *arena, struct el_problem *problem)
    __attribute__((warn_unused_result));

#endif
