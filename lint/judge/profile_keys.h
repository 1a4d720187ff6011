/*
 * The parts that reading, setting and writing a profile have in common: a key
 * is a row that says what it is called and where its value goes, and its type
 * knows how a value is read from a file, set by an option, and written.
 */
#ifndef LINT_JUDGE_PROFILE_KEYS_H
#define LINT_JUDGE_PROFILE_KEYS_H

#include "profile.h"
#include "profile_words.h"

enum {
	/* Mistakes that are listed. */
	PROFILE_ERRORS = 50,
	/* Names that options can add to a list: each copies the list. */
	PROFILE_OPTION_NAMES = 1000,
	/* Keys of one object. */
	PROFILE_KEYS = 32,
};

/* Collects the mistakes of one file. */
struct profile_reader {
	struct arena *arena;
	const struct json_document *document;
	const char *file;
	struct profile_error *errors; /* room for one more than the limit */
	size_t offsets[PROFILE_ERRORS];
	size_t count; /* of all mistakes */
};

struct profile_key;

/* The member is where the value belongs, by the key's row. */
struct profile_type {
	void (*read)(struct profile_reader *reader,
	    const struct profile_key *key, void *member,
	    const struct json_value *value);
	/* False, and what is wrong with the text, or NULL for no memory. */
	bool (*set)(const struct profile_key *key, void *member,
	    const char *text, struct arena *arena, const char **fault);
	/* Writes nothing when the value is not known. */
	void (*write)(const struct profile_key *key, const void *member,
	    struct json_writer *writer);
};

/* What an option that sets the key is about. */
enum profile_use { PROFILE_NO_OPTION, PROFILE_DEPLOYMENT, PROFILE_POLICY };

/* One key of an object; a table ends with a NULL name. */
struct profile_key {
	const char *name;
	const struct profile_type *type;
	size_t member; /* offset in the structure that the table is for */
	const char *what; /* behind "expected": "a name such as ..." */
	const struct profile_word *words; /* of a choice */
	const char *prefix; /* makes a further name of each domain */
	bool required;
	enum profile_use use;
};

/* All keys of a profile, in the order in which they are written. */
extern const struct profile_key profile_keys[];

/* The row of a table, or NULL. */
const struct profile_key *profile_key_find(const struct profile_key *keys,
    const char *name);

/* profile_values.c */
extern const struct profile_type profile_version_type;
extern const struct profile_type profile_text_type; /* const char * */
extern const struct profile_type profile_choice_type; /* an enum */
extern const struct profile_type profile_choices_type; /* unsigned bits */
extern const struct profile_type profile_days_type; /* int */
extern const struct profile_type profile_flag_type; /* bool */

/* profile_names.c */
extern const struct profile_type profile_host_type; /* struct el_host */
extern const struct profile_type profile_hosts_type; /* struct el_hosts */
extern const struct profile_type profile_domains_type; /* el_domains */

/* profile_severity.c */
extern const struct profile_type profile_rule_type; /* const char *, an id */

/* profile_partners.c, profile_severity.c, profile_waivers.c; the member is
 * the whole profile */
extern const struct profile_type profile_partners_type;
extern const struct profile_type profile_severity_type;
extern const struct profile_type profile_waivers_type;

/* profile_read.c */

/* Note a mistake at a value, or at its key; a NULL message is no memory. */
void profile_complain(struct profile_reader *reader,
    const struct json_value *value, const char *message);
void profile_complain_key(struct profile_reader *reader,
    const struct json_value *value, const char *message);

/* Whether more mistakes were found than are listed: time to stop looking. */
bool profile_is_full(const struct profile_reader *reader);

/* Complain unless the value has the type; what completes "expected". */
bool profile_expect(struct profile_reader *reader,
    const struct json_value *value, enum json_type type, const char *what);

/* Read the members of an object into a structure; a value that is wrong is
 * complained about and leaves its member as it was. */
void profile_read_members(struct profile_reader *reader,
    const struct profile_key *keys, void *structure,
    const struct json_value *object);

/* The read function of types whose JSON value is the text of an option. */
void profile_read_text(struct profile_reader *reader,
    const struct profile_key *key, void *member,
    const struct json_value *value);

/* The members of a structure, in the order of the table. */
void profile_write_members(const struct profile_key *keys,
    const void *structure, struct json_writer *writer);

/* profile_names.c */

/* A name of a list, and the value that it was read from. */
struct profile_named {
	struct el_bytes name; /* .data is NULL: it is not well-formed */
	const struct json_value *value;
};

/*
 * Complain about each name that stands there twice: in one list, or, when
 * across is true, in two lists.  Sorts the names.
 */
void profile_complain_repeated(struct profile_reader *reader,
    struct profile_named *names, size_t count, bool across);

/* Complain about what is in both lists of domains. */
void profile_complain_both(struct profile_reader *reader,
    const struct el_profile *profile, const struct json_value *sip,
    const struct json_value *online);

#endif
