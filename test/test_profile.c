#include "test_profile.h"

#include "base/sink.h"
#include "check.h"

void
parse_profile(struct parsed *out, const char *text)
{
	arena_init(&out->arena);
	out->good = profile_parse(&out->profile, "p.json", el_bytes_of(text),
	    &out->arena, &out->errors, &out->count);
}

const char *
host_text(struct el_host host)
{
	return (const char *)host.text.data;
}

const char *
long_name(size_t length)
{
	static char name[512];

	for (size_t i = 0; i < length; i++)
		name[i] = i % 64 == 63 ? '.' : 'a';
	name[length] = '\0';
	return name;
}

const char *
profile_mistakes(const char *text)
{
	static char answer[8192];
	struct parsed parsed;
	size_t at = 0;

	parse_profile(&parsed, text);
	answer[0] = '\0';
	for (size_t i = 0; i < parsed.count && at < sizeof(answer); i++) {
		const struct profile_error *error = &parsed.errors[i];

		CHECK_TEXT(error->file, "p.json");
		at += (size_t)snprintf(answer + at, sizeof(answer) - at,
		    "%s%zu:%zu: %s: %s", i == 0 ? "" : "\n", error->line,
		    error->column, error->path, error->message);
	}
	CHECK(parsed.good == (parsed.count == 0));
	arena_free(&parsed.arena);
	return answer;
}

void
check_mistakes(const struct mistake *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		CHECK_TEXT(profile_mistakes(list[i].text), list[i].message);
}

