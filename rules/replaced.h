/* What another certificate has taken the place of. */
#ifndef RULES_REPLACED_H
#define RULES_REPLACED_H

#include <edgelint/assignment.h>
#include <edgelint/rule.h>

/* After a roll-over tokens are checked by the certificate from before until it
 * ends; nobody renews it. */
static inline const char *
unless_replaced(const struct el_target *target)
{
	return target->uses == EL_USE_AV_PREVIOUS ? "assigned:previous" : NULL;
}

#endif
