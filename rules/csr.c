/*
 * Certificate requests (PKCS #10, RFC 2986): whether a CA takes the request
 * at all, and what it learns from it beside the names.
 */

#include <edgelint/request.h>
#include <edgelint/rule.h>

#include "name_kinds.h"
#include "phrases.h"

static void
check_signature(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const char *unsupported = NULL;

	switch (el_request_signature(cert, &unsupported)) {
	case EL_SIGNATURE_BAD:
		el_flag(report, &cert->signature_value, "the request was not "
		    "signed with the key that it holds, or was changed after "
		    "that");
		break;
	case EL_SIGNATURE_UNSUPPORTED:
		el_cannot_tell(report, "unsupported", unsupported);
		break;
	default:
		break;
	}
}

static void
check_version(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (cert->version_number != 0)
		el_flag(report, &cert->version, "the version is %lld; that of "
		    "a request is 0, which is v1",
		    (long long)cert->version_number);
}

static void
check_extension_request_missing(const struct el_target *target,
    struct el_report *report)
{
	const struct el_request *request = target->cert->request;

	if (request->extension_request == NULL)
		el_flag(report, &request->attribute_list, "the request asks "
		    "for no extension: the CA learns no name from it but the "
		    "subject's");
}

static bool
holds_extensions(const struct el_request_attribute *attribute)
{
	return attribute->id == EL_OID_EXTENSION_REQUEST ||
	    attribute->id == EL_OID_MS_CERT_EXTENSIONS;
}

/*
 * Microsoft's attribute may say the same as that of PKCS #9; then it makes no
 * difference which one a CA reads.
 */
static bool
is_one_too_many(const struct el_request_attribute *attribute,
    const struct el_request_attribute *judged)
{
	return attribute != judged && holds_extensions(attribute) &&
	    (attribute->id == judged->id ||
		!el_bytes_equal(el_whole(&attribute->values),
		    el_whole(&judged->values)));
}

static void
check_extension_request_twice(const struct el_target *target,
    struct el_report *report)
{
	const struct el_request *request = target->cert->request;
	const struct el_request_attribute *judged = request->extension_request;

	if (judged == NULL)
		return;
	for (size_t i = 0; i < request->attribute_count; i++) {
		const struct el_request_attribute *attribute =
		    &request->attributes[i];

		if (is_one_too_many(attribute, judged))
			el_flag(report, &attribute->elem, "attribute %zu, %s, "
			    "asks for extensions as well; those of %s are "
			    "judged", i + 1, el_oid_name(attribute->id),
			    attribute->id == judged->id ?
				"the first one" : el_oid_name(judged->id));
	}
	if (judged->value_count > 1)
		el_flag(report, &judged->values, "%s holds %zu lists of "
		    "extensions; the first one is judged",
		    el_oid_name(judged->id), judged->value_count);
}

static void
check_forbidden_form(const struct el_target *target, struct el_report *report)
{
	name_kinds_flag_others(target, report,
	    "a public CA strips it, or refuses the request");
}

static const char *
disclosed(struct el_report *report, const struct el_elem *text)
{
	return text->body.size == 0 ? "(none)" : el_show(report, text->body);
}

static void
check_client_info(const struct el_target *target, struct el_report *report)
{
	const struct el_request *request = target->cert->request;
	const struct el_request_attribute *info =
	    el_request_attribute(request, EL_OID_MS_CLIENT_INFO);

	if (request->machine.body.size + request->user.body.size == 0)
		return;
	el_flag(report, &info->elem, "the CA learns where the request was "
	    "made: machine %s, user %s, program %s",
	    disclosed(report, &request->machine),
	    disclosed(report, &request->user),
	    disclosed(report, &request->process));
}

/* The password itself is nothing for a report. */
static void
check_challenge_password(const struct el_target *target,
    struct el_report *report)
{
	const struct el_request_attribute *password = el_request_attribute(
	    target->cert->request, EL_OID_CHALLENGE_PASSWORD);

	if (password != NULL)
		el_flag(report, &password->elem, "the request holds a "
		    "challenge password, which whoever gets the file can "
		    "read");
}

