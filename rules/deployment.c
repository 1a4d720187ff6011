/*
 * What is missing to judge an Edge certificate: a deployment to judge it by,
 * or the certificate itself.
 */

#include <edgelint/result.h>
#include <edgelint/rule.h>

#include "listing.h"

/* The keys of a profile that rules wait for. */
static const struct {
	unsigned bit;
	const char *key;
} keys[] = {
	{ EL_KNOWS_ACCESS_EDGE, "access_edge_fqdn" },
	{ EL_KNOWS_WEB_CONFERENCING, "web_conferencing_fqdn" },
	{ EL_KNOWS_SIP_DOMAINS, "sip_domains" },
	{ EL_KNOWS_XMPP_DOMAINS, "xmpp_domains" },
};

static bool
is_switched_off(const struct el_profile *profile, const char *rule)
{
	for (size_t i = 0; i < profile->severity_count; i++)
		if (strcmp(profile->severities[i].rule, rule) == 0)
			return profile->severities[i].severity == EL_OFF;
	return false;
}

/* The keys that a row would need, were it to apply to some certificate. */
static unsigned
asks_for(const struct el_rule *row, const struct el_target *target)
{
	const struct el_profile *profile = target->profile;

	if (row->knows == 0 ||
	    (row->products != 0 && !(row->products & profile->product)) ||
	    (row->interfaces != 0 && !(row->interfaces & profile->interface)) ||
	    (row->services != 0 && !(row->services & profile->services)) ||
	    (row->applies != NULL && row->applies(target) != NULL) ||
	    (row->applies_to_kind != NULL &&
		row->applies_to_kind(target) != NULL) ||
	    is_switched_off(profile, row->id))
		return 0;
	return row->knows;
}

static void
list_keys(struct listing *listing, unsigned missing)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].bit & missing)
			listing_add(listing, el_bytes_of(keys[i].key));
}

static void
list_rules(struct listing *listing, const struct el_target *target,
    unsigned missing)
{
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t j = 0; j < count; j++) {
			if (!(asks_for(&rows[j], target) & missing))
				continue;
			listing_add(listing, el_bytes_of(rows[j].id));
			break;
		}
	}
}

/* Only rules of severity error make a profile incomplete: what is worth less
 * than that is told with the certificate. */
static unsigned
missing_keys(const struct el_target *target)
{
	unsigned needed = 0;

	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t j = 0; j < count; j++)
			if (rows[j].severity == EL_ERROR)
				needed |= asks_for(&rows[j], target);
	}
	return needed & ~el_profile_knows(target->profile);
}

static void
check_profile_missing(const struct el_target *target, struct el_report *report)
{
	if (!target->profile->given)
		el_flag(report, NULL, "no deployment was given: whether the "
		    "names are the right ones, and in the right order, was "
		    "not judged");
}

static void
check_profile_incomplete(const struct el_target *target,
    struct el_report *report)
{
	unsigned missing = missing_keys(target);
	struct listing unknown;
	struct listing waiting;

	if (!target->profile->given || missing == 0)
		return;
	listing_begin(&unknown);
	listing_begin(&waiting);
	list_keys(&unknown, missing);
	list_rules(&waiting, target, missing);
	el_flag(report, NULL, "the profile does not say %s; not evaluated "
	    "without: %s", listing_text(&unknown), listing_text(&waiting));
}

static void
check_no_edge_certificate(const struct el_target *target,
    struct el_report *report)
{
	if (target->edges > 0 || target->issuers == 0)
		return;
	el_flag(report, NULL, "%s holds %zu issuer certificate%s and no Edge "
	    "certificate", el_show(report, el_bytes_of(target->source)),
	    target->issuers, target->issuers == 1 ? "" : "s");
}

#define CONVENTION(rule, text) { EL_DOC_EDGELINT, rule, text, false }

static const struct el_rule rules[] = {
	{
		.id = "profile.missing",
		.severity = EL_WARNING,
		.title = "No deployment was given",
		.check = check_profile_missing,
		.level = EL_PER_RUN,
		.sources = {
			CONVENTION("profile.missing", "which names are right "
			    "depends on the deployment"),
		},
		.fails_when = "neither a profile nor a deployment option was "
			      "given",
		.why = "Without the FQDNs and domains of the deployment, most "
		       "of what makes an Edge certificate work cannot be "
		       "judged. A report without findings says little.",
		.remedy = "Write a profile, or name the deployment:\n"
			  "    edgelint profile init --access-edge "
			  "sip.contoso.com --web-conferencing "
			  "webcon.contoso.com --sip-domain contoso.com "
			  "--xmpp-domain none > contoso.json\n"
			  "    edgelint check FILE --profile contoso.json",
		.example = "Fails: edgelint check edge.cer\n"
			   "Passes: edgelint check edge.cer --profile "
			   "contoso.json",
	},
	{
		.id = "profile.incomplete",
		.severity = EL_WARNING,
		.title = "Profile does not say what rules need",
		.check = check_profile_incomplete,
		.level = EL_PER_RUN,
		.yields = { { "profile.missing", false } },
		.sources = {
			CONVENTION("profile.incomplete", "which names are "
			    "right depends on the deployment"),
			{ EL_DOC_SFB2019_DEPRECATED, "XMPP gateways",
			    "there is no XMPP gateway from Skype for Business "
			    "Server 2019 on, so xmpp_domains is not asked for",
			    false },
		},
		.fails_when = "a rule of severity error that applies to the "
			      "product, interface and services needs "
			      "access_edge_fqdn, web_conferencing_fqdn, "
			      "sip_domains or, where there is an XMPP "
			      "gateway, xmpp_domains, and it is not known",
		.why = "Rules that need a missing key are not evaluated. An "
		       "absent list means \"not known\", an empty one \"there "
		       "are none\".",
		.remedy = "Add the keys to the profile, or give the options "
			  "--access-edge, --web-conferencing, --sip-domain "
			  "and --xmpp-domain; a list that has no members is "
			  "written as [] in a profile, and as none in an "
			  "option.",
		.example = "Fails: \"sip_domains\": [\"contoso.com\"] and no "
			   "access_edge_fqdn\n"
			   "Passes: all four keys, with \"xmpp_domains\": [] "
			   "where XMPP is not used",
	},
	{
		.id = "input.no-edge-certificate",
		.severity = EL_ERROR,
		.title = "Input holds no Edge certificate",
		.check = check_no_edge_certificate,
		.level = EL_PER_INPUT,
		.sources = {
			CONVENTION("input.no-edge-certificate", "a CA file in "
			    "the place of the Edge certificate is no pass"),
		},
		.fails_when = "every certificate of an input is an issuer's, "
			      "and --role issuer was not given",
		.why = "A file of CA certificates passes the rules for CA "
		       "certificates; that says nothing about the Edge.",
		.remedy = "Give the file of the Edge certificate, or, to "
			  "judge a CA certificate:\n"
			  "    edgelint check FILE --role issuer",
		.example = "Fails: edgelint check issuing-ca.cer\n"
			   "Passes: edgelint check edge.cer",
	},
};

EL_RULESET(deployment, rules);
