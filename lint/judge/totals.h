/*
 * What a run over many certificates comes to: how many have which verdict,
 * which rules fail on most of them, and which end first.  It takes the same
 * room for any number of certificates.
 */
#ifndef LINT_JUDGE_TOTALS_H
#define LINT_JUDGE_TOTALS_H

#include <edgelint/result.h>

#include "base/arena.h"

enum {
	TOTALS_SOONEST = 5,
	/* Octets of a source's name; what is longer is cut. */
	TOTALS_NAME = 4096,
};

/* A certificate that has not ended yet. */
struct totals_expiry {
	int64_t end; /* seconds since 1970, UTC: notAfter */
	size_t input; /* number of its input */
	size_t index; /* in that */
	size_t line; /* as in struct el_result */
	char *source; /* TOTALS_NAME octets */
};

struct totals {
	int64_t as_of;
	size_t verdicts[EL_VERDICT_UNREADABLE + 1];
	/* By rule number: certificates on which it fails, waivers apart.  The
	 * engine counts them as it comes by. */
	size_t *failures;
	size_t ended; /* certificates whose notAfter has passed */
	struct totals_expiry soonest[TOTALS_SOONEST]; /* the soonest first */
	size_t soonest_count;
};

/* False: no memory. */
bool totals_begin(struct totals *out, int64_t as_of, struct arena *run_arena)
    __attribute__((warn_unused_result));

/* Add a result, judged or unreadable, of the input with that number. */
void totals_add(struct totals *totals, const struct el_result *result,
    size_t input);

/* Add those of other inputs. */
void totals_merge(struct totals *totals, const struct totals *other);

/*
 * The numbers of the rules that fail on most certificates, the worst first; of
 * equals, as in the tables.  Returns how many there are, at most room.
 */
size_t totals_worst(size_t *out, size_t room, const struct totals *totals);

#endif
