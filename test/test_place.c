/*
 * Where octets of a certificate stand in its file, for files that are written
 * in every way, against a count of characters.
 */

#include "check.h"

#include <stdlib.h>

#include "base/sink.h"
#include "input/input.h"
#include "report/place.h"

/* How a certificate is written. */
struct layout {
	const char *name;
	const char *before; /* text in front of it; "" for none */
	size_t lines_before;
	size_t width; /* characters of a line */
	const char *line_end;
	bool framed; /* between a BEGIN line and an END line */
	bool is_utf16;
};

static void
put(struct sink *sink, const struct layout *layout, const char *text)
{
	for (; *text != '\0'; text++) {
		sink_char(sink, *text);
		if (layout->is_utf16)
			sink_char(sink, '\0');
	}
}

static void
put_base64(struct sink *sink, const struct layout *layout,
    struct el_bytes octets)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t written = 0;

	for (size_t i = 0; i < octets.size; i += 3) {
		size_t left = octets.size - i < 3 ? octets.size - i : 3;
		unsigned group = (unsigned)octets.data[i] << 16 |
		    (left > 1 ? (unsigned)octets.data[i + 1] << 8 : 0) |
		    (left > 2 ? octets.data[i + 2] : 0);

		for (size_t k = 0; k < 4; k++) {
			char text[2] = { k > left ? '=' :
				letters[group >> (18 - 6 * k) & 63], '\0' };

			put(sink, layout, text);
			if (++written % layout->width == 0)
				put(sink, layout, layout->line_end);
		}
	}
	put(sink, layout, layout->line_end);
}

static void
put_file(struct sink *sink, const struct layout *layout, struct el_bytes der)
{
	if (layout->is_utf16)
		sink_write(sink, "\xff\xfe", 2);
	put(sink, layout, layout->before);
	if (layout->framed) {
		put(sink, layout, "-----BEGIN CERTIFICATE-----");
		put(sink, layout, layout->line_end);
	}
	put_base64(sink, layout, der);
	if (layout->framed) {
		put(sink, layout, "-----END CERTIFICATE-----");
		put(sink, layout, layout->line_end);
	}
}

/* The octets of the sample, in the arena. */
static struct el_bytes
sample(struct arena *arena, struct input_buffer *buffer)
{
	struct el_problem problem;
	struct el_bytes text = { NULL, 0 };
	struct input input = { .count = 0 };

	CHECK(input_read(&text, "fixtures/sample/edge.pem", buffer, arena,
	    &problem));
	CHECK(input_split(&input, "edge.pem", text, arena));
	return input.slices[0].der;
}

/* The octet's first and last character, counted. */
static bool
is_right(const struct place *place, const struct layout *layout, size_t first,
    size_t last)
{
	size_t line = 1 + layout->lines_before + layout->framed;
	size_t start = first / 3 * 4 + first % 3;
	size_t end = last / 3 * 4 + last % 3 + 1;

	return place->line == line + start / layout->width &&
	    place->column == start % layout->width + 1 &&
	    place->end_line == line + end / layout->width &&
	    place->end_column == end % layout->width + 1 &&
	    !place->is_binary;
}

static void
check_octets(struct place_finder *finder, const struct el_result *result,
    const struct layout *layout)
{
	struct el_bytes der = result->cert->der;
	size_t wrong = 0;

	/* Backwards and forwards, octets alone and in ranges. */
	for (size_t i = 0; i < der.size; i++) {
		size_t at = i % 2 == 0 ? i : der.size - i;
		size_t size = 1 + (der.size - at) / 2;
		struct place place = place_of_octets(finder, result,
		    (struct el_bytes){ der.data + at, size });

		wrong += !is_right(&place, layout, at, at + size - 1);
	}
	if (wrong > 0)
		printf("# %s: %zu octets\n", layout->name, wrong);
	CHECK_NUMBER(wrong, 0);
}

