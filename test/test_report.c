#include "check.h"

#include <stdlib.h>

#include "base/sink.h"
#include "report/dn.h"
#include "report/expected.h"
#include "report/facts.h"
#include "report/names.h"
#include "report/page.h"
#include "report/report.h"

#define OCTETS(text) \
	((struct el_bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

/* --- distinguished names ---------------------------------------------------- */

enum { VALUE_SIZE = 100, ATTRIBUTES_MAX = 4 };

/* A name that is put together attribute by attribute. */
struct made_name {
	struct el_attribute attributes[ATTRIBUTES_MAX];
	uint8_t values[ATTRIBUTES_MAX][VALUE_SIZE];
	struct el_name name;
};

static void
add(struct made_name *made, size_t rdn, enum el_oid id, uint8_t tag,
    struct el_bytes value)
{
	size_t i = made->name.count++;
	uint8_t *whole = made->values[i];

	whole[0] = tag;
	whole[1] = (uint8_t)value.size;
	memcpy(whole + 2, value.data, value.size);
	made->attributes[i].value = (struct el_elem){
		{ whole + 2, value.size }, tag, 2 };
	made->attributes[i].type.body = OCTETS("\x2a\x03\x04");
	made->attributes[i].id = id;
	made->attributes[i].rdn = rdn;
	made->name.attributes = made->attributes;
}

static void
check_dn(const struct el_name *name, const char *expected)
{
	struct sink sink;

	sink_to_memory(&sink);
	dn_write(&sink, name);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

/* One common name of this type and these octets. */
static void
check_value(uint8_t tag, struct el_bytes value, const char *expected,
    const char *expected_text)
{
	struct made_name made = { 0 };
	struct sink sink;

	add(&made, 0, EL_OID_CN, tag, value);
	check_dn(&made.name, expected);
	sink_to_memory(&sink);
	dn_write_value(&sink, &made.attributes[0]);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected_text);
	sink_free(&sink);
}

static void
dn_reverses_rdns(void)
{
	struct made_name made = { 0 };

	check_dn(&made.name, "");
	add(&made, 0, EL_OID_COUNTRY, EL_TAG_PRINTABLE_STRING, OCTETS("US"));
	add(&made, 1, EL_OID_ORGANIZATION, EL_TAG_UTF8_STRING, OCTETS("Contoso"));
	add(&made, 1, EL_OID_ORGANIZATIONAL_UNIT, EL_TAG_UTF8_STRING,
	    OCTETS("UC"));
	add(&made, 2, EL_OID_CN, EL_TAG_UTF8_STRING, OCTETS("sip.contoso.com"));
	check_dn(&made.name, "CN=sip.contoso.com,O=Contoso+OU=UC,C=US");
}

static void
dn_escapes(void)
{
	check_value(EL_TAG_UTF8_STRING, OCTETS("a,b+c\"d\\e<f>g;h=i#j"),
	    "CN=a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h=i#j",
	    "a,b+c\"d\\\\e<f>g;h=i#j");
	check_value(EL_TAG_UTF8_STRING, OCTETS("#a"), "CN=\\#a", "#a");
	check_value(EL_TAG_UTF8_STRING, OCTETS(" "), "CN=\\ ", " ");
	check_value(EL_TAG_UTF8_STRING, OCTETS("  a b  "), "CN=\\  a b \\ ",
	    "  a b  ");
	check_value(EL_TAG_UTF8_STRING, OCTETS(""), "CN=", "");
	check_value(EL_TAG_PRINTABLE_STRING, OCTETS("a\0b\x1b[31m\x7f\n"),
	    "CN=a\\00b\\1b[31m\\7f\\0a", "a\\x00b\\x1b[31m\\x7f\\x0a");
	/* A right-to-left override, which would turn the rest around. */
	check_value(EL_TAG_UTF8_STRING, OCTETS("a\xe2\x80\xae""b"),
	    "CN=a\\e2\\80\\aeb", "a\\xe2\\x80\\xaeb");
	check_value(EL_TAG_UTF8_STRING, OCTETS("\xc3\xbc\xff"),
	    "CN=\xc3\xbc\\ff", "\xc3\xbc\\xff");
}

static void
dn_reads_every_string_type(void)
{
	check_value(EL_TAG_IA5_STRING, OCTETS("abc"), "CN=abc", "abc");
	check_value(EL_TAG_NUMERIC_STRING, OCTETS("12"), "CN=12", "12");
	check_value(EL_TAG_VISIBLE_STRING, OCTETS("v"), "CN=v", "v");
	check_value(EL_TAG_TELETEX_STRING, OCTETS("M\xfcller"),
	    "CN=M\xc3\xbcller", "M\xc3\xbcller");
	check_value(EL_TAG_BMP_STRING, OCTETS("\0s\0i\0p\x20\xac\0,"),
	    "CN=sip\xe2\x82\xac\\,", "sip\xe2\x82\xac,");
	check_value(EL_TAG_UNIVERSAL_STRING,
	    OCTETS("\0\0\0a\0\x01\xf6\0\0\0\0 "),
	    "CN=a\xf0\x9f\x98\x80\\ ", "a\xf0\x9f\x98\x80 ");
}

static void
dn_falls_back_to_octets(void)
{
	struct made_name made = { 0 };

	/* Half a character, half a surrogate pair, beyond Unicode. */
	check_value(EL_TAG_BMP_STRING, OCTETS("\0ab"), "CN=#1e03006162",
	    "\\x00ab");
	check_value(EL_TAG_BMP_STRING, OCTETS("\xd8\x00"), "CN=#1e02d800",
	    "\\xd8\\x00");
	check_value(EL_TAG_UNIVERSAL_STRING, OCTETS("\0\x11\0\0"),
	    "CN=#1c0400110000", "\\x00\\x11\\x00\\x00");
	check_value(EL_TAG_INTEGER, OCTETS("\x05"), "CN=#020105", "\\x05");
	add(&made, 0, EL_OID_UNKNOWN, EL_TAG_UTF8_STRING, OCTETS("x"));
	add(&made, 1, EL_OID_JURISDICTION_COUNTRY, EL_TAG_PRINTABLE_STRING,
	    OCTETS("US"));
	check_dn(&made.name, "1.2.3.4=#13025553,1.2.3.4=#0c0178");
}

/* --- general names ----------------------------------------------------------- */

static void
check_name(const struct el_general_name *name, const char *expected,
    bool changed)
{
	struct sink sink;

	sink_to_memory(&sink);
	names_write(&sink, name);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	CHECK(names_is_changed(name) == changed);
	sink_free(&sink);
}

static void
check_address(struct el_bytes value, const char *expected)
{
	struct el_general_name name = { .type = EL_NAME_IP, .value = value };

	check_name(&name, expected, false);
}

static void
names_addresses(void)
{
	struct el_general_name odd = { .type = EL_NAME_IP };

	check_address(OCTETS("\xc0\x00\x02\x01"), "192.0.2.1");
	check_address(OCTETS("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "::");
	check_address(OCTETS("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"), "::1");
	check_address(OCTETS("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\0"),
	    "2001:db8::");
	check_address(OCTETS("\x20\x01\x0d\xb8\0\0\0\x01\0\x01\0\x01\0\x01"
			     "\0\x01"), "2001:db8:0:1:1:1:1:1");
	check_address(OCTETS("\x20\x01\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01"),
	    "2001:0:0:1::1");
	check_address(OCTETS("\x20\x01\x0d\xb8\0\0\0\0\0\x01\0\0\0\0\0\x01"),
	    "2001:db8::1:0:0:1");
	check_address(OCTETS("\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\x02\x80"),
	    "::ffff:192.0.2.128");
	check_address(OCTETS("\x20\x01\x0d\xb8\xAB\xCD\0\0\0\0\0\0\0\x0a\0\0"),
	    "2001:db8:abcd::a:0");
	odd.value = OCTETS("\x0a\0\0");
	check_name(&odd, "0a0000", true);
	odd.value = OCTETS("");
	check_name(&odd, "", true);
}

static void
names_text(void)
{
	struct el_general_name name = { .type = EL_NAME_DNS };

	name.value = OCTETS("sip.contoso.com");
	check_name(&name, "sip.contoso.com", false);
	name.value = OCTETS("sip.contoso.com\0.evil.example\x1b]0;x\x07");
	check_name(&name, "sip.contoso.com\\x00.evil.example\\x1b]0;x\\x07",
	    true);
	name.value = OCTETS("a\\b");
	check_name(&name, "a\\\\b", true);
	name.type = EL_NAME_SRV;
	name.value = OCTETS("_xmpp-server.contoso.com");
	check_name(&name, "_xmpp-server.contoso.com", false);
	CHECK_TEXT(names_type(EL_NAME_SRV), "srv");
	CHECK_TEXT(names_type(EL_NAME_DIRECTORY), "dirname");
	CHECK_TEXT(names_type(EL_NAME_OTHER), "other");
}

static void
names_other_forms(void)
{
	static const uint8_t text[] = "\x0c\x03" "a\nb";
	struct el_other_name other = {
		.type_id.body = OCTETS("\x2a\x03\x04"),
		.value = { { text + 2, 3 }, EL_TAG_UTF8_STRING, 2 },
	};
	struct el_general_name name = { .type = EL_NAME_REGISTERED_ID };
	struct made_name made = { 0 };

	name.value = OCTETS("\x2a\x86\x48\x86\xf7\x0d");
	check_name(&name, "1.2.840.113549", false);
	add(&made, 0, EL_OID_CN, EL_TAG_UTF8_STRING, OCTETS("a"));
	name = (struct el_general_name){ .type = EL_NAME_DIRECTORY,
		.directory = &made.name };
	check_name(&name, "CN=a", false);
	name = (struct el_general_name){ .type = EL_NAME_OTHER,
		.value = other.value.body, .other = &other };
	check_name(&name, "1.2.3.4;UTF8:a\\x0ab", true);
	other.value.tag = EL_TAG_IA5_STRING;
	check_name(&name, "1.2.3.4;HEX:0c03610a62", false);
	name = (struct el_general_name){ .type = EL_NAME_OTHER };
	name.elem.tag = 0xa3;
	name.value = OCTETS("\x30\0");
	check_name(&name, "[3];HEX:3000", false);
}

/* --- the expected list -------------------------------------------------------- */

static struct el_host
host(const char *name)
{
	struct el_bytes text = el_bytes_of(name);

	return (struct el_host){ text, el_host_hash(text) };
}

/* sip.DOMAIN, which has the domain in it. */
static struct el_domain
domain(const char *sip_name)
{
	return (struct el_domain){
		.name = host(sip_name + strlen("sip.")),
		.sip = host(sip_name),
	};
}

/* The deployment of Microsoft's example. */
static void
contoso(struct el_profile *profile)
{
	static struct el_domain sip[2];
	static struct el_domain xmpp[2];

	sip[0] = domain("sip.contoso.com");
	sip[1] = domain("sip.fabrikam.com");
	xmpp[0] = domain("sip.contoso.com");
	xmpp[1] = domain("sip.sip.fabrikam.com");
	*profile = (struct el_profile){
		.given = true,
		.product = EL_LYNC2013,
		.interface = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.access_edge = host("sip.contoso.com"),
		.web_conferencing = host("webcon.contoso.com"),
		.sip = { true, sip, 2 },
		.xmpp = { true, xmpp, 2 },
	};
}

static void
check_expected(const struct el_profile *profile,
    enum expected_unknown unknown, const char *expected)
{
	struct el_host names[16];
	struct sink sink;
	size_t count;

	CHECK(expected_bound(profile) <= 16);
	sink_to_memory(&sink);
	count = expected_names(names, profile, unknown);
	CHECK(count <= expected_bound(profile));
	for (size_t i = 0; i < count; i++) {
		sink_text(&sink, i == 0 ? "" : " ");
		sink_write(&sink, names[i].text.data, names[i].text.size);
	}
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

static void
expected_follows_order(void)
{
	struct el_profile profile;

	contoso(&profile);
	check_expected(&profile, EXPECTED_LEAVE_OUT,
	    "webcon.contoso.com sip.contoso.com sip.fabrikam.com contoso.com");
	profile.san_order = EL_ORDER_SIP_FIRST;
	check_expected(&profile, EXPECTED_LEAVE_OUT,
	    "sip.contoso.com webcon.contoso.com sip.fabrikam.com contoso.com");
	profile.san_order = EL_ORDER_ANY;
	check_expected(&profile, EXPECTED_LEAVE_OUT,
	    "sip.contoso.com webcon.contoso.com sip.fabrikam.com contoso.com");
	profile.web_conferencing = profile.access_edge;
	check_expected(&profile, EXPECTED_LEAVE_OUT,
	    "sip.contoso.com sip.fabrikam.com contoso.com");
}

static void
expected_follows_deployment(void)
{
	struct el_profile profile;
	struct el_domain online = domain("sip.tenant.example");

	contoso(&profile);
	profile.online_sip = (struct el_domains){ true, &online, 1 };
	profile.product = EL_SFB2019;
	check_expected(&profile, EXPECTED_LEAVE_OUT, "webcon.contoso.com "
	    "sip.contoso.com sip.fabrikam.com sip.tenant.example");
	profile.services = EL_WEB_CONFERENCING;
	check_expected(&profile, EXPECTED_LEAVE_OUT, "webcon.contoso.com");
	profile.services = EL_AV;
	check_expected(&profile, EXPECTED_PLACEHOLDER, "");
	profile.interface = EL_INTERNAL;
	check_expected(&profile, EXPECTED_LEAVE_OUT, "");
	check_expected(&profile, EXPECTED_PLACEHOLDER, "<pool FQDN>");
	profile.pool = host("edge.contoso.net");
	check_expected(&profile, EXPECTED_LEAVE_OUT, "edge.contoso.net");
}

static void
expected_names_what_is_unknown(void)
{
	struct el_profile profile = {
		.product = EL_LYNC2013,
		.interface = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
	};

	check_expected(&profile, EXPECTED_LEAVE_OUT, "");
	check_expected(&profile, EXPECTED_PLACEHOLDER,
	    "<web conferencing FQDN> <access edge FQDN> sip.<SIP domain> "
	    "<XMPP domain>");
	profile.sip.known = true;
	profile.xmpp.known = true;
	check_expected(&profile, EXPECTED_PLACEHOLDER,
	    "<web conferencing FQDN> <access edge FQDN>");
}

/* --- remedies ---------------------------------------------------------------- */

static void
check_remedy(const struct el_profile *profile, const char *remedy,
    const char *name, const char *expected)
{
	struct el_rule rule = { .remedy = remedy };
	struct el_finding finding = { .rule = &rule,
		.name = el_bytes_of(name) };
	struct sink sink;

	sink_to_memory(&sink);
	report_remedy(&sink, profile, &finding);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

#define OPENSSL "openssl req -new -newkey rsa:2048 -nodes -keyout edge.key " \
	"-out edge.csr -subj "
#define REQUEST "Request-CsCertificate -New -Type "
#define EXTERNAL "AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication"

static void
remedy_fills_in(void)
{
	struct el_profile profile;

	contoso(&profile);
	check_remedy(&profile, NULL, "a", "");
	check_remedy(&profile, "", "a", "");
	check_remedy(&profile, "Add {name}.", "a\x1b.b", "Add a\\x1b.b.");
	check_remedy(&profile, "{name}{name} {expected}", NULL,
	    "<name><name> <expected name>");
	check_remedy(&profile, "{ {nam} {{name}} {", "x", "{ {nam} {x} {");
	check_remedy(&profile, "{openssl}", NULL,
	    OPENSSL "\"/CN=sip.contoso.com\" -addext \"subjectAltName="
	    "DNS:webcon.contoso.com,DNS:sip.contoso.com,DNS:sip.fabrikam.com,"
	    "DNS:contoso.com\"");
	check_remedy(&profile, "{certreq}", NULL,
	    "[Extensions]\n    2.5.29.17 = \"{text}dns=webcon.contoso.com&"
	    "dns=sip.contoso.com&dns=sip.fabrikam.com&dns=contoso.com\"");
}

static void
remedy_asks_the_cmdlet(void)
{
	struct el_profile profile;
	struct el_domain online = domain("sip.tenant.example");

	contoso(&profile);
	check_remedy(&profile, "{request}", NULL, REQUEST EXTERNAL
	    " -AllSipDomain -DomainName \"contoso.com\" -Output edge.req");
	profile.online_sip = (struct el_domains){ true, &online, 1 };
	check_remedy(&profile, "{request}", NULL, REQUEST EXTERNAL
	    " -AllSipDomain -DomainName \"sip.tenant.example,contoso.com\" "
	    "-Output edge.req");
	/* Lync 2010's cmdlet has no -AllSipDomain, and no XMPP gateway. */
	profile.product = EL_LYNC2010;
	check_remedy(&profile, "{request}", NULL, REQUEST EXTERNAL
	    " -DomainName \"sip.fabrikam.com,sip.tenant.example\" "
	    "-Output edge.req");
	profile.services = EL_WEB_CONFERENCING;
	check_remedy(&profile, "{request}", NULL,
	    REQUEST "DataEdgeExternal -Output edge.req");
	check_remedy(&profile, "{openssl}", NULL,
	    OPENSSL "\"/CN=webcon.contoso.com\" -addext "
	    "\"subjectAltName=DNS:webcon.contoso.com\"");
	profile.interface = EL_INTERNAL;
	profile.pool = host("edge.contoso.net");
	check_remedy(&profile, "{request}", NULL,
	    REQUEST "Internal -Output edge.req");
}

static void
remedy_without_deployment(void)
{
	struct el_profile profile = {
		.product = EL_LYNC2013,
		.interface = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
	};

	check_remedy(&profile, "{openssl}", NULL,
	    OPENSSL "\"/CN=<access edge FQDN>\" -addext \"subjectAltName="
	    "DNS:<web conferencing FQDN>,DNS:<access edge FQDN>,"
	    "DNS:sip.<SIP domain>,DNS:<XMPP domain>\"");
	check_remedy(&profile, "{request}", NULL,
	    REQUEST EXTERNAL " -AllSipDomain -Output edge.req");
}

/* A line with ten thousand names in it would be repeated in every finding. */
static void
remedy_is_bounded(void)
{
	enum { MANY = 1000 };
	struct el_domain *domains = calloc(MANY, sizeof(*domains));
	struct el_profile profile;

	CHECK(domains != NULL);
	if (domains == NULL)
		return;
	for (size_t i = 0; i < MANY; i++)
		domains[i] = domain("sip.contoso.com");
	contoso(&profile);
	profile.sip = (struct el_domains){ true, domains, MANY };
	check_remedy(&profile, "{openssl}", NULL,
	    OPENSSL "\"/CN=sip.contoso.com\" -config edge.cnf");
	check_remedy(&profile, "{certreq}", NULL,
	    "certreq -new edge.inf edge.req");
	check_remedy(&profile, "{request}", NULL, REQUEST EXTERNAL
	    " -AllSipDomain -DomainName \"<further names>\" -Output edge.req");
	free(domains);
}

/* --- facts and pages ----------------------------------------------------------- */

static void
facts_days(void)
{
	struct el_cert cert = { .not_after = { .seconds = 86400 * 10 } };

	CHECK_NUMBER(facts_days_left(&cert, 0), 10);
	CHECK_NUMBER(facts_days_left(&cert, 1), 9);
	CHECK_NUMBER(facts_days_left(&cert, 86400 * 10), 0);
	CHECK_NUMBER(facts_days_left(&cert, 86400 * 10 + 1), -1);
	CHECK_NUMBER(facts_days_left(&cert, 86400 * 11), -1);
	CHECK_NUMBER(facts_days_left(&cert, 86400 * 11 + 1), -2);
}

static void
facts_serial_number(void)
{
	struct el_cert cert = { 0 };

	CHECK(facts_serial(&cert).data == NULL);
	cert.serial.body = OCTETS("\0\x80");
	CHECK(el_bytes_equal(facts_serial(&cert), OCTETS("\x80")));
	cert.serial.body = OCTETS("\0\x7f");
	CHECK(el_bytes_equal(facts_serial(&cert), OCTETS("\0\x7f")));
	cert.serial.body = OCTETS("\0");
	CHECK(el_bytes_equal(facts_serial(&cert), OCTETS("\0")));
}

static void
check_wrapped(size_t column, const char *text, const char *expected)
{
	struct sink sink;
	const struct page page = { .sink = &sink };

	sink_to_memory(&sink);
	page_wrap(&page, column, el_bytes_of(text));
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

static void
page_wraps(void)
{
	check_wrapped(70, "", "\n");
	check_wrapped(70, "0123456789", "0123456789\n");
	check_wrapped(75, "0123456789", "01234\n"
	    "                                                              "
	    "             56789\n");
	check_wrapped(78, "a b c", "a\n"
	    "                                                              "
	    "                b\n"
	    "                                                              "
	    "                c\n");
	/* Ten columns hold ten characters, not ten octets. */
	check_wrapped(70, "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"
	    "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc",
	    "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"
	    "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\n");
	/* A line to type is never broken. */
	check_wrapped(2, "Type:\n    01234567890123456789012345678901234567890"
	    "12345678901234567890123456789012345678901234567890",
	    "Type:\n      01234567890123456789012345678901234567890"
	    "12345678901234567890123456789012345678901234567890\n");
}

static void
writers_are_found(void)
{
	CHECK(report_find("text") == report_writers[0]);
	CHECK(report_find("ndjson") != NULL);
	CHECK(report_find("") == NULL);
	CHECK(report_find("JSON") == NULL);
}

const struct test tests_report[] = {
	{ "report: RFC 4514 puts the last RDN first", dn_reverses_rdns },
	{ "report: RFC 4514 escapes", dn_escapes },
	{ "report: every string type is read", dn_reads_every_string_type },
	{ "report: what is no string is octets", dn_falls_back_to_octets },
	{ "report: addresses as RFC 5952 has them", names_addresses },
	{ "report: names of text", names_text },
	{ "report: names of other forms", names_other_forms },
	{ "report: expected names follow the order", expected_follows_order },
	{ "report: expected names follow the deployment",
	    expected_follows_deployment },
	{ "report: expected names that are unknown",
	    expected_names_what_is_unknown },
	{ "report: a remedy's placeholders", remedy_fills_in },
	{ "report: Microsoft's cmdlet", remedy_asks_the_cmdlet },
	{ "report: a remedy without a deployment", remedy_without_deployment },
	{ "report: a remedy is bounded", remedy_is_bounded },
	{ "report: days left are rounded down", facts_days },
	{ "report: the serial number as Windows shows it",
	    facts_serial_number },
	{ "report: text is wrapped", page_wraps },
	{ "report: formats by name", writers_are_found },
	{ NULL, NULL },
};
