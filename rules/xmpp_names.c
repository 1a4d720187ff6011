/*
 * SRVNames (RFC 4985) and XmppAddrs (RFC 6120) that say nothing to XMPP
 * servers, whatever the deployment.
 */

#include <edgelint/rule.h>

#include "entry.h"
#include "phrases.h"

static bool
has_octet(struct el_bytes text, char octet)
{
	return text.size > 0 && memchr(text.data, octet, text.size) != NULL;
}

static bool
is_text(struct el_bytes text, const char *other)
{
	return el_host_equal(text, el_bytes_of(other));
}

/* The first label of what should be a domain is that of an SRV record. */
static bool
has_protocol(struct el_bytes name)
{
	struct el_bytes label = { name.data,
		name.size - el_host_parent(name).size };

	return is_text(label, "_tcp.") || is_text(label, "_udp.");
}

/* What is wrong with an SRVName, completing "entry 4 ...", or NULL. */
static const char *
srv_name_defect(const struct el_general_name *name)
{
	const struct el_other_name *other = name->other;

	if (other->value.tag != EL_TAG_IA5_STRING)
		return "is no IA5String";
	if (!entry_is_ascii(name->value))
		return "holds an octet that is not ASCII; an international "
		       "name is listed as its A-label (xn--...)";
	if (other->service.size < 2)
		return "is not of the form _service.name";
	if (has_protocol(other->srv_name))
		return "has the protocol of an SRV record in it";
	if (name->host.defect != EL_HOST_OK)
		return "has no host name behind the service";
	return NULL;
}

static void
check_srv_name(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		const char *defect;

		if (name->type != EL_NAME_SRV)
			continue;
		defect = srv_name_defect(name);
		if (defect != NULL)
			el_flag_name(report, target, i + 1,
			    "the SRVName %s in entry %zu %s",
			    el_show(report, name->value), i + 1, defect)
			    ->actual = name->value;
	}
}

/* Whether an SRVName lists a service for a host, both being well-formed. */
static bool
is_service(const struct el_general_name *name, const char *service)
{
	return name->type == EL_NAME_SRV && srv_name_defect(name) == NULL &&
	    is_text(name->other->service, service);
}

static bool
has_server_name(const struct el_general_names *san, struct el_bytes host)
{
	for (size_t i = 0; i < san->count; i++)
		if (is_service(&san->names[i], "_xmpp-server") &&
		    el_host_equal(san->names[i].other->srv_name, host))
			return true;
	return false;
}

static void
check_wrong_service(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];

		if (!is_service(name, "_xmpp-client") ||
		    has_server_name(san, name->other->srv_name))
			continue;
		el_flag_name(report, target, i + 1, "the SRVName %s in entry "
		    "%zu is for the clients of %s; partner servers look for "
		    "_xmpp-server", el_show(report, name->value), i + 1,
		    el_show(report, name->other->srv_name));
	}
}

/* What is wrong with an XmppAddr, completing "entry 4 ...", or NULL. */
static const char *
address_defect(const struct el_general_name *name)
{
	if (name->other->value.tag != EL_TAG_UTF8_STRING)
		return "is no UTF8String";
	if (name->value.size == 0)
		return "is empty";
	if (name->other->unreadable)
		return "holds what is no UTF-8";
	if (has_octet(name->value, '*'))
		return "has an asterisk, which stands for nothing there";
	return NULL;
}

static void
check_address(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		const char *defect;

		if (name->type != EL_NAME_XMPP)
			continue;
		defect = address_defect(name);
		if (defect != NULL)
			el_flag_name(report, target, i + 1,
			    "the XmppAddr %s in entry %zu %s",
			    el_show(report, name->value), i + 1, defect);
		else if (has_octet(name->value, '@') ||
		    has_octet(name->value, '/'))
			el_lower(el_flag_name(report, target, i + 1,
				     "the XmppAddr %s in entry %zu is the "
				     "address of a user or a connection, not "
				     "a domain",
				     el_show(report, name->value), i + 1),
			    EL_WARNING);
	}
}

