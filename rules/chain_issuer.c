/*
 * The issuers in the chain: whether they are there, and whether each may issue
 * what stands below it.
 */

#include "chain_words.h"

enum {
	RSA_MINIMUM = 2048,
	EC_MINIMUM = 256,
};

/*
 * Whether the input has a root to which the way does not lead.  Among several
 * Edge certificates it may be that of another.
 */
static bool
has_loose_root(const struct el_chain *chain)
{
	if (chain->input_edges != 1 || chain->links[0].repeated)
		return false;
	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];

		if (link->cert->basic_constraints.ca &&
		    link->self_issued &&
		    !chain_holds(chain, link->cert) &&
		    !chain_may_issue(chain, link->cert))
			return true;
	}
	return false;
}

/*
 * A chain need not hold its root, and nobody can tell whether the issuer of
 * an intermediate is one, unless a root stands behind the gap.
 */
static void
check_issuer_missing(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;
	const struct el_link *last = chain_last(chain);
	struct el_finding *finding;

	if (chain_is_unsettled(chain, report) ||
	    chain->end != EL_CHAIN_OPEN ||
	    (chain->count > 1 && !has_loose_root(chain)))
		return;
	finding = el_flag(report,
	    chain->count == 1 ? &last->cert->issuer.elem : NULL,
	    "%s was issued by %s, whose certificate is not there",
	    chain_show(report, last),
	    chain_show_name(report, &last->cert->issuer));
	chain_set_name(finding, &last->cert->issuer);
}

typedef void look_at_issuer(const struct el_target *target,
    struct el_report *report, size_t at);

/* Looks at each link behind the certificate itself. */
static void
each_issuer(const struct el_target *target, struct el_report *report,
    look_at_issuer *look)
{
	if (chain_is_unsettled(target->chain, report))
		return;
	for (size_t i = 1; i < target->chain->count; i++)
		look(target, report, i);
}

/* What was not read may say anything, and nobody else reports --chain. */
static void
note_unreadable(struct el_report *report, const struct el_link *link,
    uint32_t parts)
{
	if ((link->cert->unreadable & parts) != 0)
		el_cannot_tell(report, "unsupported", "what cannot be read");
}

static void
look_expired(const struct el_target *target, struct el_report *report,
    size_t at)
{
	const struct el_link *link = &target->chain->links[at];
	const struct el_cert *cert = link->cert;
	struct el_finding *finding;

	if (cert->not_after.known && target->as_of > cert->not_after.seconds)
		finding = el_flag(report, NULL, "%s, an issuer in the chain, "
		    "ended at %s", chain_show(report, link),
		    el_show_time(report, cert->not_after.seconds));
	else if (cert->not_before.known &&
	    target->as_of < cert->not_before.seconds)
		finding = el_flag(report, NULL, "%s, an issuer in the chain, "
		    "begins at %s only", chain_show(report, link),
		    el_show_time(report, cert->not_before.seconds));
	else
		return;
	chain_set_name(finding, &cert->subject);
}

static void
check_issuer_expired(const struct el_target *target, struct el_report *report)
{
	each_issuer(target, report, look_expired);
}

static void
look_not_ca(const struct el_target *target, struct el_report *report,
    size_t at)
{
	const struct el_link *link = &target->chain->links[at];
	const char *why = el_link_not_ca(target->chain->links, at);

	note_unreadable(report, link, EL_PART_BASIC_CONSTRAINTS |
	    EL_PART_KEY_USAGE | EL_PART_EXTENSIONS);
	if (why != NULL)
		chain_set_name(el_flag(report, NULL, "%s may not issue "
		    "certificates: %s", chain_show(report, link), why),
		    &link->cert->subject);
}

static void
check_issuer_not_ca(const struct el_target *target, struct el_report *report)
{
	each_issuer(target, report, look_not_ca);
}

static bool
is_weak_signature(enum el_oid algorithm)
{
	switch (algorithm) {
	case EL_OID_MD2_RSA:
	case EL_OID_MD4_RSA:
	case EL_OID_MD5_RSA:
	case EL_OID_SHA1_RSA:
	case EL_OID_OIW_MD5_RSA:
	case EL_OID_OIW_SHA1_RSA:
	case EL_OID_OIW_DSA_SHA1:
	case EL_OID_DSA_SHA1:
	case EL_OID_ECDSA_SHA1:
	case EL_OID_RSA_PSS:
		return true;
	default:
		return false;
	}
}

static bool
is_weak_key(const struct el_key *key)
{
	return key->size != 0 &&
	    ((key->kind == EL_KEY_RSA && key->size < RSA_MINIMUM) ||
		(key->kind == EL_KEY_EC && key->size < EC_MINIMUM));
}

