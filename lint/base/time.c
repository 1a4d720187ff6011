#include "time.h"

#include <time.h>

enum {
	SECONDS_OF_DAY = 86400,
	/* Four hundred years of the calendar, after which it repeats. */
	DAYS_OF_ERA = 146097,
	YEARS_OF_ERA = 400,
	/* From 0000-03-01, where the first era begins, to 1970-01-01. */
	DAYS_TO_EPOCH = 719468,
};

/* A quotient that is rounded down, and what remains, which is not negative. */
struct division {
	int64_t quotient;
	int64_t remainder;
};

static struct division
divide(int64_t number, int64_t by)
{
	struct division d = { number / by, number % by };

	if (d.remainder < 0) {
		d.quotient--;
		d.remainder += by;
	}
	return d;
}

/*
 * Days from 1 March to the first of a month, March being 0.  A year that
 * begins in March has its leap day at its end, where it disturbs no month;
 * the months' lengths then follow one straight line.
 */
static int64_t
days_to_month(int64_t month_from_march)
{
	return (153 * month_from_march + 2) / 5;
}

int64_t
time_days(int year, int month, int day)
{
	int64_t year_from_march = (int64_t)year - (month <= 2);
	struct division era = divide(year_from_march, YEARS_OF_ERA);
	int64_t day_of_year = days_to_month((month + 9) % 12) + day - 1;

	return era.quotient * DAYS_OF_ERA + era.remainder * 365 +
	    era.remainder / 4 - era.remainder / 100 + day_of_year -
	    DAYS_TO_EPOCH;
}

static bool
is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap_year(year));
}

bool
time_from_fields(int64_t *out, int year, int month, int day, int hour,
    int minute, int second)
{
	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > days_of_month(year, month))
		return false;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 59)
		return false;
	*out = time_days(year, month, day) * SECONDS_OF_DAY +
	    hour * 3600 + minute * 60 + second;
	return true;
}

/* A number with leading zeros; the place behind it. */
static char *
put_number(char *at, int64_t number, int digits)
{
	int64_t limit = 1;

	if (number < 0) {
		*at++ = '-';
		number = -number;
	}
	for (int i = 1; i < digits; i++)
		limit *= 10;
	while (number / limit >= 10)
		limit *= 10;
	for (; limit > 0; limit /= 10)
		*at++ = (char)('0' + number / limit % 10);
	return at;
}

static char *
put_date(char *at, int64_t days)
{
	struct division era = divide(days + DAYS_TO_EPOCH, DAYS_OF_ERA);
	int64_t rest = era.remainder;
	/* Leave the leap days out, then count years of 365 days. */
	int64_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) /
	    365;
	int64_t day = rest - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day + 2) / 153;

	day -= days_to_month(month);
	year += era.quotient * YEARS_OF_ERA + (month >= 10);
	at = put_number(at, year, 4);
	*at++ = '-';
	at = put_number(at, (month + 2) % 12 + 1, 2);
	*at++ = '-';
	return put_number(at, day + 1, 2);
}

void
time_to_date(char *buffer, int64_t seconds)
{
	*put_date(buffer, divide(seconds, SECONDS_OF_DAY).quotient) = '\0';
}

void
time_to_text(char *buffer, int64_t seconds)
{
	struct division day = divide(seconds, SECONDS_OF_DAY);
	char *at = put_date(buffer, day.quotient);

	*at++ = 'T';
	at = put_number(at, day.remainder / 3600, 2);
	*at++ = ':';
	at = put_number(at, day.remainder / 60 % 60, 2);
	*at++ = ':';
	at = put_number(at, day.remainder % 60, 2);
	*at++ = 'Z';
	*at = '\0';
}

/* Read exactly so many digits and step over them. */
static bool
take_number(int *out, const char **text, int digits)
{
	int number = 0;

	for (int i = 0; i < digits; i++) {
		char c = **text;

		if (c < '0' || c > '9')
			return false;
		number = number * 10 + (c - '0');
		(*text)++;
	}
	*out = number;
	return true;
}

static bool
take_char(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

/* "Z", "+hh:mm" or "-hh:mm", and the end of the text. */
static bool
take_offset(int *seconds, const char **text)
{
	int sign = **text == '-' ? -1 : 1;
	int hours;
	int minutes;

	*seconds = 0;
	if (take_char(text, 'Z'))
		return **text == '\0';
	if (!take_char(text, '+') && !take_char(text, '-'))
		return false;
	if (!take_number(&hours, text, 2) || !take_char(text, ':') ||
	    !take_number(&minutes, text, 2) || hours > 23 || minutes > 59)
		return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return **text == '\0';
}

bool
time_parse(int64_t *out, const char *text)
{
	int year, month, day;
	int hour, minute, second;
	int offset;
	int64_t local;

	if (!take_number(&year, &text, 4) || !take_char(&text, '-') ||
	    !take_number(&month, &text, 2) || !take_char(&text, '-') ||
	    !take_number(&day, &text, 2))
		return false;
	if (*text == '\0')
		return time_from_fields(out, year, month, day, 0, 0, 0);
	if (!take_char(&text, 'T') || !take_number(&hour, &text, 2) ||
	    !take_char(&text, ':') || !take_number(&minute, &text, 2) ||
	    !take_char(&text, ':') || !take_number(&second, &text, 2) ||
	    !take_offset(&offset, &text))
		return false;
	if (!time_from_fields(&local, year, month, day, hour, minute, second))
		return false;
	local -= offset;
	/* Four digits are what every report has for a year. */
	if (local < time_days(0, 1, 1) * SECONDS_OF_DAY ||
	    local >= time_days(10000, 1, 1) * SECONDS_OF_DAY)
		return false;
	*out = local;
	return true;
}

int64_t
time_now(void)
{
	struct timespec now;

	/* It fails only for a clock that the system does not have. */
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return 0;
	return (int64_t)now.tv_sec;
}
