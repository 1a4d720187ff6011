/*
 * What the certificates of an Edge Server are assigned to, and which of them
 * were judged: a service whose certificate nobody looked at has not passed.
 */

#include <edgelint/assignment.h>
#include <edgelint/rule.h>

/* The services that every Edge Server has. */
static const enum el_use needed[] = { EL_USE_ACCESS_EDGE, EL_USE_DATA_EDGE,
	EL_USE_AV, EL_USE_INTERNAL };

static const char *
without_assignments(const struct el_target *target)
{
	return target->assignments == NULL ? "assignments:not-given" : NULL;
}

static void
check_unused(const struct el_target *target, struct el_report *report)
{
	if (target->uses == 0)
		el_flag(report, NULL, "the certificate is assigned to no "
		    "service of the Edge Server; it was judged by the "
		    "services of the profile");
}

static void
check_unseen(const struct el_target *target, struct el_report *report)
{
	const struct el_assignments *all = target->assignments;

	for (size_t i = 0; i < all->count; i++) {
		char names[EL_USE_NAMES_SIZE];
		struct el_finding *finding;

		if (target->assignments_seen[i] != 0)
			continue;
		finding = el_flag(report, NULL, "the certificate of %s, "
		    "thumbprint %s, is not among those that were judged",
		    el_use_names(names, all->list[i].uses),
		    all->list[i].thumbprint);
		finding->name = el_bytes_of(all->list[i].thumbprint);
	}
}

static void
check_missing(const struct el_target *target, struct el_report *report)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		struct el_finding *finding;

		if ((target->assignments->uses & needed[i]) != 0)
			continue;
		finding = el_flag(report, NULL, "no certificate is assigned "
		    "to %s", el_use_name(needed[i]));
		finding->name = el_bytes_of(el_use_name(needed[i]));
	}
}

#define EXPORT_AGAIN \
	"Export anew what is assigned, on the Edge Server, with the line that " \
	"the README has beside --assignments."

static const struct el_rule rules[] = {
	{
		.id = "assignment.certificate.unused",
		.severity = EL_WARNING,
		.title = "Certificate is assigned to no Edge service",
		.check = check_unused,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_assignments,
		.sources = {
			{ EL_DOC_EDGE_PLAN, "certificates of the services",
			    "a certificate is assigned to a service", false },
		},
		.fails_when = "no use in the export has the certificate's "
			      "SHA-1 thumbprint",
		.why = "No client and no partner ever sees it: what it says "
		       "tells nothing of the Edge Server as it runs.",
		.remedy = "Judge the certificate that is assigned, or assign "
			  "this one:\n"
			  "    Set-CsCertificate -Type AccessEdgeExternal,"
			  "DataEdgeExternal,AudioVideoAuthentication "
			  "-Thumbprint THUMBPRINT\n" EXPORT_AGAIN,
		.example = "Fails: the renewed certificate, before "
			   "Set-CsCertificate\n"
			   "Passes: the same, exported again after it",
	},
	{
		.id = "assignment.certificate.unseen",
		.severity = EL_WARNING,
		.title = "Assigned certificate was not judged",
		.check = check_unseen,
		.level = EL_PER_RUN,
		.applies = without_assignments,
		.sources = {
			{ EL_DOC_EDGE_PLAN, "certificates of the services",
			    "a certificate is assigned to a service", false },
		},
		.fails_when = "a thumbprint that the export assigns to a "
			      "service of the Edge is not that of any "
			      "certificate judged as the Edge's; one finding "
			      "for each",
		.why = "Nobody has looked at the certificate that the service "
		       "presents: that no fault was found says nothing of it.",
		.remedy = "Export the certificate from the Edge Server "
			  "(certlm.msc, Personal), and name its file, too. "
			  EXPORT_AGAIN,
		.example = "Fails: edge.cer alone, where Internal has another "
			   "thumbprint\n"
			   "Passes: edge.cer and internal.cer",
	},
	{
		.id = "assignment.use.missing",
		.severity = EL_WARNING,
		.title = "Service of the Edge has no certificate",
		.check = check_missing,
		.level = EL_PER_RUN,
		.applies = without_assignments,
		.sources = {
			{ EL_DOC_EDGE_PLAN, "certificates of the services",
			    "each service and the internal interface have a "
			    "certificate", false },
		},
		.fails_when = "the export assigns no certificate to "
			      "AccessEdgeExternal, DataEdgeExternal, "
			      "AudioVideoAuthentication or Internal; one "
			      "finding for each",
		.why = "A service without a certificate does not start, or "
		       "the export is of another server, or not complete.",
		.remedy = "Assign one:\n"
			  "    Set-CsCertificate -Type TYPE -Thumbprint "
			  "THUMBPRINT\n" EXPORT_AGAIN,
		.example = "Fails: an export with Internal alone\n"
			   "Passes: one with all four",
	},
};

EL_RULESET(assignment, rules);
