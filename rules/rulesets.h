/*
 * All rule tables, in the order in which reports list their rules: first what
 * an Edge certificate must say, then how it is encoded, then what is missing
 * to judge it.
 */
#ifndef RULES_RULESETS_H
#define RULES_RULESETS_H

#include <edgelint/rule.h>

#define EL_RULESETS(X) \
	X(edge_subject) \
	X(edge_list) \
	X(edge_names) \
	X(edge_order) \
	X(xmpp_domains) \
	X(x509_structure) \
	X(deployment)

#define EL_RULESET_DECLARE(area) \
	extern const struct el_ruleset el_ruleset_##area;
EL_RULESETS(EL_RULESET_DECLARE)
#undef EL_RULESET_DECLARE

#endif
