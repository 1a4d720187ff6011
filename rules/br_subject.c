/*
 * The subject of a publicly trusted certificate: which attributes it may
 * hold depends on what the CA has validated (Baseline Requirements, 7.1.2.7.2
 * to 7.1.2.7.5 and 7.1.4).
 */

#include <edgelint/rule.h>

#include "br.h"
#include "phrases.h"

/* Longer than any host name, so a name that is cut equals none. */
enum { TEXT_SIZE = 512 };

/*
 * The dNSName that is the text, capitals and all; else one that is it but for
 * capitals, or NULL.
 */
static const struct el_general_name *
nearest_name(const struct el_target *target, struct el_bytes text)
{
	const struct el_general_names *san = &target->cert->san;
	const struct el_general_name *nearest = NULL;
	size_t position = target->match->common_name;

	if (position != 0 &&
	    el_bytes_equal(san->names[position - 1].value, text))
		return &san->names[position - 1];
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];

		if (name->type != EL_NAME_DNS || name->value.size != text.size)
			continue;
		if (el_bytes_equal(name->value, text))
			return name;
		if (nearest == NULL && el_host_equal(name->value, text))
			nearest = name;
	}
	return nearest;
}

static void
check_common_name_case(const struct el_target *target,
    struct el_report *report)
{
	const struct el_attribute *cn =
	    el_name_attribute(&target->cert->subject, EL_OID_CN);
	const struct el_general_name *name;
	struct el_finding *finding;
	char buffer[TEXT_SIZE];
	struct el_bytes text;

	if (cn == NULL)
		return;
	text = el_attribute_text(cn, buffer, sizeof(buffer));
	name = nearest_name(target, text);
	if (name == NULL || el_bytes_equal(name->value, text))
		return;
	finding = el_flag(report, &cn->elem, "the common name is %s and the "
	    "SAN entry is %s: they have to agree in every letter",
	    el_show(report, text), el_show(report, name->value));
	finding->name = name->value;
	finding->expected = name->value;
}

static void
check_common_name_multiple(const struct el_target *target,
    struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;
	size_t seen = 0;

	for (size_t i = 0; i < subject->count; i++)
		if (subject->attributes[i].id == EL_OID_CN && seen++ > 0)
			el_flag(report, &subject->attributes[i].elem,
			    "the subject holds common name number %zu, and "
			    "one at most is permitted", seen);
}

static void
check_organizational_unit(const struct el_target *target,
    struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		char buffer[TEXT_SIZE];

		if (attribute->id != EL_OID_ORGANIZATIONAL_UNIT)
			continue;
		el_flag(report, &attribute->elem, "the subject holds the "
		    "organizational unit %s", el_show(report,
		    el_attribute_text(attribute, buffer, sizeof(buffer))));
	}
}

/* Types of attributes as a set; the unknown ones are one member. */
#define TYPE(oid) (UINT32_C(1) << EL_OID_##oid)
#define ALL_TYPES UINT32_MAX

_Static_assert(EL_OID_JURISDICTION_COUNTRY < 32, "attribute types are a set");

static uint32_t
type_of(const struct el_attribute *attribute)
{
	return UINT32_C(1) << (attribute->id < 32 ? attribute->id : 0);
}

/* What a subject holds by the policy under which it was validated. */
static const struct subject_profile {
	enum el_oid policy;
	const char *name;
	uint32_t required;
	uint32_t permitted;
	bool has_place; /* a locality or a state is required */
} profiles[] = {
	{ EL_OID_BR_DV, "domain-validated", 0,
	    TYPE(COUNTRY) | TYPE(CN), false },
	{ EL_OID_BR_OV, "organization-validated",
	    TYPE(ORGANIZATION) | TYPE(COUNTRY),
	    ALL_TYPES & ~(TYPE(SURNAME) | TYPE(GIVEN_NAME)), true },
	{ EL_OID_BR_IV, "individual-validated",
	    TYPE(SURNAME) | TYPE(GIVEN_NAME) | TYPE(COUNTRY), ALL_TYPES,
	    true },
	{ EL_OID_BR_EV, "extended-validation",
	    TYPE(ORGANIZATION) | TYPE(BUSINESS_CATEGORY) |
		TYPE(JURISDICTION_COUNTRY) | TYPE(SERIAL_NUMBER) |
		TYPE(COUNTRY),
	    TYPE(ORGANIZATION) | TYPE(BUSINESS_CATEGORY) |
		TYPE(JURISDICTION_COUNTRY) | TYPE(JURISDICTION_STATE) |
		TYPE(JURISDICTION_LOCALITY) | TYPE(SERIAL_NUMBER) |
		TYPE(COUNTRY) | TYPE(STATE) | TYPE(LOCALITY) | TYPE(STREET) |
		TYPE(POSTAL_CODE) | TYPE(ORGANIZATION_ID) | TYPE(CN),
	    true },
};

