/*
 * Puts together the way from a certificate to its issuers, from what stands
 * beside it in its input and what --chain and --trust hold.  What comes out is
 * described in edgelint/chain.h.
 *
 * Bundles may be made to cost: each search is bounded in length and in turns,
 * and all of an input together in work (lint/base/limits.h).  What was left
 * out on that account is said: el_chain.cut.
 */
#ifndef LINT_JUDGE_CHAIN_H
#define LINT_JUDGE_CHAIN_H

#include <edgelint/chain.h>
#include <edgelint/rule.h>

#include "base/arena.h"

struct chain_node;

/* Certificates that can be looked up by their subject. */
struct chain_set {
	struct chain_node *nodes; /* in the order of their source */
	size_t count;
	/* Those of them that are no copies of another, in order. */
	struct chain_node **by_subject;
	size_t unique;
};

/*
 * Make a set of certificates; of each link everything but the signature is
 * set.  False: no memory.  The views must live as long as the set.
 */
bool chain_set_make(struct chain_set *out, const struct el_link *links,
    size_t count, struct arena *arena) __attribute__((warn_unused_result));

/* What came by --chain and --trust, once a run. */
struct chain_material {
	struct chain_set set;
	unsigned given; /* bits of enum el_chain_part */
};

/*
 * A copy that remembers signatures of its own: that of another thread.  The
 * views are shared.  False: no memory.
 */
bool chain_material_copy(struct chain_material *out,
    const struct chain_material *material, struct arena *arena)
    __attribute__((warn_unused_result));

/* One input while its certificates are judged. */
struct chain_input {
	const struct chain_material *material;
	const char *source;
	struct chain_set set;
	const struct el_link *links; /* as in struct el_chain */
	size_t link_count; /* with those that are alone */
	size_t edges;
	unsigned given;
	size_t work_left; /* of LIMIT_CHAIN_WORK */
	int64_t as_of;
	struct arena *arena; /* of the input */
};

/* Certificates of an input that have to do with no other (judge/related.h):
 * how many, and how many of them are Edge certificates, none or two at least. */
struct chain_alone {
	size_t certificates;
	size_t edges;
};

/* An input's certificates. */
struct chain_members {
	const char *source; /* its name */
	/* Views; NULL: unreadable, or alone. */
	const struct el_cert *const *certs;
	const enum el_role *roles;
	size_t count; /* of both */
	struct chain_alone alone;
};

/*
 * Begin an input, and find the ways of its Edge certificates; requests are left
 * aside.  The arena lives as long as the input.  False: no memory.
 */
bool chain_begin(struct chain_input *out,
    const struct chain_material *material, const struct chain_members *members,
    int64_t as_of, struct arena *arena) __attribute__((warn_unused_result));

/*
 * The chain of the certificate with an index among those of chain_begin(), in
 * the arena.  NULL comes out when nothing but the certificate was given, and
 * for what is none.  False: no memory.
 */
bool chain_build(const struct el_chain **out, struct chain_input *input,
    size_t index, struct arena *arena) __attribute__((warn_unused_result));

/* The same for one that is alone: its issuer is not there. */
bool chain_build_alone(const struct el_chain **out,
    const struct chain_input *input, const struct el_cert *cert, size_t index,
    struct arena *arena) __attribute__((warn_unused_result));

#endif
