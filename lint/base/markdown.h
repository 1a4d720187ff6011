/*
 * Text as Markdown has it (CommonMark, and GitHub's additions).
 */
#ifndef LINT_BASE_MARKDOWN_H
#define LINT_BASE_MARKDOWN_H

#include <edgelint/bytes.h>

#include "sink.h"

/*
 * Printable text of which nothing is taken for markup.  Lines that are
 * indented by four are lines to type: they become a block of code, with an
 * empty line before and behind it.
 */
void markdown_text(struct sink *sink, struct el_bytes text);

#endif
