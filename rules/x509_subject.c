/*
 * How a subject is written (RFC 5280, section 4.1.2.6 and appendix A.1); what
 * an Edge server needs in it is edge_subject.c's.
 */

#include <edgelint/rule.h>

#include "phrases.h"

enum { COMMON_NAME_MAX = 64 };

/*
 * An earlier attribute that this one repeats, or NULL: of the same part, or
 * of the whole subject when it is a common name of an Edge.  The common names
 * of a CA are not looked up by anybody.
 */
static const struct el_attribute *
repeated(const struct el_name *name, size_t index, enum el_role role)
{
	const struct el_attribute *attribute = &name->attributes[index];
	bool anywhere = role == EL_EDGE && attribute->id == EL_OID_CN;

	for (size_t i = index; i > 0; i--) {
		const struct el_attribute *other = &name->attributes[i - 1];

		if (other->rdn != attribute->rdn && !anywhere)
			return NULL;
		if (other->id == attribute->id &&
		    (other->id != EL_OID_UNKNOWN ||
			el_bytes_equal(other->type.body,
			    attribute->type.body)))
			return other;
	}
	return NULL;
}

static const char *
name_of(const struct el_attribute *attribute)
{
	return attribute->id == EL_OID_UNKNOWN ?
	    "an attribute that edgelint does not know" :
	    el_oid_name(attribute->id);
}

static void
check_duplicate_attribute(const struct el_target *target,
    struct el_report *report)
{
	static const char better[] = "br.subject.common-name-multiple";
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 1; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		const struct el_attribute *first = repeated(subject, i,
		    target->role);

		if (first == NULL)
			continue;
		if (attribute->id == EL_OID_CN &&
		    el_has_failed(report, better)) {
			el_yield(report, better);
			continue;
		}
		el_flag(report, &attribute->elem, "%s stands in the %s a "
		    "second time", name_of(attribute),
		    first->rdn == attribute->rdn ?
			"same part of the subject" :
			"subject");
	}
}

/* Characters, not octets. */
static size_t
character_count(const struct el_elem *value)
{
	size_t count = 0;

	switch (value->tag) {
	case EL_TAG_BMP_STRING:
		return value->body.size / 2;
	case EL_TAG_UNIVERSAL_STRING:
		return value->body.size / 4;
	case EL_TAG_UTF8_STRING:
		for (size_t i = 0; i < value->body.size; i++)
			count += (value->body.data[i] & 0xc0) != 0x80;
		return count;
	default:
		return value->body.size;
	}
}

static void
check_common_name_too_long(const struct el_target *target,
    struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		size_t count;

		if (attribute->id != EL_OID_CN ||
		    attribute->value.body.size <= COMMON_NAME_MAX)
			continue;
		count = character_count(&attribute->value);
		if (count > COMMON_NAME_MAX)
			el_flag(report, &attribute->elem, "the common name "
			    "has %zu characters, at most %d are allowed",
			    count, COMMON_NAME_MAX);
	}
}

/* The string types that an attribute may have, RFC 5280 appendix A.1. */
enum string_kind { ANY_TYPE, DIRECTORY_STRING, PRINTABLE, IA5 };

static enum string_kind
kind_of(enum el_oid attribute)
{
	switch (attribute) {
	case EL_OID_CN:
	case EL_OID_SURNAME:
	case EL_OID_LOCALITY:
	case EL_OID_STATE:
	case EL_OID_STREET:
	case EL_OID_ORGANIZATION:
	case EL_OID_ORGANIZATIONAL_UNIT:
	case EL_OID_TITLE:
	case EL_OID_BUSINESS_CATEGORY:
	case EL_OID_POSTAL_CODE:
	case EL_OID_NAME:
	case EL_OID_GIVEN_NAME:
	case EL_OID_INITIALS:
	case EL_OID_GENERATION:
	case EL_OID_PSEUDONYM:
	case EL_OID_ORGANIZATION_ID:
	case EL_OID_USER_ID:
		return DIRECTORY_STRING;
	case EL_OID_COUNTRY:
	case EL_OID_SERIAL_NUMBER:
	case EL_OID_DN_QUALIFIER:
		return PRINTABLE;
	case EL_OID_DOMAIN_COMPONENT:
	case EL_OID_EMAIL:
		return IA5;
	default:
		return ANY_TYPE;
	}
}

static bool
is_right_type(enum string_kind kind, uint8_t tag)
{
	switch (kind) {
	case DIRECTORY_STRING:
		return tag == EL_TAG_UTF8_STRING ||
		    tag == EL_TAG_PRINTABLE_STRING;
	case PRINTABLE:
		return tag == EL_TAG_PRINTABLE_STRING;
	case IA5:
		return tag == EL_TAG_IA5_STRING;
	default:
		return true;
	}
}

