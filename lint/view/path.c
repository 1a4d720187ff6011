/* Where in a certificate some octets are, as a path for people. */

#include <stdio.h>

#include <edgelint/cert.h>

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

/*
 * Where an element is missing there are no octets, only the end of the frame
 * that should hold it.  Whether it is that of one of the two outer frames;
 * the last extension ends where tbsCertificate does, and is the nearer one.
 */
static const char *
frame_that_ends(const struct el_cert *cert, const uint8_t *at)
{
	if (at == cert->elem.body.data + cert->elem.body.size)
		return "certificate";
	if (at == cert->tbs.body.data + cert->tbs.body.size &&
	    cert->extension_count == 0)
		return "tbsCertificate";
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
	}
	return "certificate";
}

/* The attribute of a name that holds the octets, or the name itself. */
static void
name_path(char *buffer, size_t size, const char *field,
    const struct el_name *name, struct el_bytes where)
{
	for (size_t i = 0; i < name->count; i++) {
		const struct el_attribute *attribute = &name->attributes[i];

		if (attribute->id != EL_OID_UNKNOWN &&
		    holds(el_whole(&attribute->elem), where)) {
			snprintf(buffer, size, "tbsCertificate.%s.%s", field,
			    el_oid_name(attribute->id));
			return;
		}
	}
	snprintf(buffer, size, "tbsCertificate.%s", field);
}

static void
extension_path(char *buffer, size_t size, const struct el_extension *ext)
{
	struct sink text;

	if (ext->id != EL_OID_UNKNOWN) {
		snprintf(buffer, size, "tbsCertificate.extensions.%s",
		    el_oid_name(ext->id));
		return;
	}
	sink_to_memory(&text);
	if (el_is_present(&ext->oid))
		oid_to_text(&text, ext->oid.body);
	snprintf(buffer, size, "tbsCertificate.extensions%s%.*s",
	    text.size == 0 ? "" : ".", (int)text.size,
	    text.size == 0 ? "" : text.data);
	sink_free(&text);
}

/* Whether an extension holds the octets; if so, its path is written. */
static bool
in_extension(char *buffer, size_t size, const struct el_cert *cert,
    struct el_bytes where)
{
	for (size_t i = 0; i < cert->extension_count; i++) {
		if (holds(el_whole(&cert->extensions[i].elem), where)) {
			extension_path(buffer, size, &cert->extensions[i]);
			return true;
		}
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
	const struct {
		struct el_bytes part;
		bool has_parts; /* something may be missing in it */
		const char *path;
	} simple[] = {
		{ cert->trailing, false, "trailing" },
		{ el_whole(&cert->signature_algorithm.elem), true,
		    "signatureAlgorithm" },
		{ el_whole(&cert->signature_value), false, "signatureValue" },
		{ el_whole(&cert->version), false, "tbsCertificate.version" },
		{ el_whole(&cert->serial), false,
		    "tbsCertificate.serialNumber" },
		{ el_whole(&cert->inner_signature.elem), true,
		    "tbsCertificate.signature" },
		{ el_whole(&cert->not_before.elem), false,
		    "tbsCertificate.validity.notBefore" },
		{ el_whole(&cert->not_after.elem), false,
		    "tbsCertificate.validity.notAfter" },
		{ el_whole(&cert->validity), true, "tbsCertificate.validity" },
		{ el_whole(&cert->key.elem), true,
		    "tbsCertificate.subjectPublicKeyInfo" },
		{ el_whole(&cert->issuer_unique_id), false,
		    "tbsCertificate.issuerUniqueID" },
		{ el_whole(&cert->subject_unique_id), false,
		    "tbsCertificate.subjectUniqueID" },
	};

	if (frame != NULL) {
		snprintf(buffer, size, "%s", frame);
		return;
	}
	for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
		if (is_place && !simple[i].has_parts)
			continue;
		if (holds(simple[i].part, where)) {
			snprintf(buffer, size, "%s", simple[i].path);
			return;
		}
	}
	if (holds(el_whole(&cert->issuer.elem), where))
		name_path(buffer, size, "issuer", &cert->issuer, where);
	else if (holds(el_whole(&cert->subject.elem), where))
		name_path(buffer, size, "subject", &cert->subject, where);
	else if (in_extension(buffer, size, cert, where))
		return;
	else if (holds(el_whole(&cert->extension_list), where))
		snprintf(buffer, size, "tbsCertificate.extensions");
	else if (holds(el_whole(&cert->tbs), where))
		snprintf(buffer, size, "tbsCertificate");
	else
		snprintf(buffer, size, "certificate");
}
