#include "naming.h"

#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "base/parallel.h"
#include "diagnose.h"

/* How many operands and options read standard input. */
static size_t
count_stdin(const struct arguments *arguments)
{
	size_t count = 0;

	for (size_t i = 0; i < arguments->operand_count; i++)
		count += strcmp(arguments->operands[i], "-") == 0;
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];

		if (options[given->id].reads)
			count += strcmp(given->value, "-") == 0;
	}
	return count;
}

static bool
check(const struct arguments *arguments)
{
	bool has_list = arguments_has(arguments, OPTION_FILES_FROM);

	if (arguments->operand_count == 0 && !has_list) {
		diagnose("no certificate was named; try 'edgelint check "
			 "edge.cer --profile contoso.json', or 'edgelint "
			 "--help'");
		return false;
	}
	if (arguments_has(arguments, OPTION_NULL) && !has_list) {
		diagnose("--null is about the list of --files-from, and none "
			 "was given");
		return false;
	}
	if (count_stdin(arguments) > 1) {
		diagnose("standard input can be read only once");
		return false;
	}
	return true;
}

/* The values of an option; false: no memory. */
static bool
collect(const char *const **out, size_t *count,
    const struct arguments *arguments, enum option_id id, struct arena *arena)
{
	const char **values = arena_alloc(arena, arguments->given_count,
	    sizeof(*values));

	*count = 0;
	for (size_t i = 0; values != NULL && i < arguments->given_count; i++)
		if (arguments->given[i].id == id)
			values[(*count)++] = arguments->given[i].value;
	*out = values;
	return values != NULL;
}

bool
naming_read(struct inputs_options *out, const struct arguments *arguments,
    struct arena *arena)
{
	if (!check(arguments))
		return false;
	*out = (struct inputs_options){
		.operands = arguments->operands,
		.operand_count = arguments->operand_count,
		.list = arguments_value(arguments, OPTION_FILES_FROM),
		.null = arguments_has(arguments, OPTION_NULL),
	};
	if (arguments_has(arguments, OPTION_POOL) && !naming_is_many(out)) {
		diagnose("--pool compares the certificates of several nodes; "
			 "name a file for each");
		return false;
	}
	if (collect(&out->globs.include, &out->globs.include_count, arguments,
		OPTION_INCLUDE, arena) &&
	    collect(&out->globs.exclude, &out->globs.exclude_count, arguments,
		OPTION_EXCLUDE, arena))
		return true;
	return diagnose_no_memory();
}

static bool
is_folder(const char *name)
{
	struct stat status;

	return strcmp(name, "-") != 0 && stat(name, &status) == 0 &&
	    S_ISDIR(status.st_mode);
}

/* The most that there can be; beyond so many it makes no difference. */
static size_t
count_inputs(const struct inputs_options *naming, size_t enough)
{
	size_t count = naming->operand_count;

	if (naming->list != NULL)
		return enough;
	for (size_t i = 0; i < naming->operand_count && count < enough; i++)
		if (is_folder(naming->operands[i]))
			return enough;
	return count;
}

bool
naming_is_many(const struct inputs_options *naming)
{
	return count_inputs(naming, 2) > 1;
}

size_t
naming_jobs(const struct inputs_options *naming,
    const struct arguments *arguments)
{
	const char *value = arguments_value(arguments, OPTION_JOBS);
	size_t jobs;
	size_t inputs;
	char *end;

	if (value == NULL) {
		jobs = parallel_processors();
	} else {
		jobs = *value >= '0' && *value <= '9' ?
		    strtoul(value, &end, 10) : 0;
		if (jobs == 0 || jobs > PARALLEL_JOBS_MAX || *end != '\0') {
			diagnose("--jobs takes a number from 1 to %d, not %s",
			    PARALLEL_JOBS_MAX, *value == '\0' ? "nothing" :
			    value);
			return 0;
		}
	}
	if (jobs > PARALLEL_JOBS_MAX)
		jobs = PARALLEL_JOBS_MAX;
	/* A pool has few nodes, and one judge has to see them all. */
	if (arguments_has(arguments, OPTION_POOL))
		jobs = 1;
	inputs = count_inputs(naming, jobs);
	return inputs < jobs ? inputs : jobs;
}
