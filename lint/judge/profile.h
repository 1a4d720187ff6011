/*
 * From a profile file and from options to one resolved profile.
 */
#ifndef LINT_JUDGE_PROFILE_H
#define LINT_JUDGE_PROFILE_H

#include <edgelint/profile.h>

#include "base/arena.h"
#include "base/json.h"

/* A mistake in a profile: file:line:column: path: message. */
struct profile_error {
	const char *file;
	size_t line; /* 0: not about a place in the file */
	size_t column;
	const char *path; /* key path, "" for the whole */
	const char *message;
};

/* lync2013, external, nothing known. */
void profile_defaults(struct el_profile *out);

/*
 * Read a profile's text.  All mistakes are found, not only the first: errors
 * and their number come out, in the order of the file.  False: there is at
 * least one, or no memory even for saying so.
 */
bool profile_parse(struct el_profile *out, const char *file,
    struct el_bytes text, struct arena *arena,
    const struct profile_error **errors, size_t *error_count)
    __attribute__((warn_unused_result));

/*
 * Set one key from an option's value, as a profile key would be set: a list
 * of names takes one more, or "none" when there are none; service takes a
 * list with commas.  A deployment key marks the profile as given; a policy
 * key is added to overridden when override is true.  NULL: it is set; else
 * what is wrong with the value, for a person, in the arena.
 */
const char *profile_set(struct el_profile *profile, const char *key,
    const char *value, bool override, struct arena *arena);

/*
 * Read a host name as the keys of a profile take it: lower case, without a
 * final dot, ASCII, of two labels at least.  NULL: it is set; else what is
 * wrong with it, for a person, in the arena.
 */
const char *profile_read_host(struct el_host *out, const char *text,
    struct arena *arena);

/* What contradicts itself once all options are set, or NULL.  A file that was
 * parsed is past this; an option may contradict it. */
const char *profile_check(const struct el_profile *profile,
    struct arena *arena);

/* Work out what is derived once all is set: the names made from domains, the
 * default order by product.  False: no memory. */
bool profile_resolve(struct el_profile *profile, struct arena *arena)
    __attribute__((warn_unused_result));

/* Write it as a profile file: what is not known, or was not chosen, is left
 * out.  The caller ends the line. */
void profile_write(const struct el_profile *profile,
    struct json_writer *writer);

#endif
