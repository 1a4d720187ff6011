/*
 * The subject of an external Edge certificate: Microsoft's tables put the
 * Access Edge FQDN into the common name and repeat it in the SAN list.
 */

#include <edgelint/rule.h>

#include "common_name.h"
#include "phrases.h"

/* The FQDN that belongs in the subject of a certificate for these services. */
static struct el_bytes
expected_subject(const struct el_profile *profile)
{
	if (profile->services & EL_ACCESS_EDGE)
		return profile->access_edge.text;
	if (profile->services & EL_WEB_CONFERENCING)
		return profile->web_conferencing.text;
	return (struct el_bytes){ NULL, 0 };
}

static void
check_missing(const struct el_target *target, struct el_report *report)
{
	struct common_name name;
	struct el_finding *finding;

	if (common_name_get(&name, target->cert))
		return;
	finding = el_flag(report, &target->cert->subject.elem, "the subject "
	    "has %s, and every example of Microsoft has a name there",
	    name.attribute == NULL ? "no common name" :
				     "an empty common name");
	finding->expected = expected_subject(target->profile);
}

static void
check_wildcard(const struct el_target *target, struct el_report *report)
{
	struct common_name name;
	struct el_finding *finding;
	const char *shown;

	/* Nearly always the entry that it repeats is none. */
	if ((target->match->common_name != 0 &&
		target->match->wildcards == 0) ||
	    !common_name_get(&name, target->cert) ||
	    memchr(name.text.data, '*', name.text.size) == NULL)
		return;
	shown = el_show(report, name.text);
	finding = el_flag(report, &name.attribute->elem, "the common name %s "
	    "is a wildcard, which no role of Lync Server or Skype for "
	    "Business Server supports as its subject", shown);
	finding->name = common_name_lasting(&name, shown);
	finding->actual = finding->name;
	finding->expected = expected_subject(target->profile);
}

static void
check_not_access_edge(const struct el_target *target, struct el_report *report)
{
	struct el_bytes expected = target->profile->access_edge.text;
	struct common_name name;
	struct el_finding *finding;
	enum el_host_defect defect;
	const char *shown;

	if ((target->match->common_name != 0 &&
		target->match->common_name == target->match->access_edge) ||
	    !common_name_get(&name, target->cert) ||
	    el_host_equal(name.text, expected))
		return;
	shown = el_show(report, name.text);
	defect = el_host_look(name.text).defect;
	finding = el_flag(report, &name.attribute->elem, "the common name is "
	    "\"%s\", not the Access Edge FQDN \"%s\"%s%s", shown,
	    el_show(report, expected), defect == EL_HOST_OK ? "" : ": it ",
	    defect == EL_HOST_OK ? "" : el_host_defect_text(defect));
	finding->name = common_name_lasting(&name, shown);
	finding->actual = finding->name;
	finding->expected = expected;
}

static void
check_not_in_san(const struct el_target *target, struct el_report *report)
{
	struct common_name name;
	struct el_finding *finding;
	const char *shown;

	if (target->match->common_name != 0 ||
	    !common_name_get(&name, target->cert))
		return;
	shown = el_show(report, name.text);
	finding = el_flag(report, &target->cert->san.elem, "the common name "
	    "%s is not repeated in the SAN list: a client that finds a SAN "
	    "list does not look at the common name", shown);
	finding->name = common_name_lasting(&name, shown);
	if (el_host_look(name.text).defect == EL_HOST_OK)
		finding->expected = finding->name;
}

