/*
 * XMPP domains that an entry covers, but in a way that some servers do not
 * understand.  Which server does what is in lint/judge/acceptance.c.
 */

#include <edgelint/rule.h>

#include "phrases.h"
#include "xmpp.h"

static bool
has_capitals(struct el_bytes name)
{
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] >= 'A' && name.data[i] <= 'Z')
			return true;
	return false;
}

/* Whether a later entry repeats one in small letters. */
static bool
has_small_copy(const struct el_target *target, size_t position)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = position; i < san->count; i++)
		if (target->match->same_as[i] == position &&
		    !has_capitals(san->names[i].value))
			return true;
	return false;
}

/*
 * Of dNSNames: a parent's entry is another rule's, and the two servers do not
 * compare SRVNames and XmppAddrs in this way.
 */
static bool
is_compared(const struct el_coverage *coverage)
{
	return coverage->kind == EL_COVERED_EXACT ||
	    coverage->kind == EL_COVERED_WILDCARD;
}

/* Whether an earlier domain has had the finding about the same entry. */
static bool
is_seen(const struct el_target *target, size_t domain)
{
	const struct el_coverage *coverage = target->match->xmpp;

	for (size_t i = 0; i < domain; i++)
		if (coverage[i].position == coverage[domain].position &&
		    is_compared(&coverage[i]))
			return true;
	return false;
}

static void
check_exact_case(const struct el_target *target, struct el_report *report)
{
	const struct el_coverage *coverage = target->match->xmpp;

	for (size_t i = 0; i < target->profile->xmpp.count; i++) {
		size_t position = coverage[i].position;
		struct el_bytes name;

		if (!is_compared(&coverage[i]))
			continue;
		name = target->cert->san.names[position - 1].value;
		if (!has_capitals(name) || has_small_copy(target, position) ||
		    is_seen(target, i))
			continue;
		el_flag_name(report, target, position, "entry %zu, %s, covers "
		    "the XMPP domain %s and has capitals: ejabberd and "
		    "Openfire compare it as it stands, and find no match",
		    position, el_show(report, name),
		    el_show(report, target->profile->xmpp.list[i].name.text))
		    ->expected = target->profile->xmpp.list[i].name.text;
	}
}

/* Whether a wildcard one label up covers a domain. */
static bool
has_wildcard(const struct el_target *target, struct el_bytes domain)
{
	struct el_bytes parent = el_host_parent(domain);
	uint8_t text[EL_HOST_MAX + 2] = { '*', '.' };

	if (target->match->wildcards == 0 || parent.size == 0 ||
	    parent.size > EL_HOST_MAX)
		return false;
	memcpy(text + 2, parent.data, parent.size);
	return el_cert_find_dns_name(target->cert,
		   (struct el_bytes){ text, parent.size + 2 }) != 0;
}

/* A domain that one kind of entry alone covers, at the place of that entry. */
static void
flag_only(const struct el_target *target, struct el_report *report,
    size_t domain, const char *kind, const char *consequence)
{
	struct el_bytes name = target->profile->xmpp.list[domain].name.text;
	size_t position = target->match->xmpp[domain].position;
	struct el_bytes entry = target->cert->san.names[position - 1].value;
	struct el_finding *finding = el_flag_name(report, target, position,
	    "the XMPP domain %s is covered by the %s %s in entry %zu alone: "
	    "%s", el_show(report, name), kind, el_show(report, entry),
	    position, consequence);

	finding->name = name;
	finding->actual = entry;
	finding->expected = name;
	xmpp_lower_without_tls(finding, target);
}

static void
check_only_srv_name(const struct el_target *target, struct el_report *report)
{
	const struct el_domains *domains = &target->profile->xmpp;

	for (size_t i = 0; i < domains->count; i++) {
		enum el_coverage_kind kind = target->match->xmpp[i].kind;

		if ((kind != EL_COVERED_SRV_NAME &&
			kind != EL_COVERED_XMPP_ADDR) ||
		    has_wildcard(target, domains->list[i].name.text))
			continue;
		if (kind == EL_COVERED_SRV_NAME)
			flag_only(target, report, i, "SRVName",
			    "ejabberd and MongooseIM do not read SRVNames");
		else
			flag_only(target, report, i, "XmppAddr",
			    "Prosody 0.12 passes over it, ejabberd ends the "
			    "stream at it");
	}
}

