/* The kinds of SAN entries in words, and those that a public CA does not
 * certify. */
#ifndef RULES_NAME_KINDS_H
#define RULES_NAME_KINDS_H

#include <edgelint/rule.h>

/* "a URI". */
const char *name_kinds_text(enum el_name_type type);

/*
 * Flag every entry that is neither a dNSName nor an iPAddress: "entry 3 is a
 * URI; ", and then the consequence.
 */
void name_kinds_flag_others(const struct el_target *target,
    struct el_report *report, const char *consequence);

#endif