static const char *
right_type(enum string_kind kind)
{
	switch (kind) {
	case PRINTABLE:
		return "a PrintableString";
	case IA5:
		return "an IA5String";
	default:
		return "a UTF8String or PrintableString";
	}
}

static const char *
type_name(uint8_t tag)
{
	switch (tag) {
	case EL_TAG_UTF8_STRING:
		return "a UTF8String";
	case EL_TAG_PRINTABLE_STRING:
		return "a PrintableString";
	case EL_TAG_NUMERIC_STRING:
		return "a NumericString";
	case EL_TAG_TELETEX_STRING:
		return "a TeletexString";
	case EL_TAG_IA5_STRING:
		return "an IA5String";
	case EL_TAG_VISIBLE_STRING:
		return "a VisibleString";
	case EL_TAG_UNIVERSAL_STRING:
		return "a UniversalString";
	case EL_TAG_BMP_STRING:
		return "a BMPString";
	default:
		return "no string";
	}
}

static void
check_string_type(const struct el_target *target, struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		enum string_kind kind = kind_of(attribute->id);

		if (is_right_type(kind, attribute->value.tag))
			continue;
		el_flag(report, &attribute->elem, "%s is %s; it should be %s",
		    el_oid_name(attribute->id),
		    type_name(attribute->value.tag), right_type(kind));
	}
}

static const struct el_rule rules[] = {
	{
		.id = "x509.subject.duplicate-attribute",
		.severity = EL_WARNING,
		.title = "Attribute occurs twice in the subject",
		.check = check_duplicate_attribute,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.yields = { { "br.subject.common-name-multiple", true } },
		.sources = {
			{ EL_DOC_X501, "9.3",
			    "the attributes of one relative distinguished "
			    "name are of distinct types", false },
			{ EL_DOC_BASELINE, "7.1.4.3",
			    "of public CAs: a common name holds exactly one "
			    "name", false },
			{ EL_DOC_EDGELINT, "several common names",
			    "no rule forbids a private CA to write them; "
			    "software takes the first or the last", false },
		},
		.fails_when = "one part of the subject (RDN) holds two "
			      "attributes of a type, or the subject of the "
			      "Edge holds two common names; once for each "
			      "later one",
		.why = "Software that looks for the attribute takes the first "
		       "or the last. Of two common names nobody knows which "
		       "one is the name of the Edge.",
		.remedy = "Ask for a certificate with one common name; other "
			  "names belong in the SAN list." ASK_AGAIN,
		.example = "Fails: CN=sip.contoso.com,CN=webcon.contoso.com\n"
			   "Passes: CN=sip.contoso.com,OU=Edge,OU=Voice",
	},
	{
		.id = "x509.subject.common-name-too-long",
		.severity = EL_ERROR,
		.title = "Common name has more than 64 characters",
		.check = check_common_name_too_long,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.sources = {
			{ EL_DOC_RFC5280, "A.1",
			    "a common name has at most 64 characters "
			    "(ub-common-name)", false },
		},
		.fails_when = "a common name of the subject has more than 64 "
			      "characters; once for each",
		.why = "Software that keeps to the bound cuts the name or "
		       "refuses the certificate.",
		.remedy = "Choose a shorter Access Edge FQDN, or leave the "
			  "common name out: the SAN list takes the whole "
			  "name.",
		.example = "Fails: a host name of 65 characters as common "
			   "name\n"
			   "Passes: the same name in the SAN list alone",
	},
	{
		.id = "x509.subject.string-type",
		.severity = EL_WARNING,
		.title = "Attribute of the subject is of an old string type",
		.check = check_string_type,
		.kinds = EL_CERTIFICATE, /* the CA writes the name */
		/* A CA must keep the encoding that its name has. */
		.roles = EL_EDGE,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.6",
			    "TeletexString, BMPString and UniversalString are "
			    "not for new subjects", false },
			{ EL_DOC_RFC5280, "A.1",
			    "the string types of the attributes: country and "
			    "serial number PrintableString, domain component "
			    "and e-mail address IA5String", false },
		},
		.fails_when = "an attribute of the subject that is a "
			      "DirectoryString is neither UTF8String nor "
			      "PrintableString, or another standard attribute "
			      "is not of its one type; once for each",
		.why = "Software that compares names octet by octet takes the "
		       "subject for another one, and some does not read the "
		       "old types.",
		.remedy = "Have the CA write UTF8String or "
			  "PrintableString; OpenSSL's requests do with\n"
			  "    string_mask = utf8only",
		.example = "Fails: a commonName that is a BMPString\n"
			   "Passes: the same name as UTF8String",
	},
};

EL_RULESET_OF(x509_subject, rules, EL_CERTIFICATE | EL_REQUEST);
