/*
 * All rule tables, in the order in which reports list their rules: first what
 * only a request has, then what an Edge certificate must say, then how it is
 * encoded, then what is missing to judge it.
 */
#ifndef RULES_RULESETS_H
#define RULES_RULESETS_H

#include <edgelint/rule.h>

#define EL_RULESETS(X) \
	X(csr) /* early: the rules about names yield to them */ \
	X(edge_subject) \
	X(edge_list) \
	X(edge_private_names) \
	X(edge_names) \
	X(edge_order) \
	X(edge_internal) \
	X(pki_usage) \
	X(pki_crl) \
	X(pki_signature) \
	X(pki_key) \
	X(pki_issuer) \
	X(validity) \
	X(xmpp_domains) \
	X(xmpp_coverage) \
	X(xmpp_names) \
	X(xmpp_partners) \
	X(sip_uri) \
	X(x509_structure) \
	X(x509_der) \
	X(x509_fields) \
	X(x509_time) \
	X(x509_subject) \
	X(x509_san) \
	X(x509_usage) \
	X(x509_extensions) \
	X(x509_key) \
	X(x509_weak_key) \
	X(br_names) \
	X(br_subject) \
	X(br_extensions) \
	X(br_usage) \
	X(br_key) \
	X(chain) \
	X(chain_issuer) \
	X(chain_list) \
	X(input) \
	X(deployment) \
	X(pool) \
	X(renewal) \
	X(key_request) \
	X(renewal_due) \
	X(assignment) \
	X(waivers) /* last: they count what the others were waived */

#define EL_RULESET_DECLARE(area) \
	extern const struct el_ruleset el_ruleset_##area;
EL_RULESETS(EL_RULESET_DECLARE)
#undef EL_RULESET_DECLARE

#endif
