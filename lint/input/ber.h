/*
 * Elements of BER (X.690), the form of DER in which programs write containers
 * before they know how long they get: lengths may be indefinite, and strings
 * may come in pieces.  Certificates have a reader of their own, which is
 * stricter.
 */
#ifndef LINT_INPUT_BER_H
#define LINT_INPUT_BER_H

#include <edgelint/bytes.h>

#include "base/arena.h"

/* What the first octets of an element say. */
struct ber_header {
	size_t size; /* of identifier and length octets */
	size_t length; /* of the contents */
	bool indefinite; /* they end where end-of-contents octets stand */
};

/* False: there are too few octets, or the length is above four octets. */
bool ber_header(struct ber_header *out, struct el_bytes octets);

struct ber_elem {
	uint8_t tag;
	struct el_bytes body; /* without end-of-contents octets */
	struct el_bytes whole; /* with them, and with the header */
};

/* What could not be read, and where. */
struct ber_fault {
	const char *what; /* NULL: nothing */
	const uint8_t *at;
};

/* Octets that are still to be read; the first fault is kept. */
struct ber {
	const uint8_t *next;
	const uint8_t *end;
	struct ber_fault *fault;
};

static inline struct ber
ber_of(struct el_bytes octets, struct ber_fault *fault)
{
	return (struct ber){ octets.data, octets.data + octets.size, fault };
}

static inline bool
ber_at_end(const struct ber *ber)
{
	return ber->next == ber->end;
}

/* The next identifier octet; 0 at the end. */
static inline uint8_t
ber_peek(const struct ber *ber)
{
	return ber_at_end(ber) ? 0 : *ber->next;
}

/* False: there is no element that can be delimited; the fault says why. */
bool ber_next(struct ber *ber, struct ber_elem *out);

/* The next element, which has to have this tag. */
bool ber_take(struct ber *ber, struct ber_elem *out, uint8_t tag);

/* The same, and a reader of what is in it. */
bool ber_enter(struct ber *ber, struct ber *out, uint8_t tag);

/*
 * The octets of a string, whose tag is that of one piece or of several.  They
 * are the input's, or put together in the arena.  False: the fault says why;
 * it stays empty when there was no memory.
 */
bool ber_string(struct ber *ber, struct el_bytes *out, uint8_t tag,
    struct arena *arena);

/* A whole number from 0 to 2^31 - 1. */
bool ber_number(struct ber *ber, uint32_t *out);

#endif
