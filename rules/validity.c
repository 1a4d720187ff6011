/*
 * The time for which a certificate is valid: from notBefore to notAfter,
 * both included (RFC 5280, 4.1.2.5).
 */

#include <inttypes.h>

#include <edgelint/lifetime.h>
#include <edgelint/rule.h>

#include "dates.h"
#include "phrases.h"
#include "replaced.h"

enum { DAY = 86400 };

/* Both seconds count: a certificate of one second has one. */
static int64_t
lifetime(const struct el_cert *cert)
{
	return cert->not_after.seconds - cert->not_before.seconds + 1;
}

static void
check_reversed(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->not_after.seconds >= cert->not_before.seconds)
		return;
	el_flag(report, &cert->validity, "the certificate ends at %s, before "
	    "it begins at %s",
	    el_show_time(report, cert->not_after.seconds),
	    el_show_time(report, cert->not_before.seconds));
}

/*
 * An issuer that stands in the way of an Edge certificate of the same input is
 * reported there, where it does harm.
 */
static bool
is_serving(const struct el_target *target)
{
	return target->role == EL_ISSUER && target->chain != NULL &&
	    target->chain->serves;
}

static void
check_expired(const struct el_target *target, struct el_report *report)
{
	const struct el_time *end = &target->cert->not_after;

	if (target->as_of <= end->seconds)
		return;
	if (is_serving(target))
		el_yield(report, "chain.issuer.expired");
	else
		el_flag(report, &end->elem, "the certificate ended at %s",
		    el_show_time(report, end->seconds));
}

static void
check_not_yet_valid(const struct el_target *target, struct el_report *report)
{
	const struct el_time *start = &target->cert->not_before;

	if (target->as_of >= start->seconds)
		return;
	if (is_serving(target))
		el_yield(report, "chain.issuer.expired");
	else
		el_flag(report, &start->elem, "the certificate begins at %s",
		    el_show_time(report, start->seconds));
}

/* "3 days", or what is left of the last one. */
static void
flag_end(const struct el_target *target, struct el_report *report,
    int64_t left)
{
	const struct el_time *end = &target->cert->not_after;

	if (left < DAY)
		el_flag(report, &end->elem, "the certificate ends at %s, "
		    "within a day", el_show_time(report, end->seconds));
	else
		el_flag(report, &end->elem, "the certificate ends at %s, in "
		    "%" PRId64 " day%s", el_show_time(report, end->seconds),
		    left / DAY, left < 2 * DAY ? "" : "s");
}

static void
check_ends_soon(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	int64_t left = cert->not_after.seconds - target->as_of;

	if (left < el_lead(NULL, target->profile->minimum_days_left,
		lifetime(cert)))
		flag_end(target, report, left);
}

static void
check_too_long(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	int days = el_lifetime_days(cert->not_before.seconds);
	int64_t limit = (int64_t)days * DAY;
	int64_t seconds = lifetime(cert);

	if (seconds <= limit)
		return;
	el_flag(report, &cert->validity, "the certificate is valid for "
	    "%" PRId64 " days and %" PRId64 " second%s, its first and last "
	    "second included; a public one that begins at %s may be for "
	    "%d days", seconds / DAY, seconds % DAY,
	    seconds % DAY == 1 ? "" : "s",
	    el_show_time(report, cert->not_before.seconds), days);
}

/* The rows of one id differ in their window and in a number of days. */
#define TOO_LONG(from, to, days, example_start, example_bad, example_good) \
	{ \
		.id = "validity.too-long", \
		.severity = EL_ERROR, \
		.title = "Validity is longer than a public CA may make it", \
		.check = check_too_long, \
		.roles = EL_EDGE, \
		.scopes = EL_PUBLIC, \
		.since = (from), \
		.until = (to), \
		.needs = EL_PART_VALIDITY, \
		.yields = { { "validity.reversed", false } }, \
		.sources = { \
			{ EL_DOC_BASELINE, "6.3.2", \
			    "398 days at most, 200 for certificates issued " \
			    "from 2026-03-15, 100 from 2027-03-15, 47 from " \
			    "2029-03-15; in earlier editions 60 months, 39 " \
			    "from 2015-04-01, 825 days from 2018-03-01; a " \
			    "day has 86,400 seconds and a part of one counts " \
			    "as one", false }, \
			{ EL_DOC_BASELINE, "1.6.1", \
			    "the validity period is from notBefore through " \
			    "notAfter, inclusive", false }, \
		}, \
		.fails_when = "notAfter - notBefore + 1 second is over " days \
			      " days of 86,400 seconds", \
		.why = "Browsers, phones and partners that keep to the " \
		       "programs of their root stores refuse such a " \
		       "certificate, and its CA has to revoke it within " \
		       "five days.", \
		.remedy = "Have the CA issue the certificate again, for " \
			  "fewer days; it is the CA's mistake." ASK_AGAIN, \
		.example = "Fails: " example_start " to " example_bad "\n" \
			   "Passes: " example_start " to " example_good, \
	}

