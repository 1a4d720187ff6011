/*
 * Text in formats that are made of lines and fields, so that nothing that came
 * from a certificate or a file ends either, or becomes more than text.  It is
 * printable already (base/text.h), but for the newlines of messages.
 */
#ifndef LINT_REPORT_PLAIN_H
#define LINT_REPORT_PLAIN_H

#include <edgelint/bytes.h>

#include "base/sink.h"

/*
 * Cut what a sink in memory holds to so many octets, not in the middle of a
 * character, and say so with three dots.
 */
void plain_shorten(struct sink *sink, size_t size);

/* One line: a newline, and the indent behind it, becomes a space. */
void plain_line(struct sink *sink, struct el_bytes text);

/*
 * A field of CSV in quotes, RFC 4180, on one line.  A spreadsheet takes what
 * begins with = + - @ for a formula: an apostrophe in front makes it text.
 * That holds behind a semicolon, too, which is where many a spreadsheet
 * divides fields whatever the quotes say.
 */
void plain_cell(struct sink *sink, struct el_bytes text);

/* A label's value in quotes, in the text format of Prometheus. */
void plain_label(struct sink *sink, struct el_bytes text);

/* One line of a monitoring plugin: a bar would begin performance data. */
void plain_status(struct sink *sink, struct el_bytes text);

#endif