static void
reads_every_key(void)
{
	static const char text[] = WITH(
	    "\"$comment\": {\"any\": [1, null]},\n"
	    "\"name\": \"Contoso \xc3\xa9\", \"product\": \"sfb2019\",\n"
	    "\"interface\": \"internal\", \"service\": [\"av\"],\n"
	    "\"access_edge_fqdn\": \"SIP.Contoso.com.\",\n"
	    "\"web_conferencing_fqdn\": \"webcon.contoso.com\",\n"
	    "\"pool_fqdn\": \"lsedge.contoso.net\",\n"
	    "\"server_fqdns\": [\"edge01.contoso.net\", "
	    "\"edge02.contoso.net\"],\n"
	    "\"sip_domains\": [\"contoso.com\", \"fabrikam.com\"],\n"
	    "\"online_sip_domains\": [\"cloud.contoso.com\"],\n"
	    "\"xmpp_domains\": [\"im.contoso.com\"],\n"
	    "\"xmpp_partners\": [{\"domain\": \"Litware.com\"}, "
	    "{\"$comment\": 1, \"domain\": \"woodgrove.com\", "
	    "\"tls\": \"not-supported\", \"sasl\": \"optional\", "
	    "\"dialback\": false}],\n"
	    "\"san_order\": \"any\", \"xmpp_matching\": \"strict\",\n"
	    "\"issuer\": \"public\", \"minimum_days_left\": 0,\n"
	    "\"allowed_names\": [\"lyncdiscover.contoso.com\"],\n"
	    "\"severity\": {\"$comment\": \"x\", "
	    "\"edge.san.unexplained\": \"off\", \"edge.san.order\": \"info\"},"
	    "\n\"waivers\": [{\"rule\": \"edge.san.wildcard\", "
	    "\"certificate\": \"*\", \"name\": \"*.contoso.com\", "
	    "\"until\": \"2027-01-31\", \"reason\": \"because\", "
	    "\"owner\": \"uc-team\"}]");
	struct parsed p;
	const struct el_profile *profile = &p.profile;

	parse_profile(&p, text);
	CHECK(p.good);
	CHECK_NUMBER(p.count, 0);
	CHECK(profile->given);
	CHECK_TEXT(profile->source, "p.json");
	CHECK_TEXT(profile->name, "Contoso \xc3\xa9");
	CHECK_NUMBER(profile->product, EL_SFB2019);
	CHECK_NUMBER(profile->interface, EL_INTERNAL);
	CHECK_NUMBER(profile->services, EL_AV);
	CHECK_TEXT(host_text(profile->access_edge), "sip.contoso.com");
	CHECK_NUMBER(profile->access_edge.text.size, 15);
	CHECK_NUMBER(profile->access_edge.hash,
	    el_host_hash(el_bytes_of("sip.contoso.com")));
	CHECK_TEXT(host_text(profile->web_conferencing), "webcon.contoso.com");
	CHECK_TEXT(host_text(profile->pool), "lsedge.contoso.net");
	CHECK(profile->servers.known);
	CHECK_NUMBER(profile->servers.count, 2);
	CHECK_TEXT(host_text(profile->servers.names[1]), "edge02.contoso.net");
	CHECK_NUMBER(profile->sip.count, 2);
	CHECK_TEXT(host_text(profile->sip.list[1].name), "fabrikam.com");
	CHECK_NUMBER(profile->online_sip.count, 1);
	CHECK_TEXT(host_text(profile->online_sip.list[0].name),
	    "cloud.contoso.com");
	CHECK_TEXT(host_text(profile->xmpp.list[0].name), "im.contoso.com");
	CHECK(profile->xmpp_partners_known);
	CHECK_NUMBER(profile->xmpp_partner_count, 2);
	CHECK_TEXT(host_text(profile->xmpp_partners[0].domain), "litware.com");
	CHECK_NUMBER(profile->xmpp_partners[0].tls, EL_REQUIRED);
	CHECK_NUMBER(profile->xmpp_partners[0].sasl, EL_REQUIRED);
	CHECK(profile->xmpp_partners[0].dialback);
	CHECK_NUMBER(profile->xmpp_partners[1].tls, EL_NOT_SUPPORTED);
	CHECK_NUMBER(profile->xmpp_partners[1].sasl, EL_OPTIONAL);
	CHECK(!profile->xmpp_partners[1].dialback);
	CHECK_NUMBER(profile->san_order, EL_ORDER_ANY);
	CHECK_NUMBER(profile->xmpp_matching, EL_MATCHING_STRICT);
	CHECK_NUMBER(profile->issuer, EL_ISSUER_PUBLIC);
	CHECK_NUMBER(profile->minimum_days_left, 0);
	CHECK_TEXT(host_text(profile->allowed.names[0]),
	    "lyncdiscover.contoso.com");
	CHECK_NUMBER(profile->severity_count, 2);
	CHECK_TEXT(profile->severities[0].rule, "edge.san.unexplained");
	CHECK_NUMBER(profile->severities[0].severity, EL_OFF);
	CHECK_TEXT(profile->severities[1].rule, "edge.san.order");
	CHECK_NUMBER(profile->severities[1].severity, EL_INFO);
	CHECK_NUMBER(profile->waiver_count, 1);
	CHECK_TEXT(profile->waivers[0].rule, "edge.san.wildcard");
	CHECK_NUMBER(profile->waivers[0].by, EL_WAIVER_ANY);
	CHECK_TEXT((const char *)profile->waivers[0].name.data,
	    "*.contoso.com");
	/* The whole of the last day: up to 2027-02-01T00:00:00Z. */
	CHECK_NUMBER(profile->waivers[0].until, 1801440000);
	CHECK_TEXT(profile->waivers[0].until_text, "2027-01-31");
	CHECK_TEXT(profile->waivers[0].reason, "because");
	CHECK_TEXT(profile->waivers[0].owner, "uc-team");
	arena_free(&p.arena);
}

