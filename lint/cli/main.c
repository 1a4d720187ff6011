/* edgelint: which command is meant, and what every command has in common. */

#include <errno.h>
#include <signal.h>

#include <fcntl.h>
#include <unistd.h>

#include "command.h"
#include "diagnose.h"
#include "fault.h"
#include "help.h"
#include "interrupt.h"
#include "view/digest.h"

/*
 * Were a standard stream closed, the next file opened would take its number,
 * and the report would be written into it.  The wrong way round, so that using
 * the stream is still an error.
 */
static void
keep_standard_streams(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", modes[fd]) != fd)
			_exit(STATUS_FAULT);
}

static int
print_version(void)
{
	char library[16];
	struct sink sink;
	int status;

	digest_library_version(library);
	sink_to_fd(&sink, STDOUT_FILENO);
	sink_printf(&sink, "edgelint %s (mbedTLS %s)\n", EDGELINT_VERSION,
	    library);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}

/*
 * The command that the words begin with; without one it is check, unless the
 * first word is a misspelt command rather than a file.  NULL: it was said.
 */
static const struct command *
choose(const char *const *words, size_t count, size_t *taken)
{
	const struct command *command = command_find(words, count, taken);
	const char *near;

	if (command != NULL)
		return command;
	*taken = 0;
	if (count > 0 && strcmp(words[0], "profile") == 0) {
		diagnose("profile needs to know what to do: 'edgelint profile "
			 "init', 'edgelint profile check FILE...' or "
			 "'edgelint profile import FILE...'");
		return NULL;
	}
	if (count > 0 && words[0][0] != '-' && access(words[0], F_OK) != 0) {
		near = command_suggest(words[0]);
		if (near != NULL) {
			diagnose("there is no command and no file %s; did you "
				 "mean %s?", words[0], near);
			return NULL;
		}
	}
	return &commands[0];
}

static int
run(const struct command *command, const char *const *words, size_t count,
    bool named)
{
	struct arguments arguments;
	int status = command->bit == COMMAND_CHECK ? STATUS_NO_REPORT :
						     STATUS_FAULT;

	if (arguments_parse(&arguments, command, words, count)) {
		if (arguments_has(&arguments, OPTION_HELP))
			status = help_print(named ? command : NULL);
		else if (arguments_has(&arguments, OPTION_VERSION))
			status = print_version();
		else
			status = command->run(&arguments);
	}
	arguments_free(&arguments);
	return status;
}

int
main(int argc, char **argv)
{
	const char *const *words = (const char *const *)argv + 1;
	size_t count = argc > 0 ? (size_t)argc - 1 : 0;
	const struct command *command;
	int status = STATUS_NO_REPORT;
	size_t taken;

	keep_standard_streams();
	/* A closed pipe and a full quota are errors of a write. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	interrupt_begin();
	command = choose(words, count, &taken);
	if (command != NULL)
		status = run(command, words + taken, count - taken, taken > 0);
	return status == STATUS_NO_REPORT ? fault_report(words, count) :
					    status;
}
