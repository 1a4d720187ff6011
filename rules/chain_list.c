/*
 * What stands in the file beside the certificate, and in which order, as far
 * as that is what a server sends.
 */

#include "chain_words.h"

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

	if (chain_is_unsettled(chain, report))
		return;
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
			chain_set_name(el_flag(report, NULL, "%s stands at "
			    "place %zu, before %s, which it has issued",
			    chain_show(report, link), link->index + 1,
			    chain_show(report, before)),
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

	if (chain_is_unsettled(chain, report))
		return;
	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];
		const char *what;

		if (link->repeated)
			what = "stands there twice";
		else if (!chain_holds(chain, link->cert) &&
		    !chain_may_issue(chain, link->cert))
			what = "plays no part in the chain";
		else
			continue;
		chain_set_name(el_flag(report, NULL, "%s, at place %zu, %s",
		    chain_show(report, link), link->index + 1, what),
		    &link->cert->subject);
	}
}

static void
check_root_included(const struct el_target *target, struct el_report *report)
{
	const struct el_chain *chain = target->chain;

	if (chain_is_unsettled(chain, report))
		return;
	for (size_t i = 0; i < chain->input_count; i++) {
		const struct el_link *link = &chain->input[i];

		if (link->cert == target->cert || !link->self_issued ||
		    link->repeated ||
		    !chain_may_issue(chain, link->cert))
			continue;
		chain_set_name(el_flag(report, NULL,
		    "%s, at place %zu, is a root", chain_show(report, link),
		    link->index + 1),
		    &link->cert->subject);
	}
}

static const struct el_rule rules[] = {
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

EL_RULESET(chain_list, rules);
