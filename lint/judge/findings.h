/*
 * Findings while one target is judged: where the checks put them.
 */
#ifndef LINT_JUDGE_FINDINGS_H
#define LINT_JUDGE_FINDINGS_H

#include <edgelint/result.h>

#include "base/arena.h"
#include "key_cache.h"

/* What a check reports to; the rule's name for it is struct el_report. */
struct el_report {
	struct arena *arena;
	struct el_finding *list;
	size_t count;
	size_t capacity;
	const struct el_rule *rule; /* whose check runs */
	enum el_role role; /* of the certificate */
	bool spoke; /* it flagged, yielded or gave up */
	const char *yielded_to; /* by that check, or NULL */
	const char *cannot_tell; /* why it cannot, or NULL */
	const char *cannot_tell_detail;
	const uint8_t *failed; /* per rule number */
	struct key_cache *keys; /* of the run */
	const uint8_t *weak_of; /* the modulus that was asked for last */
	struct el_weak_key weak;
	struct el_finding spare; /* filled in when there is no memory */
	bool no_memory;
};

/*
 * A report without findings.  Member by member: the spare finding needs no
 * value, and a block fill would cost as much as several rules.
 */
static inline void
findings_begin(struct el_report *report, struct arena *arena,
    const struct el_target *target, const uint8_t *failed,
    struct key_cache *keys)
{
	report->arena = arena;
	report->list = NULL;
	report->count = report->capacity = 0;
	report->rule = NULL;
	report->role = target->cert == NULL ? 0 : target->role;
	report->spoke = false;
	report->yielded_to = NULL;
	report->cannot_tell = report->cannot_tell_detail = NULL;
	report->failed = failed;
	report->keys = keys;
	report->weak_of = NULL;
	report->no_memory = false;
}

/*
 * The findings in the order of reports: worst first, waived ones last, else
 * as they were made.  NULL: no memory.
 */
const struct el_finding *findings_sorted(const struct el_finding *list,
    size_t count, struct arena *arena);

/* An override of the profile for a rule, or NULL. */
const struct el_severity_override *findings_override(
    const struct el_profile *profile, const char *rule);

/* Whether the profile switches a rule off. */
bool findings_is_off(const struct el_profile *profile, const char *rule);

/*
 * The waiver that holds for a finding at a time, or NULL; cert is NULL for a
 * finding about the run.  What each waiver came to is noted in uses (enum
 * el_waiver_use, by waiver).
 */
const struct el_waiver *findings_waiver(const struct el_profile *profile,
    const struct el_finding *finding, const struct el_cert *cert,
    int64_t as_of, uint8_t *uses);

/*
 * Whether a rule, by its first row, is one of severity error that was not
 * evaluated for want of a deployment, or because nobody here can tell: such a
 * gap makes a verdict incomplete.
 */
bool findings_is_gap(const struct el_profile *profile,
    const struct el_rule *rule, const struct el_rule_outcome *out);

#endif
