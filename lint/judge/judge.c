#include "judge.h"

#include "findings.h"
#include "match.h"

#include "base/limits.h"

/* One id with its rows, and what of it this run settles beforehand. */
struct planned_rule {
	const struct el_rule *rows;
	size_t row_count;
	size_t number;
	/* The rules that it yields to as a whole. */
	struct {
		size_t number;
		const char *id;
	} yields[EL_YIELDS_MAX];
	size_t yield_count;
};

/* A rule that is left to ask; its row when only one can be in force. */
struct asked_rule {
	const struct planned_rule *rule;
	const struct el_rule *row; /* NULL: row_in_force() tells */
	bool off; /* asked for the sake of those that yield to it */
};

enum { ROLES = 2, SCOPES = 2 };

/*
 * Certificates of one role and scope: the outcomes that are settled before
 * one is seen, and the rules that are left to ask, in an order in which a
 * rule stands behind those that it yields to.
 */
struct planned_kind {
	struct el_rule_outcome *settled; /* by rule number */
	struct asked_rule *asked;
	size_t asked_count;
	size_t counts[EL_OUTCOME_COUNT]; /* of what is settled */
};

struct judge_plan {
	size_t count; /* of rule ids */
	struct planned_rule *rules; /* in order of evaluation */
	struct planned_kind kinds[ROLES][SCOPES];
	unsigned known; /* enum el_knows: what the profile tells */
};

/* The keys of a profile that a rule cannot do without. */
static const struct {
	enum el_knows bit;
	const char *key;
} knowledge[] = {
	{ EL_KNOWS_ACCESS_EDGE, "access_edge_fqdn" },
	{ EL_KNOWS_WEB_CONFERENCING, "web_conferencing_fqdn" },
	{ EL_KNOWS_SIP_DOMAINS, "sip_domains" },
	{ EL_KNOWS_XMPP_DOMAINS, "xmpp_domains" },
	{ EL_KNOWS_ONLINE_SIP_DOMAINS, "online_sip_domains" },
};

enum { KNOWLEDGE = sizeof(knowledge) / sizeof(knowledge[0]) };

/* A product without a gateway has no XMPP domains that one could miss. */
static unsigned
known_of(const struct el_profile *profile)
{
	unsigned known = 0;

	if (el_host_known(profile->access_edge))
		known |= EL_KNOWS_ACCESS_EDGE;
	if (el_host_known(profile->web_conferencing))
		known |= EL_KNOWS_WEB_CONFERENCING;
	if (profile->sip.known)
		known |= EL_KNOWS_SIP_DOMAINS;
	if (profile->xmpp.known || (profile->product & EL_XMPP_PRODUCTS) == 0)
		known |= EL_KNOWS_XMPP_DOMAINS;
	if (profile->online_sip.known)
		known |= EL_KNOWS_ONLINE_SIP_DOMAINS;
	return known;
}

static const char *
unknown_key(unsigned missing)
{
	for (size_t i = 0; i < KNOWLEDGE; i++)
		if ((missing & knowledge[i].bit) != 0)
			return knowledge[i].key;
	return NULL;
}

static bool
allows(unsigned mask, unsigned what)
{
	return mask == 0 || (mask & what) != 0;
}

/*
 * Why a row does not apply to any certificate of a role and scope under a
 * profile; no reason: it may apply.
 */
static struct el_rule_outcome
settle_row(const struct el_rule *row, const struct el_profile *profile,
    enum el_role role, enum el_scope scope)
{
	struct el_rule_outcome out = { .outcome = EL_NOT_APPLICABLE };

	if (!allows(row->roles, role)) {
		out.reason = "role";
		out.detail = role == EL_EDGE ? "edge" : "issuer";
	} else if (!allows(row->products, profile->product)) {
		out.reason = "product";
		out.detail = el_product_name(profile->product);
	} else if (!allows(row->interfaces, profile->interface)) {
		out.reason = "interface";
		out.detail = el_interface_name(profile->interface);
	} else if (!allows(row->services, profile->services)) {
		out.reason = "service";
	} else if (!allows(row->scopes, scope)) {
		out.reason = "scope";
		out.detail = scope == EL_PUBLIC ? "public" : "private";
	}
	return out;
}

