/*
 * SARIF 2.1.0.  Results are kept, the worst first, since what takes reports
 * takes only so many; what the program has to say of the run itself, such as
 * what could not be read or was not evaluated, are notifications.
 */

#include "sarif.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"

enum {
	INDENT = 2,
	/* The sinks behind those of the lines: about the run, and about its
	 * results, of which there may be many. */
	RUN_NOTIFICATIONS = LINES_CLASSES,
	NOTIFICATIONS,
	KEPT,
	NOTIFICATIONS_MAX = 1000,
	/* Rules that one notification names; --verbose names the others. */
	NAMED_RULES = 20,
};

static const char results_indent[] = "        ";
static const char notifications_indent[] = "            ";

/* --- notifications -------------------------------------------------------- */

/* An element of the array, whose text is in the scratch. */
static void
put_notification(struct sarif *sarif, struct sink *sink, const char *id,
    const char *level, const struct issue *at)
{
	struct json_writer json = { .sink = sink };

	json_begin_object(&json, NULL);
	json_begin_object(&json, "descriptor");
	json_string(&json, "id", id);
	json_end_object(&json);
	json_string(&json, "level", level);
	sarif_put_message(sarif, &json, "message");
	sarif_put_location(sarif, &json, at);
	json_end_object(&json);
	sink_char(sink, '\n');
}

/* One about a result; the first that is too many tells that there are more. */
static void
keep_notification(struct report *report, const char *id, const char *level,
    const struct issue *at)
{
	struct sarif *sarif = report->state;

	if (sarif->notifications++ > NOTIFICATIONS_MAX)
		sink_clear(&sarif->issues.scratch);
	else
		put_notification(sarif, &report->kept[NOTIFICATIONS], id,
		    level, at);
}

static void
put_rule_outcome(struct sink *sink, const char *id,
    const struct el_rule_outcome *outcome, bool is_first)
{
	sink_printf(sink, "%s%s (%s%s%s)", is_first ? " " : ", ", id,
	    outcome->reason, outcome->detail != NULL ? ":" : "",
	    outcome->detail != NULL ? outcome->detail : "");
}

/* A rule that was not asked has not passed. */
static void
keep_not_evaluated(struct report *report, const struct el_result *result)
{
	struct sarif *sarif = report->state;
	struct sink *scratch = &sarif->issues.scratch;
	size_t count = result->counts[EL_NOT_EVALUATED];
	const struct issue at = {
		.source = result->source,
		.place = place_of_octets(&sarif->issues.finder, result,
		    (struct el_bytes){ NULL, 0 }),
	};
	size_t named = 0;

	if (count == 0)
		return;
	sink_printf(scratch, "%zu rule%s not evaluated:", count,
	    count == 1 ? " was" : "s were");
	for (size_t i = 0; i < sarif->catalogue.count; i++) {
		const struct el_rule_outcome *outcome = result->outcomes[i];

		if (outcome->outcome == EL_NOT_EVALUATED &&
		    named < NAMED_RULES)
			put_rule_outcome(scratch,
			    sarif->catalogue.rules[i]->id, outcome,
			    named++ == 0);
	}
	if (count > named)
		sink_printf(scratch, ", and %zu more", count - named);
	keep_notification(report, "not-evaluated",
	    result->verdict == EL_VERDICT_INCOMPLETE ? "warning" : "note",
	    &at);
}

/* A gate that was opened is visible. */
static void
keep_switched_off(struct report *report, const struct el_result *result)
{
	struct sarif *sarif = report->state;
	const struct issue at = {
		.source = result->source,
		.place = place_of_octets(&sarif->issues.finder, result,
		    (struct el_bytes){ NULL, 0 }),
	};
	const char *before = "switched off by the profile: ";

	if (result->counts[EL_SWITCHED_OFF] == 0)
		return;
	for (size_t i = 0; i < sarif->catalogue.count; i++) {
		if (result->outcomes[i]->outcome != EL_SWITCHED_OFF)
			continue;
		sink_printf(&sarif->issues.scratch, "%s%s", before,
		    sarif->catalogue.rules[i]->id);
		before = ", ";
	}
	keep_notification(report, "switched-off", "note", &at);
}

