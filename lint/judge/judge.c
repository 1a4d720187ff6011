#include "judge.h"

#include "assignment.h"
#include "comparison.h"
#include "findings.h"
#include "key_cache.h"
#include "match.h"
#include "agenda.h"

#include "base/limits.h"
#include "base/text.h"
#include "view/digest.h"

/* Outcomes that need no particulars. */
static const struct el_rule_outcome has_failed = { .outcome = EL_FAIL };
static const struct el_rule_outcome is_waived = { .outcome = EL_WAIVED };

static bool
match_previous(struct judge *judge, struct arena *run_arena)
{
	const struct el_cert *previous = judge->options.earlier.previous;

	return previous == NULL || match_make(&judge->previous_match, previous,
	    judge->options.profile, run_arena);
}

bool
judge_begin(struct judge *judge, const struct judge_options *options,
    struct arena *run_arena)
{
	memset(judge, 0, sizeof(*judge));
	judge->options = *options;
	judge->agenda = agenda_new(options->profile, &options->selection,
	    run_arena);
	judge->keys = key_cache_new(run_arena);
	judge->rule_occurred = arena_alloc(run_arena, el_rule_count(), 1);
	judge->waiver_uses = arena_alloc(run_arena,
	    options->profile->waiver_count, 1);
	judge->assignments_seen = arena_alloc(run_arena,
	    options->assignments == NULL ? 1 : options->assignments->count, 1);
	return match_previous(judge, run_arena) &&
	    judge->agenda != NULL && judge->keys != NULL &&
	    judge->rule_occurred != NULL && judge->waiver_uses != NULL &&
	    judge->assignments_seen != NULL &&
	    totals_begin(&judge->totals, options->as_of, run_arena);
}

/* One target, and what asking the rules about it has come to. */
struct asking {
	struct judge *judge;
	const struct el_target *target;
	struct el_report report;
	size_t settled; /* findings, of the rules before */
	uint8_t *failed; /* per rule number */
	bool any_failed;
};

static bool
asking_begin(struct asking *asking, struct judge *judge,
    const struct el_target *target, struct arena *arena)
{
	const struct agenda *agenda = judge->agenda;

	asking->judge = judge;
	asking->target = target;
	asking->failed = arena_alloc(arena, agenda->count, 1);
	asking->any_failed = false;
	asking->settled = 0;
	findings_begin(&asking->report, arena, target, asking->failed,
	    judge->keys);
	return asking->failed != NULL;
}

/* An outcome with particulars, in the arena. */
static const struct el_rule_outcome *
outcome(struct asking *asking, enum el_outcome kind, const char *reason,
    const char *detail)
{
	struct el_rule_outcome *out = arena_take(asking->report.arena, 1,
	    sizeof(*out));

	if (out == NULL) {
		asking->report.no_memory = true;
		return &has_failed;
	}
	*out = (struct el_rule_outcome){ kind, reason, detail };
	return out;
}

/* The first rule that a rule leaves the whole certificate to, or NULL. */
static const char *
reported_by(const struct planned_rule *rule, const uint8_t *failed)
{
	size_t rows;

	for (size_t i = 0; i < rule->yield_count; i++)
		if (failed[rule->yields[i]] != 0)
			return el_rule_rows(rule->yields[i], &rows)->id;
	return NULL;
}

/* What keeps a rule from being asked of the target, or NULL. */
static const struct el_rule_outcome *
kept_by(struct asking *asking, const struct asked_rule *asked)
{
	const struct el_rule *row = asked->row;
	const char *condition = row->applies == NULL ? NULL :
	    row->applies(asking->target);
	const char *better;

	if (condition != NULL)
		return outcome(asking, EL_NOT_APPLICABLE, condition, NULL);
	if (asked->lacks)
		return outcome(asking, EL_NOT_EVALUATED, "unknown",
		    agenda_unknown_key(asking->judge->agenda, row));
	better = asking->any_failed ?
	    reported_by(asked->rule, asking->failed) : NULL;
	if (better != NULL)
		return outcome(asking, EL_NOT_APPLICABLE, "reported-by",
		    better);
	return asked->kept;
}

/*
 * The findings of one rule: severities of the profile, then waivers; whether
 * all are waived.
 */