/* The profile of the only reserved policy; others report none and several. */
static const struct subject_profile *
subject_profile(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->policy_count; i++)
		for (size_t k = 0; k < sizeof(profiles) / sizeof(profiles[0]);
		     k++)
			if (cert->policies[i].id == profiles[k].policy)
				return &profiles[k];
	return NULL;
}

static void
flag_forbidden(const struct el_target *target,
    const struct subject_profile *profile, struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];

		if ((type_of(attribute) & profile->permitted) != 0)
			continue;
		if (attribute->id == EL_OID_ORGANIZATIONAL_UNIT) {
			el_yield(report, "br.subject.organizational-unit");
			continue;
		}
		el_flag(report, &attribute->elem, "the subject holds %s, which "
		    "the policy %s does not permit",
		    attribute->id == EL_OID_UNKNOWN ?
			"an attribute that edgelint does not know" :
			el_oid_name(attribute->id),
		    profile->name);
	}
}

static void
flag_missing(const struct el_target *target,
    const struct subject_profile *profile, uint32_t held,
    struct el_report *report)
{
	const struct el_elem *subject = &target->cert->subject.elem;
	uint32_t missing = profile->required & ~held;

	for (unsigned oid = 0; missing >> oid != 0; oid++)
		if ((missing >> oid & 1) != 0)
			el_flag(report, subject, "the subject lacks %s, which "
			    "the policy %s asks for",
			    el_oid_name((enum el_oid)oid), profile->name);
	if (profile->has_place && (held & (TYPE(STATE) | TYPE(LOCALITY))) == 0)
		el_flag(report, subject, "the subject lacks localityName and "
		    "stateOrProvinceName; the policy %s asks for one of them",
		    profile->name);
}

static void
check_wrong_attributes(const struct el_target *target,
    struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;
	const struct subject_profile *profile = subject_profile(target->cert);
	uint32_t held = 0;

	if (profile == NULL)
		return;
	for (size_t i = 0; i < subject->count; i++)
		held |= type_of(&subject->attributes[i]);
	if ((held & ~profile->permitted) != 0)
		flag_forbidden(target, profile, report);
	flag_missing(target, profile, held, report);
}

/* Nothing but dots, hyphens and spaces, or "n/a". */
static bool
is_placeholder(struct el_bytes text)
{
	size_t i = 0;

	while (i < text.size && (text.data[i] == '.' || text.data[i] == '-' ||
				    text.data[i] == ' '))
		i++;
	if (i == text.size)
		return text.data != NULL;
	return text.size == 3 && el_host_equal(text, el_bytes_of("n/a"));
}

/* Whether an attribute should not be there at all, and it was said. */
static bool
is_reported(const struct el_target *target,
    const struct el_attribute *attribute, struct el_report *report)
{
	const struct subject_profile *profile;

	if (attribute->id == EL_OID_ORGANIZATIONAL_UNIT &&
	    el_has_failed(report, "br.subject.organizational-unit")) {
		el_yield(report, "br.subject.organizational-unit");
		return true;
	}
	if (!el_has_failed(report, "br.subject.wrong-attributes"))
		return false;
	profile = subject_profile(target->cert);
	if (profile == NULL ||
	    (type_of(attribute) & profile->permitted) != 0)
		return false;
	el_yield(report, "br.subject.wrong-attributes");
	return true;
}

/* A common name is held against the SAN list, by others. */
static void
check_placeholder(const struct el_target *target, struct el_report *report)
{
	const struct el_name *subject = &target->cert->subject;

	for (size_t i = 0; i < subject->count; i++) {
		const struct el_attribute *attribute = &subject->attributes[i];
		char buffer[TEXT_SIZE];
		struct el_bytes text;

		if (attribute->id == EL_OID_CN)
			continue;
		text = el_attribute_text(attribute, buffer, sizeof(buffer));
		if (is_placeholder(text) &&
		    !is_reported(target, attribute, report))
			el_flag(report, &attribute->elem, "%s is \"%s\", which "
			    "says nothing", el_oid_name(attribute->id),
			    el_show(report, text));
	}
}

