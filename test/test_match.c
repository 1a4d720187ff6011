/* How a SAN list meets a deployment. */

#include "judge/match.h"

#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "judge/profile.h"

#include "check.h"

/* A certificate that is no more than a list of names, and its deployment. */
struct meeting {
	struct arena arena;
	struct el_profile profile;
	struct el_cert cert;
	struct el_match match;
};

static void
begin(struct meeting *meeting, size_t room)
{
	*meeting = (struct meeting){ 0 };
	arena_init(&meeting->arena);
	profile_defaults(&meeting->profile);
	meeting->cert.san.names = arena_alloc(&meeting->arena, room,
	    sizeof(struct el_general_name));
	assert(meeting->cert.san.names != NULL);
}

static struct el_general_name *
add(struct meeting *meeting, enum el_name_type type, struct el_bytes value)
{
	struct el_general_names *san = &meeting->cert.san;
	struct el_general_name *name =
	    (struct el_general_name *)(uintptr_t)&san->names[san->count++];

	name->type = type;
	name->value = value;
	if (type == EL_NAME_DNS || type == EL_NAME_XMPP)
		name->host = el_host_look(value);
	return name;
}

static void
add_other(struct meeting *meeting, enum el_name_type type, uint8_t tag,
    const char *service, const char *text)
{
	struct el_bytes value = el_bytes_of(text);
	struct el_other_name *other = arena_alloc(&meeting->arena, 1,
	    sizeof(*other));
	struct el_general_name *name = add(meeting, type, value);

	assert(other != NULL);
	other->value = (struct el_elem){ .body = value, .tag = tag };
	name->other = other;
	if (type != EL_NAME_SRV)
		return;
	other->service = el_bytes_of(service);
	other->srv_name = value;
	name->value = el_bytes_of("_service.name");
	name->host = el_host_look(value);
}

/*
 * Names parted by spaces: a word is a dNSName, "srv:SERVICE/NAME" an SRVName,
 * "srv8:" one that is a UTF8String, "xmpp:" and "xmpp5:" (IA5String) an
 * XmppAddr, "uri:" and "ip:" what they say.
 */
static void
add_names(struct meeting *meeting, const char *words)
{
	char *text = arena_copy(&meeting->arena, el_bytes_of(words));

	assert(text != NULL);
	for (char *word = strtok(text, " "); word != NULL;
	     word = strtok(NULL, " ")) {
		char *rest = strchr(word, ':');
		char *name;

		if (rest == NULL) {
			add(meeting, EL_NAME_DNS, el_bytes_of(word));
			continue;
		}
		*rest++ = '\0';
		name = strchr(rest, '/');
		if (strcmp(word, "uri") == 0) {
			add(meeting, EL_NAME_URI, el_bytes_of(rest));
		} else if (strcmp(word, "ip") == 0) {
			add(meeting, EL_NAME_IP, el_bytes_of(rest));
		} else if (strncmp(word, "xmpp", 4) == 0) {
			add_other(meeting, EL_NAME_XMPP,
			    word[4] == '\0' ? EL_TAG_UTF8_STRING :
					      EL_TAG_IA5_STRING,
			    NULL, rest);
		} else {
			assert(name != NULL);
			*name++ = '\0';
			add_other(meeting, EL_NAME_SRV,
			    word[3] == '\0' ? EL_TAG_IA5_STRING :
					      EL_TAG_UTF8_STRING,
			    rest, name);
		}
	}
}

static void
set(struct meeting *meeting, const char *key, const char *value)
{
	CHECK_TEXT(profile_set(&meeting->profile, key, value, false,
		       &meeting->arena),
	    NULL);
}

static void
meet(struct meeting *meeting)
{
	CHECK(profile_resolve(&meeting->profile, &meeting->arena));
	CHECK(match_make(&meeting->match, &meeting->cert, &meeting->profile,
	    &meeting->arena));
}

static void
end(struct meeting *meeting)
{
	arena_free(&meeting->arena);
}

/* The deployment of Microsoft's example, and a list of names. */
static void
begin_contoso(struct meeting *meeting, const char *names)
{
	begin(meeting, 16);
	set(meeting, "access_edge_fqdn", "sip.contoso.com");
	set(meeting, "web_conferencing_fqdn", "webcon.contoso.com");
	set(meeting, "sip_domains", "contoso.com");
	set(meeting, "sip_domains", "fabrikam.com");
	set(meeting, "xmpp_domains", "contoso.com");
	add_names(meeting, names);
}