static bool
is_switched_off(const struct el_profile *profile, const char *rule)
{
	const struct el_severity_override *override =
	    findings_override(profile, rule);

	return override != NULL && override->severity == EL_OFF;
}

/*
 * The same for all rows of an id: settled when none of them may apply.  Row
 * comes out when it is the only one that may, whatever the certificate.
 */
static struct el_rule_outcome
settle(const struct planned_rule *rule, const struct el_profile *profile,
    enum el_role role, enum el_scope scope, const struct el_rule **row)
{
	struct el_rule_outcome first = { 0 };
	size_t open = 0;

	*row = NULL;
	if (rule->rows[0].level != EL_PER_CERTIFICATE)
		return (struct el_rule_outcome){
			is_switched_off(profile, rule->rows[0].id) ?
			    EL_SWITCHED_OFF : EL_NOT_ASKED, "level", NULL };
	for (size_t i = 0; i < rule->row_count; i++) {
		struct el_rule_outcome out = settle_row(&rule->rows[i],
		    profile, role, scope);

		if (i == 0)
			first = out;
		if (out.reason != NULL)
			continue;
		open++;
		if (rule->rows[i].since == 0 && rule->rows[i].until == 0)
			*row = &rule->rows[i];
	}
	if (open > 0)
		first.reason = NULL;
	if (open > 1)
		*row = NULL;
	return first;
}

static bool
plan_kind(struct judge_plan *plan, struct planned_kind *kind,
    const struct el_profile *profile, enum el_role role, enum el_scope scope,
    struct arena *arena)
{
	kind->settled = arena_alloc(arena, plan->count,
	    sizeof(*kind->settled));
	/* One more: a rule is written there before it is known to be asked. */
	kind->asked = arena_alloc(arena, plan->count + 1,
	    sizeof(*kind->asked));
	if (kind->settled == NULL || kind->asked == NULL)
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned_rule *rule = &plan->rules[i];
		struct asked_rule *asked = &kind->asked[kind->asked_count];
		struct el_rule_outcome out = settle(rule, profile, role,
		    scope, &asked->row);

		asked->rule = rule;
		asked->off = is_switched_off(profile, rule->rows[0].id);
		if (out.reason != NULL && asked->off)
			out.outcome = EL_SWITCHED_OFF;
		if (out.reason == NULL) {
			kind->asked_count++;
			continue;
		}
		kind->settled[rule->number] = out;
		kind->counts[out.outcome]++;
	}
	return true;
}

/* Whether a rule's whole-certificate yields are all in the order already. */
static bool
is_ready(const struct planned_rule *rule, const uint8_t *placed)
{
	for (size_t i = 0; i < rule->row_count; i++)
		for (size_t k = 0; k < EL_YIELDS_MAX; k++) {
			const char *to = rule->rows[i].yields[k].to;

			if (to != NULL && placed[el_rule_find(to)] == 0)
				return false;
		}
	return true;
}

static struct planned_rule
planned_rule(size_t number)
{
	struct planned_rule rule = { .number = number };

	rule.rows = el_rule_rows(number, &rule.row_count);
	for (size_t k = 0; k < EL_YIELDS_MAX; k++) {
		const struct el_yield *yield = &rule.rows[0].yields[k];

		if (yield->to == NULL || yield->by_entry)
			continue;
		rule.yields[rule.yield_count].number = el_rule_find(yield->to);
		rule.yields[rule.yield_count].id = yield->to;
		rule.yield_count++;
	}
	return rule;
}

/*
 * Table order, but behind those that it yields to.  Tables have no circles
 * of yields (the tests see to it); were there one, its rules would come last.
 */
