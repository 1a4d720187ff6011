/*
 * The SAN list of a publicly trusted certificate: what kinds of names may be
 * in it, and which addresses and zones may not (Baseline Requirements,
 * 7.1.2.7.12 and 4.2.2).
 */

#include <edgelint/rule.h>

#include "br.h"
#include "entry.h"
#include "name_kinds.h"
#include "phrases.h"

static void
check_missing(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->san.count > 0)
		return;
	el_flag(report, el_is_present(&cert->san.elem) ? &cert->san.elem :
							 &cert->extension_list,
	    "there is no name in a SAN list, and a publicly trusted "
	    "certificate has at least one dNSName or iPAddress there");
}

static void
check_type_not_permitted(const struct el_target *target,
    struct el_report *report)
{
	name_kinds_flag_others(target, report, "a public CA may put nothing "
	    "into the list but dNSNames and iPAddresses");
}

struct network {
	uint8_t prefix[16];
	uint8_t bits;
	const char *block;
	const char *name;
};

/*
 * IANA IPv4 Special-Purpose Address Registry, edition of 2020-09-04:
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 * Entries inside another one are left out.  Multicast is in another registry.
 */
static const struct network ipv4[] = {
	{ { 0 }, 8, "0.0.0.0/8", "this network" },
	{ { 10 }, 8, "10.0.0.0/8", "private use" },
	{ { 100, 64 }, 10, "100.64.0.0/10", "shared address space" },
	{ { 127 }, 8, "127.0.0.0/8", "loopback" },
	{ { 169, 254 }, 16, "169.254.0.0/16", "link local" },
	{ { 172, 16 }, 12, "172.16.0.0/12", "private use" },
	{ { 192, 0, 0 }, 24, "192.0.0.0/24", "IETF protocol assignments" },
	{ { 192, 0, 2 }, 24, "192.0.2.0/24", "documentation" },
	{ { 192, 31, 196 }, 24, "192.31.196.0/24", "AS112" },
	{ { 192, 52, 193 }, 24, "192.52.193.0/24", "AMT" },
	{ { 192, 88, 99 }, 24, "192.88.99.0/24", "6to4 relay anycast" },
	{ { 192, 168 }, 16, "192.168.0.0/16", "private use" },
	{ { 192, 175, 48 }, 24, "192.175.48.0/24",
	    "direct delegation AS112 service" },
	{ { 198, 18 }, 15, "198.18.0.0/15", "benchmarking" },
	{ { 198, 51, 100 }, 24, "198.51.100.0/24", "documentation" },
	{ { 203, 0, 113 }, 24, "203.0.113.0/24", "documentation" },
	{ { 240 }, 4, "240.0.0.0/4", "reserved" },
};

/*
 * IANA IPv6 Special-Purpose Address Registry, edition of 2024-10-22:
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 * Entries inside another one are left out.
 */
static const struct network ipv6[] = {
	{ { [15] = 1 }, 128, "::1/128", "loopback" },
	{ { 0 }, 128, "::/128", "unspecified address" },
	{ { [10] = 0xff, 0xff }, 96, "::ffff:0:0/96", "IPv4-mapped" },
	{ { 0x00, 0x64, 0xff, 0x9b }, 96, "64:ff9b::/96",
	    "IPv4-IPv6 translation" },
	{ { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 }, 48, "64:ff9b:1::/48",
	    "IPv4-IPv6 translation" },
	{ { 0x01 }, 64, "100::/64", "discard only" },
	{ { 0x20, 0x01 }, 23, "2001::/23", "IETF protocol assignments" },
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32, "2001:db8::/32", "documentation" },
	{ { 0x20, 0x02 }, 16, "2002::/16", "6to4" },
	{ { 0x26, 0x20, 0x00, 0x4f, 0x80 }, 48, "2620:4f:8000::/48",
	    "direct delegation AS112 service" },
	{ { 0x3f, 0xff }, 20, "3fff::/20", "documentation" },
	{ { 0x5f }, 16, "5f00::/16", "segment routing" },
	{ { 0xfc }, 7, "fc00::/7", "unique local" },
	{ { 0xfe, 0x80 }, 10, "fe80::/10", "link local" },
};

