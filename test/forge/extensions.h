/*
 * What stands in the extensions that recipes know by name.
 */
#ifndef FORGE_EXTENSIONS_H
#define FORGE_EXTENSIONS_H

#include "words.h"

enum { KEY_ID_SIZE = 20 };

/* An extension: one of write and write_key_id makes its value. */
struct extension_kind {
	const char *name; /* of the statement */
	const char *oid;
	/* From the words of the statement. */
	bool (*write)(struct der *out, char **rest, struct mistake *error);
	/* From a key's identifier, for "auto". */
	void (*write_key_id)(struct der *out, struct el_bytes id);
	bool of_signer; /* the key is the signer's, not the subject's */
};

enum { EXTENSION_KINDS = 15 };

/* In the order in which they stand, unless a recipe gives another. */
extern const struct extension_kind extension_kinds[EXTENSION_KINDS];

/* Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue } */
bool extension_write(struct der *out, const char *oid, bool critical,
    struct el_bytes value, struct mistake *error);

#endif
