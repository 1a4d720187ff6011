#include <edgelint/lifetime.h>

#include <edgelint/profile.h>

#include "dates.h"

/*
 * BR 6.3.2 and its earlier editions, each until the first day of the next, the
 * first since 2012-07-01.  The first two were 60 and 39 months, which are so
 * many days at most.
 */
static const struct el_lifetime longest[] = {
	{ DATE_2015_04_01, 1827 },
	{ DATE_2018_03_01, 1188 },
	{ DATE_2020_09_01, 825 },
	{ DATE_2026_03_15, 398 },
	{ DATE_2027_03_15, 200 },
	{ DATE_2029_03_15, 100 },
	{ INT64_MAX, 47 },
};

const struct el_lifetime *
el_lifetimes(size_t *count)
{
	*count = sizeof(longest) / sizeof(longest[0]);
	return longest;
}

int
el_lifetime_days(int64_t not_before)
{
	size_t i = 0;

	while (not_before >= longest[i].until)
		i++;
	return longest[i].days;
}

/* Rounded up: less than a share is left when less than that is. */
static int64_t
share_of(int64_t lifetime, int64_t part, int64_t whole)
{
	return (lifetime * part + whole - 1) / whole;
}

int64_t
el_lead(const struct el_span *span, int days, int64_t lifetime)
{
	enum { DAY = 86400 };
	int64_t third;

	if (span != NULL && span->given)
		return span->percent > 0 ?
		    share_of(lifetime, span->percent, 100) : span->seconds;
	if (days >= 0)
		return (int64_t)days * DAY;
	third = share_of(lifetime, 1, EL_DAYS_LEFT_SHARE);
	return third < (int64_t)EL_DAYS_LEFT * DAY ? third :
	    (int64_t)EL_DAYS_LEFT * DAY;
}