static const struct el_rule rules[] = {
	{
		.id = "edge.subject.missing",
		.severity = EL_WARNING,
		.title = "Subject has no common name",
		.check = check_missing,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "the subject name is sip.contoso.com", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the subject name is sip.contoso.com", false },
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the subject name is recommended for "
			    "compatibility, no longer required", false },
			{ EL_DOC_BASELINE, "7.1.2.7.2",
			    "a public CA is advised to leave the common name "
			    "out", true },
		},
		.fails_when = "the subject holds no common name, or an empty "
			      "one",
		.why = "Clients look at the SAN list alone, but Microsoft "
		       "documents no Edge certificate without a common name, "
		       "and its tools show certificates by their subject.",
		.remedy = "Ask for a certificate with the Access Edge FQDN as "
			  "common name; of a CA that leaves it out, order a "
			  "profile that keeps it." ASK_AGAIN,
		.example = "Fails: O=Contoso Ltd\n"
			   "Passes: CN=sip.contoso.com,O=Contoso Ltd",
	},
	{
		.id = "edge.subject.wildcard",
		.severity = EL_ERROR,
		.title = "Common name is a wildcard",
		.check = check_wildcard,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_SUBJECT,
		.sources = {
			{ EL_DOC_WILDCARD, "supported server roles",
			    "a wildcard as the subject name is supported for "
			    "no role", false },
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the subject name is an explicit name, without a "
			    "wildcard character", false },
		},
		.fails_when = "the first common name holds an asterisk",
		.why = "No role of the product is supported with a wildcard "
		       "as its subject name.",
		.remedy = "Ask for a certificate whose common name is the "
			  "Access Edge FQDN, written out." ASK_AGAIN,
		.example = "Fails: CN=*.contoso.com\n"
			   "Passes: CN=sip.contoso.com",
	},
	{
		.id = "edge.subject.not-access-edge",
		.severity = EL_ERROR,
		.title = "Common name is not the Access Edge FQDN",
		.check = check_not_access_edge,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE,
		.needs = EL_PART_SUBJECT,
		.knows = EL_KNOWS_ACCESS_EDGE,
		.yields = {
			{ "edge.subject.wildcard", false },
			{ "edge.subject.missing", false },
		},
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "the subject name is the Access Edge FQDN, "
			    "sip.contoso.com", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the subject name is the Access Edge FQDN, "
			    "sip.contoso.com", false },
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "no longer a requirement for Lync Server 2013, "
			    "still recommended for compatibility with Office "
			    "Communications Server", true },
		},
		.fails_when = "the first common name is not equal, but for "
			      "case, to access_edge_fqdn",
		.why = "Microsoft's tables give the Access Edge FQDN as the "
		       "subject. Partners that run Office Communications "
		       "Server match it; a certificate with another subject "
		       "may also be that of another service.",
		.remedy = "Ask for a certificate with the common name "
			  "{expected}." ASK_AGAIN,
		.example = "With access_edge_fqdn sip.contoso.com\n"
			   "Fails: CN=webcon.contoso.com\n"
			   "Passes: CN=sip.contoso.com",
	},
	{
		.id = "edge.subject.not-in-san",
		.severity = EL_ERROR,
		.title = "Common name is not repeated in the SAN list",
		.check = check_not_in_san,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.needs = EL_PART_SUBJECT | EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.subject.wildcard", false },
			{ "edge.subject.missing", false },
		},
		.sources = {
			{ EL_DOC_SIP_XMPP_SUMMARY, SUMMARY_TABLE,
			    "the subject name is repeated in the SAN list and "
			    "must be there for correct operation", false },
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "TLS ignores the subject name and validates by "
			    "the SAN entries", false },
			{ EL_DOC_RFC9525, "2",
			    "a common name does not identify a service",
			    false },
			{ EL_DOC_BASELINE, "7.1.4.3",
			    "a common name is a copy of a SAN entry", false },
		},
		.fails_when = "no well-formed dNSName equals the first common "
			      "name but for case",
		.why = "A client that finds a SAN list ignores the subject: a "
		       "name that only the subject holds does not exist.",
		.remedy = "Ask for a certificate whose common name is a host "
			  "name, and stands in the SAN list as "
			  "well." ASK_AGAIN,
		.example = "Fails: CN=sip.contoso.com, SAN webcon.contoso.com\n"
			   "Passes: CN=sip.contoso.com, SAN "
			   "webcon.contoso.com, sip.contoso.com",
	},
};

EL_RULESET_OF(edge_subject, rules, EL_CERTIFICATE | EL_REQUEST);
