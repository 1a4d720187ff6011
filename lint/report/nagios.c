/*
 * One check of Nagios, Icinga and their kind, by the Monitoring Plugins
 * Development Guidelines: a line with the status, performance data behind a
 * bar, and long text below it.  The exit status is theirs, too.
 */

#include "report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "dn.h"
#include "facts.h"
#include "plain.h"
#include "tally.h"

enum status { OK, WARNING, CRITICAL, UNKNOWN };

/* Worst first, as they stand in the long text. */
enum lines { LINES_ERROR, LINES_WARNING, LINES_INFO, LINES_COUNT };

enum {
	/* Nagios cuts what a plugin says at 8 kB, NRPE before version 3 at
	 * 1 kB; what it would cut is better left out line by line. */
	LONG_TEXT_SIZE = 4000,
	LINE_SIZE = 400,
	NAME_SIZE = 100,
};

/* The certificate that ends first. */
struct nearest {
	bool known;
	long long days;
	long long minimum; /* fewer are worth a warning */
	char name[NAME_SIZE + sizeof("...")];
};

struct nagios {
	struct nearest nearest;
	struct sink scratch;
};

static struct el_bytes
scratch_text(const struct nagios *nagios)
{
	return (struct el_bytes){ (const uint8_t *)nagios->scratch.data,
		nagios->scratch.size };
}

/* --- results --------------------------------------------------------------- */

/* The common name, or where there is none the file's. */
static void
write_name(struct sink *sink, const struct el_result *result)
{
	const struct el_attribute *common_name =
	    el_name_attribute(&result->cert->subject, EL_OID_CN);

	if (common_name != NULL)
		dn_write_value(sink, common_name);
	if (sink->size == 0)
		facts_write_source(sink, result);
}

/* What the rules about the end go by. */
static long long
minimum_days(const struct report_options *options, const struct el_cert *cert)
{
	int64_t lifetime = cert->not_before.known ?
	    cert->not_after.seconds - cert->not_before.seconds + 1 :
	    INT64_C(86400) * EL_DAYS_LEFT * EL_DAYS_LEFT_SHARE;

	return el_lead(&options->renew_within,
		   options->profile->minimum_days_left,
		   lifetime < 0 ? 0 : lifetime) / 86400;
}

static void
note_end(struct report *report, const struct el_result *result)
{
	struct nagios *nagios = report->state;
	struct nearest *nearest = &nagios->nearest;
	long long days;

	if (!result->cert->not_after.known)
		return;
	days = facts_days_left(result->cert, report->options.as_of);
	if (nearest->known && nearest->days <= days)
		return;
	nearest->known = true;
	nearest->days = days;
	nearest->minimum = minimum_days(&report->options, result->cert);
	write_name(&nagios->scratch, result);
	plain_shorten(&nagios->scratch, NAME_SIZE);
	snprintf(nearest->name, sizeof(nearest->name), "%.*s",
	    (int)nagios->scratch.size,
	    nagios->scratch.size > 0 ? nagios->scratch.data : "");
	sink_clear(&nagios->scratch);
}

/* What the scratch holds, as a line; what nobody would see is not kept. */
static void
put_line(struct report *report, enum lines lines)
{
	struct nagios *nagios = report->state;
	struct sink *kept = &report->kept[lines];

	plain_shorten(&nagios->scratch, LINE_SIZE);
	if (kept->size < LONG_TEXT_SIZE) {
		plain_status(kept, scratch_text(nagios));
		sink_char(kept, '\n');
	}
	sink_clear(&nagios->scratch);
}

static enum lines
lines_of(enum el_severity severity)
{
	return severity == EL_ERROR ? LINES_ERROR :
	    severity == EL_WARNING  ? LINES_WARNING :
				      LINES_INFO;
}

