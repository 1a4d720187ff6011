#include <edgelint/lifetime.h>

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