/* --- results -------------------------------------------------------------- */

static void
keep_result(struct report *report, const struct issue *issue)
{
	struct sarif *sarif = report->state;
	struct sink *sink = lines_begin(&sarif->lines, report, issue);
	struct json_writer json = { .sink = sink };
	size_t before;

	if (sink == NULL)
		return;
	before = sink->size;
	sarif_put_result(sarif, &json, issue);
	lines_end(&sarif->lines, report, issue, before);
}

/* What is about the report is no result; what cannot be read is both. */
static void
put_issue(struct report *report, const struct issue *issue)
{
	struct sarif *sarif = report->state;

	if (issue->kind != ISSUE_NOTE)
		keep_result(report, issue);
	if (issue->kind == ISSUE_FINDING)
		return;
	sink_write(&sarif->issues.scratch, issue->message.data,
	    issue->message.size);
	if (issue->kind == ISSUE_UNREADABLE)
		keep_notification(report, issue->code, "error", issue);
	else
		put_notification(sarif, &report->kept[RUN_NOTIFICATIONS],
		    issue->rule, "error", issue);
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct sarif *sarif = report->state;

	issues_of_result(&sarif->issues, report, judged, put_issue);
	if (judged->problem.code != NULL)
		return;
	keep_not_evaluated(report, judged);
	keep_switched_off(report, judged);
}

static void
merge(struct report *report, struct report *part)
{
	struct sarif *sarif = report->state;
	struct sarif *of_part = part->state;

	lines_merge(&sarif->lines, &of_part->lines, part);
	if (sarif->notifications > NOTIFICATIONS_MAX)
		sink_clear(&part->kept[NOTIFICATIONS]);
	sarif->notifications += of_part->notifications;
	of_part->notifications = 0;
}

/* --- the document --------------------------------------------------------- */

/*
 * Uploads of other profiles for the same commit take the place of this one
 * unless the part before the last slash differs.
 */
static void
put_automation(struct sarif *sarif, struct json_writer *json)
{
	const char *name = sarif->issues.options->profile->name;

	sink_text(&sarif->issues.scratch, "edgelint/");
	if (name != NULL) {
		text_printable(&sarif->issues.scratch, el_bytes_of(name));
		sink_char(&sarif->issues.scratch, '/');
	}
	json_begin_object(json, "automationDetails");
	json_take(json, "id", &sarif->issues.scratch);
	json_end_object(json);
}

static void
put_tool(struct sarif *sarif, struct json_writer *json,
    const struct judge *judge)
{
	json_begin_object(json, "tool");
	json_begin_object(json, "driver");
	json_string(json, "name", "edgelint");
	json_string(json, "version", EDGELINT_VERSION);
	json_string(json, "semanticVersion", EDGELINT_VERSION);
	sarif_put_rules(sarif, json, judge);
	json_end_object(json);
	json_end_object(json);
}

/* Up to so many kept lines as elements of an array that has some already. */
static size_t
write_notifications(struct report *report, const struct sink *kept,
    size_t before, size_t max)
{
	struct el_bytes rest = { (const uint8_t *)kept->data, kept->size };
	size_t count = before;

	while (rest.size > 0 && count - before < max) {
		const uint8_t *end = memchr(rest.data, '\n', rest.size);
		size_t size = end == NULL ? rest.size - 1 :
					    (size_t)(end - rest.data);

		sink_text(report->sink, count > 0 ? ",\n" : "\n");
		sink_text(report->sink, notifications_indent);
		sink_write(report->sink, rest.data, size);
		rest.data += size + 1;
		rest.size -= size + 1;
		count++;
	}
	if (rest.size == 0)
		return count;
	sink_printf(report->sink, ",\n%s{\"level\":\"warning\","
	    "\"message\":{\"text\":\"there are more notifications than "
	    "%zu; the others were left out\"}}", notifications_indent, max);
	return count + 1;
}

