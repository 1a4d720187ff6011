/*
 * The recipe of a certificate or request: statements, one a line, each of which
 * changes one thing.  README.md beside this file lists them.
 */
#ifndef FORGE_RECIPE_H
#define FORGE_RECIPE_H

#include "extensions.h"
#include "keys.h"

/* The parts of a certificate that a statement can replace or leave out. */
enum recipe_field {
	FIELD_CERTIFICATE,
	FIELD_TBS,
	FIELD_VERSION,
	FIELD_SERIAL,
	FIELD_INNER_SIGN,
	FIELD_ISSUER,
	FIELD_VALIDITY,
	FIELD_NOT_BEFORE,
	FIELD_NOT_AFTER,
	FIELD_SUBJECT,
	FIELD_KEY,
	FIELD_KEY_ALGORITHM,
	FIELD_KEY_BITS, /* what is in the BIT STRING, not the element */
	FIELD_ISSUER_ID,
	FIELD_SUBJECT_ID,
	FIELD_EXTENSIONS,
	FIELD_ATTRIBUTES,
	FIELD_SIGN,
	FIELD_SIGNATURE,
	FIELD_COUNT
};

/* An extension that recipes know by name, in the place of its kind. */
struct recipe_extension {
	bool present;
	bool critical;
	bool from_key; /* the value is made from a key when it is minted */
	struct der value;
};

/* A change to the finished octets. */
struct recipe_edit {
	enum { EDIT_APPEND, EDIT_PATCH, EDIT_TRUNCATE, EDIT_REPLACE } kind;
	size_t number; /* where to patch, how much to keep */
	struct der octets; /* what is appended, written, or put instead */
	struct der old; /* what is replaced */
};

enum { RECIPE_EDITS_MAX = 32 };

/* The attribute by which a request asks for its extensions. */
enum recipe_asking { ASKS_PKCS9, ASKS_MICROSOFT, ASKS_NOTHING };

struct recipe {
	bool request; /* it is a certificate request */
	enum recipe_asking asking;
	/* Fields that a statement has given; the others are worked out. */
	bool given[FIELD_COUNT];
	struct der fields[FIELD_COUNT];
	const struct key *key;
	const struct key *signer; /* NULL: the algorithm's own */
	const struct signing *sign;
	const struct signing *inner_sign; /* NULL: the same */
	struct recipe_extension extensions[EXTENSION_KINDS];
	/* Those that stand first, by number; the others keep their order. */
	size_t order[EXTENSION_KINDS];
	size_t order_count;
	struct der more_extensions; /* behind those that have names */
	struct der attributes; /* of a request, behind that one */
	struct recipe_edit edits[RECIPE_EDITS_MAX];
	size_t edit_count;
	struct der text; /* all statements, from which the serial is made */
};

/* A recipe without a statement; the first has to be "base". */
void recipe_init(struct recipe *recipe);
void recipe_free(struct recipe *recipe);

/* Carry out one statement. */
bool recipe_apply(struct recipe *recipe, const char *statement,
    struct mistake *error);

/* Whether a statement begins a recipe. */
bool recipe_begins(const char *statement);

#endif
