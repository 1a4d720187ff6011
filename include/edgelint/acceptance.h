/*
 * What partners make of a certificate: for an XMPP domain, which entry covers
 * it in the eyes of whom.  RFCs, Microsoft's page and the XMPP servers differ;
 * each row of the table is one of them, with the version that it describes.
 *
 * Only names, key purposes and key usage are looked at; that the partner
 * trusts the chain and that the dates are right is taken for granted.
 */
#ifndef EDGELINT_ACCEPTANCE_H
#define EDGELINT_ACCEPTANCE_H

#include <edgelint/cert.h>

/* How it is known what a row says. */
enum el_basis {
	EL_BASIS_DOCUMENT, /* it is a text, and was read */
	EL_BASIS_TESTED, /* the server was asked; test/servers.sh asks again */
	EL_BASIS_SOURCE, /* the server's source was read */
};

/* "document", "tested", "source". */
const char *el_basis_name(enum el_basis basis);

enum el_answer { EL_NO, EL_YES, EL_CANNOT_SAY };

/* In order of preference. */
enum el_accepted_kind {
	EL_ACCEPTED_EXACT,
	EL_ACCEPTED_SRV_NAME,
	EL_ACCEPTED_XMPP_ADDR,
	EL_ACCEPTED_WILDCARD,
	EL_ACCEPTED_PARENT,
	EL_ACCEPTED_COMMON_NAME,
	EL_ACCEPTED_NONE,
};

/* "exact", "srv-name" ... "common-name", "none". */
const char *el_accepted_kind_name(enum el_accepted_kind kind);

/* What keeps a certificate from being accepted without reserve. */
enum el_accepted_reason {
	EL_REASON_NONE,
	EL_REASON_NO_NAME, /* nothing in it matches the domain */
	/* The document speaks of no such entries, or of no stream that the
	 * Edge opens. */
	EL_REASON_SILENT,
	EL_REASON_NOT_MODELLED, /* what the server does there is not known */
	EL_REASON_STOPS, /* at an XmppAddr; it ends the stream */
	EL_REASON_KEY_PURPOSE, /* the extended key usage */
	EL_REASON_KEY_USAGE,
};

/* "no-name" ... "key-usage"; NULL for EL_REASON_NONE. */
const char *el_accepted_reason_name(enum el_accepted_reason reason);

/* One that judges certificates. */
struct el_acceptor {
	const char *by; /* for programs: "prosody" */
	const char *title; /* for people: "Prosody" */
	const char *version; /* or the date of the document */
	enum el_basis basis;
};

struct el_acceptance {
	enum el_answer accepts; /* the names, for the domain */
	/* The names, and what the key may be used for, on a stream that the
	 * Edge opens: it is a TLS client there, and signs. */
	enum el_answer edge_opens;
	enum el_accepted_kind kind;
	size_t position; /* in the SAN list; 0: nowhere in it */
	enum el_accepted_reason reason;
};

/* How many there are, and one of them, from 0. */
size_t el_acceptor_count(void);
const struct el_acceptor *el_acceptor(size_t number);

/*
 * What one of them says of a certificate for a domain, which is well-formed,
 * in lower case and has no final dot, as those of a profile.
 */
struct el_acceptance el_acceptor_asks(size_t number,
    const struct el_cert *cert, struct el_bytes domain);

#endif
