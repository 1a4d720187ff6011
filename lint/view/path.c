/* Where in a certificate some octets are, as a path for people. */

#include <stdio.h>

#include <edgelint/request.h>

#include "base/oid.h"
#include "base/sink.h"

/* No octets between two parts belong to the first. */
static bool
holds(struct el_bytes outer, struct el_bytes inner)
{
	uintptr_t start = (uintptr_t)outer.data;
	uintptr_t at = (uintptr_t)inner.data;

	return outer.data != NULL && at >= start &&
	    (at > start || inner.size > 0) && at - start <= outer.size &&
	    inner.size <= outer.size - (at - start);
}

static const char *
outer_name(const struct el_cert *cert)
{
	return cert->request == NULL ? "certificate" : "certificationRequest";
}

static const char *
inner_name(const struct el_cert *cert)
{
	return cert->request == NULL ? "tbsCertificate" :
				       "certificationRequestInfo";
}

/*
 * Where an element is missing there are no octets, only the end of the frame
 * that should hold it.  Whether it is that of one of the two outer frames;
 * the last extension ends where tbsCertificate does, and is the nearer one.
 */
static const char *
frame_that_ends(const struct el_cert *cert, const uint8_t *at)
{
	if (at == cert->elem.body.data + cert->elem.body.size)
		return outer_name(cert);
	if (at == cert->tbs.body.data + cert->tbs.body.size &&
	    cert->extension_count == 0)
		return inner_name(cert);
	return NULL;
}

const char *
el_part_name(enum el_part part)
{
	switch (part) {
	case EL_PART_VERSION:
		return "version";
	case EL_PART_SERIAL:
		return "serialNumber";
	case EL_PART_SIGNATURE:
		return "signature";
	case EL_PART_ISSUER:
		return "issuer";
	case EL_PART_VALIDITY:
		return "validity";
	case EL_PART_SUBJECT:
		return "subject";
	case EL_PART_KEY:
		return "subjectPublicKeyInfo";
	case EL_PART_UNIQUE_IDS:
		return "uniqueIdentifiers";
	case EL_PART_EXTENSIONS:
		return "extensions";
	case EL_PART_SAN:
		return "subjectAltName";
	case EL_PART_KEY_USAGE:
		return "keyUsage";
	case EL_PART_EKU:
		return "extKeyUsage";
	case EL_PART_BASIC_CONSTRAINTS:
		return "basicConstraints";
	case EL_PART_AUTHORITY_KEY_ID:
		return "authorityKeyIdentifier";
	case EL_PART_SUBJECT_KEY_ID:
		return "subjectKeyIdentifier";
	case EL_PART_CRL_DISTRIBUTION:
		return "cRLDistributionPoints";
	case EL_PART_AUTHORITY_INFO:
		return "authorityInfoAccess";
	case EL_PART_POLICIES:
		return "certificatePolicies";
	case EL_PART_NAME_CONSTRAINTS:
		return "nameConstraints";
	case EL_PART_SCT_LIST:
		return "signedCertificateTimestampList";
	case EL_PART_ISSUER_ALT_NAME:
		return "issuerAltName";
	case EL_PART_FRESHEST_CRL:
		return "freshestCRL";
	case EL_PART_SUBJECT_INFO:
		return "subjectInfoAccess";
	case EL_PART_POLICY_MAPPINGS:
		return "policyMappings";
	case EL_PART_POLICY_CONSTRAINTS:
		return "policyConstraints";
	case EL_PART_INHIBIT_ANY:
		return "inhibitAnyPolicy";
	case EL_PART_TBS:
		return "tbsCertificate";
	case EL_PART_ATTRIBUTES:
		return "attributes";
	case EL_PART_REQUEST_INFO:
		return "certificationRequestInfo";
	}
	return "certificate";
}

/* The attribute of a name that holds the octets, or the name itself. */
static void
name_path(char *buffer, size_t size, const char *frame, const char *field,
    const struct el_name *name, struct el_bytes where)
{
	for (size_t i = 0; i < name->count; i++) {
		const struct el_attribute *attribute = &name->attributes[i];

		if (attribute->id != EL_OID_UNKNOWN &&
		    holds(el_whole(&attribute->elem), where)) {
			snprintf(buffer, size, "%s.%s.%s", frame, field,
			    el_oid_name(attribute->id));
			return;
		}
	}
	snprintf(buffer, size, "%s.%s", frame, field);
}

/* What an identifier names in a list: "extensions.subjectAltName". */
static void
named_path(char *buffer, size_t size, const char *list, enum el_oid id,
    const struct el_elem *oid)
{
	struct sink text;

	if (id != EL_OID_UNKNOWN) {
		snprintf(buffer, size, "%s.%s", list, el_oid_name(id));
		return;
	}
	sink_to_memory(&text);
	if (el_is_present(oid))
		oid_to_text(&text, oid->body);
	snprintf(buffer, size, "%s%s%.*s", list, text.size == 0 ? "" : ".",
	    (int)text.size, text.size == 0 ? "" : text.data);
	sink_free(&text);
}

