/*
 * Who issued the certificate: the external interface has one of a CA that
 * the partners trust.
 */

#include <edgelint/rule.h>

#include "phrases.h"

/*
 * A CA's certificate for its own next key has the same two names, but another
 * key identifier; where either identifier is absent, the names have to do.
 */
static bool
is_self_signed(const struct el_cert *cert)
{
	const struct el_elem *signer = &cert->authority_key_id.key_id;
	const struct el_elem *own = &cert->subject_key_id;

	if (cert->subject.count == 0 || !el_cert_is_self_issued(cert))
		return false;
	return !el_is_present(signer) || !el_is_present(own) ||
	    el_bytes_equal(signer->body, own->body);
}

static void
check_self_signed(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if (is_self_signed(cert))
		el_flag(report, &cert->issuer.elem, "the certificate is "
		    "self-signed: subject and issuer are the same, and no CA "
		    "vouches for it");
}

static const struct el_rule rules[] = {
	{
		.id = "pki.issuer.self-signed",
		.severity = EL_WARNING,
		.title = "External certificate is self-signed",
		.check = check_self_signed,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.needs = EL_PART_ISSUER | EL_PART_SUBJECT,
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the certificate is issued by an approved public "
			    "CA", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "the certificate of the external interface is "
			    "from a public CA", false },
		},
		.fails_when = "subject and issuer are the same, octet by "
			      "octet, and the authority key identifier, where "
			      "there is one, is that of the certificate's own "
			      "key",
		.why = "Every remote user and partner would have to trust "
		       "this one certificate by hand, again after every "
		       "renewal, and nobody can revoke it.",
		.remedy = "Ask a public CA for the certificate, or one that "
			  "all partners trust." ASK_AGAIN,
		.example = "Fails: openssl req -x509\n"
			   "Passes: openssl req, and a CA that signs",
	},
};

EL_RULESET(pki_issuer, rules);
