/*
 * What every report says of a certificate in the same way.
 */
#ifndef LINT_REPORT_FACTS_H
#define LINT_REPORT_FACTS_H

#include <edgelint/result.h>

#include "base/sink.h"

/*
 * The serial number as Windows shows it: without the octet that only keeps
 * it positive.  No octets when it is not readable.
 */
struct el_bytes facts_serial(const struct el_cert *cert);

/* Whole days to notAfter, which must be known, rounded down: a certificate
 * that ended an hour ago has -1, not 0. */
long long facts_days_left(const struct el_cert *cert, int64_t as_of);

/* The same for any time. */
long long facts_days_until(int64_t end, int64_t as_of);

/* The product's name in full: "Lync Server 2013". */
const char *facts_product(enum el_product product);

/* "FAIL", as a heading has it. */
const char *facts_verdict(enum el_verdict verdict);

/*
 * Where a result comes from, printable: "edge.pem", or for a later one
 * "bundle.pem, certificate 2 (line 35)".
 */
void facts_write_source(struct sink *sink, const struct el_result *result);

#endif
