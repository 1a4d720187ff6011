/*
 * Names that only a private network knows, in a certificate that the world
 * sees.  What is private is what standards say of it: a single label, or a
 * top-level domain that was set aside or is in use in private networks.  The
 * list of those that do exist changes too often to be built in.
 */

#include <edgelint/rule.h>

#include "entry.h"
#include "phrases.h"

/* The rule that names the fault of an entry better, or NULL. */
static const char *
better_rule(const struct el_target *target, size_t position)
{
	if (target->cert->san.names[position - 1].host.defect != EL_HOST_OK)
		return "edge.san.malformed-name";
	if (target->match->same_as[position - 1] != position)
		return "edge.san.duplicate";
	return NULL;
}

static void
flag_private(const struct el_target *target, struct el_report *report,
    size_t position)
{
	struct el_bytes name = target->cert->san.names[position - 1].value;
	struct el_bytes label = entry_last_label(name);

	if (label.size == name.size)
		el_flag_name(report, target, position, "entry %zu, %s, is a "
		    "single label, which nobody outside of the network can "
		    "look up", position, el_show(report, name));
	else
		el_flag_name(report, target, position, "entry %zu, %s, is "
		    "under .%s, which the public DNS does not have", position,
		    el_show(report, name), el_show(report, label));
}

static void
check_internal_name(const struct el_target *target, struct el_report *report)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = 0; i < san->count; i++) {
		struct el_bytes name = san->names[i].value;
		const char *better;

		if (san->names[i].type != EL_NAME_DNS ||
		    !entry_is_internal(name))
			continue;
		better = better_rule(target, i + 1);
		if (better != NULL)
			el_yield(report, better);
		else
			flag_private(target, report, i + 1);
	}
}

/* The rows differ in their scope and severity. */
#define INTERNAL_NAME(kind, scope) \
	{ \
		.id = "edge.san.internal-name", \
		.severity = (kind), \
		.title = "SAN list of the external interface holds an " \
			 "internal name", \
		.check = check_internal_name, \
		.signs = EL_SIGN_DOMAIN, \
		.roles = EL_EDGE, \
		.interfaces = EL_EXTERNAL, \
		.scopes = (scope), \
		.needs = EL_PART_SAN, \
		.yields = { \
			{ "edge.san.missing", false }, \
			{ "edge.san.malformed-name", true }, \
			{ "edge.san.duplicate", true }, \
		}, \
		.sources = { \
			{ EL_DOC_BASELINE, "7.1.2.7.12", \
			    "no entry is an internal name: one whose " \
			    "top-level domain is not in IANA's root zone", \
			    false }, \
			{ EL_DOC_RFC6762, "3 and appendix G", \
			    ".local is for multicast DNS; .intranet, " \
			    ".internal, .private, .corp, .home and .lan are " \
			    "in use in private networks", false }, \
			{ EL_DOC_RFC6761, "6.2 to 6.4", \
			    ".test, .localhost and .invalid are set aside", \
			    false }, \
			{ EL_DOC_SFB_ENVIRONMENT, "Domain Name System (DNS)", \
			    "names are fully qualified, short ones are not " \
			    "supported", false }, \
		}, \
		.fails_when = "a well-formed dNSName, or a wildcard, is a " \
			      "single label or ends in .corp, .home, " \
			      ".internal, .intranet, .invalid, .lan, " \
			      ".local, .localhost, .private or .test; once " \
			      "for each such name", \
		.why = "Nobody outside can reach the name, so it serves " \
		       "nobody, and it tells strangers what the machines " \
		       "inside are called. A public CA may not issue it: it " \
		       "has to revoke the certificate.", \
		.remedy = "Ask for a certificate without {name}." ASK_AGAIN, \
		.example = "Fails: webcon.contoso.com, sip.contoso.com, " \
			   "edge01.contoso.local, edge01\n" \
			   "Passes: webcon.contoso.com, sip.contoso.com", \
	}

static const struct el_rule rules[] = {
	INTERNAL_NAME(EL_ERROR, EL_PUBLIC),
	INTERNAL_NAME(EL_WARNING, EL_PRIVATE),
};

EL_RULESET_OF(edge_private_names, rules, EL_CERTIFICATE | EL_REQUEST);
