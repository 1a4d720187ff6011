/*
 * The line on a terminal that tells how far a long run is: how many files, of
 * how many where that is known, how fast, and the verdicts so far.
 */
#ifndef LINT_CLI_PROGRESS_H
#define LINT_CLI_PROGRESS_H

#include <edgelint/result.h>

/* To the start of the line, and erase all of it. */
#define PROGRESS_ERASE "\r\033[K"

struct progress {
	bool wanted;
	bool shown;
	size_t done; /* inputs */
	size_t verdicts[EL_VERDICT_UNREADABLE + 1]; /* results */
	int64_t began; /* milliseconds */
	int64_t next; /* when it is to be shown again */
};

/* Begin; it stays silent unless it is wanted. */
void progress_begin(struct progress *out, bool wanted);

/*
 * One more input is done, with so many results by enum el_verdict; in all
 * there are so many inputs (0: not known).
 */
void progress_step(struct progress *progress, size_t total,
    const size_t *verdicts);

/* Take the line away, for what else is to be written to the terminal. */
void progress_erase(struct progress *progress);

#endif
