#include "encoding.h"

#include <stdio.h>

#include "base/text.h"

enum {
	/* Units at the start by which UTF-16 without a mark is told. */
	SAMPLE_MIN = 4,
	SAMPLE_MAX = 64,
	BYTE_ORDER_MARK = 0xfeff,
	/* No octet of UTF-8, and none of base64. */
	BEYOND_ASCII = 0xff,
};

static unsigned
unit_at(const uint8_t *octets, bool big_endian)
{
	return big_endian ? octets[0] << 8 | octets[1] :
	    octets[1] << 8 | octets[0];
}

static bool
is_ascii_text(unsigned unit)
{
	return (unit >= 0x20 && unit < 0x7f) || unit == '\t' ||
	    unit == '\n' || unit == '\r';
}

/* Whether three of four units at the start are ASCII text. */
static bool
looks_like_utf16(struct el_bytes octets, bool big_endian)
{
	size_t units = octets.size / 2;
	size_t ascii = 0;

	if (units < SAMPLE_MIN)
		return false;
	if (units > SAMPLE_MAX)
		units = SAMPLE_MAX;
	/* Most files need no closer look: one octet of such a unit is 0. */
	if (memchr(octets.data, 0, 2 * units) == NULL)
		return false;
	for (size_t i = 0; i < units; i++)
		ascii += is_ascii_text(unit_at(octets.data + 2 * i,
		    big_endian));
	return ascii >= units - units / 4;
}

static bool
decode_utf16(struct encoding_text *out, struct arena *arena)
{
	const uint8_t *octets = out->original.data + out->start;
	size_t units = (out->original.size - out->start) / 2;
	uint8_t *text = arena_alloc(arena, units, 1);

	if (text == NULL)
		return false;
	for (size_t i = 0; i < units; i++) {
		unsigned unit = unit_at(octets + 2 * i, out->big_endian);

		/* Files that were joined have marks in the middle. */
		if (unit == BYTE_ORDER_MARK)
			text[i] = ' ';
		else
			text[i] = (uint8_t)(unit < 0x80 ? unit : BEYOND_ASCII);
	}
	out->text = (struct el_bytes){ text, units };
	out->width = 2;
	return true;
}

bool
encoding_decode(struct encoding_text *out, struct el_bytes octets,
    struct arena *arena)
{
	bool little = text_begins_with(octets, "\xff\xfe", 2);
	bool big = text_begins_with(octets, "\xfe\xff", 2);

	*out = (struct encoding_text){ .original = octets, .width = 1 };
	if (little || big) {
		out->start = 2;
		out->big_endian = big;
		return decode_utf16(out, arena);
	}
	if (looks_like_utf16(octets, false))
		return decode_utf16(out, arena);
	if (looks_like_utf16(octets, true)) {
		out->big_endian = true;
		return decode_utf16(out, arena);
	}
	if (text_begins_with(octets, "\xef\xbb\xbf", 3))
		out->start = 3;
	out->text = (struct el_bytes){ octets.data + out->start,
		octets.size - out->start };
	return true;
}

/* The character at a place of UTF-16; half of a pair stands for itself. */
static unsigned
utf16_character(const struct encoding_text *text, size_t at)
{
	const uint8_t *octets = text->original.data + encoding_offset(text, at);
	unsigned unit = unit_at(octets, text->big_endian);
	unsigned next;

	if (unit < 0xd800 || unit > 0xdbff || at + 1 >= text->text.size)
		return unit;
	next = unit_at(octets + 2, text->big_endian);
	if (next < 0xdc00 || next > 0xdfff)
		return unit;
	return 0x10000 + ((unit - 0xd800) << 10 | (next - 0xdc00));
}

void
encoding_character(char *buffer, const struct encoding_text *text, size_t at)
{
	struct el_bytes rest = { text->text.data + at, text->text.size - at };
	unsigned character = rest.data[0];

	if (text->width == 2) {
		character = utf16_character(text, at);
	} else if (character >= 0x80) {
		size_t length = text_utf8_length(rest);

		if (length == 0) {
			snprintf(buffer, ENCODING_CHARACTER_SIZE,
			    "octet 0x%02x", character);
			return;
		}
		character = text_utf8_character(rest.data, length);
	}
	if (character > 0x20 && character < 0x7f)
		snprintf(buffer, ENCODING_CHARACTER_SIZE, "\"%c\"",
		    (char)character);
	else
		snprintf(buffer, ENCODING_CHARACTER_SIZE, "U+%04X", character);
}

enum {
	/* Octets of UTF-8 for one unit of UTF-16 at the most. */
	UTF8_PER_UNIT = 3,
	REPLACEMENT = 0xfffd,
};

static size_t
put_utf8(uint8_t *out, unsigned character)
{
	if (character < 0x80) {
		out[0] = (uint8_t)character;
		return 1;
	}
	if (character < 0x800) {
		out[0] = (uint8_t)(0xc0 | character >> 6);
		out[1] = (uint8_t)(0x80 | (character & 0x3f));
		return 2;
	}
	if (character < 0x10000) {
		out[0] = (uint8_t)(0xe0 | character >> 12);
		out[1] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
		out[2] = (uint8_t)(0x80 | (character & 0x3f));
		return 3;
	}
	out[0] = (uint8_t)(0xf0 | character >> 18);
	out[1] = (uint8_t)(0x80 | (character >> 12 & 0x3f));
	out[2] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
	out[3] = (uint8_t)(0x80 | (character & 0x3f));
	return 4;
}

/* A character of two units takes four octets; half of one is replaced. */
static size_t
utf16_to_utf8(uint8_t *out, const struct encoding_text *text)
{
	size_t size = 0;

	for (size_t at = 0; at < text->text.size; at++) {
		unsigned character = utf16_character(text, at);

		if (character >= 0xd800 && character < 0xe000)
			character = REPLACEMENT;
		else if (character >= 0x10000)
			at++;
		else if (character == BYTE_ORDER_MARK)
			continue;
		size += put_utf8(out + size, character);
	}
	return size;
}

bool
encoding_to_utf8(struct el_bytes *out, struct el_bytes octets,
    struct arena *arena)
{
	struct encoding_text text;
	uint8_t *utf8;

	if (!encoding_decode(&text, octets, arena))
		return false;
	*out = text.text;
	if (text.width == 1)
		return true;
	utf8 = arena_alloc(arena, text.text.size, UTF8_PER_UNIT);
	if (utf8 == NULL)
		return false;
	*out = (struct el_bytes){ utf8, utf16_to_utf8(utf8, &text) };
	return true;
}
