#include "judge.h"

#include <stdlib.h>

#include "findings.h"
#include "key_cache.h"
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
	/* The numbers of all that it yields to, which are asked before it. */
	size_t *behind;
	size_t behind_count;
};

/*
 * A rule that is left to ask, by the one row that is in force.  What every
 * certificate needs of it stands side by side: with a hundred rules, reaching
 * for their rows is what would cost.
 */
struct asked_rule {
	el_check *check;
	const struct el_rule *row;
	uint32_t number;
	bool special; /* it has conditions: ask_special() */
	bool yields; /* to some rule, when that has failed */
	bool lacks; /* it needs to know what the profile does not tell */
	bool off; /* asked for the sake of those that yield to it */
	const struct planned_rule *rule;
	const struct el_rule_outcome *kept; /* by a part, or NULL */
};

/*
 * What rows depend on beside the profile.  The certificates of a run differ
 * little in it, and so it is worked out once for each kind which rules are to
 * be asked.
 */
struct kind {
	uint32_t present; /* enum el_part */
	uint32_t unreadable;
	uint8_t role;
	uint8_t scope;
	uint16_t chain; /* what was given of it */
	uint16_t signs; /* enum el_sign */
	uint16_t era; /* of notBefore, between the dates of all rows */
};

/*
 * The outcomes of a kind when all that is left to ask passes, and what is
 * left to ask, in an order in which a rule stands behind those that it yields
 * to.
 */
struct planned_kind {
	struct kind kind;
	const struct el_rule_outcome **outcomes; /* by rule number */
	struct el_rule_outcome *settled; /* what some of these are */
	size_t counts[EL_OUTCOME_COUNT]; /* of these */
	struct asked_rule *asked;
	size_t asked_count;
	bool gap; /* is_gap() for one that is settled */
	bool planned;
};

/* A power of two; one that comes later may replace an earlier one. */
enum { KINDS = 32 };

enum { NO_DATE = UINT16_MAX };

enum { PARTS = 32 };

struct judge_plan {
	size_t count; /* of rule ids */
	struct planned_rule *rules; /* in order of evaluation */
	struct planned_kind kinds[KINDS];
	uint8_t *open; /* by rule number, of the kind last planned: asked */
	int64_t *dates; /* from which or until which rows are in force */
	size_t date_count;
	uint8_t *selected; /* by rule number, by --only and --skip */
	unsigned known; /* enum el_knows: what the profile tells */
	/* By number of the lowest part that keeps a rule from being asked. */
	struct el_rule_outcome absent[PARTS];
	struct el_rule_outcome unreadable[PARTS];
	struct key_cache *keys;
	struct arena *arena; /* of the run */
};

/* Outcomes that need no particulars. */
static const struct el_rule_outcome passed = { .outcome = EL_PASS };
static const struct el_rule_outcome has_failed = { .outcome = EL_FAIL };
static const struct el_rule_outcome is_waived = { .outcome = EL_WAIVED };
static const struct el_rule_outcome out_of_date = { EL_NOT_APPLICABLE, "date",
	NULL };
static const struct el_rule_outcome without_date = { EL_NOT_EVALUATED,
	"unreadable", "validity" };
static const struct el_rule_outcome switched_off = { EL_SWITCHED_OFF,
	"severity", NULL };
static const struct el_rule_outcome not_asked = { EL_NOT_ASKED, "level",
	NULL };
static const struct el_rule_outcome not_selected = { EL_NOT_SELECTED,
	"selection", NULL };

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

unsigned
el_profile_knows(const struct el_profile *profile)
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
 * Why a row is not asked of any target of a kind: with its role and scope,
 * its profile, and what was given of a chain; no reason: it may be.
 */
