/*
 * Names one after the other, for a message: "a, b, c and 4 more".  Checks do
 * not allocate, so the text has a fixed place and the list an end.
 */
#ifndef RULES_LISTING_H
#define RULES_LISTING_H

#include <edgelint/bytes.h>
#include <edgelint/host.h>

enum {
	/* Names in a message; more are counted.  Windows' CA takes no longer
	 * list, and public CAs stop at about as many. */
	LISTING_NAMES = 100,
	/* Each with ", " before it, and room for " and N more". */
	LISTING_SIZE = LISTING_NAMES * (EL_HOST_MAX + 2) + 40,
};

/* listing_begin() makes it empty; to zero all of it costs what a rule may. */
struct listing {
	char text[LISTING_SIZE];
	size_t size;
	size_t names; /* that are in the text */
	size_t left_out;
};

static inline void
listing_begin(struct listing *listing)
{
	listing->size = listing->names = listing->left_out = 0;
}

/*
 * Add a name.  It must be printable: a well-formed host name, a rule id, a
 * profile key.
 */
void listing_add(struct listing *listing, struct el_bytes name);

/* The text; nothing can be added after it. */
const char *listing_text(struct listing *listing);

#endif
