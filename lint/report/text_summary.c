/* What a run over many inputs comes to, at the end of the text report. */

#include "text.h"

#include "base/time.h"
#include "facts.h"

enum { WORST_RULES = 5 };

static void
put_verdicts(struct text *text, const struct judge *judge)
{
	static const enum el_verdict order[] = { EL_VERDICT_PASS,
		EL_VERDICT_FAIL, EL_VERDICT_INCOMPLETE, EL_VERDICT_UNREADABLE };
	const size_t *verdicts = judge->totals.verdicts;
	struct sink *scratch = &text->scratch;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (verdicts[order[i]] > 0)
			sink_printf(scratch, "%s%zu %s",
			    scratch->size > 0 ? ", " : "", verdicts[order[i]],
			    el_verdict_name(order[i]));
	text_field(text, 0, "Verdicts");
}

static void
put_worst_rules(struct text *text, const struct judge *judge)
{
	size_t worst[WORST_RULES];
	size_t count = totals_worst(worst, WORST_RULES,
	    &judge->totals);

	for (size_t i = 0; i < count; i++) {
		size_t failures = judge->totals.failures[worst[i]];
		size_t rows;

		sink_printf(&text->scratch, "%s%s, on %zu of %zu",
		    i > 0 ? "\n" : "", el_rule_rows(worst[i], &rows)->id,
		    failures, judge->summary.judged);
	}
	if (count > 0)
		text_field(text, 0, "Fails most");
}

static void
put_expiry(struct sink *scratch, const struct totals_expiry *expiry,
    int64_t as_of)
{
	const struct el_result result = { .source = expiry->source,
		.index = expiry->index, .line = expiry->line };
	long long days = facts_days_until(expiry->end, as_of);
	char date[TIME_TEXT_SIZE];

	time_to_date(date, expiry->end);
	sink_printf(scratch, "%s, %lld day%s left: ", date, days,
	    days == 1 ? "" : "s");
	facts_write_source(scratch, &result);
}

static void
put_soonest(struct text *text, const struct totals *totals)
{
	struct sink *scratch = &text->scratch;

	for (size_t i = 0; i < totals->soonest_count; i++) {
		if (i > 0)
			sink_char(scratch, '\n');
		put_expiry(scratch, &totals->soonest[i], totals->as_of);
	}
	if (totals->soonest_count > 0)
		text_field(text, 0, "Ends first");
	if (totals->ended == 0)
		return;
	sink_printf(scratch, "%zu certificate%s", totals->ended,
	    totals->ended == 1 ? "" : "s");
	text_field(text, 0, "Has ended");
}

void
text_summary(struct text *text, const struct judge *judge)
{
	sink_char(text->page.sink, '\n');
	put_verdicts(text, judge);
	put_worst_rules(text, judge);
	put_soonest(text, &judge->totals);
}
