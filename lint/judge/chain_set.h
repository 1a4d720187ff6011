/*
 * Looking up issuers among the certificates of a set: by subject, and among
 * those of one subject by key identifier.
 */
#ifndef LINT_JUDGE_CHAIN_SET_H
#define LINT_JUDGE_CHAIN_SET_H

#include "chain.h"

struct chain_node {
	struct el_link link;
	uint32_t subject; /* hash of the name */
	uint32_t issuer;
	/* The last key that the signature was checked with, and what came
	 * out: in a bundle one issuer serves many. */
	const struct chain_node *checked_with;
	enum el_signature signature;
	const char *unsupported;
};

/*
 * Nodes that may have issued one, at most room: those whose key identifier is
 * the one that it asks for before the others.  Returns how many.
 */
size_t chain_set_issuers(struct chain_node **out, size_t room,
    const struct chain_set *set, const struct chain_node *node);

/*
 * Whether the i-th node by subject has the octets of another that stands
 * before it in the source.
 */
bool chain_set_repeats(const struct chain_set *set, size_t i);

/* A trust anchor of the set with the same octets, or NULL. */
struct chain_node *chain_set_anchor(const struct chain_set *set,
    const struct chain_node *node);

#endif