static void
knows_nothing_by_default(void)
{
	struct parsed p;
	const struct el_profile *profile = &p.profile;

	parse_profile(&p, "{\"edgelint_profile\": 1.0}");
	CHECK(p.good);
	CHECK(profile_resolve(&p.profile, &p.arena));
	CHECK(profile->given);
	CHECK(profile->name == NULL);
	CHECK_NUMBER(profile->overridden_count, 0);
	CHECK_NUMBER(profile->product, EL_LYNC2013);
	CHECK_NUMBER(profile->interface, EL_EXTERNAL);
	CHECK_NUMBER(profile->services, EL_ACCESS_EDGE | EL_WEB_CONFERENCING);
	CHECK(!el_host_known(profile->access_edge));
	CHECK(!el_host_known(profile->web_conferencing));
	CHECK(!el_host_known(profile->pool));
	CHECK(!profile->servers.known);
	CHECK(!profile->sip.known);
	CHECK(!profile->online_sip.known);
	CHECK(!profile->xmpp.known);
	CHECK(!profile->xmpp_partners_known);
	CHECK(!profile->allowed.known);
	CHECK_NUMBER(profile->san_order, EL_ORDER_WEB_CONFERENCING_FIRST);
	CHECK_NUMBER(profile->xmpp_matching, EL_MATCHING_MICROSOFT);
	CHECK_NUMBER(profile->issuer, EL_ISSUER_AUTO);
	CHECK_NUMBER(profile->minimum_days_left, -1);
	CHECK_NUMBER(profile->severity_count, 0);
	CHECK_NUMBER(profile->waiver_count, 0);
	arena_free(&p.arena);

	profile_defaults(&p.profile);
	CHECK(!profile->given);
	CHECK(profile->source == NULL);
	CHECK_NUMBER(profile->product, EL_LYNC2013);
	CHECK_NUMBER(profile->minimum_days_left, -1);
}

static void
an_empty_list_is_known(void)
{
	struct parsed p;

	parse_profile(&p, WITH("\"sip_domains\": [], \"xmpp_domains\": [], "
		       "\"allowed_names\": [], \"xmpp_partners\": [], "
		       "\"severity\": {}, \"waivers\": []"));
	CHECK(p.good);
	CHECK(profile_resolve(&p.profile, &p.arena));
	CHECK(p.profile.sip.known && p.profile.sip.count == 0);
	CHECK(p.profile.xmpp.known && p.profile.xmpp.count == 0);
	CHECK(p.profile.allowed.known && p.profile.allowed.count == 0);
	CHECK(p.profile.xmpp_partners_known);
	CHECK(!p.profile.online_sip.known);
	arena_free(&p.arena);
}

/* --- what follows -------------------------------------------------------- */

static void
makes_names_of_domains(void)
{
	struct parsed p;
	const struct el_domain *domain;
	char text[640];

	parse_profile(&p, WITH("\"sip_domains\": [\"Contoso.com\"], "
		       "\"online_sip_domains\": [\"cloud.example\"]"));
	CHECK(profile_resolve(&p.profile, &p.arena));
	domain = &p.profile.sip.list[0];
	CHECK_TEXT(host_text(domain->name), "contoso.com");
	CHECK_TEXT(host_text(domain->sip), "sip.contoso.com");
	CHECK_TEXT(host_text(domain->xmpp), "xmpp.contoso.com");
	CHECK_TEXT(host_text(domain->sipexternal), "sipexternal.contoso.com");
	CHECK_NUMBER(domain->sip.text.size, 15);
	CHECK_NUMBER(domain->name.hash,
	    el_host_hash(el_bytes_of("contoso.com")));
	CHECK_NUMBER(domain->sip.hash,
	    el_host_hash(el_bytes_of("sip.contoso.com")));
	CHECK_NUMBER(domain->sipexternal.hash,
	    el_host_hash(el_bytes_of("sipexternal.contoso.com")));
	CHECK_TEXT(host_text(p.profile.online_sip.list[0].sip),
	    "sip.cloud.example");
	arena_free(&p.arena);

	/* "xmpp." fits in front of 248 characters, "sipexternal." does not. */
	snprintf(text, sizeof(text), WITH("\"xmpp_domains\": [\"%s\"]"),
	    long_name(248));
	parse_profile(&p, text);
	CHECK(p.good && profile_resolve(&p.profile, &p.arena));
	domain = &p.profile.xmpp.list[0];
	CHECK_NUMBER(domain->sip.text.size, 252);
	CHECK_NUMBER(domain->xmpp.text.size, 253);
	CHECK(!el_host_known(domain->sipexternal));
	arena_free(&p.arena);
}

