/* What path validation asks of the certificate of an issuer by itself. */

#include <edgelint/chain.h>

static bool
differs(struct el_bytes wanted, struct el_bytes own)
{
	return wanted.data != NULL && own.data != NULL &&
	    !el_bytes_equal(wanted, own);
}

const char *
el_cert_key_id_differs(const struct el_cert *issuer,
    const struct el_cert *cert)
{
	if (differs(cert->authority_key_id.key_id.body,
		issuer->subject_key_id.body))
		return "the key identifier";
	if (differs(el_without_zeros(cert->authority_key_id.serial.body),
		el_without_zeros(issuer->serial.body)))
		return "the serial number";
	return NULL;
}

/* Issuers below a link that count against its path length. */
static int64_t
issuers_below(const struct el_link *links, size_t at)
{
	int64_t count = 0;

	for (size_t i = 1; i < at; i++)
		count += !links[i].self_issued;
	return count;
}

const char *
el_link_not_ca(const struct el_link *links, size_t at)
{
	const struct el_link *link = &links[at];
	const struct el_cert *cert = link->cert;

	if ((cert->unreadable & (EL_PART_BASIC_CONSTRAINTS |
		EL_PART_KEY_USAGE | EL_PART_EXTENSIONS)) != 0)
		return NULL;
	/* Old roots are of version 1, which has no extensions. */
	if (cert->version_number < 2 &&
	    (link->from == EL_FROM_TRUST || link->self_issued))
		return NULL;
	if (!cert->basic_constraints.ca)
		return "its basicConstraints do not say cA TRUE";
	if ((cert->present & EL_PART_KEY_USAGE) != 0 &&
	    (cert->key_usage & EL_KU_KEY_CERT_SIGN) == 0)
		return "its keyUsage does not allow keyCertSign";
	if (cert->basic_constraints.has_path_length &&
	    cert->basic_constraints.path_length < issuers_below(links, at))
		return "more issuers stand below it than its path length "
		       "allows";
	return NULL;
}

enum el_criticality
el_extension_criticality(const struct el_extension *extension)
{
	switch (extension->id) {
	case EL_OID_KEY_USAGE:
	case EL_OID_SAN:
	case EL_OID_BASIC_CONSTRAINTS:
	case EL_OID_NAME_CONSTRAINTS:
	case EL_OID_CRL_DISTRIBUTION:
	case EL_OID_POLICIES:
	case EL_OID_POLICY_MAPPINGS:
	case EL_OID_POLICY_CONSTRAINTS:
	case EL_OID_INHIBIT_ANY_POLICY:
	case EL_OID_EXTENDED_KEY_USAGE:
		return EL_CRITICAL_KNOWN;
	case EL_OID_AUTHORITY_KEY_ID:
	case EL_OID_SUBJECT_KEY_ID:
	case EL_OID_ISSUER_ALT_NAME:
	case EL_OID_SUBJECT_DIRECTORY:
	case EL_OID_FRESHEST_CRL:
	case EL_OID_AUTHORITY_INFO_ACCESS:
	case EL_OID_SUBJECT_INFO_ACCESS:
	case EL_OID_NETSCAPE_CERT_TYPE:
		return EL_CRITICAL_DISPUTED;
	default:
		return EL_CRITICAL_UNKNOWN;
	}
}

/*
 * "Server gated cryptography" of Netscape and Microsoft: certificates of the
 * time of export controls, which verifiers take for serverAuth.
 */
static bool
is_server_gated(struct el_bytes purpose)
{
	static const uint8_t netscape[] = { 0x60, 0x86, 0x48, 0x01, 0x86,
		0xf8, 0x42, 0x04, 0x01 };
	static const uint8_t microsoft[] = { 0x2b, 0x06, 0x01, 0x04, 0x01,
		0x82, 0x37, 0x0a, 0x03, 0x03 };

	return el_bytes_equal(purpose,
		   (struct el_bytes){ netscape, sizeof(netscape) }) ||
	    el_bytes_equal(purpose,
		(struct el_bytes){ microsoft, sizeof(microsoft) });
}

enum el_issuing
el_cert_issuing(const struct el_cert *cert)
{
	enum el_issuing issuing = EL_ISSUES_FOR_OTHERS;

	if ((cert->present & EL_PART_EKU) == 0 ||
	    (cert->unreadable & EL_PART_EKU) != 0)
		return EL_ISSUES_FOR_TLS;
	for (size_t i = 0; i < cert->purpose_count; i++) {
		if (cert->purposes[i].id == EL_OID_KP_SERVER_AUTH ||
		    is_server_gated(cert->purposes[i].elem.body))
			return EL_ISSUES_FOR_TLS;
		if (cert->purposes[i].id == EL_OID_KP_ANY)
			issuing = EL_ISSUES_FOR_ANY;
	}
	return issuing;
}
