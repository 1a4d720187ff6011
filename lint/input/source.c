#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/huge.h"
#include "base/limits.h"

enum {
	/* Room at the start for what does not say its size. */
	BUFFER_MIN = 64 * 1024,
	MEBIBYTE = 1024 * 1024,
	ERROR_TEXT_SIZE = 128,
};

void
input_buffer_free(struct input_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct input_buffer){ 0 };
}

/* Always false, so that a failure can be returned as it is described. */
static bool
fail(struct el_problem *problem, const char *code, const char *message)
{
	*problem = (struct el_problem){ .code = code, .message = message };
	return false;
}

static bool
fail_with_error(struct el_problem *problem, struct arena *arena, int error)
{
	char text[ERROR_TEXT_SIZE];
	const char *cause;
	const char *message;

	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return fail(problem, "input.not-found",
		    "there is no such file");
	case EACCES:
	case EPERM:
		return fail(problem, "input.permission",
		    "you have no permission to read the file");
	case EISDIR:
		return fail(problem, "input.is-folder",
		    "it is a folder, not a file");
	case ENXIO: /* a socket, or a device that is not there */
		return fail(problem, "input.not-regular",
		    "it is a socket or device, not a file");
	case ENOMEM:
		return fail(problem, "input.no-memory",
		    "there is not enough memory to read the file");
	default:
		break;
	}
	cause = strerror_r(error, text, sizeof(text)) == 0 ? text :
	    "unknown error";
	message = arena_printf(arena, "it cannot be read: %s", cause);
	return fail(problem, "input.read",
	    message != NULL ? message : "it cannot be read");
}

static bool
fail_too_large(struct el_problem *problem, struct arena *arena)
{
	const char *message = arena_printf(arena,
	    "it is larger than %d MiB, which no file of certificates is",
	    LIMIT_INPUT / MEBIBYTE);

	return fail(problem, "input.too-large",
	    message != NULL ? message : "it is too large");
}

/* Only files have an end that comes by itself; stdin may be a pipe. */
static bool
check_type(mode_t mode, bool is_stdin, struct el_problem *problem,
    struct arena *arena)
{
	if (S_ISREG(mode))
		return true;
	if (S_ISDIR(mode))
		return fail_with_error(problem, arena, EISDIR);
	if (is_stdin)
		return true;
	if (S_ISFIFO(mode))
		return fail(problem, "input.not-regular",
		    "it is a pipe; give - as the name and lead the pipe to "
		    "standard input");
	return fail(problem, "input.not-regular",
	    "it is a device, not a file");
}

static bool
grow_buffer(struct input_buffer *buffer, size_t capacity)
{
	uint8_t *data;

	if (capacity <= buffer->capacity)
		return true;
	data = realloc(buffer->data, capacity);
	if (data == NULL)
		return false;
	huge_advise(data + buffer->capacity, capacity - buffer->capacity);
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

/* Read to the end; a file may have grown or shrunk since its size was asked. */
static bool
read_all(struct el_bytes *out, int fd, struct input_buffer *buffer,
    struct arena *arena, struct el_problem *problem)
{
	size_t size = 0;

	for (;;) {
		ssize_t got;

		if (size == buffer->capacity &&
		    !grow_buffer(buffer, 2 * buffer->capacity))
			return fail_with_error(problem, arena, ENOMEM);
		got = read(fd, buffer->data + size, buffer->capacity - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_with_error(problem, arena, errno);
		if (got == 0)
			break;
		size += (size_t)got;
		if (size > LIMIT_INPUT)
			return fail_too_large(problem, arena);
	}
	*out = (struct el_bytes){ buffer->data, size };
	return true;
}

/* A regular file that fits into the buffer as it is needs no other question
 * than whether there is more. */
static bool
read_known(struct el_bytes *out, int fd, struct input_buffer *buffer)
{
	ssize_t got;

	if (!grow_buffer(buffer, BUFFER_MIN))
		return false;
	got = read(fd, buffer->data, buffer->capacity);
	if (got < 0 || (size_t)got == buffer->capacity)
		return false;
	*out = (struct el_bytes){ buffer->data, (size_t)got };
	return read(fd, buffer->data + got, 1) == 0;
}

static bool
read_descriptor(struct el_bytes *out, int fd, bool is_stdin,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem)
{
	struct stat status;
	size_t capacity = BUFFER_MIN;

	if (fstat(fd, &status) != 0)
		return fail_with_error(problem, arena, errno);
	if (!check_type(status.st_mode, is_stdin, problem, arena))
		return false;
	if (S_ISREG(status.st_mode) && status.st_size > 0) {
		if (status.st_size > LIMIT_INPUT)
			return fail_too_large(problem, arena);
		/* One more than is there, so that the end is met without
		 * another allocation. */
		if ((size_t)status.st_size >= capacity)
			capacity = (size_t)status.st_size + 1;
	}
	if (!grow_buffer(buffer, capacity))
		return fail_with_error(problem, arena, ENOMEM);
	return read_all(out, fd, buffer, arena, problem);
}

static bool
read_at(struct el_bytes *out, int folder, const char *name, bool known,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem)
{
	bool ok;
	/* O_NONBLOCK: opening a pipe must not wait for its writer, only to
	 * be told that it is none. */
	int fd = openat(folder, name,
	    O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return fail_with_error(problem, arena, errno);
	ok = known && read_known(out, fd, buffer);
	if (!ok && (!known || lseek(fd, 0, SEEK_SET) == 0))
		ok = read_descriptor(out, fd, false, buffer, arena, problem);
	else if (!ok)
		ok = fail_with_error(problem, arena, errno);
	close(fd);
	return ok;
}

bool
input_read_at(struct el_bytes *out, int folder, const char *name,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem)
{
	return read_at(out, folder, name, true, buffer, arena, problem);
}

bool
input_read(struct el_bytes *out, const char *path,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem)
{
	if (strcmp(path, "-") == 0)
		return read_descriptor(out, STDIN_FILENO, true, buffer, arena,
		    problem);
	return read_at(out, AT_FDCWD, path, false, buffer, arena, problem);
}
