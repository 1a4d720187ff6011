/* Time in the HTML report: the validity of a certificate on a line with what
 * is to come, and how many certificates end when. */

#include "html.h"

#include <inttypes.h>
#include <stdio.h>

#include <edgelint/lifetime.h>

#include "base/time.h"
#include "calendar.h"

enum {
	DAY = 86400,
	YEAR = 365 * DAY + DAY / 4,
	/* What is further from today is off the line. */
	YEARS_AROUND = 10,
	LIMITS_SHOWN = 3, /* the last of the table */
	MARGIN = 3, /* per cent on both sides */
	YEAR_LABELS = 6,
	/* Heights on the line, from above. */
	TODAY_Y = 14,
	BAR_Y = 28,
	BAR_HEIGHT = 20,
	RENEWAL_Y = 60,
	AXIS_Y = 72,
	YEAR_Y = 88,
	LIMIT_Y = 106,
	LIMIT_STEP = 15,
	LINE_HEIGHT = LIMIT_Y + LIMIT_STEP + 6,
};

struct line {
	struct sink *out;
	int64_t from;
	int64_t to;
};

/* The limits that are shown: those that came last. */
static const struct el_lifetime *
shown_limits(size_t *count)
{
	const struct el_lifetime *limits = el_lifetimes(count);

	limits += *count - LIMITS_SHOWN;
	*count = LIMITS_SHOWN;
	return limits;
}

/* The first second of a limit that is shown; none is the first of all. */
static int64_t
limit_from(const struct el_lifetime *limits, size_t i)
{
	return (limits + i - 1)->until;
}

static int64_t
within(int64_t value, int64_t low, int64_t high)
{
	return value < low ? low : value > high ? high : value;
}

/* --- the line ------------------------------------------------------------ */

/* Where a time stands, in hundredths of a per cent. */
static int
place_of(const struct line *line, int64_t seconds)
{
	int64_t scale = 10000 - 2 * MARGIN * 100;
	int64_t at = within(seconds, line->from, line->to) - line->from;

	return (int)(MARGIN * 100 + at * scale / (line->to - line->from));
}

static void
put_percent(const struct line *line, const char *name, int place)
{
	sink_printf(line->out, " %s=\"%d.%02d%%\"", name, place / 100,
	    place % 100);
}

/* A text at a time, which leans away from the nearer end of the line. */
static void
put_label(const struct line *line, int64_t seconds, int y, const char *text)
{
	int place = place_of(line, seconds);

	sink_text(line->out, "<text");
	put_percent(line, "x", place);
	sink_printf(line->out, " y=\"%d\" text-anchor=\"%s\">%s</text>\n", y,
	    place < 2000 ? "start" : place > 8000 ? "end" : "middle", text);
}

static void
put_upright(const struct line *line, int64_t seconds, const char *class,
    int from, int to)
{
	int place = place_of(line, seconds);

	sink_printf(line->out, "<line class=\"%s\"", class);
	put_percent(line, "x1", place);
	put_percent(line, "x2", place);
	sink_printf(line->out, " y1=\"%d\" y2=\"%d\"/>\n", from, to);
}

static void
put_bar(const struct line *line, int64_t from, int64_t to, const char *class)
{
	int start = place_of(line, from);
	int end = place_of(line, to);

	if (end < start)
		return;
	sink_printf(line->out, "<rect class=\"%s\"", class);
	put_percent(line, "x", start);
	put_percent(line, "width", end - start);
	sink_printf(line->out, " y=\"%d\" height=\"%d\"/>\n", BAR_Y,
	    BAR_HEIGHT);
}

static int
year_of(int64_t seconds)
{
	char date[TIME_TEXT_SIZE];
	int year = 0;

	time_to_date(date, seconds);
	for (const char *digit = date; *digit >= '0' && *digit <= '9'; digit++)
		year = year * 10 + (*digit - '0');
	return year;
}

static void
put_years(const struct line *line)
{
	int first = year_of(line->from) + 1;
	int last = year_of(line->to);
	int step = (last - first) / YEAR_LABELS + 1;

	sink_printf(line->out, "<line class=\"axis\" x1=\"%d%%\" x2=\"%d%%\" "
	    "y1=\"%d\" y2=\"%d\"/>\n", MARGIN, 100 - MARGIN, AXIS_Y, AXIS_Y);
	for (int year = first; year <= last; year += step) {
		int64_t start = time_days(year, 1, 1) * DAY;
		char text[16];

		snprintf(text, sizeof(text), "%d", year);
		put_upright(line, start, "axis", AXIS_Y - 3, AXIS_Y + 3);
		put_label(line, start, YEAR_Y, text);
	}
}

