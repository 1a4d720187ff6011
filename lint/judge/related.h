/*
 * Which certificates of an input have to do with another one: as its issuer,
 * as issued by it, or as the same octets once more.  In a file of a hundred
 * thousand hardly any has, and of what stands alone no view need be kept until
 * its turn comes: a hash of each name tells.
 */
#ifndef LINT_JUDGE_RELATED_H
#define LINT_JUDGE_RELATED_H

#include <edgelint/cert.h>

#include "base/arena.h"
#include "chain.h"

/* What is kept of a certificate or request that was looked at. */
struct glance {
	bool readable; /* all else is for the readable */
	bool request; /* related to nothing: nobody has issued it */
	bool edge; /* its role, when no other names it as its issuer */
	bool related;
	uint32_t subject; /* a hash of the Name, as of the issuer's */
	uint32_t issuer;
	uint32_t octets; /* a hash of some */
};

/* The parts of a view that a glance, and its role, depend on. */
enum { RELATED_PARTS = EL_PART_BASIC_CONSTRAINTS | EL_PART_SAN };

/* Look at a view; out is all but related. */
void glance_at(struct glance *out, const struct el_cert *cert, bool edge);

/*
 * Find out of each which is related to another of them or to the material
 * (NULL: there is none); one that is not may be taken to be, but never the
 * other way round.  With less than two Edge certificates left, all are
 * related, unless there is none at all: rules about the one Edge certificate
 * of a file look at what stands beside it.  Takes time in proportion to the count.  False: no memory.
 */
bool related_find(struct chain_alone *out, struct glance *glances,
    size_t count, const struct chain_material *material, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
