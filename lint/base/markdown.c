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

/* --- code ------------------------------------------------------------------ */

/* Octets of the longest run of backticks. */
static size_t
longest_run(struct el_bytes text)
{
	size_t longest = 0;
	size_t run = 0;

	for (size_t i = 0; i < text.size; i++) {
		run = text.data[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void
put_backticks(struct sink *sink, size_t count)
{
	while (count-- > 0)
		sink_char(sink, '`');
}

static bool
is_blank_or_tick(uint8_t octet)
{
	return octet == ' ' || octet == '`';
}

/* CommonMark, 6.1: a space on each side is not part of the code. */
void
markdown_code(struct sink *sink, struct el_bytes text)
{
	size_t ticks = longest_run(text) + 1;
	bool padded;

	if (text.size == 0)
		return;
	padded = is_blank_or_tick(text.data[0]) ||
	    is_blank_or_tick(text.data[text.size - 1]);
	put_backticks(sink, ticks);
	sink_text(sink, padded ? " " : "");
	for (size_t i = 0; i < text.size; i++) {
		uint8_t octet = text.data[i];

		if (octet == '|')
			sink_text(sink, "\\x7c");
		else
			sink_char(sink, octet == '\n' ? ' ' : (char)octet);
	}
	sink_text(sink, padded ? " " : "");
	put_backticks(sink, ticks);
}

/* --- prose with code in it ------------------------------------------------- */

/* GitHub takes forty letters and digits for a commit. */
enum { WORD_MAX = 30, NUMBER_MAX = 9 };

static bool
is_digit(uint8_t octet)
{
	return octet >= '0' && octet <= '9';
}

static bool
is_letter(uint8_t octet)
{
	return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

static bool
is_number(struct el_bytes word)
{
	for (size_t i = 0; i < word.size; i++)
		if (!is_digit(word.data[i]))
			return false;
	return word.size > 0 && word.size <= NUMBER_MAX;
}

/* "entry", "Microsoft's", "re-issued". */
static bool
is_plain(struct el_bytes word)
{
	if (word.size == 0)
		return true;
	for (size_t i = 0; i < word.size; i++)
		if (!is_letter(word.data[i]) && (i == 0 ||
		    (word.data[i] != '\'' && word.data[i] != '-')))
			return false;
	return word.size <= WORD_MAX;
}

/* What may stand before and behind a word. */
static bool
opens(uint8_t octet)
{
	return octet != '\0' && strchr("(\"'", octet) != NULL;
}

static bool
closes(uint8_t octet)
{
	return octet != '\0' && strchr(".,;:?!)\"'", octet) != NULL;
}

static void
put_word(struct sink *sink, struct el_bytes word)
{
	size_t start = 0;
	size_t end = word.size;
	struct el_bytes core;

	while (start < end && opens(word.data[start]))
		start++;
	while (end > start && closes(word.data[end - 1]))
		end--;
	core = (struct el_bytes){ word.data + start, end - start };
	sink_write(sink, word.data, start);
	if (is_plain(core) || is_number(core))
		sink_write(sink, core.data, core.size);
	else
		markdown_code(sink, core);
	/* "1." and "1)" would begin a list. */
	if (end < word.size && is_number(core))
		sink_char(sink, '\\');
	sink_write(sink, word.data + end, word.size - end);
}

static bool
is_gap(uint8_t octet)
{
	return octet == ' ' || octet == '\n';
}

void
markdown_words(struct sink *sink, struct el_bytes text)
{
	const char *gap = "";
	size_t i = 0;

	while (i < text.size) {
		size_t start;

		while (i < text.size && is_gap(text.data[i]))
			i++;
		start = i;
		while (i < text.size && !is_gap(text.data[i]))
			i++;
		if (i == start)
			return;
		sink_text(sink, gap);
		put_word(sink, (struct el_bytes){ text.data + start,
			i - start });
		gap = " ";
	}
}

/* A fence that nothing in the text can end: one longer than all in it. */
static void
put_fence(struct sink *sink, struct el_bytes text)
{
	size_t ticks = longest_run(text) + 1;

	put_backticks(sink, ticks < 3 ? 3 : ticks);
}

void
markdown_paragraphs(struct sink *sink, struct el_bytes text)
{
	const size_t indent = sizeof(code_indent) - 1;
	struct el_bytes whole = text;
	bool was_code = false;
	bool is_first = true;

	while (text.size > 0) {
		struct el_bytes line = take_line(&text);
		bool is_code = text_begins_with(line, code_indent, indent);

		if (was_code && !is_code)
			put_fence(sink, whole);
		if (!is_first && !(was_code && is_code))
			sink_text(sink, "\n\n");
		if (is_code && !was_code) {
			put_fence(sink, whole);
			sink_char(sink, '\n');
		}
		if (is_code) {
			sink_write(sink, line.data + indent,
			    line.size - indent);
			sink_char(sink, '\n');
		} else {
			markdown_words(sink, line);
		}
		was_code = is_code;
		is_first = false;
	}
	if (was_code)
		put_fence(sink, whole);
}
