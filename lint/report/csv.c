/*
 * A line of CSV for each finding, RFC 4180, for spreadsheets and databases.  A
 * certificate without findings has a line all the same, and so has what could
 * not be read: the inventory is complete.
 */

#include "report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"
#include "dn.h"
#include "facts.h"
#include "plain.h"

static const char header[] =
    "source,index,line,role,verdict,subject,common_name,issuer,serial,"
    "thumbprint,not_before,not_after,days_left,rule,severity,status,name,"
    "position,path,message,found,expected,remedy,waived_until,waived_by,"
    "waived_because,error\r\n";

/* Names stand on every line of their certificate. */
enum { NAME_SIZE = 1000 };

struct csv {
	const struct report_options *options;
	struct sink *out;
	struct sink scratch; /* text on its way into a cell */
	struct sink line; /* what all lines of a result begin with */
};

/* --- cells ----------------------------------------------------------------- */

/* Text is in quotes, nothing is not. */
static void
put_cell(struct csv *csv, struct sink *sink)
{
	struct el_bytes text = { (const uint8_t *)csv->scratch.data,
		csv->scratch.size };

	if (text.size > 0)
		plain_cell(sink, text);
	sink_char(sink, ',');
	sink_clear(&csv->scratch);
}

/* Printable text, or nothing. */
static void
put_text(struct csv *csv, struct sink *sink, const char *text)
{
	if (text != NULL)
		sink_text(&csv->scratch, text);
	put_cell(csv, sink);
}

static void
put_octets(struct csv *csv, struct sink *sink, struct el_bytes octets)
{
	if (octets.data != NULL)
		text_excerpt(&csv->scratch, octets);
	put_cell(csv, sink);
}

/* A number that counts from 1; 0 is none. */
static void
put_count(struct sink *sink, size_t count)
{
	if (count > 0)
		sink_printf(sink, "%zu", count);
	sink_char(sink, ',');
}

static void
put_time(struct csv *csv, const struct el_time *time)
{
	char text[TIME_TEXT_SIZE];

	if (time->known)
		time_to_text(text, time->seconds);
	put_text(csv, &csv->line, time->known ? text : NULL);
}

static void
put_empty(struct sink *sink, size_t cells)
{
	while (cells-- > 0)
		sink_char(sink, ',');
}

/* --- the result ------------------------------------------------------------ */

/* The name that the scratch holds. */
static void
put_name(struct csv *csv)
{
	plain_shorten(&csv->scratch, NAME_SIZE);
	put_cell(csv, &csv->line);
}

static void
put_names(struct csv *csv, const struct el_cert *cert)
{
	const struct el_attribute *common_name =
	    el_name_attribute(&cert->subject, EL_OID_CN);

	dn_write(&csv->scratch, &cert->subject);
	put_name(csv);
	if (common_name != NULL)
		dn_write_value(&csv->scratch, common_name);
	put_name(csv);
	dn_write(&csv->scratch, &cert->issuer);
	put_name(csv);
}

static void
put_numbers(struct csv *csv, const struct el_cert *cert)
{
	uint8_t sha1[DIGEST_SHA1_SIZE];

	text_hex(&csv->scratch, facts_serial(cert));
	put_cell(csv, &csv->line);
	text_hex(&csv->scratch, digest_sha1(sha1, cert->der));
	put_cell(csv, &csv->line);
}

static void
put_validity(struct csv *csv, const struct el_cert *cert)
{
	put_time(csv, &cert->not_before);
	put_time(csv, &cert->not_after);
	if (cert->not_after.known)
		sink_number(&csv->line,
		    facts_days_left(cert, csv->options->as_of));
	sink_char(&csv->line, ',');
}

/* "source" to "days_left". */
static void
begin_line(struct csv *csv, const struct el_result *result)
{
	sink_clear(&csv->line);
	text_printable(&csv->scratch, el_bytes_of(result->source));
	put_cell(csv, &csv->line);
	sink_printf(&csv->line, "%zu,", result->index);
	put_count(&csv->line, result->line);
	if (result->problem.code != NULL) {
		put_empty(&csv->line, 1);
		put_text(csv, &csv->line,
		    el_verdict_name(EL_VERDICT_UNREADABLE));
		put_empty(&csv->line, 8);
		return;
	}
	put_text(csv, &csv->line,
	    result->role == EL_EDGE ? "edge" : "issuer");
	put_text(csv, &csv->line, el_verdict_name(result->verdict));
	put_names(csv, result->cert);
	put_numbers(csv, result->cert);
	put_validity(csv, result->cert);
}

