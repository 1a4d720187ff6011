/*
 * Where text goes: a file descriptor behind a buffer, or memory.  An error
 * is remembered, and what is written after it is dropped, so that a writer
 * asks once, at the end.
 */
#ifndef LINT_BASE_SINK_H
#define LINT_BASE_SINK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

struct sink {
	int fd; /* -1: memory */
	int error; /* errno of the first failure, or 0 */
	char *data;
	size_t size;
	size_t capacity;
};

/* A sink to an open file descriptor, which it does not close. */
void sink_to_fd(struct sink *sink, int fd);

/* A sink that grows in memory; .data and .size are what was written. */
void sink_to_memory(struct sink *sink);

/* Releases the buffer without writing it. */
void sink_free(struct sink *sink);

void sink_write(struct sink *sink, const void *data, size_t size);
void sink_number(struct sink *sink, long long number);
void sink_printf(struct sink *sink, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Inline, so that the length of a literal is no question. */
static inline void
sink_text(struct sink *sink, const char *text)
{
	sink_write(sink, text, strlen(text));
}

/* Inline, since JSON is made of single characters. */
static inline void
sink_char(struct sink *sink, char c)
{
	if (sink->error == 0 && sink->size < sink->capacity)
		sink->data[sink->size++] = c;
	else
		sink_write(sink, &c, 1);
}

/* The next octets of the sink, for the caller to fill in at once; NULL: it has
 * failed. */
char *sink_reserve(struct sink *sink, size_t size);

/* Forget what memory holds, keep the buffer. */
void sink_clear(struct sink *sink);

/* Write out what is buffered; 0, or the errno of the first failure. */
int sink_flush(struct sink *sink);

#endif
