/*
 * The XMPP domains of the deployment, and what in the SAN list covers them.
 * Microsoft's page and the standards differ on domains under a listed one.
 */

#include <stdio.h>

#include <edgelint/rule.h>

#include "phrases.h"
#include "xmpp.h"

/* A host name and words around it. */
enum { HINT_SIZE = EL_HOST_MAX + 120 };

/* What an entry below an XMPP domain may be there for. */
enum {
	OTHER_PARTS = EL_PLAYS_ACCESS_EDGE | EL_PLAYS_WEB_CONFERENCING |
	    EL_PLAYS_SIP | EL_PLAYS_KNOWN,
};

static bool
has_dot(struct el_bytes name)
{
	return name.size > 0 && memchr(name.data, '.', name.size) != NULL;
}

/* The nearest listed domain of at least two labels above a domain, or 0. */
static size_t
parent_position(const struct el_target *target, struct el_bytes domain)
{
	struct el_bytes parent;

	for (parent = el_host_parent(domain); has_dot(parent);
	     parent = el_host_parent(parent)) {
		size_t position =
		    el_cert_find_dns_name(target->cert, parent);

		if (position != 0)
			return position;
	}
	return 0;
}

/*
 * The first entry below a domain that may have been meant for it; those that
 * serve the Edge by another part are not.
 */
static size_t
child_position(const struct el_target *target, struct el_bytes domain)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = 0; i < san->count; i++)
		if (san->names[i].type == EL_NAME_DNS &&
		    san->names[i].host.defect == EL_HOST_OK &&
		    (target->match->roles[i] & OTHER_PARTS) == 0 &&
		    el_host_is_under(san->names[i].value, domain))
			return i + 1;
	return 0;
}

/*
 * What comes near to covering the domain, and why it does not.  Under
 * microsoft matching no parent is listed when a domain is uncovered.
 */
static void
write_hint(char *hint, const struct el_target *target,
    struct el_report *report, struct el_bytes domain)
{
	const struct el_general_name *names = target->cert->san.names;
	size_t parent = parent_position(target, domain);
	size_t child = child_position(target, domain);

	hint[0] = '\0';
	if (parent != 0)
		snprintf(hint, HINT_SIZE, "; %s in entry %zu does not cover "
		    "it, since xmpp_matching is strict",
		    el_show(report, names[parent - 1].value), parent);
	else if (child != 0)
		snprintf(hint, HINT_SIZE, "; %s in entry %zu %s",
		    el_show(report, names[child - 1].value), child,
		    names[child - 1].host.wildcard ?
			"covers the names one label below it, not itself" :
			"serves the users of that subdomain alone");
}

static void
check_uncovered(const struct el_target *target, struct el_report *report)
{
	const struct el_domains *domains = &target->profile->xmpp;

	for (size_t i = 0; i < domains->count; i++) {
		struct el_bytes domain = domains->list[i].name.text;
		struct el_finding *finding;
		char hint[HINT_SIZE];

		if (target->match->xmpp[i].kind != EL_UNCOVERED)
			continue;
		write_hint(hint, target, report, domain);
		finding = el_flag(report, &target->cert->san.elem,
		    "no SAN entry covers the XMPP domain %s%s",
		    el_show(report, domain), hint);
		finding->name = domain;
		finding->expected = domain;
		xmpp_lower_without_tls(finding, target);
	}
}

static void
check_parent_only(const struct el_target *target, struct el_report *report)
{
	const struct el_domains *domains = &target->profile->xmpp;

	for (size_t i = 0; i < domains->count; i++) {
		const struct el_coverage *coverage = &target->match->xmpp[i];
		struct el_bytes domain = domains->list[i].name.text;
		struct el_bytes parent;
		struct el_finding *finding;

		if (coverage->kind != EL_COVERED_PARENT)
			continue;
		parent = target->cert->san.names[coverage->position - 1].value;
		finding = el_flag_name(report, target, coverage->position,
		    "the XMPP domain %s is covered by its parent %s in entry "
		    "%zu alone: Microsoft's page says that this entry allows "
		    "all domains with that suffix, a partner that matches by "
		    "RFC 6120 or RFC 9525 refuses it",
		    el_show(report, domain), el_show(report, parent),
		    coverage->position);
		finding->name = domain;
		finding->actual = parent;
		finding->expected = domain;
		xmpp_lower_without_tls(finding, target);
	}
}

static bool
is_xmpp_domain(const struct el_profile *profile, struct el_bytes name)
{
	for (size_t i = 0; i < profile->xmpp.count; i++)
		if (el_bytes_equal(profile->xmpp.list[i].name.text, name))
			return true;
	return false;
}

/*
 * The bare name of a SIP domain serves nobody but XMPP partners; an entry
 * that plays another part is explained by it.
 */
