/*
 * The SAN list of an Edge certificate as a list: whether it is there, and
 * what is odd about its entries, whatever names the deployment asks for.
 */

#include <edgelint/rule.h>

#include "entry.h"
#include "listing.h"
#include "phrases.h"

enum {
	/* A Windows CA takes 4,096 octets of extension; what else the request
	 * asks for counts, too. */
	LARGEST_LIST = 3500,
	LONGEST_LIST = 100,
};

/* The roles of W and S: names that Edge services are reached by. */
enum {
	EDGE_NAMES = EL_PLAYS_ACCESS_EDGE | EL_PLAYS_WEB_CONFERENCING |
	    EL_PLAYS_SIP,
};

static bool
is_dns(const struct el_general_name *name)
{
	return name->type == EL_NAME_DNS;
}

static bool
is_malformed(const struct el_general_name *name)
{
	return is_dns(name) && name->host.defect != EL_HOST_OK;
}

static bool
is_wildcard(const struct el_general_name *name)
{
	return is_dns(name) && name->host.wildcard;
}

static void
check_missing(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (!(cert->present & EL_PART_SAN))
		el_flag(report, &cert->extension_list,
		    "there is no subjectAltName extension: no client or "
		    "partner finds a name that it looks for");
	else if (cert->san.count == 0)
		el_flag(report, &cert->san.elem, "the SAN list is empty: no "
		    "client or partner finds a name that it looks for");
}

static void
check_malformed_name(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->malformed == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		struct el_finding *finding;

		if (!is_malformed(name))
			continue;
		finding = el_flag_name(report, target, i + 1, "entry %zu%s%s "
		    "is no host name: it %s", i + 1,
		    name->value.size == 0 ? "" : ", ",
		    name->value.size == 0 ? "" :
					    el_show(report, name->value),
		    el_host_defect_text(name->host.defect));
		finding->actual = name->value;
	}
}

static void
check_duplicate(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->repeated == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		size_t first = target->match->same_as[i];
		struct el_bytes name = san->names[i].value;
		bool same;

		if (first == i + 1 || !is_dns(&san->names[i]))
			continue;
		same = el_bytes_equal(name, san->names[first - 1].value);
		el_flag_name(report, target, i + 1, "entry %zu, %s, is "
		    "entry %zu again%s", i + 1, el_show(report, name), first,
		    same ? "" : ", with other capitals");
	}
}

/*
 * An entry with an asterisk in a wrong place is left to the rule that says
 * which place is right, one that repeats another to the rule that says which.
 */
static void
check_wildcard(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->wildcards == 0 && target->match->malformed == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];

		if (is_malformed(name) && name->value.size > 0 &&
		    memchr(name->value.data, '*', name->value.size) != NULL)
			el_yield(report, "edge.san.malformed-name");
		if (!is_wildcard(name))
			continue;
		if (target->match->same_as[i] != i + 1) {
			el_yield(report, "edge.san.duplicate");
			continue;
		}
		el_flag_name(report, target, i + 1, "entry %zu is the "
		    "wildcard %s; Microsoft asks for an entry of its own for "
		    "each SIP domain, service and XMPP domain", i + 1,
		    el_show(report, name->value));
	}
}

/* The position of the last W or S entry, later occurrences left out. */
static size_t
last_edge_name(const struct el_target *target)
{
	for (size_t i = target->cert->san.count; i > 0; i--)
		if (target->match->roles[i - 1] & EDGE_NAMES &&
		    target->match->same_as[i - 1] == i)
			return i;
	return 0;
}

static void
check_wildcard_first(const struct el_target *target, struct el_report *report)
{
	const struct el_general_name *names = target->cert->san.names;
	size_t last;

	if (target->match->wildcards == 0)
		return;
	last = last_edge_name(target);
	for (size_t i = 1; i < last; i++) {
		if (!is_wildcard(&names[i - 1]))
			continue;
		el_flag_name(report, target, i, "the wildcard %s is entry "
		    "%zu, before %s in entry %zu: Lync 2010 phones that meet "
		    "the wildcard first fail to authenticate",
		    el_show(report, names[i - 1].value), i,
		    el_show(report, names[last - 1].value), last);
	}
}

static bool
is_sip_domain(const struct el_profile *profile, struct el_bytes name)
{
	for (size_t i = 0; i < profile->sip.count; i++)
		if (el_host_equal(profile->sip.list[i].name.text, name))
			return true;
	return false;
}

