/*
 * What is to come of a certificate: when the next one is to be asked for, how
 * often from then on, and what the next ones will no longer hold.  Worked out
 * from its dates and the dated requirements on public certificates; a private
 * CA is taken to go on as it did.
 */
#ifndef LINT_REPORT_CALENDAR_H
#define LINT_REPORT_CALENDAR_H

#include <edgelint/lifetime.h>
#include <edgelint/result.h>

#include "base/sink.h"
#include "report.h"

enum {
	/* Enough to meet the last limit from any of the others. */
	CALENDAR_RENEWALS = 16,
	CALENDAR_LIMITS = 3,
};

/* A certificate that follows. */
struct calendar_renewal {
	int64_t start; /* when it is asked for, and begins */
	int64_t end; /* its last second */
};

/* For how long certificates that begin in a time may be valid. */
struct calendar_limit {
	int64_t from; /* first second */
	int days; /* valid at most */
	int every; /* days from one renewal to the next */
	int validation; /* days for which a CA may use what it has checked */
};

struct calendar {
	int64_t lead; /* seconds before the end */
	int64_t start; /* when the next certificate is to be asked for */
	int64_t end; /* notAfter */
	bool due; /* .start has passed */
	bool ended;
	bool public; /* the limits hold for it and those that follow */
	struct calendar_renewal renewals[CALENDAR_RENEWALS];
	size_t renewal_count;
	struct calendar_limit limits[CALENDAR_LIMITS];
	size_t limit_count;
	/* clientAuth is held, and from the renewal of this second on no longer;
	 * 0: it is not held, or its issuer is private. */
	int64_t loses_client_auth;
};

/*
 * Only of an Edge certificate with a first and a later last second, in whose
 * place no other is.  False: there is nothing to say.
 */
bool calendar_make(struct calendar *out, const struct report_options *options,
    const struct el_result *result);

/* How much an XMPP partner needs clientAuth of the Edge. */
enum calendar_concern {
	CALENDAR_REFUSES, /* SASL EXTERNAL or nothing */
	CALENDAR_FALLS_BACK, /* to dialback */
	CALENDAR_UNCONCERNED, /* it sees no certificate */
};

enum calendar_concern calendar_concern(const struct el_xmpp_partner *partner);

/* "sasl", "dialback", "none": on what the stream to the partner rests then. */
const char *calendar_concern_name(enum calendar_concern concern);

/* How the A/V authentication certificate is renewed; and whether this is
 * one, by what it was judged for. */
extern const char calendar_roll[];
bool calendar_rolls(const struct el_result *result);

/* Lines of text, printable, without an end. */

/* "2027-04-01, in 130 days, 49 days before it ends". */
void calendar_write_start(struct sink *sink, const struct calendar *calendar,
    int64_t as_of);
/* "49 days before it ends on 2027-05-20": true on any day. */
void calendar_write_lead(struct sink *sink, const struct calendar *calendar);
/* "2027-03-31, 2027-06-07, ...". */
void calendar_write_renewals(struct sink *sink,
    const struct calendar *calendar);
/* "200 days at most, a renewal every 155 days; ...". */
void calendar_write_limit(struct sink *sink,
    const struct calendar_limit *limit);
/* What the loss of clientAuth means, and to whom. */
void calendar_write_client_auth(struct sink *sink,
    const struct calendar *calendar, const struct el_profile *profile);

#endif
