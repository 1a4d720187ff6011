/*
 * What is said of a rule wherever it is explained: as Markdown for those who
 * show it, as plain text for those who do not.
 */
#ifndef LINT_REPORT_RULE_TEXT_H
#define LINT_REPORT_RULE_TEXT_H

#include <edgelint/rule.h>

#include "base/sink.h"

/* "Fails when ...", and why it matters, in at most so many octets. */
void rule_text_description(struct sink *sink, size_t rule_number, size_t size);

/* The remedy for a deployment, the condition, the reason and the sources. */
void rule_text_plain(struct sink *sink, size_t rule_number,
    const struct el_profile *profile);
void rule_text_markdown(struct sink *sink, size_t rule_number,
    const struct el_profile *profile);

/* The address of a document, or NULL: a convention of this program has none. */
const char *rule_text_document_address(
    const struct el_document_facts *document);

/* The address of the first source that has one, or NULL. */
const char *rule_text_address(size_t rule_number);

#endif
