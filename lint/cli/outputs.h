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

/*
 * The format of "F" or "F:FILE", NULL when there is none; the file is NULL for
 * stdout, which is "-", too.
 */
const struct report_writer *outputs_format(const char **file,
    const char *value);

/* Hand a result to all writers. */
void outputs_result(struct outputs *outputs, const struct el_result *result);

/* Whether a report could not be written further, which is still to be said. */
bool outputs_are_failing(const struct outputs *outputs);

/* Say which these are.  False: no report is left to be written. */
bool outputs_drop_failed(struct outputs *outputs);

/* Whether a report would take the place of an input. */
bool outputs_replace(const struct outputs *outputs, const char *input);

/* Give up each report that would, and say so. */
void outputs_spare(struct outputs *outputs, const char *input);

/* Whether a report goes to the terminal. */
bool outputs_show_report(const struct outputs *outputs);

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

/*
 * The exit status: the one that the format on stdout has for who reads it, or
 * that of the run.
 */
int outputs_status(const struct outputs *outputs, const struct judge *judge,
    int status);

/* Release everything; files that were not finished are removed. */
void outputs_close(struct outputs *outputs);

#endif