/* Nobody checks how a root is signed, and whoever trusts it chose its key. */
static void
look_weak(const struct el_target *target, struct el_report *report,
    size_t at)
{
	const struct el_link *link = &target->chain->links[at];
	const struct el_cert *cert = link->cert;
	enum el_oid algorithm = cert->signature_algorithm.id;

	if (link->from == EL_FROM_TRUST || link->self_issued)
		return;
	if (is_weak_signature(algorithm))
		chain_set_name(el_flag(report, NULL, "%s, an issuer in the "
		    "chain, is signed with %s", chain_show(report, link),
		    el_oid_name(algorithm)), &cert->subject);
	if (is_weak_key(&cert->key))
		chain_set_name(el_flag(report, NULL, "%s, an issuer in the "
		    "chain, has a key of %u bits, at least %d expected",
		    chain_show(report, link), cert->key.size,
		    cert->key.kind == EL_KEY_RSA ? RSA_MINIMUM : EC_MINIMUM),
		    &cert->subject);
}

static void
check_issuer_weak(const struct el_target *target, struct el_report *report)
{
	each_issuer(target, report, look_weak);
}

/* Its critical extensions that verifiers do not know, or not all of them. */
static void
look_unknown_critical(const struct el_target *target,
    struct el_report *report, size_t at)
{
	const struct el_link *link = &target->chain->links[at];
	const struct el_cert *cert = link->cert;

	note_unreadable(report, link, EL_PART_EXTENSIONS);
	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *extension = &cert->extensions[i];
		enum el_criticality known =
		    el_extension_criticality(extension);
		struct el_finding *finding;

		if (!extension->critical || extension->repeated ||
		    known == EL_CRITICAL_KNOWN)
			continue;
		finding = el_flag(report, NULL, "extension %zu of %s, an "
		    "issuer in the chain, is critical: %s%s", i + 1,
		    chain_show(report, link),
		    extension->id == EL_OID_UNKNOWN ?
			"one that edgelint does not know" :
			el_oid_name(extension->id),
		    known == EL_CRITICAL_DISPUTED ?
			", which some verifiers do not know" : "");
		chain_set_name(finding, &cert->subject);
		if (known == EL_CRITICAL_DISPUTED)
			el_lower(finding, EL_WARNING);
	}
}

static void
check_unknown_critical(const struct el_target *target,
    struct el_report *report)
{
	each_issuer(target, report, look_unknown_critical);
}

/* Windows takes anyExtendedKeyUsage for what it says, OpenSSL does not. */
static void
look_wrong_purpose(const struct el_target *target, struct el_report *report,
    size_t at)
{
	const struct el_link *link = &target->chain->links[at];
	enum el_issuing issuing = el_cert_issuing(link->cert);
	struct el_finding *finding;

	note_unreadable(report, link, EL_PART_EKU | EL_PART_EXTENSIONS);
	if (issuing == EL_ISSUES_FOR_TLS)
		return;
	finding = el_flag(report, NULL, "the extKeyUsage of %s, an issuer in "
	    "the chain, does not have serverAuth%s", chain_show(report, link),
	    issuing == EL_ISSUES_FOR_ANY ? ", only anyExtendedKeyUsage" : "");
	chain_set_name(finding, &link->cert->subject);
	if (issuing == EL_ISSUES_FOR_ANY)
		el_lower(finding, EL_WARNING);
}

static void
check_wrong_purpose(const struct el_target *target, struct el_report *report)
{
	each_issuer(target, report, look_wrong_purpose);
}

static void
look_key_id_differs(const struct el_target *target, struct el_report *report,
    size_t at)
{
	const struct el_link *issuer = &target->chain->links[at];
	const struct el_link *link = issuer - 1;
	const char *what = el_cert_key_id_differs(issuer->cert, link->cert);
	const struct el_elem *where = NULL;

	if (what == NULL)
		return;
	if (at == 1)
		where = &el_cert_extension(link->cert,
		    EL_OID_AUTHORITY_KEY_ID)->elem;
	/* A wrong key has another identifier: one fault. */
	if (link->signature == EL_SIGNATURE_BAD)
		el_yield(report, "chain.signature.invalid");
	else if (link->signature == EL_SIGNATURE_UNSUPPORTED)
		el_cannot_tell(report, "unsupported", link->unsupported);
	else
		chain_set_name(el_flag(report, where, "the "
		    "authorityKeyIdentifier of %s does not have %s of %s, "
		    "whose key has signed it", chain_show(report, link), what,
		    chain_show(report, issuer)), &link->cert->subject);
}

static void
check_key_id_differs(const struct el_target *target, struct el_report *report)
{
	each_issuer(target, report, look_key_id_differs);
}

