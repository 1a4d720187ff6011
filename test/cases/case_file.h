/*
 * A test case as a file of lines: what each line is, and which certificate it
 * belongs to.  What the lines ask for is left to others.  fixtures/README.md
 * describes the format.
 */
#ifndef CASES_CASE_FILE_H
#define CASES_CASE_FILE_H

#include <edgelint/bytes.h>

#include "base/arena.h"
#include "input/input.h"

enum case_key {
	CASE_PROSE, /* also an empty line */
	CASE_PEM, /* a line of a PEM block */
	CASE_PROFILE,
	CASE_SET,
	CASE_AS_OF,
	CASE_ROLE,
	CASE_POOL,
	CASE_FORGE,
	CASE_EXPECT,
	CASE_UNREADABLE,
	CASE_OUTCOME,
	CASE_XMPP,
	CASE_ROLES,
	CASE_VERDICT,
	CASE_IS,
	CASE_EXPECT_RUN,
	CASE_CHAIN,
	CASE_TRUST,
	CASE_PREVIOUS,
	CASE_KEY_REQUEST,
	CASE_EFFECTIVE_DATE,
	CASE_RENEW_WITHIN,
	CASE_ASSIGNED,
};

/* Whose PEM blocks they are. */
enum case_owner {
	CASE_OF_INPUT,
	CASE_OF_CHAIN,
	CASE_OF_TRUST,
	CASE_OF_PREVIOUS,
	CASE_OF_KEY_REQUEST,
	CASE_OWNERS
};

enum { CASE_NO_CERTIFICATE = -1 };

struct case_line {
	enum case_key key;
	size_t number; /* in the file, from 1 */
	struct el_bytes whole; /* with the LF */
	const char *value; /* what stands behind the key; NULL without key */
	long certificate; /* that it stands behind, from 0 */
};

struct case_file {
	const char *path;
	const struct case_line *lines;
	size_t line_count;
	size_t certificates; /* blocks of the input that are judged */
	/* All PEM blocks, and nothing else: the input's, and those behind
	 * lines that say what else they are. */
	struct el_bytes pem[CASE_OWNERS];
	struct input_buffer buffer;
};

/* What is wrong with a file, and where; line 0 is "as a whole". */
struct case_error {
	size_t line;
	char message[256];
};

/* Fills in the error; always false, so that a function can return it. */
bool case_fail(struct case_error *error, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Read and parse a case.  Its values are in the arena, its lines in a buffer
 * of its own that case_file_free() releases, also after a failure.
 */
bool case_file_read(struct case_file *out, const char *path,
    struct arena *arena, struct case_error *error)
    __attribute__((warn_unused_result));
void case_file_free(struct case_file *file);

#endif
