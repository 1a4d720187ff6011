/*
 * URI entries that SIP peers read, RFC 5922.  Lync looks for dNSNames; the
 * peers that keep to the RFC look for sip: URIs first.
 */

#include <edgelint/rule.h>

#include "entry.h"
#include "phrases.h"
#include "uri.h"

enum uri_kind {
	URI_OTHER,
	URI_SIP, /* names a SIP domain */
	URI_SIPS,
	URI_SIP_USER, /* names a user */
	URI_SIP_NO_HOST, /* names no host that a domain could be */
};

/* Whether a text begins with a scheme, in whatever letters. */
static bool
has_scheme(struct el_bytes text, const char *scheme)
{
	struct el_bytes start = el_bytes_of(scheme);

	return text.size >= start.size &&
	    el_host_equal((struct el_bytes){ text.data, start.size }, start);
}

/*
 * Whether there is a user part.  It may hold ";" and "?" itself, and neither
 * parameters nor headers hold a bare "@" (RFC 3261, 25.1).
 */
static bool
has_user(struct el_bytes uri)
{
	return memchr(uri.data, '@', uri.size) != NULL;
}

/* host [":" port] and what follows it; RFC 5922 compares the host. */
static bool
has_host(struct el_bytes rest)
{
	struct el_bytes host = rest;

	host.size = 0;
	while (host.size < rest.size &&
	    memchr(":;?", host.data[host.size], 3) == NULL)
		host.size++;
	return host.size > 0 && el_host_look(host).defect == EL_HOST_OK &&
	    host.data[0] != '*';
}

static enum uri_kind
uri_kind(const struct el_general_name *name)
{
	const size_t scheme = sizeof("sip:") - 1;
	struct el_bytes uri = name->value;

	if (name->type != EL_NAME_URI)
		return URI_OTHER;
	if (has_scheme(uri, "sips:"))
		return URI_SIPS;
	/* Nothing behind the scheme names nothing. */
	if (!has_scheme(uri, "sip:") || uri.size == scheme)
		return URI_OTHER;
	if (has_user(uri))
		return URI_SIP_USER;
	return has_host((struct el_bytes){ uri.data + scheme,
		   uri.size - scheme }) ? URI_SIP : URI_SIP_NO_HOST;
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

/* The rule that has said what is wrong with a URI as such, or NULL. */
static const char *
better_rule(const struct el_report *report, struct el_bytes uri)
{
	const char *better = entry_is_ascii(uri) ? "x509.san.bad-uri" :
						   "x509.san.not-ia5";

	return uri_defect(uri) != NULL && el_has_failed(report, better) ?
	    better : NULL;
}

/* Why a URI names no SIP domain, or NULL. */
static const char *
unusable_text(enum uri_kind kind)
{
	switch (kind) {
	case URI_SIPS:
		return "only the scheme sip does";
	case URI_SIP_USER:
		return "it has a user part";
	case URI_SIP_NO_HOST:
		return "what stands behind the scheme is no host name";
	default:
		return NULL;
	}
}

static void
check_unusable(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		struct el_bytes uri = san->names[i].value;
		const char *text = unusable_text(uri_kind(&san->names[i]));
		const char *better;

		if (text == NULL)
			continue;
		better = better_rule(report, uri);
		if (better != NULL) {
			el_yield(report, better);
			continue;
		}
		el_flag_name(report, target, i + 1, "the URI %s in entry %zu "
		    "names no SIP domain: %s",
		    el_show(report, uri), i + 1, text);
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
		.fails_when = "a SAN entry is a sip: URI with a host name and "
			      "without a user part, and the list has a "
			      "dNSName; once for each entry",
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
		.yields = {
			{ "edge.san.missing", false },
			{ "x509.san.bad-uri", true },
			{ "x509.san.not-ia5", true },
		},
		.sources = {
			{ EL_DOC_RFC5922, "7.1",
			    "only the scheme sip counts, and only without a "
			    "user part", false },
		},
		.fails_when = "a SAN entry is a sips: URI, or a sip: URI with "
			      "a user part (@) or without a host name; once "
			      "for each entry",
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
