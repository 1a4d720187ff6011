/*
 * By which part of a deployment a certificate is judged, when it is known what
 * it is assigned to: a profile and an agenda of its own for each set of uses
 * that occurs.
 */
#ifndef LINT_JUDGE_ASSIGNMENT_H
#define LINT_JUDGE_ASSIGNMENT_H

#include <edgelint/assignment.h>

#include "judge.h"

/* A profile for some uses, and what a run asks by it. */
struct variant {
	struct el_profile profile;
	struct agenda *agenda;
};

/* Sort a list of assignments, and join those of one certificate. */
void assignments_sort(struct el_assignments *out, struct el_assignment *list,
    size_t count);

/* The number of a certificate's assignment, or .count. */
size_t assignments_find(const struct el_assignments *assignments,
    const char *thumbprint);

/*
 * The variant for uses of one interface, made when it is needed; both: the
 * certificate has uses of the other interface, too, and what does not depend
 * on it is asked there.  NULL: no memory.
 */
const struct variant *variant_for(struct judge *judge, unsigned uses,
    bool both);

#endif
