/*
 * Whether a name lies in a subtree of nameConstraints: RFC 5280, 4.2.1.10, and
 * where that leaves open what is written in certificates, as OpenSSL has it.
 */
#ifndef LINT_VIEW_SUBTREE_H
#define LINT_VIEW_SUBTREE_H

#include <edgelint/cert.h>

/* A name of one of the forms that constraints speak of. */
struct constrained_name {
	enum el_name_type type;
	struct el_bytes value;
	const struct el_name *directory; /* EL_NAME_DIRECTORY */
	const struct el_general_name *entry; /* in a SAN list, or NULL */
};

enum subtree_answer {
	SUBTREE_OTHER_FORM, /* the subtree says nothing about such names */
	SUBTREE_OUTSIDE,
	SUBTREE_INSIDE,
	/* The name is of the subtree's form, but has no part that could be
	 * compared, such as a URI without a host: it has to be refused. */
	SUBTREE_NO_HOST,
	SUBTREE_UNKNOWN, /* nobody here can tell */
};

enum subtree_answer subtree_holds(const struct el_subtree *subtree,
    const struct constrained_name *name);

#endif