static struct el_rule_outcome
settle_row(const struct el_rule *row, const struct el_target *target)
{
	const struct el_profile *profile = target->profile;
	unsigned chain = target->chain == NULL ? 0 : target->chain->given;
	struct el_rule_outcome out = { .outcome = EL_NOT_APPLICABLE };

	if (!allows(row->roles, target->role)) {
		out.reason = "role";
		out.detail = target->role == EL_EDGE ? "edge" : "issuer";
	} else if (!allows(row->products, profile->product)) {
		out.reason = "product";
		out.detail = el_product_name(profile->product);
	} else if (!allows(row->interfaces, profile->interface)) {
		out.reason = "interface";
		out.detail = el_interface_name(profile->interface);
	} else if (!allows(row->services, profile->services)) {
		out.reason = "service";
	} else if (!allows(row->scopes, target->scope)) {
		out.reason = "scope";
		out.detail = target->scope == EL_PUBLIC ? "public" : "private";
	} else if (!allows(row->chain, chain)) {
		out.outcome = EL_NOT_EVALUATED;
		out.reason = chain == 0 || row->chain != EL_CHAIN_ANCHORS ?
		    "no-chain-given" : "no-trust-given";
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

/* Why a rule was not evaluated that should have been. */
static bool
is_want(const char *reason)
{
	return strcmp(reason, "unknown") == 0 ||
	    strcmp(reason, "unsupported") == 0 ||
	    strcmp(reason, "not-selected") == 0;
}

/*
 * An error rule that was not evaluated for want of a deployment, or because
 * nobody here can tell.
 */
static bool
is_gap(const struct el_profile *profile, const struct planned_rule *rule,
    const struct el_rule_outcome *out)
{
	const struct el_severity_override *override;

	if (out->outcome != EL_NOT_EVALUATED || !is_want(out->reason))
		return false;
	override = findings_override(profile, rule->rows[0].id);
	return (override == NULL ? rule->rows[0].severity :
				   override->severity) == EL_ERROR;
}

/* The number of the lowest part of a set that is not empty. */
static unsigned
lowest_part(uint32_t parts)
{
	return (unsigned)__builtin_ctz(parts);
}

/* Why a row cannot look at a target: the part that it needs; or NULL. */
static const struct el_rule_outcome *
kept_by_part(const struct judge_plan *plan, const struct el_rule *row,
    const struct el_cert *cert)
{
	uint32_t unreadable;
	uint32_t absent;

	if (cert == NULL)
		return NULL;
	unreadable = (row->needs | row->readable) & cert->unreadable;
	absent = row->needs & ~cert->present;
	if (unreadable != 0)
		return &plan->unreadable[lowest_part(unreadable)];
	return absent == 0 ? NULL : &plan->absent[lowest_part(absent)];
}

/*
 * The first row of an id that is in force for a target, or NULL and why: the
 * reason of the first, or the date.  A rule about the input or the run has no
 * date to go by.
 */
static const struct el_rule *
row_in_force(const struct planned_rule *rule, const struct el_target *target,
    struct el_rule_outcome *why)
{
	*why = settle_row(&rule->rows[0], target);
	for (size_t i = 0; i < rule->row_count; i++) {
		const struct el_rule *row = &rule->rows[i];
		const struct el_time *start;

		if (settle_row(row, target).reason != NULL)
			continue;
		if (target->cert == NULL ||
		    (row->since == 0 && row->until == 0))
			return row;
		start = &target->cert->not_before;
		*why = start->known ? out_of_date : without_date;
		if (!start->known)
			return NULL;
		if ((row->since == 0 || start->seconds >= row->since) &&
		    (row->until == 0 || start->seconds < row->until))
			return row;
	}
	return NULL;
}

/* Whether one of the rules that a rule yields to may fail. */
static bool
may_yield(const struct judge_plan *plan, const struct planned_rule *rule)
{
	for (size_t i = 0; i < rule->yield_count; i++)
		if (plan->open[rule->yields[i].number] != 0)
			return true;
	return false;
}

/* Takes the place of a check that would not find anything. */
static void
check_nothing(const struct el_target *target, struct el_report *report)
{
	(void)target;
	(void)report;
}

/*
 * How a rule ends on every target of a kind, which shows these signs.  False:
 * it has to be asked, and asked is filled in.  A row with a condition, or one
 * that yields, is asked for its reason even where something else keeps it or
 * lets it pass.
 */
static bool
settle(struct el_rule_outcome *out, struct asked_rule *asked,
    const struct judge_plan *plan, const struct planned_rule *rule,
    const struct el_target *target, unsigned signs)
{
	const struct el_rule *row = row_in_force(rule, target, out);
	unsigned unknown;

	if (row == NULL)
		return true;
	unknown = row->knows & ~plan->known;
	*asked = (struct asked_rule){
		.check = allows(row->signs, signs) ? row->check :
						     check_nothing,
		.row = row,
		.number = (uint32_t)rule->number,
		.yields = may_yield(plan, rule),
		.lacks = unknown != 0,
		.off = is_switched_off(target->profile, row->id),
		.rule = rule,
		.kept = kept_by_part(plan, row, target->cert),
	};
	asked->special = row->applies != NULL || asked->lacks || asked->off ||
	    asked->kept != NULL;
	if (row->applies != NULL)
		return false;
	if (asked->lacks) {
		*out = (struct el_rule_outcome){ EL_NOT_EVALUATED, "unknown",
			unknown_key(unknown) };
		return true;
	}
	if (asked->yields ||
	    (asked->kept == NULL && asked->check != check_nothing))
		return false;
	*out = asked->kept != NULL ? *asked->kept : passed;
	return true;
}

/* The memory of a kind stays with its place. */
static bool
make_room(struct planned_kind *kind, const struct judge_plan *plan)
{
	struct arena *arena = plan->arena;

	if (kind->asked != NULL)
		return true;
	kind->outcomes = arena_alloc(arena, plan->count,
	    sizeof(*kind->outcomes));
	kind->settled = arena_alloc(arena, plan->count,
	    sizeof(*kind->settled));
	/* One more: a rule is written there before it is known to be asked. */
	kind->asked = arena_alloc(arena, plan->count + 1,
	    sizeof(*kind->asked));
	return kind->outcomes != NULL && kind->settled != NULL &&
	    kind->asked != NULL;
}

static bool
plan_kind(struct planned_kind *kind, const struct judge_plan *plan,
    const struct el_target *target)
{
	kind->planned = false;
	kind->gap = false;
	kind->asked_count = 0;
	memset(kind->counts, 0, sizeof(kind->counts));
	memset(plan->open, 0, plan->count);
	if (!make_room(kind, plan))
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned_rule *rule = &plan->rules[i];
		bool off = is_switched_off(target->profile, rule->rows[0].id);
		const struct el_rule_outcome **out =
		    &kind->outcomes[rule->number];
		struct asked_rule *asked = &kind->asked[kind->asked_count];
		struct el_rule_outcome *settled = &kind->settled[i];

		*out = settled;
		if (plan->selected[rule->number] == 0) {
			*out = &not_selected;
		} else if (rule->rows[0].level != EL_PER_CERTIFICATE) {
			*out = off ? &switched_off : &not_asked;
		} else if (!settle(settled, asked, plan, rule, target,
			       kind->kind.signs)) {
			*out = off ? &switched_off : &passed;
			plan->open[rule->number] = 1;
			kind->asked_count++;
		} else if (off) {
			*out = &switched_off;
		}
		kind->gap = kind->gap || is_gap(target->profile, rule, *out);
		kind->counts[(*out)->outcome]++;
	}
	kind->planned = true;
	return true;
}

static int
compare_dates(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left;
	int64_t b = *(const int64_t *)right;

	return a < b ? -1 : a > b;
}

/* The dates of all rows, each once. */
static bool
plan_dates(struct judge_plan *plan, struct arena *arena)
{
	size_t rows = 0;
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		rows += plan->rules[i].row_count;
	plan->dates = arena_alloc(arena, 2 * rows, sizeof(*plan->dates));
	if (plan->dates == NULL)
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned_rule *rule = &plan->rules[i];

		for (size_t k = 0; k < rule->row_count; k++) {
			if (rule->rows[k].since != 0)
				plan->dates[count++] = rule->rows[k].since;
			if (rule->rows[k].until != 0)
				plan->dates[count++] = rule->rows[k].until;
		}
	}
	qsort(plan->dates, count, sizeof(*plan->dates), compare_dates);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || plan->dates[i] != plan->dates[i - 1])
			plan->dates[plan->date_count++] = plan->dates[i];
	return true;
}

