/*
 * What the files of the SARIF report share.
 */
#ifndef LINT_REPORT_SARIF_H
#define LINT_REPORT_SARIF_H

#include "base/json.h"
#include "catalogue.h"
#include "issue.h"
#include "lines.h"
#include "report.h"

struct sarif {
	struct issues issues;
	struct lines lines;
	struct catalogue catalogue;
	size_t notifications; /* that were kept */
};

/* "level": error, warning, note. */
extern issue_words sarif_levels;

/* The object {"text": ...} of what the scratch holds. */
void sarif_put_message(struct sarif *sarif, struct json_writer *json,
    const char *key);

/* One element of "results". */
void sarif_put_result(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue);

/* The member "locations", with one element. */
void sarif_put_location(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue);

/* The member "rules": those that have a finding in this run. */
void sarif_put_rules(struct sarif *sarif, struct json_writer *json,
    const struct judge *judge);

#endif
