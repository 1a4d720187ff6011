/*
 * The documents that a rule rests on, as JSON.
 */
#ifndef LINT_REPORT_CITATION_H
#define LINT_REPORT_CITATION_H

#include <edgelint/rule.h>

#include "base/json.h"

/* The array "sources" of a rule number: those of all its rows, each once. */
void citation_put_sources(struct json_writer *json, size_t rule_number);

/* Whether a source of a row was not cited by the rows before it. */
bool citation_is_new(const struct el_rule *rows, size_t row,
    const struct el_citation *citation);

#endif
