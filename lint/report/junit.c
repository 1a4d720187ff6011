/*
 * JUnit XML: a suite for each certificate, in it a case for each rule.  What
 * makes the run fail by --fail-on fails there, so that the exit status and a
 * test report say the same; what is less than that is told with the case.
 */

#include "report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/xml.h"
#include "catalogue.h"
#include "issue.h"
#include "source_path.h"

/* How many cases of a suite there are, and how they ended. */
struct ends {
	size_t cases;
	size_t failures;
	size_t errors;
	size_t skipped;
};

struct junit {
	struct issues issues;
	struct catalogue catalogue;
	/* The cases of the suite that is being written, which stand behind
	 * their number. */
	struct sink cases;
	struct ends ends;
};

static struct el_bytes
bytes_of(const struct sink *sink)
{
	return (struct el_bytes){ (const uint8_t *)sink->data, sink->size };
}

/* The scratch as an attribute; it is empty then. */
static void
put_scratch(struct junit *junit, struct sink *sink, const char *name)
{
	xml_attribute(sink, name, bytes_of(&junit->issues.scratch));
	if (junit->issues.scratch.error != 0 && sink->error == 0)
		sink->error = junit->issues.scratch.error;
	sink_clear(&junit->issues.scratch);
}

/* --- cases ---------------------------------------------------------------- */

/* "bundle.pem", and of a later certificate "bundle.pem, certificate 2". */
static void
put_source(struct sink *sink, const struct report_options *options,
    const struct el_result *result)
{
	source_path_write(sink, options, result->source);
	if (result->index > 0)
		sink_printf(sink, ", certificate %zu", result->index + 1);
}

/* The attributes of a case; its class is in the scratch. */
static void
put_case(struct junit *junit, const char *name)
{
	junit->ends.cases++;
	sink_text(&junit->cases, "    <testcase");
	xml_attribute(&junit->cases, "name", el_bytes_of(name));
	put_scratch(junit, &junit->cases, "classname");
}

static void
begin_case(struct junit *junit, const char *name)
{
	put_case(junit, name);
	sink_text(&junit->cases, ">\n");
}

static void
put_passed(struct junit *junit, const char *name)
{
	put_case(junit, name);
	sink_text(&junit->cases, "/>\n");
}

static void
end_case(struct junit *junit)
{
	sink_text(&junit->cases, "    </testcase>\n");
}

static void
put_skipped(struct junit *junit, const char *text)
{
	sink_text(&junit->cases, "      <skipped>");
	xml_text(&junit->cases, el_bytes_of(text));
	sink_text(&junit->cases, "</skipped>\n");
	junit->ends.skipped++;
}

/* What was found, where, and what to do. */
static void
put_details(struct sink *sink, const struct issue *issue)
{
	const struct place *place = &issue->place;

	sink_printf(sink, "%s: ", issue->waiver != NULL ? "waived" :
	    el_severity_name(issue->severity));
	xml_text(sink, issue->message);
	sink_printf(sink, "\nline %zu", place->line);
	if (place->is_binary)
		sink_printf(sink, ", octet %zu", place->offset);
	if (issue->path[0] != '\0')
		sink_printf(sink, ", %s", issue->path);
	if (issue->waiver == NULL && issue->remedy.size > 0) {
		sink_text(sink, "\nFix: ");
		xml_text(sink, issue->remedy);
	}
	sink_char(sink, '\n');
}

static void
put_ended(struct junit *junit, const char *element, const char *type,
    const struct issue *issue)
{
	struct sink *sink = &junit->cases;

	sink_printf(sink, "      <%s", element);
	xml_attribute(sink, "type", el_bytes_of(type));
	xml_attribute(sink, "message", issue->message);
	sink_char(sink, '>');
	put_details(sink, issue);
	sink_printf(sink, "</%s>\n", element);
}

static bool
is_failure(const struct report *report, const struct el_finding *finding)
{
	enum el_severity threshold = report->options.fail_on;

	return finding->waiver == NULL &&
	    finding->severity >= (threshold == EL_OFF ? EL_ERROR : threshold);
}

static void
put_waived(struct junit *junit, const struct el_waiver *waiver)
{
	struct sink *scratch = &junit->issues.scratch;

	sink_printf(scratch, "waived until %s: ", waiver->until_text);
	text_printable(scratch, el_bytes_of(waiver->reason));
	sink_char(scratch, '\0');
	put_skipped(junit, scratch->error == 0 ? scratch->data : "waived");
	sink_clear(scratch);
}