/* How many of the dates have passed at the start of a certificate. */
static uint16_t
era_of(const struct judge_plan *plan, const struct el_time *start)
{
	uint16_t era = 0;

	if (!start->known)
		return NO_DATE;
	while (era < plan->date_count && start->seconds >= plan->dates[era])
		era++;
	return era;
}

static uint16_t
signs_of(const struct el_target *target)
{
	const struct el_cert *cert = target->cert;
	const struct el_match *match = target->match;
	unsigned signs = 0;

	if (cert->fault_count != 0 || cert->unreadable != 0)
		signs |= EL_SIGN_FAULT;
	if (cert->trailing.size != 0)
		signs |= EL_SIGN_TRAILING;
	if (cert->odd_extensions != 0)
		signs |= EL_SIGN_EXTENSION;
	if (cert->san.count == 0)
		signs |= EL_SIGN_NO_NAMES;
	if (match->others != 0)
		signs |= EL_SIGN_OTHER_NAME;
	if (match->malformed != 0)
		signs |= EL_SIGN_MALFORMED;
	if (match->wildcards != 0)
		signs |= EL_SIGN_WILDCARD;
	if (match->repeated != 0)
		signs |= EL_SIGN_REPEATED;
	if (match->hyphens != 0)
		signs |= EL_SIGN_HYPHENS;
	if (match->capitals != 0)
		signs |= EL_SIGN_CAPITALS;
	if (match->rare_domains != 0)
		signs |= EL_SIGN_DOMAIN;
	return (uint16_t)signs;
}

