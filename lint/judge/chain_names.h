/*
 * nameConstraints of the CAs on a way, held against the names below each
 * (RFC 5280, 4.2.1.10 and 6.1.3 (b) and (c)).
 */
#ifndef LINT_JUDGE_CHAIN_NAMES_H
#define LINT_JUDGE_CHAIN_NAMES_H

#include <edgelint/chain.h>

/* What a look at the names of a way has found. */
struct chain_names {
	struct el_name_offence *offences; /* NULL: they are only counted */
	size_t count;
	const char *unsupported; /* a form of name that cannot be judged */
	/* How much may still be compared, for the whole input. */
	size_t *work_left;
};

/* Holds every name of the links against every CA above it. */
void chain_names_look(struct chain_names *names, const struct el_link *links,
    size_t count);

#endif
