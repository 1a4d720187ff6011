#include "place.h"

#include "base/text.h"

/* Step over one character of the text. */
static void
advance(struct place_mark *mark, struct el_bytes text)
{
	uint8_t octet = text.data[mark->at];
	bool is_second = octet == '\n' && mark->at > 0 &&
	    text.data[mark->at - 1] == '\r';

	mark->at++;
	mark->characters += !text_is_space(octet);
	if (octet == '\r' || (octet == '\n' && !is_second)) {
		mark->line++;
		mark->column = 1;
	} else if (!is_second) {
		mark->column++;
	}
}

/* Pass over the base64 once and leave marks at even distances, so that a
 * certificate with many findings costs little more than one with few. */
static void
set_marks(struct place_finder *finder, const struct el_origin *origin)
{
	struct el_bytes text = origin->base64;
	size_t distance = text.size / PLACE_MARKS + 1;
	struct place_mark mark = { .line = origin->line,
		.column = origin->column };

	finder->base64 = text;
	finder->mark_count = 0;
	while (mark.at < text.size) {
		if (mark.at % distance == 0)
			finder->marks[finder->mark_count++] = mark;
		advance(&mark, text);
	}
}

/* The last mark that is not behind a character. */
static struct place_mark
mark_before(const struct place_finder *finder, size_t character)
{
	size_t low = 0;
	size_t high = finder->mark_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (finder->marks[middle].characters <= character)
			low = middle;
		else
			high = middle;
	}
	return finder->marks[low];
}

/* A character of the base64 by its number, or the last one. */
static struct place_mark
find_character(const struct place_finder *finder, size_t character)
{
	struct el_bytes text = finder->base64;
	struct place_mark mark = mark_before(finder, character);
	struct place_mark last = mark;

	while (mark.at < text.size && mark.characters <= character) {
		if (!text_is_space(text.data[mark.at]))
			last = mark;
		advance(&mark, text);
	}
	return last;
}

/* The character in which an octet begins: three octets make four of them. */
static size_t
character_of(size_t octet)
{
	return octet / 3 * 4 + octet % 3;
}

static struct place
place_in_base64(struct place_finder *finder, const struct el_origin *origin,
    size_t offset, size_t length)
{
	struct place_mark start;
	struct place_mark end;

	if (finder->base64.data != origin->base64.data ||
	    finder->base64.size != origin->base64.size)
		set_marks(finder, origin);
	start = find_character(finder, character_of(offset));
	/* An octet ends in the character behind the one that it begins in. */
	end = length == 0 ? start : find_character(finder,
	    character_of(offset + length - 1) + 1);
	return (struct place){ .line = start.line, .column = start.column,
		.end_line = end.line, .end_column = end.column };
}

static struct place
place_of_line(size_t line)
{
	return (struct place){ .line = line, .end_line = line };
}

static struct place
place_in_octets(size_t offset, size_t length)
{
	return (struct place){ .line = 1, .end_line = 1, .is_binary = true,
		.offset = offset, .length = length };
}

struct place
place_of_octets(struct place_finder *finder, const struct el_result *result,
    struct el_bytes where)
{
	const struct el_origin *origin = &result->origin;
	size_t offset = origin->offset;

	if (!origin->known || (where.data == NULL && result->line > 0))
		return place_of_line(result->line > 0 ? result->line : 1);
	if (where.data != NULL)
		offset += (size_t)(where.data - result->cert->der.data);
	if (origin->base64.size > 0)
		return place_in_base64(finder, origin, offset,
		    where.data == NULL ? 1 : where.size);
	return place_in_octets(offset,
	    where.data == NULL ? result->cert->der.size : where.size);
}

struct place
place_of_problem(const struct el_problem *problem)
{
	if (problem->line > 0)
		return place_of_line(problem->line);
	return problem->offset > 0 ? place_in_octets(problem->offset, 0) :
				     place_of_line(1);
}