static void
put_told(struct junit *junit, const struct issue *issue)
{
	sink_text(&junit->cases, "      <system-out>");
	put_details(&junit->cases, issue);
	sink_text(&junit->cases, "</system-out>\n");
}

/* --- the suite of a certificate ------------------------------------------- */

/* Which findings of a rule are wanted: in the schema, failures stand first. */
enum wanted { WANTED_FAILURES, WANTED_OTHERS };

static size_t
put_findings(struct report *report, const struct el_result *result,
    const char *rule, enum wanted wanted)
{
	struct junit *junit = report->state;
	size_t count = 0;

	for (size_t i = 0; i < result->finding_count; i++) {
		const struct el_finding *finding = &result->findings[i];
		bool fails = is_failure(report, finding);
		struct issue issue;

		if (strcmp(finding->rule->id, rule) != 0 ||
		    fails != (wanted == WANTED_FAILURES))
			continue;
		if (report_hides(&report->options, finding))
			continue;
		issue_of_finding(&issue, &junit->issues, report, result,
		    finding);
		if (fails)
			put_ended(junit, "failure",
			    el_severity_name(finding->severity), &issue);
		else
			put_told(junit, &issue);
		count++;
	}
	return count;
}

static void
put_reason(struct junit *junit, const char *what,
    const struct el_rule_outcome *outcome)
{
	struct sink *scratch = &junit->issues.scratch;

	sink_text(scratch, what);
	if (outcome->reason != NULL)
		sink_printf(scratch, ": %s", outcome->reason);
	if (outcome->detail != NULL)
		sink_printf(scratch, ":%s", outcome->detail);
	sink_char(scratch, '\0');
	put_skipped(junit, scratch->error == 0 ? scratch->data : what);
	sink_clear(scratch);
}

/* The first waiver of a rule's findings; all of them are waived. */
static const struct el_waiver *
waiver_of(const struct el_result *result, const char *rule)
{
	for (size_t i = 0; i < result->finding_count; i++)
		if (strcmp(result->findings[i].rule->id, rule) == 0)
			return result->findings[i].waiver;
	return NULL;
}

static void
put_outcome(struct report *report, const struct el_result *result,
    const char *rule, const struct el_rule_outcome *outcome)
{
	struct junit *junit = report->state;
	const struct el_waiver *waiver;

	switch (outcome->outcome) {
	case EL_FAIL:
		if (put_findings(report, result, rule, WANTED_FAILURES) > 0)
			junit->ends.failures++;
		put_findings(report, result, rule, WANTED_OTHERS);
		break;
	case EL_WAIVED:
		waiver = waiver_of(result, rule);
		if (waiver != NULL)
			put_waived(junit, waiver);
		put_findings(report, result, rule, WANTED_OTHERS);
		break;
	case EL_NOT_APPLICABLE:
		put_reason(junit, "not applicable", outcome);
		break;
	case EL_NOT_EVALUATED:
		put_reason(junit, "not evaluated", outcome);
		break;
	case EL_SWITCHED_OFF:
		put_skipped(junit, "switched off by the profile");
		break;
	default:
		break;
	}
}

/* Rules that were not asked of the certificate are no cases. */
static bool
is_case(const struct report *report, const struct el_rule_outcome *outcome)
{
	if (outcome->outcome == EL_WAIVED)
		return !report->options.hide_waived;
	return outcome->outcome != EL_NOT_ASKED &&
	    outcome->outcome != EL_NOT_SELECTED;
}

static void
put_rules(struct report *report, const struct el_result *result)
{
	struct junit *junit = report->state;

	for (size_t i = 0; i < junit->catalogue.count; i++) {
		const struct el_rule_outcome *outcome = result->outcomes[i];
		const char *rule = junit->catalogue.rules[i]->id;

		if (!is_case(report, outcome))
			continue;
		put_source(&junit->issues.scratch, &report->options, result);
		if (outcome->outcome == EL_PASS) {
			put_passed(junit, rule);
			continue;
		}
		begin_case(junit, rule);
		put_outcome(report, result, rule, outcome);
		end_case(junit);
	}
}