static const struct el_rule rules[] = {
	{
		.id = "br.subject.common-name-case",
		.severity = EL_ERROR,
		.title = "Common name and SAN entry differ in capitals",
		.check = check_common_name_case,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_SUBJECT | EL_PART_SAN,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.4.3",
			    "a common name is a copy of a SAN entry, character "
			    "by character", false },
		},
		.fails_when = "the first common name equals a dNSName but for "
			      "case, and none exactly",
		.why = "Hosts do not care for capitals, the requirements do: "
		       "a public CA that finds it has to revoke the "
		       "certificate.",
		.remedy = "Ask for a certificate with the common name "
			  "{expected}, in these letters." ASK_AGAIN,
		.example = "Fails: CN=SIP.contoso.com, SAN sip.contoso.com\n"
			   "Passes: CN=sip.contoso.com, SAN sip.contoso.com",
	},
	{
		.id = "br.subject.common-name-multiple",
		.severity = EL_ERROR,
		.title = "Subject has several common names",
		.check = check_common_name_multiple,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.4.3",
			    "a common name, where there is one, has one value",
			    false },
		},
		.fails_when = "the subject holds more than one common name; "
			      "one finding for each further one",
		.why = "Software takes the first or the last of them, and a "
		       "public CA may not issue such a certificate.",
		.remedy = "Ask for a certificate with the Access Edge FQDN as "
			  "its one common name; the other names belong in the "
			  "SAN list." ASK_AGAIN,
		.example = "Fails: CN=sip.contoso.com,CN=webcon.contoso.com\n"
			   "Passes: CN=sip.contoso.com",
	},
	{
		.id = "br.subject.organizational-unit",
		.severity = EL_ERROR,
		.title = "Organizational unit in a public certificate",
		.check = check_organizational_unit,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_NO_UNITS,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.4",
			    "from 2022-09-01 no organizationalUnitName",
			    false },
			{ EL_DOC_BASELINE, "7.1.2.7.3", NULL, false },
		},
		.fails_when = "the subject holds an organizationalUnitName; "
			      "one finding for each",
		.why = "Nobody can verify the name of a department, so public "
		       "CAs may not certify it since September 2022.",
		.remedy = "Ask for a certificate without an organizational "
			  "unit." ASK_AGAIN,
		.example = "Fails: OU=Unified Communications,O=Contoso Ltd\n"
			   "Passes: O=Contoso Ltd",
	},
	{
		.id = "br.subject.wrong-attributes",
		.severity = EL_ERROR,
		.title = "Subject does not fit the validation policy",
		.check = check_wrong_attributes,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_PROFILES,
		.needs = EL_PART_SUBJECT,
		.readable = EL_PART_POLICIES,
		.yields = {
			{ "br.policy.missing", false },
			{ "br.policy.multiple", false },
			{ "br.subject.organizational-unit", true },
		},
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.2",
			    "domain-validated: country and common name, "
			    "nothing else", false },
			{ EL_DOC_BASELINE, "7.1.2.7.3",
			    "individual-validated: surname, given name, "
			    "country, and a state or locality", false },
			{ EL_DOC_BASELINE, "7.1.2.7.4",
			    "organization-validated: organization, country, "
			    "and a state or locality; no surname or given "
			    "name", false },
			{ EL_DOC_BASELINE, "7.1.2.7.5",
			    "extended validation: also jurisdiction, business "
			    "category and registration number; nothing beyond "
			    "what the EV Guidelines name", false },
		},
		.fails_when = "the subject holds an attribute that the "
			      "certificate's policy (DV, OV, IV, EV) does not "
			      "permit, or lacks one that it requires; one "
			      "finding for each",
		.why = "The subject then says more, or less, than the CA has "
		       "verified: it has to revoke the certificate.",
		.remedy = REISSUE,
		.example = "Under the domain-validated policy\n"
			   "Fails: O=Contoso Ltd,CN=sip.contoso.com\n"
			   "Passes: CN=sip.contoso.com",
	},
	{
		.id = "br.subject.placeholder",
		.severity = EL_ERROR,
		.title = "Subject attribute without content",
		.check = check_placeholder,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.since = BR_FIRST,
		.needs = EL_PART_SUBJECT,
		.signs = EL_SIGN_SUBJECT,
		.yields = {
			{ "br.subject.organizational-unit", true },
			{ "br.subject.wrong-attributes", true },
		},
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.4",
			    "no attribute holds metadata such as a dot, "
			    "hyphen or space alone, or says that its value "
			    "is absent", false },
			{ EL_DOC_BASELINE, "7.1.2.7.3", NULL, false },
		},
		.fails_when = "an attribute other than a common name is empty, "
			      "holds dots, hyphens and spaces alone, or is "
			      "\"n/a\"; one finding for each",
		.why = "Somebody filled in a form that wanted a value. A "
		       "public CA that finds it has to revoke the "
		       "certificate.",
		.remedy = "Ask for a certificate without the attribute, or "
			  "with its true value." ASK_AGAIN,
		.example = "Fails: ST=-,L=Berlin,O=Contoso Ltd\n"
			   "Passes: L=Berlin,O=Contoso Ltd",
	},
};

EL_RULESET(br_subject, rules);
