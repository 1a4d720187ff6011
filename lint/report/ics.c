/*
 * A calendar to subscribe to or import, RFC 5545: for each certificate the day
 * from which on it is to be renewed, and the second at which it ends.  An
 * event has a digest of the file's name and the certificate for its identity,
 * so that importing it once more replaces it.
 */

#include "report.h"

#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"
#include "calendar.h"
#include "dn.h"
#include "facts.h"
#include "plain.h"

enum {
	LINE_SIZE = 75, /* octets, RFC 5545, 3.1 */
	NAME_SIZE = 200, /* of what came from a certificate */
};

#define LINE_END "\r\n"

struct ics {
	struct sink text; /* a value on its way to its line */
	struct sink line;
	size_t events;
};

/* --- lines ----------------------------------------------------------------- */

/* What is longer goes on in the next line, behind a blank; no character is
 * cut. */
static void
put_line(struct report *report)
{
	struct ics *ics = report->state;
	struct el_bytes rest = { (const uint8_t *)ics->line.data,
		ics->line.size };
	size_t room = LINE_SIZE;

	while (rest.size > room) {
		size_t length = room;

		while ((rest.data[length] & 0xc0) == 0x80)
			length--;
		sink_write(report->sink, rest.data, length);
		sink_text(report->sink, LINE_END " ");
		rest.data += length;
		rest.size -= length;
		room = LINE_SIZE - 1;
	}
	sink_write(report->sink, rest.data, rest.size);
	sink_text(report->sink, LINE_END);
	sink_clear(&ics->line);
}

static void
put_word(struct report *report, const char *line)
{
	struct ics *ics = report->state;

	sink_text(&ics->line, line);
	put_line(report);
}

/* Text, RFC 5545, 3.3.11: what the scratch holds, which is printable. */
static void
put_text(struct report *report, const char *name)
{
	struct ics *ics = report->state;

	sink_printf(&ics->line, "%s:", name);
	for (size_t i = 0; i < ics->text.size; i++) {
		char octet = ics->text.data[i];

		if (octet == '\\' || octet == ';' || octet == ',')
			sink_char(&ics->line, '\\');
		if (octet == '\n')
			sink_text(&ics->line, "\\n");
		else
			sink_char(&ics->line, octet);
	}
	sink_clear(&ics->text);
	put_line(report);
}

/* "20270401T000000Z", or its first eight characters. */
static void
put_time(struct report *report, const char *name, int64_t seconds,
    size_t length)
{
	struct ics *ics = report->state;
	char text[TIME_TEXT_SIZE];

	time_to_text(text, seconds);
	sink_text(&ics->line, name);
	for (const char *c = text; *c != '\0' && length > 0; c++) {
		if (*c == '-' || *c == ':')
			continue;
		sink_char(&ics->line, *c);
		length--;
	}
	put_line(report);
}

enum { DATE_LENGTH = 8, TIME_LENGTH = 16 };

/* --- events ---------------------------------------------------------------- */

/*
 * An event is the same in every calendar of the same certificate, or of what
 * is in its place in the file.
 */
static void
begin_event(struct report *report, const struct el_result *result,
    const char *what)
{
	struct ics *ics = report->state;
	uint8_t sha256[DIGEST_SHA256_SIZE];

	if (result != NULL) {
		sink_printf(&ics->text, "%s", result->source);
		sink_printf(&ics->text, " %zu ", result->index);
	}
	if (result != NULL && result->cert != NULL)
		sink_write(&ics->text, result->cert->der.data,
		    result->cert->der.size);
	digest_sha256(sha256, (struct el_bytes){
	    (const uint8_t *)ics->text.data, ics->text.size });
	sink_clear(&ics->text);
	put_word(report, "BEGIN:VEVENT");
	sink_text(&ics->line, "UID:");
	text_hex(&ics->line, (struct el_bytes){ sha256, sizeof(sha256) });
	sink_printf(&ics->line, "-%s@edgelint", what);
	put_line(report);
	put_time(report, "DTSTAMP:", report->options.as_of, TIME_LENGTH);
	ics->events++;
}

/* A day before, unless the calendar's owner has it otherwise. */
static void
end_event(struct report *report, const char *alarm)
{
	put_word(report, "TRANSP:TRANSPARENT");
	if (alarm != NULL) {
		put_word(report, "BEGIN:VALARM");
		put_word(report, "ACTION:DISPLAY");
		put_word(report, "DESCRIPTION:edgelint");
		put_word(report, alarm);
		put_word(report, "END:VALARM");
	}
	put_word(report, "END:VEVENT");
}

