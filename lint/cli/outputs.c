#include "outputs.h"

#include <errno.h>
#include <stdlib.h>

#include <unistd.h>

#include "base/text.h"
#include "diagnose.h"
#include "target.h"

enum { FORMATS_MAX = 32, FORMAT_NAME_MAX = 32 };

struct output {
	struct report report;
	struct sink sink;
	const char *name; /* NULL: stdout */
	struct target target;
	bool dead; /* it has failed, and that was said */
};

/* Of one output. */
struct part {
	struct report report;
	struct sink sink;
};

/* A format and the file that it goes to, as --format and --output say. */
struct request {
	const struct report_writer *writer;
	const char *file; /* NULL: stdout */
};

/* "F" of "F:FILE"; one that is too long is cut, and then no format's. */
static void
copy_name(char out[FORMAT_NAME_MAX], const char *value)
{
	size_t length = strcspn(value, ":");

	if (length >= FORMAT_NAME_MAX)
		length = FORMAT_NAME_MAX - 1;
	memcpy(out, value, length);
	out[length] = '\0';
}

static void
refuse_format(const char *value)
{
	const char *names[FORMATS_MAX];
	char name[FORMAT_NAME_MAX];
	size_t count = 0;
	const char *near;

	copy_name(name, value);
	while (count < FORMATS_MAX && report_writers[count] != NULL) {
		names[count] = report_writers[count]->name;
		count++;
	}
	near = text_suggest(name, names, count);
	if (near != NULL)
		diagnose("there is no format %s; did you mean %s?", name, near);
	else
		diagnose("there is no format %s; 'edgelint check --help' "
			 "lists them", *name == '\0' ? "without a name" : name);
}

const struct report_writer *
outputs_format(const char **file, const char *value)
{
	const char *colon = strchr(value, ':');
	char name[FORMAT_NAME_MAX];

	copy_name(name, value);
	*file = colon == NULL ? NULL : colon + 1;
	if (*file != NULL && strcmp(*file, "-") == 0)
		*file = NULL;
	return report_find(name);
}

static bool
parse_format(struct request *out, const char *value)
{
	out->writer = outputs_format(&out->file, value);
	if (out->writer == NULL) {
		refuse_format(value);
		return false;
	}
	if (out->file == NULL || *out->file != '\0')
		return true;
	diagnose("--format %s names no file", value);
	return false;
}

/* What was asked for, in order; false: a contradiction. */
static bool
collect(struct request *requests, size_t *count,
    const struct arguments *arguments)
{
	const char *file = arguments_value(arguments, OPTION_OUTPUT);
	size_t without_file = 0;

	if (file != NULL && strcmp(file, "-") == 0)
		file = NULL;
	for (size_t i = 0; i < arguments->given_count; i++) {
		struct request *request = &requests[*count];

		if (arguments->given[i].id != OPTION_FORMAT)
			continue;
		if (!parse_format(request, arguments->given[i].value))
			return false;
		if (request->file == NULL) {
			request->file = file;
			without_file++;
		}
		(*count)++;
	}
	if (*count == 0) {
		requests[(*count)++] = (struct request){
			report_find("text"), file };
		without_file++;
	}
	if (without_file > 1) {
		diagnose("only one format can go without a file: --format "
			 "F:FILE");
		return false;
	}
	if (without_file == 0 && arguments_has(arguments, OPTION_OUTPUT)) {
		diagnose("every format has a file of its own, and so --output "
			 "has nothing to do");
		return false;
	}
	return true;
}

static void
fail(struct outputs *outputs, struct output *output, int error)
{
	outputs->failed = true;
	output->dead = true;
	if (output->name == NULL)
		diagnose("standard output: %s", strerror(error));
	else
		diagnose_file(output->name, strerror(error));
}

static void
refuse_to_replace(const char *name)
{
	diagnose("%s is an input, and a report would replace it", name);
}

static bool
is_used_before(const struct outputs *outputs, const struct output *output)
{
	for (size_t i = 0; i < outputs->count; i++) {
		const struct output *other = &outputs->list[i];

		if (other->name != NULL && other->target.path != NULL &&
		    strcmp(other->target.path, output->target.path) == 0)
			return true;
	}
	return false;
}

/* A report must not take the place of what it reports on or rests on: the
 * profile, issuers, passwords, the list of names. */
static bool
is_read_too(const struct output *output, const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];

		if (options[given->id].reads &&
		    target_is_file(&output->target, given->value))
			return true;
	}
	for (size_t i = 0; i < arguments->operand_count; i++)
		if (target_is_file(&output->target, arguments->operands[i]))
			return true;
	return false;
}

/* Open the file of an output; false: it was named for something else, too. */
static bool
open_file(struct outputs *outputs, struct output *output,
    const struct arguments *arguments)
{
	int error = target_open(&output->target, output->name);

	sink_to_fd(&output->sink, output->target.fd);
	if (error != 0) {
		fail(outputs, output, error);
		return true;
	}
	if (is_used_before(outputs, output)) {
		diagnose("two reports cannot go to one file, %s",
		    output->name);
		return false;
	}
	if (is_read_too(output, arguments)) {
		refuse_to_replace(output->name);
		return false;
	}
	return true;
}

