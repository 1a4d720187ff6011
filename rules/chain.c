/*
 * The way from the certificate to a root: whether it holds, and whether the
 * names below each CA are those that it may issue for.
 */

#include "chain_words.h"

#include <stdio.h>

static void
flag_signature(struct el_report *report, const struct el_chain *chain,
    size_t i)
{
	const struct el_link *link = &chain->links[i];
	const struct el_link *issuer = i + 1 < chain->count ? link + 1 : link;
	bool other_key = !el_cert_may_issue(issuer->cert, link->cert);

	chain_set_name(el_flag(report,
	    i == 0 ? &link->cert->signature_value : NULL,
	    "the signature of %s is not by the key of %s%s",
	    chain_show(report, link), chain_show(report, issuer),
	    other_key ? ", which has another key identifier than the one "
			"asked for" : ""), &link->cert->subject);
}

static bool
has_bad_signature(const struct el_chain *chain)
{
	for (size_t i = 0; i < chain->count; i++)
		if (chain->links[i].signature == EL_SIGNATURE_BAD)
			return true;
	return false;
}

static void
check_signature_invalid(const struct el_target *target,
    struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	if (chain_is_unsettled(chain, report))
		return;
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

/*
 * With --trust, what leads to no anchor must never look like a pass.  So this
 * leaves a bad signature to chain.signature.invalid only when that stands in
 * the report with its own weight: whoever waives it, switches it off or lowers
 * it still learns here that nobody will accept the chain, and has to waive
 * that by its name.
 */
static void
check_untrusted(const struct el_target *target, struct el_report *report)
{
	static const char better[] = "chain.signature.invalid";
	const struct el_chain *chain = target->chain;
	const struct el_link *last = chain_last(chain);

	if (el_is_reported(report, better)) {
		el_yield(report, better);
		return;
	}
	if (chain->cut && (chain->end != EL_CHAIN_ANCHORED ||
		has_bad_signature(chain))) {
		el_flag(report, NULL, "edgelint found no chain to a trust "
		    "anchor, and there are more or longer ways than it tries");
		return;
	}
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
		chain_set_name(el_flag(report, NULL, "the chain ends with "
		    "%s, which is its own issuer and no trust anchor",
		    chain_show(report, last)), &last->cert->subject);
		return;
	case EL_CHAIN_OPEN:
		chain_set_name(el_flag(report, NULL, "the chain ends with "
		    "%s: its issuer, %s, is neither there nor a trust anchor",
		    chain_show(report, last),
		    chain_show_name(report, &last->cert->issuer)),
		    &last->cert->issuer);
		return;
	case EL_CHAIN_CUT: /* as above */
		return;
	}
}

/* An iPAddress is octets; others are text. */
static const char *
show_value(struct el_report *report, const struct el_name_offence *offence)
{
	struct el_bytes value = offence->name;
	char text[sizeof("255.255.255.255")];

	if (offence->type == EL_NAME_DIRECTORY)
		return "a directoryName";
	if (offence->type != EL_NAME_IP)
		return el_show(report, value);
	if (value.size != 4)
		return "an IPv6 address";
	snprintf(text, sizeof(text), "%u.%u.%u.%u", value.data[0],
	    value.data[1], value.data[2], value.data[3]);
	return el_show(report, el_bytes_of(text));
}

/* Where a name stands that a CA above it does not allow. */
static struct el_finding *
flag_name(const struct el_target *target, struct el_report *report,
    const struct el_name_offence *offence)
{
	const struct el_chain *chain = target->chain;
	const struct el_link *bearer = &chain->links[offence->bearer];
	const char *issuer = chain_show(report,
	    &chain->links[offence->constrainer]);
	const char *name = offence->name.data == NULL ?
	    chain_show(report, bearer) : show_value(report, offence);
	const char *why = offence->excluded ?
	    "nameConstraints exclude such names" :
	    "nameConstraints do not permit such names";

	if (offence->bearer != 0)
		return el_flag(report, NULL, "%s, an issuer in the chain, has "
		    "a name that %s may not issue for, %s: its %s",
		    chain_show(report, bearer), issuer, name, why);
	if (offence->position != 0)
		return el_flag_name(report, target, offence->position,
		    "SAN entry %zu, %s, is none that %s may issue for: its "
		    "%s", offence->position, name, issuer, why);
	return el_flag(report, &target->cert->subject.elem,
	    "the subject has a name that %s may not issue for, %s: its %s",
	    issuer, name, why);
}

