/* What partners make of a certificate, name by name. */

#include <edgelint/acceptance.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "judge/profile.h"

#include "check.h"

enum {
	ENTRIES_MAX = 8,
	TEXT_MAX = 400,
	/* Rows of the table of those who judge, in its order. */
	RFC = 0,
	MICROSOFT,
	PROSODY,
	PROSODY_LATER,
	EJABBERD,
	EJABBERD_LATER,
	OPENFIRE,
	ACCEPTORS,
};

/* A certificate that is no more than its names and purposes. */
struct subject {
	struct el_cert cert;
	struct el_general_name names[ENTRIES_MAX];
	struct el_other_name others[ENTRIES_MAX];
	struct el_attribute common_names[2];
	struct el_purpose purposes[3];
	char text[TEXT_MAX];
};

static void
make_other(struct subject *subject, struct el_general_name *name, uint8_t tag)
{
	struct el_other_name *other =
	    &subject->others[subject->cert.san.count];

	*other = (struct el_other_name){
		.value = { .body = name->value, .tag = tag },
	};
	name->other = other;
	if (name->type == EL_NAME_SRV && name->value.size > 0 &&
	    name->value.data[0] == '_') {
		other->srv_name = el_host_parent(name->value);
		other->service = (struct el_bytes){ name->value.data,
			name->value.size - other->srv_name.size - 1 };
		name->host = el_host_look(other->srv_name);
	}
}

/* "dns:contoso.com": an entry of the list. */
static void
add_entry(struct subject *subject, char *word)
{
	static const struct {
		const char *prefix;
		enum el_name_type type;
		uint8_t tag; /* of an otherName's value */
	} kinds[] = {
		{ "dns:", EL_NAME_DNS, 0 },
		{ "srv:", EL_NAME_SRV, EL_TAG_IA5_STRING },
		{ "srv8:", EL_NAME_SRV, EL_TAG_UTF8_STRING },
		{ "srv16:", EL_NAME_SRV, EL_TAG_BMP_STRING },
		{ "xmpp:", EL_NAME_XMPP, EL_TAG_UTF8_STRING },
		{ "xmpp5:", EL_NAME_XMPP, EL_TAG_IA5_STRING },
		{ "uri:", EL_NAME_URI, 0 },
		{ "ip:", EL_NAME_IP, 0 },
		{ "email:", EL_NAME_EMAIL, 0 },
	};
	struct el_general_name *name =
	    &subject->names[subject->cert.san.count];
	size_t kind = 0;

	while (strncmp(word, kinds[kind].prefix,
		   strlen(kinds[kind].prefix)) != 0) {
		kind++;
		assert(kind < sizeof(kinds) / sizeof(kinds[0]));
	}
	assert(subject->cert.san.count < ENTRIES_MAX);
	*name = (struct el_general_name){
		.type = kinds[kind].type,
		.value = el_bytes_of(word + strlen(kinds[kind].prefix)),
	};
	/* "~" stands for a NUL, which C strings do not hold. */
	for (char *c = word; *c != '\0'; c++)
		if (*c == '~')
			*c = '\0';
	name->host = el_host_look(name->value);
	if (kinds[kind].tag != 0)
		make_other(subject, name, kinds[kind].tag);
	subject->cert.san.count++;
}

static void
add_common_name(struct subject *subject, uint8_t tag, const char *text)
{
	struct el_name *name = &subject->cert.subject;

	assert(name->count < 2);
	subject->common_names[name->count] = (struct el_attribute){
		.value = { .body = el_bytes_of(text), .tag = tag },
		.id = EL_OID_CN,
	};
	name->attributes = subject->common_names;
	name->count++;
}

static void
add_purpose(struct subject *subject, enum el_oid purpose)
{
	struct el_cert *cert = &subject->cert;

	assert(cert->purpose_count < 3);
	subject->purposes[cert->purpose_count++].id = purpose;
	cert->purposes = subject->purposes;
	cert->present |= EL_PART_EKU;
}