static bool
settle_findings(struct asking *asking)
{
	const struct el_target *target = asking->target;
	struct el_report *report = &asking->report;
	const struct el_severity_override *override =
	    findings_override(target->profile, report->rule->id);
	bool all_waived = true;

	for (; asking->settled < report->count; asking->settled++) {
		struct el_finding *finding = &report->list[asking->settled];

		if (override != NULL)
			finding->severity = override->severity;
		finding->of_request = target->cert != NULL &&
		    target->cert->request != NULL;
		finding->waiver = findings_waiver(target->profile, finding,
		    target->cert, asking->judge->options.as_of,
		    asking->judge->waiver_uses);
		all_waived = all_waived && finding->waiver != NULL;
	}
	return all_waived;
}

/*
 * A rule left an offence to one that names it better.  When that one is not
 * asked in this run, nobody has answered.
 */
static const struct el_rule_outcome *
left_to(struct asking *asking, const char *rule)
{
	const struct agenda *agenda = asking->judge->agenda;
	size_t number = el_rule_find(rule);

	if (number < agenda->count && agenda->selected[number] == 0)
		return outcome(asking, EL_NOT_EVALUATED, "not-selected", rule);
	return outcome(asking, EL_NOT_APPLICABLE, "reported-by", rule);
}

/*
 * A check has flagged, yielded or given up.  What a rule that is switched off
 * found is forgotten, but decides what others leave to it.
 */
static const struct el_rule_outcome *
conclude(struct asking *asking, const struct asked_rule *asked)
{
	struct el_report *report = &asking->report;
	bool flagged = report->count != asking->settled;
	const char *better = report->yielded_to;
	const char *reason = report->cannot_tell;

	report->yielded_to = report->cannot_tell = NULL;
	report->spoke = false;
	if (!flagged && reason != NULL)
		return outcome(asking, EL_NOT_EVALUATED, reason,
		    report->cannot_tell_detail);
	if (!flagged)
		return left_to(asking, better);
	asking->failed[asked->number] = 1;
	asking->any_failed = true;
	if (asked->off) {
		report->count = asking->settled;
		return &agenda_switched_off;
	}
	asking->judge->rule_occurred[asked->number] = 1;
	if (settle_findings(asking))
		return &is_waived;
	if (asking->target->cert != NULL)
		asking->judge->totals.failures[asked->number]++;
	return &has_failed;
}

/* Ask a rule that nothing keeps from being asked. */
static inline const struct el_rule_outcome *
ask(struct asking *asking, const struct asked_rule *asked)
{
	struct el_report *report = &asking->report;

	report->rule = asked->row;
	asked->check(asking->target, report);
	return report->spoke ? conclude(asking, asked) : &agenda_passed;
}

static const struct el_rule_outcome *
ask_special(struct asking *asking, const struct asked_rule *asked)
{
	const struct el_rule_outcome *out = kept_by(asking, asked);

	if (out == NULL)
		out = ask(asking, asked);
	return asked->off ? &agenda_switched_off : out;
}

/* The severity at and above which a finding makes a verdict "fail". */
static enum el_severity
threshold(const struct judge *judge)
{
	return judge->options.fail_on == EL_OFF ? EL_ERROR :
						  judge->options.fail_on;
}

static bool
counts_as_failure(const struct judge *judge, const struct el_finding *finding)
{
	return finding->waiver == NULL &&
	    finding->severity >= threshold(judge);
}

static void
count_finding(struct judge *judge, const struct el_finding *finding)
{
	if (finding->waiver != NULL)
		judge->summary.waived++;
	else
		judge->summary.severities[finding->severity]++;
}

static void
raise_verdict(struct judge *judge, enum el_verdict verdict)
{
	if (verdict > judge->summary.verdict)
		judge->summary.verdict = verdict;
}

/* Whether the certificate policies hold one of the CA/Browser Forum's. */
static const struct el_policy *
baseline_policy(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->policy_count; i++) {
		switch (cert->policies[i].id) {
		case EL_OID_BR_EV:
		case EL_OID_BR_DV:
		case EL_OID_BR_OV:
		case EL_OID_BR_IV:
			return &cert->policies[i];
		default:
			break;
		}
	}
	return NULL;
}

