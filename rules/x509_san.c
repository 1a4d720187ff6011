/*
 * How the entries of the SAN list are written (RFC 5280, section 4.2.1.6),
 * whatever they are for.  That a dNSName is no host name is edge_list.c's.
 */

#include <edgelint/rule.h>

#include "entry.h"
#include "phrases.h"
#include "punycode.h"
#include "uri.h"

static bool
is_dns(const struct el_general_name *name)
{
	return name->type == EL_NAME_DNS;
}

/* Whether no public CA may certify the kind of an entry, and it was said. */
static bool
is_reported_kind(const struct el_general_name *name, struct el_report *report)
{
	static const char better[] = "br.san.type-not-permitted";

	if (is_dns(name) || !el_has_failed(report, better))
		return false;
	el_yield(report, better);
	return true;
}

/* Whether edge.san.malformed-name has said what is wrong with the entry. */
static bool
is_reported_malformed(const struct el_general_name *name,
    struct el_report *report)
{
	static const char better[] = "edge.san.malformed-name";

	if (!is_dns(name) || name->host.defect == EL_HOST_OK ||
	    !el_has_failed(report, better))
		return false;
	el_yield(report, better);
	return true;
}

static bool
has_subject(const struct el_cert *cert)
{
	return cert->subject.elem.body.size > 0;
}

static void
check_not_critical(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_extension *san;

	if (has_subject(cert))
		return;
	san = el_cert_extension(cert, EL_OID_SAN);
	if (san != NULL && !san->critical)
		el_flag(report, &san->elem, "the subject is empty, and the "
		    "SAN list, which then stands in for it, is not critical");
}

static void
check_critical(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_extension *san;

	if (!has_subject(cert))
		return;
	san = el_cert_extension(cert, EL_OID_SAN);
	if (san != NULL && san->critical)
		el_flag(report, &san->critical_elem, "the SAN list is "
		    "critical, and there is a subject");
}

/* Entries whose type is IA5String; a good host name is ASCII already. */
static bool
wants_ascii(const struct el_general_name *name)
{
	return (is_dns(name) && name->host.defect != EL_HOST_OK) ||
	    name->type == EL_NAME_EMAIL || name->type == EL_NAME_URI;
}

static void
check_not_ia5(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->malformed == 0 && target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		struct el_finding *finding;

		if (!wants_ascii(name) || entry_is_ascii(name->value) ||
		    is_reported_malformed(name, report) ||
		    is_reported_kind(name, report))
			continue;
		finding = el_flag_name(report, target, i + 1, "entry %zu, %s, "
		    "holds octets beyond ASCII", i + 1,
		    el_show(report, name->value));
		finding->actual = name->value;
	}
}

enum { IPV4_OCTETS = 4, IPV6_OCTETS = 16 };

static void
check_bad_ip_length(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		size_t size = name->value.size;

		if (name->type != EL_NAME_IP || size == IPV4_OCTETS ||
		    size == IPV6_OCTETS)
			continue;
		el_flag_name(report, target, i + 1, "entry %zu is an iPAddress "
		    "of %zu octets; an address has 4 or 16%s", i + 1, size,
		    size == 2 * IPV4_OCTETS || size == 2 * IPV6_OCTETS ?
			" (with a mask it is for name constraints)" :
			"");
	}
}

static void
check_bad_uri(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->others == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		const char *defect;

		if (name->type != EL_NAME_URI)
			continue;
		defect = uri_defect(name->value);
		if (defect == NULL || is_reported_kind(name, report))
			continue;
		if (!entry_is_ascii(name->value))
			el_yield(report, "x509.san.not-ia5");
		else
			el_flag_name(report, target, i + 1, "entry %zu, %s, "
			    "is a URI that %s", i + 1,
			    el_show(report, name->value), defect);
	}
}

/* RFC 5890, 2.3.1: "--" in the third and fourth place, but for A-labels. */
static bool
is_reserved(struct el_bytes label)
{
	return label.size >= 4 && label.data[2] == '-' &&
	    label.data[3] == '-' && !punycode_is_marked(label);
}

static bool
reserved_label(struct el_bytes *label, struct el_bytes name)
{
	return entry_find_label(label, name, is_reserved);
}

