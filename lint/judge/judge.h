/*
 * The engine: which rules apply to a certificate, what each found, and what
 * it adds up to.
 */
#ifndef LINT_JUDGE_JUDGE_H
#define LINT_JUDGE_JUDGE_H

#include <edgelint/result.h>

#include "base/arena.h"
#include "pool.h"
#include "selection.h"
#include "totals.h"

struct judge_options {
	const struct el_profile *profile; /* resolved */
	int64_t as_of;
	enum el_severity fail_on; /* EL_OFF: never */
	unsigned forced_role; /* enum el_role, or 0 */
	bool pool; /* the Edge certificates are those of one pool's nodes */
	bool ignore_keys; /* an input that holds nothing else is no fault */
	struct selection selection;
	struct el_earlier earlier; /* what certificates are compared with */
	struct el_span renew_within;
	const struct el_assignments *assignments; /* NULL: not given */
};

struct key_cache;
struct agenda;
struct variant;

/* One run: the options, the totals, and what was found about the run. */
struct judge {
	struct judge_options options;
	struct el_summary summary;
	struct totals totals;
	struct pool pool;
	size_t input; /* the caller's number of the input that is judged */
	struct el_finding *run_findings; /* LIMIT_RUN_FINDINGS about inputs */
	size_t *run_finding_inputs; /* what .input was at each */
	size_t run_finding_count;
	size_t run_findings_left_out; /* counted in the summary all the same */
	/* profile.missing or .incomplete failed, be it off or waived. */
	bool deployment_missing;
	size_t ignored; /* inputs with keys alone, as was asked for */
	bool answered; /* some rule passed or failed on some certificate */
	uint8_t *rule_occurred; /* per rule number: it has a finding */
	uint8_t *waiver_uses; /* bits of enum el_waiver_use, by waiver */
	struct agenda *agenda;
	struct key_cache *keys;
	/* Of the previous certificate with the deployment, where one was
	 * given. */
	struct el_match previous_match;
	/* By enum el_use, for one interface and for both. */
	struct variant *variants[2 * EL_USES];
	uint8_t *assignments_seen;
};

/*
 * Begin a run: what each row depends on but not on the certificate is worked
 * out here, once.  False: no memory.  The tables are checked by the tests.
 */
bool judge_begin(struct judge *judge, const struct judge_options *options,
    struct arena *run_arena) __attribute__((warn_unused_result));

/* The role of a certificate or request that no other names as its issuer. */
enum el_role judge_role_alone(const struct judge *judge,
    const struct el_cert *cert);

/* Fill in the roles of an input's certificates (views); where there is none,
 * a role is left as it is. */
bool judge_roles(const struct judge *judge, enum el_role *roles,
    const struct el_cert *const *certs, size_t count, struct arena *arena)
    __attribute__((warn_unused_result));

/*
 * What a certificate is assigned to, as bits of enum el_use; 0: nothing, or
 * nothing is known, since no assignments were given or it is no Edge
 * certificate.  An assignment that is found is one that was judged.
 */
unsigned judge_uses(struct judge *judge, const struct el_cert *cert,
    enum el_role role);

/* Whether --only and --skip leave rules that are about the internal interface
 * alone. */
bool judge_asks_internal(const struct judge *judge);

/*
 * Judge one certificate: result->cert, ->role, ->chain, ->uses and ->of_both are set,
 * the rest
 * of the judged members is filled in and added to the summary.  The outcomes
 * are good until the next certificate is judged.
 */
bool judge_certificate(struct judge *judge, struct el_result *result,
    struct arena *arena) __attribute__((warn_unused_result));

/* Count a result that could not be read. */
void judge_unreadable(struct judge *judge, struct el_result *result);

/* Count a file that is not judged: it was found and holds something else, or
 * named, and keys were to be ignored. */
void judge_pass_over(struct judge *judge, bool named);

/* What rules about an input ask for, when all of it was seen. */
struct judge_seen {
	const char *source; /* its name, which lives as long as the run */
	/* Certificates by role; both 0 when one of them is unreadable, since
	 * nobody knows what that is. */
	size_t edges;
	size_t issuers;
	const struct el_input_facts *facts;
};

/* After the last result of an input: rules about the input. */
bool judge_input(struct judge *judge, const struct judge_seen *seen,
    struct arena *arena, struct arena *run_arena)
    __attribute__((warn_unused_result));

/*
 * Add what another judge of the run, with the same options, has seen; neither
 * is finished.  What is said of inputs comes to stand in the order of their
 * numbers, which must grow from one to the next with each judge.  The other
 * one's memory must outlive this one.  Of a pool one judge has to see all.
 * False: no memory.
 */
bool judge_merge(struct judge *judge, const struct judge *other,
    struct arena *run_arena) __attribute__((warn_unused_result));

/* After the last input: rules about the run, and the final verdict. */
bool judge_finish(struct judge *judge, struct arena *run_arena)
    __attribute__((warn_unused_result));

/* Whether --pool had something to compare, and compared all. */
bool judge_compared_pool(const struct judge *judge);

/* The exit status that the summary calls for: 0, 1 or 2. */
int judge_status(const struct judge *judge, bool require_profile);

#endif
