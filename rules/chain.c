/*
 * The way from the certificate to a root: whether it is there, in the order
 * in which a server sends it, and whether it holds.
 */

#include <edgelint/rule.h>

enum {
	RSA_MINIMUM = 2048,
	EC_MINIMUM = 256,
	LABEL_SIZE = 200,
};

/* --- what messages call a certificate ------------------------------------ */

/* The common name, or what there is in its place; NULL: the name is empty. */
static const struct el_attribute *
label_of(const struct el_name *name)
{
	static const enum el_oid order[] = { EL_OID_CN,
		EL_OID_ORGANIZATIONAL_UNIT, EL_OID_ORGANIZATION };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const struct el_attribute *found = el_name_attribute(name,
		    order[i]);

		if (found != NULL)
			return found;
	}
	return name->count > 0 ? &name->attributes[0] : NULL;
}

static const char *
show_name(struct el_report *report, const struct el_name *name)
{
	const struct el_attribute *label = label_of(name);
	char buffer[LABEL_SIZE];
	struct el_bytes text = { NULL, 0 };

	if (label != NULL)
		text = el_attribute_text(label, buffer, sizeof(buffer));
	return text.data == NULL ? "a certificate without a name" :
				   el_show(report, text);
}

static const char *
show_subject(struct el_report *report, const struct el_link *link)
{
	return show_name(report, &link->cert->subject);
}

/* What a finding is about, as waivers name it. */
static void
set_name(struct el_finding *finding, const struct el_name *name)
{
	const struct el_attribute *label = label_of(name);

	if (label != NULL)
		finding->name = label->value.body;
}

/* --- the way ------------------------------------------------------------- */

static bool
is_self_issued(const struct el_link *link)
{
	return el_name_equal(&link->cert->subject, &link->cert->issuer);
}

static const struct el_link *
last_link(const struct el_chain *chain)
{
	return &chain->links[chain->count - 1];
}

static bool
is_on_way(const struct el_chain *chain, const struct el_cert *cert)
{
	for (size_t i = 0; i < chain->count; i++)
		if (chain->links[i].cert == cert)
			return true;
	return false;
}

static bool
may_issue_one(const struct el_chain *chain, const struct el_cert *cert)
{
	for (size_t i = 0; i < chain->count; i++)
		if (el_cert_may_issue(cert, chain->links[i].cert))
			return true;
	return false;
}

/* Whether the input has a root to which the way does not lead. */
static bool
has_loose_root(const struct el_chain *chain)
{
	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];

		if (link->cert->basic_constraints.ca &&
		    is_self_issued(link) &&
		    !is_on_way(chain, link->cert) &&
		    !may_issue_one(chain, link->cert))
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
	const struct el_link *last = last_link(chain);
	struct el_finding *finding;

	if (chain->end != EL_CHAIN_OPEN ||
	    (chain->count > 1 && !has_loose_root(chain)))
		return;
	finding = el_flag(report,
	    chain->count == 1 ? &last->cert->issuer.elem : NULL,
	    "%s was issued by %s, whose certificate is not there",
	    show_subject(report, last),
	    show_name(report, &last->cert->issuer));
	set_name(finding, &last->cert->issuer);
}

static void
flag_signature(struct el_report *report, const struct el_chain *chain,
    size_t i)
{
	const struct el_link *link = &chain->links[i];
	const struct el_link *issuer = i + 1 < chain->count ? link + 1 : link;
	bool other_key = !el_cert_may_issue(issuer->cert, link->cert);

	set_name(el_flag(report,
	    i == 0 ? &link->cert->signature_value : NULL,
	    "the signature of %s is not by the key of %s%s",
	    show_subject(report, link), show_subject(report, issuer),
	    other_key ? ", which has another key identifier than the one "
			"asked for" : ""), &link->cert->subject);
}

