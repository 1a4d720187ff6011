/*
 * Where revocation lists are found: Microsoft asks every server certificate
 * to say so, and partners outside can fetch them by http alone.
 */

#include <edgelint/rule.h>

#include "phrases.h"

static void
check_missing(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((cert->present & EL_PART_CRL_DISTRIBUTION) == 0)
		el_flag(report, &cert->extension_list, "there is no "
		    "cRLDistributionPoints extension: nobody can check "
		    "whether the certificate was revoked");
}

static bool
has_scheme(struct el_bytes url, struct el_bytes scheme)
{
	return url.size > scheme.size &&
	    el_host_equal((struct el_bytes){ url.data, scheme.size }, scheme);
}

static bool
is_http(const struct el_general_name *name)
{
	static const char scheme[] = "http://";

	return name->type == EL_NAME_URI &&
	    has_scheme(name->value, (struct el_bytes){
		(const uint8_t *)scheme, sizeof(scheme) - 1 });
}

/* The first address that is there, whatever its scheme; or NULL. */
static const struct el_general_name *
first_address(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->distribution_point_count; i++)
		if (cert->distribution_points[i].full_name.count > 0)
			return &cert->distribution_points[i]
				    .full_name.names[0];
	return NULL;
}

static bool
has_http(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->distribution_point_count; i++) {
		const struct el_general_names *names =
		    &cert->distribution_points[i].full_name;

		for (size_t k = 0; k < names->count; k++)
			if (is_http(&names->names[k]))
				return true;
	}
	return false;
}

static void
flag_unreachable(const struct el_cert *cert, struct el_report *report,
    const struct el_general_name *address)
{
	struct el_finding *finding;

	if (address == NULL || address->type != EL_NAME_URI) {
		el_flag(report, &el_cert_extension(cert,
		    EL_OID_CRL_DISTRIBUTION)->elem, "no distribution point "
		    "of the revocation list has an http address");
		return;
	}
	finding = el_flag(report, &address->elem, "no distribution point of "
	    "the revocation list has an http address; the first one is %s",
	    el_show(report, address->value));
	finding->actual = address->value;
}

static void
check_unreachable(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_general_name *address;

	if (has_http(cert))
		return;
	address = first_address(cert);
	if (address == NULL && el_has_failed(report, "x509.crl.malformed"))
		el_yield(report, "x509.crl.malformed");
	else
		flag_unreachable(cert, report, address);
}

#define ADD_HTTP \
	"On a Windows CA, where http://crl.contoso.com is a web server that " \
	"the Internet reaches and the CA's lists are copied to:\n" \
	"    Add-CACRLDistributionPoint -Uri \"http://crl.contoso.com/" \
	"<CAName><CRLNameSuffix><DeltaCRLAllowed>.crl\" " \
	"-AddToCertificateCdp -Force\n" \
	"    Restart-Service certsvc\n" \
	"then ask for the certificate again."

static const struct el_rule rules[] = {
	{
		.id = "pki.crl.missing",
		.severity = EL_ERROR,
		.title = "Certificate names no revocation list",
		.check = check_missing,
		.roles = EL_EDGE,
		.readable = EL_PART_CRL_DISTRIBUTION,
		.signs = EL_SIGN_LACK,
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, "common requirements",
			    "all server certificates contain a CRL "
			    "distribution point", false },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "all server certificates contain a CRL "
			    "distribution point", false },
			{ EL_DOC_BASELINE, "7.1.2.11.2",
			    "required, but where the certificate is "
			    "short-lived or names an OCSP responder", true },
		},
		.fails_when = "there is no cRLDistributionPoints extension",
		.why = "Edge Servers fetch the revocation lists of the "
		       "certificates that partners present, and so do the "
		       "Windows clients of remote users. Without an address "
		       "the check fails, or is never made.",
		.remedy = "Of a public CA, order a profile that names a CRL: "
			  "those of the short-lived kind do not. " ADD_HTTP,
		.example = "Fails: a self-signed certificate, or one from "
			   "openssl x509 -req without an extension file\n"
			   "Passes: cRLDistributionPoints = "
			   "URI:http://crl.contoso.com/issuing1.crl",
	},
	{
		.id = "pki.crl.unreachable",
		.severity = EL_WARNING,
		.title = "Revocation list has no http address",
		.check = check_unreachable,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_CRL_DISTRIBUTION,
		.yields = { { "x509.crl.malformed", true } },
		.sources = {
			{ EL_DOC_ACCESS_EDGE_CMDLET,
			    "-KeepCrlsUpToDateForPeers",
			    "Edge Servers check the revocation lists of "
			    "federated domains' certificates from time to "
			    "time, unless told otherwise", false },
			{ EL_DOC_RFC5280, "4.2.1.13",
			    "at least one address should be an LDAP or HTTP "
			    "URI", false },
			{ EL_DOC_BASELINE, "7.1.2.11.2",
			    "the scheme of every address is http", false },
		},
		.fails_when = "no distribution point has a URI that begins "
			      "with http://",
		.why = "Partners and remote users cannot ask your Active "
		       "Directory by ldap. To fetch the list by https, they "
		       "would have to check another certificate first, which "
		       "may need the same list.",
		.remedy = ADD_HTTP,
		.example = "Fails: ldap:///CN=Contoso%20Issuing%20CA%201,"
			   "CN=ca01,CN=CDP,...\n"
			   "Passes: the same, and "
			   "http://crl.contoso.com/issuing1.crl",
	},
};

EL_RULESET(pki_crl, rules);
