#include "test_profile.h"

#include <stdlib.h>

#include "base/limits.h"
#include "check.h"

static void
says_where_the_json_ends(void)
{
	static const struct mistake list[] = {
		{ "", "1:1: : expected a value, found the end of the text" },
		{ "{\"edgelint_profile\": 1,\n \"name\": \"x\",\n}",
		    "3:1: : expected another key behind the comma, found "
		    "\"}\"" },
		{ WITH("\"name\": \"a\",\n\"name\": \"b\""),
		    "3:1: name: the key is there already, on line 2, column "
		    "1" },
		{ WITH("\"waivers\": [{\"until\": 1, \"until\": 2}]"),
		    "2:26: waivers[0].until: the key is there already, on "
		    "line 2, column 14" },
		{ "[]", "1:1: : expected an object, the profile, found a "
			"list" },
		{ "null", "1:1: : expected an object, the profile, found "
			  "null" },
	};

	CHECK_MISTAKES(list);
}

static void
wants_its_version(void)
{
	static const struct mistake list[] = {
		{ "{}", "1:1: : the key \"edgelint_profile\" is missing: 1, "
			"the version of the format" },
		{ "{\"edgelint_profile\": 2}",
		    "1:22: edgelint_profile: expected 1, the version of the "
		    "format, found 2" },
		{ "{\"edgelint_profile\": 1.5}",
		    "1:22: edgelint_profile: expected 1, the version of the "
		    "format, found 1.5" },
		{ "{\"edgelint_profile\": 1e999}",
		    "1:22: edgelint_profile: expected 1, the version of the "
		    "format, found inf" },
		{ "{\"edgelint_profile\": \"1\"}",
		    "1:22: edgelint_profile: expected 1, the version of the "
		    "format, found a string" },
	};

	CHECK_MISTAKES(list);
}

static void
knows_its_keys(void)
{
	static const struct mistake list[] = {
		{ WITH("\"sip_domain\": []"),
		    "2:1: sip_domain: there is no key \"sip_domain\"; did you "
		    "mean \"sip_domains\"?" },
		{ WITH("\"Product\": \"lync2013\""),
		    "2:1: Product: there is no key \"Product\"; did you mean "
		    "\"product\"?" },
		{ WITH("\"zzzzzz\": 1"),
		    "2:1: zzzzzz: there is no key \"zzzzzz\"" },
		{ WITH("\"\\u001b]0;x\": 1"),
		    "2:1: [\"\\x1b]0;x\"]: there is no key \"\\x1b]0;x\"" },
		{ WITH("\"$comments\": 1"),
		    "2:1: $comments: there is no key \"$comments\"" },
		{ WITH("\"xmpp_partners\": [{\"domain\": \"a.example\", "
		       "\"tsl\": \"required\"}]"),
		    "2:43: xmpp_partners[0].tsl: there is no key \"tsl\"; did "
		    "you mean \"tls\"?" },
		{ WITH("\"severity\": {\"edge.san.ordr\": \"off\"}"),
		    "2:14: severity[\"edge.san.ordr\"]: there is no rule "
		    "\"edge.san.ordr\"; did you mean \"edge.san.order\"?" },
		{ WITH("\"severity\": {\"zzzzzzzz\": \"off\"}"),
		    "2:14: severity.zzzzzzzz: there is no rule "
		    "\"zzzzzzzz\"" },
	};

	CHECK_MISTAKES(list);
}