static void
check_signature_invalid(const struct el_target *target,
    struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 0; i < chain->count; i++) {
		const struct el_link *link = &chain->links[i];

		if (link->signature == EL_SIGNATURE_BAD)
			flag_signature(report, chain, i);
		else if (link->signature == EL_SIGNATURE_UNSUPPORTED)
			el_cannot_tell(report, "unsupported",
			    link->unsupported);
	}
	if (chain->count == 1 && chain->end == EL_CHAIN_OPEN)
		el_cannot_tell(report, "issuer-missing", NULL);
}

static void
check_issuer_expired(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 1; i < chain->count; i++) {
		const struct el_link *link = &chain->links[i];
		const struct el_cert *cert = link->cert;
		struct el_finding *finding;

		if (cert->not_after.known &&
		    target->as_of > cert->not_after.seconds)
			finding = el_flag(report, NULL,
			    "%s, an issuer in the chain, ended at %s",
			    show_subject(report, link),
			    el_show_time(report, cert->not_after.seconds));
		else if (cert->not_before.known &&
		    target->as_of < cert->not_before.seconds)
			finding = el_flag(report, NULL,
			    "%s, an issuer in the chain, begins at %s only",
			    show_subject(report, link),
			    el_show_time(report, cert->not_before.seconds));
		else
			continue;
		set_name(finding, &cert->subject);
	}
}

/* Issuers below a link that count against its path length. */
static int64_t
issuers_below(const struct el_chain *chain, size_t at)
{
	int64_t count = 0;

	for (size_t i = 1; i < at; i++)
		count += !is_self_issued(&chain->links[i]);
	return count;
}

/* Why a link may not issue what stands below it, or NULL. */
static const char *
not_ca(const struct el_chain *chain, size_t at)
{
	const struct el_link *link = &chain->links[at];
	const struct el_cert *cert = link->cert;

	if ((cert->unreadable & (EL_PART_BASIC_CONSTRAINTS |
		EL_PART_KEY_USAGE | EL_PART_EXTENSIONS)) != 0)
		return NULL;
	/* Old roots are of version 1, which has no extensions. */
	if (cert->version_number < 2 &&
	    (link->from == EL_FROM_TRUST || is_self_issued(link)))
		return NULL;
	if (!cert->basic_constraints.ca)
		return "its basicConstraints do not say cA TRUE";
	if ((cert->present & EL_PART_KEY_USAGE) != 0 &&
	    (cert->key_usage & EL_KU_KEY_CERT_SIGN) == 0)
		return "its keyUsage does not allow keyCertSign";
	if (cert->basic_constraints.has_path_length &&
	    cert->basic_constraints.path_length < issuers_below(chain, at))
		return "more issuers stand below it than its path length "
		       "allows";
	return NULL;
}

static void
check_issuer_not_ca(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 1; i < chain->count; i++) {
		const struct el_link *link = &chain->links[i];
		const char *why = not_ca(chain, i);

		if (why != NULL)
			set_name(el_flag(report, NULL, "%s may not issue "
			    "certificates: %s", show_subject(report, link),
			    why), &link->cert->subject);
	}
}

