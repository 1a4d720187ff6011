/*
 * What every report says of a certificate in the same way.
 */
#ifndef LINT_REPORT_FACTS_H
#define LINT_REPORT_FACTS_H

#include <edgelint/acceptance.h>
#include <edgelint/result.h>

#include "base/sink.h"
#include "judge/selection.h"

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

/* Whether a request was judged, which has no issuer, validity or serial. */
bool facts_is_request(const struct el_result *result);

/* What keeps a partner from accepting a certificate, in words; "" when nothing
 * does. */
const char *facts_reason(enum el_accepted_reason reason);

/* Lines of text, printable, without an end. */

void facts_write_subject(struct sink *sink, const struct el_cert *cert);
void facts_write_issuer(struct sink *sink, const struct el_cert *cert);

/* "2026-03-01 to 2026-09-10, 12 days left on 2026-08-29". */
void facts_write_validity(struct sink *sink, const struct el_cert *cert,
    int64_t as_of);

void facts_write_judged_as(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result);

/* What a certificate is assigned to, or that it is to nothing. */
void facts_write_uses(struct sink *sink, const struct el_result *result);

/* Windows tells its version and what keeps the key; nothing for others. */
void facts_write_maker(struct sink *sink, const struct el_request *request);

void facts_write_profile(struct sink *sink, const struct el_profile *profile);

/* The issuers, each followed by its own. */
void facts_write_chain(struct sink *sink, const struct el_chain *chain);

/* "3 rules, by --skip edge.san": what was not asked cannot have passed.
 * Nothing when everything was asked. */
void facts_write_left_out(struct sink *sink, const struct selection *selection,
    size_t count);

/* Where in the certificate; nothing when it points nowhere.  The result is
 * NULL for a finding of the run. */
void facts_write_where(struct sink *sink, const struct el_result *result,
    const struct el_finding *finding);

void facts_write_waiver(struct sink *sink, const struct el_waiver *waiver);

#endif
