/*
 * Lines that a format keeps until its end, the worst first: what takes reports
 * takes only so many, and the best use of them is for what matters most.
 *
 * A report keeps a class of lines in the sink of that number.  Each part of a
 * report keeps the first lines of its own, so that the first of all are there
 * whichever way results were shared out.
 */
#ifndef LINT_REPORT_LINES_H
#define LINT_REPORT_LINES_H

#include "issue.h"
#include "report.h"

enum {
	LINES_CLASSES = 4, /* error, warning, info, waived */
	/* What GitHub takes of one run. */
	LINES_MAX = 25000,
	/* It takes 10 MB when they are packed; results about random names
	 * pack to a fifteenth. */
	LINES_OCTETS_MAX = 40 * 1024 * 1024,
};

/* How many lines of each class were kept; zero it. */
struct lines {
	size_t count[LINES_CLASSES];
	size_t octets[LINES_CLASSES];
	size_t notes; /* that were kept, of kind ISSUE_NOTE */
};

/* The sink for the line of an issue; NULL: no more are taken. */
struct sink *lines_begin(const struct lines *lines, struct report *report,
    const struct issue *issue);
/* The line has been written, without its end, to what had this size. */
void lines_end(struct lines *lines, struct report *report,
    const struct issue *issue, size_t size_before);

/* The lines of a part are about to be appended: forget those for which there
 * is no room, and let the part begin again. */
void lines_merge(struct lines *lines, struct lines *of_part,
    struct report *part);

/*
 * Write out the lines of all classes, as elements of a JSON array of which
 * nothing was written yet, behind an indent.  How many there were.
 */
size_t lines_write(struct report *report, const char *indent);

/* How many issues of a run are not among so many lines. */
size_t lines_left_out(const struct lines *lines, const struct report *report,
    const struct judge *judge, size_t written);

#endif