static bool
is_weak_signature(enum el_oid algorithm)
{
	switch (algorithm) {
	case EL_OID_MD2_RSA:
	case EL_OID_MD5_RSA:
	case EL_OID_SHA1_RSA:
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
check_issuer_weak(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 1; i < chain->count; i++) {
		const struct el_link *link = &chain->links[i];
		const struct el_cert *cert = link->cert;
		enum el_oid algorithm = cert->signature_algorithm.id;

		if (link->from == EL_FROM_TRUST || is_self_issued(link))
			continue;
		if (is_weak_signature(algorithm))
			set_name(el_flag(report, NULL, "%s, an issuer in the "
			    "chain, is signed with %s",
			    show_subject(report, link),
			    el_oid_name(algorithm)), &cert->subject);
		if (is_weak_key(&cert->key))
			set_name(el_flag(report, NULL, "%s, an issuer in the "
			    "chain, has a key of %u bits, at least %d "
			    "expected", show_subject(report, link),
			    cert->key.size, cert->key.kind == EL_KEY_RSA ?
				RSA_MINIMUM : EC_MINIMUM), &cert->subject);
	}
}

static void
check_untrusted(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;
	const struct el_link *last = last_link(chain);

	switch (chain->end) {
	case EL_CHAIN_ANCHORED:
		for (size_t i = 0; i < chain->count; i++)
			if (chain->links[i].signature == EL_SIGNATURE_BAD)
				flag_signature(report, chain, i);
			else if (chain->links[i].signature ==
			    EL_SIGNATURE_UNSUPPORTED)
				el_cannot_tell(report, "unsupported",
				    chain->links[i].unsupported);
		return;
	case EL_CHAIN_ROOT:
		set_name(el_flag(report, NULL, "the chain ends with %s, which "
		    "is its own issuer and no trust anchor",
		    show_subject(report, last)), &last->cert->subject);
		return;
	case EL_CHAIN_OPEN:
		set_name(el_flag(report, NULL, "the chain ends with %s: its "
		    "issuer, %s, is neither there nor a trust anchor",
		    show_subject(report, last),
		    show_name(report, &last->cert->issuer)),
		    &last->cert->issuer);
		return;
	case EL_CHAIN_CUT:
		el_flag(report, NULL, "no chain of at most %zu certificates "
		    "leads to a trust anchor", chain->count);
		return;
	}
}

/* The issuer that ends first. */
static void
check_outlives_issuer(const struct el_target *target,
    struct el_report *report)
{
	const struct el_chain *chain = target->chain;
	const struct el_time *end = &target->cert->not_after;
	const struct el_link *first = NULL;

	for (size_t i = 1; i < chain->count && end->known; i++) {
		const struct el_time *issuer_end =
		    &chain->links[i].cert->not_after;

		if (issuer_end->known && issuer_end->seconds < end->seconds &&
		    (first == NULL ||
			issuer_end->seconds < first->cert->not_after.seconds))
			first = &chain->links[i];
	}
	if (first != NULL)
		set_name(el_flag(report, &end->elem, "the certificate ends at "
		    "%s, after %s, an issuer in the chain, which ends at %s",
		    el_show_time(report, end->seconds),
		    show_subject(report, first),
		    el_show_time(report, first->cert->not_after.seconds)),
		    &first->cert->subject);
}

/* --- what the input holds ------------------------------------------------ */

/* Only a file with one Edge certificate and others is a chain to be sent. */
static const char *
is_one_chain(const struct el_target *target)
{
	if (target->chain == NULL)
		return NULL;
	if (target->chain->input_count == 1)
		return "single-certificate";
	if (target->chain->links[0].repeated)
		return "repeated";
	return target->chain->input_edges == 1 ? NULL :
						 "several-edge-certificates";
}

/* What is in a container stands in no order that anybody asks for: PKCS#7 is a
 * set, and Windows finds the chain in a PKCS#12 by itself. */
static const char *
is_ordered_chain(const struct el_target *target)
{
	if (target->container == EL_CONTAINER_PKCS7)
		return "container:pkcs7";
	if (target->container == EL_CONTAINER_PKCS12)
		return "container:pkcs12";
	return is_one_chain(target);
}

static void
check_order(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;
	const struct el_link *before = &chain->links[0];

	if (before->index != 0) {
		el_flag(report, NULL, "the certificate stands at place %zu of "
		    "its input, and belongs first", before->index + 1);
		return;
	}
	for (size_t i = 1; i < chain->count; i++) {
		const struct el_link *link = &chain->links[i];

		if (link->from != EL_FROM_INPUT)
			continue;
		if (link->index < before->index) {
			set_name(el_flag(report, NULL, "%s stands at place "
			    "%zu, before %s, which it has issued",
			    show_subject(report, link), link->index + 1,
			    show_subject(report, before)),
			    &link->cert->subject);
			return;
		}
		before = link;
	}
}

/* Another certificate of an issuer is for those who know that one. */
static void
check_extra(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];
		const char *what;

		if (link->repeated)
			what = "stands there twice";
		else if (!is_on_way(chain, link->cert) &&
		    !may_issue_one(chain, link->cert))
			what = "plays no part in the chain";
		else
			continue;
		set_name(el_flag(report, NULL, "%s, at place %zu, %s",
		    show_subject(report, link), link->index + 1, what),
		    &link->cert->subject);
	}
}

