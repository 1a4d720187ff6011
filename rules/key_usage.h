/* The bits of keyUsage by the names that RFC 5280 gives them. */
#ifndef RULES_KEY_USAGE_H
#define RULES_KEY_USAGE_H

#include <stddef.h>
#include <stdint.h>

enum { USAGE_NAMES_SIZE = 160 }; /* room for all of them */

/*
 * The names of bits of enum el_key_usage, one after the other: "cRLSign,
 * decipherOnly".  Those for which there is no room are left out.
 */
const char *usage_names(char *buffer, size_t size, uint32_t bits);

#endif
