/*
 * Names in recipes: distinguished names and the many forms of GeneralName.
 * The text is cut up in place.
 */
#ifndef FORGE_NAMES_H
#define FORGE_NAMES_H

#include "words.h"

/*
 * Name from "O=Contoso Ltd,CN=sip.contoso.com", encoded in this order; "+"
 * puts two attributes into one RDN, no text is the empty Name.  A type is CN,
 * O, OU, C, L, ST, STREET, DC, E, serialNumber or an object identifier;
 * "CN:bmp=" names the string type (utf8, printable, ia5, teletex, numeric,
 * visible, bmp, universal), and "CN:13=" gives its tag in hex and the octets
 * as they stand.
 */
bool names_write_dn(struct der *out, char *text, struct mistake *error);

/* GeneralName from a word such as "dns:sip.contoso.com"; see names.c. */
bool names_write_general(struct der *out, char *word, struct mistake *error);

#endif
