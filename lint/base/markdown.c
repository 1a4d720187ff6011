#include "markdown.h"

#include "text.h"

static const char code_indent[] = "    ";

/* What means something wherever it stands in prose. */
static bool
is_markup(uint8_t octet)
{
	return octet != '\0' && strchr("\\`*_[]<>|~&$", octet) != NULL;
}

/* What makes a heading, a list or a rule at the start of a line. */
static bool
is_markup_at_start(uint8_t octet)
{
	return octet != '\0' && strchr("#+-=", octet) != NULL;
}

/* An address, or the name of a picture: "https://", ":warning:". */
static bool
is_colon_of_markup(struct el_bytes line, size_t i)
{
	if (line.data[i] != ':' || i + 1 == line.size)
		return false;
	return line.data[i + 1] == '/' ||
	    ((i == 0 || line.data[i - 1] == ' ') && line.data[i + 1] != ' ');
}

/* CommonMark, 2.4: a backslash in front makes punctuation of it. */
static void
put_prose(struct sink *sink, struct el_bytes line)
{
	for (size_t i = 0; i < line.size; i++) {
		uint8_t octet = line.data[i];

		if (is_markup(octet) || (i == 0 && is_markup_at_start(octet)) ||
		    is_colon_of_markup(line, i))
			sink_char(sink, '\\');
		sink_char(sink, (char)octet);
	}
}

/* The line at the start, without its end; it is taken off. */
static struct el_bytes
take_line(struct el_bytes *text)
{
	const uint8_t *end = memchr(text->data, '\n', text->size);
	size_t size = end == NULL ? text->size : (size_t)(end - text->data);
	struct el_bytes line = { text->data, size };

	size += end != NULL;
	text->data += size;
	text->size -= size;
	return line;
}

void
markdown_text(struct sink *sink, struct el_bytes text)
{
	bool was_code = false;
	bool is_first = true;

	while (text.size > 0) {
		struct el_bytes line = take_line(&text);
		bool is_code = text_begins_with(line, code_indent,
		    sizeof(code_indent) - 1);

		/* Between two lines of prose a backslash breaks the line. */
		if (!is_first)
			sink_text(sink, is_code != was_code ? "\n\n" :
			    is_code ? "\n" : "\\\n");
		if (is_code)
			sink_write(sink, line.data, line.size);
		else
			put_prose(sink, line);
		was_code = is_code;
		is_first = false;
	}
}