/* Entries parted by "|", and the common name when there is one. */
static void
make(struct subject *subject, const char *entries, const char *common_name)
{
	size_t size = strlen(entries);
	char *word;

	*subject = (struct subject){ .cert.san.names = subject->names };
	assert(size < sizeof(subject->text));
	memcpy(subject->text, entries, size + 1);
	word = subject->text;
	for (char *next = word; next != NULL && *word != '\0'; word = next) {
		next = strchr(word, '|');
		if (next != NULL)
			*next++ = '\0';
		add_entry(subject, word);
	}
	if (common_name != NULL)
		add_common_name(subject, EL_TAG_UTF8_STRING, common_name);
}

static struct el_acceptance
asks(const struct subject *subject, size_t number, const char *domain)
{
	return el_acceptor_asks(number, &subject->cert, el_bytes_of(domain));
}

/*
 * Cases of how names are matched, by their names: who accepts which list for
 * which domain.  A letter each for RFC, Microsoft, Prosody 0.12.3 and later,
 * ejabberd 23.01 and 25.07, Openfire: y, n, or ? where it cannot be said.
 */
struct row {
	const char *id;
	const char *entries;
	const char *common_name;
	const char *domain;
	const char *answers;
};

#define EDGE_TABLE \
	"dns:webcon.contoso.com|dns:sip.contoso.com|dns:sip.fabrikam.com|" \
	"dns:contoso.com"