static const struct el_rule rules[] = {
	{
		.id = "chain.issuer.missing",
		.severity = EL_WARNING,
		.title = "Issuer is missing from the chain",
		.check = check_issuer_missing,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ISSUERS,
		.yields = { { "chain.untrusted", false } },
		.sources = {
			{ EL_DOC_RFC5246, CERTIFICATE_LIST,
			    "the list goes from the server's certificate up "
			    "to, but not necessarily with, the root", false },
			{ EL_DOC_EXTERNAL_SETUP, "CA certification chain",
			    "the certificates of the CA chain have to be "
			    "imported on each Edge Server", false },
		},
		.fails_when = "the input holds several certificates, or "
			      "--chain was given, and the issuer of the "
			      "certificate is not among them, or there is a "
			      "gap below a root that an input with one "
			      "Edge certificate holds",
		.why = "Windows sends the intermediates that it finds in its "
		       "stores. Where one is missing, partners that do not "
		       "fetch it themselves see no chain and refuse the "
		       "connection.",
		.remedy = "Add the issuer's certificate to the file, and "
			  "import it on each Edge Server:\n"
			  "    certutil -addstore CA issuing.cer",
		.example = "Fails: edge.pem followed by the root alone, where "
			   "an issuing CA stands between\n"
			   "Passes: edge.pem followed by its issuing CA",
	},
	{
		.id = "chain.issuer.expired",
		.severity = EL_ERROR,
		.title = "Issuer in the chain is not valid at the time",
		.check = check_issuer_expired,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, PATH_VALIDATION,
			    "(a) (2): the validity period of each certificate "
			    "of the path has to include the current time",
			    false },
		},
		.fails_when = "the time as of which is judged lies outside "
			      "the validity of an issuer in the chain",
		.why = "Every client refuses the chain, however long the "
		       "certificate itself is still valid.",
		.remedy = "Take the renewed certificate of the issuer, where "
			  "its key has stayed the same; else ask the CA for "
			  "another certificate.",
		.example = "Fails: an issuing CA that ended yesterday\n"
			   "Passes: its renewed certificate with the same key",
	},
	{
		.id = "chain.issuer.not-ca",
		.severity = EL_ERROR,
		.title = "Issuer in the chain may not issue certificates",
		.check = check_issuer_not_ca,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, "6.1.4",
			    "(k) to (n): basicConstraints, path length and "
			    "keyUsage of each issuer", false },
			{ EL_DOC_RFC5280, "4.2.1.9",
			    "a key whose certificate does not say cA TRUE "
			    "must not verify certificates", false },
		},
		.fails_when = "an issuer in the chain lacks basicConstraints "
			      "with cA TRUE, has a keyUsage without "
			      "keyCertSign, or more issuers below it than its "
			      "path length allows",
		.why = "Every client refuses a chain over a certificate that "
		       "is no CA's, or over more CAs than one of them "
		       "allows.",
		.remedy = "Ask the CA which certificate of it belongs into "
			  "the chain. One that was issued wrongly has to be "
			  "issued again.",
		.example = "Fails: an issuing CA below a root with path "
			   "length 0 that has another CA below it\n"
			   "Passes: an issuing CA with cA TRUE, keyCertSign, "
			   "and only the Edge certificate below it",
	},
	{
		.id = "chain.issuer.unknown-critical",
		.severity = EL_ERROR,
		.title = "Issuer in the chain has an unknown critical "
			 "extension",
		.check = check_unknown_critical,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, "4.2",
			    "a certificate with a critical extension that is "
			    "not recognized has to be refused", false },
			{ EL_DOC_RFC5280, "6.1.4",
			    "(o): that holds for each certificate of the path",
			    false },
		},
		.fails_when = "an issuer in the chain has a critical extension "
			      "other than keyUsage, basicConstraints, "
			      "nameConstraints, extKeyUsage, subjectAltName, "
			      "cRLDistributionPoints and those of policies; a "
			      "warning when it is another one of RFC 5280, or "
			      "netscapeCertType, which some verifiers know",
		.why = "A verifier that does not know a critical extension "
		       "refuses the chain. OpenSSL, on which most XMPP "
		       "servers stand, knows no other ones of RFC 5280 than "
		       "these.",
		.remedy = "Have the issuer's certificate issued again, with "
			  "this extension not critical. To see it:\n"
			  "    openssl x509 -in issuing.pem -noout -text",
		.example = "Fails: an issuing CA with 1.3.6.1.4.1.99999.1, "
			   "critical\n"
			   "Passes: the same extension, not critical",
	},
	{
		.id = "chain.issuer.wrong-purpose",
		.severity = EL_ERROR,
		.title = "Issuer in the chain may not issue for servers",
		.check = check_wrong_purpose,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.12",
			    "a certificate is for the purposes that it lists; "
			    "what that means for a CA is left open", false },
			{ EL_DOC_OPENSSL, "Extended Key Usage",
			    "an extKeyUsage of a CA, trust anchors included, "
			    "has to have serverAuth; anyExtendedKeyUsage "
			    "should do, and does not in 3.0.19", false },
			{ EL_DOC_BASELINE, "7.1.2.10.6",
			    "CAs that issue for TLS servers have serverAuth in "
			    "their extKeyUsage", false },
		},
		.fails_when = "an issuer in the chain has an extKeyUsage "
			      "without serverAuth or server gated "
			      "cryptography, which is as good; a warning "
			      "when it has anyExtendedKeyUsage",
		.why = "Windows, browsers and OpenSSL take the extKeyUsage of "
		       "a CA for what it may issue for, and refuse the chain.",
		.remedy = "Have the certificate issued by a CA that issues for "
			  "servers. On AD CS the list of a subordinate CA "
			  "comes from the template, or from its "
			  "CAPolicy.inf.",
		.example = "Fails: an issuing CA for clientAuth and "
			   "emailProtection\n"
			   "Passes: one for serverAuth, or without "
			   "extKeyUsage",
	},
	{
		.id = "chain.issuer.key-id-differs",
		.severity = EL_ERROR,
		.title = "Issuer has another key identifier than the one asked "
			 "for",
		.check = check_key_id_differs,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.yields = { { "chain.signature.invalid", true } },
		.sources = {
			{ EL_DOC_OPENSSL, "Certification Path Building",
			    "what authorityKeyIdentifier has of key "
			    "identifier, serial number and issuer must be "
			    "those of the issuer's certificate, as far as both "
			    "have them",
			    false },
			{ EL_DOC_RFC5280, "4.2.1.1",
			    "the key identifier is that of the issuer's "
			    "subjectKeyIdentifier", false },
		},
		.fails_when = "the signature is by the key of the issuer, but "
			      "the authorityKeyIdentifier names another key "
			      "identifier or serial number than its "
			      "certificate has",
		.why = "OpenSSL looks for the issuer by these numbers and "
		       "finds none: XMPP servers refuse the chain. Windows "
		       "goes by them as well; Java and browsers take them "
		       "for a hint.",
		.remedy = "Take the certificate of the issuer that has these "
			  "numbers. If there is none, have the certificate "
			  "issued again. To compare them:\n"
			  "    openssl x509 -in edge.pem -noout -ext "
			  "authorityKeyIdentifier\n"
			  "    openssl x509 -in issuing.pem -noout -serial "
			  "-ext subjectKeyIdentifier",
		.example = "Fails: an issuing CA whose certificate was renewed "
			   "with the same key and another identifier\n"
			   "Passes: the certificate that it had before",
	},
	{
		.id = "chain.issuer.weak",
		.severity = EL_ERROR,
		.title = "Issuer in the chain is weak",
		.check = check_issuer_weak,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, "note on RSASSA-PSS",
			    "RSASSA-PSS is not supported; the page speaks of "
			    "certificates, which those of the chain are",
			    false },
			{ EL_DOC_BASELINE, "7.1.3.2",
			    "the algorithms that a CA may sign with: none with "
			    "MD5 or SHA-1", false },
			{ EL_DOC_BASELINE, "6.1.5",
			    "keys of 2048 bits for RSA, and the curves from "
			    "P-256 on", false },
			{ EL_DOC_RFC6151, "2", "MD5 must not be used where "
			    "signatures have to resist collisions", false },
		},
		.fails_when = "an issuer in the chain that is no root is "
			      "signed with MD2, MD4, MD5, SHA-1 or "
			      "RSASSA-PSS, or has an RSA key under 2048 bits "
			      "or an EC key under 256",
		.why = "A chain is as strong as its weakest certificate. "
		       "Clients refuse SHA-1 and short keys in intermediates "
		       "as they do in servers' certificates, and Lync and "
		       "Skype for Business fail with RSASSA-PSS, which AD CS "
		       "calls the alternate signature format.",
		.remedy = "Have the issuing CA's certificate renewed by its "
			  "root with SHA-256 and PKCS #1 v1.5; on AD CS the "
			  "root must not use the alternate signature "
			  "format:\n"
			  "    certutil -setreg "
			  "CA\\csp\\AlternateSignatureAlgorithm 0",
		.example = "Fails: an issuing CA signed with "
			   "sha1WithRSAEncryption\n"
			   "Passes: an issuing CA signed with "
			   "sha256WithRSAEncryption",
	},
};

EL_RULESET(chain_issuer, rules);