static void
put_limits(const struct line *line)
{
	size_t count;
	const struct el_lifetime *limits = shown_limits(&count);

	for (size_t i = 0; i < count; i++) {
		int64_t from = limit_from(limits, i);
		char text[32];

		if (from < line->from)
			continue;
		snprintf(text, sizeof(text), "≤ %d days", limits[i].days);
		put_upright(line, from, "limit", BAR_Y - 4, AXIS_Y);
		put_label(line, from, LIMIT_Y + (i % 2 == 1) * LIMIT_STEP,
		    text);
	}
}

/* --- renewals ------------------------------------------------------------ */

/* A private CA's are not known well enough to be drawn. */
static bool
has_renewals(const struct calendar *calendar)
{
	return calendar->public && calendar->renewal_count > 0;
}

static void
put_renewal_marks(const struct line *line, const struct calendar *calendar)
{
	for (size_t i = 0; i < calendar->renewal_count; i++) {
		sink_text(line->out, "<circle class=\"renewal\" r=\"3.5\"");
		put_percent(line, "cx", place_of(line,
		    calendar->renewals[i].start));
		sink_printf(line->out, " cy=\"%d\"/>\n", RENEWAL_Y);
	}
}

static void
put_limits_in_words(struct html *html, const struct calendar *calendar)
{
	html_markup(html, calendar->public ?
	    "<div><dt>How often</dt><dd>\n<ul>\n" :
	    "<div><dt>Limits</dt><dd>The issuer is private, and not bound by "
	    "those of public CAs:\n<ul>\n");
	for (size_t i = 0; i < calendar->limit_count; i++) {
		html_markup(html, "<li>");
		calendar_write_limit(&html->scratch, &calendar->limits[i]);
		html_take(html);
		html_markup(html, "</li>\n");
	}
	html_markup(html, "</ul>\n</dd></div>\n");
}

/* The same in words. */
static void
put_forecast(struct html *html, const struct el_result *result,
    const struct calendar *calendar)
{
	const struct report_options *options = html->options;

	html_markup(html, "<dl class=\"facts\">\n");
	calendar_write_start(&html->scratch, calendar, options->as_of);
	html_field(html, "Renew from");
	calendar_write_renewals(&html->scratch, calendar);
	html_field(html, "Renewals");
	put_limits_in_words(html, calendar);
	if (calendar_rolls(result)) {
		sink_text(&html->scratch, calendar_roll);
		html_field(html, "A/V roll-over");
	}
	if (calendar->loses_client_auth != 0) {
		calendar_write_client_auth(&html->scratch, calendar,
		    options->profile);
		html_field(html, "Will lack");
	}
	html_markup(html, "</dl>\n");
}

/* --- the section --------------------------------------------------------- */

/* From the earliest to the latest of what is shown, near enough to today. */
static struct line
line_of(const struct html *html, const struct el_cert *cert,
    const struct calendar *calendar)
{
	size_t count;
	const struct el_lifetime *limits = shown_limits(&count);
	int64_t today = html->options->as_of;
	int64_t low = today - (int64_t)YEARS_AROUND * YEAR;
	int64_t high = today + (int64_t)YEARS_AROUND * YEAR;
	int64_t from = within(cert->not_before.seconds, low, today);
	int64_t to = within(cert->not_after.seconds, today + DAY, high);
	int64_t last = within(has_renewals(calendar) ?
		calendar->renewals[calendar->renewal_count - 1].start :
		limits[count - 2].until, from, high);

	return (struct line){ html->out, from, to > last ? to : last };
}

/* The last day, where it does not run into today's label; an arrow says that
 * it is off the line. */
static void
put_end(const struct line *line, int64_t end, int64_t today)
{
	enum { APART = 3000 };
	int distance = place_of(line, end) - place_of(line, today);
	char date[TIME_TEXT_SIZE];
	char text[TIME_TEXT_SIZE + 8];

	if (distance < APART && distance > -APART)
		return;
	time_to_date(date, end);
	snprintf(text, sizeof(text), "%s%s", date, end > line->to ? " →" : "");
	put_label(line, end, TODAY_Y, text);
}