#define LABEL_64 \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct row rows[] = {
	{ "exact", "dns:contoso.com", NULL, "contoso.com", "yyyyyyy" },
	{ "case_cert", "dns:Contoso.COM", NULL, "contoso.com", "yyyynnn" },
	{ "sub1", "dns:contoso.com", NULL, "corp.contoso.com", "nynnnnn" },
	{ "sub2", "dns:contoso.com", NULL, "a.b.contoso.com", "nynnnnn" },
	{ "sibling", "dns:corp.contoso.com", NULL, "finance.contoso.com",
	    "nnnnnnn" },
	{ "notboundary", "dns:contoso.com", NULL, "notcontoso.com",
	    "nnnnnnn" },
	{ "prefix_attack", "dns:contoso.com", NULL,
	    "contoso.com.evil.example", "nnnnnnn" },
	{ "trunc", "dns:contoso.com", NULL, "contoso.co", "nnnnnnn" },
	{ "sip_fqdn", "dns:sip.contoso.com", NULL, "sip.contoso.com",
	    "yyyyyyy" },
	{ "ms_table_root", EDGE_TABLE, NULL, "contoso.com", "yyyyyyy" },
	{ "ms_table_fab", EDGE_TABLE, NULL, "fabrikam.com", "nnnnnnn" },
	{ "ms_table_sipfab", EDGE_TABLE, NULL, "sip.fabrikam.com",
	    "yyyyyyy" },
	{ "wc_apex", "dns:*.contoso.com", NULL, "contoso.com", "n?nnnny" },
	{ "wc_two", "dns:*.contoso.com", NULL, "a.b.contoso.com",
	    "n?nnnny" },
	{ "wc_double_apex", "dns:*.*.contoso.com", NULL, "contoso.com",
	    "n?nnnny" },
	{ "wc_partial", "dns:f*.contoso.com", NULL, "fin.contoso.com",
	    "nnnnnnn" },
	{ "wc_bare", "dns:*", NULL, "contoso.com", "n?nnnnn" },
	{ "wc_tld", "dns:*.com", NULL, "contoso.com", "y?yyyyy" },
	{ "wc_case", "dns:*.CONTOSO.com", NULL, "corp.contoso.com",
	    "y?yynnn" },
	{ "wc_plus_apex", "dns:contoso.com|dns:*.contoso.com", NULL,
	    "a.b.contoso.com", "nynnnny" },
	{ "idn_upper", "dns:XN--BCHER-KVA.example", NULL,
	    "xn--bcher-kva.example", "yyyynnn" },
	{ "idn_u_in_cert", "dns:b\xc3\xbc" "cher.example", NULL,
	    "xn--bcher-kva.example", "nnnnnnn" },
	{ "idn_ss_2008", "dns:xn--strae-oqa.example", NULL,
	    "xn--strae-oqa.example", "yyyyyyy" },
	{ "idn_ss_2003", "dns:strasse.example", NULL,
	    "xn--strae-oqa.example", "nnnnnnn" },
	{ "idn_homograph", "dns:contoso.com", NULL, "xn--cntoso-wqf.com",
	    "nnnnnnn" },
	{ "dot_cert", "dns:contoso.com.", NULL, "contoso.com", "nnnnnnn" },
	{ "dot_lead", "dns:.contoso.com", NULL, "corp.contoso.com",
	    "nnnnnnn" },
	{ "nul", "dns:contoso.com~.evil.example", NULL, "contoso.com",
	    "nnnnnnn" },
	{ "space", "dns:contoso.com ", NULL, "contoso.com", "nnnnnnn" },
	{ "space_only", "dns: ", NULL, "contoso.com", "nnnnnnn" },
	{ "emptylabel", "dns:corp..contoso.com", NULL, "corp.contoso.com",
	    "nnnnnnn" },
	{ "cn_only", "", "contoso.com", "contoso.com", "nnynyyn" },
	{ "cn_plus_san", "dns:sip.contoso.com", "contoso.com", "contoso.com",
	    "nnnnyyn" },
	{ "srv_client", "srv:_xmpp-client.contoso.com", NULL, "contoso.com",
	    "n?nnnny" },
	{ "srv_imap", "srv:_imap.contoso.com", NULL, "contoso.com",
	    "n?nnnnn" },
	{ "srv_wild", "srv:_xmpp-server.*.contoso.com", NULL,
	    "corp.contoso.com", "y?yynny" },
	{ "srv_case", "srv:_XMPP-SERVER.Contoso.com", NULL, "contoso.com",
	    "y?nnnnn" },
	{ "srv_sub", "srv:_xmpp-server.contoso.com", NULL,
	    "corp.contoso.com", "n?nnnnn" },
	{ "xa_domain", "xmpp:contoso.com", NULL, "contoso.com", "y?n?nny" },
	{ "xa_jid", "xmpp:alice@contoso.com", NULL, "contoso.com",
	    "n?nnnnn" },
	{ "xa_res", "xmpp:contoso.com/edge", NULL, "contoso.com", "n?nnnnn" },
	{ "xa_wild", "xmpp:*.contoso.com", NULL, "corp.contoso.com",
	    "n?nnnny" },
	{ "uri_sip", "uri:sip:contoso.com", NULL, "contoso.com", "n?nnnnn" },
	{ "uri_sips", "uri:sips:contoso.com", NULL, "contoso.com",
	    "n?nnnnn" },
	{ "uri_user", "uri:sip:alice@contoso.com", NULL, "contoso.com",
	    "n?nnnnn" },
	{ "uri_sub", "uri:sip:contoso.com", NULL, "corp.contoso.com",
	    "n?nnnnn" },
	{ "uri_xmpp", "uri:xmpp:contoso.com", NULL, "contoso.com",
	    "n?nnnnn" },
	{ "nosan", "", NULL, "contoso.com", "nnnnnnn" },

	/* Beyond that table. */
	{ "srv_server", "srv:_xmpp-server.contoso.com", NULL, "contoso.com",
	    "y?yynny" },
	{ "srv_name_case", "srv:_xmpp-server.Contoso.COM", NULL,
	    "contoso.com", "y?yynnn" },
	{ "srv_utf8", "srv8:_xmpp-server.contoso.com", NULL, "contoso.com",
	    "n?yynnn" },
	{ "srv_bmp", "srv16:_xmpp-server.contoso.com", NULL, "contoso.com",
	    "n???nnn" },
	{ "srv_tcp", "srv:_xmpp-server._tcp.contoso.com", NULL,
	    "contoso.com", "n?nnnnn" },
	{ "srv_wild_apex", "srv:_xmpp-server.*.contoso.com", NULL,
	    "contoso.com", "n?nnnny" },
	{ "xa_case", "xmpp:Contoso.COM", NULL, "contoso.com", "y?n?nnn" },
	{ "xa_ia5", "xmpp5:contoso.com", NULL, "contoso.com", "n?nnnnn" },
	{ "xa_beside", "dns:contoso.com|xmpp:contoso.com", NULL,
	    "contoso.com", "yyyynny" },
	{ "xa_of_another", "xmpp:fabrikam.com|dns:contoso.com", NULL,
	    "contoso.com", "yyyynny" },
	{ "xa_u_label", "xmpp:b\xc3\xbc" "cher.example|dns:contoso.com",
	    NULL, "contoso.com", "yyyy??y" },
	{ "xa_u_label_alone", "xmpp:b\xc3\xbc" "cher.example", NULL,
	    "xn--bcher-kva.example", "??n???n" },
	{ "xa_dot", "dns:contoso.com|xmpp:a.com.", NULL, "contoso.com",
	    "yyyynny" },
	{ "xa_underscore", "dns:contoso.com|xmpp:a_b.com", NULL,
	    "contoso.com", "yyyyyyy" },
	{ "xa_user_beside", "dns:contoso.com|xmpp:alice@a.com", NULL,
	    "contoso.com", "yyyyyyy" },
	{ "wc_exact", "dns:*.contoso.com", NULL, "corp.contoso.com",
	    "y?yyyyy" },
	{ "wc_inside", "dns:*.a*.contoso.com", NULL, "x.a.contoso.com",
	    "n?nnnny" },
	{ "wc_dot", "dns:*.contoso.com.", NULL, "corp.contoso.com",
	    "n?nnnnn" },
	{ "wc_not_boundary", "dns:*.contoso.com", NULL, "notcontoso.com",
	    "n?nnnnn" },
	{ "tld", "dns:com", NULL, "contoso.com", "nnnnnnn" },
	{ "cn_case", "", "Contoso.COM", "contoso.com", "nnynyyn" },
	{ "cn_wild", "", "*.contoso.com", "corp.contoso.com", "nnynyyn" },
	{ "cn_beside_ip", "ip:\xc0~\x02\x0a", "contoso.com", "contoso.com",
	    "nnynyyn" },
	{ "cn_beside_email", "email:a@b.com", "contoso.com", "contoso.com",
	    "nnynyyn" },
	{ "cn_beside_uri", "uri:sip:a.com", "contoso.com", "contoso.com",
	    "n?nnyyn" },
	{ "cn_not_ascii", "", "\xef\xbd\x83" "ontoso.com", "contoso.com",
	    "nnnn??n" },
};

