/*
 * The names that an external Edge certificate must hold: the Access Edge
 * FQDN, the web conferencing FQDN, and sip.DOMAIN of every SIP domain, those
 * of the cloud tenant included.
 */

#include <stdio.h>

#include <edgelint/rule.h>

#include "phrases.h"

/* ", and the wildcard in entry N ..." with room for the number. */
enum { HINT_SIZE = 80 };

/* The first wildcard that has the name under its asterisk; 0: none. */
static size_t
wildcard_over(const struct el_cert *cert, struct el_bytes name)
{
	struct el_bytes parent = el_host_parent(name);

	for (size_t i = 0; i < cert->san.count; i++) {
		const struct el_general_name *entry = &cert->san.names[i];

		if (entry->type == EL_NAME_DNS && entry->host.wildcard &&
		    el_host_equal(el_host_parent(entry->value), parent))
			return i + 1;
	}
	return 0;
}

/* Says of a missing name that a wildcard is there, and does not replace it. */
static void
flag_missing(const struct el_target *target, struct el_report *report,
    struct el_bytes name, const char *what)
{
	size_t wildcard = wildcard_over(target->cert, name);
	char hint[HINT_SIZE] = "";
	struct el_finding *finding;

	if (wildcard != 0)
		snprintf(hint, sizeof(hint), "; the wildcard in entry %zu "
		    "does not stand in for it", wildcard);
	finding = el_flag(report, &target->cert->san.elem,
	    "%s %s is not in the SAN list%s", what, el_show(report, name),
	    hint);
	finding->name = name;
	finding->expected = name;
}

static void
check_access_edge(const struct el_target *target, struct el_report *report)
{
	if (target->match->access_edge == 0)
		flag_missing(target, report,
		    target->profile->access_edge.text, "the Access Edge FQDN");
}

/* Whether a name was found missing already, as that of a service. */
static bool
is_reported_by(const struct el_report *report, const char *rule,
    struct el_host fqdn, struct el_bytes name)
{
	return el_host_known(fqdn) && el_host_equal(fqdn.text, name) &&
	    el_has_failed(report, rule);
}

static void
check_web_conferencing(const struct el_target *target,
    struct el_report *report)
{
	const struct el_profile *profile = target->profile;
	struct el_bytes name = profile->web_conferencing.text;

	if (target->match->web_conferencing != 0)
		return;
	if (is_reported_by(report, "edge.san.access-edge-missing",
		profile->access_edge, name)) {
		el_yield(report, "edge.san.access-edge-missing");
		return;
	}
	flag_missing(target, report, name, "the web conferencing FQDN");
}

static void
check_sip_name(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;

	for (size_t i = 0; i < profile->sip.count; i++) {
		struct el_bytes name = profile->sip.list[i].sip.text;

		if (target->match->sip[i] != 0)
			continue;
		if (is_reported_by(report, "edge.san.access-edge-missing",
			profile->access_edge, name))
			el_yield(report, "edge.san.access-edge-missing");
		else if (is_reported_by(report,
			     "edge.san.web-conferencing-missing",
			     profile->web_conferencing, name))
			el_yield(report, "edge.san.web-conferencing-missing");
		else
			flag_missing(target, report, name, "the SIP name");
	}
}

static bool
is_sip_domain(const struct el_profile *profile, struct el_bytes domain)
{
	for (size_t i = 0; i < profile->sip.count; i++)
		if (el_host_equal(profile->sip.list[i].name.text, domain))
			return true;
	return false;
}

/* The rule that found the name of a cloud domain missing already, or NULL. */
static const char *
online_name_reported_by(const struct el_target *target,
    const struct el_report *report, const struct el_domain *domain)
{
	const struct el_profile *profile = target->profile;

	if (is_reported_by(report, "edge.san.access-edge-missing",
		profile->access_edge, domain->sip.text))
		return "edge.san.access-edge-missing";
	if (is_reported_by(report, "edge.san.web-conferencing-missing",
		profile->web_conferencing, domain->sip.text))
		return "edge.san.web-conferencing-missing";
	if (el_has_failed(report, "edge.san.sip-name-missing") &&
	    is_sip_domain(profile, domain->name.text))
		return "edge.san.sip-name-missing";
	return NULL;
}

static void
check_online_sip_name(const struct el_target *target,
    struct el_report *report)
{
	const struct el_domains *domains = &target->profile->online_sip;

	for (size_t i = 0; i < domains->count; i++) {
		const struct el_domain *domain = &domains->list[i];
		const char *better;

		if (target->match->online_sip[i] != 0 || domain->tenant)
			continue;
		better = online_name_reported_by(target, report, domain);
		if (better != NULL)
			el_yield(report, better);
		else
			flag_missing(target, report, domain->sip.text,
			    "the SIP name of a domain of the cloud tenant");
	}
}