static void
test_roles(void)
{
	static const unsigned roles[] = {
		EL_PLAYS_WEB_CONFERENCING,
		EL_PLAYS_ACCESS_EDGE | EL_PLAYS_SIP,
		EL_PLAYS_SIP,
		EL_PLAYS_XMPP,
		EL_PLAYS_KNOWN,
		EL_PLAYS_KNOWN,
		EL_PLAYS_ALLOWED,
		0,
		EL_PLAYS_SIP,
		0,
	};
	struct meeting meeting;
	const struct el_match *match = &meeting.match;

	begin_contoso(&meeting, "webcon.contoso.com sip.contoso.com "
	    "SIP.Fabrikam.COM contoso.com xmpp.contoso.com "
	    "sipexternal.fabrikam.com lyncdiscover.contoso.com "
	    "other.contoso.com sip.cloud.contoso.com uri:sip.contoso.com");
	set(&meeting, "online_sip_domains", "cloud.contoso.com");
	set(&meeting, "allowed_names", "lyncdiscover.contoso.com");
	set(&meeting, "allowed_names", "contoso.com");
	set(&meeting, "allowed_names", "absent.contoso.com");
	meet(&meeting);
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		CHECK_NUMBER(match->roles[i], roles[i]);
		CHECK_NUMBER(match->classes[i],
		    el_match_class(&meeting.profile, roles[i]));
		CHECK_NUMBER(match->same_as[i], i + 1);
	}
	CHECK_NUMBER(match->access_edge, 2);
	CHECK_NUMBER(match->web_conferencing, 1);
	CHECK_NUMBER(match->sip[0], 2);
	CHECK_NUMBER(match->sip[1], 3);
	CHECK_NUMBER(match->online_sip[0], 9);
	CHECK_NUMBER(match->xmpp[0].kind, EL_COVERED_EXACT);
	CHECK_NUMBER(match->xmpp[0].position, 4);
	CHECK_NUMBER(match->idle, 1);
	CHECK_NUMBER(match->others, 1);
	CHECK_NUMBER(match->repeated, 0);
	CHECK_NUMBER(match->wildcards, 0);
	CHECK_NUMBER(match->malformed, 0);
	end(&meeting);
}

static void
test_one_name_for_two(void)
{
	struct meeting meeting;

	begin(&meeting, 4);
	set(&meeting, "access_edge_fqdn", "edge.contoso.com");
	set(&meeting, "web_conferencing_fqdn", "edge.contoso.com");
	add_names(&meeting, "edge.contoso.com");
	meet(&meeting);
	CHECK_NUMBER(meeting.match.access_edge, 1);
	CHECK_NUMBER(meeting.match.web_conferencing, 1);
	CHECK_NUMBER(meeting.match.roles[0],
	    EL_PLAYS_ACCESS_EDGE | EL_PLAYS_WEB_CONFERENCING);
	end(&meeting);
}

/* Names that look alike, and play no part. */
static void
test_missing(void)
{
	static const char with_nul[] = "sip.contoso.com\0.evil.example";
	struct meeting meeting;
	const struct el_match *match = &meeting.match;

	begin_contoso(&meeting, "*.contoso.com sip.contoso.com. "
	    "sip_.contoso.com xsip.contoso.com sip.contoso.co "
	    "ip:sip.contoso.com xmpp:sip.contoso.com "
	    "srv:_sip/sip.contoso.com");
	add(&meeting, EL_NAME_DNS,
	    (struct el_bytes){ (const uint8_t *)with_nul,
		sizeof(with_nul) - 1 });
	add(&meeting, EL_NAME_DNS, el_bytes_of(""));
	meet(&meeting);
	CHECK_NUMBER(match->access_edge, 0);
	CHECK_NUMBER(match->web_conferencing, 0);
	CHECK_NUMBER(match->sip[0], 0);
	CHECK_NUMBER(match->sip[1], 0);
	CHECK_NUMBER(match->xmpp[0].kind, EL_UNCOVERED);
	CHECK_NUMBER(match->xmpp[0].position, 0);
	for (size_t i = 0; i < meeting.cert.san.count; i++)
		CHECK_NUMBER(match->roles[i], 0);
	CHECK_NUMBER(match->malformed, 4);
	CHECK_NUMBER(match->wildcards, 1);
	CHECK_NUMBER(match->idle, 7);
	CHECK_NUMBER(match->others, 3);
	end(&meeting);
}

