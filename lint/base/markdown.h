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

/* One line of printable text as it stands, in a code span, wherever it may be:
 * a bar, which would end the cell of a table, becomes \x7c. */
void markdown_code(struct sink *sink, struct el_bytes text);

/*
 * One line of printable text, as prose with code in it: all but plain words and
 * numbers are code spans.  GitHub makes links of addresses, mentions, numbers
 * of issues and commits wherever they stand in prose, escaped or not.
 */
void markdown_words(struct sink *sink, struct el_bytes text);

/* The same for several lines: each is a paragraph, and those to type are
 * fenced blocks. */
void markdown_paragraphs(struct sink *sink, struct el_bytes text);

#endif
