/*
 * The extensions whose values are decoded; extensions.c reads the list that
 * they stand in.
 */
#ifndef LINT_VIEW_EXTENSION_VALUES_H
#define LINT_VIEW_EXTENSION_VALUES_H

#include "reader.h"

struct extension_decoder {
	enum el_part part;
	/* What the value holds goes into the view; NULL: it is not decoded. */
	bool (*decode)(struct reader *reader, const struct el_elem *value);
};

/* By identifier. */
extern const struct extension_decoder extension_decoders[EL_OID_COUNT];

#endif
