/*
 * A certificate beside what came before it: the one whose place it takes, and
 * the request that it was asked for with.  What became of the old names is
 * worked out once per certificate; rules and reports read it.
 *
 * Positions count all SAN entries from 1, and 0 is "nowhere".
 */
#ifndef EDGELINT_COMPARISON_H
#define EDGELINT_COMPARISON_H

#include <edgelint/cert.h>
#include <edgelint/match.h>

/* What a run was given to compare with; all zero: nothing. */
struct el_earlier {
	const struct el_cert *previous; /* the installed certificate, or NULL */
	const char *previous_source; /* its file as the user gave it */
	const struct el_cert *request; /* NULL: none was given */
	const char *request_source;
	/* The A/V authentication certificate is rolled over, and the new one
	 * is used from this second on; seconds since 1970, UTC. */
	bool rolls;
	int64_t effective;
};

/* SHA-1 of a subjectPublicKey in hex, RFC 5280 4.2.1.2 (1), with the NUL. */
enum { EL_KEY_ID_SIZE = 41 };

/* What became of an entry of the previous list. */
enum el_name_fate {
	EL_NAME_KEPT,
	EL_NAME_LOST,
	/* A service or an XMPP domain of the deployment is without it. */
	EL_NAME_LOST_NEEDED,
	EL_NAME_PASSED_OVER, /* it repeats another, or is no host name */
};

struct el_comparison {
	const struct el_earlier *earlier;

	/* With .previous: */
	const struct el_match *previous_match; /* with the deployment */
	bool same; /* it is that certificate, octet by octet */
	bool same_subject; /* RFC 5280, 7.1 */
	bool same_common_name; /* the first, as text, but for ASCII case */
	bool same_issuer;
	bool keys_known; /* both keys can be read */
	bool same_key; /* the key, however it is encoded */
	bool names_known; /* both SAN lists can be read */
	/* Per entry of the previous list: where the same name stands now. */
	const uint32_t *now_at;
	/* Per entry of the list: where the same name stood before. */
	const uint32_t *was_at;
	const uint8_t *fates; /* per entry of the previous list */

	/* With .request: */
	bool request_key_known; /* both keys can be read */
	bool same_request_key;

	/* "" where there is no key, or it cannot be read. */
	char key_id[EL_KEY_ID_SIZE]; /* of the certificate's key */
	char previous_key_id[EL_KEY_ID_SIZE];
	char request_key_id[EL_KEY_ID_SIZE];
};

/* The same public key, however a point or a number is encoded. */
bool el_key_equal(const struct el_key *a, const struct el_key *b);

/*
 * The security strength of a key in bits, NIST SP 800-57 Part 1 table 2: that
 * of the largest size of the table that it reaches.  0: it reaches none, or
 * its kind is not known.
 */
unsigned el_key_strength(const struct el_key *key);

#endif
