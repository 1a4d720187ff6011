#include "text.h"

enum {
	/* Words longer than this are no misspelling of a key or option. */
	SUGGEST_LENGTH = 64,
};

/* First and last of a range of characters. */
struct range {
	uint32_t first;
	uint32_t last;
};

/*
 * Characters beyond ASCII that are escaped, in ascending order: the C1
 * controls, the marks that steer the direction of text, line and paragraph
 * separator, what Unicode calls default ignorable since it shows nothing, and
 * the noncharacters of the basic plane.
 */
static const struct range escaped[] = {
	{ 0x80, 0x9f },
	{ 0xad, 0xad },
	{ 0x34f, 0x34f },
	{ 0x61c, 0x61c },
	{ 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },
	{ 0x200b, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2060, 0x206f },
	{ 0x3164, 0x3164 },
	{ 0xfdd0, 0xfdef },
	{ 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff },
	{ 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },
	{ 0xfffe, 0xffff },
	{ 0x1bca0, 0x1bca3 },
	{ 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe0fff },
};

static bool
is_continuation(uint8_t octet)
{
	return (octet & 0xc0) == 0x80;
}

/*
 * RFC 3629, section 4.  The second octet's range shuts out overlong forms,
 * surrogates and what is above U+10FFFF.
 */
