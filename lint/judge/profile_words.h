/*
 * Words: those for the values of a profile's choices, in both directions,
 * and those of a file as a message shows them.
 */
#ifndef LINT_JUDGE_PROFILE_WORDS_H
#define LINT_JUDGE_PROFILE_WORDS_H

#include <stdbool.h>

#include <edgelint/profile.h>

#include "base/arena.h"

/* A table ends with a NULL name. */
struct profile_word {
	const char *name;
	unsigned value;
};

extern const struct profile_word profile_products[];
extern const struct profile_word profile_interfaces[];
extern const struct profile_word profile_services[];
extern const struct profile_word profile_san_orders[];
extern const struct profile_word profile_xmpp_matchings[];
extern const struct profile_word profile_issuer_kinds[];
extern const struct profile_word profile_severities[];
extern const struct profile_word profile_negotiations[];

/* The name of a value of the table; "unknown" when it has none. */
const char *profile_word_name(const struct profile_word *words,
    unsigned value);

/* False: the table has no such word. */
bool profile_word_find(unsigned *out, const struct profile_word *words,
    const char *name);

/* The message about a word that the table does not have; NULL when there is
 * no memory. */
const char *profile_word_unknown(const struct profile_word *words,
    const char *name, struct arena *arena);

/* A text in quotes, printable and not too long; never NULL. */
const char *profile_show(const char *text, struct arena *arena);

/* The end of a message about a misspelt word: "; did you mean ...?" or "". */
const char *profile_did_you_mean(const char *word,
    const char *const *candidates, size_t count, struct arena *arena);

#endif
