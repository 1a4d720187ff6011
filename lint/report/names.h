/*
 * GeneralNames as text: the kind of name, and its value in the form that is
 * usual for that kind.
 */
#ifndef LINT_REPORT_NAMES_H
#define LINT_REPORT_NAMES_H

#include <edgelint/cert.h>

#include "base/sink.h"

/* "dns", "ip", "uri", "email", "srv", "xmpp", "dirname", "rid", "other". */
const char *names_type(enum el_name_type type);

/*
 * The value, printable.  Addresses are written as RFC 5952 has it, directory
 * names as RFC 4514, other names as "OID;UTF8:text" or "OID;HEX:octets".
 */
void names_write(struct sink *sink, const struct el_general_name *name);

/* The same, cut where it is long; what is no dNSName carries its type. */
void names_write_entry(struct sink *sink, const struct el_general_name *name);

/*
 * Whether the value as text hides what the octets are: it is text that had
 * to be escaped, or an address of a length that no address has.
 */
bool names_is_changed(const struct el_general_name *name);

#endif
