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

void
diagnose_file(const char *name, const char *message)
{
	struct sink sink;

	sink_to_fd(&sink, STDERR_FILENO);
	sink_text(&sink, "edgelint: ");
	text_printable(&sink, el_bytes_of(name));
	sink_text(&sink, ": ");
	sink_text(&sink, message);
	sink_char(&sink, '\n');
	sink_flush(&sink);
	sink_free(&sink);
}

int
diagnose_stdout(struct sink *sink)
{
	int error = sink_flush(sink);

	if (error == 0)
		return STATUS_GOOD;
	return diagnose("standard output: %s", strerror(error));
}
