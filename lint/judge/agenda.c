#include "agenda.h"

#include <stdlib.h>

#include "findings.h"
#include "signs.h"

/* Outcomes that need no particulars. */
const struct el_rule_outcome agenda_passed = { .outcome = EL_PASS };
static const struct el_rule_outcome out_of_date = { EL_NOT_APPLICABLE, "date",
	NULL };
static const struct el_rule_outcome without_date = { EL_NOT_EVALUATED,
	"unreadable", "validity" };
const struct el_rule_outcome agenda_switched_off = { EL_SWITCHED_OFF,
	"severity", NULL };
static const struct el_rule_outcome not_asked = { EL_NOT_ASKED, "level",
	NULL };
static const struct el_rule_outcome not_selected = { EL_NOT_SELECTED,
	"selection", NULL };

/* The era of a certificate whose start is not known. */
enum { NO_DATE = UINT16_MAX };

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
	{ EL_KNOWS_POOL, "pool_fqdn" },
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
	if (el_host_known(profile->pool))
		known |= EL_KNOWS_POOL;
	return known;
}

const char *
agenda_unknown_key(const struct agenda *agenda, const struct el_rule *row)
{
	unsigned missing = row->knows & ~agenda->known;

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

/* Rules about the input or the run are about no kind. */
static bool
is_of_kind(unsigned kinds, const struct el_target *target)
{
	return target->cert == NULL ||
	    allows(kinds, el_cert_kind(target->cert));
}

static struct el_rule_outcome
other_kind(const struct el_target *target)
{
	return (struct el_rule_outcome){ EL_NOT_APPLICABLE, "kind",
		el_kind_name(el_cert_kind(target->cert)) };
}

/*
 * When a certificate was issued; that of a request may be from now on.  NULL:
 * it cannot be read.
 */
static const int64_t *
start_of(const struct el_target *target)
{
	if (target->cert->request != NULL)
		return &target->as_of;
	return target->cert->not_before.known ?
	    &target->cert->not_before.seconds : NULL;
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

	if (!is_of_kind(row->kinds, target))
		return other_kind(target);
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

/* The number of the lowest part of a set that is not empty. */
static unsigned
lowest_part(uint32_t parts)
{
	return (unsigned)__builtin_ctz(parts);
}

/* Why a row cannot look at a target: the part that it needs; or NULL. */
static const struct el_rule_outcome *
kept_by_part(const struct agenda *agenda, const struct el_rule *row,
    const struct el_cert *cert)
{
	uint32_t unreadable;
	uint32_t absent;

	if (cert == NULL)
		return NULL;
	unreadable = (row->needs | row->readable) & cert->unreadable;
	absent = row->needs & ~cert->present;
	if (unreadable != 0)
		return &agenda->unreadable[lowest_part(unreadable)];
	return absent == 0 ? NULL : &agenda->absent[lowest_part(absent)];
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
	if (!is_of_kind(rule->kinds, target)) {
		*why = other_kind(target);
		return NULL;
	}
	*why = settle_row(&rule->rows[0], target);
	for (size_t i = 0; i < rule->row_count; i++) {
		const struct el_rule *row = &rule->rows[i];
		const int64_t *start;

		if (settle_row(row, target).reason != NULL)
			continue;
		if (target->cert == NULL ||
		    (row->since == 0 && row->until == 0))
			return row;
		start = start_of(target);
		*why = start != NULL ? out_of_date : without_date;
		if (start == NULL)
			return NULL;
		if ((row->since == 0 || *start >= row->since) &&
		    (row->until == 0 || *start < row->until))
			return row;
	}
	return NULL;
}

/* Whether one of the rules that a rule yields to may fail. */
static bool
may_yield(const struct agenda *agenda, const struct planned_rule *rule)
{
	for (size_t i = 0; i < rule->yield_count; i++)
		if (agenda->open[rule->yields[i]] != 0)
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

bool
agenda_settle(struct el_rule_outcome *out, struct asked_rule *asked,
    const struct agenda *agenda, const struct planned_rule *rule,
    const struct el_target *target, uint32_t signs)
{
	const struct el_rule *row = row_in_force(rule, target, out);
	const char *condition;

	if (row == NULL)
		return true;
	condition = row->applies_to_kind == NULL ? NULL :
	    row->applies_to_kind(target);
	if (condition != NULL) {
		*out = (struct el_rule_outcome){ EL_NOT_APPLICABLE, condition,
			NULL };
		return true;
	}
	*asked = (struct asked_rule){
		.check = allows(row->signs, signs) ? row->check :
						     check_nothing,
		.row = row,
		.number = (uint32_t)rule->number,
		.yields = may_yield(agenda, rule),
		.lacks = (row->knows & ~agenda->known) != 0,
		.off = findings_is_off(target->profile, row->id),
		.rule = rule,
		.kept = kept_by_part(agenda, row, target->cert),
	};
	asked->special = row->applies != NULL || asked->lacks || asked->off ||
	    asked->kept != NULL;
	if (row->applies != NULL)
		return false;
	if (asked->lacks) {
		*out = (struct el_rule_outcome){ EL_NOT_EVALUATED, "unknown",
			agenda_unknown_key(agenda, row) };
		return true;
	}
	if (asked->yields ||
	    (asked->kept == NULL && asked->check != check_nothing))
		return false;
	*out = asked->kept != NULL ? *asked->kept : agenda_passed;
	return true;
}

/* The memory of a kind stays with its place. */
static bool
make_room(struct planned_kind *kind, const struct agenda *agenda)
{
	struct arena *arena = agenda->arena;

	if (kind->asked != NULL)
		return true;
	kind->outcomes = arena_alloc(arena, agenda->count,
	    sizeof(*kind->outcomes));
	kind->settled = arena_alloc(arena, agenda->count,
	    sizeof(*kind->settled));
	/* One more: a rule is written there before it is known to be asked. */
	kind->asked = arena_alloc(arena, agenda->count + 1,
	    sizeof(*kind->asked));
	return kind->outcomes != NULL && kind->settled != NULL &&
	    kind->asked != NULL;
}

static bool
fill_kind(struct planned_kind *kind, const struct agenda *agenda,
    const struct el_target *target)
{
	kind->planned = false;
	kind->gap = false;
	kind->asked_count = 0;
	memset(kind->counts, 0, sizeof(kind->counts));
	memset(agenda->open, 0, agenda->count);
	if (!make_room(kind, agenda))
		return false;
	for (size_t i = 0; i < agenda->count; i++) {
		const struct planned_rule *rule = agenda->rules[i];
		bool off = findings_is_off(target->profile, rule->rows[0].id);
		const struct el_rule_outcome **out =
		    &kind->outcomes[rule->number];
		struct asked_rule *asked = &kind->asked[kind->asked_count];
		struct el_rule_outcome *settled = &kind->settled[i];

		*out = settled;
		if (agenda->selected[rule->number] == 0) {
			*out = &not_selected;
		} else if (rule->rows[0].level != EL_PER_CERTIFICATE) {
			*out = off ? &agenda_switched_off : &not_asked;
		} else if (!agenda_settle(settled, asked, agenda, rule, target,
			       kind->kind.signs)) {
			*out = off ? &agenda_switched_off : &agenda_passed;
			agenda->open[rule->number] = 1;
			kind->asked_count++;
		} else if (off) {
			*out = &agenda_switched_off;
		}
		kind->gap = kind->gap ||
		    findings_is_gap(target->profile, rule->rows, *out);
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
agenda_dates(struct agenda *agenda, struct arena *arena)
{
	size_t rows = 0;
	size_t count = 0;

	for (size_t i = 0; i < agenda->count; i++)
		rows += agenda->rules[i]->row_count;
	agenda->dates = arena_alloc(arena, 2 * rows, sizeof(*agenda->dates));
	if (agenda->dates == NULL)
		return false;
	for (size_t i = 0; i < agenda->count; i++) {
		const struct planned_rule *rule = agenda->rules[i];

		for (size_t k = 0; k < rule->row_count; k++) {
			if (rule->rows[k].since != 0)
				agenda->dates[count++] = rule->rows[k].since;
			if (rule->rows[k].until != 0)
				agenda->dates[count++] = rule->rows[k].until;
		}
	}
	qsort(agenda->dates, count, sizeof(*agenda->dates), compare_dates);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || agenda->dates[i] != agenda->dates[i - 1])
			agenda->dates[agenda->date_count++] = agenda->dates[i];
	return true;
}

/* How many of the dates have passed at the start of a certificate. */
static uint16_t
era_of(const struct agenda *agenda, const int64_t *start)
{
	uint16_t era = 0;

	if (start == NULL)
		return NO_DATE;
	while (era < agenda->date_count && *start >= agenda->dates[era])
		era++;
	return era;
}

static bool
is_same_kind(const struct kind *a, const struct kind *b)
{
	return a->present == b->present && a->unreadable == b->unreadable &&
	    a->of == b->of && a->role == b->role && a->scope == b->scope &&
	    a->key == b->key && a->chain == b->chain &&
	    a->signs == b->signs && a->era == b->era;
}

const struct planned_kind *
agenda_kind(struct agenda *agenda, const struct el_target *target)
{
	const struct el_cert *cert = target->cert;
	struct kind kind = {
		.present = cert->present,
		.unreadable = cert->unreadable,
		.of = (uint8_t)el_cert_kind(cert),
		.role = (uint8_t)target->role,
		.scope = (uint8_t)target->scope,
		.key = (uint8_t)cert->key.algorithm.id,
		.chain = target->chain == NULL ? 0 :
						 (uint16_t)target->chain->given,
		.signs = signs_of(cert, target->match) | agenda->signs,
		.era = era_of(agenda, start_of(target)),
	};
	uint32_t mix = kind.present ^ kind.unreadable * 3 ^ kind.role ^
	    (uint32_t)kind.of << 10 ^
	    (uint32_t)kind.scope << 2 ^ (uint32_t)kind.chain << 4 ^
	    (uint32_t)kind.era << 7 ^ (uint32_t)kind.key << 12 ^
	    kind.signs * 5;
	struct planned_kind *planned =
	    &agenda->kinds[mix * UINT32_C(0x9e3779b1) >> 27];

	if (planned->planned && is_same_kind(&planned->kind, &kind))
		return planned;
	planned->kind = kind;
	return fill_kind(planned, agenda, target) ? planned : NULL;
}

static void
agenda_parts(struct agenda *agenda)
{
	for (unsigned i = 0; i < AGENDA_PARTS; i++) {
		const char *name = el_part_name(
		    (enum el_part)(UINT32_C(1) << i));

		agenda->absent[i] = (struct el_rule_outcome){
			EL_NOT_APPLICABLE, "absent", name };
		agenda->unreadable[i] = (struct el_rule_outcome){
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

static void
add_yield(struct planned_rule *rule, const char *id)
{
	rule->yields[rule->yield_count++] = (uint16_t)el_rule_find(id);
}

/* With a rule, what it passes on; several that do are not foreseen. */
static void
add_yields(struct planned_rule *rule, const char *id)
{
	size_t count;
	const struct el_rule *row = el_rule_rows(el_rule_find(id), &count);

	if (row != NULL && row->passes_on)
		for (size_t i = 0; i < EL_YIELDS_MAX &&
		     rule->yield_count < EL_YIELDS_MAX; i++)
			if (row->yields[i].to != NULL &&
			    !row->yields[i].by_entry)
				add_yield(rule, row->yields[i].to);
	add_yield(rule, id);
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
		rule->kinds |= el_rule_kinds(&rule->rows[i]);
		for (size_t k = 0; k < EL_YIELDS_MAX; k++) {
			const struct el_yield *yield = &rule->rows[i].yields[k];

			if (yield->to == NULL)
				continue;
			rule->behind[rule->behind_count++] =
			    (uint16_t)el_rule_find(yield->to);
			if (i == 0 && !yield->by_entry)
				add_yields(rule, yield->to);
		}
	}
	return true;
}

/*
 * Table order, but behind those that it yields to.  Tables have no circles
 * of yields (the tests see to it); were there one, its rules would come last.
 */
static bool
agenda_order(struct agenda *agenda, struct arena *arena)
{
	/* One more, for a yield to a rule that does not exist. */
	uint8_t *placed = arena_alloc(arena, agenda->count + 1, 1);
	struct planned_rule *rules = arena_alloc(arena, agenda->count,
	    sizeof(*rules));
	size_t next = 0;

	agenda->rules = arena_alloc(arena, agenda->count,
	    sizeof(*agenda->rules));
	if (placed == NULL || rules == NULL || agenda->rules == NULL)
		return false;
	for (size_t i = 0; i < agenda->count; i++)
		if (!planned_rule(&rules[i], i, arena))
			return false;
	placed[agenda->count] = 1;
	for (bool forced = false; next < agenda->count;) {
		size_t before = next;

		for (size_t i = 0; i < agenda->count; i++) {
			if (placed[i] != 0 ||
			    (!forced && !is_ready(&rules[i], placed)))
				continue;
			agenda->rules[next++] = &rules[i];
			placed[i] = 1;
		}
		forced = next == before;
	}
	return true;
}

static bool
agenda_others(struct agenda *agenda, struct arena *arena)
{
	agenda->others = arena_alloc(arena, agenda->count,
	    sizeof(*agenda->others));
	if (agenda->others == NULL)
		return false;
	for (size_t i = 0; i < agenda->count; i++)
		if (agenda->rules[i]->rows[0].level != EL_PER_CERTIFICATE)
			agenda->others[agenda->other_count++] =
			    agenda->rules[i];
	return true;
}

/*
 * Rules about an input are asked all the same under --only: they tell whether
 * it was worth asking.
 */
static bool
agenda_selection(struct agenda *agenda, const struct selection *selection,
    struct arena *arena)
{
	agenda->selected = arena_alloc(arena, agenda->count, 1);
	/* One more, for a yield to a rule that does not exist. */
	agenda->open = arena_alloc(arena, agenda->count + 1, 1);
	if (agenda->selected == NULL || agenda->open == NULL)
		return false;
	for (size_t i = 0; i < agenda->count; i++) {
		size_t rows;
		const struct el_rule *rule = el_rule_rows(i, &rows);

		agenda->selected[i] = !selection_skips(selection, rule->id) &&
		    (rule->level == EL_PER_INPUT ||
			selection_has(selection, rule->id));
	}
	return true;
}

struct agenda *
agenda_new(const struct el_profile *profile, const struct selection *selection,
    struct arena *run_arena)
{
	struct agenda *agenda = arena_alloc(run_arena, 1, sizeof(*agenda));

	if (agenda == NULL)
		return NULL;
	agenda->arena = run_arena;
	agenda->count = el_rule_count();
	agenda->known = el_profile_knows(profile);
	agenda_parts(agenda);
	if (!agenda_selection(agenda, selection, run_arena) ||
	    !agenda_order(agenda, run_arena) ||
	    !agenda_others(agenda, run_arena) ||
	    !agenda_dates(agenda, run_arena))
		return NULL;
	return agenda;
}
