#include "words.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool
mistake(struct mistake *mistake, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(mistake->text, sizeof(mistake->text), format, args);
	va_end(args);
	return false;
}

char *
words_find(char *text, char separator)
{
	while (*text != '\0' && *text != separator) {
		if (text[0] == '\\' && text[1] != '\0')
			text++;
		text++;
	}
	return text;
}

char *
words_next(char **text)
{
	char *word = *text;
	char *end;

	while (*word == ' ')
		word++;
	if (*word == '\0')
		return NULL;
	end = words_find(word, ' ');
	*text = *end == '\0' ? end : end + 1;
	*end = '\0';
	return word;
}

/* The value of a hex digit, or 16. */
static unsigned
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (unsigned)(c - 'A' + 10);
	return 16;
}

/* The octet of two hex digits; false: they are none. */
static bool
hex_octet(uint8_t *out, const char *text)
{
	unsigned high = hex_digit(text[0]);
	unsigned low = high == 16 ? 16 : hex_digit(text[1]);

	if (low == 16)
		return false;
	*out = (uint8_t)(high << 4 | low);
	return true;
}

/* The octet of an escape; text goes from its backslash to its last octet. */
static bool
read_escape(uint8_t *out, const char **text, struct mistake *error)
{
	const char *p = *text + 1;

	if (*p == '\0')
		return mistake(error, "a backslash with nothing behind it");
	*text = p;
	*out = (uint8_t)*p;
	if (*p != 'x')
		return true;
	if (!hex_octet(out, p + 1))
		return mistake(error, "\\x without two hex digits");
	*text = p + 2;
	return true;
}

bool
words_octets(struct der *out, const char *text, struct mistake *error)
{
	for (; *text != '\0'; text++) {
		uint8_t octet = (uint8_t)*text;

		if (octet == '\\' && !read_escape(&octet, &text, error))
			return false;
		der_octet(out, octet);
	}
	return true;
}

bool
words_hex(struct der *out, const char *text, struct mistake *error)
{
	for (; *text != '\0'; text += 2) {
		uint8_t octet;

		if (!hex_octet(&octet, text))
			return mistake(error, "no pair of hex digits: \"%.40s\"",
			    text);
		der_octet(out, octet);
	}
	return true;
}

bool
words_number(size_t *out, const char *text, struct mistake *error)
{
	unsigned long long number;
	char *end;

	errno = 0;
	number = strtoull(text, &end, 10);
	if (errno != 0 || *text < '0' || *text > '9' || *end != '\0' ||
	    number > SIZE_MAX)
		return mistake(error, "no number: \"%.40s\"", text);
	*out = (size_t)number;
	return true;
}

char *
words_after(char *text, const char *prefix)
{
	size_t length = strlen(prefix);

	return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}
