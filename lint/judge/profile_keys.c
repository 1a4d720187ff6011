#include "profile_keys.h"

#include <string.h>

#define MEMBER(name) offsetof(struct el_profile, name)

const struct profile_key profile_keys[] = {
	{
		.name = "edgelint_profile",
		.type = &profile_version_type,
		.what = "1, the version of the format",
		.required = true,
	},
	{
		.name = "name",
		.type = &profile_text_type,
		.member = MEMBER(name),
		.what = "a name for the profile",
	},
	{
		.name = "product",
		.type = &profile_choice_type,
		.member = MEMBER(product),
		.what = "the product, such as \"lync2013\"",
		.words = profile_products,
		.use = PROFILE_POLICY,
	},
	{
		.name = "interface",
		.type = &profile_choice_type,
		.member = MEMBER(interface),
		.what = "\"external\" or \"internal\"",
		.words = profile_interfaces,
		.use = PROFILE_POLICY,
	},
	{
		.name = "service",
		.type = &profile_choices_type,
		.member = MEMBER(services),
		.what = "a list of at least one of \"access-edge\", "
			"\"web-conferencing\" and \"av\"",
		.words = profile_services,
		.use = PROFILE_POLICY,
	},
	{
		.name = "access_edge_fqdn",
		.type = &profile_host_type,
		.member = MEMBER(access_edge),
		.what = "a full host name, such as \"sip.contoso.com\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "web_conferencing_fqdn",
		.type = &profile_host_type,
		.member = MEMBER(web_conferencing),
		.what = "a full host name, such as \"webcon.contoso.com\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "pool_fqdn",
		.type = &profile_host_type,
		.member = MEMBER(pool),
		.what = "the pool's internal name together with its domain, "
			"such as \"lsedge.contoso.net\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "server_fqdns",
		.type = &profile_hosts_type,
		.member = MEMBER(servers),
		.what = "a machine's internal name together with its domain, "
			"such as \"edge01.contoso.net\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "sip_domains",
		.type = &profile_domains_type,
		.member = MEMBER(sip),
		.what = "a domain, such as \"contoso.com\"",
		.prefix = "sip.",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "online_sip_domains",
		.type = &profile_domains_type,
		.member = MEMBER(online_sip),
		.what = "a domain, such as \"contoso.com\"",
		.prefix = "sip.",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "xmpp_domains",
		.type = &profile_domains_type,
		.member = MEMBER(xmpp),
		.what = "a domain, such as \"contoso.com\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "xmpp_partners",
		.type = &profile_partners_type,
		.what = "a list of objects, each with the key \"domain\"",
	},
	{
		.name = "san_order",
		.type = &profile_choice_type,
		.member = MEMBER(san_order),
		.what = "an order, such as \"web-conferencing-first\"",
		.words = profile_san_orders,
		.use = PROFILE_POLICY,
	},
	{
		.name = "xmpp_matching",
		.type = &profile_choice_type,
		.member = MEMBER(xmpp_matching),
		.what = "\"microsoft\" or \"strict\"",
		.words = profile_xmpp_matchings,
		.use = PROFILE_POLICY,
	},
	{
		.name = "issuer",
		.type = &profile_choice_type,
		.member = MEMBER(issuer),
		.what = "\"public\", \"private\" or \"auto\"",
		.words = profile_issuer_kinds,
		.use = PROFILE_POLICY,
	},
	{
		.name = "minimum_days_left",
		.type = &profile_days_type,
		.member = MEMBER(minimum_days_left),
		.what = "a whole number of days from 0 to 3650",
		.use = PROFILE_POLICY,
	},
	{
		.name = "allowed_names",
		.type = &profile_hosts_type,
		.member = MEMBER(allowed),
		.what = "a full host name, such as \"lyncdiscover."
			"contoso.com\"",
		.use = PROFILE_DEPLOYMENT,
	},
	{
		.name = "severity",
		.type = &profile_severity_type,
		.what = "an object, each key a rule's id",
	},
	{
		.name = "waivers",
		.type = &profile_waivers_type,
		.what = "a list of objects, each a waiver",
	},
	{ 0 },
};

const struct profile_key *
profile_key_find(const struct profile_key *keys, const char *name)
{
	for (; keys->name != NULL; keys++) {
		if (strcmp(keys->name, name) == 0)
			return keys;
	}
	return NULL;
}