static void
test_nothing_known(void)
{
	struct meeting meeting;

	begin(&meeting, 4);
	add_names(&meeting, "sip.contoso.com contoso.com");
	meet(&meeting);
	CHECK_NUMBER(meeting.match.access_edge, 0);
	CHECK_NUMBER(meeting.match.web_conferencing, 0);
	CHECK_NUMBER(meeting.match.idle, 2);
	end(&meeting);

	begin_contoso(&meeting, "");
	meet(&meeting);
	CHECK_NUMBER(meeting.match.access_edge, 0);
	CHECK_NUMBER(meeting.match.xmpp[0].kind, EL_UNCOVERED);
	CHECK_NUMBER(meeting.match.idle, 0);
	end(&meeting);
}

/* A repetition is one but for case, and plays what the first one plays. */
static void
test_repetitions(void)
{
	static const unsigned same_as[] = { 1, 2, 1, 4, 2, 1, 4, 8, 8 };
	struct meeting meeting;
	const struct el_match *match = &meeting.match;

	begin_contoso(&meeting, "sip.contoso.com bad_name "
	    "SIP.contoso.COM *.contoso.com BAD_name Sip.Contoso.Com "
	    "*.CONTOSO.com xmpp:sip.contoso.com xmpp:sip.contoso.com");
	meet(&meeting);
	for (size_t i = 0; i < sizeof(same_as) / sizeof(same_as[0]); i++)
		CHECK_NUMBER(match->same_as[i], same_as[i]);
	CHECK_NUMBER(match->access_edge, 1);
	CHECK_NUMBER(match->repeated, 4);
	CHECK_NUMBER(match->malformed, 2);
	CHECK_NUMBER(match->wildcards, 2);
	CHECK_NUMBER(match->roles[2], EL_PLAYS_ACCESS_EDGE | EL_PLAYS_SIP);
	CHECK_NUMBER(match->roles[5], EL_PLAYS_ACCESS_EDGE | EL_PLAYS_SIP);
	CHECK_NUMBER(match->roles[7], 0);
	end(&meeting);
}

