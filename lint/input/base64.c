#include "base64.h"

#include "base/text.h"

/* Every character, and its six bits. */
#define ALPHABET(X) \
	X('A', 0) X('B', 1) X('C', 2) X('D', 3) X('E', 4) X('F', 5) \
	X('G', 6) X('H', 7) X('I', 8) X('J', 9) X('K', 10) X('L', 11) \
	X('M', 12) X('N', 13) X('O', 14) X('P', 15) X('Q', 16) X('R', 17) \
	X('S', 18) X('T', 19) X('U', 20) X('V', 21) X('W', 22) X('X', 23) \
	X('Y', 24) X('Z', 25) X('a', 26) X('b', 27) X('c', 28) X('d', 29) \
	X('e', 30) X('f', 31) X('g', 32) X('h', 33) X('i', 34) X('j', 35) \
	X('k', 36) X('l', 37) X('m', 38) X('n', 39) X('o', 40) X('p', 41) \
	X('q', 42) X('r', 43) X('s', 44) X('t', 45) X('u', 46) X('v', 47) \
	X('w', 48) X('x', 49) X('y', 50) X('z', 51) X('0', 52) X('1', 53) \
	X('2', 54) X('3', 55) X('4', 56) X('5', 57) X('6', 58) X('7', 59) \
	X('8', 60) X('9', 61) X('+', 62) X('/', 63)

/*
 * The six bits of a character in each place of a group of four, the first of
 * them on top, and below the octets a mark for each place that is valid: what
 * is no base64 is 0.
 */
enum {
	PLACES = 4,
	BELOW = 8, /* the three octets */
	MARKS = (1 << PLACES) - 1,
	/* The lines of PEM files have so many characters, RFC 7468, 2. */
	LINE = 64,
};

#define FIRST(character, value) \
	[(character)] = (uint32_t)(value) << (BELOW + 18) | 8,
#define SECOND(character, value) \
	[(character)] = (uint32_t)(value) << (BELOW + 12) | 4,
#define THIRD(character, value) \
	[(character)] = (uint32_t)(value) << (BELOW + 6) | 2,
#define FOURTH(character, value) \
	[(character)] = (uint32_t)(value) << BELOW | 1,

static const uint32_t values[PLACES][256] = {
	{ ALPHABET(FIRST) },
	{ ALPHABET(SECOND) },
	{ ALPHABET(THIRD) },
	{ ALPHABET(FOURTH) },
};

struct decoder {
	uint8_t *out; /* where the next octet goes */
	uint32_t bits; /* of the characters that wait for their group */
	unsigned waiting; /* their number, 0 to 3 */
	unsigned padding; /* how many "=" there were */
};

static uint32_t
group_at(const uint8_t *group)
{
	return values[0][group[0]] | values[1][group[1]] |
	    values[2][group[2]] | values[3][group[3]];
}

/* The three octets of a group, and one that is written over or left behind:
 * base64_room() has room for it. */
static void
put_four(uint8_t *out, uint32_t bits)
{
	out[0] = (uint8_t)(bits >> 24);
	out[1] = (uint8_t)(bits >> 16);
	out[2] = (uint8_t)(bits >> 8);
	out[3] = (uint8_t)bits;
}

/*
 * Decode stretches of a line's length that hold nothing but base64, in fewer
 * steps than group by group.  Returns the index where it stopped.
 */
static size_t
decode_lines(struct decoder *decoder, struct el_bytes text, size_t at)
{
	uint8_t *out = decoder->out;

	while (text.size - at >= LINE) {
		const uint8_t *line = text.data + at;
		uint32_t marks = MARKS;

		for (size_t i = 0; i < LINE / PLACES; i++) {
			uint32_t bits = group_at(line + PLACES * i);

			marks &= bits;
			put_four(out + 3 * i, bits);
		}
		if (marks != MARKS)
			break;
		out += LINE / PLACES * 3;
		at += LINE;
		if (__builtin_expect(at < text.size &&
			text.data[at] == '\n', true))
			at++;
	}
	decoder->out = out;
	return at;
}

/* Decode groups of four as long as nothing else comes; the index where it
 * stopped. */
static size_t
decode_groups(struct decoder *decoder, struct el_bytes text, size_t at)
{
	uint8_t *out = decoder->out;

	for (; text.size - at >= PLACES; at += PLACES) {
		uint32_t bits = group_at(text.data + at);

		if ((bits & MARKS) != MARKS)
			break;
		put_four(out, bits);
		out += 3;
	}
	decoder->out = out;
	return at;
}

static enum base64_fault
decode_character(struct decoder *decoder, uint8_t octet)
{
	uint32_t value = values[PLACES - 1][octet];

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
	decoder->bits = decoder->bits << 6 | value >> BELOW;
	decoder->waiting++;
	if (decoder->waiting == 4) {
		put_four(decoder->out, decoder->bits << BELOW);
		decoder->out += 3;
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
		if (decoder.waiting == 0) {
			result.at = decode_lines(&decoder, text, result.at);
			result.at = decode_groups(&decoder, text, result.at);
		}
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