static bool
is_same_kind(const struct kind *a, const struct kind *b)
{
	return a->present == b->present && a->unreadable == b->unreadable &&
	    a->role == b->role && a->scope == b->scope &&
	    a->chain == b->chain && a->signs == b->signs && a->era == b->era;
}

/* The plan for a target's kind, made when it is needed; NULL: no memory. */
static const struct planned_kind *
kind_of(struct judge_plan *plan, const struct el_target *target)
{
	const struct el_cert *cert = target->cert;
	struct kind kind = {
		.present = cert->present,
		.unreadable = cert->unreadable,
		.role = (uint8_t)target->role,
		.scope = (uint8_t)target->scope,
		.chain = target->chain == NULL ? 0 :
						 (uint16_t)target->chain->given,
		.signs = signs_of(target),
		.era = era_of(plan, &cert->not_before),
	};
	uint32_t mix = kind.present ^ kind.unreadable * 3 ^ kind.role ^
	    (uint32_t)kind.scope << 2 ^ (uint32_t)kind.chain << 4 ^
	    (uint32_t)kind.era << 7 ^ (uint32_t)kind.signs << 16;
	struct planned_kind *planned =
	    &plan->kinds[mix * UINT32_C(0x9e3779b1) >> 27];

	if (planned->planned && is_same_kind(&planned->kind, &kind))
		return planned;
	planned->kind = kind;
	return plan_kind(planned, plan, target) ? planned : NULL;
}

static void
plan_parts(struct judge_plan *plan)
{
	for (unsigned i = 0; i < PARTS; i++) {
		const char *name = el_part_name(
		    (enum el_part)(UINT32_C(1) << i));

		plan->absent[i] = (struct el_rule_outcome){
			EL_NOT_APPLICABLE, "absent", name };
		plan->unreadable[i] = (struct el_rule_outcome){
			EL_NOT_EVALUATED, "unreadable", name };
	}
}

/* Whether all rules that a rule yields to are in the order already. */
static bool
is_ready(const struct planned_rule *rule, const uint8_t *placed)
{
	for (size_t i = 0; i < rule->behind_count; i++)
		if (placed[rule->behind[i]] == 0)
			return false;
	return true;
}

/* False: no memory. */
static bool
planned_rule(struct planned_rule *rule, size_t number, struct arena *arena)
{
	*rule = (struct planned_rule){ .number = number };
	rule->rows = el_rule_rows(number, &rule->row_count);
	rule->behind = arena_alloc(arena, rule->row_count * EL_YIELDS_MAX,
	    sizeof(*rule->behind));
	if (rule->behind == NULL)
		return false;
	for (size_t i = 0; i < rule->row_count; i++) {
		for (size_t k = 0; k < EL_YIELDS_MAX; k++) {
			const struct el_yield *yield = &rule->rows[i].yields[k];
			size_t to;

			if (yield->to == NULL)
				continue;
			to = el_rule_find(yield->to);
			rule->behind[rule->behind_count++] = to;
			if (i != 0 || yield->by_entry)
				continue;
			rule->yields[rule->yield_count].number = to;
			rule->yields[rule->yield_count].id = yield->to;
			rule->yield_count++;
		}
	}
	return true;
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
	struct planned_rule *rules = arena_alloc(arena, plan->count,
	    sizeof(*rules));
	size_t next = 0;

	plan->rules = arena_alloc(arena, plan->count, sizeof(*plan->rules));
	if (placed == NULL || rules == NULL || plan->rules == NULL)
		return false;
	for (size_t i = 0; i < plan->count; i++)
		if (!planned_rule(&rules[i], i, arena))
			return false;
	placed[plan->count] = 1;
	for (bool forced = false; next < plan->count;) {
		size_t before = next;

		for (size_t i = 0; i < plan->count; i++) {
			if (placed[i] != 0 ||
			    (!forced && !is_ready(&rules[i], placed)))
				continue;
			plan->rules[next++] = rules[i];
			placed[i] = 1;
		}
		forced = next == before;
	}
	return true;
}

