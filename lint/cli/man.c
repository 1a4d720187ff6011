/* The manual page, for man(7)'s macros. */

#include "help.h"

#include "report/report.h"

/* Text with what roff would take for its own made safe. */
static void
put_text(struct sink *sink, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '-')
			sink_text(sink, "\\-");
		else if (*text == '\\')
			sink_text(sink, "\\e");
		else if (*text == '\'')
			sink_text(sink, "\\(aq");
		else if (*text == '\n')
			sink_text(sink, "\n.PP\n");
		else
			sink_char(sink, *text);
	}
}

static void
put_section(struct sink *sink, const char *title)
{
	sink_printf(sink, ".SH %s\n", title);
}

/* A term, in bold, with its argument in italics, and its explanation. */
static void
put_term(struct sink *sink, const char *dashes, const char *term,
    const char *argument, const char *text)
{
	sink_text(sink, ".TP\n\\fB");
	put_text(sink, dashes);
	put_text(sink, term);
	sink_text(sink, "\\fR");
	if (argument != NULL && *argument != '\0') {
		sink_text(sink, " \\fI");
		put_text(sink, argument);
		sink_text(sink, "\\fR");
	}
	sink_char(sink, '\n');
	put_text(sink, text);
	sink_char(sink, '\n');
}

static void
put_synopsis(struct sink *sink)
{
	put_section(sink, "SYNOPSIS");
	sink_text(sink, ".B edgelint\n.I FILE...\n.RI [ OPTION... ]\n");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		sink_text(sink, ".br\n.B edgelint ");
		put_text(sink, command->name);
		sink_char(sink, '\n');
		if (*command->operands != '\0') {
			sink_text(sink, ".I ");
			put_text(sink, command->operands);
			sink_char(sink, '\n');
		}
		sink_text(sink, ".RI [ OPTION... ]\n");
	}
}

static void
put_commands(struct sink *sink)
{
	put_section(sink, "COMMANDS");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		sink_text(sink, ".SS \"edgelint ");
		put_text(sink, command->name);
		sink_text(sink, "\"\n");
		put_text(sink, command == commands ? "See above." :
		    command->description);
		sink_char(sink, '\n');
	}
}

/* Which commands take an option is told where it is not all of them. */
static void
put_taken_by(struct sink *sink, const struct option *option)
{
	const char *before = "For ";

	if (option->commands == COMMAND_ALL)
		return;
	sink_text(sink, ".br\n");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		if ((option->commands & command->bit) == 0)
			continue;
		sink_text(sink, before);
		sink_printf(sink, "\\fB%s\\fR", command->name);
		before = ", ";
	}
	sink_text(sink, ".\n");
}

static void
put_options(struct sink *sink)
{
	put_section(sink, "OPTIONS");
	for (size_t group = 0; group < GROUP_COUNT; group++) {
		sink_printf(sink, ".SS \"%s\"\n", option_group_titles[group]);
		for (size_t i = 0; i < OPTION_COUNT; i++) {
			if (options[i].group != group)
				continue;
			put_term(sink, "--", options[i].name,
			    options[i].argument, options[i].help);
			put_taken_by(sink, &options[i]);
		}
	}
	sink_text(sink, ".SS Formats\n");
	for (size_t i = 0; report_writers[i] != NULL; i++)
		put_term(sink, "", report_writers[i]->name, NULL,
		    report_writers[i]->help);
}

static void
put_statuses(struct sink *sink)
{
	put_section(sink, "EXIT STATUS");
	for (const struct help_status *status = help_statuses;
	    status->meaning != NULL; status++) {
		sink_printf(sink, ".TP\n\\fB%d\\fR\n", status->status);
		put_text(sink, status->meaning);
		sink_char(sink, '\n');
	}
}

static void
put_environment(struct sink *sink)
{
	put_section(sink, "ENVIRONMENT");
	put_term(sink, "", "NO_COLOR", NULL,
	    "When set and not empty, there are no colours, unless --color "
	    "asks for them.");
	put_term(sink, "", "TERM", NULL,
	    "There are no colours on a terminal that is called dumb.");
}

static void
put_examples(struct sink *sink)
{
	put_section(sink, "EXAMPLES");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		const char *lines = command->examples;

		if (lines == NULL)
			continue;
		sink_text(sink, ".PP\n.nf\n");
		for (; *lines != '\0'; lines++) {
			char one[2] = { *lines, '\0' };

			if (*lines == '\n')
				sink_char(sink, '\n');
			else
				put_text(sink, one);
		}
		sink_text(sink, "\n.fi\n");
	}
}

void
man_write(struct sink *sink)
{
	sink_printf(sink, ".TH EDGELINT 1 \"\" \"edgelint %s\"\n",
	    EDGELINT_VERSION);
	put_section(sink, "NAME");
	sink_text(sink, "edgelint \\- judge the certificates of Lync and "
			"Skype for Business Edge servers\n");
	put_synopsis(sink);
	put_section(sink, "DESCRIPTION");
	put_text(sink, commands[0].description);
	sink_char(sink, '\n');
	put_commands(sink);
	put_options(sink);
	put_statuses(sink);
	put_environment(sink);
	put_examples(sink);
}