static bool
plan_order(struct judge_plan *plan, struct arena *arena)
{
	/* One more, for a yield to a rule that does not exist. */
	uint8_t *placed = arena_alloc(arena, plan->count + 1, 1);
	size_t next = 0;

	plan->rules = arena_alloc(arena, plan->count, sizeof(*plan->rules));
	if (placed == NULL || plan->rules == NULL)
		return false;
	placed[plan->count] = 1;
	for (bool forced = false; next < plan->count;) {
		size_t before = next;

		for (size_t i = 0; i < plan->count; i++) {
			struct planned_rule rule;

			if (placed[i] != 0)
				continue;
			rule = planned_rule(i);
			if (!forced && !is_ready(&rule, placed))
				continue;
			plan->rules[next++] = rule;
			placed[i] = 1;
		}
		forced = next == before;
	}
	return true;
}

bool
judge_begin(struct judge *judge, const struct judge_options *options,
    struct arena *run_arena)
{
	static const enum el_role roles[ROLES] = { EL_EDGE, EL_ISSUER };
	static const enum el_scope scopes[SCOPES] = { EL_PUBLIC, EL_PRIVATE };
	struct judge_plan *plan = arena_alloc(run_arena, 1, sizeof(*plan));

	memset(judge, 0, sizeof(*judge));
	judge->options = *options;
	judge->plan = plan;
	if (plan == NULL)
		return false;
	plan->count = el_rule_count();
	plan->known = known_of(options->profile);
	judge->rule_occurred = arena_alloc(run_arena, plan->count, 1);
	if (judge->rule_occurred == NULL || !plan_order(plan, run_arena))
		return false;
	for (size_t r = 0; r < ROLES; r++)
		for (size_t s = 0; s < SCOPES; s++)
			if (!plan_kind(plan, &plan->kinds[r][s],
				options->profile, roles[r], scopes[s],
				run_arena))
				return false;
	return true;
}

/* The row of an id that is in force for a target, or NULL with a reason. */
static const struct el_rule *
row_in_force(const struct planned_rule *rule, const struct el_target *target,
    struct el_rule_outcome *out)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < rule->row_count; i++) {
		const struct el_rule *row = &rule->rows[i];
		struct el_rule_outcome settled = settle_row(row,
		    target->profile, target->role, target->scope);

		if (settled.reason != NULL) {
			*out = settled;
			continue;
		}
		if (cert == NULL || (row->since == 0 && row->until == 0))
			return row;
		if (!cert->not_before.known) {
			*out = (struct el_rule_outcome){ EL_NOT_EVALUATED,
				"unreadable", "validity" };
			return NULL;
		}
		if (cert->not_before.seconds >= row->since &&
		    (row->until == 0 ||
			cert->not_before.seconds < row->until))
			return row;
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE, "date",
			NULL };
	}
	return NULL;
}

static const char *
lowest_part(uint32_t parts)
{
	return el_part_name((enum el_part)(parts & -parts));
}

/* The first rule that a rule leaves the whole certificate to, or NULL. */
static const char *
reported_by(const struct planned_rule *rule, const uint8_t *failed)
{
	for (size_t i = 0; i < rule->yield_count; i++)
		if (failed[rule->yields[i].number] != 0)
			return rule->yields[i].id;
	return NULL;
}

/*
 * Whether something keeps a row from being asked of a target; if so, it is
 * written to out.
 */
static bool
is_kept(const struct judge_plan *plan, const struct planned_rule *rule,
    const struct el_rule *row, const struct el_target *target,
    const uint8_t *failed, struct el_rule_outcome *out)
{
	const struct el_cert *cert = target->cert;
	const char *condition = row->applies == NULL ? NULL :
						       row->applies(target);
	const char *better = reported_by(rule, failed);
	unsigned unknown = row->knows & ~plan->known;
	uint32_t unreadable = cert == NULL ? 0 :
	    (row->needs | row->readable) & cert->unreadable;
	uint32_t absent = cert == NULL ? 0 : row->needs & ~cert->present;

	if (condition != NULL)
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE, condition,
			NULL };
	else if (unknown != 0)
		*out = (struct el_rule_outcome){ EL_NOT_EVALUATED, "unknown",
			unknown_key(unknown) };
	else if (better != NULL)
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE,
			"reported-by", better };
	else if (unreadable != 0)
		*out = (struct el_rule_outcome){ EL_NOT_EVALUATED,
			"unreadable", lowest_part(unreadable) };
	else if (absent != 0)
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE, "absent",
			lowest_part(absent) };
	else
		return false;
	return true;
}

