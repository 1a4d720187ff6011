/*
 * A password from the terminal.  It is not shown, and the terminal shows
 * again what is typed however the question ends.
 */

#include "password_options.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <fcntl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "base/sink.h"
#include "base/text.h"
#include "input/secret.h"

/* What would leave the terminal without its echo. */
static const int fatal_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
	SIGTSTP };

enum { FATAL_SIGNALS = sizeof(fatal_signals) / sizeof(fatal_signals[0]) };

static volatile sig_atomic_t caught;

static void
catch(int number)
{
	caught = number;
}

struct terminal {
	int fd;
	struct termios before;
	struct sigaction actions[FATAL_SIGNALS];
	sigset_t mask;
};

/*
 * Signals come from here on only while wait_for_line() waits, so that none is
 * missed just before it does, and end the program in end_question().
 */
static void
hold_signals(struct terminal *terminal)
{
	struct sigaction action = { .sa_handler = catch };
	sigset_t fatal;

	sigemptyset(&action.sa_mask);
	sigemptyset(&fatal);
	caught = 0;
	for (size_t i = 0; i < FATAL_SIGNALS; i++)
		sigaddset(&fatal, fatal_signals[i]);
	sigprocmask(SIG_BLOCK, &fatal, &terminal->mask);
	for (size_t i = 0; i < FATAL_SIGNALS; i++)
		sigaction(fatal_signals[i], &action, &terminal->actions[i]);
}

static void
release_signals(const struct terminal *terminal)
{
	for (size_t i = 0; i < FATAL_SIGNALS; i++)
		sigaction(fatal_signals[i], &terminal->actions[i], NULL);
	sigprocmask(SIG_SETMASK, &terminal->mask, NULL);
	if (caught != 0)
		raise(caught);
}

static bool
begin_question(struct terminal *terminal)
{
	struct termios silent;

	if (terminal->fd >= FD_SETSIZE ||
	    tcgetattr(terminal->fd, &terminal->before) != 0)
		return false;
	hold_signals(terminal);
	silent = terminal->before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	silent.c_lflag |= ECHONL | ICANON;
	tcsetattr(terminal->fd, TCSAFLUSH, &silent);
	return true;
}

static void
end_question(const struct terminal *terminal)
{
	tcsetattr(terminal->fd, TCSAFLUSH, &terminal->before);
	release_signals(terminal);
}

static void
put_question(const struct terminal *terminal, const char *file,
    unsigned attempt)
{
	struct sink sink;

	sink_to_fd(&sink, terminal->fd);
	if (attempt > 1)
		sink_text(&sink, "That is not the password.\n");
	sink_text(&sink, "Password of ");
	text_printable(&sink, el_bytes_of(file));
	sink_text(&sink, ": ");
	sink_flush(&sink);
	sink_free(&sink);
}

static bool
wait_for_line(const struct terminal *terminal)
{
	fd_set set;

	FD_ZERO(&set);
	FD_SET(terminal->fd, &set);
	return pselect(terminal->fd + 1, &set, NULL, NULL, NULL,
		   &terminal->mask) == 1;
}

/* A line of the terminal, without its end.  False: there was none. */
static bool
read_line(const struct terminal *terminal, uint8_t *out, size_t room,
    size_t *size)
{
	ssize_t got = wait_for_line(terminal) ?
	    read(terminal->fd, out, room) : -1;

	if (got <= 0)
		return false;
	*size = (size_t)got;
	if (out[*size - 1] == '\n')
		(*size)--;
	return true;
}

/* No line, or an empty one, is the wish not to be asked. */
static bool
ask(struct passwords *passwords, const struct terminal *terminal,
    const char *file, unsigned attempt)
{
	uint8_t line[LIMIT_PASSWORD + 2];
	size_t size = 0;
	bool has_line;
	const char *fault = NULL;

	/* One more than the list holds takes the place of the last. */
	if (passwords->count == LIMIT_PASSWORDS)
		passwords_remove(passwords);
	put_question(terminal, file, attempt);
	has_line = read_line(terminal, line, sizeof(line), &size) && size > 0;
	if (has_line)
		fault = passwords_add(passwords,
		    (struct el_bytes){ line, size });
	secret_wipe(line, sizeof(line));
	return has_line && fault == NULL;
}

bool
prompt_for_password(struct passwords *passwords, const char *file,
    unsigned attempt)
{
	struct terminal terminal = {
		.fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC),
	};
	bool has_password = false;

	if (terminal.fd >= 0 && begin_question(&terminal)) {
		has_password = ask(passwords, &terminal, file, attempt);
		end_question(&terminal);
	}
	if (terminal.fd >= 0)
		close(terminal.fd);
	return has_password;
}