static void
check_name_constraints(const struct el_target *target,
    struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	if (chain_is_unsettled(chain, report))
		return;
	for (size_t i = 0; i < chain->offence_count; i++) {
		const struct el_name_offence *offence = &chain->offences[i];
		struct el_finding *finding = flag_name(target, report,
		    offence);

		if (offence->bearer != 0 || offence->name.data == NULL)
			chain_set_name(finding,
			    &chain->links[offence->bearer].cert->subject);
		else
			finding->name = offence->name;
	}
	if (chain->names_unsupported != NULL)
		el_cannot_tell(report, "unsupported",
		    chain->names_unsupported);
}

/* The issuer that ends first. */
static void
check_outlives_issuer(const struct el_target *target,
    struct el_report *report)
{
	const struct el_chain *chain = target->chain;
	const struct el_time *end = &target->cert->not_after;
	const struct el_link *first = NULL;

	if (chain_is_unsettled(chain, report))
		return;
	for (size_t i = 1; i < chain->count && end->known; i++) {
		const struct el_time *issuer_end =
		    &chain->links[i].cert->not_after;

		if (issuer_end->known && issuer_end->seconds < end->seconds &&
		    (first == NULL ||
			issuer_end->seconds < first->cert->not_after.seconds))
			first = &chain->links[i];
	}
	if (first != NULL)
		chain_set_name(el_flag(report, &end->elem, "the certificate "
		    "ends at %s, after %s, an issuer in the chain, which "
		    "ends at %s", el_show_time(report, end->seconds),
		    chain_show(report, first),
		    el_show_time(report, first->cert->not_after.seconds)),
		    &first->cert->subject);
}

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
		.yields = { { "chain.signature.invalid", true } },
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
		.id = "chain.name-constraints.violated",
		.severity = EL_ERROR,
		.title = "CA in the chain may not issue for a name",
		.check = check_name_constraints,
		.roles = EL_EDGE,
		.chain = EL_CHAIN_ANY,
		.sources = {
			{ EL_DOC_RFC5280, "4.2.1.10",
			    "nameConstraints of a CA hold for all names of the "
			    "certificates below it, self-issued ones but for "
			    "the last left out", false },
			{ EL_DOC_RFC5280, PATH_VALIDATION,
			    "(b) and (c): subject and SAN entries have to be "
			    "within the permitted subtrees and outside the "
			    "excluded ones", false },
			{ EL_DOC_OPENSSL, "Certification Path Validation",
			    "mail addresses in a subject are always held to "
			    "rfc822Name, and common names that are hosts to "
			    "dNSName where no SAN entry is one", false },
		},
		.fails_when = "a SAN entry, the subject, a mail address in it, "
			      "or, where no SAN entry is a dNSName, a host in "
			      "it, is excluded by the nameConstraints of an "
			      "issuer in the chain, or is of a form that they "
			      "permit some names of, and not among these; the "
			      "same for the names of issuers that are not "
			      "self-issued",
		.why = "Every client refuses the chain for all names of the "
		       "certificate, not only for the one that is not "
		       "allowed.",
		.remedy = "Leave the name out, or have the certificate issued "
			  "by a CA that may issue for it. To see what a CA "
			  "may issue for:\n"
			  "    openssl x509 -in issuing.pem -noout -ext "
			  "nameConstraints",
		.example = "Below a CA that is permitted contoso.com\n"
			   "Fails: sip.contoso.com, sip.fabrikam.com\n"
			   "Passes: sip.contoso.com, contoso.com",
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
};

EL_RULESET(chain, rules);
