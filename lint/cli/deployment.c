#include "deployment.h"

#include <string.h>

#include <unistd.h>

#include "base/text.h"
#include "diagnose.h"
#include "input/encoding.h"

enum { INDENT = 2 };

/* "contoso.json:12:5: sip_domain: unknown key; did you mean sip_domains?" */
void
deployment_say(const struct profile_error *errors, size_t count)
{
	struct sink sink;

	sink_to_memory(&sink);
	for (size_t i = 0; i < count; i++) {
		const struct profile_error *error = &errors[i];

		text_printable(&sink, el_bytes_of(error->file));
		if (error->line > 0)
			sink_printf(&sink, ":%zu:%zu", error->line,
			    error->column);
		sink_text(&sink, ": ");
		if (error->path != NULL && *error->path != '\0')
			sink_printf(&sink, "%s: ", error->path);
		sink_text(&sink, error->message);
		diagnose_say("", &sink);
	}
	sink_free(&sink);
}

/* The certificate in the place of the profile is a likely slip. */
static bool
begins_as_json(struct el_bytes text)
{
	size_t i = 0;

	while (i < text.size && memchr(" \t\r\n", text.data[i], 4) != NULL)
		i++;
	return i == text.size || text.data[i] == '{' || text.data[i] == '[';
}

bool
deployment_read(struct el_profile *out, const char *file, struct arena *arena)
{
	const struct profile_error *errors = NULL;
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	size_t error_count = 0;
	struct el_bytes text;
	bool read = input_read(&text, file, &buffer, arena, &problem);

	if (!read) {
		diagnose_file(file, problem.message);
	} else {
		/* PowerShell's > writes UTF-16. */
		read = encoding_to_utf8(&text, text, arena) &&
		    profile_parse(out, file, text, arena, &errors,
			&error_count);
		deployment_say(errors, error_count);
		if (!read && error_count > 0 && !begins_as_json(text))
			diagnose("%s is no JSON file, which a profile is; "
				 "'edgelint profile init' writes one", file);
		if (!read && error_count == 0)
			diagnose_no_memory();
	}
	input_buffer_free(&buffer);
	return read;
}

/* Deployment options beside a profile would be two answers to one question. */
static bool
refuse_both(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct option *option =
		    &options[arguments->given[i].id];

		if (option->key == NULL || option->group != GROUP_DEPLOYMENT)
			continue;
		diagnose("--%s cannot stand beside --profile: the profile "
			 "says what the deployment is", option->name);
		return true;
	}
	return false;
}

bool
deployment_options(struct el_profile *profile,
    const struct arguments *arguments, bool override, struct arena *arena)
{
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];
		const struct option *option = &options[given->id];
		const char *wrong;

		if (option->key == NULL ||
		    (override && option->group == GROUP_DEPLOYMENT))
			continue;
		wrong = profile_set(profile, option->key, given->value,
		    override, arena);
		if (wrong != NULL) {
			diagnose_option(option->name, wrong);
			return false;
		}
	}
	return true;
}

bool
deployment_resolve(struct el_profile *out, const struct arguments *arguments,
    struct arena *arena)
{
	const char *file = arguments_value(arguments, OPTION_PROFILE);
	const char *wrong;

	profile_defaults(out);
	if (file != NULL && (refuse_both(arguments) ||
		!deployment_read(out, file, arena)))
		return false;
	if (!deployment_options(out, arguments, file != NULL, arena))
		return false;
	wrong = profile_check(out, arena);
	if (wrong != NULL) {
		diagnose("%s", wrong);
		return false;
	}
	return profile_resolve(out, arena) || diagnose_no_memory();
}

int
deployment_print(const struct el_profile *profile)
{
	struct sink sink;
	struct json_writer json = { .sink = &sink, .indent = INDENT };
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	profile_write(profile, &json);
	sink_char(&sink, '\n');
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}