/*
 * Rules about an input are asked all the same under --only: they tell whether
 * it was worth asking.
 */
static bool
plan_selection(struct judge_plan *plan, const struct selection *selection,
    struct arena *arena)
{
	plan->selected = arena_alloc(arena, plan->count, 1);
	/* One more, for a yield to a rule that does not exist. */
	plan->open = arena_alloc(arena, plan->count + 1, 1);
	if (plan->selected == NULL || plan->open == NULL)
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		size_t rows;
		const struct el_rule *rule = el_rule_rows(i, &rows);

		plan->selected[i] = !selection_skips(selection, rule->id) &&
		    (rule->level == EL_PER_INPUT ||
			selection_has(selection, rule->id));
	}
	return true;
}

bool
judge_begin(struct judge *judge, const struct judge_options *options,
    struct arena *run_arena)
{
	struct judge_plan *plan = arena_alloc(run_arena, 1, sizeof(*plan));

	memset(judge, 0, sizeof(*judge));
	judge->options = *options;
	judge->plan = plan;
	if (plan == NULL)
		return false;
	plan->arena = run_arena;
	plan->count = el_rule_count();
	plan->known = el_profile_knows(options->profile);
	plan->keys = key_cache_new(run_arena);
	plan_parts(plan);
	judge->rule_occurred = arena_alloc(run_arena, plan->count, 1);
	judge->waiver_uses = arena_alloc(run_arena,
	    options->profile->waiver_count, 1);
	return judge->rule_occurred != NULL && judge->waiver_uses != NULL &&
	    plan->keys != NULL &&
	    plan_selection(plan, &options->selection, run_arena) &&
	    plan_order(plan, run_arena) && plan_dates(plan, run_arena);
}

/* One target, and what asking the rules about it has come to. */
struct asking {
	struct judge *judge;
	const struct el_target *target;
	struct el_report report;
	uint8_t *failed; /* per rule number */
	bool any_failed;
};

static bool
asking_begin(struct asking *asking, struct judge *judge,
    const struct el_target *target, struct arena *arena)
{
	const struct judge_plan *plan = judge->plan;

	asking->judge = judge;
	asking->target = target;
	asking->failed = arena_alloc(arena, plan->count, 1);
	asking->any_failed = false;
	findings_begin(&asking->report, arena, asking->failed, plan->keys);
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
	for (size_t i = 0; i < rule->yield_count; i++)
		if (failed[rule->yields[i].number] != 0)
			return rule->yields[i].id;
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
		    unknown_key(row->knows & ~asking->judge->plan->known));
	better = asking->any_failed ?
	    reported_by(asked->rule, asking->failed) : NULL;
	if (better != NULL)
		return outcome(asking, EL_NOT_APPLICABLE, "reported-by",
		    better);
	return asked->kept;
}

