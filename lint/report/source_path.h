/*
 * The names of inputs as CI systems want them: relative to the folder of the
 * run, which is the root of what was checked out.
 */
#ifndef LINT_REPORT_SOURCE_PATH_H
#define LINT_REPORT_SOURCE_PATH_H

#include "report.h"

/* The path, printable and never empty.  That of a file outside of the folder
 * stays absolute. */
void source_path_write(struct sink *sink, const struct report_options *options,
    const char *source);

/*
 * The path as a relative reference, RFC 3986, without "." and never empty.
 * That of a file outside of the folder is relative to the root of all files:
 * an absolute one is refused where reports are uploaded.
 */
void source_path_write_uri(struct sink *sink,
    const struct report_options *options, const char *source);
bool source_path_is_outside(const struct report_options *options,
    const char *source);

#endif