static void
find_scope(struct el_result *result, const struct el_profile *profile)
{
	result->scope = EL_PRIVATE;
	if (result->cert->request != NULL &&
	    profile->issuer == EL_ISSUER_AUTO) {
		result->scope_reason = "of a request only the profile can tell";
	} else if (!profile->issuer_chosen &&
	    profile->interface == EL_INTERNAL) {
		result->scope_reason = "internal interface";
	} else if (profile->issuer == EL_ISSUER_PUBLIC) {
		result->scope = EL_PUBLIC;
		result->scope_reason = "the profile says so";
	} else if (profile->issuer == EL_ISSUER_PRIVATE) {
		result->scope_reason = "the profile says so";
	} else if (baseline_policy(result->cert) != NULL) {
		result->scope = EL_PUBLIC;
		result->scope_reason = "it has a CA/Browser Forum policy";
	} else if ((result->cert->unreadable & EL_PART_POLICIES) != 0) {
		result->scope_reason = "its policies cannot be read";
	} else {
		result->scope_reason = "no CA/Browser Forum policy";
	}
}

static void
finish_result(struct judge *judge, struct el_result *result, bool gap)
{
	bool answered = result->counts[EL_PASS] + result->counts[EL_FAIL] +
		result->counts[EL_WAIVED] > 0;

	/* Nothing asked is nothing passed. */
	result->verdict = gap || !answered ? EL_VERDICT_INCOMPLETE :
					     EL_VERDICT_PASS;
	judge->answered |= answered;
	for (size_t i = 0; i < result->finding_count; i++) {
		count_finding(judge, &result->findings[i]);
		if (counts_as_failure(judge, &result->findings[i]))
			result->verdict = EL_VERDICT_FAIL;
	}
	judge->summary.results++;
	judge->summary.judged++;
	totals_add(&judge->totals, result, judge->input);
	raise_verdict(judge, result->verdict);
}

/* Ask all that is left to ask; returns whether there is a gap. */
static bool
ask_all(struct asking *asking, const struct planned_kind *kind,
    const struct el_rule_outcome **outcomes, size_t *counts)
{
	const struct asked_rule *end = kind->asked + kind->asked_count;
	bool gap = kind->gap;

	for (const struct asked_rule *asked = kind->asked; asked < end;
	     asked++) {
		const struct el_rule_outcome **now;
		const struct el_rule_outcome *out;

		if (asked->special || (asked->yields && asking->any_failed))
			out = ask_special(asking, asked);
		else
			out = ask(asking, asked);
		/* Nearly always it ends as the agenda has it. */
		if (out == &agenda_passed)
			continue;
		now = &outcomes[asked->number];
		counts[(*now)->outcome]--;
		counts[out->outcome]++;
		*now = out;
		gap = gap || findings_is_gap(asking->target->profile,
		    asked->rule->rows, out);
	}
	return gap;
}

static bool
compare(struct judge *judge, struct el_result *result,
    const struct el_match *match, struct arena *arena)
{
	const struct compared compared = { result->cert, match,
		&judge->previous_match };

	return result->role != EL_EDGE ||
	    comparison_make(&result->comparison, &judge->options.earlier,
		&compared, judge->options.profile, arena);
}

unsigned
judge_uses(struct judge *judge, const struct el_cert *cert, enum el_role role)
{
	const struct el_assignments *all = judge->options.assignments;
	char thumbprint[EL_THUMBPRINT_SIZE];
	uint8_t sha1[DIGEST_SHA1_SIZE];
	size_t number;

	if (all == NULL || role != EL_EDGE || cert->request != NULL)
		return 0;
	text_hex_copy(thumbprint, digest_sha1(sha1, cert->der));
	number = assignments_find(all, thumbprint);
	if (number == all->count)
		return 0;
	judge->assignments_seen[number] = 1;
	return all->list[number].uses;
}

bool
judge_asks_internal(const struct judge *judge)
{
	for (size_t i = 0; i < judge->agenda->count; i++) {
		size_t rows;

		if (el_rule_rows(i, &rows)->interfaces == EL_INTERNAL &&
		    judge->agenda->selected[i] != 0)
			return true;
	}
	return false;
}

static bool
judge_by_profile(struct judge *judge, struct el_result *result,
    struct arena *arena)
{
	const struct el_profile *profile = judge->options.profile;
	struct agenda *agenda = judge->agenda;
	struct el_match *match = arena_take(arena, 1, sizeof(*match));
	const struct el_rule_outcome **outcomes = arena_take(arena,
	    agenda->count, sizeof(*outcomes));
	const struct planned_kind *kind;
	const struct el_report *report;
	struct el_target target;
	struct asking asking;
	bool gap;

