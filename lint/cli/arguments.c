#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include "base/text.h"
#include "command.h"
#include "diagnose.h"

static bool
is_taken(const struct option *option, const struct command *command)
{
	return (option->commands & command->bit) != 0;
}

/* The option of that name, OPTION_COUNT when the command takes none such. */
static enum option_id
find(const struct command *command, const char *name, size_t length)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (is_taken(&options[i], command) &&
		    strlen(options[i].name) == length &&
		    memcmp(options[i].name, name, length) == 0)
			return (enum option_id)i;
	return OPTION_COUNT;
}

static bool
is_known_elsewhere(const char *name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (strcmp(options[i].name, name) == 0)
			return true;
	return false;
}

/* The options that begin with what was typed; how many there are. */
static size_t
find_beginning(const struct command *command, const char *name,
    const char **found)
{
	size_t count = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (is_taken(&options[i], command) &&
		    strncmp(options[i].name, name, strlen(name)) == 0)
			found[count++] = options[i].name;
	return count;
}

static const char *
suggest_option(const struct command *command, const char *name)
{
	const char *names[OPTION_COUNT];
	size_t count = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (is_taken(&options[i], command))
			names[count++] = options[i].name;
	return text_suggest(name, names, count);
}

static void
see_help(const struct command *command)
{
	diagnose("see 'edgelint %s --help'", command->name);
}

/* Abbreviations are not taken: a script that uses one would break when an
 * option is added.  What may have been meant is said. */
static void
refuse_unknown(const struct command *command, const char *name)
{
	const char *beginning[OPTION_COUNT];
	size_t count = find_beginning(command, name, beginning);
	const char *near = suggest_option(command, name);

	if (is_known_elsewhere(name))
		diagnose("%s takes no option --%s", command->name, name);
	else if (count == 1)
		diagnose("unknown option --%s; did you mean --%s?", name,
		    beginning[0]);
	else if (count > 1 && *name != '\0')
		diagnose("--%s is ambiguous: --%s, --%s%s", name, beginning[0],
		    beginning[1], count > 2 ? " ..." : "");
	else if (near != NULL)
		diagnose("unknown option --%s; did you mean --%s?", name, near);
	else
		diagnose("unknown option --%s", name);
	see_help(command);
}

/* One dash: a slip, or the name of a file. */
static void
refuse_dash(const struct command *command, const char *word)
{
	if (access(word, F_OK) == 0)
		diagnose("unknown option %s; the file of this name is ./%s",
		    word, word);
	else
		diagnose("unknown option %s; options begin with two dashes",
		    word);
	see_help(command);
}

static bool
is_choice(const struct option *option, const char *value)
{
	for (const char *const *choice = option->choices; *choice != NULL;
	    choice++)
		if (strcmp(*choice, value) == 0)
			return true;
	return false;
}

static void
refuse_choice(const struct option *option, const char *value)
{
	char list[256] = "";
	size_t count = 0;
	const char *near;

	for (; option->choices[count] != NULL; count++) {
		const char *before = count == 0 ? "" :
		    option->choices[count + 1] == NULL ? " or " : ", ";

		strncat(list, before, sizeof(list) - strlen(list) - 1);
		strncat(list, option->choices[count],
		    sizeof(list) - strlen(list) - 1);
	}
	near = text_suggest(value, option->choices, count);
	diagnose("--%s takes %s, not %s%s%s%s", option->name, list,
	    *value == '\0' ? "nothing" : value,
	    near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

/* Keep an option that was given, if it may be given so. */
static bool
take(struct arguments *out, enum option_id id, const char *value)
{
	const struct option *option = &options[id];

	if (!option->repeatable && arguments_has(out, id)) {
		diagnose("--%s is given twice", option->name);
		return false;
	}
	if (option->only_choices && !is_choice(option, value)) {
		refuse_choice(option, value);
		return false;
	}
	out->given[out->given_count++] = (struct given){ id, value };
	return true;
}

/* --name, --name=value, or --name value; moves behind what it took. */
static bool
parse_option(struct arguments *out, const char *const *words, size_t count,
    size_t *at)
{
	const char *name = words[(*at)++] + strlen("--");
	const char *equals = strchr(name, '=');
	size_t length = equals == NULL ? strlen(name) :
					 (size_t)(equals - name);
	enum option_id id = find(out->command, name, length);
	const char *value = equals == NULL ? NULL : equals + 1;

	if (id == OPTION_COUNT) {
		char copy[64];

		strncpy(copy, name, sizeof(copy) - 1);
		copy[length < sizeof(copy) ? length : sizeof(copy) - 1] = '\0';
		refuse_unknown(out->command, copy);
		return false;
	}
	if (options[id].argument == NULL && value != NULL) {
		diagnose("--%s takes no value", options[id].name);
		return false;
	}
	if (options[id].argument == NULL)
		return take(out, id, NULL);
	/* A word with dashes is a forgotten value rather than a value. */
	if (value == NULL && *at < count &&
	    strncmp(words[*at], "--", strlen("--")) != 0)
		value = words[(*at)++];
	if (value == NULL) {
		diagnose("--%s needs a value: --%s %s", options[id].name,
		    options[id].name, options[id].argument);
		return false;
	}
	return take(out, id, value);
}

static bool
parse_words(struct arguments *out, const char *const *words, size_t count)
{
	bool only_operands = false;

	for (size_t i = 0; i < count;) {
		const char *word = words[i];

		if (only_operands || word[0] != '-' || word[1] == '\0') {
			out->operands[out->operand_count++] = word;
			i++;
		} else if (strcmp(word, "--") == 0) {
			only_operands = true;
			i++;
		} else if (strcmp(word, "-h") == 0) {
			out->given[out->given_count++] =
			    (struct given){ OPTION_HELP, NULL };
			i++;
		} else if (strcmp(word, "-0") == 0 &&
		    is_taken(&options[OPTION_NULL], out->command)) {
			if (!take(out, OPTION_NULL, NULL))
				return false;
			i++;
		} else if (word[1] != '-') {
			refuse_dash(out->command, word);
			return false;
		} else if (!parse_option(out, words, count, &i)) {
			return false;
		}
	}
	return true;
}

bool
arguments_parse(struct arguments *out, const struct command *command,
    const char *const *words, size_t count)
{
	*out = (struct arguments){ .command = command };
	out->given = calloc(count + 1, sizeof(*out->given));
	out->operands = calloc(count + 1, sizeof(*out->operands));
	if (out->given == NULL || out->operands == NULL)
		return diagnose_no_memory();
	return parse_words(out, words, count);
}

void
arguments_free(struct arguments *arguments)
{
	free(arguments->given);
	free(arguments->operands);
}

const char *
arguments_value(const struct arguments *arguments, enum option_id id)
{
	for (size_t i = arguments->given_count; i > 0; i--)
		if (arguments->given[i - 1].id == id)
			return arguments->given[i - 1].value;
	return NULL;
}

bool
arguments_has(const struct arguments *arguments, enum option_id id)
{
	for (size_t i = 0; i < arguments->given_count; i++)
		if (arguments->given[i].id == id)
			return true;
	return false;
}