static void
wants_the_right_types(void)
{
	static const struct mistake list[] = {
		{ WITH("\"name\": 1"),
		    "2:9: name: expected a name for the profile, found a "
		    "number" },
		{ WITH("\"name\": null"),
		    "2:9: name: expected a name for the profile, found "
		    "null" },
		{ WITH("\"name\": \"\""),
		    "2:9: name: expected a name for the profile, found "
		    "nothing" },
		{ WITH("\"product\": [\"lync2013\"]"),
		    "2:12: product: expected the product, such as "
		    "\"lync2013\", found a list" },
		{ WITH("\"access_edge_fqdn\": true"),
		    "2:21: access_edge_fqdn: expected a full host name, such "
		    "as \"sip.contoso.com\", found true" },
		{ WITH("\"sip_domains\": \"contoso.com\""),
		    "2:16: sip_domains: expected a list, each element a "
		    "domain, such as \"contoso.com\", found a string" },
		{ WITH("\"sip_domains\": [\"contoso.com\", false]"),
		    "2:32: sip_domains[1]: expected a domain, such as "
		    "\"contoso.com\", found false" },
		{ WITH("\"xmpp_partners\": {}"),
		    "2:18: xmpp_partners: expected a list of objects, each "
		    "with the key \"domain\", found an object" },
		{ WITH("\"xmpp_partners\": [\"fabrikam.com\"]"),
		    "2:19: xmpp_partners[0]: expected an object with the key "
		    "\"domain\", found a string" },
		{ WITH("\"xmpp_partners\": [{\"domain\": \"a.example\", "
		       "\"dialback\": \"yes\"}]"),
		    "2:55: xmpp_partners[0].dialback: expected true or false, "
		    "found a string" },
		{ WITH("\"severity\": []"),
		    "2:13: severity: expected an object, each key a rule's "
		    "id, found a list" },
		{ WITH("\"severity\": {\"edge.san.order\": 2}"),
		    "2:32: severity[\"edge.san.order\"]: expected error, "
		    "warning, info or off, found a number" },
		{ WITH("\"waivers\": {}"),
		    "2:12: waivers: expected a list of objects, each a "
		    "waiver, found an object" },
		{ WITH("\"waivers\": [[]]"),
		    "2:13: waivers[0]: expected an object, a waiver, found a "
		    "list" },
	};

	CHECK_MISTAKES(list);
}

static void
lists_the_words_of_a_choice(void)
{
	static const struct mistake list[] = {
		{ WITH("\"product\": \"lync2012\""),
		    "2:12: product: expected lync2010, lync2013, sfb2015, "
		    "sfb2019 or sfbse, found \"lync2012\"; did you mean "
		    "\"lync2010\"?" },
		{ WITH("\"product\": \"ocs\""),
		    "2:12: product: expected lync2010, lync2013, sfb2015, "
		    "sfb2019 or sfbse, found \"ocs\"" },
		{ WITH("\"product\": \"\""),
		    "2:12: product: expected lync2010, lync2013, sfb2015, "
		    "sfb2019 or sfbse, found \"\"" },
		{ WITH("\"interface\": \"extern\""),
		    "2:14: interface: expected external or internal, found "
		    "\"extern\"; did you mean \"external\"?" },
		{ WITH("\"san_order\": \"webconferencing-first\""),
		    "2:14: san_order: expected web-conferencing-first, "
		    "sip-first, edge-names-first or any, found "
		    "\"webconferencing-first\"; did you mean "
		    "\"web-conferencing-first\"?" },
		{ WITH("\"xmpp_matching\": \"Strict\""),
		    "2:18: xmpp_matching: expected microsoft or strict, found "
		    "\"Strict\"; did you mean \"strict\"?" },
		{ WITH("\"issuer\": \"publik\""),
		    "2:11: issuer: expected public, private or auto, found "
		    "\"publik\"; did you mean \"public\"?" },
		{ WITH("\"severity\": {\"edge.san.order\": \"warn\"}"),
		    "2:32: severity[\"edge.san.order\"]: expected error, "
		    "warning, info or off, found \"warn\"" },
		{ WITH("\"xmpp_partners\": [{\"domain\": \"a.example\", "
		       "\"tls\": \"none\"}]"),
		    "2:50: xmpp_partners[0].tls: expected required, optional "
		    "or not-supported, found \"none\"" },
		{ WITH("\"service\": []"),
		    "2:12: service: expected a list of at least one of "
		    "\"access-edge\", \"web-conferencing\" and \"av\", found "
		    "an empty list" },
		{ WITH("\"service\": [\"av\", \"av\"]"),
		    "2:19: service[1]: \"av\" is named twice" },
		{ WITH("\"service\": [\"acess-edge\", 7]"),
		    "2:13: service[0]: expected access-edge, web-conferencing "
		    "or av, found \"acess-edge\"; did you mean "
		    "\"access-edge\"?\n"
		    "2:27: service[1]: expected a list of at least one of "
		    "\"access-edge\", \"web-conferencing\" and \"av\", found a "
		    "number" },
	};

	CHECK_MISTAKES(list);
}

