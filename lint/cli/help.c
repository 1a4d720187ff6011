#include "help.h"

#include <unistd.h>

#include "diagnose.h"
#include "report/page.h"
#include "report/report.h"

enum {
	INDENT = 2,
	/* Where the explanations of commands and options begin. */
	COLUMN = 28,
};

const struct help_status help_statuses[] = {
	{ STATUS_GOOD, "nothing at or above the severity of --fail-on" },
	{ STATUS_FINDINGS, "a finding at or above it" },
	{ STATUS_FAULT, "an input could not be judged, or usage, profile or an "
			"output was at fault" },
	{ 0, NULL },
};

static void
put_title(const struct page *page, const char *title)
{
	sink_printf(page->sink, "\n%s\n", title);
}

/* A term of so many columns has been put; its explanation follows. */
static void
put_explanation(const struct page *page, size_t used, const char *text)
{
	if (used + INDENT > COLUMN) {
		sink_char(page->sink, '\n');
		used = 0;
	}
	page_spaces(page, COLUMN - used);
	page_wrap(page, COLUMN, el_bytes_of(text));
}

static void
put_command(const struct page *page, const struct command *command)
{
	page_spaces(page, INDENT);
	sink_text(page->sink, command->name);
	if (*command->operands != '\0')
		sink_printf(page->sink, " %s", command->operands);
	put_explanation(page, INDENT + strlen(command->name) +
	    (*command->operands != '\0') + strlen(command->operands),
	    command->summary);
}

static void
put_option(const struct page *page, const struct option *option)
{
	const char *argument = option->argument == NULL ? "" :
							  option->argument;

	page_spaces(page, INDENT);
	sink_printf(page->sink, "--%s%s%s", option->name,
	    *argument == '\0' ? "" : " ", argument);
	put_explanation(page, INDENT + strlen("--") + strlen(option->name) +
	    (*argument != '\0') + strlen(argument), option->help);
}

static void
put_options(const struct page *page, const struct command *command,
    enum option_group group)
{
	bool titled = false;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option *option = &options[i];

		if (option->group != group ||
		    (option->commands & command->bit) == 0)
			continue;
		if (!titled)
			put_title(page, option_group_titles[group]);
		titled = true;
		put_option(page, option);
	}
}

static void
put_formats(const struct page *page)
{
	put_title(page, "Formats");
	for (size_t i = 0; report_writers[i] != NULL; i++) {
		page_spaces(page, INDENT);
		sink_text(page->sink, report_writers[i]->name);
		put_explanation(page, INDENT +
		    strlen(report_writers[i]->name), report_writers[i]->help);
	}
}

static void
put_statuses(const struct page *page)
{
	put_title(page, "Exit status");
	for (const struct help_status *status = help_statuses;
	    status->meaning != NULL; status++) {
		sink_printf(page->sink, "  %d  ", status->status);
		page_wrap(page, INDENT + 3, el_bytes_of(status->meaning));
	}
}

/* Lines to type, each whole. */
static void
put_examples(const struct page *page, const char *lines)
{
	put_title(page, "Examples");
	while (*lines != '\0') {
		size_t length = strcspn(lines, "\n");

		page_spaces(page, INDENT);
		sink_write(page->sink, lines, length);
		sink_char(page->sink, '\n');
		lines += length + (lines[length] == '\n');
	}
}

static void
put_overview(const struct page *page)
{
	sink_text(page->sink,
	    "edgelint judges the certificates of Lync and Skype for Business "
	    "Edge servers.\n\n"
	    "Usage: edgelint FILE... [OPTION...]\n"
	    "       edgelint COMMAND [OPTION...]\n");
	put_title(page, "Commands");
	for (const struct command *command = commands; command->name != NULL;
	    command++)
		put_command(page, command);
	put_examples(page, commands[0].examples);
	put_statuses(page);
	sink_text(page->sink, "\n'edgelint COMMAND --help' has the options of "
			      "a command.\n");
}

static void
put_help(const struct page *page, const struct command *command)
{
	sink_printf(page->sink, "Usage: edgelint %s%s%s [OPTION...]\n\n",
	    command->name, *command->operands == '\0' ? "" : " ",
	    command->operands);
	page_wrap(page, 0, el_bytes_of(command->description));
	for (size_t group = 0; group < GROUP_COUNT; group++)
		put_options(page, command, (enum option_group)group);
	if (command->bit == COMMAND_CHECK)
		put_formats(page);
	if (command->examples != NULL)
		put_examples(page, command->examples);
	if (command->bit == COMMAND_CHECK)
		put_statuses(page);
}

int
help_print(const struct command *command)
{
	struct sink sink;
	struct page page = { .sink = &sink };
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	if (command == NULL)
		put_overview(&page);
	else
		put_help(&page, command);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}

static int
print_with(void (*write)(struct sink *sink))
{
	struct sink sink;
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	write(&sink);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}

static int
print_named(const struct arguments *arguments)
{
	size_t taken;
	const struct command *command = command_find(arguments->operands,
	    arguments->operand_count, &taken);
	const char *near;

	if (command != NULL && taken == arguments->operand_count)
		return help_print(command);
	near = command_suggest(arguments->operands[0]);
	if (command == NULL && near != NULL)
		return diagnose("there is no command %s; did you mean %s?",
		    arguments->operands[0], near);
	return diagnose("there is no help about %s; 'edgelint --help' lists "
			"the commands",
	    arguments->operands[command == NULL ? 0 : taken]);
}

int
help_run(const struct arguments *arguments)
{
	if (arguments_has(arguments, OPTION_MAN))
		return print_with(man_write);
	if (arguments_has(arguments, OPTION_COMPLETION))
		return print_with(completion_write);
	if (arguments->operand_count == 0)
		return help_print(NULL);
	return print_named(arguments);
}