static const struct el_rule rules[] = {
	{
		.id = "validity.reversed",
		.severity = EL_ERROR,
		.title = "Certificate ends before it begins",
		.check = check_reversed,
		.needs = EL_PART_VALIDITY,
		.signs = EL_SIGN_DATE,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "the validity is the time from notBefore through "
			    "notAfter", false },
		},
		.fails_when = "notAfter is before notBefore",
		.why = "There is no moment at which anybody accepts it.",
		.remedy = "Have the certificate issued again." ASK_AGAIN,
		.example = "Fails: 2026-10-01 to 2026-09-30\n"
			   "Passes: 2026-10-01 to 2027-10-01",
	},
	{
		.id = "validity.expired",
		.severity = EL_ERROR,
		.title = "Certificate has expired",
		.check = check_expired,
		.needs = EL_PART_VALIDITY,
		.yields = {
			{ "validity.reversed", false },
			{ "chain.issuer.expired", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "a certificate is valid through notAfter, "
			    "inclusive", false },
			{ EL_DOC_RFC5280, "6.1.3",
			    "whoever validates a path checks that the current "
			    "time is within the validity", false },
		},
		.fails_when = "the time of judging is after notAfter",
		.why = "Clients and partners refuse it: nobody signs in from "
		       "outside, and no partner federates.",
		.remedy = "Put the renewed one in its place." ASK_AGAIN,
		.example = "As of 2026-11-22T00:00:00Z\n"
			   "Fails: notAfter 2026-11-21T23:59:59Z\n"
			   "Passes: notAfter 2026-11-22T00:00:00Z",
	},
	{
		.id = "validity.not-yet-valid",
		.severity = EL_ERROR,
		.title = "Certificate is not valid yet",
		.check = check_not_yet_valid,
		.needs = EL_PART_VALIDITY,
		.yields = {
			{ "validity.reversed", false },
			{ "chain.issuer.expired", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "a certificate is valid from notBefore, "
			    "inclusive", false },
			{ EL_DOC_RFC5280, "6.1.3",
			    "whoever validates a path checks that the current "
			    "time is within the validity", false },
		},
		.fails_when = "the time of judging is before notBefore",
		.why = "Until then clients and partners refuse it; it must "
		       "not be assigned yet. A wrong clock looks the same.",
		.remedy = "Assign it after that moment, or judge it as of "
			  "the day on which it will be in use:\n"
			  "    edgelint check --at YYYY-MM-DD FILE",
		.example = "As of 2026-11-22T00:00:00Z\n"
			   "Fails: notBefore 2026-11-22T00:00:01Z\n"
			   "Passes: notBefore 2026-11-22T00:00:00Z",
	},
	{
		.id = "validity.ends-soon",
		.severity = EL_WARNING,
		.title = "Certificate ends soon",
		.check = check_ends_soon,
		.roles = EL_EDGE,
		.applies = unless_replaced,
		.needs = EL_PART_VALIDITY,
		.yields = {
			{ "validity.reversed", false },
			{ "validity.expired", false },
			{ "validity.renewal-due", false },
		},
		.sources = {
			{ EL_DOC_EDGELINT, "validity.ends-soon",
			    "Microsoft's on-premises diagnostics warn 45 days "
			    "ahead; of a certificate of 47 days that would be "
			    "always, so a third of the lifetime is enough",
			    false },
			{ EL_DOC_INFRASTRUCTURE, "common requirements",
			    "automatic enrollment is not supported for Edge "
			    "Servers, so nobody renews it but you", false },
		},
		.fails_when = "less than minimum_days_left days of 86,400 "
			      "seconds are left before notAfter; without that "
			      "key, less than 45 days and less than a third "
			      "of the lifetime. Not what A/V authentication "
			      "was assigned before its roll-over",
		.why = "An Edge Server does not renew its certificate by "
		       "itself, a public CA may take days, and on the day "
		       "that it ends nobody signs in from outside.",
		.remedy = "Order the next certificate now." ASK_AGAIN,
		.example = "A certificate of 398 days\n"
			   "Fails: 44 days are left\n"
			   "Passes: 45 days are left",
	},
	TOO_LONG(DATE_2012_07_01, DATE_2015_04_01, "1827",
	    "2013-01-01T00:00:00Z", "2018-01-02T00:00:00Z",
	    "2018-01-01T23:59:59Z"),
	TOO_LONG(DATE_2015_04_01, DATE_2018_03_01, "1188",
	    "2016-01-01T00:00:00Z", "2019-04-03T00:00:00Z",
	    "2019-04-02T23:59:59Z"),
	TOO_LONG(DATE_2018_03_01, DATE_2020_09_01, "825",
	    "2019-01-01T00:00:00Z", "2021-04-05T00:00:00Z",
	    "2021-04-04T23:59:59Z"),
	TOO_LONG(DATE_2020_09_01, DATE_2026_03_15, "398",
	    "2026-03-14T00:00:00Z", "2027-04-16T00:00:00Z",
	    "2027-04-15T23:59:59Z"),
	TOO_LONG(DATE_2026_03_15, DATE_2027_03_15, "200",
	    "2026-11-01T00:00:00Z", "2027-05-20T00:00:00Z",
	    "2027-05-19T23:59:59Z"),
	TOO_LONG(DATE_2027_03_15, DATE_2029_03_15, "100",
	    "2027-03-15T00:00:00Z", "2027-06-23T00:00:00Z",
	    "2027-06-22T23:59:59Z"),
	TOO_LONG(DATE_2029_03_15, 0, "47",
	    "2029-03-15T00:00:00Z", "2029-05-01T00:00:00Z",
	    "2029-04-30T23:59:59Z"),
};

EL_RULESET(validity, rules);
