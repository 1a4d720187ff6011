#include "page.h"

#include "base/text.h"

void
page_styled(const struct page *page, enum page_style style, const char *text)
{
	/* Select Graphic Rendition, ECMA-48 8.3.117. */
	static const char *const codes[] = {
		[PAGE_PLAIN] = NULL,
		[PAGE_BOLD] = "\033[1m",
		[PAGE_FAINT] = "\033[2m",
		[PAGE_RED] = "\033[1;31m",
		[PAGE_YELLOW] = "\033[1;33m",
		[PAGE_GREEN] = "\033[1;32m",
		[PAGE_CYAN] = "\033[1;36m",
	};

	if (!page->color || codes[style] == NULL) {
		sink_text(page->sink, text);
		return;
	}
	sink_text(page->sink, codes[style]);
	sink_text(page->sink, text);
	sink_text(page->sink, "\033[0m");
}

enum page_style
page_severity_style(enum el_severity severity)
{
	switch (severity) {
	case EL_ERROR:
		return PAGE_RED;
	case EL_WARNING:
		return PAGE_YELLOW;
	case EL_INFO:
		return PAGE_CYAN;
	case EL_OFF:
		break;
	}
	return PAGE_FAINT;
}

enum page_style
page_verdict_style(enum el_verdict verdict)
{
	switch (verdict) {
	case EL_VERDICT_PASS:
		return PAGE_GREEN;
	case EL_VERDICT_INCOMPLETE:
		return PAGE_YELLOW;
	case EL_VERDICT_FAIL:
	case EL_VERDICT_UNREADABLE:
		break;
	}
	return PAGE_RED;
}

void
page_spaces(const struct page *page, size_t count)
{
	while (count-- > 0)
		sink_char(page->sink, ' ');
}

static bool
begins_character(uint8_t octet)
{
	return (octet & 0xc0) != 0x80;
}

size_t
page_columns(struct el_bytes text)
{
	size_t columns = 0;

	for (size_t i = 0; i < text.size; i++)
		columns += begins_character(text.data[i]);
	return columns;
}

/* The octets of at most so many columns at the start. */
static size_t
octets_of_columns(struct el_bytes text, size_t columns)
{
	size_t i = 0;

	while (i < text.size) {
		if (begins_character(text.data[i]) && columns-- == 0)
			break;
		i++;
	}
	return i;
}

static struct el_bytes
skip(struct el_bytes text, size_t octets)
{
	return (struct el_bytes){ text.data + octets, text.size - octets };
}

/* An address stays whole, to be clicked or copied. */
static bool
is_address(struct el_bytes text)
{
	static const char scheme[] = "https://";

	return text.size >= sizeof(scheme) - 1 &&
	    memcmp(text.data, scheme, sizeof(scheme) - 1) == 0;
}

/*
 * Text behind blanks that a CI system would take for a command of its own if
 * a line began with it, such as GitHub's "::error::".
 */
static bool
begins_command(struct el_bytes text)
{
	size_t i = 0;

	while (i < text.size && text.data[i] == ' ')
		i++;
	return text.size - i >= 2 && memcmp(text.data + i, "::", 2) == 0;
}

/* Where a line that is too long breaks: behind its last word that fits, or,
 * where a word alone is too long, in the middle of it. */
static size_t
break_at(struct el_bytes text, size_t fits)
{
	size_t i = fits;

	if (text.size == fits)
		return fits;
	if (is_address(text)) {
		while (i < text.size && text.data[i] != ' ')
			i++;
		return i;
	}
	do {
		while (i > 0 && text.data[i] != ' ')
			i--;
		while (i > 0 && text.data[i - 1] == ' ')
			i--;
	} while (i > 0 && begins_command(skip(text, i)) && i-- > 0);
	if (i > 0)
		return i;
	while (fits > 1 && begins_command(skip(text, fits)))
		fits--;
	return fits;
}

struct el_bytes
page_take_line(struct el_bytes *text, size_t columns)
{
	size_t length = break_at(*text, octets_of_columns(*text, columns));
	struct el_bytes line = { text->data, length };

	*text = skip(*text, length);
	while (text->size > 0 && text->data[0] == ' ')
		*text = skip(*text, 1);
	return line;
}

/* A text without newlines; the cursor stands at the column. */
static void
wrap_line(const struct page *page, size_t column, struct el_bytes text)
{
	for (;;) {
		struct el_bytes line = page_take_line(&text,
		    PAGE_WIDTH - column);

		sink_write(page->sink, line.data, line.size);
		sink_char(page->sink, '\n');
		if (text.size == 0)
			break;
		page_spaces(page, column);
	}
}

static bool
is_line_to_type(struct el_bytes line)
{
	return line.size > 4 && memcmp(line.data, "    ", 4) == 0;
}

void
page_wrap(const struct page *page, size_t column, struct el_bytes text)
{
	for (;;) {
		const uint8_t *newline = text.size == 0 ? NULL :
		    memchr(text.data, '\n', text.size);
		struct el_bytes line = { text.data, newline == NULL ?
			text.size : (size_t)(newline - text.data) };

		if (is_line_to_type(line)) {
			sink_write(page->sink, line.data, line.size);
			sink_char(page->sink, '\n');
		} else {
			wrap_line(page, column, line);
		}
		if (newline == NULL)
			break;
		text = skip(text, line.size + 1);
		page_spaces(page, column);
	}
}

void
page_field(const struct page *page, size_t indent, const char *label,
    struct el_bytes text)
{
	size_t used = indent + strlen(label);

	page_spaces(page, indent);
	page_styled(page, PAGE_BOLD, label);
	page_spaces(page, PAGE_FIELD - used);
	page_wrap(page, PAGE_FIELD, text);
}