/* "edge.pem: error edge.san.order: entry 1 ..."; NULL: it is of the run. */
static void
put_finding(struct report *report, const struct el_result *result,
    const struct el_finding *finding)
{
	struct nagios *nagios = report->state;
	struct sink *scratch = &nagios->scratch;

	if (finding->waiver != NULL)
		return;
	if (result != NULL) {
		facts_write_source(scratch, result);
		sink_text(scratch, ": ");
	}
	sink_printf(scratch, "%s %s: ", el_severity_name(finding->severity),
	    finding->rule->id);
	sink_text(scratch, finding->message);
	put_line(report, lines_of(finding->severity));
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct nagios *nagios = report->state;

	if (judged->problem.code != NULL) {
		facts_write_source(&nagios->scratch, judged);
		sink_text(&nagios->scratch, ": unreadable: ");
		sink_text(&nagios->scratch, judged->problem.message);
		put_line(report, LINES_ERROR);
	} else {
		note_end(report, judged);
	}
	for (size_t i = 0; i < judged->finding_count; i++)
		put_finding(report, judged, &judged->findings[i]);
	if (nagios->scratch.error != 0)
		report->sink->error = nagios->scratch.error;
}

static void
merge(struct report *report, struct report *part)
{
	struct nearest *nearest = &((struct nagios *)report->state)->nearest;
	struct nearest *other = &((struct nagios *)part->state)->nearest;

	if (other->known && (!nearest->known || other->days < nearest->days))
		*nearest = *other;
	other->known = false;
}

/* --- the status ------------------------------------------------------------ */

/* Findings at or above --fail-on; with never, none are. */
static bool
has_critical(const struct judge *judge)
{
	enum el_severity from = judge->options.fail_on;

	if (from == EL_OFF)
		return false;
	for (unsigned s = from; s <= EL_ERROR; s++)
		if (judge->summary.severities[s] > 0)
			return true;
	return false;
}

/*
 * What is known to be wrong outweighs what is not known, and that outweighs a
 * warning.  A certificate that was judged without its deployment is not OK.
 */
static int
status(const struct report_options *options, const struct judge *judge)
{
	const struct el_summary *summary = &judge->summary;

	if (has_critical(judge))
		return CRITICAL;
	if (judge_status(judge, options->require_profile) > 1 ||
	    summary->judged == 0)
		return UNKNOWN;
	if (summary->severities[EL_ERROR] > 0 ||
	    summary->severities[EL_WARNING] > 0 ||
	    summary->verdict != EL_VERDICT_PASS)
		return WARNING;
	return OK;
}

static const char *
status_word(int status)
{
	static const char *const words[] = { [OK] = "OK",
		[WARNING] = "WARNING", [CRITICAL] = "CRITICAL",
		[UNKNOWN] = "UNKNOWN" };

	return words[status];
}

/* --- the first line -------------------------------------------------------- */

/* "expires in 130 days"; of several "sip.contoso.com expires first, ...". */
static void
write_end(struct sink *sink, const struct nearest *nearest, bool several)
{
	long long days = nearest->days;
	long long count = days < 0 ? -days : days;

	if (!nearest->known)
		return;
	sink_text(sink, ", ");
	if (several)
		sink_printf(sink, "%s ", nearest->name);
	sink_printf(sink, days < 0 ? "expired%s %lld day%s ago" :
	    "expires%s in %lld day%s", several ? " first," : "", count,
	    count == 1 ? "" : "s");
}

/* "sip.contoso.com", "3 results", "nothing was judged". */
static void
write_subject(struct sink *sink, const struct report *report,
    const struct judge *judge)
{
	const struct nagios *nagios = report->state;
	size_t judged = judge->summary.judged;

	if (judged == 0)
		sink_text(sink, "no certificate was judged");
	else if (judged == 1 && nagios->nearest.known)
		sink_text(sink, nagios->nearest.name);
	else
		sink_printf(sink, "%zu result%s", judged,
		    judged == 1 ? "" : "s");
}