/* Severities of the profile, then waivers; how a rule that found ended. */
static enum el_outcome
conclude(const struct judge *judge, struct el_report *report, size_t before,
    const struct el_target *target)
{
	const struct el_severity_override *override =
	    findings_override(target->profile, report->rule->id);
	bool all_waived = true;

	for (size_t i = before; i < report->count; i++) {
		struct el_finding *finding = &report->list[i];

		if (override != NULL)
			finding->severity = override->severity;
		finding->waiver = findings_waiver(target->profile, finding,
		    target->cert, judge->options.as_of);
		all_waived = all_waived && finding->waiver != NULL;
	}
	return all_waived ? EL_WAIVED : EL_FAIL;
}

/*
 * Ask one rule of one target; out is all zero.  A rule that is switched off
 * is asked as well: whether it fails decides what others leave to it.
 */
static void
ask(struct judge *judge, const struct asked_rule *asked,
    const struct el_target *target, struct el_report *report, uint8_t *failed,
    struct el_rule_outcome *out)
{
	const struct planned_rule *rule = asked->rule;
	const struct el_rule *row = asked->row;
	size_t before = report->count;

	if (row == NULL)
		row = row_in_force(rule, target, out);
	if (row == NULL || is_kept(judge->plan, rule, row, target, failed, out))
		return;
	report->rule = row;
	report->yielded_to = NULL;
	row->check(target, report);
	failed[rule->number] = report->count != before;
	if (asked->off) {
		report->count = before;
	} else if (report->count != before) {
		out->outcome = conclude(judge, report, before, target);
		judge->rule_occurred[rule->number] = 1;
	} else if (report->yielded_to != NULL) {
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE,
			"reported-by", report->yielded_to };
	} else {
		out->outcome = EL_PASS;
	}
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

