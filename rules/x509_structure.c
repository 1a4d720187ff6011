/*
 * Whether a certificate can be read at all: what could not be decoded, what
 * is there twice, what follows it (RFC 5280, sections 4.1 and 4.2).
 */

#include <edgelint/rule.h>

#include "phrases.h"

/* Parts that are the contents of an extension. */
#define EXTENSION_PARTS \
	((uint32_t)EL_PART_SAN | EL_PART_KEY_USAGE | EL_PART_EKU | \
	    EL_PART_BASIC_CONSTRAINTS | EL_PART_AUTHORITY_KEY_ID | \
	    EL_PART_SUBJECT_KEY_ID | EL_PART_CRL_DISTRIBUTION | \
	    EL_PART_AUTHORITY_INFO | EL_PART_POLICIES | \
	    EL_PART_NAME_CONSTRAINTS | EL_PART_SCT_LIST | \
	    EL_PART_ISSUER_ALT_NAME | EL_PART_FRESHEST_CRL | \
	    EL_PART_SUBJECT_INFO | EL_PART_POLICY_MAPPINGS | \
	    EL_PART_POLICY_CONSTRAINTS | EL_PART_INHIBIT_ANY)

static bool
is_in_extension(const struct el_fault *fault)
{
	return fault->extension != EL_OID_UNKNOWN ||
	    fault->part & EXTENSION_PARTS;
}

/* Other kinds are breaches of DER in something that was read. */
static bool
gives_up(const struct el_fault *fault)
{
	return fault->kind == EL_FAULT_MALFORMED ||
	    fault->kind == EL_FAULT_TRAILING ||
	    fault->kind == EL_FAULT_CONTENTS ||
	    fault->kind == EL_FAULT_EMPTY || fault->kind == EL_FAULT_LIMIT;
}

/* Whether a fault is the value of its extension, not something inside it. */
static bool
is_whole_value(const struct el_cert *cert, const struct el_fault *fault)
{
	const struct el_extension *extension =
	    el_cert_extension(cert, fault->extension);

	return extension != NULL &&
	    extension->value.body.data == fault->at.data;
}

/* Whether a fault is in the text of an XmppAddr of the SAN list. */
static bool
is_xmpp_text(const struct el_cert *cert, const struct el_fault *fault)
{
	const struct el_general_names *san = &cert->san;

	if (fault->kind != EL_FAULT_CONTENTS || fault->part != EL_PART_SAN)
		return false;
	for (size_t i = 0; i < san->count; i++)
		if (san->names[i].type == EL_NAME_XMPP &&
		    el_whole(&san->names[i].other->value).data ==
			fault->at.data)
			return true;
	return false;
}

/* The rule that has said of a part what the fault comes to, or NULL. */
static const char *
better_rule(const struct el_cert *cert, const struct el_report *report,
    const struct el_fault *fault)
{
	static const struct {
		enum el_fault_kind kind;
		enum el_part part;
		bool whole; /* the extension itself */
		const char *rule;
	} better[] = {
		{ EL_FAULT_EMPTY, EL_PART_SAN, true, "edge.san.missing" },
		{ EL_FAULT_EMPTY, EL_PART_SAN, true, "br.san.missing" },
		{ EL_FAULT_EMPTY, EL_PART_EKU, true,
		    "pki.eku.server-auth-missing" },
		{ EL_FAULT_EMPTY, EL_PART_POLICIES, true,
		    "br.policy.missing" },
		{ EL_FAULT_EMPTY, EL_PART_NAME_CONSTRAINTS, false,
		    "x509.name-constraints.leaf" },
		{ EL_FAULT_EMPTY, EL_PART_CRL_DISTRIBUTION, false,
		    "x509.crl.malformed" },
		/* Nothing is read in a dNSName or an iPAddress. */
		{ EL_FAULT_CONTENTS, EL_PART_SAN, false,
		    "br.san.type-not-permitted" },
	};

	for (size_t i = 0; i < sizeof(better) / sizeof(better[0]); i++)
		if (better[i].kind == fault->kind &&
		    better[i].part == fault->part &&
		    (!better[i].whole || is_whole_value(cert, fault)) &&
		    el_has_failed(report, better[i].rule))
			return better[i].rule;
	return is_xmpp_text(cert, fault) &&
		el_has_failed(report, "xmpp.address.malformed") ?
	    "xmpp.address.malformed" : NULL;
}

static bool
is_about(const struct el_fault *fault, bool in_extension)
{
	return gives_up(fault) && is_in_extension(fault) == in_extension;
}

