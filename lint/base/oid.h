/*
 * Object identifiers as text.  Which ones the project knows is in
 * <edgelint/oid.h>.
 */
#ifndef LINT_BASE_OID_H
#define LINT_BASE_OID_H

#include <edgelint/oid.h>

#include "sink.h"

/*
 * The contents octets of an OBJECT IDENTIFIER in dotted decimal, "2.5.29.17".
 * What is no identifier, or has a number over 64 bits, is shown as "hex:" and
 * its octets.
 */
void oid_to_text(struct sink *sink, struct el_bytes octets);

#endif
