/*
 * Base64 to octets (RFC 4648, section 4).  White space may stand anywhere;
 * everything else must be right: the alphabet, the padding, the length.  The
 * bits that a last character has too many are not looked at, since OpenSSL
 * and Windows do not look at them either and no octet depends on them.
 */
#ifndef LINT_INPUT_BASE64_H
#define LINT_INPUT_BASE64_H

#include <stddef.h>

#include <edgelint/bytes.h>

enum base64_fault {
	BASE64_OK,
	BASE64_CHARACTER, /* one that base64 does not have */
	BASE64_PADDING, /* "=" too early or too often, or not at the end */
	BASE64_LENGTH, /* characters are missing at the end */
};

struct base64_result {
	enum base64_fault fault;
	size_t at; /* index of the bad character; the text's size for LENGTH */
	size_t size; /* octets that were decoded before it */
};

/* Octets that a text of this size can decode to, at most. */
static inline size_t
base64_room(size_t size)
{
	return size / 4 * 3 + 3;
}

/* Decode a text into base64_room() octets. */
struct base64_result base64_decode(uint8_t *out, struct el_bytes text);

#endif