/* Few deployments have any, so a profile need not say that there are none. */
static const char *
has_online_domains(const struct el_target *target)
{
	if (target->profile->online_sip.count > 0)
		return NULL;
	return "online_sip_domains:none";
}

static const struct el_rule rules[] = {
	{
		.id = "edge.san.access-edge-missing",
		.severity = EL_ERROR,
		.title = "Access Edge FQDN is not in the SAN list",
		.check = check_access_edge,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_ACCESS_EDGE,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the SAN list holds the Access Edge FQDN even "
			    "when the subject name equals it, since TLS "
			    "ignores the subject name", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the Access Edge FQDN is repeated in the SAN list "
			    "for things to work properly", false },
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "sip.contoso.com is in the list", false },
		},
		.fails_when = "no well-formed dNSName equals access_edge_fqdn "
			      "but for case; a wildcard does not",
		.why = "Remote users and federated partners connect to this "
		       "name and refuse a certificate without it.",
		.remedy = "Ask for a certificate with {name} in its SAN "
			  "list." ASK_AGAIN,
		.example = "With access_edge_fqdn sip.contoso.com\n"
			   "Fails: webcon.contoso.com, contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "edge.san.web-conferencing-missing",
		.severity = EL_ERROR,
		.title = "Web conferencing FQDN is not in the SAN list",
		.check = check_web_conferencing,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_WEB_CONFERENCING,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_WEB_CONFERENCING,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.access-edge-missing", true },
		},
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the SAN list holds the web conferencing FQDN",
			    false },
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "webcon.contoso.com is in the list", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "webcon.contoso.com is in the list", false },
		},
		.fails_when = "no well-formed dNSName equals "
			      "web_conferencing_fqdn but for case; a wildcard "
			      "does not",
		.why = "Remote users who join a meeting connect to this name "
		       "for shared content and refuse a certificate without "
		       "it.",
		.remedy = "Ask for a certificate with {name} in its SAN "
			  "list." ASK_AGAIN,
		.example = "With web_conferencing_fqdn webcon.contoso.com\n"
			   "Fails: sip.contoso.com, contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "edge.san.sip-name-missing",
		.severity = EL_ERROR,
		.title = "A SIP domain's sip name is not in the SAN list",
		.check = check_sip_name,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_SIP_DOMAINS,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.access-edge-missing", true },
			{ "edge.san.web-conferencing-missing", true },
		},
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "with client auto-configuration or federation, "
			    "the SAN list holds the FQDN of every SIP domain, "
			    "such as sip.fabrikam.com", false },
			{ EL_DOC_EDGE_PLAN, "note on wildcards",
			    "each SIP domain has a SAN entry of its own",
			    false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the wizard adds names by the topology, the "
			    "administrator those of additional SIP domains",
			    false },
		},
		.fails_when = "no well-formed dNSName equals sip.DOMAIN of a "
			      "domain in sip_domains; once for each domain",
		.why = "Clients that configure themselves and partners that "
		       "federate look for sip.DOMAIN of the user's domain. "
		       "Only a domain that uses neither can do without.",
		.remedy = "Ask for a certificate with {name} in its SAN "
			  "list; Request-CsCertificate adds additional "
			  "domains with -AllSipDomain." ASK_AGAIN,
		.example = "With sip_domains contoso.com, fabrikam.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "sip.fabrikam.com",
	},
	{
		.id = "edge.san.online-sip-name-missing",
		.severity = EL_ERROR,
		.title = "A cloud SIP domain's sip name is not in the SAN list",
		.check = check_online_sip_name,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE,
		.applies_to_kind = has_online_domains,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.access-edge-missing", true },
			{ "edge.san.web-conferencing-missing", true },
			{ "edge.san.sip-name-missing", true },
		},
		.sources = {
			{ EL_DOC_CLOUD_CERTIFICATE, "whole text",
			    "before any user is moved, the SAN list of every "
			    "Edge Server holds sip.DOMAIN of all SIP domains "
			    "of the online tenant but those of "
			    "onmicrosoft.com", false },
		},
		.fails_when = "no well-formed dNSName equals sip.DOMAIN of a "
			      "domain in online_sip_domains; domains under "
			      "onmicrosoft.com need none; once for each "
			      "domain",
		.why = "Users of the tenant and of the servers here share one "
		       "address space. Without the name, what is on its way "
		       "to them is not routed by way of the Edge.",
		.remedy = "Ask for a certificate with {name} in its SAN list "
			  "beside the names that are there, and assign it on "
			  "every Edge Server." ASK_AGAIN,
		.example = "With online_sip_domains originalcompany.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "sip.originalcompany.com",
	},
};

EL_RULESET_OF(edge_names, rules, EL_CERTIFICATE | EL_REQUEST);
