/*
 * Distinguished names as chains compare them (RFC 5280, 7.1): case, the kind
 * of string, and the amount of white space make no difference.
 */
#ifndef LINT_VIEW_NAME_ORDER_H
#define LINT_VIEW_NAME_ORDER_H

#include <edgelint/cert.h>

/* Three-way, for any total orders. */
static inline int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* By size, then octet by octet. */
int compare_octets(struct el_bytes a, struct el_bytes b);

/* A total order in which equal names are equal. */
int name_compare(const struct el_name *a, const struct el_name *b);

/* The same for equal names. */
uint32_t name_hash(const struct el_name *name);

/*
 * Whether a name begins with all RDNs of a base, as names in the subtree of
 * a directoryName do (RFC 5280, 4.2.1.10).  Every name is under an empty one.
 */
bool name_is_under(const struct el_name *name, const struct el_name *base);

#endif