/* --- the finding ----------------------------------------------------------- */

static void
put_path(struct csv *csv, const struct el_result *result,
    struct el_bytes where)
{
	char path[EL_PATH_MAX] = "";

	if (result != NULL && where.data != NULL)
		el_cert_path(path, sizeof(path), result->cert, where);
	put_text(csv, csv->out, path);
}

static void
put_waiver(struct csv *csv, const struct el_waiver *waiver)
{
	if (waiver == NULL) {
		put_empty(csv->out, 3);
		return;
	}
	put_text(csv, csv->out, waiver->until_text);
	if (waiver->owner != NULL)
		text_printable(&csv->scratch, el_bytes_of(waiver->owner));
	put_cell(csv, csv->out);
	text_printable(&csv->scratch, el_bytes_of(waiver->reason));
	put_cell(csv, csv->out);
}

/* "rule" to the end of the line; the result is NULL for one of the run. */
static void
put_finding(struct csv *csv, const struct el_result *result,
    const struct el_finding *finding)
{
	struct sink *out = csv->out;

	put_text(csv, out, finding->rule->id);
	put_text(csv, out, el_severity_name(finding->severity));
	put_text(csv, out, finding->waiver == NULL ? "fail" : "waived");
	put_octets(csv, out, finding->name);
	put_count(out, finding->position);
	put_path(csv, result, finding->where);
	put_text(csv, out, finding->message);
	put_octets(csv, out, finding->actual);
	put_octets(csv, out, finding->expected);
	report_remedy(&csv->scratch, csv->options->profile, finding);
	put_cell(csv, out);
	put_waiver(csv, finding->waiver);
	sink_text(out, "\r\n");
}

/* The same columns of a result that has no finding. */
static void
put_no_finding(struct csv *csv, const struct el_problem *problem)
{
	put_empty(csv->out, 6);
	put_text(csv, csv->out, problem->message);
	put_empty(csv->out, 6);
	if (problem->code != NULL)
		sink_printf(csv->out, "\"%s\"", problem->code);
	sink_text(csv->out, "\r\n");
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct csv *csv = calloc(1, sizeof(*csv));

	report->state = csv;
	if (csv == NULL)
		return false;
	csv->options = &report->options;
	csv->out = report->sink;
	sink_to_memory(&csv->scratch);
	sink_to_memory(&csv->line);
	return true;
}

static void
head(struct report *report)
{
	sink_text(report->sink, header);
}

static void
note_errors(struct csv *csv)
{
	if (csv->out->error == 0)
		csv->out->error = csv->scratch.error != 0 ?
		    csv->scratch.error : csv->line.error;
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct csv *csv = report->state;

	size_t listed = 0;

	begin_line(csv, judged);
	for (size_t i = 0; i < judged->finding_count; i++) {
		if (report_hides(csv->options, &judged->findings[i]))
			continue;
		sink_write(csv->out, csv->line.data, csv->line.size);
		put_finding(csv, judged, &judged->findings[i]);
		listed++;
	}
	if (listed == 0) {
		sink_write(csv->out, csv->line.data, csv->line.size);
		put_no_finding(csv, &judged->problem);
	}
	note_errors(csv);
}

/* Findings about the run belong to no certificate. */
static void
end(struct report *report, const struct judge *judge)
{
	enum { CERTIFICATE_CELLS = 13 };
	struct csv *csv = report->state;

	for (size_t i = 0; i < judge->run_finding_count; i++) {
		if (report_hides(csv->options, &judge->run_findings[i]))
			continue;
		put_empty(csv->out, CERTIFICATE_CELLS);
		put_finding(csv, NULL, &judge->run_findings[i]);
	}
	if (judge->run_findings_left_out > 0) {
		char message[80];
		const struct el_problem left_out = { .message = message };

		snprintf(message, sizeof(message), "%zu further findings "
		    "about inputs are counted but not shown",
		    judge->run_findings_left_out);
		put_empty(csv->out, CERTIFICATE_CELLS);
		put_no_finding(csv, &left_out);
	}
	note_errors(csv);
}

static void
discard(struct report *report)
{
	struct csv *csv = report->state;

	if (csv == NULL)
		return;
	sink_free(&csv->scratch);
	sink_free(&csv->line);
	free(csv);
}

const struct report_writer report_csv = {
	.name = "csv",
	.help = "one line a finding, for spreadsheets",
	.begin = begin,
	.head = head,
	.result = result,
	.end = end,
	.discard = discard,
};
