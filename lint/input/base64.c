#include "base64.h"

#include "base/text.h"

/* A character's six bits, marked as valid: what is no base64 is 0. */
enum { VALID = 0x40 };

static const uint8_t values[256] = {
#define V(character, value) [(character)] = VALID | (value)
	V('A', 0), V('B', 1), V('C', 2), V('D', 3), V('E', 4), V('F', 5),
	V('G', 6), V('H', 7), V('I', 8), V('J', 9), V('K', 10), V('L', 11),
	V('M', 12), V('N', 13), V('O', 14), V('P', 15), V('Q', 16),
	V('R', 17), V('S', 18), V('T', 19), V('U', 20), V('V', 21),
	V('W', 22), V('X', 23), V('Y', 24), V('Z', 25), V('a', 26),
	V('b', 27), V('c', 28), V('d', 29), V('e', 30), V('f', 31),
	V('g', 32), V('h', 33), V('i', 34), V('j', 35), V('k', 36),
	V('l', 37), V('m', 38), V('n', 39), V('o', 40), V('p', 41),
	V('q', 42), V('r', 43), V('s', 44), V('t', 45), V('u', 46),
	V('v', 47), V('w', 48), V('x', 49), V('y', 50), V('z', 51),
	V('0', 52), V('1', 53), V('2', 54), V('3', 55), V('4', 56),
	V('5', 57), V('6', 58), V('7', 59), V('8', 60), V('9', 61),
	V('+', 62), V('/', 63),
#undef V
};

struct decoder {
	uint8_t *out; /* where the next octet goes */
	uint32_t bits; /* of the characters that wait for their group */
	unsigned waiting; /* their number, 0 to 3 */
	unsigned padding; /* how many "=" there were */
};

/*
 * Decode groups of four as long as nothing else comes; the index where it
 * stopped.  The mark of a valid character is left in while the group is put
 * together, and subtracted once.
 */
static size_t
decode_groups(struct decoder *decoder, struct el_bytes text, size_t at)
{
	const uint32_t marks = (uint32_t)VALID << 18 | VALID << 12 |
	    VALID << 6 | VALID;
	uint8_t *out = decoder->out;

	for (; text.size - at >= 4; at += 4) {
		uint32_t a = values[text.data[at]];
		uint32_t b = values[text.data[at + 1]];
		uint32_t c = values[text.data[at + 2]];
		uint32_t d = values[text.data[at + 3]];
		uint32_t group;

		if ((a & b & c & d & VALID) == 0)
			break;
		group = (a << 18) + (b << 12) + (c << 6) + d - marks;
		out[0] = (uint8_t)(group >> 16);
		out[1] = (uint8_t)(group >> 8);
		out[2] = (uint8_t)group;
		out += 3;
	}
	decoder->out = out;
	return at;
}

static enum base64_fault
decode_character(struct decoder *decoder, uint8_t octet)
{
	uint8_t value = values[octet];

	if (text_is_space(octet))
		return BASE64_OK;
	if (octet == '=') {
		/* A group has two characters at least. */
		decoder->padding++;
		return decoder->waiting + decoder->padding <= 4 &&
		    decoder->waiting >= 2 ? BASE64_OK : BASE64_PADDING;
	}
	if (value == 0)
		return BASE64_CHARACTER;
	if (decoder->padding > 0)
		return BASE64_PADDING;
	decoder->bits = decoder->bits << 6 | (value & (VALID - 1u));
	decoder->waiting++;
	if (decoder->waiting == 4) {
		*decoder->out++ = (uint8_t)(decoder->bits >> 16);
		*decoder->out++ = (uint8_t)(decoder->bits >> 8);
		*decoder->out++ = (uint8_t)decoder->bits;
		decoder->waiting = 0;
	}
	return BASE64_OK;
}

/* The last group, when it is not a full one: two characters or three. */
static enum base64_fault
decode_rest(struct decoder *decoder)
{
	if (decoder->waiting == 0)
		return BASE64_OK;
	if (decoder->waiting + decoder->padding != 4)
		return BASE64_LENGTH;
	if (decoder->waiting == 2) {
		*decoder->out++ = (uint8_t)(decoder->bits >> 4);
	} else {
		*decoder->out++ = (uint8_t)(decoder->bits >> 10);
		*decoder->out++ = (uint8_t)(decoder->bits >> 2);
	}
	return BASE64_OK;
}

struct base64_result
base64_decode(uint8_t *out, struct el_bytes text)
{
	struct decoder decoder = { .out = out };
	struct base64_result result = { .fault = BASE64_OK };

	while (result.at < text.size) {
		if (decoder.waiting == 0)
			result.at = decode_groups(&decoder, text, result.at);
		if (result.at == text.size)
			break;
		result.fault = decode_character(&decoder,
		    text.data[result.at]);
		if (result.fault != BASE64_OK)
			break;
		result.at++;
	}
	if (result.fault == BASE64_OK)
		result.fault = decode_rest(&decoder);
	result.size = (size_t)(decoder.out - out);
	return result;
}
