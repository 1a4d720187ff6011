/*
 * What the program says on stderr, and how it ends.  Names of files and words
 * of the command line are as foreign as certificates: they are made printable
 * before they are shown.
 */
#ifndef LINT_CLI_DIAGNOSE_H
#define LINT_CLI_DIAGNOSE_H

#include <stdbool.h>

#include "base/sink.h"

/* Exit statuses. */
enum {
	STATUS_GOOD = 0,
	STATUS_FINDINGS = 1,
	STATUS_FAULT = 2, /* no answer, or the program was used wrongly */
	/* A fault of check before there was a report; main() makes a status of
	 * it that those who wait for the report know. */
	STATUS_NO_REPORT = -1,
};

/* "edgelint: ..."; everything is made printable.  STATUS_FAULT. */
int diagnose(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say that there is not enough memory; always false. */
bool diagnose_no_memory(void);

/* "edgelint: NAME: MESSAGE"; the message is printable. */
void diagnose_file(const char *name, const char *message);

/* "edgelint: NAME:LINE: MESSAGE" to a sink that goes to stderr; no line when
 * it is 0. */
void diagnose_line_to(struct sink *sink, const char *name, size_t line,
    const char *message);

/* Write to stderr what a sink in memory holds, and empty it. */
void diagnose_all(struct sink *said);

/* "edgelint: --OPTION: MESSAGE"; the message is printable. */
void diagnose_option(const char *option, const char *message);

/* Say what a sink in memory holds, which is printable, and empty it. */
void diagnose_say(const char *prefix, struct sink *message);

/* The first message that was said, printable, or "". */
const char *diagnose_first(void);

/* Write out what goes to stdout; STATUS_GOOD, or STATUS_FAULT and why. */
int diagnose_stdout(struct sink *sink);

#endif
