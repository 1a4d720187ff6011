#include "sink.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <unistd.h>

enum {
	FD_BUFFER = 32 * 1024,
	MEMORY_START = 256,
	/* The digits and sign of a long long. */
	NUMBER_SIZE = 24,
};

void
sink_to_fd(struct sink *sink, int fd)
{
	*sink = (struct sink){ .fd = fd };
}

void
sink_to_memory(struct sink *sink)
{
	*sink = (struct sink){ .fd = -1 };
}

void
sink_free(struct sink *sink)
{
	free(sink->data);
	sink->data = NULL;
	sink->size = 0;
	sink->capacity = 0;
}

void
sink_clear(struct sink *sink)
{
	sink->size = 0;
}

/* Write to the descriptor past the buffer. */
static void
write_out(struct sink *sink, const char *data, size_t size)
{
	while (size > 0 && sink->error == 0) {
		ssize_t written = write(sink->fd, data, size);

		if (written > 0) {
			data += written;
			size -= (size_t)written;
		} else if (written == 0) {
			/* Nothing taken and no reason given: waiting for
			 * more could go on for ever. */
			sink->error = EIO;
		} else if (errno != EINTR) {
			sink->error = errno;
		}
	}
}

int
sink_flush(struct sink *sink)
{
	if (sink->fd < 0)
		return sink->error;
	write_out(sink, sink->data, sink->size);
	sink->size = 0;
	return sink->error;
}

/* Let the buffer have room for so many octets behind what it holds. */
static bool
grow(struct sink *sink, size_t room)
{
	size_t capacity = sink->capacity;
	size_t needed;
	char *data;

	if (__builtin_add_overflow(sink->size, room, &needed) ||
	    needed > PTRDIFF_MAX) {
		sink->error = ENOMEM;
		return false;
	}
	if (capacity == 0)
		capacity = sink->fd < 0 ? MEMORY_START : FD_BUFFER;
	while (capacity < needed)
		capacity *= 2;
	data = realloc(sink->data, capacity);
	if (data == NULL) {
		sink->error = ENOMEM;
		return false;
	}
	sink->data = data;
	sink->capacity = capacity;
	return true;
}

/* Whether there is room for so many octets, as there nearly always is. */
static inline bool
has_room(const struct sink *sink, size_t room)
{
	return sink->error == 0 && room <= sink->capacity - sink->size;
}

/* Make room in the buffer by any means; false: the sink has failed. */
static bool
make_room(struct sink *sink, size_t room)
{
	if (sink->error != 0)
		return false;
	if (has_room(sink, room))
		return true;
	if (sink_flush(sink) != 0)
		return false;
	return has_room(sink, room) || grow(sink, room);
}

/* What is larger than the buffer of a descriptor goes past it. */
static bool
writes_past(struct sink *sink, const void *data, size_t size)
{
	if (sink->fd < 0 || size < FD_BUFFER)
		return false;
	if (sink_flush(sink) == 0)
		write_out(sink, data, size);
	return true;
}

void
sink_write(struct sink *sink, const void *data, size_t size)
{
	if (size == 0)
		return;
	if (!has_room(sink, size) &&
	    (writes_past(sink, data, size) || !make_room(sink, size)))
		return;
	memcpy(sink->data + sink->size, data, size);
	sink->size += size;
}

char *
sink_reserve(struct sink *sink, size_t size)
{
	char *at;

	if (!has_room(sink, size) && !make_room(sink, size))
		return NULL;
	at = sink->data + sink->size;
	sink->size += size;
	return at;
}

void
sink_number(struct sink *sink, long long number)
{
	char digits[NUMBER_SIZE];
	char *first = digits + sizeof(digits);
	unsigned long long rest = (unsigned long long)number;

	/* Unsigned negation is right for the smallest number, too. */
	if (number < 0)
		rest = -rest;
	do {
		*--first = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		*--first = '-';
	sink_write(sink, first, (size_t)(digits + sizeof(digits) - first));
}

/* Format behind what the buffer holds; the length that it has or would have. */
static int
format_at_end(struct sink *sink, const char *format, va_list arguments)
{
	size_t room = sink->capacity - sink->size;

	return vsnprintf(room == 0 ? NULL : sink->data + sink->size, room,
	    format, arguments);
}

void
sink_printf(struct sink *sink, const char *format, ...)
{
	va_list arguments;
	int length;

	if (sink->error != 0)
		return;
	va_start(arguments, format);
	length = format_at_end(sink, format, arguments);
	va_end(arguments);
	if (length < 0) {
		sink->error = errno != 0 ? errno : EINVAL;
		return;
	}
	/* One more for the NUL that vsnprintf() writes behind the text. */
	if ((size_t)length >= sink->capacity - sink->size) {
		if (!make_room(sink, (size_t)length + 1))
			return;
		va_start(arguments, format);
		format_at_end(sink, format, arguments);
		va_end(arguments);
	}
	sink->size += (size_t)length;
}