/* An error rule that was not evaluated for want of a deployment. */
static bool
is_gap(const struct el_profile *profile, const struct planned_rule *rule,
    const struct el_rule_outcome *out)
{
	const struct el_severity_override *override;

	if (out->outcome != EL_NOT_EVALUATED ||
	    strcmp(out->reason, "unknown") != 0)
		return false;
	override = findings_override(profile, rule->rows[0].id);
	return (override == NULL ? rule->rows[0].severity :
				   override->severity) == EL_ERROR;
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
	if (!profile->issuer_chosen && profile->interface == EL_INTERNAL) {
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

/* The engine asks by role and scope; rows that cannot apply are settled. */
static const struct planned_kind *
kind_of(const struct judge *judge, const struct el_result *result)
{
	return &judge->plan->kinds[result->role == EL_EDGE ? 0 : 1]
				  [result->scope == EL_PUBLIC ? 0 : 1];
}

static void
finish_result(struct judge *judge, struct el_result *result, bool gap)
{
	result->verdict = gap ? EL_VERDICT_INCOMPLETE : EL_VERDICT_PASS;
	for (size_t i = 0; i < result->finding_count; i++) {
		count_finding(judge, &result->findings[i]);
		if (counts_as_failure(judge, &result->findings[i]))
			result->verdict = EL_VERDICT_FAIL;
	}
	judge->summary.results++;
	judge->summary.judged++;
	raise_verdict(judge, result->verdict);
}

bool
judge_certificate(struct judge *judge, struct el_result *result,
    struct arena *arena)
{
	const struct el_profile *profile = judge->options.profile;
	const struct judge_plan *plan = judge->plan;
	struct el_match *match = arena_alloc(arena, 1, sizeof(*match));
	struct el_rule_outcome *outcomes = arena_take(arena, plan->count,
	    sizeof(*outcomes));
	uint8_t *failed = arena_alloc(arena, plan->count, 1);
	const struct planned_kind *kind;
	struct el_report report;
	struct el_target target;
	bool gap = false;

	if (match == NULL || outcomes == NULL || failed == NULL ||
	    !match_make(match, result->cert, profile, arena))
		return false;
	findings_begin(&report, arena, failed);
	find_scope(result, profile);
	kind = kind_of(judge, result);
	target = (struct el_target){
		.cert = result->cert,
		.profile = profile,
		.match = match,
		.role = result->role,
		.scope = result->scope,
		.as_of = judge->options.as_of,
	};
	memcpy(outcomes, kind->settled, plan->count * sizeof(*outcomes));
	memcpy(result->counts, kind->counts, sizeof(result->counts));
	for (size_t i = 0; i < kind->asked_count; i++) {
		const struct asked_rule *asked = &kind->asked[i];
		struct el_rule_outcome *out =
		    &outcomes[asked->rule->number];

		ask(judge, asked, &target, &report, failed, out);
		if (asked->off)
			*out = (struct el_rule_outcome){ EL_SWITCHED_OFF,
				"severity", NULL };
		result->counts[out->outcome]++;
		gap = gap || is_gap(profile, asked->rule, out);
	}
	result->match = match;
	result->outcomes = outcomes;
	result->findings = findings_sorted(report.list, report.count, arena);
	result->finding_count = report.count;
	if (report.no_memory || result->findings == NULL)
		return false;
	finish_result(judge, result, gap);
	return true;
}

void
judge_unreadable(struct judge *judge, struct el_result *result)
{
	result->verdict = EL_VERDICT_UNREADABLE;
	judge->summary.results++;
	judge->summary.unreadable++;
	raise_verdict(judge, EL_VERDICT_UNREADABLE);
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
	if (judge->run_findings == NULL)
		judge->run_findings = arena_alloc(run_arena,
		    LIMIT_RUN_FINDINGS + judge->plan->count,
		    sizeof(*judge->run_findings));
	if (judge->run_findings == NULL)
		return false;
	kept = &judge->run_findings[judge->run_finding_count++];
	*kept = *finding;
	kept->message = arena_copy(run_arena, el_bytes_of(finding->message));
	return kept->message != NULL;
}

/* Ask the rules of one level, which no certificate is the subject of. */
static bool
ask_level(struct judge *judge, enum el_level level, struct el_target *target,
    struct arena *arena, struct arena *run_arena)
{
	const struct judge_plan *plan = judge->plan;
	uint8_t *failed = arena_alloc(arena, plan->count, 1);
	struct el_report report;

	if (failed == NULL)
		return false;
	findings_begin(&report, arena, failed);
	target->profile = judge->options.profile;
	target->as_of = judge->options.as_of;
	target->role = EL_EDGE;
	target->scope = EL_PRIVATE;
	for (size_t i = 0; i < plan->count; i++) {
		const struct el_rule *row = &plan->rules[i].rows[0];
		struct asked_rule asked = { .rule = &plan->rules[i],
			.off = is_switched_off(target->profile, row->id) };
		struct el_rule_outcome out = { 0 };

		if (row->level == level)
			ask(judge, &asked, target, &report, failed, &out);
	}
	judge->deployment_missing |=
	    failed[el_rule_find("profile.missing")] != 0 ||
	    failed[el_rule_find("profile.incomplete")] != 0;
	for (size_t i = 0; i < report.count; i++) {
		count_finding(judge, &report.list[i]);
		if (counts_as_failure(judge, &report.list[i]))
			raise_verdict(judge, EL_VERDICT_FAIL);
		if (!keep_finding(judge, &report.list[i], run_arena))
			return false;
	}
	return !report.no_memory;
}

bool
judge_input(struct judge *judge, const char *source, size_t edges,
    size_t issuers, struct arena *arena, struct arena *run_arena)
{
	struct el_target target = {
		.source = source,
		.edges = edges,
		.issuers = issuers,
	};

	/* A CA file is what was asked for. */
	if (judge->options.forced_role == EL_ISSUER)
		return true;
	return ask_level(judge, EL_PER_INPUT, &target, arena, run_arena);
}

bool
judge_finish(struct judge *judge, struct arena *run_arena)
{
	struct el_target target = { 0 };

	return ask_level(judge, EL_PER_RUN, &target, run_arena, run_arena);
}

int
judge_status(const struct judge *judge, bool require_profile)
{
	if (judge->summary.unreadable != 0 || judge->summary.judged == 0)
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
