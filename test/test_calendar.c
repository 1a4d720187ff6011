#include "check.h"

#include "base/time.h"
#include "judge/span.h"
#include "report/calendar.h"

#define DAY INT64_C(86400)

static int64_t
at(const char *text)
{
	int64_t seconds = 0;

	CHECK(time_parse(&seconds, text));
	return seconds;
}

/* A certificate with dates, and what a report is asked for. */
struct bench {
	struct el_profile profile;
	struct el_cert cert;
	struct el_purpose purpose;
	struct el_result result;
	struct report_options options;
	struct calendar calendar;
};

static void
begin(struct bench *bench, const char *from, const char *to,
    const char *as_of)
{
	*bench = (struct bench){
		.profile = { .minimum_days_left = -1 },
		.cert = {
			.not_before = { .seconds = at(from), .known = true },
			.not_after = { .seconds = at(to), .known = true },
		},
		.purpose = { .id = EL_OID_KP_CLIENT_AUTH },
	};
	bench->cert.purposes = &bench->purpose;
	bench->cert.purpose_count = 1;
	bench->result = (struct el_result){ .cert = &bench->cert,
		.role = EL_EDGE, .scope = EL_PUBLIC };
	bench->options = (struct report_options){
		.profile = &bench->profile, .as_of = at(as_of) };
}

static bool
make(struct bench *bench)
{
	return calendar_make(&bench->calendar, &bench->options,
	    &bench->result);
}

/* A text of a time, in two buffers in turn. */
static const char *
text(int64_t seconds)
{
	static char buffers[2][TIME_TEXT_SIZE];
	static size_t turn;
	char *buffer = buffers[turn++ % 2];

	time_to_text(buffer, seconds);
	return buffer;
}

/* 200 days, 30 of them before the end; the limits come in between. */
static void
test_schedule(void)
{
	static const struct {
		const char *start;
		int days;
	} expected[] = {
		{ "2027-04-20T00:00:00Z", 100 },
		{ "2027-06-29T00:00:00Z", 100 },
		{ "2027-09-07T00:00:00Z", 100 },
		{ "2027-11-16T00:00:00Z", 100 },
		{ "2028-01-25T00:00:00Z", 100 },
		{ "2028-04-04T00:00:00Z", 100 },
		{ "2028-06-13T00:00:00Z", 100 },
		{ "2028-08-22T00:00:00Z", 100 },
		{ "2028-10-31T00:00:00Z", 100 },
		{ "2029-01-09T00:00:00Z", 100 },
		{ "2029-03-20T00:00:00Z", 47 },
	};
	enum { COUNT = sizeof(expected) / sizeof(expected[0]) };
	struct bench bench;
	const struct calendar *calendar = &bench.calendar;

	begin(&bench, "2026-11-01T00:00:00Z", "2027-05-19T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.options.renew_within = (struct el_span){ true, 30 * DAY, 0 };
	CHECK(make(&bench));
	CHECK(!calendar->due && !calendar->ended && calendar->public);
	CHECK_TEXT(text(calendar->start), "2027-04-20T00:00:00Z");
	CHECK_NUMBER(calendar->renewal_count, COUNT);
	for (size_t i = 0; i < COUNT && i < calendar->renewal_count; i++) {
		const struct calendar_renewal *renewal =
		    &calendar->renewals[i];

		CHECK_TEXT(text(renewal->start), expected[i].start);
		CHECK_NUMBER(renewal->end - renewal->start + 1,
		    expected[i].days * DAY);
	}
	CHECK(calendar->loses_client_auth == calendar->renewals[0].start);
}

/* The day on which a limit begins, and the second before. */
static void
test_limits(void)
{
	static const struct {
		const char *as_of;
		size_t count;
		int days;
		int every;
		int validation;
	} moments[] = {
		{ "2026-11-22T00:00:00Z", 3, 200, 155, 200 },
		{ "2027-03-14T23:59:59Z", 3, 200, 155, 200 },
		{ "2027-03-15T00:00:00Z", 2, 100, 66, 100 },
		{ "2029-03-14T23:59:59Z", 2, 100, 66, 100 },
		{ "2029-03-15T00:00:00Z", 1, 47, 31, 10 },
		{ "2040-01-01T00:00:00Z", 1, 47, 31, 10 },
	};

	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct bench bench;
		const struct calendar_limit *first =
		    &bench.calendar.limits[0];

		begin(&bench, "2026-03-15T00:00:00Z", "2026-09-30T23:59:59Z",
		    moments[i].as_of);
		CHECK(make(&bench));
		CHECK_NUMBER(bench.calendar.limit_count, moments[i].count);
		CHECK_NUMBER(first->days, moments[i].days);
		CHECK_NUMBER(first->every, moments[i].every);
		CHECK_NUMBER(first->validation, moments[i].validation);
	}
}

