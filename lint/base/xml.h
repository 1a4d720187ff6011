/*
 * Text as XML 1.0 has it, in elements and in quoted attributes: what is markup
 * becomes a reference.  Control characters that no document may hold, and
 * octets that are no UTF-8, become visible as \xHH.
 */
#ifndef LINT_BASE_XML_H
#define LINT_BASE_XML_H

#include <edgelint/bytes.h>

#include "sink.h"

/* The contents of an element; line ends and tabs stay. */
void xml_text(struct sink *sink, struct el_bytes text);

/* name="text", with a space in front; line ends and tabs are kept, too. */
void xml_attribute(struct sink *sink, const char *name, struct el_bytes text);

#endif