/* Whether an earlier fault is about the same part or extension. */
static bool
was_reported(const struct el_cert *cert, const struct el_report *report,
    size_t i)
{
	const struct el_fault *fault = &cert->faults[i];

	for (size_t j = 0; j < i; j++) {
		const struct el_fault *other = &cert->faults[j];

		if (gives_up(other) && other->part == fault->part &&
		    other->extension == fault->extension &&
		    better_rule(cert, report, other) == NULL)
			return true;
	}
	return false;
}

static const char *
name_of(const struct el_fault *fault)
{
	return fault->extension != EL_OID_UNKNOWN ?
	    el_oid_name(fault->extension) :
	    el_part_name(fault->part);
}

/* One finding for each part or extension; its first fault says the most. */
static size_t
flag_faults(const struct el_cert *cert, struct el_report *report,
    bool in_extension)
{
	size_t flagged = 0;

	for (size_t i = 0; i < cert->fault_count; i++) {
		const struct el_fault *fault = &cert->faults[i];
		struct el_elem where = { .body = fault->at };
		const char *better;

		if (!is_about(fault, in_extension) ||
		    was_reported(cert, report, i))
			continue;
		better = better_rule(cert, report, fault);
		if (better != NULL) {
			el_yield(report, better);
			continue;
		}
		el_flag(report, &where, "%s %s: %s", name_of(fault),
		    fault->kind == EL_FAULT_CONTENTS ||
			    fault->kind == EL_FAULT_EMPTY ?
			"is not as its type has it" :
			"was not read as a whole",
		    fault->what);
		flagged++;
	}
	return flagged;
}

/*
 * The view keeps so many faults and counts the rest, but always knows what is
 * unreadable: a certificate does not pass by having too many of them.
 */
static void
flag_left_out(const struct el_cert *cert, struct el_report *report,
    uint32_t parts)
{
	uint32_t unreadable = cert->unreadable & parts;
	uint32_t lowest = unreadable & -unreadable;

	if (unreadable != 0 && cert->faults_left_out > 0)
		el_flag(report, NULL, "%s was not read as a whole, and there "
		    "are too many faults to tell why",
		    el_part_name((enum el_part)lowest));
}

static void
check_structure_malformed(const struct el_target *target,
    struct el_report *report)
{
	if (flag_faults(target->cert, report, false) == 0)
		flag_left_out(target->cert, report, ~EXTENSION_PARTS);
}

/* A list of extensions that breaks off is the structure's fault. */
static void
check_extension_malformed(const struct el_target *target,
    struct el_report *report)
{
	if (flag_faults(target->cert, report, true) == 0 &&
	    (target->cert->unreadable & EL_PART_EXTENSIONS) == 0)
		flag_left_out(target->cert, report, EXTENSION_PARTS);
}

static void
check_extension_duplicate(const struct el_target *target,
    struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *extension = &cert->extensions[i];

		if (!extension->repeated)
			continue;
		el_flag(report, &extension->elem, "extension %zu, %s, is "
		    "there a second time; the first one is judged", i + 1,
		    extension->id == EL_OID_UNKNOWN ?
			"which edgelint does not know" :
			el_oid_name(extension->id));
	}
}

/* What an editor or a copy leaves behind a certificate, and no more. */
static bool
is_padding(struct el_bytes octets)
{
	for (size_t i = 0; i < octets.size; i++)
		if (octets.data[i] != '\0' && octets.data[i] != ' ' &&
		    (octets.data[i] < '\t' || octets.data[i] > '\r'))
			return false;
	return true;
}

static void
check_trailing_data(const struct el_target *target, struct el_report *report)
{
	struct el_bytes trailing = target->cert->trailing;
	struct el_elem where = { .body = trailing };
	struct el_finding *finding;
	bool padding = is_padding(trailing);

	if (trailing.size == 0)
		return;
	finding = el_flag(report, &where, "%zu octet%s follow%s the "
	    "%s%s", trailing.size, trailing.size == 1 ? "" : "s",
	    trailing.size == 1 ? "s" : "",
	    el_kind_name(el_cert_kind(target->cert)),
	    padding ? ", all of them white space or NUL" : "");
	if (padding)
		el_lower(finding, EL_WARNING);
}

#define MALFORMED_REMEDY \
	"Get the file anew from the CA, in binary mode; when it is the same, " \
	"have the certificate issued again."

#define MALFORMED_REQUEST \
	"Copy the file again from where it was made, in binary mode; when it " \
	"is the same: " MAKE_REQUEST_ANEW

