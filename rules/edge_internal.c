/*
 * The certificate of the internal interface: its common name is the FQDN of
 * the pool, by which the Front End servers connect, and it needs no SAN list.
 */

#include <edgelint/rule.h>

#include "common_name.h"
#include "phrases.h"

/* Whether the host is the pool or one of its servers. */
static bool
is_own_name(const struct el_profile *profile, struct el_bytes name)
{
	if (el_host_equal(profile->pool.text, name))
		return true;
	for (size_t i = 0; i < profile->servers.count; i++)
		if (el_host_equal(profile->servers.names[i].text, name))
			return true;
	return false;
}

/* "*.P", and the pool or a server is one label under P. */
static bool
covers_own_name(const struct el_profile *profile, struct el_bytes wildcard)
{
	struct el_bytes parent = el_host_parent(wildcard);

	if (!el_host_look(wildcard).wildcard)
		return false;
	if (el_host_equal(el_host_parent(profile->pool.text), parent))
		return true;
	for (size_t i = 0; i < profile->servers.count; i++)
		if (el_host_equal(
			el_host_parent(profile->servers.names[i].text),
			parent))
			return true;
	return false;
}

/* Whether a SAN entry is the name of the pool or of a server. */
static bool
has_own_entry(const struct el_target *target)
{
	const struct el_profile *profile = target->profile;

	if (el_cert_find_dns_name(target->cert, profile->pool.text) != 0)
		return true;
	for (size_t i = 0; i < profile->servers.count; i++)
		if (el_cert_find_dns_name(target->cert,
			profile->servers.names[i].text) != 0)
			return true;
	return false;
}

static bool
is_wildcard(struct el_bytes name)
{
	return memchr(name.data, '*', name.size) != NULL;
}

static struct el_finding *
flag_no_name(const struct el_target *target, struct el_report *report,
    const char *list)
{
	return el_flag(report, &target->cert->subject.elem, "there is no "
	    "common name; it is the FQDN of the pool, %s%s",
	    el_show(report, target->profile->pool.text), list);
}

static struct el_finding *
flag_other_name(const struct el_target *target, struct el_report *report,
    const struct common_name *name, const char *list)
{
	const char *shown = el_show(report, name->text);
	struct el_finding *finding = el_flag(report, &name->attribute->elem,
	    "the common name is \"%s\", not the FQDN of the pool, %s%s",
	    shown, el_show(report, target->profile->pool.text), list);

	finding->actual = common_name_lasting(name, shown);
	return finding;
}

static void
check_name_missing(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;
	struct common_name name;
	struct el_finding *finding;
	bool named = common_name_get(&name, target->cert);
	bool listed;
	const char *list;

	if (named && is_own_name(profile, name.text))
		return;
	if (named && covers_own_name(profile, name.text)) {
		el_yield(report, "edge.internal.wildcard");
		return;
	}
	listed = has_own_entry(target);
	list = listed ? ", though an entry of the SAN list is" :
			", and no entry of a SAN list is";
	finding = named ? flag_other_name(target, report, &name, list) :
			  flag_no_name(target, report, list);
	finding->name = profile->pool.text;
	finding->expected = profile->pool.text;
	if (listed)
		el_lower(finding, EL_WARNING);
}

static void
check_wildcard(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;
	struct el_bytes pool = target->profile->pool.text;
	struct common_name name;

	if (common_name_get(&name, target->cert) && is_wildcard(name.text)) {
		const char *shown = el_show(report, name.text);
		struct el_finding *finding = el_flag(report,
		    &name.attribute->elem, "the common name %s is a wildcard, "
		    "on which Microsoft's pages disagree", shown);

		finding->name = common_name_lasting(&name, shown);
		finding->actual = finding->name;
		finding->expected = pool;
	}
	for (size_t i = 0; i < san->count; i++) {
		struct el_finding *finding;

		if (san->names[i].type != EL_NAME_DNS ||
		    !san->names[i].host.wildcard)
			continue;
		finding = el_flag_name(report, target, i + 1, "entry %zu is "
		    "the wildcard %s, which nothing on the internal "
		    "interface looks for", i + 1,
		    el_show(report, san->names[i].value));
		finding->expected = pool;
		el_lower(finding, EL_INFO);
	}
}

static void
check_san_without_subject(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	struct common_name name;
	struct el_finding *finding;
	const char *shown;

	if (cert->san.count == 0 || target->match->common_name != 0 ||
	    !common_name_get(&name, cert))
		return;
	if (is_wildcard(name.text)) {
		el_yield(report, "edge.internal.wildcard");
		return;
	}
	shown = el_show(report, name.text);
	finding = el_flag(report, &cert->san.elem, "there is a SAN list, and "
	    "the common name %s is not in it: whoever reads the list does "
	    "not look at the common name", shown);
	finding->name = common_name_lasting(&name, shown);
	/* It goes into a line to type: nothing but a host name does. */
	finding->expected = el_host_look(name.text).defect == EL_HOST_OK ?
	    finding->name : target->profile->pool.text;
}

