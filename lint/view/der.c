#include "der.h"

/* The length octets behind an identifier octet, X.690 8.1.3. */
static const char *
read_length(const uint8_t *p, size_t left, size_t *header, size_t *length,
    bool *not_minimal)
{
	size_t octets = p[1] & 0x7f;

	*not_minimal = false;
	if (p[1] < 0x80) {
		*header = 2;
		*length = p[1];
		return NULL;
	}
	if (octets == 0)
		return "the length is indefinite, which DER does not have";
	if (octets == 0x7f)
		return "the first length octet is FF, which X.690 reserves";
	if (octets > left - 2)
		return "the length octets run past the end";
	*header = 2 + octets;
	*length = 0;
	for (size_t i = 0; i < octets; i++) {
		if (*length > SIZE_MAX >> 8)
			return "the length is beyond any file";
		*length = *length << 8 | p[2 + i];
	}
	*not_minimal = *length < 0x80 || p[2] == 0;
	return NULL;
}

bool
der_next_any(struct der *der, struct el_elem *out, struct der_oddity *oddity)
{
	const uint8_t *p = der->next;
	size_t left = (size_t)(der->end - p);
	size_t header;
	size_t length;

	if (left == 0) {
		oddity->malformed = "an element is missing";
		return false;
	}
	if ((p[0] & 0x1f) == 0x1f) {
		oddity->malformed = "the tag number is over 30";
		return false;
	}
	if (left == 1) {
		oddity->malformed = "the length octets run past the end";
		return false;
	}
	oddity->malformed = read_length(p, left, &header, &length,
	    &oddity->not_minimal);
	if (oddity->malformed != NULL)
		return false;
	if (length > left - header) {
		oddity->malformed = "the length runs past the end";
		return false;
	}
	*out = (struct el_elem){
		.body = { p + header, length },
		.tag = p[0],
		.header = (uint8_t)header,
	};
	der->next = p + header + length;
	return true;
}
