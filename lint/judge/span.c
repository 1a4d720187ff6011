#include "span.h"

#include <stdlib.h>
#include <string.h>

/* What one of a unit has; 0: there is no such unit. */
static int64_t
seconds_of(char unit)
{
	enum { HOUR = 3600, DAY = 24 * HOUR, WEEK = 7 * DAY };

	switch (unit) {
	case 'h':
		return HOUR;
	case 'd':
		return DAY;
	case 'w':
		return WEEK;
	default:
		return 0;
	}
}

bool
span_parse(struct el_span *out, const char *text)
{
	enum { DIGITS_MAX = 6, PERCENT_MAX = 99 };
	size_t digits = strspn(text, "0123456789");
	long number;

	if (digits == 0 || digits > DIGITS_MAX || text[digits] == '\0' ||
	    text[digits + 1] != '\0')
		return false;
	number = strtol(text, NULL, 10);
	*out = (struct el_span){ .given = true };
	if (text[digits] == '%') {
		out->percent = (int)number;
		return number >= 1 && number <= PERCENT_MAX;
	}
	out->seconds = number * seconds_of(text[digits]);
	return out->seconds > 0;
}
