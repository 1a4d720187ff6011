/*
 * Where the reports of a run go: stdout, or files that appear whole or not at
 * all.  One that cannot be written does not keep the others from it.
 */
#ifndef LINT_CLI_OUTPUTS_H
#define LINT_CLI_OUTPUTS_H

#include "arguments.h"
#include "report/report.h"

struct output;

struct outputs {
	struct output *list;
	size_t count;
	bool failed; /* one of them could not be written, which was said */
};

/*
 * Open what --format, --output and --quiet ask for.  False: they contradict
 * each other, or there is no memory, and it was said.  Close in any case.
 */
bool outputs_open(struct outputs *out, const struct arguments *arguments,
    const struct report_options *report_options)
    __attribute__((warn_unused_result));

/* Hand a result to all writers. */
void outputs_result(struct outputs *outputs, const struct el_result *result);

/*
 * Say which of the reports cannot be written any more.  False: that is all of
 * them, and there is nothing to go on for.
 */
bool outputs_go_on(struct outputs *outputs);

/* A part of each report, for a thread to write apart; zero it first. */
struct outputs_part {
	struct part *list;
	size_t count;
};

/* False: no memory.  Free in any case; the outputs must outlive the part. */
bool outputs_part_begin(struct outputs_part *out,
    const struct outputs *outputs) __attribute__((warn_unused_result));
void outputs_part_free(struct outputs_part *part);

void outputs_part_result(struct outputs_part *part,
    const struct el_result *result);

/* How many octets it holds. */
size_t outputs_part_size(const struct outputs_part *part);

/* Append a part to the reports, and empty it. */
void outputs_append(struct outputs *outputs, struct outputs_part *part);

/* End the reports and put the files in their places. */
void outputs_finish(struct outputs *outputs, const struct judge *judge);

/* Release everything; files that were not finished are removed. */
void outputs_close(struct outputs *outputs);

#endif