static void
bounds_the_days(void)
{
	static const struct mistake list[] = {
		{ WITH("\"minimum_days_left\": 3650"), "" },
		{ WITH("\"minimum_days_left\": 3651"),
		    "2:22: minimum_days_left: expected a whole number of days "
		    "from 0 to 3650, found 3651" },
		{ WITH("\"minimum_days_left\": -1"),
		    "2:22: minimum_days_left: expected a whole number of days "
		    "from 0 to 3650, found -1" },
		{ WITH("\"minimum_days_left\": 0.5"),
		    "2:22: minimum_days_left: expected a whole number of days "
		    "from 0 to 3650, found 0.5" },
		{ WITH("\"minimum_days_left\": 1e999"),
		    "2:22: minimum_days_left: expected a whole number of days "
		    "from 0 to 3650, found inf" },
		{ WITH("\"minimum_days_left\": \"30\""),
		    "2:22: minimum_days_left: expected a whole number of days "
		    "from 0 to 3650, found a string" },
	};

	CHECK_MISTAKES(list);
}

#define LABEL63 \
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

static void
explains_bad_names(void)
{
	static const struct mistake list[] = {
		{ WITH("\"sip_domains\": [\"\"]"),
		    "2:17: sip_domains[0]: \"\" is empty" },
		{ WITH("\"sip_domains\": [\".\"]"),
		    "2:17: sip_domains[0]: \".\" begins with a dot" },
		{ WITH("\"sip_domains\": [\"contoso.com..\"]"),
		    "2:17: sip_domains[0]: \"contoso.com..\" ends with a "
		    "dot" },
		{ WITH("\"sip_domains\": [\"m\xc3\xbcnchen.example\"]"),
		    "2:17: sip_domains[0]: \"m\xc3\xbcnchen.example\" is not "
		    "ASCII: Lync and Skype for Business allow ASCII names "
		    "only; write the A-label, which begins with xn--" },
		{ WITH("\"xmpp_domains\": [\"bob@contoso.com\"]"),
		    "2:18: xmpp_domains[0]: \"bob@contoso.com\" is the "
		    "address of a user (a JID or SIP address), not a host "
		    "name; write what stands behind the @" },
		{ WITH("\"access_edge_fqdn\": \"https://sip.contoso.com\""),
		    "2:21: access_edge_fqdn: \"https://sip.contoso.com\" is "
		    "an address with a slash, not a host name; write the host "
		    "name alone" },
		{ WITH("\"access_edge_fqdn\": \"sip.contoso.com:5061\""),
		    "2:21: access_edge_fqdn: \"sip.contoso.com:5061\" has a "
		    "port; write the host name alone" },
		{ WITH("\"access_edge_fqdn\": \"192.0.2.10\""),
		    "2:21: access_edge_fqdn: \"192.0.2.10\" is an IP address; "
		    "clients ask for names only" },
		{ WITH("\"access_edge_fqdn\": \"2001:db8::10\""),
		    "2:21: access_edge_fqdn: \"2001:db8::10\" is an IP "
		    "address; clients ask for names only" },
		{ WITH("\"allowed_names\": [\"*.contoso.com\"]"),
		    "2:19: allowed_names[0]: \"*.contoso.com\" is a wildcard: "
		    "a profile lists the exact names that the certificate "
		    "needs, and a wildcard stands for none of them" },
		{ WITH("\"access_edge_fqdn\": \"sip_1.contoso.com\""),
		    "2:21: access_edge_fqdn: \"sip_1.contoso.com\" holds an "
		    "underscore" },
		{ WITH("\"access_edge_fqdn\": \"sip contoso.com\""),
		    "2:21: access_edge_fqdn: \"sip contoso.com\" holds a "
		    "space" },
		{ WITH("\"access_edge_fqdn\": \"-sip.contoso.com\""),
		    "2:21: access_edge_fqdn: \"-sip.contoso.com\" has a label "
		    "that begins with a hyphen" },
		{ WITH("\"access_edge_fqdn\": \"sip\\n.contoso.com\""),
		    "2:21: access_edge_fqdn: \"sip\\x0a.contoso.com\" holds a "
		    "control character" },
		{ WITH("\"access_edge_fqdn\": \"l" LABEL63 ".com\""),
		    "2:21: access_edge_fqdn: \"l" LABEL63 ".com\" has a label "
		    "of more than 63 characters" },
		{ WITH("\"access_edge_fqdn\": \"sip\""),
		    "2:21: access_edge_fqdn: \"sip\" is a single label; "
		    "expected a full host name, such as "
		    "\"sip.contoso.com\"" },
		{ WITH("\"pool_fqdn\": \"lsedge\""),
		    "2:14: pool_fqdn: \"lsedge\" is a single label; expected "
		    "the pool's internal name together with its domain, such "
		    "as \"lsedge.contoso.net\"" },
		{ WITH("\"server_fqdns\": [\"EDGE01\"]"),
		    "2:18: server_fqdns[0]: \"EDGE01\" is a single label; "
		    "expected a machine's internal name together with its "
		    "domain, such as \"edge01.contoso.net\"" },
		{ WITH("\"xmpp_partners\": [{\"domain\": \"com\"}]"),
		    "2:30: xmpp_partners[0].domain: \"com\" is a single "
		    "label; expected the partner's domain, such as "
		    "\"fabrikam.com\"" },
	};

	CHECK_MISTAKES(list);
}

