#include "calendar.h"

#include <edgelint/assignment.h>

#include "base/text.h"
#include "base/time.h"
#include "facts.h"

enum { DAY = 86400 };

/* 9999-12-31T23:59:59Z, the last second that a certificate can name. */
#define LAST_SECOND INT64_C(253402300799)

/*
 * BR 4.2.1: for how long a CA may use the same validation of a domain, by the
 * day on which the certificate is issued; the days on which that changes are
 * those of the last limits on validity.
 */
static const int validation_days[CALENDAR_LIMITS] = { 200, 100, 10 };

/* What the rules go by. */
static int64_t
lead_of(const struct report_options *options, int64_t lifetime)
{
	return el_lead(&options->renew_within,
	    options->profile->minimum_days_left, lifetime);
}

/*
 * How long after its beginning a certificate to come is due.  With a lead as
 * long as the lifetime each would be due at once; then two thirds are taken.
 */
static int64_t
step_of(const struct report_options *options, int64_t lifetime)
{
	int64_t lead = lead_of(options, lifetime);

	return lead < lifetime ? lifetime - lead :
	    lifetime - lifetime / EL_DAYS_LEFT_SHARE;
}

/* The longest that the next certificate may be. */
static int64_t
next_lifetime(const struct calendar *calendar, int64_t start, int64_t own)
{
	return calendar->public ? (int64_t)el_lifetime_days(start) * DAY : own;
}

/*
 * Each is asked for when the one before is due, the first one now when that
 * has passed, and is as long as it may be: until the last limit has been met,
 * or, with a private CA, three times.
 */
static void
project(struct calendar *calendar, const struct report_options *options,
    int64_t own)
{
	enum { OF_PRIVATE = 3 };
	size_t count;
	const struct el_lifetime *limits = el_lifetimes(&count);
	int64_t last = limits[count - 2].until;
	int64_t start = calendar->due ? options->as_of : calendar->start;

	while (start <= LAST_SECOND && calendar->renewal_count <
	    (size_t)(calendar->public ? CALENDAR_RENEWALS : OF_PRIVATE)) {
		int64_t lifetime = next_lifetime(calendar, start, own);
		struct calendar_renewal *renewal =
		    &calendar->renewals[calendar->renewal_count++];

		renewal->start = start;
		renewal->end = start + lifetime - 1;
		if (renewal->end > LAST_SECOND)
			renewal->end = LAST_SECOND;
		if (calendar->public && start >= last)
			return;
		start += step_of(options, lifetime);
	}
}

static void
note_limits(struct calendar *calendar, const struct report_options *options)
{
	size_t count;
	const struct el_lifetime *limits = el_lifetimes(&count);

	limits += count - CALENDAR_LIMITS;
	for (size_t i = 0; i < CALENDAR_LIMITS; i++) {
		int64_t lifetime = (int64_t)limits[i].days * DAY;

		if (limits[i].until <= options->as_of)
			continue;
		calendar->limits[calendar->limit_count++] =
		    (struct calendar_limit){
			.from = (limits + i - 1)->until,
			.days = limits[i].days,
			.every = (int)(step_of(options, lifetime) / DAY),
			.validation = validation_days[i],
		};
	}
}

/*
 * The first renewal from that day on.  When renewals follow so closely that
 * the list ends before it, they go on as the last one does.
 */
static void
note_client_auth(struct calendar *calendar,
    const struct report_options *options, const struct el_cert *cert)
{
	int64_t start = LAST_SECOND + 1;

	if (!calendar->public ||
	    !el_cert_has_purpose(cert, EL_OID_KP_CLIENT_AUTH))
		return;
	for (size_t i = 0; i < calendar->renewal_count; i++) {
		start = calendar->renewals[i].start;
		if (start >= EL_CLIENT_AUTH_ENDS)
			break;
	}
	if (start < EL_CLIENT_AUTH_ENDS) {
		int64_t step = step_of(options,
		    (int64_t)el_lifetime_days(start) * DAY);
		int64_t left = EL_CLIENT_AUTH_ENDS - start;

		start += (left + step - 1) / step * step;
	}
	if (start <= LAST_SECOND)
		calendar->loses_client_auth = start;
}

bool
calendar_make(struct calendar *out, const struct report_options *options,
    const struct el_result *result)
{
	const struct el_cert *cert = result->cert;
	int64_t lifetime;

	*out = (struct calendar){ .public = result->scope == EL_PUBLIC };
	if (result->role != EL_EDGE || cert->request != NULL ||
	    result->uses == EL_USE_AV_PREVIOUS ||
	    !cert->not_before.known || !cert->not_after.known ||
	    cert->not_after.seconds <= cert->not_before.seconds)
		return false;
	lifetime = cert->not_after.seconds - cert->not_before.seconds + 1;
	out->lead = lead_of(options, lifetime);
	if (out->lead > lifetime)
		out->lead = lifetime;
	out->end = cert->not_after.seconds;
	/* The first second of which less than the lead is left. */
	out->start = out->end - out->lead + 1;
	out->due = options->as_of >= out->start;
	out->ended = options->as_of > out->end;
	project(out, options, lifetime);
	note_limits(out, options);
	note_client_auth(out, options, cert);
	return true;
}

