#include "listing.h"

#include <stdio.h>

void
listing_add(struct listing *listing, struct el_bytes name)
{
	if (listing->names == LISTING_NAMES || name.size > EL_HOST_MAX) {
		listing->left_out++;
		return;
	}
	if (listing->names > 0) {
		memcpy(listing->text + listing->size, ", ", 2);
		listing->size += 2;
	}
	if (name.size > 0)
		memcpy(listing->text + listing->size, name.data, name.size);
	listing->size += name.size;
	listing->names++;
}

const char *
listing_text(struct listing *listing)
{
	listing->text[listing->size] = '\0';
	if (listing->left_out > 0)
		snprintf(listing->text + listing->size,
		    sizeof(listing->text) - listing->size, " and %zu more",
		    listing->left_out);
	return listing->text;
}