	if (match == NULL || outcomes == NULL ||
	    !match_make(match, result->cert, profile, arena) ||
	    !compare(judge, result, match, arena))
		return false;
	find_scope(result, profile);
	result->profile = profile;
	target = (struct el_target){
		.cert = result->cert,
		.profile = profile,
		.match = match,
		.role = result->role,
		.scope = result->scope,
		.chain = result->chain,
		.comparison = result->comparison,
		.renew_within = &judge->options.renew_within,
		.assignments = judge->options.assignments,
		.uses = result->uses,
		.container = result->container,
		.as_of = judge->options.as_of,
	};
	kind = agenda_kind(agenda, &target);
	if (kind == NULL || !asking_begin(&asking, judge, &target, arena))
		return false;
	memcpy(outcomes, kind->outcomes, agenda->count * sizeof(*outcomes));
	memcpy(result->counts, kind->counts, sizeof(result->counts));
	gap = ask_all(&asking, kind, outcomes, result->counts);
	report = &asking.report;
	result->match = match;
	result->outcomes = outcomes;
	result->findings = findings_sorted(report->list, report->count, arena);
	result->finding_count = report->count;
	if (report->no_memory || result->findings == NULL)
		return false;
	finish_result(judge, result, gap);
	return !judge->options.pool || result->role != EL_EDGE ||
	    pool_add(&judge->pool, result, agenda->arena);
}

/* Nothing below knows but the one profile and agenda. */
static bool
judge_as(struct judge *judge, const struct variant *variant,
    struct el_result *result, struct arena *arena)
{
	const struct el_profile *profile = judge->options.profile;
	struct agenda *agenda = judge->agenda;
	bool judged;

	judge->options.profile = &variant->profile;
	judge->agenda = variant->agenda;
	judged = judge_by_profile(judge, result, arena);
	judge->options.profile = profile;
	judge->agenda = agenda;
	return judged;
}

bool
judge_certificate(struct judge *judge, struct el_result *result,
    struct arena *arena)
{
	const struct variant *variant;

	if (result->uses == 0)
		return judge_by_profile(judge, result, arena);
	variant = variant_for(judge, result->uses, result->of_both);
	return variant != NULL && judge_as(judge, variant, result, arena);
}

void
judge_unreadable(struct judge *judge, struct el_result *result)
{
	result->verdict = EL_VERDICT_UNREADABLE;
	judge->summary.results++;
	judge->summary.unreadable++;
	totals_add(&judge->totals, result, judge->input);
	raise_verdict(judge, EL_VERDICT_UNREADABLE);
}

void
judge_pass_over(struct judge *judge, bool named)
{
	judge->ignored += named;
	judge->summary.passed_over++;
}

static bool
make_run_findings(struct judge *judge, struct arena *run_arena)
{
	size_t room = LIMIT_RUN_FINDINGS + judge->agenda->count;

	judge->run_findings = arena_alloc(run_arena, room,
	    sizeof(*judge->run_findings));
	judge->run_finding_inputs = arena_alloc(run_arena, room,
	    sizeof(*judge->run_finding_inputs));
	return judge->run_findings != NULL &&
	    judge->run_finding_inputs != NULL;
}

static bool
keep_text(struct el_bytes *text, struct arena *run_arena)
{
	if (text->data != NULL)
		text->data = (const uint8_t *)arena_copy(run_arena, *text);
	return text->data != NULL || text->size == 0;
}

/* A finding about an input or the run, which outlives the input's arena. */
static bool
keep_finding(struct judge *judge, const struct el_finding *finding,
    struct arena *run_arena)
{
	struct el_finding *kept;

	if (judge->run_finding_count >= LIMIT_RUN_FINDINGS &&
	    finding->rule->level == EL_PER_INPUT) {
		judge->run_findings_left_out++;
		return true;
	}
	if (judge->run_findings == NULL && !make_run_findings(judge, run_arena))
		return false;
	judge->run_finding_inputs[judge->run_finding_count] = judge->input;
	kept = &judge->run_findings[judge->run_finding_count++];
	*kept = *finding;
	kept->message = arena_copy(run_arena, el_bytes_of(finding->message));
	if (finding->source != NULL) {
		kept->source = arena_copy(run_arena,
		    el_bytes_of(finding->source));
		if (kept->source == NULL)
			return false;
	}
	return kept->message != NULL && keep_text(&kept->name, run_arena) &&
	    keep_text(&kept->actual, run_arena) &&
	    keep_text(&kept->expected, run_arena);
}

