/* edgelint profile: write and validate deployment profiles. */

#include <unistd.h>

#include "base/text.h"
#include "command.h"
#include "deployment.h"
#include "diagnose.h"

int
profile_init_run(const struct arguments *arguments)
{
	struct el_profile profile;
	struct arena arena;
	int status = STATUS_FAULT;

	if (arguments->operand_count > 0)
		return diagnose("profile init takes options only, not %s",
		    arguments->operands[0]);
	arena_init(&arena);
	if (deployment_resolve(&profile, arguments, &arena))
		status = deployment_print(&profile);
	arena_free(&arena);
	return status;
}

/* "contoso.json: no mistakes" for each that has none. */
static int
check_files(const struct arguments *arguments, struct sink *sink)
{
	int status = STATUS_GOOD;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < arguments->operand_count; i++) {
		const char *file = arguments->operands[i];
		struct el_profile profile;

		arena_reset(&arena);
		if (!deployment_read(&profile, file, &arena)) {
			status = STATUS_FAULT;
			continue;
		}
		text_printable(sink, el_bytes_of(file));
		sink_text(sink, ": no mistakes\n");
	}
	arena_free(&arena);
	return status;
}

int
profile_check_run(const struct arguments *arguments)
{
	struct sink sink;
	int status;

	if (arguments->operand_count == 0)
		return diagnose("profile check needs the files to check");
	sink_to_fd(&sink, STDOUT_FILENO);
	status = check_files(arguments, &sink);
	if (diagnose_stdout(&sink) != STATUS_GOOD)
		status = STATUS_FAULT;
	sink_free(&sink);
	return status;
}
