#include "test_profile.h"

#include "check.h"

static void
options_set_keys(void)
{
	struct arena arena;
	struct el_profile profile;

	arena_init(&arena);
	profile_defaults(&profile);
	CHECK(profile_set(&profile, "product", "sfbse", false, &arena) == NULL);
	CHECK(!profile.given);
	CHECK_NUMBER(profile.product, EL_SFBSE);
	CHECK_NUMBER(profile.overridden_count, 0);
	CHECK(profile_set(&profile, "access_edge_fqdn", "SIP.contoso.com.",
		  true, &arena) == NULL);
	CHECK(profile.given);
	CHECK_NUMBER(profile.overridden_count, 0);
	CHECK_TEXT(host_text(profile.access_edge), "sip.contoso.com");
	CHECK(profile_set(&profile, "web_conferencing_fqdn", "w.contoso.com",
		  false, &arena) == NULL);
	CHECK(profile_set(&profile, "pool_fqdn", "p.contoso.net", false,
		  &arena) == NULL);
	CHECK(profile_set(&profile, "sip_domains", "contoso.com", false,
		  &arena) == NULL);
	CHECK(profile_set(&profile, "sip_domains", "fabrikam.com", false,
		  &arena) == NULL);
	CHECK_NUMBER(profile.sip.count, 2);
	CHECK_TEXT(host_text(profile.sip.list[0].name), "contoso.com");
	CHECK_TEXT(host_text(profile.sip.list[1].name), "fabrikam.com");
	CHECK(profile_set(&profile, "online_sip_domains", "c.example", false,
		  &arena) == NULL);
	CHECK_NUMBER(profile.online_sip.count, 1);
	CHECK(profile_set(&profile, "xmpp_domains", "none", false, &arena) ==
	    NULL);
	CHECK(profile.xmpp.known && profile.xmpp.count == 0);
	CHECK(profile_set(&profile, "xmpp_domains", "x.example", false,
		  &arena) == NULL);
	CHECK_NUMBER(profile.xmpp.count, 1);
	CHECK(profile_set(&profile, "service", "av,access-edge", false,
		  &arena) == NULL);
	CHECK_NUMBER(profile.services, EL_AV | EL_ACCESS_EDGE);
	CHECK(profile_set(&profile, "minimum_days_left", "3650", false,
		  &arena) == NULL);
	CHECK_NUMBER(profile.minimum_days_left, 3650);
	CHECK(profile_check(&profile, &arena) == NULL);
	arena_free(&arena);
}

static void
options_override_policies(void)
{
	struct parsed p;
	static const char *const settings[][2] = {
		{ "san_order", "any" },
		{ "xmpp_matching", "strict" },
		{ "san_order", "sip-first" },
		{ "product", "lync2010" },
		{ "interface", "internal" },
		{ "service", "av" },
		{ "issuer", "private" },
		{ "minimum_days_left", "7" },
	};

	parse_profile(&p, WITH("\"san_order\": \"edge-names-first\""));
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		CHECK(profile_set(&p.profile, settings[i][0], settings[i][1],
			  true, &p.arena) == NULL);
	CHECK_NUMBER(p.profile.san_order, EL_ORDER_SIP_FIRST);
	CHECK_NUMBER(p.profile.overridden_count, 7);
	CHECK_TEXT(p.profile.overridden[0], "san_order");
	CHECK_TEXT(p.profile.overridden[1], "xmpp_matching");
	CHECK_TEXT(p.profile.overridden[6], "minimum_days_left");
	CHECK_TEXT(profile_check(&p.profile, &p.arena),
	    "the interface \"internal\" needs the key \"pool_fqdn\": the "
	    "certificate on the internal interface carries the pool's name");
	arena_free(&p.arena);
}

static void
options_are_checked_as_keys_are(void)
{
	static const struct {
		const char *key;
		const char *value;
		const char *fault;
	} cases[] = {
		{ "access_edge_fqdn", "sip",
		    "\"sip\" is a single label; expected a full host name, "
		    "such as \"sip.contoso.com\"" },
		{ "sip_domains", "",  "\"\" is empty" },
		{ "sip_domains", "CONTOSO.com", "\"CONTOSO.com\" is named "
						"twice" },
		/* Once there is a name, "none" is one as well. */
		{ "sip_domains", "none", "\"none\" is a single label; "
					 "expected a domain, such as "
					 "\"contoso.com\"" },
		{ "service", "", "expected access-edge, web-conferencing or "
				 "av, found \"\"" },
		{ "service", "av,", "expected access-edge, web-conferencing "
				    "or av, found \"\"" },
		{ "service", "av,av", "\"av\" is named twice" },
		{ "minimum_days_left", "", "expected a whole number of days "
					   "from 0 to 3650, found \"\"" },
		{ "minimum_days_left", "3651",
		    "expected a whole number of days from 0 to 3650, found "
		    "\"3651\"" },
		{ "minimum_days_left", "99999999999999999999",
		    "expected a whole number of days from 0 to 3650, found "
		    "\"99999999999999999999\"" },
		{ "minimum_days_left", "3 ",
		    "expected a whole number of days from 0 to 3650, found "
		    "\"3 \"" },
		{ "minimum_days_left", "-1",
		    "expected a whole number of days from 0 to 3650, found "
		    "\"-1\"" },
		{ "issuer", "x", "expected public, private or auto, found "
				 "\"x\"" },
		{ "waivers", "x", "no option sets the key \"waivers\"" },
		{ "nonsense", "x", "no option sets the key \"nonsense\"" },
	};
	struct arena arena;
	struct el_profile profile;

	arena_init(&arena);
	profile_defaults(&profile);
	CHECK(profile_set(&profile, "sip_domains", "contoso.com", false,
		  &arena) == NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(profile_set(&profile, cases[i].key, cases[i].value,
			       true, &arena),
		    cases[i].fault);
	CHECK_NUMBER(profile.overridden_count, 0);
	CHECK_NUMBER(profile.sip.count, 1);
	CHECK(profile_set(&profile, "online_sip_domains", "contoso.com", false,
		  &arena) == NULL);
	CHECK_TEXT(profile_check(&profile, &arena),
	    "the SIP domain \"contoso.com\" is either on premises or in the "
	    "cloud tenant only, not both");
	arena_free(&arena);
}

static void
options_give_so_many_names(void)
{
	struct arena arena;
	struct el_profile profile;
	char name[32];

	arena_init(&arena);
	profile_defaults(&profile);
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "d%u.example", i);
		CHECK(profile_set(&profile, "xmpp_domains", name, false,
			  &arena) == NULL);
	}
	CHECK_TEXT(profile_set(&profile, "xmpp_domains", "e.example", false,
		       &arena),
	    "options can give 1000 names at most; a profile file can have "
	    "more");
	CHECK_NUMBER(profile.xmpp.count, 1000);
	CHECK_TEXT(host_text(profile.xmpp.list[999].name), "d999.example");
	arena_free(&arena);
}

const struct test tests_profile_options[] = {
	{ "profile: options set keys", options_set_keys },
	{ "profile: options override policies", options_override_policies },
	{ "profile: options are checked as keys are",
	    options_are_checked_as_keys_are },
	{ "profile: options give a thousand names at most",
	    options_give_so_many_names },
	{ NULL, NULL },
};