static void
check_root_included(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];

		if (link->cert == target->cert || !is_self_issued(link) ||
		    link->repeated ||
		    !may_issue_one(chain, link->cert))
			continue;
		set_name(el_flag(report, NULL, "%s, at place %zu, is a root",
		    show_subject(report, link), link->index + 1),
		    &link->cert->subject);
	}
}

#define PATH_VALIDATION "6.1.3"
#define CERTIFICATE_LIST "7.4.2"

static const struct el_rule rules[] = {
	{
		.id = "chain.signature.invalid",
		.severity = EL_ERROR,
		.title = "Signature in the chain is not the issuer's",
		.check = check_signature_invalid,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, PATH_VALIDATION,
			    "(a) (1): the signature has to be verified with "
			    "the issuer's public key", false },
		},
		.fails_when = "the signature of the certificate, or of an "
			      "issuer in the chain, cannot be verified with "
			      "the key of the issuer that has the right name",
		.why = "Every client refuses the chain. Usually an older or "
		       "newer certificate of the same CA, with another key, "
		       "was put into the file; a damaged certificate looks "
		       "the same.",
		.remedy = "Take the issuer's certificate from the CA that "
			  "issued this one; the authority information access "
			  "of the certificate often has its address:\n"
			  "    openssl x509 -in edge.pem -noout -ext "
			  "authorityInfoAccess",
		.example = "Fails: edge.pem with \"Issuing CA 1\" of 2016, "
			   "whose key was renewed since\n"
			   "Passes: edge.pem with the \"Issuing CA 1\" that "
			   "signed it",
	},
	{
		.id = "chain.untrusted",
		.severity = EL_ERROR,
		.title = "No chain leads to a trust anchor",
		.check = check_untrusted,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANCHORS,
		.yields = { { "chain.signature.invalid", false } },
		.sources = {
			{ EL_DOC_RFC5280, "6.1",
			    "a path begins with a certificate issued by a "
			    "trust anchor", false },
			{ EL_DOC_EXTERNAL_SETUP, "CA certification chain",
			    "the certificates of the CA chain have to be "
			    "imported on each Edge Server", false },
		},
		.fails_when = "trust anchors were given, and none of them is "
			      "reached from the certificate over those of the "
			      "input and of --chain",
		.why = "Clients and federated partners that trust only these "
		       "anchors refuse the connection; mutual TLS between "
		       "the Edge and its partners ends in the handshake.",
		.remedy = "Add what is missing between the certificate and "
			  "the anchor, or have partners trust the root:\n"
			  "    edgelint check edge.pem --chain "
			  "intermediates.pem --trust root.pem",
		.example = "Fails: edgelint check edge.pem --trust root.pem, "
			   "without the issuing CA between them\n"
			   "Passes: edgelint check edge.pem --chain "
			   "issuing.pem --trust root.pem",
	},
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
			      "gap below a root that the input holds",
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
			      "signed with MD2, MD5, SHA-1 or RSASSA-PSS, or "
			      "has an RSA key under 2048 bits or an EC key "
			      "under 256",
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
	{
		.id = "chain.outlives-issuer",
		.severity = EL_WARNING,
		.title = "Certificate ends after an issuer in the chain",
		.check = check_outlives_issuer,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.yields = { { "chain.issuer.expired", false } },
		.sources = {
			{ EL_DOC_RFC5280, PATH_VALIDATION,
			    "(a) (2): the validity period of each certificate "
			    "of the path has to include the current time",
			    false },
		},
		.fails_when = "notAfter of the certificate is later than that "
			      "of an issuer in the chain",
		.why = "From the end of the issuer on the certificate is of "
		       "no use, though its own date says otherwise: "
		       "calendars and monitors that look at it alone are "
		       "late.",
		.remedy = "Renew the issuer's certificate in time, or plan "
			  "the renewal for the earlier date.",
		.example = "Fails: an Edge certificate until 2028 from an "
			   "issuing CA that ends in 2027\n"
			   "Passes: an Edge certificate that ends before its "
			   "issuing CA",
	},
	{
		.id = "chain.order",
		.severity = EL_WARNING,
		.title = "Certificates do not stand in the order of the chain",
		.check = check_order,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ISSUERS,
		.applies = is_ordered_chain,
		.sources = {
			{ EL_DOC_RFC5246, CERTIFICATE_LIST,
			    "the server's certificate comes first, each "
			    "following one certifies the one before it",
			    false },
			{ EL_DOC_RFC8446, "4.4.2",
			    "the same, as a recommendation: clients should "
			    "expect any order behind the first", false },
		},
		.fails_when = "an input with one Edge certificate and others, "
			      "no PKCS#7 or PKCS#12, does not begin with it, "
			      "or an issuer stands before what it has issued",
		.why = "Servers and devices that send the file as it stands "
		       "send a chain that strict clients refuse. Windows "
		       "builds the chain from its stores and does not mind, "
		       "but reverse proxies and load balancers in front of "
		       "the Edge do not.",
		.remedy = "Put the Edge certificate first, then its issuer, "
			  "then the issuer of that:\n"
			  "    cat edge.pem issuing.pem > chain.pem",
		.example = "Fails: issuing.pem, then edge.pem\n"
			   "Passes: edge.pem, then issuing.pem",
	},
	{
		.id = "chain.extra",
		.severity = EL_INFO,
		.title = "Certificate plays no part in the chain",
		.check = check_extra,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ISSUERS,
		.applies = is_one_chain,
		.yields = {
			{ "chain.issuer.missing", false },
			{ "chain.untrusted", false },
		},
		.sources = {
			{ EL_DOC_RFC5246, CERTIFICATE_LIST,
			    "the list is a chain: each certificate certifies "
			    "the one before it", false },
			{ EL_DOC_RFC8446, "4.4.2",
			    "clients should cope with certificates that do "
			    "not belong to the chain", false },
		},
		.fails_when = "a certificate of an input with one Edge "
			      "certificate is neither on its chain nor "
			      "another certificate of an issuer there, or "
			      "stands there twice",
		.why = "It costs octets in every handshake where the file is "
		       "sent as it stands, and some clients stop at it.",
		.remedy = "Leave it out of the file.",
		.example = "Fails: edge.pem, issuing.pem, and the issuing CA "
			   "of another server\n"
			   "Passes: edge.pem, issuing.pem",
	},
	{
		.id = "chain.root-included",
		.severity = EL_INFO,
		.title = "Root stands in the chain",
		.check = check_root_included,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ISSUERS,
		.applies = is_one_chain,
		.sources = {
			{ EL_DOC_RFC5246, CERTIFICATE_LIST,
			    "the root may be left out: the client has it "
			    "already, or does not trust it", false },
		},
		.fails_when = "an input with one Edge certificate holds the "
			      "root of its chain",
		.why = "Nobody trusts a root because a server sends it. It "
		       "costs octets in every handshake.",
		.remedy = "Leave it out of what the server sends. Partners "
			  "that are to trust a private root get it by "
			  "another way.",
		.example = "Fails: edge.pem, issuing.pem, root.pem\n"
			   "Passes: edge.pem, issuing.pem",
	},
};

EL_RULESET(chain, rules);