static void
put_line(struct html *html, const struct el_result *result,
    const struct calendar *calendar)
{
	const struct el_cert *cert = result->cert;
	struct line line = line_of(html, cert, calendar);
	int64_t today = html->options->as_of;
	int64_t start = cert->not_before.seconds;
	int64_t end = cert->not_after.seconds;
	char text[TIME_TEXT_SIZE];

	sink_printf(html->out, "<svg class=\"time\" width=\"100%%\" "
	    "height=\"%d\" aria-hidden=\"true\" focusable=\"false\">\n",
	    LINE_HEIGHT);
	put_limits(&line);
	put_years(&line);
	put_bar(&line, start, end, today > end ? "ended" : "valid");
	put_bar(&line, start, today < end ? today : end, "past");
	if (has_renewals(calendar))
		put_renewal_marks(&line, calendar);
	put_upright(&line, today, "today", TODAY_Y + 4, AXIS_Y);
	time_to_date(text, today);
	put_label(&line, today, TODAY_Y, text);
	put_end(&line, end, today);
	html_markup(html, "</svg>\n");
}

void
html_validity(struct html *html, const struct el_result *result)
{
	const struct el_cert *cert = result->cert;
	struct calendar calendar;
	bool is_planned;

	if (!cert->not_before.known || !cert->not_after.known)
		return;
	is_planned = calendar_make(&calendar, html->options, result);
	html_markup(html, "<section>\n<h3>Validity</h3>\n<figure>\n"
	    "<figcaption>Valid from ");
	facts_write_validity(&html->scratch, cert, html->options->as_of);
	html_take(html);
	html_markup(html, ". The upright line is the day of this report.");
	if (has_renewals(&calendar))
		html_markup(html, " Dots are renewals.");
	html_markup(html, "</figcaption>\n");
	put_line(html, result, &calendar);
	html_markup(html, "</figure>\n");
	if (is_planned)
		put_forecast(html, result, &calendar);
	html_markup(html, "</section>\n");
}

/* --- how many end when --------------------------------------------------- */

static const struct {
	int days; /* left, at most */
	const char *label;
} spans[] = {
	{ -1, "ended" },
	{ 14, "within 14 days" },
	{ 30, "15 to 30 days" },
	{ 47, "31 to 47 days" },
	{ 100, "48 to 100 days" },
	{ 200, "101 to 200 days" },
	{ 398, "201 to 398 days" },
	{ INT32_MAX, "later" },
};

enum { SPANS = sizeof(spans) / sizeof(spans[0]) };

static size_t
span_of(long long days_left)
{
	size_t i = 0;

	while (i + 1 < SPANS && days_left > spans[i].days)
		i++;
	return i;
}

void
html_ends(struct html *html, const struct sink *ends)
{
	size_t counts[SPANS] = { 0 };
	size_t most = 1;

	for (size_t at = 0; at < ends->size; at += sizeof(struct html_end)) {
		struct html_end end;
		size_t span;

		memcpy(&end, ends->data + at, sizeof(end));
		span = span_of(end.days_left);
		if (++counts[span] > most)
			most = counts[span];
	}
	html_markup(html, "<table class=\"ends\">\n<caption>When the "
	    "certificates end</caption>\n<thead><tr><th scope=\"col\">Ends"
	    "</th><th scope=\"col\">Certificates</th></tr></thead>\n"
	    "<tbody>\n");
	for (size_t i = 0; i < SPANS; i++)
		sink_printf(html->out, "<tr><th scope=\"row\">%s</th><td>"
		    "<span class=\"count\">%zu</span> <svg class=\"bar\" "
		    "width=\"70%%\" height=\"12\" aria-hidden=\"true\" "
		    "focusable=\"false\"><rect class=\"%s\" width=\"%zu%%\" "
		    "height=\"12\"/></svg></td></tr>\n", spans[i].label,
		    counts[i], i == 0 ? "ended" : i <= 2 ? "soon" : "valid",
		    counts[i] * 100 / most);
	html_markup(html, "</tbody>\n</table>\n");
}
