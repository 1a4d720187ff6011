/*
 * From what a deployment says of itself to a profile: JSON that PowerShell's
 * ConvertTo-Json writes of the management shell's objects, and the XML of a
 * topology.  Only what a profile needs is taken; secrets stay where they are.
 */
#ifndef LINT_IMPORT_IMPORT_H
#define LINT_IMPORT_IMPORT_H

#include "judge/profile.h"

enum {
	/* Mistakes, or notes, that are listed. */
	IMPORT_LISTED = 50,
};

/* What is said of exports. */
struct import_remarks {
	struct profile_error *list; /* in order */
	size_t count; /* of all, listed or not */
};

struct import_edge;
struct import_pool;
struct import_domain;
struct import_partner;
struct import_certificate;

/* What was read so far; everything lives in the arena. */
struct import {
	struct arena *arena;
	const char *file; /* that is being read */
	struct import_edge *edges; /* lists, the last one first */
	struct import_pool *pools;
	struct import_domain *domains;
	struct import_partner *partners;
	struct import_certificate *certificates;
	bool domains_known;
	bool partners_known;
	size_t names; /* in all lists: LIMIT_PROFILE_NAMES each way */
	struct import_remarks mistakes;
	struct import_remarks notes; /* what an export leaves open */
	bool no_memory;
};

/* Begin with nothing. */
void import_begin(struct import *out, struct arena *arena);

/*
 * Read an export, recognised by its content.  What is wrong with it is in the
 * list of mistakes.  The text must live as long as the arena.
 */
void import_read(struct import *import, const char *file,
    struct el_bytes text);

/*
 * Put what was read into a profile, which options may have set keys of: what
 * they said stays.  A pool that they name is looked for among the Edge pools.
 * Contradictions are mistakes, too.
 */
void import_profile(struct el_profile *out, struct import *import);

/* How many of the remarks are in their list. */
size_t import_listed(const struct import_remarks *remarks);

/* What the services of an Edge Server are assigned, by Get-CsCertificate. */
struct import_certificate {
	const struct import_certificate *next;
	const char *use; /* "AccessEdgeExternal" */
	const char *thumbprint; /* 40 hexadecimal digits, upper case */
	const char *previous; /* the same, before a roll-over; or NULL */
};

/* --- for the readers of formats (gather.c) -------------------------------- */

/* Where something stands: a line of the file, and the element there. */
struct import_place {
	const char *file;
	size_t line;
	size_t column; /* 0: not known */
	const char *element; /* "[2].TlsNegotiation", "Port" */
};

/* The Edge service of a pool. */
struct import_edge {
	struct import_edge *next;
	struct import_place place;
	struct el_host pool;
	struct el_host access;
	struct el_host web;
};

/* A pool of whatever role, and its computers. */
struct import_pool {
	struct import_pool *next;
	struct el_host host;
	struct import_server *servers; /* the last one first */
};

struct import_server {
	struct import_server *next;
	struct el_host host;
};

struct import_domain {
	struct import_domain *next;
	struct el_host host;
	bool is_default;
};

struct import_partner {
	struct import_partner *next;
	struct el_xmpp_partner partner;
};

/* Note a mistake; the message is a literal or the arena's (NULL: no memory). */
void import_complain(struct import *import, const struct import_place *place,
    const char *message);

/* Note what the user has to decide, since the export does not tell. */
void import_note(struct import *import, const struct import_place *place,
    const char *message);

/* Read a name; false: it is wrong, which was noted. */
bool import_host(struct el_host *out, struct import *import,
    const struct import_place *place, const char *text);

/* A pool by its name; NULL: none of that name was read. */
struct import_pool *import_find_pool(const struct import *import,
    struct el_host host);

/* Add to a list; NULL: no memory or no room, which was noted. */
struct import_edge *import_add_edge(struct import *import,
    const struct import_place *place);
struct import_pool *import_add_pool(struct import *import,
    const struct import_place *place, struct el_host host);
void import_add_server(struct import *import, struct import_pool *pool,
    const struct import_place *place, const char *name);
void import_add_domain(struct import *import,
    const struct import_place *place, const char *name, bool is_default);
void import_add_partner(struct import *import,
    const struct import_place *place, const char *domain,
    struct el_xmpp_partner like);

/* powershell.c, topology.c */
void import_powershell(struct import *import, struct el_bytes utf8);
void import_topology(struct import *import, struct el_bytes utf8);

#endif
