/*
 * The report as one JSON document.  What belongs to the run is known last, so
 * that "findings", "rules" and "summary" stand behind "results".
 */

#include "report.h"

#include <stdlib.h>

#include "base/time.h"
#include "citation.h"
#include "facts.h"
#include "view/digest.h"
#include "record.h"

enum { INDENT = 2, RESULTS_DEPTH = 2, WORST_RULES = 10 };

static void
put_tool(struct json_writer *json)
{
	char library[16];

	digest_library_version(library);
	json_begin_object(json, "tool");
	json_string(json, "name", "edgelint");
	json_string(json, "version", EDGELINT_VERSION);
	json_string(json, "mbedtls", library);
	json_end_object(json);
}

static void
put_profile(struct json_writer *json, const struct el_profile *profile)
{
	json_begin_object(json, "profile");
	json_string(json, "name", profile->name);
	json_string(json, "product", el_product_name(profile->product));
	json_bytes(json, "source", el_bytes_of(profile->source));
	json_begin_array(json, "overridden");
	for (size_t i = 0; i < profile->overridden_count; i++)
		json_string(json, NULL, profile->overridden[i]);
	json_end_array(json);
	json_end_object(json);
}

static void
put_list(struct json_writer *json, const char *key, const char *const *names,
    size_t count)
{
	json_begin_array(json, key);
	for (size_t i = 0; i < count; i++)
		json_string(json, NULL, names[i]);
	json_end_array(json);
}

static void
put_selection(struct json_writer *json, const struct selection *selection)
{
	json_begin_object(json, "selection");
	put_list(json, "only", selection->only, selection->only_count);
	put_list(json, "skip", selection->skip, selection->skip_count);
	json_end_object(json);
}

static bool
begin(struct report *report)
{
	struct record *record = calloc(1, sizeof(*record));

	report->state = record;
	return record != NULL && record_begin(record, report, INDENT);
}

static void
head(struct report *report)
{
	struct record *record = report->state;
	struct json_writer *json = &record->json;
	char time[TIME_TEXT_SIZE];

	time_to_text(time, report->options.as_of);
	json_begin_object(json, NULL);
	json_number(json, "edgelint_report", RECORD_VERSION);
	put_tool(json);
	json_string(json, "evaluated_at", time);
	put_profile(json, report->options.profile);
	put_selection(json, &report->options.selection);
	json_begin_array(json, "results");
}

static void
separate(struct report *report)
{
	sink_char(report->sink, ',');
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct record *record = report->state;

	/* An element of "results", whether that was begun here or not. */
	record->json.depth = RESULTS_DEPTH;
	record->json.has_member = false;
	record_result(record, judged, false);
}

static void
put_rules(struct record *record, const struct judge *judge)
{
	struct json_writer *json = &record->json;

	json_begin_object(json, "rules");
	for (size_t i = 0; i < record->catalogue.count; i++) {
		const struct el_rule *rule = record->catalogue.rules[i];

		if (!judge->rule_occurred[i])
			continue;
		json_begin_object(json, rule->id);
		json_string(json, "title", rule->title);
		citation_put_sources(json, i);
		json_end_object(json);
	}
	json_end_object(json);
}

static void
put_verdicts(struct json_writer *json, const struct totals *totals)
{
	json_begin_object(json, "verdicts");
	for (size_t i = 0; i <= EL_VERDICT_UNREADABLE; i++)
		json_number(json, el_verdict_name((enum el_verdict)i),
		    (long long)totals->verdicts[i]);
	json_end_object(json);
}

static void
put_worst_rules(struct json_writer *json, const struct totals *totals)
{
	size_t worst[WORST_RULES];
	size_t count = totals_worst(worst, WORST_RULES, totals);

	json_begin_array(json, "worst_rules");
	for (size_t i = 0; i < count; i++) {
		size_t rows;

		json_begin_object(json, NULL);
		json_string(json, "rule", el_rule_rows(worst[i], &rows)->id);
		json_number(json, "certificates",
		    (long long)totals->failures[worst[i]]);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
put_soonest(struct json_writer *json, const struct totals *totals)
{
	json_number(json, "ended", (long long)totals->ended);
	json_begin_array(json, "ending_soonest");
	for (size_t i = 0; i < totals->soonest_count; i++) {
		const struct totals_expiry *expiry = &totals->soonest[i];
		char time[TIME_TEXT_SIZE];

		time_to_text(time, expiry->end);
		json_begin_object(json, NULL);
		json_bytes(json, "source", el_bytes_of(expiry->source));
		json_number(json, "index", (long long)expiry->index);
		json_string(json, "not_after", time);
		json_number(json, "days_left",
		    facts_days_until(expiry->end, totals->as_of));
		json_end_object(json);
	}
	json_end_array(json);
}

static void
put_summary(struct json_writer *json, const struct judge *judge)
{
	const struct el_summary *summary = &judge->summary;

	json_begin_object(json, "summary");
	json_number(json, "results", (long long)summary->results);
	json_number(json, "unreadable", (long long)summary->unreadable);
	json_number(json, "skipped", (long long)summary->passed_over);
	json_number(json, "error", (long long)summary->severities[EL_ERROR]);
	json_number(json, "warning",
	    (long long)summary->severities[EL_WARNING]);
	json_number(json, "info", (long long)summary->severities[EL_INFO]);
	json_number(json, "waived", (long long)summary->waived);
	json_number(json, "findings_left_out",
	    (long long)judge->run_findings_left_out);
	json_string(json, "verdict", el_verdict_name(summary->verdict));
	put_verdicts(json, &judge->totals);
	put_worst_rules(json, &judge->totals);
	put_soonest(json, &judge->totals);
	json_end_object(json);
}

static void
put_run_findings(struct record *record, const struct judge *judge)
{
	json_begin_array(&record->json, "findings");
	for (size_t i = 0; i < judge->run_finding_count; i++)
		if (!report_hides(record->options, &judge->run_findings[i]))
			record_finding(record, NULL, &judge->run_findings[i]);
	json_end_array(&record->json);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct record *record = report->state;

	record->json.has_member = report->results > 0;
	json_end_array(&record->json);
	put_run_findings(record, judge);
	put_rules(record, judge);
	put_summary(&record->json, judge);
	json_end_object(&record->json);
	sink_char(report->sink, '\n');
}

static void
discard(struct report *report)
{
	if (report->state != NULL)
		record_end(report->state);
	free(report->state);
}

const struct report_writer report_json = {
	.name = "json",
	.help = "one JSON document, see 'edgelint schema report'",
	.shows_passed_over = true,
	.begin = begin,
	.head = head,
	.separate = separate,
	.result = result,
	.end = end,
	.discard = discard,
};
