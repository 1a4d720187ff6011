/*
 * What a certificate for a deployment has to be: its subject, and its SAN list
 * in order, each name with the reasons for it; and the forms in which that is
 * told or asked for.
 */
#ifndef LINT_REPORT_PLAN_H
#define LINT_REPORT_PLAN_H

#include <edgelint/rule.h>

#include "base/arena.h"
#include "base/sink.h"

/* Why a name is wanted, as bits; a name may play several parts. */
enum plan_reason {
	PLAN_ACCESS_EDGE = 1 << 0,
	PLAN_WEB_CONFERENCING = 1 << 1,
	PLAN_SIP = 1 << 2,
	PLAN_ONLINE_SIP = 1 << 3,
	PLAN_XMPP = 1 << 4,
	PLAN_POOL = 1 << 5,
};

enum { PLAN_REASONS = 6 };

struct plan {
	const struct el_profile *profile;
	struct el_host subject; /* the common name */
	const struct el_host *names; /* the SAN list */
	const unsigned *reasons; /* bits of enum plan_reason, by name */
	size_t count;
};

enum { PLAN_KEYS = 4 };

/*
 * The keys that a plan needs and the profile does not know; how many there
 * are.  A plan without them would look whole and lose names.
 */
size_t plan_unknown_keys(const char *out[PLAN_KEYS],
    const struct el_profile *profile);

/*
 * Plan for a profile that lacks nothing; it must outlive the plan.  False: no
 * memory.
 */
bool plan_make(struct plan *out, const struct el_profile *profile,
    struct arena *arena) __attribute__((warn_unused_result));

/* "Access Edge FQDN", or "SIP domain contoso.com". */
void plan_put_reason(struct sink *sink, enum plan_reason reason,
    struct el_host name);

/* The number of the rule that asks for the name. */
size_t plan_reason_rule(enum plan_reason reason);

/* The number of the rule that asks for the subject. */
size_t plan_subject_rule(const struct el_profile *profile);

/* A form of the plan: one row of the table, one file. */
struct plan_writer {
	const char *name;
	const char *help; /* for --help */
	void (*write)(struct sink *sink, const struct plan *plan);
};

/* All forms, ended by NULL. */
extern const struct plan_writer *const plan_writers[];

/* The form of that name, or NULL. */
const struct plan_writer *plan_find(const char *name);

#endif
