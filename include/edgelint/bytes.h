/*
 * Octets that belong to somebody else.  A slice never owns what it points to
 * and never ends in NUL; all text from a certificate travels as a slice.
 */
#ifndef EDGELINT_BYTES_H
#define EDGELINT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct el_bytes {
	const uint8_t *data; /* NULL: there is nothing, not even an empty text */
	size_t size;
};

/* The octets of a C string, without its NUL; NULL gives no octets. */
static inline struct el_bytes
el_bytes_of(const char *text)
{
	return (struct el_bytes){ (const uint8_t *)text,
		text == NULL ? 0 : strlen(text) };
}

static inline bool
el_bytes_equal(struct el_bytes a, struct el_bytes b)
{
	return a.size == b.size &&
	    (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* A letter of ASCII in lower case; any other octet as it is. */
static inline uint8_t
el_ascii_lower(uint8_t octet)
{
	return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
}

#endif
