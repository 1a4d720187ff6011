/*
 * What comes out of a container: a file that holds certificates and other
 * things in a structure of its own.  pkcs7.c and pkcs12.c fill it in.
 */
#ifndef LINT_INPUT_CONTAINER_H
#define LINT_INPUT_CONTAINER_H

#include <edgelint/result.h>

#include "base/arena.h"

#include "ber.h"

struct container {
	struct arena *arena;
	/* In the container's order, each an octet string of its own. */
	struct el_bytes *certificates;
	size_t count;
	size_t capacity;
	/* .code is not NULL: why there is no certificate, or none after
	 * those; .offset counts the container's octets. */
	struct el_problem problem;
	struct el_input_facts facts;
};

/* False, with a problem when there is not NULL: full, or no memory. */
bool container_add(struct container *container, struct el_bytes certificate)
    __attribute__((warn_unused_result));

/*
 * Say why reading ends; the message is the arena's or a literal.  Always
 * false, so that it can be returned.
 */
bool container_stop(struct container *container, const char *code,
    const char *message);

/*
 * The same for what the BER reader could not read in a container's octets.
 * what is its name, "PKCS#7"; without a fault there was no memory, and no
 * problem is set.
 */
bool container_damaged(struct container *container, const char *code,
    const char *what, const struct ber_fault *fault, struct el_bytes octets);


#endif
