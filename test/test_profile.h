/*
 * What the tests of profiles share: a profile parsed from a text, and its
 * mistakes as text.
 */
#ifndef TEST_TEST_PROFILE_H
#define TEST_TEST_PROFILE_H

#include "judge/profile.h"

/* A profile in one text: the version, then these members. */
#define WITH(members) "{\"edgelint_profile\": 1,\n" members "}"

#define SHA1 "000102030405060708090a0b0c0d0e0f10111213"
#define SHA256 SHA1 "1415161718191a1b1c1d1e1f"

struct parsed {
	struct arena arena; /* the test frees it */
	struct el_profile profile;
	const struct profile_error *errors;
	size_t count;
	bool good;
};

/* Parse a profile whose file is "p.json". */
void parse_profile(struct parsed *out, const char *text);

/* The text of a host, which must be known. */
const char *host_text(struct el_host host);

/* A well-formed name of so many characters, 66 at least; a static buffer. */
const char *long_name(size_t length);

/* A text and what is wrong with it: one LINE:COLUMN: PATH: MESSAGE a line. */
struct mistake {
	const char *text;
	const char *message;
};

/* All that is wrong with a text; a static buffer. */
const char *profile_mistakes(const char *text);

#define CHECK_MISTAKES(list) \
	check_mistakes((list), sizeof(list) / sizeof((list)[0]))

void check_mistakes(const struct mistake *list, size_t count);

#endif
