/*
 * Looking up issuers among the certificates of a set: by subject, and among
 * those of one subject by key identifier.
 */
#ifndef LINT_JUDGE_CHAIN_SET_H
#define LINT_JUDGE_CHAIN_SET_H

#include "chain.h"

struct candidate;

/* What came out of checking a signature with a key. */
struct checked {
	const struct chain_node *with; /* NULL: nothing was checked */
	enum el_signature signature;
	const char *unsupported;
};

struct chain_node {
	struct el_link link;
	uint32_t subject; /* hash of the name */
	uint32_t issuer;
	/* The first with these octets: it stands for all of them, be they of
	 * the input or of what --chain and --trust hold. */
	const struct chain_node *same;
	bool anchor; /* these are the octets of a trust anchor */
	/* By itself it may issue servers' certificates: a CA's, without what
	 * verifiers do not know or that keeps it from serverAuth. */
	bool fit;
	bool serves; /* an Edge certificate's way goes over it */

	struct checked by_own; /* with its own key */
	struct checked by_other; /* the last one with another */
	/* What may have issued it, once that was looked for; of the input's
	 * nodes alone. */
	const struct candidate *issuers;
	size_t issuer_count;
	bool issuers_left_out; /* there were more than are tried */
	const struct el_chain *chain; /* of an Edge certificate, or NULL */
};

/*
 * Nodes that may have issued one, each octets once, at most room: those whose
 * key identifier is the one that it asks for before the others.  Returns how
 * many.
 */
size_t chain_set_issuers(struct chain_node **out, size_t room,
    const struct chain_set *set, const struct chain_node *node);

/* The node of the set that stands for the same octets, or NULL. */
struct chain_node *chain_set_twin(const struct chain_set *set,
    const struct chain_node *node);

#endif
