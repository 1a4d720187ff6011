/*
 * What several XMPP rules ask of a deployment.
 */
#ifndef RULES_XMPP_H
#define RULES_XMPP_H

#include <edgelint/rule.h>

/* A domain whose partners do without TLS shows its certificate to nobody. */
static inline bool
xmpp_is_without_tls(const struct el_profile *profile)
{
	if (!profile->xmpp_partners_known || profile->xmpp_partner_count == 0)
		return false;
	for (size_t i = 0; i < profile->xmpp_partner_count; i++)
		if (profile->xmpp_partners[i].tls != EL_NOT_SUPPORTED)
			return false;
	return true;
}

/* Of what the partners see they are asked, and of no other certificate. */
static inline const char *
xmpp_unless_elsewhere(const struct el_target *target)
{
	return target->profile->xmpp_elsewhere ? "assigned:elsewhere" : NULL;
}

/* Nobody looks at the certificate: it stays a note. */
static inline void
xmpp_lower_without_tls(struct el_finding *finding,
    const struct el_target *target)
{
	if (xmpp_is_without_tls(target->profile))
		el_lower(finding, EL_INFO);
}

#endif
