/*
 * The first row of every rule id by its number, looked up once a report:
 * el_rule_rows() walks the tables, which is too long a way for each result.
 */
#ifndef LINT_REPORT_CATALOGUE_H
#define LINT_REPORT_CATALOGUE_H

#include <edgelint/rule.h>

struct catalogue {
	const struct el_rule **rules;
	size_t count;
};

/* False: no memory. */
bool catalogue_make(struct catalogue *out) __attribute__((warn_unused_result));
void catalogue_free(struct catalogue *catalogue);

#endif