static char
answer_letter(enum el_answer answer)
{
	return "ny?"[answer];
}

static void
test_names(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subject subject;
		char answers[ACCEPTORS + 1] = { 0 };

		make(&subject, rows[i].entries, rows[i].common_name);
		for (size_t k = 0; k < ACCEPTORS; k++)
			answers[k] = answer_letter(
			    asks(&subject, k, rows[i].domain).accepts);
		if (strcmp(answers, rows[i].answers) != 0)
			printf("# %s:\n", rows[i].id);
		CHECK_TEXT(answers, rows[i].answers);
	}
}

/*
 * Names that are no domain: an address, a user, an underscore, what is too
 * long.  No profile has them, and so nobody is asked about them.
 */
static void
test_domains_that_are_none(void)
{
	static const char *const names[] = {
		"192.0.2.10", "[2001:db8::1]", "alice@contoso.com",
		"lync_edge.contoso.com", LABEL_64 ".contoso.com",
		LABEL_64 "." LABEL_64 "." LABEL_64 "." LABEL_64,
		"m\xc3\xbcller.example", "localhost", "*.contoso.com",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct el_profile profile;
		struct arena arena;

		arena_init(&arena);
		profile_defaults(&profile);
		CHECK(profile_set(&profile, "xmpp_domains", names[i], false,
			  &arena) != NULL);
		arena_free(&arena);
	}
}