typedef bool label_search(struct el_bytes *label, struct el_bytes name);

/* One finding for each entry, about its first bad label. */
static void
check_labels(const struct el_target *target, struct el_report *report,
    label_search *find, const char *what)
{
	const struct el_general_names *san = &target->cert->san;

	if (target->match->hyphens == 0)
		return;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		struct el_bytes label;

		if (!is_dns(name) || !name->host.hyphens ||
		    !find(&label, name->value) ||
		    is_reported_malformed(name, report))
			continue;
		el_flag_name(report, target, i + 1, "entry %zu, %s, has the "
		    "label %s, %s", i + 1, el_show(report, name->value),
		    el_show(report, label), what);
	}
}

static void
check_bad_a_label(const struct el_target *target, struct el_report *report)
{
	check_labels(target, report, entry_bad_a_label, "which begins like an "
	    "internationalized one and is no Punycode");
}

static void
check_reserved_label(const struct el_target *target, struct el_report *report)
{
	check_labels(target, report, reserved_label, "whose third and fourth "
	    "character are hyphens, which is kept for labels like xn--");
}

static const struct el_rule rules[] = {
	{
		.id = "x509.san.not-critical",
		.severity = EL_ERROR,
		.title = "SAN list is not critical, and there is no subject",
		.check = check_not_critical,
		.kinds = EL_CERTIFICATE, /* the CA sets the mark */
		.needs = EL_PART_SAN | EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "with an empty subject the extension is critical",
			    false },
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "likewise", false },
		},
		.fails_when = "the subject is empty and subjectAltName is not "
			      "marked critical",
		.why = "Software that does not know the extension would accept "
		       "a certificate for nobody; what checks this refuses "
		       "it.",
		.remedy = "Ask for a certificate with a common name, which an "
			  "Edge should have anyway." ASK_AGAIN,
		.example = "Fails: no subject, subjectAltName not critical\n"
			   "Passes: CN=sip.contoso.com, subjectAltName not "
			   "critical",
	},
	{
		.id = "x509.san.critical",
		.severity = EL_WARNING,
		.title = "SAN list is critical although there is a subject",
		.check = check_critical,
		.kinds = EL_CERTIFICATE, /* the CA sets the mark */
		.needs = EL_PART_SAN | EL_PART_SUBJECT,
		.signs = EL_SIGN_CRITICAL,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "with a subject the extension should not be "
			    "critical", false },
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "of public CAs: it must not be", false },
		},
		.fails_when = "the subject is not empty and subjectAltName is "
			      "marked critical",
		.why = "Old software that does not know the extension refuses "
		       "the certificate instead of looking at the common "
		       "name.",
		.remedy = "Ask for the extension without the mark: in the INF "
			  "file of certreq, leave 2.5.29.17 out of the line "
			  "Critical; for OpenSSL, write\n"
			  "    subjectAltName = DNS:...\n"
			  "without \"critical\".",
		.example = "Fails: CN=sip.contoso.com, critical "
			   "subjectAltName\n"
			   "Passes: the same without critical",
	},
	{
		.id = "x509.san.not-ia5",
		.severity = EL_ERROR,
		.title = "SAN entry is not ASCII",
		.check = check_not_ia5,
		.signs = EL_SIGN_MALFORMED | EL_SIGN_OTHER_NAME,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.malformed-name", true },
			{ "br.san.type-not-permitted", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "host names, URIs and e-mail addresses are "
			    "IA5Strings", false },
		},
		.fails_when = "a dNSName, rfc822Name or "
			      "uniformResourceIdentifier holds an octet of 80 "
			      "or more; once for each entry",
		.why = "No peer compares such a name with success, and some "
		       "refuse the certificate for it.",
		.remedy = "Ask for the name in its ASCII form: the A-label "
			  "(xn--...) of a host name, percent-encoding in a "
			  "URI.",
		.example = "Fails: a uniformResourceIdentifier "
			   "http://b\\xc3\\xbccher.example/\n"
			   "Passes: http://xn--bcher-kva.example/",
	},
	{
		.id = "x509.san.bad-ip-length",
		.severity = EL_ERROR,
		.title = "IP address in the SAN list has a wrong length",
		.check = check_bad_ip_length,
		.signs = EL_SIGN_OTHER_NAME,
		.needs = EL_PART_SAN,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "an IPv4 address has four octets, an IPv6 address "
			    "sixteen", false },
		},
		.fails_when = "an iPAddress has neither 4 nor 16 octets; once "
			      "for each entry",
		.why = "It matches no address, and some software refuses the "
		       "certificate.",
		.remedy = "Leave the entry out: Edge servers are found by "
			  "name. Of an address that is needed, give the "
			  "address without mask or text, for OpenSSL\n"
			  "    subjectAltName = IP:192.0.2.1",
		.example = "Fails: an iPAddress with the eight octets of "
			   "192.0.2.0/255.255.255.0\n"
			   "Passes: the four octets of 192.0.2.1",
	},
	{
		.id = "x509.san.bad-uri",
		.severity = EL_ERROR,
		.title = "URI in the SAN list is none",
		.check = check_bad_uri,
		.signs = EL_SIGN_OTHER_NAME,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "x509.san.not-ia5", true },
			{ "br.san.type-not-permitted", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.6",
			    "a URI is not relative, has a scheme and "
			    "something behind it, and its authority a full "
			    "host name or an IP address", false },
			{ EL_DOC_RFC3986, "2, 3",
			    "the characters and the parts of a URI", false },
		},
		.fails_when = "a uniformResourceIdentifier has no scheme, "
			      "nothing behind it, a character that URIs do "
			      "not have, behind \"//\" neither an IP address "
			      "nor a host name of two labels, or a port that "
			      "is no number; once for each entry",
		.why = "It identifies nothing, and some software refuses the "
		       "certificate for it.",
		.remedy = "Leave the entry out; a SIP domain stands in a URI "
			  "as sip:contoso.com, a host name in a dNSName.",
		.example = "Fails: contoso.com as "
			   "uniformResourceIdentifier\n"
			   "Passes: sip:contoso.com",
	},
	{
		.id = "x509.san.bad-a-label",
		.severity = EL_ERROR,
		.title = "Label that begins with xn-- is no Punycode",
		.check = check_bad_a_label,
		.signs = EL_SIGN_HYPHENS,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.malformed-name", true },
		},
		.sources = {
			{ EL_DOC_RFC5890, "2.3.2.1",
			    "a label with xn-- holds the output of Punycode",
			    false },
			{ EL_DOC_RFC3492, "6.2, 6.3",
			    "how it is decoded and encoded", false },
		},
		.fails_when = "what follows xn-- in a label of a dNSName does "
			      "not decode to Unicode characters that encode "
			      "to the same label; once for each entry",
		.why = "The name was made by hand or cut: no domain of this "
		       "name can be registered, and no user types it.",
		.remedy = "Look up the A-label of the domain anew, for example "
			  "with\n"
			  "    idn2 DOMAIN\n"
			  "which keeps to IDNA2008, as registries do.",
		.example = "Fails: xn--99999999.contoso.com\n"
			   "Passes: xn--bcher-kva.contoso.com",
	},
	{
		.id = "x509.san.reserved-label",
		.severity = EL_WARNING,
		.title = "Label has hyphens where reserved labels have them",
		.check = check_reserved_label,
		.signs = EL_SIGN_HYPHENS,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.malformed-name", true },
		},
		.sources = {
			{ EL_DOC_RFC5890, "2.3.1",
			    "labels with -- in the third and fourth place are "
			    "reserved, A-labels among them", false },
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "of public CAs: no other reserved labels", false },
		},
		.fails_when = "a label of a dNSName has hyphens as third and "
			      "fourth character and does not begin with xn--; "
			      "once for each entry",
		.why = "Registries and public CAs do not give out such names, "
		       "and a later standard may give them another meaning.",
		.remedy = "Give the host another name, without two hyphens "
			  "there.",
		.example = "Fails: ed--ge.contoso.com\n"
			   "Passes: edge--1.contoso.com",
	},
};

EL_RULESET_OF(x509_san, rules, EL_CERTIFICATE | EL_REQUEST);
