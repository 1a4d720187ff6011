#include "xml.h"

#include "text.h"

static const char *
reference(uint8_t octet, bool in_attribute)
{
	switch (octet) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\r':
		return "&#13;";
	case '\n':
		return in_attribute ? "&#10;" : "\n";
	case '\t':
		return in_attribute ? "&#9;" : "\t";
	default:
		return NULL;
	}
}

/*
 * The length of the character at the start, when XML has it: production 2
 * leaves out of Unicode most controls and two noncharacters.
 */
static size_t
character_length(struct el_bytes text)
{
	size_t length = text_utf8_length(text);
	uint32_t character;

	if (length == 0)
		return 0;
	character = text_utf8_character(text.data, length);
	return character < 0x20 || character == 0xfffe ||
	    character == 0xffff ? 0 : length;
}

/* Write the start of a text; the octets that were written. */
static size_t
write_start(struct sink *sink, struct el_bytes text, bool in_attribute)
{
	const char *escaped = reference(text.data[0], in_attribute);
	size_t length;

	if (escaped != NULL) {
		sink_text(sink, escaped);
		return 1;
	}
	length = character_length(text);
	if (length > 0) {
		sink_write(sink, text.data, length);
		return length;
	}
	/* What is left of a character is no UTF-8 by itself. */
	sink_text(sink, "\\x");
	text_hex(sink, (struct el_bytes){ text.data, 1 });
	return 1;
}

static void
escape(struct sink *sink, struct el_bytes text, bool in_attribute)
{
	while (text.size > 0) {
		size_t written = write_start(sink, text, in_attribute);

		text.data += written;
		text.size -= written;
	}
}

void
xml_text(struct sink *sink, struct el_bytes text)
{
	escape(sink, text, false);
}

void
xml_attribute(struct sink *sink, const char *name, struct el_bytes text)
{
	sink_printf(sink, " %s=\"", name);
	escape(sink, text, true);
	sink_char(sink, '"');
}
