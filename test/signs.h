/*
 * A certificate is judged a second time as if it showed every sign, so that
 * no rule is settled by the lack of one: it must come to the same.
 */
#ifndef TEST_SIGNS_H
#define TEST_SIGNS_H

#include <string.h>

#include "judge/judge.h"
#include "judge/plan.h"

/* A run that goes by no sign; false: no memory. */
static inline bool
signs_begin(struct judge *judge, const struct judge_options *options,
    struct arena *run_arena)
{
	if (!judge_begin(judge, options, run_arena))
		return false;
	judge->plan->signs = UINT32_MAX;
	return true;
}

static inline bool
signs_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static inline bool
signs_same_outcome(const struct el_rule_outcome *a,
    const struct el_rule_outcome *b)
{
	return a->outcome == b->outcome &&
	    signs_same_text(a->reason, b->reason) &&
	    signs_same_text(a->detail, b->detail);
}

/* The id of a rule that ends otherwise when it goes by signs, or NULL. */
static inline const char *
signs_broken(const struct el_result *result, const struct el_result *asked)
{
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t rows;

		if (!signs_same_outcome(result->outcomes[i],
			asked->outcomes[i]))
			return el_rule_rows(i, &rows)->id;
	}
	/* A failure may have other findings all the same. */
	for (size_t i = 0; i < asked->finding_count; i++)
		if (i >= result->finding_count ||
		    strcmp(asked->findings[i].message,
			result->findings[i].message) != 0)
			return asked->findings[i].rule->id;
	return NULL;
}

#endif
