#include "check.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sink.h"

static bool
holds(const struct sink *sink, const char *text)
{
	return sink->size == strlen(text) &&
	    memcmp(sink->data, text, sink->size) == 0;
}

static void
test_memory(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	sink_text(&sink, "");
	CHECK_NUMBER(sink.size, 0);
	sink_text(&sink, "sip.");
	sink_write(&sink, "contoso", 7);
	sink_char(&sink, '.');
	sink_printf(&sink, "%s", "com");
	CHECK(holds(&sink, "sip.contoso.com"));
	CHECK_NUMBER(sink_flush(&sink), 0);
	CHECK(holds(&sink, "sip.contoso.com"));
	sink_clear(&sink);
	CHECK_NUMBER(sink.size, 0);
	sink_text(&sink, "x");
	CHECK(holds(&sink, "x"));
	sink_free(&sink);
	CHECK(sink.data == NULL);
}

static void
test_memory_grows(void)
{
	struct sink sink;
	bool same = true;

	sink_to_memory(&sink);
	for (int i = 0; i < 100000; i++)
		sink_char(&sink, (char)('a' + i % 26));
	CHECK_NUMBER(sink.size, 100000);
	for (int i = 0; i < 100000; i++)
		same = same && sink.data[i] == (char)('a' + i % 26);
	CHECK(same);
	sink_free(&sink);
}

static void
test_numbers(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	sink_number(&sink, 0);
	sink_char(&sink, ' ');
	sink_number(&sink, -1);
	sink_char(&sink, ' ');
	sink_number(&sink, LLONG_MAX);
	sink_char(&sink, ' ');
	sink_number(&sink, LLONG_MIN);
	CHECK(holds(&sink,
	    "0 -1 9223372036854775807 -9223372036854775808"));
	sink_free(&sink);
}

static void
test_printf_at_the_edge(void)
{
	/* Lengths around the room that is left, NUL included. */
	for (int length = 250; length < 262; length++) {
		struct sink sink;

		sink_to_memory(&sink);
		sink_char(&sink, '<');
		sink_printf(&sink, "%0*d", length, 5);
		sink_char(&sink, '>');
		CHECK_NUMBER(sink.size, length + 2);
		CHECK(sink.data[length] == '5' && sink.data[length + 1] == '>');
		sink_free(&sink);
	}
}

static void
test_size_that_wraps(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	sink_text(&sink, "abc");
	sink_write(&sink, "", SIZE_MAX);
	CHECK_NUMBER(sink.error, ENOMEM);
	sink_text(&sink, "dropped");
	sink_printf(&sink, "%d", 1);
	sink_char(&sink, 'x');
	sink_number(&sink, 1);
	CHECK(holds(&sink, "abc"));
	CHECK_NUMBER(sink_flush(&sink), ENOMEM);
	sink_free(&sink);
}

/* A file without a name. */
static int
open_scratch(void)
{
	FILE *file = tmpfile();
	int fd;

	if (file == NULL)
		return -1;
	fd = dup(fileno(file));
	fclose(file);
	return fd;
}

static void
test_descriptor(void)
{
	enum { SIZE = 200000 };
	char *wanted = malloc(SIZE);
	char *got = malloc(SIZE + 1);
	int fd = open_scratch();
	struct sink sink;
	size_t done = 0;

	CHECK(fd >= 0 && wanted != NULL && got != NULL);
	if (fd < 0 || wanted == NULL || got == NULL)
		return;
	for (size_t i = 0; i < SIZE; i++)
		wanted[i] = (char)('a' + i % 23);
	sink_to_fd(&sink, fd);
	/* Pieces of all sizes, below and above that of the buffer. */
	for (size_t piece = 1; done < SIZE; piece = piece * 3 + 1) {
		size_t size = piece < SIZE - done ? piece : SIZE - done;

		sink_write(&sink, wanted + done, size);
		done += size;
	}
	CHECK_NUMBER(sink_flush(&sink), 0);
	CHECK_NUMBER(pread(fd, got, SIZE + 1, 0), SIZE);
	CHECK(memcmp(got, wanted, SIZE) == 0);

	/* A formatted text longer than the buffer. */
	CHECK_NUMBER(ftruncate(fd, 0), 0);
	CHECK_NUMBER(lseek(fd, 0, SEEK_SET), 0);
	sink_text(&sink, "<");
	sink_printf(&sink, "%0100000d", 5);
	sink_text(&sink, ">");
	CHECK_NUMBER(sink_flush(&sink), 0);
	CHECK_NUMBER(pread(fd, got, SIZE, 0), 100002);
	CHECK(got[0] == '<' && got[100000] == '5' && got[100001] == '>');

	sink_free(&sink);
	close(fd);
	free(wanted);
	free(got);
}