size_t
text_utf8_length(struct el_bytes octets)
{
	const uint8_t *data = octets.data;
	uint8_t low = 0x80;
	uint8_t high = 0xbf;
	size_t length;

	if (octets.size == 0)
		return 0;
	if (data[0] < 0x80)
		return 1;
	if (data[0] < 0xc2 || data[0] > 0xf4)
		return 0;
	length = data[0] < 0xe0 ? 2 : data[0] < 0xf0 ? 3 : 4;
	if (octets.size < length)
		return 0;
	if (data[0] == 0xe0)
		low = 0xa0;
	else if (data[0] == 0xed)
		high = 0x9f;
	else if (data[0] == 0xf0)
		low = 0x90;
	else if (data[0] == 0xf4)
		high = 0x8f;
	if (data[1] < low || data[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++) {
		if (!is_continuation(data[i]))
			return 0;
	}
	return length;
}

uint32_t
text_utf8_character(const uint8_t *octets, size_t length)
{
	uint32_t character = length == 1 ? octets[0] :
	    octets[0] & (0x7fu >> length);

	for (size_t i = 1; i < length; i++)
		character = character << 6 | (octets[i] & 0x3fu);
	return character;
}

static bool
is_escaped(uint32_t character)
{
	/* The last two of every plane are noncharacters. */
	if ((character & 0xfffe) == 0xfffe)
		return true;
	for (size_t i = 0; i < sizeof(escaped) / sizeof(escaped[0]); i++) {
		if (character <= escaped[i].last)
			return character >= escaped[i].first;
	}
	return false;
}

static inline bool
is_plain_ascii(uint8_t octet)
{
	return octet >= 0x20 && octet < 0x7f && octet != '\\';
}

/* The number of octets at the start that stay as they are. */
static size_t
unchanged(struct el_bytes octets)
{
	size_t i = 0;

	while (text_has_plain_word(octets, i, '\\', 0x7f))
		i += TEXT_WORD;
	while (i < octets.size) {
		struct el_bytes rest;
		size_t length;

		if (is_plain_ascii(octets.data[i])) {
			i++;
			continue;
		}
		rest = (struct el_bytes){ octets.data + i, octets.size - i };
		length = text_utf8_length(rest);
		if (length < 2 ||
		    is_escaped(text_utf8_character(rest.data, length)))
			break;
		i += length;
	}
	return i;
}

bool
text_is_printable(struct el_bytes octets)
{
	return unchanged(octets) == octets.size;
}

static const char hex_digits[] = "0123456789abcdef";

/* The next octet that does not stay; of a character, one at a time. */
static void
write_escaped(struct sink *sink, uint8_t octet)
{
	char text[4] = { '\\', 'x', hex_digits[octet >> 4],
		hex_digits[octet & 15] };

	if (octet == '\\')
		sink_write(sink, "\\\\", 2);
	else
		sink_write(sink, text, sizeof(text));
}

void
text_printable(struct sink *sink, struct el_bytes octets)
{
	while (octets.size > 0) {
		size_t run = unchanged(octets);

		sink_write(sink, octets.data, run);
		octets.data += run;
		octets.size -= run;
		/* The continuation octets of an escaped character are no
		 * valid UTF-8 by themselves, so that they follow suit. */
		if (octets.size > 0) {
			write_escaped(sink, octets.data[0]);
			octets.data++;
			octets.size--;
		}
	}
}

/* At most so many octets of a text, and whole characters. */
static struct el_bytes
start_of(struct el_bytes text, size_t size)
{
	struct el_bytes start = { text.data, size };

	if (text.size <= size)
		return text;
	while (start.size > 0 && start.size > size - 4 &&
	    is_continuation(text.data[start.size]))
		start.size--;
	return start;
}

static void
write_rest(struct sink *sink, size_t octets)
{
	if (octets > 0)
		sink_printf(sink, "... (%zu more octets)", octets);
}

void
text_excerpt(struct sink *sink, struct el_bytes octets)
{
	struct el_bytes start = start_of(octets, TEXT_EXCERPT);

	text_printable(sink, start);
	write_rest(sink, octets.size - start.size);
}

void
text_cut(struct sink *sink, struct el_bytes text, size_t size)
{
	struct el_bytes start = start_of(text, size);

	sink_write(sink, start.data, start.size);
	write_rest(sink, text.size - start.size);
}

const char *
text_printable_copy(struct arena *arena, struct el_bytes octets)
{
	struct sink sink;
	const char *copy = NULL;

	if (text_is_printable(octets))
		return arena_copy(arena, octets);
	sink_to_memory(&sink);
	text_printable(&sink, octets);
	if (sink_flush(&sink) == 0)
		copy = arena_copy(arena,
		    (struct el_bytes){ (const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return copy;
}

/* A piece at a time: a digest is one. */
void
text_hex(struct sink *sink, struct el_bytes octets)
{
	char text[64];
	size_t used = 0;

	for (size_t i = 0; i < octets.size; i++) {
		if (used == sizeof(text)) {
			sink_write(sink, text, used);
			used = 0;
		}
		text[used++] = hex_digits[octets.data[i] >> 4];
		text[used++] = hex_digits[octets.data[i] & 15];
	}
	sink_write(sink, text, used);
}

void
text_hex_copy(char *out, struct el_bytes octets)
{
	for (size_t i = 0; i < octets.size; i++) {
		*out++ = hex_digits[octets.data[i] >> 4];
		*out++ = hex_digits[octets.data[i] & 15];
	}
	*out = '\0';
}

static char
lower(char c)
{
	return (char)el_ascii_lower((uint8_t)c);
}

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	unsigned least_of_two = a < b ? a : b;

	return least_of_two < c ? least_of_two : c;
}

/*
 * How many letters must be put in, left out, changed or swapped with their
 * neighbour to get from one word to the other; both are short.  rows[2] is
 * the row of the matrix that is being filled in, those before it precede it.
 */
static unsigned
edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned rows[3][SUGGEST_LENGTH + 1] = { 0 };

	for (size_t j = 0; j <= b_length; j++)
		rows[2][j] = (unsigned)j;
	for (size_t i = 1; i <= a_length; i++) {
		memmove(rows[0], rows[1], 2 * sizeof(rows[0]));
		rows[2][0] = (unsigned)i;
		for (size_t j = 1; j <= b_length; j++) {
			char x = lower(a[i - 1]);
			char y = lower(b[j - 1]);

			rows[2][j] = least(rows[1][j] + 1, rows[2][j - 1] + 1,
			    rows[1][j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b[j - 2]) &&
			    y == lower(a[i - 2]) &&
			    rows[0][j - 2] + 1 < rows[2][j])
				rows[2][j] = rows[0][j - 2] + 1;
		}
	}
	return rows[2][b_length];
}

const char *
text_suggest(const char *word, const char *const *candidates, size_t count)
{
	const char *best = NULL;
	size_t length = strlen(word);
	/* Near enough: one mistake in every three letters, and at least one. */
	unsigned limit = length < 6 ? 1 : (unsigned)(length / 3);

	if (length == 0 || length > SUGGEST_LENGTH)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t candidate_length = strlen(candidates[i]);
		unsigned distance;

		if (candidate_length > SUGGEST_LENGTH)
			continue;
		distance = edit_distance(word, length, candidates[i],
		    candidate_length);
		if (distance <= limit) {
			best = candidates[i];
			if (distance == 0)
				break;
			limit = distance - 1;
		}
	}
	return best;
}