static void
chooses_defaults_by_product(void)
{
	static const struct {
		const char *members;
		enum el_san_order order;
		enum el_issuer_kind issuer;
	} cases[] = {
		{ WITH("\"product\": \"lync2010\""),
		    EL_ORDER_WEB_CONFERENCING_FIRST, EL_ISSUER_AUTO },
		{ WITH("\"product\": \"lync2013\""),
		    EL_ORDER_WEB_CONFERENCING_FIRST, EL_ISSUER_AUTO },
		{ WITH("\"product\": \"sfb2015\""),
		    EL_ORDER_EDGE_NAMES_FIRST, EL_ISSUER_AUTO },
		{ WITH("\"product\": \"sfb2019\""),
		    EL_ORDER_EDGE_NAMES_FIRST, EL_ISSUER_AUTO },
		{ WITH("\"product\": \"sfbse\""), EL_ORDER_EDGE_NAMES_FIRST,
		    EL_ISSUER_AUTO },
		{ WITH("\"product\": \"sfbse\", "
		       "\"san_order\": \"web-conferencing-first\""),
		    EL_ORDER_WEB_CONFERENCING_FIRST, EL_ISSUER_AUTO },
		{ WITH("\"interface\": \"internal\", "
		       "\"pool_fqdn\": \"p.example\""),
		    EL_ORDER_WEB_CONFERENCING_FIRST, EL_ISSUER_PRIVATE },
		{ WITH("\"interface\": \"internal\", \"issuer\": \"auto\", "
		       "\"pool_fqdn\": \"p.example\""),
		    EL_ORDER_WEB_CONFERENCING_FIRST, EL_ISSUER_AUTO },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct parsed p;

		parse_profile(&p, cases[i].members);
		CHECK(p.good && profile_resolve(&p.profile, &p.arena));
		CHECK_NUMBER(p.profile.san_order, cases[i].order);
		CHECK_NUMBER(p.profile.issuer, cases[i].issuer);
		arena_free(&p.arena);
	}
}

/* The product may change after the first time. */
static void
resolves_again(void)
{
	struct parsed p;

	parse_profile(&p, WITH("\"product\": \"sfb2019\", "
		       "\"sip_domains\": [\"a.example\"]"));
	CHECK(profile_resolve(&p.profile, &p.arena));
	CHECK(profile_set(&p.profile, "product", "lync2013", true, &p.arena) ==
	    NULL);
	CHECK(profile_set(&p.profile, "sip_domains", "b.example", false,
		  &p.arena) == NULL);
	CHECK(profile_resolve(&p.profile, &p.arena));
	CHECK_NUMBER(p.profile.san_order, EL_ORDER_WEB_CONFERENCING_FIRST);
	CHECK_TEXT(host_text(p.profile.sip.list[1].sip), "sip.b.example");
	arena_free(&p.arena);
}

/* --- writing ------------------------------------------------------------- */

static void
write_to(struct sink *sink, const struct el_profile *profile)
{
	struct json_writer writer = { .sink = sink, .indent = 2 };

	sink_to_memory(sink);
	profile_write(profile, &writer);
}

static void
writes_what_is_known(void)
{
	struct arena arena;
	struct el_profile profile;
	struct sink sink;

	arena_init(&arena);
	profile_defaults(&profile);
	write_to(&sink, &profile);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "{\n"
			      "  \"edgelint_profile\": 1,\n"
			      "  \"product\": \"lync2013\"\n"
			      "}");
	sink_free(&sink);

	CHECK(profile_set(&profile, "issuer", "auto", false, &arena) == NULL);
	CHECK(profile_set(&profile, "xmpp_domains", "none", false, &arena) ==
	    NULL);
	CHECK(profile_set(&profile, "sip_domains", "contoso.com", false,
		  &arena) == NULL);
	CHECK(profile_resolve(&profile, &arena));
	write_to(&sink, &profile);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "{\n"
			      "  \"edgelint_profile\": 1,\n"
			      "  \"product\": \"lync2013\",\n"
			      "  \"sip_domains\": [\n"
			      "    \"contoso.com\"\n"
			      "  ],\n"
			      "  \"xmpp_domains\": [],\n"
			      "  \"issuer\": \"auto\"\n"
			      "}");
	sink_free(&sink);
	arena_free(&arena);
}

