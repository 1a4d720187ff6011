/*
 * What the certificates of an Edge Server are assigned to, as Get-CsCertificate
 * tells: a use for each service, and the thumbprint of its certificate.
 */
#ifndef EDGELINT_ASSIGNMENT_H
#define EDGELINT_ASSIGNMENT_H

#include <stdbool.h>
#include <stddef.h>

/* Types of Set-CsCertificate that an Edge Server has, as bits. */
enum el_use {
	EL_USE_ACCESS_EDGE = 1 << 0, /* AccessEdgeExternal */
	EL_USE_DATA_EDGE = 1 << 1, /* DataEdgeExternal */
	EL_USE_AV = 1 << 2, /* AudioVideoAuthentication */
	EL_USE_XMPP = 1 << 3, /* XmppServer */
	EL_USE_INTERNAL = 1 << 4, /* Internal */
	/* AudioVideoAuthentication, for tokens that it has signed before it
	 * was rolled over. */
	EL_USE_AV_PREVIOUS = 1 << 5,
	EL_USES = 1 << 6,
};

enum { EL_USES_EXTERNAL = EL_USES - 1 - EL_USE_INTERNAL };

/* "AccessEdgeExternal". */
const char *el_use_name(enum el_use use);

/* SHA-1 in hex, lower case, with the NUL. */
enum { EL_THUMBPRINT_SIZE = 41 };

/* A certificate and all that it is assigned to. */
struct el_assignment {
	char thumbprint[EL_THUMBPRINT_SIZE];
	unsigned uses; /* bits of enum el_use */
};

struct el_assignments {
	const struct el_assignment *list; /* by thumbprint */
	size_t count;
	unsigned uses; /* of all of them */
};

/* Uses one after the other, with commas: room for all. */
enum { EL_USE_NAMES_SIZE = 160 };
const char *el_use_names(char out[EL_USE_NAMES_SIZE], unsigned uses);

#endif