static void
check_kind(const char *entries, const char *common_name, size_t number,
    enum el_accepted_kind kind, size_t position)
{
	struct subject subject;
	struct el_acceptance acceptance;

	make(&subject, entries, common_name);
	acceptance = asks(&subject, number, "corp.contoso.com");
	CHECK_TEXT(el_accepted_kind_name(acceptance.kind),
	    el_accepted_kind_name(kind));
	CHECK_NUMBER(acceptance.position, position);
}

static void
test_kinds_and_places(void)
{
	check_kind("dns:a.com|dns:corp.contoso.com", NULL, RFC,
	    EL_ACCEPTED_EXACT, 2);
	check_kind("dns:a.com|srv:_xmpp-server.corp.contoso.com", NULL, RFC,
	    EL_ACCEPTED_SRV_NAME, 2);
	check_kind("xmpp:corp.contoso.com", NULL, RFC, EL_ACCEPTED_XMPP_ADDR,
	    1);
	check_kind("dns:*.contoso.com", NULL, RFC, EL_ACCEPTED_WILDCARD, 1);
	check_kind("dns:contoso.com", NULL, MICROSOFT, EL_ACCEPTED_PARENT, 1);
	check_kind("dns:a.com", "corp.contoso.com", EJABBERD,
	    EL_ACCEPTED_COMMON_NAME, 0);
	check_kind("dns:a.com", NULL, RFC, EL_ACCEPTED_NONE, 0);
	/* The better kind, wherever it stands, and of two the first. */
	check_kind("dns:*.contoso.com|dns:corp.contoso.com|"
		   "dns:corp.contoso.com",
	    NULL, RFC, EL_ACCEPTED_EXACT, 2);
	check_kind("dns:corp.contoso.com", "corp.contoso.com", EJABBERD,
	    EL_ACCEPTED_EXACT, 1);
	check_kind("dns:*.contoso.com|srv:_xmpp-server.corp.contoso.com",
	    NULL, OPENFIRE, EL_ACCEPTED_SRV_NAME, 2);
	check_kind("dns:a.com|xmpp:a.com|dns:corp.contoso.com", NULL,
	    EJABBERD, EL_ACCEPTED_NONE, 2);
}

static const char *
reason(const char *entries, size_t number)
{
	struct subject subject;

	make(&subject, entries, NULL);
	return el_accepted_reason_name(
	    asks(&subject, number, "contoso.com").reason);
}

static void
test_reasons(void)
{
	CHECK_TEXT(reason("dns:contoso.com", RFC), NULL);
	CHECK_TEXT(reason("dns:contoso.com", OPENFIRE), NULL);
	/* The name is accepted; of streams that the Edge opens, no word. */
	CHECK_TEXT(reason("dns:contoso.com", MICROSOFT), "silent");
	CHECK_TEXT(reason("dns:a.com", RFC), "no-name");
	CHECK_TEXT(reason("dns:*.contoso.com", MICROSOFT), "silent");
	CHECK_TEXT(reason("xmpp:contoso.com", PROSODY_LATER),
	    "not-modelled");
	CHECK_TEXT(reason("dns:contoso.com|xmpp:a.com", EJABBERD),
	    "stops-at-xmpp-addr");
	CHECK_TEXT(reason("dns:contoso.com|xmpp:\xc3\xbc.com", EJABBERD),
	    "not-modelled");
}

