/*
 * Host names as a certificate presents them and as a deployment asks for
 * them: what is wrong with one, and when two are the same.  It knows no
 * certificate and no profile.
 *
 * Names are compared by their octets and length, ignoring only ASCII case
 * (RFC 9525, 6.3); nothing here looks for a NUL.
 */
#ifndef EDGELINT_HOST_H
#define EDGELINT_HOST_H

#include <edgelint/bytes.h>

enum { EL_HOST_MAX = 253, EL_LABEL_MAX = 63 };

/* The first thing, from the left, that makes a text no host name. */
enum el_host_defect {
	EL_HOST_OK,
	EL_HOST_EMPTY,
	EL_HOST_NUL,
	EL_HOST_SPACE,
	EL_HOST_CONTROL,
	EL_HOST_NON_ASCII,
	EL_HOST_UNDERSCORE,
	EL_HOST_ASTERISK, /* anywhere but as the whole first label */
	EL_HOST_CHARACTER, /* any other that is no letter, digit, hyphen, dot */
	EL_HOST_LEADING_DOT,
	EL_HOST_TRAILING_DOT,
	EL_HOST_EMPTY_LABEL,
	EL_HOST_LEADING_HYPHEN, /* of a label */
	EL_HOST_TRAILING_HYPHEN,
	EL_HOST_LONG_LABEL,
	EL_HOST_LONG_NAME,
	EL_HOST_IP_ADDRESS, /* four decimal numbers */
};

/* What one look at a presented name finds out. */
struct el_host_facts {
	uint32_t hash; /* of the name in lower case; el_host_hash() */
	uint8_t defect; /* enum el_host_defect */
	bool wildcard : 1; /* well-formed, with "*" as its first label */
	bool hyphens : 1; /* two hyphens in a row, as in "xn--" */
	bool capitals : 1;
	/* Its last label may be other than com, net, org or two letters. */
	bool rare_domain : 1;
};

/* A name that a deployment asks for: lower case, well-formed, no wildcard. */
struct el_host {
	struct el_bytes text; /* .data is NULL: not known */
	uint32_t hash;
};

/* Look at a name once; works on any octets. */
struct el_host_facts el_host_look(struct el_bytes name);

/* The same hash for names that are equal but for ASCII case. */
uint32_t el_host_hash(struct el_bytes name);

/* Equal but for ASCII case. */
bool el_host_equal(struct el_bytes a, struct el_bytes b);

/* What follows the first dot; no octets when there is no dot. */
struct el_bytes el_host_parent(struct el_bytes name);

/*
 * Whether name is below parent at a label boundary, at any depth:
 * notcontoso.com is not under contoso.com, nor is contoso.com itself.
 */
bool el_host_is_under(struct el_bytes name, struct el_bytes parent);

/* The defect in words that complete "the name ...": "holds an underscore". */
const char *el_host_defect_text(enum el_host_defect defect);

static inline bool
el_host_known(struct el_host host)
{
	return host.text.data != NULL;
}

#endif
