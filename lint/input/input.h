/*
 * From an input's octets to certificates: what kind of file it is, by its
 * content, and where in it each certificate stands.  Nothing here looks into
 * a certificate further than to tell it from something else.
 */
#ifndef LINT_INPUT_INPUT_H
#define LINT_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>
#include <edgelint/result.h>

#include "base/arena.h"

/* One certificate of an input, or why there is none. */
struct input_slice {
	struct el_bytes der; /* with what follows the certificate, if any */
	enum el_container container;
	size_t offset; /* in the input's octets: of the DER, of the BEGIN
			* line, or of the first base64 character */
	size_t line; /* of the BEGIN line, from 1; 0: not PEM */
	struct el_origin origin; /* of the DER */
	struct el_problem problem; /* .code is not NULL: der is empty */
};

/* Everything that an input holds, in its order. */
struct input {
	const char *name; /* as the user gave it; "-" for stdin */
	const struct input_slice *slices;
	size_t count;
	const struct el_skipped *skipped;
	size_t skipped_count;
};

/* A buffer that is used again for each file; zero it before the first. */
struct input_buffer {
	uint8_t *data;
	size_t capacity;
};

void input_buffer_free(struct input_buffer *buffer);

/*
 * Read a whole file, or stdin for "-", into the buffer.  On failure problem
 * says why (no such file, a folder, over LIMIT_INPUT, no memory ...).
 */
bool input_read(struct el_bytes *out, const char *path,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem) __attribute__((warn_unused_result));

/*
 * Find the certificates in an input's octets.  Never fails: an input without
 * a certificate gives one slice with a problem.  False: no memory.
 */
bool input_split(struct input *out, const char *name, struct el_bytes octets,
    struct arena *arena) __attribute__((warn_unused_result));

#endif
