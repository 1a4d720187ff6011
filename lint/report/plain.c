#include "plain.h"

void
plain_shorten(struct sink *sink, size_t size)
{
	if (sink->size <= size)
		return;
	while (size > 0 && ((uint8_t)sink->data[size] & 0xc0) == 0x80)
		size--;
	sink->size = size;
	sink_text(sink, "...");
}

/* How many octets of white space there are at the start. */
static size_t
blanks(struct el_bytes text)
{
	size_t count = 0;

	while (count < text.size && (text.data[count] == ' ' ||
	    text.data[count] == '\n' || text.data[count] == '\r'))
		count++;
	return count;
}

static struct el_bytes
behind(struct el_bytes text, size_t count)
{
	return (struct el_bytes){ text.data + count, text.size - count };
}

/* The octets up to the first newline or one of the others. */
static size_t
until(struct el_bytes text, const char *others)
{
	size_t count = 0;

	while (count < text.size && text.data[count] != '\n' &&
	    text.data[count] != '\r' &&
	    memchr(others, text.data[count], strlen(others)) == NULL)
		count++;
	return count;
}

/*
 * Write a text as one line, in which each octet of a set is written by a
 * function that is told what stands behind it.
 */
static void
write_line(struct sink *sink, struct el_bytes text, const char *set,
    void (*special)(struct sink *sink, struct el_bytes text))
{
	while (text.size > 0) {
		size_t run = until(text, set);

		sink_write(sink, text.data, run);
		text = behind(text, run);
		if (text.size == 0)
			return;
		if (*text.data == '\n' || *text.data == '\r') {
			sink_char(sink, ' ');
			text = behind(text, blanks(text));
		} else {
			special(sink, text);
			text = behind(text, 1);
		}
	}
}

void
plain_line(struct sink *sink, struct el_bytes text)
{
	write_line(sink, text, "", NULL);
}

/* --- CSV ------------------------------------------------------------------- */

/* Signs that begin a formula, also in the full width that East Asian
 * spreadsheets take for them. */
static bool
is_formula(struct el_bytes text)
{
	static const char *const signs[] = { "=", "+", "-", "@",
		"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
		"\xef\xbc\xa0" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (text.size >= strlen(signs[i]) &&
		    memcmp(text.data, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

/* What may be the start of a field: behind quotes and spaces it still is. */
static void
defuse(struct sink *sink, struct el_bytes text)
{
	size_t i = 0;

	while (i < text.size && (text.data[i] == ' ' || text.data[i] == '"' ||
	    text.data[i] == '\n' || text.data[i] == '\r'))
		i++;
	if (is_formula(behind(text, i)))
		sink_char(sink, '\'');
}

static void
write_cell_octet(struct sink *sink, struct el_bytes text)
{
	sink_char(sink, (char)*text.data);
	if (*text.data == '"')
		sink_char(sink, '"');
	else
		defuse(sink, behind(text, 1));
}

void
plain_cell(struct sink *sink, struct el_bytes text)
{
	sink_char(sink, '"');
	defuse(sink, text);
	write_line(sink, text, "\";", write_cell_octet);
	sink_char(sink, '"');
}

/* --- Prometheus, Nagios ---------------------------------------------------- */

static void
write_label_octet(struct sink *sink, struct el_bytes text)
{
	sink_char(sink, '\\');
	sink_char(sink, (char)*text.data);
}

void
plain_label(struct sink *sink, struct el_bytes text)
{
	sink_char(sink, '"');
	write_line(sink, text, "\"\\", write_label_octet);
	sink_char(sink, '"');
}

/* As text_printable() writes what it does not let through. */
static void
write_bar(struct sink *sink, struct el_bytes text)
{
	(void)text;
	sink_text(sink, "\\x7c");
}

void
plain_status(struct sink *sink, struct el_bytes text)
{
	write_line(sink, text, "|", write_bar);
}
