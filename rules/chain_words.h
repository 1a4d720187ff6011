/*
 * What the rules about chains share: how messages call the certificates of a
 * chain, and when nothing can be said of one.
 */
#ifndef RULES_CHAIN_WORDS_H
#define RULES_CHAIN_WORDS_H

#include <edgelint/rule.h>

/* Parts of EL_DOC_RFC5280 and EL_DOC_RFC5246. */
#define PATH_VALIDATION "6.1.3"
#define CERTIFICATE_LIST "7.4.2"

/* The common name, or what there is in its place. */
const char *chain_show_name(struct el_report *report,
    const struct el_name *name);

/* The same of a link's subject. */
const char *chain_show(struct el_report *report, const struct el_link *link);

/* What a finding is about, as waivers name it. */
void chain_set_name(struct el_finding *finding, const struct el_name *name);

static inline const struct el_link *
chain_last(const struct el_chain *chain)
{
	return &chain->links[chain->count - 1];
}

/* Whether a certificate stands on the way. */
bool chain_holds(const struct el_chain *chain, const struct el_cert *cert);

/* Whether a certificate may have issued one on the way. */
bool chain_may_issue(const struct el_chain *chain,
    const struct el_cert *cert);

/*
 * Whether edgelint gave up the search for a better way.  What is wrong with
 * this one is then nobody's fault yet, and what is right with it no proof:
 * the rule ends as not evaluated.
 */
bool chain_is_unsettled(const struct el_chain *chain,
    struct el_report *report);

#endif
