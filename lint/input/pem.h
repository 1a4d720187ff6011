/*
 * PEM blocks in a text (RFC 7468), with anything around them: where each
 * begins and ends, and what is wrong with its frame.  What is inside is not
 * looked at.  All of it together passes over the text once.
 */
#ifndef LINT_INPUT_PEM_H
#define LINT_INPUT_PEM_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

enum pem_fault {
	PEM_OK,
	PEM_BEGIN_DAMAGED, /* BEGIN line of what is judged, not whole */
	PEM_NO_END,
	PEM_END_DIFFERS, /* the END line is not the one that belongs here */
};

struct pem_block {
	struct el_bytes label;
	struct el_bytes body; /* between the BEGIN line and the END line */
	size_t begin; /* index of the first dash of the BEGIN line */
	size_t end; /* of the END line, or where the block stops without */
	enum pem_fault fault;
};

struct pem_reader {
	struct el_bytes text;
	size_t at; /* what is before has been read */
};

/* The next block; false: there is no more. */
bool pem_next(struct pem_block *out, struct pem_reader *reader);

/* Whether a label says that the block is a certificate. */
bool pem_is_certificate(struct el_bytes label);

/* Whether it says that the block is a certificate or a request for one. */
bool pem_is_judged(struct el_bytes label);

/* ... that it is PKCS#7 or PKCS#12. */
bool pem_is_container(struct el_bytes label);

/*
 * Whether a block is a private key that no password protects, as far as its
 * label and its first line tell.
 */
bool pem_is_open_key(const struct pem_block *block);

/* A certificate with OpenSSL's own data behind it. */
bool pem_is_trusted_certificate(struct el_bytes label);

/* A place in a text and the number of its line. */
struct pem_place {
	size_t at;
	size_t line; /* from 1 */
};

/*
 * Move a place forward and count the lines in between; LF, CR and CRLF end
 * a line.
 */
void pem_go_to(struct pem_place *place, struct el_bytes text, size_t at);

#endif
