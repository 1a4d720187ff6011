/*
 * Octets made fit to be read: certificate text is data, and nothing of it
 * reaches a terminal or a report but through here.
 */
#ifndef LINT_BASE_TEXT_H
#define LINT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

#include "arena.h"
#include "sink.h"

/*
 * The length of the well-formed UTF-8 character at the start, or 0 when there
 * is none: overlong forms, surrogates and what is above U+10FFFF are none.
 */
size_t text_utf8_length(struct el_bytes octets);

/* The character that so many well-formed octets stand for. */
uint32_t text_utf8_character(const uint8_t *octets, size_t length);

/* White space of ASCII. */
static inline bool
text_is_space(uint8_t octet)
{
	return octet == ' ' || (octet >= '\t' && octet <= '\r');
}

/* Whether octets begin with size others, which may hold NULs. */
static inline bool
text_begins_with(struct el_bytes octets, const char *start, size_t size)
{
	return octets.size >= size && memcmp(octets.data, start, size) == 0;
}

enum { TEXT_WORD = sizeof(uint64_t) };

/*
 * Whether a whole word of octets stands there, all ASCII from the space on and
 * none of two others: most of any text is passed over in such steps.
 */
static inline bool
text_has_plain_word(struct el_bytes octets, size_t at, uint8_t but,
    uint8_t nor)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t word;
	uint64_t a;
	uint64_t b;

	if (octets.size - at < sizeof(word))
		return false;
	memcpy(&word, octets.data + at, sizeof(word));
	a = word ^ each * but;
	b = word ^ each * nor;
	/* A subtraction borrows from the highest bit of an octet when that is
	 * below what is taken away, here 32 and, where they are equal, 1. */
	return ((word | ((word - each * ' ') & ~word) | ((a - each) & ~a) |
		    ((b - each) & ~b)) & each * 0x80) == 0;
}

/* Whether nothing would be changed by text_printable(). */
bool text_is_printable(struct el_bytes octets);

/*
 * Printable text: octets that are no valid UTF-8, control characters, and the
 * characters that steer the direction of text or show nothing become \xHH, a
 * backslash becomes two.
 */
void text_printable(struct sink *sink, struct el_bytes octets);

/*
 * The same for a place where a person reads: what is longer than
 * TEXT_EXCERPT octets is cut, and how much was left out is said.
 */
enum { TEXT_EXCERPT = 1000 };
void text_excerpt(struct sink *sink, struct el_bytes octets);

/* text_printable() as a string in the arena; NULL when there is no memory. */
const char *text_printable_copy(struct arena *arena, struct el_bytes octets);

/*
 * Text that is printable already, up to so many octets: the rest is cut, not
 * in the middle of a character, and how much it is is said.
 */
void text_cut(struct sink *sink, struct el_bytes text, size_t size);

/* Lower-case hex without separators; a copy has room for two characters an
 * octet, and the NUL. */
void text_hex(struct sink *sink, struct el_bytes octets);
void text_hex_copy(char *out, struct el_bytes octets);

/*
 * The nearest of count candidates to a misspelt word, by edit distance, when
 * it is near enough to be meant; else NULL.
 */
const char *text_suggest(const char *word, const char *const *candidates,
    size_t count);

#endif