static bool
open_output(struct outputs *outputs, const struct request *request,
    const struct arguments *arguments,
    const struct report_options *report_options)
{
	struct output *output = &outputs->list[outputs->count];
	struct report_options own;
	bool opened = true;

	output->name = request->file;
	output->target.fd = -1;
	if (output->name != NULL)
		opened = open_file(outputs, output, arguments);
	else
		sink_to_fd(&output->sink, STDOUT_FILENO);
	outputs->count++;
	if (!opened || output->dead)
		return opened;
	own = *report_options;
	own.color = report_options->color && output->name == NULL;
	if (report_begin(&output->report, request->writer, &own,
		&output->sink))
		report_head(&output->report);
	else
		fail(outputs, output, ENOMEM);
	return true;
}

static bool
open_all(struct outputs *out, const struct arguments *arguments,
    const struct report_options *report_options, struct request *requests)
{
	bool quiet = arguments_has(arguments, OPTION_QUIET);
	size_t count = 0;

	if (!collect(requests, &count, arguments))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (quiet && requests[i].file == NULL)
			continue;
		if (!open_output(out, &requests[i], arguments, report_options))
			return false;
	}
	return true;
}

bool
outputs_open(struct outputs *out, const struct arguments *arguments,
    const struct report_options *report_options)
{
	/* One more than was given: the text that nobody needs to ask for. */
	size_t room = arguments->given_count + 1;
	struct request *requests = calloc(room, sizeof(*requests));
	bool opened;

	*out = (struct outputs){ .list = calloc(room, sizeof(*out->list)) };
	if (requests == NULL || out->list == NULL) {
		diagnose_no_memory();
		free(requests);
		return false;
	}
	opened = open_all(out, arguments, report_options, requests);
	free(requests);
	return opened;
}

void
outputs_result(struct outputs *outputs, const struct el_result *result)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];

		if (!output->dead)
			report_result(&output->report, result);
	}
}

bool
outputs_are_failing(const struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++)
		if (!outputs->list[i].dead &&
		    outputs->list[i].sink.error != 0)
			return true;
	return false;
}

bool
outputs_drop_failed(struct outputs *outputs)
{
	bool any = false;

	for (size_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];

		if (!output->dead && output->sink.error != 0)
			fail(outputs, output, output->sink.error);
		any = any || !output->dead;
	}
	return any;
}

static const char *
base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Asking which file it is costs as much as reading it: only one that is called
 * the same can be the same, but for links. */
static bool
replaces(const struct output *output, const char *input)
{
	return output->name != NULL && !output->dead &&
	    output->target.path != NULL &&
	    strcmp(base_of(output->target.path), base_of(input)) == 0 &&
	    target_is_file(&output->target, input);
}

bool
outputs_replace(const struct outputs *outputs, const char *input)
{
	for (size_t i = 0; i < outputs->count; i++)
		if (replaces(&outputs->list[i], input))
			return true;
	return false;
}

void
outputs_spare(struct outputs *outputs, const char *input)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];

		if (!replaces(output, input))
			continue;
		refuse_to_replace(output->name);
		outputs->failed = true;
		output->dead = true;
	}
}

bool
outputs_show_report(const struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++)
		if (outputs->list[i].name == NULL)
			return isatty(STDOUT_FILENO) == 1;
	return false;
}

bool
outputs_part_begin(struct outputs_part *out, const struct outputs *outputs)
{
	*out = (struct outputs_part){
		.list = calloc(outputs->count + 1, sizeof(*out->list)),
	};
	if (out->list == NULL)
		return false;
	for (size_t i = 0; i < outputs->count; i++) {
		const struct output *output = &outputs->list[i];
		struct part *part = &out->list[out->count++];

		sink_to_memory(&part->sink);
		if (!output->dead && !report_begin(&part->report,
			output->report.writer, &output->report.options,
			&part->sink))
			return false;
	}
	return true;
}

void
outputs_part_free(struct outputs_part *part)
{
	for (size_t i = 0; i < part->count; i++) {
		report_discard(&part->list[i].report);
		sink_free(&part->list[i].sink);
	}
	free(part->list);
	*part = (struct outputs_part){ 0 };
}

void
outputs_part_result(struct outputs_part *part, const struct el_result *result)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->list[i].report.writer != NULL)
			report_result(&part->list[i].report, result);
}

size_t
outputs_part_size(const struct outputs_part *part)
{
	size_t size = 0;

	for (size_t i = 0; i < part->count; i++)
		size += part->list[i].sink.size;
	return size;
}

void
outputs_append(struct outputs *outputs, struct outputs_part *part)
{
	for (size_t i = 0; i < outputs->count; i++)
		if (part->list[i].report.writer != NULL)
			report_append(&outputs->list[i].report,
			    &part->list[i].report);
}

void
outputs_finish(struct outputs *outputs, const struct judge *judge)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];
		int error;

		if (output->dead)
			continue;
		report_end(&output->report, judge);
		error = sink_flush(&output->sink);
		if (error == 0 && output->name != NULL)
			error = target_commit(&output->target);
		if (error != 0)
			fail(outputs, output, error);
	}
}

int
outputs_status(const struct outputs *outputs, const struct judge *judge,
    int status)
{
	if (outputs->failed)
		status = STATUS_FAULT;
	for (size_t i = 0; i < outputs->count; i++) {
		const struct output *output = &outputs->list[i];
		const struct report_writer *writer = output->report.writer;

		if (output->name != NULL || writer == NULL ||
		    writer->status == NULL)
			continue;
		return outputs->failed ? writer->fault_status :
		    writer->status(&output->report.options, judge);
	}
	return status;
}

void
outputs_close(struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];

		report_discard(&output->report);
		sink_free(&output->sink);
		target_close(&output->target);
	}
	free(outputs->list);
}