/* --- partners -------------------------------------------------------------- */

enum calendar_concern
calendar_concern(const struct el_xmpp_partner *partner)
{
	if (partner->tls == EL_NOT_SUPPORTED)
		return CALENDAR_UNCONCERNED;
	if (partner->sasl == EL_REQUIRED || !partner->dialback)
		return CALENDAR_REFUSES;
	return CALENDAR_FALLS_BACK;
}

const char *
calendar_concern_name(enum calendar_concern concern)
{
	static const char *const names[] = {
		[CALENDAR_REFUSES] = "sasl",
		[CALENDAR_FALLS_BACK] = "dialback",
		[CALENDAR_UNCONCERNED] = "none",
	};

	return names[concern];
}

const char calendar_roll[] = "at each renewal, with the new certificate in "
    "effect 8 hours before the old one ends (Set-CsCertificate -Roll "
    "-EffectiveDate)";

bool
calendar_rolls(const struct el_result *result)
{
	return result->profile->interface == EL_EXTERNAL &&
	    (result->profile->services & EL_AV) != 0;
}

/* --- words ----------------------------------------------------------------- */

static void
write_date(struct sink *sink, int64_t seconds)
{
	char date[TIME_TEXT_SIZE];

	time_to_date(date, seconds);
	sink_text(sink, date);
}

/* "49 days", "12 hours". */
static void
write_span(struct sink *sink, int64_t seconds)
{
	long long count = seconds >= DAY ? seconds / DAY : seconds / 3600;

	sink_printf(sink, "%lld %s%s", count, seconds >= DAY ? "day" : "hour",
	    count == 1 ? "" : "s");
}

void
calendar_write_lead(struct sink *sink, const struct calendar *calendar)
{
	write_span(sink, calendar->lead);
	sink_text(sink, " before it ends on ");
	write_date(sink, calendar->end);
}

void
calendar_write_start(struct sink *sink, const struct calendar *calendar,
    int64_t as_of)
{
	long long days = facts_days_until(calendar->start, as_of);

	write_date(sink, calendar->start);
	if (calendar->ended)
		sink_text(sink, ", which has passed: the certificate has "
		    "ended");
	else if (calendar->due)
		sink_text(sink, ", which has passed: ask for the next one "
		    "now");
	else if (days == 0)
		sink_text(sink, ", within a day");
	else
		sink_printf(sink, ", in %lld day%s", days,
		    days == 1 ? "" : "s");
	sink_text(sink, "; ");
	calendar_write_lead(sink, calendar);
}

void
calendar_write_renewals(struct sink *sink, const struct calendar *calendar)
{
	for (size_t i = 0; i < calendar->renewal_count; i++) {
		sink_text(sink, i > 0 ? ", " : "");
		write_date(sink, calendar->renewals[i].start);
	}
	sink_text(sink, calendar->public ? ": each in time, and for the "
	    "longest that is allowed then" : ": each in time, and for as long "
	    "as this one");
}

void
calendar_write_limit(struct sink *sink, const struct calendar_limit *limit)
{
	sink_text(sink, "from ");
	write_date(sink, limit->from);
	sink_printf(sink, ": valid for %d days at most, a renewal every ",
	    limit->days);
	if (limit->every > 1)
		sink_printf(sink, "%d days", limit->every);
	else
		sink_text(sink, "day");
	sink_printf(sink, "; domains are validated again after %d days",
	    limit->validation);
}

static void
write_partners(struct sink *sink, const struct el_profile *profile,
    enum calendar_concern concern, const char *title)
{
	size_t count = 0;

	for (size_t i = 0; i < profile->xmpp_partner_count; i++) {
		const struct el_xmpp_partner *partner =
		    &profile->xmpp_partners[i];

		if (calendar_concern(partner) != concern)
			continue;
		sink_text(sink, count++ == 0 ? title : ", ");
		sink_write(sink, partner->domain.text.data,
		    partner->domain.text.size);
	}
	sink_text(sink, count > 0 ? ". " : "");
}

void
calendar_write_client_auth(struct sink *sink, const struct calendar *calendar,
    const struct el_profile *profile)
{
	sink_text(sink, "clientAuth, from the renewal of ");
	write_date(sink, calendar->loses_client_auth);
	sink_text(sink, " on: certificates of public CAs that begin on "
	    "2027-03-15 or later are for servers alone, and many CAs have "
	    "left it out before. ");
	write_partners(sink, profile, CALENDAR_REFUSES,
	    "Ask these XMPP partners, with whom the Edge identifies itself "
	    "by the certificate (SASL) or not at all: ");
	write_partners(sink, profile, CALENDAR_FALLS_BACK,
	    "These XMPP partners can fall back to dialback: ");
	if (profile->xmpp_partner_count == 0 && profile->xmpp.count > 0)
		sink_text(sink, "The profile names no xmpp_partners: ask each "
		    "whose server looks for the purpose when the Edge opens "
		    "the stream. ");
	sink_text(sink, "Of SIP partners it concerns those that look for it "
	    "in mutual TLS, such as Cisco Expressway, and public IM with AOL, "
	    "which has ended.");
}