static void
check_layout(const struct layout *layout, struct place_finder *finder)
{
	struct input_buffer buffer = { NULL, 0 };
	struct el_cert cert = { .version_number = 0 };
	struct el_result result = { .cert = &cert };
	struct input input = { .count = 0 };
	struct arena arena;
	struct sink file;
	struct place place;

	arena_init(&arena);
	sink_to_memory(&file);
	put_file(&file, layout, sample(&arena, &buffer));
	CHECK(input_split(&input, layout->name, (struct el_bytes){
		(const uint8_t *)file.data, file.size }, &arena));
	CHECK_NUMBER(input.count, 1);
	CHECK(input.slices[0].problem.code == NULL);
	cert.der = input.slices[0].der;
	result.line = input.slices[0].line;
	result.origin = input.slices[0].origin;
	finder->base64 = (struct el_bytes){ NULL, 0 };
	check_octets(finder, &result, layout);
	/* What points nowhere is where the certificate begins. */
	place = place_of_octets(finder, &result,
	    (struct el_bytes){ NULL, 0 });
	CHECK_NUMBER(place.line, 1 + layout->lines_before);
	sink_free(&file);
	arena_free(&arena);
	input_buffer_free(&buffer);
}

static void
test_layouts(void)
{
	static const struct layout layouts[] = {
		{ "as OpenSSL", "", 0, 64, "\n", true, false },
		{ "as Windows", "", 0, 64, "\r\n", true, false },
		{ "as a Macintosh", "", 0, 64, "\r", true, false },
		{ "76 characters", "", 0, 76, "\r\n", true, false },
		{ "a character a line", "", 0, 1, "\r\n", true, false },
		{ "one line", "", 0, 100000, "\n", true, false },
		{ "behind text", "subject=CN\xc3\xa4\r\n\r\n", 2, 64, "\r\n",
		    true, false },
		{ "as PowerShell", "", 0, 64, "\r\n", true, true },
		{ "UTF-16 behind text", "text\r\n", 1, 64, "\r\n", true,
		    true },
		{ "without a frame", "", 0, 64, "\n", false, false },
		{ "without a frame, CRLF", "", 0, 64, "\r\n", false, false },
		{ "without a frame, below empty lines", "\n\n \n", 3, 64,
		    "\n", false, false },
		{ "without a frame, UTF-16", "", 0, 64, "\r\n", false, true },
	};
	/* Half a page of marks, of what was asked before. */
	struct place_finder *finder = calloc(1, sizeof(*finder));

	CHECK(finder != NULL);
	for (size_t i = 0; finder != NULL &&
	     i < sizeof(layouts) / sizeof(layouts[0]); i++)
		check_layout(&layouts[i], finder);
	free(finder);
}

static void
test_binary(void)
{
	const uint8_t octets[] = { 0x30, 0x03, 0x02, 0x01, 0x01 };
	struct el_cert cert = { .der = { octets, sizeof(octets) } };
	struct el_result result = { .cert = &cert, .origin = {
		.known = true, .offset = 7 } };
	struct place_finder *finder = calloc(1, sizeof(*finder));
	struct place place;

	CHECK(finder != NULL);
	if (finder == NULL)
		return;
	place = place_of_octets(finder, &result,
	    (struct el_bytes){ octets + 2, 3 });
	CHECK(place.is_binary);
	CHECK_NUMBER(place.line, 1);
	CHECK_NUMBER(place.column, 0);
	CHECK_NUMBER(place.offset, 9);
	CHECK_NUMBER(place.length, 3);
	place = place_of_octets(finder, &result, (struct el_bytes){ NULL, 0 });
	CHECK_NUMBER(place.offset, 7);
	CHECK_NUMBER(place.length, 5);
	/* What was decrypted stands nowhere in the file. */
	result.origin.known = false;
	place = place_of_octets(finder, &result,
	    (struct el_bytes){ octets + 2, 3 });
	CHECK(!place.is_binary);
	CHECK_NUMBER(place.line, 1);
	free(finder);
}

static void
test_problems(void)
{
	struct el_problem problem = { .code = "pem.no-end", .offset = 300,
		.line = 12 };
	struct place place = place_of_problem(&problem);

	CHECK_NUMBER(place.line, 12);
	CHECK(!place.is_binary);
	problem.line = 0;
	place = place_of_problem(&problem);
	CHECK_NUMBER(place.line, 1);
	CHECK_NUMBER(place.offset, 300);
	problem.offset = 0;
	place = place_of_problem(&problem);
	CHECK_NUMBER(place.line, 1);
	CHECK(!place.is_binary);
}

const struct test tests_place[] = {
	{ "place: octets in files of every layout", test_layouts },
	{ "place: octets in a file of octets", test_binary },
	{ "place: problems", test_problems },
	{ NULL, NULL },
};
