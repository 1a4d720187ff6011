#include "json.h"

#include "text.h"

static bool
is_plain(uint8_t octet)
{
	return octet >= 0x20 && octet < 0x80 && octet != '"' && octet != '\\';
}

/* The octets at the start that a string holds as they are. */
static size_t
plain_run(struct el_bytes text)
{
	size_t i = 0;

	while (text_has_plain_word(text, i, '"', '\\'))
		i += TEXT_WORD;
	while (i < text.size) {
		size_t length;

		if (is_plain(text.data[i])) {
			i++;
			continue;
		}
		if (text.data[i] < 0x80)
			break;
		length = text_utf8_length((struct el_bytes){
			text.data + i, text.size - i });
		if (length == 0)
			break;
		i += length;
	}
	return i;
}

static void
escape_octet(struct sink *sink, uint8_t octet)
{
	static const char digits[] = "0123456789abcdef";
	char control[6] = { '\\', 'u', '0', '0', digits[octet >> 4],
		digits[octet & 15] };
	char quoted[2] = { '\\', (char)octet };

	if (octet >= 0x80)
		sink_write(sink, "\xef\xbf\xbd", 3); /* U+FFFD */
	else if (octet == '\n')
		sink_write(sink, "\\n", 2);
	else if (octet < 0x20)
		sink_write(sink, control, sizeof(control));
	else
		sink_write(sink, quoted, sizeof(quoted));
}

void
json_escape(struct sink *sink, struct el_bytes utf8)
{
	while (utf8.size > 0) {
		size_t run = plain_run(utf8);

		sink_write(sink, utf8.data, run);
		utf8.data += run;
		utf8.size -= run;
		if (utf8.size > 0) {
			escape_octet(sink, utf8.data[0]);
			utf8.data++;
			utf8.size--;
		}
	}
}

static void
new_line(struct json_writer *writer)
{
	static const char spaces[] = "                                ";
	size_t width = (size_t)writer->indent * writer->depth;

	if (writer->indent == 0)
		return;
	sink_char(writer->sink, '\n');
	while (width > 0) {
		size_t part = width < sizeof(spaces) - 1 ? width :
							   sizeof(spaces) - 1;

		sink_write(writer->sink, spaces, part);
		width -= part;
	}
}

/*
 * Keys are words of reports, or names of rules, and hold nothing that JSON
 * escapes.
 */
static void
put_key(struct json_writer *writer, const char *key)
{
	size_t length = strlen(key);
	char *at = sink_reserve(writer->sink, length + 3);

	if (at == NULL)
		return;
	at[0] = '"';
	memcpy(at + 1, key, length);
	at[length + 1] = '"';
	at[length + 2] = ':';
	if (writer->indent != 0)
		sink_char(writer->sink, ' ');
}

/* What stands in front of a value. */
static void
begin_value(struct json_writer *writer, const char *key)
{
	if (writer->depth > 0) {
		if (writer->has_member)
			sink_char(writer->sink, ',');
		new_line(writer);
	}
	writer->has_member = true;
	if (key != NULL)
		put_key(writer, key);
}

static void
begin_list(struct json_writer *writer, const char *key, char bracket)
{
	begin_value(writer, key);
	sink_char(writer->sink, bracket);
	writer->depth++;
	writer->has_member = false;
}

/* What was closed is a member of what is open now. */
static void
end_list(struct json_writer *writer, char bracket)
{
	writer->depth--;
	if (writer->has_member)
		new_line(writer);
	sink_char(writer->sink, bracket);
	writer->has_member = true;
}

void
json_begin_object(struct json_writer *writer, const char *key)
{
	begin_list(writer, key, '{');
}

void
json_end_object(struct json_writer *writer)
{
	end_list(writer, '}');
}

void
json_begin_array(struct json_writer *writer, const char *key)
{
	begin_list(writer, key, '[');
}

void
json_end_array(struct json_writer *writer)
{
	end_list(writer, ']');
}

void
json_begin_string(struct json_writer *writer, const char *key)
{
	begin_value(writer, key);
	sink_char(writer->sink, '"');
}

void
json_end_string(struct json_writer *writer)
{
	sink_char(writer->sink, '"');
}

void
json_take(struct json_writer *writer, const char *key, struct sink *text)
{
	json_begin_string(writer, key);
	json_escape(writer->sink, (struct el_bytes){
		(const uint8_t *)text->data, text->size });
	json_end_string(writer);
	if (text->error != 0 && writer->sink->error == 0)
		writer->sink->error = text->error;
	sink_clear(text);
}

void
json_string(struct json_writer *writer, const char *key, const char *text)
{
	if (text == NULL) {
		json_null(writer, key);
		return;
	}
	json_begin_string(writer, key);
	json_escape(writer->sink, el_bytes_of(text));
	json_end_string(writer);
}

/* What is made printable goes through a buffer to be escaped once more. */
static void
escape_printable(struct sink *sink, struct el_bytes text)
{
	struct sink printable;

	sink_to_memory(&printable);
	text_printable(&printable, text);
	if (printable.error != 0 && sink->error == 0)
		sink->error = printable.error;
	json_escape(sink, (struct el_bytes){ (const uint8_t *)printable.data,
		printable.size });
	sink_free(&printable);
}

void
json_bytes(struct json_writer *writer, const char *key, struct el_bytes text)
{
	if (text.data == NULL) {
		json_null(writer, key);
		return;
	}
	json_begin_string(writer, key);
	if (text_is_printable(text))
		json_escape(writer->sink, text);
	else
		escape_printable(writer->sink, text);
	json_end_string(writer);
}

void
json_hex(struct json_writer *writer, const char *key, struct el_bytes octets)
{
	if (octets.data == NULL) {
		json_null(writer, key);
		return;
	}
	json_begin_string(writer, key);
	text_hex(writer->sink, octets);
	json_end_string(writer);
}

void
json_number(struct json_writer *writer, const char *key, long long number)
{
	begin_value(writer, key);
	sink_number(writer->sink, number);
}

void
json_bool(struct json_writer *writer, const char *key, bool value)
{
	begin_value(writer, key);
	sink_text(writer->sink, value ? "true" : "false");
}

void
json_null(struct json_writer *writer, const char *key)
{
	begin_value(writer, key);
	sink_text(writer->sink, "null");
}

void
json_raw(struct json_writer *writer, const char *key, struct el_bytes value)
{
	begin_value(writer, key);
	sink_write(writer->sink, value.data, value.size);
}
