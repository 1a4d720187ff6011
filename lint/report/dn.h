/*
 * Distinguished names as text, RFC 4514, and the text of their values.
 */
#ifndef LINT_REPORT_DN_H
#define LINT_REPORT_DN_H

#include <edgelint/cert.h>

#include "base/sink.h"

/*
 * "CN=sip.contoso.com,O=Contoso Ltd": the last RDN of the encoding first.
 * What cannot be shown as it stands is escaped as RFC 4514 has it, "\1b".
 */
void dn_write(struct sink *sink, const struct el_name *name);

/*
 * A value by itself, through text_printable().  A value that is no string
 * is shown as its octets.
 */
void dn_write_value(struct sink *sink, const struct el_attribute *attribute);

#endif
