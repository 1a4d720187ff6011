/*
 * From an input's octets to certificates and certificate requests: what kind
 * of file it is, by its content, and where in it each of them stands.  Nothing
 * here looks into one further than to tell it from something else.
 */
#ifndef LINT_INPUT_INPUT_H
#define LINT_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>
#include <edgelint/result.h>

#include "base/arena.h"

#include "password.h"

/* One certificate or request of an input, or why there is none. */
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
	struct el_input_facts facts;
	/* What it holds in the place of any certificate, when that is clearly
	 * something else: "JSON text"; NULL. */
	const char *other;
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
 * The same of a file that is known to be a regular one, in an open folder; "-"
 * is a name like others.
 */
bool input_read_at(struct el_bytes *out, int folder, const char *name,
    struct input_buffer *buffer, struct arena *arena,
    struct el_problem *problem) __attribute__((warn_unused_result));

/*
 * Find the certificates in an input's octets.  Never fails: an input without
 * a certificate gives one slice with a problem.  False: no memory.
 */
bool input_split(struct input *out, const char *name, struct el_bytes octets,
    struct arena *arena) __attribute__((warn_unused_result));

/*
 * The same with passwords for PKCS#12 files; with NULL, those open that have
 * none.  One that was asked for stays in the list for the next input.
 */
bool input_unlock(struct input *out, const char *name, struct el_bytes octets,
    struct passwords *passwords, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