static void
writes_every_key(void)
{
	/* In the writer's own layout, so that it comes back as it is. */
	static const char text[] =
	    "{\"edgelint_profile\":1,\"name\":\"a \\\"b\\\"\","
	    "\"product\":\"sfb2015\",\"interface\":\"internal\","
	    "\"service\":[\"access-edge\",\"av\"],"
	    "\"access_edge_fqdn\":\"sip.a.example\","
	    "\"web_conferencing_fqdn\":\"w.a.example\","
	    "\"pool_fqdn\":\"p.a.example\","
	    "\"server_fqdns\":[\"e1.a.example\"],"
	    "\"sip_domains\":[\"a.example\",\"b.example\"],"
	    "\"online_sip_domains\":[\"c.example\"],"
	    "\"xmpp_domains\":[\"a.example\"],"
	    "\"xmpp_partners\":[{\"domain\":\"p.example\","
	    "\"tls\":\"not-supported\",\"sasl\":\"optional\","
	    "\"dialback\":false}],"
	    "\"san_order\":\"sip-first\",\"xmpp_matching\":\"strict\","
	    "\"issuer\":\"private\",\"minimum_days_left\":0,"
	    "\"allowed_names\":[\"x.a.example\"],"
	    "\"severity\":{\"edge.san.order\":\"warning\"},"
	    "\"waivers\":["
	    "{\"rule\":\"edge.san.order\",\"certificate\":\"*\","
	    "\"name\":\"a\xc3\xa9\",\"until\":\"2027-01-31\","
	    "\"reason\":\"r\",\"owner\":\"o\"},"
	    "{\"rule\":\"edge.san.order\",\"certificate\":\"" SHA256 "\","
	    "\"until\":\"2027-01-31\",\"reason\":\"r\",\"owner\":\"o\"},"
	    "{\"rule\":\"edge.san.order\",\"certificate\":\"" SHA1 "\","
	    "\"until\":\"2027-01-31\",\"reason\":\"r\",\"owner\":\"o\"},"
	    "{\"rule\":\"edge.san.order\",\"certificate\":"
	    "\"123456789012345678901234567890123456789\","
	    "\"until\":\"2027-01-31\",\"reason\":\"r\",\"owner\":\"o\"},"
	    "{\"rule\":\"edge.san.order\",\"certificate\":\"0\","
	    "\"until\":\"2027-01-31\",\"reason\":\"r\",\"owner\":\"o\"}]}";
	struct parsed p;
	struct sink sink;
	struct json_writer writer = { .sink = &sink };

	CHECK_TEXT(profile_mistakes(text), "");
	parse_profile(&p, text);
	sink_to_memory(&sink);
	CHECK(profile_resolve(&p.profile, &p.arena));
	profile_write(&p.profile, &writer);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, text);
	sink_free(&sink);
	arena_free(&p.arena);
}

static void
names_every_value(void)
{
	CHECK_TEXT(el_product_name(EL_LYNC2010), "lync2010");
	CHECK_TEXT(el_product_name(EL_SFBSE), "sfbse");
	CHECK_TEXT(el_interface_name(EL_INTERNAL), "internal");
	CHECK_TEXT(el_service_name(EL_WEB_CONFERENCING), "web-conferencing");
	CHECK_TEXT(el_san_order_name(EL_ORDER_EDGE_NAMES_FIRST),
	    "edge-names-first");
	CHECK_TEXT(el_xmpp_matching_name(EL_MATCHING_MICROSOFT), "microsoft");
	CHECK_TEXT(el_issuer_kind_name(EL_ISSUER_AUTO), "auto");
	CHECK_TEXT(el_severity_name(EL_OFF), "off");
	CHECK_TEXT(el_severity_name(EL_ERROR), "error");
}

const struct test tests_profile[] = {
	{ "profile: reads every key", reads_every_key },
	{ "profile: knows nothing by default", knows_nothing_by_default },
	{ "profile: an empty list is known", an_empty_list_is_known },
	{ "profile: makes names of domains", makes_names_of_domains },
	{ "profile: chooses defaults by product",
	    chooses_defaults_by_product },
	{ "profile: resolves again after a change", resolves_again },
	{ "profile: writes what is known", writes_what_is_known },
	{ "profile: writes every key as it was read", writes_every_key },
	{ "profile: names every value", names_every_value },
	{ NULL, NULL },
};