static bool
is_in(const struct network *network, const uint8_t *address)
{
	size_t whole = network->bits / 8;
	unsigned rest = network->bits % 8;

	if (memcmp(network->prefix, address, whole) != 0)
		return false;
	return rest == 0 ||
	    ((network->prefix[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

/* The special-purpose network of an address, or NULL. */
static const struct network *
special_network(struct el_bytes address)
{
	const struct network *list = address.size == 4 ? ipv4 : ipv6;
	size_t count = address.size == 4 ? sizeof(ipv4) / sizeof(ipv4[0]) :
					   sizeof(ipv6) / sizeof(ipv6[0]);

	if (address.size != 4 && address.size != 16)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (is_in(&list[i], address.data))
			return &list[i];
	return NULL;
}

static void
check_reserved_ip(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = 0; i < san->count; i++) {
		const struct network *network;

		if (san->names[i].type != EL_NAME_IP)
			continue;
		network = special_network(san->names[i].value);
		if (network != NULL)
			el_flag_name(report, target, i + 1, "the address of "
			    "entry %zu is in %s (%s), which belongs to nobody",
			    i + 1, network->block, network->name);
	}
}

static void
check_reverse_zone(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = 0; i < san->count; i++)
		if (san->names[i].type == EL_NAME_DNS &&
		    san->names[i].host.defect == EL_HOST_OK &&
		    entry_is_reverse(san->names[i].value))
			el_flag_name(report, target, i + 1, "%s is a name for "
			    "looking up an address, not that of a host",
			    el_show(report, san->names[i].value));
}

static const struct el_rule rules[] = {
	{
		.id = "br.san.missing",
		.severity = EL_ERROR,
		.title = "Public certificate has no SAN list",
		.check = check_missing,
		.signs = EL_SIGN_NO_NAMES,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_FIRST,
		.readable = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "the extension is there and holds at least one "
			    "dNSName or iPAddress", false },
		},
		.fails_when = "there is no SAN extension, or it is empty",
		.why = "No client takes a host name from anywhere else, and a "
		       "public CA may not issue such a certificate.",
		.remedy = "Ask for a certificate with a SAN "
			  "list." ASK_AGAIN,
		.example = "Fails: no subjectAltName\n"
			   "Passes: SAN av.contoso.com",
	},
	{
		.id = "br.san.type-not-permitted",
		.severity = EL_ERROR,
		.title = "Kind of name that a public CA may not certify",
		.check = check_type_not_permitted,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_FIRST,
		.needs = EL_PART_SAN,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "dNSName and iPAddress are permitted, no other "
			    "kind is", false },
			{ EL_DOC_RFC6120, "13.7.1.2.1",
			    "an XMPP server's certificate should hold an "
			    "SRVName", true },
			{ EL_DOC_RFC9525, "4.1",
			    "SRVNames and URIs are for services that define "
			    "them", true },
		},
		.fails_when = "a SAN entry is neither a dNSName nor an "
			      "iPAddress; one finding per entry",
		.why = "A public CA that finds it has to revoke the "
		       "certificate. SRVName, XmppAddr and sip: entries, "
		       "which the XMPP and SIP standards know, can only come "
		       "from a private CA.",
		.remedy = "Ask for a certificate with host names alone; the "
			  "XMPP domain is a dNSName." ASK_AGAIN,
		.example = "Fails: SRVName _xmpp-server.contoso.com\n"
			   "Passes: dNSName contoso.com",
	},
	{
		.id = "br.san.reserved-ip",
		.severity = EL_ERROR,
		.title = "Address that nobody owns in a public certificate",
		.check = check_reserved_ip,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_NO_INTERNAL,
		.needs = EL_PART_SAN,
		.sources = {
			{ EL_DOC_BASELINE, "4.2.2",
			    "no certificate for a reserved IP address",
			    false },
			{ EL_DOC_BASELINE, "1.6.1",
			    "reserved is what is in IANA's special-purpose "
			    "registries", false },
			{ EL_DOC_IANA_IPV4, "registry", NULL, false },
			{ EL_DOC_IANA_IPV6, "registry", NULL, false },
		},
		.fails_when = "an iPAddress entry is in a block of IANA's "
			      "IPv4 or IPv6 special-purpose registry; one "
			      "finding per entry",
		.why = "Such an address is on thousands of networks. A public "
		       "CA that finds it has to revoke the certificate.",
		.remedy = "Leave the address out: partners and clients ask "
			  "for host names." ASK_AGAIN,
		.example = "Fails: iPAddress 10.45.16.10\n"
			   "Passes: the host name alone",
	},
	{
		.id = "br.san.reverse-zone",
		.severity = EL_ERROR,
		.title = "Name in a reverse zone",
		.check = check_reverse_zone,
		.signs = EL_SIGN_DOMAIN,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_NO_REVERSE_ZONES,
		.needs = EL_PART_SAN,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "from 2026-03-15 no name under in-addr.arpa or "
			    "ip6.arpa", false },
			{ EL_DOC_BASELINE, "4.2.2", NULL, false },
		},
		.fails_when = "a dNSName is, or is under, in-addr.arpa or "
			      "ip6.arpa; one finding per entry",
		.why = "These names are there to look up addresses. A public "
		       "CA that finds one has to revoke the certificate.",
		.remedy = "Leave the name out." ASK_AGAIN,
		.example = "Fails: 10.16.45.198.in-addr.arpa\n"
			   "Passes: sip.contoso.com",
	},
};

EL_RULESET(br_names, rules);