static const struct el_rule rules[] = {
	{
		.id = "csr.version",
		.severity = EL_ERROR,
		.title = "Request has a version that does not exist",
		.check = check_version,
		.needs = EL_PART_VERSION,
		.sources = {
			{ EL_DOC_RFC2986, "4.1",
			    "the version is 0", false },
		},
		.fails_when = "the version of the request is not 0",
		.why = "CAs refuse the request, or read it as something that "
		       "it is not.",
		.remedy = "Make the request with other software." ASK_AGAIN,
		.example = "Fails: version 2, the number of an X.509 v3 "
			   "certificate\n"
			   "Passes: version 0",
	},
	{
		.id = "csr.extension-request.missing",
		.severity = EL_ERROR,
		.title = "Request asks for no SAN list",
		.check = check_extension_request_missing,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.readable = EL_PART_ATTRIBUTES,
		.sources = {
			{ EL_DOC_RFC2985, "5.4.2",
			    "the attribute by which a request asks for "
			    "extensions", false },
			{ EL_DOC_WCCE, "3.1.1.4.3.1.1",
			    "Windows' own attribute for the same, "
			    "1.3.6.1.4.1.311.2.1.14", false },
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the SAN list holds the Access Edge and web "
			    "conferencing FQDNs", false },
		},
		.fails_when = "the request has neither an extensionRequest nor "
			      "a certExtensions attribute",
		.why = "The CA issues what was asked for: a certificate with "
		       "the common name as its only name, or with no name at "
		       "all, unless the names are typed in on its page.",
		.remedy = "Make a new request that asks for the SAN "
			  "list." ASK_AGAIN,
		.example = "Fails: openssl req -new -subj "
			   "\"/CN=sip.contoso.com\" alone\n"
			   "Passes: the same with -addext "
			   "subjectAltName=DNS:webcon.contoso.com,...",
	},
	{
		.id = "csr.extension-request.twice",
		.severity = EL_WARNING,
		.title = "Request asks for extensions twice",
		.check = check_extension_request_twice,
		.readable = EL_PART_ATTRIBUTES,
		.sources = {
			{ EL_DOC_RFC2985, "5.4.2",
			    "the attribute has a single value", false },
			{ EL_DOC_EDGELINT, "csr.extension-request.twice",
			    "no document says which one counts", false },
		},
		.fails_when = "extensionRequest or certExtensions occurs again "
			      "or holds several lists, or the two are both "
			      "there and differ; once for each further one",
		.why = "Windows CAs may read one attribute, public CAs the "
		       "other: nobody knows which names the certificate will "
		       "have.",
		.remedy = "Make a new request in one go, rather than add to "
			  "one." ASK_AGAIN,
		.example = "Fails: extensionRequest with sip.contoso.com, "
			   "certExtensions with webcon.contoso.com\n"
			   "Passes: one of them with both names",
	},
	{
		.id = "csr.san.forbidden-form",
		.severity = EL_WARNING,
		.title = "Kind of name that a public CA may not certify",
		.check = check_forbidden_form,
		.signs = EL_SIGN_OTHER_NAME,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.scopes = EL_PUBLIC,
		.needs = EL_PART_SAN,
		.sources = {
			{ EL_DOC_BASELINE, "7.1.2.7.12",
			    "dNSName and iPAddress are permitted, no other "
			    "kind is", false },
		},
		.fails_when = "a SAN entry that is asked for is neither a "
			      "dNSName nor an iPAddress; one finding per "
			      "entry",
		.why = "A public CA leaves the entry out or refuses the "
		       "request. SRVName, XmppAddr and sip: entries can only "
		       "come from a private CA.",
		.remedy = "Ask for host names alone; the XMPP domain is a "
			  "dNSName." ASK_AGAIN,
		.example = "Fails: SRVName _xmpp-server.contoso.com\n"
			   "Passes: dNSName contoso.com",
	},
	{
		.id = "csr.client-info.discloses",
		.severity = EL_INFO,
		.title = "Request tells where it was made",
		.check = check_client_info,
		.readable = EL_PART_ATTRIBUTES,
		.sources = {
			{ EL_DOC_WCCE, "2.2.2.7.4",
			    "the attribute holds the names of the machine, of "
			    "the user and of the program", false },
		},
		.fails_when = "the attribute 1.3.6.1.4.1.311.21.20 names a "
			      "machine or a user",
		.why = "Windows adds it. An internal host name and the "
		       "account of an administrator go to the CA with the "
		       "request, and into its archive.",
		.remedy = "Nothing, for a CA of your own. For another one, "
			  "where that matters, make the request with OpenSSL, "
			  "which adds nothing:\n    {openssl}",
		.example = "Fails: EDGE1.contoso.net, CONTOSO\\admin, "
			   "certreq.exe\n"
			   "Passes: a request that OpenSSL made",
	},
	{
		.id = "csr.challenge-password",
		.severity = EL_WARNING,
		.title = "Request holds a password in clear text",
		.check = check_challenge_password,
		.readable = EL_PART_ATTRIBUTES,
		.sources = {
			{ EL_DOC_RFC2985, "5.4.1",
			    "a password by which the certificate can be "
			    "revoked", false },
		},
		.fails_when = "the request has a challengePassword attribute",
		.why = "Requests are sent by mail and kept. Hardly any CA "
		       "uses the password; where one does, whoever reads the "
		       "request can have the certificate revoked.",
		.remedy = "Make a new request and leave the password empty "
			  "when it is asked for; consider this one as "
			  "known." ASK_AGAIN,
		.example = "Fails: \"A challenge password []: secret\" typed "
			   "into openssl req\n"
			   "Passes: the question answered with Enter",
	},
	{
		.id = "csr.signature.invalid",
		.severity = EL_ERROR,
		.title = "Request is not signed with its own key",
		.check = check_signature,
		.needs = EL_PART_SIGNATURE | EL_PART_KEY,
		.sources = {
			{ EL_DOC_RFC2986, "4.2",
			    "the signature is made with the private key of "
			    "the subject, over certificationRequestInfo",
			    false },
			{ EL_DOC_RFC2986, "3",
			    "the CA verifies the signature", false },
		},
		.fails_when = "the signature of the request does not verify "
			      "with the public key in it",
		.why = "The CA refuses the request: nothing shows that who "
		       "asks has the private key.",
		.remedy = "The file was damaged or edited: copy it again from "
			  "where it was made, or make a new request; the SAN "
			  "list of a request cannot be changed "
			  "afterwards." ASK_AGAIN,
		.example = "Fails: a request with one octet of a name "
			   "changed\n"
			   "Passes: the file that certreq or openssl wrote",
	},
};

EL_RULESET_OF(csr, rules, EL_REQUEST);
