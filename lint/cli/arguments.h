/*
 * A command line, sorted into options and operands.  What the options mean is
 * left to the command.
 */
#ifndef LINT_CLI_ARGUMENTS_H
#define LINT_CLI_ARGUMENTS_H

#include "options.h"

struct command;

/* An option as it was given. */
struct given {
	enum option_id id;
	const char *value; /* NULL: it takes none */
};

/* A command line that was understood. */
struct arguments {
	const struct command *command;
	struct given *given; /* in order */
	size_t given_count;
	const char **operands; /* what is no option */
	size_t operand_count;
};

/*
 * Sort the words behind a command.  False: there is a mistake, and it was
 * said.  Free in any case.
 */
bool arguments_parse(struct arguments *out, const struct command *command,
    const char *const *words, size_t count)
    __attribute__((warn_unused_result));
void arguments_free(struct arguments *arguments);

/* The value of the last one given, or NULL. */
const char *arguments_value(const struct arguments *arguments,
    enum option_id id);
bool arguments_has(const struct arguments *arguments, enum option_id id);

#endif