/* Two common names, and one in a string type that Erlang does not read. */
static void
test_common_names(void)
{
	struct subject subject;

	make(&subject, "", "contoso.com");
	add_common_name(&subject, EL_TAG_UTF8_STRING, "a.com");
	CHECK_NUMBER(asks(&subject, PROSODY, "contoso.com").accepts, EL_NO);
	CHECK_NUMBER(asks(&subject, EJABBERD, "contoso.com").accepts,
	    EL_YES);
	CHECK_NUMBER(asks(&subject, EJABBERD, "a.com").accepts, EL_NO);
	make(&subject, "", NULL);
	add_common_name(&subject, EL_TAG_IA5_STRING, "contoso.com");
	CHECK_NUMBER(asks(&subject, PROSODY, "contoso.com").accepts, EL_YES);
	CHECK_NUMBER(asks(&subject, EJABBERD, "contoso.com").accepts, EL_NO);
	make(&subject, "", NULL);
	add_common_name(&subject, EL_TAG_PRINTABLE_STRING, "contoso.com");
	CHECK_NUMBER(asks(&subject, EJABBERD, "contoso.com").accepts,
	    EL_YES);
}

/* What each says of an Edge that opens the stream, by its purposes. */
static void
check_purposes(const enum el_oid *purposes, size_t count,
    const char *expected)
{
	struct subject subject;
	char answers[ACCEPTORS + 1] = { 0 };

	make(&subject, "dns:contoso.com", NULL);
	for (size_t i = 0; i < count; i++)
		add_purpose(&subject, purposes[i]);
	for (size_t k = 0; k < ACCEPTORS; k++) {
		struct el_acceptance acceptance =
		    asks(&subject, k, "contoso.com");

		CHECK_NUMBER(acceptance.accepts, EL_YES);
		CHECK((acceptance.edge_opens == EL_YES) ==
		    (acceptance.reason == EL_REASON_NONE));
		answers[k] = answer_letter(acceptance.edge_opens);
	}
	CHECK_TEXT(answers, expected);
}

static void
test_purposes(void)
{
	const enum el_oid both[] = { EL_OID_KP_SERVER_AUTH,
		EL_OID_KP_CLIENT_AUTH };
	const enum el_oid client[] = { EL_OID_KP_CLIENT_AUTH };
	const enum el_oid any[] = { EL_OID_KP_ANY };
	const enum el_oid sip[] = { EL_OID_KP_SERVER_AUTH,
		EL_OID_KP_SIP_DOMAIN };

	check_purposes(NULL, 0, "y?yyyyy");
	check_purposes(both, 2, "y?yyyyy");
	check_purposes(both, 1, "??yyny?");
	check_purposes(client, 1, "??nnyn?");
	check_purposes(any, 1, "??nnnn?");
	check_purposes(sip, 2, "??yyny?");
}

/* What each says of an Edge that opens the stream, by its key usage. */
static void
check_usage(uint32_t usage, const char *expected)
{
	struct subject subject;
	char answers[ACCEPTORS + 1] = { 0 };

	make(&subject, "dns:contoso.com", NULL);
	subject.cert.present |= EL_PART_KEY_USAGE;
	subject.cert.key_usage = usage;
	for (size_t k = 0; k < ACCEPTORS; k++)
		answers[k] = answer_letter(
		    asks(&subject, k, "contoso.com").edge_opens);
	CHECK_TEXT(answers, expected);
}

