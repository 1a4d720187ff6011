/*
 * The documents that a rule rests on, as JSON.
 */
#ifndef LINT_REPORT_CITATION_H
#define LINT_REPORT_CITATION_H

#include <edgelint/rule.h>

#include "base/json.h"

/* The array "sources" of a rule number: those of all its rows, each once. */
void citation_put_sources(struct json_writer *json, size_t rule_number);

#endif
