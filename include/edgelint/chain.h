/*
 * The way from a certificate to its issuers: which certificates stand on it,
 * where each came from, and whether each was signed with the key of the next.
 * It is put together only when something beside the certificate was given;
 * rules and reports read it.
 */
#ifndef EDGELINT_CHAIN_H
#define EDGELINT_CHAIN_H

#include <edgelint/cert.h>

enum el_chain_from {
	EL_FROM_INPUT, /* beside the certificate that is judged */
	EL_FROM_CHAIN, /* --chain */
	EL_FROM_TRUST, /* --trust: a trust anchor */
};

/* "input", "chain", "trust". */
const char *el_chain_from_name(enum el_chain_from from);

enum el_signature {
	EL_SIGNATURE_UNCHECKED, /* there is no key to check it with */
	EL_SIGNATURE_GOOD,
	EL_SIGNATURE_BAD,
	EL_SIGNATURE_UNSUPPORTED, /* nobody here can tell */
};

/* "unchecked", "good", "bad", "unsupported". */
const char *el_signature_name(enum el_signature signature);

struct el_link {
	const struct el_cert *cert;
	enum el_chain_from from;
	const char *source; /* the file's name as the user gave it */
	size_t index; /* in its source, from 0 */
	bool repeated; /* in the input: the same octets stood before */
	bool self_issued; /* its subject is its issuer: el_name_equal() */
	/* With the key of the next link; of a root, with its own. */
	enum el_signature signature;
	const char *unsupported; /* what is: "Ed25519" */
};

/* What was given, as bits. */
enum el_chain_part {
	EL_CHAIN_ISSUERS = 1 << 0, /* several certificates, or --chain */
	EL_CHAIN_ANCHORS = 1 << 1, /* --trust */
	EL_CHAIN_ANY = EL_CHAIN_ISSUERS | EL_CHAIN_ANCHORS,
};

enum el_chain_end {
	EL_CHAIN_ANCHORED, /* the last link is a trust anchor */
	EL_CHAIN_ROOT, /* it is its own issuer, and no trust anchor */
	EL_CHAIN_OPEN, /* its issuer is not there */
	EL_CHAIN_CUT, /* longer, or with more turns, than edgelint looks */
};

/* A name below a CA whose nameConstraints do not allow it. */
struct el_name_offence {
	size_t bearer; /* the link that bears it */
	size_t constrainer; /* the link whose nameConstraints they are */
	enum el_name_type type;
	size_t position; /* in the SAN list, from 1; 0: in the subject */
	struct el_bytes name; /* no octets: the subject as a whole */
	bool excluded; /* by name; false: not among what is permitted */
};

struct el_chain {
	unsigned given; /* bits of enum el_chain_part */
	const struct el_link *links; /* first the certificate itself */
	size_t count;
	enum el_chain_end end;
	/* The search for a better way was given up: what is wrong with this
	 * one may be right with another. */
	bool cut;
	/* An Edge certificate of the input has this one as an issuer. */
	bool serves;
	/* What nameConstraints on the way forbid, and what of them nobody here
	 * can judge: "otherName", or NULL. */
	const struct el_name_offence *offences;
	size_t offence_count;
	const char *names_unsupported;
	/* All certificates of the input that could be read, in its order; NULL,
	 * whatever their number, unless input_edges is 1. */
	const struct el_link *input;
	size_t input_count;
	/* How many of them are Edge certificates, each counted once. */
	size_t input_edges;
};

/*
 * The same name, as RFC 5280, 7.1 has it: case, the kind of string, and the
 * amount of white space make no difference.  No name equals an empty one.
 */
bool el_name_equal(const struct el_name *a, const struct el_name *b);

/*
 * Whether, by names and key identifiers, one certificate may have been issued
 * under another.
 */
bool el_cert_may_issue(const struct el_cert *issuer,
    const struct el_cert *cert);

/*
 * What of an authorityKeyIdentifier is not the issuer's, as far as both have
 * it: "the key identifier", "the serial number"; NULL: nothing.
 */
const char *el_cert_key_id_differs(const struct el_cert *issuer,
    const struct el_cert *cert);

/*
 * Why a link, by its basicConstraints and its keyUsage, may not issue those
 * before it (RFC 5280, 6.1.4 (k) to (n)), as the end of a sentence; NULL: it
 * may, as far as they can be read.
 */
const char *el_link_not_ca(const struct el_link *links, size_t at);

/* What path validation makes of a critical extension of an issuer. */
enum el_criticality {
	EL_CRITICAL_KNOWN, /* RFC 5280, 6.1 processes it */
	EL_CRITICAL_DISPUTED, /* it is standard, but not every verifier's */
	EL_CRITICAL_UNKNOWN,
};

enum el_criticality el_extension_criticality(
    const struct el_extension *extension);

/* Which servers an issuer may issue for, by its extKeyUsage. */
enum el_issuing {
	EL_ISSUES_FOR_TLS,
	EL_ISSUES_FOR_ANY, /* anyExtendedKeyUsage alone says so */
	EL_ISSUES_FOR_OTHERS,
};

enum el_issuing el_cert_issuing(const struct el_cert *cert);

#endif
