/*
 * The passwords of a run, which PKCS#12 files are tried with in turn.  Where
 * they come from is the caller's business.
 */
#ifndef LINT_INPUT_PASSWORD_H
#define LINT_INPUT_PASSWORD_H

#include <edgelint/bytes.h>

#include "base/limits.h"

struct password {
	uint8_t utf8[LIMIT_PASSWORD];
	size_t size;
};

struct passwords {
	struct password list[LIMIT_PASSWORDS];
	size_t count;
	/*
	 * Asks a person for the password of a file, the attempt counting from
	 * 1, and adds it to the list.  False: there is none to be had.  NULL:
	 * there is nobody to ask.
	 */
	bool (*ask)(struct passwords *passwords, const char *file,
	    unsigned attempt);
};

/* NULL, or why the octets are no password. */
const char *passwords_add(struct passwords *passwords, struct el_bytes utf8)
    __attribute__((warn_unused_result));

/* Wipe and forget the last one, or all. */
void passwords_remove(struct passwords *passwords);
void passwords_wipe(struct passwords *passwords);

/*
 * A password as PKCS#12 has it: UTF-16 with the high octet first, and two
 * NULs behind it (RFC 7292, B.1).  The number of octets.
 */
size_t password_bmp(uint8_t out[LIMIT_PASSWORD_BMP], struct el_bytes utf8);

#endif
