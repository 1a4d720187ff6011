/*
 * Exports of a deployment: whatever is read of one either has mistakes, which
 * are shown safely, or makes a profile that can be written and read again.
 */

#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "import/import.h"

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
check_remarks(const struct import_remarks *remarks)
{
	for (size_t i = 0; i < import_listed(remarks); i++)
		require(remarks->list[i].message != NULL &&
		    remarks->list[i].path != NULL);
}

static void
check_profile(struct import *import)
{
	const struct profile_error *errors;
	struct el_profile profile;
	struct el_profile again;
	struct sink sink;
	struct json_writer writer = { .sink = &sink };
	size_t count;

	profile_defaults(&profile);
	import_profile(&profile, import);
	if (import->mistakes.count > 0)
		return;
	sink_to_memory(&sink);
	profile_write(&profile, &writer);
	require(sink_flush(&sink) == 0);
	require(profile_parse(&again, "again", (struct el_bytes){
		(const uint8_t *)sink.data, sink.size }, import->arena,
		&errors, &count));
	sink_free(&sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import import;
	struct arena arena;

	arena_init(&arena);
	import_begin(&import, &arena);
	import_read(&import, "export", (struct el_bytes){ data, size });
	if (import.mistakes.count == 0)
		check_profile(&import);
	check_remarks(&import.mistakes);
	check_remarks(&import.notes);
	require(!import.no_memory);
	arena_free(&arena);
	return 0;
}
