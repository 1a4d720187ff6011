/* When to renew, how often from then on, and what will be missing, in the text
 * report. */

#include "text.h"

#include "calendar.h"

static void
put_limits(struct text *text, const struct calendar *calendar)
{
	for (size_t i = 0; calendar->public && i < calendar->limit_count;
	     i++) {
		if (i > 0)
			sink_char(&text->scratch, '\n');
		calendar_write_limit(&text->scratch, &calendar->limits[i]);
	}
	if (!calendar->public)
		sink_text(&text->scratch, "the issuer is private: no limit "
		    "of public CAs holds for it");
	text_field(text, 0, "How often");
}

void
text_calendar(struct text *text, const struct el_result *result)
{
	const struct report_options *options = text->options;
	struct calendar calendar;

	if ((!options->verbose && !options->renew_within.given) ||
	    !calendar_make(&calendar, options, result))
		return;
	sink_char(text->page.sink, '\n');
	calendar_write_start(&text->scratch, &calendar, options->as_of);
	text_field(text, 0, "Renew from");
	calendar_write_renewals(&text->scratch, &calendar);
	text_field(text, 0, "Renewals");
	put_limits(text, &calendar);
	if (calendar_rolls(result)) {
		sink_text(&text->scratch, calendar_roll);
		text_field(text, 0, "A/V roll-over");
	}
	if (calendar.loses_client_auth != 0) {
		calendar_write_client_auth(&text->scratch, &calendar,
		    options->profile);
		text_field(text, 0, "Will lack");
	}
}
