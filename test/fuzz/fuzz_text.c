/*
 * Any octets as an input file.  There is always a slice, each is a
 * certificate or a problem, and all that is said of places lies in the file.
 */

#include <stdlib.h>

#include "input/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* Text that a person is to see, which is read to its end on the way. */
static void
require_printable(const char *text)
{
	require(text != NULL);
	/* A backslash is printable here: labels are escaped already. */
	for (; *text != '\0'; text++) {
		uint8_t octet = (uint8_t)*text;

		require(octet >= 0x20 && octet != 0x7f);
	}
}

static void
require_problem(const struct el_problem *problem, size_t size)
{
	require_printable(problem->code);
	require_printable(problem->message);
	require(problem->offset <= size);
	require(problem->line <= size + 1);
}

static bool
is_container(const struct input_slice *slice)
{
	return slice->container == EL_CONTAINER_PKCS7 ||
	    slice->container == EL_CONTAINER_PKCS12;
}

/* DER is a part of the input, or was decoded from fewer octets than that. */
static void
require_der(struct el_bytes der, struct el_bytes input)
{
	volatile uint8_t sum = 0;

	require(der.data != NULL && der.size <= input.size);
	if (der.data >= input.data && der.data < input.data + input.size)
		require(der.size <=
		    (size_t)(input.data + input.size - der.data));
	for (size_t i = 0; i < der.size; i++)
		sum = (uint8_t)(sum + der.data[i]);
}

static void
require_slices(const struct input *input, struct el_bytes octets)
{
	size_t offset = 0;

	require(input->count >= 1);
	for (size_t i = 0; i < input->count; i++) {
		const struct input_slice *slice = &input->slices[i];

		/* Those of a container share its place, or stand where
		 * they stand in it. */
		require(i == 0 || slice->offset > offset ||
		    is_container(slice));
		offset = slice->offset;
		require(offset <= octets.size);
		require(is_container(slice) ||
		    (slice->container == EL_CONTAINER_PEM) ==
			(slice->line > 0));
		/* The others were told by their first octet. */
		require(is_container(slice) || slice->der.data == NULL ||
		    slice->der.data[0] == EL_TAG_SEQUENCE);
		if (slice->problem.code == NULL)
			require_der(slice->der, octets);
		else
			require_problem(&slice->problem, octets.size);
		require((slice->problem.code == NULL) ==
		    (slice->der.data != NULL));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct el_bytes octets = { data, size };
	struct arena arena;
	struct input input;
	size_t line = 0;

	arena_init(&arena);
	require(input_split(&input, "fuzz", octets, &arena));
	require_slices(&input, octets);
	for (size_t i = 0; i < input.skipped_count; i++) {
		require_printable(input.skipped[i].label);
		require(input.skipped[i].line > line);
		line = input.skipped[i].line;
	}
	arena_free(&arena);
	return 0;
}
