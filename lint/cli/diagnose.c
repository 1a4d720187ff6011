#include "diagnose.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

enum { MESSAGE_SIZE = 1024 };

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
	sink_to_fd(&sink, STDERR_FILENO);
	sink_text(&sink, "edgelint: ");
	text_printable(&sink, el_bytes_of(message));
	sink_char(&sink, '\n');
	sink_flush(&sink);
	sink_free(&sink);
	return STATUS_FAULT;
}

static void
put(struct sink *sink, const char *prefix, const char *name, size_t line,
    const char *message)
{
	sink_printf(sink, "edgelint: %s", prefix);
	text_printable(sink, el_bytes_of(name));
	if (line != 0)
		sink_printf(sink, ":%zu", line);
	sink_text(sink, ": ");
	sink_text(sink, message);
	sink_char(sink, '\n');
}

static void
say(const char *prefix, const char *name, size_t line, const char *message)
{
	struct sink sink;

	sink_to_fd(&sink, STDERR_FILENO);
	put(&sink, prefix, name, line, message);
	sink_flush(&sink);
	sink_free(&sink);
}

void
diagnose_line_to(struct sink *sink, const char *name, size_t line,
    const char *message)
{
	put(sink, "", name, line, message);
}

void
diagnose_all(struct sink *said)
{
	struct sink sink;

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
