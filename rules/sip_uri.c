/*
 * URI entries that SIP peers read, RFC 5922.  Lync looks for dNSNames; the
 * peers that keep to the RFC look for sip: URIs first.
 */

#include <edgelint/rule.h>

#include "phrases.h"

enum uri_kind {
	URI_OTHER,
	URI_SIP, /* names a SIP domain */
	URI_SIPS,
	URI_SIP_USER, /* names a user */
};

/* Whether a text begins with a scheme, in whatever letters. */
static bool
has_scheme(struct el_bytes text, const char *scheme)
{
	struct el_bytes start = el_bytes_of(scheme);

	return text.size >= start.size &&
	    el_host_equal((struct el_bytes){ text.data, start.size }, start);
}

/* Whether there is a user part, before the parameters and headers. */
static bool
has_user(struct el_bytes uri)
{
	for (size_t i = 0; i < uri.size; i++) {
		if (uri.data[i] == '@')
			return true;
		if (uri.data[i] == ';' || uri.data[i] == '?')
			return false;
	}
	return false;
}

static enum uri_kind
uri_kind(const struct el_general_name *name)
{
	struct el_bytes uri = name->value;

	if (name->type != EL_NAME_URI)
		return URI_OTHER;
	if (has_scheme(uri, "sips:"))
		return URI_SIPS;
	/* Nothing behind the scheme names nothing. */
	if (!has_scheme(uri, "sip:") || uri.size == sizeof("sip:") - 1)
		return URI_OTHER;
	return has_user(uri) ? URI_SIP_USER : URI_SIP;
}

static bool
has_dns_names(const struct el_target *target)
{
	return target->match->others < target->cert->san.count;
}

static void
check_shadows(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0 || !has_dns_names(target))
		return;
	for (size_t i = 0; i < san->count; i++)
		if (uri_kind(&san->names[i]) == URI_SIP)
			el_flag_name(report, target, i + 1, "the URI %s in "
			    "entry %zu names a SIP domain: a peer that keeps "
			    "to RFC 5922 then looks at no dNSName of the list",
			    el_show(report, san->names[i].value), i + 1);
}

static void
check_unusable(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		enum uri_kind kind = uri_kind(&san->names[i]);

		if (kind != URI_SIPS && kind != URI_SIP_USER)
			continue;
		el_flag_name(report, target, i + 1, "the URI %s in entry %zu "
		    "names no SIP domain: %s",
		    el_show(report, san->names[i].value), i + 1,
		    kind == URI_SIPS ? "only the scheme sip does" :
				       "it has a user part");
	}
}

static const struct el_rule rules[] = {
	{
		.id = "sip.uri.shadows-dns-names",
		.severity = EL_WARNING,
		.title = "A sip: URI makes strict peers ignore the dNSNames",
		.check = check_shadows,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PRIVATE, /* public: br.san.type-not-permitted */
		.services = EL_ACCESS_EDGE,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC5922, "7.1",
			    "dNSNames are looked at only when no sip: URI "
			    "names a domain", false },
			{ EL_DOC_RFC9525, "4.1",
			    "a certificate for SIP has a sip: URI", true },
		},
		.fails_when = "a SAN entry is a sip: URI without a user part, "
			      "and the list has a dNSName; once for each "
			      "entry",
		.why = "Federation partners that keep to RFC 5922 take the "
		       "domains of such URIs for the whole list: all SIP "
		       "domains without a URI of their own are lost to them. "
		       "Lync and Skype for Business look at dNSNames alone "
		       "and need no URI.",
		.remedy = "Ask for a certificate without {name}." ASK_AGAIN,
		.example = "Fails: webcon.contoso.com, sip.contoso.com, URI "
			   "sip:contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com",
	},
	{
		.id = "sip.uri.unusable",
		.severity = EL_WARNING,
		.title = "A SIP URI names no domain",
		.check = check_unusable,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PRIVATE, /* public: br.san.type-not-permitted */
		.services = EL_ACCESS_EDGE,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC5922, "7.1",
			    "only the scheme sip counts, and only without a "
			    "user part", false },
		},
		.fails_when = "a SAN entry is a sips: URI, or a sip: URI with "
			      "a user part (@); once for each entry",
		.why = "No SIP peer takes the entry for the identity of a "
		       "domain: it serves nobody.",
		.remedy = "Ask for a certificate without {name}; Lync and "
			  "Skype for Business need dNSNames alone." ASK_AGAIN,
		.example = "Fails: URI sips:contoso.com, URI "
			   "sip:alice@contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com",
	},
};

EL_RULESET_OF(sip_uri, rules, EL_CERTIFICATE | EL_REQUEST);
