#include "diagnose.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

enum { MESSAGE_SIZE = 1024 };

#define PREFIX "edgelint: "

/* What was said first: the cause, where one thing leads to another. */
static char first[MESSAGE_SIZE];

const char *
diagnose_first(void)
{
	return first;
}

/* What does not fit is cut, not in the middle of a character. */
static void
keep_first(const char *message)
{
	size_t size = strlen(message);

	if (*first != '\0')
		return;
	if (size >= sizeof(first)) {
		size = sizeof(first) - 1;
		while (((uint8_t)message[size] & 0xc0) == 0x80)
			size--;
	}
	memcpy(first, message, size);
	first[size] = '\0';
}

void
diagnose_say(const char *prefix, struct sink *message)
{
	struct sink sink;

	sink_char(message, '\0');
	if (message->error == 0)
		keep_first(message->data);
	sink_to_fd(&sink, STDERR_FILENO);
	sink_text(&sink, prefix);
	if (message->error == 0)
		sink_text(&sink, message->data);
	sink_char(&sink, '\n');
	sink_flush(&sink);
	sink_free(&sink);
	sink_clear(message);
}

/* A message that is longer than this is cut. */
int
diagnose(const char *format, ...)
{
	char message[MESSAGE_SIZE];
	struct sink sink;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	sink_to_memory(&sink);
	text_printable(&sink, el_bytes_of(message));
	diagnose_say(PREFIX, &sink);
	sink_free(&sink);
	return STATUS_FAULT;
}

static void
put(struct sink *sink, const char *prefix, const char *name, size_t line,
    const char *message)
{
	sink_text(sink, prefix);
	text_printable(sink, el_bytes_of(name));
	if (line != 0)
		sink_printf(sink, ":%zu", line);
	sink_printf(sink, ": %s", message);
}

static void
say(const char *prefix, const char *name, size_t line, const char *message)
{
	struct sink sink;

	sink_to_memory(&sink);
	put(&sink, prefix, name, line, message);
	diagnose_say(PREFIX, &sink);
	sink_free(&sink);
}

void
diagnose_line_to(struct sink *sink, const char *name, size_t line,
    const char *message)
{
	put(sink, PREFIX, name, line, message);
	sink_char(sink, '\n');
}

/* Of several lines the first, without what each begins with. */
static void
keep_first_line(const struct sink *said)
{
	const char *newline = memchr(said->data, '\n', said->size);
	size_t size = newline == NULL ? said->size :
					(size_t)(newline - said->data);
	char line[MESSAGE_SIZE];

	if (size < strlen(PREFIX) || *first != '\0')
		return;
	size -= strlen(PREFIX);
	if (size >= sizeof(line))
		size = sizeof(line) - 1;
	memcpy(line, said->data + strlen(PREFIX), size);
	line[size] = '\0';
	keep_first(line);
}

void
diagnose_all(struct sink *said)
{
	struct sink sink;

	if (said->size > 0)
		keep_first_line(said);
	sink_to_fd(&sink, STDERR_FILENO);
	sink_write(&sink, said->data, said->size);
	sink_flush(&sink);
	sink_free(&sink);
	sink_clear(said);
}

void
diagnose_file(const char *name, const char *message)
{
	say("", name, 0, message);
}

bool
diagnose_no_memory(void)
{
	diagnose("there is not enough memory");
	return false;
}

void
diagnose_option(const char *option, const char *message)
{
	say("--", option, 0, message);
}

int
diagnose_stdout(struct sink *sink)
{
	int error = sink_flush(sink);

	if (error == 0)
		return STATUS_GOOD;
	return diagnose("standard output: %s", strerror(error));
}
