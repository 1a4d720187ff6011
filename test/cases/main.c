/*
 * The fixture runner:
 *
 *	cases FILE...			one line a case: ok or not ok
 *	cases --coverage FILE...	and one line a rule: is it shown?
 *	cases --update FILE...		write the expectations anew
 *
 * It runs at the top of the source tree, where it finds fixtures/profiles.
 */
#include <stdio.h>
#include <stdlib.h>

#include "case_run.h"
#include "compare.h"
#include "coverage.h"
#include "overlap.h"
#include "update.h"

struct command {
	bool update;
	struct coverage *coverage; /* NULL: not asked for */
};

/* What is done with a case that has run. */
static bool
finish_case(const struct command *command, const struct case_file *file,
    const struct case_run *run)
{
	bool good;

	if (command->update)
		return update_case(file, run);
	if (command->coverage != NULL)
		coverage_add(command->coverage, file, run);
	good = compare_case(file, run);
	return overlap_check(run) && good;
}

static bool
print_error(const char *path, const struct case_error *error)
{
	if (error->line == 0)
		printf("# %s: %s\n", path, error->message);
	else
		printf("# %s:%zu: %s\n", path, error->line, error->message);
	return false;
}

static bool
run_file(const struct command *command, const char *path, struct arena *arena)
{
	struct case_error error = { 0 };
	struct case_file file;
	struct case_run run;
	bool good;

	if (case_file_read(&file, path, arena, &error) &&
	    case_run(&run, &file, arena, &error))
		good = finish_case(command, &file, &run);
	else
		good = print_error(path, &error);
	if (!command->update || !good)
		printf("%s - %s\n", good ? "ok" : "not ok", path);
	case_file_free(&file);
	return good;
}

static bool
run_files(const struct command *command, char **paths)
{
	struct arena arena;
	bool good = true;

	arena_init(&arena);
	for (; *paths != NULL; paths++) {
		good = run_file(command, *paths, &arena) && good;
		arena_reset(&arena);
	}
	arena_free(&arena);
	if (command->coverage != NULL) {
		good = coverage_print(command->coverage) && good;
		good = overlap_print() && good;
	}
	return good;
}

int
main(int argc, char **argv)
{
	struct command command = { 0 };
	struct coverage coverage;
	struct arena arena;
	char **paths = argv + 1;
	bool good;

	arena_init(&arena);
	if (argc > 1 && strcmp(argv[1], "--update") == 0)
		command.update = true;
	if (argc > 1 && strcmp(argv[1], "--coverage") == 0)
		command.coverage = &coverage;
	if (command.update || command.coverage != NULL)
		paths++;
	if (argc < 2 || *paths == NULL || **paths == '-') {
		fputs("usage: cases [--update|--coverage] FILE...\n", stderr);
		return 2;
	}
	if (command.coverage != NULL && !coverage_begin(&coverage, &arena)) {
		fputs("cases: no memory\n", stderr);
		return 2;
	}
	good = run_files(&command, paths);
	arena_free(&arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
