/*
 * What a fault is known by from one run to the next: the rule, the profile's
 * name, the file and the certificate's number in it, and the name or the field
 * that it is about.  Neither octets nor places take part, so that a renewed
 * certificate with the same fault has the same fingerprint.
 */
#ifndef LINT_REPORT_FINGERPRINT_H
#define LINT_REPORT_FINGERPRINT_H

#include <edgelint/bytes.h>

#include "base/sink.h"

struct fingerprints;

/* NULL: no memory. */
struct fingerprints *fingerprints_make(void);
void fingerprints_free(struct fingerprints *fingerprints);

/* Forget what was seen: another result begins. */
void fingerprints_restart(struct fingerprints *fingerprints);

/* The parts of the next fingerprint. */
void fingerprints_add(struct fingerprints *fingerprints, struct el_bytes part);
void fingerprints_add_number(struct fingerprints *fingerprints,
    size_t number);

/*
 * The fingerprint of the parts that were added, as hex of FINGERPRINT_SIZE
 * with its NUL.  Faults that share all parts are told apart by their number.
 * False: no memory.
 */
enum { FINGERPRINT_SIZE = 33 };
bool fingerprints_take(char *out, struct fingerprints *fingerprints)
    __attribute__((warn_unused_result));

#endif