static const struct el_rule rules[] = {
	{
		.id = "x509.structure.malformed",
		.severity = EL_ERROR,
		.title = "Part of the certificate cannot be read",
		.check = check_structure_malformed,
		.signs = EL_SIGN_FAULT,
		.sources = {
			{ EL_DOC_RFC5280, "4.1",
			    "the ASN.1 types of a certificate, which is "
			    "encoded in DER", false },
			{ EL_DOC_RFC2986, "4",
			    "those of a request", false },
		},
		.fails_when = "a part of the certificate other than the "
			      "contents of an extension is not as its ASN.1 "
			      "type has it (a list of extensions that is empty "
			      "among them), has octets behind it, or is larger "
			      "than edgelint reads; once for each part",
		.why = "Windows and the servers of partners refuse the "
		       "certificate, or read something else in it. Rules "
		       "that need the part are not evaluated.",
		.remedy = MALFORMED_REMEDY,
		.request_remedy = MALFORMED_REQUEST,
		.example = "Fails: a subject whose length runs past its end\n"
			   "Passes: the certificate as the CA issued it",
	},
	{
		.id = "x509.extension.malformed",
		.severity = EL_ERROR,
		.title = "Extension cannot be read",
		.check = check_extension_malformed,
		.signs = EL_SIGN_FAULT,
		.yields = {
			{ "edge.san.missing", true },
			{ "br.san.missing", true },
			{ "br.san.type-not-permitted", true },
			{ "br.policy.missing", true },
			{ "pki.eku.server-auth-missing", true },
			{ "x509.crl.malformed", true },
			{ "x509.name-constraints.leaf", true },
			{ "xmpp.address.malformed", true },
		},
		.sources = {
			{ EL_DOC_RFC5280, "4.2",
			    "the ASN.1 types of the extensions", false },
			{ EL_DOC_RFC5280, "A.2",
			    "lists of names, policies, purposes, distribution "
			    "points and access descriptions have at least one "
			    "entry: SIZE (1..MAX)", false },
			{ EL_DOC_RFC6120, "13.7.1.4",
			    "an XmppAddr is a UTF8String", false },
		},
		.fails_when = "the contents of an extension are not as its "
			      "ASN.1 type has them, are an empty list where "
			      "one entry at least is due, have octets behind "
			      "them, or are larger than edgelint reads; once "
			      "for each extension",
		.why = "Software that reads the extension refuses the "
		       "certificate. Rules that need it are not evaluated: "
		       "an unreadable SAN list names no host.",
		.remedy = MALFORMED_REMEDY,
		.request_remedy = MALFORMED_REQUEST,
		.example = "Fails: a subjectAltName that is no SEQUENCE\n"
			   "Passes: the certificate as the CA issued it",
	},
	{
		.id = "x509.extension.duplicate",
		.severity = EL_ERROR,
		.title = "Extension occurs twice",
		.check = check_extension_duplicate,
		.signs = EL_SIGN_EXTENSION,
		.needs = EL_PART_EXTENSIONS,
		.sources = {
			{ EL_DOC_RFC5280, "4.2",
			    "a certificate holds one instance of an extension",
			    false },
		},
		.fails_when = "an extension has the same identifier as an "
			      "earlier one; once for each later occurrence",
		.why = "Some software refuses the certificate, some takes the "
		       "first, some the last: with two SAN lists nobody "
		       "knows which names count.",
		.remedy = "Ask for a certificate with one of the two; look "
			  "whether request and CA template both add it.",
		.example = "Fails: two subjectAltName extensions\n"
			   "Passes: one with all the names",
	},
	{
		.id = "x509.der.trailing-data",
		.severity = EL_ERROR,
		.title = "Octets follow the certificate",
		.check = check_trailing_data,
		.signs = EL_SIGN_TRAILING,
		.sources = {
			{ EL_DOC_RFC5280, "4.1",
			    "a certificate is one SEQUENCE, encoded in DER",
			    false },
			{ EL_DOC_RFC2986, "4.2", "so is a request", false },
		},
		.fails_when = "there are octets behind the outermost SEQUENCE; "
			      "a warning when all are white space or NUL",
		.why = "What follows is no part of the certificate and is not "
		       "judged. Some software refuses the file, and the "
		       "thumbprint of the file is not that of the "
		       "certificate.",
		.remedy = "Export the certificate again, or cut the file "
			  "behind it:\n"
			  "    openssl x509 -inform DER -in FILE -out "
			  "FILE.pem",
		.request_remedy = "Cut the file behind the request:\n"
			  "    openssl req -inform DER -in FILE -out FILE.pem",
		.example = "Fails: a certificate and another behind it in one "
			   "DER file\n"
			   "Passes: the two in PEM, or each in its own file",
	},
};

EL_RULESET_OF(x509_structure, rules, EL_CERTIFICATE | EL_REQUEST);
