/*
 * The octets of a text file as ASCII: UTF-8 with a byte order mark, and
 * UTF-16 as PowerShell's > makes it.  What matters to PEM is ASCII; all else
 * only has to keep its place, so that a message can point at it.
 */
#ifndef LINT_INPUT_ENCODING_H
#define LINT_INPUT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

#include "base/arena.h"

struct encoding_text {
	/* Of UTF-16, one octet for each of its 16-bit units: ASCII, or 0xff
	 * for what is beyond. */
	struct el_bytes text;
	struct el_bytes original; /* what it was made from */
	size_t start; /* octets of the original before the text */
	size_t width; /* octets of the original for one of the text */
	bool big_endian;
};

/* Find out the encoding; the text lives as long as both. False: no memory. */
bool encoding_decode(struct encoding_text *out, struct el_bytes octets,
    struct arena *arena) __attribute__((warn_unused_result));

/* Where in the original an octet of the text stands. */
static inline size_t
encoding_offset(const struct encoding_text *text, size_t at)
{
	return text->start + at * text->width;
}

/*
 * One character for a message: "*" in quotes when it is ASCII and visible,
 * else as U+2013, or "octet 0x96" when it is none.
 */
enum { ENCODING_CHARACTER_SIZE = 16 };
void encoding_character(char *buffer, const struct encoding_text *text,
    size_t at);

/*
 * A text file in whatever encoding of these as UTF-8, without its mark; what
 * is UTF-8 comes out as it stands, mistakes included.  Lines stay lines.
 * False: no memory.
 */
bool encoding_to_utf8(struct el_bytes *out, struct el_bytes octets,
    struct arena *arena) __attribute__((warn_unused_result));

#endif
