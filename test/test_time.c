#include "check.h"

#include "base/time.h"

static void
test_days(void)
{
	CHECK_NUMBER(time_days(1970, 1, 1), 0);
	CHECK_NUMBER(time_days(1970, 1, 2), 1);
	CHECK_NUMBER(time_days(1969, 12, 31), -1);
	CHECK_NUMBER(time_days(2000, 2, 29), 11016);
	CHECK_NUMBER(time_days(2000, 3, 1), 11017);
	CHECK_NUMBER(time_days(1900, 3, 1) - time_days(1900, 2, 28), 1);
	CHECK_NUMBER(time_days(2026, 11, 22), 20779);
	CHECK_NUMBER(time_days(0, 1, 1), -719528);
	CHECK_NUMBER(time_days(9999, 12, 31), 2932896);
}

static void
test_every_day_round_trips(void)
{
	char expected[TIME_TEXT_SIZE];
	char text[TIME_TEXT_SIZE];
	int64_t day = time_days(1599, 12, 31);
	unsigned wrong = 0;

	for (int year = 1600; year < 2401; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int date = 1; date <= 31; date++) {
				int64_t seconds;

				if (!time_from_fields(&seconds, year, month,
				    date, 0, 0, 0))
					continue;
				day++;
				snprintf(expected, sizeof(expected),
				    "%04d-%02d-%02d", year, month, date);
				time_to_date(text, seconds);
				wrong += seconds != day * 86400;
				wrong += strcmp(text, expected) != 0;
			}
		}
	}
	CHECK_NUMBER(wrong, 0);
	/* The days that were counted are those of 801 years. */
	CHECK_NUMBER(day, time_days(2400, 12, 31));
}

static void
test_fields(void)
{
	int64_t t = 42;

	CHECK(time_from_fields(&t, 2024, 2, 29, 23, 59, 59));
	CHECK_NUMBER(t, 1709251199);
	CHECK(time_from_fields(&t, 2000, 2, 29, 0, 0, 0));
	CHECK(time_from_fields(&t, 0, 1, 1, 0, 0, 0));
	CHECK_NUMBER(t, -62167219200);
	CHECK(time_from_fields(&t, 9999, 12, 31, 23, 59, 59));
	CHECK_NUMBER(t, 253402300799);

	t = 42;
	CHECK(!time_from_fields(&t, 2023, 2, 29, 0, 0, 0));
	CHECK(!time_from_fields(&t, 1900, 2, 29, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 4, 31, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 0, 1, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 13, 1, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 0, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 32, 0, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 1, 24, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 1, -1, 0, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 1, 0, 60, 0));
	CHECK(!time_from_fields(&t, 2026, 1, 1, 0, 0, 60));
	CHECK(!time_from_fields(&t, 10000, 1, 1, 0, 0, 0));
	CHECK(!time_from_fields(&t, -1, 1, 1, 0, 0, 0));
	CHECK_NUMBER(t, 42);
}

static const char *
as_text(int64_t seconds)
{
	static char text[TIME_TEXT_SIZE];

	time_to_text(text, seconds);
	return text;
}

static void
test_to_text(void)
{
	CHECK_TEXT(as_text(0), "1970-01-01T00:00:00Z");
	CHECK_TEXT(as_text(-1), "1969-12-31T23:59:59Z");
	CHECK_TEXT(as_text(1709251199), "2024-02-29T23:59:59Z");
	CHECK_TEXT(as_text(-62167219200), "0000-01-01T00:00:00Z");
	CHECK_TEXT(as_text(-62167219201), "-0001-12-31T23:59:59Z");
	CHECK_TEXT(as_text(253402300800), "10000-01-01T00:00:00Z");
	CHECK_TEXT(as_text(INT64_MAX), "292277026596-12-04T15:30:07Z");
	CHECK_TEXT(as_text(INT64_MIN), "-292277022657-01-27T08:29:52Z");
}

static void
check_parse(const char *text, const char *expected)
{
	int64_t seconds;

	if (time_parse(&seconds, text))
		CHECK_TEXT(as_text(seconds), expected);
	else
		CHECK_TEXT(NULL, expected);
}

static void
test_parse(void)
{
	check_parse("2026-11-22", "2026-11-22T00:00:00Z");
	check_parse("2026-11-22T01:02:03Z", "2026-11-22T01:02:03Z");
	check_parse("2026-11-22T01:02:03+02:30", "2026-11-21T22:32:03Z");
	check_parse("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z");
	check_parse("2026-11-22T00:00:00+00:00", "2026-11-22T00:00:00Z");
}

static void
test_parse_refuses(void)
{
	static const char *const texts[] = {
		"", "2026", "2026-11", "2026-11-2", "2026-1-22", "26-11-22",
		"2026-11-22 ", " 2026-11-22", "2026-11-22T", "2026/11/22",
		"2026-13-01", "2026-02-29", "+026-11-22", "2026-11-22Z",
		"2026-11-22T01:02Z", "2026-11-22T01:02:03",
		"2026-11-22T01:02:03z", "2026-11-22T01:02:03.5Z",
		"2026-11-22T24:00:00Z", "2026-11-22T23:59:60Z",
		"2026-11-22T01:02:03Z ", "2026-11-22 01:02:03Z",
		"2026-11-22T01:02:03+0200", "2026-11-22T01:02:03+24:00",
		"2026-11-22T01:02:03+02:60", "2026-11-22T01:02:03+02:30Z",
		"2026-11-22T01:02:03+", "now",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_parse(texts[i], NULL);
}

static void
test_now(void)
{
	/* Later than this test was written. */
	CHECK(time_now() > time_days(2024, 1, 1) * 86400);
}

const struct test tests_time[] = {
	{ "time: days since 1970", test_days },
	{ "time: every day of eight centuries round trips",
	    test_every_day_round_trips },
	{ "time: fields name a second that exists", test_fields },
	{ "time: any number of seconds has a text", test_to_text },
	{ "time: dates and times are read", test_parse },
	{ "time: what is neither is refused", test_parse_refuses },
	{ "time: the clock", test_now },
	{ NULL, NULL },
};
