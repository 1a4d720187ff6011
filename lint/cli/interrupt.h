/*
 * What is left in order when the program is told to end by a signal: files
 * that are not whole are removed, and the progress line is.
 */
#ifndef LINT_CLI_INTERRUPT_H
#define LINT_CLI_INTERRUPT_H

#include <stdbool.h>

/* A file to be removed; it may be one of several, and must stay in place. */
struct interrupt_file {
	const char *path;
	struct interrupt_file *next;
};

/*
 * From now on SIGINT, SIGTERM and SIGHUP clean up before they end the
 * program, as long as nobody has them ignored, as nohup does.
 */
void interrupt_begin(void);

/*
 * Make a file under a name that ends in XXXXXX, as mkstemp() does, and have it
 * removed until it is forgotten; no signal comes in between.  The descriptor,
 * or -1 and errno.  Files are made and forgotten by one thread.
 */
int interrupt_make_file(struct interrupt_file *out, char *path);

/* Rename a file that is whole, and forget it; 0, or the errno of a failure,
 * after which it is still to be removed. */
int interrupt_rename_file(struct interrupt_file *file, const char *path);

/* Remove a file, and forget it. */
void interrupt_remove_file(struct interrupt_file *file);

/* Whether a line stands on the terminal that has to be erased. */
void interrupt_shows_progress(bool shows);

#endif