static void
write_headline(struct sink *sink, const struct report *report,
    const struct judge *judge)
{
	const struct nagios *nagios = report->state;
	const struct el_summary *summary = &judge->summary;
	struct tally tally = tally_of_summary(summary);

	write_subject(sink, report, judge);
	sink_text(sink, ": ");
	tally_write(sink, &tally);
	if (summary->unreadable > 0)
		sink_printf(sink, ", %zu unreadable", summary->unreadable);
	if (!judge_compared_pool(judge))
		sink_text(sink, ", pool not compared");
	else if (summary->verdict == EL_VERDICT_INCOMPLETE)
		sink_text(sink, judge->options.profile->given ?
		    ", deployment not known in full" :
		    ", deployment not known");
	if (summary->judged > 0 && !judge->answered)
		sink_text(sink, ", no rule was asked");
	write_end(sink, &nagios->nearest, summary->judged > 1);
}

/*
 * Thresholds are ranges: "45:" warns below 45, "0:" is critical below 0, the
 * day on which the certificate has ended.
 */
static void
put_performance(struct report *report, const struct judge *judge)
{
	const struct nagios *nagios = report->state;
	const struct el_summary *summary = &judge->summary;

	sink_text(report->sink, " |");
	if (nagios->nearest.known)
		sink_printf(report->sink, " days_left=%lld;%lld:;0:",
		    nagios->nearest.days, nagios->nearest.minimum);
	sink_printf(report->sink, " errors=%zu;;;0 warnings=%zu;;;0 "
	    "unreadable=%zu;;;0\n", summary->severities[EL_ERROR],
	    summary->severities[EL_WARNING], summary->unreadable);
}

/* --- the long text --------------------------------------------------------- */

/* Whole lines, worst first, as many as there is room for. */
static void
put_long_text(struct report *report, const struct el_summary *summary)
{
	size_t lines = summary->unreadable;
	size_t room = LONG_TEXT_SIZE;

	for (size_t i = 0; i <= EL_ERROR; i++)
		lines += summary->severities[i];
	for (size_t i = 0; i < LINES_COUNT; i++) {
		const struct sink *kept = &report->kept[i];
		/* What was never written to has no octets to count from. */
		const char *text = kept->size == 0 ? "" : kept->data;
		const char *end = text + kept->size;

		while (text != end) {
			size_t size = (size_t)((const char *)memchr(text, '\n',
			    (size_t)(end - text)) + 1 - text);

			if (size > room)
				break;
			sink_write(report->sink, text, size);
			text += size;
			room -= size;
			lines--;
		}
		if (text != end)
			break;
	}
	if (lines > 0)
		sink_printf(report->sink, "... and %zu more\n", lines);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct nagios *nagios = report->state;

	for (size_t i = 0; i < judge->run_finding_count; i++)
		put_finding(report, NULL, &judge->run_findings[i]);
	sink_printf(report->sink, "EDGELINT %s - ",
	    status_word(status(&report->options, judge)));
	write_headline(&nagios->scratch, report, judge);
	plain_status(report->sink, scratch_text(nagios));
	put_performance(report, judge);
	put_long_text(report, &judge->summary);
	if (nagios->scratch.error != 0)
		report->sink->error = nagios->scratch.error;
}

static void
fault(struct sink *sink, const char *message)
{
	sink_printf(sink, "EDGELINT %s - ", status_word(UNKNOWN));
	plain_status(sink, el_bytes_of(message));
	sink_char(sink, '\n');
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct nagios *nagios = calloc(1, sizeof(*nagios));

	report->state = nagios;
	if (nagios == NULL)
		return false;
	sink_to_memory(&nagios->scratch);
	return true;
}

static void
discard(struct report *report)
{
	struct nagios *nagios = report->state;

	if (nagios == NULL)
		return;
	sink_free(&nagios->scratch);
	free(nagios);
}

const struct report_writer report_nagios = {
	.name = "nagios",
	.help = "a check of Nagios or Icinga; on stdout it has exit statuses "
		"of its own: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
	.kept = LINES_COUNT,
	.begin = begin,
	.result = result,
	.end = end,
	.merge = merge,
	.status = status,
	.fault_status = UNKNOWN,
	.fault = fault,
	.discard = discard,
};