/* The path of what holds all extensions. */
static const char *
extensions_name(const struct el_cert *cert)
{
	if (cert->request == NULL)
		return "tbsCertificate.extensions";
	return cert->request->extension_request != NULL &&
	    cert->request->extension_request->id ==
		EL_OID_MS_CERT_EXTENSIONS ?
	    "certificationRequestInfo.attributes.certExtensions" :
	    "certificationRequestInfo.attributes.extensionRequest";
}

/* Whether an extension holds the octets; if so, its path is written. */
static bool
in_extension(char *buffer, size_t size, const struct el_cert *cert,
    struct el_bytes where)
{
	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *ext = &cert->extensions[i];

		if (holds(el_whole(&ext->elem), where)) {
			named_path(buffer, size, extensions_name(cert),
			    ext->id, &ext->oid);
			return true;
		}
	}
	return false;
}

/* The same for the attributes of a request. */
static bool
in_attribute(char *buffer, size_t size, const struct el_request *request,
    struct el_bytes where)
{
	static const char list[] = "certificationRequestInfo.attributes";

	if (request == NULL ||
	    !holds(el_whole(&request->attribute_list), where))
		return false;
	for (size_t i = 0; i < request->attribute_count; i++) {
		const struct el_request_attribute *attribute =
		    &request->attributes[i];

		if (holds(el_whole(&attribute->elem), where)) {
			named_path(buffer, size, list, attribute->id,
			    &attribute->type);
			return true;
		}
	}
	snprintf(buffer, size, "%s", list);
	return true;
}

/* A part that is no list; its path is written when it holds the octets. */
static bool
in_simple_part(char *buffer, size_t size, const struct el_cert *cert,
    struct el_bytes where, bool is_place)
{
	const struct {
		struct el_bytes part;
		bool has_parts; /* something may be missing in it */
		bool inside; /* the inner frame */
		const char *name;
	} simple[] = {
		{ cert->trailing, false, false, "trailing" },
		{ el_whole(&cert->signature_algorithm.elem), true, false,
		    "signatureAlgorithm" },
		{ el_whole(&cert->signature_value), false, false,
		    cert->request == NULL ? "signatureValue" : "signature" },
		{ el_whole(&cert->version), false, true, "version" },
		{ el_whole(&cert->serial), false, true, "serialNumber" },
		{ el_whole(&cert->inner_signature.elem), true, true,
		    "signature" },
		{ el_whole(&cert->not_before.elem), false, true,
		    "validity.notBefore" },
		{ el_whole(&cert->not_after.elem), false, true,
		    "validity.notAfter" },
		{ el_whole(&cert->validity), true, true, "validity" },
		{ el_whole(&cert->key.elem), true, true,
		    cert->request == NULL ? "subjectPublicKeyInfo" :
					    "subjectPKInfo" },
		{ el_whole(&cert->issuer_unique_id), false, true,
		    "issuerUniqueID" },
		{ el_whole(&cert->subject_unique_id), false, true,
		    "subjectUniqueID" },
	};

	for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
		if ((is_place && !simple[i].has_parts) ||
		    !holds(simple[i].part, where))
			continue;
		snprintf(buffer, size, "%s%s%s",
		    simple[i].inside ? inner_name(cert) : "",
		    simple[i].inside ? "." : "", simple[i].name);
		return true;
	}
	return false;
}

void
el_cert_path(char *buffer, size_t size, const struct el_cert *cert,
    struct el_bytes where)
{
	bool is_place = where.size == 0 && where.data != NULL;
	const char *frame = is_place ? frame_that_ends(cert, where.data) :
				       NULL;
	const char *inner = inner_name(cert);

	if (frame != NULL)
		snprintf(buffer, size, "%s", frame);
	else if (in_simple_part(buffer, size, cert, where, is_place))
		return;
	else if (holds(el_whole(&cert->issuer.elem), where))
		name_path(buffer, size, inner, "issuer", &cert->issuer, where);
	else if (holds(el_whole(&cert->subject.elem), where))
		name_path(buffer, size, inner, "subject", &cert->subject,
		    where);
	else if (in_extension(buffer, size, cert, where))
		return;
	else if (holds(el_whole(&cert->extension_list), where))
		snprintf(buffer, size, "%s", extensions_name(cert));
	else if (in_attribute(buffer, size, cert->request, where))
		return;
	else if (holds(el_whole(&cert->tbs), where))
		snprintf(buffer, size, "%s", inner);
	else
		snprintf(buffer, size, "%s", outer_name(cert));
}