/* What covers an XMPP domain, for one list of names after another. */
static void
test_coverage(void)
{
	static const struct {
		const char *domain;
		const char *matching;
		const char *names;
		const char *kind;
		size_t position;
	} rows[] = {
		{ "im.contoso.com", "microsoft", "IM.contoso.com", "exact",
		    1 },
		{ "im.contoso.com", "strict", "a.b im.contoso.com", "exact",
		    2 },
		{ "im.contoso.com", "strict",
		    "srv:_xmpp-server/im.contoso.com", "srv-name", 1 },
		{ "im.contoso.com", "strict",
		    "srv:_XMPP-Server/Im.contoso.com", "srv-name", 1 },
		{ "im.contoso.com", "microsoft",
		    "srv:_xmpp-client/im.contoso.com", "none", 0 },
		{ "im.contoso.com", "microsoft",
		    "srv8:_xmpp-server/im.contoso.com", "none", 0 },
		{ "im.contoso.com", "microsoft",
		    "srv:_xmpp-server/*.contoso.com", "none", 0 },
		{ "im.contoso.com", "microsoft",
		    "srv:_xmpp-server/contoso.com", "none", 0 },
		{ "im.contoso.com", "strict", "xmpp:im.contoso.com",
		    "xmpp-addr", 1 },
		{ "im.contoso.com", "strict", "xmpp:IM.CONTOSO.COM",
		    "xmpp-addr", 1 },
		{ "im.contoso.com", "microsoft", "xmpp5:im.contoso.com",
		    "none", 0 },
		{ "im.contoso.com", "microsoft", "xmpp:u@im.contoso.com",
		    "none", 0 },
		{ "im.contoso.com", "microsoft", "xmpp:*.contoso.com", "none",
		    0 },
		{ "im.contoso.com", "strict", "*.contoso.com", "wildcard",
		    1 },
		{ "im.contoso.com", "strict", "*.CONTOSO.com", "wildcard",
		    1 },
		{ "a.im.contoso.com", "strict", "*.contoso.com", "none", 0 },
		{ "im.contoso.com", "microsoft", "*.im.contoso.com", "none",
		    0 },
		{ "contoso.com", "microsoft", "*.contoso.com", "none", 0 },
		{ "contoso.com", "strict", "*.com", "wildcard", 1 },
		{ "im.contoso.com", "microsoft", "contoso.com", "parent", 1 },
		{ "im.contoso.com", "strict", "contoso.com", "none", 0 },
		{ "a.b.contoso.com", "microsoft", "contoso.com b.contoso.com",
		    "parent", 2 },
		{ "im.notcontoso.com", "microsoft", "contoso.com", "none",
		    0 },
		{ "im.contoso.com", "microsoft", "com", "none", 0 },
		{ "contoso.com", "microsoft", "com", "none", 0 },
		{ "im.contoso.com", "microsoft", "a.im.contoso.com", "none",
		    0 },
		{ "im.contoso.com", "microsoft", "uri:im.contoso.com", "none",
		    0 },
		/* Each is preferred to those in front of it. */
		{ "im.contoso.com", "microsoft", "contoso.com *.contoso.com",
		    "wildcard", 2 },
		{ "im.contoso.com", "microsoft",
		    "contoso.com *.contoso.com xmpp:im.contoso.com",
		    "xmpp-addr", 3 },
		{ "im.contoso.com", "microsoft",
		    "contoso.com *.contoso.com xmpp:im.contoso.com "
		    "srv:_xmpp-server/im.contoso.com",
		    "srv-name", 4 },
		{ "im.contoso.com", "microsoft",
		    "contoso.com *.contoso.com xmpp:im.contoso.com "
		    "srv:_xmpp-server/im.contoso.com im.contoso.com",
		    "exact", 5 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct meeting meeting;
		const struct el_coverage *coverage;

		begin(&meeting, 8);
		set(&meeting, "xmpp_domains", rows[i].domain);
		set(&meeting, "xmpp_matching", rows[i].matching);
		add_names(&meeting, rows[i].names);
		meet(&meeting);
		coverage = &meeting.match.xmpp[0];
		if (coverage->position != rows[i].position)
			printf("# %s: %s\n", rows[i].domain, rows[i].names);
		CHECK_TEXT(el_coverage_name(coverage->kind), rows[i].kind);
		CHECK_NUMBER(coverage->position, rows[i].position);
		end(&meeting);
	}
}

/* Every entry that covers a domain plays the part, of whatever kind. */
static void
test_all_that_cover(void)
{
	struct meeting meeting;

	begin(&meeting, 8);
	set(&meeting, "xmpp_domains", "im.contoso.com");
	add_names(&meeting, "contoso.com *.contoso.com xmpp:im.contoso.com "
	    "srv:_xmpp-server/im.contoso.com im.contoso.com "
	    "srv:_sip/im.contoso.com IM.contoso.com");
	meet(&meeting);
	for (size_t i = 0; i < 7; i++)
		CHECK_NUMBER(meeting.match.roles[i],
		    i == 5 ? 0 : EL_PLAYS_XMPP);
	end(&meeting);
}

static void
test_no_gateway(void)
{
	struct meeting meeting;

	begin_contoso(&meeting, "contoso.com xmpp.contoso.com");
	set(&meeting, "product", "sfb2019");
	meet(&meeting);
	CHECK(meeting.match.xmpp == NULL);
	CHECK_NUMBER(meeting.match.roles[0], 0);
	CHECK_NUMBER(meeting.match.roles[1], EL_PLAYS_KNOWN);
	end(&meeting);
}

static void
test_classes(void)
{
	static const struct {
		const char *order;
		unsigned roles;
		unsigned class;
	} rows[] = {
		{ "web-conferencing-first", EL_PLAYS_WEB_CONFERENCING, 0 },
		{ "web-conferencing-first",
		    EL_PLAYS_WEB_CONFERENCING | EL_PLAYS_ACCESS_EDGE, 0 },
		{ "web-conferencing-first", EL_PLAYS_ACCESS_EDGE, 1 },
		{ "web-conferencing-first", EL_PLAYS_SIP, 1 },
		{ "web-conferencing-first", EL_PLAYS_XMPP, 2 },
		{ "web-conferencing-first", 0, 2 },
		{ "sip-first", EL_PLAYS_ACCESS_EDGE, 0 },
		{ "sip-first",
		    EL_PLAYS_WEB_CONFERENCING | EL_PLAYS_ACCESS_EDGE, 0 },
		{ "sip-first", EL_PLAYS_WEB_CONFERENCING | EL_PLAYS_SIP, 1 },
		{ "sip-first", EL_PLAYS_SIP, 2 },
		{ "sip-first", EL_PLAYS_ALLOWED, 3 },
		{ "edge-names-first", EL_PLAYS_WEB_CONFERENCING, 0 },
		{ "edge-names-first", EL_PLAYS_ACCESS_EDGE, 0 },
		{ "edge-names-first", EL_PLAYS_SIP, 0 },
		{ "edge-names-first", EL_PLAYS_XMPP, 1 },
		{ "any", EL_PLAYS_WEB_CONFERENCING, 0 },
		{ "any", 0, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct meeting meeting;

		begin(&meeting, 1);
		set(&meeting, "san_order", rows[i].order);
		meet(&meeting);
		CHECK_NUMBER(el_match_class(&meeting.profile, rows[i].roles),
		    rows[i].class);
		end(&meeting);
	}
}

static void
test_find_dns_name(void)
{
	static const struct {
		const char *name;
		size_t position;
	} rows[] = {
		{ "sip.contoso.com", 2 },
		{ "SIP.CONTOSO.COM", 2 },
		{ "bad_name", 0 },
		{ "im.contoso.com", 0 },
		{ "absent.contoso.com", 0 },
		{ "*.contoso.com", 6 },
		{ "", 0 },
	};
	struct meeting meeting;

	begin(&meeting, 8);
	add_names(&meeting, "bad_name Sip.contoso.com sip.contoso.com "
	    "xmpp:im.contoso.com uri:absent.contoso.com *.contoso.com");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_NUMBER(el_cert_find_dns_name(&meeting.cert,
				 el_bytes_of(rows[i].name)),
		    rows[i].position);
	end(&meeting);
}

/*
 * "." and 0E are one to the hash, and differ: as many names as a list may
 * have, all in one place of the index, behind those that are looked for.
 */
static void
test_colliding_names(void)
{
	enum { BITS = 14, COUNT = LIMIT_NAMES };
	struct meeting meeting;
	uint32_t hash = 0;

	begin(&meeting, COUNT);
	set(&meeting, "access_edge_fqdn", "sip.contoso.com");
	for (unsigned i = 0; i < COUNT - 1; i++) {
		char *text = arena_take(&meeting.arena, BITS, 1);

		assert(text != NULL);
		for (unsigned bit = 0; bit < BITS; bit++)
			text[bit] = (i >> bit & 1) == 0 ? '.' : '\x0e';
		add(&meeting, EL_NAME_DNS,
		    (struct el_bytes){ (const uint8_t *)text, BITS });
		if (i == 0)
			hash = meeting.cert.san.names[0].host.hash;
		CHECK(meeting.cert.san.names[i].host.hash == hash);
	}
	add_names(&meeting, "sip.contoso.com");
	meet(&meeting);
	CHECK_NUMBER(meeting.match.access_edge, COUNT);
	CHECK_NUMBER(meeting.match.repeated, 0);
	CHECK_NUMBER(meeting.match.malformed, COUNT - 1);
	end(&meeting);
}

/* As many names as a list may have, each there twice. */
static void
test_many_names(void)
{
	struct meeting meeting;

	begin(&meeting, LIMIT_NAMES);
	for (size_t i = 0; i < LIMIT_NAMES; i++) {
		const char *text = arena_printf(&meeting.arena,
		    "%s%zu.contoso.com", i % 2 == 0 ? "host" : "HOST", i / 2);

		add(&meeting, EL_NAME_DNS, el_bytes_of(text));
	}
	meet(&meeting);
	CHECK_NUMBER(meeting.match.repeated, LIMIT_NAMES / 2);
	for (size_t i = 0; i < LIMIT_NAMES; i++)
		CHECK(meeting.match.same_as[i] == i / 2 * 2 + 1);
	end(&meeting);
}

const struct test tests_match[] = {
	{ "match: roles and positions", test_roles },
	{ "match: one name plays two parts", test_one_name_for_two },
	{ "match: names that look alike", test_missing },
	{ "match: nothing known, nothing listed", test_nothing_known },
	{ "match: repetitions", test_repetitions },
	{ "match: what covers an XMPP domain", test_coverage },
	{ "match: all that covers plays the part", test_all_that_cover },
	{ "match: a product without a gateway", test_no_gateway },
	{ "match: classes of the order", test_classes },
	{ "match: a dNSName by its name", test_find_dns_name },
	{ "match: names made to collide", test_colliding_names },
	{ "match: many names", test_many_names },
	{ NULL, NULL },
};