/* The rule about what a name looks like that has failed for an entry. */
static const char *
better_form(const struct el_report *report, struct el_bytes name)
{
	struct el_bytes label;

	if (entry_is_internal(name) &&
	    el_has_failed(report, "edge.san.internal-name"))
		return "edge.san.internal-name";
	if (entry_is_reverse(name) &&
	    el_has_failed(report, "br.san.reverse-zone"))
		return "br.san.reverse-zone";
	if (entry_bad_a_label(&label, name) &&
	    el_has_failed(report, "x509.san.bad-a-label"))
		return "x509.san.bad-a-label";
	return NULL;
}

/* The rule that names the fault of an entry without a part, or NULL. */
static const char *
better_rule(const struct el_target *target, const struct el_report *report,
    size_t position)
{
	const struct el_general_name *name =
	    &target->cert->san.names[position - 1];

	if (is_malformed(name))
		return "edge.san.malformed-name";
	if (is_wildcard(name))
		return "edge.san.wildcard";
	if (target->match->same_as[position - 1] != position)
		return "edge.san.duplicate";
	if (el_has_failed(report, "xmpp.domain.not-declared") &&
	    is_sip_domain(target->profile, name->value))
		return "xmpp.domain.not-declared";
	return better_form(report, name->value);
}

static void
check_unexplained(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;
	struct listing listing;
	struct el_finding *finding;
	size_t count = 0;
	size_t first = 0;

	if (target->match->idle == 0)
		return;
	listing_begin(&listing);
	for (size_t i = 1; i <= san->count; i++) {
		const char *better;

		if (!is_dns(&san->names[i - 1]) ||
		    target->match->roles[i - 1] != 0)
			continue;
		better = better_rule(target, report, i);
		if (better != NULL) {
			el_yield(report, better);
			continue;
		}
		if (count++ == 0)
			first = i;
		listing_add(&listing, san->names[i - 1].value);
	}
	if (count == 0)
		return;
	finding = el_flag_name(report, target, first, "%s play%s no part in "
	    "the deployment", listing_text(&listing), count == 1 ? "s" : "");
	/* A waiver for one name must not hide the others. */
	if (count > 1)
		finding->name = (struct el_bytes){ NULL, 0 };
}

static void
check_too_large(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;
	size_t size = el_whole(&san->elem).size;

	if (size > LARGEST_LIST || san->count > LONGEST_LIST)
		el_flag(report, &san->elem, "the SAN list has %zu entries in "
		    "%zu octets; over %d entries or %d octets, CAs may refuse "
		    "the request", san->count, size, LONGEST_LIST,
		    LARGEST_LIST);
}

#define MALFORMED_TITLE "SAN entry is no host name"
#define MALFORMED_FAILS \
	"a dNSName is empty, holds an underscore, NUL, space, control or " \
	"non-ASCII character or any other than letters, digits, hyphens and " \
	"dots, an asterisk that is not its whole first label before a " \
	"well-formed name, an empty label, a leading or trailing dot or a " \
	"label with a leading or trailing hyphen, has a label of over 63 or " \
	"is of over 253 octets, or is an IP address"
#define MALFORMED_WHY \
	"No name that a client looks for equals such an entry: whatever it " \
	"was meant to serve is not reached. Public CAs refuse it."
#define MALFORMED_REMEDY \
	"Ask for a certificate without {name}, or with the name that was " \
	"meant: letters, digits and hyphens, an international name as its " \
	"A-label (xn--...). -DomainName takes names with commas and no " \
	"spaces between them." ASK_AGAIN
#define MALFORMED_EXAMPLE \
	"Fails: lync_edge.contoso.com\nPasses: lync-edge.contoso.com"
#define MALFORMED_SOURCES \
	{ EL_DOC_TOPOLOGY, "Define the Edge pool FQDN", \
	    "names are made of A-Z, a-z, 0-9 and hyphens, without Unicode " \
	    "characters and underscores", false }, \
	{ EL_DOC_RFC5280, "4.2.1.6", \
	    "a dNSName is in preferred name syntax, letters, digits and " \
	    "hyphens", false }, \
	{ EL_DOC_RFC1035, "2.3.4", \
	    "a label has at most 63 octets, a name at most 255 with the " \
	    "octets that count and end its labels", false }, \
	{ EL_DOC_RFC9525, "6.3", \
	    "an asterisk is the whole left-most label or makes the name " \
	    "invalid", false }

#define DUPLICATE_TITLE "SAN list names a host twice"
#define DUPLICATE_FAILS \
	"a dNSName equals an earlier one but for case; once for each later " \
	"occurrence"
#define DUPLICATE_WHY \
	"It serves nothing, takes room in a list that CAs limit, and is " \
	"often a name that was to be another."
