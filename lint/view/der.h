/*
 * The reader of tags and lengths; only it touches raw octets.  What is not
 * DER but can still be delimited is read, and noted where a note is kept.
 *
 * It is inline since a certificate has some hundred elements: a call for each
 * costs three times as much.  test/test_der.c holds it against mbedTLS.
 */
#ifndef LINT_VIEW_DER_H
#define LINT_VIEW_DER_H

#include <edgelint/cert.h>

/* Octets that are still to be read. */
struct der {
	const uint8_t *next;
	const uint8_t *end;
};

/* What is wrong at der->next, or odd about the element read there. */
struct der_oddity {
	const char *malformed; /* NULL: the element could be delimited */
	bool not_minimal; /* its length is in a longer form than needed */
};

static inline struct der
der_of(struct el_bytes octets)
{
	return (struct der){ octets.data, octets.data + octets.size };
}

static inline bool
der_at_end(const struct der *der)
{
	return der->next == der->end;
}

/* The next identifier octet, 0 at the end; 0 is no tag that DER uses. */
static inline uint8_t
der_peek(const struct der *der)
{
	return der_at_end(der) ? 0 : *der->next;
}

/*
 * Read the next element when it is an everyday one: a length in one of the
 * three shortest forms, and minimal.  False: it is not, and nothing was done.
 */
static inline bool
der_next_everyday(struct der *der, struct el_elem *out)
{
	const uint8_t *p = der->next;
	size_t left = (size_t)(der->end - p);
	size_t header = 2;
	size_t length;

	if (left < 2 || (p[0] & 0x1f) == 0x1f)
		return false;
	length = p[1];
	if (length >= 0x80) {
		if (length == 0x81 && left > 2 && p[2] >= 0x80) {
			header = 3;
			length = p[2];
		} else if (length == 0x82 && left > 3 && p[2] != 0) {
			header = 4;
			length = (size_t)p[2] << 8 | p[3];
		} else {
			return false;
		}
	}
	if (length > left - header)
		return false;
	out->body.data = p + header;
	out->body.size = length;
	out->tag = p[0];
	out->header = (uint8_t)header;
	der->next = p + header + length;
	return true;
}

/* Every case, slowly; as der_next(). */
bool der_next_any(struct der *der, struct el_elem *out,
    struct der_oddity *oddity);

/*
 * Read the next element and move behind it.  False: there is none that could
 * be delimited, the reader has not moved, and oddity says why; at the end of
 * the octets that is "an element is missing".
 */
static inline bool
der_next(struct der *der, struct el_elem *out, struct der_oddity *oddity)
{
	*oddity = (struct der_oddity){ 0 };
	return der_next_everyday(der, out) || der_next_any(der, out, oddity);
}

#endif
