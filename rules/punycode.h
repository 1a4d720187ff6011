/*
 * Punycode, RFC 3492: the ASCII form of a label of a host name that has other
 * characters.  It knows no IDNA: which characters a label may have, and in
 * which normal form, is not asked here.
 */
#ifndef RULES_PUNYCODE_H
#define RULES_PUNYCODE_H

#include <edgelint/bytes.h>

/* Whether a label begins with "xn--", in any case: RFC 5890, 2.3.2.1. */
bool punycode_is_marked(struct el_bytes label);

/*
 * Whether what follows "xn--" decodes to Unicode characters, one at least not
 * ASCII, and encoding these gives the same label again, but for case.  A label
 * of more than 63 octets does not.
 */
bool punycode_is_good(struct el_bytes label);

#endif
