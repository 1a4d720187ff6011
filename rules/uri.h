/*
 * URIs of a SAN list as RFC 5280, 4.2.1.6, and RFC 3986 have them, whatever
 * their scheme.
 */
#ifndef RULES_URI_H
#define RULES_URI_H

#include <edgelint/host.h>

/* What is wrong with it, in words that complete "a URI that ...", or NULL. */
const char *uri_defect(struct el_bytes uri);

#endif
