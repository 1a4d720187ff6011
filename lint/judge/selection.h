/*
 * Which rules a run asks: those that --only names, without those that --skip
 * names.  A rule is named by its id, or by the beginning of it up to a dot.
 */
#ifndef LINT_JUDGE_SELECTION_H
#define LINT_JUDGE_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct selection {
	const char *const *only; /* none: all rules */
	size_t only_count;
	const char *const *skip;
	size_t skip_count;
};

/* Whether a rule is named by --only, or nothing is. */
bool selection_has(const struct selection *selection, const char *rule);

/* Whether a rule is named by --skip. */
bool selection_skips(const struct selection *selection, const char *rule);

/*
 * What is wrong with a name, for a person, in the arena; NULL: it names a
 * rule.
 */
const char *selection_fault(const char *name, struct arena *arena);

#endif