#define DUPLICATE_REMEDY \
	"Ask for a certificate that names {name} once; look whether another " \
	"name was meant." ASK_AGAIN
#define DUPLICATE_EXAMPLE \
	"Fails: sip.contoso.com, SIP.contoso.com\nPasses: sip.contoso.com"
#define DUPLICATE_SOURCES \
	{ EL_DOC_EDGELINT, "edge.san.duplicate", \
	    "no document forbids it", false }

static const struct el_rule rules[] = {
	{
		.id = "edge.san.missing",
		.severity = EL_ERROR,
		.title = "There is no SAN list",
		.check = check_missing,
		.signs = EL_SIGN_NO_NAMES,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.readable = EL_PART_SAN,
		.yields = { { "csr.extension-request.missing", false } },
		.passes_on = true,
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the CA supports subject alternative names, and "
			    "the list holds the Access Edge and web "
			    "conferencing FQDNs", false },
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "the list has at least one entry", false },
			{ EL_DOC_RFC9525, "2",
			    "a common name does not identify a service",
			    false },
		},
		.fails_when = "there is no subjectAltName extension, or its "
			      "list is empty",
		.why = "Clients, federated servers and XMPP partners look for "
		       "their name in the SAN list and nowhere else.",
		.remedy = "Ask for a certificate with a SAN list." ASK_AGAIN,
		.example = "Fails: a subject CN=sip.contoso.com and no SAN "
			   "list\n"
			   "Passes: SAN webcon.contoso.com, sip.contoso.com",
	},
	{
		.id = "edge.san.malformed-name",
		.severity = EL_ERROR,
		.title = MALFORMED_TITLE,
		.check = check_malformed_name,
		.signs = EL_SIGN_MALFORMED,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = { MALFORMED_SOURCES },
		.fails_when = MALFORMED_FAILS,
		.why = MALFORMED_WHY,
		.remedy = MALFORMED_REMEDY,
		.example = MALFORMED_EXAMPLE,
	},
	{
		.id = "edge.san.malformed-name",
		.severity = EL_WARNING,
		.title = MALFORMED_TITLE,
		.check = check_malformed_name,
		.signs = EL_SIGN_MALFORMED,
		.roles = EL_EDGE,
		.interfaces = EL_INTERNAL,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = { MALFORMED_SOURCES },
		.fails_when = MALFORMED_FAILS,
		.why = MALFORMED_WHY,
		.remedy = MALFORMED_REMEDY,
		.example = MALFORMED_EXAMPLE,
	},
	{
		.id = "edge.san.duplicate",
		.severity = EL_WARNING,
		.title = DUPLICATE_TITLE,
		.check = check_duplicate,
		.signs = EL_SIGN_REPEATED,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = { DUPLICATE_SOURCES },
		.fails_when = DUPLICATE_FAILS,
		.why = DUPLICATE_WHY,
		.remedy = DUPLICATE_REMEDY,
		.example = DUPLICATE_EXAMPLE,
	},
	{
		.id = "edge.san.duplicate",
		.severity = EL_WARNING,
		.title = DUPLICATE_TITLE,
		.check = check_duplicate,
		.signs = EL_SIGN_REPEATED,
		.roles = EL_EDGE,
		.interfaces = EL_INTERNAL,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = { DUPLICATE_SOURCES },
		.fails_when = DUPLICATE_FAILS,
		.why = DUPLICATE_WHY,
		.remedy = DUPLICATE_REMEDY,
		.example = DUPLICATE_EXAMPLE,
	},
	{
		.id = "edge.san.wildcard",
		.severity = EL_WARNING,
		.title = "SAN list holds a wildcard",
		.check = check_wildcard,
		.signs = EL_SIGN_WILDCARD | EL_SIGN_MALFORMED,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.malformed-name", true },
			{ "edge.san.duplicate", true },
		},
		.sources = {
			{ EL_DOC_EDGE_PLAN, "note on wildcards",
			    "wildcards are supported for simple URLs at the "
			    "reverse proxy only; each SIP domain, service and "
			    "XMPP domain has a name of its own", false },
			{ EL_DOC_WILDCARD, "supported server roles",
			    "the external interfaces of the Edge are not "
			    "among the roles for which a wildcard entry is "
			    "supported", false },
			{ EL_DOC_SINGLE_EDGE_SUMMARY, SUMMARY_TABLE,
			    "*.contoso.com stands in the list", true },
			{ EL_DOC_SFB_EDGE, SFB_XMPP,
			    "for XMPP, *.contoso.com is added", true },
		},
		.fails_when = "a dNSName is a well-formed wildcard",
		.why = "Microsoft does not support wildcards on the external "
		       "Edge, though some of its tables print one. It stands "
		       "in for no required name, SIP partners that match by "
		       "RFC 5922 ignore it, and whoever takes the key of the "
		       "Edge can pose as every host of the domain.",
		.remedy = "Ask for a certificate that lists the names that "
			  "{name} stands for." ASK_AGAIN,
		.example = "Fails: webcon.contoso.com, sip.contoso.com, "
			   "*.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "contoso.com",
	},
	{
		.id = "edge.san.wildcard-first",
		.severity = EL_WARNING,
		.title = "Wildcard stands before a name of the Edge",
		.check = check_wildcard_first,
		.signs = EL_SIGN_WILDCARD,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_ACCESS_EDGE | EL_KNOWS_WEB_CONFERENCING |
		    EL_KNOWS_SIP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_WILDCARD_2010, "warning on devices",
			    "devices fail to authenticate when a wildcard "
			    "comes before the FQDN", false },
			{ EL_DOC_WILDCARD, "warning on devices",
			    "test devices carefully with a wildcard; the "
			    "order is no longer mentioned", false },
			{ EL_DOC_USER_ACCESS, ORDER_NOTE,
			    "the order of the names does not matter", true },
		},
		.fails_when = "a well-formed wildcard stands before the web "
			      "conferencing FQDN, the Access Edge FQDN or the "
			      "sip name of a domain, under every san_order; "
			      "once for each such wildcard",
		.why = "Lync 2010 phones match names strictly, and fail to "
		       "authenticate when they meet a wildcard before the "
		       "name that they look for.",
		.remedy = "Ask for a certificate without {name}, or with it "
			  "behind the names of the Edge." ASK_AGAIN,
		.example = "Fails: *.contoso.com, webcon.contoso.com, "
			   "sip.contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "*.contoso.com",
	},
	{
		.id = "edge.san.unexplained",
		.severity = EL_INFO,
		.title = "SAN list holds names that play no part",
		.check = check_unexplained,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_ACCESS_EDGE | EL_KNOWS_WEB_CONFERENCING |
		    EL_KNOWS_SIP_DOMAINS | EL_KNOWS_XMPP_DOMAINS,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.malformed-name", true },
			{ "edge.san.wildcard", true },
			{ "edge.san.duplicate", true },
			{ "xmpp.domain.not-declared", true },
			{ "edge.san.internal-name", true },
			{ "br.san.reverse-zone", true },
			{ "x509.san.bad-a-label", true },
		},
		.sources = {
			{ EL_DOC_RFC9525, "5",
			    "a certificate names as few services as it needs",
			    false },
			{ EL_DOC_EDGELINT, "edge.san.unexplained",
			    "Microsoft allows additional names", false },
		},
		.fails_when = "a well-formed dNSName that is no wildcard is "
			      "not required, covers no XMPP domain, is not "
			      "allowed_names' and not xmpp. or sipexternal. "
			      "of a configured domain; once for all of them",
		.why = "A name without a part may be a mistyped one, or one "
		       "that the deployment has outlived.",
		.remedy = "Leave the names out at the next renewal, or add "
			  "them to allowed_names in the profile.",
		.request_remedy = "Leave the names out, or add them to "
				  "allowed_names in the profile.",
		.example = "Fails: webcon.contoso.com, sip.contoso.com, "
			   "old.contoso.com\n"
			   "Passes: the same with \"allowed_names\": "
			   "[\"old.contoso.com\"]",
	},
	{
		.id = "edge.san.too-large",
		.severity = EL_INFO,
		.title = "SAN list is larger than some CAs take",
		.check = check_too_large,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_SIP_DOMAINS_REPORT, "whole text",
			    "a Windows CA takes an extension of 4,096 "
			    "characters at most (0xc80005e2), public CAs "
			    "fewer names", false },
			{ EL_DOC_EDGELINT, "edge.san.too-large",
			    "no document sets a limit; Let's Encrypt takes "
			    "100 names at most", false },
		},
		.fails_when = "the encoded list has over 3,500 octets or over "
			      "100 entries",
		.why = "This CA took it, the next one may not: a Windows CA "
		       "answers that the length of the field exceeds the "
		       "maximum, and many public CAs stop at 100 names or "
		       "charge for each.",
		.remedy = "Leave out names that play no part, or split the "
			  "services: a certificate of its own for web "
			  "conferencing needs one name." ASK_AGAIN,
		.example = "Fails: sip. names of 101 domains\n"
			   "Passes: 100 names in 3,500 octets",
	},
};

EL_RULESET_OF(edge_list, rules, EL_CERTIFICATE | EL_REQUEST);