/* Ask the rules of one level, which no certificate is the subject of. */
static bool
ask_level(struct judge *judge, enum el_level level, struct el_target *target,
    struct arena *arena, struct arena *run_arena)
{
	const struct agenda *agenda = judge->agenda;
	const struct el_report *report;
	struct asking asking;

	target->profile = judge->options.profile;
	target->as_of = judge->options.as_of;
	target->assignments = judge->options.assignments;
	target->role = EL_EDGE;
	target->scope = EL_PRIVATE;
	if (!asking_begin(&asking, judge, target, arena))
		return false;
	for (size_t i = 0; i < agenda->other_count; i++) {
		const struct planned_rule *rule = agenda->others[i];
		struct el_rule_outcome settled;
		struct asked_rule asked;

		if (rule->rows[0].level != level ||
		    agenda_settle(&settled, &asked, agenda, rule, target,
			UINT32_MAX))
			continue;
		asked.off = asked.off || agenda->selected[rule->number] == 0;
		asked.special = true;
		ask_special(&asking, &asked);
	}
	if (level == EL_PER_RUN)
		judge->deployment_missing =
		    asking.failed[el_rule_find("profile.missing")] != 0 ||
		    asking.failed[el_rule_find("profile.incomplete")] != 0;
	report = &asking.report;
	for (size_t i = 0; i < report->count; i++) {
		report->list[i].source = target->source;
		count_finding(judge, &report->list[i]);
		if (counts_as_failure(judge, &report->list[i]))
			raise_verdict(judge, EL_VERDICT_FAIL);
		if (!keep_finding(judge, &report->list[i], run_arena))
			return false;
	}
	return !report->no_memory;
}

bool
judge_input(struct judge *judge, const struct judge_seen *seen,
    struct arena *arena, struct arena *run_arena)
{
	/* A CA file may be what was asked for. */
	bool wants_issuers = judge->options.forced_role == EL_ISSUER;
	struct el_target target = {
		.source = seen->source,
		.edges = seen->edges,
		.issuers = wants_issuers ? 0 : seen->issuers,
		.facts = seen->facts,
	};

	return ask_level(judge, EL_PER_INPUT, &target, arena, run_arena);
}

/* Which waivers could have been used: their rule was asked of something. */
static void
note_asked(struct judge *judge)
{
	const struct el_profile *profile = judge->options.profile;

	for (size_t i = 0; i < profile->waiver_count; i++) {
		size_t number = el_rule_find(profile->waivers[i].rule);

		if (judge->summary.judged != 0 &&
		    judge->agenda->selected[number] != 0 &&
		    !findings_is_off(profile, profile->waivers[i].rule))
			judge->waiver_uses[i] |= EL_WAIVER_ASKED;
	}
}

bool
judge_finish(struct judge *judge, struct arena *run_arena)
{
	struct el_target target = {
		.waiver_uses = judge->waiver_uses,
		.nodes = judge->pool.nodes,
		.node_count = judge->pool.count,
		.assignments_seen = judge->assignments_seen,
	};

	note_asked(judge);
	/* What was passed over, or not compared, has not passed. */
	if (judge->summary.judged == 0 || !judge_compared_pool(judge))
		raise_verdict(judge, EL_VERDICT_INCOMPLETE);
	return ask_level(judge, EL_PER_RUN, &target, run_arena, run_arena);
}

bool
judge_compared_pool(const struct judge *judge)
{
	return !judge->options.pool ||
	    (judge->pool.count >= 2 && judge->pool.left_out == 0);
}

int
judge_status(const struct judge *judge, bool require_profile)
{
	if (judge->summary.unreadable != 0)
		return 2;
	if (!judge->answered &&
	    (judge->summary.judged != 0 || judge->ignored == 0))
		return 2;
	if (!judge_compared_pool(judge))
		return 2;
	if (require_profile && judge->deployment_missing)
		return 2;
	if (judge->options.fail_on == EL_OFF)
		return 0;
	for (unsigned s = judge->options.fail_on; s <= EL_ERROR; s++)
		if (judge->summary.severities[s] != 0)
			return 1;
	return 0;
}
