/*
 * Workflow commands of GitHub Actions: each issue becomes an annotation of the
 * line that it points at.  GitHub shows ten of a kind for each step.
 *
 * Every line begins with a command of ours, and line ends are escaped, so that
 * nothing else in the report can begin one.
 */

#include "report.h"

#include <stdlib.h>

#include "base/text.h"
#include "issue.h"
#include "source_path.h"

/* As the actions' own toolkit escapes; in a property what ends it, too. */
static void
escape(struct sink *sink, struct el_bytes text, bool is_property)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = (char)text.data[i];

		if (c == '%')
			sink_text(sink, "%25");
		else if (c == '\r')
			sink_text(sink, "%0D");
		else if (c == '\n')
			sink_text(sink, "%0A");
		else if (is_property && c == ':')
			sink_text(sink, "%3A");
		else if (is_property && c == ',')
			sink_text(sink, "%2C");
		else
			sink_char(sink, c);
	}
}

static void
escape_scratch(struct report *report, bool is_property)
{
	struct issues *issues = report->state;
	struct sink *scratch = &issues->scratch;

	if (scratch->error != 0 && report->sink->error == 0)
		report->sink->error = scratch->error;
	escape(report->sink, (struct el_bytes){ (const uint8_t *)scratch->data,
		scratch->size }, is_property);
	sink_clear(scratch);
}

static const char *
command_of(const struct issue *issue)
{
	static issue_words commands = {
		[EL_INFO] = "notice",
		[EL_WARNING] = "warning",
		[EL_ERROR] = "error",
	};

	return commands[issue->waiver != NULL ? EL_INFO : issue->severity];
}

/* A column is taken only for a range within one line. */
static void
put_place(struct sink *sink, const struct place *place)
{
	sink_printf(sink, ",line=%zu", place->line);
	if (place->end_line > place->line)
		sink_printf(sink, ",endLine=%zu", place->end_line);
	else if (place->column > 0)
		sink_printf(sink, ",col=%zu,endColumn=%zu", place->column,
		    place->end_column);
}

static void
put_message(struct sink *scratch, const struct issue *issue)
{
	if (issue->waiver != NULL) {
		sink_printf(scratch, "waived until %s: ",
		    issue->waiver->until_text);
		text_printable(scratch, el_bytes_of(issue->waiver->reason));
		sink_char(scratch, '\n');
	}
	sink_write(scratch, issue->message.data, issue->message.size);
	if (issue->waiver == NULL && issue->remedy.size > 0) {
		sink_text(scratch, "\n\nFix: ");
		sink_write(scratch, issue->remedy.data, issue->remedy.size);
	}
}

static void
put_issue(struct report *report, const struct issue *issue)
{
	struct issues *issues = report->state;
	struct sink *sink = report->sink;

	sink_printf(sink, "::%s file=", command_of(issue));
	source_path_write(&issues->scratch, &report->options, issue->source);
	escape_scratch(report, true);
	put_place(sink, &issue->place);
	sink_text(sink, ",title=");
	sink_printf(&issues->scratch, "%s [%s]", issue->title, issue->rule);
	escape_scratch(report, true);
	sink_text(sink, "::");
	put_message(&issues->scratch, issue);
	escape_scratch(report, false);
	sink_char(sink, '\n');
}

static bool
begin(struct report *report)
{
	report->state = calloc(1, sizeof(struct issues));
	return report->state != NULL &&
	    issues_begin(report->state, &report->options);
}

static void
result(struct report *report, const struct el_result *judged)
{
	issues_of_result(report->state, report, judged, put_issue);
}

/* A last notice with the totals: annotations beyond ten are not shown. */
static void
end(struct report *report, const struct judge *judge)
{
	const struct el_summary *summary = &judge->summary;

	issues_of_run(report->state, report, judge, put_issue);
	sink_printf(report->sink, "::notice title=edgelint::verdict %s: "
	    "judged %zu, unreadable %zu, errors %zu, warnings %zu, info %zu, "
	    "waived %zu\n", el_verdict_name(summary->verdict), summary->judged,
	    summary->unreadable, summary->severities[EL_ERROR],
	    summary->severities[EL_WARNING], summary->severities[EL_INFO],
	    summary->waived);
}

static void
discard(struct report *report)
{
	if (report->state != NULL)
		issues_free(report->state);
	free(report->state);
}

const struct report_writer report_github = {
	.name = "github",
	.help = "annotations for GitHub Actions",
	.begin = begin,
	.result = result,
	.end = end,
	.discard = discard,
};
