/* Whether a certificate is due to be renewed, by the span that the user says. */

#include <inttypes.h>

#include <edgelint/lifetime.h>
#include <edgelint/rule.h>

#include "phrases.h"
#include "replaced.h"

enum { DAY = 86400 };

static const char *
without_span(const struct el_target *target)
{
	return target->renew_within == NULL || !target->renew_within->given ?
	    "renew-within:not-given" : NULL;
}

static void
check_due(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_time *end = &cert->not_after;
	int64_t left = end->seconds - target->as_of;
	int64_t lifetime = end->seconds - cert->not_before.seconds + 1;
	int64_t lead = el_lead(target->renew_within, -1, lifetime);

	if (left >= lead)
		return;
	/* It has not been due since before it began. */
	if (lead > lifetime)
		lead = lifetime;
	el_flag(report, &end->elem, "the certificate ends at %s, in %" PRId64
	    " day%s: it has been due since %s",
	    el_show_time(report, end->seconds), left / DAY,
	    left / DAY == 1 ? "" : "s",
	    el_show_time(report, end->seconds - lead + 1));
}

static const struct el_rule rules[] = {
	{
		.id = "validity.renewal-due",
		.severity = EL_ERROR,
		.title = "Certificate is due to be renewed",
		.check = check_due,
		.roles = EL_EDGE,
		.applies = unless_replaced,
		.applies_to_kind = without_span,
		.needs = EL_PART_VALIDITY,
		.yields = {
			{ "validity.reversed", false },
			{ "validity.expired", false },
		},
		.sources = {
			{ EL_DOC_EDGELINT, "Before a renewal",
			    "--renew-within says how long before the end of a "
			    "certificate the next one is asked for", false },
			{ EL_DOC_INFRASTRUCTURE, "common requirements",
			    "automatic enrollment is not supported for Edge "
			    "Servers, so nobody renews it but you", false },
		},
		.fails_when = "less is left before notAfter than "
			      "--renew-within says; a share is one of the "
			      "lifetime, its first and last second included. "
			      "Not what A/V authentication was assigned before "
			      "its roll-over",
		.why = "An Edge Server does not renew its certificate by "
		       "itself, and a public CA may take days.",
		.remedy = "Order the next certificate now." ASK_AGAIN,
		.example = "--renew-within 30d\n"
			   "Fails: 29 days, 23:59:59 are left\n"
			   "Passes: 30 days are left",
	},
};

EL_RULESET(renewal_due, rules);
