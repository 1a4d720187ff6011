/*
 * A Code Quality report of GitLab: an array of issues, which is empty when
 * there is nothing to say.  GitLab knows an issue by its fingerprint, and has
 * no word for one that was accepted: a waived finding is of severity info.
 */

#include "report.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/markdown.h"
#include "base/text.h"
#include "issue.h"
#include "lines.h"
#include "source_path.h"

struct gitlab {
	struct issues issues;
	struct lines lines;
	struct json_writer json;
};

static const char *
severity_of(const struct issue *issue)
{
	static issue_words severities = {
		[EL_INFO] = "info",
		[EL_WARNING] = "minor",
		[EL_ERROR] = "critical",
	};

	if (issue->kind != ISSUE_FINDING)
		return "blocker";
	return severities[issue->waiver != NULL ? EL_INFO : issue->severity];
}

static void
put_scratch(struct gitlab *gitlab, const char *key)
{
	json_take(&gitlab->json, key, &gitlab->issues.scratch);
}

static void
put_description(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;
	struct sink *scratch = &gitlab->issues.scratch;

	if (issue->waiver != NULL) {
		sink_printf(scratch, "waived until %s (",
		    issue->waiver->until_text);
		text_printable(scratch, el_bytes_of(issue->waiver->reason));
		sink_text(scratch, "): ");
	}
	sink_printf(scratch, "%s: ", issue->title);
	sink_write(scratch, issue->message.data, issue->message.size);
	put_scratch(gitlab, "description");
}

/* GitLab takes paths only as relative ones. */
static void
put_path(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;
	struct sink *scratch = &gitlab->issues.scratch;

	if (source_path_is_outside(&report->options, issue->source))
		sink_char(scratch, '.');
	source_path_write(scratch, &report->options, issue->source);
	put_scratch(gitlab, "path");
}

static void
put_location(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;
	struct json_writer *json = &gitlab->json;

	json_begin_object(json, "location");
	put_path(report, issue);
	json_begin_object(json, "lines");
	json_number(json, "begin", (long long)issue->place.line);
	json_number(json, "end", (long long)issue->place.end_line);
	json_end_object(json);
	json_end_object(json);
}

/* "type", "categories" and "content" are of Code Climate's specification,
 * which GitLab's format is a part of. */
static void
put_members(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;
	struct json_writer *json = &gitlab->json;

	json_begin_object(json, NULL);
	json_string(json, "type", "issue");
	json_string(json, "check_name", issue->rule);
	put_description(report, issue);
	if (issue->remedy.size > 0) {
		json_begin_object(json, "content");
		markdown_text(&gitlab->issues.scratch, issue->remedy);
		put_scratch(gitlab, "body");
		json_end_object(json);
	}
	json_begin_array(json, "categories");
	json_string(json, NULL, "Compatibility");
	json_end_array(json);
	json_string(json, "severity", severity_of(issue));
	json_string(json, "fingerprint", issue->fingerprint);
	put_location(report, issue);
	json_end_object(json);
}

static void
put_issue(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;
	struct sink *sink = lines_begin(&gitlab->lines, report, issue);
	size_t before;

	if (sink == NULL)
		return;
	before = sink->size;
	gitlab->json = (struct json_writer){ .sink = sink };
	put_members(report, issue);
	lines_end(&gitlab->lines, report, issue, before);
}

/* Behind all others, which were written already. */
static void
put_last(struct report *report, const struct issue *issue)
{
	struct gitlab *gitlab = report->state;

	sink_text(report->sink, ",\n  ");
	gitlab->json = (struct json_writer){ .sink = report->sink };
	put_members(report, issue);
}

static bool
begin(struct report *report)
{
	struct gitlab *gitlab = calloc(1, sizeof(*gitlab));

	report->state = gitlab;
	if (gitlab == NULL)
		return false;
	return issues_begin(&gitlab->issues, &report->options);
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct gitlab *gitlab = report->state;

	issues_of_result(&gitlab->issues, report, judged, put_issue);
}

static void
merge(struct report *report, struct report *part)
{
	struct gitlab *gitlab = report->state;
	struct gitlab *of_part = part->state;

	lines_merge(&gitlab->lines, &of_part->lines, part);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct gitlab *gitlab = report->state;
	size_t written;
	size_t left_out;

	issues_of_run(&gitlab->issues, report, judge, put_issue);
	sink_char(report->sink, '[');
	written = lines_write(report, "  ");
	left_out = lines_left_out(&gitlab->lines, report, judge, written);
	if (left_out > 0)
		issues_left_out(&gitlab->issues, report, left_out, put_last);
	sink_text(report->sink, written > 0 ? "\n]\n" : "]\n");
}

static void
discard(struct report *report)
{
	struct gitlab *gitlab = report->state;

	if (gitlab == NULL)
		return;
	issues_free(&gitlab->issues);
	free(gitlab);
}

const struct report_writer report_gitlab = {
	.name = "gitlab",
	.help = "a Code Quality report for GitLab",
	.kept = LINES_CLASSES,
	.begin = begin,
	.result = result,
	.end = end,
	.merge = merge,
	.discard = discard,
};
