/*
 * Metrics for the textfile collector of Prometheus' node exporter, text format
 * 0.0.4.  All samples of a family have to stand together, so that each family
 * is kept in a sink of its own until the end.
 *
 * When a certificate ends is told by the metrics that other exporters have for
 * it, in seconds since 1970: alert rules and dashboards for those fit.
 */

#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "dn.h"
#include "facts.h"
#include "plain.h"
#include "tally.h"

enum family {
	FAMILY_NOT_BEFORE,
	FAMILY_NOT_AFTER,
	FAMILY_VERDICT,
	FAMILY_FINDINGS,
	FAMILY_WAIVED,
	FAMILY_COUNT
};

static const struct {
	const char *name;
	const char *help;
} families[] = {
	[FAMILY_NOT_BEFORE] = { "x509_cert_not_before",
		"When the certificate's validity begins, in seconds since "
		"1970." },
	[FAMILY_NOT_AFTER] = { "x509_cert_not_after",
		"When the certificate's validity ends, in seconds since "
		"1970." },
	[FAMILY_VERDICT] = { "edgelint_cert_verdict",
		"0: pass, 1: incomplete, since the deployment is not known, "
		"2: fail, 3: unreadable." },
	[FAMILY_FINDINGS] = { "edgelint_cert_findings",
		"Findings about the certificate that are not waived." },
	[FAMILY_WAIVED] = { "edgelint_cert_findings_waived",
		"Findings about the certificate that the profile waives." },
};

/* RFC 5280 allows common names of 64 characters. */
enum { LABEL_SIZE = 256 };

struct prometheus {
	struct sink labels; /* of the result that is being written */
	struct sink scratch;
};

