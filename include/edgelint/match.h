/*
 * How a certificate's SAN list meets a deployment: which entry plays which
 * part, which names are missing, what covers each XMPP domain.  It is worked
 * out once per certificate; rules and reports read it.
 *
 * Positions count all SAN entries from 1, and 0 is "nowhere".
 */
#ifndef EDGELINT_MATCH_H
#define EDGELINT_MATCH_H

#include <edgelint/cert.h>
#include <edgelint/profile.h>

/* The parts that an entry can play, in the order of the report. */
enum el_name_role {
	EL_PLAYS_ACCESS_EDGE = 1 << 0,
	EL_PLAYS_WEB_CONFERENCING = 1 << 1,
	EL_PLAYS_SIP = 1 << 2, /* it is sip.DOMAIN */
	EL_PLAYS_XMPP = 1 << 3, /* it covers an XMPP domain */
	EL_PLAYS_ALLOWED = 1 << 4, /* allowed, and none of the others */
	/* xmpp.DOMAIN or sipexternal.DOMAIN; explained, not in reports. */
	EL_PLAYS_KNOWN = 1 << 5,
};

/* In order of preference. */
enum el_coverage_kind {
	EL_COVERED_EXACT,
	EL_COVERED_SRV_NAME,
	EL_COVERED_XMPP_ADDR,
	EL_COVERED_WILDCARD,
	EL_COVERED_PARENT,
	EL_UNCOVERED,
};

/* As in the JSON report: "exact" ... "parent", "none". */
const char *el_coverage_name(enum el_coverage_kind kind);

struct el_coverage {
	enum el_coverage_kind kind;
	size_t position;
};

struct el_match {
	/* Per SAN entry. */
	const uint8_t *roles; /* bits of enum el_name_role */
	const uint8_t *classes; /* el_match_class() of the roles */
	/* Position of the first equal entry of the same type, or its own;
	 * only types that names are compared with repeat each other. */
	const uint32_t *same_as;
	/* How many dNSName entries there are of which kind. */
	size_t malformed;
	size_t wildcards;
	size_t repeated; /* equal to an earlier one */
	size_t hyphens; /* with two hyphens in a row */
	size_t capitals; /* with capital letters */
	size_t rare_domains; /* with a last label that few names have */
	size_t idle; /* without any role, whatever else they are */
	size_t others; /* entries of other kinds, all of them */
	/* Positions of the names that the profile knows; 0: missing. */
	size_t access_edge;
	size_t web_conferencing;
	/* Of the well-formed dNSName that is the first common name; or 0. */
	size_t common_name;
	const uint32_t *sip; /* per domain of profile->sip */
	const uint32_t *online_sip; /* per domain of profile->online_sip */
	/* Per domain of profile->xmpp; NULL when the certificate serves no
	 * XMPP gateway, or its list is unreadable. */
	const struct el_coverage *xmpp;
};

/*
 * The class of a presented name under the profile's order, from 0; later
 * classes follow earlier ones.  Design: W, S, the rest.
 */
unsigned el_match_class(const struct el_profile *profile, unsigned roles);

/* The position of the first well-formed dNSName that equals the name. */
size_t el_cert_find_dns_name(const struct el_cert *cert,
    struct el_bytes name);

#endif