static void
check_only_wildcard(const struct el_target *target, struct el_report *report)
{
	for (size_t i = 0; i < target->profile->xmpp.count; i++)
		if (target->match->xmpp[i].kind == EL_COVERED_WILDCARD)
			flag_only(target, report, i, "wildcard",
			    "Microsoft does not support wildcards there, and "
			    "asks for an entry of its own for each XMPP "
			    "domain");
}

static const struct el_rule rules[] = {
	{
		.id = "xmpp.san.exact-case",
		.severity = EL_INFO,
		.title = "Entry for an XMPP domain has capitals",
		.check = check_exact_case,
		.signs = EL_SIGN_CAPITALS | EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = xmpp_unless_elsewhere,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_EJABBERD, "match_domain",
			    "a dNSName is compared octet by octet with the "
			    "domain, which is in small letters", false },
			{ EL_DOC_OPENFIRE, "verifyCertificate",
			    "names are compared with String.equals", false },
			{ EL_DOC_RFC9525, "6.3",
			    "capitals make no difference between names", true },
		},
		.fails_when = "the dNSName or wildcard by which a domain of "
			      "xmpp_domains is covered, unless it is a "
			      "parent's, has a capital letter, and no equal "
			      "entry is without; once for each entry",
		.why = "By the standards capitals make no difference, and "
		       "Prosody keeps to that. ejabberd and Openfire do not: "
		       "users of such partners cannot be reached, or by "
		       "dialback alone.",
		.remedy = "Ask for a certificate that has {expected} in small "
			  "letters." ASK_AGAIN,
		.example = "With xmpp_domains contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "Contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "xmpp.san.only-srv-name",
		.severity = EL_WARNING,
		.title = "Only an SRVName or XmppAddr covers an XMPP domain",
		.check = check_only_srv_name,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = xmpp_unless_elsewhere,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC6120, "13.7.1.2.1",
			    "a certificate has a dNSName for each domain; "
			    "every implementation reads it", false },
			{ EL_DOC_EJABBERD, "get_domains_from_san",
			    "SRVNames are passed over; an XmppAddr with a "
			    "domain ends the process that handles the stream",
			    false },
			{ EL_DOC_PROSODY, "util.x509, mod_s2s_auth_certs",
			    "an XmppAddr counts for the service _xmpp-server, "
			    "and the check asks about xmpp-server", false },
		},
		.fails_when = "a domain of xmpp_domains is covered by an "
			      "SRVName or an XmppAddr, and neither by a "
			      "dNSName nor by a wildcard; info when "
			      "xmpp_partners names partners and none of them "
			      "uses TLS; once for each domain",
		.why = "Both kinds of entry are in the standards, but servers "
		       "that read only dNSNames refuse the stream, or fall "
		       "back to dialback.",
		.remedy = "Ask for a certificate with {name} as a dNSName in "
			  "its SAN list." ASK_AGAIN,
		.example = "With xmpp_domains contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "SRVName _xmpp-server.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "xmpp.san.only-wildcard",
		.severity = EL_WARNING,
		.title = "Only a wildcard covers an XMPP domain",
		.check = check_only_wildcard,
		.signs = EL_SIGN_WILDCARD,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.applies_to_kind = xmpp_unless_elsewhere,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_XMPP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_EDGE_PLAN, "note on wildcards",
			    "each XMPP domain has a SAN entry of its own",
			    false },
			{ EL_DOC_RFC6120, "13.7.1.2.1",
			    "a wildcard may be the whole first label of a "
			    "name", true },
			{ EL_DOC_SFB_EDGE, SFB_XMPP,
			    "*.contoso.com is added for XMPP", true },
		},
		.fails_when = "a domain of xmpp_domains is covered by a "
			      "wildcard one label up, and by no dNSName, "
			      "SRVName or XmppAddr of its own; info when "
			      "xmpp_partners names partners and none of them "
			      "uses TLS; once for each domain",
		.why = "The XMPP servers that were looked at accept a wildcard "
		       "one label up. Microsoft's pages contradict each "
		       "other: some print one, the planning page supports "
		       "none for XMPP domains.",
		.remedy = "Ask for a certificate with {name} in its SAN list."
			  ASK_AGAIN,
		.example = "With xmpp_domains corp.contoso.com\n"
			   "Fails: webcon.contoso.com, sip.contoso.com, "
			   "*.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "corp.contoso.com",
	},
};

EL_RULESET_OF(xmpp_coverage, rules, EL_CERTIFICATE | EL_REQUEST);