static void
put_notifications(struct report *report, struct json_writer *json)
{
	size_t count;

	json_begin_array(json, "toolExecutionNotifications");
	count = write_notifications(report, &report->kept[RUN_NOTIFICATIONS],
	    0, SIZE_MAX);
	count = write_notifications(report, &report->kept[NOTIFICATIONS],
	    count, NOTIFICATIONS_MAX);
	json->has_member = count > 0;
	json_end_array(json);
}

/* As the exit status 2 has it: something could not be judged. */
static bool
is_successful(const struct report *report, const struct judge *judge)
{
	return judge_status(judge, report->options.require_profile) != 2;
}

static void
put_invocation(struct report *report, struct json_writer *json,
    const struct judge *judge)
{
	json_begin_array(json, "invocations");
	json_begin_object(json, NULL);
	json_bool(json, "executionSuccessful", is_successful(report, judge));
	put_notifications(report, json);
	json_end_object(json);
	json_end_array(json);
}

static void
put_properties(struct report *report, struct json_writer *json,
    const struct judge *judge)
{
	const struct el_profile *profile = report->options.profile;
	char time[TIME_TEXT_SIZE];

	time_to_text(time, report->options.as_of);
	json_begin_object(json, "properties");
	json_string(json, "evaluatedAt", time);
	json_string(json, "product", el_product_name(profile->product));
	json_string(json, "verdict", el_verdict_name(judge->summary.verdict));
	json_number(json, "judged", (long long)judge->summary.judged);
	json_number(json, "unreadable", (long long)judge->summary.unreadable);
	json_end_object(json);
}

static void
put_root(struct json_writer *json)
{
	json_begin_object(json, "originalUriBaseIds");
	json_begin_object(json, "ROOT");
	json_string(json, "uri", "file:///");
	json_end_object(json);
	json_end_object(json);
}

/* Results are known first, so that what was left out can be said. */
static void
put_run(struct report *report, struct json_writer *json,
    const struct judge *judge)
{
	struct sarif *sarif = report->state;
	size_t written;
	size_t left_out;

	json_begin_object(json, NULL);
	json_begin_array(json, "results");
	written = lines_write(report, results_indent);
	json->has_member = written > 0;
	json_end_array(json);
	left_out = lines_left_out(&sarif->lines, report, judge, written);
	if (left_out > 0)
		issues_left_out(&sarif->issues, report, left_out, put_issue);
	put_invocation(report, json, judge);
	put_automation(sarif, json);
	put_root(json);
	put_tool(sarif, json, judge);
	json_string(json, "columnKind", "utf16CodeUnits");
	put_properties(report, json, judge);
	json_end_object(json);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct sarif *sarif = report->state;
	struct json_writer json = { .sink = report->sink, .indent = INDENT };

	issues_of_run(&sarif->issues, report, judge, put_issue);
	json_begin_object(&json, NULL);
	json_string(&json, "$schema",
	    "https://json.schemastore.org/sarif-2.1.0.json");
	json_string(&json, "version", "2.1.0");
	json_begin_array(&json, "runs");
	put_run(report, &json, judge);
	json_end_array(&json);
	json_end_object(&json);
	sink_char(report->sink, '\n');
}

static bool
begin(struct report *report)
{
	struct sarif *sarif = calloc(1, sizeof(*sarif));

	report->state = sarif;
	if (sarif == NULL)
		return false;
	return issues_begin(&sarif->issues, &report->options) &&
	    catalogue_make(&sarif->catalogue);
}

static void
discard(struct report *report)
{
	struct sarif *sarif = report->state;

	if (sarif == NULL)
		return;
	issues_free(&sarif->issues);
	catalogue_free(&sarif->catalogue);
	free(sarif);
}

const struct report_writer report_sarif = {
	.name = "sarif",
	.help = "SARIF 2.1.0, for GitHub and other code scanning",
	.kept = KEPT,
	.begin = begin,
	.result = result,
	.end = end,
	.merge = merge,
	.discard = discard,
};
