/*
 * Text for a person on eighty columns: fields with a label, wrapped prose,
 * and colours where they are wanted.
 *
 * Text that comes here is printable already, but for newlines; a line that is
 * indented by four is one to type, and is never broken.
 */
#ifndef LINT_REPORT_PAGE_H
#define LINT_REPORT_PAGE_H

#include <edgelint/result.h>

#include "base/sink.h"

enum {
	PAGE_WIDTH = 80,
	/* Where the values of labelled fields begin. */
	PAGE_FIELD = 14,
};

enum page_style {
	PAGE_PLAIN,
	PAGE_BOLD,
	PAGE_FAINT,
	PAGE_RED,
	PAGE_YELLOW,
	PAGE_GREEN,
	PAGE_CYAN,
};

struct page {
	struct sink *sink;
	bool color;
};

/* Text in a style, as it stands. */
void page_styled(const struct page *page, enum page_style style,
    const char *text);

enum page_style page_severity_style(enum el_severity severity);
enum page_style page_verdict_style(enum el_verdict verdict);

void page_spaces(const struct page *page, size_t count);

/* How many columns a text takes, a character being one. */
size_t page_columns(struct el_bytes text);

/*
 * The next line of a text without newlines, at most so many columns of it, and
 * none of it is left behind when it is shorter; the text is cut by it and by
 * the blanks behind it.
 */
struct el_bytes page_take_line(struct el_bytes *text, size_t columns);

/*
 * Wrap a text between a column, at which the cursor stands, and the right
 * margin; ends with a newline.  What is longer than a line is cut.
 */
void page_wrap(const struct page *page, size_t column, struct el_bytes text);

/* A label, "Valid", indented, and its value wrapped at PAGE_FIELD. */
void page_field(const struct page *page, size_t indent, const char *label,
    struct el_bytes text);

#endif
