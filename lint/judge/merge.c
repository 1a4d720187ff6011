/* What several judges of one run have seen, as one. */

#include "base/limits.h"
#include "judge.h"

static void
add_summary(struct el_summary *to, const struct el_summary *from)
{
	to->results += from->results;
	to->judged += from->judged;
	to->unreadable += from->unreadable;
	to->passed_over += from->passed_over;
	to->waived += from->waived;
	for (size_t i = 0; i <= EL_ERROR; i++)
		to->severities[i] += from->severities[i];
	if (from->verdict > to->verdict)
		to->verdict = from->verdict;
}

static void
add_bits(uint8_t *to, const uint8_t *from, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] |= from[i];
}

/*
 * Both have kept the first LIMIT_RUN_FINDINGS of theirs, so that the first of
 * all are among them.
 */
static bool
merge_findings(struct judge *to, const struct judge *from,
    struct arena *arena)
{
	size_t total = to->run_finding_count + from->run_finding_count;
	size_t room = LIMIT_RUN_FINDINGS + el_rule_count();
	struct el_finding *findings = arena_alloc(arena, room,
	    sizeof(*findings));
	size_t *inputs = arena_alloc(arena, room, sizeof(*inputs));
	size_t a = 0;
	size_t b = 0;
	size_t count = 0;

	if (findings == NULL || inputs == NULL)
		return false;
	while (a + b < total && count < LIMIT_RUN_FINDINGS) {
		bool first = b == from->run_finding_count ||
		    (a < to->run_finding_count &&
			to->run_finding_inputs[a] <=
			    from->run_finding_inputs[b]);
		const struct judge *next = first ? to : from;
		size_t at = first ? a++ : b++;

		findings[count] = next->run_findings[at];
		inputs[count++] = next->run_finding_inputs[at];
	}
	to->run_findings = findings;
	to->run_finding_inputs = inputs;
	to->run_finding_count = count;
	to->run_findings_left_out += from->run_findings_left_out +
	    total - count;
	return true;
}

bool
judge_merge(struct judge *judge, const struct judge *other,
    struct arena *run_arena)
{
	add_summary(&judge->summary, &other->summary);
	totals_merge(&judge->totals, &other->totals);
	judge->answered |= other->answered;
	judge->ignored += other->ignored;
	add_bits(judge->rule_occurred, other->rule_occurred, el_rule_count());
	add_bits(judge->waiver_uses, other->waiver_uses,
	    judge->options.profile->waiver_count);
	if (judge->options.assignments != NULL)
		add_bits(judge->assignments_seen, other->assignments_seen,
		    judge->options.assignments->count);
	return other->run_finding_count + other->run_findings_left_out == 0 ||
	    merge_findings(judge, other, run_arena);
}