static void
check_not_declared(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;

	if (target->match->idle == 0)
		return;
	for (size_t i = 0; i < profile->sip.count; i++) {
		struct el_bytes domain = profile->sip.list[i].name.text;
		size_t position = el_cert_find_dns_name(target->cert, domain);

		if (position == 0 || target->match->roles[position - 1] != 0 ||
		    is_xmpp_domain(profile, domain))
			continue;
		el_flag_name(report, target, position, "entry %zu is the SIP "
		    "domain %s itself, as XMPP partners look for it, and "
		    "xmpp_domains does not have it", position,
		    el_show(report, domain));
	}
}

static const char *
only_microsoft(const struct el_target *target)
{
	if (target->profile->xmpp_matching == EL_MATCHING_STRICT)
		return "xmpp_matching:strict";
	return xmpp_unless_elsewhere(target);
}

static const struct el_rule rules[] = {
	{
		.id = "xmpp.domain.uncovered",
		.severity = EL_ERROR,
		.title = "No SAN entry covers an XMPP domain",
		.check = check_uncovered,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = xmpp_unless_elsewhere,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "contoso.com is the entry required for federation "
			    "with XMPP partners at the root domain", false },
			{ EL_DOC_EDGE_PLAN, "note on wildcards",
			    "each XMPP domain has a SAN entry of its own",
			    false },
			{ EL_DOC_RFC6120, "13.7.2",
			    "a partner looks for the domain of the stream "
			    "among the names of the certificate", false },
			{ EL_DOC_SFB_EDGE, SFB_XMPP,
			    "xmpp.contoso.com and *.contoso.com are added, "
			    "neither of which covers contoso.com", true },
		},
		.fails_when = "a domain of xmpp_domains is covered by no "
			      "dNSName, no SRVName _xmpp-server.DOMAIN, no "
			      "XmppAddr, no wildcard one label up, nor, with "
			      "xmpp_matching microsoft, by a parent domain; "
			      "info when xmpp_partners names partners and none "
			      "of them uses TLS; once for each domain",
		.why = "XMPP partners check the certificate of the Edge for "
		       "the domain of the users, not for the host that they "
		       "connect to: they refuse the stream, or fall back to "
		       "dialback.",
		.remedy = "Ask for a certificate with {name} in its SAN list; "
			  "every XMPP server understands a dNSName in small "
			  "letters." ASK_AGAIN,
		.example = "With xmpp_domains contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "xmpp.contoso.com, *.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "xmpp.domain.parent-only",
		.severity = EL_WARNING,
		.title = "Only a parent domain covers an XMPP domain",
		.check = check_parent_only,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = only_microsoft,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC9525, "6.3",
			    "a name matches label by label; a parent domain "
			    "matches no name below it", false },
			{ EL_DOC_RFC6120, "13.7.2",
			    "a partner looks for the domain of the stream "
			    "itself", false },
			{ EL_DOC_EDGE_PLAN, "note on wildcards",
			    "each XMPP domain has a SAN entry of its own",
			    false },
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "the entry contoso.com allows XMPP for all "
			    "domains with the suffix contoso.com", true },
		},
		.fails_when = "with xmpp_matching microsoft, a domain of "
			      "xmpp_domains is covered by a dNSName above it, "
			      "at a label boundary and of at least two "
			      "labels, and by nothing else; info when "
			      "xmpp_partners names partners and none of them "
			      "uses TLS; once for each domain",
		.why = "Prosody, ejabberd, Openfire and MongooseIM do not take "
		       "a parent's name for that of a domain: they refuse "
		       "the stream, or fall back to dialback.",
		.remedy = "Ask for a certificate with {name} itself in its "
			  "SAN list." ASK_AGAIN,
		.example = "With xmpp_domains corp.contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com, corp.contoso.com",
	},
	{
		.id = "xmpp.domain.not-declared",
		.severity = EL_INFO,
		.title = "SAN list holds a SIP domain that XMPP does not use",
		.check = check_not_declared,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = xmpp_unless_elsewhere,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_SIP_DOMAINS | EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "contoso.com is the entry required for federation "
			    "with XMPP partners at the root domain", false },
		},
		.fails_when = "xmpp_domains is known and does not have a "
			      "domain of sip_domains whose bare name is a "
			      "dNSName without another part; once for each "
			      "domain",
		.why = "Nothing but XMPP federation asks for the bare name. If "
		       "it takes part in it, edgelint does not check what its "
		       "partners need; if not, the name is superfluous.",
		.remedy = "Add {name} to xmpp_domains in the profile, or to "
			  "allowed_names, or leave it out at the next renewal.",
		.example = "With sip_domains contoso.com and fabrikam.com, "
			   "xmpp_domains contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "sip.fabrikam.com, contoso.com, fabrikam.com\n"
			   "Passes: the same with fabrikam.com in "
			   "xmpp_domains",
	},
};

EL_RULESET_OF(xmpp_domains, rules, EL_CERTIFICATE | EL_REQUEST);