/* Read a pipe slowly to its end; the exit status says whether all came. */
static void
drain(int fd, size_t expected)
{
	char octets[700];
	size_t total = 0;
	ssize_t size;
	struct timespec pause = { 0, 200000 };

	while ((size = read(fd, octets, sizeof(octets))) > 0) {
		for (ssize_t i = 0; i < size; i++) {
			if (octets[i] != (char)('a' + total++ % 25))
				_exit(1);
		}
		if (total % 3 == 0)
			nanosleep(&pause, NULL);
	}
	_exit(total == expected ? 0 : 2);
}

static void
ignore_alarm(int number)
{
	(void)number;
}

static void
test_interrupted_and_short_writes(void)
{
	enum { SIZE = 300000 };
	struct sigaction action = { .sa_handler = ignore_alarm };
	char *octets = malloc(SIZE);
	int status = -1;
	int ends[2];
	struct sink sink;
	pid_t child;

	if (octets == NULL || pipe(ends) != 0) {
		CHECK(false);
		return;
	}
	for (size_t i = 0; i < SIZE; i++)
		octets[i] = (char)('a' + i % 25);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		free(octets);
		close(ends[1]);
		drain(ends[0], SIZE);
	}
	close(ends[0]);
	/* A signal without SA_RESTART interrupts a write to a full pipe. */
	sigaction(SIGALRM, &action, NULL);
	alarm(1);
	sink_to_fd(&sink, ends[1]);
	for (size_t i = 0; i < SIZE; i += 1000)
		sink_write(&sink, octets + i, 1000);
	CHECK_NUMBER(sink_flush(&sink), 0);
	alarm(0);
	close(ends[1]);
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK_NUMBER(status, 0);
	sink_free(&sink);
	free(octets);
}

static void
test_error_is_remembered(void)
{
	struct sink sink;
	int fd = open("/dev/full", O_WRONLY);

	CHECK(fd >= 0);
	sink_to_fd(&sink, fd);
	sink_text(&sink, "lost");
	CHECK_NUMBER(sink.error, 0);
	CHECK_NUMBER(sink_flush(&sink), ENOSPC);
	close(fd);

	/* Nothing is tried after it, not even on a closed descriptor. */
	sink_text(&sink, "dropped");
	CHECK_NUMBER(sink.size, 0);
	CHECK_NUMBER(sink_flush(&sink), ENOSPC);
	sink_free(&sink);
}

static void
test_closed_descriptor(void)
{
	struct sink sink;
	int fd = open("/dev/null", O_RDONLY);

	sink_to_fd(&sink, fd);
	sink_text(&sink, "x");
	CHECK_NUMBER(sink_flush(&sink), EBADF);
	sink_free(&sink);
	close(fd);
}

const struct test tests_sink[] = {
	{ "sink: memory holds what was written", test_memory },
	{ "sink: memory grows", test_memory_grows },
	{ "sink: the smallest and the largest number", test_numbers },
	{ "sink: formatted text around the end of the buffer",
	    test_printf_at_the_edge },
	{ "sink: a size that wraps is ENOMEM, and remembered",
	    test_size_that_wraps },
	{ "sink: a descriptor gets everything, in order", test_descriptor },
	{ "sink: interrupted and short writes are continued",
	    test_interrupted_and_short_writes },
	{ "sink: the first error is remembered", test_error_is_remembered },
	{ "sink: a descriptor that cannot be written to",
	    test_closed_descriptor },
	{ NULL, NULL },
};
