/*
 * What is said on stdout when there is no report: who reads a format that has
 * exit statuses of its own, such as a monitoring system, looks nowhere else.
 */
#ifndef LINT_CLI_FAULT_H
#define LINT_CLI_FAULT_H

#include <stddef.h>

/*
 * The words of the command line, which may well be what is wrong.  The exit
 * status; STATUS_FAULT where no such format would have gone to stdout.
 */
int fault_report(const char *const *words, size_t count);

#endif