static void
test_key_usage(void)
{
	struct subject subject;

	check_usage(EL_KU_DIGITAL_SIGNATURE, "y?yyyyy");
	check_usage(EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT,
	    "y?yyyyy");
	check_usage(EL_KU_KEY_ENCIPHERMENT, "n?yyny?");
	check_usage(EL_KU_KEY_AGREEMENT, "n?yyyy?");
	check_usage(EL_KU_CONTENT_COMMITMENT, "n?nnnn?");
	check_usage(0, "n?nnnn?");
	make(&subject, "dns:contoso.com", NULL);
	subject.cert.present |= EL_PART_KEY_USAGE;
	subject.cert.key_usage = EL_KU_KEY_ENCIPHERMENT;
	CHECK_NUMBER(asks(&subject, PROSODY, "contoso.com").edge_opens,
	    EL_YES);
	CHECK_NUMBER(asks(&subject, EJABBERD, "contoso.com").edge_opens,
	    EL_NO);
	CHECK_TEXT(el_accepted_reason_name(
		       asks(&subject, EJABBERD, "contoso.com").reason),
	    "key-usage");
	subject.cert.key_usage = EL_KU_KEY_AGREEMENT;
	CHECK_NUMBER(asks(&subject, EJABBERD, "contoso.com").edge_opens,
	    EL_YES);
	subject.cert.key_usage = EL_KU_KEY_CERT_SIGN;
	CHECK_NUMBER(asks(&subject, PROSODY, "contoso.com").edge_opens,
	    EL_NO);
	/* Names come first: nobody asks for purposes without one. */
	CHECK_TEXT(el_accepted_reason_name(
		       asks(&subject, PROSODY, "a.com").reason),
	    "no-name");
	CHECK_TEXT(el_accepted_reason_name(
		       asks(&subject, RFC, "contoso.com").reason),
	    "key-usage");
	subject.cert.unreadable |= EL_PART_KEY_USAGE;
	CHECK_NUMBER(asks(&subject, RFC, "contoso.com").edge_opens,
	    EL_CANNOT_SAY);
	CHECK_NUMBER(asks(&subject, OPENFIRE, "contoso.com").edge_opens,
	    EL_CANNOT_SAY);
	CHECK_NUMBER(asks(&subject, PROSODY, "contoso.com").edge_opens,
	    EL_CANNOT_SAY);
}

/* A name of nothing but asterisks and dots, much longer than any domain. */
static void
test_long_names(void)
{
	enum { PAIRS = 5000 };
	struct subject subject;
	uint8_t *octets = malloc(2 * PAIRS + 11);

	assert(octets != NULL);
	for (size_t i = 0; i < PAIRS; i++)
		memcpy(octets + 2 * i, "*.", 2);
	memcpy(octets + 2 * (size_t)PAIRS, "contoso.com", 11);
	make(&subject, "dns:a.com", NULL);
	subject.names[0].value =
	    (struct el_bytes){ octets, 2 * PAIRS + 11 };
	CHECK_NUMBER(asks(&subject, OPENFIRE, "contoso.com").accepts,
	    EL_YES);
	CHECK_NUMBER(asks(&subject, OPENFIRE, "corp.contoso.com").accepts,
	    EL_NO);
	memset(octets + 2, 'a', 2 * PAIRS + 9);
	CHECK_NUMBER(asks(&subject, OPENFIRE, "contoso.com").accepts, EL_NO);
	free(octets);
}

static void
test_table(void)
{
	CHECK_NUMBER(el_acceptor_count(), ACCEPTORS);
	for (size_t i = 0; i < el_acceptor_count(); i++) {
		const struct el_acceptor *acceptor = el_acceptor(i);

		CHECK(acceptor->by != NULL && acceptor->title != NULL);
		CHECK(acceptor->version != NULL);
		CHECK(el_basis_name(acceptor->basis) != NULL);
	}
	CHECK_TEXT(el_acceptor(PROSODY)->version, "0.12.3");
	CHECK_TEXT(el_basis_name(el_acceptor(PROSODY)->basis), "tested");
	CHECK_TEXT(el_acceptor(EJABBERD)->version, "23.01");
	CHECK_TEXT(el_basis_name(el_acceptor(EJABBERD)->basis), "tested");
	CHECK_TEXT(el_basis_name(el_acceptor(OPENFIRE)->basis), "source");
	CHECK_TEXT(el_basis_name(el_acceptor(RFC)->basis), "document");
}

const struct test tests_acceptance[] = {
	{ "acceptance: who accepts which name for which domain", test_names },
	{ "acceptance: nobody is asked about what is no domain",
	    test_domains_that_are_none },
	{ "acceptance: the kind of match and the entry",
	    test_kinds_and_places },
	{ "acceptance: what speaks against it", test_reasons },
	{ "acceptance: the common name", test_common_names },
	{ "acceptance: key purposes when the Edge opens the stream",
	    test_purposes },
	{ "acceptance: key usage when the Edge opens the stream",
	    test_key_usage },
	{ "acceptance: names of any length", test_long_names },
	{ "acceptance: the table names versions", test_table },
	{ NULL, NULL },
};
