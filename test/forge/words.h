/*
 * The text level of recipes: words, escapes, hex, numbers, and the message
 * about a mistake.
 */
#ifndef FORGE_WORDS_H
#define FORGE_WORDS_H

#include "der_writer.h"

/* What is wrong with a statement, for the person who wrote it. */
struct mistake {
	char text[256];
};

/* Fills in the message; always false, so that a function can return it. */
bool mistake(struct mistake *mistake, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Cut the first word off a text, in place: words are parted by spaces, except
 * by one that a backslash stands before.  The word keeps its escapes.  NULL:
 * there is none.
 */
char *words_next(char **text);

/*
 * Where the separator stands first without a backslash before it, or the
 * text's end.
 */
char *words_find(char *text, char separator);

/* Octets of a text: \xHH is that octet, \ and another character is that
 * character. */
bool words_octets(struct der *out, const char *text, struct mistake *error);

/* Octets of pairs of hex digits. */
bool words_hex(struct der *out, const char *text, struct mistake *error);

bool words_number(size_t *out, const char *text, struct mistake *error);

/*
 * The rest of a text behind a prefix, "dns:sip.contoso.com" behind "dns:";
 * NULL when it does not begin so.
 */
char *words_after(char *text, const char *prefix);

#endif
