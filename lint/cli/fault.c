#include "fault.h"

#include <string.h>

#include <unistd.h>

#include "diagnose.h"
#include "options.h"
#include "outputs.h"

/* The value that a word gives to an option, be it in the next word. */
static const char *
value_of(enum option_id id, const char *word, const char *next)
{
	size_t length = strlen(options[id].name);

	if (strncmp(word, "--", 2) != 0 ||
	    strncmp(word + 2, options[id].name, length) != 0)
		return NULL;
	word += 2 + length;
	return *word == '=' ? word + 1 : *word == '\0' ? next : NULL;
}

static bool
is_option(enum option_id id, const char *word)
{
	return strncmp(word, "--", 2) == 0 &&
	    strcmp(word + 2, options[id].name) == 0;
}

/* The format that would have gone to stdout and speaks of faults, or NULL. */
static const struct report_writer *
find_writer(const char *const *words, size_t count)
{
	const struct report_writer *found = NULL;

	for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; i++) {
		const char *next = i + 1 < count ? words[i + 1] : NULL;
		const char *format = value_of(OPTION_FORMAT, words[i], next);
		const char *output = value_of(OPTION_OUTPUT, words[i], next);
		const struct report_writer *writer;
		const char *file;

		if (is_option(OPTION_QUIET, words[i]) ||
		    (output != NULL && strcmp(output, "-") != 0))
			return NULL;
		if (format == NULL)
			continue;
		writer = outputs_format(&file, format);
		if (writer != NULL && writer->fault != NULL && file == NULL)
			found = writer;
	}
	return found;
}

int
fault_report(const char *const *words, size_t count)
{
	const struct report_writer *writer = find_writer(words, count);
	struct sink sink;

	if (writer == NULL)
		return STATUS_FAULT;
	sink_to_fd(&sink, STDOUT_FILENO);
	writer->fault(&sink, diagnose_first());
	diagnose_stdout(&sink);
	sink_free(&sink);
	return writer->fault_status;
}