/* 47 days, of which the default keeps a third: due 15 days, 16 h before. */
static void
test_due(void)
{
	struct bench bench;

	begin(&bench, "2029-03-15T00:00:00Z", "2029-04-30T23:59:59Z",
	    "2029-04-15T07:59:59Z");
	CHECK(make(&bench));
	CHECK_TEXT(text(bench.calendar.start), "2029-04-15T08:00:00Z");
	CHECK(!bench.calendar.due);
	bench.options.as_of++;
	CHECK(make(&bench));
	CHECK(bench.calendar.due && !bench.calendar.ended);
	/* What is overdue is renewed now. */
	bench.options.as_of = bench.cert.not_after.seconds + 1;
	CHECK(make(&bench));
	CHECK(bench.calendar.due && bench.calendar.ended);
	CHECK_NUMBER(bench.calendar.renewals[0].start, bench.options.as_of);
	CHECK_NUMBER(bench.calendar.renewal_count, 1);
}

static void
test_private(void)
{
	struct bench bench;
	const struct calendar *calendar = &bench.calendar;

	begin(&bench, "2026-01-01T00:00:00Z", "2027-12-31T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.result.scope = EL_PRIVATE;
	CHECK(make(&bench));
	CHECK(!calendar->public);
	CHECK_NUMBER(calendar->renewal_count, 3);
	CHECK_TEXT(text(calendar->renewals[0].start),
	    "2027-11-17T00:00:00Z");
	CHECK_TEXT(text(calendar->renewals[0].end), "2029-11-15T23:59:59Z");
	CHECK(calendar->loses_client_auth == 0);
}

/* A lead that is longer than the lifetime, and what is as long as time. */
static void
test_extremes(void)
{
	struct bench bench;
	const struct calendar *calendar = &bench.calendar;

	begin(&bench, "2026-11-01T00:00:00Z", "2027-05-19T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.options.renew_within = (struct el_span){ true,
		999999 * 7 * DAY, 0 };
	CHECK(make(&bench));
	CHECK(calendar->due);
	CHECK_NUMBER(calendar->start, bench.cert.not_before.seconds);
	CHECK_NUMBER(calendar->limits[2].every, 31);
	CHECK(calendar->renewals[1].start > calendar->renewals[0].start);
	begin(&bench, "1950-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.result.scope = EL_PRIVATE;
	CHECK(make(&bench));
	CHECK_TEXT(text(calendar->start), "9999-11-17T00:00:00Z");
	/* No certificate can name a later second. */
	CHECK_NUMBER(calendar->renewal_count, 1);
	CHECK_TEXT(text(calendar->renewals[0].end), "9999-12-31T23:59:59Z");
	begin(&bench, "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z",
	    "2026-11-22T00:00:00Z");
	CHECK(!make(&bench));
	begin(&bench, "2026-11-22T00:00:01Z", "2026-11-22T00:00:00Z",
	    "2026-11-22T00:00:00Z");
	CHECK(!make(&bench));
	bench.cert.not_after.known = false;
	CHECK(!make(&bench));
	begin(&bench, "2026-01-01T00:00:00Z", "2027-12-31T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.result.role = EL_ISSUER;
	CHECK(!make(&bench));
}

/* clientAuth is gone from the first certificate that begins on that day. */
static void
test_client_auth(void)
{
	struct bench bench;

	begin(&bench, "2026-11-01T00:00:00Z", "2027-03-31T23:59:59Z",
	    "2026-11-22T00:00:00Z");
	bench.options.renew_within = (struct el_span){ true, 17 * DAY, 0 };
	CHECK(make(&bench));
	CHECK_TEXT(text(bench.calendar.start), "2027-03-15T00:00:00Z");
	CHECK(bench.calendar.loses_client_auth ==
	    bench.calendar.renewals[0].start);
	bench.options.renew_within.seconds++;
	CHECK(make(&bench));
	CHECK(bench.calendar.loses_client_auth ==
	    bench.calendar.renewals[1].start);
	/* The list ends long before, and the day is told all the same. */
	bench.options.renew_within.seconds = 199 * DAY;
	CHECK(make(&bench));
	CHECK_NUMBER(bench.calendar.renewal_count, CALENDAR_RENEWALS);
	CHECK(bench.calendar.renewals[CALENDAR_RENEWALS - 1].start <
	    EL_CLIENT_AUTH_ENDS);
	CHECK_TEXT(text(bench.calendar.loses_client_auth),
	    "2027-03-15T00:00:00Z");
	bench.purpose.id = EL_OID_KP_SERVER_AUTH;
	CHECK(make(&bench));
	CHECK(bench.calendar.loses_client_auth == 0);
}

static void
test_concern(void)
{
	static const struct {
		enum el_negotiation tls;
		enum el_negotiation sasl;
		bool dialback;
		enum calendar_concern concern;
	} partners[] = {
		{ EL_REQUIRED, EL_REQUIRED, true, CALENDAR_REFUSES },
		{ EL_REQUIRED, EL_OPTIONAL, true, CALENDAR_FALLS_BACK },
		{ EL_REQUIRED, EL_OPTIONAL, false, CALENDAR_REFUSES },
		{ EL_OPTIONAL, EL_NOT_SUPPORTED, true, CALENDAR_FALLS_BACK },
		{ EL_NOT_SUPPORTED, EL_NOT_SUPPORTED, true,
		    CALENDAR_UNCONCERNED },
	};

	for (size_t i = 0; i < sizeof(partners) / sizeof(partners[0]); i++) {
		const struct el_xmpp_partner partner = {
			.tls = partners[i].tls,
			.sasl = partners[i].sasl,
			.dialback = partners[i].dialback,
		};

		CHECK_NUMBER(calendar_concern(&partner), partners[i].concern);
	}
}

static void
test_spans(void)
{
	static const char *const wrong[] = { "", "30", "d", "0d", "0%",
		"100%", "1000000d", "-1d", "30 d", "30dd", "30m", " 30d",
		"1e3d", "0x1d", "33%%" };
	static const struct {
		const char *text;
		int64_t seconds;
		int percent;
	} right[] = {
		{ "30d", 30 * DAY, 0 },
		{ "6w", 42 * DAY, 0 },
		{ "12h", DAY / 2, 0 },
		{ "999999w", 999999 * 7 * DAY, 0 },
		{ "007d", 7 * DAY, 0 },
		{ "33%", 0, 33 },
		{ "1%", 0, 1 },
		{ "99%", 0, 99 },
	};
	struct el_span span;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CHECK(!span_parse(&span, wrong[i]));
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		CHECK(span_parse(&span, right[i].text));
		CHECK(span.given);
		CHECK_NUMBER(span.seconds, right[i].seconds);
		CHECK_NUMBER(span.percent, right[i].percent);
	}
}

/* By el_lead() a certificate is due when less is left. */
static void
test_leads(void)
{
	const struct el_span share = { true, 0, 33 };
	const struct el_span days = { true, 30 * DAY, 0 };

	CHECK_NUMBER(el_lead(&share, 10, 100), 33);
	CHECK_NUMBER(el_lead(&share, 10, 101), 34);
	CHECK_NUMBER(el_lead(&days, 10, 100), 30 * DAY);
	CHECK_NUMBER(el_lead(NULL, 10, 100), 10 * DAY);
	CHECK_NUMBER(el_lead(NULL, 0, 100), 0);
	CHECK_NUMBER(el_lead(NULL, -1, 9), 3);
	CHECK_NUMBER(el_lead(NULL, -1, 10), 4);
	CHECK_NUMBER(el_lead(NULL, -1, 135 * DAY), 45 * DAY);
	CHECK_NUMBER(el_lead(NULL, -1, 398 * DAY), 45 * DAY);
}

const struct test tests_calendar[] = {
	{ "calendar: renewals, as the limits have it", test_schedule },
	{ "calendar: a limit begins with its day", test_limits },
	{ "calendar: the second at which a certificate is due", test_due },
	{ "calendar: a private CA goes on as it did", test_private },
	{ "calendar: extreme dates and spans", test_extremes },
	{ "calendar: the first certificate without clientAuth",
	    test_client_auth },
	{ "calendar: whom the loss of clientAuth concerns", test_concern },
	{ "calendar: spans as they are typed", test_spans },
	{ "calendar: how long before its end one is due", test_leads },
	{ NULL, NULL },
};
