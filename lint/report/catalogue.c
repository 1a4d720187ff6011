#include "catalogue.h"

#include <stdlib.h>

#include <edgelint/result.h>

bool
catalogue_make(struct catalogue *out)
{
	out->count = el_rule_count();
	out->rules = calloc(out->count + 1, sizeof(*out->rules));
	if (out->rules == NULL)
		return false;
	for (size_t i = 0; i < out->count; i++) {
		size_t rows;

		out->rules[i] = el_rule_rows(i, &rows);
	}
	return true;
}

void
catalogue_free(struct catalogue *catalogue)
{
	free(catalogue->rules);
	catalogue->rules = NULL;
}
