/*
 * What may be wrong with one entry of a SAN list, a dNSName mostly: questions
 * that the rule of the fault asks, and the rules that leave the entry to it.
 */
#ifndef RULES_ENTRY_H
#define RULES_ENTRY_H

#include <edgelint/rule.h>

/* Whether all octets are ASCII. */
bool entry_is_ascii(struct el_bytes text);

/* What follows the last dot. */
struct el_bytes entry_last_label(struct el_bytes name);

/*
 * A single label, or under a top-level domain that was set aside or is in use
 * in private networks: RFC 6761, 6.2 to 6.4; RFC 6762, 3 and appendix G.
 */
bool entry_is_internal(struct el_bytes name);

/* Is, or is under, a zone for looking up addresses. */
bool entry_is_reverse(struct el_bytes name);

/* The first label with "xn--" that is no Punycode; false: there is none. */
bool entry_bad_a_label(struct el_bytes *label, struct el_bytes name);

typedef bool entry_label_test(struct el_bytes label);

/* The first label that a test holds of; false: there is none. */
bool entry_find_label(struct el_bytes *label, struct el_bytes name,
    entry_label_test *test);

#endif
