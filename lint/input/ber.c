#include "ber.h"

#include <edgelint/cert.h>

#include "base/limits.h"

enum {
	INDEFINITE = 0x80,
	CONSTRUCTED = 0x20,
	/* A tag number over 30 follows in further octets. */
	HIGH_TAG = 0x1f,
	TAG_END_OF_CONTENTS = 0,
	/* Octets of a length; four are 4 GB, more than any input has. */
	LENGTH_OCTETS_MAX = 4,
	/* Tag number of OCTET STRING, of which the pieces of a string are. */
	TAG_PIECES = EL_TAG_OCTET_STRING | CONSTRUCTED,
};

static bool
fail(struct ber *ber, const char *what, const uint8_t *at)
{
	if (ber->fault->what == NULL)
		*ber->fault = (struct ber_fault){ what, at };
	return false;
}

bool
ber_header(struct ber_header *out, struct el_bytes octets)
{
	unsigned count;

	if (octets.size < 2)
		return false;
	*out = (struct ber_header){ .size = 2, .length = octets.data[1],
		.indefinite = octets.data[1] == INDEFINITE };
	if (out->length <= INDEFINITE)
		return true;
	count = octets.data[1] & 0x7f;
	if (count > LENGTH_OCTETS_MAX || octets.size < 2 + (size_t)count)
		return false;
	out->size += count;
	out->length = 0;
	for (size_t i = 2; i < out->size; i++)
		out->length = out->length << 8 | octets.data[i];
	return true;
}

/* A header whose contents are there, as far as it says how long they are. */
static bool
read_header(struct ber *ber, struct ber_header *out, const uint8_t *at)
{
	size_t left = (size_t)(ber->end - at);

	if (left == 0)
		return fail(ber, "an element is missing", at);
	if ((*at & HIGH_TAG) == HIGH_TAG)
		return fail(ber, "an element has a tag that does not belong "
		    "there", at);
	if (!ber_header(out, (struct el_bytes){ at, left }))
		return fail(ber, "an element has no length that can be read",
		    at);
	if (out->indefinite) {
		if (!(*at & CONSTRUCTED))
			return fail(ber, "an element without parts has an "
			    "indefinite length", at);
	} else if (out->length > left - out->size) {
		return fail(ber, "an element says that it is longer than "
		    "what holds it", at);
	}
	return true;
}

/*
 * Where contents of indefinite length end: at the end-of-contents octets that
 * belong to them, behind those of the elements within.
 */
static bool
find_end(struct ber *ber, const uint8_t **out, const uint8_t *at)
{
	unsigned depth = 0;

	for (;;) {
		struct ber_header header;

		if (!read_header(ber, &header, at))
			return false;
		if (*at == TAG_END_OF_CONTENTS) {
			if (header.length != 0)
				return fail(ber, "end-of-contents octets are "
				    "not two zeros", at);
			if (depth == 0)
				break;
			depth--;
		} else if (header.indefinite && ++depth > LIMIT_BER_DEPTH) {
			return fail(ber, "elements are nested too deeply", at);
		}
		at += header.size + (header.indefinite ? 0 : header.length);
	}
	*out = at;
	return true;
}

bool
ber_next(struct ber *ber, struct ber_elem *out)
{
	const uint8_t *at = ber->next;
	const uint8_t *body;
	const uint8_t *body_end;
	const uint8_t *end;
	struct ber_header header;

	if (!read_header(ber, &header, at))
		return false;
	if (*at == TAG_END_OF_CONTENTS)
		return fail(ber, "end-of-contents octets stand where nothing "
		    "ends", at);
	body = at + header.size;
	body_end = end = body + header.length;
	if (header.indefinite) {
		if (!find_end(ber, &body_end, body))
			return false;
		end = body_end + 2;
	}
	*out = (struct ber_elem){
		.tag = *at,
		.body = { body, (size_t)(body_end - body) },
		.whole = { at, (size_t)(end - at) },
	};
	ber->next = end;
	return true;
}

bool
ber_take(struct ber *ber, struct ber_elem *out, uint8_t tag)
{
	if (!ber_at_end(ber) && *ber->next != tag)
		return fail(ber, "an element is of another type than belongs "
		    "there", ber->next);
	return ber_next(ber, out);
}

bool
ber_enter(struct ber *ber, struct ber *out, uint8_t tag)
{
	struct ber_elem elem;

	if (!ber_take(ber, &elem, tag))
		return false;
	*out = ber_of(elem.body, ber->fault);
	return true;
}

/* Add up the pieces of a string, and copy them where there is room for it. */
static bool
gather(struct ber pieces, uint8_t *out, size_t *size, unsigned depth)
{
	struct ber_elem piece;

	if (depth > LIMIT_BER_DEPTH)
		return fail(&pieces, "elements are nested too deeply",
		    pieces.next);
	while (!ber_at_end(&pieces)) {
		if (!ber_next(&pieces, &piece))
			return false;
		if (piece.tag == TAG_PIECES) {
			if (!gather(ber_of(piece.body, pieces.fault), out,
				size, depth + 1))
				return false;
		} else if (piece.tag != EL_TAG_OCTET_STRING) {
			return fail(&pieces, "a part of a string is no string",
			    piece.whole.data);
		} else {
			if (out != NULL && piece.body.size > 0)
				memcpy(out + *size, piece.body.data,
				    piece.body.size);
			*size += piece.body.size;
		}
	}
	return true;
}

bool
ber_string(struct ber *ber, struct el_bytes *out, uint8_t tag,
    struct arena *arena)
{
	struct ber_elem elem;
	struct ber pieces;
	uint8_t *octets;
	size_t size = 0;

	if (ber_peek(ber) != (tag | CONSTRUCTED)) {
		if (!ber_take(ber, &elem, tag))
			return false;
		*out = elem.body;
		return true;
	}
	if (!ber_enter(ber, &pieces, tag | CONSTRUCTED) ||
	    !gather(pieces, NULL, &size, 0))
		return false;
	octets = arena_take(arena, size + 1, 1);
	if (octets == NULL)
		return false;
	*out = (struct el_bytes){ octets, size };
	size = 0;
	return gather(pieces, octets, &size, 0);
}

bool
ber_number(struct ber *ber, uint32_t *out)
{
	struct ber_elem elem;
	uint32_t number = 0;

	if (!ber_take(ber, &elem, EL_TAG_INTEGER))
		return false;
	for (size_t i = 0; i < elem.body.size; i++) {
		if (number > UINT32_MAX >> 9)
			return fail(ber, "a number is too large",
			    elem.whole.data);
		number = number << 8 | elem.body.data[i];
	}
	if (elem.body.size == 0 || elem.body.data[0] >= 0x80)
		return fail(ber, "a number is missing or negative",
		    elem.whole.data);
	*out = number;
	return true;
}