/* The common name, or where the certificate stands. */
static void
write_name(struct sink *sink, const struct el_result *result)
{
	const struct el_attribute *name = el_name_attribute(
	    &result->cert->subject, EL_OID_CN);

	if (name != NULL)
		dn_write_value(sink, name);
	if (sink->size == 0)
		facts_write_source(sink, result);
	plain_shorten(sink, NAME_SIZE);
}

static void
write_origin(struct sink *sink, const struct el_result *result)
{
	sink_text(sink, "\nFile: ");
	facts_write_source(sink, result);
	sink_text(sink, "\nSerial number: ");
	text_hex(sink, facts_serial(result->cert));
}

static void
put_renewal(struct report *report, const struct el_result *result,
    const struct calendar *calendar)
{
	struct ics *ics = report->state;

	begin_event(report, result, "renew");
	put_time(report, "DTSTART;VALUE=DATE:", calendar->start, DATE_LENGTH);
	write_name(&ics->text, result);
	sink_text(&ics->text, ": ask for the next certificate");
	put_text(report, "SUMMARY");
	/* It is read on that day, and not on this one. */
	calendar_write_lead(&ics->text, calendar);
	if (calendar->loses_client_auth != 0) {
		sink_text(&ics->text, "\nWill lack: ");
		calendar_write_client_auth(&ics->text, calendar,
		    report->options.profile);
	}
	write_origin(&ics->text, result);
	put_text(report, "DESCRIPTION");
	end_event(report, "TRIGGER:-P1D");
}

static void
put_end(struct report *report, const struct el_result *result)
{
	struct ics *ics = report->state;

	begin_event(report, result, "end");
	put_time(report, "DTSTART:", result->cert->not_after.seconds,
	    TIME_LENGTH);
	write_name(&ics->text, result);
	sink_text(&ics->text, result->role == EL_EDGE ?
	    ": the certificate ends" : ": the CA certificate ends");
	put_text(report, "SUMMARY");
	facts_write_validity(&ics->text, result->cert, report->options.as_of);
	write_origin(&ics->text, result);
	put_text(report, "DESCRIPTION");
	end_event(report, "TRIGGER:-P7D");
}

/* What could not be read may end on any day: it is said on this one. */
static void
put_unreadable(struct report *report, const struct el_result *result)
{
	struct ics *ics = report->state;

	begin_event(report, result, "unreadable");
	put_time(report, "DTSTART;VALUE=DATE:", report->options.as_of,
	    DATE_LENGTH);
	facts_write_source(&ics->text, result);
	sink_text(&ics->text, ": could not be judged");
	put_text(report, "SUMMARY");
	sink_text(&ics->text, result->problem.message);
	put_text(report, "DESCRIPTION");
	end_event(report, NULL);
}

/* A calendar holds at least one event, RFC 5545, 3.6. */
static void
put_nothing(struct report *report)
{
	struct ics *ics = report->state;

	begin_event(report, NULL, "nothing");
	put_time(report, "DTSTART;VALUE=DATE:", report->options.as_of,
	    DATE_LENGTH);
	sink_text(&ics->text, "edgelint: no certificate with an end was "
	    "judged");
	put_text(report, "SUMMARY");
	end_event(report, NULL);
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct ics *ics = calloc(1, sizeof(*ics));

	report->state = ics;
	if (ics == NULL)
		return false;
	sink_to_memory(&ics->text);
	sink_to_memory(&ics->line);
	return true;
}

static void
head(struct report *report)
{
	put_word(report, "BEGIN:VCALENDAR");
	put_word(report, "VERSION:2.0");
	put_word(report, "PRODID:-//edgelint//edgelint " EDGELINT_VERSION
	    "//EN");
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct ics *ics = report->state;
	struct calendar calendar;

	if (judged->problem.code != NULL) {
		put_unreadable(report, judged);
	} else if (judged->cert->not_after.known) {
		if (calendar_make(&calendar, &report->options, judged))
			put_renewal(report, judged, &calendar);
		put_end(report, judged);
	}
	if ((ics->text.error | ics->line.error) != 0)
		report->sink->error = ENOMEM;
}

static void
merge(struct report *report, struct report *part)
{
	struct ics *ics = report->state;
	struct ics *of_part = part->state;

	ics->events += of_part->events;
	of_part->events = 0;
}

static void
end(struct report *report, const struct judge *judge)
{
	struct ics *ics = report->state;

	(void)judge;
	if (ics->events == 0)
		put_nothing(report);
	put_word(report, "END:VCALENDAR");
}

static void
discard(struct report *report)
{
	struct ics *ics = report->state;

	if (ics == NULL)
		return;
	sink_free(&ics->text);
	sink_free(&ics->line);
	free(ics);
}

const struct report_writer report_ics = {
	.name = "ics",
	.help = "a calendar of renewals and ends",
	.begin = begin,
	.head = head,
	.result = result,
	.end = end,
	.merge = merge,
	.discard = discard,
};
