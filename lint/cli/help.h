/*
 * Help, manual page and completion, all made from the tables of commands and
 * options.
 */
#ifndef LINT_CLI_HELP_H
#define LINT_CLI_HELP_H

#include "base/sink.h"
#include "command.h"

/* The help of a command, or the overview for NULL; the exit status. */
int help_print(const struct command *command);

/* The exit statuses and their meaning, ended by a NULL meaning. */
struct help_status {
	int status;
	const char *meaning;
};
extern const struct help_status help_statuses[];

void man_write(struct sink *sink);
void completion_write(struct sink *sink);

#endif