static void
bounds_the_length_of_names(void)
{
	static const struct {
		const char *key;
		size_t length;
		const char *end; /* of the message; "": it is right */
	} cases[] = {
		{ "xmpp_domains", 253, "" },
		{ "xmpp_domains", 254, " has more than 253 characters" },
		{ "sip_domains", 249, "" },
		{ "sip_domains", 250,
		    " is too long: with \"sip.\" in front it would have more "
		    "than 253 characters" },
		{ "online_sip_domains", 250,
		    " is too long: with \"sip.\" in front it would have more "
		    "than 253 characters" },
		{ "allowed_names", 250, "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[640];
		const char *found;

		snprintf(text, sizeof(text), WITH("\"%s\": [\"%s\"]"),
		    cases[i].key, long_name(cases[i].length));
		found = profile_mistakes(text);
		CHECK_NUMBER(strlen(found) == 0, *cases[i].end == '\0');
		if (strlen(found) >= strlen(cases[i].end))
			found += strlen(found) - strlen(cases[i].end);
		CHECK_TEXT(found, cases[i].end);
	}
}

static void
finds_names_that_stand_twice(void)
{
	static const struct mistake list[] = {
		{ WITH("\"sip_domains\": [\"b.example\", \"a.example\",\n"
		       "\"B.example.\", \"c.example\", \"a.example\",\n"
		       "\"b.example\"]"),
		    "3:1: sip_domains[2]: \"b.example\" is named twice: "
		    "sip_domains[0] is the same\n"
		    "3:28: sip_domains[4]: \"a.example\" is named twice: "
		    "sip_domains[1] is the same\n"
		    "4:1: sip_domains[5]: \"b.example\" is named twice: "
		    "sip_domains[2] is the same" },
		{ WITH("\"server_fqdns\": [\"a.example\", \"a.example\"]"),
		    "2:31: server_fqdns[1]: \"a.example\" is named twice: "
		    "server_fqdns[0] is the same" },
		{ WITH("\"xmpp_partners\": [{\"domain\": \"a.example\"}, "
		       "{\"domain\": \"A.example\"}]"),
		    "2:44: xmpp_partners[1]: \"a.example\" is named twice: "
		    "xmpp_partners[0] is the same" },
		{ WITH("\"sip_domains\": [\"a.example\", \"b.example\"],\n"
		       "\"online_sip_domains\": [\"b.example\"]"),
		    "3:24: online_sip_domains[0]: \"b.example\" stands in "
		    "sip_domains[1], too: a SIP domain is either on premises "
		    "or in the cloud tenant only" },
		{ WITH("\"online_sip_domains\": [\"a.example\"],\n"
		       "\"sip_domains\": [\"A.EXAMPLE\"]"),
		    "3:17: sip_domains[0]: \"a.example\" stands in "
		    "online_sip_domains[0], too: a SIP domain is either on "
		    "premises or in the cloud tenant only" },
		/* The same name may play several parts otherwise. */
		{ WITH("\"sip_domains\": [\"a.example\"], "
		       "\"xmpp_domains\": [\"a.example\"], "
		       "\"allowed_names\": [\"a.example\"]"),
		    "" },
	};

	CHECK_MISTAKES(list);
}

static void
an_internal_interface_needs_a_pool(void)
{
	static const struct mistake list[] = {
		{ WITH("\"interface\": \"internal\""),
		    "2:14: interface: the interface \"internal\" needs the "
		    "key \"pool_fqdn\": the certificate on the internal "
		    "interface carries the pool's name" },
		{ WITH("\"interface\": \"internal\", "
		       "\"pool_fqdn\": \"lsedge.contoso.net\""),
		    "" },
		/* A pool that is wrong is not missing, too. */
		{ WITH("\"interface\": \"internal\", \"pool_fqdn\": \"a.\""),
		    "2:39: pool_fqdn: \"a.\" is a single label; expected the "
		    "pool's internal name together with its domain, such as "
		    "\"lsedge.contoso.net\"" },
	};

	CHECK_MISTAKES(list);
}

/* --- many mistakes ------------------------------------------------------- */

static void
reports_all_mistakes_in_order(void)
{
	CHECK_TEXT(
	    profile_mistakes("{\"online_sip_domains\": [\"a.example\"],\n"
		     "\"products\": 1,\n"
		     "\"interface\": \"internal\",\n"
		     "\"sip_domains\": [\"a.example\", \"b\"],\n"
		     "\"name\": \"\"}"),
	    "1:1: : the key \"edgelint_profile\" is missing: 1, the version "
	    "of the format\n"
	    "2:1: products: there is no key \"products\"; did you mean "
	    "\"product\"?\n"
	    "3:14: interface: the interface \"internal\" needs the key "
	    "\"pool_fqdn\": the certificate on the internal interface carries "
	    "the pool's name\n"
	    "4:17: sip_domains[0]: \"a.example\" stands in "
	    "online_sip_domains[0], too: a SIP domain is either on premises "
	    "or in the cloud tenant only\n"
	    "4:30: sip_domains[1]: \"b\" is a single label; expected a "
	    "domain, such as \"contoso.com\"\n"
	    "5:9: name: expected a name for the profile, found nothing");
}

/* A list of so many elements "x"; the caller frees the text. */
static char *
many_bad_names(size_t count)
{
	static const char begin[] = WITH("\"sip_domains\": [");
	char *text = malloc(sizeof(begin) + count * 4 + 2);
	char *at = text;

	if (text == NULL)
		abort();
	at += snprintf(at, sizeof(begin), "%.*s",
	    (int)(sizeof(begin) - 2), begin);
	for (size_t i = 0; i < count; i++, at += 4)
		memcpy(at, "\"x\",", 4);
	memcpy(at - 1, "]}", 3);
	return text;
}

static void
bounds_the_number_of_mistakes(void)
{
	char *text = many_bad_names(50);
	struct parsed p;

	parse_profile(&p, text);
	CHECK_NUMBER(p.count, 50);
	CHECK_TEXT(p.errors[49].path, "sip_domains[49]");
	arena_free(&p.arena);
	free(text);

	text = many_bad_names(5000);
	parse_profile(&p, text);
	CHECK(!p.good);
	CHECK_NUMBER(p.count, 51);
	CHECK_TEXT(p.errors[49].path, "sip_domains[49]");
	CHECK_TEXT(p.errors[50].message,
	    "there are more mistakes; the first 50 are listed");
	CHECK_NUMBER(p.errors[50].line, 0);
	arena_free(&p.arena);
	free(text);

	text = many_bad_names(LIMIT_PROFILE_NAMES + 1);
	parse_profile(&p, text);
	CHECK_NUMBER(p.count, 1);
	CHECK_TEXT(p.errors[0].message,
	    "the list has 10001 names; at most 10000 are read");
	arena_free(&p.arena);
	free(text);
}

static void
shows_long_texts_cut(void)
{
	char text[1024];
	char expected[512];
	const char *a = long_name(400);

	snprintf(text, sizeof(text), WITH("\"product\": \"%s\""), a);
	snprintf(expected, sizeof(expected),
	    "2:12: product: expected lync2010, lync2013, sfb2015, sfb2019 or "
	    "sfbse, found \"%.80s...\"", a);
	CHECK_TEXT(profile_mistakes(text), expected);
}

const struct test tests_profile_faults[] = {
	{ "profile: JSON mistakes have a place", says_where_the_json_ends },
	{ "profile: wants its version", wants_its_version },
	{ "profile: knows its keys and suggests", knows_its_keys },
	{ "profile: wants the right types", wants_the_right_types },
	{ "profile: lists the words of a choice",
	    lists_the_words_of_a_choice },
	{ "profile: bounds the days", bounds_the_days },
	{ "profile: explains bad names", explains_bad_names },
	{ "profile: bounds the length of names, made ones included",
	    bounds_the_length_of_names },
	{ "profile: finds names that stand twice",
	    finds_names_that_stand_twice },
	{ "profile: an internal interface needs a pool",
	    an_internal_interface_needs_a_pool },
	{ "profile: reports all mistakes in the order of the file",
	    reports_all_mistakes_in_order },
	{ "profile: bounds the number of mistakes",
	    bounds_the_number_of_mistakes },
	{ "profile: shows long texts cut", shows_long_texts_cut },
	{ NULL, NULL },
};
