/*
 * Profiles: whatever parses must resolve, and what is written of it must parse
 * again and come out the same.
 */

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/text.h"
#include "judge/profile.h"

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* Nothing of a file reaches a terminal but as printable text; a backslash is
 * what escapes begin with. */
static bool
is_shown_safely(const char *text)
{
	while (*text != '\0') {
		size_t run = strcspn(text, "\\");

		if (!text_is_printable((struct el_bytes){
			    (const uint8_t *)text, run }))
			return false;
		text += run + (text[run] == '\\');
	}
	return true;
}

static struct el_bytes
written(struct sink *sink, const struct el_profile *profile)
{
	struct json_writer writer = { .sink = sink, .indent = 2 };

	sink_to_memory(sink);
	profile_write(profile, &writer);
	require(sink_flush(sink) == 0);
	return (struct el_bytes){ (const uint8_t *)sink->data, sink->size };
}

static void
check_round_trip(struct el_profile *first, struct arena *arena)
{
	struct el_profile second;
	const struct profile_error *errors;
	size_t count;
	struct sink once;
	struct sink twice;
	struct el_bytes text;

	require(profile_check(first, arena) == NULL);
	require(profile_resolve(first, arena));
	text = written(&once, first);
	require(profile_parse(&second, "again", text, arena, &errors, &count));
	require(profile_resolve(&second, arena));
	require(first->san_order == second.san_order);
	require(first->issuer == second.issuer);
	require(el_bytes_equal(text, written(&twice, &second)));
	sink_free(&once);
	sink_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct el_profile profile;
	const struct profile_error *errors;
	size_t count;

	arena_init(&arena);
	if (profile_parse(&profile, "profile", (struct el_bytes){ data, size },
		&arena, &errors, &count)) {
		check_round_trip(&profile, &arena);
	} else {
		require(count > 0);
		for (size_t i = 0; i < count; i++)
			require(is_shown_safely(errors[i].message) &&
			    is_shown_safely(errors[i].path));
	}
	arena_free(&arena);
	return 0;
}
