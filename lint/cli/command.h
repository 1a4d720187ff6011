/*
 * The commands: one table, one file for each.
 */
#ifndef LINT_CLI_COMMAND_H
#define LINT_CLI_COMMAND_H

#include "arguments.h"

enum command_bit {
	COMMAND_CHECK = 1 << 0,
	COMMAND_PROFILE_INIT = 1 << 1,
	COMMAND_PROFILE_CHECK = 1 << 2,
	COMMAND_RULES = 1 << 3,
	COMMAND_EXPLAIN = 1 << 4,
	COMMAND_SCHEMA = 1 << 5,
	COMMAND_HELP = 1 << 6,
	COMMAND_PLAN = 1 << 7,
	COMMAND_PROFILE_IMPORT = 1 << 8,
	COMMAND_STREAM = 1 << 9,
	COMMAND_ALL = (1 << 10) - 1,
};

struct command {
	enum command_bit bit;
	const char *name; /* one word or two: "profile init" */
	const char *operands; /* "FILE..." for the synopsis; "" for none */
	/* Values of the first operand, for completion, or NULL. */
	const char *const *choices;
	const char *summary; /* one line for the overview */
	const char *description; /* paragraphs for its own help */
	const char *examples; /* lines to type, or NULL */
	int (*run)(const struct arguments *arguments); /* the exit status */
};

/* Ended by a NULL name. */
extern const struct command commands[];

/*
 * The command that the first words name, or NULL; taken is the number of
 * words.
 */
const struct command *command_find(const char *const *words, size_t count,
    size_t *taken);

/* The command whose name is nearest to a word, or NULL. */
const char *command_suggest(const char *word);

int check_run(const struct arguments *arguments);
int profile_init_run(const struct arguments *arguments);
int profile_check_run(const struct arguments *arguments);
int profile_import_run(const struct arguments *arguments);
int stream_run(const struct arguments *arguments);
int rules_run(const struct arguments *arguments);
int explain_run(const struct arguments *arguments);
int schema_run(const struct arguments *arguments);
int plan_run(const struct arguments *arguments);
int help_run(const struct arguments *arguments);

#endif
