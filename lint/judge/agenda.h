/*
 * What a run asks of whom: the order of the rules, and for each kind of
 * certificate which rules are settled without being asked.  It is worked out
 * once, before there is a certificate or when the first of its kind comes;
 * judge.c does the asking.
 */
#ifndef LINT_JUDGE_AGENDA_H
#define LINT_JUDGE_AGENDA_H

#include <edgelint/result.h>

#include "base/arena.h"
#include "selection.h"

/* One id with its rows, and what of it this run settles beforehand. */
struct planned_rule {
	const struct el_rule *rows;
	size_t row_count;
	size_t number;
	unsigned kinds; /* enum el_kind: what any of its rows is about */
	/* The numbers of the rules that it yields to as a whole, also since
	 * one of them passes on what it yields to. */
	uint16_t yields[2 * EL_YIELDS_MAX];
	size_t yield_count;
	/* Those of all that it yields to, which are asked before it. */
	uint16_t *behind;
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
	bool special; /* it has a condition, or something keeps it */
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
	uint8_t of; /* enum el_kind */
	uint8_t role;
	uint8_t scope;
	uint8_t key; /* enum el_oid, its algorithm */
	uint16_t chain; /* what was given of it */
	uint32_t signs; /* enum el_sign */
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
	bool gap; /* findings_is_gap() for one that is settled */
	bool planned;
};

enum {
	/* A power of two; one that comes later may replace an earlier one. */
	AGENDA_KINDS = 32,
	AGENDA_PARTS = 32,
};

struct agenda {
	size_t count; /* of rule ids */
	const struct planned_rule **rules; /* in order of evaluation */
	/* Those of them that are about an input or the run, which are few:
	 * an input may be a file of one certificate. */
	const struct planned_rule **others;
	size_t other_count;
	struct planned_kind kinds[AGENDA_KINDS];
	uint8_t *open; /* by rule number, of the kind last planned: asked */
	int64_t *dates; /* from which or until which rows are in force */
	size_t date_count;
	uint8_t *selected; /* by rule number, by --only and --skip */
	unsigned known; /* enum el_knows: what the profile tells */
	/* enum el_sign: taken to show whatever does; tests ask all so. */
	uint32_t signs;
	/* By number of the lowest part that keeps a rule from being asked. */
	struct el_rule_outcome absent[AGENDA_PARTS];
	struct el_rule_outcome unreadable[AGENDA_PARTS];
	struct arena *arena; /* of the run */
};

/* Outcomes that need no particulars. */
extern const struct el_rule_outcome agenda_passed;
extern const struct el_rule_outcome agenda_switched_off;

/* In the arena of the run; NULL: no memory. */
struct agenda *agenda_new(const struct el_profile *profile,
    const struct selection *selection, struct arena *run_arena);

/* The agenda for a target's kind, made when it is needed; NULL: no memory. */
const struct planned_kind *agenda_kind(struct agenda *agenda,
    const struct el_target *target);

/*
 * How a rule ends on every target of a kind, which shows these signs.  False:
 * it has to be asked, and asked is filled in.  A row with a condition on each
 * certificate, or one that yields, is asked for its reason even where something
 * else keeps it or lets it pass.
 */
bool agenda_settle(struct el_rule_outcome *out, struct asked_rule *asked,
    const struct agenda *agenda, const struct planned_rule *rule,
    const struct el_target *target, uint32_t signs);

/* The key of a profile that a row cannot do without, and that it lacks. */
const char *agenda_unknown_key(const struct agenda *agenda,
    const struct el_rule *row);

#endif
