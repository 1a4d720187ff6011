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

struct el_chain {
	unsigned given; /* bits of enum el_chain_part */
	const struct el_link *links; /* first the certificate itself */
	size_t count;
	enum el_chain_end end;
	/* All certificates of the input that could be read, in its order. */
	const struct el_link *input;
	size_t input_count;
	/* How many of them are Edge certificates, each counted once. */
	size_t input_edges;
};

/*
 * The same name, as RFC 5280, 7.1 has it but for white space: case and the
 * kind of string make no difference.  No name equals an empty one.
 */
bool el_name_equal(const struct el_name *a, const struct el_name *b);

/*
 * Whether, by names and key identifiers, one certificate may have been issued
 * under another.
 */
bool el_cert_may_issue(const struct el_cert *issuer,
    const struct el_cert *cert);

#endif
