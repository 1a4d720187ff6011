#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <unistd.h>

#include "progress.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* Both are changed only while the signals are blocked, or in one step. */
static struct interrupt_file *files;
static volatile sig_atomic_t progress_shown;

/*
 * Everything in here may be done in a signal handler.  The signal comes again
 * when it returns, and now ends the program as if nobody had handled it, so
 * that a shell sees what happened.
 */
static void
clean_up(int number)
{
	static const char erase[] = PROGRESS_ERASE;
	int error = errno;
	ssize_t written = 0;

	for (const struct interrupt_file *file = files; file != NULL;
	    file = file->next)
		unlink(file->path);
	if (progress_shown != 0)
		written = write(STDERR_FILENO, erase, sizeof(erase) - 1);
	(void)written;
	errno = error;
	raise(number);
}

void
interrupt_begin(void)
{
	struct sigaction action = { .sa_handler = clean_up,
		.sa_flags = SA_RESETHAND | SA_RESTART };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&action.sa_mask, signals[i]);
	for (size_t i = 0; i < SIGNALS; i++) {
		struct sigaction now;

		if (sigaction(signals[i], NULL, &now) == 0 &&
		    now.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

static void
block(sigset_t *before)
{
	sigset_t all;

	sigemptyset(&all);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&all, signals[i]);
	sigprocmask(SIG_BLOCK, &all, before);
}

static void
unblock(const sigset_t *before)
{
	sigprocmask(SIG_SETMASK, before, NULL);
}

int
interrupt_make_file(struct interrupt_file *out, char *path)
{
	sigset_t before;
	int fd;
	int error;

	block(&before);
	fd = mkstemp(path);
	error = errno;
	if (fd >= 0) {
		out->path = path;
		out->next = files;
		files = out;
	}
	unblock(&before);
	errno = error;
	return fd;
}

static void
forget(const struct interrupt_file *file)
{
	struct interrupt_file **link = &files;

	while (*link != NULL && *link != file)
		link = &(*link)->next;
	if (*link != NULL)
		*link = file->next;
}

int
interrupt_rename_file(struct interrupt_file *file, const char *path)
{
	sigset_t before;
	int error = 0;

	block(&before);
	if (rename(file->path, path) == 0)
		forget(file);
	else
		error = errno;
	unblock(&before);
	return error;
}

void
interrupt_remove_file(struct interrupt_file *file)
{
	sigset_t before;

	block(&before);
	unlink(file->path);
	forget(file);
	unblock(&before);
}

void
interrupt_shows_progress(bool shows)
{
	progress_shown = shows;
}
