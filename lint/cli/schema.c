/* edgelint schema: the JSON Schemas, which the build puts into the program. */

#include <string.h>

#include <unistd.h>

#include "command.h"
#include "diagnose.h"

static const char *const report_lines[] = {
#include "report.schema.h"
};

static const char *const profile_lines[] = {
#include "profile.schema.h"
};

static const char *const plan_lines[] = {
#include "plan.schema.h"
};

static const char *const stream_lines[] = {
#include "stream.schema.h"
};

static const struct schema {
	const char *name;
	const char *const *lines;
	size_t count;
} schemas[] = {
	{ "report", report_lines,
	    sizeof(report_lines) / sizeof(report_lines[0]) },
	{ "profile", profile_lines,
	    sizeof(profile_lines) / sizeof(profile_lines[0]) },
	{ "plan", plan_lines, sizeof(plan_lines) / sizeof(plan_lines[0]) },
	{ "stream", stream_lines,
	    sizeof(stream_lines) / sizeof(stream_lines[0]) },
};

static int
print(const struct schema *schema)
{
	struct sink sink;
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	for (size_t i = 0; i < schema->count; i++)
		sink_text(&sink, schema->lines[i]);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}

int
schema_run(const struct arguments *arguments)
{
	if (arguments->operand_count == 1)
		for (size_t i = 0; i < sizeof(schemas) / sizeof(schemas[0]);
		    i++)
			if (strcmp(schemas[i].name,
				arguments->operands[0]) == 0)
				return print(&schemas[i]);
	return diagnose("schema takes one of: report, profile, plan, "
			"stream");
}