static void
put_head(struct sink *sink, const char *name, const char *help)
{
	sink_printf(sink, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

/* --- one result ------------------------------------------------------------ */

/* What the scratch holds as the value of a label. */
static void
put_label(struct prometheus *prometheus, const char *name)
{
	struct sink *labels = &prometheus->labels;

	sink_printf(labels, "%s%s=", labels->size > 0 ? "," : "", name);
	plain_label(labels, (struct el_bytes){
		(const uint8_t *)prometheus->scratch.data,
		prometheus->scratch.size });
	sink_clear(&prometheus->scratch);
}

/* The first two tell a certificate from the others of a run. */
static void
make_labels(struct prometheus *prometheus, const struct el_result *result)
{
	struct sink *scratch = &prometheus->scratch;
	const struct el_attribute *common_name;

	sink_clear(&prometheus->labels);
	text_printable(scratch, el_bytes_of(result->source));
	put_label(prometheus, "source");
	sink_printf(scratch, "%zu", result->index);
	put_label(prometheus, "index");
	if (result->problem.code != NULL)
		return;
	common_name = el_name_attribute(&result->cert->subject, EL_OID_CN);
	if (common_name != NULL)
		dn_write_value(scratch, common_name);
	plain_shorten(scratch, LABEL_SIZE);
	put_label(prometheus, "subject_CN");
	text_hex(scratch, facts_serial(result->cert));
	put_label(prometheus, "serial");
}

/* A sample of the result; further stands behind its labels. */
static void
put_sample(struct report *report, enum family family, const char *further,
    long long value)
{
	const struct prometheus *prometheus = report->state;
	struct sink *sink = &report->kept[family];

	sink_printf(sink, "%s{", families[family].name);
	sink_write(sink, prometheus->labels.data, prometheus->labels.size);
	sink_printf(sink, "%s} %lld\n", further, value);
}

static void
put_time(struct report *report, enum family family, const struct el_time *time)
{
	if (time->known)
		put_sample(report, family, "", time->seconds);
}

static const struct {
	enum el_severity severity;
	const char *label;
} severities[] = {
	{ EL_ERROR, "severity=\"error\"" },
	{ EL_WARNING, "severity=\"warning\"" },
	{ EL_INFO, "severity=\"info\"" },
};

enum { SEVERITIES = sizeof(severities) / sizeof(severities[0]) };

static void
put_findings(struct report *report, const struct el_result *result)
{
	struct tally tally = tally_of(result);
	char further[40];

	for (size_t i = 0; i < SEVERITIES; i++) {
		snprintf(further, sizeof(further), ",%s", severities[i].label);
		put_sample(report, FAMILY_FINDINGS, further,
		    (long long)tally.severities[severities[i].severity]);
	}
	put_sample(report, FAMILY_WAIVED, "", (long long)tally.waived);
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct prometheus *prometheus = report->state;
	bool readable = judged->problem.code == NULL;

	make_labels(prometheus, judged);
	put_sample(report, FAMILY_VERDICT, "",
	    readable ? judged->verdict : EL_VERDICT_UNREADABLE);
	if (readable) {
		put_time(report, FAMILY_NOT_BEFORE, &judged->cert->not_before);
		put_time(report, FAMILY_NOT_AFTER, &judged->cert->not_after);
		put_findings(report, judged);
	}
	if ((prometheus->labels.error | prometheus->scratch.error) != 0)
		report->sink->error = ENOMEM;
}

/* --- each sample once ------------------------------------------------------ */

/* A line of a family: what stands before its last space, the one before the
 * value, tells it from others. */
struct line {
	const char *text;
	size_t size; /* with its newline */
	size_t key; /* octets of name and labels */
	size_t number;
};

static int
compare_keys(const struct line *x, const struct line *y)
{
	size_t shorter = x->key < y->key ? x->key : y->key;
	int order = memcmp(x->text, y->text, shorter);

	if (order != 0)
		return order;
	return (x->key > y->key) - (x->key < y->key);
}

/* Equal ones in the order in which they came. */
static int
compare_lines(const void *a, const void *b)
{
	const struct line *x = a;
	const struct line *y = b;
	int order = compare_keys(x, y);

	return order != 0 ? order :
	    (x->number > y->number) - (x->number < y->number);
}

static int
compare_numbers(const void *a, const void *b)
{
	const struct line *x = a;
	const struct line *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

static size_t
count_lines(const struct sink *sink)
{
	size_t count = 0;

	for (size_t i = 0; i < sink->size; i++)
		count += sink->data[i] == '\n';
	return count;
}

static void
find_lines(struct line *lines, size_t count, const struct sink *sink)
{
	const char *text = sink->data;

	for (size_t i = 0; i < count; i++) {
		const char *end = memchr(text, '\n',
		    (size_t)(sink->data + sink->size - text));
		const char *space = end;

		while (*space != ' ')
			space--;
		lines[i] = (struct line){ text, (size_t)(end + 1 - text),
			(size_t)(space - text), i };
		text = end + 1;
	}
}

/*
 * A file that was named twice has the same samples twice, and the collector
 * drops a file with a repeated sample as a whole.  The first one stands.
 */
static void
put_distinct(struct sink *out, const struct sink *family)
{
	size_t count = count_lines(family);
	struct line *lines = calloc(count, sizeof(*lines));
	size_t kept = 0;

	if (lines == NULL) {
		out->error = ENOMEM;
		return;
	}
	find_lines(lines, count, family);
	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || compare_keys(&lines[kept - 1], &lines[i]) != 0)
			lines[kept++] = lines[i];
	qsort(lines, kept, sizeof(*lines), compare_numbers);
	for (size_t i = 0; i < kept; i++)
		sink_write(out, lines[i].text, lines[i].size);
	free(lines);
}

/* --- the run --------------------------------------------------------------- */

static void
put_run_findings(struct sink *sink, const struct el_summary *summary)
{
	static const char name[] = "edgelint_run_findings";

	put_head(sink, name, "Findings of the run that are not waived, those "
	    "about profile and inputs among them.");
	for (size_t i = 0; i < SEVERITIES; i++)
		sink_printf(sink, "%s{%s} %zu\n", name, severities[i].label,
		    summary->severities[severities[i].severity]);
}

static void
put_run(struct sink *sink, const char *name, const char *help,
    long long value)
{
	put_head(sink, name, help);
	sink_printf(sink, "%s %lld\n", name, value);
}

static void
end(struct report *report, const struct judge *judge)
{
	const struct el_summary *summary = &judge->summary;
	struct sink *sink = report->sink;

	for (size_t i = 0; i < FAMILY_COUNT; i++) {
		if (report->kept[i].size == 0)
			continue;
		put_head(sink, families[i].name, families[i].help);
		put_distinct(sink, &report->kept[i]);
	}
	put_run_findings(sink, summary);
	put_run(sink, "edgelint_run_certificates",
	    "Certificates and requests that were judged.", (long long)summary->judged);
	put_run(sink, "edgelint_run_unreadable",
	    "Inputs, or certificates in them, that could not be read.",
	    (long long)summary->unreadable);
	put_run(sink, "edgelint_run_verdict",
	    "The worst of all: 0: pass, 1: incomplete, 2: fail, "
	    "3: unreadable.", summary->verdict);
	put_run(sink, "edgelint_run_evaluated_at_seconds",
	    "The time for which certificates were judged, in seconds since "
	    "1970.", report->options.as_of);
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct prometheus *prometheus = calloc(1, sizeof(*prometheus));

	report->state = prometheus;
	if (prometheus == NULL)
		return false;
	sink_to_memory(&prometheus->labels);
	sink_to_memory(&prometheus->scratch);
	return true;
}

static void
discard(struct report *report)
{
	struct prometheus *prometheus = report->state;

	if (prometheus == NULL)
		return;
	sink_free(&prometheus->labels);
	sink_free(&prometheus->scratch);
	free(prometheus);
}

const struct report_writer report_prometheus = {
	.name = "prometheus",
	.help = "metrics for the node exporter's textfile collector",
	.kept = FAMILY_COUNT,
	.begin = begin,
	.result = result,
	.end = end,
	.discard = discard,
};
