/* The completion for bash: a function whose cases come from the tables. */

#include "help.h"

#include "report/report.h"

static void
put_words(struct sink *sink, const char *const *words)
{
	for (; *words != NULL; words++)
		sink_printf(sink, "%s ", *words);
}

/* Commands of two words are completed word by word. */
static void
put_command_names(struct sink *sink)
{
	sink_text(sink, "\tlocal commands='profile");
	for (const struct command *command = commands; command->name != NULL;
	    command++)
		if (strchr(command->name, ' ') == NULL)
			sink_printf(sink, " %s", command->name);
	sink_text(sink, "'\n");
}

/* The second words of those that begin with "profile". */
static void
put_profile_commands(struct sink *sink)
{
	static const char first[] = "profile ";

	for (const struct command *command = commands; command->name != NULL;
	    command++)
		if (strncmp(command->name, first, strlen(first)) == 0)
			sink_printf(sink, "%s ", command->name + strlen(first));
}

/* Sets $options to those of $command. */
static void
put_options(struct sink *sink)
{
	sink_text(sink, "\tcase $command in\n");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		sink_printf(sink, "\t'%s') options='", command->name);
		for (size_t i = 0; i < OPTION_COUNT; i++)
			if ((options[i].commands & command->bit) != 0)
				sink_printf(sink, "--%s ", options[i].name);
		sink_text(sink, "' ;;\n");
	}
	sink_text(sink, "\tesac\n");
}

static void
put_formats(struct sink *sink)
{
	for (size_t i = 0; report_writers[i] != NULL; i++)
		sink_printf(sink, "%s ", report_writers[i]->name);
}

/* What bash runs for the ids of all rules. */
static const char list_rules[] =
    "$(command edgelint rules 2>/dev/null |\n"
    "\t\t    awk '/^[a-z]/ { print $2 }')";

/* The values of an option, as a word of bash. */
static void
put_value_list(struct sink *sink, size_t option)
{
	if (option == OPTION_ONLY || option == OPTION_SKIP) {
		sink_text(sink, list_rules);
		return;
	}
	sink_char(sink, '\'');
	if (option == OPTION_FORMAT)
		put_formats(sink);
	else if (options[option].choices != NULL)
		put_words(sink, options[option].choices);
	sink_char(sink, '\'');
}

/* Completes the value of the option that stands before the cursor; one of
 * which the values are not known may well be a file. */
static void
put_values(struct sink *sink)
{
	sink_text(sink, "\tcase \"$command $previous\" in\n");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		for (size_t i = 0; i < OPTION_COUNT; i++) {
			const struct option *option = &options[i];

			if ((option->commands & command->bit) == 0 ||
			    option->argument == NULL)
				continue;
			sink_printf(sink, "\t'%s --%s') words=",
			    command->name, option->name);
			put_value_list(sink, i);
			sink_text(sink, " value=1 ;;\n");
		}
	}
	sink_text(sink, "\tesac\n");
}

/* The operands that a command chooses from. */
static void
put_operands(struct sink *sink)
{
	sink_text(sink, "\tcase $command in\n");
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		if (command->choices == NULL)
			continue;
		sink_printf(sink, "\t'%s') words='", command->name);
		put_words(sink, command->choices);
		sink_text(sink, "' ;;\n");
	}
	sink_printf(sink, "\texplain)\n"
			  "\t\twords=%s ;;\n"
			  "\thelp) words=$commands ;;\n"
			  "\tesac\n", list_rules);
}

void
completion_write(struct sink *sink)
{
	sink_text(sink,
	    "# Completion of edgelint for bash.\n"
	    "_edgelint() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]}\n"
	    "\tlocal previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
	    "\tlocal command=${COMP_WORDS[1]} options= words= value=\n");
	put_command_names(sink);
	/* Bash takes "--name=value" for three words.  A line is a name, since
	 * there may be spaces in it. */
	sink_text(sink,
	    "\tCOMPREPLY=()\n"
	    "\tif [ \"$word\" = = ]; then\n"
	    "\t\tword=\n"
	    "\telif [ \"$previous\" = = ]; then\n"
	    "\t\tprevious=${COMP_WORDS[COMP_CWORD - 2]}\n"
	    "\tfi\n"
	    "\tif [ \"$COMP_CWORD\" = 1 ] && [ \"${word#-}\" = \"$word\" ]; "
	    "then\n"
	    "\t\tmapfile -t COMPREPLY < <(\n"
	    "\t\t    compgen -W \"$commands\" -- \"$word\"\n"
	    "\t\t    compgen -f -- \"$word\")\n"
	    "\t\treturn\n"
	    "\tfi\n"
	    "\tif [ \"$command\" = profile ]; then\n"
	    "\t\tif [ \"$COMP_CWORD\" = 2 ]; then\n"
	    "\t\t\tCOMPREPLY=($(compgen -W '");
	put_profile_commands(sink);
	sink_text(sink, "' -- \"$word\"))\n"
	    "\t\t\treturn\n"
	    "\t\tfi\n"
	    "\t\tcommand=\"profile ${COMP_WORDS[2]}\"\n"
	    "\tfi\n"
	    "\tcase \" $commands \" in\n"
	    "\t*\" ${command%% *} \"*) ;;\n"
	    "\t*) command=check ;;\n"
	    "\tesac\n");
	put_options(sink);
	put_values(sink);
	sink_text(sink,
	    "\tif [ -z \"$value\" ]; then\n"
	    "\t\tif [ \"${word#-}\" != \"$word\" ]; then\n"
	    "\t\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
	    "\t\t\treturn\n"
	    "\t\tfi\n");
	put_operands(sink);
	sink_text(sink,
	    "\tfi\n"
	    "\tif [ -n \"$words\" ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	    "\telse\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
	    "\tfi\n"
	    "}\n"
	    "complete -o filenames -F _edgelint edgelint\n");
}