static const struct el_rule rules[] = {
	{
		.id = "xmpp.srv-name.malformed",
		.severity = EL_ERROR,
		.title = "SRVName cannot match",
		.check = check_srv_name,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PRIVATE, /* public: br.san.type-not-permitted */
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC4985, "2",
			    "an SRVName is an IA5String of the form "
			    "_Service.Name, without a protocol", false },
			{ EL_DOC_RFC4985, "3",
			    "the name is in ASCII; an international name is "
			    "converted", false },
			{ EL_DOC_OPENFIRE, "parseOtherNameDnsSrv",
			    "any other string type is passed over", false },
		},
		.fails_when = "a SAN entry of type SRVName is no IA5String, "
			      "holds an octet that is not ASCII, is not of "
			      "the form _service.name, has _tcp or _udp in "
			      "front of the name, or a name that is no host "
			      "name; once for each entry",
		.why = "Servers that read SRVNames pass over such an entry, "
		       "or look for a domain that does not exist. The domain "
		       "that it was meant for is not covered by it.",
		.remedy = "Ask for a certificate with the domain itself as a "
			  "dNSName, which every XMPP server reads; of an "
			  "SRVName, OpenSSL's line is\n"
			  "    otherName:1.3.6.1.5.5.7.8.7;IA5STRING:"
			  "_xmpp-server.contoso.com",
		.example = "Fails: SRVName _xmpp-server._tcp.contoso.com\n"
			   "Passes: SRVName _xmpp-server.contoso.com",
	},
	{
		.id = "xmpp.srv-name.wrong-service",
		.severity = EL_WARNING,
		.title = "SRVName is for XMPP clients, not for servers",
		.check = check_wrong_service,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PRIVATE, /* public: br.san.type-not-permitted */
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC6120, "13.7.1.2.1",
			    "_xmpp-server is for other servers, _xmpp-client "
			    "for the users of this one", false },
			{ EL_DOC_RFC9525, "6.5",
			    "the service of an SRVName has to be the one that "
			    "is looked for", false },
		},
		.fails_when = "there is a well-formed SRVName _xmpp-client of "
			      "a name and none with _xmpp-server of it; once "
			      "for each entry",
		.why = "An Edge Server has no XMPP clients: its XMPP gateway "
		       "speaks to servers alone, and they pass over the entry "
		       "(Openfire does not).",
		.remedy = "Ask for a certificate with the domain itself as a "
			  "dNSName, or with _xmpp-server in the place of "
			  "_xmpp-client:\n"
			  "    otherName:1.3.6.1.5.5.7.8.7;IA5STRING:"
			  "_xmpp-server.contoso.com",
		.example = "Fails: SRVName _xmpp-client.contoso.com\n"
			   "Passes: SRVName _xmpp-server.contoso.com",
	},
	{
		.id = "xmpp.address.malformed",
		.severity = EL_ERROR,
		.title = "XmppAddr is no XMPP domain",
		.check = check_address,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PRIVATE, /* public: br.san.type-not-permitted */
		.services = EL_ACCESS_EDGE | EL_XMPP_SERVER,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC6120, "13.7.1.4",
			    "an XmppAddr is a UTF8String that holds an XMPP "
			    "address", false },
			{ EL_DOC_RFC6120, "13.7.1.2.1",
			    "wildcards are for names of the DNS", false },
			{ EL_DOC_OPENFIRE, "verifyCertificate",
			    "an XmppAddr with a wildcard is taken for any "
			    "name below it", true },
		},
		.fails_when = "a SAN entry of type XmppAddr is no UTF8String, "
			      "is empty, holds what is no UTF-8 or has an "
			      "asterisk; a warning when it has a user or a "
			      "resource (@ or /); once for each entry",
		.why = "Servers look there for the domain, as it stands. They "
		       "pass over anything else.",
		.remedy = "Ask for a certificate without {name} and with the "
			  "domain itself as a dNSName." ASK_AGAIN,
		.example = "Fails: XmppAddr *.contoso.com\n"
			   "Warns: XmppAddr alice@contoso.com\n"
			   "Passes: XmppAddr contoso.com",
	},
};

EL_RULESET_OF(xmpp_names, rules, EL_CERTIFICATE | EL_REQUEST);