/* Severities of the profile, then waivers; whether all findings are waived. */
static bool
settle_findings(struct asking *asking, size_t before)
{
	const struct el_target *target = asking->target;
	struct el_report *report = &asking->report;
	const struct el_severity_override *override =
	    findings_override(target->profile, report->rule->id);
	bool all_waived = true;

	for (size_t i = before; i < report->count; i++) {
		struct el_finding *finding = &report->list[i];

		if (override != NULL)
			finding->severity = override->severity;
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
	const struct judge_plan *plan = asking->judge->plan;
	size_t number = el_rule_find(rule);

	if (number < plan->count && plan->selected[number] == 0)
		return outcome(asking, EL_NOT_EVALUATED, "not-selected", rule);
	return outcome(asking, EL_NOT_APPLICABLE, "reported-by", rule);
}

/*
 * A check has flagged, yielded or given up.  What a rule that is switched off
 * found is forgotten, but decides what others leave to it.
 */
static const struct el_rule_outcome *
conclude(struct asking *asking, const struct asked_rule *asked, size_t before)
{
	struct el_report *report = &asking->report;
	const char *better = report->yielded_to;
	const char *reason = report->cannot_tell;

	report->yielded_to = report->cannot_tell = NULL;
	report->spoke = false;
	if (report->count == before && reason != NULL)
		return outcome(asking, EL_NOT_EVALUATED, reason,
		    report->cannot_tell_detail);
	if (report->count == before)
		return left_to(asking, better);
	asking->failed[asked->number] = 1;
	asking->any_failed = true;
	if (asked->off) {
		report->count = before;
		return &switched_off;
	}
	asking->judge->rule_occurred[asked->number] = 1;
	return settle_findings(asking, before) ? &is_waived : &has_failed;
}

/* Ask a rule that nothing keeps from being asked. */
static inline const struct el_rule_outcome *
ask(struct asking *asking, const struct asked_rule *asked)
{
	struct el_report *report = &asking->report;
	size_t before = report->count;

	report->rule = asked->row;
	asked->check(asking->target, report);
	return report->spoke ? conclude(asking, asked, before) : &passed;
}

static const struct el_rule_outcome *
ask_special(struct asking *asking, const struct asked_rule *asked)
{
	const struct el_rule_outcome *out = kept_by(asking, asked);

	if (out == NULL)
		out = ask(asking, asked);
	return asked->off ? &switched_off : out;
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
		/* Nearly always it ends as the plan has it. */
		if (out == &passed)
			continue;
		now = &outcomes[asked->number];
		counts[(*now)->outcome]--;
		counts[out->outcome]++;
		*now = out;
		gap = gap || is_gap(asking->target->profile, asked->rule, out);
	}
	return gap;
}

bool
judge_certificate(struct judge *judge, struct el_result *result,
    struct arena *arena)
{
	const struct el_profile *profile = judge->options.profile;
	struct judge_plan *plan = judge->plan;
	struct el_match *match = arena_take(arena, 1, sizeof(*match));
	const struct el_rule_outcome **outcomes = arena_take(arena,
	    plan->count, sizeof(*outcomes));
	const struct planned_kind *kind;
	const struct el_report *report;
	struct el_target target;
	struct asking asking;
	bool gap;

	if (match == NULL || outcomes == NULL ||
	    !match_make(match, result->cert, profile, arena))
		return false;
	find_scope(result, profile);
	target = (struct el_target){
		.cert = result->cert,
		.profile = profile,
		.match = match,
		.role = result->role,
		.scope = result->scope,
		.chain = result->chain,
		.as_of = judge->options.as_of,
	};
	kind = kind_of(plan, &target);
	if (kind == NULL || !asking_begin(&asking, judge, &target, arena))
		return false;
	memcpy(outcomes, kind->outcomes, plan->count * sizeof(*outcomes));
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
	const struct el_report *report;
	struct asking asking;

	target->profile = judge->options.profile;
	target->as_of = judge->options.as_of;
	target->role = EL_EDGE;
	target->scope = EL_PRIVATE;
	if (!asking_begin(&asking, judge, target, arena))
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned_rule *rule = &plan->rules[i];
		struct el_rule_outcome settled;
		struct asked_rule asked;

		if (rule->rows[0].level != level ||
		    settle(&settled, &asked, plan, rule, target, ~0u))
			continue;
		asked.off = asked.off || plan->selected[rule->number] == 0;
		asked.special = true;
		ask_special(&asking, &asked);
	}
	judge->deployment_missing |=
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

/* Which waivers could have been used: their rule was asked of something. */
static void
note_asked(struct judge *judge)
{
	const struct el_profile *profile = judge->options.profile;

	for (size_t i = 0; i < profile->waiver_count; i++) {
		size_t number = el_rule_find(profile->waivers[i].rule);

		if (judge->summary.judged != 0 &&
		    judge->plan->selected[number] != 0 &&
		    !is_switched_off(profile, profile->waivers[i].rule))
			judge->waiver_uses[i] |= EL_WAIVER_ASKED;
	}
}

bool
judge_finish(struct judge *judge, struct arena *run_arena)
{
	struct el_target target = { .waiver_uses = judge->waiver_uses };

	note_asked(judge);
	/* What was passed over has not passed. */
	if (judge->summary.judged == 0)
		raise_verdict(judge, EL_VERDICT_INCOMPLETE);
	return ask_level(judge, EL_PER_RUN, &target, run_arena, run_arena);
}

int
judge_status(const struct judge *judge, bool require_profile)
{
	if (judge->summary.unreadable != 0)
		return 2;
	if (!judge->answered &&
	    (judge->summary.judged != 0 || judge->passed_over == 0))
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