/* What could not be read is a case of its own, or of the run's suite. */
static void
put_error(struct report *report, const struct issue *issue)
{
	struct junit *junit = report->state;

	source_path_write(&junit->issues.scratch, &report->options,
	    issue->source);
	begin_case(junit, issue->rule);
	put_ended(junit, "error", issue->code != NULL ? issue->code :
	    issue->rule, issue);
	end_case(junit);
	junit->ends.errors++;
}

/* The suite around the cases; its name is in the scratch. */
static void
put_suite(struct report *report, const char *verdict)
{
	struct junit *junit = report->state;
	const struct ends *ends = &junit->ends;
	struct sink *sink = report->sink;

	sink_text(sink, "  <testsuite");
	put_scratch(junit, sink, "name");
	sink_printf(sink, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
	    "skipped=\"%zu\">\n", ends->cases, ends->failures, ends->errors,
	    ends->skipped);
	sink_printf(sink, "    <properties>\n"
	    "      <property name=\"verdict\" value=\"%s\"/>\n"
	    "    </properties>\n", verdict);
	sink_write(sink, junit->cases.data, junit->cases.size);
	sink_text(sink, "  </testsuite>\n");
	if (junit->cases.error != 0 && sink->error == 0)
		sink->error = junit->cases.error;
	sink_clear(&junit->cases);
	junit->ends = (struct ends){ .cases = 0 };
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct junit *junit = report->state;
	bool is_readable = judged->problem.code == NULL;

	issues_of_next(&junit->issues);
	if (is_readable)
		put_rules(report, judged);
	else
		issues_of_result(&junit->issues, report, judged, put_error);
	put_source(&junit->issues.scratch, &report->options, judged);
	put_suite(report, el_verdict_name(is_readable ? judged->verdict :
							EL_VERDICT_UNREADABLE));
}

/* --- the suite of the run ------------------------------------------------- */

/* Several findings of a rule about one file have names that differ. */
static void
begin_run_case(struct report *report, const struct issue *issue)
{
	enum { SHORT_FINGERPRINT = 8, NAME_MAX_SIZE = 120 };
	struct junit *junit = report->state;
	char name[NAME_MAX_SIZE];

	source_path_write(&junit->issues.scratch, &report->options,
	    issue->source);
	if (issue->finding->name.data == NULL)
		snprintf(name, sizeof(name), "%s", issue->rule);
	else
		snprintf(name, sizeof(name), "%s (%.*s)", issue->rule,
		    SHORT_FINGERPRINT, issue->fingerprint);
	begin_case(junit, name);
}

static void
put_run_issue(struct report *report, const struct issue *issue)
{
	struct junit *junit = report->state;

	if (issue->finding == NULL) {
		put_error(report, issue);
		return;
	}
	begin_run_case(report, issue);
	if (issue->waiver != NULL) {
		put_waived(junit, issue->waiver);
	} else if (is_failure(report, issue->finding)) {
		put_ended(junit, "failure", el_severity_name(issue->severity),
		    issue);
		junit->ends.failures++;
	} else {
		put_told(junit, issue);
	}
	end_case(junit);
}

/* --- the writer ----------------------------------------------------------- */

static bool
begin(struct report *report)
{
	struct junit *junit = calloc(1, sizeof(*junit));

	report->state = junit;
	if (junit == NULL)
		return false;
	sink_to_memory(&junit->cases);
	return issues_begin(&junit->issues, &report->options) &&
	    catalogue_make(&junit->catalogue);
}

static void
head(struct report *report)
{
	sink_text(report->sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites name=\"edgelint\">\n");
}

static void
end(struct report *report, const struct judge *judge)
{
	struct junit *junit = report->state;

	issues_of_run(&junit->issues, report, judge, put_run_issue);
	if (junit->ends.cases > 0) {
		sink_text(&junit->issues.scratch, "the run");
		put_suite(report, el_verdict_name(judge->summary.verdict));
	}
	sink_text(report->sink, "</testsuites>\n");
}

static void
discard(struct report *report)
{
	struct junit *junit = report->state;

	if (junit == NULL)
		return;
	issues_free(&junit->issues);
	catalogue_free(&junit->catalogue);
	sink_free(&junit->cases);
	free(junit);
}

const struct report_writer report_junit = {
	.name = "junit",
	.help = "JUnit XML, for Jenkins, GitLab and others",
	.begin = begin,
	.head = head,
	.result = result,
	.end = end,
	.discard = discard,
};