#define INTERNAL_CERTIFICATE "requirements for the internal interface"

/* The cmdlet takes the name from the topology; no SAN list is needed. */
#define REQUEST_INTERNAL \
	"\nOn the Edge Server:\n" \
	"    Request-CsCertificate -New -Type Internal -Output edge.req\n" \
	"or with OpenSSL:\n" \
	"    openssl req -new -newkey rsa:2048 -nodes -keyout edge.key -out " \
	"edge.csr -subj \"/CN={expected}\""

static const struct el_rule rules[] = {
	{
		.id = "edge.internal.name-missing",
		.severity = EL_ERROR,
		.title = "Internal certificate does not name the pool",
		.check = check_name_missing,
		.roles = EL_EDGE,
		.interfaces = EL_INTERNAL,
		.needs = EL_PART_SUBJECT,
		.readable = EL_PART_SAN,
		.knows = EL_KNOWS_POOL,
		.yields = { { "edge.internal.wildcard", true } },
		.sources = {
			{ EL_DOC_USER_ACCESS, INTERNAL_CERTIFICATE,
			    "the subject name is typically the FQDN of the "
			    "internal interface of the Edge or of its load "
			    "balancer", false },
			{ EL_DOC_TOPOLOGY, "Define the Edge pool FQDN",
			    "the name of the pool is that of its internal "
			    "interface", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the internal certificate has a subject name and "
			    "no SAN list", false },
		},
		.fails_when = "the first common name is neither pool_fqdn nor "
			      "one of server_fqdns; a warning when a dNSName "
			      "is",
		.why = "Front End servers connect to the FQDN of the pool and "
		       "refuse a certificate for another: no remote user "
		       "signs in.",
		.remedy = "Ask for a certificate with the common name "
			  "{expected}." REQUEST_INTERNAL,
		.example = "With pool_fqdn lsedge.contoso.net\n"
			   "Fails: CN=edge01.contoso.net\n"
			   "Passes: CN=lsedge.contoso.net",
	},
	{
		.id = "edge.internal.san-without-subject",
		.severity = EL_WARNING,
		.title = "SAN list of the internal certificate leaves out its "
			 "subject",
		.check = check_san_without_subject,
		.roles = EL_EDGE,
		.interfaces = EL_INTERNAL,
		.needs = EL_PART_SUBJECT | EL_PART_SAN,
		.yields = {
			{ "edge.internal.name-missing", false },
			{ "edge.internal.wildcard", true },
		},
		.sources = {
			{ EL_DOC_RFC9525, "2",
			    "a common name does not identify a service",
			    false },
			{ EL_DOC_USER_ACCESS, INTERNAL_CERTIFICATE,
			    "no list of subject alternative names is required",
			    false },
		},
		.fails_when = "there are SAN entries, and no well-formed "
			      "dNSName equals the first common name but for "
			      "case",
		.why = "Without a list, the common name counts; software that "
		       "finds a list looks at nothing else, and then the "
		       "name that it connects to is not there.",
		.remedy = "Ask for a certificate without a SAN list, or with "
			  "{name} in it, too." REQUEST_INTERNAL,
		.example = "Fails: CN=lsedge.contoso.net, SAN "
			   "edge01.contoso.net\n"
			   "Passes: CN=lsedge.contoso.net, SAN "
			   "lsedge.contoso.net, edge01.contoso.net",
	},
	{
		.id = "edge.internal.wildcard",
		.severity = EL_WARNING,
		.title = "Internal certificate holds a wildcard",
		.check = check_wildcard,
		.roles = EL_EDGE,
		.interfaces = EL_INTERNAL,
		.readable = EL_PART_SUBJECT | EL_PART_SAN,
		.sources = {
			{ EL_DOC_WILDCARD, "supported server roles",
			    "a wildcard as the subject name is supported for "
			    "no role; in the SAN list of the internal Edge it "
			    "is, but is not queried", false },
			{ EL_DOC_USER_ACCESS, INTERNAL_CERTIFICATE,
			    "a wildcard certificate can be used on the "
			    "internal interface", true },
		},
		.fails_when = "the first common name holds an asterisk, or a "
			      "dNSName is a well-formed wildcard, which is "
			      "info",
		.why = "Two pages of Microsoft contradict each other on the "
		       "subject; in the list a wildcard serves nothing. "
		       "Whoever takes its key can pose as every host of the "
		       "domain.",
		.remedy = "Ask for a certificate with the FQDN of the pool as "
			  "its common name, and no SAN list." REQUEST_INTERNAL,
		.example = "Fails: CN=*.contoso.net\n"
			   "Passes: CN=lsedge.contoso.net",
	},
};

EL_RULESET_OF(edge_internal, rules, EL_CERTIFICATE | EL_REQUEST);
