/*
 * A line of JSON for each result, for bulk runs: no line waits for another,
 * and nothing of the run is repeated in each.
 */

#include "report.h"

#include <stdlib.h>

#include "record.h"

static bool
begin(struct report *report)
{
	struct record *record = calloc(1, sizeof(*record));

	report->state = record;
	return record != NULL && record_begin(record, report, 0);
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct record *record = report->state;

	record_result(record, judged, true);
	sink_char(report->sink, '\n');
	record->json.has_member = false;
}

static void
end(struct report *report, const struct judge *judge)
{
	(void)report;
	(void)judge;
}

static void
discard(struct report *report)
{
	if (report->state != NULL)
		record_end(report->state);
	free(report->state);
}

const struct report_writer report_ndjson = {
	.name = "ndjson",
	.help = "one line of JSON a result, for bulk runs",
	.shows_passed_over = true,
	.begin = begin,
	.result = result,
	.end = end,
	.discard = discard,
};
